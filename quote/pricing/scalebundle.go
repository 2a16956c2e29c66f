package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// gather lets the largest line of each bundle carry the cents of the others, so that equal
// bundles of one line cost the same one by one. One that is worth less than a cent for each
// of the others, a piece, carries none: it would fall where more of it is taken.
func (s *scaling) gather() {
	if len(s.whole.Bundles) == 0 {
		return
	}
	bundles := make(map[string][]*extent, len(s.whole.Bundles))
	for i := range s.spans {
		if l := &s.spans[i]; l.line.Bundle != "" && l.of.Sign() > 0 {
			bundles[l.line.Bundle] = append(bundles[l.line.Bundle], l)
		}
	}
	for _, lines := range bundles {
		largest := lines[0]
		for _, l := range lines {
			if l.line.Net.GreaterThan(largest.line.Net.Decimal) {
				largest = l
			}
		}
		if least := largest.of.Mul(fixed.FromInt(int64(len(lines)-1), -s.places)); signedOf(largest.line.Net, true).Cmp(least) >= 0 {
			for _, l := range lines {
				if l != largest {
					largest.with = append(largest.with, l)
				}
			}
		}
	}
}

// carried is what so much of a line comes to. Of the largest of a bundle that is what so
// much of the whole bundle does, less what the others then do by themselves: it goes by the
// quantity of the line alone, so that its parts sum to it whenever the others are taken.
func (s *extent) carried(quantity fixed.Dec, places int, whole func(*PricedLine) salesdesk.Amount, part func(*extent, fixed.Dec) fixed.Dec) fixed.Dec {
	if len(s.with) == 0 || quantity.Cmp(s.of) == 0 {
		return part(s, quantity)
	}
	all, others := signedOf(whole(s.line), true), fixed.Dec{}
	for _, o := range s.with {
		all = all.Add(signedOf(whole(o.line), true))
		others = others.Add(part(o, o.of.MulDivRound(quantity, s.of, quantityPlaces, fixed.HalfAwayFromZero)))
	}
	return s.partOf(all, quantity, places).Sub(others)
}
