package complaint

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Case is what the guards look at: the complaint as it is, the fact to come, and the
// company's policy. Where only what is permitted is asked, there is no fact yet, and
// a guard that looks at it holds.
type Case struct {
	Complaint *Complaint
	Fact      Fact
	Policy    *Policy
}

// Coming is the fact to come: see [workflow.OnFact].
func (c Case) Coming() workflow.Fact { return c.Fact }

type (
	row    = workflow.Transition[Status, Event, Case]
	from   = []Status
	roles  = []salesdesk.Role
	guards = []*workflow.Guard[Case]
)

// Definition is the table of a complaint's life. Rows without a target leave the
// status as it is.
func Definition() workflow.Definition[Status, Event, Case] {
	reason := workflow.NeedsReason[Case]()
	guard := workflow.NewGuard[Case]
	owner := guard("owner", isOwner)
	sound := workflow.OnFact("remedy", remedySound)
	limit := workflow.OnFact("within_limit", withinLimit)
	calm := guard("no_danger", noDanger)
	named := workflow.OnFact("owner_named", ownerNamed)
	done := workflow.OnFact("documents", documentsGiven)
	window := guard("within_window", withinWindow)
	desk := roles{salesdesk.InsideSales, salesdesk.ExternalSales}
	clerk, manager := roles{salesdesk.InsideSales}, roles{salesdesk.SalesManager}
	customer, system := roles{salesdesk.Customer}, roles{salesdesk.System}
	either := roles{salesdesk.Customer, salesdesk.InsideSales}
	return workflow.Definition[Status, Event, Case]{
		ID: "complaint", Version: 1, Initial: Received, States: states(),
		Transitions: []row{
			{On: Acknowledge, From: from{Received}, To: Acknowledged, By: roles{salesdesk.InsideSales, salesdesk.System}},
			{On: Triage, From: from{Received, Acknowledged}, To: Triaged, If: guards{workflow.OnFact("sorted", sorted)}, By: clerk},
			{On: Assign, From: from{Triaged, Investigating}, To: Investigating, If: guards{named}, By: roles{salesdesk.InsideSales, salesdesk.SalesManager, salesdesk.System}},
			{On: PassOn, From: from{Triaged, Investigating}, To: Investigating, If: guards{named, owner}, By: roles{salesdesk.Owner}},
			{On: PassOn, From: from{Triaged, Investigating}, To: Investigating, If: guards{named}, By: manager},
			{On: RequestInfo, From: from{Triaged, Investigating}, To: WaitingCustomer, If: guards{reason, owner}, By: roles{salesdesk.Owner}},
			{On: InfoReceived, From: from{WaitingCustomer}, To: Investigating, By: roles{salesdesk.Customer, salesdesk.System}},
			{On: WaitThirdParty, From: from{Investigating}, To: WaitingThirdParty, If: guards{reason, owner}, By: roles{salesdesk.Owner}},
			{On: ThirdPartyAnswered, From: from{WaitingThirdParty}, To: Investigating, If: guards{owner}, By: roles{salesdesk.Owner}},
			{On: ThirdPartyAnswered, From: from{WaitingThirdParty}, To: Investigating, By: system},
			{On: ProposeRemedy, From: from{Triaged, Investigating}, To: RemedyProposed, If: guards{sound, limit}, By: desk},
			{On: ProposeRemedy, From: from{Triaged, Investigating}, To: RemedyProposed, If: guards{sound}, By: manager},
			{On: DeclineRemedy, From: from{RemedyProposed}, To: Investigating, If: guards{reason}, By: customer},
			{On: AcceptRemedy, From: from{RemedyProposed}, To: Implementing, By: customer},
			{On: Resolve, From: from{Implementing}, To: Resolved, If: guards{done}, By: roles{salesdesk.InsideSales, salesdesk.System}},
			{On: ResolveAtOnce, From: from{Received, Acknowledged, Triaged}, To: Resolved, If: guards{workflow.OnFact("told", told), calm}, By: desk},
			{On: RejectComplaint, From: from{Triaged, Investigating}, To: Rejected, If: guards{reason, calm}, By: desk},
			{On: RejectComplaint, From: from{Triaged, Investigating}, To: Rejected, If: guards{reason}, By: manager},
			{On: Withdraw, From: from{Received, Acknowledged, Triaged, Investigating, WaitingCustomer, WaitingThirdParty, RemedyProposed}, To: Withdrawn, If: guards{reason}, By: either},
			{On: Merge, From: from{Received, Acknowledged, Triaged}, To: Merged, If: guards{workflow.OnFact("target", mergeTarget)}, By: clerk},
			{On: NoReplyClose, From: from{WaitingCustomer}, To: Resolved, If: guards{guard("reminders", reminded)}, By: system},
			{On: Close, From: from{Resolved}, To: Closed, If: guards{guard("grace_over", graceOver)}, By: roles{salesdesk.InsideSales, salesdesk.System}},
			{On: Reopen, From: from{Resolved}, To: Investigating, If: guards{reason, window}, By: either},
			{On: Reopen, From: from{Closed}, To: Investigating, If: guards{reason, window}, By: manager, Reopens: true},
			{On: Appeal, From: from{Rejected}, To: Investigating, If: guards{window, named, workflow.OnFact("another_owner", anotherOwner)}, By: roles{salesdesk.Customer, salesdesk.SalesManager}, Reopens: true},

			{On: Contact, From: underWay(), By: roles{salesdesk.Customer, salesdesk.System}},
			{On: Answer, From: underWay(), By: roles{salesdesk.InsideSales, salesdesk.ExternalSales, salesdesk.SalesManager}},
		},
	}
}

func underWay() []Status {
	return []Status{Received, Acknowledged, Triaged, Investigating, WaitingCustomer, WaitingThirdParty, RemedyProposed, Implementing, Resolved}
}

func states() []workflow.State[Status] {
	return []workflow.State[Status]{
		{Name: Received, Kind: workflow.Open},
		{Name: Acknowledged, Kind: workflow.Open},
		{Name: Triaged, Kind: workflow.Open},
		{Name: Investigating, Kind: workflow.Open},
		{Name: WaitingCustomer, Kind: workflow.Waiting},
		{Name: WaitingThirdParty, Kind: workflow.Waiting},
		{Name: RemedyProposed, Kind: workflow.Waiting},
		{Name: Implementing, Kind: workflow.Open},
		{Name: Resolved, Kind: workflow.Open},
		{Name: Closed, Kind: workflow.Final},
		{Name: Rejected, Kind: workflow.Final},
		{Name: Withdrawn, Kind: workflow.Final},
		{Name: Merged, Kind: workflow.Final},
	}
}

func isOwner(cmd *workflow.Command, c Case) error {
	if c.Complaint.Owner != cmd.Actor.ID {
		return NotOwnerError{Owner: c.Complaint.Owner}
	}
	return nil
}

func ownerNamed(_ *workflow.Command, _ Case, fact Assigned) error {
	if fact.Owner == "" {
		return salesdesk.FieldError{Path: "owner", Rule: salesdesk.RuleRequired}
	}
	return nil
}

func anotherOwner(_ *workflow.Command, c Case, fact Assigned) error {
	if fact.Owner == c.Complaint.DecidedBy {
		return SameOwnerError{Owner: fact.Owner}
	}
	return nil
}

func sorted(_ *workflow.Command, _ Case, fact Sorted) error {
	var problems salesdesk.Problems
	if fact.Category == "" {
		problems.Add(salesdesk.FieldError{Path: "category", Rule: salesdesk.RuleRequired})
	}
	if fact.Priority == "" {
		problems.Add(salesdesk.FieldError{Path: "priority", Rule: salesdesk.RuleRequired})
	}
	return problems.Err()
}

func remedySound(_ *workflow.Command, c Case, fact Offered) error {
	return fact.Remedy.check(c.Complaint)
}

func withinLimit(_ *workflow.Command, c Case, fact Offered) error {
	if limit := c.Policy.RemedyLimit; fact.Remedy.Cost.Amount.GreaterThan(limit.Decimal) {
		return LimitError{Asked: fact.Remedy.Cost, Limit: salesdesk.Money{Amount: limit, Currency: fact.Remedy.Cost.Currency}}
	}
	return nil
}

func noDanger(_ *workflow.Command, c Case) error {
	if c.Complaint.Danger {
		return DangerError{}
	}
	return nil
}

// documentsGiven asks for the document that carries the remedy out: a credit note for
// money, an order for a replacement. A repair and an apology need none.
func documentsGiven(_ *workflow.Command, c Case, fact Settled) error {
	if c.Complaint.Remedy == nil {
		return nil
	}
	missing := false
	switch kind := c.Complaint.Remedy.Kind; kind {
	case Refund, Discount:
		missing = fact.References.CreditNote == ""
	case Replacement:
		missing = fact.References.Order == ""
	case Repair, Apology:
	}
	if missing {
		return ReferenceError{Kind: c.Complaint.Remedy.Kind}
	}
	return nil
}

func told(_ *workflow.Command, _ Case, fact Settled) error {
	if fact.Done == "" {
		return salesdesk.FieldError{Path: "done", Rule: salesdesk.RuleRequired}
	}
	return nil
}

func mergeTarget(_ *workflow.Command, c Case, fact Joined) error {
	if fact.Into == "" || fact.Into == c.Complaint.ID {
		return salesdesk.FieldError{Path: "into", Rule: salesdesk.RuleReference, Param: fact.Into}
	}
	return nil
}

// reminded counts what was answered since the case waits for the customer: the
// question itself is not a reminder.
func reminded(_ *workflow.Command, c Case) error {
	sent := 0
	for _, m := range c.Complaint.Timeline {
		switch m.On {
		case RequestInfo:
			sent = 0
		case Answer:
			sent++
		default:
		}
	}
	if sent < c.Policy.Reminders {
		return ReminderError{Sent: sent, Wanted: c.Policy.Reminders}
	}
	return nil
}

func graceOver(cmd *workflow.Command, c Case) error {
	from := c.Policy.day(c.Complaint.Decided).AddDays(c.Policy.GraceDays)
	if c.Policy.day(cmd.At).Before(from) {
		return TooEarlyError{From: from}
	}
	return nil
}

func withinWindow(cmd *workflow.Command, c Case) error {
	until := c.Policy.day(c.Complaint.Decided).AddDays(c.Policy.WindowDays)
	if c.Policy.day(cmd.At).After(until) {
		return TooLateError{Until: until}
	}
	return nil
}
