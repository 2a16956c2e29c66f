package ledger

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/order/invoice"
)

// rate turns amounts of a document into euro. The zero value is that of a document in euro.
type rate struct{ per, rate fixed.Dec }

// rateOf is the rate of a document: that of the header, or else of the figures.
func rateOf(d *invoice.Document) (rate, error) {
	if d.Figures.Currency == salesdesk.EUR {
		return rate{}, nil
	}
	if _, err := d.EuroTax(); err != nil { // it checks the rate
		return rate{}, err
	}
	x := d.Exchange
	if x == nil {
		x = d.Figures.Exchange
	}
	per := exact.Dec(x.Per)
	if per.IsZero() {
		per = fixed.FromInt(1, 0)
	}
	return rate{per, exact.Dec(x.Rate)}, nil
}

func (r rate) isEuro() bool { return r.rate.IsZero() }

// euro is an amount in euro, to the cent.
func (r rate) euro(amount fixed.Dec) fixed.Dec {
	if r.isEuro() {
		return amount
	}
	return amount.MulDivRound(r.per, r.rate, 2, fixed.HalfAwayFromZero)
}

// convert turns postings into euro: each is what the sum up to and with it comes to,
// minus the sum before, so that what sums to zero does so in euro.
func (r rate) convert(lists ...[]posting) {
	var sum, before fixed.Dec
	for _, list := range lists {
		for i := range list {
			sum = sum.Add(list[i].amount)
			now := r.euro(sum)
			list[i].amount, before = now.Sub(before), now
		}
	}
}
