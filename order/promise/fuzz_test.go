package promise_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order/promise"
)

// Whatever is read is promised or refused, in bounded time.
func FuzzDecodeRequest(f *testing.F) {
	f.Add([]byte(`{"demands": [{"line": "1", "sku": "A", "quantity": "8", "requested": "2026-06-10", "deliveries": 3}], "consumer": true, "policy": "refuse",
		"supplies": [{"sku": "A", "on_hand": "2.5", "incoming": [{"date": "2026-06-04", "quantity": "1e12"}], "lead_days": 3, "minimum": "7", "multiple": "0.3"}],
		"commitments": [{"order": "O1", "line": "1", "sku": "A", "quantity": "3", "promised": "2026-06-12"}]}`))
	f.Add([]byte(`{"demands": [{"line": "1", "sku": "A", "quantity": "1", "requested": "2100-12-31"}], "supplies": [{"sku": "A", "on_hand": "1"}], "terms": [{"from": "0001-01-01", "days": -1, "source": ""}]}`))
	l, noon := everyday(f), at(f, first+" 12:00")
	f.Fuzz(func(t *testing.T, data []byte) {
		if r, ok := golden.Reread(t, data, promise.DecodeRequest); ok {
			plan, _ := promise.Make(r, l, noon)
			_, err := json.Marshal(plan)
			require.NoError(t, err)
		}
	})
}

func FuzzDecodePlan(f *testing.F) {
	f.Add([]byte(`{"promises": [{"line": "1", "date": "2026-06-10", "binding": "stock", "steps": [{"kind": "stock", "date": "2026-06-09"}]}],
		"purchases": [{"sku": "A", "quantity": "12.0", "order": "2026-06-02", "arrives": "2026-06-09"}], "findings": [{"kind": "lacking", "sku": "A"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) { golden.Reread(t, data, promise.DecodePlan) })
}

func FuzzDecodeDisruption(f *testing.F) {
	f.Add([]byte(`{"supplies": [{"sku": "A", "on_hand": "6", "incoming": [{"date": "2026-06-04", "quantity": "10"}], "lead_days": 0}], "fairness": "pro_rata", "rank": "priority",
		"commitments": [{"order": "O1", "line": "1", "sku": "A", "quantity": "3.25", "promised": "2026-06-12"}, {"order": "O2", "line": "1", "sku": "A", "quantity": "9", "promised": "2026-06-12", "ready": "2026-06-01"}],
		"delays": [{"sku": "A", "quantity": "5", "until": "2026-07-01"}]}`))
	l, noon := everyday(f), at(f, first+" 12:00")
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, ok := golden.Reread(t, data, promise.DecodeDisruption); ok {
			impact, _ := promise.Assess(d, l, noon)
			_, err := json.Marshal(impact)
			require.NoError(t, err)
		}
	})
}
