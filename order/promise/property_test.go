package promise_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/promise"
)

// first is the Tuesday on which all orders of the properties are taken. Every day is one
// of work, so that a day of the shelf is a day of the wall.
const first = "2026-06-02"

func everyday(t require.TestingT) promise.Logistics {
	return promise.Logistics{Workdays: on(t, nil, 0, 1, 2, 3, 4, 5, 6)}
}

// ledger is the slow and readable oracle: quantities by day, counted from first.
type ledger [40]int

func (l ledger) until(day int) (sum int) {
	for d := 0; d <= day; d++ {
		sum += l[d]
	}
	return sum
}

// available is the least that supply exceeds demand by, from a day on.
func available(supply, demand ledger, day int) int {
	least := supply.until(day) - demand.until(day)
	for d := day; d < len(supply); d++ {
		least = min(least, supply.until(d)-demand.until(d))
	}
	return least
}

// shortages are by how much demand exceeds supply on each day.
func shortages(supply, demand ledger) (by ledger) {
	for d := range by {
		by[d] = max(0, demand.until(d)-supply.until(d))
	}
	return by
}

func drawSupply(t *rapid.T) (promise.Supply, ledger) {
	s, l := promise.Supply{SKU: "A"}, ledger{}
	l[0] = rapid.IntRange(0, 12).Draw(t, "on hand")
	s.OnHand = pieces(l[0])
	for range rapid.IntRange(0, 5).Draw(t, "deliveries") {
		d, q := rapid.IntRange(0, 20).Draw(t, "day"), rapid.IntRange(0, 9).Draw(t, "quantity")
		l[d] += q
		s.Incoming = append(s.Incoming, promise.Incoming{Date: day(first).AddDays(d), Quantity: pieces(q)})
	}
	return s, l
}

func drawCommitments(t *rapid.T) (list []promise.Commitment, l ledger) {
	for i := range rapid.IntRange(0, 6).Draw(t, "commitments") {
		d, q := rapid.IntRange(0, 24).Draw(t, "promised"), rapid.IntRange(1, 6).Draw(t, "committed")
		l[d] += q
		list = append(list, promise.Commitment{
			Order: fmt.Sprint("O", i), Line: "1", SKU: "A", Quantity: pieces(q), Promised: day(first).AddDays(d),
			Priority: rapid.IntRange(0, 2).Draw(t, "priority"), Reserved: rapid.Bool().Draw(t, "reserved"),
		})
	}
	return list, l
}

// Each line gets the very first day on which the oracle has it free, so that nothing is
// promised beyond supply by any day, and nothing later than it could be.
func TestEveryDateIsTheEarliestThatSupplyAllows(t *testing.T) {
	l := everyday(t)
	noon := at(t, first+" 12:00")
	rapid.Check(t, func(t *rapid.T) {
		supply, there := drawSupply(t)
		commitments, wanted := drawCommitments(t)
		request := promise.Request{Supplies: []promise.Supply{supply}, Commitments: commitments}
		quantities := rapid.SliceOfN(rapid.IntRange(1, 8), 1, 5).Draw(t, "demands")
		var want []string
		for i, q := range quantities {
			d := promise.Demand{Line: fmt.Sprint(i), SKU: "A", Quantity: pieces(q)}
			asked := rapid.IntRange(-1, 22).Draw(t, "requested")
			if asked >= 0 {
				d.Requested = day(first).AddDays(asked)
			}
			request.Demands = append(request.Demands, d)
			for on := max(0, asked); on < len(there); on++ {
				if available(there, wanted, on) >= q {
					wanted[on] += q
					want = append(want, fmt.Sprint(i, " ", day(first).AddDays(on)))
					break
				}
			}
		}
		plan, _ := promise.Make(request, l, noon)
		var got []string
		for _, p := range plan.Promises {
			got = append(got, fmt.Sprint(p.Line, " ", p.Date))
		}
		require.Equal(t, want, got)
	})
}

// Parts sum to the line, come one after the other and are no more than the customer
// takes. Whatever is bought, no day lacks more than it did.
func TestPartsAreNeverBeyondSupply(t *testing.T) {
	l := everyday(t)
	noon := at(t, first+" 12:00")
	rapid.Check(t, func(t *rapid.T) {
		supply, there := drawSupply(t)
		commitments, wanted := drawCommitments(t)
		q := rapid.IntRange(1, 30).Draw(t, "quantity")
		most := rapid.IntRange(1, 4).Draw(t, "most")
		lead := rapid.IntRange(0, 25).Draw(t, "lead")
		supply.LeadDays, supply.Multiple = &lead, pieces(rapid.IntRange(0, 5).Draw(t, "multiple"))
		plan, err := promise.Make(promise.Request{
			Demands:  []promise.Demand{{Line: "1", SKU: "A", Quantity: pieces(q), Deliveries: most}},
			Supplies: []promise.Supply{supply}, Commitments: commitments,
		}, l, noon)
		require.NoError(t, err)
		lacking := shortages(there, wanted)
		for _, p := range plan.Purchases {
			there[lead] += int(p.Quantity.IntPart())
		}
		p := plan.Promises[0]
		require.LessOrEqual(t, len(p.Parts), most)
		parts := p.Parts
		if parts == nil {
			parts = []promise.Part{{Quantity: pieces(q), Date: p.Date, Ready: p.Ready}}
		}
		total := 0
		for i, part := range parts {
			n, on := int(part.Quantity.IntPart()), day(first).DaysUntil(part.Ready)
			require.Positive(t, n)
			require.True(t, i == 0 || part.Date.After(parts[i-1].Date))
			wanted[on] += n
			total += n
		}
		for d, now := range shortages(there, wanted) {
			require.LessOrEqual(t, now, lacking[d])
		}
		require.Equal(t, q, total)
		require.Equal(t, p.Date, parts[len(parts)-1].Date)
	})
}

// The order of supplies and commitments changes no byte, of a plan or of an impact.
func TestTheOrderOfSuppliesAndCommitmentsDoesNotMatter(t *testing.T) {
	l := everyday(t)
	noon := at(t, first+" 12:00")
	rapid.Check(t, func(t *rapid.T) {
		supply, _ := drawSupply(t)
		commitments, _ := drawCommitments(t)
		other := promise.Supply{SKU: "B", OnHand: pieces(3)}
		d := promise.Disruption{
			Supplies: []promise.Supply{supply, other}, Commitments: commitments, Delays: []promise.Delay{{SKU: "A", Until: day("2026-06-09")}},
			Rank:     rapid.SampledFrom([]promise.Rank{promise.ByDate, promise.ByPriority}).Draw(t, "rank"),
			Fairness: rapid.SampledFrom([]promise.Fairness{promise.FirstCome, promise.ProRata}).Draw(t, "fairness"),
		}
		request := promise.Request{Demands: []promise.Demand{{Line: "1", SKU: "A", Quantity: pieces(2)}}, Supplies: d.Supplies, Commitments: commitments}
		impact, err := promise.Assess(d, l, noon)
		require.NoError(t, err)
		plan, unavailable := promise.Make(request, l, noon)

		supply.Incoming = rapid.Permutation(supply.Incoming).Draw(t, "incoming")
		d.Supplies = []promise.Supply{other, supply}
		d.Commitments = rapid.Permutation(commitments).Draw(t, "order")
		again, err := promise.Assess(d, l, noon)
		require.NoError(t, err)
		require.Equal(t, impact, again)
		request.Supplies, request.Commitments = d.Supplies, d.Commitments
		replan, err := promise.Make(request, l, noon)
		require.Equal(t, unavailable, err)
		require.Equal(t, plan.Promises, replan.Promises)
	})
}

// Whoever is not among the effects is served in full by his day, and all that is on time
// together is never beyond supply.
func TestNobodyIsLateUnsaid(t *testing.T) {
	l := everyday(t)
	noon := at(t, first+" 12:00")
	rapid.Check(t, func(t *rapid.T) {
		supply, there := drawSupply(t)
		commitments, _ := drawCommitments(t)
		d := promise.Disruption{
			Supplies: []promise.Supply{supply}, Commitments: commitments, Delays: []promise.Delay{{SKU: "A", Until: day(first).AddDays(30)}},
			Rank:     rapid.SampledFrom([]promise.Rank{promise.ByDate, promise.ByPriority}).Draw(t, "rank"),
			Fairness: rapid.SampledFrom([]promise.Fairness{promise.FirstCome, promise.ProRata}).Draw(t, "fairness"),
		}
		there[0] -= int(supply.OnHand.IntPart())
		there[30] += int(supply.OnHand.IntPart())
		impact, err := promise.Assess(d, l, noon)
		require.NoError(t, err)
		late := map[string]promise.Effect{}
		for _, e := range impact.Effects {
			late[e.Order] = e
			require.True(t, e.Date.IsZero() || e.Date.After(e.Promised))
		}
		var wanted ledger
		for _, c := range commitments {
			e, isLate := late[c.Order]
			onTime := c.Quantity
			if isLate {
				onTime = e.OnTime
			}
			wanted[day(first).DaysUntil(c.Promised)] += int(onTime.IntPart())
		}
		require.GreaterOrEqual(t, available(there, wanted, 0), 0)
		short, all := 0, 0
		for _, c := range commitments {
			short += int(late[c.Order].Short.IntPart())
			all += int(c.Quantity.IntPart())
		}
		require.Equal(t, max(0, all-there.until(39)), short, "nothing lies unused that could serve somebody")
	})
}

// Forward from just before a deadline makes the day, from the deadline on it does not.
func TestADeadlineIsTheLastInstant(t *testing.T) {
	week := workdays(t)
	some := rapid.SampledFrom([]*calendar.Calendar{
		nil, on(t, nil, 1, 3, 5), on(t, nil, 2, 3, 4), on(t, nil, 1, 2, 3, 4, 5, 6), on(t, calendar.Belgium(2026, 2026), 1, 3, 4),
	})
	zone := brussels(t)
	rapid.Check(t, func(t *rapid.T) {
		clock := rapid.SampledFrom([]calendar.Clock{0, calendar.At(10, 30), calendar.At(15, 0)})
		l := promise.Logistics{
			Workdays: week, Cutoff: clock.Draw(t, "cutoff"), HandlingDays: rapid.IntRange(0, 2).Draw(t, "handling"),
			Carrier: promise.Carrier{
				Days: some.Draw(t, "carrier"), Cutoff: clock.Draw(t, "carrier cutoff"), TransitDays: rapid.IntRange(0, 2).Draw(t, "transit"),
			},
			Receiving: some.Draw(t, "customer"),
		}
		date := day("2026-06-01").AddDays(rapid.IntRange(0, 20).Draw(t, "date"))
		supply := promise.Supply{SKU: "A", OnHand: pieces(1)}
		if lead := rapid.IntRange(-1, 4).Draw(t, "lead"); lead >= 0 {
			supply.OnHand, supply.LeadDays = pieces(0), &lead
		}
		deadline, err := l.OrderBy(date, supply)
		require.NoError(t, err)
		delivered := func(at time.Time) calendar.Date {
			plan, err := promise.Make(promise.Request{Demands: []promise.Demand{{Line: "1", SKU: "A", Quantity: pieces(1)}}, Supplies: []promise.Supply{supply}}, l, at)
			require.NoError(t, err)
			return plan.Promises[0].Date
		}
		require.False(t, delivered(deadline.Before.Add(-time.Nanosecond)).After(date))
		require.True(t, delivered(deadline.Before.In(zone)).After(date))
		require.False(t, deadline.Steps[len(deadline.Steps)-1].Date.After(date))
	})
}

// many are n demands beside n commitments and 1,000 deliveries of one article.
func many(n int) promise.Request {
	r := promise.Request{Supplies: []promise.Supply{{SKU: "A", OnHand: pieces(n)}}}
	for i := range promise.MaxIncoming {
		r.Supplies[0].Incoming = append(r.Supplies[0].Incoming, promise.Incoming{Date: day(first).AddDays(i), Quantity: pieces(n / 200)})
	}
	for i := range n {
		r.Demands = append(r.Demands, promise.Demand{Line: fmt.Sprint(i), SKU: "A", Quantity: pieces(1 + i%3), Requested: day(first).AddDays(i % 900)})
		r.Commitments = append(r.Commitments, promise.Commitment{Order: "O", Line: fmt.Sprint(i), SKU: "A", Quantity: pieces(1 + i%2), Promised: day(first).AddDays(i * 7 % 900)})
	}
	return r
}

func BenchmarkMake(b *testing.B) {
	l := everyday(b)
	noon := at(b, first+" 12:00")
	for _, n := range []int{1_000, 10_000} {
		r := many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				_, err := promise.Make(r, l, noon)
				assert.NoError(b, err)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/demand")
		})
	}
}

func BenchmarkAssess(b *testing.B) {
	l := everyday(b)
	noon := at(b, first+" 12:00")
	for _, n := range []int{1_000, 10_000} {
		r := many(n)
		d := promise.Disruption{Supplies: r.Supplies, Commitments: r.Commitments, Delays: []promise.Delay{{SKU: "A"}}}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				_, err := promise.Assess(d, l, noon)
				assert.NoError(b, err)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/commitment")
		})
	}
}
