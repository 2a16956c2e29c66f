package intake

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Ours is what an order is held against: a quote, or else the prices of a Pricer.
type Ours struct {
	Customer  string // our id of the buyer, whose own article numbers hold
	Buyer     salesdesk.Party
	Seller    salesdesk.Party
	Addresses []salesdesk.Address // where we deliver him, beside the buyer's own
	// Places are where we deliver him by the number that he gives a place; his own GLN is his
	// own address.
	Places     map[string]salesdesk.Address
	Assortment *intake.Assortment
	On         calendar.Date // the day of receipt
	Channel    order.Channel // by which the order came, and is answered; empty is any
	Earliest   calendar.Date // the first day on which anything can be delivered; zero is not looked at
	// Available are the first days on which articles of ours can be delivered, where it is not
	// on Earliest.
	Available map[string]calendar.Date

	Quote *quote.Quote

	Pricer  *pricing.Pricer
	Request pricing.Request // with everything but its lines
}

func (o *Ours) check() error {
	var p salesdesk.Problems
	for _, row := range []struct {
		path    string
		missing bool
	}{
		{"customer", o.Customer == ""},
		{"assortment", o.Assortment == nil},
		{"on", o.On.IsZero()},
		{"quote", o.Quote == nil && o.Pricer == nil},
	} {
		if row.missing {
			p.Add(salesdesk.FieldError{Path: row.path, Rule: salesdesk.RuleRequired})
		}
	}
	if o.Quote != nil && len(o.Quote.Revisions) == 0 {
		p.Add(salesdesk.FieldError{Path: "quote.revisions", Rule: salesdesk.RuleRequired})
	}
	if o.Quote != nil && o.Pricer != nil {
		p.Add(salesdesk.FieldError{Path: "pricer", Rule: salesdesk.RuleExcluded, Param: "quote"})
	}
	return p.Err()
}

// Matched is a line of the order beside what we have for it.
type Matched struct {
	Line     string           `json:"line"`             // of the order
	SKU      string           `json:"sku,omitempty"`    // ours; empty where none is certain
	Agreed   string           `json:"agreed,omitempty"` // the line of [Result.Agreed]; empty is none
	Quantity salesdesk.Amount `json:"quantity,omitzero"`
	Unit     string           `json:"unit,omitempty"`
	Taken    salesdesk.Amount `json:"taken,omitzero"` // of a line of the quote: several may take of one
	Code     LineCode         `json:"code"`
}

// Result is an order held against what we offered. Agreed is what it comes to, of the lines
// that we can deliver: at our prices, but for those that [Tolerances] let the order have. It
// is empty where there are none.
type Result struct {
	Lines         []Matched      `json:"lines"`
	Discrepancies []Discrepancy  `json:"discrepancies,omitempty"`
	Code          Code           `json:"code"`
	Agreed        pricing.Priced `json:"agreed,omitzero"`
	// Awards are what the order takes of the quote, for [quote.Quote.CallOff].
	Awards []quote.Award `json:"awards,omitempty"`

	source   order.Source
	customer string
	channel  order.Channel
	until    calendar.Date     // it can be confirmed
	place    salesdesk.Address // that he names by its number alone
	told     map[string]bool   // lines that he would pay more for than he ordered at
	po       *PurchaseOrder
}

// Match holds an order against a quote or a price book. The error is about input that
// cannot be looked at; whatever merely differs is in the result.
func Match(po PurchaseOrder, ours Ours, t Tolerances) (Result, error) {
	m := matching{po: &po, ours: &ours, t: t, result: Result{customer: ours.Customer, channel: ours.Channel, until: po.ValidUntil, told: map[string]bool{}}}
	if err := m.run(); err != nil {
		return Result{}, err
	}
	po.Lines = slices.Clone(po.Lines) // the result keeps them
	m.result.po = &po
	return m.result, nil
}

func (m *matching) run() error {
	var p salesdesk.Problems
	p.AddAt("order", m.po.Check())
	p.AddAt("ours", m.ours.check())
	p.AddAt("tolerances", m.t.Check())
	if err := p.Err(); err != nil {
		return err
	}
	if err := m.find(); err != nil {
		return err
	}
	m.header()
	if err := m.price(); err != nil {
		return err
	}
	m.compare()
	if err := m.totals(); err != nil {
		return err
	}
	m.result.decide()
	return nil
}

// matching is a match under way. Its lists of lines run beside those of the order.
type matching struct {
	po      *PurchaseOrder
	ours    *Ours
	t       Tolerances
	found   []*intake.Match // nil where no article is certain
	propose []Proposal      // the worst, by line
	shelf   shelf           // of the quote
	prices  []quoted
	slack   slack
	result  Result

	awarded  map[string]int // index into the awards, by line of the quote
	repriced bool           // a line comes to something else than was ordered
}

// note adds a discrepancy of line i; below 0 it is of the order.
func (m *matching) note(i int, d Discrepancy) {
	if i >= 0 {
		d.Line, d.Path = m.po.Lines[i].ID, salesdesk.Index("lines", i)+"."+d.Path
		m.propose[i] = m.propose[i].worse(d.Propose)
		m.repriced = m.repriced || d.Kind != DiffDate && d.Kind != DiffDays && (d.Propose == ProposeChange || d.Propose == ProposeRefuse)
	}
	m.result.Discrepancies = append(m.result.Discrepancies, d)
}

// find looks up every article: by the seller's number first, and where that says nothing,
// by the buyer's. Where the two say different articles nobody guesses.
func (m *matching) find() error {
	n := len(m.po.Lines)
	m.found, m.propose, m.result.Lines = make([]*intake.Match, n), make([]Proposal, n), make([]Matched, n)
	open := make([]*intake.Open, n)
	for _, key := range []func(*Line) string{func(l *Line) string { return l.SellersID }, func(l *Line) string { return l.BuyersID }} {
		if err := m.resolve(key, open); err != nil {
			return err
		}
	}
	others, err := m.others()
	if err != nil {
		return err
	}
	for i := range m.po.Lines {
		m.result.Lines[i].Line = m.po.Lines[i].ID
		switch {
		case m.found[i] == nil:
			m.unresolved(i, open[i])
		case others[i] != "" && others[i] != m.found[i].Found.SKU:
			m.note(i, Discrepancy{Kind: DiffArticle, Path: "buyers_id", Wanted: others[i], Got: m.found[i].Found.SKU, Propose: ProposeAsk})
			m.found[i] = nil
		case m.found[i].Found.Replaces != "":
			m.note(i, Discrepancy{Kind: DiffSuccessor, Path: "sellers_id", Wanted: m.found[i].Found.SKU, Got: m.found[i].Found.Replaces, Propose: ProposeChange})
		}
	}
	return nil
}

func (m *matching) resolve(key func(*Line) string, open []*intake.Open) error {
	r := intake.Request{Customer: m.ours.Customer, Date: m.ours.On}
	for i := range m.po.Lines {
		l := &m.po.Lines[i]
		if m.found[i] != nil || open[i] != nil && key(l) == "" {
			continue
		}
		r.Lines = append(r.Lines, intake.Line{
			Number: i + 1, Source: l.ID, Article: key(l), GTIN: l.GTIN, Text: l.Name, Quantity: &l.Quantity, Unit: l.Unit,
		})
	}
	if len(r.Lines) == 0 {
		return nil
	}
	res, err := m.ours.Assortment.Resolve(r)
	if err != nil {
		return err
	}
	for i := range res.Matches {
		m.found[res.Matches[i].Line.Number-1] = &res.Matches[i]
	}
	for i := range res.Open {
		open[res.Open[i].Line.Number-1] = &res.Open[i]
	}
	return nil
}

// others are the articles that the buyer's own numbers mean, of lines that were found by ours.
func (m *matching) others() ([]string, error) {
	others := make([]string, len(m.po.Lines))
	r := intake.Request{Customer: m.ours.Customer, Date: m.ours.On}
	for i := range m.po.Lines {
		l := &m.po.Lines[i]
		if m.found[i] != nil && l.SellersID != "" && l.BuyersID != "" {
			r.Lines = append(r.Lines, intake.Line{Number: i + 1, Source: l.ID, Article: l.BuyersID, Quantity: &l.Quantity, Unit: l.Unit})
		}
	}
	if len(r.Lines) == 0 {
		return others, nil
	}
	res, err := m.ours.Assortment.Resolve(r)
	for i := range res.Matches {
		if found := &res.Matches[i]; found.Found.Method == intake.ByOwnNumber {
			others[found.Line.Number-1] = found.Found.SKU
		}
	}
	return others, err
}

// unresolved names a line without a certain article: what is not sold is refused, what
// can mean several is for a person.
func (m *matching) unresolved(i int, o *intake.Open) {
	l := &m.po.Lines[i]
	d := Discrepancy{Kind: DiffArticle, Path: "sellers_id", Propose: ProposeAsk, Got: firstOf(l.SellersID, l.BuyersID, l.GTIN, l.Name)}
	switch {
	case o == nil:
	case slices.Contains(o.Causes, intake.NoUnit):
		d = Discrepancy{Kind: DiffUnit, Path: "unit", Got: l.Unit, Propose: ProposeAsk}
		if len(o.Units) > 0 {
			d.Wanted = o.Units[0]
		}
	case slices.ContainsFunc(o.Causes, func(c intake.Cause) bool {
		return c == intake.Unknown || c == intake.Discontinued || c == intake.NotYetSold
	}):
		d.Kind, d.Propose = DiffUnknown, ProposeRefuse
	case len(o.Candidates) > 0:
		d.Wanted = o.Candidates[0].SKU
	}
	m.note(i, d)
}

func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
