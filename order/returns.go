package order

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// RequestReturn asks to send goods back: no more than what was delivered and is not
// on its way back already.
func (o Order) RequestReturn(r *Rules, cmd *workflow.Command, request Return) (Order, error) {
	if err := o.ready(r, cmd); err != nil {
		return o, err
	}
	request = Return{
		ID: request.ID, Status: r.returns.Definition().Initial, Ground: request.Ground, Complaint: request.Complaint, Law: request.Law,
		Lines: slices.Clone(request.Lines), RequestedAt: cmd.At.UTC(),
	}
	return o.do(r, RequestReturn, cmd, nil, func(m Moved) Fact { return ReturnRequested{Moved: m, Return: request} })
}

// AuthorizeReturn lets the goods come, until the day that the policy sets: within the
// window after delivery and where law does not deny it or leave it to be weighed, or else by
// the sales manager.
func (o Order) AuthorizeReturn(r *Rules, cmd *workflow.Command, id string) (Order, error) {
	fact := ReturnMoved{Return: id}
	if r.Machine().Check() == nil && cmd != nil && r.policy.Returns.BackDays > 0 {
		fact.ReturnBy = r.policy.day(cmd.At).AddDays(r.policy.Returns.BackDays)
	}
	return o.moveReturn(r, Authorize, cmd, fact)
}

// ExpireReturn ends a return of which nothing came by its last day.
func (o Order) ExpireReturn(r *Rules, cmd *workflow.Command, id string) (Order, error) {
	return o.moveReturn(r, ExpireReturn, cmd, ReturnMoved{Return: id})
}

// DispatchReturn notes the label of the parcel, or the pickup, with which the goods left.
func (o Order) DispatchReturn(r *Rules, cmd *workflow.Command, id, label string) (Order, error) {
	return o.moveReturn(r, Dispatch, cmd, ReturnMoved{Return: id, Label: label})
}

// WaiveReturn lets the goods stay with the customer on evidence, such as photographs: all
// of them count as accepted and returned.
func (o Order) WaiveReturn(r *Rules, cmd *workflow.Command, id, evidence string) (Order, error) {
	fact := ReturnMoved{Return: id, Evidence: evidence}
	if i := o.returned(id); i >= 0 {
		asked := totals(o.Returns[i].Lines)
		for _, q := range o.Returns[i].Lines {
			if all, ok := asked[q.Line]; ok {
				fact.Verdicts = append(fact.Verdicts, Verdict{Line: q.Line, Accepted: all, Disposition: Stays})
				delete(asked, q.Line)
			}
		}
	}
	return o.moveReturn(r, WaiveReturn, cmd, fact)
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
		if receivedAll(cmd, ReturnCase{Order: &o, Return: &o.Returns[i]}, ReturnMoved{Received: lines}) == nil {
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

// ProposeReturnRemedy gives one remedy for all that was accepted: a refund is all that is
// refundable, less the restocking fee of the policy where law lets it be charged.
func (o Order) ProposeReturnRemedy(r *Rules, cmd *workflow.Command, id string, remedy Remedy) (Order, error) {
	return o.propose(r, cmd, id, func(ret *Return) ([]LineRemedy, error) { return o.proposed(ret, remedy, &r.policy.Returns) })
}

// ProposeReturnRemedies says what the customer gets, line by line. A refund that names no
// amount is of all that is refundable.
func (o Order) ProposeReturnRemedies(r *Rules, cmd *workflow.Command, id string, remedies []LineRemedy) (Order, error) {
	return o.propose(r, cmd, id, func(ret *Return) ([]LineRemedy, error) { return o.valued(ret, remedies) })
}

func (o Order) propose(r *Rules, cmd *workflow.Command, id string, remedies func(*Return) ([]LineRemedy, error)) (Order, error) {
	if err := o.ready(r, cmd); err != nil {
		return o, err
	}
	fact := ReturnMoved{Return: id}
	var problems salesdesk.Problems
	if i := o.returned(id); i >= 0 {
		var err error
		fact.Remedies, err = remedies(&o.Returns[i])
		problems.Add(err)
	}
	next, err := o.moveReturn(r, ProposeRemedy, cmd, fact)
	problems.Add(err)
	if err := problems.Err(); err != nil {
		return o, err
	}
	return next, nil
}

// SettleReturn closes a return that has one kind of remedy, with the number of its credit
// note or of the order that replaces or repairs.
func (o Order) SettleReturn(r *Rules, cmd *workflow.Command, id, document string) (Order, error) {
	var documents []RemedyDocument
	if i := o.returned(id); i >= 0 && document != "" && len(o.Returns[i].Remedies) > 0 {
		documents = []RemedyDocument{{Remedy: o.Returns[i].Remedies[0].Remedy, Document: document}}
	}
	return o.SettleReturnBy(r, cmd, id, documents)
}

// SettleReturnBy closes the return with a document for every kind of remedy. What was
// repaired, or is kept, is with the customer again.
func (o Order) SettleReturnBy(r *Rules, cmd *workflow.Command, id string, documents []RemedyDocument) (Order, error) {
	return o.moveReturn(r, Settle, cmd, ReturnMoved{Return: id, Documents: slices.Clone(documents)})
}

// ReopenReturn takes up a closed return again, with a reason, for another remedy.
func (o Order) ReopenReturn(r *Rules, cmd *workflow.Command, id string) (Order, error) {
	return o.moveReturn(r, ReopenReturn, cmd, ReturnMoved{Return: id})
}

func (o Order) moveReturn(r *Rules, on ReturnEvent, cmd *workflow.Command, fact ReturnMoved) (Order, error) {
	if err := o.ready(r, cmd); err != nil {
		return o, err
	}
	i := o.returned(fact.Return)
	if i < 0 {
		return o, ReturnError{Return: fact.Return}
	}
	step, err := r.returns.Decide(o.Returns[i].Status, on, cmd, ReturnCase{Order: &o, Return: &o.Returns[i], Fact: fact, Policy: &r.policy})
	if err != nil {
		return o, err
	}
	fact.Moved, fact.Status, fact.Step = Moved{To: o.Status}, step.To, on
	return o.with(cmd, fact), nil
}

// applyReturn applies a step of a return, to its order's quantities too.
func (o *Order) applyReturn(c *Change, fact ReturnMoved) {
	i := o.returned(fact.Return)
	if i < 0 {
		return
	}
	before := o.Returns[i]
	o.Returns = slices.Clone(o.Returns)
	o.Returns[i] = before.after(c, fact)
	o.applyReturnQuantities(before, fact)
}

// after is the return once a step was made.
func (r Return) after(c *Change, fact ReturnMoved) Return {
	r.Status = fact.Status
	switch fact.Step {
	case Authorize:
		r.ReturnBy = fact.ReturnBy
	case Dispatch:
		r.Label = fact.Label
	case ReceivePart, Receive:
		r.Received = append(slices.Clip(r.Received), fact.Received...)
	case Inspect, WaiveReturn:
		r.Verdicts, r.Evidence = fact.Verdicts, fact.Evidence
	case ProposeRemedy:
		r.Remedies = fact.Remedies
	case Settle:
		r.Documents, r.ClosedAt = append(slices.Clip(r.Documents), fact.Documents...), c.At
	case ReopenReturn:
		r.Settled, r.Remedies = append(slices.Clip(r.Settled), r.Remedies...), nil
	default: // moves the return alone
	}
	return r
}

// applyReturnQuantities closes what was open: returned as far as it was accepted,
// dismissed as far as it came and was refused, and delivered as before where it
// never came.
func (o *Order) applyReturnQuantities(ret Return, fact ReturnMoved) {
	edit := o.editor(len(ret.Lines) + len(ret.Remedies))
	switch fact.Step {
	case RejectReturn, CancelReturn, ExpireReturn:
		for _, q := range ret.Lines {
			line := edit(q.Line)
			line.ReturnOpen = sub(line.ReturnOpen, q.Quantity)
		}
	case Inspect:
		for _, q := range ret.Lines {
			line := edit(q.Line)
			line.ReturnOpen = sub(line.ReturnOpen, q.Quantity)
		}
		for _, q := range ret.Received {
			line := edit(q.Line)
			line.Dismissed = add(line.Dismissed, q.Quantity)
		}
		for _, v := range fact.Verdicts {
			line := edit(v.Line)
			line.Returned = add(line.Returned, v.Accepted)
			line.Dismissed = sub(line.Dismissed, v.Accepted)
			line.Released = add(line.Released, v.Accepted)
		}
	case WaiveReturn:
		for _, v := range fact.Verdicts {
			line := edit(v.Line)
			line.ReturnOpen, line.Returned = sub(line.ReturnOpen, v.Accepted), add(line.Returned, v.Accepted)
			line.Released = add(line.Released, v.Accepted)
		}
	case ProposeRemedy:
		o.release(&ret, fact.Remedies, false)
	case Settle:
		for _, r := range ret.Remedies {
			if line := edit(r.Line); r.stays() {
				line.Returned = sub(line.Returned, r.Quantity)
			}
		}
	case ReopenReturn:
		for _, r := range ret.Remedies {
			if line := edit(r.Line); r.stays() {
				line.Returned = add(line.Returned, r.Quantity)
			}
		}
		o.release(&ret, ret.Remedies, true)
	default: // moves the return, not its quantities
	}
}

// release leaves out of what is owed what remedies give back in money alone, in the place of
// all that was accepted: what is replaced, repaired or kept is owed. Undone, it is all again.
func (o *Order) release(ret *Return, remedies []LineRemedy, undone bool) {
	edit, gives := o.editor(len(ret.Verdicts)), given(ret.Settled, remedies)
	for _, v := range ret.Verdicts {
		line := edit(v.Line)
		owed := sub(v.Accepted, gives[v.Line])
		if undone {
			owed = sub(salesdesk.Amount{}, owed)
		}
		line.Released = sub(line.Released, owed)
	}
}

// given is what of every line remedies give back in money, those of before a reopening too:
// all that is refunded, and what was paid back of what is kept.
func given(settled, remedies []LineRemedy) map[string]salesdesk.Amount {
	before, now := spanned(settled), make(map[string]salesdesk.Amount, len(remedies))
	for i := range remedies {
		r := &remedies[i]
		part := r.Span.length()
		if r.Remedy == Refund {
			part, before[r.Line] = r.Quantity, sub(before[r.Line], smaller(before[r.Line], r.Quantity))
		}
		now[r.Line] = add(now[r.Line], part)
	}
	for line, quantity := range before {
		now[line] = add(now[line], quantity)
	}
	return now
}
