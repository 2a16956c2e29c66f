package pricing

import "github.com/interne-sales/salesdesk"

// ReasonCode is UNCL5189 (why an allowance) or UNCL7161 (why a charge).
type ReasonCode string

// The codes an inside-sales desk meets most. Where an adjustment has none, Discount
// or MutuallyDefined is filled in: EN 16931 wants a reason (BR-33, BR-38, BR-42, BR-44).
const (
	Discount         ReasonCode = "95"
	SpecialAgreement ReasonCode = "64" // a cash discount, too
	SpecialRebate    ReasonCode = "100"
	TurnoverRebate   ReasonCode = "105"
	Freight          ReasonCode = "FC"
	Packing          ReasonCode = "PC"
	Packaging        ReasonCode = "ABL"
	OtherServices    ReasonCode = "ADR"
	Recupel          ReasonCode = "AEO"
	Bebat            ReasonCode = "CAV"
	MutuallyDefined  ReasonCode = "ZZZ"
)

// MessageID names the code's text.
func (c ReasonCode) MessageID() string { return "pricing.reason." + string(c) }

// check refuses a code that is none of its list: an allowance has one of the subset of
// UNCL5189 that EN 16931 knows, and a charge one of the form of UNCL7161, "FC" or "ABL".
// Empty is to be filled in.
func (c ReasonCode) check(charge bool) error {
	switch {
	case c == "":
		return nil
	case !charge:
		return c.checkAllowance()
	case len(c) > 3 || c[0] < 'A' || c[0] > 'Z':
		return salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: "AAA"}
	}
	for i := range len(c) {
		if (c[i] < 'A' || c[i] > 'Z') && (c[i] < '0' || c[i] > '9') {
			return salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: "AAA"}
		}
	}
	return nil
}

func (c ReasonCode) checkAllowance() error {
	switch c {
	case "41", "42", "60", "62", "63", "64", "65", "66", "67", "68", "70", "71", "88", "95", "100", "102", "103", "104", "105":
		return nil
	default:
		return salesdesk.FieldError{
			Rule: salesdesk.RuleOneOf, Param: "41, 42, 60, 62, 63, 64, 65, 66, 67, 68, 70, 71, 88, 95, 100, 102, 103, 104, 105",
		}
	}
}
