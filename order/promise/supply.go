package promise

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
)

// Bounds of one question.
const (
	MaxDemands     = 100_000
	MaxSupplies    = 100_000
	MaxIncoming    = 1_000 // of one article
	MaxCommitments = 1_000_000
	MaxDays        = 1_000 // of a lead time, of handling, of transit
	MaxDeliveries  = 100   // of one line
)

// Supply is where the quantities of an article come from.
type Supply struct {
	SKU      string           `json:"sku"`
	OnHand   salesdesk.Amount `json:"on_hand"` // in the warehouse, what commitments wait for included
	Incoming []Incoming       `json:"incoming,omitempty"`
	// LeadDays are the working days of the supplier until any more is here; nil where it
	// cannot be had.
	LeadDays *int             `json:"lead_days,omitempty"`
	Supplier string           `json:"supplier,omitempty"` // whose working days count; see [Logistics]
	Minimum  salesdesk.Amount `json:"minimum,omitzero"`   // that he sells at least
	Multiple salesdesk.Amount `json:"multiple,omitzero"`  // that he sells whole ones of
}

// Incoming is a quantity that was bought and is on its way. A day that is past counts
// as today, and [Make] says that it is overdue.
type Incoming struct {
	Date     calendar.Date    `json:"date"`
	Quantity salesdesk.Amount `json:"quantity"`
}

// Commitment is a quantity that was promised to an order and has not left.
type Commitment struct {
	Order    string           `json:"order"`
	Line     string           `json:"line"`
	Customer string           `json:"customer,omitempty"`
	SKU      string           `json:"sku"`
	Quantity salesdesk.Amount `json:"quantity"`
	Promised calendar.Date    `json:"promised"` // the day of delivery
	// Ready is the day on which it must be on the shelf, as in the [Promise]; zero is the
	// latest that makes the promised day.
	Ready    calendar.Date `json:"ready,omitzero"`
	Reserved bool          `json:"reserved,omitempty"` // an option only: firm orders come first
	Priority int           `json:"priority,omitempty"` // a lower number comes first
	Entered  calendar.Date `json:"entered,omitzero"`   // the day it was promised, for who came first
}

func (s *Supply) check() error {
	var p salesdesk.Problems
	p.Add(filled("sku", s.SKU))
	p.AddAt("on_hand", exact.NotBelowZero(s.OnHand))
	p.AddAt("minimum", exact.NotBelowZero(s.Minimum))
	p.AddAt("multiple", exact.NotBelowZero(s.Multiple))
	if s.LeadDays != nil {
		p.Add(within("lead_days", *s.LeadDays))
	}
	p.Add(counted("incoming", len(s.Incoming), MaxIncoming))
	for i, in := range s.Incoming[:min(len(s.Incoming), MaxIncoming)] {
		path := salesdesk.Index("incoming", i)
		p.AddAt(path+".quantity", exact.NotBelowZero(in.Quantity))
		p.AddAt(path+".date", inWindow(in.Date))
	}
	return p.Err()
}

func (c *Commitment) check() error {
	var p salesdesk.Problems
	p.Add(filled("order", c.Order))
	p.Add(filled("line", c.Line))
	p.Add(filled("sku", c.SKU))
	p.AddAt("quantity", above(c.Quantity))
	p.AddAt("promised", inWindow(c.Promised))
	if !c.Ready.IsZero() {
		p.AddAt("ready", inWindow(c.Ready))
	}
	return p.Err()
}

func checkSupplies(supplies []Supply) error {
	var p salesdesk.Problems
	p.Add(counted("supplies", len(supplies), MaxSupplies))
	seen := make(map[string]bool, len(supplies))
	for i := range supplies[:min(len(supplies), MaxSupplies)] {
		path := salesdesk.Index("supplies", i)
		p.AddAt(path, supplies[i].check())
		if sku := supplies[i].SKU; seen[sku] && sku != "" {
			p.Add(salesdesk.FieldError{Path: path + ".sku", Rule: salesdesk.RuleDuplicate, Param: sku})
		}
		seen[supplies[i].SKU] = true
	}
	return p.Err()
}

func checkCommitments(commitments []Commitment) error {
	var p salesdesk.Problems
	p.Add(counted("commitments", len(commitments), MaxCommitments))
	type key struct{ order, line string }
	seen := make(map[key]bool, len(commitments))
	for i := range commitments[:min(len(commitments), MaxCommitments)] {
		c := &commitments[i]
		path := salesdesk.Index("commitments", i)
		p.AddAt(path, c.check())
		if k := (key{c.Order, c.Line}); seen[k] && c.Line != "" {
			p.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: c.Line})
		}
		seen[key{c.Order, c.Line}] = true
	}
	return p.Err()
}

func filled(path, text string) error {
	if text == "" {
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired}
	}
	return nil
}

func counted(path string, n, most int) error {
	if n > most {
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleLength, Param: fmt.Sprint(most)}
	}
	return nil
}

// within is a finding for days below zero or beyond MaxDays.
func within(path string, days int) error {
	switch {
	case days < 0:
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMin, Param: "0"}
	case days > MaxDays:
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMax, Param: fmt.Sprint(MaxDays)}
	default:
		return nil
	}
}

// inWindow is a finding for no date, and for one outside the years of a calendar.
func inWindow(d calendar.Date) error {
	switch {
	case d.IsZero():
		return salesdesk.FieldError{Rule: salesdesk.RuleRequired}
	case !d.Valid():
		return calendar.DateError{Text: d.String()}
	case d.Year < 1970 || d.Year > 2100:
		return calendar.WindowError{Date: d}
	default:
		return nil
	}
}

// above is notBelow that refuses zero, too.
func above(a salesdesk.Amount) error {
	if a.Check() == nil && a.IsZero() {
		return salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
	}
	return exact.NotBelowZero(a)
}
