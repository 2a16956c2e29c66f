package kpi

import (
	"math"
	"math/big"
	"strconv"

	"github.com/interne-sales/salesdesk"
)

// Status says whether a value is one.
type Status string

// The statuses of a value.
const (
	Defined    Status = "defined"
	Undefined  Status = "undefined"  // divided by nothing, or grown from nothing
	NoFacts    Status = "no_facts"   // nothing to measure
	Degenerate Status = "degenerate" // a figure, but no interval: all answers agree
	TooFew     Status = "too_few"    // not shown: it rests on fewer than [Fewest] facts
)

// MessageID names the status's text.
func (s Status) MessageID() string { return "kpi.status." + string(s) }

// Fewest is how many quotes, complaints or answers a page shows a share of: fewer say
// nothing, and may tell who gave an answer.
const Fewest = 10

// Shown is the value as a page may show it: without its figure where it rests on some
// facts, but on fewer than [Fewest].
func (v Value) Shown() Value {
	if v.N == 0 || v.N >= Fewest {
		return v
	}
	return Value{Status: TooFew, N: v.N}
}

// Value is a figure with what it rests on. Amount, Low and High are absent where the
// status says that there is none.
type Value struct {
	Status Status            `json:"status"`
	Amount *salesdesk.Amount `json:"amount,omitempty"`
	Low    *salesdesk.Amount `json:"low,omitempty"` // of the 95 % interval
	High   *salesdesk.Amount `json:"high,omitempty"`
	N      int               `json:"n"` // facts
}

func defined(a salesdesk.Amount, n int) Value { return Value{Status: Defined, Amount: &a, N: n} }

// Ratio is part ÷ whole to six places, undefined for a whole of nothing.
func Ratio(part, whole salesdesk.Amount, n int) Value {
	if whole.IsZero() {
		return Value{Status: Undefined, N: n}
	}
	r := new(big.Rat).Quo(part.Rat(), whole.Rat())
	return ofRat(r, 6, n)
}

// Growth is the change from one amount to another, on the absolute of the first: from
// -100 to 50 it is +150 %. From nothing it is undefined.
func Growth(from, to salesdesk.Amount, n int) Value {
	if from.IsZero() {
		return Value{Status: Undefined, N: n}
	}
	change := new(big.Rat).Sub(to.Rat(), from.Rat())
	return ofRat(change.Quo(change, new(big.Rat).Abs(from.Rat())), 6, n)
}

// ofRat is an exact number rounded half away from zero, or undefined where it is too
// large to show.
func ofRat(r *big.Rat, places, n int) Value {
	a, err := amountOf(r, places)
	if err != nil {
		return Value{Status: Undefined, N: n}
	}
	return defined(a, n)
}

func amountOf(r *big.Rat, places int) (salesdesk.Amount, error) {
	return salesdesk.ParseAmount(r.FloatString(places))
}

// normal95 is the 97.5th percentile of the normal distribution.
const normal95 = 1.959963984540054

// shown is a statistic to so many places.
func shown(x float64, places int) *salesdesk.Amount {
	a, err := salesdesk.ParseAmount(strconv.FormatFloat(x, 'f', places, 64))
	if err != nil {
		return nil
	}
	return &a
}

// Share is successes out of n with its 95 % Wilson interval, to eight places.
func Share(successes, n int) Value {
	if n <= 0 || successes < 0 || successes > n {
		return Value{Status: NoFacts}
	}
	low, high := wilson(float64(successes), float64(n))
	return Value{Status: Defined, Amount: shown(float64(successes)/float64(n), 8), Low: shown(low, 8), High: shown(high, 8), N: n}
}

func wilson(successes, n float64) (low, high float64) {
	p, z2 := successes/n, normal95*normal95
	centre := (p + z2/(2*n)) / (1 + z2/n)
	half := normal95 * math.Sqrt(p*(1-p)/n+z2/(4*n*n)) / (1 + z2/n)
	return max(0, centre-half), min(1, centre+half)
}
