package match

import (
	"cmp"
	"math"
	"slices"
)

// Matcher is a checked plan. It is immutable and safe for concurrent use.
type Matcher struct{ plan Plan }

// Compile checks the plan and makes a Matcher of it.
func Compile(p Plan) (*Matcher, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	if p.Threshold == 0 {
		p.Threshold = 0.5
	}
	p.Fields, p.Blocks = slices.Clone(p.Fields), slices.Clone(p.Blocks)
	return &Matcher{plan: p}, nil
}

// Result is what the matcher found.
type Result struct {
	Compared int       `json:"compared"` // pairs that shared a block
	Weights  Weights   `json:"weights"`  // learned of these records, or the plan's
	Pairs    []Pair    `json:"pairs"`    // matches, surest first
	Clusters []Cluster `json:"clusters"` // of two records or more
	Skipped  []Skipped `json:"skipped,omitempty"`
}

// Pair is two records that match, and why. Prior and the Bits of the steps add up
// to Bits, and Bits give the Probability.
type Pair struct {
	A           string  `json:"a"`
	B           string  `json:"b"`
	Probability float64 `json:"probability"`
	Bits        float64 `json:"bits"`
	Prior       float64 `json:"prior"`
	Steps       []Step  `json:"steps"`
}

// Step is the evidence of one field, in bits: above 0 speaks for a match, below 0
// against, and a missing field says nothing.
type Step struct {
	Field string  `json:"field"`
	Level Level   `json:"level"`
	Bits  float64 `json:"bits"`
}

// Cluster is the ids of records that speak of the same customer, in the order given.
type Cluster []string

// Match compares the records and learns the weights from them.
func (m *Matcher) Match(records []Record) (Result, error) {
	if err := checkRecords(records); err != nil {
		return Result{}, err
	}
	normal := m.normalise(records)
	blocks := m.block(normal)
	counts := tally{}
	result := Result{Skipped: blocks.skipped, Pairs: []Pair{}, Clusters: []Cluster{}}
	blocks.pairs(func(i, j int) {
		counts[m.levels(normal[i], normal[j])]++
		result.Compared++
	})
	result.Weights = m.weights(normal, counts)
	groups := newGroups(len(records))
	blocks.pairs(func(i, j int) {
		levels := m.levels(normal[i], normal[j])
		if result.Weights.probability(&levels) >= m.plan.Threshold {
			result.Pairs = append(result.Pairs, result.Weights.pair(records[i].ID, records[j].ID, &levels))
			groups.join(i, j)
		}
	})
	slices.SortStableFunc(result.Pairs, func(x, y Pair) int { return cmp.Compare(y.Probability, x.Probability) })
	result.Clusters = groups.clusters(records)
	return result, nil
}

// weights are the plan's, or learned.
func (m *Matcher) weights(normal []map[string]string, blocked tally) Weights {
	if m.plan.Weights != nil {
		return *m.plan.Weights
	}
	n := float64(len(normal))
	return m.learn(evidence{blocked: blocked.patterns(), sample: m.sample(normal).patterns(), pairs: n * (n - 1) / 2})
}

func (m *Matcher) normalise(records []Record) []map[string]string {
	normal := make([]map[string]string, len(records))
	for i := range records {
		normal[i] = make(map[string]string, len(records[i].Fields))
		for name, text := range records[i].Fields {
			normal[i][name] = normalise(text)
		}
	}
	return normal
}

func (m *Matcher) levels(x, y map[string]string) [MaxFields]Level {
	var levels [MaxFields]Level
	for i, f := range m.plan.Fields {
		levels[i] = f.By.compare(x[f.Name], y[f.Name])
	}
	return levels
}

func (w Weights) pair(a, b string, levels *[MaxFields]Level) Pair {
	p := Pair{A: a, B: b, Prior: shown(w.priorBits()), Steps: make([]Step, len(w.Fields))}
	p.Bits = p.Prior
	for i, f := range w.Fields {
		p.Steps[i] = Step{Field: f.Field, Level: levels[i], Bits: shown(f.bits(levels[i]))}
		p.Bits += p.Steps[i].Bits
	}
	p.Bits = shown(p.Bits)
	p.Probability = shown(probability(p.Bits))
	return p
}

// shown rounds to six decimals, so that what is shown adds up and is the same on
// every machine.
func shown(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// groups joins records that are linked, directly or through others.
type groups []int

func newGroups(n int) groups {
	g := make(groups, n)
	for i := range g {
		g[i] = i
	}
	return g
}

func (g groups) root(i int) int {
	for g[i] != i {
		g[i] = g[g[i]]
		i = g[i]
	}
	return i
}

func (g groups) join(i, j int) {
	i, j = g.root(i), g.root(j)
	g[max(i, j)] = min(i, j)
}

func (g groups) clusters(records []Record) []Cluster {
	members := map[int]Cluster{}
	for i := range g {
		members[g.root(i)] = append(members[g.root(i)], records[i].ID)
	}
	clusters := []Cluster{}
	for i := range g {
		if c := members[i]; g.root(i) == i && len(c) > 1 {
			clusters = append(clusters, c)
		}
	}
	return clusters
}
