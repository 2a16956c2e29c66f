package guidance_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/guidance"
)

var eur, day = salesdesk.MustAmount, calendar.MustDate

// sold is a won record of one piece of 100.00.
func sold(customer, net string) guidance.Record {
	return guidance.Record{
		ID: customer + " at " + net, Date: day("2026-03-01"), Customer: customer, Segment: "contractor", SKU: "DRILL",
		Quantity: eur("1"), List: eur("100.00"), Net: eur(net), Outcome: guidance.Won,
	}
}

func pieces(r guidance.Record, quantity string) guidance.Record {
	r.Quantity = eur(quantity)
	return r
}

func lost(r guidance.Record) guidance.Record {
	r.Outcome = guidance.Lost
	return r
}

// five are what five contractors paid for one drill, the last for ninety.
func five() []guidance.Record {
	return []guidance.Record{sold("C1", "80"), sold("C2", "84"), sold("C3", "90"), sold("C4", "92"), pieces(sold("C5", "78"), "90")}
}

func asks() guidance.Question {
	cost := eur("60")
	return guidance.Question{
		Date: day("2026-04-20"), Currency: salesdesk.EUR, Customer: "C9", Segment: "contractor", SKU: "DRILL",
		Quantity: eur("1"), List: eur("110.00"), Cost: &cost,
	}
}

func guide(t testing.TB, p guidance.Policy, q guidance.Question, records []guidance.Record) guidance.Guide {
	t.Helper()
	g, err := p.Guide(q, records)
	require.NoError(t, err)
	return g
}

func TestTargetAndStretchFollowTodaysList(t *testing.T) {
	tests := []struct {
		quantile        guidance.Quantile
		target, stretch string
	}{
		{guidance.Type1, "84.000000", "90.000000"},
		{guidance.Type7, "84.000000", "90.000000"},
		{guidance.Weighted, "78.000000", "78.000000"}, // ninety of 94 drills went at 78
	}
	for _, tt := range tests {
		g := guide(t, guidance.Policy{Quantile: tt.quantile, MinMargin: eur("0.2")}, asks(), five())
		require.NotNil(t, g.Like.Target, tt.quantile)
		percent := func(l *guidance.Level) string { return l.Ratio.Shift(2).StringFixed(6) }
		assert.Equal(t, tt.target, percent(g.Like.Target), tt.quantile)
		assert.Equal(t, tt.stretch, percent(g.Like.Stretch), tt.quantile)
		assert.True(t, g.Like.Target.Price.Equal(salesdesk.Amount{Decimal: g.Like.Target.Ratio.Mul(eur("110").Decimal)}))
		assert.Equal(t, "75.00", g.Floor.String(), "60 ÷ 0.8")
		assert.Equal(t, guidance.Low, g.Like.Confidence)
		assert.Len(t, g.Like.Evidence, 5)
	}
}

// The percentiles are those of the reference: .9 of 1…10 is 9 of type 1 and 9.1 of type 7.
func TestPercentilesByType(t *testing.T) {
	var records []guidance.Record
	for i := range 10 {
		records = append(records, sold(fmt.Sprint("C", i+10), fmt.Sprint(i+1)))
	}
	for quantile, want := range map[guidance.Quantile][2]string{guidance.Type1: {"0.050000", "0.090000"}, guidance.Type7: {"0.055000", "0.091000"}} {
		at := eur("0.9")
		g := guide(t, guidance.Policy{Quantile: quantile, StretchAt: &at}, asks(), records)
		assert.Equal(t, want, [2]string{g.Like.Target.Ratio.String(), g.Like.Stretch.Ratio.String()}, quantile)
	}
	top, bottom := eur("1"), eur("0")
	for _, quantile := range []guidance.Quantile{guidance.Weighted, guidance.Type1, guidance.Type7} {
		assert.Equal(t, "0.100000", guide(t, guidance.Policy{Quantile: quantile, StretchAt: &top}, asks(), records).Like.Stretch.Ratio.String())
		assert.Equal(t, "0.010000", guide(t, guidance.Policy{Quantile: quantile, StretchAt: &bottom}, asks(), records).Like.Stretch.Ratio.String())
	}
}

func TestFloorRaisesWhatLiesBelowIt(t *testing.T) {
	q := asks()
	cost := eur("95")
	q.Cost = &cost
	g := guide(t, guidance.Policy{Quantile: guidance.Type1, MinMargin: eur("0.05")}, q, five())
	assert.Equal(t, "100.00", g.Floor.String())
	assert.True(t, g.Like.Target.Raised)
	assert.Equal(t, "100.00", g.Like.Target.Price.String(), "92.40 would lose")
	third := eur("0.3333")
	q.Cost = &third
	assert.Equal(t, "0.34", guide(t, guidance.Policy{}, q, nil).Floor.String(), "rounded up")
	q.Cost = nil
	assert.Nil(t, guide(t, guidance.Policy{}, q, five()).Floor)
}

func TestTooFewSayNothing(t *testing.T) {
	tests := []struct {
		name    string
		records []guidance.Record
		n       int
	}{
		{"four records", five()[:4], 4},
		{"five records of two customers", []guidance.Record{sold("C1", "80"), sold("C1", "81"), sold("C1", "82"), sold("C2", "80"), sold("C2", "81")}, 5},
		{"lost ones accepted nothing", append(five()[:4], lost(sold("C5", "70"))), 4},
		{"nothing", nil, 0},
	}
	for _, tt := range tests {
		g := guide(t, guidance.Policy{}, asks(), tt.records)
		assert.Equal(t, guidance.TooFew, g.Like.Confidence, tt.name)
		assert.Nil(t, g.Like.Target, tt.name)
		assert.Nil(t, g.Like.Stretch, tt.name)
		assert.Empty(t, g.Like.Evidence, tt.name)
		assert.Equal(t, tt.n, g.Like.Records, tt.name)
	}
}

func TestConfidenceGrowsWithTheRecords(t *testing.T) {
	var records []guidance.Record
	for n := 1; n <= 20; n++ {
		records = append(records, sold(fmt.Sprint("C", n+10), "80"))
		want := guidance.TooFew
		switch {
		case n >= 20:
			want = guidance.High
		case n >= 10:
			want = guidance.Medium
		case n >= 5:
			want = guidance.Low
		}
		assert.Equal(t, want, guide(t, guidance.Policy{}, asks(), records).Like.Confidence, n)
	}
}

func TestLikeCustomersAreOfTheSegmentAndTheBand(t *testing.T) {
	records := five()
	for i := range records {
		records = append(records, pieces(sold(records[i].Customer, "70"), "10"))
	}
	other := sold("C6", "10")
	other.Segment = "gardener"
	old, tomorrow, nail := sold("C7", "10"), sold("C7", "10"), sold("C7", "10")
	old.Date, tomorrow.Date, nail.SKU = day("2024-04-19"), day("2026-04-21"), "NAIL"
	records = append(records, other, old, tomorrow, nail, sold("C9", "10"))
	policy := guidance.Policy{Quantities: []salesdesk.Amount{eur("10"), eur("50")}}
	q := asks()
	q.Quantity = eur("49")
	g := guide(t, policy, q, records)
	assert.Equal(t, guidance.SameBand, g.Like.Basis)
	assert.Equal(t, 5, g.Like.Records)
	assert.Equal(t, "0.700000", g.Like.Target.Ratio.String())
	q.Quantity = eur("50")
	g = guide(t, policy, q, records)
	assert.Equal(t, guidance.AnyQuantity, g.Like.Basis, "one record of fifty and more")
	assert.Equal(t, 10, g.Like.Records)
}

func TestOwnHistoryAndLastPrice(t *testing.T) {
	var records []guidance.Record
	for i, net := range []string{"85", "84", "83", "82", "81"} {
		r := sold("C9", net)
		r.Date = day("2026-01-01").AddDays(i)
		records = append(records, r)
	}
	later, refused := sold("C9", "50"), lost(sold("C9", "60"))
	later.Date, refused.Date = day("2026-04-21"), day("2026-04-19")
	records = append(records, later, refused)
	g := guide(t, guidance.Policy{}, asks(), records)
	assert.Equal(t, "0.830000", g.Own.Target.Ratio.String())
	assert.Equal(t, "0.840000", g.Own.Stretch.Ratio.String())
	assert.Equal(t, 1, g.Own.Customers)
	assert.Equal(t, "81", g.Last.Net.String())
	_, ok := guidance.LastPrice(records, "C8", "DRILL", day("2026-04-20"))
	assert.False(t, ok)
	again := sold("C9", "79")
	again.Date = day("2026-01-05")
	last, ok := guidance.LastPrice(append(records, again), "C9", "DRILL", day("2026-01-05"))
	assert.True(t, ok)
	assert.Equal(t, "79", last.Net.String(), "of one day the last in the list")
}

func TestWinRatesByDiscount(t *testing.T) {
	var records []guidance.Record
	for range 3 {
		records = append(records, sold("C1", "95"), lost(sold("C2", "95.01")), lost(sold("C3", "95")))
	}
	records = append(records, sold("C1", "79"), sold("C1", "101"))
	var rows []string
	for _, w := range guide(t, guidance.Policy{}, asks(), records).WinRates {
		rate := "-"
		if w.Rate != nil {
			rate = w.Rate.String()
		}
		rows = append(rows, fmt.Sprint(w.Won, " ", w.Lost, " ", rate))
	}
	assert.Equal(t, []string{"1 3 -", "3 3 0.500000", "0 0 -", "0 0 -", "1 0 -"}, rows)
}

// Whatever the records, the stretch is no lower than the target, both lie among the
// ratios accepted, and neither is below the floor.
func TestLevelsLieAmongTheRatios(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		policy := guidance.Policy{Quantile: rapid.SampledFrom([]guidance.Quantile{guidance.Weighted, guidance.Type1, guidance.Type7}).Draw(t, "quantile")}
		var records []guidance.Record
		low, high := int64(1000), int64(0)
		for i := range rapid.IntRange(5, 40).Draw(t, "records") {
			net := rapid.Int64Range(1, 120).Draw(t, "net")
			low, high = min(low, net), max(high, net)
			records = append(records, pieces(sold(fmt.Sprint("C", i%7+20), fmt.Sprint(net)), fmt.Sprint(rapid.IntRange(1, 500).Draw(t, "quantity"))))
		}
		g, err := policy.Guide(asks(), records)
		require.NoError(t, err)
		target, stretch := g.Like.Target, g.Like.Stretch
		assert.False(t, stretch.Ratio.LessThan(target.Ratio.Decimal))
		assert.False(t, target.Ratio.Shift(2).LessThan(eur(fmt.Sprint(low)).Decimal))
		assert.False(t, stretch.Ratio.Shift(2).GreaterThan(eur(fmt.Sprint(high)).Decimal))
		assert.False(t, target.Price.LessThan(g.Floor.Decimal))
		mixed, err := policy.Guide(asks(), rapid.Permutation(records).Draw(t, "mixed"))
		require.NoError(t, err)
		assert.Equal(t, target, mixed.Like.Target)
		assert.Equal(t, stretch, mixed.Like.Stretch)
	})
}

func TestGuideNamesEveryProblem(t *testing.T) {
	at, cost := eur("1.1"), eur("-1")
	_, err := guidance.Policy{
		Months: -1, MinRecords: -1, MinCustomers: -1, Quantities: []salesdesk.Amount{eur("5"), eur("5")}, Quantile: "type_9", MinMargin: eur("1"), StretchAt: &at,
	}.Guide(guidance.Question{Currency: salesdesk.EUR, Cost: &cost}, []guidance.Record{{Net: eur("-1")}})
	assert.EqualError(t, err, "policy.months: min (1); policy.min_records: min (1); policy.min_customers: min (1); policy.quantities[1]: order (5); "+
		"policy.quantile: one_of (type_1 type_7); policy.min_margin: max (1); policy.stretch_at: max (1); "+
		"question.date: required; question.quantity: min (0); question.list: min (0); question.cost: min (0); "+
		"records[0].date: required; records[0].quantity: min (0); records[0].list: min (0); records[0].net: min (0); records[0].outcome: one_of (won lost)")
	_, err = guidance.Policy{Discounts: make([]salesdesk.Amount, guidance.MaxBands+1)}.Guide(asks(), nil)
	assert.EqualError(t, err, "policy.discounts: length (50)")
	_, err = guidance.Policy{}.Guide(asks(), make([]guidance.Record, guidance.MaxRecords+1))
	assert.EqualError(t, err, "records: length (1000000)")
}

func ExamplePolicy_Guide() {
	cost := eur("60")
	g, err := guidance.Policy{Quantile: guidance.Type1, MinMargin: eur("0.20")}.Guide(guidance.Question{
		Date: day("2026-04-20"), Currency: salesdesk.EUR, Customer: "C9", Segment: "contractor", SKU: "DRILL",
		Quantity: eur("1"), List: eur("110.00"), Cost: &cost,
	}, five())
	fmt.Println("floor", g.Floor, "target", g.Like.Target.Price, "stretch", g.Like.Stretch.Price, "-", g.Like.Records, "records,", g.Like.Confidence, err)
	// Output: floor 75.00 target 92.40 stretch 99.00 - 5 records, low <nil>
}

func ExampleLastPrice() {
	last, ok := guidance.LastPrice(five(), "C3", "DRILL", day("2026-04-20"))
	fmt.Println(last.Net, last.Date, ok)
	// Output: 90 2026-03-01 true
}
