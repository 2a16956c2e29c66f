package law

import (
	"time"

	"github.com/interne-sales/salesdesk/calendar"
)

// Rules are the tables of the law, each oldest first; the last that has begun on a day
// holds. An empty table says nothing. The zero value is no law at all.
type Rules struct {
	Reductions []ReductionRule `json:"reductions"`
	Sales      []SalesRule     `json:"sales"`
	Losses     []LossRule      `json:"losses"`
	Clauses    []ClauseRule    `json:"clauses"` // each clause its own, in any order
	Displays   []DisplayRule   `json:"displays"`
	// PreSales: the periods in which reductions of some goods are not announced are
	// checked too. Whether European law leaves them standing is contested, so a company
	// chooses.
	PreSales bool `json:"pre_sales,omitempty"`
}

// ReductionRule is how long a price counts before its reduction is announced.
type ReductionRule struct {
	From    calendar.Date `json:"from"`
	Days    int           `json:"days"`     // of which the lowest price is the reference
	NewDays int           `json:"new_days"` // the same for goods that are on the market for less than Days
	Source  string        `json:"source"`
}

// SalesRule is when the sales are, and what may be called so.
type SalesRule struct {
	From         calendar.Date  `json:"from"`
	Seasons      []SeasonRule   `json:"seasons"`
	Words        []string       `json:"words"`              // that only sales may use, in lower case: whole, or as the end of a word
	Doubtful     []string       `json:"doubtful,omitempty"` // those that say other things, too: a warning
	Balance      []string       `json:"balance,omitempty"`  // words that make another thing of one within MaxWordsBetween before them: a warning, too
	OfferedDays  int            `json:"offered_days"`
	PreSales     []PreSalesRule `json:"pre_sales,omitempty"`
	MaxFairDays  int            `json:"max_fair_days"` // of a braderie within a pre-sales period
	PreSaleGoods []Goods        `json:"pre_sale_goods"`
	Source       string         `json:"source"`
	PreSource    string         `json:"pre_source"`
}

// SeasonRule is a season of sales as days of the year. Where its first day is a Sunday it
// begins the day before.
type SeasonRule struct {
	Season     SeasonName `json:"season"`
	FirstMonth time.Month `json:"first_month"`
	FirstDay   int        `json:"first_day"`
	LastMonth  time.Month `json:"last_month"`
	LastDay    int        `json:"last_day"`
}

// PreSalesRule is how many days before a season its pre-sales period begins.
type PreSalesRule struct {
	Season SeasonName `json:"season"`
	Days   int        `json:"days"`
}

// LossRule says how much of last year's volume rebate lowers a purchase price.
type LossRule struct {
	From        calendar.Date `json:"from"`
	VolumeShare int           `json:"volume_share"` // in hundredths
	Source      string        `json:"source"`
}

// DisplayRule is a day from which consumers must see the whole price.
type DisplayRule struct {
	From   calendar.Date `json:"from"`
	Source string        `json:"source"`
}

// Belgium are the Belgian tables, of what was known in November 2026. From general
// knowledge, to be verified: the words beside "solden" and "soldes", the first
// day of Book VI (31 May 2014), and the grey clauses on notice, exoneration and proof.
// Pre-sales periods are off: their text of 2026 is not confirmed.
func Belgium() Rules {
	return Rules{
		Reductions: []ReductionRule{
			{From: calendar.MustDate("2022-05-28"), Days: 30, NewDays: 7, Source: "WER VI.18; Directive 98/6/EC art. 6a; CJEU C-330/23"},
		},
		Sales: []SalesRule{{
			From: calendar.MustDate("2014-05-31"), Words: []string{"solden", "soldes", "schlussverkauf"}, OfferedDays: 30,
			Doubtful: []string{"opruiming"},
			Balance:  []string{"acompte", "acomptes", "compte", "comptes", "dus", "facture", "factures", "paiement", "paiements", "payer", "restants"},
			Seasons: []SeasonRule{
				{Season: Winter, FirstMonth: time.January, FirstDay: 3, LastMonth: time.January, LastDay: 31},
				{Season: Summer, FirstMonth: time.July, FirstDay: 1, LastMonth: time.July, LastDay: 31},
			},
			PreSales:     []PreSalesRule{{Season: Winter, Days: 31}, {Season: Summer, Days: 30}},
			PreSaleGoods: []Goods{Clothing, Shoes, Leather}, MaxFairDays: 4,
			Source: "WER VI.25-VI.28", PreSource: "WER VI.29; Cass. 2 November 2012",
		}},
		Losses: []LossRule{
			{From: calendar.MustDate("2014-05-31"), VolumeShare: 80, Source: "WER VI.116-VI.117; Cass. 16 September 2016"},
		},
		Clauses:  belgianClauses(),
		Displays: []DisplayRule{{From: calendar.MustDate("2014-05-31"), Source: "WER VI.2-VI.7; KB 30 June 1996"}},
	}
}

// dated is a rule that begins on a day.
type dated interface{ begins() calendar.Date }

func (r ReductionRule) begins() calendar.Date { return r.From }
func (r SalesRule) begins() calendar.Date     { return r.From }
func (r LossRule) begins() calendar.Date      { return r.From }
func (r DisplayRule) begins() calendar.Date   { return r.From }

// ruleOn is the last rule of a table that has begun on a day.
func ruleOn[R dated](table []R, on calendar.Date) (found R, ok bool) {
	for i := range table {
		if !on.Before(table[i].begins()) {
			found, ok = table[i], true
		}
	}
	return found, ok
}
