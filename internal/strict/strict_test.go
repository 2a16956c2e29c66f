package strict_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/reader"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type line struct {
	ID       string            `json:"id"`
	Quantity salesdesk.Amount  `json:"quantity"`
	Price    *salesdesk.Amount `json:"price,omitempty"`
	Count    int               `json:"count,omitempty"`
	Tags     []string          `json:"tags,omitempty"`
}

type header struct {
	Number string        `json:"number"`
	Date   calendar.Date `json:"date"`
}

type document struct {
	header
	Header2 *header         `json:"second,omitempty"`
	Lines   []line          `json:"lines"`
	Index   map[string]line `json:"index,omitempty"`
	Paid    bool            `json:"paid,omitempty"`
	Ratio   float64         `json:"ratio,omitempty"`
	Any     any             `json:"any,omitempty"`
	hidden  string
}

func TestDecodeReadsWhatEncodingJSONWrites(t *testing.T) {
	price := salesdesk.MustAmount("1.10")
	give := document{
		header:  header{Number: "Q-1 \"x\" é", Date: calendar.MustDate("2026-11-23")},
		Header2: &header{Number: "second"},
		Lines:   []line{{ID: "1", Quantity: salesdesk.MustAmount("3.00"), Price: &price, Count: 4, Tags: []string{"a", "b"}}, {ID: "2"}},
		Index:   map[string]line{"k{]": {ID: "deep"}},
		Paid:    true, Ratio: 0.5,
	}
	data, err := json.MarshalIndent(map[string]any{
		"number": give.Number, "date": give.Date, "second": give.Header2, "lines": give.Lines,
		"index": give.Index, "paid": true, "ratio": 0.5,
	}, "", "  ")
	require.NoError(t, err)
	var got document
	require.NoError(t, strict.Decode(data, &got))
	assert.Equal(t, give.Header2, got.Header2)
	assert.Equal(t, "3.00", got.Lines[0].Quantity.String())
	assert.Equal(t, "1.10", got.Lines[0].Price.String())
	assert.Equal(t, give.Lines[0].Tags, got.Lines[0].Tags)
	assert.Equal(t, "deep", got.Index["k{]"].ID)
	assert.Equal(t, give.header, got.header)
	assert.True(t, got.Paid)
	assert.Empty(t, got.hidden)
}

func TestDecodeNamesEveryProblemWithItsPath(t *testing.T) {
	give := `{
		"number": 7, "colour": "red", "number": "again", "hidden": "x", "Paid": true,
		"date": "2026-02-30",
		"second": {"nummer": "x", "date": null},
		"lines": [
			{"id": "1", "quantity": "x1", "price": null, "count": 1.5},
			{"id": "2", "quantity": "abc", "tags": ["a", 2]},
			{"id": "3", "quantity": null},
			[]
		],
		"index": {"a": {"idd": "x"}, "b": 3}, "paid": "yes"
	}`
	var got document
	err := strict.Decode([]byte(give), &got)
	var problems salesdesk.Problems
	require.ErrorAs(t, err, &problems)
	var texts []string
	for _, p := range problems {
		texts = append(texts, p.Error())
	}
	assert.Equal(t, []string{
		"number: type (string)",
		"colour: unknown",
		"number: duplicate (number)",
		"hidden: unknown",
		"Paid: unknown",
		`date: not a date: "2026-02-30"`,
		"second.nummer: unknown",
		"lines[0].quantity: decimal (x1)",
		"lines[0].count: type (whole number)",
		"lines[1].quantity: decimal (abc)",
		"lines[1].tags[1]: type (string)",
		"lines[2].quantity: required",
		"lines[3]: type (object)",
		"index.a.idd: unknown",
		"index.b: type (object)",
		"paid: type (true or false)",
	}, texts)
	assert.Zero(t, got, "nothing half-done")
}

func TestDecodeNamesWhereTextCannotBeRead(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"empty", "", "syntax (line 1, column 0: unexpected end of JSON input)"},
		{"cut off", "{\n \"number\": \"1\",\n \"lin", "syntax (line 3, column 5: unexpected end of JSON input)"},
		{"comma", "{\n\"a\":1,}", "syntax (line 2, column 7: invalid character '}' looking for beginning of object key string)"},
		{"two values", "{} {}", "syntax (line 1, column 4: invalid character '{' after top-level value)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got document
			assert.EqualError(t, strict.Decode([]byte(tt.give), &got), tt.want)
		})
	}
}

func TestDecodeIsBounded(t *testing.T) {
	type tree struct {
		Kids []tree `json:"kids"`
	}
	var got tree
	deep := strings.Repeat(`{"kids":[`, 100) + strings.Repeat(`]}`, 100)
	assert.ErrorContains(t, strict.Decode([]byte(deep), &got), "length (64 levels)")
	long := make([]byte, reader.MaxBytes+1)
	assert.ErrorContains(t, strict.Decode(long, &got), "length (67108864 bytes)")
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"number":"1","lines":[{"id":"a","quantity":"1.5"}]}`))
	f.Add([]byte(`{"index":{"a\"b":{"tags":["\\"]}}, "any":[1,{"x":null}]}`))
	f.Add([]byte(`[[[`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var ours, theirs document
		if strict.Decode(data, &ours) != nil {
			return
		}
		assert.NoError(t, json.Unmarshal(data, &theirs), "what strict takes, encoding/json takes")
		assert.Equal(t, len(theirs.Lines), len(ours.Lines))
		assert.Equal(t, theirs.Number, ours.Number)
	})
}

func BenchmarkDecode(b *testing.B) {
	data := []byte(`{"number":"1","lines":[` + strings.TrimSuffix(strings.Repeat(`{"id":"a","quantity":"1.50","tags":["x"]},`, 100), ",") + `]}`)
	b.Run("strict", func(b *testing.B) {
		for b.Loop() {
			var got document
			if err := strict.Decode(data, &got); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding/json", func(b *testing.B) {
		for b.Loop() {
			var got document
			if err := json.Unmarshal(data, &got); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func TestWhatIsWrongStandsBesideWhatCannotBeRead(t *testing.T) {
	field := func(path string) error {
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired}
	}
	unread := salesdesk.Problems{field("lines[1].quantity"), salesdesk.At("date", salesdesk.RangeError{})}
	wrong := salesdesk.Problems{
		field("date"), field("lines[1]"), field("lines[1].quantity.of"), // above, at and below what could not be read
		field("lines[10].quantity"), field("dates"), salesdesk.CurrencyError{},
	}
	want := append(salesdesk.Problems{}, unread...)
	assert.Equal(t, append(want, wrong[3:]...), strict.Beside(unread, wrong))
	assert.Equal(t, unread, strict.Beside(unread, nil))
	assert.Equal(t, field(""), strict.Beside(field(""), wrong), "nothing stands beside what is no document")
	assert.True(t, strict.Under(unread, "lines[1]"))
	assert.False(t, strict.Under(unread, "lines"[:4]))
}
