package quote_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/law"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/terms"
	"github.com/interne-sales/salesdesk/workflow"
)

func noon(date string) time.Time {
	d := day(date)
	return time.Date(d.Year, d.Month, d.Day, 10, 0, 0, 0, time.UTC)
}

// toConsumer is a content with prices that have VAT in them: 10 × 50.00 and 20 × 10.00.
func toConsumer(t require.TestingT, change func(*pricing.Request, *quote.Conditions)) quote.Content {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR, Inclusive: true,
		Articles: []pricing.Article{{SKU: "A", Unit: "C62"}, {SKU: "B", Unit: "C62"}},
		Entries:  []pricing.Entry{{SKU: "A", Price: amount("50.00")}, {SKU: "B", Price: amount("10.00")}},
	}})
	require.NoError(t, err)
	r, c := content(t, "", quote.Conditions{}).Request, quote.Conditions{}
	r.Inclusive, r.Buyer.Channel, r.Buyer.Tax = true, "shop", pricing.TaxParty{Country: "BE"}
	if change != nil {
		change(&r, &c)
	}
	content, err := quote.Price(p, r, c)
	require.NoError(t, err)
	return content
}

// codes are what is found, with the lines.
func codes(all []quote.Finding) []string {
	var said []string
	for _, f := range all {
		said = append(said, fmt.Sprintf("%s %s %s", f.Path, f.Code, f.Severity))
	}
	return said
}

func found(t *testing.T, c quote.Content, from, last string) []string {
	t.Helper()
	l := quote.BelgianLaw()
	all, err := l.Findings(c, calendar.Through(day(from), day(last)))
	require.NoError(t, err)
	return codes(all)
}

// Between undertakings 60 days at most, of a public body 30, unless the contract justifies
// more; the end of the month counts. A consumer may be given any time, and sees VAT.
func TestATermThatLawCutsShortKeepsAQuoteInTheHouse(t *testing.T) {
	const path = "conditions.payment_days payment_term error"
	for _, tt := range []struct {
		give quote.Conditions
		want []string
	}{
		{quote.Conditions{PaymentDays: 60}, nil},
		{quote.Conditions{PaymentDays: 61}, []string{path}},
		{quote.Conditions{PaymentDays: 30, EndOfMonth: true}, nil},
		{quote.Conditions{PaymentDays: 31, EndOfMonth: true}, []string{path}},
		{quote.Conditions{PaymentDays: 31, BuyerKind: salesdesk.PublicBody}, []string{path}},
		{quote.Conditions{PaymentDays: 60, TermJustified: true, BuyerKind: salesdesk.PublicBody}, nil},
		{quote.Conditions{PaymentDays: 90, BuyerKind: salesdesk.Consumer}, []string{"request.inclusive vat_not_included warning"}},
	} {
		c := priced(t, func(_ *pricing.Request, conditions *quote.Conditions) { *conditions = tt.give })
		got := found(t, c, "2026-04-20", "2026-05-08")
		assert.Equal(t, tt.want, got, tt.give)
	}

	r := rules(t, quote.Approval{})
	q := opened(t, r, content(t, "", quote.Conditions{PaymentDays: 90}))
	for _, verb := range []func() error{
		func() error { _, err := q.Release(r, clerk(q)); return err },
		func() error {
			asked := rules(t, manager(quote.Limits{MaxDays: new(30)}))
			_, err := q.Submit(asked, clerk(q))
			return err
		},
	} {
		var finding quote.Finding
		require.ErrorAs(t, verb(), &finding)
		assert.Equal(t, []int{90, 60, 30}, []int{finding.Days, finding.MaxDays, finding.Applies})
	}
}

// The desk reads what is wrong, and where.
func TestAFindingIsNamedWhereItIs(t *testing.T) {
	catalog, err := i18n.New()
	require.NoError(t, err)
	r := rules(t, quote.Approval{})
	q := opened(t, r, content(t, "", quote.Conditions{PaymentDays: 90}))
	_, err = q.Release(r, clerk(q))
	for lang, want := range map[salesdesk.Language]string{
		salesdesk.Dutch:   "Voorwaarden, betalingstermijn in dagen: De betalingstermijn van 90 dagen is langer dan de wet toelaat (60 dagen): hij geldt niet, en 30 dagen komen in de plaats",
		salesdesk.French:  "Conditions, délai de paiement en jours : Le délai de paiement de 90 jours dépasse celui que la loi admet (60 jours)",
		salesdesk.English: "Conditions, payment term in days: The payment term of 90 days is longer than the law allows (60 days): it does not hold, and 30 days apply instead",
	} {
		assert.Contains(t, strings.Join(plain(catalog.Error(lang, i18n.Clerk, err)), "\n"), want)
		assert.NotContains(t, strings.Join(plain(catalog.Error(lang, i18n.Customer, err)), "\n"), "90")
	}
	other := priced(t, nil)
	other.Request.Lines[0].Quantity = amount("9")
	assert.Contains(t, plain(catalog.Error(salesdesk.Dutch, i18n.Clerk, other.Check())), "Berekende prijs, regel 1, aantal: De prijs is voor een andere aanvraag berekend: 10 in plaats van 9.")
}

// A rule that holds from a day on stops a quote that was released before it.
func TestTheLawOfTheDayOfSendingHolds(t *testing.T) {
	next := quote.Law{Payments: append(terms.BelgianLaw(), terms.Law{From: day("2026-04-21"), Buyer: salesdesk.Business, Default: 14, Max: 30, Justified: 30, Source: "a law to come"})}
	r, err := quote.Compile(quote.Policy{Location: brussels(t), Law: &next})
	require.NoError(t, err)
	q := opened(t, r, content(t, "", quote.Conditions{PaymentDays: 60}))
	q, err = q.Release(r, clerk(q))
	require.NoError(t, err)
	late := on(clerk(q), t, "2026-04-21 00:00:00")
	_, err = q.Send(r, late, day("2026-05-08"))
	require.EqualError(t, err, "quote: send refused in approved: lawful: conditions.payment_days: payment_term (a law to come)")
	q, err = q.Send(r, clerk(q), day("2026-05-08"))
	require.NoError(t, err)
	_, err = q.Extend(r, on(clerk(q), t, "2026-05-01 09:00:00"), day("2026-05-22"))
	require.Error(t, err, "an extension is an offer of its day")
}

// Rules are compiled once: who changes his tables afterwards changes nothing.
func TestCompiledLawIsTheRulesOwn(t *testing.T) {
	mine := quote.BelgianLaw()
	r, err := quote.Compile(quote.Policy{Location: brussels(t), Law: &mine})
	require.NoError(t, err)
	mine.Payments[0].Max, mine.Prices.Sales[0].Words[0] = 999, "brol"
	mine = quote.Law{}
	q := opened(t, r, content(t, "", quote.Conditions{PaymentDays: 90}))
	_, err = q.Release(r, clerk(q))
	require.ErrorAs(t, err, new(quote.Finding))
}

func TestACompanyElsewhereHasNoBelgianLaw(t *testing.T) {
	r, err := quote.Compile(quote.Policy{Location: brussels(t), Law: &quote.Law{}})
	require.NoError(t, err)
	q := sent(t, r, content(t, "", quote.Conditions{PaymentDays: 120}))
	assert.Empty(t, q.Latest().Warnings)
}

// 10 × 28.00 = 280.00 of what costs 300.00 is a loss: a warning, which the desk sees before
// sending and which stays with the revision; the exceptions of the law lift it.
func TestASaleAtALossIsShownAndKept(t *testing.T) {
	lossy := func(claims ...quote.Claim) quote.Content {
		c := priced(t, func(r *pricing.Request, _ *quote.Conditions) {
			r.Lines[0].Price = &pricing.Price{Amount: amount("28.00")}
		})
		c.Claims = claims
		return c
	}
	r := rules(t, quote.Approval{})
	q := opened(t, r, lossy())
	before, err := q.Findings(r, noon("2026-04-20"), day("2026-05-08"))
	require.NoError(t, err)
	require.Equal(t, []string{"priced.lines[0] loss warning"}, codes(before))
	assert.Equal(t, []string{"1", "280.00 EUR", "300.00 EUR"}, []string{before[0].Line, before[0].Stated.String(), before[0].Lawful.String()})
	q = sent(t, r, lossy())
	assert.Equal(t, before, q.Latest().Warnings)

	for _, spared := range []quote.Claim{
		{Line: "1", Loss: law.Obsolete}, {Line: "1", Service: true}, {Line: "1", Rebates: amount("2.00")}, {Line: "1", VolumeRebate: amount("2.50")},
	} {
		assert.Empty(t, found(t, lossy(spared), "2026-04-20", "2026-05-08"), spared)
	}
	assert.NotEmpty(t, found(t, lossy(quote.Claim{Line: "1", VolumeRebate: amount("2.49")}), "2026-04-20", "2026-05-08"), "80 % of 2.49 is 1.992")
}

// 50.00 shown against 60.00 while 55.00 was the lowest of thirty days: both the former
// price and the percentage mislead. To an undertaking nobody announces a thing in law.
func TestAnAnnouncedReductionRestsOnTheLowestPriceOfThirtyDays(t *testing.T) {
	history := []law.Offered{
		{Channel: "shop", Period: calendar.Period{From: day("2026-01-01"), To: day("2026-04-01")}, Price: amount("60.00")},
		{Channel: "shop", Period: calendar.Period{From: day("2026-04-01"), To: day("2026-04-05")}, Price: amount("55.00")},
		{Channel: "shop", Period: calendar.Period{From: day("2026-04-05"), To: day("2026-04-20")}, Price: amount("60.00")},
	}
	c := toConsumer(t, nil)
	c.Claims = []quote.Claim{{Line: "1", Reference: ratio("60.00"), Rate: ratio("0.1667"), History: history}}
	assert.Equal(t, []string{"priced.lines[0] reference_too_high error", "priced.lines[0] rate_too_high error"}, found(t, c, "2026-04-20", "2026-05-08"))
	c.Claims[0].Reference, c.Claims[0].Rate = ratio("55.00"), ratio("0.09")
	assert.Empty(t, found(t, c, "2026-04-20", "2026-05-08"))
	c.Claims[0].Reference, c.Claims[0].Rate = nil, nil
	assert.Empty(t, found(t, c, "2026-04-20", "2026-05-08"), "what is not announced is no reduction")

	business := priced(t, nil)
	business.Claims = []quote.Claim{{Line: "1", Reference: ratio("60.00"), History: history}}
	assert.Empty(t, found(t, business, "2026-04-20", "2026-05-08"))

	c.Claims[0].Reference, c.Claims[0].History = ratio("55.00"), []law.Offered{{Channel: "shop"}}
	l := quote.BelgianLaw()
	_, err := l.Findings(c, calendar.Through(day("2026-04-20"), day("2026-05-08")))
	var field salesdesk.FieldError
	require.ErrorAs(t, err, &field)
	assert.Contains(t, field.Path, "priced.lines[0].history[0]")
}

// The words of the sales are for the sales: 3 to 31 January 2027 begins on the 2nd, since
// the 3rd is a Sunday, and the offer may not outlast them.
func TestTheWordsOfTheSalesAreForTheSales(t *testing.T) {
	c := toConsumer(t, func(_ *pricing.Request, c *quote.Conditions) { c.Text = "Eindereeks, nu solden!" })
	assert.Empty(t, found(t, c, "2027-01-02", "2027-01-31"))
	assert.Equal(t, []string{"conditions.text word_reserved error"}, found(t, c, "2027-01-02", "2027-02-01"))
	assert.Equal(t, []string{"conditions.text word_reserved error"}, found(t, c, "2027-01-01", "2027-01-31"))
	c.Conditions.Text = ""
	c.Claims = []quote.Claim{{Line: "2", Text: "Soldes", OutOfStock: true}}
	assert.Equal(t, []string{"priced.lines[1] not_in_stock error"}, found(t, c, "2027-01-02", "2027-01-31"))

	c = toConsumer(t, func(r *pricing.Request, _ *quote.Conditions) {
		r.Adjustments = []pricing.Adjustment{{ID: "D", Rate: ratio("0.05"), Text: "Opruiming"}}
	})
	assert.Equal(t, []string{"conditions.text word_reserved warning"}, found(t, c, "2026-04-20", "2026-04-20"), "a site may be cleared, too")
}

// TestAnOptionIsHeldToTheLaw: the paper offers it, chosen or not.
func TestAnOptionIsHeldToTheLaw(t *testing.T) {
	c := toConsumer(t, func(r *pricing.Request, _ *quote.Conditions) {
		r.Lines = append(r.Lines, r.Lines[1])
		r.Lines[2].ID, r.Lines[2].Optional = "3", true
	})
	require.Empty(t, found(t, c, "2026-04-20", "2026-04-20"))
	c.Claims = []quote.Claim{{Line: "3", Text: "Soldes", Reference: ratio("1.00")}}
	require.NoError(t, c.Check())
	assert.Equal(t, []string{"priced.options[0].lines[0] word_reserved error", "priced.options[0].lines[0] too_new error"}, found(t, c, "2026-04-20", "2026-04-20"))

	loss := choices(t, func(r *pricing.Request, _ *quote.Conditions) {
		r.Adjustments, r.Lines[3].Price = nil, &pricing.Price{Amount: amount("0.50")}
	})
	assert.Equal(t, []string{"priced.options[1].lines[0] loss warning"}, found(t, loss, "2026-04-20", "2026-04-20"), "5 at 0.50 that cost 1.00")
	loss.Explanation.Options[1].Margins[0].Cost = amount("1.00")
	require.ErrorContains(t, loss.Check(), "explanation.options[1].margins[0].amount")
}

func TestWhatAConsumerMustSee(t *testing.T) {
	bare := priced(t, func(r *pricing.Request, _ *quote.Conditions) { r.Buyer.Tax = pricing.TaxParty{Country: "BE"} })
	assert.Equal(t, []string{"request.inclusive vat_not_included warning"}, found(t, bare, "2026-04-20", "2026-05-08"), "the total has it")
	bare.Request.Buyer.Tax.Country = "FR"
	assert.Empty(t, found(t, bare, "2026-04-20", "2026-05-08"), "his own law protects him")
}

func TestABlackClauseIsRefusedAndAGreyOneShown(t *testing.T) {
	c := priced(t, func(_ *pricing.Request, c *quote.Conditions) {
		c.Clauses = []law.Clause{law.NoRecourse, law.TacitRenewal}
	})
	assert.Equal(t, []string{"conditions.clauses black_clause error", "conditions.clauses grey_clause warning"}, found(t, c, "2026-04-20", "2026-05-08"))
}

func TestFactsOfNoLineAreRefused(t *testing.T) {
	c := priced(t, func(_ *pricing.Request, c *quote.Conditions) { c.BuyerKind = "friend" })
	c.Claims = []quote.Claim{{Line: "7"}, {Line: "1"}, {Line: "1"}}
	require.EqualError(t, c.Check(), "conditions.buyer_kind: one_of (business public_body consumer); claims[0].line: reference (7); claims[2].line: duplicate (1)")
	c.Claims = make([]quote.Claim, pricing.MaxLines+1)
	require.ErrorContains(t, c.Check(), "claims: length (10000)")
}

// A company may take a warning for a breach: its own guard reads the same findings.
func TestAGuardOfTheCompanyMayRefuseAWarning(t *testing.T) {
	strict := &workflow.Guard[quote.Case]{Name: "no_loss", Test: func(cmd *workflow.Command, c quote.Case) error {
		all, err := c.Findings(cmd.At)
		for _, f := range all {
			if f.Code == law.Loss {
				return f
			}
		}
		return err
	}}
	definition := quote.Definition()
	for i := range definition.Transitions {
		if row := &definition.Transitions[i]; row.On == quote.Send {
			row.If = append(row.If, strict)
		}
	}
	r, err := quote.Compile(quote.Policy{Location: brussels(t), Definition: &definition})
	require.NoError(t, err)
	q := opened(t, r, priced(t, func(r *pricing.Request, _ *quote.Conditions) {
		r.Lines[0].Price = &pricing.Price{Amount: amount("28.00")}
	}))
	q, err = q.Release(r, clerk(q))
	require.NoError(t, err)
	_, err = q.Send(r, clerk(q), day("2026-05-08"))
	require.ErrorContains(t, err, "no_loss: loss (WER VI.116-VI.117; Cass. 16 September 2016)")
}

func ExampleQuote_Findings() {
	r := rules(never{}, quote.Approval{})
	q := opened(never{}, r, content(never{}, "", quote.Conditions{PaymentDays: 75}))
	all, err := q.Findings(r, noon("2026-04-20"), calendar.MustDate("2026-05-08"))
	for _, f := range all {
		fmt.Println(f.Severity, f.Code, f.Days, "days, at most", f.MaxDays)
	}
	fmt.Println(err)
	// Output:
	// error payment_term 75 days, at most 60
	// <nil>
}
