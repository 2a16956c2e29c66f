package quote

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/law"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/terms"
)

// Content is what a revision offers: what was asked, what it costs and why, and on
// which conditions. It never changes; another content is another revision.
type Content struct {
	Request     pricing.Request     `json:"request"`
	Priced      pricing.Priced      `json:"priced"`
	Explanation pricing.Explanation `json:"explanation"`
	Conditions  Conditions          `json:"conditions"`
	Costs       []Costing           `json:"costs,omitempty"`
	// Open are the lines asked that nobody can price yet: they stand in the quote by name,
	// without a price, and are no part of what is accepted.
	Open []intake.Open `json:"open,omitempty"`
	// Claims are what is announced of lines, and the facts that law asks after.
	Claims []Claim `json:"claims,omitempty"`
	// Rules are what its options are chosen by, see [Content.Keep]; nil are those of the day
	// of the choice. They are of the house: no document shows them.
	Rules *pricing.Rules `json:"rules,omitempty"`
}

// Conditions are what is offered besides goods and price.
type Conditions struct {
	PaymentDays       int                `json:"payment_days,omitempty"`   // after receipt of the invoice
	EndOfMonth        bool               `json:"end_of_month,omitempty"`   // then on to the last day of that month
	TermJustified     bool               `json:"term_justified,omitempty"` // by the nature of the contract, where a public body pays late
	DeliveryPlace     string             `json:"delivery_place,omitempty"`
	Incoterm          terms.Incoterm     `json:"incoterm,omitempty"` // Incoterms 2020, with the delivery place behind it
	Transport         terms.Transport    `json:"transport,omitempty"`
	Promises          []Promise          `json:"promises,omitempty"`
	InParts           bool               `json:"in_parts,omitempty"`           // may be accepted in part and called off
	WithoutEngagement bool               `json:"without_engagement,omitempty"` // an invitation, not an offer: may be withdrawn after it was sent
	BeyondCosts       bool               `json:"beyond_costs,omitempty"`       // may be valid longer than its costs are: a risk taken knowingly
	Text              string             `json:"text,omitempty"`
	Language          salesdesk.Language `json:"language,omitempty"`
	// BuyerKind is what law takes the buyer for; empty is a business where the request says
	// that he acts as one for VAT, else a consumer.
	BuyerKind salesdesk.PartyKind `json:"buyer_kind,omitempty"`
	Clauses   []law.Clause        `json:"clauses,omitempty"` // the kinds of terms in the text that law distrusts
}

// Payment is the payment term, to hold against the law: see [terms.Payment.Check].
func (c Conditions) Payment() terms.Payment {
	return terms.Payment{Days: c.PaymentDays, EndOfMonth: c.EndOfMonth, Justified: c.TermJustified}
}

// Delivery is where and how the goods are delivered.
func (c Conditions) Delivery() terms.Delivery {
	return terms.Delivery{Incoterm: c.Incoterm, Place: c.DeliveryPlace, Transport: c.Transport}
}

// Costing is how long the cost of a line holds: what the supplier said, or the list it
// was taken from. A line without one is taken to hold.
type Costing struct {
	Line       string        `json:"line"`
	ValidUntil calendar.Date `json:"valid_until"`
	Source     string        `json:"source,omitempty"` // the supplier's own quote, say
}

// Price prices a request and keeps the explanation with it, since the price book
// may be gone when somebody asks.
func Price(p *pricing.Pricer, r pricing.Request, c Conditions) (Content, error) {
	explanation, err := p.Explain(r)
	if err != nil {
		return Content{}, err
	}
	return Content{Request: r, Priced: explanation.Priced, Explanation: explanation, Conditions: c}, nil
}

// Digest is the SHA-256 of the content, in hexadecimal: the same content has the
// same digest on every machine. The digits of amounts are content: 1.10 is not 1.1.
func (c Content) Digest() (string, error) {
	data, err := json.Marshal(c)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// Check is every problem of a content, with its path: no lines, figures that do not
// add up or are of another request, each a [RequestError], an explanation of another
// document, conditions that make no sense.
func (c Content) Check() error {
	var problems salesdesk.Problems
	if len(c.Priced.Lines) == 0 {
		problems.Add(salesdesk.FieldError{Path: "priced.lines", Rule: salesdesk.RuleRequired})
		return problems.Err()
	}
	problems.AddAt("priced", pricing.Verify(c.Priced))
	problems.Add(c.asked())
	if !same(c.Explanation.Priced, c.Priced) {
		problems.Add(ExplanationError{})
	}
	problems.AddAt("explanation", c.Explanation.Verify())
	lines := c.offeredLines()
	problems.AddAt("conditions", c.Conditions.check(lines))
	for i, cost := range c.Costs {
		problems.AddAt(salesdesk.Index("costs", i), dayOf(lines, cost.Line, cost.ValidUntil, "valid_until"))
	}
	problems.Add(c.checkClaims(lines))
	for i, o := range c.Open {
		path := salesdesk.Index("open", i)
		if len(o.Causes) == 0 {
			problems.Add(salesdesk.FieldError{Path: path + ".causes", Rule: salesdesk.RuleRequired})
		}
		if lines[o.Line.ID()] != nil {
			problems.Add(salesdesk.FieldError{Path: path + ".line.number", Rule: salesdesk.RuleDuplicate, Param: o.Line.ID()})
		}
	}
	return problems.Err()
}

// checkFor is Check for a customer: a content that was priced for another one is no offer
// to him. Where the request names nobody, anybody's price was asked.
func (c Content) checkFor(customer string) error {
	var problems salesdesk.Problems
	if id := c.Request.Buyer.ID; id != "" && id != customer {
		problems.AddAt("request.buyer.id", RequestError{Asked: customer, Priced: id})
	}
	problems.Add(c.Check())
	return problems.Err()
}

func (c Conditions) check(lines map[string]*pricing.PricedLine) error {
	var problems salesdesk.Problems
	problems.Add(c.checkTerms())
	for i, p := range c.Promises {
		problems.AddAt(salesdesk.Index("promises", i), dayOf(lines, p.Line, p.Date, "date"))
	}
	return problems.Err()
}

// checkTerms is what is wrong with conditions of whatever lines.
func (c Conditions) checkTerms() error {
	var problems salesdesk.Problems
	if c.PaymentDays < 0 {
		problems.Add(salesdesk.FieldError{Path: "payment_days", Rule: salesdesk.RuleMin, Param: "0"})
	}
	problems.Add(c.Delivery().Check())
	switch c.BuyerKind {
	case "", salesdesk.Business, salesdesk.PublicBody, salesdesk.Consumer:
	default:
		problems.Add(salesdesk.FieldError{Path: "buyer_kind", Rule: salesdesk.RuleOneOf, Param: "business public_body consumer"})
	}
	return problems.Err()
}

// dayOf is what is wrong with a day for a line.
func dayOf(lines map[string]*pricing.PricedLine, line string, day calendar.Date, path string) error {
	var problems salesdesk.Problems
	if lines[line] == nil {
		problems.Add(salesdesk.FieldError{Path: "line", Rule: salesdesk.RuleReference, Param: line})
	}
	if !day.Valid() {
		problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired})
	}
	return problems.Err()
}

// lapse is the first cost that ends before a day.
func (c Content) lapse(day calendar.Date) (first Costing, found bool) {
	for _, cost := range c.Costs {
		if cost.ValidUntil.Before(day) && (!found || cost.ValidUntil.Before(first.ValidUntil)) {
			first, found = cost, true
		}
	}
	return first, found
}

// same reports whether two documents are written the same.
func same[T any](a, b T) bool {
	first, errFirst := json.Marshal(a)
	second, errSecond := json.Marshal(b)
	return errFirst == nil && errSecond == nil && string(first) == string(second)
}

// byID are the priced lines by their id.
func (c Content) byID() map[string]*pricing.PricedLine {
	lines := make(map[string]*pricing.PricedLine, len(c.Priced.Lines))
	for i := range c.Priced.Lines {
		lines[c.Priced.Lines[i].ID] = &c.Priced.Lines[i]
	}
	return lines
}

// DecodeContent reads a content from JSON, strictly: a field that no content has is
// refused, at every depth, and every problem has its path. What it means is for
// [Content.Check].
func DecodeContent(data []byte) (Content, error) {
	var c Content
	err := strict.Decode(data, &c)
	return c, err
}
