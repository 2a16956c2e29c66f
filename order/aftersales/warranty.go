package aftersales

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Warranty is a commercial warranty as its document has it: what a maker or seller promises
// above the law. A list that is empty leaves nothing out.
type Warranty struct {
	Name   string `json:"name"`
	Months int    `json:"months"` // from delivery
	// RegisterDays are the days after delivery within which the buyer registers; 0 asks it not.
	RegisterDays int      `json:"register_days,omitempty"`
	Parts        []string `json:"parts,omitempty"`    // covered; empty is all
	Excluded     []string `json:"excluded,omitempty"` // parts and causes
	Remedies     []Remedy `json:"remedies"`
	Source       string   `json:"source"` // "warranty conditions 2026, art. 3"
}

// WarrantyClaim is a defect for which a warranty is called upon.
type WarrantyClaim struct {
	Buyer      salesdesk.PartyKind `json:"buyer"`
	Delivered  calendar.Date       `json:"delivered"`
	Registered calendar.Date       `json:"registered,omitzero"`
	Found      calendar.Date       `json:"found"`
	Part       string              `json:"part,omitempty"`
	Cause      string              `json:"cause,omitempty"`
}

// Covers says whether the warranty covers a claim, with every reason why not. A consumer's
// legal guarantee stands beside it, whatever the answer. The error is every problem of the
// warranty and of the claim.
func (w Warranty) Covers(c WarrantyClaim) (Verdict, error) {
	if err := w.problems(c); err != nil {
		return Verdict{}, err
	}
	v := Verdict{Until: c.Delivered.AddMonths(w.Months)}
	last := c.Delivered.AddDays(w.RegisterDays)
	if w.RegisterDays > 0 && (c.Registered.IsZero() || c.Registered.After(last)) {
		v.reason(NotRegistered, w.Source, last)
	}
	if c.Found.After(v.Until) {
		v.reason(GuaranteeOver, w.Source, v.Until)
	}
	for _, part := range w.outside(c) {
		v.Reasons = append(v.Reasons, Reason{Code: NotCovered, Source: w.Source, Part: part})
	}
	if len(v.Reasons) == 0 {
		v.Allowed, v.Remedies = true, slices.Clone(w.Remedies)
		v.reason(Guaranteed, w.Source, v.Until)
	}
	if c.Buyer == salesdesk.Consumer {
		v.owe(w.Source, calendar.Date{}, GuaranteeStands)
	}
	return v, nil
}

// outside are the part and the cause that the warranty leaves out.
func (w Warranty) outside(c WarrantyClaim) (names []string) {
	if len(w.Parts) > 0 && !slices.Contains(w.Parts, c.Part) || c.Part != "" && slices.Contains(w.Excluded, c.Part) {
		names = append(names, c.Part)
	}
	if c.Cause != "" && slices.Contains(w.Excluded, c.Cause) {
		names = append(names, c.Cause)
	}
	return names
}

func (w Warranty) problems(c WarrantyClaim) error {
	var q question
	q.months("months", w.Months)
	q.notNegative("register_days", w.RegisterDays)
	if w.Months == 0 {
		q.problems.Add(salesdesk.FieldError{Path: "months", Rule: salesdesk.RuleRequired})
	}
	if len(w.Remedies) == 0 {
		q.problems.Add(salesdesk.FieldError{Path: "remedies", Rule: salesdesk.RuleRequired})
	}
	q.kind(c.Buyer)
	q.require("delivered", c.Delivered)
	q.require("found", c.Found)
	q.follows("found", c.Found, "delivered", c.Delivered)
	q.follows("registered", c.Registered, "delivered", c.Delivered)
	return q.problems.Err()
}

// DecodeWarranty reads a warranty and names every problem of its form.
func DecodeWarranty(data []byte) (Warranty, error) {
	var w Warranty
	err := strict.Decode(data, &w)
	return w, err
}
