package order

import (
	"slices"

	"github.com/interne-sales/salesdesk/workflow"
)

// RequestReturn asks to send goods back: no more than what was delivered and is not
// on its way back already.
func (o Order) RequestReturn(r *Rules, cmd *workflow.Command, request Return) (Order, error) {
	if err := ready(r, cmd, o.Version); err != nil {
		return o, err
	}
	request = Return{ID: request.ID, Status: r.returns.Definition().Initial, Complaint: request.Complaint, Lines: slices.Clone(request.Lines)}
	return o.do(r, RequestReturn, cmd, nil, func(m Moved) Fact { return ReturnRequested{Moved: m, Return: request} })
}

// AuthorizeReturn lets the goods come.
func (o Order) AuthorizeReturn(r *Rules, cmd *workflow.Command, id string) (Order, error) {
	return o.moveReturn(r, Authorize, cmd, ReturnMoved{Return: id})
}

// RejectReturn refuses the return, with a reason.
func (o Order) RejectReturn(r *Rules, cmd *workflow.Command, id string) (Order, error) {
	return o.moveReturn(r, RejectReturn, cmd, ReturnMoved{Return: id})
}

// CancelReturn ends a return of which nothing came yet.
func (o Order) CancelReturn(r *Rules, cmd *workflow.Command, id string) (Order, error) {
	return o.moveReturn(r, CancelReturn, cmd, ReturnMoved{Return: id})
}

// ReceiveReturn notes what was counted in: all that was authorised, or a part.
// More is refused.
func (o Order) ReceiveReturn(r *Rules, cmd *workflow.Command, id string, lines []Quantity) (Order, error) {
	on := ReceivePart
	if i := o.returned(id); i >= 0 {
		ret := o.Returns[i]
		fact := ReturnMoved{Received: lines}
		if receivedAll(cmd, ReturnCase{Order: &o, Return: &ret, Fact: fact}) == nil {
			on = Receive
		}
	}
	return o.moveReturn(r, on, cmd, ReturnMoved{Return: id, Received: slices.Clone(lines)})
}

// CloseReceipt goes on with what came, with a reason; the rest is open no more.
func (o Order) CloseReceipt(r *Rules, cmd *workflow.Command, id string) (Order, error) {
	return o.moveReturn(r, CloseReceipt, cmd, ReturnMoved{Return: id})
}

// InspectReturn accepts or refuses what came, line by line.
func (o Order) InspectReturn(r *Rules, cmd *workflow.Command, id string, verdicts []Verdict) (Order, error) {
	return o.moveReturn(r, Inspect, cmd, ReturnMoved{Return: id, Verdicts: slices.Clone(verdicts)})
}

// ProposeReturnRemedy says what the customer gets.
func (o Order) ProposeReturnRemedy(r *Rules, cmd *workflow.Command, id string, remedy Remedy) (Order, error) {
	return o.moveReturn(r, ProposeRemedy, cmd, ReturnMoved{Return: id, Remedy: remedy})
}

// SettleReturn closes the return with the number of its credit note or replacement.
func (o Order) SettleReturn(r *Rules, cmd *workflow.Command, id, document string) (Order, error) {
	return o.moveReturn(r, Settle, cmd, ReturnMoved{Return: id, Document: document})
}

func (o Order) moveReturn(r *Rules, on ReturnEvent, cmd *workflow.Command, fact ReturnMoved) (Order, error) {
	if err := ready(r, cmd, o.Version); err != nil {
		return o, err
	}
	i := o.returned(fact.Return)
	if i < 0 {
		return o, ReturnError{Return: fact.Return}
	}
	step, err := r.returns.Decide(o.Returns[i].Status, on, cmd, ReturnCase{Order: &o, Return: &o.Returns[i], Fact: fact})
	if err != nil {
		return o, err
	}
	fact.Moved, fact.Status, fact.Step = Moved{To: o.Status}, step.To, on
	return o.with(cmd, fact), nil
}

// applyReturn applies a step of a return, to its order's quantities too.
func (o *Order) applyReturn(fact ReturnMoved) {
	i := o.returned(fact.Return)
	if i < 0 {
		return
	}
	ret := o.Returns[i]
	ret.Status = fact.Status
	ret.Received = append(slices.Clip(ret.Received), fact.Received...)
	if len(fact.Verdicts) > 0 {
		ret.Verdicts = fact.Verdicts
	}
	if fact.Remedy != "" {
		ret.Remedy = fact.Remedy
	}
	if fact.Document != "" {
		ret.Document = fact.Document
	}
	o.Returns = slices.Clone(o.Returns)
	o.Returns[i] = ret
	o.applyReturnQuantities(ret, fact)
}

// applyReturnQuantities closes what was open: returned as far as it was accepted,
// dismissed as far as it came and was refused, and delivered as before where it
// never came.
func (o *Order) applyReturnQuantities(ret Return, fact ReturnMoved) {
	switch fact.Step {
	case RejectReturn, CancelReturn:
		for _, q := range ret.Lines {
			line := o.edit(q.Line)
			line.ReturnOpen = sub(line.ReturnOpen, q.Quantity)
		}
	case Inspect:
		for _, q := range ret.Lines {
			line, came := o.edit(q.Line), total(ret.Received, q.Line)
			line.ReturnOpen = sub(line.ReturnOpen, q.Quantity)
			line.Dismissed = add(line.Dismissed, came)
		}
		for _, v := range ret.Verdicts {
			line := o.edit(v.Line)
			line.Returned = add(line.Returned, v.Accepted)
			line.Dismissed = sub(line.Dismissed, v.Accepted)
		}
	default: // moves the return, not its quantities
	}
}
