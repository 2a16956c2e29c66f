// Package check holds what people type in against the validate tags of a struct, and
// names every field that breaks one. It is the only package that links validator:
// what reads intake pays for it, the hot paths do not.
package check

import (
	"errors"
	"reflect"
	"strings"

	"github.com/go-playground/validator/v10"

	"github.com/interne-sales/salesdesk"
)

// Checker checks structs by their validate tags. It is safe for concurrent use, and
// caches what it learned of a type: make one and keep it.
type Checker struct{ validate *validator.Validate }

// New makes a Checker that names fields as JSON does.
func New() *Checker {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			return ""
		}
		return name
	})
	return &Checker{validate: v}
}

// Struct names every field of a struct that breaks a tag, as [salesdesk.FieldError]s.
func (c *Checker) Struct(s any) error {
	err := c.validate.Struct(s)
	var broken validator.ValidationErrors
	if !errors.As(err, &broken) {
		return err
	}
	var problems salesdesk.Problems
	for _, b := range broken {
		_, path, _ := strings.Cut(b.Namespace(), ".")
		rule, param := ruleOf(b)
		problems.Add(salesdesk.FieldError{Path: path, Rule: rule, Param: param})
	}
	return problems.Err()
}

// ruleOf is a tag in the words of salesdesk. A length is for texts and lists, a bound
// for numbers.
func ruleOf(b validator.FieldError) (rule salesdesk.Rule, param string) {
	counted := b.Kind() == reflect.String || b.Kind() == reflect.Slice || b.Kind() == reflect.Map
	switch b.Tag() {
	case "required", "required_if", "required_with", "required_without":
		return salesdesk.RuleRequired, ""
	case "excluded_if", "excluded_with":
		return salesdesk.RuleExcluded, ""
	case "oneof":
		return salesdesk.RuleOneOf, strings.Join(strings.Fields(b.Param()), ", ")
	case "min", "gt", "gte":
		return salesdesk.RuleMin, b.Param()
	case "max", "lt", "lte":
		if counted {
			return salesdesk.RuleLength, b.Param()
		}
		return salesdesk.RuleMax, b.Param()
	case "unique":
		return salesdesk.RuleDuplicate, b.Param()
	default:
		return salesdesk.RuleFormat, b.Tag()
	}
}
