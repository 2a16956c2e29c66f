package kpi_test

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/internal/shared"
	"github.com/interne-sales/salesdesk/kpi"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func day(s string) calendar.Date { return calendar.MustDate(s) }

func told(v kpi.Value) string {
	text := string(v.Status)
	for _, a := range []*salesdesk.Amount{v.Amount, v.Low, v.High} {
		if a != nil {
			text += " " + a.String()
		}
	}
	return text
}

func TestNetPromoterScore(t *testing.T) {
	for _, test := range []struct {
		promoters, passives, detractors int
		want                            string
	}{
		{60, 25, 15, "defined 45.0000 30.4976 59.5024"},
		{10, 0, 0, "degenerate 100.0000"},
		{0, 4, 0, "degenerate 0.0000"},
		{1, 0, 1, "defined 0.0000 -100.0000 100.0000"},
		{0, 0, 0, "no_facts"},
		{-1, 0, 2, "no_facts"},
	} {
		assert.Equal(t, test.want, told(kpi.NPS(test.promoters, test.passives, test.detractors).Score))
	}
}

func TestWilsonIntervals(t *testing.T) {
	for _, test := range []struct {
		successes, n int
		want         string
	}{
		{0, 10, "defined 0.00000000 0.00000000 0.27753280"},
		{7, 10, "defined 0.70000000 0.39677815 0.89220873"},
		{2, 199, "defined 0.01005025 0.00276048 0.03589759"},
		{0, 0, "no_facts"},
		{3, 2, "no_facts"},
	} {
		assert.Equal(t, test.want, told(kpi.Share(test.successes, test.n)))
	}
}

func TestGrowthAndRatios(t *testing.T) {
	assert.Equal(t, "undefined", told(kpi.Growth(amount("0"), amount("50"), 1)))
	assert.Equal(t, "defined 1.500000", told(kpi.Growth(amount("-100"), amount("50"), 2)))
	assert.Equal(t, "defined 0.892157", told(kpi.Ratio(amount("91"), amount("102"), 2)), "pooled, not the mean of ratios")
	assert.Equal(t, "undefined", told(kpi.Ratio(amount("1"), amount("0"), 2)))
}

func TestPriceVolumeMix(t *testing.T) {
	b, err := kpi.NewBridge([]kpi.Item{
		{ID: "A", OldQuantity: amount("100"), OldNet: amount("1000"), NewQuantity: amount("80"), NewNet: amount("960")},
		{ID: "B", OldQuantity: amount("50"), OldNet: amount("1000"), NewQuantity: amount("90"), NewNet: amount("1710")},
	}, 6)
	require.NoError(t, err)
	assert.Equal(t, []string{"266.666667", "333.333333", "70.000000", "670.000000"}, []string{b.Volume.String(), b.Mix.String(), b.Price.String(), b.Change.String()})
}

func TestABridgeNamesWhatIsNewAndLost(t *testing.T) {
	b, err := kpi.NewBridge([]kpi.Item{
		{ID: "A", OldQuantity: amount("10"), OldNet: amount("100"), NewQuantity: amount("10"), NewNet: amount("110")},
		{ID: "new", NewQuantity: amount("1"), NewNet: amount("40")},
		{ID: "lost", OldQuantity: amount("3"), OldNet: amount("30")},
	}, 2)
	require.NoError(t, err)
	assert.Equal(t, []string{"0.00", "0.00", "10.00", "40.00", "-30.00", "20.00"}, []string{
		b.Volume.String(), b.Mix.String(), b.Price.String(), b.New.String(), b.Lost.String(), b.Change.String(),
	})
}

func TestABridgeAddsUp(t *testing.T) {
	cents := rapid.Custom(func(t *rapid.T) salesdesk.Amount {
		return amount(fmt.Sprintf("%d.%02d", rapid.IntRange(0, 9999).Draw(t, "euro"), rapid.IntRange(0, 99).Draw(t, "cent")))
	})
	rapid.Check(t, func(t *rapid.T) {
		items := make([]kpi.Item, rapid.IntRange(0, 8).Draw(t, "items"))
		for i := range items {
			items[i] = kpi.Item{OldQuantity: cents.Draw(t, "q0"), OldNet: cents.Draw(t, "n0"), NewQuantity: cents.Draw(t, "q1"), NewNet: cents.Draw(t, "n1")}
		}
		b, err := kpi.NewBridge(items, 2)
		require.NoError(t, err)
		sum := b.Volume.Add(b.Mix.Decimal).Add(b.Price.Decimal).Add(b.New.Decimal).Add(b.Lost.Decimal)
		require.True(t, sum.Equal(b.Change.Decimal))
		require.True(t, b.To.Sub(b.From.Decimal).Equal(b.Change.Decimal))
	})
}

// superstore is the public data set: sums by sub-category and year.
func superstore(t *testing.T) map[string]map[string][2]salesdesk.Amount {
	rows, err := csv.NewReader(strings.NewReader(string(shared.Read(t, "data/superstore.csv")))).ReadAll()
	require.NoError(t, err)
	column := map[string]int{}
	for i, name := range rows[0] {
		column[strings.TrimPrefix(name, "\ufeff")] = i
	}
	sums := map[string]map[string][2]salesdesk.Amount{}
	for _, row := range rows[1:] {
		date := row[column["Order Date"]]
		year := date[len(date)-4:]
		if !strings.HasPrefix(year, "20") {
			year = date[:4]
		}
		item := row[column["Sub-Category"]]
		if sums[item] == nil {
			sums[item] = map[string][2]salesdesk.Amount{}
		}
		sum := sums[item][year]
		sum[0].Decimal = sum[0].Add(amount(row[column["Quantity"]]).Decimal)
		sum[1].Decimal = sum[1].Add(amount(row[column["Sales"]]).Decimal)
		sums[item][year] = sum
	}
	return sums
}

func TestSuperstorePriceVolumeMixOfTheLastYear(t *testing.T) {
	var items []kpi.Item
	for id, years := range superstore(t) {
		last := []string{"2016", "2017"}
		if _, ok := years["2018"]; ok {
			last = []string{"2017", "2018"}
		}
		items = append(items, kpi.Item{
			ID: id, OldQuantity: years[last[0]][0], OldNet: years[last[0]][1], NewQuantity: years[last[1]][0], NewNet: years[last[1]][1],
		})
	}
	b, err := kpi.NewBridge(items, 6)
	require.NoError(t, err)
	assert.Equal(t, []string{"163433.320435", "-30303.334230", "-9120.329005", "124009.657200"}, []string{
		b.Volume.String(), b.Mix.String(), b.Price.String(), b.Change.String(),
	})
}

func sale(date, sku, group, quantity, net, cost string) kpi.Sale {
	s := kpi.Sale{Date: day(date), Customer: "C", SKU: sku, Group: group, Quantity: amount(quantity), Net: amount(net)}
	if cost != "" {
		c := amount(cost)
		s.Cost = &c
	}
	return s
}

func question() kpi.Question {
	return kpi.Question{
		Currency: salesdesk.EUR, Period: calendar.Period{From: day("2026-04-01"), To: day("2026-07-01")}, AsOf: day("2026-05-31"),
		Workdays: []calendar.Date{day("2026-05-29"), day("2026-06-01"), day("2026-06-02"), day("2026-07-01")},
		Targets:  []kpi.Target{{Month: day("2026-04-01"), Net: amount("100.00")}, {Month: day("2026-05-01"), Net: amount("120.00")}},
		Sales: []kpi.Sale{
			sale("2025-04-10", "A", "garden", "10", "100.00", "80.00"),
			sale("2025-06-10", "A", "garden", "1", "999.00", ""), // later in the year than AsOf
			sale("2026-04-10", "A", "garden", "12", "132.00", "90.00"),
			sale("2026-05-31", "B", "structure", "1", "20.00", ""),
			sale("2026-05-31", "A", "garden", "-1", "-11.00", "-7.50"),
			sale("2026-06-01", "A", "garden", "1", "11.00", "7.50"),
		},
		Quotes:  []kpi.Outcome{{Date: day("2026-04-28"), Net: amount("90.00"), Won: true}, {Date: day("2026-05-02"), Net: amount("10.00")}, {Date: day("2026-06-02"), Won: true}},
		Cases:   []kpi.Case{{Date: day("2026-05-13"), Within: true}, {Date: day("2026-05-14")}},
		Answers: []kpi.Answer{{Date: day("2026-04-02"), Score: 10}, {Date: day("2026-04-03"), Score: 6}, {Date: day("2026-04-04"), Score: 8}, {Date: day("2026-06-30"), Score: 0}},
	}
}

func TestAReportIsLikeForLike(t *testing.T) {
	r, err := kpi.NewReport(question())
	require.NoError(t, err)
	assert.Equal(t, "defined 141.00", told(r.Turnover))
	assert.Equal(t, "defined 100.00", told(r.LastYear), "up to the same day")
	assert.Equal(t, "defined 0.410000", told(r.Growth))
	assert.Equal(t, "defined 0.318182", told(r.Margin), "(121.00 − 82.50) ÷ 121.00: not known is not 0")
	assert.Equal(t, "defined 220.00", told(r.Target.Net))
	assert.Equal(t, "defined 79.00", told(r.Target.Left))
	assert.Equal(t, 2, r.Target.DaysLeft)
	assert.Equal(t, "defined 39.50", told(r.Target.RunRate))
	assert.Len(t, r.Months, 3)
	assert.Equal(t, []string{"garden 121.00", "structure 20.00"}, []string{r.Groups[0].Group + " " + r.Groups[0].Net.String(), r.Groups[1].Group + " " + r.Groups[1].Net.String()})
	assert.Equal(t, "undefined", told(r.Groups[1].Growth), "from nothing")
	assert.Equal(t, 2, r.WinRate.N)
	assert.Equal(t, "defined 0.900000", told(r.WinValue))
	assert.Equal(t, 2, r.Complaints)
	assert.Equal(t, 1, r.Satisfaction.Promoters)
	assert.Equal(t, kpi.Lineage{Sales: 3, SalesBefore: 1, PassedOver: 2, WithoutCost: 1, First: day("2026-04-10"), Last: day("2026-05-31")}, r.Lineage)
	assert.Equal(t, "41.00", r.Bridge.Change.String())
}

func TestATargetThatIsReachedAsksNoMore(t *testing.T) {
	q := question()
	q.Targets = []kpi.Target{{Month: day("2026-04-01"), Net: amount("10.00")}}
	r, err := kpi.NewReport(q)
	require.NoError(t, err)
	assert.Equal(t, "defined 0.00", told(r.Target.Left))
	assert.Equal(t, "defined 0.00", told(r.Target.RunRate))
	q.Targets = nil
	r, err = kpi.NewReport(q)
	require.NoError(t, err)
	assert.Equal(t, "no_facts", told(r.Target.Reached))
}

func TestEverythingWrongIsNamed(t *testing.T) {
	_, err := kpi.NewReport(kpi.Question{
		Currency: "EUR", Sales: []kpi.Sale{{}, {Date: day("2026-01-01"), Currency: "USD"}},
		Targets: []kpi.Target{{Net: amount("-1")}, {Month: day("2026-01-01")}, {Month: day("2026-01-31")}},
		Answers: []kpi.Answer{{Score: 11}},
	})
	assert.EqualError(t, err, "period: required; as_of: required; sales[0].date: required; sales[1].currency: currency USD where EUR is wanted; "+
		"targets[0].month: required; targets[0].net: min (0); targets[2].month: duplicate (2026-01-01); answers[0].date: required; answers[0].score: one_of (0…10)")
}

func anySale(t *rapid.T) kpi.Sale {
	s := sale(fmt.Sprintf("2026-%02d-%02d", rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day")), "A",
		rapid.SampledFrom([]string{"garden", "structure"}).Draw(t, "group"), "1", fmt.Sprintf("%d.%02d", rapid.IntRange(-99, 99).Draw(t, "euro"), rapid.IntRange(0, 99).Draw(t, "cent")), "")
	if rapid.Bool().Draw(t, "known") {
		c := amount("1.50")
		s.Cost = &c
	}
	return s
}

func bytesOf(t require.TestingT, turnover kpi.Turnover) string {
	data, err := turnover.MarshalBinary()
	require.NoError(t, err)
	return string(data)
}

func TestAnySplitMergesToTheSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sales := rapid.SliceOfN(rapid.Custom(anySale), 0, 40).Draw(t, "sales")
		var whole, left, right, none kpi.Turnover
		for i, s := range sales {
			whole.Add(s)
			if i%3 == 0 {
				left.Add(s)
			} else {
				right.Add(s)
			}
		}
		var ab, ba kpi.Turnover
		ab.Merge(left)
		ab.Merge(right)
		ba.Merge(right)
		ba.Merge(none)
		ba.Merge(left)
		require.Equal(t, bytesOf(t, whole), bytesOf(t, ab))
		require.Equal(t, bytesOf(t, ab), bytesOf(t, ba))
	})
}

// plainWords are English without a catalogue.
type plainWords struct{}

func (plainWords) Text(m interface{ MessageID() string }) string { return m.MessageID() }
func (plainWords) Language() salesdesk.Language                  { return salesdesk.English }
func (plainWords) Money(m salesdesk.Money) string                { return m.String() }
func (plainWords) Percent(a salesdesk.Amount) string             { return a.String() }
func (plainWords) Number(a salesdesk.Amount) string              { return a.String() }
func (plainWords) Whole(a salesdesk.Amount) string               { return a.String() }
func (plainWords) Group(code string) string                      { return "the " + code }
func (plainWords) Date(d calendar.Date) string                   { return d.String() }
func (plainWords) Month(d calendar.Date) string                  { return d.Month.String() }

func TestGoldenPage(t *testing.T) {
	r, err := kpi.NewReport(question())
	require.NoError(t, err)
	page := r.HTML(plainWords{})
	golden.Assert(t, "testdata/report.html", []byte(page))
	for _, foreign := range []string{"<script", "http://", "https://", "<link", "@import"} {
		assert.NotContains(t, strings.ReplaceAll(page, "http://www.w3.org/2000/svg", ""), foreign, "the page stands alone")
	}
	data, err := r.CSV()
	require.NoError(t, err)
	assert.Equal(t, "group,net,last_year,growth,margin\ngarden,121.00,100.00,0.210000,0.318182\nstructure,20.00,0.00,,\n", string(data))
}

// Nine answers say nothing, and may tell who gave them; ten are shown.
func TestAPageShowsNoShareOfFewerThanTen(t *testing.T) {
	q := question()
	q.Answers, q.Quotes = nil, nil
	add := func(n int) string {
		for range n {
			q.Answers = append(q.Answers, kpi.Answer{Date: day("2026-04-02"), Score: 3 + 6*(len(q.Answers)%2)})
			q.Quotes = append(q.Quotes, kpi.Outcome{Date: day("2026-04-02"), Net: amount("1.00"), Won: len(q.Quotes)%2 == 0})
		}
		r, err := kpi.NewReport(q)
		require.NoError(t, err)
		return r.HTML(plainWords{})
	}
	nine := add(9)
	assert.NotContains(t, nine, "kpi.caption.promoters", "the counts would tell as much")
	assert.NotContains(t, nine, "<dd>0.55555556</dd>")
	assert.Contains(t, nine, "<dd>kpi.status.too_few</dd>")
	ten := add(1)
	assert.Contains(t, ten, "kpi.caption.promoters")
	assert.Contains(t, ten, "<dd>0.50000000</dd>")
	assert.Contains(t, ten, "<dd class=\"note\">kpi.confidence</dd>")
}

func TestAValueIsShownOfTenFactsOn(t *testing.T) {
	for n, want := range map[int]string{0: "no_facts", 1: "too_few", 9: "too_few", 10: "defined 0.00000000 0.00000000 0.27753280"} {
		assert.Equal(t, want, told(kpi.Share(0, n).Shown()), n)
	}
}

func TestAnEmptyPeriodIsStillAReport(t *testing.T) {
	r, err := kpi.NewReport(kpi.Question{Currency: "EUR", Period: calendar.MonthOf(day("2026-05-01")), AsOf: day("2026-05-31")})
	require.NoError(t, err)
	assert.Equal(t, "undefined", told(r.Growth))
	assert.NotContains(t, r.HTML(plainWords{}), "NaN")
}

func FuzzDecodeQuestion(f *testing.F) {
	f.Add([]byte(`{"currency":"EUR","period":{"from":"2026-04-01","to":"2026-07-01"},"as_of":"2026-06-30","workdays":[],"sales":[]}`))
	f.Add([]byte(`{"currency":"EUR","period":{"from":"9999-01-01","to":"9999-12-02"},"as_of":"9999-01-01","workdays":[],"sales":[]}`))
	f.Add([]byte(`{"currency":"JPY","period":{"from":"2024-07-01","to":"2026-07-01"},"as_of":"2026-06-30","workdays":["2026-07-01"],` +
		`"targets":[{"month":"2026-06-30","net":"1e12"}],"sales":[{"date":"2025-01-10","customer":"C","sku":"A","group":"g","quantity":"-1","net":"-0.5","cost":"1"}],` +
		`"quotes":[{"date":"2025-01-10","net":"1","won":true}],"complaints":[{"date":"2025-01-10","within":false}],"answers":[{"date":"2025-01-10","score":10}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if q, err := kpi.DecodeQuestion(data); err == nil {
			_, _ = kpi.NewReport(q)
		}
	})
}

func BenchmarkTurnoverAdd(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		random := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // reproducible
		sales := make([]kpi.Sale, 4096)
		for i := range sales {
			sales[i] = sale("2026-01-01", "A", fmt.Sprint("group", random.IntN(20)), "1", "19.99", "12.00")
			sales[i].Date.Month = time.Month(1 + random.IntN(12))
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var t kpi.Turnover
				for i := range n {
					t.Add(sales[i%len(sales)])
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/fact")
		})
	}
}

func ExampleNewBridge() {
	b, _ := kpi.NewBridge([]kpi.Item{
		{ID: "A", OldQuantity: amount("100"), OldNet: amount("1000"), NewQuantity: amount("80"), NewNet: amount("960")},
		{ID: "B", OldQuantity: amount("50"), OldNet: amount("1000"), NewQuantity: amount("90"), NewNet: amount("1710")},
	}, 2)
	fmt.Println("volume", b.Volume, "mix", b.Mix, "price", b.Price, "=", b.Change)
	// Output: volume 266.67 mix 333.33 price 70.00 = 670.00
}
