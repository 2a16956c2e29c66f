package pricing_test

import (
	"errors"
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func Example() {
	amount := salesdesk.MustAmount
	pricer, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{{SKU: "BRICK"}, {SKU: "SOIL", VATClass: pricing.ClassReduced6}},
		Entries:  []pricing.Entry{{SKU: "BRICK", Price: amount("0.48")}, {SKU: "SOIL", Price: amount("50")}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	five, two := amount("0.05"), amount("0.02")
	priced, err := pricer.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-11-23"),
		Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{
			{ID: "1", SKU: "BRICK", Quantity: amount("5000"), Adjustments: []pricing.Adjustment{{ID: "volume", Rate: &five}}},
			{ID: "2", SKU: "SOIL", Quantity: amount("4")},
		},
		Adjustments: []pricing.Adjustment{{ID: "project", Rate: &two}},
	})
	fmt.Println(priced.Totals.TaxExclusive, priced.Totals.Tax, priced.Totals.Payable, err)
	// Output: 2430.40 480.98 2911.38 <nil>
}

func ExamplePricer_Explain() {
	pricer, _ := pricing.Compile(desk())
	explanation, err := pricer.Explain(deskRequest())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range explanation.Lines[0].Waterfall.Steps {
		fmt.Println(step.Kind, step.Amount, step.Balance)
	}
	// Output:
	// list 1000.00 1000.00
	// tier -50.00 950.00
	// agreement -50.00 900.00
	// allowance -45.00 855.00
	// contribution 4.13 859.13
	// document_allowance -85.50 773.63
	// document_charge 8.60 782.23
	// cash_discount -15.64 766.59
}

func ExamplePricer_Price_problems() {
	pricer, _ := pricing.Compile(pricing.Rules{})
	_, err := pricer.Price(pricing.Request{Currency: salesdesk.EUR, Date: calendar.MustDate("2026-11-23"), Lines: []pricing.Line{
		{ID: "1", SKU: "A-17", Quantity: salesdesk.MustAmount("1")},
		{Quantity: salesdesk.MustAmount("1"), Price: &pricing.Price{Amount: salesdesk.MustAmount("-5")}, VATClass: pricing.ClassStandard},
	}})
	var problems salesdesk.Problems
	if errors.As(err, &problems) {
		for _, p := range problems {
			fmt.Println(p)
		}
	}
	// Output:
	// lines[0].sku: reference (A-17)
	// lines[1].id: required
	// lines[1].price.amount: min (0)
	// lines[1]: vat of goods cannot be decided without buyer.tax.country
}

func ExampleVerify() {
	pricer, _ := pricing.Compile(desk())
	priced, _ := pricer.Price(deskRequest())
	fmt.Println(pricing.Verify(priced))
	priced.VAT[1].Tax = salesdesk.MustAmount("169.31")
	fmt.Println(pricing.Verify(priced))
	// Output:
	// <nil>
	// vat[1].tax: BT-117 is 169.31 EUR where 169.30 EUR is exact; totals.tax: BT-110 is 169.30 EUR where 169.31 EUR is exact
}

func ExampleLint() {
	book := desk().Book
	book.Entries[0].Tiers[0].Price = salesdesk.MustAmount("85")
	found, _ := pricing.Lint(book)
	for _, f := range found {
		fmt.Println(f.Path, f.Kind, f.Below, f.At)
	}
	// Output:
	// entries[0].tiers[0] tier_cliff 900.00 EUR 850.00 EUR
	// entries[2] dead <nil> <nil>
}

func ExampleGround_Mention() {
	fmt.Println(pricing.IntraCommunity.Mention(salesdesk.French))
	fmt.Println(pricing.IntraCommunity.VATEX())
	// Output:
	// Livraison intracommunautaire exemptée, art. 39bis CTVA
	// VATEX-EU-IC
}

// A list derived from the base list: 15 % off, ending in .99, and never below a margin of
// 20 %, for a document in dollars.
func ExampleFormula() {
	amount := salesdesk.MustAmount
	cost, margin := amount("12"), amount("0.20")
	pricer, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{{SKU: "LAMP", Cost: &cost}},
		Entries:  []pricing.Entry{{SKU: "LAMP", Price: amount("19.95")}},
		Lists: []pricing.List{{ID: "web", Formula: &pricing.Formula{
			Discount: amount("0.15"), RoundTo: amount("1"), Surcharge: amount("-0.01"), MinMargin: &margin,
		}}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	explanation, err := pricer.Explain(pricing.Request{
		Currency: "USD", Date: calendar.MustDate("2026-11-23"),
		Exchange: &pricing.Exchange{From: salesdesk.EUR, Rate: amount("1.0850"), Source: "ECB", Date: calendar.MustDate("2026-11-20")},
		Buyer:    pricing.Buyer{List: "web", Tax: pricing.TaxParty{Country: "BE"}},
		Lines:    []pricing.Line{{ID: "1", SKU: "LAMP", Quantity: amount("10")}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range explanation.Lines[0].Waterfall.Steps {
		fmt.Println(step.Kind, step.ID, step.Amount, step.Balance)
	}
	fmt.Println(explanation.Priced.Lines[0].Price)
	// Output:
	// list entries[0] 216.46 216.46
	// exchange EUR 0.00 216.46
	// derived web -36.56 179.90
	// 17.99
}

// Cable by the metre, from a price by the kilometre, with the copper that is in it.
func ExampleSurcharge() {
	amount, date := salesdesk.MustAmount, calendar.MustDate
	pricer, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{{
			SKU: "XVB-3G2.5", Unit: "KMT",
			Units:      []pricing.Unit{{Code: "MTR", Numerator: amount("1"), Denominator: amount("1000")}},
			Surcharges: []pricing.Surcharge{{ID: "copper", Index: "copper", Base: amount("150"), Content: amount("72"), Per: amount("100")}},
		}},
		Entries: []pricing.Entry{{SKU: "XVB-3G2.5", Price: amount("640.00")}},
		Indices: []pricing.Index{{ID: "copper", Source: "Westmetall", Values: []pricing.IndexValue{{From: date("2026-11-20"), Value: amount("958.00")}}}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	priced, err := pricer.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: date("2026-11-23"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{{ID: "1", SKU: "XVB-3G2.5", Quantity: amount("250"), Unit: "MTR"}},
	})
	line := priced.Lines[0]
	fmt.Println(line.Quantity, line.Unit, "at", line.Price, "and copper", line.Adjustments[0].Amount, "make", line.Net, err)
	// Output: 250 MTR at 0.64 and copper 145.44 make 305.44 <nil>
}
