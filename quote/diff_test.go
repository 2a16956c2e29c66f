package quote_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// costed is a pricer that knows both costs: 30.00 and 7.00.
func costed(t require.TestingT) *pricing.Pricer {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{{SKU: "A", Unit: "C62", Cost: ratio("30.00")}, {SKU: "B", Unit: "C62", Cost: ratio("7.00")}, {SKU: "C", Unit: "C62", Cost: ratio("1.00")}},
		Entries:  []pricing.Entry{{SKU: "A", Price: amount("50.00")}, {SKU: "B", Price: amount("10.00")}, {SKU: "C", Price: amount("4.00")}},
	}})
	require.NoError(t, err)
	return p
}

// priced is the content of the tests with both costs known: 700.00, margin 260.00.
func priced(t require.TestingT, change func(*pricing.Request, *quote.Conditions)) quote.Content {
	r, c := content(t, "", quote.Conditions{}).Request, quote.Conditions{}
	if change != nil {
		change(&r, &c)
	}
	priced, err := quote.Price(costed(t), r, c)
	require.NoError(t, err)
	return priced
}

func sentences(t *testing.T, lang salesdesk.Language, all []quote.Difference) []string {
	t.Helper()
	catalog, err := i18n.New()
	require.NoError(t, err)
	var said []string
	for _, d := range all {
		text, err := catalog.Text(lang, d)
		require.NoError(t, err)
		said = append(said, text)
	}
	return said
}

func TestADiffReadsAsSentences(t *testing.T) {
	before := content(t, "", quote.Conditions{PaymentDays: 30, DeliveryPlace: "Gent", Promises: []quote.Promise{{Line: "1", Date: day("2026-05-04")}}})
	after := content(t, "0.05", quote.Conditions{
		PaymentDays: 60, DeliveryPlace: "Gent", Incoterm: "DAP", InParts: true,
		Promises: []quote.Promise{{Line: "1", Date: day("2026-05-06")}},
	})
	diff := quote.Diff(before, after)
	assert.Equal(t, []string{
		"On the whole, discount: from €0.00 to -€35.00 (5%).",
		"Total excluding VAT: from €700.00 to €665.00.",
		"VAT: from €147.00 to €139.65.",
		"Payable: from €847.00 to €804.65.",
		"Payment within 60 days instead of 30 days.",
		"Delivery: DAP Gent instead of Gent.",
		"The quote may now be accepted in parts.",
		"Line 1: delivery on 6 May 2026 instead of 4 May 2026.",
		"Total discount: from 0% to 5%.",
		"Margin: from 40% to 36.8421%.",
	}, plain(sentences(t, salesdesk.English, diff)))
	assert.Equal(t, "Totaal zonder btw: van € 700,00 naar € 665,00.", plain(sentences(t, salesdesk.Dutch, diff))[1])
	assert.Equal(t, "Total hors TVA : de 700,00 € à 665,00 €.", plain(sentences(t, salesdesk.French, diff))[1])
}

func TestADiffNamesEveryFieldOfALine(t *testing.T) {
	before := priced(t, nil)
	after := priced(t, func(r *pricing.Request, _ *quote.Conditions) {
		r.Lines[0].Quantity, r.Lines[0].Price = amount("12"), &pricing.Price{Amount: amount("47.50")}
		r.Lines[0].Adjustments = []pricing.Adjustment{{ID: "L", Rate: ratio("0.10")}}
		r.Lines[1] = pricing.Line{ID: "3", SKU: "C", Quantity: amount("5")}
	})
	assert.Equal(t, []string{
		"Line 1: the quantity goes from 10 pieces to 12 pieces.",
		"Line 1: the price goes from €50.00 to €47.50.",
		"Line 1: allowances and charges from €0.00 to -€57.00.",
		"Line 1: the net amount goes from €500.00 to €513.00.",
		"Line 2 is removed: 20 pieces B.",
		"Line 3 is added: 5 pieces C.",
	}, plain(sentences(t, salesdesk.English, quote.Diff(before, after)))[:6])
}

func TestWhatIsForTheHouseOnlyIsMarked(t *testing.T) {
	after := priced(t, func(r *pricing.Request, c *quote.Conditions) {
		r.Adjustments = []pricing.Adjustment{{ID: "D", Rate: ratio("0.05")}}
		c.BeyondCosts = true
	})
	after.Costs = []quote.Costing{{Line: "1", ValidUntil: day("2026-06-30")}}
	var inside []quote.Field
	for _, d := range quote.Diff(priced(t, nil), after) {
		if d.Internal() {
			inside = append(inside, d.Field)
		}
	}
	assert.Equal(t, []quote.Field{quote.FieldBeyondCosts, quote.FieldCosts, quote.FieldDiscount, quote.FieldMargin}, inside)
}

// TestADiffSaysWhyVATIsNotChargedNow: both lines have 0 %, of the same category.
func TestADiffSaysWhyVATIsNotChargedNow(t *testing.T) {
	before, after := priced(t, nil), priced(t, nil)
	before.Priced.Lines[0].VAT = pricing.VATGroup{Category: pricing.ReverseCharge, Ground: pricing.ReverseService}
	after.Priced.Lines[0].VAT = pricing.VATGroup{Category: pricing.ReverseCharge, Ground: pricing.Triangular}
	assert.Equal(t, []quote.Difference{{
		Field: quote.FieldVAT, Line: "1", Name: "A",
		Before: quote.Value{Text: "AE", Ground: pricing.ReverseService}, After: quote.Value{Text: "AE", Ground: pricing.Triangular},
	}}, quote.Diff(before, after))
}

func TestADiffIsEmptyForTheSameDigestOnly(t *testing.T) {
	base := priced(t, nil)
	changes := map[quote.Field]func(*quote.Content){
		quote.FieldText:         func(c *quote.Content) { c.Conditions.Text = "x" },
		quote.FieldLanguage:     func(c *quote.Content) { c.Conditions.Language = salesdesk.French },
		quote.FieldTransport:    func(c *quote.Content) { c.Conditions.Transport = "road" },
		quote.FieldNoEngagement: func(c *quote.Content) { c.Conditions.WithoutEngagement = true },
		quote.FieldPromiseAdded: func(c *quote.Content) { c.Conditions.Promises = []quote.Promise{{Line: "1"}} },
		quote.FieldPriceDate:    func(c *quote.Content) { c.Priced.Date = day("2026-04-21") },
		quote.FieldCashDiscount: func(c *quote.Content) { c.Priced.CashDiscount = &pricing.PricedCashDiscount{Days: 8} },
		quote.FieldGrounds:      func(c *quote.Content) { c.Request.DeliverTo = "BE" },
		quote.FieldDocument:     func(c *quote.Content) { c.Priced.TaxPoint = day("2026-04-21") },
		quote.FieldName:         func(c *quote.Content) { c.Priced.Lines[0].Name = "x" },
		quote.FieldVAT:          func(c *quote.Content) { c.Priced.Lines[0].VAT.Category = pricing.Exempt },
		quote.FieldBaseQuantity: func(c *quote.Content) { c.Priced.Lines[0].BaseQuantity = amount("2") },
		quote.FieldDetails:      func(c *quote.Content) { c.Priced.Lines[0].Adjustments = []pricing.Adjusted{{ID: "zero"}} },
	}
	assert.Empty(t, quote.Diff(base, priced(t, nil)))
	for field, change := range changes {
		other := priced(t, nil)
		change(&other)
		diff := quote.Diff(base, other)
		require.Len(t, diff, 1, field)
		assert.Equal(t, field, diff[0].Field)
	}
	rapid.Check(t, func(t *rapid.T) {
		discounts := []string{"", "0.01", "0.010", "0.02"}
		a, b := rapid.SampledFrom(discounts).Draw(t, "a"), rapid.SampledFrom(discounts).Draw(t, "b")
		days := rapid.SampledFrom([]int{0, 30}).Draw(t, "days")
		first, second := content(t, a, quote.Conditions{PaymentDays: days}), content(t, b, quote.Conditions{})
		left, err := first.Digest()
		require.NoError(t, err)
		right, err := second.Digest()
		require.NoError(t, err)
		require.Equal(t, left == right, len(quote.Diff(first, second)) == 0)
	})
}

// A total of ten lines differs wherever a figure differs, whichever way it is asked.
func TestADiffTurnsAround(t *testing.T) {
	a, b := content(t, "", quote.Conditions{PaymentDays: 30}), content(t, "0.05", quote.Conditions{EndOfMonth: true})
	there, back := quote.Diff(a, b), quote.Diff(b, a)
	require.Len(t, back, len(there))
	for i := range there {
		assert.Equal(t, there[i].Field, back[i].Field)
		assert.Equal(t, asJSON(t, there[i].Before), asJSON(t, back[i].After))
	}
}

// TestAnAdjustmentIsNamedByItsWordsOrItsReason: never by its id, which is the house's.
func TestAnAdjustmentIsNamedByItsWordsOrItsReason(t *testing.T) {
	with := func(a pricing.Adjustment) quote.Content {
		return priced(t, func(r *pricing.Request, _ *quote.Conditions) { r.Adjustments = []pricing.Adjustment{a} })
	}
	five, ten, fee := pricing.Adjustment{ID: "D", Rate: ratio("0.05")}, pricing.Adjustment{ID: "D", Rate: ratio("0.10")}, pricing.Adjustment{ID: "F", Charge: true, Amount: ratio("25.00"), Reason: "AAA"}
	said := func(lang salesdesk.Language, before, after quote.Content) string {
		return plain(sentences(t, lang, quote.Diff(before, after)))[0]
	}
	assert.Equal(t, "Op het geheel, korting: van € -35,00 (5%) naar € -70,00 (10%).", said("nl", with(five), with(ten)))
	assert.Equal(t, "Sur l’ensemble, remise : de -35,00 € (5 %) à -70,00 € (10 %).", said("fr", with(five), with(ten)))
	assert.Equal(t, "On the whole, other charges: from €0.00 to €25.00.", said("en", priced(t, nil), with(fee)), "a code without a text")
	five.Text, ten.Text = "Projectkorting", "Projectkorting"
	assert.Equal(t, "Projectkorting: van € -35,00 (5%) naar € -70,00 (10%).", said("nl", with(five), with(ten)))
	given, err := quote.Concessions(priced(t, nil), with(pricing.Adjustment{ID: "D", Rate: ratio("0.05"), Reason: pricing.SpecialRebate}))
	require.NoError(t, err)
	assert.Equal(t, pricing.SpecialRebate, given[0].Reason)
	assert.Empty(t, given[0].Name)
}
