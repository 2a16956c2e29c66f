package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/examples/internal/cli"
)

// What is wrong with the sample after a change, a line for each problem.
func TestEveryProblemIsAtItsPlaceInTheForm(t *testing.T) {
	sample, err := os.ReadFile("sample.json")
	require.NoError(t, err)
	_, err = answer(sample)
	require.NoError(t, err)
	for _, test := range []struct {
		old, change string
		want        []string
	}{
		{`[2026]`, `[1969, 2101, 2026, 2026]`, []string{"hours.belgium[0]: min (1970)", "hours.belgium[1]: max (2100)", "hours.belgium[3]: duplicate (2026)"}},
		{`[2026]`, `[2026` + strings.Repeat(",2026", 200) + `]`, []string{"hours.belgium: length (131)"}},
		{`"Europe/Brussels"`, `"Local"`, []string{`hours.time_zone: no time zone "Local"`}},
		{`"Europe/Brussels"`, `""`, []string{"hours.time_zone: required"}},
		{`"monday": [{"from": "08:30"`, `"maandag": [{"from": "8:30"`, []string{`hours.weekly.maandag: not a day of the week: "maandag"`, `hours.weekly.maandag[0].from: not a time of the day: "8:30"`}},
		{`"from": "2026-05-15", "to": "2026-05-16"`, `"from": "2026-05-16", "to": "2026-05-15"`, []string{"hours.closed[0].period: not a period: 2026-05-16/2026-05-15"}},
		{`"4h"`, `"0s"`, []string{"policy.allowances.high.first_response: min (0)"}},
		{`"priority": "high"`, `"priority": "urgent"`, []string{"history[0].priority: reference (urgent)"}},
		{`"at": "2026-05-18T10:00:00+02:00"`, `"at": "2026-05-18 10:00"`, []string{"at: format (2026-01-31T09:30:00Z)"}},
	} {
		require.Contains(t, string(sample), test.old)
		_, err := answer([]byte(strings.Replace(string(sample), test.old, test.change, 1)))
		assert.Equal(t, test.want, cli.Lines(err), test.change)
	}
}
