package order_test

import (
	"fmt"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// offered is a quote of 10 × 50.00 and 3 × 20.00, less 5 %, that was sent and may be
// taken in parts.
func offered() (*quote.Rules, quote.Quote) {
	pricer := must(pricing.Compile(pricing.Rules{}))
	vat := &pricing.VATGroup{Category: pricing.Standard, Rate: salesdesk.MustAmount("0.21")}
	content := must(quote.Price(pricer, pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"),
		Lines: []pricing.Line{
			{ID: "1", SKU: "A", Unit: "C62", Quantity: amount("10"), Price: &pricing.Price{Amount: amount("50.00")}, VAT: vat},
			{ID: "2", SKU: "B", Unit: "C62", Quantity: amount("3"), Price: &pricing.Price{Amount: amount("20.00")}, VAT: vat},
		},
		Adjustments: []pricing.Adjustment{{ID: "D", Rate: new(amount("0.05"))}},
	}, quote.Conditions{InParts: true}))
	r := must(quote.Compile(quote.Policy{Location: time.UTC}))
	q := must(quote.New(r, quoting(quote.Quote{}), quote.Opening{
		ID: "q1", Number: "OFF-1", Customer: "C001", Content: content,
		Seller: salesdesk.Party{
			Name: "Scheldebouw Groothandel", LegalForm: "NV", Kind: salesdesk.Business, Language: salesdesk.Dutch,
			Address:          salesdesk.Address{Street: "Kaaistraat 114", Postcode: "2030", City: "Antwerpen", Country: "BE"},
			EnterpriseNumber: salesdesk.MustEnterpriseNumber("0403170701"), Court: "Antwerpen", IBAN: salesdesk.MustIBAN("BE71096123456769"),
		},
	}))
	q = must(q.Release(r, quoting(q)))
	return r, must(q.Send(r, quoting(q), day("2026-05-20")))
}

func quoting(q quote.Quote) *workflow.Command {
	return &workflow.Command{
		ID: fmt.Sprint("q", q.Version+1), Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales, For: "C001"},
		At: time.Date(2026, 4, 20, 10, q.Version, 0, 0, time.UTC), Expect: q.Version,
	}
}

// A customer takes a part of a quote; the order is of that part, at the quoted price.
func ExampleFromQuote() {
	quotes, q := offered()
	four := []quote.Award{{Line: "1", Quantity: salesdesk.MustAmount("4")}}
	q = must(q.AcceptPart(quotes, quoting(q), q.Latest().Digest, four))
	q = must(q.CallOff(quotes, quoting(q), "o1", four))

	rules := must(order.Compile(order.Policy{}))
	opening := must(order.FromQuote(q, "o1", "BEST-1"))
	o, err := order.New(rules, by(order.Order{}, salesdesk.InsideSales), opening)
	fmt.Println(o.Status, o.Lines[0].Ordered, o.Agreed.Lines[0].Price, o.Agreed.Totals.TaxExclusive, err)
	// Output: draft 4 50.00 190.00 <nil>
}
