package quote

import "github.com/interne-sales/salesdesk"

// Loss is why something was not sold, and to whom it went.
type Loss struct {
	Why        LossReason        `json:"why,omitempty"`
	Competitor string            `json:"competitor,omitempty"`
	Price      *salesdesk.Amount `json:"price,omitempty"` // of the competitor for the whole, without VAT
}

// LossReason is why something was not sold.
type LossReason string

// The reasons.
const (
	LostOnPrice     LossReason = "price"
	LostOnDelivery  LossReason = "delivery"
	LostOnQuality   LossReason = "quality"
	LostOnTerms     LossReason = "terms"
	LostToOther     LossReason = "competitor"
	NoNeed          LossReason = "no_need"
	NoAnswer        LossReason = "no_answer"
	NotToBeSupplied LossReason = "not_supplied" // we cannot deliver it any more
)

// MessageID names the reason's text.
func (r LossReason) MessageID() string { return "quote.loss." + string(r) }

// Shed is what was lost of some lines at one time, and why.
type Shed struct {
	Lines []Award `json:"lines"`
	Loss  Loss    `json:"loss"`
}
