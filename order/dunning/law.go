package dunning

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Law is the dated tables of late payment. The zero value knows nothing; [Belgium] is
// what a [Policy] without one takes.
type Law struct {
	Commercial []Rate         `json:"commercial"` // between undertakings, and the most a consumer pays
	Civil      []Rate         `json:"civil"`      // where a consumer agreed to none
	LumpSums   []LumpSum      `json:"lump_sums"`
	Consumer   []ConsumerRule `json:"consumer"`
	DayCounts  []Basis        `json:"day_counts"`
	Contents   []Content      `json:"contents"` // of letters
}

// Rate is a yearly rate of interest, as a ratio, and the days on which it holds.
type Rate struct {
	Period     calendar.Period  `json:"period"`
	Ratio      salesdesk.Amount `json:"ratio"`
	Confidence Confidence       `json:"confidence"`
	Source     string           `json:"source"`
}

// Confidence says how sure a figure of a table is.
type Confidence string

// The degrees.
const (
	Published   Confidence = "published"   // read where it was published
	Computed    Confidence = "computed"    // by the formula of the law, from a published figure
	Unconfirmed Confidence = "unconfirmed" // verify before relying on it
)

// MessageID names the text.
func (c Confidence) MessageID() string { return "dunning.confidence." + string(c) }

// Basis is how many days a year of interest has, for the days from From on; of several
// the last one that has begun. On days before the first, and where there is none, it is
// [Actual365].
type Basis struct {
	From   calendar.Date `json:"from"`
	Count  DayCount      `json:"count"`
	Source string        `json:"source"`
}

// LumpSum is what a business owes for the recovery of each late payment, from the day
// after it was due and without notice.
type LumpSum struct {
	From     calendar.Date      `json:"from"`
	Amount   salesdesk.Amount   `json:"amount"`
	Currency salesdesk.Currency `json:"currency"`
	Source   string             `json:"source"`
}

// ConsumerRule is what a consumer may be asked for.
type ConsumerRule struct {
	Contracts calendar.Date `json:"contracts"` // for contracts of this day and later
	From      calendar.Date `json:"from"`      // for all contracts, where the debt is late on this day or later
	// WaitDays is how long a consumer has after the first reminder, in calendar days. They
	// begin on the PostDays-th working day after it was posted, or on the ElectronicDays-th
	// day after it was sent electronically.
	WaitDays       int `json:"wait_days"`
	PostDays       int `json:"post_days"`
	ElectronicDays int `json:"electronic_days"`
	// FreeDueDates is for how many due dates of a calendar year the first reminder is free
	// where deliveries are regular. Where they are not, it always is.
	FreeDueDates int              `json:"free_due_dates"`
	ReminderMost salesdesk.Amount `json:"reminder_most"` // for a further reminder, beside its postage
	Caps         []Cap            `json:"caps"`          // of damages, lowest balance first
	Source       string           `json:"source"`
}

// Cap is the most that damages may be on a balance up to UpTo: Fixed, and Ratio of what is
// above Above, no more than Most in all. In the last cap UpTo is 0, without bound; a Most
// of 0 is none.
type Cap struct {
	UpTo  salesdesk.Amount `json:"up_to"`
	Fixed salesdesk.Amount `json:"fixed"`
	Ratio salesdesk.Amount `json:"ratio"`
	Above salesdesk.Amount `json:"above"`
	Most  salesdesk.Amount `json:"most"`
}

// Belgium are the Belgian tables, of what was known in November 2026. The rate of the
// second half of 2026 was not published then: it is computed, marked [Unconfirmed], and to
// be replaced. Later half-years are not in the table: add them. From general knowledge, to
// be verified: the civil rates of 2019 to 2021, that a debt under an older contract
// follows Book XIX where it became late on 1 December 2023 or after, that a year has 365
// days in leap years too, and what letters say beside a consumer's first reminder.
func Belgium() Law {
	return Law{
		Commercial: commercialRates(),
		Civil:      civilRates(),
		LumpSums: []LumpSum{
			{From: calendar.MustDate("2013-03-16"), Amount: salesdesk.MustAmount("40.00"), Currency: "EUR", Source: "law of 2 August 2002, art. 6"},
		},
		Consumer: []ConsumerRule{{
			Contracts: calendar.MustDate("2023-09-01"), From: calendar.MustDate("2023-12-01"),
			WaitDays: 14, PostDays: 3, ElectronicDays: 1, FreeDueDates: 3, ReminderMost: salesdesk.MustAmount("7.50"),
			Caps: []Cap{
				{UpTo: salesdesk.MustAmount("150.00"), Fixed: salesdesk.MustAmount("20.00")},
				{UpTo: salesdesk.MustAmount("500.00"), Fixed: salesdesk.MustAmount("30.00"), Ratio: salesdesk.MustAmount("0.10"), Above: salesdesk.MustAmount("150.00")},
				{Fixed: salesdesk.MustAmount("65.00"), Ratio: salesdesk.MustAmount("0.05"), Above: salesdesk.MustAmount("500.00"), Most: salesdesk.MustAmount("2000.00")},
			},
			Source: "WER XIX.2-XIX.4, law of 4 May 2023",
		}},
		DayCounts: []Basis{
			{From: calendar.MustDate("2002-08-07"), Count: Actual365, Source: "no law fixes it: practice, from general knowledge"},
		},
		Contents: contents(),
	}
}

// commercialRates are the main refinancing rate of the ECB on 1 January and 1 July and
// eight percent points, rounded up to half a point.
func commercialRates() []Rate {
	const law = "law of 2 August 2002, art. 5; "
	return []Rate{
		rate("2016-07-01", "2022-12-31", "0.08", Computed, law+"ECB 0.00"),
		rate("2023-01-01", "2023-06-30", "0.105", Published, law+"ECB 2.50"),
		rate("2023-07-01", "2023-12-31", "0.12", Computed, law+"ECB 4.00"),
		rate("2024-01-01", "2024-06-30", "0.125", Published, law+"ECB 4.50"),
		rate("2024-07-01", "2024-12-31", "0.125", Published, law+"ECB 4.25"),
		rate("2025-01-01", "2025-06-30", "0.115", Published, law+"ECB 3.15"),
		rate("2025-07-01", "2025-12-31", "0.105", Computed, law+"ECB 2.15"),
		rate("2026-01-01", "2026-06-30", "0.105", Published, law+"ECB 2.15"),
		rate("2026-07-01", "2026-12-31", "0.105", Unconfirmed, law+"ECB not seen"),
	}
}

// civilRates are the average twelve-month Euribor of December, rounded up to a quarter of
// a point, and two percent points.
func civilRates() []Rate {
	const law = "law of 5 May 1865, art. 2"
	return []Rate{
		rate("2019-01-01", "2019-12-31", "0.02", Unconfirmed, law),
		rate("2020-01-01", "2021-12-31", "0.0175", Unconfirmed, law),
		rate("2022-01-01", "2022-12-31", "0.015", Published, law),
		rate("2023-01-01", "2023-12-31", "0.0525", Published, law),
		rate("2024-01-01", "2024-12-31", "0.0575", Published, law),
		rate("2025-01-01", "2026-12-31", "0.045", Published, law),
	}
}

func rate(first, last, ratio string, c Confidence, source string) Rate {
	return Rate{
		Period: calendar.Through(calendar.MustDate(first), calendar.MustDate(last)),
		Ratio:  salesdesk.MustAmount(ratio), Confidence: c, Source: source,
	}
}

// rateOn is the rate of a day, of the last row that holds it.
func rateOn(table []Rate, day calendar.Date) (found Rate, err error) {
	err = NoRateError{Day: day}
	for _, r := range table {
		if !day.Before(r.Period.From) && day.Before(r.Period.To) {
			found, err = r, nil
		}
	}
	return found, err
}

// lumpSum is what a business owes for a payment that is late from a day on.
func (l Law) lumpSum(late calendar.Date, c salesdesk.Currency) (found LumpSum, ok bool) {
	for _, s := range l.LumpSums {
		if s.Currency == c && !late.Before(s.From) {
			found, ok = s, true
		}
	}
	return found, ok
}

// consumer is the rule that a consumer's debt follows.
func (l Law) consumer(d Debt) (found ConsumerRule, err error) {
	err = NoRuleError{Due: d.Due, Contract: d.Contract}
	for _, r := range l.Consumer {
		if !d.Contract.Before(r.Contracts) || !d.late().Before(r.From) {
			found, err = r, nil
		}
	}
	return found, err
}
