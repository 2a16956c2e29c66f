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
// lines after it too.
type question struct {
	Rules   *pricing.Rules   `json:"rules,omitempty"`
	Request *pricing.Request `json:"request,omitempty"`
	Explain bool             `json:"explain,omitempty"`
}

// compiled is the answer to rules without a request.
type compiled struct {
	Articles int               `json:"articles"`
	Entries  int               `json:"entries"`
	Findings []pricing.Finding `json:"findings"`
}

func main() {
	var desk desk
	cli.MainOf(cli.Program{Answer: desk.answer, Alone: bringsRules})
}

// bringsRules reports whether a line may change what the lines after it are priced by.
// Requests are priced side by side.
func bringsRules(line []byte) bool { return bytes.Contains(line, []byte(`"rules"`)) }

// desk keeps the rules from one line to the next.
type desk struct{ pricer *pricing.Pricer }

func (d *desk) answer(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, err
	}
	if q.Rules != nil {
		var err error
		if d.pricer, err = pricing.Compile(*q.Rules); err != nil { // nothing is priced by the rules before, either
			return nil, salesdesk.At("rules", err)
		}
	}
	switch {
	case d.pricer == nil:
		return nil, salesdesk.FieldError{Path: "rules", Rule: salesdesk.RuleRequired}
	case q.Request == nil && q.Rules != nil:
		findings, err := pricing.Lint(q.Rules.Book)
		return compiled{Articles: len(q.Rules.Book.Articles), Entries: len(q.Rules.Book.Entries), Findings: findings}, salesdesk.At("rules.book", err)
	case q.Request == nil:
		return nil, salesdesk.FieldError{Path: "request", Rule: salesdesk.RuleRequired}
	}
	if q.Explain {
		explanation, err := d.pricer.Explain(*q.Request)
		return explanation, salesdesk.At("request", err)
	}
	priced, err := d.pricer.Price(*q.Request)
	return priced, salesdesk.At("request", err)
}
