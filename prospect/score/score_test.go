package score_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/prospect/score"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

var now = time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC)

func model() score.Model {
	from, to := salesdesk.MustAmount("10"), salesdesk.MustAmount("250")
	return score.Model{
		ID: "trade", Version: 3,
		Groups: []score.Group{{ID: "fit", Cap: 40 * score.Point}, {ID: "engagement", Cap: 60 * score.Point}},
		Rules: []score.Rule{
			{ID: "sector", Group: "fit", Points: 25 * score.Point, Attribute: "sector", In: []string{"contractor", "electrician"}},
			{ID: "staff", Group: "fit", Points: 20 * score.Point, Measure: "staff", From: &from, To: &to},
			{ID: "visit", Group: "engagement", Points: 100 * score.Point, Event: "visit", HalfLifeDays: 30},
			{ID: "request", Group: "engagement", Points: 15 * score.Point, Event: "quote_request", Cap: 40 * score.Point},
			{ID: "unpaid", Group: "fit", Points: -30 * score.Point, Attribute: "pays", In: []string{"late"}},
		},
		Grades: []score.Grade{{"A", 70 * score.Point}, {"B", 40 * score.Point}, {"C", 0}},
	}
}

func scoreOf(t *testing.T, m score.Model, f score.Facts) score.Score {
	t.Helper()
	s, err := score.Compile(m)
	require.NoError(t, err)
	got, err := s.Score(f, now)
	require.NoError(t, err)
	return got
}

func daysAgo(n int) time.Time { return now.AddDate(0, 0, -n) }

func TestHalfLife(t *testing.T) {
	day := 24 * time.Hour
	assert.InDelta(t, 35.3553390593, score.Decay(100, 30*day, 45*day), 5e-11)
	assert.Equal(t, 50.0, score.Decay(100, 30*day, 30*day))
	assert.Equal(t, 100.0, score.Decay(100, 30*day, -45*day), "an event in the future never grows")
	assert.Equal(t, 100.0, score.Decay(100, 0, 45*day), "no half-life, no decay")
}

func TestFactorsAddUpToTheScore(t *testing.T) {
	got := scoreOf(t, model(), score.Facts{
		Subject:    "P1",
		Attributes: map[string]string{"sector": "contractor", "pays": "on time"},
		Measures:   map[string]salesdesk.Amount{"staff": salesdesk.MustAmount("10")},
		Events: []score.Event{
			{"visit", daysAgo(45)},
			{"quote_request", daysAgo(300)},
			{"quote_request", daysAgo(2)},
			{"quote_request", daysAgo(1)},
		},
	})
	var lines []string
	for _, f := range got.Factors {
		lines = append(lines, fmt.Sprintf("%s %s %s %d %v", f.Kind, f.Rule, f.Points, f.Count, f.Capped))
	}
	assert.Equal(t, []string{
		"attribute sector 25 0 false",
		"measure staff 20 0 false",
		"event visit 35.355 1 false",
		"event request 40 3 true",
		"group_cap  -5 0 false",
		"group_cap  -15.355 0 false",
	}, lines)
	assert.Equal(t, "100", got.Points.String())
	assert.Equal(t, "A", got.Grade)
	assert.Empty(t, got.Gaps)
	assert.Equal(t, daysAgo(1), got.Factors[3].Newest)
}

func TestWhatIsUnknownIsAGapAndNotANo(t *testing.T) {
	got := scoreOf(t, model(), score.Facts{Subject: "P2", Attributes: map[string]string{"sector": "bakery"}})
	assert.Equal(t, []score.Gap{
		{Name: "staff", Kind: score.ByMeasure, AtStake: 20 * score.Point, AskFirst: true},
		{Name: "pays", Kind: score.ByAttribute},
	}, got.Gaps)
	assert.Empty(t, got.Factors)
	assert.Equal(t, "C", got.Grade)
}

func TestBandsAreHalfOpen(t *testing.T) {
	for give, want := range map[string]int{"9.99": 0, "10": 1, "249.999": 1, "250": 0} {
		f := score.Facts{Subject: "P", Measures: map[string]salesdesk.Amount{"staff": salesdesk.MustAmount(give)}}
		assert.Len(t, scoreOf(t, model(), f).Factors, want, give)
	}
}

// Wherever an instant was given, JSON has it in UTC.
func TestAScoreIsInUTC(t *testing.T) {
	summer := time.FixedZone("CEST", 2*60*60)
	scorer, err := score.Compile(model())
	require.NoError(t, err)
	s, err := scorer.Score(score.Facts{Subject: "P", Events: []score.Event{{Kind: "visit", At: now.Add(-time.Hour).In(summer)}}}, now.In(summer))
	require.NoError(t, err)
	data, err := json.Marshal(s)
	require.NoError(t, err)
	assert.NotContains(t, string(data), "+02:00")
	assert.Contains(t, string(data), `"newest":"`+now.Add(-time.Hour).UTC().Format(time.RFC3339)+`"`)
}

func TestAnOverrideStandsBesideTheScore(t *testing.T) {
	s := scoreOf(t, model(), score.Facts{Subject: "P"})
	o := score.Override{Grade: "A", By: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales}, At: now, Reason: "large site next door"}
	judged, err := s.Judge(o)
	require.NoError(t, err)
	assert.Equal(t, "A", judged.Grade())
	assert.Equal(t, "C", judged.Score.Grade)
	assert.Equal(t, "C", score.Judged{Score: s}.Grade())
	o.At = now.In(time.FixedZone("", 2*60*60))
	judged, err = s.Judge(o)
	require.NoError(t, err)
	assert.Equal(t, now.UTC(), judged.Override.At, "in UTC")
	_, err = s.Judge(score.Override{})
	assert.EqualError(t, err, "grade: required; reason: required; by.id: required")
}

func TestCheckNamesEveryProblem(t *testing.T) {
	ten, one := salesdesk.MustAmount("10"), salesdesk.MustAmount("1")
	m := score.Model{
		Groups: []score.Group{{ID: "fit", Cap: -1}, {ID: "fit"}, {}},
		Rules: []score.Rule{
			{ID: "a", Group: "none", Attribute: "x", Measure: "y", From: &ten, To: &one},
			{ID: "a", Group: "fit", Event: "z", HalfLifeDays: -1, Cap: -1},
		},
		Grades: []score.Grade{{"A", 1}, {"B", 1}},
	}
	assert.EqualError(t, m.Check(), "id: required; groups[0].cap: min (0); groups[1].id: duplicate (fit); groups[2].id: required; "+
		"rules[0].group: reference (none); rules[0]: one_of (attribute, measure, event); rules[0].in: required; rules[0].to: order (from); "+
		"rules[1].id: duplicate (a); rules[1].half_life_days: min (0); rules[1].cap: min (0); grades[1].from: order (A)")
	_, err := score.Compile(m)
	require.Error(t, err)
	_, err = score.DecodeModel([]byte(`{"id":"x","rulez":[]}`))
	assert.EqualError(t, err, "rulez: unknown")
	_, err = score.DecodeFacts([]byte(`{"events":[{"kind":"","at":"0001-01-01T00:00:00Z"}]}`))
	assert.EqualError(t, err, "subject: required; events[0].kind: required; events[0].at: required")
}

func TestPoints(t *testing.T) {
	for give, want := range map[string]string{"20": "20", "12.5": "12.5", "-0.001": "-0.001", "1000000": "1000000", "0": "0", "1.500": "1.5"} {
		p, err := score.ParsePoints(give)
		require.NoError(t, err, give)
		assert.Equal(t, want, p.String())
	}
	for _, give := range []string{"", "-", "1.0001", "1e3", "+1", "1000001", "99999999", ".5", "1,5", "--1"} {
		_, err := score.ParsePoints(give)
		assert.Error(t, err, give)
	}
}

func TestModelAndScoreRoundTrip(t *testing.T) {
	data, err := json.Marshal(model())
	require.NoError(t, err)
	back, err := score.DecodeModel(data)
	require.NoError(t, err)
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.JSONEq(t, string(data), string(again))
}

func TestPropertiesOfAnyScore(t *testing.T) {
	s, err := score.Compile(model())
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		facts := score.Facts{Subject: "P", Attributes: map[string]string{"sector": rapid.SampledFrom([]string{"contractor", "other"}).Draw(t, "sector")}}
		for range rapid.IntRange(0, 8).Draw(t, "events") {
			kind := rapid.SampledFrom([]string{"visit", "quote_request", "other"}).Draw(t, "kind")
			facts.Events = append(facts.Events, score.Event{kind, daysAgo(rapid.IntRange(-10, 900).Draw(t, "age"))})
		}
		got, err := s.Score(facts, now)
		require.NoError(t, err)
		var factors, groups score.Points
		for _, f := range got.Factors {
			factors += f.Points
		}
		for _, g := range got.Groups {
			groups += g.Points
		}
		assert.Equal(t, got.Points, factors, "the factors add up")
		assert.Equal(t, got.Points, groups, "the groups add up")
		later, err := s.Score(facts, now.AddDate(0, 1, 0))
		require.NoError(t, err)
		assert.LessOrEqual(t, later.Points, got.Points, "waiting never raises a score")
	})
}

func FuzzDecodeModel(f *testing.F) {
	data, _ := json.Marshal(model())
	f.Add(data)
	f.Add([]byte(`{"id":"m","groups":[{"id":"g"}],"rules":[{"id":"r","group":"g","points":"-1","event":"e","half_life_days":1}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := score.DecodeModel(data)
		if err != nil {
			return
		}
		s, err := score.Compile(m)
		require.NoError(t, err)
		_, err = s.Score(score.Facts{Subject: "P", Events: []score.Event{{"e", now}}}, now)
		require.NoError(t, err)
	})
}

func twentyRules() (score.Model, score.Facts) {
	m := score.Model{ID: "bench", Groups: []score.Group{{ID: "fit"}}}
	f := score.Facts{Subject: "P", Attributes: map[string]string{}, Measures: map[string]salesdesk.Amount{}}
	from := salesdesk.MustAmount("5")
	for i := range 10 {
		name := fmt.Sprintf("attribute_%d", i)
		m.Rules = append(m.Rules, score.Rule{ID: name, Group: "fit", Points: score.Point, Attribute: name, In: []string{"a", "b"}})
		f.Attributes[name] = "b"
		name = fmt.Sprintf("measure_%d", i)
		m.Rules = append(m.Rules, score.Rule{ID: name, Group: "fit", Points: score.Point, Measure: name, From: &from})
		f.Measures[name] = salesdesk.MustAmount("7")
	}
	return m, f
}

func BenchmarkScoreTwentyFeatures(b *testing.B) {
	m, f := twentyRules()
	s, err := score.Compile(m)
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Score(f, now); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleScorer_Score() {
	scorer, _ := score.Compile(model())
	got, _ := scorer.Score(score.Facts{
		Subject:    "P1",
		Attributes: map[string]string{"sector": "contractor"},
		Events:     []score.Event{{Kind: "visit", At: now.AddDate(0, 0, -45)}},
	}, now)
	fmt.Println(got.Points, got.Grade)
	for _, f := range got.Factors {
		fmt.Println(f.Rule, f.Points)
	}
	for _, g := range got.Gaps {
		fmt.Println("ask:", g.Name, g.AtStake)
	}
	// Output:
	// 60.355 B
	// sector 25
	// visit 35.355
	// ask: staff 20
	// ask: pays 0
}
