package progress

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/promise"
)

// MaxText bounds the text of a question or a note, in bytes.
const MaxText = 4_000

// QuestionKind says what an answer must hold.
type QuestionKind string

// The kinds of question.
const (
	AskDate     QuestionKind = "date"      // when the quantity is here
	AskQuantity QuestionKind = "quantity"  // how much is here by the day wanted
	AskLeadTime QuestionKind = "lead_time" // in how many working days any more is here
	AskPrice    QuestionKind = "price"     // what one costs, or may be sold for
	AskConsent  QuestionKind = "consent"   // yes or no
)

// MessageID names the text.
func (k QuestionKind) MessageID() string { return "progress.question." + string(k) }

// Question is what is asked, about an order where it is about one.
type Question struct {
	Kind     QuestionKind     `json:"kind"`
	Text     string           `json:"text,omitempty"`
	Order    string           `json:"order,omitempty"`
	Line     string           `json:"line,omitempty"`
	SKU      string           `json:"sku,omitempty"`     // of a date, a quantity, a lead time or a price
	Quantity salesdesk.Amount `json:"quantity,omitzero"` // of a date or a quantity
	Wanted   calendar.Date    `json:"wanted,omitzero"`   // the day by which; a quantity has one
	Hold     order.Hold       `json:"hold,omitempty"`    // that a yes frees, of a consent; its own department is asked
}

func (q *Question) check() error {
	var problems salesdesk.Problems
	required := func(path string, missing bool) {
		if missing {
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired})
		}
	}
	switch q.Kind {
	case AskDate:
		required("quantity", !q.Quantity.IsPositive())
	case AskQuantity:
		required("quantity", !q.Quantity.IsPositive())
		required("wanted", !q.Wanted.Valid())
	case AskLeadTime, AskPrice:
	case AskConsent:
		required("text", q.Text == "" && q.Hold == "")
	default:
		problems.Add(salesdesk.FieldError{Path: "kind", Rule: salesdesk.RuleOneOf, Param: "date quantity lead_time price consent"})
	}
	required("sku", q.SKU == "" && slices.Contains([]QuestionKind{AskDate, AskQuantity, AskLeadTime, AskPrice}, q.Kind))
	required("order", q.Order == "" && (q.Line != "" || q.Hold != ""))
	if q.Hold != "" && q.Kind != AskConsent {
		problems.Add(salesdesk.FieldError{Path: "hold", Rule: salesdesk.RuleExcluded, Param: "kind"})
	}
	if len(q.Text) > MaxText {
		problems.Add(salesdesk.FieldError{Path: "text", Rule: salesdesk.RuleLength, Param: "4000"})
	}
	return problems.Err()
}

// Answer is what a department says. It holds what the question's kind asks for and nothing
// else: a date, with the quantity that comes then where it is not all that was asked for; a
// quantity, 0 where there is none; working days; a price; a yes or a no.
type Answer struct {
	Date     calendar.Date     `json:"date,omitzero"`
	Quantity *salesdesk.Amount `json:"quantity,omitempty"`
	LeadDays *int              `json:"lead_days,omitempty"`
	Price    *salesdesk.Money  `json:"price,omitempty"`
	Yes      *bool             `json:"yes,omitempty"`
	Note     string            `json:"note,omitempty"`
}

// MaxLeadDays bounds a lead time, in working days.
const MaxLeadDays = 1_000

// part is a field of an answer, and the kinds of question that need or allow it.
type part struct {
	path          string
	given, wrong  bool
	needs, allows QuestionKind
}

// fit names everything that the answer lacks or has too much of.
func (a *Answer) fit(kind QuestionKind) error {
	var problems salesdesk.Problems
	for _, p := range []part{
		{"date", !a.Date.IsZero(), !a.Date.Valid(), AskDate, ""},
		{"quantity", a.Quantity != nil, a.Quantity != nil && (a.Quantity.IsNegative() || kind == AskDate && a.Quantity.IsZero()), AskQuantity, AskDate},
		{"lead_days", a.LeadDays != nil, a.LeadDays != nil && (*a.LeadDays < 0 || *a.LeadDays > MaxLeadDays), AskLeadTime, ""},
		{"price", a.Price != nil, a.Price != nil && (a.Price.Amount.IsNegative() || a.Price.Currency.Check() != nil), AskPrice, ""},
		{"yes", a.Yes != nil, false, AskConsent, ""},
	} {
		path := "answer." + p.path
		switch {
		case !p.given && p.needs == kind:
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired})
		case p.given && p.needs != kind && p.allows != kind:
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleExcluded, Param: "question.kind"})
		case p.given && p.wrong:
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
	if len(a.Note) > MaxText {
		problems.Add(salesdesk.FieldError{Path: "answer.note", Rule: salesdesk.RuleLength, Param: "4000"})
	}
	return problems.Err()
}

func (a Answer) clone() Answer {
	a.Quantity, a.LeadDays, a.Price, a.Yes = clone(a.Quantity), clone(a.LeadDays), clone(a.Price), clone(a.Yes)
	return a
}

func clone[T any](p *T) *T {
	if p == nil {
		return nil
	}
	value := *p
	return &value
}

// Supply is a supply of the article with what was answered: a delivery more, on the day
// answered or on the day wanted, or another lead time. A delivery is added each time, so
// apply a request once. A request that has no such answer, or is about another article,
// leaves the supply as it was and is an [AnswerError].
func (q Request) Supply(s promise.Supply) (promise.Supply, error) {
	a := q.Answer
	if a == nil || a.fit(q.Question.Kind) != nil || q.Question.SKU != s.SKU {
		return s, AnswerError{Request: q.ID, Kind: q.Question.Kind, SKU: s.SKU}
	}
	switch q.Question.Kind {
	case AskDate:
		quantity := q.Question.Quantity
		if a.Quantity != nil {
			quantity = *a.Quantity
		}
		s.Incoming = append(slices.Clip(s.Incoming), promise.Incoming{Date: a.Date, Quantity: quantity})
	case AskQuantity:
		if a.Quantity.IsPositive() {
			s.Incoming = append(slices.Clip(s.Incoming), promise.Incoming{Date: q.Question.Wanted, Quantity: *a.Quantity})
		}
	case AskLeadTime:
		s.LeadDays = clone(a.LeadDays)
	default:
		return s, AnswerError{Request: q.ID, Kind: q.Question.Kind, SKU: s.SKU}
	}
	return s, nil
}

// Frees is the hold of the order that the answer frees: a yes to a question about one. The
// host gives the command to free it, in the name of who answered.
func (q Request) Frees() (order.Hold, bool) {
	yes := q.Answer != nil && q.Answer.Yes != nil && *q.Answer.Yes
	if !yes || q.Question.Hold == "" {
		return "", false
	}
	return q.Question.Hold, true
}
