package cli_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/stretchr/testify/assert"
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
		{"one value", `{"a":1,"b":2}`, "{\n  \"sum\": 3\n}\n", "", 0},
		{"one value on many lines", "{\"a\":1,\n\n\"b\":2}\n\n", "{\n  \"sum\": 3\n}\n", "", 0},
		{"a line for a line", "{\"a\":1}\n{\"b\":2}\n", "{\"sum\":1}\n{\"sum\":2}\n", "", 0},
		{"no newline at the end", "{\"a\":1}\n\n{\"b\":2}", "{\"sum\":1}\n{\"sum\":2}\n", "", 0},
		{"every problem", `{"a":"x","c":2}`, "", "a: type (whole number)\nc: unknown\n", 1},
		{
			"the good lines are answered", "{\"a\":1}\n{\"a\":\n{\"a\":\"x\",\"c\":0}\n{\"a\":4}\n", "{\"sum\":1}\n{\"sum\":4}\n",
			"line 2: syntax (line 1, column 5: unexpected end of JSON input)\nline 3: a: type (whole number)\nline 3: c: unknown\n", 1,
		},
		{"nothing", "", "", "syntax (line 1, column 0: unexpected end of JSON input)\n", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out, problems bytes.Buffer
			status := cli.Run(strings.NewReader(tt.give), &out, &problems, sum)
			assert.Equal(t, tt.wantOut, out.String())
			assert.Equal(t, tt.wantProblem, problems.String())
			assert.Equal(t, tt.wantStatus, status)
		})
	}
}

func TestALineTooLongIsRefused(t *testing.T) {
	var out, problems bytes.Buffer
	in := "{}\n\"" + strings.Repeat("x", cli.MaxLine) + "\"\n"
	status := cli.Run(strings.NewReader(in), &out, &problems, sum)
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
	assert.Equal(t, 1, cli.Run(strings.NewReader("1"), &out, &problems, refuse))
	assert.Equal(t, 2, strings.Count(problems.String(), "\n"))
	assert.Empty(t, out.String())
}
