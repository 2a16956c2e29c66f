package quote

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Difference is one field in which two contents differ, as it was and as it is. It is a
// message: i18n makes a sentence of it in every language.
type Difference struct {
	Field Field  `json:"field"`
	Line  string `json:"line,omitempty"`
	Name  string `json:"name,omitempty"` // of the article, or the words of the adjustment
	// Reason is that of an adjustment without words: one of the codes that have a text.
	Reason pricing.ReasonCode `json:"reason,omitempty"`
	Before Value              `json:"before,omitzero"`
	After  Value              `json:"after,omitzero"`
}

// MessageID names the difference's text.
func (d Difference) MessageID() string { return "quote.diff." + string(d.Field) }

// Internal reports whether the difference is for the house only: margins, costs and how
// a price came about are not for customers.
func (d Difference) Internal() bool {
	switch d.Field {
	case FieldDiscount, FieldMargin, FieldCosts, FieldBeyondCosts, FieldWithinCosts, FieldLaw, FieldGrounds:
		return true
	default:
		return false
	}
}

// Value is what a field holds. Which member it is in depends on the field.
type Value struct {
	Money  salesdesk.Money  `json:"money,omitzero"`
	Amount salesdesk.Amount `json:"amount,omitzero"` // a quantity, in the unit Text, or a ratio
	Days   int              `json:"days,omitempty"`
	Month  bool             `json:"month,omitempty"` // the days run on to the end of the month
	Date   calendar.Date    `json:"date,omitzero"`
	Text   string           `json:"text,omitempty"`
	Ground pricing.Ground   `json:"ground,omitempty"` // of VAT, beside its rate and, in Text, its category
}

// Field is what differs.
type Field string

// The fields, in the order in which they are named.
const (
	FieldCurrency      Field = "currency"
	FieldPriceDate     Field = "price_date"
	FieldLineRemoved   Field = "line_removed"
	FieldLineAdded     Field = "line_added"
	FieldArticle       Field = "article"
	FieldName          Field = "name"
	FieldQuantity      Field = "quantity"
	FieldPrice         Field = "price"
	FieldBaseQuantity  Field = "base_quantity"
	FieldLineDiscount  Field = "line_adjustments" // allowances and charges of a line together; below zero takes off
	FieldNet           Field = "net"
	FieldVAT           Field = "vat"
	FieldDetails       Field = "details" // of a line: something else than the fields before
	FieldOptionRemoved Field = "option_removed"
	FieldOptionAdded   Field = "option_added"
	FieldOption        Field = "option"   // what choosing it would add without VAT, or what it is
	FieldDocument      Field = "document" // terms, packaging, exchange rate and the like
	FieldDeposit       Field = "deposit"
	FieldAdjustment    Field = "adjustment" // of the whole, with its ratio where it is one
	FieldCashDiscount  Field = "cash_discount"
	FieldTotal         Field = "total" // BT-109
	FieldTax           Field = "tax"
	FieldPayable       Field = "payable"
	FieldPayment       Field = "payment"
	FieldDelivery      Field = "delivery"
	FieldTransport     Field = "transport"
	FieldPromiseAdded  Field = "promise_added"
	FieldPromiseMoved  Field = "promise_moved"
	FieldPromiseGone   Field = "promise_removed"
	FieldOpenSettled   Field = "open_settled" // a line nobody could price: it is priced, or gone
	FieldOpenAdded     Field = "open_added"
	FieldOpenLines     Field = "open_lines" // the same lines, for other causes
	FieldInParts       Field = "in_parts"
	FieldWholeOnly     Field = "whole_only"
	FieldNoEngagement  Field = "without_engagement"
	FieldBinding       Field = "binding"
	FieldText          Field = "text"
	FieldLanguage      Field = "language"
	FieldBeyondCosts   Field = "beyond_costs"
	FieldWithinCosts   Field = "within_costs"
	FieldCosts         Field = "costs"
	FieldLaw           Field = "law"      // what the law holds the quote to: kind of buyer, clauses, announcements
	FieldDiscount      Field = "discount" // a ratio of the book's prices
	FieldMargin        Field = "margin"   // a ratio of the revenue
	FieldGrounds       Field = "grounds"  // how the same figures came about
	FieldOtherRevision Field = "other_revision"
)
