package examples_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the answers in README.md")

// section is the part of the README under a heading.
func section(t *testing.T, readme, heading string) string {
	t.Helper()
	_, rest, found := strings.Cut(readme, "\n"+heading+"\n")
	require.True(t, found, heading)
	text, _, _ := strings.Cut(rest, "\n### ")
	return text
}

func shellExamples() []string {
	return []string{"price", "desk", "quote", "order", "intake", "dunning", "sla", "score", "match", "kpi", "workflow"}
}

// TestTheREADMEsInputsGiveItsAnswers runs the first block of JSON of every section and
// compares the answer with the second.
func TestTheREADMEsInputsGiveItsAnswers(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	bin := t.TempDir()
	build := exec.Command("go", "build", "-o", bin, "./...")
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))
	text := string(readme)
	for _, name := range shellExamples() {
		blocks := regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(section(t, text, "### "+name), -1)
		require.Len(t, blocks, 2, name)
		run := exec.Command(filepath.Join(bin, name)) //nolint:gosec // built just now
		run.Stdin = strings.NewReader(indented(t, blocks[0][1]))
		answer, err := run.Output()
		require.NoError(t, err, name)
		if *update {
			text = strings.Replace(text, blocks[1][0], "```json\n"+string(answer)+"```", 1)
			continue
		}
		assert.Equal(t, blocks[1][1], string(answer), name)
	}
	if *update {
		require.NoError(t, os.WriteFile("README.md", []byte(text), 0o600))
	}
}

// indented is a value on many lines, which is answered so too.
func indented(t *testing.T, value string) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, json.Indent(&out, []byte(value), "", " "))
	return out.String()
}

// TestEveryFieldIsDocumented finds the fields of the programs' own forms in the README.
func TestEveryFieldIsDocumented(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	for _, name := range shellExamples() {
		source, err := os.ReadFile(filepath.Join(name, "main.go"))
		require.NoError(t, err)
		forms, _, _ := strings.Cut(string(source), "func main()")
		forms, _, _ = strings.Cut(forms, "\n// reply is")
		forms, _, _ = strings.Cut(forms, "\n// compiled is")
		documented(t, section(t, string(readme), "### "+name), forms)
	}
	form, err := os.ReadFile("internal/incoming/incoming.go")
	require.NoError(t, err)
	fields, _, _ := strings.Cut(string(form), "\n// Seen is")
	documented(t, section(t, string(readme), "### intake"), fields)
	story, err := os.ReadFile("dossier/story.go")
	require.NoError(t, err)
	_, main, _ := strings.Cut(string(readme), "## The main job")
	documented(t, main, string(story))
	tables, err := os.ReadFile("dossier/tables.go")
	require.NoError(t, err)
	columns := regexp.MustCompile(`l(?:\.\w+\(|, )"([a-z0-9_]+)"`).FindAllStringSubmatch(string(tables), -1)
	require.NotEmpty(t, columns)
	for _, column := range columns {
		assert.Contains(t, main, "`"+column[1]+"`")
	}
}

// documented asks that every JSON field of a source stands in a text.
func documented(t *testing.T, text, source string) {
	t.Helper()
	for _, field := range regexp.MustCompile("json:\"([a-z0-9_]+)").FindAllStringSubmatch(source, -1) {
		assert.Contains(t, text, "`"+field[1]+"`")
	}
}
