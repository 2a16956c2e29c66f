package bench_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/interne-sales/salesdesk/quote/pricing"
)

// A desk without this library: a program over decimals that finds the prices and
// computes what salesdesk does, to the last cent, and checks nothing else.

type plainLine struct {
	SKU                                   string
	Quantity, Price                       decimal.Decimal
	Gross, Allowance, Net, Share, Invoice decimal.Decimal
}

type plainDocument struct {
	Lines                                          []plainLine
	Net, Discount, TaxExclusive, Tax, TaxInclusive decimal.Decimal
}

var errNoPrice = errors.New("no price")

// plainPrices is the book as a map.
func plainPrices(b pricing.Book) map[string]decimal.Decimal {
	prices := make(map[string]decimal.Decimal, len(b.Entries))
	for _, e := range b.Entries {
		prices[e.SKU] = e.Price.Decimal
	}
	return prices
}

// plainPrice prices a request with at most one rate on each line and one on the document.
func plainPrice(prices map[string]decimal.Decimal, req *pricing.Request, vat decimal.Decimal) (plainDocument, error) {
	doc := plainDocument{Lines: make([]plainLine, len(req.Lines))}
	for i := range req.Lines {
		in := &req.Lines[i]
		price, found := prices[in.SKU]
		if !found {
			return plainDocument{}, errNoPrice
		}
		gross := in.Quantity.Mul(price).Round(2)
		allowance := gross.Mul(in.Adjustments[0].Rate.Decimal).Round(2)
		net := gross.Sub(allowance)
		doc.Lines[i] = plainLine{SKU: in.SKU, Quantity: in.Quantity.Decimal, Price: price, Gross: gross, Allowance: allowance, Net: net}
		doc.Net = doc.Net.Add(net)
	}
	doc.Discount = doc.Net.Mul(req.Adjustments[0].Rate.Decimal).Round(2)
	plainSplit(&doc)
	doc.TaxExclusive = doc.Net.Sub(doc.Discount)
	doc.Tax = doc.TaxExclusive.Mul(vat).Round(2)
	doc.TaxInclusive = doc.TaxExclusive.Add(doc.Tax)
	return doc, nil
}

// plainSplit shares the discount over the lines by largest remainder, ties to the first.
func plainSplit(doc *plainDocument) {
	type remainder struct {
		line int
		of   decimal.Decimal
	}
	left, remainders := doc.Discount, make([]remainder, len(doc.Lines))
	for i := range doc.Lines {
		share, rest := doc.Discount.Mul(doc.Lines[i].Net).QuoRem(doc.Net, 2)
		doc.Lines[i].Share, remainders[i] = share, remainder{i, rest}
		left = left.Sub(share)
	}
	slices.SortStableFunc(remainders, func(a, b remainder) int { return b.of.Cmp(a.of) })
	cent := decimal.New(1, -2)
	for _, r := range remainders[:left.Shift(2).IntPart()] {
		doc.Lines[r.line].Share = doc.Lines[r.line].Share.Add(cent)
	}
	for i := range doc.Lines {
		doc.Lines[i].Invoice = doc.Lines[i].Net.Sub(doc.Lines[i].Share)
	}
}

func BenchmarkPriceLineShopspring(b *testing.B) {
	prices, r, vat := plainPrices(book()), request(), decimal.New(21, -2)
	b.ReportAllocs()
	b.ResetTimer()
	for done := 0; done < b.N; done += lines {
		if _, err := plainPrice(prices, &r, vat); err != nil {
			b.Fatal(err)
		}
	}
}

// TestSameFigures holds the two to the same document, so that the ratio compares like
// with like.
func TestSameFigures(t *testing.T) {
	ours, r := priced(t), request()
	theirs, err := plainPrice(plainPrices(book()), &r, decimal.New(21, -2))
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range theirs.Lines {
		o := ours.Lines[i]
		same(t, o.ID+" price", o.Price.Decimal, l.Price)
		same(t, o.ID+" gross", o.Adjustments[0].Base.Decimal, l.Gross)
		same(t, o.ID+" allowance", o.Adjustments[0].Amount.Decimal, l.Allowance)
		same(t, o.ID+" net", o.Net.Decimal, l.Net)
		same(t, o.ID+" share", o.Share.Decimal, l.Share.Neg())
		same(t, o.ID+" invoice", o.Net.Add(o.Share.Decimal), l.Invoice)
	}
	same(t, "lines", ours.Totals.Lines.Decimal, theirs.Net)
	same(t, "discount", ours.Totals.Allowances.Decimal, theirs.Discount)
	same(t, "tax exclusive", ours.Totals.TaxExclusive.Decimal, theirs.TaxExclusive)
	same(t, "tax", ours.Totals.Tax.Decimal, theirs.Tax)
	same(t, "tax inclusive", ours.Totals.TaxInclusive.Decimal, theirs.TaxInclusive)
}

// priced is the request's document.
func priced(t *testing.T) pricing.Priced {
	t.Helper()
	p, err := pricing.Compile(pricing.Rules{Book: book()})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := p.Price(request())
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func same(t *testing.T, what string, ours, theirs decimal.Decimal) {
	t.Helper()
	if !ours.Equal(theirs) {
		t.Errorf("%s: salesdesk %s, shopspring %s", what, ours, theirs)
	}
}
