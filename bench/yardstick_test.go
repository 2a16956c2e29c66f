package bench_test

import (
	"testing"

	"github.com/shopspring/decimal"
)

// BenchmarkDecimal is the yardstick that the budgets were written beside: a decimal made
// of a number, as each amount of a result is. It took 49 ns there.
func BenchmarkDecimal(b *testing.B) {
	b.ReportAllocs()
	var kept decimal.Decimal
	for i := range b.N {
		kept = decimal.New(int64(i)+100_000, -2)
	}
	if b.N > 0 && kept.IsZero() {
		b.Fatal("nothing was made")
	}
}
