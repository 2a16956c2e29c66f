package strict

import (
	"reflect"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/reader"
)

// Decode reads one JSON value into the value that target points to.
func Decode[T any](data []byte, target *T) error {
	fresh, err := DecodeAs(data, reflect.TypeFor[T]())
	if err == nil {
		*target, _ = fresh.Interface().(T) // nil only where T is an interface
	}
	return err
}

// Partly reads one JSON value as far as it can be read: what a problem is about is left at
// its zero value.
func Partly[T any](data []byte) (T, error) {
	fresh, err := DecodeAs(data, reflect.TypeFor[T]())
	var read T
	if fresh.IsValid() {
		read, _ = fresh.Interface().(T) // nil only where T is an interface
	}
	return read, err
}

// DecodeAs reads one JSON value as a value of a type that is known at run time only.
func DecodeAs(data []byte, t reflect.Type) (reflect.Value, error) {
	var problems salesdesk.Problems
	fresh, found := reader.Read(data, t, reader.Errors{
		Field: func(path, rule, param string) error {
			return salesdesk.FieldError{Path: path, Rule: salesdesk.Rule(rule), Param: param}
		},
		At: salesdesk.At,
	})
	for _, err := range found {
		problems.Add(err)
	}
	return fresh, problems.Err()
}
