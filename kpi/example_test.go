package kpi_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/kpi"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// sales are the facts of an invoice or a credit note: each line with its share of what was
// taken off the whole, below zero where it was credited.
func sales(d invoice.Document, group string) []kpi.Sale {
	var facts []kpi.Sale
	for _, l := range d.Figures.Lines {
		quantity, net := l.Quantity.Decimal, l.Net.Add(l.Share.Decimal)
		if d.Kind == invoice.CreditNote {
			quantity, net = quantity.Neg(), net.Neg()
		}
		facts = append(facts, kpi.Sale{
			Date: d.IssueDate, Customer: d.Buyer.ID, SKU: l.SKU, Group: group,
			Quantity: salesdesk.Amount{Decimal: quantity}, Net: salesdesk.Amount{Decimal: net},
		})
	}
	return facts
}

// A host makes facts of its documents, asks for a quarter, and reads it in French.
func ExampleNewReport() {
	amount, day := salesdesk.MustAmount, calendar.MustDate
	bill := func(kind invoice.Kind, on, quantity, net, share string) invoice.Document {
		line := pricing.PricedLine{ID: "1", SKU: "PIR-120", Quantity: amount(quantity), Net: amount(net), Share: amount(share)}
		return invoice.Document{Kind: kind, Header: invoice.Header{IssueDate: day(on)}, Figures: pricing.Priced{Lines: []pricing.PricedLine{line}}}
	}
	var facts []kpi.Sale
	for _, d := range []invoice.Document{
		bill(invoice.Invoice, "2025-05-14", "100", "1600.00", "0"),
		bill(invoice.Invoice, "2026-05-06", "180", "2995.20", "-243.20"),
		bill(invoice.CreditNote, "2026-05-08", "10", "166.40", "-13.51"),
	} {
		facts = append(facts, sales(d, "isolation")...)
	}
	report, err := kpi.NewReport(kpi.Question{
		Currency: salesdesk.EUR, Period: calendar.QuarterOf(day("2026-05-01")), AsOf: day("2026-06-30"),
		Sales: facts, Targets: []kpi.Target{{Month: day("2026-05-01"), Net: amount("2500")}},
	})
	if err != nil {
		panic(err)
	}
	catalog, err := i18n.New()
	if err != nil {
		panic(err)
	}
	words, err := catalog.Words(salesdesk.French, map[string]calendar.Names{"isolation": {"fr": "Isolation", "en": "Insulation"}})
	fmt.Println(report.Turnover.Amount, words.Percent(*report.Growth.Amount), words.Percent(*report.Target.Reached.Amount))
	fmt.Println(words.Group(report.Groups[0].Group), words.Text(report.WinRate.Status), len(report.HTML(words)) > 1000, err)
	// Output:
	// 2599.11 62,4 % 104,0 %
	// Isolation Pas de données true <nil>
}
