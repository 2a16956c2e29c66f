package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Priced is a priced document: plain figures, named after EN 16931, that need no
// price book to be read, stored, compared or invoiced. Amounts are in Currency.
type Priced struct {
	Currency    salesdesk.Currency `json:"currency"`              // BT-5
	Date        calendar.Date      `json:"date"`                  // the day prices and rates were looked up for
	Inclusive   bool               `json:"inclusive,omitempty"`   // prices shown have VAT in them: lines and adjustments have a Gross
	Lines       []PricedLine       `json:"lines"`                 // BG-25, in the order of the request
	Adjustments []Adjusted         `json:"adjustments,omitempty"` // BG-20 and BG-21: one for each adjustment and VAT group; a percentage that rounds to 0.00 of what a group has is one
	VAT         []VATSubtotal      `json:"vat"`                   // BG-23, by category, then rate
	Totals      Totals             `json:"totals"`                // BG-22
	// CashDiscount is set where the request offers one.
	CashDiscount *PricedCashDiscount `json:"cash_discount,omitempty"`
	// Packaging is what the document's adjustments in the group [PackagingGround] are for.
	Packaging []PricedPackaging `json:"packaging,omitempty"`
	// Coupons are what became of those presented, in that order.
	Coupons []PricedCoupon `json:"coupons,omitempty"`

	// The shape of the document.
	TaxPoint  calendar.Date     `json:"tax_point,omitzero"`  // BT-7, where it is not Date
	Mentions  []Ground          `json:"mentions,omitempty"`  // texts that law wants beside those of the VAT groups
	Deposit   *PricedDeposit    `json:"deposit,omitempty"`   // the advance asked
	Bundles   []PricedBundle    `json:"bundles,omitempty"`   // parents of lines
	Sections  []SectionTotal    `json:"sections,omitempty"`  // where a line is in one
	Options   []PricedOption    `json:"options,omitempty"`   // what is offered and not chosen
	Recurring []PricedRecurring `json:"recurring,omitempty"` // the terms of recurring lines
	// OneOff is the sum of the other lines, where there are recurring ones.
	OneOff *salesdesk.Amount `json:"one_off,omitempty"`

	// Exchange is the rate that prices of the book were converted at.
	Exchange *Exchange `json:"exchange,omitempty"`
}

// PricedCashDiscount is what paying in time saves. Its allowances and its charge are
// among the document's adjustments, with the ids "cash_discount" and
// "cash_discount.charge", and are in no line's Share: they cancel out.
type PricedCashDiscount struct {
	Rate    salesdesk.Amount `json:"rate"`
	Days    int              `json:"days"`
	Amount  salesdesk.Amount `json:"amount"`
	Payable salesdesk.Amount `json:"payable"` // when paid in time; Totals.Payable otherwise
}

// PricedLine is a line with its figures (BG-25).
type PricedLine struct {
	ID           string           `json:"id"`  // BT-126
	SKU          string           `json:"sku"` // BT-155
	Name         string           `json:"name,omitempty"`
	Quantity     salesdesk.Amount `json:"quantity"`              // BT-129
	Unit         string           `json:"unit"`                  // BT-130, UNECE Recommendation 20
	Price        salesdesk.Amount `json:"price"`                 // BT-146, for BaseQuantity, never rounded
	BaseQuantity salesdesk.Amount `json:"base_quantity"`         // BT-149
	Adjustments  []Adjusted       `json:"adjustments,omitempty"` // BG-27 and BG-28
	Net          salesdesk.Amount `json:"net"`                   // BT-131
	VAT          VATGroup         `json:"vat"`                   // BG-30
	Share        salesdesk.Amount `json:"share,omitzero"`        // of the document's adjustments: below zero takes off
	Section      string           `json:"section,omitempty"`
	Bundle       string           `json:"bundle,omitempty"` // id of the PricedBundle it is a component of
	Gross        salesdesk.Amount `json:"gross,omitzero"`   // Net as the consumer is shown it, VAT included: of an inclusive document only
}

// Adjusted is an allowance or a charge with its amount. Amount is never below
// zero unless the line is a return: Charge says which way it goes.
type Adjusted struct {
	ID     string           `json:"id"`
	Charge bool             `json:"charge,omitempty"`
	Amount salesdesk.Amount `json:"amount"`        // BT-136, BT-141, BT-92, BT-99
	Base   salesdesk.Amount `json:"base,omitzero"` // BT-137, BT-142, BT-93, BT-100; 0 for a fixed amount
	Rate   salesdesk.Amount `json:"rate,omitzero"` // a ratio: 0.05 is 5 % (BT-138 and the like times 100)
	// AskedRate stands in the place of Rate where cents were moved, so that Amount is that ratio
	// of Base but for them. EN 16931 knows no such percentage: an invoice shows a fixed amount.
	AskedRate salesdesk.Amount `json:"asked_rate,omitzero"`
	Reason    ReasonCode       `json:"reason,omitempty"` // UNCL5189 for an allowance, UNCL7161 for a charge
	Text      string           `json:"text,omitempty"`   // the reason in words
	// Limited: it was cut to what there was, or to what a floor left.
	Limited bool             `json:"limited,omitempty"`
	VAT     VATGroup         `json:"vat,omitzero"`   // of a document's adjustment; a line's follows the line
	Gross   salesdesk.Amount `json:"gross,omitzero"` // Amount with VAT in it: of an inclusive document only
}

// VATGroup is what VAT is summed by. The reason is part of it: two grounds for
// no VAT stay apart.
type VATGroup struct {
	Category VATCategory      `json:"category"`      // BT-151
	Rate     salesdesk.Amount `json:"rate,omitzero"` // a ratio: 0.21 is 21 %
	Ground   Ground           `json:"ground,omitempty"`
}

// Equal reports whether VAT sums the two together.
func (g VATGroup) Equal(other VATGroup) bool { return g.is(&other) }

// is reports whether two groups are one in the sums.
func (g *VATGroup) is(other *VATGroup) bool {
	return g.Category == other.Category && g.Ground == other.Ground && g.Rate.Equal(other.Rate)
}

// VATCategory is UNCL5305 as EN 16931 uses it.
type VATCategory string

// The VAT categories.
const (
	Standard      VATCategory = "S"
	ZeroRated     VATCategory = "Z"
	Exempt        VATCategory = "E"
	ReverseCharge VATCategory = "AE"
	IntraEU       VATCategory = "K"
	Export        VATCategory = "G"
	OutsideScope  VATCategory = "O"
	CanaryIslands VATCategory = "L" // IGIC
	CeutaMelilla  VATCategory = "M" // IPSI
	SplitPayment  VATCategory = "B" // Italy
)

// VATSubtotal is the VAT of one group (BG-23).
type VATSubtotal struct {
	VATGroup
	Taxable salesdesk.Amount `json:"taxable"` // BT-116
	Tax     salesdesk.Amount `json:"tax"`     // BT-117
}

// Totals are the document's totals (BG-22).
type Totals struct {
	Lines        salesdesk.Amount `json:"lines"`             // BT-106
	Allowances   salesdesk.Amount `json:"allowances"`        // BT-107
	Charges      salesdesk.Amount `json:"charges"`           // BT-108
	TaxExclusive salesdesk.Amount `json:"tax_exclusive"`     // BT-109
	Tax          salesdesk.Amount `json:"tax"`               // BT-110
	TaxInclusive salesdesk.Amount `json:"tax_inclusive"`     // BT-112
	Prepaid      salesdesk.Amount `json:"prepaid,omitzero"`  // BT-113
	Rounding     salesdesk.Amount `json:"rounding,omitzero"` // BT-114
	Payable      salesdesk.Amount `json:"payable"`           // BT-115
}
