package law_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/law"
)

var eur, day = salesdesk.MustAmount, calendar.MustDate

func ratio(s string) *salesdesk.Amount {
	a := eur(s)
	return &a
}

// shop is a price of the shop from a day up to another.
func shop(from, to, price string) law.Offered {
	return law.Offered{Channel: "shop", Period: calendar.Period{From: day(from), To: day(to)}, Price: eur(price)}
}

func reduced(from, to, price string) law.Offered {
	p := shop(from, to, price)
	p.Reduced = true
	return p
}

// braderie is the example of vvsg.be: list 30, a braderie at 20, then 15.
func braderie() []law.Offered {
	return []law.Offered{
		shop("2026-01-01", "2026-06-10", "30.00"), reduced("2026-06-10", "2026-06-14", "20.00"), shop("2026-06-14", "2026-07-01", "30.00"),
		{Channel: "web", Period: calendar.Period{From: day("2026-06-01"), To: day("2026-07-01")}, Price: eur("12.00")},
	}
}

func TestReferencePrice(t *testing.T) {
	grows := []law.Offered{shop("2026-01-01", "2026-06-10", "30.00"), reduced("2026-06-10", "2026-06-20", "25.00"), reduced("2026-06-20", "2026-07-01", "20.00")}
	tests := []struct {
		name    string
		history []law.Offered
		price   string
		want    string
		since   string
		from    string // of the period
	}{
		{"list 30, braderie 20, then 15", braderie(), "15.00", "20.00", "2026-07-01", "2026-06-01"},
		{"a reduction that grows keeps the price before its first step", grows, "15.00", "30.00", "2026-06-10", "2026-05-11"},
		{"and one that goes up again does not", grows, "22.00", "20.00", "2026-07-01", "2026-06-01"},
		{"a break starts anew", []law.Offered{grows[0], grows[1], reduced("2026-06-20", "2026-06-30", "20.00")}, "15.00", "20.00", "2026-07-01", "2026-06-01"},
		{"a quiet cut is no first step", []law.Offered{grows[0], shop("2026-06-10", "2026-07-01", "25.00")}, "15.00", "25.00", "2026-07-01", "2026-06-01"},
		{"the 30th day before counts", []law.Offered{shop("2026-01-01", "2026-06-02", "10.00"), shop("2026-06-02", "2026-07-01", "30.00")}, "9.00", "10.00", "2026-07-01", "2026-06-01"},
		{"the 31st does not", []law.Offered{shop("2026-01-01", "2026-06-01", "10.00"), shop("2026-06-01", "2026-07-01", "30.00")}, "9.00", "30.00", "2026-07-01", "2026-06-01"},
		{"new goods count 7 days", []law.Offered{shop("2026-06-10", "2026-06-24", "10.00"), shop("2026-06-24", "2026-07-01", "30.00")}, "9.00", "30.00", "2026-07-01", "2026-06-24"},
		{"30 days on the market are not new", []law.Offered{shop("2026-06-01", "2026-06-24", "10.00"), shop("2026-06-24", "2026-07-01", "30.00")}, "9.00", "10.00", "2026-07-01", "2026-06-01"},
	}
	for _, tt := range tests {
		got, err := law.Belgium().ReferencePrice(tt.history, "shop", eur(tt.price), day("2026-07-01"))
		require.NoError(t, err, tt.name)
		assert.Equal(t, tt.want, got.Price.String(), tt.name)
		assert.Equal(t, day(tt.since), got.Since, tt.name)
		assert.Equal(t, day(tt.since) != day("2026-07-01"), got.Growing, tt.name)
		assert.Equal(t, calendar.Period{From: day(tt.from), To: day(tt.since)}, got.Period, tt.name)
	}
}

func TestNoReferencePrice(t *testing.T) {
	tests := []struct {
		name    string
		history []law.Offered
		on      string
		days    int
	}{
		{"six days on the market", []law.Offered{shop("2026-06-25", "2026-07-01", "30.00")}, "2026-07-01", 7},
		{"another channel's history does not help", braderie()[3:], "2026-07-01", 7},
		{"nothing on offer for a month", []law.Offered{shop("2026-01-01", "2026-05-01", "30.00")}, "2026-07-01", 7},
		{"before the law", []law.Offered{shop("2022-01-01", "2022-05-27", "30.00")}, "2022-05-27", 0},
	}
	for _, tt := range tests {
		_, err := law.Belgium().ReferencePrice(tt.history, "shop", eur("15"), day(tt.on))
		missing, ok := errors.AsType[law.NoReferenceError](err)
		require.True(t, ok, tt.name)
		assert.Equal(t, tt.days, missing.Days, tt.name)
		assert.Contains(t, err.Error(), tt.on)
	}
}

func TestHistoryNamesEveryProblem(t *testing.T) {
	_, err := law.Belgium().ReferencePrice([]law.Offered{
		shop("2026-06-01", "2026-05-01", "0"), shop("2026-01-01", "2026-02-01", "-1"),
	}, "shop", eur("15"), day("2026-07-01"))
	assert.EqualError(t, err, "history[0].period: not a period: 2026-06-01/2026-05-01; history[0].price: min (0); history[1].price: min (0)")
	_, err = law.Belgium().ReferencePrice([]law.Offered{
		shop("2026-01-01", "2026-03-01", "1"), shop("2026-02-01", "2026-04-01", "2"),
	}, "shop", eur("15"), day("2026-07-01"))
	assert.EqualError(t, err, "history: order (2026-02-01/2026-04-01)")
	_, err = law.Belgium().ReferencePrice(make([]law.Offered, law.MaxPrices+1), "shop", eur("15"), day("2026-07-01"))
	assert.EqualError(t, err, "history: length (10000)")
}

// The reference never is above a price of its period, and the order of the history
// does not matter.
func TestReferenceIsTheLowestOfItsPeriod(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var history []law.Offered
		from := day("2026-01-01")
		for n := rapid.IntRange(1, 12).Draw(t, "prices"); n > 0; n-- {
			to := from.AddDays(rapid.IntRange(1, 25).Draw(t, "days"))
			history = append(history, law.Offered{
				Period: calendar.Period{From: from, To: to}, Reduced: rapid.Bool().Draw(t, "reduced"),
				Price: salesdesk.MustAmount(fmt.Sprint(rapid.IntRange(10, 30).Draw(t, "price"))),
			})
			from = to.AddDays(rapid.IntRange(0, 3).Draw(t, "gap"))
		}
		got, err := law.Belgium().ReferencePrice(history, "", eur("9"), from)
		mixed := rapid.Permutation(history).Draw(t, "mixed")
		again, errAgain := law.Belgium().ReferencePrice(mixed, "", eur("9"), from)
		assert.Equal(t, err, errAgain)
		assert.Equal(t, got, again)
		if err != nil {
			return
		}
		lowest := 31
		for _, p := range history {
			for d := p.Period.From; d.Before(p.Period.To); d = d.AddDays(1) {
				if got.Period.Contains(d) {
					lowest = min(lowest, int(p.Price.IntPart()))
				}
			}
		}
		assert.Equal(t, fmt.Sprint(lowest), got.Price.String())
	})
}

func TestCheckReduction(t *testing.T) {
	base := law.Reduction{Buyer: salesdesk.Consumer, Channel: "shop", From: day("2026-07-01"), Currency: salesdesk.EUR, Price: eur("15.00"), Reference: ratio("20.00"), Rate: ratio("0.25")}
	tests := []struct {
		name   string
		change func(*law.Reduction)
		want   []law.Code
	}{
		{"15 for 20 is 25 %", func(*law.Reduction) {}, nil},
		{"half off the list", func(r *law.Reduction) { r.Reference, r.Rate = ratio("30.00"), ratio("0.50") }, []law.Code{law.ReferenceTooHigh, law.RateTooHigh}},
		{"the right price and the percentage of another", func(r *law.Reduction) { r.Rate = ratio("0.2501") }, []law.Code{law.RateTooHigh}},
		{"less than the truth", func(r *law.Reduction) { r.Rate = ratio("0.20") }, nil},
		{"no former price", func(r *law.Reduction) { r.Reference = nil }, []law.Code{law.ReferenceMissing}},
		{"another former price", func(r *law.Reduction) { r.Reference = ratio("19.00") }, []law.Code{law.ReferenceOther}},
		{"no reduction", func(r *law.Reduction) { r.Price = eur("20.00") }, []law.Code{law.NoReduction}},
		{"too new in the channel", func(r *law.Reduction) { r.Channel = "market" }, []law.Code{law.TooNew}},
		{"undertakings are outside", func(r *law.Reduction) { r.Buyer, r.Rate = salesdesk.Business, ratio("0.9") }, nil},
		{"services are outside", func(r *law.Reduction) { r.Service, r.Rate = true, ratio("0.9") }, nil},
		{"before the law", func(r *law.Reduction) { r.From, r.Rate = day("2022-05-27"), ratio("0.9") }, nil},
	}
	for _, tt := range tests {
		r := base
		tt.change(&r)
		got, err := law.Belgium().CheckReduction(r, braderie())
		require.NoError(t, err, tt.name)
		assert.Equal(t, tt.want, codes(got), tt.name)
	}
}

func codes(findings []law.Finding) []law.Code {
	var all []law.Code
	for _, f := range findings {
		all = append(all, f.Code)
	}
	return all
}

func TestReductionSaysWhatMayBeAnnounced(t *testing.T) {
	got, err := law.Belgium().CheckReduction(law.Reduction{
		Buyer: salesdesk.Consumer, Channel: "shop", From: day("2026-07-01"), Currency: salesdesk.EUR,
		Price: eur("20.00"), Reference: ratio("30.00"), Rate: ratio("0.34"),
	}, []law.Offered{shop("2026-01-01", "2026-07-01", "30.00")})
	require.NoError(t, err)
	require.Len(t, got, 1)
	assert.Equal(t, "0.3333", got[0].MaxRate.String(), "a third, rounded down")
	assert.Equal(t, law.Error, got[0].Severity)
	assert.Contains(t, got[0].Source, "C-330/23")
}

func TestReductionNamesEveryProblem(t *testing.T) {
	_, err := law.Belgium().CheckReduction(law.Reduction{Currency: "EURO", Reference: ratio("0"), Rate: ratio("-1")}, nil)
	var problems salesdesk.Problems
	require.ErrorAs(t, err, &problems)
	assert.Len(t, problems, 5)
	_, err = law.Belgium().CheckReduction(law.Reduction{
		Buyer: salesdesk.Consumer, From: day("2026-07-01"), Currency: salesdesk.EUR, Price: eur("1"),
	}, []law.Offered{shop("2026-06-01", "2026-05-01", "1")})
	assert.EqualError(t, err, "history[0].period: not a period: 2026-06-01/2026-05-01")
}

func ExampleRules_CheckReduction() {
	history := []law.Offered{
		{Channel: "shop", Period: calendar.Period{From: day("2026-01-01"), To: day("2026-06-10")}, Price: eur("30.00")},
		{Channel: "shop", Period: calendar.Period{From: day("2026-06-10"), To: day("2026-06-14")}, Price: eur("20.00"), Reduced: true}, // braderie
		{Channel: "shop", Period: calendar.Period{From: day("2026-06-14"), To: day("2026-07-01")}, Price: eur("30.00")},
	}
	former, half := eur("30.00"), eur("0.50")
	findings, err := law.Belgium().CheckReduction(law.Reduction{
		Buyer: salesdesk.Consumer, Channel: "shop", From: day("2026-07-01"), Currency: salesdesk.EUR, Price: eur("15.00"), Reference: &former, Rate: &half,
	}, history)
	if err != nil {
		fmt.Println(err)
	}
	for _, f := range findings {
		fmt.Println(f.Severity, f.Code, "- of", f.Lawful, "at most", f.MaxRate)
	}
	// Output:
	// error reference_too_high - of 20.00 EUR at most 0
	// error rate_too_high - of 20.00 EUR at most 0.2500
}
