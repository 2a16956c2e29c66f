package main

import (
	"errors"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// compiled is the answer to rules without a request.
type compiled struct {
	Articles int               `json:"articles"`
	Entries  int               `json:"entries"`
	Findings []pricing.Finding `json:"findings"`
}

// verified is the answer to a document that is exact to the cent; what deviates in one
// that is not are its problems.
type verified struct {
	Exact bool `json:"exact"`
}

// linted is the answer to a book to look over.
type linted struct {
	Findings []pricing.Finding `json:"findings"`
}

// mentioned are the texts that law wants on a document.
type mentioned struct {
	Mentions []mention `json:"mentions"`
}

type mention struct {
	Ground   pricing.Ground     `json:"ground"`
	VATEX    string             `json:"vatex,omitempty"` // BT-121
	Language salesdesk.Language `json:"language"`
	Text     string             `json:"text"` // BT-120
}

// asked are the fields that say what is asked, as they stand in the question.
func (q *question) asked() (ofRequest, others []string) {
	add := func(list *[]string, name string, is bool) {
		if is {
			*list = append(*list, name)
		}
	}
	add(&ofRequest, "explain", q.Explain)
	add(&ofRequest, "mentions", q.Mentions)
	add(&ofRequest, "solve_total", q.SolveTotal != nil)
	add(&ofRequest, "solve_margin", q.SolveMargin != nil)
	add(&ofRequest, "schedule", q.Schedule)
	add(&ofRequest, "pro_forma", q.ProForma != nil)
	add(&others, "compare", q.Compare != nil)
	add(&others, "verify", q.Verify != nil)
	add(&others, "lint", q.Lint != nil)
	return ofRequest, others
}

// check is what is wrong with what is asked: more than one thing, or a request too few
// or too many.
func (q *question) check() error {
	var p salesdesk.Problems
	ofRequest, others := q.asked()
	all := append(ofRequest, others...)
	if len(all) > 1 {
		for _, name := range all[1:] {
			p.Add(salesdesk.FieldError{Path: name, Rule: salesdesk.RuleOneOf, Param: strings.Join(all, ", ")})
		}
	}
	switch {
	case q.Request != nil && len(others) > 0:
		p.Add(salesdesk.FieldError{Path: "request", Rule: salesdesk.RuleExcluded, Param: others[0]})
	case q.Request == nil && (len(ofRequest) > 0 || q.Rules == nil && len(others) == 0):
		p.Add(salesdesk.FieldError{Path: "request", Rule: salesdesk.RuleRequired})
	}
	if q.ProForma != nil && *q.ProForma == "" {
		p.Add(salesdesk.FieldError{Path: "pro_forma", Rule: salesdesk.RuleRequired})
	}
	return p.Err()
}

// ofRequest answers what is asked of a request.
func (d *desk) ofRequest(q *question) (any, error) {
	switch {
	case q.SolveTotal != nil:
		solution, err := d.pricer.SolveForTotal(*q.Request, q.SolveTotal.Target, q.SolveTotal.Lever)
		return solution, solveError("solve_total", err)
	case q.SolveMargin != nil:
		solution, err := d.pricer.SolveForMargin(*q.Request, q.SolveMargin.Target, q.SolveMargin.Lever)
		return solution, solveError("solve_margin", err)
	case q.ProForma != nil:
		return d.proForma(q.Request, *q.ProForma)
	case q.Explain:
		explanation, err := d.pricer.Explain(*q.Request)
		return explanation, salesdesk.At("request", err)
	case q.Mentions:
		return d.mentions(q.Request)
	case q.Schedule:
		schedule, err := d.pricer.Schedule(*q.Request)
		return schedule, salesdesk.At("request", err)
	default:
		priced, err := d.pricer.Price(*q.Request)
		return priced, salesdesk.At("request", err)
	}
}

// solveError places problems where they stand in the question: of the target and the
// lever, which are told by themselves, or of the request.
func solveError(verb string, err error) error {
	var problem salesdesk.FieldError
	if errors.As(err, &problem) && (strings.HasPrefix(problem.Path, "target") || strings.HasPrefix(problem.Path, "lever")) {
		return salesdesk.At(verb, err)
	}
	return salesdesk.At("request", err)
}

// mentions are those of a request, in the language that the seller's region wants.
func (d *desk) mentions(req *pricing.Request) (any, error) {
	priced, err := d.pricer.Price(*req)
	if err != nil {
		return nil, salesdesk.At("request", err)
	}
	var grounds []pricing.Ground
	for _, v := range priced.VAT {
		grounds = append(grounds, v.Ground)
	}
	grounds = append(grounds, priced.Mentions...)
	language := d.pricer.StatutoryLanguage(req.Buyer.Tax.Country, req.Language)
	out := mentioned{Mentions: []mention{}}
	for _, g := range grounds {
		if text := d.pricer.Mention(priced, g, language); text != "" {
			out.Mentions = append(out.Mentions, mention{Ground: g, VATEX: g.VATEX(), Language: language, Text: text})
		}
	}
	return out, nil
}

// proForma is the document that asks the deposit of a request.
func (d *desk) proForma(req *pricing.Request, name string) (any, error) {
	priced, err := d.pricer.Price(*req)
	if err != nil {
		return nil, salesdesk.At("request", err)
	}
	document, err := d.pricer.ProForma(priced, name)
	return document, salesdesk.At("request", err)
}
