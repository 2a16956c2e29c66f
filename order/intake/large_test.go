package intake_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/quote"
	asked "github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// large is a quote of n lines and the order that takes them all, last line first. With one
// article every line is of it; else each is of its own.
func large(t require.TestingT, n int, one bool) (intake.PurchaseOrder, intake.Ours) {
	b := book()
	b.Articles, b.Entries = nil, nil
	r := request()
	po := ordered()
	po.Lines, po.Totals = nil, intake.Totals{}
	for i := range n {
		sku := "P" + strconv.Itoa(i)
		if !one || i == 0 {
			b.Articles = append(b.Articles, pricing.Article{SKU: sku, Unit: "C62"})
			b.Entries = append(b.Entries, pricing.Entry{SKU: sku, Price: amount("10.00")})
		}
		if one {
			sku = "P0"
		}
		r.Lines = append(r.Lines, pricing.Line{ID: strconv.Itoa(i + 1), SKU: sku, Quantity: amount("2")})
		po.Lines = append(po.Lines, intake.Line{ID: strconv.Itoa(n - i), SellersID: sku, Quantity: amount("2"), Unit: "C62", Price: new(amount("10.00"))})
	}
	p, err := pricing.Compile(pricing.Rules{Book: b})
	require.NoError(t, err)
	content, err := quote.Price(p, r, quote.Conditions{InParts: true})
	require.NoError(t, err)
	digest, err := content.Digest()
	require.NoError(t, err)
	ours := prices(t)
	ours.Pricer, ours.Request = nil, pricing.Request{}
	ours.Assortment, err = asked.Compile(asked.Catalogue{Articles: asked.Articles(b)})
	require.NoError(t, err)
	ours.Quote = &quote.Quote{
		ID: "q1", Number: "OFF-1", Customer: "C001",
		Revisions: []quote.Revision{{Number: 1, Content: content, Digest: digest, ValidUntil: day("2026-12-20")}},
	}
	return po, ours
}

// Whatever an order has ten thousand of, each line of the quote is looked at twice at most.
func TestMatchingLooksAtEveryLineTwiceAtMost(t *testing.T) {
	for _, one := range []bool{false, true} {
		for _, n := range []int{100, 1_000, 4_000} {
			po, ours := large(t, n, one)
			looked, err := intake.Looked(po, ours)
			require.NoError(t, err)
			assert.Equal(t, 2*n, looked, "n %d, one article %t", n, one)
		}
	}
}

func TestTenThousandLinesAreMatchedAndAnswered(t *testing.T) {
	po, ours := large(t, intake.MaxLines, false)
	for i := range po.Lines {
		po.Lines[i].Price = new(amount("9.00"))
	}
	r := matched(t, po, ours, intake.Tolerances{})
	assert.Len(t, r.Lines, intake.MaxLines)
	assert.Equal(t, intake.Conditional, r.Code)
	response := intake.Respond(po, r, answered())
	require.Len(t, response.Lines, intake.MaxLines)
	assert.Equal(t, intake.LineChanged, response.Lines[intake.MaxLines-1].Code)
	assert.NoError(t, response.Check())

	po.Lines = append(po.Lines, po.Lines[0])
	_, err := intake.Match(po, ours, intake.Tolerances{})
	assert.EqualError(t, err, "order.lines: length (10000)")
}

func BenchmarkMatch(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		po, ours := large(b, n, false)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := intake.Match(po, ours, intake.Tolerances{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/line")
		})
	}
}
