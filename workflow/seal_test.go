package workflow_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/workflow"
)

func sealed(t testing.TB, n int) (log []workflow.Sealed[counted], ndjson []byte) {
	t.Helper()
	log, err := workflow.Seal("", logOf(n))
	require.NoError(t, err)
	ndjson, err = workflow.EncodeSealed(log)
	require.NoError(t, err)
	return log, ndjson
}

func TestASealedLogReadsBackAndVerifies(t *testing.T) {
	log, ndjson := sealed(t, 4)
	require.NoError(t, workflow.Verify("", log))
	again, err := workflow.DecodeSealed(ndjson, counted{})
	require.NoError(t, err)
	require.NoError(t, workflow.Verify("", again))
	for i := range again {
		assert.Equal(t, logOf(4)[i], again[i].Event())
	}
	rewritten, err := workflow.EncodeSealed(again)
	require.NoError(t, err)
	assert.Equal(t, string(ndjson), string(rewritten))

	more, err := workflow.Seal(log[3].Hash(), logOf(1))
	require.NoError(t, err)
	require.NoError(t, workflow.Verify(log[3].Hash(), more))
	require.Error(t, workflow.Verify("", more))
}

func TestASealedEventReadsBackFromJSON(t *testing.T) {
	log, _ := sealed(t, 2)
	data, err := json.MarshalIndent(log, "", "  ")
	require.NoError(t, err)
	var again []workflow.Sealed[counted]
	require.NoError(t, json.Unmarshal(data, &again))
	require.NoError(t, workflow.Verify("", again), "space between does not count")
	var some workflow.Sealed[workflow.Fact]
	line, err := json.Marshal(log[0])
	require.NoError(t, err)
	require.ErrorContains(t, json.Unmarshal(line, &some), "event.fact: reference (counted)")
	_, err = json.Marshal(workflow.Sealed[counted]{})
	require.ErrorContains(t, err, "event: required")
	require.Error(t, workflow.Verify("", []workflow.Sealed[counted]{{}}), "the zero value is sealed by nobody")
}

// recounted is the fact of tomorrow: it has a field that yesterday's has not.
type recounted struct {
	By   int    `json:"by"`
	Unit string `json:"unit"`
}

func (recounted) FactName() string { return "counted" }

func TestANewFieldBreaksNoOldSeal(t *testing.T) {
	_, ndjson := sealed(t, 3)
	log, err := workflow.DecodeSealed(ndjson, recounted{})
	require.NoError(t, err)
	require.NoError(t, workflow.Verify("", log))
	again, err := workflow.EncodeSealed(log)
	require.NoError(t, err)
	assert.Equal(t, string(ndjson), string(again))
}

func TestASealShowsEveryChange(t *testing.T) {
	_, ndjson := sealed(t, 4)
	for name, test := range map[string]struct {
		tamper func(lines []string) []string
		seq    int
	}{
		"a fact":     {func(l []string) []string { l[1] = strings.Replace(l[1], `"by":1`, `"by":9`, 1); return l }, 2},
		"an instant": {func(l []string) []string { l[2] = strings.Replace(l[2], "09:00", "08:00", 1); return l }, 3},
		"an actor":   {func(l []string) []string { l[0] = strings.Replace(l[0], `"an"`, `"bo"`, 1); return l }, 1},
		"a hash": {func(l []string) []string {
			l[3] = l[3][:len(l[3])-3] + map[bool]string{true: "0", false: "1"}[l[3][len(l[3])-3] != '0'] + l[3][len(l[3])-2:]
			return l
		}, 4},
		"removed":   {func(l []string) []string { return slices.Delete(l, 1, 2) }, 3},
		"reordered": {func(l []string) []string { l[1], l[2] = l[2], l[1]; return l }, 3},
		"repeated":  {func(l []string) []string { return append(l, l[3]) }, 4},
	} {
		lines := test.tamper(strings.Split(strings.TrimSpace(string(ndjson)), "\n"))
		log, err := workflow.DecodeSealed([]byte(strings.Join(lines, "\n")), counted{})
		require.NoError(t, err, name)
		var tampered workflow.TamperedError
		require.ErrorAs(t, workflow.Verify("", log), &tampered, name)
		assert.Equal(t, workflow.TamperedError{Stream: "s1", Seq: test.seq}, tampered, name)
	}
}

func TestASealedLogNamesEveryProblem(t *testing.T) {
	_, err := workflow.DecodeSealed([]byte(`{"event":{"fact":"guessed"},"hash":"x"}
{"hash":""}
{"event":{},"hash":"","more":1}`), counted{})
	for _, want := range []string{"line 1.event.stream: required", "line 1.event.fact: reference (guessed)", "line 1.hash: format (sha-256)", "line 2.event: required", "line 3.more: unknown"} {
		require.ErrorContains(t, err, want)
	}
}

func FuzzDecodeSealed(f *testing.F) {
	_, data := sealed(f, 2)
	for _, seed := range [][]byte{data, []byte("{}"), []byte(`{"event":null,"hash":"00"}`), []byte(strings.Replace(string(data), ":", " : ", 3))} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		log, err := workflow.DecodeSealed(data, counted{})
		if err != nil {
			return
		}
		before := workflow.Verify("", log)
		again, err := workflow.EncodeSealed(log)
		require.NoError(t, err)
		read, err := workflow.DecodeSealed(again, counted{})
		require.NoError(t, err)
		require.Equal(t, before, workflow.Verify("", read), "reading and writing changes no seal")
	})
}
