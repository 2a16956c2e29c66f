package intake_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Delivered elsewhere, and B at 9.50: somebody looks at the address, then the price is ours
// to answer, and once the customer agrees the order is opened at 10.00.
func TestAPersonOverrulesAndTheCustomerAgrees(t *testing.T) {
	po := ordered()
	po.DeliverTo.Street, po.Lines[1].Price, po.Lines[1].Net, po.Totals = "Elders 9", new(amount("9.50")), nil, intake.Totals{}
	r := matched(t, po, quoted(t, false), intake.Tolerances{})
	require.Equal(t, intake.Acknowledged, r.Code)
	_, err := r.AsAnswered("o1", "SO-1")
	assert.Equal(t, intake.UncleanError{Code: intake.Acknowledged}, err, "somebody still looks at it")

	looked, err := r.Overrule("deliver_to", intake.ProposeAccept)
	require.NoError(t, err)
	assert.Equal(t, intake.Conditional, looked.Code)
	assert.Equal(t, intake.LineChanged, looked.Lines[1].Code)
	assert.Equal(t, intake.Acknowledged, r.Code, "the result that was overruled stays as it was")
	_, err = looked.Opening("o1", "SO-1")
	assert.Equal(t, intake.UncleanError{Code: intake.Conditional}, err, "not as it is")
	opening, err := looked.AsAnswered("o1", "SO-1")
	require.NoError(t, err)
	rules, err := order.Compile(order.Policy{})
	require.NoError(t, err)
	o, err := order.New(rules, step(0, clerk()), opening)
	require.NoError(t, err)
	assert.Equal(t, "847.00", o.Agreed.Totals.Payable.String(), "at our prices")

	refused, err := r.Overrule("deliver_to", intake.ProposeRefuse)
	require.NoError(t, err)
	assert.Equal(t, intake.Rejected, refused.Code)
}

// A refused line is not in what is agreed.
func TestARefusedLineIsLeftOut(t *testing.T) {
	po := ordered()
	po.Totals, po.Lines[1].SellersID, po.Lines[1].Net = intake.Totals{}, "ZZZ", nil
	r := matched(t, po, quoted(t, true), intake.Tolerances{})
	require.Equal(t, intake.Conditional, r.Code)
	opening, err := r.AsAnswered("o1", "SO-1")
	require.NoError(t, err)
	require.Len(t, opening.Agreed.Lines, 1)
	assert.Equal(t, "605.00", opening.Agreed.Totals.Payable.String())
	require.NoError(t, pricing.Verify(opening.Agreed))
}

func TestNobodyAcceptsWhatIsNotAgreed(t *testing.T) {
	po := ordered()
	po.Totals = intake.Totals{}
	po.Lines[0].Price, po.Lines[0].Net = new(amount("49.00")), nil
	po.Lines[1].SellersID, po.Lines[1].Net = "ZZZ", nil
	r := matched(t, po, quoted(t, true), intake.Tolerances{})
	for _, test := range []struct {
		path    string
		propose intake.Proposal
		want    error
	}{
		{"lines[0].price", intake.ProposeAccept, intake.OverruleError{Kind: intake.DiffPrice, Propose: intake.ProposeAccept}},
		{"lines[0].price", intake.ProposeRefuse, intake.OverruleError{Kind: intake.DiffPrice, Propose: intake.ProposeRefuse}},
		{"lines[0].price", intake.ProposeAsk, nil},
		{"lines[0].price", intake.ProposeChange, nil},
		{"lines[1].sellers_id", intake.ProposeAccept, intake.OverruleError{Kind: intake.DiffUnknown, Propose: intake.ProposeAccept}},
		{"lines[1].sellers_id", intake.ProposeChange, intake.OverruleError{Kind: intake.DiffUnknown, Propose: intake.ProposeChange}},
		{"lines[1].sellers_id", intake.ProposeAsk, nil},
		{"lines[0].unit", intake.ProposeAsk, salesdesk.FieldError{Path: "path", Rule: salesdesk.RuleReference, Param: "lines[0].unit"}},
		{"lines[0].price", "shrug", salesdesk.FieldError{Path: "propose", Rule: salesdesk.RuleOneOf, Param: "accept, change, refuse, ask"}},
	} {
		next, err := r.Overrule(test.path, test.propose)
		assert.Equal(t, test.want, err, "%s %s", test.path, test.propose)
		if test.want != nil {
			assert.Equal(t, r, next)
		}
	}
}

func ExampleResult_Overrule() {
	po := ordered()
	po.DeliverTo.Street = "Elders 9"
	r, err := intake.Match(po, quoted(never{}, false), intake.Tolerances{})
	fmt.Println(r.Code, r.Discrepancies[0].Kind, err)
	r, err = r.Overrule("deliver_to", intake.ProposeAccept)
	fmt.Println(r.Code, err)
	_, err = r.Overrule("lines[0].price", intake.ProposeAccept)
	fmt.Println(err)
	// Output:
	// AB address <nil>
	// AP <nil>
	// path: reference (lines[0].price)
}
