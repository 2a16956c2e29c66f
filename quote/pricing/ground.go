package pricing

import (
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Ground is why no VAT, or none from the seller, is due; or what else law wants a text
// for. It is empty in a VAT group at a rate.
type Ground string

// The grounds.
const (
	ReverseImmovable   Ground = "reverse_immovable"    // KB 1 art. 20: works for a periodic filer established in Belgium
	ReverseService     Ground = "reverse_service"      // art. 21 § 2 WBTW: a service to a business in another member state
	IntraCommunity     Ground = "intra_community"      // art. 39bis WBTW: goods to a business in another member state
	Exportation        Ground = "export"               // art. 39 WBTW: goods out of the European Union
	ExemptActivity     Ground = "exempt_activity"      // art. 44 WBTW, of no one paragraph
	ExemptInterest     Ground = "exempt_interest"      // art. 44 § 1 and § 2 WBTW: of public interest, such as care, teaching and sport
	ExemptOther        Ground = "exempt_other"         // art. 44 § 3 WBTW: insurance, credit, payments, letting of immovable property
	SmallEnterprise    Ground = "small_enterprise"     // art. 56bis WBTW
	CashDiscountGround Ground = "cash_discount"        // art. 28, 1° WBTW: the part VAT is not due on
	PackagingGround    Ground = "returnable_packaging" // art. 28, 4° WBTW [R]: packaging that is taken back
	NotSubject         Ground = "not_subject_to_vat"   // outside the scope
	Triangular         Ground = "triangular_delivery"  // art. 141 of Directive 2006/112
	Disbursement       Ground = "disbursement"         // art. 28, 5° WBTW [R]: taxes and sums paid in the name and for the account of the buyer
	TravelMargin       Ground = "margin_travel"        // the VAT is in the margin, and no VAT is stated: travel agents
	SecondHandMargin   Ground = "margin_second_hand"   // second-hand goods
	ArtMargin          Ground = "margin_art"           // works of art
	AntiquesMargin     Ground = "margin_antiques"      // collectors' items and antiques
	RenovationRate     Ground = "renovation_rate"      // 6 % on works on a dwelling of ten years or more: in Priced.Mentions only
)

// MessageID names the ground's name for people. What law wants on the document is
// its Mention.
func (g Ground) MessageID() string { return "pricing.ground." + string(g) }

// Category is the VAT category that the ground is of; empty for one that no VAT group has,
// and for one that is not known.
func (g Ground) Category() VATCategory {
	switch g {
	case ReverseImmovable, ReverseService:
		return ReverseCharge
	case IntraCommunity, Triangular:
		return IntraEU
	case Exportation:
		return Export
	case NotSubject:
		return OutsideScope
	case ExemptActivity, ExemptInterest, ExemptOther, SmallEnterprise, CashDiscountGround, PackagingGround,
		Disbursement, TravelMargin, SecondHandMargin, ArtMargin, AntiquesMargin:
		return Exempt
	default:
		return ""
	}
}

// checkGround is what is wrong with the ground of a VAT group: without VAT there is one, and
// one of the category (BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10); at a rate there is
// none (BR-S-10, BR-Z-10).
func (g *VATGroup) checkGround() error {
	switch g.Category {
	case Exempt, ReverseCharge, IntraEU, Export, OutsideScope:
		if g.Ground == "" {
			return salesdesk.FieldError{Path: "ground", Rule: salesdesk.RuleRequired}
		}
		if g.Ground.Category() == g.Category {
			return nil
		}
	default:
		if g.Ground == "" {
			return nil
		}
	}
	return salesdesk.FieldError{Path: "ground", Rule: salesdesk.RuleExcluded, Param: "category"}
}

// VATEX is the code of the ground (BT-121), empty where there is none.
func (g Ground) VATEX() string {
	switch g {
	case ReverseImmovable, ReverseService:
		return "VATEX-EU-AE"
	case IntraCommunity, Triangular:
		return "VATEX-EU-IC"
	case Exportation:
		return "VATEX-EU-G"
	case NotSubject:
		return "VATEX-EU-O"
	case ExemptActivity, ExemptInterest:
		return "VATEX-EU-132"
	case ExemptOther:
		return "VATEX-EU-135-1"
	case TravelMargin:
		return "VATEX-EU-D"
	case SecondHandMargin:
		return "VATEX-EU-F"
	case ArtMargin:
		return "VATEX-EU-I"
	case AntiquesMargin:
		return "VATEX-EU-J"
	default:
		return ""
	}
}

// Mention is the newest text of [BelgianMentions] for the ground (BT-120), in the
// language or else in Dutch; empty for a ground without one. A company's own texts
// are asked of [Pricer.Mention].
func (g Ground) Mention(language salesdesk.Language) string {
	return MentionOn(BelgianMentions(), g, language, calendar.Date{Year: 9999, Month: 12, Day: 31})
}

// Mention is a text that law wants on a document, from a day until the next one for
// the same ground and language.
type Mention struct {
	Ground   Ground             `json:"ground"`
	Language salesdesk.Language `json:"language"`
	From     calendar.Date      `json:"from,omitzero"`
	Text     string             `json:"text"`
	Source   string             `json:"source"`
}

// MentionOn is the text of a ground on a day; empty where the table has none. A language
// with a region falls back to the language itself, and a language without a text to Dutch.
func MentionOn(table []Mention, g Ground, language salesdesk.Language, day calendar.Date) string {
	base, _, _ := strings.Cut(string(language), "-")
	for _, l := range []salesdesk.Language{language, salesdesk.Language(base), salesdesk.Dutch} {
		var found *Mention
		for i := range table {
			m := &table[i]
			if m.Ground == g && m.Language == l && !m.From.After(day) && (found == nil || found.From.Before(m.From)) {
				found = m
			}
		}
		if found != nil {
			return found.Text
		}
	}
	return ""
}
