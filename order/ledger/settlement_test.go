package ledger_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order/ledger"
)

func settlement(kind ledger.SettlementKind, sum string) ledger.Settlement {
	return ledger.Settlement{Kind: kind, ID: "KBC-17", Date: day("2026-05-19"), Customer: "C042", Amount: euro(sum)}
}

func TestEverySettlementIsPosted(t *testing.T) {
	tests := []struct {
		kind    ledger.SettlementKind
		journal ledger.Journal
		want    []string
	}{
		{ledger.Payment, ledger.Bank, []string{"550 D 121.00", "400 C 121.00"}},
		{ledger.Advance, ledger.Bank, []string{"550 D 121.00", "46 C 121.00"}},
		{ledger.Refund, ledger.Bank, []string{"400 D 121.00", "550 C 121.00"}},
		{ledger.CashDiscount, ledger.General, []string{"657 D 121.00", "400 C 121.00"}},
		{ledger.Short, ledger.General, []string{"659 D 121.00", "400 C 121.00"}},
		{ledger.Over, ledger.General, []string{"400 D 121.00", "759 C 121.00"}},
		{ledger.WriteOff, ledger.General, []string{"642 D 121.00", "400 C 121.00"}},
		{ledger.Doubtful, ledger.General, []string{"407 D 121.00", "400 C 121.00"}},
		{ledger.WriteDown, ledger.General, []string{"634 D 121.00", "409 C 121.00"}},
	}
	for _, tt := range tests {
		e, err := books(t, ledger.Policy{}).Settlement(settlement(tt.kind, "121.00"))
		require.NoError(t, err)
		assert.Equal(t, tt.want, told(e), "%s", tt.kind)
		assert.Equal(t, tt.journal, e.Journal)
	}
}

// A lost claim of 121.00, doubtful before: the State gives 21.00 back.
func TestVATOfALostClaimComesBack(t *testing.T) {
	s := settlement(ledger.WriteOff, "121.00")
	s.VAT, s.Doubtful = amount("21.00"), true
	e, err := books(t, ledger.Policy{}).Settlement(s)
	require.NoError(t, err)
	assert.Equal(t, []string{"642 D 100.00", "411 D 21.00  62", "407 C 121.00"}, told(e))
}

// 121.00 euro as booked; the bank received 119.50, or 122.10.
func TestADifferenceOfExchangeIsPosted(t *testing.T) {
	s := settlement(ledger.Payment, "131.29")
	s.Amount.Currency, s.Booked = "USD", amount("121.00")
	for received, want := range map[string][]string{
		"119.50": {"550 D 119.50", "400 C 121.00", "654 D 1.50"},
		"122.10": {"550 D 122.10", "400 C 121.00", "754 C 1.10"},
		"0":      {"550 D 121.00", "400 C 121.00"},
	} {
		s.Received = amount(received)
		e, err := books(t, ledger.Policy{}).Settlement(s)
		require.NoError(t, err)
		assert.Equal(t, want, told(e))
	}
	s.Kind, s.Received = ledger.Refund, amount("122.10")
	e, err := books(t, ledger.Policy{}).Settlement(s)
	require.NoError(t, err)
	assert.Equal(t, []string{"400 D 121.00", "550 C 122.10", "654 D 1.10"}, told(e))
}

func TestASettlementIsRefusedWithEveryProblem(t *testing.T) {
	for want, change := range map[string]func(*ledger.Settlement){
		"kind: one_of (advance, cash_discount, doubtful, over, payment, refund, short, write_down, write_off)": func(s *ledger.Settlement) { s.Kind = "gift" },
		"id: required; customer: required":                        func(s *ledger.Settlement) { s.ID, s.Customer = "", "" },
		"amount.amount: min (0)":                                  func(s *ledger.Settlement) { s.Amount.Amount = amount("0") },
		"amount.amount: decimal (1.001)":                          func(s *ledger.Settlement) { s.Amount.Amount = amount("1.001") },
		"vat: excluded (kind)":                                    func(s *ledger.Settlement) { s.VAT = amount("1.00") },
		"vat: max (121.00)":                                       func(s *ledger.Settlement) { s.Kind, s.VAT = ledger.WriteOff, amount("121.01") },
		"doubtful: excluded (kind)":                               func(s *ledger.Settlement) { s.Kind, s.Doubtful = ledger.Advance, true },
		"booked: min (0)":                                         func(s *ledger.Settlement) { s.Amount.Currency = "USD" },
		"booked: excluded (amount.currency)":                      func(s *ledger.Settlement) { s.Booked = amount("1.00") },
		"received: excluded (amount.currency)":                    func(s *ledger.Settlement) { s.Received = amount("1.00") },
		"received: min (0); received: excluded (amount.currency)": func(s *ledger.Settlement) { s.Received = amount("-1.00") },
	} {
		s := settlement(ledger.Payment, "121.00")
		change(&s)
		_, err := books(t, ledger.Policy{}).Settlement(s)
		assert.EqualError(t, err, want)
	}
	_, err := ledger.DecodeSettlement([]byte(`{"sum": "1"}`))
	assert.EqualError(t, err, "sum: unknown")
}

func TestAnySettlementBalances(t *testing.T) {
	b := books(t, ledger.Policy{})
	kinds := []ledger.SettlementKind{
		ledger.Payment, ledger.Advance, ledger.Refund, ledger.CashDiscount, ledger.Short, ledger.Over, ledger.WriteOff, ledger.Doubtful, ledger.WriteDown,
	}
	cents := func(t *rapid.T, name string, least, most int64) salesdesk.Amount {
		n := rapid.Int64Range(least, most).Draw(t, name)
		return amount(fmt.Sprintf("%d.%02d", n/100, n%100))
	}
	rapid.Check(t, func(t *rapid.T) {
		s := settlement(rapid.SampledFrom(kinds).Draw(t, "kind"), "1.00")
		s.Amount.Amount = cents(t, "amount", 100, 1e12)
		switch s.Kind { //nolint:exhaustive // the others have no more to draw
		case ledger.WriteOff:
			s.VAT = cents(t, "vat", 0, 100)
		case ledger.Payment, ledger.Refund:
			s.Amount.Currency, s.Booked, s.Received = "USD", cents(t, "booked", 1, 1e12), cents(t, "received", 0, 1e12)
		}
		e, err := b.Settlement(s)
		require.NoError(t, err)
		require.NoError(t, e.Check())
		require.Truef(t, balance("", e).IsZero(), "%v", told(e))
	})
}

func ExampleBooks_Settlement() {
	b, _ := ledger.Compile(ledger.Policy{})
	e, _ := b.Settlement(ledger.Settlement{Kind: ledger.Payment, ID: "KBC-17", Date: day("2026-05-19"), Customer: "C042", Amount: euro("121.00"), Document: "2026-1"})
	for _, l := range e.Lines {
		fmt.Println(l.Account, l.Side, l.Amount)
	}
	// Output:
	// 550 debit 121.00
	// 400 credit 121.00
}
