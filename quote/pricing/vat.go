package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// VATClass is what an article is for VAT. Its rate is looked up by date. Companies
// add their own to [VATPolicy.Rates].
type VATClass string

// The classes of [BelgianVAT]. Empty is [ClassStandard].
const (
	ClassStandard        VATClass = "standard"
	ClassReduced12       VATClass = "reduced_12"
	ClassReduced6        VATClass = "reduced_6"
	ClassZero            VATClass = "zero"
	ClassExempt          VATClass = "exempt" // art. 44 WBTW
	ClassPlantProtection VATClass = "plant_protection"
	ClassSolidFuel       VATClass = "solid_fuel"
	ClassLodging         VATClass = "lodging"
	ClassRenovation      VATClass = "renovation"     // works on a dwelling: reduced where Request.Dwelling meets the conditions
	ClassFossilHeating   VATClass = "fossil_heating" // a heating boiler on fossil fuel and its parts, in works on a dwelling: as ClassRenovation before 29 July 2025
	ClassRebuilding      VATClass = "rebuilding"     // demolition and rebuilding of a dwelling within the bounds of law, as the buyer declares them
	ClassTravel          VATClass = "margin_travel"
	ClassSecondHand      VATClass = "margin_second_hand"
	ClassArt             VATClass = "margin_art"
	ClassAntiques        VATClass = "margin_antiques"
)

// VATPolicy is how VAT is decided. The zero value is a Belgian taxable seller with
// the rates of [BelgianVAT] and the texts of [BelgianMentions].
type VATPolicy struct {
	// Seller is the seller; an empty country is Belgium, the only one built in.
	Seller TaxParty `json:"seller,omitzero"`
	// Region is where the seller has his seat: it rules the language of statutory texts;
	// empty is not known.
	Region salesdesk.Region `json:"region,omitempty"`
	// SmallEnterprise: the seller charges no VAT, art. 56bis WBTW. The scheme leaves out
	// immovable works and furnished lodging: their VAT is asked for by name.
	SmallEnterprise bool `json:"small_enterprise,omitempty"`
	// UnderThreshold: sales to consumers in other member states stay below EUR 10,000
	// a year, so that Belgian VAT is due on them; nil is not known. [R]
	UnderThreshold *bool `json:"under_threshold,omitempty"`
	// Rates replaces BelgianVAT where it is not empty.
	Rates []VATRate `json:"rates,omitempty"`
	// Mentions replaces BelgianMentions where it is not empty.
	Mentions []Mention `json:"mentions,omitempty"`
}

// VATRate is the rate of a class from a day until the next one of the class.
type VATRate struct {
	Class    VATClass         `json:"class"`
	From     calendar.Date    `json:"from,omitzero"` // zero is always
	Category VATCategory      `json:"category"`
	Rate     salesdesk.Amount `json:"rate,omitzero"` // a ratio: 0.21 is 21 %
	Ground   Ground           `json:"ground,omitempty"`
	Source   string           `json:"source"`
}

// BelgianVATFrom is the first day that [BelgianVAT] holds for: since then the standard rate
// is 21 % (from general knowledge, verify before relying on it). A request of an earlier
// day is refused, unless the policy has rates of its own.
func BelgianVATFrom() calendar.Date { return calendar.MustDate("1996-01-01") }

// BelgianVAT is the table of Belgian rates. Rates without a date and the exempt classes
// are from general knowledge, verify before relying on them; the dated changes are from
// the sources named. Rate and category are those of the day VAT becomes chargeable.
func BelgianVAT() []VATRate {
	rate, on := salesdesk.MustAmount, calendar.MustDate
	return []VATRate{
		{Class: ClassStandard, Category: Standard, Rate: rate("0.21"), Source: "WBTW art. 37, KB 20"},
		{Class: ClassReduced12, Category: Standard, Rate: rate("0.12"), Source: "KB 20, table B"},
		{Class: ClassReduced6, Category: Standard, Rate: rate("0.06"), Source: "KB 20, table A"},
		{Class: ClassZero, Category: ZeroRated, Source: "zero rate (press, recovered materials)"},
		{Class: ClassExempt, Category: Exempt, Ground: ExemptActivity, Source: "WBTW art. 44"},
		{Class: ClassPlantProtection, Category: Standard, Rate: rate("0.12"), Source: "KB 20, table B"},
		{Class: ClassPlantProtection, From: on("2026-03-01"), Category: Standard, Rate: rate("0.21"), Source: "kpmg.com/be 2026/02"},
		{Class: ClassSolidFuel, Category: Standard, Rate: rate("0.12"), Source: "KB 20, table B"},
		{Class: ClassSolidFuel, From: on("2025-07-29"), Category: Standard, Rate: rate("0.21"), Source: "vatupdate.com 2025/07/30"},
		{Class: ClassLodging, Category: Standard, Rate: rate("0.06"), Source: "KB 20, table A"},
		{Class: ClassLodging, From: on("2026-03-01"), Category: Standard, Rate: rate("0.12"), Source: "kpmg.com/be 2026/02"},
		{Class: ClassRenovation, Category: Standard, Rate: rate("0.06"), Source: "KB 20, table A, XXXVIII"},
		{Class: ClassFossilHeating, From: fossilHeatingChange(), Category: Standard, Rate: rate("0.21"), Source: "vatupdate.com 2025/07/30"},
		{Class: ClassRebuilding, From: on("2025-07-01"), Category: Standard, Rate: rate("0.06"), Source: "vatupdate.com 2025/07/30; bdo.be: at most 175 m² for a sale, 200 m² for who builds for himself"},
		{Class: ClassTravel, Category: Exempt, Ground: TravelMargin, Source: "WBTW art. 35; Directive 2006/112 art. 306"},
		{Class: ClassSecondHand, Category: Exempt, Ground: SecondHandMargin, Source: "WBTW art. 58 § 4; Directive 2006/112 art. 313"},
		{Class: ClassArt, Category: Exempt, Ground: ArtMargin, Source: "WBTW art. 58 § 4; Directive 2006/112 art. 313"},
		{Class: ClassAntiques, Category: Exempt, Ground: AntiquesMargin, Source: "WBTW art. 58 § 4; Directive 2006/112 art. 313"},
	}
}

// RateOn is the rate of a class on a day, and whether the table has one.
func RateOn(rates []VATRate, class VATClass, day calendar.Date) (VATRate, bool) {
	var found VATRate
	var known bool
	for _, r := range rates {
		if r.Class == class && !r.From.After(day) && (!known || found.From.Before(r.From)) {
			found, known = r, true
		}
	}
	return found, known
}
