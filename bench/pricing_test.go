package bench_test

import (
	"fmt"
	"testing"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// A request of 100 lines from a book of 100,000 entries: one percentage on each line,
// one on the document, VAT. One line counts as one operation.

const lines = 100

func request() pricing.Request {
	five, ten := salesdesk.MustAmount("0.05"), salesdesk.MustAmount("0.10")
	r := pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-11-23"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Adjustments: []pricing.Adjustment{{ID: "document", Rate: &five}},
	}
	for i := range lines {
		r.Lines = append(r.Lines, pricing.Line{
			ID: fmt.Sprint(i + 1), SKU: fmt.Sprintf("ART-%06d", i*7919%100_000), Quantity: salesdesk.MustAmount(fmt.Sprint(2 + i%40)),
			Adjustments: []pricing.Adjustment{{ID: "line", Rate: &ten}},
		})
	}
	return r
}

func book() pricing.Book {
	b := pricing.Book{Currency: salesdesk.EUR}
	for i := range 100_000 {
		sku := fmt.Sprintf("ART-%06d", i)
		b.Articles = append(b.Articles, pricing.Article{SKU: sku})
		b.Entries = append(b.Entries, pricing.Entry{SKU: sku, Price: salesdesk.MustAmount(fmt.Sprintf("%d.%03d", 1+i%89, i%1000))})
	}
	return b
}

func BenchmarkPriceLineSalesdesk(b *testing.B) {
	p, err := pricing.Compile(pricing.Rules{Book: book()})
	if err != nil {
		b.Fatal(err)
	}
	r := request()
	b.ReportAllocs()
	b.ResetTimer()
	for done := 0; done < b.N; done += lines {
		if _, err := p.Price(r); err != nil {
			b.Fatal(err)
		}
	}
}
