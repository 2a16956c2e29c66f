package agreement

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Round is a price round: the day new prices hold from, and what may be touched by them.
type Round struct {
	Date       calendar.Date `json:"date"`
	Quotes     []OpenQuote   `json:"quotes,omitempty"`
	Agreements []Agreement   `json:"agreements,omitempty"`
	Purchases  []Purchase    `json:"purchases,omitempty"`
}

// OpenQuote is a quote that was sent and is not decided.
type OpenQuote struct {
	ID         string          `json:"id"`
	Customer   string          `json:"customer"`
	ValidUntil calendar.Date   `json:"valid_until"`
	Request    pricing.Request `json:"request"`
	Priced     pricing.Priced  `json:"priced"`
}

// Purchase is what a customer bought of an article last year.
type Purchase struct {
	Buyer    pricing.Buyer    `json:"buyer"`
	SKU      string           `json:"sku"`
	Quantity salesdesk.Amount `json:"quantity"`       // of the year, in the article's own unit
	Order    salesdesk.Amount `json:"order,omitzero"` // as a rule at a time, which reaches the tiers; 0 is one
}

// Impact is what a price round does. Everything is sorted by its name; amounts are
// as the books have them, without contributions and promotions; those of a quote are its own.
type Impact struct {
	Date       calendar.Date      `json:"date"`
	Currency   salesdesk.Currency `json:"currency"`
	Articles   []ArticleEffect    `json:"articles,omitempty"` // whose price for everybody changes
	Unchanged  int                `json:"unchanged"`          // articles whose price does not
	Quotes     []QuoteEffect      `json:"quotes,omitempty"`   // that would cost something else
	Agreements []PriceEffect      `json:"agreements,omitempty"`
	Letters    []Letter           `json:"letters,omitempty"`
}

// Change is a price before and after. A side that has no price is nil; Ratio is the
// change as a ratio of Old, six places, nil where one is missing or Old is 0.
type Change struct {
	Old   *pricing.Price    `json:"old,omitempty"`
	New   *pricing.Price    `json:"new,omitempty"`
	Ratio *salesdesk.Amount `json:"ratio,omitempty"`
}

// ArticleEffect is an article whose price for everybody changes.
type ArticleEffect struct {
	SKU   string                        `json:"sku"`
	Names map[salesdesk.Language]string `json:"names,omitempty"`
	Change
}

// QuoteEffect is an open quote and what it would cost at the new prices. The quote holds
// until the end of its last day all the same.
type QuoteEffect struct {
	ID         string             `json:"id"`
	Customer   string             `json:"customer"`
	HeldUntil  calendar.Date      `json:"held_until"`
	Currency   salesdesk.Currency `json:"currency"`
	Held       salesdesk.Amount   `json:"held"`                 // BT-109 as quoted
	Repriced   *salesdesk.Amount  `json:"repriced,omitempty"`   // asked and delivered on the day of the round; nil where the new book cannot price it
	Causes     []Cause            `json:"causes,omitempty"`     // why it cannot
	Difference *salesdesk.Amount  `json:"difference,omitempty"` // repriced less held
}

// PriceEffect is an article with a price in an agreement that holds on the day of the round.
type PriceEffect struct {
	Agreement string        `json:"agreement"`
	Customer  string        `json:"customer"`
	Project   string        `json:"project,omitempty"`
	SKU       string        `json:"sku"`
	Protected bool          `json:"protected,omitempty"` // the customer pays the same
	Until     calendar.Date `json:"until,omitzero"`      // the agreement's last day
	Change
}

// Letter is what a customer is told: the articles he buys whose price changes, and what
// that makes of last year's quantities.
type Letter struct {
	Customer   string            `json:"customer"`
	From       calendar.Date     `json:"from"`
	Rows       []LetterRow       `json:"rows"`
	Old        salesdesk.Amount  `json:"old"` // of all his purchases that have both prices
	New        salesdesk.Amount  `json:"new"`
	Difference salesdesk.Amount  `json:"difference"`
	Ratio      *salesdesk.Amount `json:"ratio,omitempty"` // of Old, six places; nil where that is 0
}

// LetterRow is an article in a letter. Without a new price it is no longer sold.
type LetterRow struct {
	SKU        string                        `json:"sku"`
	Names      map[salesdesk.Language]string `json:"names,omitempty"`
	Quantity   salesdesk.Amount              `json:"quantity"`
	Difference *salesdesk.Amount             `json:"difference,omitempty"` // on the quantity of the year; nil without both prices
	Change
}
