package agreement_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/agreement"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// project is C1's agreement on beams for the school, up to July.
func project() agreement.Agreement {
	return agreement.Agreement{
		ID: "A7", Customer: "C1", Currency: salesdesk.EUR, Period: calendar.Period{From: day("2026-01-01"), To: day("2026-07-01")},
		Prices: []agreement.Price{{SKU: "BEAM", Project: "school", Price: eur("15.00")}},
	}
}

// book is a book with the list prices of a year.
func book(beam, beamOf100, nail string, more ...pricing.Entry) pricing.Rules {
	return pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{
			{SKU: "BEAM", Group: "wood", Names: map[salesdesk.Language]string{"en": "Beam"}}, {SKU: "NAIL"}, {SKU: "GLUE"}, {SKU: "WORK", VATClass: "renovation", Supply: pricing.ImmovableWork},
		},
		Entries: append([]pricing.Entry{
			{SKU: "BEAM", Price: eur(beam), Mode: pricing.Volume, Tiers: []pricing.Tier{{From: eur("100"), Price: eur(beamOf100)}}},
			{SKU: "NAIL", Price: eur(nail), BaseQuantity: eur("1000")},
			{SKU: "GLUE", Price: eur("4.00")},
		}, more...),
	}}
}

func impact(t testing.TB, round agreement.Round, more ...pricing.Entry) agreement.Impact {
	t.Helper()
	round.Date = day("2026-05-01")
	got, err := agreement.Compare(book("20.00", "18.00", "83.00", project().Entries()...), book("21.00", "18.00", "85.49", more...), round)
	require.NoError(t, err)
	return got
}

func TestRoundOfArticles(t *testing.T) {
	got := impact(t, agreement.Round{}, pricing.Entry{SKU: "WORK", Price: eur("50")})
	var rows []string
	for _, a := range got.Articles {
		ratio := "-"
		if a.Ratio != nil {
			ratio = a.Ratio.String()
		}
		rows = append(rows, a.SKU+" "+ratio)
	}
	assert.Equal(t, []string{"BEAM 0.050000", "NAIL 0.030000", "WORK -"}, rows)
	assert.Nil(t, got.Articles[2].Old)
	assert.Equal(t, "50", got.Articles[2].New.Amount.String())
	assert.Equal(t, "Beam", got.Articles[0].Names["en"])
	assert.Equal(t, 1, got.Unchanged, "glue")
}

func TestRoundFindsOpenQuotesAndLeavesThemAsTheyAre(t *testing.T) {
	old, err := pricing.Compile(book("20.00", "18.00", "83.00"))
	require.NoError(t, err)
	quoted := func(id, sku string, quantity string) agreement.OpenQuote {
		req := pricing.Request{
			Currency: salesdesk.EUR, Date: day("2026-04-20"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
			Lines: []pricing.Line{{ID: "1", SKU: sku, Quantity: eur(quantity)}},
		}
		priced, err := old.Price(req)
		require.NoError(t, err)
		return agreement.OpenQuote{ID: id, Customer: "C9", ValidUntil: day("2026-05-20"), Request: req, Priced: priced}
	}
	gone := quoted("Q4", "NAIL", "1")
	gone.Request.Lines = []pricing.Line{{ID: "1", SKU: "HAMMER", Quantity: eur("1")}}
	got := impact(t, agreement.Round{Quotes: []agreement.OpenQuote{gone, quoted("Q3", "NAIL", "10000"), quoted("Q2", "BEAM", "100"), quoted("Q1", "BEAM", "10")}})
	require.Len(t, got.Quotes, 3, "a hundred beams cost the same")
	first := got.Quotes[0]
	assert.Equal(t, "Q1 200.00 210.00 10.00 2026-05-20", fmt.Sprint(first.ID, " ", first.Held, " ", first.Repriced, " ", first.Difference, " ", first.HeldUntil))
	assert.Equal(t, "Q3 24.90", fmt.Sprint(got.Quotes[1].ID, " ", got.Quotes[1].Difference))
	assert.Equal(t, "Q4", got.Quotes[2].ID)
	assert.Nil(t, got.Quotes[2].Repriced)
	assert.Equal(t, []agreement.Cause{{Line: "1", SKU: "HAMMER", Why: agreement.NotSold}}, got.Quotes[2].Causes)
	assert.Empty(t, got.Quotes[1].Causes)
}

// TestRoundSaysWhyItCannotPriceAQuote: every reason once, of the line that it is about.
func TestRoundSaysWhyItCannotPriceAQuote(t *testing.T) {
	line := func(id, sku, unit string) pricing.Line {
		return pricing.Line{ID: id, SKU: sku, Unit: unit, Quantity: eur("1")}
	}
	asked := pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-20"), Lines: []pricing.Line{line("a", "HAMMER", ""), line("b", "BEAM", "XBX"), line("c", "NAIL", "")}}
	asked.Buyer.Tax.Country = "BE"
	shipped := asked
	shipped.Lines = []pricing.Line{line("a", "BEAM", "")}
	shipped.Buyer.Tax.Country = ""
	open := []agreement.OpenQuote{
		{ID: "Q1", Customer: "C9", ValidUntil: day("2026-05-20"), Request: asked},
		{ID: "Q2", Customer: "C9", ValidUntil: day("2026-05-20"), Request: shipped},
	}
	after := book("20.00", "18.00", "83.00")
	after.Book.Entries = slices.DeleteFunc(slices.Clone(after.Book.Entries), func(e pricing.Entry) bool { return e.SKU == "NAIL" })
	got, err := agreement.Compare(book("20.00", "18.00", "83.00"), after, agreement.Round{Date: day("2026-05-01"), Quotes: open})
	require.NoError(t, err)
	assert.Equal(t, []agreement.Cause{
		{Line: "a", SKU: "HAMMER", Why: agreement.NotSold}, {Line: "b", SKU: "BEAM", Why: agreement.NotInUnit}, {Line: "c", SKU: "NAIL", Why: agreement.NoPrice},
	}, got.Quotes[0].Causes)
	assert.Equal(t, []agreement.Cause{{Line: "a", SKU: "BEAM", Why: agreement.RuleBroken}}, got.Quotes[1].Causes)
}

// TestRoundPricesWhatWasToBeDeliveredBefore: ten beams for 22 April, asked on 1 May.
func TestRoundPricesWhatWasToBeDeliveredBefore(t *testing.T) {
	old, err := pricing.Compile(book("20.00", "18.00", "83.00"))
	require.NoError(t, err)
	req := pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), DeliveryDate: day("2026-04-22"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{{ID: "1", SKU: "BEAM", Quantity: eur("10")}},
	}
	priced, err := old.Price(req)
	require.NoError(t, err)
	got := impact(t, agreement.Round{Quotes: []agreement.OpenQuote{{ID: "Q1", Customer: "C9", ValidUntil: day("2026-05-20"), Request: req, Priced: priced}}})
	require.Len(t, got.Quotes, 1)
	assert.Equal(t, "200.00 210.00 10.00", fmt.Sprint(got.Quotes[0].Held, " ", got.Quotes[0].Repriced, " ", got.Quotes[0].Difference))
	assert.Equal(t, day("2026-04-22"), req.DeliveryDate)
}

func TestRoundSaysWhoIsProtected(t *testing.T) {
	round := agreement.Round{Agreements: []agreement.Agreement{project()}}
	kept := impact(t, round, project().Entries()...).Agreements
	require.Len(t, kept, 1)
	assert.True(t, kept[0].Protected)
	assert.Equal(t, "2026-06-30", kept[0].Until.String())
	lost := impact(t, round).Agreements
	assert.False(t, lost[0].Protected, "the new book forgot it")
	assert.Equal(t, "15.00 21.00 0.400000", fmt.Sprint(lost[0].Old.Amount, " ", lost[0].New.Amount, " ", lost[0].Ratio))
	ended := project()
	ended.Period.To = day("2026-05-01")
	assert.Empty(t, impact(t, agreement.Round{Agreements: []agreement.Agreement{ended}}).Agreements)
	group := project()
	group.Prices[0].SKU, group.Prices[0].Group = "", "wood"
	assert.Equal(t, "BEAM", impact(t, agreement.Round{Agreements: []agreement.Agreement{group}}).Agreements[0].SKU)
}

func TestLettersSayWhatAYearWillCost(t *testing.T) {
	got := impact(t, agreement.Round{Purchases: []agreement.Purchase{
		{Buyer: pricing.Buyer{ID: "C2"}, SKU: "NAIL", Quantity: eur("12345")},
		{Buyer: pricing.Buyer{ID: "C2"}, SKU: "BEAM", Quantity: eur("300")},
		{Buyer: pricing.Buyer{ID: "C3"}, SKU: "BEAM", Quantity: eur("300"), Order: eur("100")},
		{Buyer: pricing.Buyer{ID: "C2"}, SKU: "GLUE", Quantity: eur("10")},
		{Buyer: pricing.Buyer{ID: "C4"}, SKU: "GLUE", Quantity: eur("10")},
	}})
	require.Len(t, got.Letters, 1, "C3 buys by the hundred, C4 only glue")
	letter := got.Letters[0]
	assert.Equal(t, "C2 2026-05-01", fmt.Sprint(letter.Customer, " ", letter.From))
	// Beams 6,000 → 6,300; nails 1,024.64 → 1,055.37; glue 40.
	assert.Equal(t, "7064.64 7395.37 330.73 0.046815", fmt.Sprint(letter.Old, " ", letter.New, " ", letter.Difference, " ", letter.Ratio))
	require.Len(t, letter.Rows, 2)
	assert.Equal(t, "BEAM 300.00", fmt.Sprint(letter.Rows[0].SKU, " ", letter.Rows[0].Difference))
	assert.Equal(t, "NAIL 30.73", fmt.Sprint(letter.Rows[1].SKU, " ", letter.Rows[1].Difference))
}

func TestRoundNamesEveryProblem(t *testing.T) {
	wrong := book("1", "1", "1", pricing.Entry{SKU: "HAMMER", Price: eur("1")})
	other := book("1", "1", "1")
	other.Book.Inclusive = true
	_, err := agreement.Compare(wrong, other, agreement.Round{
		Agreements: make([]agreement.Agreement, 1), Purchases: []agreement.Purchase{{Quantity: eur("-1"), Order: eur("-1")}},
	})
	for _, want := range []string{
		"before.book.entries[3]", "after.book.inclusive: one_of (false)", "date: required", "agreements[0].id: required", "purchases[0].quantity: min (0)", "purchases[0].order: min (0)",
	} {
		assert.ErrorContains(t, err, want)
	}
	other = book("1", "1", "1")
	other.Book.Currency = salesdesk.USD
	_, err = agreement.Compare(book("1", "1", "1"), other, agreement.Round{Date: day("2026-05-01")})
	assert.ErrorAs(t, err, &salesdesk.CurrencyError{})
}

// A large round gives the same bytes however its parts are ordered.
func TestRoundIsDeterministic(t *testing.T) {
	const articles = 5_000
	large := func(price string) pricing.Rules {
		r := pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR}}
		for i := range articles {
			sku := fmt.Sprintf("A%05d", (i*7919)%articles)
			r.Book.Articles = append(r.Book.Articles, pricing.Article{SKU: sku})
			r.Book.Entries = append(r.Book.Entries, pricing.Entry{SKU: sku, Price: eur(price)})
		}
		return r
	}
	var first []byte
	for range 2 {
		got, err := agreement.Compare(large("1.00"), large("1.03"), agreement.Round{Date: day("2026-05-01")})
		require.NoError(t, err)
		require.Len(t, got.Articles, articles)
		bytes, err := json.Marshal(got)
		require.NoError(t, err)
		if first == nil {
			first = bytes
		}
		assert.Equal(t, first, bytes)
	}
}

func TestAgreementRoundTrips(t *testing.T) {
	a := frame()
	a.Prices, a.Commitments = project().Prices, []agreement.Commitment{promised()}
	bytes, err := json.Marshal(a)
	require.NoError(t, err)
	back, err := agreement.DecodeAgreement(bytes)
	require.NoError(t, err)
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.JSONEq(t, string(bytes), string(again))
	assert.NoError(t, back.Check())
	_, err = agreement.DecodeAgreement([]byte(`{"bonuses":[{"tier":1}]}`))
	assert.EqualError(t, err, "bonuses[0].tier: unknown")
}

func TestAgreementPricesTheProjectAndNothingElse(t *testing.T) {
	pricer, err := pricing.Compile(book("20.00", "18.00", "83.00", project().Entries()...))
	require.NoError(t, err)
	for _, tt := range []struct{ customer, project, day, want string }{
		{"C1", "school", "2026-06-30", "15.00"}, {"C1", "school", "2026-07-01", "20.00"}, {"C1", "", "2026-06-30", "20.00"}, {"C2", "school", "2026-06-30", "20.00"},
	} {
		priced, err := pricer.Price(pricing.Request{
			Currency: salesdesk.EUR, Date: day(tt.day), Buyer: pricing.Buyer{ID: tt.customer, Project: tt.project, Tax: pricing.TaxParty{Country: "BE"}},
			Lines: []pricing.Line{{ID: "1", SKU: "BEAM", Quantity: eur("1")}},
		})
		require.NoError(t, err)
		assert.Equal(t, tt.want, priced.Lines[0].Price.String(), tt)
	}
}

func ExampleCompare() {
	before, after := book("20.00", "18.00", "83.00"), book("21.00", "18.00", "83.00")
	impact, err := agreement.Compare(before, after, agreement.Round{
		Date:      day("2026-05-01"),
		Purchases: []agreement.Purchase{{Buyer: pricing.Buyer{ID: "C2"}, SKU: "BEAM", Quantity: eur("300")}},
	})
	for _, a := range impact.Articles {
		fmt.Println(a.SKU, a.Old.Amount, a.New.Amount, a.Ratio)
	}
	fmt.Println(impact.Letters[0].Customer, impact.Letters[0].Difference, err)
	// Output:
	// BEAM 20.00 21.00 0.050000
	// C2 300.00 <nil>
}
