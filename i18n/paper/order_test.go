package paper_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/i18n/paper"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// acting is a command of a role on an order as it is.
func acting(o order.Order, role salesdesk.Role) *workflow.Command {
	return &workflow.Command{
		ID: fmt.Sprint("c", o.Version), Actor: salesdesk.Actor{ID: "an", Role: role},
		At: time.Date(2026, 4, 22, 9, o.Version, 0, 0, time.UTC), Expect: o.Version,
	}
}

func submitted(t require.TestingT, r *order.Rules, lang salesdesk.Language) order.Order {
	o, err := order.New(r, acting(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "BEST-2026-0901", Customer: "C001", Agreed: content(t, lang, nil).Priced})
	require.NoError(t, err)
	o, err = o.Submit(r, acting(o, salesdesk.InsideSales))
	require.NoError(t, err)
	return o
}

// confirmed is an order of the whole quote; the bricks come later than was asked for.
func confirmed(t require.TestingT, lang salesdesk.Language) order.Order {
	rules, err := order.Compile(order.Policy{})
	require.NoError(t, err)
	o := submitted(t, rules, lang)
	o, err = o.Confirm(rules, acting(o, salesdesk.InsideSales), order.Confirmation{Promises: []promise.Promise{
		{Line: "1", Date: day("2026-05-11"), Requested: day("2026-05-06"), Binding: promise.ByIncoming},
		{Line: "2", Date: day("2026-06-01")},
		{Line: "3", Date: day("2026-04-29")},
		{Line: "4", Date: day("2026-04-29")},
	}})
	require.NoError(t, err)
	return o
}

// shippedIn is that order with 4,000 of the bricks and all drills on their way.
func shippedIn(t require.TestingT, lang salesdesk.Language) order.Order {
	rules, err := order.Compile(order.Policy{})
	require.NoError(t, err)
	o := confirmed(t, lang)
	lines := []order.Quantity{{Line: "1", Quantity: amount("4000")}, {Line: "3", Quantity: amount("3")}}
	o, err = o.Allocate(rules, acting(o, salesdesk.Warehouse), lines)
	require.NoError(t, err)
	o, err = o.Ship(rules, acting(o, salesdesk.Warehouse), order.Shipment{ID: "s1", Carrier: "Transport Wouters", Despatch: "LB-2026-0077", Lines: lines})
	require.NoError(t, err)
	return o
}

func orderOptions(lang salesdesk.Language) paper.OrderOptions {
	h := options(lang).Header
	h.Request = quote.Reference{Number: "PO-4471", Date: day("2026-04-22")}
	return paper.OrderOptions{Header: h, Seller: seller(), Conditions: content(never{}, lang, nil).Conditions}
}

// billedIn is the invoice for what was shipped, and the credit note for 400 bricks of it.
func billedIn(t require.TestingT, lang salesdesk.Language) (bill, credit invoice.Document) {
	o := shippedIn(t, lang)
	header := invoice.Header{
		IssueDate: day("2026-04-30"), DueDate: day("2026-05-30"), DeliveryDate: day("2026-04-29"), Seller: seller(), Buyer: options(lang).Buyer,
		DeliverTo: options(lang).DeliverTo, Order: "PO-4471", SalesOrder: o.Number, Despatch: "LB-2026-0077", Language: options(lang).Statutory(seller()),
		Payment: reference(t), Articles: options(lang).Articles,
	}
	bill, err := invoice.Bill(o.Agreed, nil, o.Billable(), "2026-0815", header)
	require.NoError(t, err)
	header.IssueDate, header.Payment = day("2026-05-12"), salesdesk.PaymentReference{}
	credit, err = invoice.Credit([]invoice.Document{bill}, nil, []invoice.Quantity{{Line: "1", Quantity: amount("400")}}, "2026-C031", header)
	require.NoError(t, err)
	return bill, credit
}

func reference(t require.TestingT) salesdesk.PaymentReference {
	r, err := salesdesk.BelgianReference(815)
	require.NoError(t, err)
	return r
}

func TestTheDocumentsOfAnOrderInEveryLanguage(t *testing.T) {
	c := catalog(t)
	for _, lang := range languages() {
		bill, credit := billedIn(t, lang)
		for name, print := range map[string]func() (string, error){
			"confirmation": func() (string, error) { return paper.Confirmation(c, lang, confirmed(t, lang), orderOptions(lang)) },
			"delivery": func() (string, error) {
				return paper.DeliveryNote(c, lang, shippedIn(t, lang), "s1", "", orderOptions(lang))
			},
			"invoice":    func() (string, error) { return paper.Invoice(c, lang, bill) },
			"creditnote": func() (string, error) { return paper.Invoice(c, lang, credit) },
		} {
			text, err := print()
			require.NoError(t, err)
			golden.Assert(t, filepath.Join("testdata", name+"."+string(lang)+".txt"), []byte(text))
		}
	}
}

func TestAnOrderSaysWhichLinesComeLaterThanAskedFor(t *testing.T) {
	for lang, want := range map[salesdesk.Language]string{
		"nl": "Regel 1: 11 mei 2026 in plaats van 6 mei 2026.", "fr": "Ligne 1 : 11 mai 2026 au lieu du 6 mai 2026.", "en": "Line 1: 11 May 2026 instead of 6 May 2026.",
	} {
		text, err := paper.Confirmation(catalog(t), lang, confirmed(t, lang), orderOptions(lang))
		require.NoError(t, err)
		assert.Contains(t, plain(text), want)
		assert.NotContains(t, plain(text), "Regel 3:")
	}
}

func TestADeliveryNoteHasNoPrices(t *testing.T) {
	for _, lang := range languages() {
		text, err := paper.DeliveryNote(catalog(t), lang, shippedIn(t, lang), "s1", "LB-9", orderOptions(lang))
		require.NoError(t, err)
		assert.Contains(t, text, "LB-9")
		for _, price := range []string{"€", "412,00", "412.00", "129", "%"} {
			assert.NotContains(t, text, price)
		}
	}
}

// The worked numbers: 4000 × 412.00 ÷ 1000 = 1648.00, less 5 % 1565.60; with 336.33 1901.93.
func TestAnInvoiceSaysWhatIsPayableByWhenAndHow(t *testing.T) {
	bill, credit := billedIn(t, "nl")
	text := plain(must(paper.Invoice(catalog(t), "nl", bill)))
	for _, want := range []string{
		"€ 1.565,60", "Totaal van de regels € 1.901,93", "Te betalen € 2.245,11 uiterlijk op 8 mei 2026",
		"Na die datum, zonder korting contant € 2.282,98 uiterlijk op 30 mei 2026", "Rekening BE71 0961 2345 6769", "Mededeling +++000/0000/81539+++",
		"Leveringsdatum 29 april 2026", "Ondernemingsnummer 1899.900.101 · RPR Antwerpen",
	} {
		assert.Contains(t, text, want)
	}
	text = plain(must(paper.Invoice(catalog(t), "nl", credit)))
	for _, want := range []string{"Betreft 2026-0815 · 30 april 2026", "Te uwen gunste € 187,92", "Btw terug te storten aan de Staat"} {
		assert.Contains(t, text, want)
	}
	for _, not := range []string{"BETALING", "Te betalen", "Mededeling"} {
		assert.NotContains(t, text, not, "a credit note asks nothing")
	}
}

func TestInstalmentsStandOneBelowTheOther(t *testing.T) {
	bill, _ := billedIn(t, "en")
	bill.DueDate, bill.Instalments = calendar.Date{}, []invoice.Instalment{{Due: day("2026-05-30"), Amount: amount("1000.00")}, {Due: day("2026-06-30"), Amount: amount("1282.98")}}
	text := plain(must(paper.Invoice(catalog(t), "en", bill)))
	assert.Contains(t, text, "€1,000.00 by 30 May 2026")
	assert.Contains(t, text, "€1,282.98 by 30 June 2026")
}

func TestWhatAnOrdersDocumentsLackIsNamed(t *testing.T) {
	c := catalog(t)
	rules, err := order.Compile(order.Policy{})
	require.NoError(t, err)
	_, err = paper.Confirmation(c, "nl", submitted(t, rules, "nl"), paper.OrderOptions{})
	assert.EqualError(t, err, "never confirmed; seller.name: required; seller.address.country: required; buyer.name: required; issue_date: required")
	_, err = paper.DeliveryNote(c, "nl", confirmed(t, "nl"), "s9", "", orderOptions("nl"))
	var none order.ShipmentError
	require.ErrorAs(t, err, &none)
	_, err = paper.Invoice(c, "nl", invoice.Document{Kind: invoice.CreditNote})
	for _, want := range []string{"seller.name: required", "number: required", "issue_date: required", "buyer.name: required", "preceding: required", "figures.lines: required"} {
		assert.ErrorContains(t, err, want)
	}
	for _, print := range []func() (string, error){
		func() (string, error) { return paper.Confirmation(c, "de", confirmed(t, "nl"), orderOptions("nl")) },
		func() (string, error) {
			return paper.DeliveryNote(c, "de", order.Order{}, "", "", paper.OrderOptions{})
		},
		func() (string, error) { return paper.Invoice(c, "de", invoice.Document{}) },
	} {
		_, err := print()
		var unknown i18n.UnknownLanguageError
		require.ErrorAs(t, err, &unknown)
	}
}

// A cent that was changed by hand is not printed.
func TestAnInvoiceThatDoesNotAddUpIsNotPrinted(t *testing.T) {
	bill, _ := billedIn(t, "nl")
	bill.Figures.Totals.Payable = amount("2282.97")
	_, err := paper.Invoice(catalog(t), "nl", bill)
	assert.ErrorContains(t, err, "figures")
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// The delivery note of what left, in French.
func ExampleDeliveryNote() {
	text, err := paper.DeliveryNote(catalog(never{}), "fr", shippedIn(never{}, "fr"), "s1", "", orderOptions("fr"))
	lines := strings.Split(text, "\n")
	fmt.Println(strings.Join(lines[9:11], "\n"), err)
	// Output:
	// BON DE LIVRAISON
	// Numéro                    LB-2026-0077 <nil>
}

// The confirmation of an order, and then its invoice.
func ExampleInvoice() {
	c := catalog(never{})
	confirmation := must(paper.Confirmation(c, "en", confirmed(never{}, "en"), orderOptions("en")))
	bill, _ := billedIn(never{}, "en")
	printed := must(paper.Invoice(c, "en", bill))
	for _, text := range []string{confirmation, printed} {
		fmt.Println(strings.Split(text, "\n")[9])
	}
	// Output:
	// ORDER CONFIRMATION
	// INVOICE
}

// A document in dollars says its VAT in euro too (KB 1 art. 5): 389.65 ÷ 1.10 = 354.23.
func TestAnInvoiceInDollarsSaysItsVATInEuro(t *testing.T) {
	bill, _ := billedIn(t, "en")
	bill.Figures.Currency = salesdesk.USD
	bill.Exchange = &pricing.Exchange{From: salesdesk.EUR, Rate: amount("1.10"), Date: day("2026-04-29"), Source: "ECB"}
	text := plain(must(paper.Invoice(catalog(t), "en", bill)))
	assert.Contains(t, text, "VAT in euro €354.23")
	assert.Contains(t, text, "US$")
}

func TestAnInvoiceForAPeriodSaysIt(t *testing.T) {
	bill, _ := billedIn(t, "nl")
	bill.Period = calendar.Period{From: day("2026-04-01"), To: day("2026-05-01")}
	bill.DueDate, bill.Terms, bill.DeliveryDate = calendar.Date{}, "Te betalen bij afhaling.", calendar.Date{}
	text, err := paper.Invoice(catalog(t), "nl", bill)
	require.NoError(t, err)
	assert.Contains(t, text, "Periode")
	assert.Contains(t, text, "Te betalen bij afhaling.")
	assert.NotContains(t, text, "Leveringsdatum")
}

func TestACompanyThatIsWoundUpSaysSoOnEveryDocument(t *testing.T) {
	bill, _ := billedIn(t, "nl")
	bill.Seller.InLiquidation = true
	o := orderOptions("nl")
	o.Seller.InLiquidation = true
	for _, text := range []string{
		must(paper.Invoice(catalog(t), "nl", bill)), must(paper.Confirmation(catalog(t), "nl", confirmed(t, "nl"), o)),
		must(paper.DeliveryNote(catalog(t), "nl", shippedIn(t, "nl"), "s1", "", o)),
	} {
		assert.Contains(t, text, "NV in vereffening")
	}
}

// What the customer's own order says is printed where the options do not say it.
func TestThePapersOfAnOrderGiveBackWhatTheCustomerWrote(t *testing.T) {
	c, o, h := catalog(t), shippedIn(t, salesdesk.Dutch), orderOptions(salesdesk.Dutch)
	h.Request, h.DeliverTo, h.Articles = quote.Reference{}, nil, nil
	o.Purchase = &order.Purchase{
		Number: "PO-7", Issued: day("2026-04-21"), Reference: "Atelier Oost",
		DeliverTo: &salesdesk.Address{Street: "Werf 12", Postcode: "8000", City: "Brugge", Country: salesdesk.Belgium},
		Articles:  []quote.ArticleNumbers{{SKU: o.Lines[0].SKU, Buyer: "K-9"}},
	}
	note, err := paper.DeliveryNote(c, salesdesk.Dutch, o, "s1", "", h)
	require.NoError(t, err)
	confirmation, err := paper.Confirmation(c, salesdesk.Dutch, o, h)
	require.NoError(t, err)
	for _, text := range []string{note, confirmation} {
		for _, want := range []string{"PO-7 · 21 april 2026", "Atelier Oost", "Werf 12", "8000 Brugge", "K-9"} {
			assert.Contains(t, text, want)
		}
	}
	h.Request = quote.Reference{Number: "PO-4471"}
	said, err := paper.Confirmation(c, salesdesk.Dutch, o, h)
	require.NoError(t, err)
	assert.NotContains(t, said, "PO-7")
}

// A line is cancelled whole: the figures are of what is left, and the paper says so. Of
// what is cancelled altogether nothing is confirmed.
func TestAConfirmationLeavesOutWhatWasCancelled(t *testing.T) {
	catalog, err := i18n.New()
	require.NoError(t, err)
	rules, err := order.Compile(order.Policy{})
	require.NoError(t, err)
	o := confirmed(t, "nl")
	why := func(o order.Order) *workflow.Command {
		cmd := acting(o, salesdesk.InsideSales)
		cmd.Reason = "no longer needed"
		return cmd
	}
	whole, err := paper.Confirmation(catalog, "nl", o, orderOptions("nl"))
	require.NoError(t, err)
	assert.NotContains(t, whole, "niet aangerekend")
	line := o.Lines[1]
	o, err = o.CloseShort(rules, why(o), []order.Quantity{{Line: line.ID, Quantity: line.Ordered}})
	require.NoError(t, err)
	left, err := paper.Confirmation(catalog, "nl", o, orderOptions("nl"))
	require.NoError(t, err)
	assert.Contains(t, left, "niet geleverd en niet aangerekend")
	amended, err := pricing.Amend(o.Agreed, []pricing.Alteration{{Line: line.ID, Quantity: new(salesdesk.MustAmount("0"))}})
	require.NoError(t, err)
	f, err := i18n.NewFormatter("nl")
	require.NoError(t, err)
	total := func(p pricing.Priced) string {
		return f.Money(salesdesk.Money{Amount: p.Totals.Payable, Currency: p.Currency})
	}
	assert.Contains(t, whole, total(o.Agreed))
	assert.Contains(t, left, total(amended))
	assert.NotContains(t, left, total(o.Agreed))

	var rest []order.Quantity
	for _, l := range o.Lines {
		if l.Due().IsPositive() {
			rest = append(rest, order.Quantity{Line: l.ID, Quantity: l.Due()})
		}
	}
	nothing, err := o.CloseShort(rules, why(o), rest)
	require.NoError(t, err)
	_, err = paper.Confirmation(catalog, "nl", nothing, orderOptions("nl"))
	require.ErrorAs(t, err, new(order.ClosedError))
	cancelled, err := confirmed(t, "nl").Cancel(rules, why(confirmed(t, "nl")))
	require.NoError(t, err)
	_, err = paper.Confirmation(catalog, "nl", cancelled, orderOptions("nl"))
	require.ErrorAs(t, err, new(order.ClosedError))
}
