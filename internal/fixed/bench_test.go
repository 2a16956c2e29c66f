package fixed_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/interne-sales/salesdesk/internal/fixed"
)

// BenchmarkDocument is the arithmetic of a document of 100 lines, without decimals or
// documents around it: each line multiplied out and 10 % off, 5 % of the whole shared over
// the lines, VAT. One line counts as one operation.
func BenchmarkDocument(b *testing.B) {
	const lines = 100
	ten, five, vat := fixed.FromInt(10, -2), fixed.FromInt(5, -2), fixed.FromInt(21, -2)
	var prices, quantities, nets, invoices [lines]fixed.Dec
	for i := range prices {
		prices[i], quantities[i] = fixed.FromInt(int64(100_000+i*7919%89_000), -3), fixed.FromInt(int64(2+i%40), 0)
	}
	var payable fixed.Dec
	shares := make([]fixed.Dec, 2*lines)
	b.ReportAllocs()
	for done := 0; done < b.N; done += lines {
		var sum fixed.Dec
		for i := range nets {
			gross := prices[i].Mul(quantities[i]).Round(2, fixed.HalfAwayFromZero)
			nets[i] = gross.Sub(gross.Mul(ten).Round(2, fixed.HalfAwayFromZero))
			sum = sum.Add(nets[i])
		}
		discount := sum.Mul(five).Round(2, fixed.HalfAwayFromZero)
		shared, err := fixed.Allocate(discount, nets[:], 2, shares)
		if err != nil {
			b.Fatal(err)
		}
		for i := range invoices {
			invoices[i] = nets[i].Sub(shared[i])
		}
		taxable := sum.Sub(discount)
		payable = taxable.Add(taxable.Mul(vat).Round(2, fixed.HalfAwayFromZero))
	}
	if fixed.Sum(invoices[:]).Cmp(payable) >= 0 {
		b.Fatal(payable)
	}
}

// One line: 12 × 83.4567 ÷ 100, 7.5 % off, both rounded to cents.

func BenchmarkLine(b *testing.B) {
	price, quantity, base := fixed.FromInt(834567, -4), fixed.FromInt(12, 0), fixed.FromInt(100, 0)
	percent, hundred := fixed.FromInt(75, -1), fixed.FromInt(100, 0)
	var net fixed.Dec
	b.ReportAllocs()
	for b.Loop() {
		gross := quantity.MulDivRound(price, base, 2, fixed.HalfAwayFromZero)
		net = gross.Sub(gross.MulDivRound(percent, hundred, 2, fixed.HalfAwayFromZero))
	}
	if net.String() != "9.26" {
		b.Fatal(net)
	}
}

func BenchmarkLineShopspring(b *testing.B) {
	price, quantity, base := decimal.New(834567, -4), decimal.New(12, 0), decimal.New(100, 0)
	percent, hundred := decimal.New(75, -1), decimal.New(100, 0)
	var net decimal.Decimal
	b.ReportAllocs()
	for b.Loop() {
		gross := quantity.Mul(price).DivRound(base, 2)
		net = gross.Sub(gross.Mul(percent).DivRound(hundred, 2))
	}
	if net.String() != "9.26" {
		b.Fatal(net)
	}
}

func BenchmarkFromDecimal(b *testing.B) {
	d := decimal.New(-834567, -4)
	b.ReportAllocs()
	for b.Loop() {
		fixed.FromDecimal(d)
	}
}

func BenchmarkDecimal(b *testing.B) {
	d := fixed.FromInt(834567, -4)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = d.Decimal()
	}
}

func BenchmarkRound(b *testing.B) {
	d := fixed.FromInt(834567, -4)
	b.ReportAllocs()
	for b.Loop() {
		d.Round(2, fixed.HalfAwayFromZero)
	}
}

func BenchmarkAdd(b *testing.B) {
	d, e := fixed.FromInt(834567, -4), fixed.FromInt(125, -2)
	b.ReportAllocs()
	for b.Loop() {
		d.Add(e)
	}
}

func BenchmarkWideMulDivRound(b *testing.B) {
	d, e := fixed.FromInt(999_999_999_999_999_999, -12), fixed.FromInt(876_543_210_987_654_321, -12)
	e = e.Mul(d)
	b.ReportAllocs()
	for b.Loop() {
		e.MulDivRound(d, e, 2, fixed.HalfAwayFromZero)
	}
}

func BenchmarkAllocate(b *testing.B) {
	for name, n := range map[string]int{"10": 10, "1000": 1000, "100000": 100_000} {
		b.Run(name, func(b *testing.B) {
			weights, dst := make([]fixed.Dec, n), make([]fixed.Dec, 2*n)
			for i := range weights {
				weights[i] = fixed.FromInt(int64(100+i*7919%10_007), -2)
			}
			total := fixed.FromInt(123_457, -2)
			b.ReportAllocs()
			for b.Loop() {
				_, _ = fixed.Allocate(total, weights, 2, dst)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/share")
		})
	}
}
