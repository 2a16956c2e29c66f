package paper

import (
	"strconv"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// open is what nobody can price yet, by name: it is in no total, and not accepted.
func (p *printer) open() {
	p.list(labelOpen, p.openLines())
}

func (p *printer) openLines() []string {
	var said []string
	for _, o := range p.revision.Content.Open {
		said = append(said, p.say(agreedLater{o.Line.ID(), o.Line.Source, o.Causes}))
	}
	return said
}

// schedule is what is due once, and what every period. Periods one after the other of
// the same amounts are one row.
func (p *printer) schedule() {
	if len(p.Schedule.Periods) == 0 {
		return
	}
	t := &table{columns: []column{
		{head: p.say(labelPeriod), grows: true},
		{head: p.say(labelTimes), right: true},
		{head: p.say(labelTaxExclusive), right: true},
		{head: p.say(labelTax), right: true},
		{head: p.say(labelPayable), right: true},
	}}
	if once := p.Schedule.OneOff; once != nil {
		p.due(t, p.say(labelOnce), "1 ×", once.Totals)
	}
	for i := 0; i < len(p.Schedule.Periods); {
		n := p.alike(i)
		first, last := p.Schedule.Periods[i], p.Schedule.Periods[i+n-1]
		p.due(t, p.format.Period(calendar.Period{From: first.From, To: last.To}), strconv.Itoa(n)+" ×", first.Document.Totals)
		i += n
	}
	p.heading(labelSchedule)
	p.table(t)
	p.gap()
}

func (p *printer) due(t *table, when, times string, total pricing.Totals) {
	t.add(nil, when, times, p.money(total.TaxExclusive), p.money(total.Tax), p.money(total.Payable))
}

// alike is how many periods from one on are due the same, without a gap.
func (p *printer) alike(from int) int {
	all, n := p.Schedule.Periods, 1
	for ; from+n < len(all); n++ {
		a, b := all[from+n-1], all[from+n]
		x, y := a.Document.Totals, b.Document.Totals
		if a.To != b.From || !x.TaxExclusive.Equal(y.TaxExclusive) || !x.Tax.Equal(y.Tax) || !x.Payable.Equal(y.Payable) {
			break
		}
	}
	return n
}
