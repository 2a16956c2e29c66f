package kpi

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Question asks for the report of a period.
type Question struct {
	Currency salesdesk.Currency `json:"currency"`
	Period   calendar.Period    `json:"period"`
	AsOf     calendar.Date      `json:"as_of"`    // the last day that facts are complete for
	Workdays []calendar.Date    `json:"workdays"` // of the period, for the run rate
	Targets  []Target           `json:"targets,omitempty"`
	Sales    []Sale             `json:"sales"` // of the period and of the same period a year before
	Quotes   []Outcome          `json:"quotes,omitempty"`
	Cases    []Case             `json:"complaints,omitempty"`
	Answers  []Answer           `json:"answers,omitempty"`
}

// Target is what is to be sold in a month, without VAT.
type Target struct {
	Month calendar.Date    `json:"month"` // any day of it
	Net   salesdesk.Amount `json:"net"`
}

// Outcome is what became of a quote.
type Outcome struct {
	Date calendar.Date    `json:"date"` // of the decision
	Net  salesdesk.Amount `json:"net"`
	Won  bool             `json:"won"`
}

// Case is a complaint.
type Case struct {
	Date   calendar.Date `json:"date"`
	Within bool          `json:"within"` // every promise of its clocks was kept
}

// MaxSales bounds the facts of one question.
const MaxSales = 20_000_000

// DecodeQuestion reads a question from JSON and checks it.
func DecodeQuestion(data []byte) (Question, error) {
	var q Question
	if err := strict.Decode(data, &q); err != nil {
		return Question{}, err
	}
	return q, q.Check()
}

// Check names every problem of the question with its path.
func (q Question) Check() error {
	var problems salesdesk.Problems
	problems.AddAt("currency", q.Currency.Check())
	if q.Period.Check() != nil || q.Period.IsEmpty() {
		problems.Add(salesdesk.FieldError{Path: "period", Rule: salesdesk.RuleOrder, Param: "from"})
	}
	if !q.AsOf.Valid() {
		problems.Add(salesdesk.FieldError{Path: "as_of", Rule: salesdesk.RuleRequired})
	}
	if len(q.Sales) > MaxSales {
		problems.Add(salesdesk.FieldError{Path: "sales", Rule: salesdesk.RuleLength, Param: "20000000"})
		return problems.Err()
	}
	for i, s := range q.Sales {
		if !s.Date.Valid() {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("sales", i) + ".date", Rule: salesdesk.RuleRequired})
		}
		if s.Currency != "" && s.Currency != q.Currency {
			problems.AddAt(salesdesk.Index("sales", i)+".currency", salesdesk.CurrencyError{Want: q.Currency, Got: s.Currency})
		}
	}
	q.checkTargets(&problems)
	checkAnswers(q.Answers, &problems)
	return problems.Err()
}

func (q Question) checkTargets(problems *salesdesk.Problems) {
	seen := map[calendar.Date]bool{}
	for i, t := range q.Targets {
		path := salesdesk.Index("targets", i)
		month := t.Month.StartOfMonth()
		switch {
		case !t.Month.Valid():
			problems.Add(salesdesk.FieldError{Path: path + ".month", Rule: salesdesk.RuleRequired})
		case seen[month]:
			problems.Add(salesdesk.FieldError{Path: path + ".month", Rule: salesdesk.RuleDuplicate, Param: month.String()})
		}
		seen[month] = true
		if t.Net.IsNegative() {
			problems.Add(salesdesk.FieldError{Path: path + ".net", Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
}
