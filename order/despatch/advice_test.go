package despatch_test

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/despatch"
	"github.com/interne-sales/salesdesk/quote"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func business(name, number string) salesdesk.Party {
	return salesdesk.Party{
		Name: name, Address: salesdesk.Address{Street: "Kaai 1", Postcode: "9000", City: "Gent", Country: salesdesk.Belgium},
		EnterpriseNumber: salesdesk.MustEnterpriseNumber(number), Endpoint: salesdesk.MustEndpoint("0208:" + number),
	}
}

func header() despatch.Header {
	return despatch.Header{
		Number: "D-1", Issued: calendar.MustDate("2026-12-01"), Order: "PO-7", Lines: map[string]string{"1": "10"},
		Seller: business("Verkoper nv", "0428759497"), Buyer: business("Koper bv", "1000341796"),
		Expected: calendar.MustDate("2026-12-02"), Tracking: "JJBE1", Note: "deel 1 van 2", Later: "nalevering",
	}
}

// split is an order of 10 pieces, 1 cancelled, of which 6 left.
func split() order.Order {
	return order.Order{
		ID: "o1", Number: "SO-1",
		Lines: []order.Line{
			{ID: "1", SKU: "A", Name: "Kabel", Unit: "C62", Ordered: amount("10"), Cancelled: amount("1"), Shipped: amount("6")},
			{ID: "2", SKU: "B", Unit: "KGM", Ordered: amount("2.5"), Shipped: amount("2.5")},
		},
		Shipments: []order.Shipment{{
			ID: "s1", Status: order.ShipmentShipped, Carrier: "bpost",
			Lines: []order.Quantity{{Line: "1", Quantity: amount("6")}, {Line: "2", Quantity: amount("2.5")}},
		}},
	}
}

func written(t *testing.T, o order.Order, h despatch.Header) ubl.DespatchAdvice {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, despatch.WriteUBL(&b, o, "s1", h))
	doc, err := ubl.Read(b.Bytes())
	require.NoError(t, err)
	advice, ok := doc.(ubl.DespatchAdvice)
	require.True(t, ok)
	return advice
}

func TestAnAdviceSaysWhatLeftAndWhatFollows(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, despatch.WriteUBL(&b, split(), "s1", header()))
	golden.Assert(t, filepath.Join("testdata", "advice.xml"), b.Bytes())

	lines := written(t, split(), header()).DespatchLine
	require.Len(t, lines, 2)
	assert.Equal(t, "6", lines[0].DeliveredQuantity.Value.String())
	assert.Equal(t, "3", lines[0].OutstandingQuantity.Value.String(), "10 less 1 cancelled less 6")
	assert.Equal(t, "10", lines[0].OrderLineReference.LineID, "the customer's id")
	assert.Equal(t, "2", lines[1].OrderLineReference.LineID)
	assert.Nil(t, lines[1].OutstandingQuantity)
	assert.Equal(t, "B", lines[1].Item.Name, "an article without a name goes by its number")
}

func TestWhatIsPackedCountsAsGone(t *testing.T) {
	o := split()
	o.Lines[0].Shipped, o.Shipments[0].Status = amount("0"), order.ShipmentPacked
	assert.Equal(t, "3", written(t, o, header()).DespatchLine[0].OutstandingQuantity.Value.String())
}

func TestTheLeastThatAnAdviceSays(t *testing.T) {
	h := header()
	h.Order, h.Lines, h.Expected, h.Tracking, h.Note, h.Later = "", nil, calendar.Date{}, "", "", ""
	h.Despatch, h.DeliverTo = calendar.MustDate("2026-11-30"), &salesdesk.Address{Street: "Werf 3", Postcode: "2000", City: "Antwerpen", Country: "BE"}
	o := split()
	o.Shipments[0].Carrier = ""
	advice := written(t, o, h)
	assert.Equal(t, "NA", advice.OrderReference[0].ID)
	assert.Equal(t, "Werf 3", advice.DeliveryCustomerParty.Party.PostalAddress.StreetName)
	assert.Equal(t, "2026-11-30", advice.Shipment.Delivery.Despatch.ActualDespatchDate)
	assert.Nil(t, advice.Shipment.Consignment)
	assert.Empty(t, advice.DespatchLine[0].OutstandingReason)
}

func TestNothingIsWrittenOfWhatIsNotWhole(t *testing.T) {
	var b bytes.Buffer
	err := despatch.WriteUBL(&b, split(), "s9", despatch.Header{})
	assert.Empty(t, b.Bytes())
	for _, want := range []error{
		order.ShipmentError{Shipment: "s9"},
		salesdesk.FieldError{Path: "number", Rule: salesdesk.RuleRequired},
		salesdesk.FieldError{Path: "buyer.endpoint", Rule: salesdesk.RuleRequired},
	} {
		assert.Contains(t, err, want)
	}
	o := split()
	o.Lines[0].SKU, o.Shipments[0].Lines[1].Line = "", "7"
	err = despatch.WriteUBL(&b, o, "s1", header())
	assert.Contains(t, err, error(salesdesk.FieldError{Path: "lines[0].sku", Rule: salesdesk.RuleRequired}))
	assert.Contains(t, err, error(order.LineError{Line: "7"}))
	o = split()
	o.Shipments[0].Status = order.ShipmentCancelled
	assert.Contains(t, despatch.WriteUBL(&b, o, "s1", header()), error(order.ShipmentError{Shipment: "s1"}))
}

func TestWhatAnAdviceCannotHoldIsRefused(t *testing.T) {
	o, h := split(), header()
	o.Lines[0].Unit, h.Number, h.Note = "stuk", " ", "\t"
	err := despatch.WriteUBL(&bytes.Buffer{}, o, "s1", h)
	assert.Equal(t, salesdesk.Problems{
		ubl.BlankError{Path: "number"},
		ubl.BlankError{Path: "note"},
		salesdesk.FieldError{Path: "lines[0].unit", Rule: salesdesk.RuleFormat, Param: "C62, KGM, MTR"},
	}, err)
}

// What the customer waived, or called off under another order, is not to follow.
func TestWhatIsWaivedOrCalledIsNotToFollow(t *testing.T) {
	o := split()
	o.Lines[0].Waived, o.Lines[0].Called = amount("1"), amount("2")
	assert.Nil(t, written(t, o, header()).DespatchLine[0].OutstandingQuantity)
	o.Lines[0].Called = amount("1")
	assert.Equal(t, "1", written(t, o, header()).DespatchLine[0].OutstandingQuantity.Value.String(), "10 less 1 cancelled, 1 waived, 1 called, 6 shipped")
}

// What the customer's own order says goes with the advice; what the header says stands.
func TestAnAdviceGivesBackWhatTheCustomerWrote(t *testing.T) {
	o, h := split(), header()
	o.Purchase = &order.Purchase{
		Number: "PO-8", DeliverTo: &salesdesk.Address{Street: "Werf 12", Postcode: "9000", City: "Gent", Country: "BE"},
		Lines:    []order.PurchaseLine{{Line: "1", OrderLine: "11"}, {Line: "2", OrderLine: "20"}},
		Articles: []quote.ArticleNumbers{{SKU: "A", Buyer: "K-9", GTIN: salesdesk.MustGTIN("5412345000013")}},
	}
	h.Order, h.Later = "", ""
	advice := written(t, o, h)
	assert.Equal(t, []string{"PO-8", "Werf 12", "10", "20"}, []string{
		advice.OrderReference[0].ID, advice.DeliveryCustomerParty.Party.PostalAddress.StreetName,
		advice.DespatchLine[0].OrderLineReference.LineID, advice.DespatchLine[1].OrderLineReference.LineID,
	})
	assert.Equal(t, "K-9", advice.DespatchLine[0].Item.BuyersItemIdentification.ID)
	assert.Equal(t, "5412345000013", advice.DespatchLine[0].Item.StandardItemIdentification.ID.Value)
	assert.Nil(t, advice.DespatchLine[1].Item.BuyersItemIdentification)
	h.Order, h.DeliverTo = "PO-9", &salesdesk.Address{Street: "Kaai 9", Postcode: "2000", City: "Antwerpen", Country: "BE"}
	said := written(t, o, h)
	assert.Equal(t, []string{"PO-9", "Kaai 9"}, []string{said.OrderReference[0].ID, said.DeliveryCustomerParty.Party.PostalAddress.StreetName})
	o.Purchase.Number = "\t"
	err := despatch.WriteUBL(&bytes.Buffer{}, o, "s1", h)
	var blank ubl.BlankError
	require.ErrorAs(t, err, &blank)
	assert.ErrorContains(t, err, "purchase: number")
}

func ExampleWriteUBL() {
	var b bytes.Buffer
	err := despatch.WriteUBL(&b, split(), "s1", header())
	fmt.Println(bytes.Count(b.Bytes(), []byte("<cac:DespatchLine>")), err)
	// Output: 2 <nil>
}

// Compare the lines of 1,000 and of 10,000: what a line costs stays about what it was.
func BenchmarkWriteUBL(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		o := order.Order{ID: "o1", Shipments: []order.Shipment{{ID: "s1", Status: order.ShipmentShipped}}}
		for i := range n {
			id := fmt.Sprint(i + 1)
			o.Lines = append(o.Lines, order.Line{ID: id, SKU: "A", Unit: "C62", Ordered: amount("10"), Shipped: amount("4")})
			o.Shipments[0].Lines = append(o.Shipments[0].Lines, order.Quantity{Line: id, Quantity: amount("4")})
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if err := despatch.WriteUBL(io.Discard, o, "s1", header()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/line")
		})
	}
}
