package main

import (
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/agreement"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/law"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/sourcing"
)

// resolved are the lines of a request, those that can be priced also as a request for that.
type resolved struct {
	intake.Resolution
	Request []pricing.Line `json:"request,omitempty"`
}

func (t *taken) answer() (any, error) {
	assortment, err := intake.Compile(t.Catalogue)
	if err != nil {
		return nil, salesdesk.At("catalogue", err)
	}
	lines, err := t.read()
	if err != nil {
		return nil, err
	}
	resolution, err := assortment.Resolve(intake.Request{Customer: t.Customer, Date: t.Date, Language: t.Language, Lines: lines})
	if err != nil {
		return nil, err
	}
	var problems salesdesk.Problems
	for i, s := range t.Settle {
		problems.AddAt(salesdesk.Index("settle", i), s.settle(assortment, &resolution))
	}
	return resolved{Resolution: resolution, Request: resolution.Lines()}, problems.Err()
}

// read are the lines, in the one form that they came in.
func (t *taken) read() ([]intake.Line, error) {
	switch {
	case t.Text != "":
		lines, err := intake.ReadText(t.Text)
		return lines, salesdesk.At("text", err)
	case t.CSV != "":
		lines, err := intake.ReadCSV([]byte(t.CSV))
		return lines, salesdesk.At("csv", err)
	default:
		return t.Lines, nil
	}
}

// settle moves an open line to those that are certain, in the order asked.
func (s settled) settle(a *intake.Assortment, r *intake.Resolution) error {
	i := slices.IndexFunc(r.Open, func(o intake.Open) bool { return o.Line.Number == s.Line })
	if i < 0 {
		return salesdesk.FieldError{Path: "line", Rule: salesdesk.RuleReference, Param: strconv.Itoa(s.Line)}
	}
	match, err := a.Settle(r.Open[i], s.SKU, s.Quantity, s.Unit)
	if err != nil {
		return err
	}
	r.Open = slices.Delete(r.Open, i, i+1)
	r.Matches = append(r.Matches, match)
	slices.SortFunc(r.Matches, func(a, b intake.Match) int { return a.Line.Number - b.Line.Number })
	return nil
}

// compared are the offers of the suppliers, and the costs that go into the quote.
type compared struct {
	sourcing.Comparison
	Costs    []sourcing.Cost `json:"costs,omitempty"`
	Costings []quote.Costing `json:"costings,omitempty"`
}

func (s *sourced) answer() (any, error) {
	comparison, err := sourcing.Compare(s.Request, s.Replies, s.Policy)
	if err != nil {
		return nil, err
	}
	for i, c := range s.Choose {
		if comparison, err = comparison.Choose(c.Line, c.Supplier); err != nil {
			return nil, salesdesk.At(salesdesk.Index("choose", i), err)
		}
	}
	costs, _ := comparison.Costs() // of a line that has none, the ranking has no best
	return compared{Comparison: comparison, Costs: costs, Costings: sourcing.Costings(costs)}, nil
}

func (a *argued) answer() (any, error) {
	return intake.Arguments(a.Needs, a.Catalogue, a.Lines, a.Language)
}

func (c *committed) answer() (any, error) { return c.Standing(c.Calls, c.On, c.Currency) }

// account is a bonus set aside and, where it is closed, what is due.
type account struct {
	agreement.Account
	Settlement *agreement.Settlement `json:"settlement,omitempty"`
}

func (a *accrued) answer() (any, error) {
	set, err := a.Agreement.Accrue(a.ID, a.On, a.Documents)
	if err != nil || a.Advanced == nil {
		return account{Account: set}, err
	}
	closed, err := set.Settle(*a.Advanced)
	return account{Account: set, Settlement: &closed}, err
}

func (r *round) answer() (any, error) { return agreement.Compare(r.Before, r.After, r.Round) }

// judged is what law says.
type judged struct {
	Seasons   []law.Season   `json:"seasons,omitempty"`
	Reference *law.Reference `json:"reference,omitempty"`
	Findings  []law.Finding  `json:"findings"`
}

func (l *lawful) answer() (any, error) {
	if l.Seasons == 0 && l.Campaign == nil && l.Reduction == nil && l.Sale == nil {
		return nil, salesdesk.FieldError{Path: "reduction", Rule: salesdesk.RuleRequired}
	}
	rules, j := law.Belgium(), judged{Findings: []law.Finding{}}
	rules.PreSales = l.PreSales
	var problems salesdesk.Problems
	found := func(path string) func([]law.Finding, error) {
		return func(findings []law.Finding, err error) {
			problems.AddAt(path, err)
			j.Findings = append(j.Findings, findings...)
		}
	}
	if l.Seasons != 0 {
		j.Seasons = rules.Seasons(l.Seasons)
	}
	if l.Campaign != nil {
		found("campaign")(rules.CheckCampaign(*l.Campaign))
	}
	if r := l.Reduction; r != nil {
		found("reduction")(rules.CheckReduction(*r, l.History))
		if reference, err := rules.ReferencePrice(l.History, r.Channel, r.Price, r.From); err == nil { // goods that are too new are a finding
			j.Reference = &reference
		}
	}
	if l.Sale != nil {
		found("sale")(rules.CheckLoss(*l.Sale))
	}
	return j, problems.Err()
}

func (g *guided) answer() (any, error) { return g.Policy.Guide(g.Question, g.Records) }
