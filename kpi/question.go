package kpi

import (
	"strconv"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Question asks for the report of a period.
type Question struct {
	Currency salesdesk.Currency `json:"currency"`
	Period   calendar.Period    `json:"period"`   // days of at most [MaxMonths] months
	AsOf     calendar.Date      `json:"as_of"`    // the last day that facts are complete for, at the earliest the day before the period
	Workdays []calendar.Date    `json:"workdays"` // of the period, each once, for the run rate
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

// Bounds of one question.
const (
	MaxSales  = 20_000_000
	MaxMonths = 120 // that the period has a day of
)

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
	q.checkDays(&problems)
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
	checkDated("quotes", q.Quotes, func(o Outcome) calendar.Date { return o.Date }, &problems)
	checkDated("complaints", q.Cases, func(c Case) calendar.Date { return c.Date }, &problems)
	checkAnswers(q.Answers, &problems)
	return problems.Err()
}

// checkDays looks at the days that the report is of.
func (q Question) checkDays(problems *salesdesk.Problems) {
	ordered := q.Period.Check() == nil && !q.Period.IsEmpty()
	switch {
	case ordered:
		checkBounds(q.Period, problems)
	case q.Period == calendar.Period{}:
		problems.Add(salesdesk.FieldError{Path: "period", Rule: salesdesk.RuleRequired})
	default:
		problems.Add(salesdesk.FieldError{Path: "period", Rule: salesdesk.RuleOrder, Param: "from"})
	}
	switch {
	case !q.AsOf.Valid():
		problems.Add(salesdesk.FieldError{Path: "as_of", Rule: salesdesk.RuleRequired})
	case ordered && q.AsOf.DaysUntil(q.Period.From) > 1:
		problems.Add(salesdesk.FieldError{Path: "as_of", Rule: salesdesk.RuleOrder, Param: "period.from"})
	}
	seen := map[calendar.Date]bool{}
	for i, d := range q.Workdays {
		path := salesdesk.Index("workdays", i)
		switch {
		case !d.Valid():
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired})
		case seen[d]:
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleDuplicate, Param: d.String()})
		}
		seen[d] = true
	}
}

// checkBounds refuses a period that has no year before it or no month after it in the
// calendar, and one of too many months.
func checkBounds(p calendar.Period, problems *salesdesk.Problems) {
	first, end := calendar.Date{Year: 2, Month: time.January, Day: 1}, calendar.Date{Year: 9999, Month: time.December, Day: 1}
	if p.From.Before(first) {
		problems.Add(salesdesk.FieldError{Path: "period.from", Rule: salesdesk.RuleMin, Param: first.String()})
	}
	if p.To.After(end) {
		problems.Add(salesdesk.FieldError{Path: "period.to", Rule: salesdesk.RuleMax, Param: end.String()})
	}
	last := p.Last()
	if 12*(last.Year-p.From.Year)+int(last.Month-p.From.Month) >= MaxMonths {
		problems.Add(salesdesk.FieldError{Path: "period", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxMonths)})
	}
}

// checkDated refuses facts without a day.
func checkDated[F any](list string, facts []F, date func(F) calendar.Date, problems *salesdesk.Problems) {
	for i, f := range facts {
		if !date(f).Valid() {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index(list, i) + ".date", Rule: salesdesk.RuleRequired})
		}
	}
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
