package quote_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// moved are the rules of the shop on the day of the offer, or when the book has moved on: other
// prices, names, a contribution, freight, a floor, and an article that is no longer sold.
func moved(on bool) pricing.Rules {
	rules := pricing.Rules{
		Book: pricing.Book{
			Currency: salesdesk.EUR,
			Articles: []pricing.Article{
				{SKU: "LAMP", Names: map[salesdesk.Language]string{salesdesk.Dutch: "Lamp"}, Contributions: []pricing.Contribution{{ID: "recupel", Reason: pricing.Recupel, Amount: amount("0.05")}}},
				{SKU: "POLE", VATClass: pricing.ClassReduced6},
			},
			Entries: []pricing.Entry{{SKU: "LAMP", Price: amount("40.00")}, {SKU: "POLE", Price: amount("90.00")}},
		},
		Freight: []pricing.FreightTable{{ID: "freight", Bands: []pricing.FreightBand{{From: amount("0"), Charge: amount("15.00")}}}},
	}
	if on {
		rules.Book.Articles = rules.Book.Articles[:1]
		rules.Book.Articles[0].Names[salesdesk.Dutch], rules.Book.Articles[0].Contributions[0].Amount = "Lamp XL", amount("0.07")
		rules.Book.Entries = []pricing.Entry{{SKU: "LAMP", Price: amount("44.00")}}
		rules.Freight[0].Bands[0].Charge = amount("20.00")
	}
	return rules
}

func inLight(t *testing.T, p *pricing.Pricer, conditions quote.Conditions, adjustments ...pricing.Adjustment) quote.Content {
	c, err := quote.Price(p, pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), Language: salesdesk.Dutch, Adjustments: adjustments,
		Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{
			{ID: "1", SKU: "LAMP", Quantity: amount("10")},
			{ID: "2", SKU: "POLE", Quantity: amount("1"), Optional: true},
			{ID: "3", SKU: "LAMP", Quantity: amount("2"), Optional: true},
		},
	}, conditions)
	require.NoError(t, err)
	return c
}

// TestAnOfferBindsWhenTheBookMovesOn: 10 lamps at 40.05 and freight of 15.00, with a pole of
// 90.00; a book that has no poles and dearer freight makes another document.
func TestAnOfferBindsWhenTheBookMovesOn(t *testing.T) {
	was, err := pricing.Compile(moved(false))
	require.NoError(t, err)
	is, err := pricing.Compile(moved(true))
	require.NoError(t, err)
	c := inLight(t, was, quote.Conditions{})
	_, err = c.Choose(is, "2")
	require.Error(t, err, "what the desk meets that kept no rules")

	kept, err := c.Keep(moved(false))
	require.NoError(t, err)
	require.NoError(t, kept.Check())
	assert.Equal(t, c.Priced, kept.Priced)
	want, err := c.Choose(was, "2")
	require.NoError(t, err)
	for _, p := range []*pricing.Pricer{is, nil} {
		got, err := kept.Choose(p, "2")
		require.NoError(t, err)
		assert.Equal(t, asJSON(t, want.Priced), asJSON(t, got.Priced))
		assert.Equal(t, asJSON(t, want.Explanation), asJSON(t, got.Explanation))
		assert.Equal(t, "505.50", got.Priced.Totals.TaxExclusive.String())
	}
	both, err := kept.Choose(nil, "2", "3")
	require.NoError(t, err)
	assert.Equal(t, "585.60", both.Priced.Totals.TaxExclusive.String())
	again, err := kept.Choose(nil, "2")
	require.NoError(t, err)
	again, err = again.Choose(nil, "3")
	require.NoError(t, err, "and once more")
	assert.Equal(t, both.Priced.Totals, again.Priced.Totals)

	r := rules(t, quote.Approval{})
	q := sent(t, r, kept)
	q, judged, err := q.Reply(r, customer(q), is, quote.Reply{Offer: quote.Offer{Options: []string{"2"}}})
	require.NoError(t, err)
	assert.Equal(t, quote.Choose, judged.On)
	assert.Equal(t, quote.Accepted, q.Status)
	folded, err := quote.Fold(q.Changes())
	require.NoError(t, err)
	assert.Equal(t, asJSON(t, q), asJSON(t, folded))

	data := asJSON(t, kept)
	back, err := quote.DecodeContent([]byte(data))
	require.NoError(t, err)
	assert.Equal(t, data, asJSON(t, back))
}

func TestRulesOfAnotherDocumentAreNotKept(t *testing.T) {
	was, err := pricing.Compile(moved(false))
	require.NoError(t, err)
	c := inLight(t, was, quote.Conditions{})
	dearer := moved(false)
	dearer.Freight[0].Bands[0].Charge = amount("20.00")
	_, err = c.Keep(dearer)
	var changed quote.OtherRulesError
	require.ErrorAs(t, err, &changed)
	assert.Contains(t, fields(changed.Differences), "total")
	dearer.Freight[0].Bands = nil
	_, err = c.Keep(dearer)
	require.EqualError(t, err, "rules.freight[0].bands: required")
}

// TestMoreIsChosenAfterAPart: as long as what was taken stays what it was. 15.00 of freight are
// shared by what is there, so that a choice changes what the lamps bear.
func TestMoreIsChosenAfterAPart(t *testing.T) {
	r := rules(t, quote.Approval{})
	plain := moved(false)
	plain.Freight = nil
	for _, tt := range []struct {
		name  string
		rules pricing.Rules
		off   []pricing.Adjustment
		wrong string
	}{
		{"plain lines", plain, nil, ""},
		{"a percentage of the whole", plain, []pricing.Adjustment{{ID: "D", Rate: ratio("0.10")}}, ""},
		{"an amount of the whole", plain, []pricing.Adjustment{{ID: "D", Amount: ratio("10.00")}}, "the choice changes what was taken of lines [1]"},
		{"a charge that no line bears", plain, []pricing.Adjustment{{ID: "C", Charge: true, Amount: ratio("5.00"), VAT: &pricing.VATGroup{Category: pricing.ZeroRated}}}, "the choice changes what was taken of lines [1]"},
		{"freight", moved(false), nil, "the choice changes what was taken of lines [1]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := pricing.Compile(tt.rules)
			require.NoError(t, err)
			q := sent(t, r, inLight(t, p, quote.Conditions{InParts: true}, tt.off...))
			q, err = q.AcceptPart(r, customer(q), q.Latest().Digest, awards("1", "4"))
			require.NoError(t, err)
			q, err = q.CallOff(r, clerk(q), "B-1", awards("1", "3"))
			require.NoError(t, err)
			before, err := q.Agreed("B-1")
			require.NoError(t, err)
			next, err := q.ChoosePart(r, customer(q), p, q.Latest().Digest, []string{"2"}, awards("2", "1"))
			if tt.wrong != "" {
				require.ErrorAs(t, err, new(quote.TakenError))
				require.ErrorContains(t, err, tt.wrong)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, quote.PartAccepted, next.Status)
			assert.Equal(t, []string{"1: 10 = 3 ordered, 0 lost, 6 open, 1 callable", "2: 1 = 0 ordered, 0 lost, 0 open, 1 callable"}, standing(next))
			after, err := next.Agreed("B-1")
			require.NoError(t, err)
			assert.Equal(t, asJSON(t, before.Lines), asJSON(t, after.Lines))
			assert.Equal(t, before.Totals, after.Totals)
			next, err = next.CallOff(r, clerk(next), "B-2", awards("2", "1", "1", "1"))
			require.NoError(t, err)
			_, err = next.Agreed("B-2")
			require.NoError(t, err)
			next, judged, err := next.Reply(r, customer(next), p, quote.Reply{Offer: quote.Offer{Lines: []quote.OfferLine{line("3", "1", "")}}})
			require.NoError(t, err, "and the other one, by a reply")
			assert.Equal(t, quote.ChoosePart, judged.On)
			assert.Len(t, next.Revisions, 3)
		})
	}
}

// TestAnAlternativeToWhatWasTakenIsRefused: the line that it would replace is taken in part.
func TestAnAlternativeToWhatWasTakenIsRefused(t *testing.T) {
	r, p := rules(t, quote.Approval{}), costed(t)
	q := sent(t, r, choices(t, func(_ *pricing.Request, c *quote.Conditions) { c.InParts = true }))
	q, err := q.AcceptPart(r, customer(q), q.Latest().Digest, awards("1", "4"))
	require.NoError(t, err)
	_, err = q.ChoosePart(r, customer(q), p, q.Latest().Digest, []string{"1b"}, awards("1b", "30"))
	require.ErrorContains(t, err, "the choice changes what was taken of lines [1]")
	_, err = q.Choose(r, customer(q), p, q.Latest().Digest, "3")
	require.ErrorAs(t, err, new(workflow.RefusedError), "all of it is not left to take")
}

func ExampleContent_Keep() {
	was, _ := pricing.Compile(moved(false))
	is, _ := pricing.Compile(moved(true))
	content, _ := quote.Price(was, pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{{ID: "1", SKU: "LAMP", Quantity: amount("10")}, {ID: "2", SKU: "POLE", Quantity: amount("1"), Optional: true}},
	}, quote.Conditions{})
	content, err := content.Keep(moved(false))
	if err != nil {
		fmt.Println(err)
		return
	}
	chosen, err := content.Choose(is, "2") // there are no poles any more
	fmt.Println(content.Priced.Totals.TaxExclusive, chosen.Priced.Totals.TaxExclusive, err)
	// Output: 415.50 505.50 <nil>
}
