package order

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// places is how many digits behind the point a quantity of a unit may have: three
// for what is measured (UNECE Recommendation 20), none for what is counted. A unit that
// is not here is counted.
func places(unit string) int32 {
	switch unit {
	case "MTR", "MMT", "CMT", "DMT", "KMT", "LM", "INH", "FOT", "YRD", // length
		"MTK", "MMK", "CMK", "DMK", "KMK", "HAR", // area
		"MTQ", "MMQ", "CMQ", "DMQ", "LTR", "MLT", "CLT", "DLT", "HLT", // volume
		"MGM", "GRM", "KGM", "DTN", "TNE", "LBR", "ONZ", // mass
		"SEC", "MIN", "HUR", "DAY", "WEE", "MON", "ANN", // time
		"WHR", "KWH", "MWH", "P1": // energy, percent
		return 3
	default:
		return 0
	}
}

// wholeUnits refuses to cut what is counted.
func wholeUnits(line, unit string, q salesdesk.Amount) error {
	if q.Exponent() >= -places(unit) {
		return nil
	}
	if cut := (salesdesk.Amount{Decimal: q.RoundDown(places(unit))}); !q.Equal(cut) {
		return QuantityError{Line: line, Rule: WholeUnits, Asked: q, Allowed: cut}
	}
	return nil
}

// orderable is what keeps lines from being fulfilled: nothing is asked of any, or so much
// that no shipment can hold it.
func orderable(lines []pricing.PricedLine) error {
	var problems salesdesk.Problems
	for i := range lines {
		problems.Add(wholeUnits(lines[i].ID, lines[i].Unit, lines[i].Quantity))
	}
	if len(lines) > 0 && !slices.ContainsFunc(lines, func(l pricing.PricedLine) bool { return !l.Quantity.IsZero() }) {
		problems.Add(salesdesk.FieldError{Path: "lines[0].quantity", Rule: salesdesk.RuleMin, Param: "0"})
	}
	return problems.Err()
}
