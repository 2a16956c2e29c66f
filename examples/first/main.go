// Command first prices a quote of two lines: the program of the README.
package main

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func main() {
	amount, loyal := salesdesk.MustAmount, salesdesk.MustAmount("0.03")
	pir := pricing.Entry{SKU: "PIR-120", Price: amount("17.70"), Mode: pricing.Volume, Tiers: []pricing.Tier{{From: amount("50"), Price: amount("16.64")}}}
	articles := []pricing.Article{{SKU: "PIR-120", Unit: "MTK"}, {SKU: "BEECH", VATClass: pricing.ClassReduced6}}
	entries := []pricing.Entry{pir, {SKU: "BEECH", Price: amount("3.95")}}
	pricer, err := pricing.Compile(pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR, Articles: articles, Entries: entries}})
	if err != nil {
		panic(err)
	}
	request := pricing.Request{Currency: salesdesk.EUR, Date: calendar.MustDate("2026-04-20"), Adjustments: []pricing.Adjustment{{ID: "loyal", Rate: &loyal}}}
	request.Buyer.Tax.Country = "BE"
	request.Lines = []pricing.Line{{ID: "1", SKU: "PIR-120", Quantity: amount("180")}, {ID: "2", SKU: "BEECH", Quantity: amount("120")}}
	priced, err := pricer.Price(request)
	fmt.Println(priced.Totals.TaxExclusive, "+", priced.Totals.Tax, "=", priced.Totals.Payable, err)
}
