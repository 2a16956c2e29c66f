package quote

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
)

// Approval says from where on an offer needs the sales manager. A limit of zero is
// not looked at; the zero value asks for no approval.
type Approval struct {
	MaxDiscount salesdesk.Amount `json:"max_discount,omitzero"` // a ratio of list: 0.10 is 10 %
	MinMargin   salesdesk.Amount `json:"min_margin,omitzero"`   // a ratio of net
	MaxTotal    salesdesk.Amount `json:"max_total,omitzero"`    // without VAT, in the currency of the quote
	MaxDays     int              `json:"max_days,omitempty"`    // to pay
}

// RequirementKind names what asks for approval.
type RequirementKind string

// The kinds of requirement.
const (
	DiscountTooHigh RequirementKind = "discount"
	MarginTooLow    RequirementKind = "margin"
	TotalTooHigh    RequirementKind = "total"
	TermTooLong     RequirementKind = "term"
)

// Requirement is one reason why an offer needs approval: what it has and what the
// limit is. It is an error where it stands in the way. Internal: it is not for
// customers.
type Requirement struct {
	Kind  RequirementKind  `json:"kind"`
	Limit salesdesk.Amount `json:"limit"`
	Value salesdesk.Amount `json:"value"`
}

func (r Requirement) Error() string {
	return fmt.Sprintf("needs approval: %s %s, limit %s", r.Kind, r.Value, r.Limit)
}

// MessageID names the requirement's text.
func (r Requirement) MessageID() string { return "quote.requirement." + string(r.Kind) }

// Requirements are the reasons why the content needs approval, all of them, in a
// fixed order.
func (a Approval) Requirements(c Content) []Requirement {
	var all []Requirement
	add := func(kind RequirementKind, limit salesdesk.Amount, value *salesdesk.Amount, beyond bool) {
		if value != nil && !limit.IsZero() && beyond {
			all = append(all, Requirement{Kind: kind, Limit: limit, Value: *value})
		}
	}
	discount, margin, total := c.Explanation.Discount, c.Explanation.MarginRatio, c.Priced.Totals.TaxExclusive
	add(DiscountTooHigh, a.MaxDiscount, discount, discount != nil && discount.GreaterThan(a.MaxDiscount.Decimal))
	add(MarginTooLow, a.MinMargin, margin, margin != nil && margin.LessThan(a.MinMargin.Decimal))
	add(TotalTooHigh, a.MaxTotal, &total, total.GreaterThan(a.MaxTotal.Decimal))
	days, limit := whole(c.Conditions.PaymentDays), whole(a.MaxDays)
	add(TermTooLong, limit, &days, c.Conditions.PaymentDays > a.MaxDays)
	return all
}

func whole(n int) salesdesk.Amount { return salesdesk.MustAmount(fmt.Sprint(n)) }
