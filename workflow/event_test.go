package workflow_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

func TestCommandsNameWhatTheyLack(t *testing.T) {
	err := (&workflow.Command{Expect: 3}).Check(4)
	assert.EqualError(t, err, "command.id: required; command.actor.id: required; command.actor.role: required; command.at: required; conflict: version 3 expected, is 4")
	require.NoError(t, by(salesdesk.System).Check(0))
}

// counted is a fact.
type counted struct {
	By int `json:"by"`
}

func (counted) FactName() string { return "counted" }

func logOf(n int) []workflow.Event[counted] {
	var log []workflow.Event[counted]
	for i := range n {
		cmd := by(salesdesk.Finance)
		cmd.ID, cmd.Digest, cmd.Reason = fmt.Sprint("c", i+1), fmt.Sprint("d", i+1), "why"
		log = append(log, workflow.Next("s1", i+1, cmd, counted{By: i}))
	}
	return log
}

func TestRecallAnswersTheSameCommandOnce(t *testing.T) {
	log := logOf(3)
	cmd := by(salesdesk.Finance)
	cmd.ID, cmd.Digest = "c2", "d2"
	e, found, err := workflow.Recall(log, cmd)
	require.NoError(t, err)
	assert.True(t, found)
	assert.Equal(t, 2, e.Seq)
	cmd.Digest = "other"
	_, _, err = workflow.Recall(log, cmd)
	var mismatch workflow.CommandMismatchError
	require.ErrorAs(t, err, &mismatch)
	cmd.ID = "new"
	_, found, err = workflow.Recall(log, cmd)
	require.NoError(t, err)
	assert.False(t, found)
}

func sum(total *int, e workflow.Event[counted]) { *total += e.Fact.By }

func TestFoldRefusesAGap(t *testing.T) {
	total, version, err := workflow.Fold(0, 0, logOf(4), sum)
	require.NoError(t, err)
	assert.Equal(t, []int{6, 4}, []int{total, version})
	for _, broken := range [][]workflow.Event[counted]{logOf(4)[1:], append(logOf(2), logOf(2)...)} {
		_, _, err = workflow.Fold(0, 0, broken, sum)
		var gap workflow.GapError
		require.ErrorAs(t, err, &gap)
	}
	total, version, err = workflow.Fold(100, 2, logOf(4)[2:], sum)
	require.NoError(t, err)
	assert.Equal(t, []int{105, 4}, []int{total, version})
}

func TestALogReadsBackAsItWasWritten(t *testing.T) {
	log := logOf(3)
	data, err := workflow.EncodeEvents(log)
	require.NoError(t, err)
	assert.Equal(t, `{"stream":"s1","seq":1,"command_id":"c1","digest":"d1","at":"2026-04-20T09:00:00Z","actor":{"id":"an","role":"finance"},"reason":"why","fact":"counted","data":{"by":0}}`, strings.Split(string(data), "\n")[0])
	again, err := workflow.DecodeEvents(data, counted{})
	require.NoError(t, err)
	assert.Equal(t, log, again)
	_, err = workflow.DecodeEvents([]byte(`{"stream":"s","seq":1,"command_id":"c","at":"2026-04-20T09:00:00Z","actor":{"id":"a","role":"b"},"fact":"guessed","data":{}}
{"stream":"s","seq":1,"command_id":"c","at":"2026-04-20T09:00:00Z","actor":{"id":"a","role":"b"},"fact":"counted","data":{"bye":1}}
{"streams":"s"}`), counted{})
	require.Error(t, err)
	for _, want := range []string{"events[0].fact: reference (guessed)", "events[1].data.bye: unknown", "events[2].streams: unknown"} {
		assert.ErrorContains(t, err, want)
	}
}

func FuzzDecodeEvents(f *testing.F) {
	data, _ := workflow.EncodeEvents(logOf(2))
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		log, err := workflow.DecodeEvents(data, counted{})
		if err != nil {
			return
		}
		_, err = workflow.EncodeEvents(log)
		require.NoError(t, err)
	})
}

func BenchmarkFold(b *testing.B) {
	log := logOf(1000)
	b.ReportAllocs()
	for b.Loop() {
		_, _, _ = workflow.Fold(0, 0, log, sum)
	}
}
