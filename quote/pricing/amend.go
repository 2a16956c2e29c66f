package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
)

// Alteration is what changes of a line that was agreed. A line that no document of the
// [Pricer] had before comes whole, as Priced.
type Alteration struct {
	Line     string            `json:"line"`
	Quantity *salesdesk.Amount `json:"quantity,omitempty"` // at the price agreed; 0 leaves nothing of it
	// Priced replaces the line, or adds one: new quantity, article or price.
	Priced *PricedLine `json:"priced,omitempty"`
}

// Amend is what was agreed with some lines changed; the others keep their price. A line
// of another quantity keeps its price and its percentages, and what was taken off it as
// an amount goes with the quantity. A percentage of the document follows the lines that
// bore it; an amount, such as freight, stays. Cash discount, VAT, totals and advance are
// worked out anew, and the result is held to [Verify].
//
// What cannot be changed so is a [salesdesk.FieldError] at its path below "lines".
func Amend(agreed Priced, lines []Alteration) (Priced, error) {
	s := newScaling(&agreed)
	s.fixes = true
	at := s.extents()
	for i := range s.spans {
		s.spans[i].to = s.spans[i].of
	}
	if len(lines) == 0 {
		s.problems.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired})
	}
	seen := map[string]bool{}
	for i := range lines {
		path := salesdesk.Index("lines", i)
		if seen[lines[i].Line] {
			s.problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: lines[i].Line})
		}
		seen[lines[i].Line] = true
		s.problems.AddAt(path, s.alter(at, &lines[i]))
	}
	if err := s.problems.Err(); err != nil {
		return Priced{}, err
	}
	out, err := s.document()
	if err != nil {
		return Priced{}, err
	}
	if err := Verify(out); err != nil {
		return Priced{}, err
	}
	return out, nil
}

// alter takes an alteration into the extent of its line.
func (s *scaling) alter(at map[string]int, a *Alteration) error {
	i, known := at[a.Line]
	if a.Priced != nil {
		line := *a.Priced
		line.Adjustments = slices.Clone(line.Adjustments)
		switch {
		case a.Quantity != nil:
			return salesdesk.FieldError{Path: "quantity", Rule: salesdesk.RuleExcluded, Param: "priced"}
		case line.ID != a.Line || line.ID == "":
			return salesdesk.FieldError{Path: "priced.id", Rule: salesdesk.RuleReference, Param: a.Line}
		case known:
			s.spans[i].instead = &line
		default:
			s.added = append(s.added, line)
		}
		return nil
	}
	if !known {
		return salesdesk.FieldError{Path: "line", Rule: salesdesk.RuleReference, Param: a.Line}
	}
	if a.Quantity == nil {
		return salesdesk.FieldError{Path: "quantity", Rule: salesdesk.RuleRequired}
	}
	quantity, err := atLeast(*a.Quantity, false)
	if err == nil && s.spans[i].of.Sign() <= 0 {
		err = salesdesk.FieldError{Rule: salesdesk.RuleExcluded, Param: "priced"} // there is no price to keep
	}
	s.spans[i].to = quantity
	return salesdesk.At("quantity", err)
}
