package order

import (
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// maxReference bounds a number or reference of the customer, in bytes.
const maxReference = 200

// Purchase is the customer's own order, as he placed it: what documents of ours give back
// to him. Everything in it is optional; the names are those of EN 16931.
type Purchase struct {
	Number    string                 `json:"number,omitempty"` // BT-13, his own
	Issued    calendar.Date          `json:"issued,omitzero"`
	Type      string                 `json:"type,omitempty"`       // UNTDID 1001: 220, 105, 221, 226 or 227; empty is 220, an order
	Reference string                 `json:"reference,omitempty"`  // BT-10, which he wants back
	Contract  string                 `json:"contract,omitempty"`   // BT-12
	DeliverTo *salesdesk.Address     `json:"deliver_to,omitempty"` // BG-15; nil is his own address
	Requested calendar.Date          `json:"requested,omitzero"`   // delivery of what no line says otherwise
	Lines     []PurchaseLine         `json:"lines,omitempty"`
	Refused   []RefusedLine          `json:"refused,omitempty"`  // lines of his that are none of ours
	Articles  []quote.ArticleNumbers `json:"articles,omitempty"` // BT-156, BT-157: what he calls ours
}

// PurchaseLine is what the customer says of a line of ours.
type PurchaseLine struct {
	Line      string        `json:"line"`                 // ours
	OrderLine string        `json:"order_line,omitempty"` // BT-132, his
	Requested calendar.Date `json:"requested,omitzero"`   // delivery; zero is that of the order
	Also      []string      `json:"also,omitempty"`       // his further lines that are of it
	Changed   bool          `json:"changed,omitempty"`    // ours is not what he wrote: another quantity, price or article
}

// RefusedLine is a line of the customer that was refused.
type RefusedLine struct {
	OrderLine string               `json:"order_line"`     // his id
	Name      string               `json:"name,omitempty"` // as he wrote it
	Article   quote.ArticleNumbers `json:"article,omitzero"`
}

// OrderLine is the customer's id of a line of ours (BT-132); empty where he gave none.
func (p *Purchase) OrderLine(line string) string {
	if p == nil {
		return ""
	}
	for i := range p.Lines {
		if p.Lines[i].Line == line {
			return p.Lines[i].OrderLine
		}
	}
	return ""
}

// types are those of an order (UNTDID 1001, as Peppol has them).
const types = "220, 105, 221, 226, 227"

// check names what is wrong with it, and lines that are not agreed.
func (p *Purchase) check(agreed []pricing.PricedLine) error {
	if p == nil {
		return nil
	}
	var problems salesdesk.Problems
	for _, text := range []struct{ path, text string }{{"number", p.Number}, {"reference", p.Reference}, {"contract", p.Contract}} {
		problems.Add(short(text.path, text.text))
	}
	for _, day := range []struct {
		path string
		date calendar.Date
	}{{"issued", p.Issued}, {"requested", p.Requested}} {
		problems.Add(civil(day.path, day.date))
	}
	if p.Type != "" && !slices.Contains(strings.Split(types, ", "), p.Type) {
		problems.Add(salesdesk.FieldError{Path: "type", Rule: salesdesk.RuleOneOf, Param: types})
	}
	if p.DeliverTo != nil {
		problems.AddAt("deliver_to", p.DeliverTo.Check())
	}
	for _, list := range []struct {
		path string
		long int
	}{{"lines", len(p.Lines)}, {"articles", len(p.Articles)}, {"refused", len(p.Refused)}} {
		if list.long > MaxLines {
			problems.Add(salesdesk.FieldError{Path: list.path, Rule: salesdesk.RuleLength, Param: "10000"})
		}
	}
	if len(p.Lines) <= MaxLines {
		problems.Add(p.checkLines(agreed))
	}
	if len(p.Refused) <= MaxLines {
		problems.Add(p.checkRefused())
	}
	return problems.Err()
}

// checkRefused asks an id of every refused line.
func (p *Purchase) checkRefused() error {
	var problems salesdesk.Problems
	for i, l := range p.Refused {
		path := salesdesk.Index("refused", i)
		if l.OrderLine == "" {
			problems.Add(salesdesk.FieldError{Path: path + ".order_line", Rule: salesdesk.RuleRequired})
		}
		problems.AddAt(path, short("order_line", l.OrderLine))
	}
	return problems.Err()
}

func (p *Purchase) checkLines(agreed []pricing.PricedLine) error {
	var problems salesdesk.Problems
	named := make(map[string]bool, len(agreed)) // false until a line of his names it
	for i := range agreed {
		named[agreed[i].ID] = false
	}
	for i, l := range p.Lines {
		path := salesdesk.Index("lines", i)
		problems.AddAt(path, short("order_line", l.OrderLine))
		problems.AddAt(path, civil("requested", l.Requested))
		if len(l.Also) > MaxLines {
			problems.Add(salesdesk.FieldError{Path: path + ".also", Rule: salesdesk.RuleLength, Param: "10000"})
		}
		for k, id := range l.Also[:min(len(l.Also), MaxLines)] {
			problems.AddAt(path, short(salesdesk.Index("also", k), id))
		}
		again, ours := named[l.Line]
		switch {
		case !ours:
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleReference, Param: l.Line})
		case again:
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: l.Line})
		default:
			named[l.Line] = true
		}
	}
	return problems.Err()
}

func short(path, text string) error {
	if len(text) > maxReference {
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleLength, Param: "200"}
	}
	return nil
}

func civil(path string, d calendar.Date) error {
	if !d.IsZero() && !d.Valid() {
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleFormat, Param: "2026-01-31"}
	}
	return nil
}

func (p *Purchase) clone() *Purchase {
	if p == nil {
		return nil
	}
	own := *p
	own.Lines, own.Articles, own.Refused = slices.Clone(p.Lines), slices.Clone(p.Articles), slices.Clone(p.Refused)
	for i := range own.Lines {
		own.Lines[i].Also = slices.Clone(own.Lines[i].Also)
	}
	if p.DeliverTo != nil {
		own.DeliverTo = new(*p.DeliverTo)
	}
	return &own
}

// request notes on the order's lines by when the customer wants them.
func (o *Order) request() {
	if o.Purchase == nil {
		return
	}
	for i := range o.Lines {
		o.Lines[i].Requested = o.Purchase.Requested
	}
	find := o.finder(len(o.Purchase.Lines))
	for _, l := range o.Purchase.Lines {
		if i := find(l.Line); i >= 0 && !l.Requested.IsZero() {
			o.Lines[i].Requested = l.Requested
		}
	}
}

// asking gives promises the day that the customer asked for, where they do not say it, so
// that one that misses it says so: that of a change, else of the line.
func (o *Order) asking(promises []promise.Promise, changes ...LineChange) []promise.Promise {
	promises = slices.Clone(promises)
	asked := make(map[string]calendar.Date, len(changes))
	for _, c := range changes {
		asked[c.Line] = c.Requested
	}
	find := o.finder(len(promises))
	for i := range promises {
		p := &promises[i]
		if !p.Requested.IsZero() {
			continue
		}
		if p.Requested = asked[p.Line]; !p.Requested.IsZero() {
			continue
		}
		if k := find(p.Line); k >= 0 {
			p.Requested = o.Lines[k].Requested
		}
	}
	return promises
}

// wanted are the changes of a set with the days that the customer asked for in the change
// that waits, where the set is the answer to one.
func (o *Order) wanted(lines []LineChange) []LineChange {
	lines = slices.Clone(lines)
	if o.Status != ChangeRequested || o.Pending == nil {
		return lines
	}
	at := make(map[string]int, len(lines))
	for i := range lines {
		at[lines[i].Line] = i
	}
	for _, asked := range o.Pending.Change.Lines {
		i, named := at[asked.Line]
		switch {
		case asked.Requested.IsZero():
		case !named:
			lines = append(lines, LineChange{Line: asked.Line, Requested: asked.Requested})
		case lines[i].Requested.IsZero():
			lines[i].Requested = asked.Requested
		}
	}
	return lines
}
