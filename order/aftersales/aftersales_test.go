package aftersales_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/aftersales"
)

func day(s string) calendar.Date {
	if s == "" {
		return calendar.Date{}
	}
	return calendar.MustDate(s)
}

func lawOf(t require.TestingT, s calendar.Statute) *calendar.Law {
	l, err := calendar.NewLaw(s)
	require.NoError(t, err)
	return l
}

func european(t require.TestingT) *calendar.Law {
	return lawOf(t, calendar.EURegulation1182(calendar.Belgium, 2020, 2035))
}

func codes(v aftersales.Verdict) (all []aftersales.Code) {
	for _, r := range v.Reasons {
		all = append(all, r.Code)
	}
	return all
}

func duties(v aftersales.Verdict) map[aftersales.DutyCode]string {
	all := map[aftersales.DutyCode]string{}
	for _, d := range v.Duties {
		all[d.Code] = ""
		if !d.By.IsZero() {
			all[d.Code] = d.By.String()
		}
	}
	return all
}

// bought are goods from a shop on the web, received on a Monday.
func bought() aftersales.Withdrawal {
	return aftersales.Withdrawal{
		Buyer: salesdesk.Consumer, Contract: aftersales.Distance, Subject: aftersales.Goods, Online: true,
		Concluded: day("2026-11-19"), Received: day("2026-11-23"), Informed: day("2026-11-19"), Day: day("2026-12-01"),
	}
}

func TestTheLastDayToWithdraw(t *testing.T) {
	for _, test := range []struct {
		name                    string
		received, informed, day string
		wantUntil               string
		wantAllowed             bool
		wantCodes               []aftersales.Code
	}{
		{"fourteen days from a Monday", "2026-11-23", "2026-11-19", "2026-12-07", "2026-12-07", true, []aftersales.Code{aftersales.WithinTerm}},
		{"the day after", "2026-11-23", "2026-11-19", "2026-12-08", "2026-12-07", false, []aftersales.Code{aftersales.TooLate}},
		{"a Saturday runs to Monday", "2026-11-21", "2026-11-19", "2026-12-07", "2026-12-07", true, []aftersales.Code{aftersales.WorkingDay, aftersales.WithinTerm}},
		{"Christmas, a Friday, runs to Monday", "2026-12-11", "2026-11-19", "2026-12-28", "2026-12-28", true, []aftersales.Code{aftersales.WorkingDay, aftersales.WithinTerm}},
		{"never informed: a year more", "2026-11-23", "", "2027-12-07", "2027-12-07", true, []aftersales.Code{aftersales.NeverInformed, aftersales.WithinTerm}},
		{"never informed, and over", "2026-11-23", "", "2027-12-08", "2027-12-07", false, []aftersales.Code{aftersales.NeverInformed, aftersales.TooLate}},
		{"informed late: from then", "2026-11-23", "2027-02-01", "2027-02-15", "2027-02-15", true, []aftersales.Code{aftersales.InformedLate, aftersales.WithinTerm}},
		{"informed after the year: nothing gained", "2026-11-23", "2027-11-24", "2027-12-08", "2027-12-07", false, []aftersales.Code{aftersales.NeverInformed, aftersales.TooLate}},
		{"informed on the last day of the year", "2026-11-23", "2027-11-23", "2027-12-07", "2027-12-07", true, []aftersales.Code{aftersales.InformedLate, aftersales.WithinTerm}},
		{"before the goods come", "", "2026-11-19", "2026-11-20", "", true, []aftersales.Code{aftersales.NotBegun}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := bought()
			w.Received, w.Informed, w.Day = day(test.received), day(test.informed), day(test.day)
			v, err := aftersales.Belgium().Withdraw(w, european(t))
			require.NoError(t, err)
			assert.Equal(t, test.wantAllowed, v.Allowed)
			assert.Equal(t, day(test.wantUntil), v.Until)
			assert.Equal(t, test.wantCodes, codes(v))
		})
	}
}

func TestAServiceRunsFromTheContract(t *testing.T) {
	w := bought()
	w.Subject, w.Received = aftersales.Services, calendar.Date{}
	v, err := aftersales.Belgium().Withdraw(w, european(t))
	require.NoError(t, err)
	assert.Equal(t, day("2026-12-03"), v.Until)
	assert.NotContains(t, duties(v), aftersales.ReturnBy)
}

func TestWhoMayNotWithdraw(t *testing.T) {
	shop, firm, made := bought(), bought(), bought()
	shop.Contract = aftersales.InShop
	firm.Buyer = salesdesk.Business
	made.Exceptions = []aftersales.Exception{aftersales.MadeToMeasure, aftersales.HygieneOpened}
	for _, test := range []struct {
		give aftersales.Withdrawal
		want []aftersales.Code
	}{
		{shop, []aftersales.Code{aftersales.NoRight}},
		{firm, []aftersales.Code{aftersales.NotConsumer}},
		{made, []aftersales.Code{aftersales.Excepted, aftersales.Excepted}},
	} {
		v, err := aftersales.Belgium().Withdraw(test.give, european(t))
		require.NoError(t, err)
		assert.False(t, v.Allowed)
		assert.Equal(t, test.want, codes(v))
		assert.Empty(t, v.Duties)
		for _, r := range v.Reasons {
			assert.NotEmpty(t, r.Source)
		}
	}
}

func TestEveryExceptionOfTheLawKeepsTheGoodsSold(t *testing.T) {
	require.Len(t, aftersales.Exceptions(), 13)
	for _, e := range aftersales.Exceptions() {
		w := bought()
		w.Exceptions = []aftersales.Exception{e}
		v, err := aftersales.Belgium().Withdraw(w, european(t))
		require.NoError(t, err)
		assert.False(t, v.Allowed)
		assert.Equal(t, []aftersales.Reason{{Code: aftersales.Excepted, Source: "WER VI.53, VI.73", Exception: e}}, v.Reasons)
	}
}

func TestWhatTheSellerOwesForAWithdrawal(t *testing.T) {
	w := bought()
	w.Day = day("2026-12-05") // its 14 days end on Saturday 19 December
	v, err := aftersales.Belgium().Withdraw(w, european(t))
	require.NoError(t, err)
	assert.Equal(t, map[aftersales.DutyCode]string{
		aftersales.RefundBy: "2026-12-19", aftersales.RefundDelivery: "", aftersales.SamePayment: "", aftersales.NoFee: "", aftersales.MayWait: "",
		aftersales.ReturnBy: "2026-12-21", aftersales.ReturnCost: "", aftersales.LessValue: "", aftersales.Function: "", aftersales.Acknowledge: "",
	}, duties(v))

	w.CostUntold, w.Informed = true, calendar.Date{}
	v, err = aftersales.Belgium().Withdraw(w, european(t))
	require.NoError(t, err)
	assert.Contains(t, duties(v), aftersales.CollectCost)
	assert.Contains(t, duties(v), aftersales.NoLessValue)
	assert.NotContains(t, duties(v), aftersales.ReturnCost)

	w.Collected = true
	v, err = aftersales.Belgium().Withdraw(w, european(t))
	require.NoError(t, err)
	assert.NotContains(t, duties(v), aftersales.MayWait, "who fetches the goods does not wait for them")
	assert.NotContains(t, duties(v), aftersales.ReturnBy)
}

func TestTheWithdrawalFunctionIsOwedFromTheNineteenthOfJune(t *testing.T) {
	for give, want := range map[string]bool{"2026-06-18": false, "2026-06-19": true} {
		w := bought()
		w.Concluded, w.Informed, w.Received, w.Day = day(give), day(give), day("2026-06-22"), day("2026-06-23")
		v, err := aftersales.Belgium().Withdraw(w, european(t))
		require.NoError(t, err)
		_, owed := duties(v)[aftersales.Function]
		assert.Equal(t, want, owed, give)
		w.Online = false
		v, err = aftersales.Belgium().Withdraw(w, european(t))
		require.NoError(t, err)
		assert.NotContains(t, duties(v), aftersales.Function)
	}
}

func TestAWithdrawalNamesEverythingThatIsWrong(t *testing.T) {
	_, err := aftersales.Belgium().Withdraw(aftersales.Withdrawal{Exceptions: []aftersales.Exception{"ugly"}}, nil)
	require.EqualError(t, err, "law: required; buyer: one_of (business, public_body, consumer); contract: one_of (in_shop, distance, off_premises); subject: one_of (goods, services, digital_content); concluded: required; day: required")
	w := bought()
	w.Received, w.Day, w.Exceptions = day("2026-11-18"), day("2026-11-18"), []aftersales.Exception{"ugly"}
	_, err = aftersales.Belgium().Withdraw(w, european(t))
	require.ErrorContains(t, err, "received: order (concluded); day: order (concluded); exceptions[0]: one_of (performed, ")
	_, err = aftersales.Rules{}.Withdraw(bought(), european(t))
	require.EqualError(t, err, "concluded: reference (rules)")
	w = bought()
	w.Concluded, w.Received, w.Informed, w.Day = day("2014-05-30"), day("2014-06-02"), day("2014-05-30"), day("2014-06-03")
	_, err = aftersales.Belgium().Withdraw(w, european(t))
	require.EqualError(t, err, "concluded: reference (rules)")
}

// broken is a washing machine of a consumer, delivered on 2 November 2026.
func broken() aftersales.Defect {
	return aftersales.Defect{
		Buyer: salesdesk.Consumer, Concluded: day("2026-10-30"), Delivered: day("2026-11-02"), Found: day("2028-11-02"), Told: day("2028-11-03"),
	}
}

func TestTheLegalGuarantee(t *testing.T) {
	for _, test := range []struct {
		name        string
		change      func(*aftersales.Defect)
		wantAllowed bool
		wantUntil   string
		wantCodes   []aftersales.Code
	}{
		{
			"two years, the last day included", func(*aftersales.Defect) {}, true, "2028-11-02",
			[]aftersales.Code{aftersales.Guaranteed, aftersales.Presumed, aftersales.RepairFirst},
		},
		{
			"a day later", func(d *aftersales.Defect) { d.Found = day("2028-11-03") }, false, "2028-11-02",
			[]aftersales.Code{aftersales.GuaranteeOver, aftersales.Unproven},
		},
		{
			"the seller proved otherwise", func(d *aftersales.Defect) { d.Rebutted = true }, false, "2028-11-02",
			[]aftersales.Code{aftersales.Guaranteed, aftersales.Rebutted},
		},
		{
			"second-hand, a year agreed", func(d *aftersales.Defect) { d.SecondHand, d.AgreedMonths, d.Found = true, 12, day("2027-11-02") }, true, "2027-11-02",
			[]aftersales.Code{aftersales.SecondHand, aftersales.Guaranteed, aftersales.Presumed, aftersales.RepairFirst},
		},
		{
			"second-hand, nothing agreed", func(d *aftersales.Defect) { d.SecondHand = true }, true, "2028-11-02",
			[]aftersales.Code{aftersales.Guaranteed, aftersales.Presumed, aftersales.RepairFirst},
		},
		{
			"second-hand, half a year agreed: void", func(d *aftersales.Defect) { d.SecondHand, d.AgreedMonths = true, 6 }, true, "2028-11-02",
			[]aftersales.Code{aftersales.AgreedTooShort, aftersales.Guaranteed, aftersales.Presumed, aftersales.RepairFirst},
		},
		{
			"new, a year agreed: void", func(d *aftersales.Defect) { d.AgreedMonths = 12 }, true, "2028-11-02",
			[]aftersales.Code{aftersales.AgreedTooShort, aftersales.Guaranteed, aftersales.Presumed, aftersales.RepairFirst},
		},
		{"suspended for ten days of repair", func(d *aftersales.Defect) {
			d.Suspended = []calendar.Period{{From: day("2027-05-03"), To: day("2027-05-13")}}
			d.Found, d.Told = day("2028-11-12"), day("2028-11-13")
		}, true, "2028-11-12", []aftersales.Code{aftersales.Suspended, aftersales.Guaranteed, aftersales.Presumed, aftersales.RepairFirst}},
		{
			"told within two months", func(d *aftersales.Defect) { d.Found, d.Told, d.NoticeMonths = day("2027-01-15"), day("2027-03-15"), 2 }, true, "2028-11-02",
			[]aftersales.Code{aftersales.Guaranteed, aftersales.Presumed, aftersales.ToldInTime, aftersales.RepairFirst},
		},
		{
			"told later", func(d *aftersales.Defect) { d.Found, d.Told, d.NoticeMonths = day("2027-01-15"), day("2027-03-16"), 2 }, false, "2028-11-02",
			[]aftersales.Code{aftersales.Guaranteed, aftersales.Presumed, aftersales.ToldLate},
		},
		{
			"one month in our terms is two", func(d *aftersales.Defect) { d.Found, d.Told, d.NoticeMonths = day("2027-01-15"), day("2027-03-15"), 1 }, true, "2028-11-02",
			[]aftersales.Code{aftersales.Guaranteed, aftersales.Presumed, aftersales.NoticeRaised, aftersales.ToldInTime, aftersales.RepairFirst},
		},
		{"an undertaking", func(d *aftersales.Defect) { d.Buyer = salesdesk.Business }, false, "", []aftersales.Code{aftersales.NotConsumer}},
		{
			"a repair adds nothing in Belgium yet", func(d *aftersales.Defect) { d.Repaired = true }, true, "2028-11-02",
			[]aftersales.Code{aftersales.Guaranteed, aftersales.Presumed, aftersales.RepairFirst},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := broken()
			test.change(&d)
			if d.Told.Before(d.Found) {
				d.Told = d.Found
			}
			v, err := aftersales.Belgium().Guarantee(d, european(t))
			require.NoError(t, err)
			assert.Equal(t, test.wantAllowed, v.Allowed)
			assert.Equal(t, day(test.wantUntil), v.Until)
			assert.Equal(t, test.wantCodes, codes(v))
			assert.Equal(t, test.wantAllowed, len(v.Remedies) > 0)
		})
	}
}

func TestRemediesComeInTheOrderOfTheLaw(t *testing.T) {
	for _, test := range []struct {
		unrepaired, minor bool
		want              []aftersales.Remedy
	}{
		{false, false, []aftersales.Remedy{aftersales.Repair, aftersales.Replacement}},
		{false, true, []aftersales.Remedy{aftersales.Repair, aftersales.Replacement}},
		{true, false, []aftersales.Remedy{aftersales.PriceReduction, aftersales.Termination}},
		{true, true, []aftersales.Remedy{aftersales.PriceReduction}},
	} {
		d := broken()
		d.Unrepaired, d.Minor = test.unrepaired, test.minor
		v, err := aftersales.Belgium().Guarantee(d, european(t))
		require.NoError(t, err)
		assert.Equal(t, test.want, v.Remedies)
		assert.Contains(t, duties(v), aftersales.FreeOfCharge)
	}
}

func TestARepairExtendsTheGuaranteeWhereTheDirectiveHolds(t *testing.T) {
	rules := aftersales.Belgium()
	rules.Extensions = aftersales.RepairDirective()
	d := broken()
	d.Repaired, d.Found, d.Told = true, day("2029-11-02"), day("2029-11-02")
	v, err := rules.Guarantee(d, european(t))
	require.NoError(t, err)
	assert.True(t, v.Allowed)
	assert.Equal(t, day("2029-11-02"), v.Until)
	assert.Contains(t, codes(v), aftersales.RepairExtended)
	d.Concluded, d.Found, d.Told = day("2026-07-30"), day("2028-11-03"), day("2028-11-03")
	v, err = rules.Guarantee(d, european(t))
	require.NoError(t, err)
	assert.False(t, v.Allowed, "contracts from 31 July 2026 on")
}

func TestAPresumptionShorterThanTheGuaranteeAsksForProof(t *testing.T) {
	rules := aftersales.Belgium()
	rules.Guarantees[0].Presumed = 6
	d := broken()
	v, err := rules.Guarantee(d, european(t))
	require.NoError(t, err)
	assert.False(t, v.Allowed)
	assert.Equal(t, []aftersales.Code{aftersales.Guaranteed, aftersales.Unproven}, codes(v))
	d.Proven = true
	v, err = rules.Guarantee(d, european(t))
	require.NoError(t, err)
	assert.True(t, v.Allowed)
}

func TestADefectNamesEverythingThatIsWrong(t *testing.T) {
	_, err := aftersales.Belgium().Guarantee(aftersales.Defect{AgreedMonths: -1, NoticeMonths: 1201}, nil)
	require.EqualError(t, err, "law: required; buyer: one_of (business, public_body, consumer); concluded: required; delivered: required; found: required; told: required; agreed_months: min (0); notice_months: max (1200)")
	d := broken()
	d.Told, d.Suspended = d.Delivered, []calendar.Period{{From: day("2027-05-03"), To: day("2027-05-13")}, {From: day("2027-05-10"), To: day("2027-05-20")}}
	_, err = aftersales.Belgium().Guarantee(d, european(t))
	require.EqualError(t, err, "told: order (found); suspended[1]: order (delivered)")
	d = broken()
	d.Suspended = make([]calendar.Period, aftersales.MaxPeriods+1)
	_, err = aftersales.Belgium().Guarantee(d, european(t))
	require.ErrorContains(t, err, "suspended: length (100)")
}

// Whatever is asked, a yes has remedies and a no has none, and a defect that was covered
// is covered where it was found earlier.
func TestAnEarlierDefectIsNeverCoveredLess(t *testing.T) {
	l := european(t)
	rapid.Check(t, func(t *rapid.T) {
		d := broken()
		d.SecondHand = rapid.Bool().Draw(t, "second hand")
		d.AgreedMonths = rapid.IntRange(0, 30).Draw(t, "agreed")
		later := rapid.IntRange(0, 1000).Draw(t, "found")
		earlier := rapid.IntRange(0, later).Draw(t, "earlier")
		ask := func(days int) aftersales.Verdict {
			d.Found = d.Delivered.AddDays(days)
			d.Told = d.Found
			v, err := aftersales.Belgium().Guarantee(d, l)
			require.NoError(t, err)
			require.Equal(t, v.Allowed, len(v.Remedies) > 0)
			require.Equal(t, !d.Found.After(v.Until), v.Allowed)
			require.False(t, v.Until.Before(d.Delivered.AddMonths(12)))
			return v
		}
		if ask(later).Allowed {
			require.True(t, ask(earlier).Allowed)
		}
	})
}

func TestDefectsBetweenUndertakings(t *testing.T) {
	terms := aftersales.DefectTerms{
		Visible: calendar.Term{Length: 5, Unit: calendar.WorkingDays}, Hidden: calendar.Term{Length: 1, Unit: calendar.Months}, Answers: 12, Source: "terms of sale, art. 7",
	}
	base := aftersales.Defect{Buyer: salesdesk.Business, Concluded: day("2026-10-30"), Delivered: day("2026-11-02"), Found: day("2026-11-02"), Told: day("2026-11-09")}
	for _, test := range []struct {
		name      string
		terms     aftersales.DefectTerms
		change    func(*aftersales.Defect)
		want      bool
		wantWeigh bool
		wantCode  aftersales.Code
	}{
		{"visible, no reserve and no terms", aftersales.DefectTerms{}, func(d *aftersales.Defect) { d.Visible = true }, false, false, aftersales.Accepted},
		{"visible, with reserve", aftersales.DefectTerms{}, func(d *aftersales.Defect) { d.Visible, d.Reserved = true, true }, true, false, aftersales.Reserved},
		{"visible, told on the fifth working day", terms, func(d *aftersales.Defect) { d.Visible = true }, true, false, aftersales.ToldInTime},
		{"visible, a day later", terms, func(d *aftersales.Defect) { d.Visible, d.Told = true, day("2026-11-10") }, false, false, aftersales.ToldLate},
		{"hidden, without terms: a judge weighs", aftersales.DefectTerms{}, func(*aftersales.Defect) {}, true, true, aftersales.ShortTime},
		{"hidden, told within the month", terms, func(d *aftersales.Defect) { d.Told = day("2026-12-02") }, true, false, aftersales.ToldInTime},
		{"hidden, told after it", terms, func(d *aftersales.Defect) { d.Told = day("2026-12-03") }, false, false, aftersales.ToldLate},
		{"hidden, found after a year", terms, func(d *aftersales.Defect) { d.Found, d.Told = day("2027-11-03"), day("2027-11-03") }, false, false, aftersales.GuaranteeOver},
		{"hidden, not of the delivery", terms, func(d *aftersales.Defect) { d.Rebutted = true }, false, false, aftersales.Rebutted},
		{"a consumer", terms, func(d *aftersales.Defect) { d.Buyer = salesdesk.Consumer }, false, false, aftersales.LawOfConsumers},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := base
			test.change(&d)
			v, err := aftersales.Belgium().Defect(d, test.terms, european(t))
			require.NoError(t, err)
			assert.Equal(t, test.want, v.Allowed)
			assert.Equal(t, test.wantWeigh, v.Weigh)
			assert.Equal(t, []aftersales.Code{test.wantCode}, codes(v))
		})
	}
}

func TestDamageIsToldTheCarrierWithinSevenDaysWithoutSundaysAndHolidays(t *testing.T) {
	l := lawOf(t, calendar.LabourLaw(calendar.Belgium, 2026, 2027))
	for _, test := range []struct {
		give aftersales.Damage
		want bool
		code aftersales.Code
	}{
		{aftersales.Damage{Delivered: day("2026-11-02"), Told: day("2026-11-10")}, true, aftersales.ToldInTime}, // Sunday 8
		{aftersales.Damage{Delivered: day("2026-11-03"), Told: day("2026-11-12")}, true, aftersales.ToldInTime}, // Sunday 8 and Armistice
		{aftersales.Damage{Delivered: day("2026-11-03"), Told: day("2026-11-13")}, false, aftersales.ToldLate},
		{aftersales.Damage{Delivered: day("2026-11-02"), Told: day("2026-11-02"), Visible: true}, false, aftersales.Accepted},
		{aftersales.Damage{Delivered: day("2026-11-02"), Told: day("2026-11-02"), Visible: true, Reserved: true}, true, aftersales.Reserved},
	} {
		v, err := aftersales.Belgium().Damage(test.give, l)
		require.NoError(t, err)
		assert.Equal(t, test.want, v.Allowed)
		assert.Equal(t, []aftersales.Code{test.code}, codes(v))
	}
	_, err := aftersales.Belgium().Damage(aftersales.Damage{}, nil)
	require.EqualError(t, err, "law: required; delivered: required; told: required")
}

func TestACommercialWarrantyIsData(t *testing.T) {
	w, err := aftersales.DecodeWarranty([]byte(`{"name": "Five years", "months": 60, "register_days": 30, "parts": ["motor", "pump"],
		"excluded": ["lime"], "remedies": ["repair"], "source": "conditions 2026, art. 3"}`))
	require.NoError(t, err)
	claim := aftersales.WarrantyClaim{Buyer: salesdesk.Consumer, Delivered: day("2026-11-02"), Registered: day("2026-12-02"), Found: day("2031-11-02"), Part: "motor"}
	v, err := w.Covers(claim)
	require.NoError(t, err)
	assert.True(t, v.Allowed)
	assert.Equal(t, []aftersales.Remedy{aftersales.Repair}, v.Remedies)
	assert.Contains(t, duties(v), aftersales.GuaranteeStands)

	claim.Registered, claim.Found, claim.Part, claim.Cause = day("2026-12-03"), day("2031-11-03"), "door", "lime"
	v, err = w.Covers(claim)
	require.NoError(t, err)
	assert.False(t, v.Allowed)
	assert.Equal(t, []aftersales.Code{aftersales.NotRegistered, aftersales.GuaranteeOver, aftersales.NotCovered, aftersales.NotCovered}, codes(v))
	assert.Empty(t, v.Remedies)

	claim.Buyer = salesdesk.Business
	v, err = w.Covers(claim)
	require.NoError(t, err)
	assert.Empty(t, v.Duties)

	_, err = aftersales.Warranty{}.Covers(aftersales.WarrantyClaim{})
	require.EqualError(t, err, "months: required; remedies: required; buyer: one_of (business, public_body, consumer); delivered: required; found: required")
	_, err = aftersales.DecodeWarranty([]byte(`{"name": "x", "years": 5}`))
	require.ErrorContains(t, err, "years: unknown")
}

func TestTheRulesRoundTrip(t *testing.T) {
	data, err := json.Marshal(aftersales.Belgium())
	require.NoError(t, err)
	again, err := aftersales.DecodeRules(data)
	require.NoError(t, err)
	rewritten, err := json.Marshal(again)
	require.NoError(t, err)
	assert.JSONEq(t, string(data), string(rewritten))
	_, err = aftersales.DecodeRules([]byte(`{"guarantees": [{"years": 2}]}`))
	require.ErrorContains(t, err, "guarantees[0].years: unknown")
}
