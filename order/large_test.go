package order_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/workflow"
)

// problemsOf are all findings of a refusal.
func problemsOf(err error) (all []error) {
	if err == nil {
		return nil
	}
	switch e := err.(type) { //nolint:errorlint // it is walked, not matched
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			all = append(all, problemsOf(inner)...)
		}
		return all
	case interface{ Unwrap() error }:
		return problemsOf(e.Unwrap())
	default:
		return []error{err}
	}
}

func each(o order.Order, quantity string) []order.Quantity {
	lines := make([]order.Quantity, len(o.Lines))
	for i, l := range o.Lines {
		lines[i] = order.Quantity{Line: l.ID, Quantity: amount(quantity)}
	}
	return lines
}

func TestEveryOneOfTenThousandLinesThatCannotMoveIsNamedOnce(t *testing.T) {
	r := rules(t, order.Policy{})
	o := long(t, r, order.MaxLines)
	next, err := o.Allocate(r, by(o, salesdesk.Warehouse), each(o, "11"))
	assert.Equal(t, o.Version, next.Version)
	named := map[string]bool{}
	for _, problem := range problemsOf(err) {
		var quantity order.QuantityError
		require.ErrorAs(t, problem, &quantity)
		assert.Equal(t, order.WithinOrdered, quantity.Rule)
		named[quantity.Line] = true
	}
	assert.Len(t, named, order.MaxLines)
	assert.Len(t, problemsOf(err), order.MaxLines)
}

// More quantities than an order can have lines are not looked at, not even the wrong ones.
func TestMoreThanTenThousandQuantitiesAreOneProblem(t *testing.T) {
	r := rules(t, order.Policy{})
	o := long(t, r, 3)
	tooMany := make([]order.Quantity, 1_000_000)
	for name, verb := range map[string]func() (order.Order, error){
		"allocate": func() (order.Order, error) { return o.Allocate(r, by(o, salesdesk.Warehouse), tooMany) },
		"ship": func() (order.Order, error) {
			return o.Ship(r, by(o, salesdesk.Warehouse), order.Shipment{ID: "s", Lines: tooMany})
		},
		"bill": func() (order.Order, error) { return o.Bill(r, by(o, salesdesk.Finance), "2026-1", tooMany) },
		"request_change": func() (order.Order, error) {
			return o.RequestChange(r, by(o, salesdesk.Customer), order.ChangeSet{Lines: make([]order.LineChange, 1_000_000)})
		},
	} {
		_, err := verb()
		require.Len(t, problemsOf(err), 1, name)
		assert.ErrorContains(t, err, "lines: length (10000)", name)
	}
}

func TestALineNamedTwiceCountsTwice(t *testing.T) {
	r := rules(t, order.Policy{})
	o := long(t, r, 40)
	for _, n := range []int{1, 40} { // looked up, and by an index
		lines := append(each(o, "6")[:n], each(o, "5")[:n]...)
		_, err := o.Allocate(r, by(o, salesdesk.Warehouse), lines)
		require.Len(t, problemsOf(err), n)
		refusedBy(t, order.WithinOrdered, "10", err)
		lines = append(each(o, "6")[:n], each(o, "4")[:n]...)
		o2, err := o.Allocate(r, by(o, salesdesk.Warehouse), lines)
		require.NoError(t, err)
		assert.Equal(t, "10", o2.Lines[n-1].Allocated.String())
	}
}

func TestOfTwoClerksOnTenThousandLinesTheSecondIsInConflictAndThenDecidesAnew(t *testing.T) {
	r := rules(t, order.Policy{})
	o := long(t, r, order.MaxLines)
	first, second := by(o, salesdesk.Warehouse), by(o, salesdesk.Warehouse)
	second.ID = "other"
	loaded := must(o.Allocate(r, first, each(o, "6")))
	_, err := loaded.Allocate(r, second, each(o, "5"))
	require.Len(t, problemsOf(err), 1, "a stale command is not held to the lines")
	var conflict workflow.ConflictError
	require.ErrorAs(t, err, &conflict)
	assert.Equal(t, workflow.ConflictError{Expected: o.Version, Actual: loaded.Version}, conflict)
	second.Expect = loaded.Version
	_, err = loaded.Allocate(r, second, each(o, "5"))
	require.Len(t, problemsOf(err), order.MaxLines, "4 are left of every line")
	loaded = must(loaded.Allocate(r, second, each(o, "4")))
	assert.Equal(t, order.LabelAllocated, loaded.Lines[order.MaxLines-1].Label())
}

func TestACommandOnTenThousandLinesGivenAgainIsItsFirstEvent(t *testing.T) {
	r := rules(t, order.Policy{})
	o := long(t, r, order.MaxLines)
	cmd := by(o, salesdesk.Warehouse)
	cmd.Digest = "d1"
	o = must(o.Allocate(r, cmd, each(o, "6")))
	event, found, err := workflow.Recall(o.Changes(), cmd)
	require.NoError(t, err)
	require.True(t, found)
	assert.Equal(t, o.Version, event.Seq)
	assert.Len(t, event.Fact.(order.Shifted).Lines, order.MaxLines)
	cmd.Digest = "d2"
	_, _, err = workflow.Recall(o.Changes(), cmd)
	var mismatch workflow.CommandMismatchError
	require.ErrorAs(t, err, &mismatch)
}

// Everything in the way of an event is told at once: of its role, its guards and all lines.
func TestARefusedEventOfTenThousandLinesTellsEveryReason(t *testing.T) {
	r := rules(t, order.Policy{})
	o := long(t, r, order.MaxLines)
	o = must(o.Allocate(r, by(o, salesdesk.Warehouse), each(o, "1")))
	cmd := by(o, salesdesk.InsideSales)
	cmd.Reason = ""
	_, err := o.Cancel(r, cmd)
	var refused workflow.RefusedError
	require.ErrorAs(t, err, &refused)
	var guards []string
	for _, f := range refused.Failed {
		guards = append(guards, f.Guard)
	}
	assert.Equal(t, []string{"reason", "nothing_allocated"}, guards)
	assert.Len(t, problemsOf(err), 1+order.MaxLines)
	for _, choice := range o.Permitted(r, by(o, salesdesk.System)) {
		if choice.On == order.Complete {
			assert.False(t, choice.Allowed)
			assert.Len(t, problemsOf(choice.Err), order.MaxLines)
		}
	}
}

// The work of a verb grows with its lines: what is allocated for 10,000 is ten times what is
// for 1,000, and no more.
func TestTheWorkOfAVerbGrowsWithItsLines(t *testing.T) {
	r := rules(t, order.Policy{})
	bytesOf := func(n int) float64 {
		o := long(t, r, n).Saved()
		cmd, lines := by(o, salesdesk.Warehouse), each(o, "6")
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		must(o.Allocate(r, cmd, lines))
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	few, many := bytesOf(1_000), bytesOf(10_000)
	assert.Less(t, many/few, 13.0, fmt.Sprint(few, " bytes, then ", many))
}
