package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/calendar"
)

const company = `{
	"time_zone": "Europe/Brussels",
	"weekly": {"friday": [{"from": "08:30", "to": "15:00"}], "monday": [{"from": "08:30", "to": "12:00"}, {"from": "13:00", "to": "17:00"}]},
	"closed": [{"period": {"from": "2026-05-15", "to": "2026-05-16"}, "names": {"fr": "jour de pont", "nl": "brugdag"}}],
	"openings": [{"date": "2026-05-16", "shifts": [{"from": "09:00", "to": "12:00"}]}],
	"version": "2026"
}`

func TestACompanysHoursAreData(t *testing.T) {
	h, err := calendar.DecodeHours([]byte(company), time.LoadLocation)
	require.NoError(t, err)
	c, err := calendar.New(h)
	require.NoError(t, err)
	due, err := c.Add(local(t, "2026-05-11 16:00"), 2*time.Hour)
	require.NoError(t, err)
	assert.Equal(t, local(t, "2026-05-16 10:00"), due, "Friday is the bridge day, Saturday open")
	data, err := json.Marshal(h)
	require.NoError(t, err)
	assert.JSONEq(t, company, string(data))
}

func TestDecodeHoursNamesEveryProblem(t *testing.T) {
	_, err := calendar.DecodeHours([]byte(`{"time_zone": 1, "weekly": {"Monday": [], "tuesday": [{"from": "8:30", "till": "17:00"}]},
		"closed": [{"period": {"from": "2026-02-30"}}], "close": []}`), time.LoadLocation)
	require.EqualError(t, err, `time_zone: type (string); weekly.Monday: not a day of the week: "Monday"; `+
		`weekly.tuesday[0].from: not a time of the day: "8:30"; weekly.tuesday[0].till: unknown; `+
		`closed[0].period.from: not a date: "2026-02-30"; close: unknown`)
	_, err = calendar.DecodeHours([]byte(`{"time_zone": "Europe/Atlantis"}`), time.LoadLocation)
	require.EqualError(t, err, `time_zone: no time zone "Europe/Atlantis"`)
	_, err = calendar.DecodeHours([]byte(`{"time_zone": "Local"}`), time.LoadLocation)
	require.EqualError(t, err, `time_zone: no time zone "Local"`)
	for _, give := range []string{`{}`, `{"time_zone": ""}`} {
		_, err = calendar.DecodeHours([]byte(give), time.LoadLocation)
		require.EqualError(t, err, `time_zone: required`)
	}
	_, err = calendar.DecodeHours(nil, time.LoadLocation)
	require.EqualError(t, err, "syntax (line 1, column 0: unexpected end of JSON…)")
	_, err = json.Marshal(calendar.Hours{Weekly: map[time.Weekday][]calendar.Shift{9: nil}})
	require.ErrorAs(t, err, new(calendar.WeekdayError))
}

func FuzzDecodeHours(f *testing.F) {
	f.Add([]byte(company))
	f.Add([]byte(`{"time_zone": "Local", "weekly": {"sunday": [{"from": "22:00", "to": "06:00"}]}, "closed": [{"period": {"from": "", "to": ""}, "holiday": "easter_monday"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := calendar.DecodeHours(data, func(string) (*time.Location, error) { return time.UTC, nil })
		if err != nil {
			return
		}
		written, err := json.Marshal(h)
		require.NoError(t, err)
		again, err := calendar.DecodeHours(written, time.LoadLocation)
		require.NoError(t, err)
		rewritten, err := json.Marshal(again)
		require.NoError(t, err)
		require.Equal(t, string(written), string(rewritten))
	})
}
