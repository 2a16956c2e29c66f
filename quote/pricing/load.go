package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// load is what one delivery takes along: what is asked once, or what recurs from a day on
// for a period.
type load struct {
	items []item
	net   fixed.Dec // after the allowances of the document
	goods bool
}

// item is a line on its way, of a recurring one the part of a period.
type item struct {
	line        int
	quantity    fixed.Dec
	part, whole int64
}

// loads are the deliveries of a document that comes to net.
func (r *run) loads(net fixed.Dec) []load {
	found := make([]load, 1)
	began := map[calendar.Date]int{}
	for i := range r.req.Lines {
		if rec := r.termOf(i); rec != nil {
			for k, s := range rec.slices {
				at, known := began[s.From]
				if !known {
					at, found = len(found), append(found, load{})
					began[s.From] = at
				}
				quantity, _ := number(rec.lines[k].Quantity) // priced
				r.load(&found[at], item{i, quantity, s.part, s.whole}, rec.nets[k])
			}
			continue
		}
		quantity, _ := number(r.req.Lines[i].Quantity) // priced
		r.load(&found[0], item{i, quantity, 1, 1}, r.lines[i].net)
	}
	if len(found) == 1 {
		found[0].net = net
		return found
	}
	var sum fixed.Dec
	for i := range found {
		sum = sum.Add(found[i].net)
	}
	for i := range found {
		if l := &found[i]; !sum.IsZero() { // each bears its part of the allowances
			l.net = l.net.MulDivRound(net, sum, r.places, fixed.HalfAwayFromZero)
		}
	}
	return found
}

func (r *run) load(l *load, it item, net fixed.Dec) {
	l.net = l.net.Add(net)
	if r.isGoods(&r.req.Lines[it.line]) && it.quantity.Sign() > 0 {
		l.items, l.goods = append(l.items, it), true
	}
}

// weightOfLoad is that of the goods of a delivery, in kilograms; what is not known is a
// problem.
func (r *run) weightOfLoad(l *load) fixed.Dec {
	var sum fixed.Dec
	for _, it := range l.items {
		of, err := r.weightOf(&r.req.Lines[it.line], it.quantity)
		r.weightless(it.line, err)
		if it.part != it.whole {
			of = of.MulDivRound(fixed.FromInt(it.part, 0), fixed.FromInt(it.whole, 0), weightPlaces, fixed.HalfAwayFromZero)
		}
		sum = sum.Add(of)
	}
	r.problems.AddAt("lines", sum.Err())
	return sum
}

// weightless tells once of a line that its weight is not known.
func (r *run) weightless(line int, err error) {
	if err == nil || r.unweighed[line] {
		return
	}
	if r.unweighed == nil {
		r.unweighed = map[int]bool{}
	}
	r.unweighed[line] = true
	r.problems.AddAt(salesdesk.Index("lines", line)+".weight", err)
}
