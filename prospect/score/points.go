package score

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/interne-sales/salesdesk"
)

// Points are thousandths of a point, so that factors add up exactly.
type Points int64

// Point is one whole point; MaxPoints the most that a rule or a cap can name.
const (
	Point     Points = 1000
	MaxPoints        = 1_000_000 * Point
)

// ParsePoints reads a number with at most three decimals, such as "12.5".
func ParsePoints(s string) (Points, error) {
	whole, decimals, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if len(whole) == 0 || len(whole) > 7 || len(decimals) > 3 {
		return 0, salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: "at most three decimals"}
	}
	n, err := strconv.ParseUint(whole+decimals+"000"[len(decimals):], 10, 63)
	if err != nil {
		return 0, salesdesk.FieldError{Rule: salesdesk.RuleDecimal, Param: s}
	}
	p := Points(n) //nolint:gosec // at most ten digits
	switch {
	case p > MaxPoints:
		return 0, salesdesk.FieldError{Rule: salesdesk.RuleMax, Param: MaxPoints.String()}
	case strings.HasPrefix(s, "-"):
		return -p, nil
	default:
		return p, nil
	}
}

// String has no more decimals than it needs: "20", "35.355".
func (p Points) String() string {
	sign := ""
	if p < 0 {
		sign, p = "-", -p
	}
	text := fmt.Sprintf("%d.%03d", p/Point, p%Point)
	return sign + strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// MarshalText is String.
func (p Points) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText is ParsePoints.
func (p *Points) UnmarshalText(b []byte) error {
	parsed, err := ParsePoints(string(b[:min(len(b), 20)]))
	if err != nil {
		return err
	}
	*p = parsed
	return nil
}

// Decay is what is left of points after an age: half of them after one half-life.
// A half-life of 0 means that nothing is lost, and a negative age, an event in the
// future, never adds.
func Decay(points float64, halfLife, age time.Duration) float64 {
	if halfLife <= 0 || age <= 0 {
		return points
	}
	return points * math.Exp2(-float64(age)/float64(halfLife))
}

func decayed(p Points, halfLife, age time.Duration) Points {
	return Points(math.Round(Decay(float64(p), halfLife, age)))
}
