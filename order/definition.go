package order

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/workflow"
)

// Case is what the guards look at: the order as it is, the fact to come and what
// comes with it, and the company's policy. Where only what is permitted is asked,
// there is no fact yet, and a guard that looks at it holds.
type Case struct {
	Order        *Order
	Fact         Fact
	Confirmation *Confirmation
	Policy       *Policy
}

// Definition is the table of an order's life. Rows without a target change lines
// and leave the status as it is.
func Definition() workflow.Definition[Status, Event, Case] {
	type (
		row    = workflow.Transition[Status, Event, Case]
		from   = []Status
		roles  = []salesdesk.Role
		guards = []*workflow.Guard[Case]
	)
	free := guard("no_hold", noHold)
	credit := onFact("credit", withinCredit)
	dates := onFact("promised", promised)
	limit := guard("within_limit", withinLimit)
	reason := guard("reason", func(cmd *workflow.Command, _ Case) error { return reasonGiven(cmd) })
	idle := guard("nothing_under_way", nothingUnderWay)
	allocated := guard("nothing_allocated", nothingAllocated)
	fits := onFact("quantities", quantitiesFit)
	desk := roles{salesdesk.InsideSales, salesdesk.ExternalSales}
	anyone := roles{salesdesk.InsideSales, salesdesk.ExternalSales, salesdesk.SalesManager, salesdesk.Finance, salesdesk.Warehouse, salesdesk.Purchasing, salesdesk.System}
	return workflow.Definition[Status, Event, Case]{
		ID: "order", Version: 1, Initial: Draft, States: states(),
		Transitions: []row{
			{On: Submit, From: from{Draft}, To: Submitted, By: roles{salesdesk.InsideSales, salesdesk.Customer, salesdesk.System}},
			{On: Confirm, From: from{Submitted}, To: Confirmed, If: guards{free, credit, dates, limit}, By: desk},
			{On: Confirm, From: from{Submitted}, To: Confirmed, If: guards{free, credit, dates}, By: roles{salesdesk.SalesManager}},
			{On: Reject, From: from{Submitted}, To: Rejected, If: guards{reason, allocated}, By: roles{salesdesk.InsideSales, salesdesk.SalesManager}},
			{On: Expire, From: from{Draft, Submitted}, To: Expired, By: roles{salesdesk.System}},
			{On: Cancel, From: from{Draft, Submitted, Confirmed}, To: Cancelled, If: guards{reason, idle, allocated}, By: roles{salesdesk.Customer, salesdesk.InsideSales}},
			{On: Cancel, From: from{Draft, Submitted, Confirmed}, To: Cancelled, If: guards{reason, idle}, By: roles{salesdesk.SalesManager}},
			{On: Complete, From: from{Confirmed}, To: Completed, If: guards{guard("nothing_open", nothingOpen)}, By: roles{salesdesk.System}},
			{On: Reopen, From: from{Completed}, To: Confirmed, If: guards{reason}, By: roles{salesdesk.SalesManager}, Reopens: true},

			{On: PlaceHold, From: from{Draft, Submitted, Confirmed}, If: guards{reason}, By: anyone},
			{On: FreeHold, From: from{Draft, Submitted, Confirmed}, If: guards{onFact("own_role", ownRole)}, By: anyone},
			{On: Allocate, From: from{Confirmed}, If: guards{free, fits}, By: roles{salesdesk.Warehouse, salesdesk.System}},
			{On: Ship, From: from{Confirmed}, If: guards{free, onFact("new_shipment", newShipment), fits}, By: roles{salesdesk.Warehouse}},
			{On: Deliver, From: from{Confirmed}, If: guards{onFact("under_way", underWay)}, By: roles{salesdesk.Warehouse, salesdesk.System}},
			{On: CloseShort, From: from{Confirmed}, If: guards{reason, fits}, By: roles{salesdesk.Customer, salesdesk.InsideSales}},
			{On: Bill, From: from{Confirmed, Completed}, If: guards{fits}, By: roles{salesdesk.Finance, salesdesk.System}},
			{On: Credit, From: from{Confirmed, Completed}, If: guards{fits}, By: roles{salesdesk.Finance, salesdesk.System}},
			{On: RequestReturn, From: from{Confirmed, Completed}, If: guards{onFact("new_return", newReturn), fits}, By: roles{salesdesk.Customer, salesdesk.InsideSales}},
		},
	}
}

func states() []workflow.State[Status] {
	return []workflow.State[Status]{
		{Name: Draft, Kind: workflow.Open},
		{Name: Submitted, Kind: workflow.Open},
		{Name: Confirmed, Kind: workflow.Open},
		{Name: Completed, Kind: workflow.Final},
		{Name: Cancelled, Kind: workflow.Final},
		{Name: Rejected, Kind: workflow.Final},
		{Name: Expired, Kind: workflow.Final},
	}
}

func guard(name string, test func(*workflow.Command, Case) error) *workflow.Guard[Case] {
	return &workflow.Guard[Case]{Name: name, Test: test}
}

// onFact is a guard that looks at the fact, and holds where there is none yet.
func onFact(name string, test func(*workflow.Command, Case) error) *workflow.Guard[Case] {
	return &workflow.Guard[Case]{Name: name, Test: test, Fact: true}
}

func noHold(_ *workflow.Command, c Case) error {
	var problems salesdesk.Problems
	for _, h := range c.Order.Holds {
		problems.Add(HoldError{Hold: h})
	}
	return problems.Err()
}

func withinCredit(_ *workflow.Command, c Case) error {
	if c.Confirmation == nil || c.Confirmation.CreditLimit == nil {
		return nil
	}
	exposure := add(c.Confirmation.Exposure, c.Order.Agreed.Totals.TaxInclusive)
	if less(*c.Confirmation.CreditLimit, exposure) {
		return CreditError{Limit: c.Order.money(*c.Confirmation.CreditLimit), Exposure: c.Order.money(exposure)}
	}
	return nil
}

func promised(_ *workflow.Command, c Case) error {
	if c.Confirmation == nil {
		return nil
	}
	var problems salesdesk.Problems
	for _, line := range c.Order.Lines {
		if line.Ordered.IsPositive() && !hasPromise(c.Confirmation.Promises, line.ID) {
			problems.Add(PromiseError{Line: line.ID})
		}
	}
	for _, p := range c.Confirmation.Promises {
		if c.Order.line(p.Line) < 0 {
			problems.Add(LineError{Line: p.Line})
		}
	}
	return problems.Err()
}

func hasPromise(promises []promise.Promise, line string) bool {
	for _, p := range promises {
		if p.Line == line && !p.Date.IsZero() {
			return true
		}
	}
	return false
}

func withinLimit(_ *workflow.Command, c Case) error {
	total := c.Order.Agreed.Totals.TaxExclusive
	if limit := c.Policy.ConfirmLimit; !limit.IsZero() && less(limit, total) {
		return LimitError{Limit: c.Order.money(limit), Total: c.Order.money(total)}
	}
	return nil
}

func reasonGiven(cmd *workflow.Command) error {
	if cmd.Reason == "" {
		return ReasonError{}
	}
	return nil
}

func nothingUnderWay(_ *workflow.Command, c Case) error {
	return c.Order.each(func(l Line) error {
		if l.Shipped.IsPositive() || l.Invoiced.IsPositive() {
			return UnderwayError{Line: l.ID}
		}
		return nil
	})
}

func nothingAllocated(_ *workflow.Command, c Case) error {
	return c.Order.each(func(l Line) error {
		if l.Allocated.IsPositive() {
			return QuantityError{Line: l.ID, Rule: WithinAllocated, Asked: l.Allocated}
		}
		return nil
	})
}

func nothingOpen(_ *workflow.Command, c Case) error {
	return c.Order.each(func(l Line) error {
		if !l.Closed() || l.Billable().IsPositive() || l.ReturnOpen.IsPositive() {
			return OpenError{Line: l.ID}
		}
		return nil
	})
}

func ownRole(cmd *workflow.Command, c Case) error {
	fact, ok := c.Fact.(Held)
	switch {
	case !ok:
		return nil
	case !c.Order.held(fact.Hold):
		return NoHoldError{Hold: fact.Hold}
	case cmd.Actor.Role != fact.Hold.Role():
		return HoldRoleError{Hold: fact.Hold, Role: fact.Hold.Role()}
	default:
		return nil
	}
}

func newShipment(_ *workflow.Command, c Case) error {
	fact, ok := c.Fact.(Shipped)
	if ok && c.Order.shipment(fact.Shipment.ID) >= 0 {
		return DuplicateError{ID: fact.Shipment.ID}
	}
	return nil
}

func newReturn(_ *workflow.Command, c Case) error {
	fact, ok := c.Fact.(ReturnRequested)
	if ok && c.Order.returned(fact.Return.ID) >= 0 {
		return DuplicateError{ID: fact.Return.ID}
	}
	return nil
}

func underWay(_ *workflow.Command, c Case) error {
	fact, ok := c.Fact.(Arrived)
	if !ok {
		return nil
	}
	if i := c.Order.shipment(fact.Shipment); i < 0 || c.Order.Shipments[i].Proof != "" {
		return ShipmentError{Shipment: fact.Shipment}
	}
	if fact.Proof == "" {
		return salesdesk.FieldError{Path: "proof", Rule: salesdesk.RuleRequired}
	}
	return nil
}

// quantitiesFit tries the fact on the lines and names every invariant it breaks.
func quantitiesFit(_ *workflow.Command, c Case) error {
	if c.Fact == nil {
		return nil
	}
	on, quantities := moving(c.Fact)
	return c.Order.try(on, quantities, c.Policy.OverDelivery)
}

// moving is what a fact does to quantities.
func moving(f Fact) (Event, []Quantity) {
	switch fact := f.(type) {
	case Shifted:
		return fact.On, fact.Lines
	case Shipped:
		return fact.On, fact.Shipment.Lines
	case Documented:
		return fact.On, fact.Lines
	case ReturnRequested:
		return fact.On, fact.Return.Lines
	default:
		return "", nil
	}
}
