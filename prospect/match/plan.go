package match

import (
	"fmt"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Record is one account, contact or lead, as text by field name.
type Record struct {
	ID     string            `json:"id"`
	Fields map[string]string `json:"fields"`
}

// Plan says how records are compared.
type Plan struct {
	Fields []Field `json:"fields"`
	Blocks []Block `json:"blocks"`
	// Threshold is the probability from which a pair is a match; 0 stands for 0.5.
	Threshold float64 `json:"threshold,omitempty"`
	// Weights learned earlier, of at least some hundreds of records; nil learns them
	// of the records themselves.
	Weights *Weights `json:"weights,omitempty"`
}

// Field is a field that pairs are compared on.
type Field struct {
	Name string `json:"name"`
	By   By     `json:"by"`
}

// By names a comparator.
type By string

// The comparators. Case, accents' case and outer space never count.
const (
	ByExact  By = "exact"  // the same or not
	ByName   By = "name"   // Jaro-Winkler: the same, from 0.92, from 0.80, different
	ByDigits By = "digits" // edits of digits and letters: none, one, two, more
)

// Block is a set of keys that two records must share to be compared.
type Block []Key

// Key is a field, or the part of it, that blocks are made by.
type Key struct {
	Field string `json:"field"`
	Part  Part   `json:"part,omitempty"`
}

// Part names what of a field makes a key. The zero value is the whole.
type Part string

// The parts.
const (
	Whole  Part = ""
	Prefix Part = "prefix" // the first three letters
	Sound  Part = "sound"  // consonants by sound, doubled ones once
)

// Bounds of what is compared.
const (
	MaxFields = 16
	MaxBlocks = 16
	MaxBlock  = 2000 // records sharing a key, beyond which it tells nothing
)

// DecodePlan reads a plan from JSON and checks it.
func DecodePlan(data []byte) (Plan, error) {
	var p Plan
	if err := strict.Decode(data, &p); err != nil {
		return Plan{}, err
	}
	return p, p.Check()
}

// Check names every problem of the plan with its path.
func (p Plan) Check() error {
	var problems salesdesk.Problems
	p.checkFields(&problems)
	p.checkBlocks(&problems)
	if p.Threshold < 0 || p.Threshold > 1 {
		problems.Add(salesdesk.FieldError{Path: "threshold", Rule: salesdesk.RuleMax, Param: "1"})
	}
	p.checkWeights(&problems)
	return problems.Err()
}

func (p Plan) checkWeights(problems *salesdesk.Problems) {
	if p.Weights == nil {
		return
	}
	if !isShare(p.Weights.Prior) {
		problems.Add(salesdesk.FieldError{Path: "weights.prior", Rule: salesdesk.RuleOneOf, Param: "]0, 1["})
	}
	if len(p.Weights.Fields) != len(p.Fields) {
		problems.Add(salesdesk.FieldError{Path: "weights.fields", Rule: salesdesk.RuleLength, Param: fmt.Sprint(len(p.Fields))})
		return
	}
	for i, w := range p.Weights.Fields {
		path := salesdesk.Index("weights.fields", i)
		if w.Field != p.Fields[i].Name {
			problems.Add(salesdesk.FieldError{Path: path + ".field", Rule: salesdesk.RuleReference, Param: p.Fields[i].Name})
		}
		for k, shares := range [2][]float64{w.M, w.U} {
			if len(shares) != p.Fields[i].By.levels() || slices.ContainsFunc(shares, func(s float64) bool { return !isShare(s) }) {
				problems.Add(salesdesk.FieldError{Path: path + [2]string{".m", ".u"}[k], Rule: salesdesk.RuleOneOf, Param: "]0, 1[ for each level"})
			}
		}
	}
}

func isShare(x float64) bool { return x > 0 && x < 1 }

func (p Plan) checkFields(problems *salesdesk.Problems) {
	if len(p.Fields) == 0 {
		problems.Add(salesdesk.FieldError{Path: "fields", Rule: salesdesk.RuleRequired})
	}
	if len(p.Fields) > MaxFields {
		problems.Add(salesdesk.FieldError{Path: "fields", Rule: salesdesk.RuleLength, Param: fmt.Sprint(MaxFields)})
	}
	seen := map[string]bool{}
	for i, f := range p.Fields {
		path := salesdesk.Index("fields", i)
		switch {
		case f.Name == "":
			problems.Add(salesdesk.FieldError{Path: path + ".name", Rule: salesdesk.RuleRequired})
		case seen[f.Name]:
			problems.Add(salesdesk.FieldError{Path: path + ".name", Rule: salesdesk.RuleDuplicate, Param: f.Name})
		}
		seen[f.Name] = true
		if !slices.Contains([]By{ByExact, ByName, ByDigits}, f.By) {
			problems.Add(salesdesk.FieldError{Path: path + ".by", Rule: salesdesk.RuleOneOf, Param: "exact, name, digits"})
		}
	}
}

func (p Plan) checkBlocks(problems *salesdesk.Problems) {
	if len(p.Blocks) == 0 {
		problems.Add(salesdesk.FieldError{Path: "blocks", Rule: salesdesk.RuleRequired})
	}
	if len(p.Blocks) > MaxBlocks {
		problems.Add(salesdesk.FieldError{Path: "blocks", Rule: salesdesk.RuleLength, Param: fmt.Sprint(MaxBlocks)})
	}
	for i, block := range p.Blocks {
		path := salesdesk.Index("blocks", i)
		if len(block) == 0 {
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired})
		}
		for k, key := range block {
			at := salesdesk.Index(path, k)
			if key.Field == "" {
				problems.Add(salesdesk.FieldError{Path: at + ".field", Rule: salesdesk.RuleRequired})
			}
			if !slices.Contains([]Part{Whole, Prefix, Sound}, key.Part) {
				problems.Add(salesdesk.FieldError{Path: at + ".part", Rule: salesdesk.RuleOneOf, Param: "prefix, sound"})
			}
		}
	}
}

func checkRecords(records []Record) error {
	var problems salesdesk.Problems
	seen := make(map[string]bool, len(records))
	for i := range records {
		switch id := records[i].ID; {
		case id == "":
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("records", i) + ".id", Rule: salesdesk.RuleRequired})
		case seen[id]:
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("records", i) + ".id", Rule: salesdesk.RuleDuplicate, Param: id})
		default:
			seen[id] = true
		}
	}
	return problems.Err()
}
