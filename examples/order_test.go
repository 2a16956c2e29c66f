package examples_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// replied is what is looked at of an answer of the order program.
type replied struct {
	Order struct {
		Version int    `json:"version"`
		Status  string `json:"status"`
	} `json:"order"`
	CreditDue []map[string]string `json:"credit_due"`
	Permitted []choice            `json:"permitted"`
	Shipments map[string][]choice `json:"shipments"`
	Returns   map[string][]choice `json:"returns"`
	Changes   []struct {
		Seq       int    `json:"seq"`
		CommandID string `json:"command_id"`
	} `json:"changes"`
	Documents []document `json:"documents"`
}

type choice struct {
	On      string   `json:"on"`
	Allowed bool     `json:"allowed"`
	Reasons []string `json:"reasons"`
	Roles   []string `json:"roles"`
}

type document struct{ Name, Text string }

// holdDocuments holds what was written to the files of a folder: all of them, each once.
func holdDocuments(t *testing.T, folder string, written []document) {
	t.Helper()
	names := map[string]bool{}
	for _, d := range written {
		assert.False(t, names[d.Name], "%s twice", d.Name)
		names[d.Name] = true
		path := filepath.Join(folder, d.Name)
		if *update {
			require.NoError(t, os.MkdirAll(folder, 0o750))
			require.NoError(t, os.WriteFile(path, []byte(d.Text), 0o600))
		}
		want, err := os.ReadFile(path) //nolint:gosec // a file of this directory
		require.NoError(t, err)
		assert.Equal(t, string(want), d.Text, d.Name)
	}
	kept, err := filepath.Glob(filepath.Join(folder, "*"))
	require.NoError(t, err)
	for _, path := range kept {
		assert.True(t, names[filepath.Base(path)], path)
	}
}

// run puts lines through the order program.
func run(t *testing.T, lines []string) (said, problems string) {
	t.Helper()
	program := exec.Command(built(t, "order")) //nolint:gosec // built just now
	program.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	var out, wrong bytes.Buffer
	program.Stdout, program.Stderr = &out, &wrong
	_ = program.Run() // what is refused is told in problems
	return out.String(), wrong.String()
}

// replay is what the program answers to lines.
func replay(t *testing.T, lines []string) (answers []replied, problems string) {
	t.Helper()
	said, problems := run(t, lines)
	for line := range strings.Lines(said) {
		var r replied
		require.NoError(t, json.Unmarshal([]byte(line), &r))
		answers = append(answers, r)
	}
	return answers, problems
}

func sampleOfOrder(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("order/sample.ndjson")
	require.NoError(t, err)
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

// TestTheReplayOfAnOrderWritesItsDocuments holds what the sample writes to the files that
// the README shows. Run with -update it writes them anew.
func TestTheReplayOfAnOrderWritesItsDocuments(t *testing.T) {
	lines := sampleOfOrder(t)
	answers, problems := replay(t, lines)
	require.Empty(t, problems)
	require.Len(t, answers, len(lines))
	assert.Equal(t, "completed", answers[len(answers)-1].Order.Status)
	var written []document
	for _, a := range answers {
		written = append(written, a.Documents...)
	}
	holdDocuments(t, "order/documents", written)
	assert.Len(t, written, 19)
}

func TestTheReplaySaysWhatIsPermittedAndWhyTheRestIsNot(t *testing.T) {
	answers, _ := replay(t, sampleOfOrder(t)[:10])
	last := answers[len(answers)-1] // a shipment was voided after its invoice
	assert.Equal(t, []map[string]string{{"line": "1", "quantity": "6"}}, last.CreditDue)
	reasons := map[string][]string{}
	for _, p := range last.Permitted {
		if !p.Allowed {
			reasons[p.On] = p.Reasons
		}
	}
	assert.Equal(t, []string{"nothing_open: line 1 is open, or not yet invoiced or credited"}, reasons["complete"])
	assert.Contains(t, reasons, "bill", "it is the books' to do")
}

// A shipment and a return have steps of their own; what is over has none.
func TestTheReplaySaysWhatMayComeNextOfShipmentsAndReturns(t *testing.T) {
	answers, _ := replay(t, sampleOfOrder(t)[:15])
	gone, there, asked := answers[4], answers[12], answers[14]
	assert.Equal(t, []choice{
		{On: "deliver", Allowed: true},
		{On: "fail", Allowed: true},
		{On: "void_ship", Allowed: true},
	}, gone.Shipments["s1"])
	assert.Equal(t, []choice{{On: "dispute_delivery", Reasons: []string{"reason: needs a reason"}, Roles: []string{"inside_sales", "sales_manager"}}}, there.Shipments["s3"])
	assert.Equal(t, []choice{{On: "authorize", Allowed: true}, {On: "reject", Allowed: true}, {On: "cancel", Allowed: true}}, asked.Returns["r1"])
	assert.NotContains(t, asked.Shipments, "s2", "it was voided")
}

func TestACommandGivenAgainAddsNothingAndARefusedOneChangesNothing(t *testing.T) {
	lines := sampleOfOrder(t)[:4]
	other := strings.Replace(lines[3], `"10"`, `"9"`, 1)
	require.NotEqual(t, lines[3], other)
	tooMany := `{"verb": "ship", "actor": {"id": "mag2", "role": "warehouse"}, "at": "2026-05-06T06:00:00Z", "shipment": "s1", "lines": [{"line": "1", "quantity": "11"}, {"line": "9", "quantity": "1"}]}`
	stale := `{"verb": "place_hold", "expect": 2, "actor": {"id": "an", "role": "inside_sales"}, "at": "2026-05-06T06:00:00Z", "reason": "waits", "hold": "legal"}`
	ship := `{"verb": "ship", "actor": {"id": "mag2", "role": "warehouse"}, "at": "2026-05-06T06:00:00Z", "shipment": "s1", "lines": [{"line": "1", "quantity": "4"}]}`
	answers, problems := replay(t, append(lines, lines[3], other, tooMany, stale, ship))
	require.Len(t, answers, 6)
	assert.Equal(t, answers[3].Changes, answers[4].Changes, "the first event again")
	assert.Equal(t, 4, answers[4].Order.Version)
	assert.Equal(t, 5, answers[5].Order.Version, "after three that were refused")
	for _, want := range []string{
		"line 6: command c3 was given with another content", "line 7: line 1: within_allocated: 11, at most 10", "line 7: no line 9", "line 7: line 1: within_ordered: 11, at most 10",
		"line 8: conflict: version 2 expected, is 4",
	} {
		assert.Contains(t, problems, want)
	}
}

// All ten are invoiced at once; six of them are found on the dock, credited and billed anew.
func TestAPartOfAnInvoiceThatWasNotDeliveredIsBilledAnew(t *testing.T) {
	finance := func(verb, number, quantity string) string {
		return `{"verb": "` + verb + `", "actor": {"id": "eva", "role": "finance"}, "at": "2026-05-08T08:00:00Z", "document": "` + number + `", "lines": [{"line": "1", "quantity": "` + quantity + `"}]}`
	}
	warehouse := func(verb, shipment, quantity string) string {
		return `{"verb": "` + verb + `", "actor": {"id": "mag2", "role": "warehouse"}, "at": "2026-05-08T08:00:00Z", "reason": "on the dock", "shipment": "` + shipment + `", "lines": [{"line": "1", "quantity": "` + quantity + `"}]}`
	}
	answers, problems := replay(t, append(
		sampleOfOrder(t)[:4], warehouse("ship", "s1", "4"), warehouse("ship", "s2", "6"), finance("bill", "1", "10"), warehouse("void_ship", "s2", "6"),
		finance("credit_undelivered", "C1", "6"), warehouse("ship", "s3", "6"), finance("bill", "2", "6"),
	))
	require.Empty(t, problems)
	last := answers[len(answers)-1].Documents
	require.Len(t, last, 2)
	assert.Contains(t, last[1].Text, `<cbc:PayableAmount currencyID="EUR">250.47</cbc:PayableAmount>`, "6 × 34.50 and 21 %")
}

// Thirty percent are invoiced before anything leaves, once; taken back, they are invoiced anew.
func TestAMilestoneIsInvoicedOnce(t *testing.T) {
	lines := sampleOfOrder(t)[:3]
	lines[0] = strings.Replace(lines[0], `"customer"`, `"billing": "ordered", "customer"`, 1)
	finance := func(verb, number, more string) string {
		return `{"verb": "` + verb + `", "actor": {"id": "eva", "role": "finance"}, "at": "2026-05-08T08:00:00Z", "document": "` + number + `", "stage": {"milestone": "start"}` + more + `}`
	}
	third := `, "lines": [{"line": "1", "quantity": "3"}]`
	answers, problems := replay(t, append(lines, finance("bill", "1", third), finance("bill", "2", third), finance("credit", "C1", ""), finance("bill", "3", third)))
	assert.Equal(t, "line 5: start was invoiced by 1\n", problems)
	require.Len(t, answers, 6)
	assert.Contains(t, answers[4].Documents[1].Text, `<cbc:PayableAmount currencyID="EUR">125.24</cbc:PayableAmount>`, "3 × 34.50 and 21 %")
	assert.Contains(t, answers[5].Documents[1].Text, `<cbc:PayableAmount currencyID="EUR">125.24</cbc:PayableAmount>`)
}

// Every verb of the program is one that its README names, and reaches the library: none is
// an event that a company would have had to add.
func TestEveryVerbOfTheOrderProgramIsDocumentedAndKnown(t *testing.T) {
	source, err := os.ReadFile("order/verb.go")
	require.NoError(t, err)
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	text := section(t, string(readme), "### order")
	lines := sampleOfOrder(t)[:1]
	names := regexp.MustCompile(`(?m)^\t\t"([a-z_]+)":`).FindAllStringSubmatch(string(source), -1)
	require.Greater(t, len(names), 40)
	for _, name := range names {
		if !strings.HasSuffix(name[1], "_return") && name[1] != "close_receipt" {
			assert.Contains(t, text, "`"+name[1]+"`")
		}
		lines = append(lines, `{"verb": "`+name[1]+`"}`)
	}
	answers, problems := replay(t, lines)
	assert.Len(t, answers, 1, "a command of nobody is refused")
	assert.NotContains(t, problems, "built in")
	assert.Equal(t, len(names), strings.Count(problems, "command.actor.id: required"))
}
