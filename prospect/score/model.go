package score

import (
	"fmt"
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Model is a set of rules that a desk scores its prospects by.
type Model struct {
	ID      string  `json:"id"`
	Version int     `json:"version"`
	Groups  []Group `json:"groups"`
	Rules   []Rule  `json:"rules"`
	Grades  []Grade `json:"grades,omitempty"` // highest first
}

// Group is a side of the score, such as fit or engagement. A Cap of 0 is no cap.
type Group struct {
	ID  string `json:"id"`
	Cap Points `json:"cap,omitempty"`
}

// Grade is given from a number of points upward.
type Grade struct {
	Name string `json:"name"`
	From Points `json:"from"`
}

// Rule gives points for one thing: exactly one of Attribute, Measure and Event is
// named.
type Rule struct {
	ID     string `json:"id"`
	Group  string `json:"group"`
	Points Points `json:"points"`

	// Attribute applies when the prospect's attribute is one of In.
	Attribute string   `json:"attribute,omitempty"`
	In        []string `json:"in,omitempty"`

	// Measure applies within [From, To); an absent bound does not bind.
	Measure string            `json:"measure,omitempty"`
	From    *salesdesk.Amount `json:"from,omitempty"`
	To      *salesdesk.Amount `json:"to,omitempty"`

	// Event gives Points for each event of that kind, halved every HalfLifeDays (0:
	// never), up to Cap in all (0: no cap).
	Event        string `json:"event,omitempty"`
	HalfLifeDays int    `json:"half_life_days,omitempty"`
	Cap          Points `json:"cap,omitempty"`
}

// Bounds of a model.
const (
	MaxRules        = 1000
	MaxHalfLifeDays = 36_500
)

// DecodeModel reads a model from JSON and checks it.
func DecodeModel(data []byte) (Model, error) {
	var m Model
	if err := strict.Decode(data, &m); err != nil {
		return Model{}, err
	}
	return m, m.Check()
}

// Check names every problem of the model with its path.
func (m Model) Check() error {
	var problems salesdesk.Problems
	if m.ID == "" {
		problems.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired})
	}
	if len(m.Rules) > MaxRules {
		problems.Add(salesdesk.FieldError{Path: "rules", Rule: salesdesk.RuleLength, Param: fmt.Sprint(MaxRules)})
		return problems.Err()
	}
	m.checkGroups(&problems)
	m.checkRules(&problems)
	for i := 1; i < len(m.Grades); i++ {
		if m.Grades[i].From >= m.Grades[i-1].From {
			problems.Add(salesdesk.FieldError{
				Path: salesdesk.Index("grades", i) + ".from", Rule: salesdesk.RuleOrder, Param: m.Grades[i-1].Name,
			})
		}
	}
	return problems.Err()
}

func (m Model) checkGroups(problems *salesdesk.Problems) {
	seen := map[string]bool{}
	for i, g := range m.Groups {
		path := salesdesk.Index("groups", i)
		problems.AddAt(path+".id", checkName(g.ID, seen))
		if g.Cap < 0 {
			problems.Add(salesdesk.FieldError{Path: path + ".cap", Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
}

func (m Model) checkRules(problems *salesdesk.Problems) {
	seen := map[string]bool{}
	for i, r := range m.Rules {
		path := salesdesk.Index("rules", i)
		problems.AddAt(path+".id", checkName(r.ID, seen))
		if !slices.ContainsFunc(m.Groups, func(g Group) bool { return g.ID == r.Group }) {
			problems.Add(salesdesk.FieldError{Path: path + ".group", Rule: salesdesk.RuleReference, Param: r.Group})
		}
		problems.AddAt(path, r.check())
	}
}

func checkName(name string, seen map[string]bool) error {
	switch {
	case name == "":
		return salesdesk.FieldError{Rule: salesdesk.RuleRequired}
	case seen[name]:
		return salesdesk.FieldError{Rule: salesdesk.RuleDuplicate, Param: name}
	}
	seen[name] = true
	return nil
}

func (r Rule) check() error {
	var problems salesdesk.Problems
	named := 0
	for _, name := range []string{r.Attribute, r.Measure, r.Event} {
		if name != "" {
			named++
		}
	}
	if named != 1 {
		problems.Add(salesdesk.FieldError{Rule: salesdesk.RuleOneOf, Param: "attribute, measure, event"})
	}
	if r.Attribute != "" && len(r.In) == 0 {
		problems.Add(salesdesk.FieldError{Path: "in", Rule: salesdesk.RuleRequired})
	}
	if r.From != nil && r.To != nil && r.To.Cmp(r.From.Decimal) <= 0 {
		problems.Add(salesdesk.FieldError{Path: "to", Rule: salesdesk.RuleOrder, Param: "from"})
	}
	if r.HalfLifeDays < 0 {
		problems.Add(salesdesk.FieldError{Path: "half_life_days", Rule: salesdesk.RuleMin, Param: "0"})
	}
	if r.HalfLifeDays > MaxHalfLifeDays {
		problems.Add(salesdesk.FieldError{Path: "half_life_days", Rule: salesdesk.RuleMax, Param: fmt.Sprint(MaxHalfLifeDays)})
	}
	if r.Cap < 0 {
		problems.Add(salesdesk.FieldError{Path: "cap", Rule: salesdesk.RuleMin, Param: "0"})
	}
	return problems.Err()
}

func (r Rule) halfLife() time.Duration { return time.Duration(r.HalfLifeDays) * 24 * time.Hour }

func (r Rule) contains(v salesdesk.Amount) bool {
	return (r.From == nil || v.Cmp(r.From.Decimal) >= 0) && (r.To == nil || v.Cmp(r.To.Decimal) < 0)
}
