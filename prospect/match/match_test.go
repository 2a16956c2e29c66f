package match_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/shared"
	"github.com/interne-sales/salesdesk/prospect/match"
)

// people is the plan for the FEBRL sets: names, address and numbers, blocked by
// what two copies of a person seldom both get wrong.
func people() match.Plan {
	return match.Plan{
		Fields: []match.Field{
			{Name: "given_name", By: match.ByName},
			{Name: "surname", By: match.ByName},
			{Name: "street_number", By: match.ByDigits},
			{Name: "address_1", By: match.ByName},
			{Name: "address_2", By: match.ByName},
			{Name: "suburb", By: match.ByName},
			{Name: "postcode", By: match.ByDigits},
			{Name: "state", By: match.ByExact},
			{Name: "date_of_birth", By: match.ByDigits},
			{Name: "soc_sec_id", By: match.ByDigits},
		},
		Blocks: []match.Block{
			{{Field: "soc_sec_id"}},
			{{Field: "date_of_birth"}},
			{{Field: "surname", Part: match.Sound}, {Field: "given_name", Part: match.Sound}},
			{{Field: "postcode"}, {Field: "surname", Part: match.Prefix}},
			{{Field: "postcode"}, {Field: "given_name", Part: match.Prefix}},
			{{Field: "address_1", Part: match.Sound}, {Field: "street_number"}},
			{{Field: "suburb"}, {Field: "street_number"}},
			{{Field: "suburb", Part: match.Sound}, {Field: "given_name", Part: match.Sound}},
			{{Field: "suburb", Part: match.Sound}, {Field: "surname", Part: match.Sound}},
			{{Field: "postcode"}, {Field: "street_number"}},
			{{Field: "postcode"}, {Field: "address_1", Part: match.Prefix}},
			{{Field: "soc_sec_id", Part: match.Prefix}, {Field: "given_name", Part: match.Prefix}},
			{{Field: "soc_sec_id", Part: match.Prefix}, {Field: "surname", Part: match.Prefix}},
			{{Field: "soc_sec_id", Part: match.Prefix}, {Field: "postcode"}},
		},
	}
}

// febrl reads FEBRL files: the true pairs are those whose ids share a number.
func febrl(t *testing.T, files ...string) []match.Record {
	t.Helper()
	var records []match.Record
	for _, file := range files {
		r := csv.NewReader(strings.NewReader(string(shared.Read(t, "data/"+file))))
		r.TrimLeadingSpace = true
		rows, err := r.ReadAll()
		require.NoError(t, err)
		for _, row := range rows[1:] {
			fields := map[string]string{}
			for i, name := range rows[0][1:] {
				fields[strings.TrimSpace(name)] = strings.TrimSpace(row[i+1])
			}
			records = append(records, match.Record{ID: strings.TrimSpace(row[0]), Fields: fields})
		}
	}
	return records
}

func person(id string) string { return strings.Split(id, "-")[1] }

func truePairs(records []match.Record) int {
	size := map[string]int{}
	for _, r := range records {
		size[person(r.ID)]++
	}
	pairs := 0
	for _, n := range size {
		pairs += n * (n - 1) / 2
	}
	return pairs
}

func TestFEBRLDuplicatesAreFoundUnsupervised(t *testing.T) {
	for _, test := range []struct {
		name   string
		files  []string
		wantF1 float64
	}{
		{"1", []string{"febrl_dataset1.csv"}, 1.0000},
		{"2", []string{"febrl_dataset2.csv"}, 0.9997},
		{"4", []string{"febrl_dataset4a.csv", "febrl_dataset4b.csv"}, 0.9998},
	} {
		t.Run(test.name, func(t *testing.T) {
			records := febrl(t, test.files...)
			m, err := match.Compile(people())
			require.NoError(t, err)
			result, err := m.Match(records)
			require.NoError(t, err)
			right := 0
			for _, p := range result.Pairs {
				if person(p.A) == person(p.B) {
					right++
				}
			}
			precision := float64(right) / float64(len(result.Pairs))
			recall := float64(right) / float64(truePairs(records))
			f1 := 2 * precision * recall / (precision + recall)
			t.Logf("precision %.4f recall %.4f F1 %.4f of %d compared", precision, recall, f1, result.Compared)
			assert.GreaterOrEqual(t, f1, test.wantF1-0.00005)
		})
	}
}

func TestFEBRLBlocksLoseAlmostNoPair(t *testing.T) {
	plan := people()
	plan.Threshold = 1e-300 // everything compared counts
	m, err := match.Compile(plan)
	require.NoError(t, err)
	records := febrl(t, "febrl_dataset4a.csv", "febrl_dataset4b.csv")
	result, err := m.Match(records)
	require.NoError(t, err)
	found := 0
	for _, p := range result.Pairs {
		if person(p.A) == person(p.B) {
			found++
		}
	}
	t.Logf("recall of the blocks %.5f", float64(found)/float64(truePairs(records)))
	assert.GreaterOrEqual(t, float64(found)/float64(truePairs(records)), 0.9992)
}

func TestEveryPairAddsUp(t *testing.T) {
	m, err := match.Compile(people())
	require.NoError(t, err)
	result, err := m.Match(febrl(t, "febrl_dataset1.csv"))
	require.NoError(t, err)
	require.NotEmpty(t, result.Pairs)
	for _, p := range result.Pairs {
		bits := p.Prior
		for _, s := range p.Steps {
			bits += s.Bits
		}
		require.InDelta(t, p.Bits, bits, 1e-9)
	}
}

func TestTheSameRecordsGiveTheSameBytes(t *testing.T) {
	m, err := match.Compile(accounts())
	require.NoError(t, err)
	first, err := m.Match(invented(500, 7))
	require.NoError(t, err)
	second, err := m.Match(invented(500, 7))
	require.NoError(t, err)
	a, err := json.Marshal(first)
	require.NoError(t, err)
	b, err := json.Marshal(second)
	require.NoError(t, err)
	assert.Equal(t, string(a), string(b))
}

func accounts() match.Plan {
	return match.Plan{
		Fields: []match.Field{{Name: "name", By: match.ByName}, {Name: "street", By: match.ByName}, {Name: "vat", By: match.ByExact}},
		Blocks: []match.Block{{{Field: "vat"}}, {{Field: "name", Part: match.Sound}}},
	}
}

// invented are n accounts, a fifth of them a misspelt copy of another.
func invented(n int, seed uint64) []match.Record {
	random := rand.New(rand.NewPCG(seed, seed)) //nolint:gosec // reproducible test data
	word := func() string {
		letters := make([]byte, 9)
		for i := range letters {
			letters[i] = "abcdefghilmnoprstuv"[random.IntN(19)]
		}
		return string(letters)
	}
	records := make([]match.Record, 0, n)
	for i := range n {
		fields := map[string]string{"name": word(), "street": word(), "vat": fmt.Sprint(1000000 + i)}
		if i > 10 && i%5 == 0 {
			copied := records[random.IntN(i)].Fields
			fields = map[string]string{"name": copied["name"] + "s", "street": copied["street"], "vat": copied["vat"]}
		}
		records = append(records, match.Record{ID: fmt.Sprintf("A%d", i), Fields: fields})
	}
	return records
}

func TestAnEmptyFieldSaysNothing(t *testing.T) {
	records := invented(300, 1)
	delete(records[15].Fields, "street")
	m, err := match.Compile(accounts())
	require.NoError(t, err)
	result, err := m.Match(records)
	require.NoError(t, err)
	for _, p := range result.Pairs {
		if p.A == "A15" || p.B == "A15" {
			assert.Equal(t, match.Missing, p.Steps[1].Level)
			assert.Zero(t, p.Steps[1].Bits)
		}
	}
}

func TestClustersLinkThroughOthers(t *testing.T) {
	records := append(invented(400, 3),
		match.Record{ID: "X1", Fields: map[string]string{"name": "verhaegen", "street": "kouter", "vat": "x"}},
		match.Record{ID: "X2", Fields: map[string]string{"name": "verhaegen", "street": "kouter", "vat": "x"}},
		match.Record{ID: "X3", Fields: map[string]string{"name": "verhaegen", "street": "kouter"}},
	)
	m, err := match.Compile(accounts())
	require.NoError(t, err)
	result, err := m.Match(records)
	require.NoError(t, err)
	assert.True(t, slices.ContainsFunc(result.Clusters, func(c match.Cluster) bool {
		return slices.Equal(c, match.Cluster{"X1", "X2", "X3"})
	}))
}

func TestAKeyThatEverybodySharesIsLeftOutAndNamed(t *testing.T) {
	records := make([]match.Record, match.MaxBlock+1)
	for i := range records {
		records[i] = match.Record{ID: fmt.Sprint(i), Fields: map[string]string{"vat": "none"}}
	}
	m, err := match.Compile(accounts())
	require.NoError(t, err)
	result, err := m.Match(records)
	require.NoError(t, err)
	assert.Equal(t, []match.Skipped{{Block: 0, Key: "none", Records: match.MaxBlock + 1}}, result.Skipped)
	assert.Zero(t, result.Compared)
}

func TestMergeThenUnmergeRestoresEverySource(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 5).Draw(t, "sources")
		sources := make([]match.Record, n)
		for i := range sources {
			fields := rapid.MapOf(rapid.SampledFrom([]string{"name", "vat", "phone"}), rapid.SampledFrom([]string{"", "a", "b"})).Draw(t, "fields")
			sources[i] = match.Record{ID: fmt.Sprint(i), Fields: fields}
		}
		merged, err := match.Merge(sources)
		require.NoError(t, err)
		assert.Equal(t, "0", merged.Record.ID)
		assert.Equal(t, sources, merged.Unmerge())
		for name, text := range merged.Record.Fields {
			i := slices.IndexFunc(sources, func(r match.Record) bool { return r.Fields[name] != "" })
			assert.Equal(t, sources[i].Fields[name], text)
			assert.Equal(t, sources[i].ID, merged.From[name])
		}
	})
}

func TestMergeLeavesItsSourcesAlone(t *testing.T) {
	sources := []match.Record{{ID: "1", Fields: map[string]string{"name": "a"}}, {ID: "2", Fields: map[string]string{"vat": "b"}}}
	merged, err := match.Merge(sources)
	require.NoError(t, err)
	merged.Record.Fields["name"] = "changed"
	merged.Unmerge()[0].Fields["name"] = "changed"
	assert.Equal(t, "a", sources[0].Fields["name"])
	assert.Equal(t, "a", merged.Unmerge()[0].Fields["name"])
	_, err = match.Merge(sources[:1])
	assert.Error(t, err)
}

func TestAPlanNamesEveryProblem(t *testing.T) {
	_, err := match.Compile(match.Plan{
		Fields:    []match.Field{{Name: "", By: match.ByName}, {Name: "vat", By: "guess"}, {Name: "vat", By: match.ByExact}},
		Blocks:    []match.Block{{}, {{Field: "", Part: "half"}}},
		Threshold: 2,
	})
	var problems salesdesk.Problems
	require.ErrorAs(t, err, &problems)
	texts := make([]string, len(problems))
	for i := range problems {
		texts[i] = problems[i].Error()
	}
	assert.Equal(t, []string{
		"fields[0].name: required",
		"fields[1].by: one_of (exact, name, digits)",
		"fields[2].name: duplicate (vat)",
		"blocks[0]: required",
		"blocks[1][0].field: required",
		"blocks[1][0].part: one_of (prefix, sound)",
		"threshold: max (1)",
	}, texts)
	_, err = match.Compile(match.Plan{})
	assert.EqualError(t, err, "fields: required; blocks: required")
}

func TestLearnedWeightsMatchOneNewRecord(t *testing.T) {
	m, err := match.Compile(accounts())
	require.NoError(t, err)
	known := invented(500, 4)
	learned, err := m.Match(known)
	require.NoError(t, err)
	plan := accounts()
	plan.Weights = &learned.Weights
	m, err = match.Compile(plan)
	require.NoError(t, err)
	lead := match.Record{ID: "lead", Fields: map[string]string{"name": known[0].Fields["name"], "street": known[0].Fields["street"] + "x"}}
	result, err := m.Match([]match.Record{known[0], known[1], lead})
	require.NoError(t, err)
	assert.Equal(t, []match.Cluster{{"A0", "lead"}}, result.Clusters)
	assert.Equal(t, learned.Weights, result.Weights)
}

func TestWeightsMustFitThePlan(t *testing.T) {
	plan := accounts()
	plan.Weights = &match.Weights{Prior: 1, Fields: []match.FieldWeight{
		{Field: "name", M: []float64{.1, .1, .1, .7}, U: []float64{.7, .1, .1, .1}},
		{Field: "vat", M: []float64{.1, .9}, U: []float64{0, .1, .1, .1}},
		{Field: "vat", M: []float64{.1, .9}, U: []float64{.9, .1}},
	}}
	assert.EqualError(t, plan.Check(), "weights.prior: one_of (]0, 1[); weights.fields[1].field: reference (street); "+
		"weights.fields[1].m: one_of (]0, 1[ for each level); weights.fields[1].u: one_of (]0, 1[ for each level)")
	plan.Weights.Fields = nil
	assert.EqualError(t, plan.Check(), "weights.prior: one_of (]0, 1[); weights.fields: length (3)")
}

func TestRecordsNeedIdsOfTheirOwn(t *testing.T) {
	m, err := match.Compile(accounts())
	require.NoError(t, err)
	_, err = m.Match([]match.Record{{ID: "1"}, {ID: ""}, {ID: "1"}})
	assert.EqualError(t, err, "records[1].id: required; records[2].id: duplicate (1)")
}

func TestNothingToMatchIsNoError(t *testing.T) {
	m, err := match.Compile(accounts())
	require.NoError(t, err)
	result, err := m.Match(nil)
	require.NoError(t, err)
	assert.Empty(t, result.Pairs)
	assert.Empty(t, result.Clusters)
}

func FuzzDecodePlan(f *testing.F) {
	f.Add([]byte(`{"fields":[{"name":"vat","by":"exact"}],"blocks":[[{"field":"vat"}]]}`))
	f.Add([]byte(`{"fields":[],"blocks":[[{"field":"x","part":"sound"}]],"threshold":0.9}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		plan, err := match.DecodePlan(data)
		if err != nil {
			return
		}
		m, err := match.Compile(plan)
		require.NoError(t, err)
		_, err = m.Match(invented(30, 2))
		require.NoError(t, err)
	})
}

func BenchmarkMatch(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		records := invented(n, 5)
		m, err := match.Compile(accounts())
		require.NoError(b, err)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := m.Match(records); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/record")
		})
	}
}
