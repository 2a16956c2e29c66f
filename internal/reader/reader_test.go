package reader_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/internal/reader"
)

// document has every kind of value that is read.
type document struct {
	At     time.Time      `json:"at"`
	Name   string         `json:"name"`
	Count  int            `json:"count"`
	Sure   bool           `json:"sure"`
	Parts  []part         `json:"parts"`
	ByName map[string]int `json:"by_name"`
	Next   *document      `json:"next"`
	Colour colour         `json:"colour"`
}

type part struct {
	At *time.Time `json:"at"`
}

// colour reads itself.
type colour string

func (c *colour) UnmarshalText(text []byte) error {
	if string(text) != "red" {
		return errors.New("not red")
	}
	*c = "red"
	return nil
}

// read is the value and a line for each problem.
func read(data string) (document, []string) {
	value, wrong := reader.Read([]byte(data), reflect.TypeFor[document](), reader.Errors{
		Field: func(path, rule, param string) error { return fmt.Errorf("%s|%s|%s", path, rule, param) },
		At:    func(path string, err error) error { return fmt.Errorf("%s|%w", path, err) },
	})
	lines := []string{}
	for _, err := range wrong {
		lines = append(lines, err.Error())
	}
	if !value.IsValid() {
		return document{}, lines
	}
	return value.Interface().(document), lines //nolint:forcetypeassert // as asked
}

func TestRead(t *testing.T) {
	d, wrong := read(`{"at": "2026-01-31T10:30:00+01:00", "name": "a\"b", "count": 3, "sure": true, "parts": [{"at": null}, {"at": "2026-01-31T09:30:00.5Z"}],
		"by_name": {"x": 1}, "next": {"colour": "red"}}`)
	require.Empty(t, wrong)
	assert.True(t, d.At.Equal(time.Date(2026, 1, 31, 9, 30, 0, 0, time.UTC)))
	assert.Equal(t, `a"b`, d.Name)
	assert.Equal(t, 3, d.Count)
	assert.Nil(t, d.Parts[0].At)
	assert.Equal(t, 500_000_000, d.Parts[1].At.Nanosecond())
	assert.Equal(t, map[string]int{"x": 1}, d.ByName)
	assert.Equal(t, colour("red"), d.Next.Colour)
}

func TestReadNamesEveryProblem(t *testing.T) {
	for give, want := range map[string][]string{
		`{"name": 1, "count": "x", "sure": null, "parts": {}, "by_name": [], "more": 1, "next": {"parts": [0]}}`: {
			"name|type|string", "count|type|whole number", "sure|required|", "parts|type|list", "by_name|type|object", "more|unknown|", "next.parts[0]|type|object",
		},
		`{"colour": "blue", "name": "a", "name": "b"}`: {"colour|not red", "name|duplicate|name"},
		`{"count": 1.5, "by_name": {"x": "y"}}`:        {"count|type|whole number", "by_name.x|type|whole number"},
		`{"NAME": "a"}`:                                {"NAME|unknown|"},
		"{\n \"name\"}":                                {"|syntax|line 2, column 8: invalid character '}' after object key"},
		"[]":                                           {"|type|object"},
	} {
		_, wrong := read(give)
		assert.Equal(t, want, wrong, give)
	}
}

// An instant is told its form, not what the standard library says of it.
func TestInstantsAreToldTheirForm(t *testing.T) {
	const form = "2026-01-31T09:30:00Z"
	for _, give := range []string{"2026-01-31", "", "yesterday", "2026-02-30T09:30:00Z", "2026-01-31T09:30:00", strings.Repeat("9", 5_000_000)} {
		_, wrong := read(`{"at": "` + give + `", "parts": [{"at": "` + give + `"}]}`)
		assert.Equal(t, []string{"at|format|" + form, "parts[0].at|format|" + form}, wrong)
	}
	_, wrong := read(`{"at": 5}`)
	assert.Equal(t, []string{"at|type|string"}, wrong)
}

// What is given comes back in a problem, but not all of it.
func TestProblemsAreShort(t *testing.T) {
	long := strings.Repeat("é", 1<<20)
	for _, give := range []string{
		`{"` + long + `": 1}`, `{"by_name": {"` + long + `": "x"}}`, `{"by_name": {"` + long + `": 1, "` + long + `": 2}}`,
		`{"next": {"next": {"` + long + `": {}}}}`, `{"` + long,
	} {
		_, wrong := read(give)
		require.Len(t, wrong, 1)
		assert.Less(t, len(wrong[0]), 250)
		assert.True(t, strings.ToValidUTF8(wrong[0], "") == wrong[0])
	}
	_, wrong := read(`{"by_name": {"` + long + `1": 1, "` + long + `2": 2}}`)
	assert.Empty(t, wrong, "what is shown is cut, what is read is not")
}

func TestReadIsBounded(t *testing.T) {
	deep := strings.Repeat(`{"next":`, reader.MaxDepth+1) + "{}" + strings.Repeat("}", reader.MaxDepth+1)
	_, wrong := read(deep)
	require.Len(t, wrong, 1)
	assert.True(t, strings.HasSuffix(wrong[0], "next|length|64 levels"), wrong[0])
	_, wrong = read(strings.Repeat(" ", reader.MaxBytes+1))
	assert.Equal(t, []string{"|length|67108864 bytes"}, wrong)
}

func FuzzRead(f *testing.F) {
	f.Add(`{"at": "2026-01-31T09:30:00Z", "name": "a", "count": 1, "sure": true, "parts": [{"at": null}], "by_name": {"x": 1}, "next": {"colour": "red"}}`)
	f.Add(`{"at": "", "name": "\ud800", "count": 1e9, "parts": [null], "by_name": {"x": 1, "x": 2}, "next": null}`)
	f.Add(`{"by_name": {"a]": 1}, "parts": [[{"}": "{"}]]`)
	f.Fuzz(func(t *testing.T, data string) {
		_, wrong := read(data)
		for _, line := range wrong {
			require.NotContains(t, line, "parsing time")
		}
	})
}

// bounded has a list that its tag bounds, and one that nothing does.
type bounded struct {
	Few  []struct{} `json:"few" validate:"max=2,dive"`
	Wide []wide     `json:"wide"`
}

type wide struct {
	Texts [100]string `json:"-"`
}

func problems(data string) []string {
	_, wrong := reader.Read([]byte(data), reflect.TypeFor[bounded](), reader.Errors{
		Field: func(path, rule, param string) error { return fmt.Errorf("%s|%s|%s", path, rule, param) },
		At:    func(path string, err error) error { return fmt.Errorf("%s|%w", path, err) },
	})
	var lines []string
	for _, err := range wrong {
		lines = append(lines, err.Error())
	}
	return lines
}

func TestNoMoreIsReadThanATagAllows(t *testing.T) {
	assert.Empty(t, problems(`{"few":[{},{}]}`))
	assert.Equal(t, []string{"few|length|2"}, problems(`{"few":[{},{},`+strings.Repeat("{},", 100_000)+`{}]}`))
}

func TestProblemsHaveABound(t *testing.T) {
	var unknown strings.Builder
	for i := range 5 * reader.MaxProblems {
		fmt.Fprintf(&unknown, `"x%d":1,`, i)
	}
	found := problems("{" + unknown.String() + `"few":[]}`)
	require.Len(t, found, reader.MaxProblems+1)
	assert.Equal(t, "x0|unknown|", found[0])
	assert.Equal(t, "|length|1000 problems", found[reader.MaxProblems])
}

// A list of empty objects takes 500 times its text: it is left off before it does.
func TestATextMayNotGrowWithoutBound(t *testing.T) {
	assert.Empty(t, problems(`{"wide":[{},{},{}]}`))
	found := problems(`{"wide":[{}` + strings.Repeat(",{}", 1_000_000) + `]}`)
	require.Len(t, found, 1)
	assert.Regexp(t, `^wide\[\d+\]\|length\|32 times the input$`, found[0])
}
