package bench_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"github.com/interne-sales/salesdesk/prospect/score"
)

// One prospect by twenty rules: ours with every factor, expr with the points alone.

func BenchmarkScoreSalesdesk(b *testing.B) {
	m := score.Model{ID: "m", Version: 1, Groups: []score.Group{{ID: "fit"}}}
	facts := score.Facts{Subject: "p", Attributes: map[string]string{}}
	for i := range 20 {
		name := fmt.Sprint("a", i)
		m.Rules = append(m.Rules, score.Rule{ID: name, Group: "fit", Points: 1000, Attribute: name, In: []string{"yes"}})
		facts.Attributes[name] = "yes"
	}
	s, err := score.Compile(m)
	if err != nil {
		b.Fatal(err)
	}
	at := time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Score(facts, at); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkScoreExpr(b *testing.B) {
	facts, programs := map[string]any{}, make([]*vm.Program, 20)
	for i := range programs {
		name := fmt.Sprint("a", i)
		facts[name] = "yes"
		program, err := expr.Compile(name+` in ["yes"] ? 1 : 0`, expr.AsInt())
		if err != nil {
			b.Fatal(err)
		}
		programs[i] = program
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range programs {
			if _, err := expr.Run(p, facts); err != nil {
				b.Fatal(err)
			}
		}
	}
}
