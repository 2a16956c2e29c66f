package intake_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/workflow"
)

// An order read from UBL is opened and confirmed, and the customer's own order is answered
// by what ours became.
func TestAnOrderReadFromUBLIsAnsweredAsItStands(t *testing.T) {
	po := read(t, "order.xml")
	_, q := acceptedQuote(t)
	opening, err := matched(t, po, against(t, q), intake.Tolerances{}).Opening("o1", "SO-1")
	require.NoError(t, err)
	rules, err := order.Compile(order.Policy{})
	require.NoError(t, err)
	as := func(o order.Order, role salesdesk.Role) *workflow.Command {
		cmd := step(o.Version, clerk())
		cmd.Actor.Role, cmd.Reason = role, "agreed by telephone"
		return cmd
	}
	h := answered()
	h.Promised, h.SalesOrder = h.Issued, ""
	codes := func(o order.Order, name string) (intake.Code, []intake.LineCode) {
		r, err := intake.RespondTo(o, h)
		require.NoError(t, err)
		assert.Equal(t, []string{"PO-7", "afdeling 4", "SO-1"}, []string{r.Order, r.Reference, r.SalesOrder})
		var b bytes.Buffer
		require.NoError(t, intake.WriteResponse(&b, r))
		golden.Assert(t, filepath.Join("testdata", "standing-"+name+".xml"), b.Bytes())
		var lines []intake.LineCode
		for _, a := range r.Lines {
			lines = append(lines, a.Code)
		}
		return r.Code, lines
	}
	o, err := order.New(rules, step(0, clerk()), opening)
	require.NoError(t, err)
	o, err = o.Submit(rules, as(o, salesdesk.InsideSales))
	require.NoError(t, err)
	code, lines := codes(o, "AB")
	assert.Equal(t, intake.Acknowledged, code)
	assert.Empty(t, lines)

	rejected, err := o.Reject(rules, as(o, salesdesk.InsideSales), o.Channel)
	require.NoError(t, err)
	code, _ = codes(rejected, "RE")
	assert.Equal(t, intake.Rejected, code)

	confirmed := func(second string) order.Order {
		next, err := o.Confirm(rules, as(o, salesdesk.SalesManager), order.Confirmation{Channel: o.Channel, Promises: []promise.Promise{
			{Line: "1", Date: day("2026-12-03")}, {Line: "2", Date: day(second), Requested: day("2026-12-03")},
		}})
		require.NoError(t, err)
		return next
	}
	code, lines = codes(confirmed("2026-12-03"), "AP")
	assert.Equal(t, intake.Accepted, code)
	assert.Empty(t, lines)

	late := confirmed("2026-12-10")
	code, lines = codes(late, "CA")
	assert.Equal(t, intake.Conditional, code)
	assert.Equal(t, []intake.LineCode{intake.LineAccepted, intake.LineChanged}, lines, "a week later than asked")

	short, err := late.CloseShort(rules, as(late, salesdesk.InsideSales), []order.Quantity{{Line: "1", Quantity: late.Lines[0].Ordered}})
	require.NoError(t, err)
	code, lines = codes(short, "cancelled")
	assert.Equal(t, intake.Conditional, code)
	assert.Equal(t, []intake.LineCode{intake.LineRefused, intake.LineChanged}, lines)

	o.Purchase = nil
	_, err = intake.RespondTo(o, h)
	assert.EqualError(t, err, "purchase.number: required")
}
