package intake

import (
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/check"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Bounds of an order.
const (
	MaxBytes    = 8 << 20
	MaxLines    = 10_000
	MaxColumns  = 100
	MaxProblems = 1000 // after which no more lines are looked at
)

// Type is what kind of order it is (UNCL1001, the subset of Peppol).
type Type string

// The types. Empty is an order.
const (
	TypeOrder       Type = "220"
	TypePurchase    Type = "105"
	TypeBlanket     Type = "221"
	TypeCallOff     Type = "226"
	TypeConsignment Type = "227"
)

// PurchaseOrder is what a customer orders, as he wrote it, however it came. Identifiers
// are texts: they may be wrong, and [Match] says so.
type PurchaseOrder struct {
	Number      string             `json:"number" validate:"required,max=100"` // the customer's own
	Issued      calendar.Date      `json:"issued,omitzero"`
	Type        Type               `json:"type,omitempty" validate:"omitempty,oneof=220 105 221 226 227"`
	Currency    salesdesk.Currency `json:"currency" validate:"required,len=3"`
	Quote       string             `json:"quote,omitempty" validate:"max=100"`     // the number of our quote
	Contract    string             `json:"contract,omitempty" validate:"max=100"`  // of the agreement
	Reference   string             `json:"reference,omitempty" validate:"max=200"` // that he wants back (BT-10)
	Note        string             `json:"note,omitempty" validate:"max=2000"`
	ValidUntil  calendar.Date      `json:"valid_until,omitzero"`
	Requested   calendar.Date      `json:"requested,omitzero"` // delivery of what no line says otherwise
	Buyer       Party              `json:"buyer"`
	Seller      Party              `json:"seller,omitzero"`
	DeliverAt   string             `json:"deliver_at,omitempty" validate:"max=100"` // the number of the place: a GLN, or his own
	DeliverTo   salesdesk.Address  `json:"deliver_to,omitzero" validate:"-"`
	Lines       []Line             `json:"lines" validate:"max=10000,dive"`
	Adjustments []Adjustment       `json:"adjustments,omitempty" validate:"max=100,dive"` // of the whole
	Totals      Totals             `json:"totals,omitzero"`
}

// Party is a buyer or seller as an order names it.
type Party struct {
	Name             string `json:"name,omitempty" validate:"max=200"`
	VATNumber        string `json:"vat_number,omitempty" validate:"max=30"`
	EnterpriseNumber string `json:"enterprise_number,omitempty" validate:"max=30"`
	GLN              string `json:"gln,omitempty" validate:"max=30"`
	Endpoint         string `json:"endpoint,omitempty" validate:"max=100"` // scheme:id
}

// Line is a line as it was ordered. Price and Net are nil where the customer says none.
type Line struct {
	ID           string              `json:"id" validate:"required,max=64"`
	SellersID    string              `json:"sellers_id,omitempty" validate:"max=100"`
	BuyersID     string              `json:"buyers_id,omitempty" validate:"max=100"`
	GTIN         string              `json:"gtin,omitempty" validate:"max=30"`
	Name         string              `json:"name,omitempty" validate:"max=500"`
	Quantity     salesdesk.Amount    `json:"quantity"`
	Unit         string              `json:"unit,omitempty" validate:"max=24"`
	Price        *salesdesk.Amount   `json:"price,omitempty"`        // net, without VAT, of BaseQuantity
	BaseQuantity salesdesk.Amount    `json:"base_quantity,omitzero"` // 0 is 1
	Adjustments  []Adjustment        `json:"adjustments,omitempty" validate:"max=100,dive"`
	Net          *salesdesk.Amount   `json:"net,omitempty"`
	VATCategory  pricing.VATCategory `json:"vat_category,omitempty"`
	VATRate      *salesdesk.Amount   `json:"vat_rate,omitempty"` // a ratio: 0.21 is 21 %
	Requested    calendar.Date       `json:"requested,omitzero"` // delivery; zero is that of the order
	Note         string              `json:"note,omitempty" validate:"max=2000"`
}

// Adjustment is an allowance, or a charge where it says so; its amount is not below zero.
type Adjustment struct {
	Charge bool             `json:"charge,omitempty"`
	Amount salesdesk.Amount `json:"amount"`
	Reason string           `json:"reason,omitempty" validate:"max=500"`
}

// Totals are what the customer expects; nil is what he does not say.
type Totals struct {
	Lines        *salesdesk.Amount `json:"lines,omitempty"`
	Allowances   *salesdesk.Amount `json:"allowances,omitempty"`
	Charges      *salesdesk.Amount `json:"charges,omitempty"`
	TaxExclusive *salesdesk.Amount `json:"tax_exclusive,omitempty"`
	Tax          *salesdesk.Amount `json:"tax,omitempty"`
	TaxInclusive *salesdesk.Amount `json:"tax_inclusive,omitempty"`
	Prepaid      *salesdesk.Amount `json:"prepaid,omitempty"`
	Rounding     *salesdesk.Amount `json:"rounding,omitempty"`
	Payable      *salesdesk.Amount `json:"payable,omitempty"`
}

// DecodeJSON reads an order as a program writes it; what it does not know is refused, and
// every problem comes with its path.
func DecodeJSON(data []byte) (PurchaseOrder, error) {
	var po PurchaseOrder
	if err := size(len(data)); err != nil {
		return PurchaseOrder{}, err
	}
	if err := strict.Decode(data, &po); err != nil {
		return PurchaseOrder{}, err
	}
	return po.settled()
}

func size(bytes int) error {
	if bytes > MaxBytes {
		return salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxBytes)}
	}
	return nil
}

// Check is every problem of an order by itself, with its path: what is required and is
// not there, what is too long, a line twice, a quantity, price or amount below zero. After
// [MaxProblems] no more lines are looked at.
func (po PurchaseOrder) Check() error {
	if len(po.Lines) > MaxLines {
		return salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxLines)}
	}
	var p salesdesk.Problems
	p.Add(check.New().Struct(po))
	if len(po.Lines) == 0 {
		p.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired})
	}
	seen := map[string]bool{}
	for i := range po.Lines {
		if len(p) >= MaxProblems {
			break
		}
		path, l := salesdesk.Index("lines", i), &po.Lines[i]
		if l.ID != "" && seen[l.ID] {
			p.Add(salesdesk.FieldError{Path: path + ".id", Rule: salesdesk.RuleDuplicate, Param: l.ID})
		}
		seen[l.ID] = true
		p.AddAt(path, l.check())
	}
	p.AddAt("adjustments", notNegative(po.Adjustments))
	return p.Err()
}

func (l *Line) check() error {
	var p salesdesk.Problems
	if !l.Quantity.IsPositive() {
		p.Add(salesdesk.FieldError{Path: "quantity", Rule: salesdesk.RuleMin, Param: "0"})
	}
	if l.Price != nil && l.Price.IsNegative() {
		p.Add(salesdesk.FieldError{Path: "price", Rule: salesdesk.RuleMin, Param: "0"})
	}
	if l.BaseQuantity.IsNegative() {
		p.Add(salesdesk.FieldError{Path: "base_quantity", Rule: salesdesk.RuleMin, Param: "0"})
	}
	if l.SellersID == "" && l.BuyersID == "" && l.GTIN == "" && l.Name == "" {
		p.Add(salesdesk.FieldError{Path: "sellers_id", Rule: salesdesk.RuleRequired})
	}
	p.AddAt("adjustments", notNegative(l.Adjustments))
	return p.Err()
}

func notNegative(list []Adjustment) error {
	var p salesdesk.Problems
	for i, a := range list {
		if a.Amount.IsNegative() {
			p.Add(salesdesk.FieldError{Path: "[" + strconv.Itoa(i) + "].amount", Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
	return p.Err()
}
