package intake

import (
	"slices"

	"github.com/interne-sales/salesdesk"
)

// Kind is what differs.
type Kind string

// The kinds.
const (
	DiffCurrency  Kind = "currency"
	DiffBuyer     Kind = "buyer"      // an identifier that is not the customer's
	DiffSeller    Kind = "seller"     // an identifier that is not ours
	DiffAddress   Kind = "address"    // where we never delivered
	DiffReference Kind = "reference"  // another quote than the one it is held against
	DiffValidity  Kind = "validity"   // the order, or the offer it answers, is no longer valid
	DiffType      Kind = "type"       // a blanket order, a call-off or a consignment: no firm order of its own
	DiffArticle   Kind = "article"    // not certain which article is meant
	DiffUnknown   Kind = "unknown"    // no article answers to it, or it is no longer sold
	DiffSuccessor Kind = "successor"  // replaced by another article
	DiffOffered   Kind = "offered"    // not on the quote
	DiffQuantity  Kind = "quantity"   // more than is left of the quote, or less where it is not sold in parts
	DiffUnit      Kind = "unit"       // another unit than that of the price
	DiffPrice     Kind = "price"      // of one unit, after the line's adjustments
	DiffNet       Kind = "net"        // the buyer's own multiplication
	DiffVAT       Kind = "vat"        // category or rate
	DiffDate      Kind = "date"       // earlier than can be delivered
	DiffDays      Kind = "days"       // than that of another line that takes of the same line of the quote
	DiffTotal     Kind = "total"      // the buyer's own addition
	DiffPayable   Kind = "payable"    // his total beside ours
	DiffAdjust    Kind = "adjustment" // allowances or charges of the whole that we do not have
)

// MessageID names the kind's text.
func (k Kind) MessageID() string { return "purchase.kind." + string(k) }

// LineCode is what is answered to a line (UNCL1229, the subset of Peppol).
type LineCode string

// The answers to a line.
const (
	LineAdded     LineCode = "1"
	LineChanged   LineCode = "3"
	LineAccepted  LineCode = "5"
	LineRefused   LineCode = "7"
	LineDelivered LineCode = "42" // already
)

// MessageID names the code's text.
func (c LineCode) MessageID() string { return "purchase.line." + string(c) }

// Code is what is answered to an order (UNCL4343, the subset of Peppol).
type Code string

// The answers to an order.
const (
	Acknowledged Code = "AB" // received; somebody looks at it
	Accepted     Code = "AP"
	Rejected     Code = "RE"
	Conditional  Code = "CA" // accepted as the lines say
)

// MessageID names the code's text.
func (c Code) MessageID() string { return "purchase.code." + string(c) }

// Proposal is what to do about a discrepancy.
type Proposal string

// The proposals, the mildest first.
const (
	ProposeAccept Proposal = "accept" // within what is tolerated
	ProposeChange Proposal = "change" // answer with our value
	ProposeRefuse Proposal = "refuse"
	ProposeAsk    Proposal = "ask" // a person decides
)

// MessageID names the proposal's text.
func (p Proposal) MessageID() string { return "purchase.proposal." + string(p) }

// worse is the graver of two proposals.
func (p Proposal) worse(q Proposal) Proposal {
	order := []Proposal{"", ProposeAccept, ProposeChange, ProposeRefuse, ProposeAsk}
	return order[max(slices.Index(order, p), slices.Index(order, q))]
}

// Discrepancy is one difference between what was ordered and what we hold it against.
// Wanted and Got are as documents write them: amounts as decimals, dates as ISO 8601.
type Discrepancy struct {
	Kind    Kind     `json:"kind"`
	Path    string   `json:"path"`           // in the order: "lines[0].price"
	Line    string   `json:"line,omitempty"` // its id; empty is the whole order
	Wanted  string   `json:"wanted,omitempty"`
	Got     string   `json:"got,omitempty"`
	Within  bool     `json:"within,omitempty"` // of the tolerance
	Propose Proposal `json:"propose"`
}

// Tolerances are how far an order may be off and still be accepted as it is. The zero
// value tolerates nothing. A difference is within where it is within either bound. A total
// that is off by just what tolerated lines make of it is no difference.
type Tolerances struct {
	PriceRatio  salesdesk.Amount `json:"price_ratio,omitzero"`  // of our price: 0.01 is 1 %
	PriceAmount salesdesk.Amount `json:"price_amount,omitzero"` // of one unit
	Prices      Prices           `json:"prices,omitempty"`      // whose stands within these two, where he ordered at less
	TotalAmount salesdesk.Amount `json:"total_amount,omitzero"` // of totals and of multiplied lines
	Days        int              `json:"days,omitempty"`        // that a delivery may be asked too early; the answer says the later day
}

// Check is every bound that is below zero, and a rule of prices that is none.
func (t Tolerances) Check() error {
	var p salesdesk.Problems
	for _, row := range []struct {
		path     string
		negative bool
	}{
		{"price_ratio", t.PriceRatio.IsNegative()},
		{"price_amount", t.PriceAmount.IsNegative()},
		{"total_amount", t.TotalAmount.IsNegative()},
		{"days", t.Days < 0},
	} {
		if row.negative {
			p.Add(salesdesk.FieldError{Path: row.path, Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
	if t.Prices != PricesOrdered && t.Prices != PricesOurs {
		p.Add(salesdesk.FieldError{Path: "prices", Rule: salesdesk.RuleOneOf, Param: string(PricesOurs)})
	}
	return p.Err()
}
