package invoice_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func advance(sum string) invoice.Advance {
	return invoice.Advance{Amount: amount(sum), Name: "Voorschot 30 %"}
}

// 1,000.00 at 21 % and 500.00 at 6 % are 1,210.00 and 530.00; 30 % in advance is 363.00 and 159.00.
func TestAnAdvanceIsAskedAndDeductedByVATGroup(t *testing.T) {
	agreed := priced(t, "", line("1", "10", "100.00", "0.21"), line("2", "5", "100.00", "0.06"))
	asked, err := invoice.Prepay(agreed, nil, advance("522.00"), "V-1", header())
	require.NoError(t, err)
	require.NoError(t, asked.Check())
	assert.Equal(t, invoice.Prepayment, asked.Kind)
	assert.Equal(t, []string{"0.06: 150.00 9.00", "0.21: 300.00 63.00"}, taxed(asked.Figures))
	assert.Equal(t, "522.00", asked.Figures.Totals.Payable.String())

	rest, err := invoice.Bill(agreed, []invoice.Document{asked}, all(agreed), "F-1", header())
	require.NoError(t, err)
	require.NoError(t, rest.Check())
	assert.Equal(t, []string{"0.06: 350.00 21.00", "0.21: 700.00 147.00"}, taxed(rest.Figures))
	assert.Equal(t, "1218.00", rest.Figures.Totals.Payable.String())
	assert.Equal(t, []invoice.Reference{{Number: "V-1", Date: asked.IssueDate}}, rest.Preceding)
	last := rest.Figures.Lines[len(rest.Figures.Lines)-1]
	assert.Equal(t, []string{"-1", "300.00", "-300.00", "Voorschot 30 %"}, []string{last.Quantity.String(), last.Price.String(), last.Net.String(), last.Name})
}

// The first delivery is 100.00 at 21 %, the advance 180.00 net: 100.00 goes off there,
// and 80.00 off the next.
func TestTheFirstInvoicesBearTheAdvance(t *testing.T) {
	agreed := priced(t, "", line("1", "10", "100.00", "0.21"))
	asked, err := invoice.Prepay(agreed, nil, advance("217.80"), "V-1", header())
	require.NoError(t, err)
	bills := []invoice.Document{asked}
	var payables []string
	for i, quantity := range []string{"1", "2", "7"} {
		d, err := invoice.Bill(agreed, bills, some("1", quantity), fmt.Sprint("F-", i), header())
		require.NoError(t, err)
		require.NoError(t, d.Check())
		bills, payables = append(bills, d), append(payables, d.Figures.Totals.Payable.String())
	}
	assert.Equal(t, []string{"0.00", "145.20", "847.00"}, payables)
	assert.Equal(t, "1210.00", payable(bills).String())
	assert.Empty(t, bills[3].Preceding, "nothing was left to deduct")

	note, err := invoice.Credit(bills, nil, all(agreed), "C-1", header())
	require.NoError(t, err)
	require.NoError(t, note.Check())
	assert.Equal(t, "1210.00", note.Figures.Totals.Payable.String(), "advance and deduction cancel out")
	assert.Len(t, note.Figures.Lines, 1)
	_, err = invoice.Credit(bills[1:], nil, all(agreed), "C-1", header())
	assert.EqualError(t, err, "invoiced: reference (advance.1.1)", "the invoice of the advance is missing")
}

// No net gives 100.00 at 21 %: 82.64 and 17.35 are 99.99.
func TestAnAdvanceIsPayableToTheCent(t *testing.T) {
	agreed := priced(t, "", line("1", "10", "100.00", "0.21"))
	asked, err := invoice.Prepay(agreed, nil, advance("100.00"), "V-1", header())
	require.NoError(t, err)
	require.NoError(t, asked.Check())
	assert.Equal(t, []string{"82.64", "17.35", "0.01", "100.00"}, []string{
		asked.Figures.Totals.TaxExclusive.String(), asked.Figures.Totals.Tax.String(), asked.Figures.Totals.Rounding.String(), asked.Figures.Totals.Payable.String(),
	})
	note, err := invoice.Credit([]invoice.Document{asked}, nil, some("advance.1.1", "1"), "C-1", header())
	require.NoError(t, err)
	require.NoError(t, note.Check())
	assert.Equal(t, "100.00", note.Figures.Totals.Payable.String(), "an order that is cancelled gives the advance back")
}

func TestAnAdvanceIsRefused(t *testing.T) {
	agreed := priced(t, "", line("1", "1", "100.00", "0.21"))
	for give, want := range map[string]string{
		"0": "advance.amount: min (0)", "-1": "advance.amount: min (0)", "121.01": "advance.amount: max (121.00)", "1.001": "advance.amount: decimal (2)",
	} {
		_, err := invoice.Prepay(agreed, nil, advance(give), "V-1", header())
		assert.EqualError(t, err, want)
	}
	first, err := invoice.Prepay(agreed, nil, advance("100.00"), "V-1", header())
	require.NoError(t, err)
	_, err = invoice.Prepay(agreed, []invoice.Document{first}, invoice.Advance{Amount: amount("21.01")}, "V-2", header())
	assert.EqualError(t, err, "advance.amount: max (21.00); advance.name: required")
}

// Asked in February at 12 %, delivered in May: what is left is at 21 %, on the net that
// no VAT was chargeable on yet.
func TestAnAdvanceKeepsItsVATWhenRatesChange(t *testing.T) {
	p, r, agreed := herbicide(t)
	asked, err := invoice.Prepay(agreed, nil, advance("100.00"), "V-1", on("2026-02-20"))
	require.NoError(t, err)
	require.NoError(t, asked.Check())
	rest, err := invoice.Bill(agreed, []invoice.Document{asked}, all(agreed), "F-1", on("2026-05-12"))
	require.NoError(t, err)
	rest, err = rest.Rerate(p, r)
	require.NoError(t, err)
	require.NoError(t, rest.Check())
	assert.Equal(t, []string{"0.12: 64.00 7.68", "0.21: 23.40 4.91"}, taxed(asked.Figures))
	assert.Equal(t, []string{"0.12: 19.40 2.33", "0.21: 255.49 53.65"}, taxed(rest.Figures), "64.00 of what is at 21 % now bore 12 % already")
	net := salesdesk.Amount{Decimal: asked.Figures.Totals.TaxExclusive.Add(rest.Figures.Totals.TaxExclusive.Decimal)}
	assert.Equal(t, agreed.Totals.TaxExclusive.String(), net.String(), "the net agreed is billed once")

	now := r
	now.TaxPoint = on("2026-05-12").IssueDate
	anew, err := p.Price(now)
	require.NoError(t, err)
	anew.VAT = anew.VAT[1:] // as if nothing were at 12 % any more
	_, err = invoice.Bill(anew, []invoice.Document{asked}, all(agreed), "F-1", on("2026-05-12"))
	var two invoice.TwoRatesError
	require.ErrorAs(t, err, &two, "an advance in a group that is not billed would be lost")
}

// 1,000.00 at 21 % less 2 % within 8 days: 1,205.80, or 1,185.80 (rules A7). Both halves
// have half of the allowance and of the charge.
func TestACashDiscountGoesAlongInParts(t *testing.T) {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR}})
	require.NoError(t, err)
	agreed, err := p.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: header().IssueDate, Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{line("1", "10", "100.00", "0.21")}, CashDiscount: &pricing.CashDiscount{Rate: amount("0.02"), Days: 8},
	})
	require.NoError(t, err)
	whole := billed(t, agreed)
	assert.Equal(t, agreed.CashDiscount, whole.Figures.CashDiscount)
	half, err := invoice.Bill(agreed, nil, some("1", "5"), "F-1", header())
	require.NoError(t, err)
	require.NoError(t, half.Check())
	assert.Equal(t, "602.90", half.Figures.Totals.Payable.String())
	payables := half.Payables()
	require.Len(t, payables, 2)
	assert.Equal(t, "2026-05-20 592.90 EUR true", fmt.Sprint(payables[0].Until, payables[0].Amount, payables[0].CashDiscount))
	assert.Equal(t, "2026-06-11 602.90 EUR false", fmt.Sprint(payables[1].Until, payables[1].Amount, payables[1].CashDiscount))
	assert.True(t, half.Figures.Lines[0].Share.IsZero(), "it is in no line's share")
	received, err := half.Received(amount("100.00"))
	require.NoError(t, err)
	require.NoError(t, received.Check())
	assert.Equal(t, "502.90 492.90", received.Figures.Totals.Payable.String()+" "+received.Figures.CashDiscount.Payable.String())
}

func TestWhatWasReceivedComesOffThePayable(t *testing.T) {
	d := billed(t, priced(t, "", line("1", "1", "100.00", "0.21")))
	paid, err := d.Received(amount("21.00"))
	require.NoError(t, err)
	require.NoError(t, paid.Check())
	assert.Equal(t, "21.00 100.00", paid.Figures.Totals.Prepaid.String()+" "+paid.Figures.Totals.Payable.String())
	note, err := invoice.Credit([]invoice.Document{paid}, nil, some("1", "1"), "C-1", header())
	require.NoError(t, err)
	assert.Equal(t, "121.00", note.Figures.Totals.Payable.String(), "all that was paid comes back")
	for give, want := range map[string]string{"-1": "paid: min (0)", "121.01": "paid: max (121.00)", "0.001": "paid: decimal"} {
		_, err := d.Received(amount(give))
		assert.EqualError(t, err, want)
	}
}

// 100 tiles on pallets of 40 are three pallets; the first 40 bring one, the rest two.
func TestPackagingGoesInWholePieces(t *testing.T) {
	g := newGenerator(t, 0)
	agreed, err := g.pricer.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: header().IssueDate, Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{{ID: "tegel", SKU: "TEGEL", Quantity: amount("100"), VAT: at("0.21")}},
	})
	require.NoError(t, err)
	var counts []string
	var bills []invoice.Document
	for _, quantity := range []string{"40", "50", "10"} {
		d, err := invoice.Bill(agreed, bills, some("tegel", quantity), "F", header())
		require.NoError(t, err)
		require.NoError(t, d.Check())
		count := "0"
		if len(d.Figures.Packaging) > 0 {
			count = d.Figures.Packaging[0].Quantity.String()
		}
		bills, counts = append(bills, d), append(counts, count)
	}
	assert.Equal(t, []string{"1", "2", "0"}, counts)
	assert.Equal(t, agreed.Totals.Payable.String(), payable(bills).String())
}

func TestBundlesAndSectionsAreThoseOfThePart(t *testing.T) {
	g := newGenerator(t, 0)
	agreed, err := g.pricer.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: header().IssueDate, Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}}, Language: salesdesk.Dutch,
		Lines:   []pricing.Line{{ID: "set", SKU: "SET", Quantity: amount("4"), VAT: at("0.21"), Section: "Deuren"}, line("1", "1", "5.00", "0.21")},
		Deposit: &pricing.Deposit{Rate: ratio("0.3")},
	})
	require.NoError(t, err)
	half := []invoice.Quantity{{Line: "set.1", Quantity: amount("2")}, {Line: "set.2", Quantity: amount("4")}}
	d, err := invoice.Bill(agreed, nil, half, "F-1", header())
	require.NoError(t, err)
	require.NoError(t, d.Check())
	require.Len(t, d.Figures.Bundles, 1)
	assert.Equal(t, "2", d.Figures.Bundles[0].Quantity.String())
	assert.Len(t, d.Figures.Sections, 1)
	assert.Equal(t, d.Figures.Totals.Lines.String(), d.Figures.Sections[0].Lines.String())
	assert.Nil(t, d.Figures.Deposit, "the advance is the quote's to ask")
	var out bytes.Buffer
	require.NoError(t, invoice.WriteUBL(&out, d))
	assert.Contains(t, out.String(), "<cbc:Note>Deur met slot</cbc:Note>", "a line says what it is a part of")
	d, err = invoice.Bill(agreed, nil, some("set.1", "1"), "F-1", header())
	require.NoError(t, err)
	require.NoError(t, d.Check())
	assert.Empty(t, d.Figures.Bundles, "a door alone is no set")
}

// Four sets are billed: two, one, and a door of the last. What was billed in sets is credited
// in sets, their sum; with the door that was billed alone nothing is a set any more.
func TestBundlesOfSeveralInvoicesAreCreditedTogether(t *testing.T) {
	agreed, err := newGenerator(t, 0).pricer.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: header().IssueDate, Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{{ID: "set", SKU: "SET", Quantity: amount("4"), VAT: at("0.21")}},
	})
	require.NoError(t, err)
	sets := func(doors, locks string) []invoice.Quantity {
		return []invoice.Quantity{{Line: "set.1", Quantity: amount(doors)}, {Line: "set.2", Quantity: amount(locks)}}
	}
	two := billedNow(t, agreed, nil, sets("2", "4"), "F1")
	one := billedNow(t, agreed, []invoice.Document{two}, sets("1", "2"), "F2")
	bills := []invoice.Document{two, one}
	note, err := invoice.Credit(bills, nil, sets("3", "6"), "C1", header())
	require.NoError(t, err)
	require.NoError(t, note.Check())
	require.Len(t, note.Figures.Bundles, 1)
	assert.Equal(t, "3", note.Figures.Bundles[0].Quantity.String())
	assert.Equal(t, note.Figures.Totals.Lines.String(), note.Figures.Bundles[0].Net.String())
	assert.Equal(t, payable(bills).String(), note.Figures.Totals.Payable.String())

	bills = append(bills, billedNow(t, agreed, bills, some("set.1", "1"), "F3"))
	note, err = invoice.Credit(bills, nil, sets("4", "6"), "C2", header())
	require.NoError(t, err)
	require.NoError(t, note.Check())
	assert.Empty(t, note.Figures.Bundles)
	assert.Equal(t, payable(bills).String(), note.Figures.Totals.Payable.String())
}

// Every advance has lines of its own, by its place and the VAT group.
func TestAdvancesAreNumbered(t *testing.T) {
	agreed := priced(t, "", line("1", "10", "100.00", "0.21"))
	var asked []invoice.Document
	for _, number := range []string{"V1", "V2", "V3"} {
		d, err := invoice.Prepay(agreed, asked, invoice.Advance{Amount: amount("121.00"), Name: "Voorschot"}, number, header())
		require.NoError(t, err)
		asked = append(asked, d)
	}
	first, third := asked[0].Figures.Lines[0].ID, asked[2].Figures.Lines[0].ID
	assert.Equal(t, []string{"advance.1.1", "advance.3.1"}, []string{first, third})
}

func ExamplePrepay() {
	p, _ := pricing.Compile(pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR}})
	agreed, _ := p.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: header().IssueDate, Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{line("1", "10", "100.00", "0.21")},
	})
	asked, _ := invoice.Prepay(agreed, nil, invoice.Advance{Amount: amount("363.00"), Name: "Voorschot 30 %"}, "V-1", header())
	rest, _ := invoice.Bill(agreed, []invoice.Document{asked}, all(agreed), "F-1", header())
	fmt.Println(asked.Figures.Totals.Payable, "+", rest.Figures.Totals.Payable, "=", agreed.Totals.Payable)
	// Output: 363.00 + 847.00 = 1210.00
}
