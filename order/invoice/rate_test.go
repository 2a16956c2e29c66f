package invoice_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// herbicide is a quote of February 2026 with plant protection (12 %, and 21 % since
// 1 March), margarine at 12 % and standard goods, and 3 % off the whole.
func herbicide(t require.TestingT) (*pricing.Pricer, pricing.Request, pricing.Priced) {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR}})
	require.NoError(t, err)
	class := func(id, quantity, price string, class pricing.VATClass) pricing.Line {
		l := line(id, quantity, price, "0")
		l.VAT, l.VATClass, l.Supply = nil, class, pricing.Goods
		return l
	}
	r := pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-02-16"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{
			class("fyto", "3", "84.50", pricing.ClassPlantProtection), class("margarine", "2", "10.00", pricing.ClassReduced12),
			class("tool", "1", "100.00", pricing.ClassStandard),
		},
		Adjustments: []pricing.Adjustment{{ID: "off", Rate: ratio("0.03"), Reason: "95", Text: "Korting"}},
	}
	agreed, err := p.Price(r)
	require.NoError(t, err)
	return p, r, agreed
}

// on is a header of a day, delivered the day before.
func on(day string) invoice.Header {
	h := header()
	h.IssueDate = calendar.MustDate(day)
	h.DeliveryDate, h.DueDate = h.IssueDate.AddDays(-1), h.IssueDate.AddDays(30)
	return h
}

func taxed(p pricing.Priced) []string {
	var list []string
	for _, v := range p.VAT {
		list = append(list, v.Rate.String()+": "+v.Taxable.String()+" "+v.Tax.String())
	}
	return list
}

// 253.50 of herbicide, 20.00 at 12 %, 100.00 at 21 %; 3 % off is 8.21 of the first two
// and 3.00: in February 12 % of 265.29 and 21 % of 97.00. In May the herbicide takes
// its 7.61 of the discount along: 12 % of 19.40 and 21 % of 342.89.
func TestVATIsThatOfTheDayItBecomesChargeable(t *testing.T) {
	p, r, agreed := herbicide(t)
	february, err := invoice.Bill(agreed, nil, all(agreed), "2026-1", on("2026-02-27"))
	require.NoError(t, err)
	require.NoError(t, february.Check())
	assert.Equal(t, []string{"0.12: 265.29 31.83", "0.21: 97.00 20.37"}, taxed(february.Figures))

	may, err := invoice.Bill(agreed, nil, all(agreed), "2026-1", on("2026-05-12"))
	require.NoError(t, err)
	err = may.Check()
	var changed invoice.RateChangedError
	require.ErrorAs(t, err, &changed)
	assert.ErrorContains(t, err, "figures.lines[0].vat: line fyto: VAT decided for 2026-02-16 and chargeable on 2026-05-12, but rates changed on 2026-03-01")
	require.Error(t, invoice.WriteUBL(&bytes.Buffer{}, may), "no stale rate leaves the house")

	may, err = may.Rerate(p, r)
	require.NoError(t, err)
	require.NoError(t, may.Check())
	assert.Equal(t, []string{"0.12: 19.40 2.33", "0.21: 342.89 72.01"}, taxed(may.Figures))
	assert.Equal(t, "362.29", may.Figures.Totals.TaxExclusive.String())
	assert.Equal(t, "436.63", may.Figures.Totals.Payable.String())
	assert.Equal(t, agreed.Totals.TaxExclusive, may.Figures.Totals.TaxExclusive, "nets stay as agreed")
	require.NoError(t, invoice.WriteUBL(&bytes.Buffer{}, may))
}

func TestARateThatDidNotChangeStaysAsAgreed(t *testing.T) {
	p, r, agreed := herbicide(t)
	d, err := invoice.Bill(agreed, nil, all(agreed), "2026-1", on("2026-02-27"))
	require.NoError(t, err)
	same, err := d.Rerate(p, r)
	require.NoError(t, err)
	assert.Equal(t, calendar.MustDate("2026-02-27"), same.Figures.TaxPoint)
	same.Figures.TaxPoint = d.Figures.TaxPoint
	assert.Equal(t, d, same)
}

func TestTheDayVATIsChargeable(t *testing.T) {
	h := on("2026-03-10")
	h.DeliveryDate = calendar.MustDate("2026-02-27")
	assert.Equal(t, "2026-03-10", h.Chargeable().String(), "issued in time")
	h.IssueDate = calendar.MustDate("2026-05-12")
	assert.Equal(t, "2026-03-15", h.Chargeable().String(), "issued too late")
	h.Buyer.Kind = salesdesk.Consumer
	assert.Equal(t, "2026-02-27", h.Chargeable().String(), "a consumer's is the delivery")
	h.TaxPoint = calendar.MustDate("2026-01-05")
	assert.Equal(t, "2026-01-05", h.Chargeable().String(), "paid in advance")
	assert.Equal(t, "2026-05-12", invoice.Header{IssueDate: h.IssueDate}.Chargeable().String())
}

// Any parts, some before and some after the change, bill the net that was agreed.
func TestPartsOnBothSidesOfAChangeBillTheNetAgreed(t *testing.T) {
	p, r, agreed := herbicide(t)
	rapid.Check(t, func(t *rapid.T) {
		var before []invoice.Document
		net := amount("0")
		for i, q := range []invoice.Quantity{{Line: "fyto", Quantity: amount("1")}, {Line: "margarine", Quantity: amount("2")}, {Line: "fyto", Quantity: amount("2")}, {Line: "tool", Quantity: amount("1")}} {
			day := rapid.SampledFrom([]string{"2026-02-20", "2026-04-20"}).Draw(t, "day")
			d, err := invoice.Bill(agreed, before, []invoice.Quantity{q}, string(rune('A'+i)), on(day))
			require.NoError(t, err)
			d, err = d.Rerate(p, r)
			require.NoError(t, err)
			require.NoError(t, d.Check())
			assert.Equal(t, q.Line == "fyto" && day > "2026-03" || q.Line == "tool", d.Figures.Lines[0].VAT.Rate.Equal(amount("0.21")))
			before = append(before, d)
			net.Decimal = net.Add(d.Figures.Totals.TaxExclusive.Decimal)
		}
		assert.Equal(t, agreed.Totals.TaxExclusive.String(), net.String())
	})
}

func TestACreditNoteTakesBackTheVATOfItsOwnInvoice(t *testing.T) {
	p, r, agreed := herbicide(t)
	first, err := invoice.Bill(agreed, nil, some("fyto", "1"), "A", on("2026-02-20"))
	require.NoError(t, err)
	second, err := invoice.Bill(agreed, []invoice.Document{first}, some("fyto", "2"), "B", on("2026-04-20"))
	require.NoError(t, err)
	second, err = second.Rerate(p, r)
	require.NoError(t, err)

	_, err = invoice.Credit([]invoice.Document{first, second}, nil, some("fyto", "1"), "C", on("2026-06-20"))
	var two invoice.TwoRatesError
	require.ErrorAs(t, err, &two)
	assert.Equal(t, "line fyto: billed at two rates of VAT", two.Error())

	note, err := invoice.Credit([]invoice.Document{first}, nil, some("fyto", "1"), "C", on("2026-06-20"))
	require.NoError(t, err)
	require.NoError(t, note.Check())
	assert.Equal(t, []string{"0.12: 81.96 9.84"}, taxed(note.Figures))
}

func TestWhatCannotBeRerated(t *testing.T) {
	p, r, agreed := herbicide(t)
	d, err := invoice.Bill(agreed, nil, all(agreed), "2026-1", on("2026-05-12"))
	require.NoError(t, err)
	other := r
	other.Lines = r.Lines[1:]
	_, err = d.Rerate(p, other)
	assert.EqualError(t, err, "figures.lines[0].id: reference (fyto)")
	inclusive := r
	inclusive.Inclusive = true
	_, err = d.Rerate(p, inclusive)
	assert.EqualError(t, err, "inclusive: excluded (tax_point)")
}

func TestADayBeforeAChangeIsLookedAtToo(t *testing.T) {
	_, _, agreed := herbicide(t)
	agreed.TaxPoint = calendar.MustDate("2026-03-02") // herbicide still at 12 %: what it left is 21 %
	d, err := invoice.Bill(agreed, nil, some("tool", "1"), "2026-1", on("2026-02-20"))
	require.NoError(t, err)
	d.Figures.TaxPoint = agreed.TaxPoint
	assert.ErrorContains(t, d.Check(), "rates changed on 2026-03-01")
}

func TestATableOfTheCompanyIsLookedAtToo(t *testing.T) {
	_, _, agreed := herbicide(t)
	d, err := invoice.Bill(agreed, nil, some("tool", "1"), "2026-1", on("2026-05-12"))
	require.NoError(t, err)
	require.NoError(t, d.Check())
	rates := append(pricing.BelgianVAT(), pricing.VATRate{Class: pricing.ClassStandard, From: calendar.MustDate("2026-04-01"), Category: pricing.Standard, Rate: amount("0.22"), Source: "a decree"})
	assert.ErrorContains(t, d.CheckRates(rates), "rates changed on 2026-04-01")
}
