package intake_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/order/intake"
)

// Within MaxBytes a text can ask for a thousand times its own room, and for minutes: it is
// refused while it is counted. The bound is ten times the text, and what was taken in all.
func TestHostileTextIsRefusedBeforeItTakesRoom(t *testing.T) {
	const most = 12 * intake.MaxBytes // under the race detector too
	fill := func(head, one, tail string) []byte {
		return []byte(head + strings.Repeat(one, (intake.MaxBytes-len(head)-len(tail))/len(one)) + tail)
	}
	order := `<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">`
	json := func(data []byte) error { _, err := intake.DecodeJSON(data); return err }
	scan := func(data []byte) error { _, err := intake.DecodeScan(data); return err }
	xml := func(data []byte) error { _, err := intake.ReadUBL(data); return err }
	csv := func(data []byte) error { _, err := intake.ReadCSV(data); return err }
	for name, tt := range map[string]struct {
		give []byte
		read func([]byte) error
		want string
	}{
		"empty lines":         {fill(`{"lines":[{}`, ",{}", "]}"), json, "lines: length (10000)"},
		"empty adjustments":   {fill(`{"adjustments":[{}`, ",{}", "]}"), json, "adjustments: length (100)"},
		"one name again":      {fill(`{"x":1`, `,"x":1`, "}"), json, "length (1000 problems)"},
		"a name of megabytes": {fill(`{"a`, "a", `":1}`), json, "unknown"},
		"empty fields":        {fill(`{"fields":[{}`, ",{}", "]}"), scan, "fields: length (200000)"},
		"empty order lines":   {fill(order, "<cac:OrderLine/>", "</Order>"), xml, "Order: xml refused: elements"},
		"unknown elements":    {fill(order, "<a/>", "</Order>"), xml, "xml refused: elements"},
		"commas":              {fill("", ",", ""), csv, "columns: length (100)"},
		"commas later":        {fill("po,sku,qty\n", ",", ""), csv, "columns: length (100)"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := tt.read(tt.give)
			runtime.ReadMemStats(&after)
			assert.ErrorContains(t, err, tt.want)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(most), "bytes taken")
			if err != nil {
				assert.Less(t, len(err.Error()), 200_000, "what is said of it")
			}
		})
	}
	assert.ErrorAs(t, xml(fill(order, "<a/>", "</Order>")), new(ubl.HostileError))
}
