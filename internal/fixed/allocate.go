package fixed

import (
	"math/bits"
	"slices"
)

// Allocate splits total over weights in shares of so many places, by largest
// remainder: each share is the exact one rounded down, and what is left goes, one
// unit of the last place each, to the largest cut-off parts, of equal ones to the
// first. The shares are in the order of the weights and sum exactly to total.
//
// A zero weight gets nothing. A larger weight never gets less than a smaller one.
// Where total is no larger than the weights together, and the weights have no finer
// places, no share is beyond its weight. A negative total gives the negatives of the
// shares of its opposite, so that a credit mirrors its invoice. Weights of both
// signs are shared out in proportion, a negative weight getting a share of the
// other sign.
//
// The shares overwrite dst, which is grown where it holds less than twice the
// weights (the upper half is scratch) and must not overlap weights. The error is an
// [*AllocationError] where the weights sum to zero and total does not, or where
// total has finer places; an [*OverflowError] or [*DivisionByZeroError] where an
// input is sticky or a number does not fit.
func Allocate(total Dec, weights []Dec, places int, dst []Dec) ([]Dec, error) {
	sum := Sum(weights)
	units := total.Round(places, Down)
	switch {
	case sum.Err() != nil:
		return nil, sum.Err()
	case units.Err() != nil:
		return nil, units.Err()
	case units.Cmp(total) != 0:
		return nil, &AllocationError{FinerTotal}
	case sum.IsZero() && !units.IsZero():
		return nil, &AllocationError{NoWeight}
	}
	shares, cuts := buffers(dst, len(weights))
	left, err := shareDown(units, sum, weights, shares, cuts)
	if err != nil {
		return nil, err
	}
	handOut(left, units, shares, cuts)
	return shares, nil
}

func buffers(dst []Dec, n int) (shares, cuts []Dec) {
	if cap(dst) < 2*n {
		dst = make([]Dec, 2*n)
	}
	return dst[:n:n], dst[n : 2*n : 2*n]
}

// shareDown fills in the shares rounded down and, as their coefficients, the
// remainders in cuts, with the place in the list as exponent. It gives what is left.
func shareDown(units, sum Dec, weights, shares, cuts []Dec) (left Dec, err error) {
	var given Dec
	for i, w := range weights {
		coef, fits := w.coef.scale(int(w.exp - sum.exp))
		if !fits {
			return Dec{}, &OverflowError{}
		}
		low, r, fits := floorShare(units.coef, coef, sum.coef, (w.state^sum.state)&negative != 0)
		state := (units.state ^ w.state ^ sum.state) & negative
		shares[i] = made(low, fits, int(units.exp), state)
		cuts[i] = Dec{coef: r, exp: int32(i)} //nolint:gosec // a list is shorter
		given = given.Add(shares[i])
	}
	return units.Sub(given), given.Err()
}

// floorShare is total × weight ÷ sum without its sign, rounded towards zero or, for a
// share of the other sign, away from it; and what is missing, in parts of sum.
func floorShare(total, weight, sum u128, other bool) (share, cut u128, fits bool) {
	if sum.isZero() {
		return u128{}, u128{}, true
	}
	q, r := total.mul(weight).div(sum)
	share, fits = q.narrow()
	if !other || r.isZero() || !fits {
		return share, r, fits
	}
	share, fits = share.add(u128{lo: 1})
	return share, sum.sub(r), fits
}

// handOut gives what is left, unit by unit, to the largest cuts.
func handOut(left, units Dec, shares, cuts []Dec) {
	n := int(left.coef.lo) //nolint:gosec // fewer than the shares
	if n == 0 {
		return
	}
	partition(cuts, n)
	unit := Dec{u128{lo: 1}, units.exp, units.state}
	for _, c := range cuts[:n] {
		shares[c.exp] = shares[c.exp].Add(unit)
	}
}

// byCut orders the larger cut first, of equal ones the first in the list: no two
// are the same.
func byCut(a, b Dec) int {
	if c := b.coef.cmp(a.coef); c != 0 {
		return c
	}
	return int(a.exp - b.exp)
}

// partition brings the n first by byCut to the front, in no order: quickselect, in
// linear time, which sorts what remains where its pivots keep falling badly.
func partition(cuts []Dec, n int) {
	for tries := 2 * bits.Len(uint(len(cuts))); n > 0 && n < len(cuts); tries-- {
		if len(cuts) <= 12 || tries == 0 {
			slices.SortFunc(cuts, byCut)
			return
		}
		switch before := split(cuts); {
		case n <= before:
			cuts = cuts[:before]
		default:
			cuts, n = cuts[before+1:], n-before-1
		}
	}
}

// split moves what comes before a pivot to its left and gives the pivot's place.
func split(cuts []Dec) int {
	last := len(cuts) - 1
	low, middle, high := &cuts[0], &cuts[last/2], &cuts[last]
	if byCut(*middle, *low) < 0 {
		*middle, *low = *low, *middle
	}
	if byCut(*high, *low) < 0 {
		*high, *low = *low, *high
	}
	if byCut(*middle, *high) < 0 {
		*middle, *high = *high, *middle // the median is the pivot, at the end
	}
	pivot, before := *high, 0
	for i := range cuts[:last] {
		if byCut(cuts[i], pivot) < 0 {
			cuts[i], cuts[before] = cuts[before], cuts[i]
			before++
		}
	}
	cuts[before], cuts[last] = cuts[last], cuts[before]
	return before
}
