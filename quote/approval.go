package quote

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
)

// Approval says who must grant what before an offer leaves the house: a chain of levels,
// granted in order. The zero value asks for no approval.
type Approval struct {
	Levels []Level `json:"levels,omitempty"`
	// NoWorse lets a grant go along to a revision in which nothing it was asked for is
	// worse. Otherwise a grant is for one digest, and every revision asks again.
	NoWorse bool `json:"no_worse,omitempty"`
}

// Level is one link of the chain: whoever has its role grants what passes its limits.
type Level struct {
	Name string           `json:"name,omitempty"` // empty is that of the role
	Role salesdesk.Role   `json:"role,omitempty"` // who grants it; empty is the sales manager
	Of   []salesdesk.Role `json:"of,omitempty"`   // authors it is for; empty is everybody
	Limits
}

// Limits are what an author may offer without the level. A limit of nil is not looked
// at; one of 0 lets nothing through.
type Limits struct {
	// MaxDiscount is a ratio of the book's prices: 0.10 is 10 %. A cash discount and what is
	// set aside for the buyer count, as they do for MinMargin; so does every option alone.
	MaxDiscount *salesdesk.Amount `json:"max_discount,omitempty"`
	// MinMargin is a ratio of the revenue. Lines whose cost is not known pass it too:
	// what cannot be seen is not let through.
	MinMargin *salesdesk.Amount `json:"min_margin,omitempty"`
	// MaxTotal is without VAT, with the dearest option alone. A quote in another currency passes it.
	MaxTotal *salesdesk.Money `json:"max_total,omitempty"`
	MaxDays  *int             `json:"max_days,omitempty"` // to pay, at most
}

// RequirementKind names what asks for approval.
type RequirementKind string

// The kinds of requirement, in the order in which they are named.
const (
	DiscountTooHigh RequirementKind = "discount"
	MarginTooLow    RequirementKind = "margin"
	CostUnknown     RequirementKind = "cost"
	TotalTooHigh    RequirementKind = "total"
	OtherCurrency   RequirementKind = "currency"
	TermTooLong     RequirementKind = "term"
)

// Requirement is one reason why an offer needs a level: what it has and what the limit
// is. It is an error where it stands in the way. Internal: it is not for customers.
type Requirement struct {
	Level    string             `json:"level"`
	Role     salesdesk.Role     `json:"role"`
	Kind     RequirementKind    `json:"kind"`
	Limit    salesdesk.Amount   `json:"limit"`
	Value    salesdesk.Amount   `json:"value"`
	Currency salesdesk.Currency `json:"currency,omitempty"` // of the value, for a total
	Option   string             `json:"option,omitempty"`   // the line that the offer has it with, where it has it with an option only
}

func (r Requirement) Error() string {
	return fmt.Sprintf("needs %s: %s %s, limit %s", r.Level, r.Kind, r.Value, r.Limit)
}

// MessageID names the requirement's text.
func (r Requirement) MessageID() string { return "quote.requirement." + string(r.Kind) }

// Total is the value of a total as money.
func (r Requirement) Total() salesdesk.Money {
	return salesdesk.Money{Amount: r.Value, Currency: r.Currency}
}

// Most is the limit of a total as money.
func (r Requirement) Most() salesdesk.Money {
	return salesdesk.Money{Amount: r.Limit, Currency: r.Currency}
}

// exceeds reports whether r is worse than what was granted as other.
func (r Requirement) exceeds(other Requirement) bool {
	if r.Kind == MarginTooLow {
		return r.Value.LessThan(other.Value.Decimal)
	}
	return r.Value.GreaterThan(other.Value.Decimal)
}

// Requirements are the reasons why a content needs approval, of every level in the
// order of the chain, in a fixed order each. The author is who offers it.
func (a Approval) Requirements(c Content, author salesdesk.Role) []Requirement {
	var all []Requirement
	for _, level := range a.Levels {
		if len(level.Of) == 0 || slices.Contains(level.Of, author) {
			all = append(all, level.requirements(&c)...)
		}
	}
	return all
}

func (l Level) role() salesdesk.Role {
	if l.Role == "" {
		return salesdesk.SalesManager
	}
	return l.Role
}

func (l Level) name() string {
	if l.Name == "" {
		return string(l.role())
	}
	return l.Name
}

// requirements are what of a content passes the limits.
func (l Level) requirements(c *Content) []Requirement {
	all := l.ofMoney(c)
	if l.MaxDays != nil && c.Conditions.Payment().Longest() > *l.MaxDays {
		all = append(all, Requirement{Kind: TermTooLong, Limit: count(*l.MaxDays), Value: count(c.Conditions.Payment().Longest())})
	}
	for i := range all {
		all[i].Level, all[i].Role = l.name(), l.role()
	}
	return all
}

func (l Level) ofMoney(c *Content) []Requirement {
	var all []Requirement
	e := &c.Explanation
	all = append(all, l.ofLevels(given{
		discount: cmp.Or(e.PocketDiscount, e.Discount), margin: cmp.Or(e.PocketMarginRatio, e.MarginRatio), withoutCost: e.WithoutCost,
	})...)
	for i := range e.Options {
		o := &e.Options[i]
		with := l.ofLevels(given{
			option: o.ID, discount: cmp.Or(o.PocketDiscount, o.Discount), margin: cmp.Or(o.PocketMarginRatio, o.MarginRatio), withoutCost: o.WithoutCost,
		})
		all = append(all, slices.DeleteFunc(with, func(r Requirement) bool {
			return slices.ContainsFunc(all, func(of Requirement) bool { return of.Kind == r.Kind && !r.exceeds(of) })
		})...)
	}
	return append(all, l.ofTotal(c)...)
}

// ofTotal is a total that passes the limit: that of the document, or else the highest with
// an option of it.
func (l Level) ofTotal(c *Content) []Requirement {
	if l.MaxTotal == nil {
		return nil
	}
	most := Requirement{Kind: TotalTooHigh, Limit: l.MaxTotal.Amount, Value: c.Priced.Totals.TaxExclusive, Currency: c.Priced.Currency}
	if l.MaxTotal.Currency != c.Priced.Currency {
		most.Kind = OtherCurrency
		return []Requirement{most}
	}
	limit := l.MaxTotal.Amount.Decimal
	for i := range c.Priced.Options {
		o := &c.Priced.Options[i]
		with := c.Priced.Totals.TaxExclusive.Add(o.TaxExclusive.Decimal)
		if !c.Priced.Totals.TaxExclusive.GreaterThan(limit) && with.GreaterThan(most.Value.Decimal) {
			most.Value, most.Option = salesdesk.Amount{Decimal: with}, o.ID
		}
	}
	if !most.Value.GreaterThan(limit) {
		return nil
	}
	return []Requirement{most}
}

// given is what an offer gives away, with an option of it where one is named.
type given struct {
	option           string
	discount, margin *salesdesk.Amount
	withoutCost      int
}

func (l Level) ofLevels(g given) []Requirement {
	var all []Requirement
	if l.MaxDiscount != nil && g.discount != nil && g.discount.GreaterThan(l.MaxDiscount.Decimal) {
		all = append(all, Requirement{Kind: DiscountTooHigh, Limit: *l.MaxDiscount, Value: *g.discount, Option: g.option})
	}
	if l.MinMargin != nil && g.margin != nil && g.margin.LessThan(l.MinMargin.Decimal) {
		all = append(all, Requirement{Kind: MarginTooLow, Limit: *l.MinMargin, Value: *g.margin, Option: g.option})
	}
	if l.MinMargin != nil && g.withoutCost > 0 {
		all = append(all, Requirement{Kind: CostUnknown, Value: count(g.withoutCost), Option: g.option})
	}
	return all
}

func count(n int) salesdesk.Amount { return salesdesk.MustAmount(strconv.Itoa(n)) }

// check is every problem of the chain.
func (a Approval) check() error {
	var problems salesdesk.Problems
	if len(a.Levels) > MaxLevels {
		return salesdesk.FieldError{Path: "levels", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxLevels)}
	}
	seen := map[string]bool{}
	for i, l := range a.Levels {
		path := salesdesk.Index("levels", i)
		if seen[l.name()] {
			problems.Add(salesdesk.FieldError{Path: path + ".name", Rule: salesdesk.RuleDuplicate, Param: l.name()})
		}
		seen[l.name()] = true
		problems.AddAt(path, l.check())
	}
	return problems.Err()
}

func (l Level) check() error {
	var problems salesdesk.Problems
	for _, limit := range []struct {
		path string
		low  bool
	}{
		{"max_discount", l.MaxDiscount != nil && l.MaxDiscount.IsNegative()},
		{"max_total", l.MaxTotal != nil && l.MaxTotal.Amount.IsNegative()},
		{"max_days", l.MaxDays != nil && *l.MaxDays < 0},
	} {
		if limit.low {
			problems.Add(salesdesk.FieldError{Path: limit.path, Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
	if l.MaxTotal != nil {
		problems.AddAt("max_total", l.MaxTotal.Check())
	}
	return problems.Err()
}
