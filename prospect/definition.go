package prospect

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// Event is what moves an opportunity.
type Event string

// The events.
const (
	Note    Event = "note"
	Qualify Event = "qualify"
	Propose Event = "propose"
	Win     Event = "win"
	Lose    Event = "lose"
	Abandon Event = "abandon"
	Revive  Event = "revive"
)

// MessageID names the event's text.
func (e Event) MessageID() string { return "prospect.event." + string(e) }

// Case is what the guards look at. Where only what is permitted is asked, there is
// no fact yet, and a guard that looks at it holds.
type Case struct {
	Opportunity *Opportunity
	Fact        Fact
}

// Coming is the fact to come: see [workflow.OnFact].
func (c Case) Coming() workflow.Fact { return c.Fact }

// Definition is the table of an opportunity's life.
func Definition() workflow.Definition[Stage, Event, Case] {
	type (
		row    = workflow.Transition[Stage, Event, Case]
		from   = []Stage
		roles  = []salesdesk.Role
		guards = []*workflow.Guard[Case]
	)
	desk := roles{salesdesk.InsideSales, salesdesk.ExternalSales}
	reason := workflow.NeedsReason[Case]()
	formed := workflow.OnFact("well_formed", wellFormed)
	return workflow.Definition[Stage, Event, Case]{
		ID: "opportunity", Version: 1, Initial: Open, States: states(),
		Transitions: []row{
			{On: Note, From: from{Open, StageQualified, Proposed}, If: guards{formed}, By: desk},
			{On: Qualify, From: from{Open}, To: StageQualified, If: guards{formed, workflow.OnFact("criteria_met", criteriaMet)}, By: desk},
			{On: Propose, From: from{Open, StageQualified}, To: Proposed, If: guards{workflow.OnFact("quote", quoteGiven)}, By: desk},
			{On: Win, From: from{Proposed}, To: Won, By: desk},
			{On: Lose, From: from{Open, StageQualified, Proposed}, To: Lost, If: guards{workflow.OnFact("loss_reason", lossReasonGiven)}, By: desk},
			{On: Abandon, From: from{Open, StageQualified, Proposed}, To: NoDecision, If: guards{reason}, By: desk},
			{On: Revive, From: from{Lost, NoDecision}, To: Open, If: guards{reason}, By: desk, Reopens: true},
		},
	}
}

func states() []workflow.State[Stage] {
	return []workflow.State[Stage]{
		{Name: Open, Kind: workflow.Open},
		{Name: StageQualified, Kind: workflow.Open},
		{Name: Proposed, Kind: workflow.Waiting},
		{Name: Won, Kind: workflow.Final},
		{Name: Lost, Kind: workflow.Final},
		{Name: NoDecision, Kind: workflow.Final},
	}
}

func wellFormed(_ *workflow.Command, _ Case, fact Assessed) error {
	return fact.Qualification.Check()
}

func criteriaMet(_ *workflow.Command, _ Case, fact Assessed) error {
	var problems salesdesk.Problems
	assessment := fact.Qualification.Assess()
	for _, f := range assessment.Unmet {
		problems.Add(UnmetError{Criterion: f.Criterion, Evidence: f.Evidence})
	}
	for _, criterion := range assessment.Ask {
		problems.Add(UnknownError{Criterion: criterion})
	}
	return problems.Err()
}

func quoteGiven(_ *workflow.Command, _ Case, fact Quoted) error {
	if fact.Quote == "" {
		return salesdesk.FieldError{Path: "quote", Rule: salesdesk.RuleRequired}
	}
	return nil
}

func lossReasonGiven(_ *workflow.Command, _ Case, fact Failed) error {
	if fact.Reason == "" {
		return workflow.ReasonError{}
	}
	return nil
}

// Policy is what a company decides about its opportunities.
type Policy struct {
	// Location is where a day begins and ends; nil is UTC.
	Location *time.Location
	// Definition is the company's own table, made with workflow.Extend of
	// [Definition]; nil is the built-in one.
	Definition *workflow.Definition[Stage, Event, Case]
}

// Rules are a compiled policy. They are immutable and safe for concurrent use.
type Rules struct {
	machine  *workflow.Machine[Stage, Event, Case]
	location *time.Location
}

// Compile checks the policy and makes rules of it.
func Compile(p Policy) (*Rules, error) {
	definition, location := Definition(), time.UTC
	if p.Definition != nil {
		definition = *p.Definition
	}
	if p.Location != nil {
		location = p.Location
	}
	machine, err := workflow.Compile(definition)
	if err != nil {
		return nil, err
	}
	return &Rules{machine: machine, location: location}, nil
}

// Machine is the table, to draw it or to print it; nil where
// there are no rules.
func (r *Rules) Machine() *workflow.Machine[Stage, Event, Case] {
	if r == nil {
		return nil
	}
	return r.machine
}

func (r *Rules) moved(to Stage, cmd *workflow.Command) Moved {
	return Moved{To: to, On: calendar.DateOf(cmd.At, r.location)}
}
