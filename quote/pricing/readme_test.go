package pricing_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// The quote that the README shows.
func Example_readme() {
	eur := salesdesk.MustAmount
	pricer, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{{SKU: "PIR-120", Unit: "MTK"}, {SKU: "BEECH", VATClass: "reduced_6"}},
		Entries: []pricing.Entry{
			{SKU: "PIR-120", Price: eur("17.70"), Mode: pricing.Volume, Tiers: []pricing.Tier{{From: eur("50"), Price: eur("16.64")}}},
			{SKU: "BEECH", Price: eur("3.95")},
		},
	}})
	if err != nil {
		panic(err)
	}
	loyal := eur("0.03")
	priced, err := pricer.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-04-20"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines:       []pricing.Line{{ID: "1", SKU: "PIR-120", Quantity: eur("180")}, {ID: "2", SKU: "BEECH", Quantity: eur("120")}},
		Adjustments: []pricing.Adjustment{{ID: "loyal", Rate: &loyal}},
	})
	fmt.Println(priced.Totals.TaxExclusive, "+", priced.Totals.Tax, "=", priced.Totals.Payable, err)
	// Output: 3365.12 + 637.71 = 4002.83 <nil>
}
