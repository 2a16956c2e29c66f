package cli_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type question struct {
	A int `json:"a"`
	B int `json:"b"`
}

func sum(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, err
	}
	return map[string]int{"sum": q.A + q.B}, nil
}

func TestRun(t *testing.T) {
	tests := []struct {
		name, give           string
		wantOut, wantProblem string
		wantStatus           int
	}{
		{"one value on one line", `{"a":1,"b":2}`, "{\"sum\":3}\n", "", 0},
		{"blank lines first", "\n\n{\"a\":1}\n{\"b\":\n", "{\"sum\":1}\n", "line 4: syntax (line 1, column 5: unexpected end of JSON input)\n", 1},
		{
			"the first line is bad", "{\"a\":\n{\"a\":1}\n{\"b\":2}\n", "{\"sum\":1}\n{\"sum\":2}\n",
			"line 1: syntax (line 1, column 5: unexpected end of JSON input)\n", 1,
		},
		{
			"the first lines are bad", "{\"a\":\n\nnone\n[]\n{\"a\":1}\r\n{\"b\":\n", "{\"sum\":1}\n",
			"line 1: syntax (line 1, column 5: unexpected end of JSON input)\nline 3: syntax (line 1, column 2: invalid character 'o' in literal null (expecting 'u'))\n" +
				"line 4: type (object)\nline 6: syntax (line 1, column 5: unexpected end of JSON input)\n", 1,
		},
		{
			"every line is bad", "{\"a\":\n\n{\"b\":1,}\n", "",
			"line 1: syntax (line 1, column 5: unexpected end of JSON input)\nline 3: syntax (line 1, column 8: invalid character '}' looking for beginning of object key string)\n", 1,
		},
		{"every line is text", "x\ny\n", "", "line 1: syntax (line 1, column 1: invalid character 'x' looking for beginning of value)\n" +
			"line 2: syntax (line 1, column 1: invalid character 'y' looking for beginning of value)\n", 1},
		{"one line is text", "x\n", "", "syntax (line 1, column 1: invalid character 'x' looking for beginning of value)\n", 1},
		{"an object that is not indented is broken", "{\n\"lines\": [\n{\"a\":1},\n", "", "syntax (line 4, column 0: unexpected end of JSON input)\n", 1},
		{
			"one value on many lines is broken", "{\n  \"lines\": [\n    {\"a\":1}\n  ]\n", "",
			"syntax (line 5, column 0: unexpected end of JSON input)\n", 1,
		},
		{"an object that begins on the second line", "{\"a\":1, \"b\":\n2}", "{\n  \"sum\": 3\n}\n", "", 0},
		{"one value on many lines", "{\"a\":1,\n\n\"b\":2}\n\n", "{\n  \"sum\": 3\n}\n", "", 0},
		{"a line for a line", "{\"a\":1}\n{\"b\":2}\n", "{\"sum\":1}\n{\"sum\":2}\n", "", 0},
		{"no newline at the end", "{\"a\":1}\n\n{\"b\":2}", "{\"sum\":1}\n{\"sum\":2}\n", "", 0},
		{"every problem", `{"a":"x","c":2}`, "", "line 1: a: type (whole number)\nline 1: c: unknown\n", 1},
		{
			"the good lines are answered", "{\"a\":1}\n{\"a\":\n{\"a\":\"x\",\"c\":0}\n{\"a\":4}\n", "{\"sum\":1}\n{\"sum\":4}\n",
			"line 2: syntax (line 1, column 5: unexpected end of JSON input)\nline 3: a: type (whole number)\nline 3: c: unknown\n", 1,
		},
		{"nothing", "", "", "syntax (line 1, column 0: unexpected end of JSON input)\n", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out, problems bytes.Buffer
			status := cli.Program{Answer: sum}.Run(strings.NewReader(tt.give), &out, &problems)
			assert.Equal(t, tt.wantOut, out.String())
			assert.Equal(t, tt.wantProblem, problems.String())
			assert.Equal(t, tt.wantStatus, status)
		})
	}
}

func TestALineTooLongIsRefused(t *testing.T) {
	var out, problems bytes.Buffer
	in := "{}\n\"" + strings.Repeat("x", cli.MaxLine) + "\"\n"
	status := cli.Program{Answer: sum}.Run(strings.NewReader(in), &out, &problems)
	assert.Equal(t, 1, status)
	assert.Equal(t, "line 2: longer than 16777216 bytes\n", problems.String())
	assert.Equal(t, "{\"sum\":0}\n", out.String())
}

func TestNestedProblemsAreOneLineEach(t *testing.T) {
	var out, problems bytes.Buffer
	refuse := func([]byte) (any, error) {
		inner := salesdesk.Problems{salesdesk.FieldError{Path: "a", Rule: salesdesk.RuleRequired}}
		return nil, salesdesk.Problems{inner, json.Unmarshal([]byte("{"), new(int))}
	}
	assert.Equal(t, 1, cli.Program{Answer: refuse}.Run(strings.NewReader("{"), &out, &problems))
	assert.Equal(t, 2, strings.Count(problems.String(), "\n"))
	assert.Empty(t, out.String())
}

// What is given comes back in a line, whatever it holds and however long it is.
func TestLines(t *testing.T) {
	_, hours := calendar.DecodeHours([]byte(`{"time_zone": 1, "weekly": {"monday": 1}}`), time.LoadLocation)
	long := salesdesk.FieldError{Path: "a", Rule: salesdesk.RuleReference, Param: strings.Repeat("é", 1<<20)}
	lines := cli.Lines(salesdesk.Problems{salesdesk.At("desk", hours), errors.New("row 2:\r\n  \u2028two\tlines\n"), long})
	require.Len(t, lines, 4)
	assert.Equal(t, []string{"desk.time_zone: type (string)", "desk.weekly.monday: type (list)", "row 2: two lines"}, lines[:3])
	assert.Less(t, len(lines[3]), 1010)
	assert.Empty(t, cli.Lines(nil))
}

// refusal is an error of which nothing in particular is told.
type refusal struct{ why []error }

func (refusal) Error() string     { return "refused" }
func (r refusal) Unwrap() []error { return r.why }

func TestARefusalWithoutReasonsIsToldItself(t *testing.T) {
	var out, problems bytes.Buffer
	refuse := func([]byte) (any, error) { return nil, salesdesk.Problems{refusal{}, refusal{why: []error{io.EOF}}} }
	assert.Equal(t, 1, cli.Program{Answer: refuse}.Run(strings.NewReader("{}"), &out, &problems))
	assert.Equal(t, "line 1: refused\nline 1: EOF\n", problems.String())
}

func TestTheDigestOfAValueIsWithoutItsWhiteSpace(t *testing.T) {
	one, err := cli.Digest([]byte(`{"a": 1, "b": "x y"}`))
	require.NoError(t, err)
	same, err := cli.Digest([]byte("{\"a\":1,\n\"b\":\"x y\"}"))
	require.NoError(t, err)
	other, err := cli.Digest([]byte(`{"a":1,"b":"xy"}`))
	require.NoError(t, err)
	assert.Equal(t, one, same)
	assert.NotEqual(t, one, other)
	_, err = cli.Digest([]byte("{"))
	assert.Error(t, err)
}

// Lines answered side by side come in the order they were asked, and one that changes
// what later ones mean is answered between those before and those after it.
func TestSideBySideKeepsTheOrder(t *testing.T) {
	var in, want strings.Builder
	for i := range 3000 {
		if i%700 == 0 {
			fmt.Fprintf(&in, "{\"base\":%d}\n", i)
			fmt.Fprintf(&want, "%d\n", i)
			continue
		}
		fmt.Fprintf(&in, "{\"a\":%d}\n", i)
		fmt.Fprintf(&want, "%d\n", i+i/700*700)
	}
	base := 0
	program := cli.Program{
		Answer: func(data []byte) (any, error) {
			q := struct {
				Base *int `json:"base"`
				A    int  `json:"a"`
			}{}
			err := json.Unmarshal(data, &q)
			if q.Base != nil {
				base = *q.Base
			}
			return q.A + base, err
		},
		Alone: func(line []byte) bool { return bytes.Contains(line, []byte("base")) },
	}
	var out, problems bytes.Buffer
	assert.Zero(t, program.Run(strings.NewReader(in.String()), &out, &problems))
	assert.Equal(t, want.String(), out.String())
	assert.Empty(t, problems.String())
}

// A peer that waits for each answer before it asks on is answered.
func TestEachLineIsAnsweredAsItComes(t *testing.T) {
	asked, ask := io.Pipe()
	answers, answered := io.Pipe()
	go func() {
		cli.Program{Answer: sum}.Run(asked, answered, io.Discard)
		_ = answered.Close()
	}()
	read := bufio.NewReader(answers)
	for i := range 3 {
		_, err := fmt.Fprintf(ask, "{\"a\":%d}\n", i)
		require.NoError(t, err)
		got, err := read.ReadString('\n')
		require.NoError(t, err)
		assert.Equal(t, fmt.Sprintf("{\"sum\":%d}\n", i), got)
	}
	require.NoError(t, ask.Close())
}

func TestOneLongValueIsAnswered(t *testing.T) {
	var out, problems bytes.Buffer
	in := "{\n\"a\":1," + strings.Repeat(" ", cli.MaxLine) + "\"b\":2}"
	assert.Zero(t, cli.Program{Answer: sum}.Run(strings.NewReader(in), &out, &problems))
	assert.Equal(t, "{\n  \"sum\": 3\n}\n", out.String())
}
