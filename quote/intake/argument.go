package intake

import (
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
)

// MaxNeeds bounds what one customer can ask for, MaxArguments what is known of the goods.
const (
	MaxNeeds     = 100
	MaxArguments = 10_000
)

// Need is what a customer wants to achieve. The list is in the order in which he put
// them: the first matters most to him.
type Need struct {
	ID   string `json:"id"`             // as the arguments know it: "insulation", "delivery_on_site"
	Text string `json:"text,omitempty"` // in his own words
}

// Argument is why an article or a section answers a need: a benefit, and what proves it.
// It has a SKU or a Section, or neither where it holds for the whole offer.
type Argument struct {
	Need    string                        `json:"need"` // a [Need] by its id
	SKU     string                        `json:"sku,omitempty"`
	Section string                        `json:"section,omitempty"`
	Benefit map[salesdesk.Language]string `json:"benefit"`
	Proofs  []Proof                       `json:"proofs,omitempty"` // the strongest first
}

// Proof is what shows that a benefit is true: a certificate, a measurement, a reference.
type Proof struct {
	Text   map[salesdesk.Language]string `json:"text"`
	Source string                        `json:"source,omitempty"` // number of the certificate, name of the report
}

// Subject is a line of the quote that arguments are looked for.
type Subject struct {
	Line    string `json:"line"`
	SKU     string `json:"sku,omitempty"`
	Section string `json:"section,omitempty"`
}

// Case is what speaks for a quote, in the order of what this customer asked for.
type Case struct {
	Points       []Point `json:"points,omitempty"`
	Unmet        []Need  `json:"unmet,omitempty"`        // needs that nothing in the quote answers
	Untranslated []Point `json:"untranslated,omitempty"` // points whose benefit has no text in the language
}

// Point is one argument made to this customer: need, benefit, proof.
type Point struct {
	Need    Need         `json:"need"`
	Line    string       `json:"line,omitempty"`    // of the article it is about
	Section string       `json:"section,omitempty"` // or the section; neither is the whole offer
	Benefit string       `json:"benefit,omitempty"`
	Proofs  []ProofPoint `json:"proofs,omitempty"`
}

// ProofPoint is a [Proof] in the customer's language.
type ProofPoint struct {
	Text   string `json:"text"`
	Source string `json:"source,omitempty"`
}

// Arguments makes the case for the lines of a quote: by the order of the needs, then of
// the lines (those of the whole offer first), then of the catalogue. Texts are taken in
// the language or its base and never made up: a benefit without one is named as
// untranslated, a proof without one is left out.
func Arguments(needs []Need, catalogue []Argument, lines []Subject, language salesdesk.Language) (Case, error) {
	if err := checkArguments(needs, catalogue, lines, language); err != nil {
		return Case{}, err
	}
	by := map[string][]*Argument{}
	for i := range catalogue {
		by[catalogue[i].Need] = append(by[catalogue[i].Need], &catalogue[i])
	}
	var c Case
	for _, need := range needs {
		before := len(c.Points) + len(c.Untranslated)
		for _, p := range placed(by[need.ID], lines) {
			c.make(need, p, language)
		}
		if len(c.Points)+len(c.Untranslated) == before {
			c.Unmet = append(c.Unmet, need)
		}
	}
	return c, nil
}

// place is an argument where it is made.
type place struct {
	*Argument
	line    string
	section string
}

// placed are the arguments that hold for the lines, a section's once, at its first line.
func placed(arguments []*Argument, lines []Subject) (out []place) {
	for _, a := range arguments {
		if a.SKU == "" && a.Section == "" {
			out = append(out, place{Argument: a})
		}
	}
	var sections []string
	for _, l := range lines {
		fresh := l.Section != "" && !slices.Contains(sections, l.Section)
		if fresh {
			sections = append(sections, l.Section)
		}
		for _, a := range arguments {
			switch {
			case a.SKU != "" && a.SKU == l.SKU:
				out = append(out, place{Argument: a, line: l.Line})
			case a.Section != "" && a.Section == l.Section && fresh:
				out = append(out, place{Argument: a, section: l.Section})
			}
		}
	}
	return out
}

// make adds one point, or names it where its benefit has no text.
func (c *Case) make(need Need, a place, language salesdesk.Language) {
	p := Point{Need: need, Line: a.line, Section: a.section, Benefit: spoken(a.Benefit, language)}
	for _, proof := range a.Proofs {
		if text := spoken(proof.Text, language); text != "" {
			p.Proofs = append(p.Proofs, ProofPoint{Text: text, Source: proof.Source})
		}
	}
	if p.Benefit == "" {
		c.Untranslated = append(c.Untranslated, p)
		return
	}
	c.Points = append(c.Points, p)
}

// spoken is the text in a language, or in the language without its region.
func spoken(texts map[salesdesk.Language]string, language salesdesk.Language) string {
	if text := texts[language]; text != "" {
		return text
	}
	return texts[language.Base()]
}

func checkArguments(needs []Need, catalogue []Argument, lines []Subject, language salesdesk.Language) error {
	var p salesdesk.Problems
	most := func(path string, n, limit int) {
		if n > limit {
			p.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleLength, Param: strconv.Itoa(limit)})
		}
	}
	most("needs", len(needs), MaxNeeds)
	most("catalogue", len(catalogue), MaxArguments)
	most("lines", len(lines), MaxLines)
	p.AddAt("language", language.Check())
	if len(p) > 0 {
		return p.Err()
	}
	seen := map[string]bool{}
	for i, n := range needs {
		path := salesdesk.Index("needs", i) + ".id"
		switch {
		case n.ID == "":
			p.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired})
		case seen[n.ID]:
			p.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleDuplicate, Param: n.ID})
		}
		seen[n.ID] = true
	}
	for i := range catalogue {
		path := salesdesk.Index("catalogue", i)
		if catalogue[i].Need == "" {
			p.Add(salesdesk.FieldError{Path: path + ".need", Rule: salesdesk.RuleRequired})
		}
		if catalogue[i].SKU != "" && catalogue[i].Section != "" {
			p.Add(salesdesk.FieldError{Path: path + ".section", Rule: salesdesk.RuleExcluded, Param: "sku"})
		}
	}
	return p.Err()
}
