package ledger_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/ledger"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func ratio(s string) *salesdesk.Amount {
	a := amount(s)
	return &a
}

func euro(s string) salesdesk.Money { return salesdesk.MustMoney(s, salesdesk.EUR) }

func day(s string) calendar.Date { return calendar.MustDate(s) }

func at(rate string) pricing.VATGroup {
	return pricing.VATGroup{Category: pricing.Standard, Rate: amount(rate)}
}

// line is one of an article at an agreed price.
func line(id, sku, quantity, price string, g pricing.VATGroup) pricing.Line {
	return pricing.Line{ID: id, SKU: sku, Name: "Article " + id, Quantity: amount(quantity), Unit: "C62", Price: &pricing.Price{Amount: amount(price)}, VAT: &g}
}

func request(lines ...pricing.Line) pricing.Request {
	return pricing.Request{Currency: salesdesk.EUR, Date: day("2026-05-12"), Lines: lines, Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE", VATNumber: "BE1899010174"}}}
}

// priced prices a request over a book without prices.
func priced(t require.TestingT, r pricing.Request) pricing.Priced {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{{SKU: "TEGEL", Packaging: []pricing.ReturnablePackaging{{Kind: "pallet", Text: "Europallet", Deposit: amount("15.00"), Holds: amount("40")}}}, {SKU: "DIENST"}},
	}})
	require.NoError(t, err)
	out, err := p.Price(r)
	require.NoError(t, err)
	return out
}

func header() invoice.Header {
	return invoice.Header{
		IssueDate: day("2026-05-12"), DueDate: day("2026-06-11"), DeliveryDate: day("2026-05-11"),
		Buyer: salesdesk.Party{
			ID: "C042", Name: "Bouwwerken Verhaegen", Kind: salesdesk.Business, Address: salesdesk.Address{Country: "BE"},
			VATNumber: salesdesk.MustVATNumber("BE1899010174"),
		},
		Payment: salesdesk.MustPaymentReference("+++090/9337/55493+++"),
	}
}

func all(p pricing.Priced) []invoice.Quantity {
	var quantities []invoice.Quantity
	for _, l := range p.Lines {
		quantities = append(quantities, invoice.Quantity{Line: l.ID, Quantity: l.Quantity})
	}
	return quantities
}

func billed(t require.TestingT, number string, r pricing.Request) invoice.Document {
	p := priced(t, r)
	d, err := invoice.Bill(p, nil, all(p), number, header())
	require.NoError(t, err)
	return d
}

func credited(t require.TestingT, number string, d invoice.Document) invoice.Document {
	note, err := invoice.Credit([]invoice.Document{d}, nil, all(d.Figures), number, header())
	require.NoError(t, err)
	return note
}

func books(t require.TestingT, p ledger.Policy) *ledger.Books {
	b, err := ledger.Compile(p)
	require.NoError(t, err)
	return b
}

// told are the lines of an entry as an accountant writes them: account, side, amount, then
// VAT code, grid and due date where there are some.
func told(e ledger.Entry) []string {
	var list []string
	for _, l := range e.Lines {
		side := map[ledger.Side]string{ledger.Debit: "D", ledger.Credit: "C"}[l.Side]
		text := fmt.Sprintf("%s %s %s %s %s", l.Account, side, l.Amount, l.VATCode, l.Grid)
		if !l.Due.IsZero() {
			text = fmt.Sprintf("%s %s %s until %s", l.Account, side, l.Amount, l.Due)
		}
		list = append(list, strings.TrimSpace(text))
	}
	return list
}

// generator draws sales with everything that moves an account.
type generator struct{ *rand.Rand }

func newGenerator(seed uint64) generator {
	return generator{rand.New(rand.NewPCG(seed, 6))} //nolint:gosec // reproducible
}

func (g generator) pick(texts ...string) string { return texts[g.IntN(len(texts))] }

func (g generator) oneIn(n int) bool { return g.IntN(n) == 0 }

// groups are what may stand on one document.
func (g generator) groups() []pricing.VATGroup {
	sets := [][]pricing.VATGroup{
		{at("0.21"), at("0.06"), at("0.12")},
		{at("0.21"), {Category: pricing.ReverseCharge, Ground: pricing.ReverseImmovable}, {Category: pricing.ZeroRated}},
		{{Category: pricing.Exempt, Ground: pricing.ExemptActivity}, at("0.21")},
		{{Category: pricing.IntraEU, Ground: pricing.IntraCommunity}, {Category: pricing.IntraEU, Ground: pricing.Triangular}},
		{{Category: pricing.ReverseCharge, Ground: pricing.ReverseService}},
		{{Category: pricing.Export, Ground: pricing.Exportation}},
	}
	return sets[g.IntN(len(sets))]
}

func (g generator) request() pricing.Request {
	r, groups := request(), g.groups()
	group := func() pricing.VATGroup { return groups[g.IntN(len(groups))] }
	for i := range 1 + g.IntN(5) {
		r.Lines = append(r.Lines, line(fmt.Sprint(i+1), g.pick("TEGEL", "DIENST"), g.pick("1", "3", "7", "80", "2.5", "0.333"), g.pick("0.01", "0.35", "2.675", "19.99", "412.00"), group()))
	}
	if g.oneIn(2) {
		r.Adjustments = append(r.Adjustments, pricing.Adjustment{ID: "loyal", Rate: ratio(g.pick("0.02", "0.03", "1")), Reason: "95", Text: "Trouwe klant"})
	}
	if g.oneIn(2) {
		freight := group()
		r.Adjustments = append(r.Adjustments, pricing.Adjustment{ID: "freight", Charge: true, Amount: ratio("12.33"), Reason: "FC", Text: "Transport", VAT: &freight})
	}
	if g.oneIn(3) {
		r.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	}
	if g.oneIn(3) && r.CashDiscount == nil {
		r.CashRounding = pricing.RoundCash
	}
	if g.oneIn(3) && r.CashRounding == "" {
		r.Currency, r.Exchange = "USD", &pricing.Exchange{From: salesdesk.EUR, Rate: amount("1.0850"), Source: "ECB", Date: r.Date}
	}
	return r
}

// sales draws advances, invoices, instalments, sums received before and credit notes of
// one agreement.
func (g generator) sales(t require.TestingT) []ledger.Sale {
	agreed := priced(t, g.request())
	var bills, credits []invoice.Document
	if advance := (salesdesk.Amount{Decimal: agreed.Totals.Payable.Mul(amount("0.3").Decimal).RoundDown(2)}); g.oneIn(2) && advance.IsPositive() {
		d, err := invoice.Prepay(agreed, nil, invoice.Advance{Amount: advance, Name: "Voorschot"}, "V-1", header())
		require.NoError(t, err)
		bills = append(bills, d)
	}
	for i, l := range agreed.Lines {
		d, err := invoice.Bill(agreed, bills, []invoice.Quantity{{Line: l.ID, Quantity: l.Quantity}}, fmt.Sprintf("F-%d", i), header())
		require.NoError(t, err)
		if g.oneIn(3) && d.Figures.Totals.Payable.GreaterThan(amount("1").Decimal) {
			d = g.finished(t, d)
		}
		bills = append(bills, d)
	}
	for i, l := range agreed.Lines[:g.IntN(len(agreed.Lines)+1)] {
		d, err := invoice.Credit(bills, credits, []invoice.Quantity{{Line: l.ID, Quantity: l.Quantity}}, fmt.Sprintf("C-%d", i), header())
		require.NoError(t, err)
		credits = append(credits, d)
	}
	var list []ledger.Sale
	for _, d := range bills {
		list = append(list, ledger.Sale{Document: d})
	}
	for _, d := range credits {
		list = append(list, ledger.Sale{Document: d, Cause: ledger.Cause(g.pick("", "returned", "rebated"))})
	}
	return list
}

// finished takes a sum received before off a document, or splits it into instalments.
func (g generator) finished(t require.TestingT, d invoice.Document) invoice.Document {
	if g.oneIn(2) {
		d, err := d.Received(amount("0.37"))
		require.NoError(t, err)
		return d
	}
	parts, err := invoice.Instalments(salesdesk.Money{Amount: d.Figures.Totals.Payable, Currency: d.Figures.Currency},
		[]invoice.Share{{Due: day("2026-06-30"), Weight: amount("1")}, {Due: day("2026-07-31"), Weight: amount("2")}})
	require.NoError(t, err)
	d.Instalments, d.DueDate = parts, calendar.Date{}
	return d
}
