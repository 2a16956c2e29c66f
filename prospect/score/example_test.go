package score_test

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/interne-sales/salesdesk/prospect/score"
)

// Whom to call next: the most promising first, with why, and what to ask.
func ExampleCompile() {
	scorer, err := score.Compile(score.Model{
		ID: "call", Version: 1, Groups: []score.Group{{ID: "fit"}, {ID: "engagement", Cap: 40 * score.Point}},
		Rules: []score.Rule{
			{ID: "roofers", Group: "fit", Points: 30 * score.Point, Attribute: "segment", In: []string{"roofer"}},
			{ID: "asked", Group: "engagement", Points: 20 * score.Point, Event: "quote_requested", HalfLifeDays: 30},
		},
		Grades: []score.Grade{{Name: "A", From: 40 * score.Point}, {Name: "B"}},
	})
	if err != nil {
		panic(err)
	}
	now := time.Date(2026, 5, 8, 9, 0, 0, 0, time.UTC)
	var list []score.Score
	for _, facts := range []score.Facts{
		{Subject: "Joinery", Events: []score.Event{{Kind: "quote_requested", At: now}}},
		{Subject: "Roofs", Attributes: map[string]string{"segment": "roofer"}, Events: []score.Event{{Kind: "quote_requested", At: now.AddDate(0, 0, -30)}}},
	} {
		s, err := scorer.Score(facts, now)
		if err != nil {
			panic(err)
		}
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b score.Score) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), cmp.Compare(a.Subject, b.Subject))
	})
	for _, s := range list {
		fmt.Println(s.Subject, s.Points, s.Grade)
		for _, f := range s.Factors {
			fmt.Println("  ", f.Points, "by", f.Rule)
		}
		for _, g := range s.Gaps {
			fmt.Println("   ask", g.Name)
		}
	}
	// Output:
	// Roofs 40 A
	//    30 by roofers
	//    10 by asked
	// Joinery 20 B
	//    20 by asked
	//    ask segment
}
