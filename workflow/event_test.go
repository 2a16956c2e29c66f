package workflow_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

func TestCommandsNameWhatTheyLack(t *testing.T) {
	err := (&workflow.Command{Expect: 3}).Check(4)
	assert.EqualError(t, err, "command.id: required; command.actor.id: required; command.actor.role: required; command.at: required; conflict: version 3 expected, is 4")
	require.NoError(t, by(salesdesk.System).Check(0))
	long := func(n int) string { return strings.Repeat("é", n) }
	cmd := by("Not A Role")
	cmd.ID, cmd.Reason, cmd.Digest, cmd.Actor.ID = long(workflow.MaxCommandID+1), long(workflow.MaxReason+1), long(workflow.MaxDigest+1), long(65)
	assert.EqualError(t, cmd.Check(0), "command.id: length (128); command.actor.id: length (64); command.actor.role: format (aaa_aaa); command.reason: length (2000); command.digest: length (128)")
	cmd = by(salesdesk.System)
	cmd.ID, cmd.Reason, cmd.Digest = long(workflow.MaxCommandID), long(workflow.MaxReason), long(workflow.MaxDigest)
	require.NoError(t, cmd.Check(0))
	cmd = nil
	assert.EqualError(t, cmd.Check(0), "command: required")
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
	_, _, err = workflow.Recall(log, nil)
	require.EqualError(t, err, "command: required")
}

// tally is a value that a log makes.
type tally struct{ total, version int }

func sum(t *tally, e workflow.Event[counted]) {
	t.total, t.version = t.total+e.Fact.By, e.Seq
}

func TestFoldRefusesAGap(t *testing.T) {
	folded, err := workflow.Fold(tally{}, "", 0, logOf(4), sum)
	require.NoError(t, err)
	assert.Equal(t, tally{6, 4}, folded)
	for _, broken := range [][]workflow.Event[counted]{logOf(4)[1:], append(logOf(2), logOf(2)...)} {
		folded, err = workflow.Fold(tally{7, 0}, "", 0, broken, sum)
		var gap workflow.GapError
		require.ErrorAs(t, err, &gap)
		assert.Equal(t, tally{7, 0}, folded, "as it was")
	}
	folded, err = workflow.Fold(tally{100, 2}, "s1", 2, logOf(4)[2:], sum)
	require.NoError(t, err)
	assert.Equal(t, tally{105, 4}, folded)
}

func TestFoldRefusesWhatIsNotOfTheStream(t *testing.T) {
	mixed := logOf(2)
	mixed[1].Stream = "other"
	_, err := workflow.Fold(tally{}, "", 0, mixed, sum)
	require.EqualError(t, err, `stream s1: an event of stream "other"`)
	_, err = workflow.Fold(tally{}, "s2", 0, logOf(1), sum)
	require.EqualError(t, err, `stream s2: an event of stream "s1"`)
	var foreign workflow.StreamError
	require.ErrorAs(t, err, &foreign)
}

func TestNothingComesOfAnEmptyLog(t *testing.T) {
	_, err := workflow.Fold(tally{}, "", 0, nil, sum)
	require.EqualError(t, err, `stream "": no events`)
	folded, err := workflow.Fold(tally{7, 3}, "s1", 3, nil, sum)
	require.NoError(t, err, "nothing happened since")
	assert.Equal(t, tally{7, 3}, folded)
	for room, fold := range map[string]func() error{
		"quote":     func() error { _, err := quote.Fold(nil); return err },
		"order":     func() error { _, err := order.Fold(nil); return err },
		"complaint": func() error { _, err := complaint.Fold(nil); return err },
		"prospect":  func() error { _, err := prospect.Fold(nil); return err },
	} {
		var empty workflow.EmptyLogError
		require.ErrorAs(t, fold(), &empty, room)
	}
}

func TestAnEventWithoutAFactIsAProblemAndNoPanic(t *testing.T) {
	bare := workflow.Event[workflow.Fact]{Stream: "s1", Seq: 1}
	for name, log := range map[string][]workflow.Event[workflow.Fact]{"none": {bare}, "a nil pointer": {{Stream: "s1", Seq: 1, Fact: (*counted)(nil)}}} {
		_, err := workflow.EncodeEvents(log)
		require.EqualError(t, err, "events[0].fact: required", name)
		_, err = workflow.Seal("", log)
		require.EqualError(t, err, "events[0].fact: required", name)
		_, err = workflow.Fold(0, "", 0, log, func(*int, workflow.Event[workflow.Fact]) {})
		require.EqualError(t, err, "events[0].fact: required", name)
	}
	require.EqualError(t, bare.Check(), "command_id: required; at: required; actor.id: required; actor.role: required; fact: required")
}

func TestALogReadsBackAsItWasWritten(t *testing.T) {
	log := logOf(3)
	data, err := workflow.EncodeEvents(log)
	require.NoError(t, err)
	assert.Equal(t, `{"stream":"s1","seq":1,"command_id":"c1","digest":"d1","at":"2026-04-20T09:00:00Z","actor":{"id":"an","role":"finance"},"reason":"why","fact":"counted","data":{"by":0}}`, strings.Split(string(data), "\n")[0])
	again, err := workflow.DecodeEvents(data, counted{})
	require.NoError(t, err)
	assert.Equal(t, log, again)
}

func TestEveryProblemOfALogIsNamedWithItsLine(t *testing.T) {
	const head = `{"stream":"s","seq":1,"command_id":"c","at":"2026-04-20T11:00:00+02:00","actor":{"id":"a","role":"b"},`
	for name, test := range map[string]struct{ give, want string }{
		"unknown kind":      {head + `"fact":"guessed","data":{}}`, "line 1.fact: reference (guessed)"},
		"unknown field":     {head + `"fact":"counted","data":{"bye":1}}`, "line 1.data.bye: unknown"},
		"data of null":      {head + `"fact":"counted","data":null}`, "line 1.data: required"},
		"no data":           {head + `"fact":"counted"}`, "line 1.data: required"},
		"blank lines count": {"\n \n" + head + `"fact":"counted"}`, "line 3.data: required"},
		"everything": {
			`{"fact":"counted","data":{"by":1}}`,
			"line 1.stream: required; line 1.seq: min (1); line 1.command_id: required; line 1.at: required; line 1.actor.id: required; line 1.actor.role: required",
		},
		"a role that is none": {
			`{"stream":"s","seq":-1,"command_id":"c","at":"2026-04-20T09:00:00Z","actor":{"id":"a","role":"Not A Role"},"fact":"guessed"}`,
			"line 1.seq: min (1); line 1.actor.role: format (aaa_aaa); line 1.fact: reference (guessed)",
		},
		"null":   {"null", "line 1: required"},
		"a list": {"[]", "line 1: type (object)"},
	} {
		_, err := workflow.DecodeEvents([]byte(test.give), counted{})
		require.EqualError(t, err, test.want, name)
	}
	log, err := workflow.DecodeEvents([]byte(head+`"fact":"counted","data":{"by":1}}`), counted{})
	require.NoError(t, err)
	assert.Equal(t, time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC), log[0].At, "instants are in UTC")
}

func TestALogIsReadAsTheKindsThatAreNamed(t *testing.T) {
	_, err := workflow.DecodeEvents[workflow.Fact](nil)
	require.EqualError(t, err, "facts: required")
	_, err = workflow.DecodeEvents[workflow.Fact](nil, counted{}, nil)
	require.EqualError(t, err, "facts[1]: required")

	data, err := json.Marshal(logOf(1)[0])
	require.NoError(t, err)
	var one workflow.Event[counted]
	require.NoError(t, json.Unmarshal(data, &one))
	assert.Equal(t, logOf(1)[0], one)
	var some workflow.Event[workflow.Fact]
	require.ErrorContains(t, json.Unmarshal(data, &some), "fact: reference (counted)")
}

func FuzzDecodeEvents(f *testing.F) {
	data, _ := workflow.EncodeEvents(logOf(2))
	for _, seed := range [][]byte{data, []byte("null"), []byte("\n\n{}"), []byte(`{"fact":"counted","data":null}`), append(data, data...)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		log, err := workflow.DecodeEvents(data, counted{})
		if err != nil {
			return
		}
		again, err := workflow.EncodeEvents(log)
		require.NoError(t, err)
		read, err := workflow.DecodeEvents(again, counted{})
		require.NoError(t, err)
		require.Equal(t, log, read)
	})
}

func BenchmarkFold(b *testing.B) {
	log := logOf(1000)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = workflow.Fold(tally{}, "", 0, log, sum)
	}
}
