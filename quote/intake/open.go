package intake

import "strings"

// Cause is why a line is open.
type Cause string

// The causes.
const (
	Unknown      Cause = "unknown"      // nothing answers to it
	Uncertain    Cause = "uncertain"    // no candidate is good enough
	Ambiguous    Cause = "ambiguous"    // several are as good
	Contradicted Cause = "contradicted" // the number says one article, the words another
	Discontinued Cause = "discontinued" // no longer sold, and nothing follows it
	NotYetSold   Cause = "not_yet_sold" // sold later than the day of the request
	NoQuantity   Cause = "no_quantity"  // none is said, or it can be read in two ways
	NoUnit       Cause = "no_unit"      // the article is not sold in this unit, or the unit can mean two of them
)

// MessageID names the cause's text.
func (c Cause) MessageID() string { return "intake.cause." + string(c) }

// Open is a line that nobody can price yet: what the customer wrote, why it is open, and
// what it may mean. It is an error where it stands in the way.
type Open struct {
	Line       Line        `json:"line"`
	Causes     []Cause     `json:"causes"`               // all of them
	Candidates []Candidate `json:"candidates,omitempty"` // the best first
	Units      []string    `json:"units,omitempty"`      // that the article can be asked in, where the unit is a cause
}

func (o Open) Error() string {
	causes := make([]string, len(o.Causes))
	for i, c := range o.Causes {
		causes[i] = string(c)
	}
	return "line " + o.Line.ID() + " is open: " + strings.Join(causes, ", ")
}

// MessageID names the text.
func (Open) MessageID() string { return "intake.open" }
