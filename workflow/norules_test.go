package workflow_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/progress"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

// verb is a function or method that is given rules, a command or both.
type verb struct {
	name string
	call reflect.Value
}

// verbs are the methods of a value, and functions that make one, that are given rules.
func verbs(value any, makers map[string]any) []verb {
	var all []verb
	add := func(name string, call reflect.Value) {
		for i := range call.Type().NumIn() {
			if isRules(call.Type().In(i)) {
				all = append(all, verb{name, call})
				return
			}
		}
	}
	of := reflect.ValueOf(value)
	for i := range of.NumMethod() {
		add(of.Type().String()+"."+of.Type().Method(i).Name, of.Method(i))
	}
	for name, maker := range makers {
		add(name, reflect.ValueOf(maker))
	}
	return all
}

func isRules(t reflect.Type) bool {
	return t.Kind() == reflect.Pointer && t.Elem().Name() == "Rules"
}

// answer calls the verb with these rules and this command, and zero values for the rest.
func (v verb) answer(rules func(reflect.Type) reflect.Value, cmd *workflow.Command) []reflect.Value {
	in := make([]reflect.Value, v.call.Type().NumIn())
	for i := range in {
		switch t := v.call.Type().In(i); {
		case isRules(t):
			in[i] = rules(t)
		case t == reflect.TypeFor[*workflow.Command]():
			in[i] = reflect.ValueOf(cmd)
		default:
			in[i] = reflect.Zero(t)
		}
	}
	if v.call.Type().IsVariadic() {
		return v.call.CallSlice(in)
	}
	return v.call.Call(in)
}

// refusal is the error among the answers of a verb, and whether it has one.
func refusal(answers []reflect.Value) (error, bool) {
	last := answers[len(answers)-1]
	if last.Type() != reflect.TypeFor[error]() {
		return nil, false
	}
	err, _ := last.Interface().(error)
	return err, true
}

func everyVerb() []verb {
	return append(append(append(append(append(append(
		verbs(quote.Quote{}, map[string]any{"quote.New": quote.New}),
		verbs(order.Order{}, map[string]any{"order.New": order.New})...),
		verbs(invoice.Receivable{}, map[string]any{"invoice.NewReceivable": invoice.NewReceivable})...),
		verbs(dunning.Claim{}, map[string]any{"dunning.Open": dunning.Open, "dunning.PositionOf": dunning.PositionOf})...),
		verbs(progress.Request{}, map[string]any{"progress.Ask": progress.Ask})...),
		verbs(prospect.Opportunity{}, map[string]any{"prospect.New": prospect.New})...),
		verbs(complaint.Complaint{}, map[string]any{"complaint.Register": complaint.Register})...)
}

// Rules that are missing, or that nobody compiled, are a problem as any other: every verb
// of every room names them, and none panics. What has no error to give says nothing.
func TestEveryVerbRefusesRulesThatAreMissing(t *testing.T) {
	cmd := by(salesdesk.InsideSales)
	cmd.ID, cmd.At = "c1", time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
	for name, rules := range map[string]func(reflect.Type) reflect.Value{
		"nil":   reflect.Zero,
		"empty": func(t reflect.Type) reflect.Value { return reflect.New(t.Elem()) },
	} {
		t.Run(name, func(t *testing.T) {
			for _, v := range everyVerb() {
				var answers []reflect.Value
				if !assert.NotPanics(t, func() { answers = v.answer(rules, cmd) }, v.name) {
					continue
				}
				if err, has := refusal(answers); has {
					assert.Contains(t, fieldPaths(err), "rules", "%s: %v", v.name, err)
				} else if answers[0].Kind() == reflect.Slice {
					assert.Zero(t, answers[0].Len(), v.name)
				}
			}
		})
	}
}

// fieldPaths are the paths of the fields that are required and missing.
func fieldPaths(err error) []string {
	var paths []string
	for _, problem := range flat(err) {
		if field, ok := errors.AsType[salesdesk.FieldError](problem); ok && field.Rule == salesdesk.RuleRequired {
			paths = append(paths, field.Path)
		}
	}
	return paths
}

// A command that is missing is named likewise.
func TestEveryVerbRefusesACommandThatIsMissing(t *testing.T) {
	compiled := map[reflect.Type]any{}
	for _, compile := range []func() (any, error){
		func() (any, error) { return quote.Compile(quote.Policy{}) },
		func() (any, error) { return order.Compile(order.Policy{}) },
		func() (any, error) { return invoice.Compile(invoice.Policy{}) },
		func() (any, error) { return dunning.Compile(dunning.Policy{}) },
		func() (any, error) { return progress.Compile(progress.Policy{Calendar: wholeWeek(t)}) },
		func() (any, error) { return prospect.Compile(prospect.Policy{}) },
		func() (any, error) { return complaint.Compile(complaint.Policy{}) },
	} {
		rules, err := compile()
		require.NoError(t, err)
		compiled[reflect.TypeOf(rules)] = rules
	}
	for _, v := range everyVerb() {
		var answers []reflect.Value
		rules := func(t reflect.Type) reflect.Value { return reflect.ValueOf(compiled[t]) }
		if !assert.NotPanics(t, func() { answers = v.answer(rules, nil) }, v.name) {
			continue
		}
		if err, has := refusal(answers); has && takesCommand(v) {
			assert.Contains(t, fieldPaths(err), "command", "%s: %v", v.name, err)
		}
	}
}

func takesCommand(v verb) bool {
	for i := range v.call.Type().NumIn() {
		if v.call.Type().In(i) == reflect.TypeFor[*workflow.Command]() {
			return true
		}
	}
	return false
}

func flat(err error) []error {
	var problems salesdesk.Problems
	problems.Add(err)
	return problems
}

// wholeWeek is a calendar that is always open.
func wholeWeek(t *testing.T) *calendar.Calendar {
	t.Helper()
	weekly := map[time.Weekday][]calendar.Shift{}
	for day := time.Sunday; day <= time.Saturday; day++ {
		weekly[day] = []calendar.Shift{{From: calendar.At(0, 0), To: calendar.At(24, 0)}}
	}
	c, err := calendar.New(calendar.Hours{Weekly: weekly})
	require.NoError(t, err)
	return c
}
