package invoice_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// bought is an order that came with the customer's own.
func bought() order.Order {
	return order.Order{ID: "o1", Number: "BEST-1", Purchase: &order.Purchase{
		Number: "PO-7", Reference: "werf 12", Contract: "RC-3",
		DeliverTo: &salesdesk.Address{Street: "Werf 12", Postcode: "9000", City: "Gent", Country: salesdesk.Belgium},
		Lines:     []order.PurchaseLine{{Line: "1", OrderLine: "10"}, {Line: "2", OrderLine: "20"}, {Line: "3"}},
		Articles:  []quote.ArticleNumbers{{SKU: "A", Buyer: "K-9"}, {SKU: "B", Buyer: "K-8"}},
	}}
}

// An invoice of a part gives back what the customer wrote of it, and of no other line.
func TestADocumentGivesBackWhatTheCustomerWrote(t *testing.T) {
	lines := []pricing.Line{line("1", "2", "5.00", "0.21"), line("2", "1", "3.00", "0.21"), line("3", "1", "1.00", "0.21")}
	lines[0].SKU, lines[1].SKU = "A", "B"
	h := header()
	h.BuyerReference, h.SalesOrder = "", ""
	part, err := invoice.Bill(priced(t, "", lines...), nil, append(some("1", "1"), some("3", "1")...), "F-1", h)
	require.NoError(t, err)
	d := part.For(bought())
	assert.Equal(t, []string{"PO-7", "BEST-1", "werf 12", "RC-3", "Werf 12"}, []string{d.Order, d.SalesOrder, d.BuyerReference, d.Contract, d.DeliverTo.Street})
	assert.Equal(t, []invoice.LineDetail{{Line: "1", OrderLine: "10"}}, d.Lines)
	require.NoError(t, d.CheckPeppol())
	var b bytes.Buffer
	require.NoError(t, invoice.WriteUBL(&b, d))
	for _, want := range []string{
		"<cac:OrderReference>\n    <cbc:ID>PO-7</cbc:ID>\n    <cbc:SalesOrderID>BEST-1</cbc:SalesOrderID>", "<cbc:BuyerReference>werf 12</cbc:BuyerReference>",
		"<cac:ContractDocumentReference>\n    <cbc:ID>RC-3</cbc:ID>", "<cbc:StreetName>Werf 12</cbc:StreetName>",
		"<cac:OrderLineReference>\n      <cbc:LineID>10</cbc:LineID>", "<cac:BuyersItemIdentification>\n        <cbc:ID>K-9</cbc:ID>",
	} {
		assert.Contains(t, b.String(), want)
	}
	assert.Empty(t, part.Lines, "the document it was made of stays as it was")
}

// What the header says itself stands.
func TestWhatAHeaderSaysStands(t *testing.T) {
	l := line("1", "2", "5.00", "0.21")
	l.SKU = "A"
	h := header()
	h.Order, h.Contract, h.DeliverTo = "PO-9", "RC-9", &salesdesk.Address{Street: "Kaai 1", Postcode: "2000", City: "Antwerpen", Country: salesdesk.Belgium}
	h.Lines, h.Articles = []invoice.LineDetail{{Line: "1", Note: "eerste"}}, []quote.ArticleNumbers{{SKU: "A", Buyer: "X"}}
	d, err := invoice.Bill(priced(t, "", l), nil, some("1", "2"), "F-1", h)
	require.NoError(t, err)
	given := d.For(bought())
	assert.Equal(t, []string{"PO-9", "RC-9", "Kaai 1", "WERF-2026-017", "BEST-2026-0901"}, []string{given.Order, given.Contract, given.DeliverTo.Street, given.BuyerReference, given.SalesOrder})
	assert.Equal(t, []invoice.LineDetail{{Line: "1", OrderLine: "10", Note: "eerste"}}, given.Lines)
	assert.Equal(t, []quote.ArticleNumbers{{SKU: "A", Buyer: "X"}, {SKU: "B", Buyer: "K-8"}}, given.Articles)
	assert.Empty(t, h.Lines[0].OrderLine, "the caller's header stays as it was")
	assert.Equal(t, d, d.For(order.Order{Number: "BEST-1"}), "an order that came without one adds its number only")
}

func ExampleDocument_For() {
	agreed := pricing.Priced{Lines: []pricing.PricedLine{{ID: "1"}}}
	d := invoice.Document{Kind: invoice.Invoice, Number: "F-1", Figures: agreed}.For(bought())
	fmt.Println(d.Order, d.SalesOrder, d.Lines[0].OrderLine)
	// Output: PO-7 BEST-1 10
}
