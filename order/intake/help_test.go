package intake_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/quote"
	asked "github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func day(s string) calendar.Date { return calendar.MustDate(s) }

func business(name, number, street string) salesdesk.Party {
	return salesdesk.Party{
		Name: name, Kind: salesdesk.Business, Language: salesdesk.Dutch,
		Address:          salesdesk.Address{Street: street, Postcode: "9000", City: "Gent", Country: salesdesk.Belgium},
		EnterpriseNumber: salesdesk.MustEnterpriseNumber(number), VATNumber: salesdesk.MustVATNumber("BE" + number),
		Endpoint: salesdesk.MustEndpoint("0208:" + number),
	}
}

func buyer() salesdesk.Party  { return business("Koper bv", "1000341796", "Kaai 1") }
func seller() salesdesk.Party { return business("Verkoper nv", "0428759497", "Dok 5") }

func book() pricing.Book {
	return pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{
			{SKU: "A", Unit: "C62", Names: map[salesdesk.Language]string{salesdesk.Dutch: "Kabel"}},
			{SKU: "B", Unit: "C62", Names: map[salesdesk.Language]string{salesdesk.Dutch: "Buis"}},
			{SKU: "C", Unit: "C62"},
		},
		Entries: []pricing.Entry{{SKU: "A", Price: amount("50.00")}, {SKU: "B", Price: amount("10.00")}, {SKU: "C", Price: amount("1.00")}},
	}
}

func pricer(t require.TestingT) *pricing.Pricer {
	p, err := pricing.Compile(pricing.Rules{Book: book()})
	require.NoError(t, err)
	return p
}

func assortment(t require.TestingT) *asked.Assortment {
	articles := asked.Articles(book())
	articles = append(articles, asked.Article{SKU: "OLD", Unit: "C62", To: day("2026-01-01"), Successor: "B"})
	articles[0].GTINs = []salesdesk.GTIN{salesdesk.MustGTIN("5412345000013")}
	a, err := asked.Compile(asked.Catalogue{Articles: articles, Numbers: []asked.OwnNumber{{Customer: "C001", Number: "K-9", SKU: "A"}}})
	require.NoError(t, err)
	return a
}

func request() pricing.Request {
	return pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-11-20"),
		Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE1000341796", PeriodicFiler: true}},
	}
}

// prices is what a customer's order is held against without a quote.
func prices(t require.TestingT) intake.Ours {
	return intake.Ours{
		Customer: "C001", Buyer: buyer(), Seller: seller(), Assortment: assortment(t), On: day("2026-11-24"),
		Pricer: pricer(t), Request: request(),
	}
}

// quoted is a quote of 10 × 50.00 and 20 × 10.00.
func quoted(t require.TestingT, inParts bool) intake.Ours {
	r := request()
	r.Lines = []pricing.Line{{ID: "1", SKU: "A", Quantity: amount("10")}, {ID: "2", SKU: "B", Quantity: amount("20")}}
	content, err := quote.Price(pricer(t), r, quote.Conditions{InParts: inParts})
	require.NoError(t, err)
	digest, err := content.Digest()
	require.NoError(t, err)
	ours := prices(t)
	ours.Pricer, ours.Request = nil, pricing.Request{}
	ours.Quote = &quote.Quote{
		ID: "q1", Number: "OFF-1", Customer: "C001",
		Revisions: []quote.Revision{{Number: 2, Content: content, Digest: digest, ValidUntil: day("2026-12-20")}},
	}
	return ours
}

// ordered is the order that takes that quote as it is: 700.00 and 147.00 of VAT.
func ordered() intake.PurchaseOrder {
	return intake.PurchaseOrder{
		Number: "PO-7", Issued: day("2026-11-23"), Type: intake.TypeOrder, Currency: "EUR", Quote: "OFF-1", Reference: "afdeling 4",
		Buyer: intake.Party{Name: "Koper bv", VATNumber: "BE 1000.341.796"}, DeliverTo: buyer().Address,
		Lines: []intake.Line{
			{ID: "10", BuyersID: "K-9", Quantity: amount("10"), Unit: "C62", Price: new(amount("50.00")), Net: new(amount("500.00")), VATCategory: "S", VATRate: new(amount("0.21"))},
			{ID: "20", SellersID: "B", Quantity: amount("20"), Unit: "C62", Price: new(amount("10.00")), Net: new(amount("200.00")), VATCategory: "S", VATRate: new(amount("0.21"))},
		},
		Totals: intake.Totals{
			Lines: new(amount("700.00")), TaxExclusive: new(amount("700.00")), Tax: new(amount("147.00")),
			TaxInclusive: new(amount("847.00")), Payable: new(amount("847.00")),
		},
	}
}

func matched(t *testing.T, po intake.PurchaseOrder, ours intake.Ours, tolerances intake.Tolerances) intake.Result {
	t.Helper()
	r, err := intake.Match(po, ours, tolerances)
	require.NoError(t, err)
	return r
}
