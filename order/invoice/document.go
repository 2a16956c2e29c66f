package invoice

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Kind is UNTDID 1001 (BT-3).
type Kind string

// The kinds of document.
const (
	Invoice    Kind = "380"
	CreditNote Kind = "381"
)

// MessageID names the kind's text.
func (k Kind) MessageID() string { return "invoice.kind." + string(k) }

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
	DeliveryDate   calendar.Date              `json:"delivery_date,omitzero"`    // BT-72
	DeliverTo      *salesdesk.Address         `json:"deliver_to,omitempty"`      // BG-15; nil is the buyer's
	Seller         salesdesk.Party            `json:"seller"`                    // BG-4
	Buyer          salesdesk.Party            `json:"buyer"`                     // BG-7
	BuyerReference string                     `json:"buyer_reference,omitempty"` // BT-10
	Order          string                     `json:"order,omitempty"`           // BT-13, the buyer's
	SalesOrder     string                     `json:"sales_order,omitempty"`     // BT-14
	Despatch       string                     `json:"despatch,omitempty"`        // BT-16, one; several go into the note
	Articles       []quote.ArticleNumbers     `json:"articles,omitempty"`        // what others call the articles
	Preceding      []Reference                `json:"preceding,omitempty"`       // BG-3
	Payment        salesdesk.PaymentReference `json:"payment,omitzero"`          // BT-83
	Terms          string                     `json:"terms,omitempty"`           // BT-20
	Note           string                     `json:"note,omitempty"`            // BT-22
	CreditMentions []CreditMention            `json:"credit_mentions,omitempty"` // in place of [BelgianCreditMentions]
	Language       salesdesk.Language         `json:"language,omitempty"`        // of the statutory mentions; empty is Dutch
}

// Reference is another document (BT-25, BT-26).
type Reference struct {
	Number string        `json:"number"`
	Date   calendar.Date `json:"date,omitzero"`
}

// Cent is the id of the allowance or charge that holds the cent by which a part of a
// line is worth more or less than its quantity times the price.
const Cent = "cent"

// Quantity is some of a line.
type Quantity struct {
	Line     string           `json:"line"`
	Quantity salesdesk.Amount `json:"quantity"`
}
