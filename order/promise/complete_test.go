package promise_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/promise"
)

// together are a pump in stock, asked for on 4 May, and a valve that comes on 7 May.
func together(policy promise.Policy) promise.Request {
	return promise.Request{
		Policy: policy, Complete: true,
		Demands: []promise.Demand{
			{Line: "1", SKU: "pump", Quantity: amount("2"), Requested: day("2026-05-04")},
			{Line: "2", SKU: "valve", Quantity: amount("4"), Deliveries: 2},
		},
		Supplies: []promise.Supply{
			{SKU: "pump", OnHand: amount("5")},
			{SKU: "valve", OnHand: amount("1"), Incoming: []promise.Incoming{{Date: day("2026-05-07"), Quantity: amount("9")}}},
		},
	}
}

func TestAllLinesComeOnTheDayOfTheLast(t *testing.T) {
	plan, err := promise.Make(together(promise.Move), logistics(t), at(t, "2026-04-28 11:00"))
	require.NoError(t, err)
	for _, p := range plan.Promises {
		assert.Equal(t, day("2026-05-11"), p.Date, p.Line) // Thursday the 7th, picked on the 8th, on the road
		assert.Empty(t, p.Parts, "one delivery")
	}
	pump, valve := plan.Promises[0], plan.Promises[1]
	assert.Equal(t, promise.ByComplete, pump.Binding)
	assert.Equal(t, day("2026-05-07"), pump.Ready, "it is set aside no sooner than it must be")
	assert.Equal(t, promise.ByIncoming, valve.Binding)
	assert.Equal(t, []promise.Finding{{Kind: promise.FindingMoved, Line: "1", Date: day("2026-05-11"), Limit: day("2026-05-04")}}, plan.Findings)
}

func TestADayThatTheOtherLinesCannotMeetIsRefused(t *testing.T) {
	plan, err := promise.Make(together(promise.Refuse), logistics(t), at(t, "2026-04-28 11:00"))
	var late promise.LateError
	require.ErrorAs(t, err, &late)
	assert.Equal(t, promise.LateError{Line: "1", Requested: day("2026-05-04"), Earliest: day("2026-05-11"), Binding: promise.ByComplete}, late)
	assert.Empty(t, plan.Promises, "all of it or nothing")
}

func TestWhereALineCannotBeHadNothingIsPromisedTogether(t *testing.T) {
	request := together(promise.Move)
	request.Supplies = request.Supplies[:1]
	plan, err := promise.Make(request, logistics(t), at(t, "2026-04-28 11:00"))
	var none promise.UnavailableError
	require.ErrorAs(t, err, &none)
	assert.Equal(t, promise.Plan{}, plan)
}

// One delivery is as early as its latest line alone, and no later.
func TestACompleteDeliveryIsOnOneDayAndNoLaterThanItsLastLine(t *testing.T) {
	l := everyday(t)
	noon := at(t, first+" 12:00")
	rapid.Check(t, func(t *rapid.T) {
		supply, _ := drawSupply(t)
		commitments, _ := drawCommitments(t)
		lead := rapid.IntRange(0, 25).Draw(t, "lead")
		supply.LeadDays, supply.Multiple = &lead, pieces(rapid.IntRange(0, 5).Draw(t, "multiple"))
		request := promise.Request{Supplies: []promise.Supply{supply}, Commitments: commitments}
		for i, q := range rapid.SliceOfN(rapid.IntRange(1, 8), 1, 5).Draw(t, "demands") {
			d := promise.Demand{Line: fmt.Sprint(i), SKU: "A", Quantity: pieces(q)}
			if asked := rapid.IntRange(-1, 22).Draw(t, "requested"); asked >= 0 {
				d.Requested = day(first).AddDays(asked)
			}
			request.Demands = append(request.Demands, d)
		}
		apart, err := promise.Make(request, l, noon)
		require.NoError(t, err)
		request.Complete = true
		plan, err := promise.Make(request, l, noon)
		require.NoError(t, err)
		var last calendar.Date
		for _, p := range apart.Promises {
			if p.Date.After(last) {
				last = p.Date
			}
		}
		for _, p := range plan.Promises {
			require.Equal(t, last, p.Date, p.Line)
		}
	})
}

// 2.5 in stock and 3.5 to come of an article that goes by whole units are parts of 2 and 4,
// then the rest; of one that is cut, 2.5 and 3.5.
func TestPartsAreWholeUnitsWhereTheLineGoesByThem(t *testing.T) {
	for _, test := range []struct {
		whole bool
		want  []string
	}{{true, []string{"2", "4", "1"}}, {false, []string{"2.5", "3.5", "1.0"}}} {
		plan, err := promise.Make(promise.Request{
			Demands: []promise.Demand{{Line: "1", SKU: "A", Quantity: amount("7"), Deliveries: 4, Whole: test.whole}},
			Supplies: []promise.Supply{{SKU: "A", OnHand: amount("2.5"), Incoming: []promise.Incoming{
				{Date: day("2026-05-07"), Quantity: amount("3.5")}, {Date: day("2026-05-20"), Quantity: amount("9")},
			}}},
		}, logistics(t), at(t, "2026-04-28 11:00"))
		require.NoError(t, err)
		var got []string
		for _, part := range plan.Promises[0].Parts {
			got = append(got, part.Quantity.String())
		}
		assert.Equal(t, test.want, got)
	}
}
