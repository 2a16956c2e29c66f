package kpi

import (
	"math"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Answer is a score of a survey, 0 to 10. A survey that was dismissed is no answer.
type Answer struct {
	Date     calendar.Date `json:"date"`
	Customer string        `json:"customer,omitempty"`
	Score    int           `json:"score"`
}

// Satisfaction is a net promoter score: promoters (9, 10) less detractors (0 to 6),
// as points from -100 to 100. The formulas are those in general use, of no standard.
type Satisfaction struct {
	Promoters  int   `json:"promoters"`
	Passives   int   `json:"passives"`
	Detractors int   `json:"detractors"`
	Score      Value `json:"score"` // to four places, with its 95 % interval
}

// NPS is the net promoter score of counts. Its interval is that of the mean of scores
// of 1, 0 and -1, within -100 and 100; where all answers agree there is none, and the
// status is [Degenerate].
func NPS(promoters, passives, detractors int) Satisfaction {
	s := Satisfaction{Promoters: promoters, Passives: passives, Detractors: detractors}
	total := promoters + passives + detractors
	if total <= 0 || min(promoters, passives, detractors) < 0 {
		s.Score = Value{Status: NoFacts}
		return s
	}
	n := float64(total)
	mean := float64(promoters-detractors) / n
	variance := float64(promoters+detractors)/n - mean*mean
	s.Score = Value{Status: Degenerate, Amount: shown(100*mean, 4), N: total}
	if promoters == total || passives == total || detractors == total {
		return s
	}
	half := normal95 * math.Sqrt(variance/n)
	s.Score.Status = Defined
	s.Score.Low, s.Score.High = shown(100*max(-1, mean-half), 4), shown(100*min(1, mean+half), 4)
	return s
}

// npsOf is the score of the answers of a period.
func npsOf(answers []Answer, p calendar.Period) Satisfaction {
	var promoters, passives, detractors int
	for _, a := range answers {
		switch {
		case !p.Contains(a.Date):
		case a.Score >= 9:
			promoters++
		case a.Score >= 7:
			passives++
		default:
			detractors++
		}
	}
	return NPS(promoters, passives, detractors)
}

func checkAnswers(answers []Answer, problems *salesdesk.Problems) {
	for i, a := range answers {
		path := salesdesk.Index("answers", i)
		if !a.Date.Valid() {
			problems.Add(salesdesk.FieldError{Path: path + ".date", Rule: salesdesk.RuleRequired})
		}
		if a.Score < 0 || a.Score > 10 {
			problems.Add(salesdesk.FieldError{Path: path + ".score", Rule: salesdesk.RuleOneOf, Param: "0…10"})
		}
	}
}
