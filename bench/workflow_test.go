package bench_test

import (
	"context"
	"testing"

	"github.com/looplab/fsm"
	"github.com/qmuntal/stateless"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// One transition with two guards that hold.

func BenchmarkDecideSalesdesk(b *testing.B) {
	yes := func(*workflow.Command, int) error { return nil }
	m := workflow.MustCompile(workflow.Definition[string, string, int]{
		ID: "d", Version: 1, Initial: "a", States: []workflow.State[string]{{Name: "a", Kind: workflow.Open}, {Name: "b", Kind: workflow.Final}},
		Transitions: []workflow.Transition[string, string, int]{{
			On: "go", From: []string{"a"}, To: "b",
			If: []*workflow.Guard[int]{{Name: "one", Test: yes}, {Name: "two", Test: yes}}, By: []salesdesk.Role{salesdesk.InsideSales},
		}},
	})
	cmd := &workflow.Command{ID: "c", Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Decide("a", "go", cmd, 1); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecideStateless(b *testing.B) {
	yes := func(context.Context, ...any) bool { return true }
	state := "a"
	m := stateless.NewStateMachineWithExternalStorage(
		func(context.Context) (stateless.State, error) { return state, nil },
		func(_ context.Context, s stateless.State) error { state, _ = s.(string); return nil },
		stateless.FiringImmediate,
	)
	m.Configure("a").Permit("go", "b", yes, yes)
	m.Configure("b").Permit("go", "a", yes, yes)
	b.ReportAllocs()
	for b.Loop() {
		if err := m.Fire("go"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecideFSM(b *testing.B) {
	yes := func(_ context.Context, e *fsm.Event) {
		if e.Event == "" {
			e.Cancel()
		}
	}
	m := fsm.NewFSM(
		"a", fsm.Events{{Name: "go", Src: []string{"a"}, Dst: "b"}, {Name: "back", Src: []string{"b"}, Dst: "a"}},
		fsm.Callbacks{"before_event": yes, "before_go": yes, "before_back": yes},
	)
	ctx := context.Background()
	b.ReportAllocs()
	next := "go"
	for b.Loop() {
		if err := m.Event(ctx, next); err != nil {
			b.Fatal(err)
		}
		if next == "go" {
			next = "back"
		} else {
			next = "go"
		}
	}
}
