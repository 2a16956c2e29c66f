package progress

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Policy is what a company decides about its requests. Durations are working time in the
// calendar.
type Policy struct {
	Calendar *calendar.Calendar // of the desk; required
	// Within is the time for an answer, by department; who is not there has Default, and 0
	// is a day of eight hours.
	Within  map[salesdesk.Role]time.Duration
	Default time.Duration
	// EscalateAfter is how long after the due instant the clock escalates; 0 is at once.
	EscalateAfter time.Duration
	// Definition is the company's own table, made with workflow.Extend of [Definition]; nil
	// is the built-in one.
	Definition *workflow.Definition[Status, Event, Case]
}

// workday is the time for an answer where nobody said otherwise.
const workday = 8 * time.Hour

// Rules are a compiled policy. They are immutable and safe for concurrent use.
type Rules struct {
	machine *workflow.Machine[Status, Event, Case]
	policy  Policy
}

// Compile checks the policy and makes rules of it.
func Compile(p Policy) (*Rules, error) {
	var problems salesdesk.Problems
	if p.Calendar == nil {
		problems.Add(salesdesk.FieldError{Path: "calendar", Rule: salesdesk.RuleRequired})
	}
	within := make(map[salesdesk.Role]time.Duration, len(p.Within))
	for _, department := range Departments() {
		within[department] = p.Within[department]
		problems.Add(notNegative("within."+string(department), within[department]))
	}
	problems.Add(notNegative("default", p.Default))
	problems.Add(notNegative("escalate_after", p.EscalateAfter))
	definition := Definition()
	if p.Definition != nil {
		definition = *p.Definition
	}
	machine, err := workflow.Compile(definition)
	problems.Add(err)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	p.Within = within
	return &Rules{machine: machine, policy: p}, nil
}

func notNegative(path string, d time.Duration) error {
	if d < 0 {
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMin, Param: "0"}
	}
	return nil
}

// Machine is the table, to draw it or to print it; nil where
// there are no rules.
func (r *Rules) Machine() *workflow.Machine[Status, Event, Case] {
	if r == nil {
		return nil
	}
	return r.machine
}

// due is when an answer of a department is due that is asked for at an instant.
func (p *Policy) due(at time.Time, to salesdesk.Role, within time.Duration) (time.Time, error) {
	for _, other := range []time.Duration{p.Within[to], p.Default, workday} {
		if within == 0 {
			within = other
		}
	}
	due, err := p.Calendar.Add(at, within)
	return due.UTC(), err
}

// Case is what the guards look at: the request as it is, the fact to come and the policy.
type Case struct {
	Request *Request
	Fact    Fact
	Policy  *Policy
}

// Coming is the fact to come: see [workflow.OnFact].
func (c Case) Coming() workflow.Fact { return c.Fact }

// Definition is the table of a request's life.
func Definition() workflow.Definition[Status, Event, Case] {
	type (
		row    = workflow.Transition[Status, Event, Case]
		from   = []Status
		roles  = []salesdesk.Role
		guards = []*workflow.Guard[Case]
	)
	reason := workflow.NeedsReason[Case]()
	own := workflow.NewGuard("own_department", ownDepartment)
	past := workflow.NewGuard("past_due", pastDue)
	long := workflow.NewGuard("long_past_due", longPastDue)
	owned := workflow.NewGuard("owned", hasOwner)
	owner := workflow.OnFact("new_owner", newOwner)
	fits := workflow.OnFact("answer_fits", answerFits)
	later := workflow.OnFact("later", laterDue)
	departments := Departments()
	desk := roles{salesdesk.InsideSales, salesdesk.SalesManager}
	clock := roles{salesdesk.System}
	waiting := from{Asked, Accepted, Overdue, Escalated}
	return workflow.Definition[Status, Event, Case]{
		ID: "request", Version: 1, Initial: Asked, States: states(),
		Transitions: []row{
			{On: Accept, From: from{Asked}, To: Accepted, If: guards{own}, By: departments},
			{On: Accept, From: from{Overdue, Escalated}, If: guards{own, owner}, By: departments},
			{On: Reassign, From: waiting, If: guards{own, owner}, By: departments},
			{On: Reassign, From: waiting, If: guards{owner}, By: desk},
			{On: Reply, From: waiting, To: Answered, If: guards{own, fits}, By: departments},
			{On: Lapse, From: from{Asked, Accepted}, To: Overdue, If: guards{past}, By: clock},
			{On: Escalate, From: from{Overdue}, To: Escalated, If: guards{long}, By: clock},
			{On: Escalate, From: from{Overdue}, To: Escalated, If: guards{reason}, By: desk},
			{On: Extend, From: waiting, To: Accepted, If: guards{reason, later, owned}, By: desk},
			{On: Extend, From: waiting, To: Asked, If: guards{reason, later}, Unless: guards{owned}, By: desk},
			{On: Withdraw, From: waiting, To: Withdrawn, If: guards{reason}, By: desk},
			{On: Reopen, From: from{Answered}, To: Asked, If: guards{reason}, By: desk, Reopens: true},
		},
	}
}

func states() []workflow.State[Status] {
	return []workflow.State[Status]{
		{Name: Asked, Kind: workflow.Open},
		{Name: Accepted, Kind: workflow.Open},
		{Name: Overdue, Kind: workflow.Open},
		{Name: Escalated, Kind: workflow.Open},
		{Name: Answered, Kind: workflow.Final},
		{Name: Withdrawn, Kind: workflow.Final},
	}
}

func ownDepartment(cmd *workflow.Command, c Case) error {
	if cmd.Actor.Role != c.Request.To {
		return DepartmentError{Asked: c.Request.To, Actor: cmd.Actor.Role}
	}
	return nil
}

func pastDue(cmd *workflow.Command, c Case) error {
	if !cmd.At.After(c.Request.Due) {
		return DueError{Due: c.Request.Due}
	}
	return nil
}

func longPastDue(cmd *workflow.Command, c Case) error {
	due, err := c.Policy.Calendar.Add(c.Request.Due, c.Policy.EscalateAfter)
	if err != nil {
		return err
	}
	if !cmd.At.After(due) {
		return DueError{Due: due.UTC()}
	}
	return nil
}

func hasOwner(_ *workflow.Command, c Case) error {
	if c.Request.Owner == "" {
		return salesdesk.FieldError{Path: "owner", Rule: salesdesk.RuleRequired}
	}
	return nil
}

func newOwner(_ *workflow.Command, c Case, fact Owned) error {
	switch fact.Owner {
	case "":
		return salesdesk.FieldError{Path: "owner", Rule: salesdesk.RuleRequired}
	case c.Request.Owner:
		return salesdesk.FieldError{Path: "owner", Rule: salesdesk.RuleDuplicate, Param: fact.Owner}
	}
	return nil
}

func answerFits(_ *workflow.Command, c Case, fact Replied) error {
	return fact.Answer.fit(c.Request.Question.Kind)
}

func laterDue(_ *workflow.Command, c Case, fact Extended) error {
	if !fact.Due.After(c.Request.Due) {
		return DueError{Due: c.Request.Due}
	}
	return nil
}
