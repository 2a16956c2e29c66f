package bench_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

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

// plain is what a line of the loop below comes to.
type plain struct{ price, gross, allowance, net, share, invoice decimal.Decimal }

// BenchmarkPriceLineShopspring computes the same figures in a plain loop over
// decimals, the prices found already.
func BenchmarkPriceLineShopspring(b *testing.B) {
	r := request()
	prices := make([]decimal.Decimal, lines)
	for i := range prices {
		prices[i] = decimal.New(int64(1000*(1+i%89)+i), -3)
	}
	five, ten, vat := decimal.New(5, -2), decimal.New(10, -2), decimal.New(21, -2)
	b.ReportAllocs()
	b.ResetTimer()
	for done := 0; done < b.N; done += lines {
		out, total := make([]plain, lines), decimal.Zero
		for i, l := range r.Lines {
			gross := l.Quantity.Mul(prices[i]).Round(2)
			allowance := gross.Mul(ten).Round(2)
			out[i] = plain{price: prices[i], gross: gross, allowance: allowance, net: gross.Sub(allowance)}
			total = total.Add(out[i].net)
		}
		discount := total.Mul(five).Round(2)
		left := discount
		for i := range out {
			out[i].share = discount.Mul(out[i].net).DivRound(total, 2)
			left = left.Sub(out[i].share)
		}
		out[0].share = out[0].share.Add(left)
		for i := range out {
			out[i].invoice = out[i].net.Sub(out[i].share)
		}
		_ = total.Sub(discount).Mul(vat).Round(2)
	}
}
