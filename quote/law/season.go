package law

import (
	"slices"
	"unicode/utf8"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// MaxTextBytes bounds the text of a campaign.
const MaxTextBytes = 100_000

// SeasonName is a season of sales.
type SeasonName string

// The seasons.
const (
	Winter SeasonName = "winter"
	Summer SeasonName = "summer"
)

// MessageID names the season's text.
func (n SeasonName) MessageID() string { return "law.season." + string(n) }

// Goods is a kind of goods that pre-sales periods know. Empty is any other.
type Goods string

// The kinds of goods.
const (
	Clothing Goods = "clothing"
	Shoes    Goods = "shoes"
	Leather  Goods = "leather"
)

// MessageID names the text.
func (g Goods) MessageID() string { return "law.goods." + string(g) }

// Season is a season of sales in a year, and the pre-sales period that ends where it
// begins; empty where the law has none.
type Season struct {
	Name   SeasonName      `json:"name"`
	Sales  calendar.Period `json:"sales"`
	Before calendar.Period `json:"before"`
	Source string          `json:"source"`
}

// Seasons are the sales that begin in a year: 3 to 31 January and 1 to 31 July, a day
// earlier where the first is a Sunday. None before the first rule.
func (r Rules) Seasons(year int) []Season {
	var all []Season
	rule, ok := ruleOn(r.Sales, calendar.Date{Year: year, Month: 12, Day: 31})
	if !ok {
		return nil
	}
	for _, s := range rule.Seasons {
		first := calendar.Date{Year: year, Month: s.FirstMonth, Day: s.FirstDay}
		if first.Weekday() == 0 {
			first = first.AddDays(-1)
		}
		last := calendar.Date{Year: year, Month: s.LastMonth, Day: s.LastDay}
		season := Season{Name: s.Season, Sales: calendar.Through(first, last), Source: rule.Source}
		for _, p := range rule.PreSales {
			if p.Season == s.Season {
				season.Before = calendar.Period{From: first.AddDays(-p.Days), To: first}
			}
		}
		if !first.Before(rule.From) {
			all = append(all, season)
		}
	}
	return all
}

// Campaign is what is announced to consumers over some days.
type Campaign struct {
	Period       calendar.Period `json:"period"`
	Text         string          `json:"text"`
	Goods        Goods           `json:"goods,omitempty"`
	Reduces      bool            `json:"reduces,omitempty"`      // announces a reduction that takes effect in Period
	Joint        bool            `json:"joint,omitempty"`        // a joint offer, which pre-sales periods allow
	Fair         bool            `json:"fair,omitempty"`         // a braderie or the like
	OfferedSince calendar.Date   `json:"offered_since,omitzero"` // the goods; zero is not known
	OutOfStock   bool            `json:"out_of_stock,omitempty"` // when the sales began
}

// CheckCampaign holds a campaign against the sales: their words only within a season, for
// goods that were offered 30 days before it and were in stock; only a warning where a word may
// mean another thing, as a site that is cleared or the balance of an advance; and, where the rules have
// PreSales, no reduction of clothing, shoes or leather goods announced just before one.
// The error is every problem of the input.
func (r Rules) CheckCampaign(c Campaign) ([]Finding, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	rule, ok := ruleOn(r.Sales, c.Period.From)
	if !ok {
		return nil, nil
	}
	var all []Finding
	if word, severity := rule.word(c.Text); word != "" {
		all = r.salesWord(rule, c, word)
		for i := range all {
			all[i].Severity = severity
		}
	}
	if r.PreSales && c.Reduces && !c.Joint && slices.Contains(rule.PreSaleGoods, c.Goods) {
		all = append(all, r.preSales(rule, c)...)
	}
	return all, nil
}

func (c Campaign) check() error {
	var problems salesdesk.Problems
	problems.AddAt("period", c.Period.Check())
	switch c.Goods {
	case "", Clothing, Shoes, Leather:
	default:
		problems.Add(salesdesk.FieldError{Path: "goods", Rule: salesdesk.RuleOneOf, Param: "clothing shoes leather"})
	}
	if len(c.Text) > MaxTextBytes {
		problems.Add(salesdesk.FieldError{Path: "text", Rule: salesdesk.RuleLength, Param: "100000"})
	} else if !utf8.ValidString(c.Text) {
		problems.Add(salesdesk.FieldError{Path: "text", Rule: salesdesk.RuleFormat, Param: "UTF-8"})
	}
	return problems.Err()
}

func (r Rules) salesWord(rule SalesRule, c Campaign, word string) []Finding {
	season, ok := r.seasonOf(c.Period)
	if !ok {
		return []Finding{{Code: WordReserved, Severity: Error, Source: rule.Source, Word: word, Period: c.Period}}
	}
	var all []Finding
	if since := c.OfferedSince; !since.IsZero() && since.AddDays(rule.OfferedDays).After(season.Sales.From) {
		all = append(all, Finding{Code: NotOfferedBefore, Severity: Error, Source: rule.Source, Days: rule.OfferedDays})
	}
	if c.OutOfStock {
		all = append(all, Finding{Code: NotInStock, Severity: Error, Source: rule.Source})
	}
	return all
}

// seasonOf is the season that a period lies in.
func (r Rules) seasonOf(p calendar.Period) (Season, bool) {
	for _, s := range r.Seasons(p.From.Year) {
		if !p.From.Before(s.Sales.From) && !s.Sales.To.Before(p.To) {
			return s, true
		}
	}
	return Season{}, false
}

// preSales are the pre-sales periods that a campaign touches.
func (r Rules) preSales(rule SalesRule, c Campaign) []Finding {
	if c.Fair && c.Period.Days() <= rule.MaxFairDays {
		return nil
	}
	var all []Finding
	for year := c.Period.From.Year; year <= c.Period.From.Year+1; year++ {
		for _, s := range r.Seasons(year) {
			if c.Period.Overlaps(s.Before) {
				all = append(all, Finding{Code: PreSalesReduction, Severity: Warning, Contested: true, Source: rule.PreSource, Period: s.Before})
			}
		}
	}
	return all
}
