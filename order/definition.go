package order

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
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

// Coming is the fact to come: see [workflow.OnFact].
func (c Case) Coming() workflow.Fact { return c.Fact }

// Definition is the table of an order's life. Rows without a target change lines
// and leave the status as it is.
func Definition() workflow.Definition[Status, Event, Case] {
	type (
		row    = workflow.Transition[Status, Event, Case]
		from   = []Status
		roles  = []salesdesk.Role
		guards = []*workflow.Guard[Case]
	)
	g := newGuards()
	desk := roles{salesdesk.InsideSales, salesdesk.ExternalSales}
	manager := roles{salesdesk.SalesManager}
	clerks := roles{salesdesk.InsideSales, salesdesk.ExternalSales, salesdesk.SalesManager}
	anyone := roles{salesdesk.InsideSales, salesdesk.ExternalSales, salesdesk.SalesManager, salesdesk.Finance, salesdesk.Warehouse, salesdesk.Purchasing, salesdesk.System}
	buyer := roles{salesdesk.Customer}
	either := roles{salesdesk.Customer, salesdesk.InsideSales}
	stock := roles{salesdesk.Warehouse, salesdesk.System}
	books := roles{salesdesk.Finance, salesdesk.System}
	unanswered := from{Draft, Submitted, ChangePending, ChangeRequested}
	live := from{Draft, Submitted, ChangePending, ChangeRequested, Confirmed}
	underway := from{Confirmed, ChangePending, ChangeRequested}
	return workflow.Definition[Status, Event, Case]{
		ID: "order", Version: 2, Initial: Draft, States: states(),
		Transitions: []row{
			{On: Submit, From: from{Draft}, To: Submitted, If: guards{g.valid}, By: roles{salesdesk.InsideSales, salesdesk.Customer, salesdesk.System}},
			{On: Confirm, From: from{Submitted}, To: Confirmed, If: guards{g.valid, g.free, g.credit, g.dates, g.channel, g.limit}, By: desk},
			{On: Confirm, From: from{Submitted}, To: Confirmed, If: guards{g.valid, g.free, g.credit, g.dates, g.channel}, By: manager},
			{On: Reject, From: from{Submitted}, To: Rejected, If: guards{g.reason, g.unallocated, g.channel}, By: roles{salesdesk.InsideSales, salesdesk.SalesManager}},
			{On: Expire, From: unanswered, To: Expired, If: guards{g.lapsed}, Unless: guards{g.confirmed}, By: roles{salesdesk.System}},
			{On: Cancel, From: live, To: Cancelled, If: guards{g.reason, g.idle, g.unallocated, g.credited, g.inTime}, By: either},
			{On: Cancel, From: live, To: Cancelled, If: guards{g.reason, g.idle, g.credited}, By: manager},
			{On: Complete, From: from{Confirmed}, To: Completed, If: guards{g.closed}, By: roles{salesdesk.System}},
			{On: Reopen, From: from{Completed}, To: Confirmed, If: guards{g.reason, g.window, g.ledger}, By: manager, Reopens: true},

			{On: ProposeChange, From: from{Submitted}, To: ChangePending, If: guards{g.differs, g.changes, g.valid, g.free, g.credit, g.dated, g.channel, g.changeLimit}, By: desk},
			{On: ProposeChange, From: from{Submitted}, To: ChangePending, If: guards{g.differs, g.changes, g.valid, g.free, g.credit, g.dated, g.channel}, By: manager},
			{On: ProposeChange, From: from{Confirmed}, To: ChangePending, If: guards{g.differs, g.changes, g.credit, g.dated, g.channel, g.changeLimit}, By: desk},
			{On: ProposeChange, From: from{Confirmed}, To: ChangePending, If: guards{g.differs, g.changes, g.credit, g.dated, g.channel}, By: manager},
			{On: AcceptChange, From: from{ChangePending}, To: Confirmed, If: guards{g.latest, g.changes, g.confirmed}, By: buyer},
			{On: AcceptChange, From: from{ChangePending}, To: Confirmed, If: guards{g.latest, g.changes, g.valid, g.free}, Unless: guards{g.confirmed}, By: buyer},
			{On: WithdrawChange, From: from{ChangePending}, To: Submitted, Unless: guards{g.confirmed}, By: roles{salesdesk.InsideSales}},
			{On: DeclineChange, From: from{ChangePending}, To: Confirmed, If: guards{g.confirmed}, By: either},
			{On: DeclineFirstChange, From: from{ChangePending}, To: Submitted, Unless: guards{g.confirmed}, By: buyer},
			{On: RequestChange, From: from{Submitted, Confirmed}, To: ChangeRequested, If: guards{g.askable}, By: buyer},
			{On: GrantChange, From: from{ChangeRequested}, To: Confirmed, If: guards{g.confirmed, g.asked, g.changes, g.credit, g.dated, g.changeLimit}, By: desk},
			{On: GrantChange, From: from{ChangeRequested}, To: Confirmed, If: guards{g.confirmed, g.asked, g.changes, g.credit, g.dated}, By: manager},
			{On: GrantFirstChange, From: from{ChangeRequested}, To: Submitted, If: guards{g.asked, g.changes}, Unless: guards{g.confirmed}, By: desk},
			{On: RefuseChange, From: from{ChangeRequested}, To: Confirmed, If: guards{g.reason, g.confirmed}, By: clerks},
			{On: RefuseFirstChange, From: from{ChangeRequested}, To: Submitted, If: guards{g.reason}, Unless: guards{g.confirmed}, By: clerks},
			{On: Substitute, From: from{Confirmed}, If: guards{g.replaceable, g.changes, g.credit, g.dated, g.changeLimit}, Unless: guards{g.blanket}, By: desk},
			{On: Substitute, From: from{Confirmed}, If: guards{g.replaceable, g.changes, g.credit, g.dated}, Unless: guards{g.blanket}, By: manager},

			{On: Reschedule, From: underway, If: guards{g.sendable, g.reschedulable}, Unless: guards{g.blanket}, By: roles{salesdesk.InsideSales, salesdesk.ExternalSales, salesdesk.SalesManager, salesdesk.Purchasing, salesdesk.System}},
			{On: PlaceHold, From: live, If: guards{g.reason, g.holdNamed}, By: anyone},
			{On: FreeHold, From: live, If: guards{g.held, g.ownRole}, By: anyone},
			{On: Allocate, From: from{Confirmed}, If: guards{g.allocatable, g.free, g.fits}, Unless: guards{g.blanket}, By: stock},
			{On: Deallocate, From: underway, If: guards{g.allocated, g.fits}, By: stock},
			{On: PlanShipment, From: from{Confirmed}, If: guards{g.plannable, g.free, g.newShipment, g.fits}, By: stock},
			{On: Ship, From: from{Confirmed}, If: guards{g.shippable, g.free, g.newShipment, g.fits}, Unless: guards{g.blanket}, By: roles{salesdesk.Warehouse}},
			{On: Deliver, From: underway, If: guards{g.onTheWay, g.underWay, g.part}, By: stock},
			{On: CloseShort, From: from{Confirmed}, If: guards{g.closable, g.reason, g.inTime, g.fits}, By: either},
			{On: CancelRemaining, From: from{Confirmed}, If: guards{g.cancellable, g.reason, g.inTime, g.fits}, By: either},
			{On: ReopenLine, From: from{Confirmed}, If: guards{g.cancelled, g.reason, g.fits}, By: roles{salesdesk.InsideSales, salesdesk.SalesManager}},
			{On: CallOff, From: from{Confirmed}, If: guards{g.uncalled, g.blanket, g.callDays, g.callable, g.fits}, By: roles{salesdesk.Customer, salesdesk.InsideSales, salesdesk.System}},
			{On: Prepay, From: live, If: guards{g.newPrepayment}, Unless: guards{g.blanket}, By: books},
			{On: Bill, From: from{Confirmed, Completed, ChangePending, ChangeRequested}, If: guards{g.billable, g.newDocument, g.stage, g.fits}, By: books},
			{On: Credit, From: from{Confirmed, Completed, ChangePending, ChangeRequested}, If: guards{g.invoiced, g.newDocument, g.stage, g.fits}, By: books},
			{On: CreditUndelivered, From: from{Confirmed, ChangePending, ChangeRequested}, If: guards{g.due, g.newDocument, g.fits}, By: books},
			{On: RequestReturn, From: from{Confirmed, Completed, ChangePending, ChangeRequested}, If: guards{g.returnable, g.newReturn, g.fits}, By: either},
		},
	}
}

// named are the guards of the table; rows that share a condition share the guard.
type named struct {
	valid, free, credit, dates, channel, limit, changeLimit, reason, unallocated, lapsed, confirmed, idle, credited, inTime,
	closed, window, ledger, differs, changes, dated, latest, askable, asked, holdNamed, ownRole, fits, newShipment, underWay, part,
	reschedulable, blanket, callDays, callable, newPrepayment, newDocument, stage, newReturn,
	held, allocatable, allocated, plannable, shippable, onTheWay, closable, cancellable, cancelled, uncalled, billable, invoiced, due, returnable,
	sendable, replaceable *workflow.Guard[Case]
}

func newGuards() named {
	guard := workflow.NewGuard[Case]
	return named{
		valid:         guard("not_expired", notExpired),
		free:          guard("no_hold", noHold),
		credit:        workflow.OnFact("credit", withinCredit),
		dates:         workflow.OnFact("promised", promised),
		channel:       workflow.OnFact("channel", inChannel),
		limit:         guard("within_limit", withinLimit),
		changeLimit:   workflow.OnFact("change_within_limit", changeWithinLimit),
		reason:        workflow.NeedsReason[Case](),
		unallocated:   guard("nothing_allocated", nothingAllocated),
		lapsed:        guard("lapsed", lapsed),
		confirmed:     guard("confirmed_before", confirmedBefore),
		idle:          guard("nothing_under_way", nothingUnderWay),
		credited:      workflow.OnFact("advances_credited", prepaymentsCredited),
		inTime:        guard("in_time", inTime),
		closed:        guard("nothing_open", nothingOpen),
		window:        guard("reopen_days", inWindow),
		ledger:        guard("ledger_open", ledgerOpen),
		differs:       workflow.OnFact("differs", differs),
		changes:       workflow.OnFact("change_fits", changeFits),
		dated:         workflow.OnFact("dated", dated),
		latest:        workflow.OnFact("latest_proposal", latest),
		askable:       workflow.OnFact("askable", askable),
		asked:         workflow.OnFact("as_asked", asked),
		holdNamed:     workflow.OnFact("hold_named", holdNamed),
		ownRole:       workflow.OnFact("own_role", ownRole),
		fits:          workflow.OnFact("quantities", quantitiesFit),
		newShipment:   workflow.OnFact("new_shipment", newShipment),
		underWay:      workflow.OnFact("under_way", underWay),
		part:          workflow.OnFact("part_arrived", partArrived),
		reschedulable: workflow.OnFact("dates", reschedulable),
		blanket:       guard("blanket", isBlanket),
		callDays:      guard("call_days", withinBlanket),
		callable:      workflow.OnFact("callable", callable),
		newPrepayment: workflow.OnFact("new_advance", newPrepayment),
		newDocument:   workflow.OnFact("new_document", newDocument),
		stage:         workflow.OnFact("stage", stageOnce),
		newReturn:     workflow.OnFact("new_return", newReturn),
		held:          guard("held", freeable),
		allocatable:   possible("something_ordered", Allocate, ofLine(unallocated)),
		allocated:     possible("something_allocated", Deallocate, ofLine(free)),
		plannable:     possible("something_to_pick", PlanShipment, ofLine(free)),
		shippable:     possible("something_to_ship", Ship, ofLine(shippable)),
		onTheWay:      possible("something_on_the_way", Deliver, onTheWay),
		closable:      possible("something_open", CloseShort, ofLine(closable)),
		cancellable:   possible("something_left", CancelRemaining, ofLine(cancellable)),
		cancelled:     possible("something_cancelled", ReopenLine, ofLine(revivable)),
		uncalled:      possible("something_to_call_off", CallOff, ofLine(uncalled)),
		billable:      possible("something_billable", Bill, ofLine(billable)),
		invoiced:      possible("something_invoiced", Credit, creditable),
		due:           possible("something_due", CreditUndelivered, ofLine(creditDue)),
		returnable:    possible("something_delivered", RequestReturn, ofLine(returnable)),
		sendable:      possible("something_to_send", Reschedule, ofLine(sendable)),
		replaceable:   possible("something_to_replace", Substitute, ofLine(func(l *Line, _ room) salesdesk.Amount { return l.Backorder() })),
	}
}

func states() []workflow.State[Status] {
	return []workflow.State[Status]{
		{Name: Draft, Kind: workflow.Open},
		{Name: Submitted, Kind: workflow.Open},
		{Name: ChangePending, Kind: workflow.Waiting},
		{Name: ChangeRequested, Kind: workflow.Open},
		{Name: Confirmed, Kind: workflow.Open},
		{Name: Completed, Kind: workflow.Final},
		{Name: Cancelled, Kind: workflow.Final},
		{Name: Rejected, Kind: workflow.Final},
		{Name: Expired, Kind: workflow.Final},
	}
}

func noHold(_ *workflow.Command, c Case) error {
	var problems salesdesk.Problems
	for _, h := range c.Order.Holds {
		problems.Add(HoldError{Hold: h})
	}
	return problems.Err()
}

func withinCredit(_ *workflow.Command, c Case, _ Fact) error {
	if c.Confirmation == nil || c.Confirmation.CreditLimit == nil {
		return nil
	}
	_, agreed := c.changing()
	exposure := add(c.Confirmation.Exposure, agreed.Totals.TaxInclusive)
	if less(*c.Confirmation.CreditLimit, exposure) {
		return CreditError{Limit: c.Order.money(*c.Confirmation.CreditLimit), Exposure: c.Order.money(exposure)}
	}
	return nil
}

func promised(cmd *workflow.Command, c Case, _ Fact) error {
	if c.Confirmation == nil {
		return nil
	}
	var problems salesdesk.Problems
	problems.Add(canBeKept(c.Confirmation.Promises, c.Policy.day(cmd.At)))
	given := datesOf(c.Confirmation.Promises)
	for i := range c.Order.Lines {
		line := &c.Order.Lines[i]
		if line.Ordered.IsPositive() && !given[line.ID] && c.Order.Blanket == nil {
			problems.Add(PromiseError{Line: line.ID})
		}
		delete(given, line.ID)
	}
	for _, p := range c.Confirmation.Promises {
		if given[p.Line] {
			problems.Add(LineError{Line: p.Line})
		}
	}
	return problems.Err()
}

func withinLimit(_ *workflow.Command, c Case) error { return c.limit(&c.Order.Agreed) }

func changeWithinLimit(_ *workflow.Command, c Case, _ Fact) error {
	_, agreed := c.changing()
	return c.limit(agreed)
}

func (c *Case) limit(agreed *pricing.Priced) error {
	total := agreed.Totals.TaxExclusive
	if limit := c.Policy.ConfirmLimit; !limit.IsZero() && less(limit, total) {
		return LimitError{Limit: c.Order.money(limit), Total: c.Order.money(total)}
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
		if !l.Closed() || l.Billable().IsPositive() || l.CreditDue.IsPositive() || l.ReturnOpen.IsPositive() {
			return OpenError{Line: l.ID}
		}
		return nil
	})
}

func holdNamed(_ *workflow.Command, _ Case, fact Held) error {
	if fact.Hold == "" {
		return salesdesk.FieldError{Path: "hold", Rule: salesdesk.RuleRequired}
	}
	return nil
}

func ownRole(cmd *workflow.Command, c Case, fact Held) error {
	switch {
	case !c.Order.held(fact.Hold):
		return NoHoldError{Hold: fact.Hold}
	case cmd.Actor.Role != fact.Hold.Role():
		return HoldRoleError{Hold: fact.Hold, Role: fact.Hold.Role()}
	default:
		return nil
	}
}

func newShipment(_ *workflow.Command, c Case, fact Fact) error {
	var id string
	switch fact := fact.(type) {
	case Shipped:
		id = fact.Shipment.ID
	case Planned:
		id = fact.Shipment.ID
	default:
		return nil
	}
	if id == "" {
		return salesdesk.FieldError{Path: "shipment.id", Rule: salesdesk.RuleRequired}
	}
	if c.Order.shipment(id) >= 0 {
		return DuplicateError{ID: id}
	}
	return nil
}

func newReturn(_ *workflow.Command, c Case, fact ReturnRequested) error {
	switch {
	case fact.Return.ID == "":
		return salesdesk.FieldError{Path: "return.id", Rule: salesdesk.RuleRequired}
	case c.Order.returned(fact.Return.ID) >= 0:
		return DuplicateError{ID: fact.Return.ID}
	default:
		return nil
	}
}

func underWay(_ *workflow.Command, c Case, fact Arrived) error {
	if i := c.Order.shipment(fact.Shipment); i < 0 || c.Order.Shipments[i].status() != ShipmentShipped {
		return ShipmentError{Shipment: fact.Shipment}
	}
	if fact.Proof == "" {
		return salesdesk.FieldError{Path: "proof", Rule: salesdesk.RuleRequired}
	}
	return nil
}

// quantitiesFit tries the fact on the lines and names every invariant it breaks.
func quantitiesFit(_ *workflow.Command, c Case, fact Fact) error {
	on, quantities := moving(fact)
	if on == Credit && len(quantities) == 0 && c.Order.onlyMoney() {
		return nil
	}
	return c.Order.try(on, quantities, c.Policy, "")
}

// moving is what a fact does to quantities.
func moving(f Fact) (Event, []Quantity) {
	switch fact := f.(type) {
	case Shifted:
		return fact.On, fact.Lines
	case Shipped:
		return fact.On, fact.Shipment.Lines
	case Planned:
		return PlanShipment, fact.Shipment.Lines
	case Called:
		return CallOff, fact.Lines
	case Documented:
		return fact.On, fact.Lines
	case ReturnRequested:
		return fact.On, fact.Return.Lines
	default:
		return "", nil
	}
}
