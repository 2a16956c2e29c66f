package invoice

import (
	"cmp"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Kind is UNTDID 1001 (BT-3).
type Kind string

// The kinds of document. A debit note asks more for what a document before it billed: its
// figures are priced by themselves.
const (
	Invoice    Kind = "380"
	CreditNote Kind = "381"
	DebitNote  Kind = "383"
	Prepayment Kind = "386" // see [Prepay]
)

// MessageID names the kind's text.
func (k Kind) MessageID() string { return "invoice.kind." + string(k) }

// DecodeDocument reads a document and names every problem of its form.
func DecodeDocument(data []byte) (Document, error) {
	var d Document
	err := strict.Decode(data, &d)
	return d, err
}

// Document is an invoice or a credit note. The amounts of a credit note are not
// negative: it takes back by being one.
type Document struct {
	Kind   Kind   `json:"kind"`
	Number string `json:"number"` // BT-1; the company's, never invented here
	Header
	Figures pricing.Priced `json:"figures"`
}

// Header is what a document says besides its figures.
type Header struct {
	IssueDate      calendar.Date              `json:"issue_date"`                // BT-2
	DueDate        calendar.Date              `json:"due_date,omitzero"`         // BT-9
	TaxPoint       calendar.Date              `json:"tax_point,omitzero"`        // BT-7, where it is not as [Header.Chargeable] has it
	TaxPointCode   TaxPointCode               `json:"tax_point_code,omitempty"`  // BT-8, instead of TaxPoint
	Period         calendar.Period            `json:"period,omitzero"`           // BG-14: what is billed was supplied in it
	DeliveryDate   calendar.Date              `json:"delivery_date,omitzero"`    // BT-72
	DeliverTo      *salesdesk.Address         `json:"deliver_to,omitempty"`      // BG-15; nil is the buyer's
	Seller         salesdesk.Party            `json:"seller"`                    // BG-4
	Buyer          salesdesk.Party            `json:"buyer"`                     // BG-7
	BuyerReference string                     `json:"buyer_reference,omitempty"` // BT-10
	Order          string                     `json:"order,omitempty"`           // BT-13, the buyer's
	SalesOrder     string                     `json:"sales_order,omitempty"`     // BT-14
	Despatch       string                     `json:"despatch,omitempty"`        // BT-16, one; several go into the note
	Contract       string                     `json:"contract,omitempty"`        // BT-12
	Preceding      []Reference                `json:"preceding,omitempty"`       // BG-3
	Payment        salesdesk.PaymentReference `json:"payment,omitzero"`          // BT-83
	Terms          string                     `json:"terms,omitempty"`           // BT-20
	Instalments    []Instalment               `json:"instalments,omitempty"`     // instead of DueDate
	Note           string                     `json:"note,omitempty"`            // BT-22
	Mentions       []pricing.Mention          `json:"mentions,omitempty"`        // the texts of law, in place of pricing.BelgianMentions
	CreditMentions []CreditMention            `json:"credit_mentions,omitempty"` // in place of [BelgianCreditMentions]
	Language       salesdesk.Language         `json:"language,omitempty"`        // of the statutory mentions; empty is as [Header.Statutory] has it
	Lines          []LineDetail               `json:"lines,omitempty"`
	Articles       []quote.ArticleNumbers     `json:"articles,omitempty"` // BT-156, BT-157
	// Exchange is the rate at which VAT is stated in euro (BT-111) on a document in another
	// currency; nil is that of the figures.
	Exchange *pricing.Exchange `json:"exchange,omitempty"`
}

// Statutory is the language of what law gives: the one the header names, else that of the
// seller's region where both sides are in Belgium, else the buyer's, and Dutch where he has
// none; see [quote.Header.Statutory].
func (h Header) Statutory() salesdesk.Language {
	if h.Language != "" {
		return h.Language.Base()
	}
	return cmp.Or(quote.Header{Buyer: h.Buyer, Mentions: h.Mentions}.Statutory(h.Seller), salesdesk.Dutch)
}

// TaxPointCode says which day VAT becomes chargeable, where the day itself is not known
// when the document is made (UNTDID 2005).
type TaxPointCode string

// The codes.
const (
	OnIssue    TaxPointCode = "3"
	OnDelivery TaxPointCode = "35"
	OnPayment  TaxPointCode = "432"
)

// LineDetail is what a line says besides its figures.
type LineDetail struct {
	Line      string          `json:"line"`
	Period    calendar.Period `json:"period,omitzero"`      // BG-26, within the document's
	OrderLine string          `json:"order_line,omitempty"` // BT-132, the buyer's
	Note      string          `json:"note,omitempty"`       // BT-127
}

// Reference is another document (BT-25, BT-26).
type Reference struct {
	Number string        `json:"number"`
	Date   calendar.Date `json:"date,omitzero"`
}

// Cent is the id of the allowance or charge that holds the cent by which a part of a
// line is worth more or less than its quantity times the price.
const Cent = pricing.Cent

// Quantity is some of a line: order.Order.Billable gives what to [Bill].
type Quantity = order.Quantity
