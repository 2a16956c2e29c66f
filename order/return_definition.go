package order

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// ReturnCase is what the guards of a return look at. The fact is a [ReturnMoved].
type ReturnCase struct {
	Order  *Order
	Return *Return
	Fact   Fact
	Policy *Policy
}

// Coming is the fact to come: see [workflow.OnFact].
func (c ReturnCase) Coming() workflow.Fact { return c.Fact }

// ReturnDefinition is the table of a return's life.
func ReturnDefinition() workflow.Definition[ReturnStatus, ReturnEvent, ReturnCase] {
	type (
		row    = workflow.Transition[ReturnStatus, ReturnEvent, ReturnCase]
		from   = []ReturnStatus
		roles  = []salesdesk.Role
		guards = []*workflow.Guard[ReturnCase]
	)
	guard := workflow.NewGuard[ReturnCase]
	reason := workflow.NeedsReason[ReturnCase]()
	ground := guard("ground", groundGiven)
	window := guard("within_window", withinWindow)
	law := guard("law", lawAllows)
	weighed := guard("weighed", lawWeighed)
	none := guard("nothing_received", nothingReceived)
	evidence := workflow.OnFact("evidence", evidenceGiven)
	waivable := guard("within_waive_limit", withinWaiveLimit)
	remedies := workflow.OnFact("remedies", remediesFit)
	refundable := workflow.OnFact("within_remedy_limit", withinRemedyLimit)
	clerk, manager := roles{salesdesk.InsideSales}, roles{salesdesk.SalesManager}
	desk := roles{salesdesk.InsideSales, salesdesk.SalesManager}
	either := roles{salesdesk.Customer, salesdesk.InsideSales}
	coming := from{ReturnAuthorized, ReturnInTransit, ReturnPart}
	return workflow.Definition[ReturnStatus, ReturnEvent, ReturnCase]{
		ID: "return", Version: 2, Initial: ReturnOpen, States: returnStates(),
		Transitions: []row{
			{On: Authorize, From: from{ReturnOpen}, To: ReturnAuthorized, If: guards{ground, window, law}, By: clerk},
			{On: Authorize, From: from{ReturnOpen}, To: ReturnAuthorized, If: guards{ground, weighed}, By: manager},
			{On: RejectReturn, From: from{ReturnOpen}, To: ReturnRejected, If: guards{reason}, By: desk},
			{On: CancelReturn, From: from{ReturnOpen, ReturnAuthorized}, To: ReturnCancelled, If: guards{none}, By: either},
			{On: ExpireReturn, From: from{ReturnAuthorized}, To: ReturnExpired, If: guards{none, guard("return_by_passed", returnByPassed)}, By: roles{salesdesk.System}},
			{On: Dispatch, From: from{ReturnAuthorized}, To: ReturnInTransit, If: guards{workflow.OnFact("label", labelGiven)}, By: either},
			{On: ReceivePart, From: coming, To: ReturnPart, If: guards{workflow.OnFact("part", receivedPart)}, By: roles{salesdesk.Warehouse}},
			{On: Receive, From: coming, To: ReturnReceived, If: guards{workflow.OnFact("counted", receivedAll)}, By: roles{salesdesk.Warehouse}},
			{On: CloseReceipt, From: from{ReturnPart}, To: ReturnReceived, If: guards{reason}, By: clerk},
			{On: Inspect, From: from{ReturnReceived}, To: ReturnInspected, If: guards{workflow.OnFact("verdicts", verdictsGiven)}, By: roles{salesdesk.Quality, salesdesk.Warehouse}},
			{On: WaiveReturn, From: from{ReturnAuthorized}, To: ReturnInspected, If: guards{evidence, waivable}, By: clerk},
			{On: WaiveReturn, From: from{ReturnAuthorized}, To: ReturnInspected, If: guards{evidence}, By: manager},
			{On: ProposeRemedy, From: from{ReturnInspected}, To: ReturnAgreed, If: guards{remedies, refundable}, By: clerk},
			{On: ProposeRemedy, From: from{ReturnInspected}, To: ReturnAgreed, If: guards{remedies}, By: manager},
			{On: Settle, From: from{ReturnAgreed}, To: ReturnClosed, If: guards{workflow.OnFact("documents", documentsGiven)}, By: roles{salesdesk.Finance, salesdesk.System}},
			{On: ReopenReturn, From: from{ReturnClosed}, To: ReturnInspected, If: guards{reason, guard("reopen_days", reopenable)}, By: manager, Reopens: true},
		},
	}
}

func returnStates() []workflow.State[ReturnStatus] {
	return []workflow.State[ReturnStatus]{
		{Name: ReturnOpen, Kind: workflow.Open},
		{Name: ReturnAuthorized, Kind: workflow.Waiting},
		{Name: ReturnInTransit, Kind: workflow.Waiting},
		{Name: ReturnPart, Kind: workflow.Waiting},
		{Name: ReturnReceived, Kind: workflow.Open},
		{Name: ReturnInspected, Kind: workflow.Open},
		{Name: ReturnAgreed, Kind: workflow.Open},
		{Name: ReturnClosed, Kind: workflow.Final},
		{Name: ReturnRejected, Kind: workflow.Final},
		{Name: ReturnCancelled, Kind: workflow.Final},
		{Name: ReturnExpired, Kind: workflow.Final},
	}
}

func nothingReceived(_ *workflow.Command, c ReturnCase) error {
	var problems salesdesk.Problems
	for _, q := range c.Return.Received {
		problems.Add(ReturnedError{Line: q.Line, Received: q.Quantity})
	}
	return problems.Err()
}

// count compares what was counted with what was authorised: every line for which wrong
// says so is named.
func (r *Return) count(counted []Quantity, wrong func(got, want salesdesk.Amount) bool) error {
	var problems salesdesk.Problems
	authorised, before, now := totals(r.Lines), totals(r.Received), totals(counted)
	for _, line := range r.Lines {
		got, want := add(before[line.Line], now[line.Line]), authorised[line.Line]
		if wrong(got, want) {
			problems.Add(ReturnedError{Line: line.Line, Received: got, Authorised: want})
		}
	}
	for _, q := range counted {
		_, asked := authorised[q.Line]
		switch {
		case !asked:
			problems.Add(LineError{Line: q.Line})
		case !q.Quantity.IsPositive():
			problems.Add(QuantityError{Line: q.Line, Rule: AboveZero, Asked: q.Quantity})
		}
	}
	return problems.Err()
}

func receivedPart(_ *workflow.Command, c ReturnCase, fact ReturnMoved) error {
	if len(fact.Received) == 0 {
		return salesdesk.FieldError{Path: "received", Rule: salesdesk.RuleRequired}
	}
	return c.Return.count(fact.Received, func(got, want salesdesk.Amount) bool { return less(want, got) })
}

func receivedAll(_ *workflow.Command, c ReturnCase, fact ReturnMoved) error {
	return c.Return.count(fact.Received, func(got, want salesdesk.Amount) bool { return !got.Equal(want) })
}

// verdictsGiven asks for a verdict on every line received, within what was received.
func verdictsGiven(_ *workflow.Command, c ReturnCase, fact ReturnMoved) error {
	var problems salesdesk.Problems
	seen, received := map[string]bool{}, totals(c.Return.Received)
	for i, v := range fact.Verdicts {
		path := salesdesk.Index("verdicts", i)
		came, known := received[v.Line]
		switch {
		case !known:
			problems.Add(LineError{Line: v.Line})
		case seen[v.Line]:
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: v.Line})
		case v.Accepted.IsNegative() || less(came, v.Accepted):
			problems.Add(ReturnedError{Line: v.Line, Received: v.Accepted, Authorised: came})
		case v.Disposition == "":
			problems.Add(salesdesk.FieldError{Path: path + ".disposition", Rule: salesdesk.RuleRequired})
		}
		seen[v.Line] = true
	}
	for _, q := range c.Return.Received {
		if !seen[q.Line] {
			problems.Add(salesdesk.FieldError{Path: "verdicts", Rule: salesdesk.RuleRequired, Param: q.Line})
			seen[q.Line] = true
		}
	}
	return problems.Err()
}

// groundGiven asks for what the goods come back: a ground, a complaint, or words.
func groundGiven(cmd *workflow.Command, c ReturnCase) error {
	if c.Return.Ground == "" && c.Return.Complaint == "" {
		return workflow.ReasonGiven(cmd)
	}
	return nil
}

// lawAllows is that law, where it was asked, says yes without more.
func lawAllows(_ *workflow.Command, c ReturnCase) error {
	if law := c.Return.Law; law != nil && (law.Weigh || !law.Allowed) {
		return LawError{Ground: c.Return.Ground, Denied: !law.Allowed}
	}
	return nil
}

// lawWeighed asks for a reason where law does not say yes without more.
func lawWeighed(cmd *workflow.Command, c ReturnCase) error {
	if lawAllows(cmd, c) != nil {
		return workflow.ReasonGiven(cmd)
	}
	return nil
}

// withinWindow compares when it was asked with the last delivery of any of its lines.
func withinWindow(_ *workflow.Command, c ReturnCase) error {
	days := c.Policy.Returns.WindowDays
	if days == 0 {
		return nil
	}
	var problems salesdesk.Problems
	delivered := c.Order.lastDeliveries()
	for _, q := range c.Return.Lines {
		last := delivered[q.Line]
		if until := c.Policy.day(last).AddDays(days); !last.IsZero() && c.Policy.day(c.Return.RequestedAt).After(until) {
			problems.Add(LateError{Until: until})
		}
	}
	return problems.Err()
}

// lastDeliveries are when the last of every line was delivered.
func (o *Order) lastDeliveries() map[string]time.Time {
	last := make(map[string]time.Time, len(o.Lines))
	for _, s := range o.Shipments {
		if s.Delivered.IsZero() {
			continue
		}
		for _, q := range s.Lines {
			if s.Delivered.After(last[q.Line]) {
				last[q.Line] = s.Delivered
			}
		}
	}
	return last
}

func returnByPassed(cmd *workflow.Command, c ReturnCase) error {
	if by := c.Return.ReturnBy; by.IsZero() || !c.Policy.day(cmd.At).After(by) {
		return EarlyError{Until: by}
	}
	return nil
}

func labelGiven(_ *workflow.Command, _ ReturnCase, fact ReturnMoved) error {
	if fact.Label == "" {
		return salesdesk.FieldError{Path: "label", Rule: salesdesk.RuleRequired}
	}
	return nil
}

func evidenceGiven(_ *workflow.Command, _ ReturnCase, fact ReturnMoved) error {
	if fact.Evidence == "" {
		return salesdesk.FieldError{Path: "evidence", Rule: salesdesk.RuleRequired}
	}
	return nil
}

func withinWaiveLimit(_ *workflow.Command, c ReturnCase) error {
	if c.Policy.Returns.WaiveLimit.IsZero() {
		return nil
	}
	sum, err := c.Order.goodsWorth(c.Return)
	if err != nil {
		return err
	}
	return c.Order.within(c.Policy.Returns.WaiveLimit, sum)
}

// within is that a sum stays below a limit, where there is one.
func (o *Order) within(limit, sum salesdesk.Amount) error {
	if !limit.IsZero() && less(limit, sum) {
		return LimitError{Limit: o.money(limit), Total: o.money(sum)}
	}
	return nil
}

// reopenable bounds reopening, and asks that what stayed with the customer is still there.
func reopenable(cmd *workflow.Command, c ReturnCase) error {
	var problems salesdesk.Problems
	if days := c.Policy.Returns.ReopenDays; days > 0 {
		if until := c.Policy.day(c.Return.ClosedAt).AddDays(days); c.Policy.day(cmd.At).After(until) {
			problems.Add(LateError{Until: until})
		}
	}
	staying := c.Return.staying()
	for _, l := range c.Order.Lines {
		l.Returned = add(l.Returned, staying[l.ID])
		if back := add(l.ReturnOpen, l.Returned, l.Dismissed); less(l.Delivered, back) {
			problems.Add(QuantityError{Line: l.ID, Rule: WithinDelivered, Asked: back, Allowed: l.Delivered})
		}
	}
	return problems.Err()
}

// EarlyError is a return that expires before its last day.
type EarlyError struct{ Until calendar.Date }

func (e EarlyError) Error() string { return "not before the day after " + e.Until.String() }

// MessageID names the text.
func (EarlyError) MessageID() string { return "order.return_early" }

// LawError is a claim that law denies, or leaves to be weighed: the sales manager decides.
type LawError struct {
	Ground Ground
	Denied bool
}

func (e LawError) Error() string {
	if e.Denied {
		return "law denies a return on ground of " + string(e.Ground)
	}
	return "law leaves a return on ground of " + string(e.Ground) + " to be weighed"
}

// MessageID names the text.
func (LawError) MessageID() string { return "order.return_law" }
