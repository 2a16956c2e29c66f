// Command price prices requests: JSON on standard input, JSON on standard output.
package main

import (
	"bytes"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// question is what is read. Rules hold for this request and, in NDJSON, for the
// lines after it too. One thing is asked: the price of Request or, of it, one of
// Explain, Mentions, SolveTotal, SolveMargin, Schedule and ProForma; or else Compare,
// Verify or Lint.
type question struct {
	Rules       *pricing.Rules               `json:"rules,omitempty"`
	Request     *pricing.Request             `json:"request,omitempty"`
	Explain     bool                         `json:"explain,omitempty"`
	Mentions    bool                         `json:"mentions,omitempty"`
	SolveTotal  *solve[pricing.Target]       `json:"solve_total,omitempty"`
	SolveMargin *solve[pricing.MarginTarget] `json:"solve_margin,omitempty"`
	Schedule    bool                         `json:"schedule,omitempty"`
	ProForma    *string                      `json:"pro_forma,omitempty"` // name of its lines
	Compare     *compare                     `json:"compare,omitempty"`
	Verify      *pricing.Priced              `json:"verify,omitempty"`
	Lint        *lint                        `json:"lint,omitempty"`
}

// solve asks for what brings a request to a target.
type solve[T any] struct {
	Target T             `json:"target"`
	Lever  pricing.Lever `json:"lever"`
}

// compare asks for requests side by side.
type compare struct {
	Scenarios []pricing.Scenario `json:"scenarios"`
}

// lint asks what looks wrong in a book.
type lint struct {
	Book pricing.Book `json:"book"`
}

func main() {
	var desk desk
	cli.MainOf(cli.Program{Answer: desk.answer, Alone: bringsRules})
}

// bringsRules reports whether a line may change what the lines after it are priced by: it
// names rules, or may with an escape. Requests are priced side by side.
func bringsRules(line []byte) bool {
	return bytes.Contains(line, []byte(`"rules"`)) || bytes.Contains(line, []byte(`\u`))
}

// desk keeps the rules from one line to the next.
type desk struct {
	pricer *pricing.Pricer
}

func (d *desk) answer(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, d.unread(data, err)
	}
	return d.told(&q)
}

// unread are all problems of a line that cannot be read whole: those of what could be read
// stand behind. After rules that cannot be read nothing is priced, by those before
// neither; what does not read as JSON at all may have been rules.
func (d *desk) unread(data []byte, unread error) error {
	if strict.Under(unread, "rules") || strict.Under(unread, "") && bringsRules(data) {
		d.pricer = nil
		return unread
	}
	q, _ := strict.Partly[question](data)
	_, err := d.told(&q)
	return strict.Beside(unread, err)
}

// told is the answer to a question.
func (d *desk) told(q *question) (any, error) {
	problems := salesdesk.Problems{}
	problems.Add(q.check())
	if q.Rules != nil {
		var err error
		d.pricer, err = pricing.Compile(*q.Rules) // if it fails, nothing is priced by the rules before, either
		problems.AddAt("rules", err)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	switch {
	case q.Verify != nil:
		return verified{Exact: true}, salesdesk.At("verify", pricing.Verify(*q.Verify))
	case q.Lint != nil:
		findings, err := pricing.Lint(q.Lint.Book)
		return linted{Findings: findings}, salesdesk.At("lint", err)
	case d.pricer == nil:
		return nil, salesdesk.FieldError{Path: "rules", Rule: salesdesk.RuleRequired}
	case q.Compare != nil:
		comparison, err := d.pricer.Compare(q.Compare.Scenarios)
		return comparison, salesdesk.At("compare", err)
	case q.Request == nil:
		findings, err := pricing.Lint(q.Rules.Book)
		return compiled{Articles: len(q.Rules.Book.Articles), Entries: len(q.Rules.Book.Entries), Findings: findings}, salesdesk.At("rules", err)
	}
	return d.ofRequest(q)
}
