package quote

import "github.com/interne-sales/salesdesk"

// Offer is what the customer proposes instead: another price or quantity of some
// lines, another total, other conditions, or words. What is not said stays as offered.
type Offer struct {
	Lines         []OfferLine       `json:"lines,omitempty"`   // an option among them is taken
	Options       []string          `json:"options,omitempty"` // offered options and alternatives that he takes
	Total         *salesdesk.Amount `json:"total,omitempty"`   // BT-109, without VAT; of prices with VAT in them, what they come to
	PaymentDays   *int              `json:"payment_days,omitempty"`
	DeliveryPlace string            `json:"delivery_place,omitempty"`
	Promises      []Promise         `json:"promises,omitempty"` // the days on which lines are wanted
	Text          string            `json:"text,omitempty"`
}

// OfferLine is what the customer proposes for a line.
type OfferLine struct {
	Line     string            `json:"line"`
	SKU      string            `json:"sku,omitempty"`   // of a line that was not offered
	Price    *salesdesk.Amount `json:"price,omitempty"` // as it was offered: for its base quantity, of one period, with VAT where prices have it in them
	Quantity *salesdesk.Amount `json:"quantity,omitempty"`
}

// quantity is what is wanted of the line, as offered where nothing is said.
func (l OfferLine) quantity(offered salesdesk.Amount) salesdesk.Amount {
	if l.Quantity == nil {
		return offered
	}
	return *l.Quantity
}

// refused reports whether nothing of the line is wanted.
func (l *OfferLine) refused() bool { return l != nil && l.Quantity != nil && l.Quantity.IsZero() }

// byLine are the lines of an offer by their id.
func byLine(lines []OfferLine) map[string]*OfferLine {
	all := make(map[string]*OfferLine, len(lines))
	for i := range lines {
		all[lines[i].Line] = &lines[i]
	}
	return all
}

// says reports whether anything is proposed.
func (o Offer) says() bool {
	return len(o.Lines) > 0 || len(o.Options) > 0 || o.Total != nil || o.PaymentDays != nil || o.DeliveryPlace != "" || len(o.Promises) > 0 || o.Text != ""
}

// check is every problem of an offer for a content, with its path.
func (o Offer) check(c Content) error {
	var problems salesdesk.Problems
	required(&problems, field{"offer", !o.says()})
	if len(o.Options) > 0 {
		problems.AddAt("offer", c.checkChoice(o.Options))
	}
	seen, offered := map[string]bool{}, c.offeredLines()
	for i, l := range o.Lines {
		path := salesdesk.Index("offer.lines", i)
		_, known := c.offered(l.Line)
		problems.AddAt(path, l.check(known))
		if seen[l.Line] {
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: l.Line})
		}
		seen[l.Line] = true
	}
	problems.AddAt("offer", negative(field{"total", o.Total != nil && o.Total.IsNegative()}, field{"payment_days", o.PaymentDays != nil && *o.PaymentDays < 0}))
	for i, p := range o.Promises {
		problems.AddAt(salesdesk.Index("offer.promises", i), dayOf(offered, p.Line, p.Date, "date"))
	}
	return problems.Err()
}

func (l OfferLine) check(known bool) error {
	var problems salesdesk.Problems
	switch {
	case !known && l.SKU == "":
		problems.Add(salesdesk.FieldError{Path: "line", Rule: salesdesk.RuleReference, Param: l.Line})
	case !known && l.Quantity == nil:
		problems.Add(salesdesk.FieldError{Path: "quantity", Rule: salesdesk.RuleRequired})
	}
	problems.Add(negative(field{"price", l.Price != nil && l.Price.IsNegative()}, field{"quantity", l.Quantity != nil && l.Quantity.IsNegative()}))
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
