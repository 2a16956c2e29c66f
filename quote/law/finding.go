package law

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Finding is something that law has to say. Which of its values are filled is said by
// the code.
type Finding struct {
	Code      Code             `json:"code"`
	Severity  Severity         `json:"severity"`
	Source    string           `json:"source"`
	Contested bool             `json:"contested,omitempty"` // whether the rule stands is in doubt
	Stated    salesdesk.Money  `json:"stated,omitzero"`     // what is asked or announced
	Lawful    salesdesk.Money  `json:"lawful,omitzero"`     // what law puts in its place, or the bound
	Rate      salesdesk.Amount `json:"rate,omitzero"`       // announced, a ratio
	MaxRate   salesdesk.Amount `json:"max_rate,omitzero"`   // that may be announced, rounded down to four places
	Days      int              `json:"days,omitempty"`
	MaxDays   int              `json:"max_days,omitempty"`
	Applies   int              `json:"applies,omitempty"` // days, in place of what is too long
	Period    calendar.Period  `json:"period,omitzero"`
	Word      string           `json:"word,omitempty"`
	Clause    Clause           `json:"clause,omitempty"`
}

// MessageID names the finding's text.
func (f Finding) MessageID() string { return "law." + string(f.Code) }

// Severity is how sure the law is.
type Severity string

// The severities.
const (
	Warning Severity = "warning" // weigh it: contested, or depending on the facts
	Error   Severity = "error"   // the rule is broken
)

// MessageID names the severity's text.
func (s Severity) MessageID() string { return "law.severity." + string(s) }

// Code is what is found.
type Code string

// The codes, and the values they fill.
const (
	NoReduction       Code = "no_reduction"       // Stated price is not below Lawful, the reference
	ReferenceMissing  Code = "reference_missing"  // Lawful is the reference to show
	ReferenceTooHigh  Code = "reference_too_high" // Stated is shown, Lawful is the reference
	ReferenceOther    Code = "reference_other"    // the same, Stated being lower
	RateTooHigh       Code = "rate_too_high"      // Rate is announced, MaxRate is of the reference Lawful
	TooNew            Code = "too_new"            // less than Days on the market in the channel
	WordReserved      Code = "word_reserved"      // Word in Period, of which some days are not in the sales
	NotOfferedBefore  Code = "not_offered_before" // less than Days before the sales began
	NotInStock        Code = "not_in_stock"       // at the start of the sales
	PreSalesReduction Code = "pre_sales"          // announced in Period, the pre-sales period
	Loss              Code = "loss"               // Stated is below Lawful, what it cost
	BlackClause       Code = "black_clause"       // Clause is void
	GreyClause        Code = "grey_clause"        // Clause is void until the contrary is proven
	NotInEuro         Code = "not_in_euro"        // Stated
	VATNotIncluded    Code = "vat_not_included"   // Stated
	CostsOmitted      Code = "costs_omitted"      // Stated is shown, Lawful is what all of it costs
	VATNotStated      Code = "vat_not_stated"     // Stated
	PaymentTerm       Code = "payment_term"       // Days agreed are over MaxDays, Applies hold; found where terms are checked
)
