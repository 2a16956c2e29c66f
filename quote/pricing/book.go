package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Book is a price book: what is sold, and at which prices, in one currency.
// [Lint] reads it for what is allowed and still looks wrong.
type Book struct {
	Currency salesdesk.Currency `json:"currency"`
	Articles []Article          `json:"articles"`
	Entries  []Entry            `json:"entries"`
	// Inclusive: its prices and contributions, and the amounts of the rules, have VAT in
	// them, that of a consumer in Belgium: a consumers' list.
	//
	// One book serves both. For an Inclusive request of a book without VAT a price is
	// multiplied with 1 + the rate of its line and rounded half away from zero to the minor
	// unit of the currency, for its base quantity; one below 1.00 keeps the places it has. For
	// a request without VAT of an Inclusive book it is divided by 1 + the rate in it, and has
	// the places that its line needs to come to the same: 99.00 at 21 % is 81.8182 for one,
	// 81.818182 for ten thousand. The document of an export, with VAT in its prices and none
	// to pay, shows it in minor units. Formulas come before; contributions and surcharges are
	// rounded with their line. An amount for several lines goes by what they come to either
	// way; deposits on packaging have no VAT. The waterfall has a [StepBookVAT].
	Inclusive bool    `json:"inclusive,omitempty"`
	Lists     []List  `json:"lists,omitempty"`
	Indices   []Index `json:"indices,omitempty"`
}

// Article is an article or a service.
type Article struct {
	SKU             string                        `json:"sku"` // BT-155
	GTIN            salesdesk.GTIN                `json:"gtin,omitzero"`
	Names           map[salesdesk.Language]string `json:"names,omitempty"` // BT-153
	Group           string                        `json:"group,omitempty"`
	Unit            string                        `json:"unit,omitempty"`      // UNECE Recommendation 20; empty is C62, one
	VATClass        VATClass                      `json:"vat_class,omitempty"` // empty is the standard rate
	Supply          Supply                        `json:"supply,omitempty"`    // empty is goods
	Cost            *salesdesk.Amount             `json:"cost,omitempty"`      // of one unit; nil is not known
	NotDiscountable bool                          `json:"not_discountable,omitempty"`
	Contributions   []Contribution                `json:"contributions,omitempty"`
	Weight          *salesdesk.Amount             `json:"weight,omitempty"`    // of one unit in kilograms; nil is not known
	Packaging       []ReturnablePackaging         `json:"packaging,omitempty"` // that it comes in

	// Units are the units a line may ask the article in, beside Unit.
	Units []Unit `json:"units,omitempty"`

	// A bundle: its price is split over its components, each with its own VAT.
	Components []Component `json:"components,omitempty"`
	// BundleDiscount makes the price of a bundle the sum of its components less this
	// ratio; nil is a price of its own in the book.
	BundleDiscount *salesdesk.Amount `json:"bundle_discount,omitempty"`
	// Surcharges follow an index: copper, fuel.
	Surcharges []Surcharge `json:"surcharges,omitempty"`
	// Variants names the article that this is a colour or size of; see OverVariants.
	Variants string `json:"variants,omitempty"`
}

// Supply is what VAT asks of a sale.
type Supply string

// The supplies. Empty is [Goods].
const (
	Goods         Supply = "goods"
	Service       Supply = "service"        // of the general rule of place, art. 21 § 2 WBTW
	ImmovableWork Supply = "immovable_work" // KB 1 art. 20
	OnTheSpot     Supply = "on_the_spot"    // taxed where it is done: restaurant, admission to an event, short hire of a vehicle; art. 21 § 3 and 21bis § 2 WBTW [R]
)

// MessageID names the supply's text.
func (s Supply) MessageID() string { return "pricing.supply." + string(s) }

// Entry is a price, for whom and when. What is empty holds for all.
//
// Of the entries that hold, the most specific wins: one for the customer before one
// for everybody, then one for the project, then one for a customer group, then one of
// the buyer's list, then one for the article before one for its group, then one in the
// document's own currency before one to convert, then one for the region, then one for
// the channel, then one with both dates. A list's formula comes in where no entry as
// specific as the list holds. Among equally specific ones the
// higher Priority wins. Two that are equal in that too are a tie, which [Compile]
// refuses.
type Entry struct {
	ID            string           `json:"id,omitempty"`
	SKU           string           `json:"sku,omitempty"`
	Group         string           `json:"group,omitempty"` // of articles; an entry has SKU or Group
	Customer      string           `json:"customer,omitempty"`
	CustomerGroup string           `json:"customer_group,omitempty"`
	Channel       string           `json:"channel,omitempty"`
	From          calendar.Date    `json:"from,omitzero"` // first day; zero is always
	To            calendar.Date    `json:"to,omitzero"`   // the first day it no longer holds; zero is never
	Priority      int              `json:"priority,omitempty"`
	Price         salesdesk.Amount `json:"price"`                  // for BaseQuantity, VAT excluded, never rounded
	BaseQuantity  salesdesk.Amount `json:"base_quantity,omitzero"` // zero is 1
	Mode          TierMode         `json:"mode,omitempty"`         // how Tiers are read; required where there are any
	Tiers         []Tier           `json:"tiers,omitempty"`        // by From; Price holds below the first
	Continuous    bool             `json:"continuous,omitempty"`

	List     string             `json:"list,omitempty"` // one of Book.Lists
	Project  string             `json:"project,omitempty"`
	Region   string             `json:"region,omitempty"`
	Currency salesdesk.Currency `json:"currency,omitempty"` // of Price; empty is the book's
	// Formula makes the price of another, in place of Price and Tiers: of what a buyer
	// of the list below pays, the parent of List or, without a List, the buyer's own.
	Formula  *Formula  `json:"formula,omitempty"`
	Revision *Revision `json:"revision,omitempty"` // lets Price and Tiers follow indices
	Over     TierScope `json:"over,omitempty"`     // what is counted to reach a tier; empty is the line
}

// Tier is the price from a quantity on.
type Tier struct {
	From  salesdesk.Amount `json:"from"`
	Price salesdesk.Amount `json:"price"`
}

// TierMode says what the price of a tier is for. An entry with tiers names it.
type TierMode string

// The modes. "Reached" is the last tier whose From is no larger than the quantity,
// of a return without its sign.
const (
	// Volume: every unit costs what the tier reached says.
	Volume TierMode = "volume"
	// Graduated: each unit costs what the tier it falls in says. From is the number
	// of the first unit in it; with Continuous it is a point on a measure, and what
	// lies beyond it is in the tier.
	Graduated TierMode = "graduated"
	// Package: every BaseQuantity that is begun costs what the tier reached says.
	Package TierMode = "package"
	// Flat: the tier reached gives the price of the whole quantity.
	Flat TierMode = "flat"
)
