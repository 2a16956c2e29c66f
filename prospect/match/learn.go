package match

import (
	"cmp"
	"math"
	"slices"
)

// Weights are what was learned of the records: how probable it is that two of
// them match at all, and for every field how often each level occurs among
// matches (M) and among others (U). Keep them to match new records by the same
// measure: see [Plan].
type Weights struct {
	Prior  float64       `json:"prior"`
	Fields []FieldWeight `json:"fields"`
	Rounds int           `json:"rounds,omitempty"` // of expectation maximisation
}

// FieldWeight holds the frequencies of a field by level, from different to the same.
type FieldWeight struct {
	Field string    `json:"field"`
	M     []float64 `json:"m"`
	U     []float64 `json:"u"`
}

// Bounds of the learning: it stops when no figure moves more than epsilon. A
// level that was never seen is rare, not impossible: every level starts with the
// half of an observation.
const (
	maxRounds = 200
	epsilon   = 1e-7
	half      = 0.5
	strides   = 8 // samples of other pairs per record
)

// pattern is a combination of levels and how many pairs have it.
type pattern struct {
	levels [MaxFields]Level
	count  float64
}

// evidence is what the weights are learned from: the pairs that share a block,
// among which the matches are, and a sample of all pairs, since pairs that share
// a block agree more often than chance has it.
type evidence struct {
	blocked []pattern
	sample  []pattern
	pairs   float64 // of all records
}

// learn estimates the weights from the patterns alone. The start is the same for
// every data set: matches mostly agree, others are as the sample is.
func (m *Matcher) learn(e evidence) Weights {
	w := m.start(e)
	for w.Rounds = 1; w.Rounds < maxRounds; w.Rounds++ {
		next := w.round(e)
		moved := w.distance(next)
		next.Rounds = w.Rounds
		w = next
		if moved < epsilon {
			break
		}
	}
	return w
}

func (m *Matcher) start(e evidence) Weights {
	w := Weights{Prior: min(0.5, 1/math.Sqrt(max(e.pairs, 4)))}
	for i, f := range m.plan.Fields {
		n := f.By.levels()
		field := FieldWeight{Field: f.Name, M: make([]float64, n), U: make([]float64, n)}
		for level := range n {
			field.M[level] = 0.1 / float64(n-1)
		}
		field.M[n-1] = 0.9
		for _, p := range e.sample {
			if level := p.levels[i]; level != Missing {
				field.U[level] += p.count
			}
		}
		toShares(field.U)
		w.Fields = append(w.Fields, field)
	}
	return w
}

// round is one step of expectation maximisation.
func (w Weights) round(e evidence) Weights {
	next := Weights{Fields: make([]FieldWeight, len(w.Fields))}
	for i, f := range w.Fields {
		next.Fields[i] = FieldWeight{Field: f.Field, M: make([]float64, len(f.M)), U: make([]float64, len(f.U))}
	}
	matches := w.share(e.blocked, func(f int, level Level, count, p float64) { next.Fields[f].M[level] += count * p })
	w.share(e.sample, func(f int, level Level, count, p float64) { next.Fields[f].U[level] += count * (1 - p) })
	next.Prior = (matches + half) / (e.pairs + 2*half)
	for f := range next.Fields {
		toShares(next.Fields[f].M)
		toShares(next.Fields[f].U)
	}
	return next
}

// share gives every level that is not missing with its pairs and their
// probability to match, and sums the matches expected.
func (w Weights) share(patterns []pattern, each func(field int, level Level, count, p float64)) (matches float64) {
	for i := range patterns {
		p := w.probability(&patterns[i].levels)
		matches += p * patterns[i].count
		for f := range w.Fields {
			if level := patterns[i].levels[f]; level != Missing {
				each(f, level, patterns[i].count, p)
			}
		}
	}
	return matches
}

func toShares(counts []float64) {
	sum := half * float64(len(counts))
	for _, c := range counts {
		sum += c
	}
	for i := range counts {
		counts[i] = (counts[i] + half) / sum
	}
}

func (w Weights) distance(other Weights) float64 {
	moved := math.Abs(w.Prior - other.Prior)
	for f := range w.Fields {
		for level := range w.Fields[f].M {
			moved = max(moved, math.Abs(w.Fields[f].M[level]-other.Fields[f].M[level]))
			moved = max(moved, math.Abs(w.Fields[f].U[level]-other.Fields[f].U[level]))
		}
	}
	return moved
}

// bits is the evidence of one field at a level: above 0 for a match.
func (f FieldWeight) bits(level Level) float64 {
	if level == Missing {
		return 0
	}
	return math.Log2(f.M[level] / f.U[level])
}

func (w Weights) priorBits() float64 { return math.Log2(w.Prior / (1 - w.Prior)) }

func (w Weights) probability(levels *[MaxFields]Level) float64 {
	bits := w.priorBits()
	for f := range w.Fields {
		bits += w.Fields[f].bits(levels[f])
	}
	return probability(bits)
}

func probability(bits float64) float64 { return 1 / (1 + math.Exp2(-bits)) }

// tally counts patterns.
type tally map[[MaxFields]Level]int

func (t tally) patterns() []pattern {
	patterns := make([]pattern, 0, len(t))
	for levels, n := range t {
		patterns = append(patterns, pattern{levels: levels, count: float64(n)})
	}
	slices.SortFunc(patterns, func(x, y pattern) int {
		return slices.CompareFunc(x.levels[:], y.levels[:], cmp.Compare[Level])
	})
	return patterns
}

// sample compares every record with a few that stand far from it in the list, as
// copies tend to stand together; of few records, all pairs.
func (m *Matcher) sample(normal []map[string]string) tally {
	counts := tally{}
	n := len(normal)
	if n <= 2*strides {
		for i := range n {
			for j := range i {
				counts[m.levels(normal[j], normal[i])]++
			}
		}
		return counts
	}
	for s := range strides {
		stride := 1 + (2*s+1)*n/(4*strides)
		for i := range n {
			counts[m.levels(normal[i], normal[(i+stride)%n])]++
		}
	}
	return counts
}
