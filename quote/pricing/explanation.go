package pricing

import "github.com/interne-sales/salesdesk"

// Explanation is a priced document with the reason of every figure. It needs no
// price book to be read later.
type Explanation struct {
	Priced Priced          `json:"priced"`
	Lines  []ExplainedLine `json:"lines"`
	Levels
	// Discount is what this document takes off the prices the book has for this buyer,
	// as a ratio of them; charges and contributions hide none of it. Six places; nil
	// where those prices come to 0.
	Discount *salesdesk.Amount `json:"discount,omitempty"`
	// Margin is of the lines whose cost is known; nil where none is.
	Margin *Margin `json:"margin,omitempty"`
	// MarginRatio is Margin.Ratio.
	MarginRatio *salesdesk.Amount `json:"margin_ratio,omitempty"`
	// PocketDiscount and PocketMarginRatio are the same of the pocket, where a cash discount
	// or what is set aside makes it another than the invoice.
	PocketDiscount    *salesdesk.Amount `json:"pocket_discount,omitempty"`
	PocketMarginRatio *salesdesk.Amount `json:"pocket_margin_ratio,omitempty"`
	// Options are what each line that is not chosen would make of the document.
	Options     []ExplainedOption `json:"options,omitempty"`
	WithoutCost int               `json:"without_cost,omitempty"` // lines whose cost is not known
	// Promotions are those of the rules, in their order, and why each applies or does not.
	Promotions []ConsideredPromotion `json:"promotions,omitempty"`
	// PromotionsForOthers is how many are for other customers; they are not named.
	PromotionsForOthers int `json:"promotions_for_others,omitempty"`
	// Held is what the lines were priced by, to ask the same prices again: see [Request.Held].
	Held *Held `json:"held,omitempty"`
}

// ExplainedOption is the document with an option chosen.
type ExplainedOption struct {
	ID string `json:"id"`
	Levels
	Discount          *salesdesk.Amount `json:"discount,omitempty"`
	MarginRatio       *salesdesk.Amount `json:"margin_ratio,omitempty"`
	PocketDiscount    *salesdesk.Amount `json:"pocket_discount,omitempty"`
	PocketMarginRatio *salesdesk.Amount `json:"pocket_margin_ratio,omitempty"`
	WithoutCost       int               `json:"without_cost,omitempty"`
	// Margins are those of its own lines whose cost is known.
	Margins []LineMargin `json:"margins,omitempty"`
}

// LineMargin is the margin of a line, by its id.
type LineMargin struct {
	ID string `json:"id"`
	Margin
}

// ExplainedLine is why a line costs what it does.
type ExplainedLine struct {
	ID        string    `json:"id"`
	Waterfall Waterfall `json:"waterfall"`
	// Winner is the entry of the book, nil where the line has an agreed price. Its price is
	// that of one period where the line recurs; the waterfall is of the whole term.
	Winner   *Candidate  `json:"winner,omitempty"`
	Rejected []Candidate `json:"rejected,omitempty"`
	// ForOthers is how many entries were for other customers; they are not named.
	ForOthers int `json:"for_others,omitempty"`
	// NotDiscountable: no discount of the document is taken of it.
	NotDiscountable bool `json:"not_discountable,omitempty"`

	Margin *Margin     `json:"margin,omitempty"` // nil where the cost is not known
	VAT    VATDecision `json:"vat"`
}

// Levels are the four levels of a price waterfall.
type Levels struct {
	List    salesdesk.Amount `json:"list"`    // at the prices for everybody, tiers included
	Net     salesdesk.Amount `json:"net"`     // BT-131
	Invoice salesdesk.Amount `json:"invoice"` // with its share of the document's adjustments
	Pocket  salesdesk.Amount `json:"pocket"`  // when paid in time for the cash discount, less what is set aside
}

// Waterfall is the way from the list to the pocket. The balance of a step is the
// balance before it and its amount.
type Waterfall struct {
	Steps []Step `json:"steps"`
	Levels
}

// Step is one step of a waterfall.
type Step struct {
	Kind    StepKind         `json:"kind"`
	ID      string           `json:"id,omitempty"` // of the adjustment, contribution or entry
	Text    string           `json:"text,omitempty"`
	On      Basis            `json:"on,omitempty"`   // what Rate is of
	Basis   salesdesk.Amount `json:"basis,omitzero"` // what it was taken of
	Rate    salesdesk.Amount `json:"rate,omitzero"`  // a ratio
	Amount  salesdesk.Amount `json:"amount"`         // below zero takes off
	Balance salesdesk.Amount `json:"balance"`
}

// StepKind is what a step of a waterfall is.
type StepKind string

// The kinds, in the order of a waterfall.
const (
	StepList              StepKind = "list"         // the price for everybody, without tiers
	StepTier              StepKind = "tier"         // what the quantity changes
	StepUnit              StepKind = "unit"         // of 0: Basis is the quantity in the article's own unit
	StepExchange          StepKind = "exchange"     // of 0: Basis is the amount in the book's currency
	StepBookVAT           StepKind = "book_vat"     // of 0: Basis is the amount with VAT of Rate in it, at the book's price or at the one shown
	StepAgreement         StepKind = "agreement"    // what the price for this buyer changes
	StepDerived           StepKind = "derived"      // what the formula of a list or an entry changes
	StepRevision          StepKind = "revision"     // what indices change
	StepAgreedPrice       StepKind = "agreed_price" // what the price given on the line changes
	StepBundle            StepKind = "bundle"       // what the price of its bundle changes
	StepIncludedVAT       StepKind = "included_vat" // what VAT leaves of the price shown, to the cent
	StepAllowance         StepKind = "allowance"
	StepCharge            StepKind = "charge"
	StepSurcharge         StepKind = "surcharge"    // what an index adds
	StepContribution      StepKind = "contribution" // after it: net
	StepDocumentAllowance StepKind = "document_allowance"
	StepDocumentCharge    StepKind = "document_charge" // after it: invoice
	StepCashDiscount      StepKind = "cash_discount"
	StepBonus             StepKind = "bonus" // an accrual; after it: pocket
)

// MessageID names the kind's text.
func (k StepKind) MessageID() string { return "pricing.step." + string(k) }

// Candidate is an entry of the book that might price a line.
type Candidate struct {
	Entry        string           `json:"entry"` // its id or, where it has none, its path in the book
	Price        salesdesk.Amount `json:"price"` // for the quantity of the line
	BaseQuantity salesdesk.Amount `json:"base_quantity"`
	Reason       Rejection        `json:"reason,omitempty"`  // why not; empty for the winner
	Derived      []string         `json:"derived,omitempty"` // the lists and entries with the formulas that made the price of Entry, in order
}

// Rejection is why an entry of the book does not price a line.
type Rejection string

// The reasons.
const (
	OtherCustomer Rejection = "other_customer"
	OtherGroup    Rejection = "other_customer_group"
	OtherChannel  Rejection = "other_channel"
	NotYetValid   Rejection = "not_yet_valid"
	Expired       Rejection = "expired"
	OtherProject  Rejection = "other_project"
	OtherList     Rejection = "other_list"
	OtherCurrency Rejection = "other_currency"
	OtherRegion   Rejection = "other_region"
	LessSpecific  Rejection = "less_specific"
	LowerPriority Rejection = "lower_priority"
	AgreedPrice   Rejection = "agreed_price" // the line has a price of its own
)

// MessageID names the reason's text.
func (r Rejection) MessageID() string { return "pricing.rejection." + string(r) }

// Margin is what is left of the invoice amount after cost. Contributions are not counted,
// nor is what the document charges, nor freight on a line: they pay for what is in no cost
// of a line, so that freight hides no sale below cost.
type Margin struct {
	Revenue salesdesk.Amount  `json:"revenue"`
	Cost    salesdesk.Amount  `json:"cost"`
	Amount  salesdesk.Amount  `json:"amount"`
	Ratio   *salesdesk.Amount `json:"ratio,omitempty"` // of the revenue, six places; nil, not 0, where that is 0
}

// VATDecision is the VAT of a line and what it rests on.
type VATDecision struct {
	VATGroup
	Evidence []Evidence `json:"evidence,omitempty"`
}
