package intake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/order/intake"
)

// A blanket order, a call-off of one and goods on consignment are no firm orders: a person
// looks.
func TestATypeThatIsNoFirmOrderIsAsked(t *testing.T) {
	for _, kind := range []intake.Type{intake.TypeBlanket, intake.TypeCallOff, intake.TypeConsignment} {
		po := ordered()
		po.Type = kind
		r := matched(t, po, quoted(t, true), intake.Tolerances{})
		assert.Equal(t, intake.Acknowledged, r.Code, kind)
		require.Len(t, r.Discrepancies, 1)
		assert.Equal(t, intake.Discrepancy{Kind: intake.DiffType, Path: "type", Wanted: "220", Got: string(kind), Propose: intake.ProposeAsk}, r.Discrepancies[0])
		_, err := r.Opening("o1", "SO1")
		assert.Equal(t, intake.UncleanError{Code: intake.Acknowledged}, err)
	}
}

func TestTheLastDayToConfirmIsTheCustomers(t *testing.T) {
	po := ordered()
	po.ValidUntil = day("2026-12-31")
	opening, err := matched(t, po, quoted(t, true), intake.Tolerances{}).Opening("o1", "SO1")
	require.NoError(t, err)
	assert.Equal(t, day("2026-12-31"), opening.ValidUntil)
}

func TestZerosBehindMakeNoOtherOrder(t *testing.T) {
	a, b := ordered(), ordered()
	b.Lines[0].Price, b.Lines[0].Net, b.Lines[0].VATRate = new(amount("50.0")), new(amount("500")), new(amount("0.210"))
	first, err := a.Digest()
	require.NoError(t, err)
	second, err := b.Digest()
	require.NoError(t, err)
	assert.Equal(t, first, second)
	b.Lines[0].Price = new(amount("50.01"))
	third, err := b.Digest()
	require.NoError(t, err)
	assert.NotEqual(t, first, third)
}
