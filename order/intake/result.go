package intake

import (
	"fmt"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// UncleanError is an opening asked of an order that is not accepted as it is.
type UncleanError struct{ Code Code }

func (e UncleanError) Error() string { return "the order is not accepted as it is: " + string(e.Code) }

// MessageID names the text.
func (UncleanError) MessageID() string { return "purchase.unclean" }

// Opening is what [order.New] starts from, under our id and number; an order that is not
// accepted as it is gives an [UncleanError]. It can be confirmed until the last day that the
// customer gave, and has his own order with it.
func (r Result) Opening(id, number string) (order.Opening, error) {
	if r.Code != Accepted {
		return order.Opening{}, UncleanError{Code: r.Code}
	}
	return r.opening(id, number), nil
}

// AsAnswered is the opening of an order that was accepted as the lines say, once the
// customer agrees to that: what is refused is not in it, and what changed has our values. One
// that is rejected or still looked at gives an [UncleanError].
func (r Result) AsAnswered(id, number string) (order.Opening, error) {
	if r.Code != Accepted && r.Code != Conditional {
		return order.Opening{}, UncleanError{Code: r.Code}
	}
	return r.opening(id, number), nil
}

func (r Result) opening(id, number string) order.Opening {
	return order.Opening{ID: id, Number: number, Customer: r.customer, Source: r.source, Agreed: r.Agreed, Channel: r.channel, ValidUntil: r.until, Purchase: r.purchase()}
}

// OverruleError is a proposal that nobody can make of a discrepancy, since what is agreed
// would be something else.
type OverruleError struct {
	Kind    Kind
	Propose Proposal
}

func (e OverruleError) Error() string {
	return fmt.Sprintf("a difference in %s cannot be answered with %s", e.Kind, e.Propose)
}

// MessageID names the text.
func (OverruleError) MessageID() string { return "purchase.overrule" }

// Overrule is the result after a person looked at the discrepancies of a path of the order,
// with another proposal for them and the codes that follow. What is agreed stays as it is:
// so only who, where and when, and the customer's own sums, can be accepted; only a line
// that is in what is agreed can be changed, and only one that is not can be refused. The
// whole can always be refused, and everything be asked. What cannot is an [OverruleError];
// a path without a discrepancy is a problem.
func (r Result) Overrule(path string, p Proposal) (Result, error) {
	if !slices.Contains([]Proposal{ProposeAccept, ProposeChange, ProposeRefuse, ProposeAsk}, p) {
		return r, salesdesk.FieldError{Path: "propose", Rule: salesdesk.RuleOneOf, Param: "accept, change, refuse, ask"}
	}
	next, found := r, false
	next.Lines, next.Discrepancies = slices.Clone(r.Lines), slices.Clone(r.Discrepancies)
	for i := range next.Discrepancies {
		d := &next.Discrepancies[i]
		if d.Path != path {
			continue
		}
		if !r.may(d, p) {
			return r, OverruleError{Kind: d.Kind, Propose: p}
		}
		d.Propose, found = p, true
	}
	if !found {
		return r, salesdesk.FieldError{Path: "path", Rule: salesdesk.RuleReference, Param: path}
	}
	next.decide()
	return next, nil
}

// may reports whether a proposal leaves what is agreed as it is.
func (r *Result) may(d *Discrepancy, p Proposal) bool {
	i := slices.IndexFunc(r.Lines, func(m Matched) bool { return d.Line != "" && m.Line == d.Line })
	held := i >= 0 && slices.ContainsFunc(r.Agreed.Lines, func(l pricing.PricedLine) bool { return l.ID == r.Lines[i].Agreed })
	switch p {
	case ProposeAccept:
		return d.Within && (d.Kind != DiffPrice || !r.told[d.Line]) || slices.Contains([]Kind{DiffBuyer, DiffSeller, DiffAddress, DiffReference, DiffValidity, DiffDate, DiffDays, DiffNet, DiffTotal}, d.Kind)
	case ProposeChange:
		return i < 0 || held
	case ProposeRefuse:
		return !held
	default:
		return true
	}
}

// decide makes the codes of the proposals: the worst of a line is its code, and the lines
// make the code of the order.
func (r *Result) decide() {
	worst, whole := make(map[string]Proposal, len(r.Lines)), Proposal("")
	for _, d := range r.Discrepancies {
		if d.Line == "" {
			whole = whole.worse(d.Propose)
		} else {
			worst[d.Line] = worst[d.Line].worse(d.Propose)
		}
	}
	changed, left := false, false
	for i := range r.Lines {
		code := LineAccepted
		switch worst[r.Lines[i].Line] {
		case ProposeChange:
			code = LineChanged
		case ProposeRefuse:
			code = LineRefused
		case ProposeAsk:
			whole = ProposeAsk
		case ProposeAccept, "":
		}
		r.Lines[i].Code = code
		changed, left = changed || code != LineAccepted, left || code != LineRefused
	}
	switch {
	case whole == ProposeRefuse || !left:
		r.Code = Rejected
	case whole == ProposeAsk:
		r.Code = Acknowledged
	case changed || whole == ProposeChange:
		r.Code = Conditional
	default:
		r.Code = Accepted
	}
}
