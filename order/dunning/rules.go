package dunning

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/workflow"
)

// Policy is what a company decides about its dunning. The zero value reminds once, on the
// day after the due date, and gives a business 14 days between two steps.
type Policy struct {
	// Law is the tables; nil is those of [Belgium].
	Law *Law
	// Working says which days are working days; nil is art. 1.7 of the Civil Code with the
	// Belgian holidays of 2019 to 2099. Which sense of the word Book XIX has is from general
	// knowledge: verify before relying on it.
	Working *calendar.Law
	// DayCount is the days of a year of interest, on whatever day; "" is what the law has for
	// each day: see [Basis].
	DayCount DayCount
	// Imputation is what a payment is set off against, in order; nil is interest, costs and
	// principal (BW art. 5.210, from general knowledge: verify before relying on it).
	Imputation []Part
	// SecondReminder: formal notice follows a second reminder. A business may be given it
	// after the first all the same.
	SecondReminder bool
	GraceDays      int // from the due date to the first reminder, beside the first day
	// StepDays are between two steps against a business, and from the formal notice to the
	// hand-over of any debt: no step is made before; 0 is 14.
	StepDays int
	// Definition is the company's own table, made with workflow.Extend of [Definition]; nil
	// is the built-in one.
	Definition *workflow.Definition[Status, Event, Case]
}

// Rules are a compiled policy. They are immutable and safe for concurrent use.
type Rules struct {
	machine *workflow.Machine[Status, Event, Case]
	policy  Policy
}

// Compile checks the policy and makes rules of it.
func Compile(p Policy) (*Rules, error) {
	problems := p.problems()
	definition := Definition()
	if p.Definition != nil {
		definition = *p.Definition
	}
	machine, err := workflow.Compile(definition)
	problems.Add(err)
	if p.Working == nil {
		p.Working, err = calendar.NewLaw(calendar.CivilCode17(calendar.Belgium, 2019, 2099))
		problems.Add(err)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	law := p.law().clone()
	p.Law, p.Imputation = &law, p.imputation()
	return &Rules{machine: machine, policy: p}, nil
}

func (p Policy) problems() (problems salesdesk.Problems) {
	if p.DayCount != "" {
		problems.AddAt("day_count", p.DayCount.check())
	}
	sorted := slices.Sorted(slices.Values(p.Imputation))
	if p.Imputation != nil && !slices.Equal(sorted, []Part{CostsPart, InterestPart, PrincipalPart}) {
		problems.Add(salesdesk.FieldError{Path: "imputation", Rule: salesdesk.RuleOneOf, Param: "interest costs principal"})
	}
	for _, n := range []struct {
		path string
		days int
	}{{"grace_days", p.GraceDays}, {"step_days", p.StepDays}} {
		switch {
		case n.days < 0:
			problems.Add(salesdesk.FieldError{Path: n.path, Rule: salesdesk.RuleMin, Param: "0"})
		case n.days > MaxDays:
			problems.Add(salesdesk.FieldError{Path: n.path, Rule: salesdesk.RuleMax, Param: "1000"})
		}
	}
	problems.AddAt("law", p.law().Check())
	return problems
}

// MaxDays bounds the days of a policy.
const MaxDays = 1_000

func (p Policy) law() Law {
	if p.Law == nil {
		return Belgium()
	}
	return *p.Law
}

// counts are the day counts: the one of the policy, else those of the law.
func (p Policy) counts() []Basis {
	if p.DayCount != "" {
		return []Basis{{Count: p.DayCount}}
	}
	return p.law().DayCounts
}

func (p Policy) imputation() []Part {
	if p.Imputation == nil {
		return []Part{InterestPart, CostsPart, PrincipalPart}
	}
	return slices.Clone(p.Imputation)
}

// stepDays are the days between two steps against a business.
func (p Policy) stepDays() int {
	if p.StepDays == 0 {
		return 14
	}
	return p.StepDays
}

// Machine is the table, to draw it or to print it; nil where
// there are no rules.
func (r *Rules) Machine() *workflow.Machine[Status, Event, Case] {
	if r == nil {
		return nil
	}
	return r.machine
}

// ask is what keeps a question about a day from being answered.
func (r *Rules) ask(day calendar.Date) error {
	var problems salesdesk.Problems
	problems.Add(r.Machine().Check())
	problems.AddAt("day", needed(day))
	return problems.Err()
}

// DecodeLaw reads tables from JSON and names every problem of them, of what is read and,
// where all can be read, of what Check finds.
func DecodeLaw(data []byte) (Law, error) {
	var l Law
	if err := strict.Decode(data, &l); err != nil {
		return Law{}, err
	}
	if err := l.Check(); err != nil {
		return Law{}, err
	}
	return l, nil
}

// Check is every row of the tables that cannot be: no period, a rate or an amount below
// zero, terms or caps that are none, a content of no letter.
func (l Law) Check() error {
	var problems salesdesk.Problems
	for _, table := range []struct {
		path string
		rows []Rate
	}{{"commercial", l.Commercial}, {"civil", l.Civil}} {
		for i, r := range table.rows {
			problems.AddAt(salesdesk.Index(table.path, i)+".period", r.Period.Check())
			problems.AddAt(salesdesk.Index(table.path, i)+".ratio", exact.NotBelowZero(r.Ratio))
		}
	}
	for i, s := range l.LumpSums {
		problems.AddAt(salesdesk.Index("lump_sums", i)+".amount", cents(s.Amount, s.Currency))
	}
	for i, r := range l.Consumer {
		problems.AddAt(salesdesk.Index("consumer", i), r.check())
	}
	for i, b := range l.DayCounts {
		path := salesdesk.Index("day_counts", i)
		problems.AddAt(path+".from", needed(b.From))
		problems.AddAt(path+".count", b.Count.check())
		if i > 0 && !l.DayCounts[i-1].From.Before(b.From) {
			problems.Add(salesdesk.FieldError{Path: path + ".from", Rule: salesdesk.RuleOrder, Param: l.DayCounts[i-1].From.String()})
		}
	}
	for i, c := range l.Contents {
		problems.AddAt(salesdesk.Index("contents", i), c.check())
	}
	return problems.Err()
}

func (r ConsumerRule) check() error {
	var problems salesdesk.Problems
	problems.AddAt("contracts", needed(r.Contracts))
	problems.AddAt("from", needed(r.From))
	for _, n := range []struct {
		path string
		days int
	}{{"wait_days", r.WaitDays}, {"post_days", r.PostDays}, {"electronic_days", r.ElectronicDays}} {
		if n.days < 1 {
			problems.Add(salesdesk.FieldError{Path: n.path, Rule: salesdesk.RuleMin, Param: "1"})
		}
	}
	problems.AddAt("reminder_most", exact.NotBelowZero(r.ReminderMost))
	for i, c := range r.Caps {
		for _, a := range []salesdesk.Amount{c.UpTo, c.Fixed, c.Ratio, c.Above, c.Most} {
			problems.AddAt(salesdesk.Index("caps", i), exact.NotBelowZero(a))
		}
	}
	return problems.Err()
}

func (l Law) clone() Law {
	l.Commercial, l.Civil = slices.Clone(l.Commercial), slices.Clone(l.Civil)
	l.LumpSums, l.Consumer = slices.Clone(l.LumpSums), slices.Clone(l.Consumer)
	l.DayCounts, l.Contents = slices.Clone(l.DayCounts), slices.Clone(l.Contents)
	for i := range l.Consumer {
		l.Consumer[i].Caps = slices.Clone(l.Consumer[i].Caps)
	}
	for i := range l.Contents {
		c := &l.Contents[i]
		c.On, c.Debtors, c.Elements = slices.Clone(c.On), slices.Clone(c.Debtors), slices.Clone(c.Elements)
	}
	return l
}
