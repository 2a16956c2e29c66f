package order

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Return is goods that come back (an RMA): asked for, authorised, received,
// inspected, and settled by a document.
type Return struct {
	ID        string       `json:"id"`
	Status    ReturnStatus `json:"status"`
	Complaint string       `json:"complaint,omitempty"`
	Lines     []Quantity   `json:"lines"` // authorised
	Received  []Quantity   `json:"received,omitempty"`
	Verdicts  []Verdict    `json:"verdicts,omitempty"`
	Remedy    Remedy       `json:"remedy,omitempty"`
	Document  string       `json:"document,omitempty"` // credit note or replacement order
}

// Verdict is what inspection made of a line.
type Verdict struct {
	Line     string           `json:"line"`
	Accepted salesdesk.Amount `json:"accepted"` // the rest of what was received is refused
	Finding  string           `json:"finding,omitempty"`
}

// Remedy is what the customer gets for a return.
type Remedy string

// The remedies.
const (
	Refund      Remedy = "refund"
	Replacement Remedy = "replacement"
	Repair      Remedy = "repair"
)

// MessageID names the remedy's text.
func (r Remedy) MessageID() string { return "order.remedy." + string(r) }

// ReturnStatus is where a return stands.
type ReturnStatus string

// The statuses of a return.
const (
	ReturnOpen       ReturnStatus = "requested"
	ReturnAuthorized ReturnStatus = "authorized"
	ReturnPart       ReturnStatus = "partially_received"
	ReturnReceived   ReturnStatus = "received"
	ReturnInspected  ReturnStatus = "inspected"
	ReturnAgreed     ReturnStatus = "remedy_agreed"
	ReturnClosed     ReturnStatus = "closed"
	ReturnRejected   ReturnStatus = "rejected"
	ReturnCancelled  ReturnStatus = "cancelled"
)

// MessageID names the status's text.
func (s ReturnStatus) MessageID() string { return "order.return." + string(s) }

// ReturnEvent is what moves a return.
type ReturnEvent string

// The events of a return.
const (
	Authorize     ReturnEvent = "authorize"
	RejectReturn  ReturnEvent = "reject"
	CancelReturn  ReturnEvent = "cancel"
	ReceivePart   ReturnEvent = "receive_part"
	Receive       ReturnEvent = "receive"
	CloseReceipt  ReturnEvent = "close_short"
	Inspect       ReturnEvent = "inspect"
	ProposeRemedy ReturnEvent = "propose"
	Settle        ReturnEvent = "settle"
)

// MessageID names the event's text.
func (e ReturnEvent) MessageID() string { return "order.return_event." + string(e) }

// ReturnCase is what the guards of a return look at.
type ReturnCase struct {
	Order  *Order
	Return *Return
	Fact   ReturnMoved
}

// ReturnDefinition is the table of a return's life.
func ReturnDefinition() workflow.Definition[ReturnStatus, ReturnEvent, ReturnCase] {
	type (
		row    = workflow.Transition[ReturnStatus, ReturnEvent, ReturnCase]
		from   = []ReturnStatus
		roles  = []salesdesk.Role
		guards = []*workflow.Guard[ReturnCase]
	)
	reason := returnGuard("reason", func(cmd *workflow.Command, _ ReturnCase) error { return reasonGiven(cmd) })
	none := returnGuard("nothing_received", nothingReceived)
	desk := roles{salesdesk.InsideSales, salesdesk.SalesManager}
	return workflow.Definition[ReturnStatus, ReturnEvent, ReturnCase]{
		ID: "return", Version: 1, Initial: ReturnOpen, States: returnStates(),
		Transitions: []row{
			{On: Authorize, From: from{ReturnOpen}, To: ReturnAuthorized, By: desk},
			{On: RejectReturn, From: from{ReturnOpen}, To: ReturnRejected, If: guards{reason}, By: desk},
			{On: CancelReturn, From: from{ReturnOpen, ReturnAuthorized}, To: ReturnCancelled, If: guards{none}, By: roles{salesdesk.Customer, salesdesk.InsideSales}},
			{On: ReceivePart, From: from{ReturnAuthorized, ReturnPart}, To: ReturnPart, If: guards{returnGuard("part", receivedPart)}, By: roles{salesdesk.Warehouse}},
			{On: Receive, From: from{ReturnAuthorized, ReturnPart}, To: ReturnReceived, If: guards{returnGuard("counted", receivedAll)}, By: roles{salesdesk.Warehouse}},
			{On: CloseReceipt, From: from{ReturnPart}, To: ReturnReceived, If: guards{reason}, By: roles{salesdesk.InsideSales}},
			{On: Inspect, From: from{ReturnReceived}, To: ReturnInspected, If: guards{returnGuard("verdicts", verdictsGiven)}, By: roles{salesdesk.Quality, salesdesk.Warehouse}},
			{On: ProposeRemedy, From: from{ReturnInspected}, To: ReturnAgreed, By: desk},
			{On: Settle, From: from{ReturnAgreed}, To: ReturnClosed, If: guards{returnGuard("document", documentGiven)}, By: roles{salesdesk.Finance, salesdesk.System}},
		},
	}
}

func returnStates() []workflow.State[ReturnStatus] {
	return []workflow.State[ReturnStatus]{
		{Name: ReturnOpen, Kind: workflow.Open},
		{Name: ReturnAuthorized, Kind: workflow.Waiting},
		{Name: ReturnPart, Kind: workflow.Waiting},
		{Name: ReturnReceived, Kind: workflow.Open},
		{Name: ReturnInspected, Kind: workflow.Open},
		{Name: ReturnAgreed, Kind: workflow.Open},
		{Name: ReturnClosed, Kind: workflow.Final},
		{Name: ReturnRejected, Kind: workflow.Final},
		{Name: ReturnCancelled, Kind: workflow.Final},
	}
}

func returnGuard(name string, test func(*workflow.Command, ReturnCase) error) *workflow.Guard[ReturnCase] {
	return &workflow.Guard[ReturnCase]{Name: name, Test: test}
}

func nothingReceived(_ *workflow.Command, c ReturnCase) error {
	var problems salesdesk.Problems
	for _, q := range c.Return.Received {
		problems.Add(ReturnedError{Line: q.Line, Received: q.Quantity})
	}
	return problems.Err()
}

// received compares the count with what was authorised: every line for which wrong
// says so is named.
func received(c ReturnCase, wrong func(got, want salesdesk.Amount) bool) error {
	var problems salesdesk.Problems
	for _, line := range c.Return.Lines {
		got := add(total(c.Return.Received, line.Line), total(c.Fact.Received, line.Line))
		if wrong(got, line.Quantity) {
			problems.Add(ReturnedError{Line: line.Line, Received: got, Authorised: line.Quantity})
		}
	}
	for _, q := range c.Fact.Received {
		switch {
		case !has(c.Return.Lines, q.Line):
			problems.Add(LineError{Line: q.Line})
		case !q.Quantity.IsPositive():
			problems.Add(QuantityError{Line: q.Line, Rule: AboveZero, Asked: q.Quantity})
		}
	}
	return problems.Err()
}

func receivedPart(_ *workflow.Command, c ReturnCase) error {
	if len(c.Fact.Received) == 0 {
		return salesdesk.FieldError{Path: "received", Rule: salesdesk.RuleRequired}
	}
	return received(c, func(got, want salesdesk.Amount) bool { return less(want, got) })
}

func receivedAll(_ *workflow.Command, c ReturnCase) error {
	return received(c, func(got, want salesdesk.Amount) bool { return !got.Equal(want) })
}

// verdictsGiven asks for a verdict on every line received, within what was received.
func verdictsGiven(_ *workflow.Command, c ReturnCase) error {
	var problems salesdesk.Problems
	seen := map[string]bool{}
	for i, v := range c.Fact.Verdicts {
		path, came := salesdesk.Index("verdicts", i), total(c.Return.Received, v.Line)
		switch {
		case !has(c.Return.Received, v.Line):
			problems.Add(LineError{Line: v.Line})
		case seen[v.Line]:
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: v.Line})
		case v.Accepted.IsNegative() || less(came, v.Accepted):
			problems.Add(ReturnedError{Line: v.Line, Received: v.Accepted, Authorised: came})
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

func documentGiven(_ *workflow.Command, c ReturnCase) error {
	if c.Fact.Document == "" {
		return ReferenceError{}
	}
	return nil
}

// total is the quantity of a line in a list, 0 where it is not there.
func total(list []Quantity, line string) (sum salesdesk.Amount) {
	for _, q := range list {
		if q.Line == line {
			sum = add(sum, q.Quantity)
		}
	}
	return sum
}

func has(list []Quantity, line string) bool {
	for _, q := range list {
		if q.Line == line {
			return true
		}
	}
	return false
}
