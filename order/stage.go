package order

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Stage is what of an order is invoiced by itself, once: a milestone by its name, or a
// period of what recurs (BG-14). The zero value is none.
type Stage struct {
	Milestone string          `json:"milestone,omitempty"`
	Period    calendar.Period `json:"period,omitzero"`
}

// String is the name of the milestone, or the period.
func (s Stage) String() string {
	if s.Milestone != "" || s.Period == (calendar.Period{}) {
		return s.Milestone
	}
	return s.Period.String()
}

// BilledStage is a stage that was invoiced, and what of the lines it is worth.
type BilledStage struct {
	Stage
	Invoice string     `json:"invoice"`
	Lines   []Quantity `json:"lines"`
	Note    string     `json:"note,omitempty"` // the credit note that took it back
}

// BillStage notes the invoice for a stage, each once: what it is worth of the lines is billed
// as by [Order.Bill], and is no more than is billable. The quantities of a milestone are those
// of invoice.Portion, of a period those of invoice.PeriodPortion, in an order that is billed as
// it was ordered ([ByOrder]). A stage that stands invoiced is a [StageError].
func (o Order) BillStage(r *Rules, cmd *workflow.Command, invoice string, s Stage, lines []Quantity) (Order, error) {
	return o.do(r, Bill, cmd, nil, func(m Moved) Fact {
		return Documented{Moved: m, Document: invoice, Stage: s, Lines: slices.Clone(lines)}
	})
}

// CreditStage notes the credit note for the whole of a stage that was invoiced by mistake,
// after which it may be invoiced anew. A stage that does not stand invoiced is a problem.
func (o Order) CreditStage(r *Rules, cmd *workflow.Command, note string, s Stage) (Order, error) {
	var lines []Quantity
	if i := o.standing(s); i >= 0 {
		lines = slices.Clone(o.Stages[i].Lines)
	}
	return o.do(r, Credit, cmd, nil, func(m Moved) Fact {
		return Documented{Moved: m, Document: note, Stage: s, Lines: lines}
	})
}

// standing is where a stage stands invoiced among those of the order, below 0 if it does not.
func (o *Order) standing(s Stage) int {
	return slices.IndexFunc(o.Stages, func(b BilledStage) bool { return b.Stage == s && b.Note == "" })
}

// applyStage notes a stage that was invoiced, or taken back.
func (o *Order) applyStage(fact Documented) {
	switch i := o.standing(fact.Stage); {
	case fact.Stage == (Stage{}):
	case fact.On == Bill:
		o.Stages = append(slices.Clip(o.Stages), BilledStage{Stage: fact.Stage, Invoice: fact.Document, Lines: fact.Lines})
	case i >= 0:
		o.Stages = slices.Clone(o.Stages)
		o.Stages[i].Note = fact.Document
	}
}

// stageOnce asks that a stage is one, and is invoiced once.
func stageOnce(_ *workflow.Command, c Case, fact Documented) error {
	if fact.Stage == (Stage{}) {
		return nil
	}
	var problems salesdesk.Problems
	problems.AddAt("stage", fact.Stage.check())
	switch i := c.Order.standing(fact.Stage); {
	case i >= 0 && fact.On == Bill:
		problems.Add(StageError{Milestone: fact.Stage.Milestone, Period: fact.Stage.Period, Invoice: c.Order.Stages[i].Invoice})
	case i < 0 && fact.On == Credit:
		problems.Add(salesdesk.FieldError{Path: "stage", Rule: salesdesk.RuleReference, Param: fact.Stage.String()})
	}
	return problems.Err()
}

func (s Stage) check() error {
	var problems salesdesk.Problems
	problems.Add(short("milestone", s.Milestone))
	if s.Period != (calendar.Period{}) {
		problems.AddAt("period", s.Period.Check())
		if s.Milestone != "" {
			problems.Add(salesdesk.FieldError{Path: "period", Rule: salesdesk.RuleExcluded, Param: "milestone"})
		}
	}
	return problems.Err()
}

// StageError is a stage that stands invoiced.
type StageError struct {
	Milestone string
	Period    calendar.Period
	Invoice   string
}

func (e StageError) Error() string {
	return cmp.Or(e.Milestone, e.Period.String()) + " was invoiced by " + e.Invoice
}

// MessageID names the text.
func (StageError) MessageID() string { return "order.stage" }
