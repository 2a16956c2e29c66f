package pricing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// bigBook has 50,000 articles with two entries each: for everybody and for a group.
func bigBook() pricing.Book {
	const articles = 50_000
	book := pricing.Book{Currency: salesdesk.EUR}
	for i := range articles {
		sku := fmt.Sprintf("ART-%05d", i)
		book.Articles = append(book.Articles, pricing.Article{SKU: sku, Names: map[salesdesk.Language]string{salesdesk.Dutch: "Artikel " + sku}})
		book.Entries = append(
			book.Entries,
			pricing.Entry{SKU: sku, Price: salesdesk.MustAmount(fmt.Sprintf("%d.%02d", 1+i%97, i%100))},
			pricing.Entry{SKU: sku, CustomerGroup: "contractor", Price: salesdesk.MustAmount(fmt.Sprintf("%d.%03d", 1+i%89, i%1000))},
		)
	}
	return book
}

// bigRequest has a percentage on each of its lines and one on the document.
func bigRequest(lines int) pricing.Request {
	five, ten := salesdesk.MustAmount("0.05"), salesdesk.MustAmount("0.10")
	req := pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-11-23"),
		Buyer:       pricing.Buyer{ID: "C1", Groups: []string{"contractor"}, Tax: pricing.TaxParty{Country: "BE"}},
		Adjustments: []pricing.Adjustment{{ID: "project", Rate: &five}},
	}
	for i := range lines {
		req.Lines = append(req.Lines, pricing.Line{
			ID: fmt.Sprint(i + 1), SKU: fmt.Sprintf("ART-%05d", i*7919%50_000), Quantity: salesdesk.MustAmount(fmt.Sprint(2 + i%40)),
			Adjustments: []pricing.Adjustment{{ID: "line", Rate: &ten}},
		})
	}
	return req
}

// BenchmarkPriceLine counts one line as one operation: of the same request of 100, over
// and over; of 10,000 lines as a hundred requests; and of the same lines as one. The last
// two tell how time grows with the lines, since they look up as many prices.
func BenchmarkPriceLine(b *testing.B) {
	pricer, err := pricing.Compile(pricing.Rules{Book: bigBook()})
	require.NoError(b, err)
	all := bigRequest(10_000)
	hundreds := make([]pricing.Request, 100)
	for i := range hundreds {
		hundreds[i] = all
		hundreds[i].Lines = all.Lines[i*100:][:100]
	}
	for _, test := range []struct {
		name     string
		requests []pricing.Request
	}{{"100", hundreds[:1]}, {"100_times_100", hundreds}, {"10000", []pricing.Request{all}}} {
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			for done := 0; done < b.N; {
				for _, req := range test.requests {
					if _, err := pricer.Price(req); err != nil {
						b.Fatal(err)
					}
					done += len(req.Lines)
				}
			}
		})
	}
}

// BenchmarkCompile100000 compiles a book of 100,000 entries.
func BenchmarkCompile100000(b *testing.B) {
	book := bigBook()
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		if _, err := pricing.Compile(pricing.Rules{Book: book}); err != nil {
			b.Fatal(err)
		}
	}
}
