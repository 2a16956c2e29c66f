package guidance

import (
	"slices"

	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Quantile names how a percentile of the ratios is taken.
type Quantile string

// The ways, numbered as by Hyndman and Fan.
const (
	// Weighted is type 1 with each record counting for its list value: the smallest ratio
	// that so much of the value did not exceed. It is a ratio that occurred.
	Weighted Quantile = ""
	Type1    Quantile = "type_1" // the same, each record counting once
	Type7    Quantile = "type_7" // between two neighbours by straight line, each record counting once
)

// point is a ratio and what it counts for.
type point struct{ value, weight fixed.Dec }

// of is a percentile of points, to six places; p is a ratio from 0 to 1. There is at least
// one point.
func (q Quantile) of(points []point, p fixed.Dec) fixed.Dec {
	sorted := slices.Clone(points)
	slices.SortStableFunc(sorted, func(a, b point) int { return a.value.Cmp(b.value) })
	if q == Type7 {
		return between(sorted, p)
	}
	var total fixed.Dec
	for i := range sorted {
		if q == Type1 {
			sorted[i].weight = one()
		}
		total = total.Add(sorted[i].weight)
	}
	want, reached := total.Mul(p), fixed.Dec{}
	for _, s := range sorted {
		reached = reached.Add(s.weight)
		if reached.Cmp(want) >= 0 {
			return s.value
		}
	}
	return sorted[len(sorted)-1].value
}

// between is type 7: at p × (n − 1) from the first.
func between(sorted []point, p fixed.Dec) fixed.Dec {
	at := fixed.FromInt(int64(len(sorted)-1), 0).Mul(p)
	k := 0
	for k+1 < len(sorted) && fixed.FromInt(int64(k+1), 0).Cmp(at) <= 0 {
		k++
	}
	if k+1 == len(sorted) {
		return sorted[k].value
	}
	low, high := sorted[k].value, sorted[k+1].value
	part := at.Sub(fixed.FromInt(int64(k), 0))
	return low.Add(high.Sub(low).Mul(part)).Round(ratioPlaces, fixed.HalfAwayFromZero)
}

func one() fixed.Dec { return fixed.FromInt(1, 0) }
