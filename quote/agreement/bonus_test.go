package agreement_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/agreement"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

var eur, day = salesdesk.MustAmount, calendar.MustDate

func tiers() []agreement.Tier {
	return []agreement.Tier{{From: eur("50000"), Rate: eur("0.01")}, {From: eur("100000"), Rate: eur("0.02")}}
}

func bonus(mode pricing.TierMode) agreement.Bonus {
	return agreement.Bonus{ID: "year", Mode: mode, Tiers: tiers()}
}

// frame is an agreement of two years and a half with one bonus by volume.
func frame() agreement.Agreement {
	return agreement.Agreement{
		ID: "A7", Customer: "C1", Currency: salesdesk.EUR, Period: calendar.Period{From: day("2026-01-01"), To: day("2028-07-01")},
		Bonuses: []agreement.Bonus{bonus(pricing.Volume)},
	}
}

func TestBonusEarned(t *testing.T) {
	tests := []struct{ turnover, volume, graduated string }{
		{"-1000", "0.00", "0.00"},
		{"0", "0.00", "0.00"},
		{"49999.99", "0.00", "0.00"},
		{"50000", "500.00", "0.00"},
		{"99999.99", "1000.00", "500.00"},
		{"100000", "2000.00", "500.00"},
		{"120000", "2400.00", "900.00"},
		{"120000.25", "2400.01", "900.01"}, // 2400.005 and 900.005, away from zero
	}
	for _, tt := range tests {
		for mode, want := range map[pricing.TierMode]string{pricing.Volume: tt.volume, pricing.Graduated: tt.graduated} {
			got, err := bonus(mode).Earned(eur(tt.turnover), salesdesk.EUR)
			require.NoError(t, err)
			assert.Equal(t, want, got.String(), "%s %s", mode, tt.turnover)
		}
	}
}

func TestExpectedBonusForThePocket(t *testing.T) {
	tests := []struct{ soFar, forecast, rate string }{
		{"20000", "120000", "0.020000"},
		{"20000", "40000", "0.000000"},
		{"60000", "40000", "0.010000"}, // what is reached counts
		{"0", "0", "0"},
	}
	for _, tt := range tests {
		got, err := bonus(pricing.Volume).Expected(eur(tt.soFar), eur(tt.forecast), salesdesk.EUR)
		require.NoError(t, err)
		assert.Equal(t, tt.rate, got.Rate.String())
		assert.Equal(t, "year", got.ID)
	}
	got, err := bonus(pricing.Graduated).Expected(eur("0"), eur("120000"), salesdesk.EUR)
	require.NoError(t, err)
	assert.Equal(t, "0.007500", got.Rate.String(), "900 of 120,000")
}

func invoices() []agreement.Turnover {
	return []agreement.Turnover{
		{Document: "F3", Date: day("2026-09-01"), Net: eur("60000")},
		{Document: "F1", Date: day("2026-02-01"), Net: eur("40000")},
		{Document: "F2", Date: day("2026-05-01"), Net: eur("20000")},
		{Document: "C1", Date: day("2026-12-31"), Net: eur("-30000")},
		{Document: "F0", Date: day("2025-12-31"), Net: eur("99000")},
		{Document: "F4", Date: day("2027-01-01"), Net: eur("99000")},
	}
}

func TestAccrueCatchesUpAndTakesBack(t *testing.T) {
	got, err := frame().Accrue("year", day("2026-06-30"), invoices())
	require.NoError(t, err)
	var rows []string
	for _, p := range got.Entries {
		rows = append(rows, fmt.Sprint(p.Document, " ", p.Turnover, " ", p.Earned, " ", p.Amount))
	}
	assert.Equal(t, []string{
		"F1 40000.00 0.00 0.00",
		"F2 60000.00 600.00 600.00",
		"F3 120000.00 2400.00 1800.00",
		"C1 90000.00 900.00 -1500.00",
	}, rows)
	assert.Equal(t, "2026-01-01/2027-01-01", got.Year.String())
	assert.Equal(t, "90000.00", got.Turnover.String())
	assert.Equal(t, "900.00", got.Earned.String())
}

func TestTurnoverIsWhatTheBonusSays(t *testing.T) {
	sale := agreement.Turnover{Document: "F1", Date: day("2026-02-01"), Group: "tools", Net: eur("60000"), Contributions: eur("1000"), CashDiscount: eur("500")}
	tests := []struct {
		name string
		give agreement.Bonus
		want string
	}{
		{"without contributions", agreement.Bonus{}, "59000.00"},
		{"with them", agreement.Bonus{WithContributions: true}, "60000.00"},
		{"less the cash discount", agreement.Bonus{LessCashDiscount: true}, "58500.00"},
		{"unpaid", agreement.Bonus{PaidOnly: true}, "0.00"},
		{"of other groups", agreement.Bonus{Groups: []string{"wood"}}, "0.00"},
		{"of this group", agreement.Bonus{Groups: []string{"wood", "tools"}}, "59000.00"},
	}
	for _, tt := range tests {
		a := frame()
		tt.give.ID, tt.give.Mode, tt.give.Tiers = "year", pricing.Volume, tiers()
		a.Bonuses = []agreement.Bonus{tt.give}
		got, err := a.Accrue("year", sale.Date, []agreement.Turnover{sale})
		require.NoError(t, err, tt.name)
		assert.Equal(t, tt.want, got.Turnover.String(), tt.name)
	}
}

// Whatever is invoiced and credited, what is set aside is what is earned: no cent drifts.
func TestAccrualsSumToWhatIsEarned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := frame()
		a.Bonuses[0].Mode = rapid.SampledFrom([]pricing.TierMode{pricing.Volume, pricing.Graduated}).Draw(t, "mode")
		var documents []agreement.Turnover
		for n := rapid.IntRange(0, 20).Draw(t, "documents"); n > 0; n-- {
			cents := rapid.Int64Range(-2_000_000, 5_000_000).Draw(t, "cents")
			documents = append(documents, agreement.Turnover{
				Date: day("2026-01-01").AddDays(rapid.IntRange(0, 364).Draw(t, "day")), Net: eur(fmt.Sprintf("%d.%02de0", cents/100, max(cents, -cents)%100)),
			})
		}
		account, err := a.Accrue("year", day("2026-03-01"), documents)
		require.NoError(t, err)
		earned, err := a.Bonuses[0].Earned(account.Turnover, a.Currency)
		require.NoError(t, err)
		sum := salesdesk.Amount{}
		for _, p := range account.Entries {
			sum.Decimal = sum.Add(p.Amount.Decimal)
		}
		assert.True(t, sum.Equal(account.Earned), "%s of %s", sum, account.Earned)
		assert.True(t, earned.Equal(account.Earned))
	})
}

func TestYearsOfAnAgreement(t *testing.T) {
	a := frame()
	a.Period = calendar.Period{From: day("2026-03-15"), To: day("2027-09-01")}
	for on, want := range map[string]string{
		"2026-03-15": "2026-03-15/2027-03-15", "2027-03-14": "2026-03-15/2027-03-15", "2027-03-15": "2027-03-15/2027-09-01", "2027-08-31": "2027-03-15/2027-09-01",
	} {
		year, ok := a.Year(day(on))
		assert.True(t, ok)
		assert.Equal(t, want, year.String(), on)
	}
	for _, outside := range []string{"2026-03-14", "2027-09-01"} {
		_, ok := a.Year(day(outside))
		assert.False(t, ok, outside)
	}
}

func TestSettle(t *testing.T) {
	account, err := frame().Accrue("year", day("2026-06-30"), invoices())
	require.NoError(t, err)
	s, err := account.Settle(salesdesk.MustMoney("1000.00", salesdesk.EUR))
	require.NoError(t, err)
	assert.Equal(t, "-100.00 EUR", s.Due.String(), "advanced more than was earned")
	_, err = account.Settle(salesdesk.MustMoney("1", salesdesk.USD))
	assert.Error(t, err)
}

func TestAccrueNamesEveryProblem(t *testing.T) {
	_, err := frame().Accrue("loyalty", day("2026-06-30"), nil)
	unknown, ok := errors.AsType[agreement.UnknownBonusError](err)
	require.True(t, ok)
	assert.Equal(t, "agreement A7 has no bonus loyalty", unknown.Error())
	_, err = frame().Accrue("year", day("2025-06-30"), nil)
	assert.EqualError(t, err, "on: reference (2025-06-30)")
	_, err = frame().Accrue("year", day("2026-06-30"), make([]agreement.Turnover, 2))
	assert.EqualError(t, err, "documents[0].date: required; documents[1].date: required")
	wrong := agreement.Agreement{Currency: "EURO", Bonuses: make([]agreement.Bonus, agreement.MaxParts+1)}
	assert.ErrorContains(t, wrong.Check(), "bonuses: length (100)")
	a := frame()
	a.Bonuses = append(a.Bonuses, agreement.Bonus{ID: "year", Tiers: []agreement.Tier{{From: eur("5"), Rate: eur("1.1")}, {From: eur("5"), Rate: eur("-1")}}}, agreement.Bonus{})
	assert.EqualError(t, a.Check(), "bonuses[1].mode: one_of (volume graduated); bonuses[1].tiers[0].rate: max (1); bonuses[1].tiers[1].rate: min (0); "+
		"bonuses[1].tiers[1].from: order (5); bonuses[1].id: duplicate (bonus year); bonuses[2].id: required; bonuses[2].mode: one_of (volume graduated); bonuses[2].tiers: required")
}

func ExampleAgreement_Accrue() {
	account, err := frame().Accrue("year", day("2026-06-30"), invoices())
	for _, p := range account.Entries {
		fmt.Println(p.Document, p.Amount)
	}
	fmt.Println(account.Earned, err)
	// Output:
	// F1 0.00
	// F2 600.00
	// F3 1800.00
	// C1 -1500.00
	// 900.00 <nil>
}

func ExampleBonus_Expected() {
	b := agreement.Bonus{ID: "year", Mode: pricing.Volume, Tiers: []agreement.Tier{{From: eur("100000"), Rate: eur("0.02")}}}
	accrual, err := b.Expected(eur("20000"), eur("120000"), salesdesk.EUR)
	fmt.Println(accrual.ID, accrual.Rate, err)
	// Output: year 0.020000 <nil>
}
