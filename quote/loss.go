package quote

import (
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Loss is why something was not sold, and to whom it went.
type Loss struct {
	Why        LossReason        `json:"why,omitempty"`
	Competitor string            `json:"competitor,omitempty"`
	Price      *salesdesk.Amount `json:"price,omitempty"` // of the competitor for the whole, without VAT
}

// LossReason is why something was not sold: one of those below, or of [Policy.LossReasons].
type LossReason string

// The reasons.
const (
	LostOnPrice     LossReason = "price"
	LostOnDelivery  LossReason = "delivery"
	LostOnQuality   LossReason = "quality"
	LostOnTerms     LossReason = "terms"
	LostToOther     LossReason = "competitor"
	NoNeed          LossReason = "no_need"
	NoAnswer        LossReason = "no_answer"
	NotToBeSupplied LossReason = "not_supplied" // we cannot deliver it any more
)

// LossReasons are those that every house has, in the order in which they are listed.
func LossReasons() []LossReason {
	return []LossReason{LostOnPrice, LostOnDelivery, LostOnQuality, LostOnTerms, LostToOther, NoNeed, NoAnswer, NotToBeSupplied}
}

// checkReasons refuses one without a name, one twice, and one that every house has.
func checkReasons(own []LossReason) error {
	if len(own) > MaxReasons {
		return salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: count(MaxReasons).String()}
	}
	var problems salesdesk.Problems
	known := LossReasons()
	for i, r := range own {
		path := salesdesk.Index("", i)
		required(&problems, field{path, r == ""})
		if slices.Contains(known, r) {
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleDuplicate, Param: string(r)})
		}
		known = append(known, r)
	}
	return problems.Err()
}

// check is every problem of a loss, its reason being one of the house.
func (l Loss) check(p *Policy) error {
	var problems salesdesk.Problems
	if known := append(LossReasons(), p.LossReasons...); l.Why != "" && !slices.Contains(known, l.Why) {
		problems.Add(salesdesk.FieldError{Path: "why", Rule: salesdesk.RuleOneOf, Param: listed(known)})
	}
	problems.Add(negative(field{"price", l.Price != nil && l.Price.IsNegative()}))
	return problems.Err()
}

func listed(reasons []LossReason) string {
	var names strings.Builder
	for i, r := range reasons {
		if i > 0 {
			names.WriteByte(' ')
		}
		names.WriteString(string(r))
	}
	return names.String()
}

// lossNamed asks for a reason that the house knows.
func lossNamed(_ *workflow.Command, c Case, fact Fact) error {
	switch fact := fact.(type) {
	case Refused:
		return salesdesk.At("loss", fact.Loss.check(c.Policy))
	case Dropped:
		return salesdesk.At("loss", fact.Loss.check(c.Policy))
	}
	return nil
}

// MessageID names the reason's text.
func (r LossReason) MessageID() string { return "quote.loss." + string(r) }

// Shed is what was lost of some lines at one time, and why.
type Shed struct {
	Lines []Award `json:"lines"`
	Loss  Loss    `json:"loss"`
}
