package examples_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestTheDeskTellsWhatIsAskedWrongly has a case for each way to ask that has no answer.
func TestTheDeskTellsWhatIsAskedWrongly(t *testing.T) {
	bin := built(t, "desk")
	tests := []struct {
		name, give string
		want       []string
	}{
		{"nothing", `{}`, []string{"intake: required"}},
		{"two things", `{"law":{},"guidance":{"date":"2026-04-20","currency":"EUR","customer":"C1","sku":"A","quantity":"1","list":"1","records":[]}}`, []string{"guidance: one_of (law, guidance)"}},
		{"a field of its own", `{"round":{"dates":"2026-05-01"}}`, []string{"round.dates: unknown"}},
		{"no law", `{"law":{}}`, []string{"law.reduction: required"}},
		{"a catalogue", `{"intake":{"date":"2026-04-20","text":"1 A","catalogue":{"articles":[{"sku":"A","successor":"B"}]}}}`, []string{"intake.catalogue.articles[0].successor: reference (B)"}},
		{"a line in the way", `{"intake":{"date":"2026-04-20","text":"1 doos A","settle":[{"line":1,"sku":"A"}],"catalogue":{"articles":[{"sku":"A"}]}}}`, []string{"intake.settle[0]: line 1 is open: no_unit"}},
		{"a choice", `{"sourcing":{"request":{"id":"1","date":"2026-04-20","currency":"EUR","lines":[{"line":"1","text":"x","quantity":"1"}]},"replies":[],"choose":[{"line":"1","supplier":"B"}]}}`, []string{"sourcing.choose[0]: line 1: no offer of B"}},
		{"needs", `{"arguments":{"needs":[{}],"catalogue":[],"lines":[],"language":"nl"}}`, []string{"arguments.needs[0].id: required"}},
		{"a bonus", `{"bonus":{"agreement":{"id":"A7","customer":"C1","currency":"EUR","period":{"from":"2026-01-01","to":"2027-01-01"}},"id":"year","on":"2026-05-01","documents":[]}}`, []string{"bonus: agreement A7 has no bonus year"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answers, problems := answered(bin, []byte(tt.give+"\n"))
			assert.False(t, answers.Scan())
			assert.Equal(t, tt.want, problems[1])
		})
	}
}
