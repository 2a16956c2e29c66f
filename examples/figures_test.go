package examples_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shown is a block of JSON and the table of figures below it.
type shown struct {
	line    string
	figures [][2]string // path and value
}

// shownFiles are the parts of a program's README, by the file of their blocks.
func shownFiles(t *testing.T, program string) map[string][]shown {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join(program, "README.md"))
	require.NoError(t, err)
	files := map[string][]shown{}
	for _, part := range strings.Split(string(readme), "\n## ")[1:] {
		name := regexp.MustCompile(`\[(\w+\.ndjson)\]`).FindStringSubmatch(part)
		require.NotNil(t, name, part)
		for _, block := range strings.Split(part, "```json\n")[1:] {
			line, rest, closed := strings.Cut(block, "\n```")
			require.True(t, closed, block)
			s := shown{line: line}
			for _, row := range regexp.MustCompile("(?m)^\\| `(.+?)` \\| `(.+?)` \\|").FindAllStringSubmatch(rest, -1) {
				s.figures = append(s.figures, [2]string{row[1], row[2]})
			}
			require.NotEmpty(t, s.figures, line)
			files[name[1]] = append(files[name[1]], s)
		}
	}
	return files
}

// TestTheFilesOfAProgramAreThoseOfItsREADME holds the lines of every file to the blocks,
// and the figures of the answers to the tables. Run with -update it writes the files anew.
func TestTheFilesOfAProgramAreThoseOfItsREADME(t *testing.T) {
	for _, program := range []string{"price", "desk", "quote"} {
		bin := built(t, program)
		files := shownFiles(t, program)
		kept, err := filepath.Glob(filepath.Join(program, "*.ndjson"))
		require.NoError(t, err)
		for _, path := range kept {
			if name := filepath.Base(path); name != "sample.ndjson" {
				assert.Contains(t, files, name)
			}
		}
		for name, blocks := range files {
			t.Run(program+"/"+name, func(t *testing.T) { holdFile(t, bin, filepath.Join(program, name), blocks) })
		}
	}
}

// holdFile holds one file to its blocks.
func holdFile(t *testing.T, bin, path string, blocks []shown) {
	t.Helper()
	var lines strings.Builder
	for _, s := range blocks {
		lines.WriteString(s.line + "\n")
	}
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(lines.String()), 0o600))
	}
	file, err := os.ReadFile(path) //nolint:gosec // a file of this directory
	require.NoError(t, err)
	assert.Equal(t, lines.String(), string(file))
	answers, problems := answered(bin, file)
	for i, s := range blocks {
		s.check(t, answers, problems[i+1])
	}
	assert.False(t, answers.Scan(), "an answer too many")
}

// built is a program of this module.
func built(t *testing.T, program string) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), program)
	out, err := exec.Command("go", "build", "-o", bin, "./"+program).CombinedOutput() //nolint:gosec // of this module
	require.NoError(t, err, string(out))
	return bin
}

// answered runs a file: its answers, and the problems by line.
func answered(bin string, file []byte) (answers *bufio.Scanner, problems map[int][]string) {
	var out, bad bytes.Buffer
	run := exec.Command(bin) //nolint:gosec // built just now
	run.Stdin, run.Stdout, run.Stderr = bytes.NewReader(file), &out, &bad
	_ = run.Run() // lines that are refused, on purpose
	problems = map[int][]string{}
	for _, told := range regexp.MustCompile(`(?m)^line (\d+): (.*)$`).FindAllStringSubmatch(bad.String(), -1) {
		line, _ := strconv.Atoi(told[1])
		problems[line] = append(problems[line], told[2])
	}
	answers = bufio.NewScanner(&out)
	answers.Buffer(nil, 1<<20)
	return answers, problems
}

// check holds the figures to the problems of the line or else to the next answer.
func (s shown) check(t *testing.T, answers *bufio.Scanner, problems []string) {
	t.Helper()
	if len(problems) > 0 {
		var want []string
		for _, f := range s.figures {
			assert.Equal(t, "problem", f[0], s.line)
			want = append(want, f[1])
		}
		assert.Equal(t, want, problems, s.line)
		return
	}
	require.True(t, answers.Scan(), s.line)
	var answer any
	require.NoError(t, json.Unmarshal(answers.Bytes(), &answer))
	for _, f := range s.figures {
		assert.Equal(t, f[1], figure(t, answer, f[0]), "%s of %s", f[0], s.line)
	}
}

// figure is the value at a path: "lines[0].net".
func figure(t *testing.T, answer any, path string) string {
	t.Helper()
	for _, step := range regexp.MustCompile(`[a-z_]+|\d+`).FindAllString(path, -1) {
		if i, err := strconv.Atoi(step); err == nil {
			list, _ := answer.([]any)
			require.Less(t, i, len(list), path)
			answer = list[i]
			continue
		}
		object, _ := answer.(map[string]any)
		require.Contains(t, object, step, path)
		answer = object[step]
	}
	if text, is := answer.(string); is {
		return text
	}
	text, err := json.Marshal(answer)
	require.NoError(t, err)
	return string(text)
}

// TestPriceTellsWhatIsAskedWrongly has a case for each way to ask that has no answer.
func TestPriceTellsWhatIsAskedWrongly(t *testing.T) {
	bin := built(t, "price")
	const rules = `"rules":{"book":{"currency":"EUR","articles":[{"sku":"A"}],"entries":[{"sku":"A","price":"1"}]}}`
	const request = `"request":{"currency":"EUR","date":"2026-02-10","buyer":{"tax":{"country":"BE"}},"lines":[{"id":"1","sku":"A","quantity":"1"}]}`
	tests := []struct {
		name, give string
		want       []string
	}{
		{"nothing", `{}`, []string{"request: required"}},
		{"no rules", `{` + request + `}`, []string{"rules: required"}},
		{"two things", `{` + rules + `,` + request + `,"explain":true,"schedule":true}`, []string{"schedule: one_of (explain, schedule)"}},
		{"of no request", `{` + rules + `,"schedule":true}`, []string{"request: required"}},
		{"of a request too many", `{` + request + `,"lint":{"book":{"currency":"EUR","articles":[],"entries":[]}}}`, []string{"request: excluded (lint)"}},
		{"bad rules, too", `{"rules":{"book":{"currency":"EUR","articles":[{}],"entries":[]}},"pro_forma":""}`, []string{"request: required", "pro_forma: required", "rules.book.articles[0].sku: required"}},
		{"no deposit", `{` + rules + `,` + request + `,"pro_forma":"Advance"}`, []string{"request.deposit: required"}},
		{"a lever", `{` + rules + `,` + request + `,"solve_total":{"target":{"amount":"0.5"},"lever":{"move":"line_price","line":"2"}}}`, []string{"solve_total.lever.line: reference (2)"}},
		{"a margin", `{` + rules + `,` + request + `,"solve_margin":{"target":{},"lever":{"move":"lines_rate"}}}`, []string{"solve_margin.target.ratio: required"}},
		{"no cost", `{` + rules + `,` + request + `,"solve_margin":{"target":{"ratio":"0.1"},"lever":{"move":"lines_rate"}}}`, []string{"request: no margin: no line has a cost"}},
		{"no scenario", `{` + rules + `,"compare":{"scenarios":[]}}`, []string{"compare.scenarios: required"}},
		{"a field of its own", `{` + rules + `,"compare":{"scenarios":[{"name":"x","asked":{}}]}}`, []string{
			"compare.scenarios[0].asked: unknown", "compare.scenarios[0].request.currency: required", "compare.scenarios[0].request.date: required", "compare.scenarios[0].request.lines: required",
		}},
		{"what cannot be read and more", `{` + rules + `,"request":{"currency":"EUR","date":"2026-02-10","colour":"red","buyer":{"tax":{"country":"XX"}},"lines":[{"id":"1","sku":"A","quantity":"many"},{"id":"1","sku":"B","quantity":"1"}]}}`, []string{
			"request.colour: unknown", "request.lines[0].quantity: decimal (many)", "request.buyer.tax.country: reference (XX)", "request.lines[1].sku: reference (B)", "request.lines[1].id: duplicate (1)",
		}},
		{"no request that can be read", `{` + rules + `,"request":7,"explain":true}`, []string{"request: type (object)"}},
		{"a book", `{"lint":{"book":{"currency":"EUR","articles":[{}],"entries":[]}}}`, []string{"lint.book.articles[0].sku: required"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answers, problems := answered(bin, []byte(tt.give+"\n"))
			assert.False(t, answers.Scan())
			assert.Equal(t, tt.want, problems[1])
		})
	}
}

// TestNothingIsPricedByRulesThatWereReplaced holds that rules that cannot be read do not
// leave those before them in force, and that a request that cannot be read keeps its rules.
func TestNothingIsPricedByRulesThatWereReplaced(t *testing.T) {
	bin := built(t, "price")
	rules := func(price string) string {
		return `"rules":{"book":{"currency":"EUR","articles":[{"sku":"A"}],"entries":[{"sku":"A","price":` + price + `}]}}`
	}
	const request = `"request":{"currency":"EUR","date":"2026-02-10","buyer":{"tax":{"country":"BE"}},"lines":[{"id":"1","sku":"A","quantity":"1"}]}`
	for _, bad := range []string{`{` + rules(`"dear"`) + `}`, `{"rules":7}`, `{` + rules(`"12"`)} {
		answers, problems := answered(bin, []byte("{"+rules(`"10"`)+"}\n"+bad+"\n{"+request+"}\n"))
		require.True(t, answers.Scan(), bad)
		assert.False(t, answers.Scan(), bad)
		assert.NotEmpty(t, problems[2], bad)
		assert.Equal(t, []string{"rules: required"}, problems[3], bad)
	}
	answers, problems := answered(bin, []byte("{"+rules(`"10"`)+"}\n{"+rules(`"12"`)+`,"request":{"lines":7}}`+"\n{"+request+"}\n"))
	require.True(t, answers.Scan())
	require.True(t, answers.Scan())
	assert.NotEmpty(t, problems[2])
	assert.Contains(t, answers.Text(), `"net":"12.00"`)
}
