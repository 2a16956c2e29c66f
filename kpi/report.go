package kpi

import (
	"cmp"
	"errors"
	"maps"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Report is what a period came to. Amounts are in Currency, without VAT.
type Report struct {
	Currency     salesdesk.Currency `json:"currency"`
	Period       calendar.Period    `json:"period"`
	Before       calendar.Period    `json:"before"` // the same period a year before
	AsOf         calendar.Date      `json:"as_of"`
	Turnover     Value              `json:"turnover"`
	LastYear     Value              `json:"last_year"` // up to the same day
	Growth       Value              `json:"growth"`
	Margin       Value              `json:"margin"` // a ratio, of the sales whose cost is known
	Target       Attainment         `json:"target"`
	Months       []Month            `json:"months"`
	Groups       []GroupSales       `json:"groups"`
	Bridge       Bridge             `json:"bridge"`    // by article
	WinRate      Value              `json:"win_rate"`  // of quotes, by count
	WinValue     Value              `json:"win_value"` // by amount
	Complaints   int                `json:"complaints"`
	Promises     Value              `json:"promises"` // share of complaints with every promise kept
	Satisfaction Satisfaction       `json:"satisfaction"`
	Lineage      Lineage            `json:"lineage"`
}

// Attainment is a target and how far it is reached.
type Attainment struct {
	Net      Value `json:"net"`
	Reached  Value `json:"reached"`   // a ratio
	Left     Value `json:"left"`      // still to be sold; 0 where it is reached
	DaysLeft int   `json:"days_left"` // working days after AsOf
	RunRate  Value `json:"run_rate"`  // a working day, to reach it
}

// Month is a month of the period.
type Month struct {
	Month    calendar.Period   `json:"month"`
	Net      salesdesk.Amount  `json:"net"`
	LastYear salesdesk.Amount  `json:"last_year"`
	Target   *salesdesk.Amount `json:"target,omitempty"`
}

// GroupSales is a product group.
type GroupSales struct {
	Group    string           `json:"group"`
	Net      salesdesk.Amount `json:"net"`
	LastYear salesdesk.Amount `json:"last_year"`
	Growth   Value            `json:"growth"`
	Margin   Value            `json:"margin"`
}

// Lineage is what the figures rest on.
type Lineage struct {
	Sales       int           `json:"sales"`        // of the period
	SalesBefore int           `json:"sales_before"` // of the period a year before
	PassedOver  int           `json:"passed_over"`  // of other days
	WithoutCost int           `json:"without_cost"` // of the period
	First       calendar.Date `json:"first,omitzero"`
	Last        calendar.Date `json:"last,omitzero"`
}

// NewReport answers a question. Up to AsOf only: what is dated later is passed over,
// and last year is compared up to the same day. A sale of a period over twelve months
// is counted in it and, where it is, in the period a year before, too. Sums that do not
// pass the gate of amounts are a [salesdesk.RangeError] at what was summed.
func NewReport(q Question) (Report, error) {
	if err := q.Check(); err != nil {
		return Report{}, err
	}
	period := q.Period
	if q.AsOf.Before(period.Last()) {
		period.To = q.AsOf.AddDays(1)
	}
	before := calendar.Period{From: period.From.AddMonths(-12), To: period.To.AddMonths(-12)}
	b := builder{question: q, period: period, before: before}
	b.count()
	return b.report()
}

// builder makes a report.
type builder struct {
	question       Question
	period, before calendar.Period // up to the day of the facts
	now, old       Turnover
	items          map[string]*quantities
	lineage        Lineage
	unfit          struct{ sales, targets error } // the first sum of each that is no amount
}

// quantities are what was sold of an article.
type quantities struct{ oldQuantity, oldNet, newQuantity, newNet fixed.Dec }

func (b *builder) count() {
	b.items = map[string]*quantities{}
	for _, s := range b.question.Sales {
		item := b.items[s.SKU]
		if item == nil {
			item = &quantities{}
			b.items[s.SKU] = item
		}
		quantity, net := exact.Dec(s.Quantity), exact.Dec(s.Net)
		now, old := b.period.Contains(s.Date), b.before.Contains(s.Date)
		if now {
			b.now.Add(s)
			item.newQuantity, item.newNet = item.newQuantity.Add(quantity), item.newNet.Add(net)
			b.note(s)
		}
		if old {
			b.old.Add(s)
			item.oldQuantity, item.oldNet = item.oldQuantity.Add(quantity), item.oldNet.Add(net)
			b.lineage.SalesBefore++
		}
		if !now && !old {
			b.lineage.PassedOver++
		}
	}
}

func (b *builder) note(s Sale) {
	l := &b.lineage
	l.Sales++
	if s.Cost == nil {
		l.WithoutCost++
	}
	if l.First.IsZero() || s.Date.Before(l.First) {
		l.First = s.Date
	}
	if s.Date.After(l.Last) {
		l.Last = s.Date
	}
}

func all(Cell) bool { return true }

func (b *builder) report() (Report, error) {
	now, old := b.now.Of(all), b.old.Of(all)
	r := Report{
		Currency: b.question.Currency, Period: b.question.Period, Before: b.before, AsOf: b.question.AsOf,
		Turnover: defined(b.amount(now.Net), now.N), LastYear: defined(b.amount(old.Net), old.N),
		Growth: Growth(b.amount(old.Net), b.amount(now.Net), now.N+old.N), Margin: b.margin(now),
		Lineage: b.lineage, Satisfaction: npsOf(b.question.Answers, b.period),
	}
	r.Months, r.Groups = b.months(), b.groups()
	r.Target = b.target(b.amount(now.Net), now.N)
	r.WinRate, r.WinValue = b.wins()
	r.Complaints, r.Promises = b.promises()
	r.Bridge = b.bridge()
	var problems salesdesk.Problems
	problems.AddAt("sales", b.unfit.sales)
	problems.AddAt("targets", b.unfit.targets)
	return r, problems.Err()
}

// amount is a sum of sales to the cent.
func (b *builder) amount(d fixed.Dec) salesdesk.Amount {
	return fit(d.Round(b.question.Currency.MinorUnits(), fixed.HalfAwayFromZero), &b.unfit.sales)
}

// fit is a sum as an amount. That it does not pass the gate is told once for the facts
// that were summed, however many figures it is in.
func fit(d fixed.Dec, unfit *error) salesdesk.Amount {
	a, err := exact.Amount(d)
	if *unfit == nil {
		*unfit = err
	}
	return a
}

func (b *builder) margin(s Sum) Value {
	return Ratio(b.amount(s.Known.Sub(s.Cost)), b.amount(s.Known), s.N)
}

// months are the months of the whole period; what is after AsOf is empty.
func (b *builder) months() []Month {
	var months []Month
	for from := b.question.Period.From.StartOfMonth(); from.Before(b.question.Period.To); from = from.AddMonths(1) {
		m := Month{Month: calendar.MonthOf(from), Target: b.targetOf(from)}
		in := func(year int) func(Cell) bool {
			return func(c Cell) bool { return c.Year == year && c.Month == from.Month }
		}
		m.Net, m.LastYear = b.amount(b.now.Of(in(from.Year)).Net), b.amount(b.old.Of(in(from.Year-1)).Net)
		months = append(months, m)
	}
	return months
}

func (b *builder) targetOf(month calendar.Date) *salesdesk.Amount {
	for _, t := range b.question.Targets {
		if t.Month.StartOfMonth() == month {
			return &t.Net
		}
	}
	return nil
}

func (b *builder) groups() []GroupSales {
	now, old := b.now.byGroup(), b.old.byGroup()
	names := maps.Clone(now)
	maps.Copy(names, old)
	groups := []GroupSales{}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		of, before := now[name], old[name]
		net, last := b.amount(of.Net), b.amount(before.Net)
		groups = append(groups, GroupSales{Group: name, Net: net, LastYear: last, Growth: Growth(last, net, of.N+before.N), Margin: b.margin(of)})
	}
	slices.SortStableFunc(groups, func(x, y GroupSales) int { return cmp.Or(y.Net.Cmp(x.Net.Decimal), cmp.Compare(x.Group, y.Group)) })
	return groups
}

// target is the attainment of the targets of the months of the period.
func (b *builder) target(net salesdesk.Amount, n int) Attainment {
	a := Attainment{Net: Value{Status: NoFacts}, Reached: Value{Status: NoFacts}, Left: Value{Status: NoFacts}, RunRate: Value{Status: NoFacts}}
	var sum fixed.Dec
	known := 0
	for _, t := range b.question.Targets {
		if b.question.Period.Contains(t.Month) {
			sum, known = sum.Add(exact.Dec(t.Net)), known+1
		}
	}
	for _, d := range b.question.Workdays {
		if d.After(b.question.AsOf) && b.question.Period.Contains(d) {
			a.DaysLeft++
		}
	}
	if known == 0 {
		return a
	}
	target := fit(sum, &b.unfit.targets)
	left := fit(sum.Sub(exact.Dec(net)), &b.unfit.targets)
	if left.IsNegative() {
		left = salesdesk.MustAmount("0.00")
	}
	a.Net, a.Reached, a.Left = defined(target, known), Ratio(net, target, n), defined(left, n)
	a.RunRate = Value{Status: Undefined}
	if a.DaysLeft > 0 || left.IsZero() {
		rate := exact.Dec(left).DivRound(fixed.FromInt(int64(max(1, a.DaysLeft)), 0), b.question.Currency.MinorUnits(), fixed.Up)
		if shown, err := exact.Amount(rate); err == nil {
			a.RunRate = defined(shown, n)
		}
	}
	return a
}

// wins are the shares of quotes won, by count and by amount.
func (b *builder) wins() (count, value Value) {
	won, n := 0, 0
	var wonNet, net salesdesk.Amount
	for _, q := range b.question.Quotes {
		if !b.period.Contains(q.Date) {
			continue
		}
		n++
		net.Decimal = net.Add(q.Net.Decimal)
		if q.Won {
			won++
			wonNet.Decimal = wonNet.Add(q.Net.Decimal)
		}
	}
	return Share(won, n), Ratio(wonNet, net, n)
}

func (b *builder) promises() (n int, kept Value) {
	within := 0
	for _, c := range b.question.Cases {
		if b.period.Contains(c.Date) {
			n++
			if c.Within {
				within++
			}
		}
	}
	return n, Share(within, n)
}

// bridge is by article.
func (b *builder) bridge() Bridge {
	exact := func(d fixed.Dec) salesdesk.Amount { return fit(d, &b.unfit.sales) }
	var items []Item
	for _, sku := range slices.Sorted(maps.Keys(b.items)) {
		q := b.items[sku]
		items = append(items, Item{
			ID: sku, OldQuantity: exact(q.oldQuantity), OldNet: exact(q.oldNet), NewQuantity: exact(q.newQuantity), NewNet: exact(q.newNet),
		})
	}
	bridge, err := NewBridge(items, b.question.Currency.MinorUnits())
	if wrong, ok := errors.AsType[salesdesk.RangeError](err); ok && b.unfit.sales == nil {
		wrong.Path = "" // of the bridge, which nobody gave
		b.unfit.sales = wrong
	}
	return bridge
}
