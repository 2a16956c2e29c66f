package guidance

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// WinRate is how often offers with a discount of a band were won.
type WinRate struct {
	From *salesdesk.Amount `json:"from,omitempty"` // the discount the band begins at; nil is no bound
	To   *salesdesk.Amount `json:"to,omitempty"`   // where the next one begins
	Won  int               `json:"won"`
	Lost int               `json:"lost"`
	Rate *salesdesk.Amount `json:"rate,omitempty"` // won of all, six places; nil below the minimum of records
}

// winRates count the segment's offers by band of discount, the lowest band first. The
// customer's own are counted too.
func (d *drawer) winRates() []WinRate {
	bounds := d.policy.Discounts
	rates := make([]WinRate, len(bounds)+1)
	for i := range bounds {
		rates[i].To, rates[i+1].From = &bounds[i], &bounds[i]
	}
	for i := range d.records {
		r := &d.records[i]
		if r.Segment != d.question.Segment {
			continue
		}
		band := &rates[bandOf(bounds, d.amount(one().Sub(ratioOf(r))))]
		if r.Outcome == Won {
			band.Won++
		} else {
			band.Lost++
		}
	}
	for i := range rates {
		if n := rates[i].Won + rates[i].Lost; n >= d.policy.MinRecords {
			rate := d.amount(fixed.FromInt(int64(rates[i].Won), 0).DivRound(fixed.FromInt(int64(n), 0), ratioPlaces, fixed.HalfAwayFromZero))
			rates[i].Rate = &rate
		}
	}
	return rates
}
