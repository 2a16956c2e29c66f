package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Bounds of promotions. Combinations are those of [Promotion.Exclusion]: more than
// MaxCombinations, or more than MaxComparedLines lines to price in all of them, are
// refused with a [CombinationsError].
const (
	MaxPromotions    = 1_000   // of rules
	MaxCoupons       = 20      // of a request
	MaxCombinations  = 1_024   // of promotions that are compared
	MaxComparedLines = 200_000 // combinations × lines, once more for each option
)

// Promotion is a discount that applies by rule: by itself, or where a coupon opens it.
//
// It is one of Rate, Amount, Price and Free, on the lines of its articles that a
// discount may be taken of, after the adjustments that the request gives. It never
// takes more than there is, nor more than a floor leaves: what it takes is limited, and
// [Adjusted.Limited] says so. Returns take no part. An adjustment of the request with
// the same ID takes its place.
//
// Promotions that hold for the request all apply, by Priority and then in the order
// given, but of those with the same Exclusion at most one does, and an Exclusive one
// only alone: the combination that makes the whole document cheapest
// ([Totals.Payable]), of equal ones that with the fewest promotions, then the first in
// the order given.
type Promotion struct {
	ID     string     `json:"id"`
	Text   string     `json:"text,omitempty"`   // the reason in words
	Reason ReasonCode `json:"reason,omitempty"` // empty is Discount

	// When and for whom it holds; what is empty holds for all.
	From           calendar.Date `json:"from,omitzero"` // first day
	To             calendar.Date `json:"to,omitzero"`   // the first day it no longer holds
	Customers      []string      `json:"customers,omitempty"`
	CustomerGroups []string      `json:"customer_groups,omitempty"`
	Channels       []string      `json:"channels,omitempty"`
	Coupon         *Coupon       `json:"coupon,omitempty"` // what opens it; nil applies by itself

	// What it is measured and taken of. The articles are those named and those of the
	// groups named; every article where neither is.
	Scope       Scope            `json:"scope,omitempty"` // empty is LineScope
	SKUs        []string         `json:"skus,omitempty"`
	Groups      []string         `json:"groups,omitempty"`
	MinQuantity salesdesk.Amount `json:"min_quantity,omitzero"`
	MinAmount   salesdesk.Amount `json:"min_amount,omitzero"` // BT-131 before promotions
	// OverFixed takes it of a line with an agreed price, and below the Price of another
	// promotion, too.
	OverFixed bool `json:"over_fixed,omitempty"`

	// How it goes together with others.
	Exclusion string `json:"exclusion,omitempty"`
	Exclusive bool   `json:"exclusive,omitempty"`
	Priority  int    `json:"priority,omitempty"` // the higher first

	// What it gives: one of these.
	Rate   *salesdesk.Amount `json:"rate,omitempty"`   // a ratio: 0.05 is 5 %
	On     Basis             `json:"on,omitempty"`     // what Rate is of; of a document, what is left
	Amount *salesdesk.Amount `json:"amount,omitempty"` // of each line, of the group together, or of the document
	Price  *Price            `json:"price,omitempty"`  // in place of a higher one; not of a document
	Free   *FreeGoods        `json:"free,omitempty"`
}

// Scope is what a promotion is measured and taken of.
type Scope string

// The scopes.
const (
	// LineScope: each line of the articles for itself.
	LineScope Scope = "line"
	// GroupScope: the lines of the articles together. An Amount is shared over them
	// by what is left of each, by largest remainder.
	GroupScope Scope = "group"
	// DocumentScope: measured on the lines of the articles, taken of the document.
	DocumentScope Scope = "document"
)

// FreeGoods is so much for nothing with so much that is bought. The free goods are a
// line of their own at their price, with an allowance of 100 %, so that the customer's
// own lines stay as they are; contributions and deposits are still due on them.
// The line's ID is "free." and the promotion's, with "." and the line's in LineScope; where
// another line has it already, a number follows.
type FreeGoods struct {
	Every    salesdesk.Amount `json:"every"`         // what is bought, for each time
	Quantity salesdesk.Amount `json:"quantity"`      // what is free, each time
	SKU      string           `json:"sku,omitempty"` // of what is free; empty is what is bought, in LineScope only
	Most     salesdesk.Amount `json:"most,omitzero"` // of what is free in one line; zero is no bound
}

// Coupon is the code that opens a promotion, and how often it may.
type Coupon struct {
	Code               string `json:"code"`                            // read to the letter; one promotion has it
	MaxUses            int    `json:"max_uses,omitempty"`              // of all customers; zero is no bound
	MaxUsesPerCustomer int    `json:"max_uses_per_customer,omitempty"` // zero is no bound
}

// PresentedCoupon is a coupon that the buyer presents, with its uses before this
// document, which the host keeps.
type PresentedCoupon struct {
	Code           string `json:"code"`
	Uses           int    `json:"uses,omitempty"`             // by all customers
	UsesByCustomer int    `json:"uses_by_customer,omitempty"` // by this one
}

// PricedCoupon is what became of a presented coupon. One that does not apply is no error
// of the document, unless [Request.RequireCoupons] makes it one.
type PricedCoupon struct {
	Code      string           `json:"code"`
	Promotion string           `json:"promotion,omitempty"` // empty where none has the code
	Reason    Rejection        `json:"reason,omitempty"`    // why it does not apply; empty where it does
	Missing   salesdesk.Amount `json:"missing,omitzero"`    // quantity or amount to reach
}

// ConsideredPromotion is a promotion and why it applies or does not.
type ConsideredPromotion struct {
	ID     string    `json:"id"`
	Reason Rejection `json:"reason,omitempty"` // empty where it applies
	// Missing is what [BelowQuantity] and [BelowAmount] come short.
	Missing salesdesk.Amount `json:"missing,omitzero"`
	// By are the promotions that exclude it, and Dearer how much more would be
	// payable with it; nil where no document with it could be made.
	By     []string          `json:"by,omitempty"`
	Dearer *salesdesk.Amount `json:"dearer,omitempty"`
}

// Why a promotion does not apply, beside what keeps an entry of the book from it.
const (
	UnknownCoupon    Rejection = "unknown_coupon" // no promotion has the code
	NoCoupon         Rejection = "no_coupon"      // it takes one, which was not presented
	CouponUsedUp     Rejection = "coupon_used_up"
	CouponUsedBefore Rejection = "coupon_used_before" // as often as this customer may
	NoArticle        Rejection = "no_article"         // of it is on a line
	NotDiscountable  Rejection = "not_discountable"   // is what is on the lines
	BelowQuantity    Rejection = "below_quantity"
	BelowAmount      Rejection = "below_amount"
	FreeWithoutPrice Rejection = "free_without_price" // what is free has no price
	Excluded         Rejection = "excluded"           // others make the document cheaper
	NoEffect         Rejection = "no_effect"          // nothing is left to take
)
