package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func pointer(s string) *salesdesk.Amount {
	a := amount(s)
	return &a
}

// at is a VAT group at a standard rate.
func at(rate string) *pricing.VATGroup {
	return &pricing.VATGroup{Category: pricing.Standard, Rate: amount(rate)}
}

// sold is a line with an agreed price, at 21 %.
func sold(id, quantity, price string, adjustments ...pricing.Adjustment) pricing.Line {
	return pricing.Line{
		ID: id, Quantity: amount(quantity), Price: &pricing.Price{Amount: amount(price)}, VAT: at("0.21"), Adjustments: adjustments,
	}
}

// taxed is line at another rate.
func taxed(rate string, line pricing.Line) pricing.Line {
	line.VAT = at(rate)
	return line
}

func percentOff(id, rate string) pricing.Adjustment {
	return pricing.Adjustment{ID: id, Rate: pointer(rate)}
}

func amountOff(id, of string) pricing.Adjustment {
	return pricing.Adjustment{ID: id, Amount: pointer(of)}
}

// asked is a request in euros of 23 November 2026, by somebody with a number.
func asked(lines ...pricing.Line) pricing.Request {
	return pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-11-23"), Lines: lines,
		Buyer: pricing.Buyer{Tax: pricing.TaxParty{VATNumber: "NL810433941B01"}},
	}
}

func compiled(t *testing.T, rules pricing.Rules) *pricing.Pricer {
	t.Helper()
	p, err := pricing.Compile(rules)
	require.NoError(t, err)
	return p
}

// priced prices without a book, and holds the document to zero tolerance.
func priced(t *testing.T, req pricing.Request) pricing.Priced {
	t.Helper()
	return pricedBy(t, compiled(t, pricing.Rules{}), req)
}

func pricedBy(t *testing.T, p *pricing.Pricer, req pricing.Request) pricing.Priced {
	t.Helper()
	out, err := p.Price(req)
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(out))
	return out
}

func refused(t *testing.T, req pricing.Request) error {
	t.Helper()
	_, err := compiled(t, pricing.Rules{}).Price(req)
	require.Error(t, err)
	return err
}

func nets(p pricing.Priced) (list []string) {
	for _, l := range p.Lines {
		list = append(list, l.Net.String())
	}
	return list
}

func shares(p pricing.Priced) (list []string) {
	for _, l := range p.Lines {
		list = append(list, l.Share.String())
	}
	return list
}

func taxes(p pricing.Priced) (list []string) {
	for _, v := range p.VAT {
		list = append(list, string(v.Category)+" "+v.Taxable.String()+" "+v.Tax.String())
	}
	return list
}

func documentAmounts(p pricing.Priced) (list []string) {
	for _, a := range p.Adjustments {
		list = append(list, string(a.VAT.Category)+" "+a.Amount.String())
	}
	return list
}

func paths(err error) (list []string) {
	var all salesdesk.Problems
	if !asProblems(err, &all) {
		return []string{err.Error()}
	}
	for _, e := range all {
		list = append(list, e.Error())
	}
	return list
}

func asProblems(err error, into *salesdesk.Problems) bool {
	p, ok := err.(salesdesk.Problems) //nolint:errorlint // the list itself
	*into = p
	return ok
}
