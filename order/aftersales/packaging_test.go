package aftersales_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order/aftersales"
)

func out(on, document, pieces, deposit string) aftersales.Movement {
	return aftersales.Movement{Day: day(on), Document: document, Customer: "C1", Kind: "EUR-PALLET", Delivered: salesdesk.MustAmount(pieces), Deposit: salesdesk.MustMoney(deposit, salesdesk.EUR)}
}

func back(on, document, pieces string) aftersales.Movement {
	return aftersales.Movement{Day: day(on), Document: document, Customer: "C1", Kind: "EUR-PALLET", Returned: salesdesk.MustAmount(pieces)}
}

func TestWhatComesBackIsCreditedAtTheDepositThatWasCharged(t *testing.T) {
	drum := out("2026-03-02", "L3", "1", "75.00")
	drum.Kind = "DRUM-8"
	got, err := aftersales.Settle([]aftersales.Movement{
		out("2026-03-02", "L1", "10", "12.50"), drum, back("2026-05-04", "R1", "12"), out("2026-04-01", "L2", "5", "13.25"),
	})
	require.NoError(t, err)
	require.Len(t, got.Balances, 2)
	pallets := got.Balances[1]
	assert.Equal(t, "EUR-PALLET", pallets.Kind)
	assert.Equal(t, []string{"15", "12", "3", "191.25", "151.50", "39.75"}, []string{
		pallets.Delivered.String(), pallets.Returned.String(), pallets.Quantity.String(),
		pallets.Charged.StringFixed(2), pallets.Credited.StringFixed(2), pallets.Held.StringFixed(2),
	})
	require.Len(t, pallets.Lots, 1)
	assert.Equal(t, "L2", pallets.Lots[0].Document)
	require.Len(t, got.Credits, 2)
	assert.Equal(t, []string{"L1", "125.00", "L2", "26.50"}, []string{
		got.Credits[0].Of, got.Credits[0].Amount.Amount.StringFixed(2), got.Credits[1].Of, got.Credits[1].Amount.Amount.StringFixed(2),
	})
}

func TestMorePackagingThanIsHeldIsRefused(t *testing.T) {
	_, err := aftersales.Settle([]aftersales.Movement{out("2026-03-02", "L1", "10", "12.50"), back("2026-03-03", "R1", "11"), back("2026-03-01", "R0", "1")})
	var excess aftersales.ExcessError
	require.ErrorAs(t, err, &excess)
	require.EqualError(t, err, "R0: 1 of EUR-PALLET back from C1, who holds 0; R1: 11 of EUR-PALLET back from C1, who holds 10")
}

func TestMovementsNameEverythingThatIsWrong(t *testing.T) {
	both := back("2026-03-02", "R1", "1")
	both.Deposit = salesdesk.MustMoney("1", salesdesk.EUR)
	_, err := aftersales.Settle([]aftersales.Movement{{}, both, out("2026-03-02", "L", "1.5", "12.505"), out("2026-03-02", "L", "-1", "-1")})
	require.EqualError(t, err, "movements[0].day: required; movements[0].document: required; movements[0].customer: required; movements[0].kind: required; "+
		"movements[0].returned: excluded (delivered); movements[1].deposit: excluded (returned); movements[2].delivered: format (whole pieces); "+
		"movements[2].deposit.amount: format (12.51); movements[3].delivered: min (0); movements[3].deposit.amount: min (0)")
	dollars := out("2026-03-03", "L2", "1", "12.50")
	dollars.Deposit.Currency = "USD"
	_, err = aftersales.Settle([]aftersales.Movement{out("2026-03-02", "L1", "1", "12.50"), dollars})
	var currency salesdesk.CurrencyError
	require.ErrorAs(t, err, &currency)
	_, err = aftersales.Settle(make([]aftersales.Movement, aftersales.MaxMovements+1))
	require.EqualError(t, err, "movements: length (100000)")
	_, err = aftersales.DecodeMovements([]byte(`[{"pieces": 1}]`))
	require.ErrorContains(t, err, "[0].pieces: unknown")
}

// Whatever the order of deliveries and returns, what is held is the lots, and once all is
// back everything that was charged was credited.
func TestAllBackIsAllCredited(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var movements []aftersales.Movement
		held := 0
		for i := range rapid.IntRange(1, 20).Draw(t, "movements") {
			n := rapid.IntRange(1, 9).Draw(t, "pieces")
			if n <= held && rapid.Bool().Draw(t, "back") {
				movements, held = append(movements, back("2026-03-02", fmt.Sprint("R", i), fmt.Sprint(n))), held-n
				continue
			}
			cents := rapid.IntRange(0, 2000).Draw(t, "deposit")
			movements, held = append(movements, out("2026-03-02", fmt.Sprint("L", i), fmt.Sprint(n), fmt.Sprintf("%d.%02d", cents/100, cents%100))), held+n
		}
		b := settled(t, movements)
		sum, worth := salesdesk.Amount{}, salesdesk.Amount{}
		for _, l := range b.Lots {
			sum.Decimal = sum.Add(l.Quantity.Decimal)
			worth.Decimal = worth.Add(l.Quantity.Mul(l.Deposit.Amount.Decimal))
		}
		require.True(t, sum.Equal(b.Quantity))
		require.True(t, worth.Equal(b.Held))
		require.Equal(t, fmt.Sprint(held), b.Quantity.String())
		if held > 0 {
			movements = append(movements, back("2026-03-03", "last", fmt.Sprint(held)))
		}
		b = settled(t, movements)
		require.True(t, b.Charged.Equal(b.Credited))
		require.True(t, b.Held.IsZero())
		require.Empty(t, b.Lots)
	})
}

func settled(t require.TestingT, movements []aftersales.Movement) aftersales.Balance {
	s, err := aftersales.Settle(movements)
	require.NoError(t, err)
	credits := salesdesk.Amount{}
	for _, c := range s.Credits {
		credits.Decimal = credits.Add(c.Amount.Amount.Decimal)
	}
	require.Len(t, s.Balances, 1)
	require.True(t, credits.Equal(s.Balances[0].Credited))
	return s.Balances[0]
}
