package quote

import (
	"github.com/interne-sales/salesdesk"
)

// Offer is what the customer proposes instead: another price or quantity of some
// lines, another total, other conditions, or words. What is not said stays as offered.
type Offer struct {
	Lines         []OfferLine       `json:"lines,omitempty"`
	Total         *salesdesk.Amount `json:"total,omitempty"` // BT-109, without VAT
	PaymentDays   *int              `json:"payment_days,omitempty"`
	DeliveryPlace string            `json:"delivery_place,omitempty"`
	Promises      []Promise         `json:"promises,omitempty"` // the days on which lines are wanted
	Text          string            `json:"text,omitempty"`
}

// OfferLine is what the customer proposes for a line.
type OfferLine struct {
	Line     string            `json:"line"`
	Price    *salesdesk.Amount `json:"price,omitempty"` // for the line's base quantity
	Quantity *salesdesk.Amount `json:"quantity,omitempty"`
}

// says reports whether anything is proposed.
func (o Offer) says() bool {
	return len(o.Lines) > 0 || o.Total != nil || o.PaymentDays != nil || o.DeliveryPlace != "" || len(o.Promises) > 0 || o.Text != ""
}

// check is every problem of an offer for a content, with its path.
func (o Offer) check(c Content) error {
	var problems salesdesk.Problems
	required(&problems, field{"offer", !o.says()})
	seen := map[string]bool{}
	for i, l := range o.Lines {
		path := salesdesk.Index("offer.lines", i)
		if _, ok := c.quantity(l.Line); !ok {
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleReference, Param: l.Line})
		}
		if seen[l.Line] {
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: l.Line})
		}
		seen[l.Line] = true
		problems.AddAt(path, negative(field{"price", l.Price != nil && l.Price.IsNegative()}, field{"quantity", l.Quantity != nil && l.Quantity.IsNegative()}))
	}
	problems.AddAt("offer", negative(field{"total", o.Total != nil && o.Total.IsNegative()}, field{"payment_days", o.PaymentDays != nil && *o.PaymentDays < 0}))
	for i, p := range o.Promises {
		problems.AddAt(salesdesk.Index("offer.promises", i), c.checkLine(p.Line, p.Date, "date"))
	}
	return problems.Err()
}

// negative names the fields that are below zero.
func negative(fields ...field) error {
	var problems salesdesk.Problems
	for _, f := range fields {
		if f.missing {
			problems.Add(salesdesk.FieldError{Path: f.path, Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
	return problems.Err()
}
