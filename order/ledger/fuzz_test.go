package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order/ledger"
)

// Whatever compiles posts a sale or says why not.
func FuzzDecodePolicy(f *testing.F) {
	f.Add([]byte(`{"accounts": {"debtors": "400000"}, "revenue": [{"class": "A", "account": "701"}], "classes": [{"sku": "X", "class": "A"}]}`))
	f.Add([]byte(`{"grids": [{"code": "S21", "category": "S", "rate": "0.21", "from": "2026-01-01", "sale": "03", "sale_vat": "54", "ec": "L", "source": ""}]}`))
	d := billed(f, "F", request(line("1", "X", "1", "100.00", at("0.21"))))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, ok := golden.Reread(t, data, ledger.DecodePolicy)
		if !ok {
			return
		}
		b, err := ledger.Compile(p)
		if err != nil {
			return
		}
		if e, err := b.Sale(ledger.Sale{Document: d}); err == nil {
			require.NoError(t, e.Check())
		}
	})
}

func FuzzDecodeEntry(f *testing.F) {
	f.Add([]byte(`{"journal": "sales", "date": "2026-05-12", "document": "F", "customer": "C", "lines": [{"account": "400", "side": "debit", "amount": "1.00", "grid": "03"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if e, ok := golden.Reread(t, data, ledger.DecodeEntry); ok {
			_ = e.Check() // of anything that reads, without a panic
		}
	})
}

// What passes its check is posted, and balances.
func FuzzDecodeSettlement(f *testing.F) {
	f.Add([]byte(`{"kind": "payment", "id": "1", "date": "2026-05-12", "customer": "C", "amount": {"amount": "1.00", "currency": "EUR"}, "reference": "090933755493"}`))
	f.Add([]byte(`{"kind": "write_off", "id": "1", "date": "2026-05-12", "customer": "C", "amount": {"amount": "1.21", "currency": "EUR"}, "vat": "0.21"}`))
	b := books(f, ledger.Policy{})
	f.Fuzz(func(t *testing.T, data []byte) {
		s, ok := golden.Reread(t, data, ledger.DecodeSettlement)
		if !ok || s.Check() != nil {
			return
		}
		e, err := b.Settlement(s)
		require.NoError(t, err)
		require.True(t, balance("", e).IsZero())
	})
}
