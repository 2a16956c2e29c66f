package pricing

import (
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// MaxScenarios bounds the scenarios of a comparison.
const MaxScenarios = 20

// Scenario is a request under a name: "as asked", "with a project discount".
type Scenario struct {
	Name    string  `json:"name"`
	Request Request `json:"request"`
}

// Comparison is scenarios side by side, in the order given, in one currency. It shows
// margins: it is for the desk, not for the customer.
type Comparison struct {
	Currency  salesdesk.Currency `json:"currency"`
	Scenarios []Compared         `json:"scenarios"`
}

// Compared is what a scenario comes to, and what it changes.
type Compared struct {
	Name   string `json:"name"`
	Totals Totals `json:"totals"`
	// InTime is payable by who pays in time for the cash discount; nil where there is none.
	InTime      *salesdesk.Amount `json:"in_time,omitempty"`
	Discount    *salesdesk.Amount `json:"discount,omitempty"` // as in [Explanation]
	Margin      *Margin           `json:"margin,omitempty"`   // of the lines whose cost is known; nil where none is
	WithoutCost int               `json:"without_cost,omitempty"`
	Change      *Change           `json:"change,omitempty"` // from the first scenario; nil for that one itself
}

// Change is what a scenario has more than the first one; below zero it has less. Lines
// and Adjustments are those that differ: of the first scenario in its order, then the
// new ones. They sum to what they change of TaxExclusive.
type Change struct {
	TaxExclusive salesdesk.Amount   `json:"tax_exclusive"`
	Tax          salesdesk.Amount   `json:"tax"`
	Payable      salesdesk.Amount   `json:"payable"`
	Margin       *salesdesk.Amount  `json:"margin,omitempty"` // nil where either has none
	Lines        []LineChange       `json:"lines,omitempty"`
	Adjustments  []AdjustmentChange `json:"adjustments,omitempty"`
}

// LineChange is a line that is not the same as in the first scenario. A line that only
// one of the two has is all difference.
type LineChange struct {
	ID       string           `json:"id"`
	Presence Presence         `json:"presence,omitempty"` // empty where both have it
	Quantity salesdesk.Amount `json:"quantity"`
	Net      salesdesk.Amount `json:"net"`   // BT-131
	Share    salesdesk.Amount `json:"share"` // of the document's adjustments
}

// AdjustmentChange is an adjustment of the document that is not the same, of all VAT
// groups together: an allowance is below zero.
type AdjustmentChange struct {
	ID       string           `json:"id"`
	Presence Presence         `json:"presence,omitempty"` // empty where both have it
	Amount   salesdesk.Amount `json:"amount"`
}

// Presence is which of two scenarios has something.
type Presence string

// The presences.
const (
	Added   Presence = "added"   // the first does not have it
	Removed Presence = "removed" // only the first has it
)

// MessageID names the presence's text.
func (p Presence) MessageID() string { return "pricing.presence." + string(p) }

// Compare explains scenarios side by side. Each is a request that can be priced; the
// problems of all are at their paths ("scenarios[1].request…").
func (p *Pricer) Compare(scenarios []Scenario) (Comparison, error) {
	var found salesdesk.Problems
	switch n := len(scenarios); {
	case n == 0:
		found.Add(salesdesk.FieldError{Path: "scenarios", Rule: salesdesk.RuleRequired})
	case n > MaxScenarios:
		return Comparison{}, salesdesk.Problems{salesdesk.FieldError{Path: "scenarios", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxScenarios)}}
	}
	explained := make([]Explanation, len(scenarios))
	for i := range scenarios {
		path := salesdesk.Index("scenarios", i)
		found.AddAt(path, checkScenario(scenarios, i))
		r := run{Pricer: p, req: &scenarios[i].Request, keep: true, bare: true}
		var err error
		explained[i], err = r.explain()
		found.AddAt(path+".request", err)
	}
	if err := found.Err(); err != nil {
		return Comparison{}, err
	}
	out := Comparison{Currency: scenarios[0].Request.Currency, Scenarios: make([]Compared, len(scenarios))}
	c := comparer{first: &explained[0]}
	for i := range scenarios {
		out.Scenarios[i] = c.compare(scenarios[i].Name, &explained[i])
	}
	return out, c.problems.Err()
}

func checkScenario(scenarios []Scenario, i int) error {
	var p salesdesk.Problems
	name := scenarios[i].Name
	if name == "" {
		p.Add(salesdesk.FieldError{Path: "name", Rule: salesdesk.RuleRequired})
	} else if slices.ContainsFunc(scenarios[:i], func(s Scenario) bool { return s.Name == name }) {
		p.Add(salesdesk.FieldError{Path: "name", Rule: salesdesk.RuleDuplicate, Param: name})
	}
	if want, got := scenarios[0].Request.Currency, scenarios[i].Request.Currency; want != got {
		p.AddAt("request.currency", salesdesk.CurrencyError{Want: want, Got: got})
	}
	return p.Err()
}

// comparer holds scenarios against the first.
type comparer struct {
	first    *Explanation
	problems salesdesk.Problems
}

func (c *comparer) compare(name string, e *Explanation) Compared {
	out := Compared{Name: name, Totals: e.Priced.Totals, Discount: e.Discount, Margin: e.Margin, WithoutCost: e.WithoutCost}
	if d := e.Priced.CashDiscount; d != nil {
		out.InTime = &d.Payable
	}
	if e == c.first {
		return out
	}
	t, was := &e.Priced.Totals, &c.first.Priced.Totals
	out.Change = &Change{
		TaxExclusive: c.minus(t.TaxExclusive, was.TaxExclusive), Tax: c.minus(t.Tax, was.Tax), Payable: c.minus(t.Payable, was.Payable),
		Lines: c.lines(e.Priced.Lines), Adjustments: c.adjustments(e.Priced.Adjustments),
	}
	if e.Margin != nil && c.first.Margin != nil {
		margin := c.minus(e.Margin.Amount, c.first.Margin.Amount)
		out.Change.Margin = &margin
	}
	return out
}

func (c *comparer) minus(a, b salesdesk.Amount) salesdesk.Amount {
	d, err := difference(a, b)
	c.problems.Add(err)
	return d
}

// lines are the lines that differ.
func (c *comparer) lines(lines []PricedLine) (list []LineChange) {
	now := make(map[string]*PricedLine, len(lines))
	for i := range lines {
		now[lines[i].ID] = &lines[i]
	}
	before := c.first.Priced.Lines
	known := make(map[string]bool, len(before))
	for i := range before {
		known[before[i].ID] = true
		if line := now[before[i].ID]; line == nil {
			list = append(list, c.line(&PricedLine{ID: before[i].ID}, &before[i], Removed))
		} else if d := c.line(line, &before[i], ""); !d.Quantity.IsZero() || !d.Net.IsZero() || !d.Share.IsZero() {
			list = append(list, d)
		}
	}
	for i := range lines {
		if !known[lines[i].ID] {
			list = append(list, c.line(&lines[i], &PricedLine{}, Added))
		}
	}
	return list
}

func (c *comparer) line(now, before *PricedLine, presence Presence) LineChange {
	return LineChange{
		ID: now.ID, Presence: presence, Quantity: c.minus(now.Quantity, before.Quantity),
		Net: c.minus(now.Net, before.Net), Share: c.minus(now.Share, before.Share),
	}
}

// adjustments are those of the document that differ.
func (c *comparer) adjustments(list []Adjusted) (changes []AdjustmentChange) {
	ids, now := byID(list)
	before, was := byID(c.first.Priced.Adjustments)
	for _, id := range before {
		presence := Presence("")
		if !slices.Contains(ids, id) {
			presence = Removed
		}
		if d := now[id].Sub(was[id]); presence != "" || !d.IsZero() {
			changes = append(changes, c.adjustment(id, presence, d))
		}
	}
	for _, id := range ids {
		if !slices.Contains(before, id) {
			changes = append(changes, c.adjustment(id, Added, now[id]))
		}
	}
	return changes
}

func (c *comparer) adjustment(id string, presence Presence, d fixed.Dec) AdjustmentChange {
	amount, err := exact.Amount(d)
	c.problems.Add(err)
	return AdjustmentChange{ID: id, Presence: presence, Amount: amount}
}

// byID are the ids in their order, and what each adds over all VAT groups.
func byID(list []Adjusted) (ids []string, sums map[string]fixed.Dec) {
	sums = map[string]fixed.Dec{}
	for i := range list {
		a := &list[i]
		if _, known := sums[a.ID]; !known {
			ids = append(ids, a.ID)
		}
		sums[a.ID] = sums[a.ID].Add(a.signed())
	}
	return ids, sums
}
