package prospect

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
)

// Framework is a way to qualify: what has to be known before effort is spent.
type Framework string

// The frameworks.
const (
	BANT   Framework = "bant"   // budget, authority, need, timing
	CHAMP  Framework = "champ"  // challenges, authority, money, prioritisation
	MEDDIC Framework = "meddic" // metrics, economic buyer, decision criteria and process, pain, champion
)

// MessageID names the framework's text.
func (f Framework) MessageID() string { return "prospect.framework." + string(f) }

// Criterion is one thing that has to be known.
type Criterion string

// The criteria.
const (
	Budget           Criterion = "budget"
	Authority        Criterion = "authority"
	Need             Criterion = "need"
	Timing           Criterion = "timing"
	Challenges       Criterion = "challenges"
	Money            Criterion = "money"
	Prioritisation   Criterion = "prioritisation"
	Metrics          Criterion = "metrics"
	EconomicBuyer    Criterion = "economic_buyer"
	DecisionCriteria Criterion = "decision_criteria"
	DecisionProcess  Criterion = "decision_process"
	Pain             Criterion = "pain"
	Champion         Criterion = "champion"
)

// MessageID names the criterion's text.
func (c Criterion) MessageID() string { return "prospect.criterion." + string(c) }

// Criteria are what the framework asks, in its order; none for one that is not known.
func (f Framework) Criteria() []Criterion {
	switch f {
	case BANT:
		return []Criterion{Budget, Authority, Need, Timing}
	case CHAMP:
		return []Criterion{Challenges, Authority, Money, Prioritisation}
	case MEDDIC:
		return []Criterion{Metrics, EconomicBuyer, DecisionCriteria, DecisionProcess, Pain, Champion}
	default:
		return nil
	}
}

// Finding is what is known of a criterion, and who said so when.
type Finding struct {
	Criterion Criterion       `json:"criterion"`
	Met       bool            `json:"met"`
	Evidence  string          `json:"evidence"`
	By        salesdesk.Actor `json:"by"`
	At        time.Time       `json:"at"`
}

// Qualification is what is known, by framework. Later findings of a criterion
// replace earlier ones.
type Qualification struct {
	Framework Framework `json:"framework"`
	Findings  []Finding `json:"findings"`
}

// kept is the qualification as it is written down: with moments in UTC.
func (q Qualification) kept() Qualification {
	q.Findings = slices.Clone(q.Findings)
	for i := range q.Findings {
		q.Findings[i].At = q.Findings[i].At.UTC()
	}
	return q
}

// Verdict is what a qualification comes to.
type Verdict string

// The verdicts.
const (
	Qualified    Verdict = "qualified"    // every criterion is met
	Disqualified Verdict = "disqualified" // one is known not to be
	Unknown      Verdict = "unknown"      // something is still to be asked
)

// MessageID names the verdict's text.
func (v Verdict) MessageID() string { return "prospect.verdict." + string(v) }

// Assessment is a qualification criterion by criterion.
type Assessment struct {
	Verdict Verdict     `json:"verdict"`
	Met     []Finding   `json:"met,omitempty"`
	Unmet   []Finding   `json:"unmet,omitempty"`
	Ask     []Criterion `json:"ask,omitempty"` // not known yet
}

// Assess weighs the findings, in the order of the framework. Without a framework nothing
// is asked, and nothing qualifies.
func (q Qualification) Assess() Assessment {
	a := Assessment{Verdict: Qualified}
	for _, c := range q.Framework.Criteria() {
		switch f, known := q.latest(c); {
		case !known:
			a.Ask = append(a.Ask, c)
		case f.Met:
			a.Met = append(a.Met, f)
		default:
			a.Unmet = append(a.Unmet, f)
		}
	}
	switch {
	case len(a.Unmet) > 0:
		a.Verdict = Disqualified
	case len(a.Ask) > 0 || len(a.Met) == 0:
		a.Verdict = Unknown
	}
	return a
}

// latest is the finding that counts: the last in time, of equal times the last given.
func (q Qualification) latest(c Criterion) (found Finding, known bool) {
	for _, f := range q.Findings {
		if f.Criterion == c && (!known || !f.At.Before(found.At)) {
			found, known = f, true
		}
	}
	return found, known
}

// Check names every problem with its path: a framework that is not known, a
// criterion it does not have, a finding without evidence, actor or time.
func (q Qualification) Check() error {
	var problems salesdesk.Problems
	criteria := map[Criterion]bool{}
	for _, c := range q.Framework.Criteria() {
		criteria[c] = true
	}
	if len(criteria) == 0 {
		problems.Add(salesdesk.FieldError{Path: "framework", Rule: salesdesk.RuleOneOf, Param: "bant, champ, meddic"})
	}
	for i, f := range q.Findings {
		path := salesdesk.Index("findings", i)
		if len(criteria) > 0 && !criteria[f.Criterion] {
			problems.Add(salesdesk.FieldError{Path: path + ".criterion", Rule: salesdesk.RuleReference, Param: string(f.Criterion)})
		}
		for _, part := range []struct {
			name    string
			missing bool
		}{{".evidence", f.Evidence == ""}, {".by.id", f.By.ID == ""}, {".at", f.At.IsZero()}} {
			if part.missing {
				problems.Add(salesdesk.FieldError{Path: path + part.name, Rule: salesdesk.RuleRequired})
			}
		}
	}
	return problems.Err()
}
