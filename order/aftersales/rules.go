package aftersales

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Rules are the tables of the law. In each the rule that began last on or before the day of
// the contract holds; a contract before the first is a problem of the question. The zero
// value is no law: every question is refused.
type Rules struct {
	Withdrawals []WithdrawalRule `json:"withdrawals"`
	// Functions are from when an online contract must have a withdrawal function.
	Functions  []Since         `json:"functions"`
	Guarantees []GuaranteeRule `json:"guarantees"`
	// Extensions are what the choice of a repair adds to the guarantee; none in Belgium
	// yet: see [RepairDirective].
	Extensions []ExtensionRule `json:"extensions"`
	Defects    []Since         `json:"defects"`
	Damages    []DamageRule    `json:"damages"`
}

// Since is a rule that only has a first day.
type Since struct {
	From   calendar.Date `json:"from"`
	Source string        `json:"source"`
}

// WithdrawalRule is how long a consumer may withdraw, and what follows.
type WithdrawalRule struct {
	Since
	Days           int         `json:"days"`
	UninformedMore int         `json:"uninformed_more"` // months after the term of who was never informed
	RefundDays     int         `json:"refund_days"`
	ReturnDays     int         `json:"return_days"`
	Exceptions     []Exception `json:"exceptions"` // those that the law knows
	ExceptedBy     string      `json:"excepted_by"`
}

// GuaranteeRule is how long a seller answers to a consumer. All are months.
type GuaranteeRule struct {
	Since
	Months     int `json:"months"`
	Presumed   int `json:"presumed"`    // in which a defect is presumed to be of the delivery
	SecondHand int `json:"second_hand"` // the least that may be agreed for second-hand goods
	Notice     int `json:"notice"`      // the least that a consumer has to tell of a defect
}

// ExtensionRule is how many months a repair adds to the guarantee, once.
type ExtensionRule struct {
	Since
	Months int `json:"months"`
}

// DamageRule is how long a consignee has to tell a carrier of hidden damage.
type DamageRule struct {
	Since
	Hidden calendar.Term `json:"hidden"`
}

// Belgium are the Belgian tables. From general knowledge, to be verified before relying
// on it: the numbers of the exceptions, that the guarantee is suspended during a repair,
// the short time for hidden defects, and the first day of Book VI (31 May 2014). The
// Belgian act on the withdrawal function was not published when this was written; the day
// is that of Directive (EU) 2023/2673.
func Belgium() Rules {
	book6 := calendar.MustDate("2014-05-31")
	return Rules{
		Withdrawals: []WithdrawalRule{{
			Since: Since{book6, "WER VI.47-VI.51, VI.67-VI.72"}, Days: 14, UninformedMore: 12, RefundDays: 14, ReturnDays: 14,
			Exceptions: Exceptions(), ExceptedBy: "WER VI.53, VI.73",
		}},
		Functions: []Since{{calendar.MustDate("2026-06-19"), "Directive 2011/83/EU art. 11a; Directive (EU) 2023/2673"}},
		Guarantees: []GuaranteeRule{{
			Since:  Since{calendar.MustDate("2022-06-01"), "old BW 1649bis-1649octies; law of 20 March 2022"},
			Months: 24, Presumed: 24, SecondHand: 12, Notice: 2,
		}},
		Defects: []Since{{calendar.MustDate("1804-03-21"), "old BW 1642-1648"}},
		Damages: []DamageRule{{Since{calendar.MustDate("1961-07-02"), "CMR art. 30"}, calendar.Term{Length: 7, Unit: calendar.WorkingDays}}},
	}
}

// RepairDirective is the extension of Directive (EU) 2024/1799 for contracts from 31 July
// 2026 on. Its Belgian act was not published when this was written, so that [Belgium]
// leaves it out: set [Rules.Extensions] to it where it is to hold.
func RepairDirective() []ExtensionRule {
	return []ExtensionRule{{Since{calendar.MustDate("2026-07-31"), "Directive (EU) 2024/1799 art. 16"}, 12}}
}

// DecodeRules reads rules and names every problem of their form.
func DecodeRules(data []byte) (Rules, error) {
	var r Rules
	err := strict.Decode(data, &r)
	return r, err
}

// begins is the first day of any rule that embeds it.
func (s Since) begins() calendar.Date { return s.From }

// on is the last rule that has begun on a day.
func on[R interface{ begins() calendar.Date }](rules []R, day calendar.Date) (found R, ok bool) {
	for _, rule := range rules {
		if !rule.begins().After(day) && (!ok || !rule.begins().Before(found.begins())) {
			found, ok = rule, true
		}
	}
	return found, ok
}

// question collects what is wrong with one: days that lack, or that are out of order.
type question struct{ problems salesdesk.Problems }

func (q *question) require(path string, day calendar.Date) {
	if !day.Valid() {
		q.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired})
	}
}

// follows is a day that may lack, and is not before another.
func (q *question) follows(path string, day calendar.Date, after string, earlier calendar.Date) {
	switch {
	case day.IsZero():
	case !day.Valid():
		q.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleFormat, Param: "yyyy-mm-dd"})
	case day.Before(earlier):
		q.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleOrder, Param: after})
	}
}

func (q *question) kind(buyer salesdesk.PartyKind) {
	if !slices.Contains([]salesdesk.PartyKind{salesdesk.Business, salesdesk.PublicBody, salesdesk.Consumer}, buyer) {
		q.problems.Add(salesdesk.FieldError{Path: "buyer", Rule: salesdesk.RuleOneOf, Param: "business, public_body, consumer"})
	}
}

func (q *question) known(path string, ok bool, choices string) {
	if !ok {
		q.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleOneOf, Param: choices})
	}
}

func (q *question) law(l *calendar.Law) {
	if l == nil {
		q.problems.Add(salesdesk.FieldError{Path: "law", Rule: salesdesk.RuleRequired})
	}
}

// notNegative is a count that may be nothing.
func (q *question) notNegative(path string, n int) {
	if n < 0 {
		q.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMin, Param: "0"})
	}
}

// ruled is that there is a rule for the day of the contract, once the day is known.
func (q *question) ruled(path string, day calendar.Date, ok bool) {
	if day.Valid() && !ok {
		q.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleReference, Param: "rules"})
	}
}
