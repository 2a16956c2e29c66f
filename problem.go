package salesdesk

import (
	"fmt"
	"strings"
)

// Problems are all the findings of one look at bad input or a broken rule.
//
// Collect with Add and return with Err, which is nil when there are none: a nil
// Problems in an error interface would not be nil.
type Problems []error

// Add keeps err and, where it is itself several, each of them; nil is ignored.
func (p *Problems) Add(err error) {
	if err == nil {
		return
	}
	switch many := err.(type) { //nolint:errorlint // only an unwrapped list is flattened
	case Problems:
		*p = append(*p, many...)
	case interface{ Problems() []error }: // of calendar, which does not know this package
		*p = append(*p, many.Problems()...)
	default:
		*p = append(*p, err)
	}
}

// AddAt is Add with the findings placed under path.
func (p *Problems) AddAt(path string, err error) { p.Add(At(path, err)) }

// Err is p as an error, or nil when there is no problem.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

// Error is every problem, one after the other, for logs.
func (p Problems) Error() string {
	texts := make([]string, len(p))
	for i, err := range p {
		texts[i] = err.Error()
	}
	return strings.Join(texts, "; ")
}

// Unwrap lets errors.Is and errors.As look at each.
func (p Problems) Unwrap() []error { return p }

// At places err under path: a [FieldError] at "quantity" becomes one at
// "lines[2].quantity". An error that has no path of its own gets a [PathError]
// around it. Several problems are placed one by one, those of calendar too.
func At(path string, err error) error {
	switch e := err.(type) { //nolint:errorlint // a wrapped error keeps its own words
	case nil:
		return nil
	case Problems:
		placed := make(Problems, len(e))
		for i := range e {
			placed[i] = At(path, e[i])
		}
		return placed
	case interface{ Problems() []error }:
		return At(path, Problems(e.Problems()))
	case interface {
		Placed() (path string, err error)
	}:
		inner, placed := e.Placed()
		return At(joinPath(path, inner), placed)
	case FieldError:
		e.Path = joinPath(path, e.Path)
		return e
	case RangeError:
		e.Path = joinPath(path, e.Path)
		return e
	case PathError:
		e.Path = joinPath(path, e.Path)
		return e
	default:
		return PathError{Path: path, Err: err}
	}
}

// Index is the path of element i of the list at path: Index("lines", 2) is "lines[2]".
func Index(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

func joinPath(outer, inner string) string {
	switch {
	case outer == "":
		return inner
	case inner == "" || strings.HasPrefix(inner, "["):
		return outer + inner
	default:
		return outer + "." + inner
	}
}

// PathError says where in a document another error was found.
type PathError struct {
	Path string
	Err  error
}

func (e PathError) Error() string { return e.Path + ": " + e.Err.Error() }

// Unwrap is the error itself.
func (e PathError) Unwrap() error { return e.Err }

// Rule names what a field must be and is not. A rule never changes its meaning.
type Rule string

// The rules of input. Param, where one is named, fills the text.
const (
	RuleRequired   Rule = "required"    // nothing is there
	RuleUnknown    Rule = "unknown"     // no field has this name
	RuleDuplicate  Rule = "duplicate"   // the same twice; Param is what
	RuleType       Rule = "type"        // another kind of value; Param is the kind wanted
	RuleDecimal    Rule = "decimal"     // not a decimal number; Param is the text
	RuleFormat     Rule = "format"      // not of the form wanted; Param is the form
	RuleCheckDigit Rule = "check_digit" // the check digits do not agree
	RuleOneOf      Rule = "one_of"      // not one of the values; Param lists them
	RuleMin        Rule = "min"         // below Param
	RuleMax        Rule = "max"         // above Param
	RuleLength     Rule = "length"      // too long or too many; Param is the most
	RuleOrder      Rule = "order"       // before what it must follow; Param is that
	RuleReference  Rule = "reference"   // names what is not there; Param is the name
	RuleSyntax     Rule = "syntax"      // cannot be read at all; Param says where
	RuleExcluded   Rule = "excluded"    // must be empty here; Param is the field that says so
)

// FieldError is a field that breaks a rule of input.
type FieldError struct {
	Path  string
	Rule  Rule
	Param string
}

func (e FieldError) Error() string {
	text := string(e.Rule)
	if e.Param != "" {
		text += " (" + e.Param + ")"
	}
	if e.Path == "" {
		return text
	}
	return e.Path + ": " + text
}

// MessageID names the rule's text.
func (e FieldError) MessageID() string { return "field." + string(e.Rule) }

// Limit names a bound of the amount gate.
type Limit string

// The bounds of the amount gate.
const (
	LimitLength   Limit = "length"   // more than MaxAmountBytes of text
	LimitDigits   Limit = "digits"   // more than MaxAmountDigits significant digits
	LimitExponent Limit = "exponent" // exponent outside ±MaxAmountExponent
	LimitOverflow Limit = "overflow" // a result too large to compute
)

// RangeError is an amount outside what the library computes with. Value is at
// most the first MaxAmountBytes of what was given.
type RangeError struct {
	Path  string
	Value string
	Limit Limit
}

func (e RangeError) Error() string {
	text := fmt.Sprintf("amount out of range: %s (%s)", e.Value, e.Limit)
	if e.Path == "" {
		return text
	}
	return e.Path + ": " + text
}

// MessageID names the limit's text.
func (e RangeError) MessageID() string { return "amount." + string(e.Limit) }

// CurrencyError is arithmetic or a document that mixes two currencies.
type CurrencyError struct{ Want, Got Currency }

func (e CurrencyError) Error() string {
	return fmt.Sprintf("currency %s where %s is wanted", e.Got, e.Want)
}

// MessageID names the text.
func (CurrencyError) MessageID() string { return "currency.mismatch" }
