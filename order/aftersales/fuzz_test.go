package aftersales_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order/aftersales"
)

// Whatever is read is asked and answered, or refused.
func FuzzDecodeRules(f *testing.F) {
	data, err := json.Marshal(aftersales.Belgium())
	require.NoError(f, err)
	f.Add(data)
	f.Add([]byte(`{"withdrawals": [{"from": "2020-01-01", "days": -1}], "guarantees": [{"from": "0001-01-01", "months": 999999999}]}`))
	l := european(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if r, ok := golden.Reread(t, data, aftersales.DecodeRules); ok {
			_, _ = r.Withdraw(bought(), l)
			_, _ = r.Guarantee(broken(), l)
		}
	})
}

func FuzzDecodeWarranty(f *testing.F) {
	f.Add([]byte(`{"name": "x", "months": 60, "remedies": ["repair"], "source": "art. 3"}`))
	f.Fuzz(func(t *testing.T, data []byte) { golden.Reread(t, data, aftersales.DecodeWarranty) })
}

// Whatever is read is settled or refused.
func FuzzDecodeMovements(f *testing.F) {
	f.Add([]byte(`[{"day": "2026-03-02", "document": "L", "customer": "C", "kind": "P", "delivered": "10", "deposit": {"amount": "12.50", "currency": "EUR"}},
		{"day": "2026-03-03", "document": "R", "customer": "C", "kind": "P", "returned": "4"}]`))
	f.Add([]byte(`[{"day": "2026-03-02", "document": "L", "customer": "C", "kind": "P", "delivered": "1e12", "deposit": {"amount": "999999999.99", "currency": "EUR"}}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, ok := golden.Reread(t, data, aftersales.DecodeMovements); ok {
			s, _ := aftersales.Settle(m)
			_, err := json.Marshal(s)
			require.NoError(t, err)
		}
	})
}
