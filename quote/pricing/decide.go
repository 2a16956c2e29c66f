package pricing

import (
	"cmp"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

const belgium = "BE"

// Evidence is a fact that a VAT decision rests on.
type Evidence struct {
	Field string `json:"field"` // a path in the request, or from "vat" in the rules
	Value string `json:"value"`
}

// decision is the VAT of one class and supply for one buyer.
type decision struct {
	group    VATGroup
	evidence []Evidence
}

// sale is what VAT is decided from.
type sale struct {
	policy *VATPolicy
	buyer  TaxParty
	to     string // where the goods go or the work is done
	site   bool   // to was given, and is not just the buyer's country
	class  VATClass
	supply Supply
	day    calendar.Date

	dayField string
	dwelling *Dwelling
}

// dayField is the field of the request that says when VAT becomes chargeable.
func dayField(req *Request) string {
	if req.TaxPoint.IsZero() {
		return "date"
	}
	return "tax_point"
}

func (p *Pricer) sale(req *Request, class VATClass, supply Supply) *sale {
	return &sale{
		policy: &p.policy, buyer: req.Buyer.Tax, to: cmp.Or(req.DeliverTo, req.Buyer.Tax.Country), site: req.DeliverTo != "",
		class: class.since(cmp.Or(req.TaxPoint, req.Date), req.Dwelling), supply: supply,
		day: cmp.Or(req.TaxPoint, req.Date), dwelling: req.Dwelling, dayField: dayField(req),
	}
}

// decide is the VAT of the sale, or an [UndecidableError]. In order: a seller without
// VAT; what is exempt wherever it goes; where the supply takes place; who owes the VAT.
func (s *sale) decide() (decision, error) {
	if s.policy.SmallEnterprise {
		if s.beyondScheme() {
			return decision{}, s.missing("vat")
		}
		return s.without(Exempt, SmallEnterprise, Evidence{"vat.small_enterprise", "true"}), nil
	}
	rate, known := RateOn(s.policy.Rates, s.class, s.day)
	switch {
	case !known:
		return decision{}, s.missing("vat.rates")
	case rate.Category == Exempt:
		return s.domestic(), nil
	case s.buyer.Country == "":
		return decision{}, s.missing("buyer.tax.country")
	case s.class == ClassRenovation && s.dwelling == nil:
		return decision{}, s.missing("dwelling.first_occupied")
	}
	switch s.supply {
	case Service:
		return s.service()
	case ImmovableWork:
		return s.immovable()
	case OnTheSpot:
		return s.onTheSpot()
	default:
		return s.goods()
	}
}

// beyondScheme reports whether the scheme of small enterprises leaves the sale out: immovable
// works and furnished lodging. What else it leaves out (catering with a registered cash
// system, scrap) is no class here: name its VAT on the line.
func (s *sale) beyondScheme() bool { return s.supply == ImmovableWork || s.class == ClassLodging }

func (s *sale) missing(paths ...string) error {
	return UndecidableError{Supply: s.supply, Missing: paths}
}

// domestic is Belgian VAT at the rate of the day.
func (s *sale) domestic(evidence ...Evidence) decision {
	if s.class == ClassRenovation {
		return s.renovation(evidence)
	}
	return s.rated(evidence)
}

func (s *sale) rated(evidence []Evidence) decision {
	rate, _ := RateOn(s.policy.Rates, s.class, s.day)
	evidence = append(evidence,
		Evidence{"vat_class", string(s.class)}, Evidence{s.dayField, s.day.String()}, Evidence{"vat.rates.source", rate.Source})
	if !rate.From.IsZero() {
		evidence = append(evidence, Evidence{"vat.rates.from", rate.From.String()})
	}
	return decision{VATGroup{rate.Category, rate.Rate, rate.Ground}, evidence}
}

// without is a sale on which the seller charges no VAT.
func (s *sale) without(category VATCategory, ground Ground, evidence ...Evidence) decision {
	return decision{VATGroup{Category: category, Ground: ground}, append(evidence, Evidence{"supply", string(s.supply)})}
}

func (s *sale) country() Evidence { return Evidence{"buyer.tax.country", s.buyer.Country} }

func (s *sale) destination() Evidence {
	if s.site {
		return Evidence{"deliver_to", s.to}
	}
	return s.country()
}

func (s *sale) establishment() Evidence {
	return Evidence{"buyer.tax.establishment", string(s.buyer.Establishment)}
}

func (s *sale) number() Evidence { return Evidence{"buyer.tax.vat_number", s.buyer.VATNumber} }

// goods are taxed where the transport ends for a business elsewhere, art. 39 and 39bis.
func (s *sale) goods() (decision, error) {
	switch {
	case s.to == belgium:
		return s.domestic(s.destination()), nil
	case !inEU(s.to) && !s.northernIreland():
		return s.without(Export, Exportation, s.destination()), nil
	case s.buyer.Business && s.buyer.VATNumber == "":
		return decision{}, s.missing("buyer.tax.vat_number")
	case s.buyer.Business && numberCountry(s.buyer.VATNumber) != belgium:
		return s.without(IntraEU, IntraCommunity, s.destination(), s.number()), nil
	case s.buyer.Business: // moved, but not to a business known elsewhere
		return s.domestic(s.destination(), s.number()), nil
	case s.policy.UnderThreshold == nil:
		return decision{}, s.missing("vat.under_threshold")
	case !*s.policy.UnderThreshold:
		return decision{}, s.missing("vat") // the rate of the other member state
	default:
		return s.domestic(s.destination(), Evidence{"vat.under_threshold", "true"}), nil
	}
}

// northernIreland counts as a member state, for goods only.
func (s *sale) northernIreland() bool {
	return s.to == "GB" && strings.HasPrefix(s.buyer.VATNumber, "XI")
}

// service follows the general rule of art. 21 § 2: the place of a business buyer, else
// the seller's.
func (s *sale) service() (decision, error) {
	business := Evidence{"buyer.tax.business", "true"}
	switch {
	case s.buyer.Country == belgium:
		return s.domestic(s.country()), nil
	case !s.buyer.Business: // some services to consumers elsewhere differ: name their VAT on the line
		return s.domestic(s.country(), Evidence{"buyer.tax.business", "false"}), nil
	case !inEU(s.buyer.Country):
		return decision{}, s.missing("vat") // outside the scope; no other line may stand beside it
	case s.buyer.VATNumber == "":
		return decision{}, s.missing("buyer.tax.vat_number")
	case numberCountry(s.buyer.VATNumber) == belgium:
		return s.belgianService()
	default:
		return s.without(ReverseCharge, ReverseService, s.country(), business, s.number()), nil
	}
}

// belgianService is a service to a business elsewhere that buys under a Belgian number: one
// for its establishment here is taxed here, else its own number is asked for.
func (s *sale) belgianService() (decision, error) {
	switch s.buyer.Establishment {
	case Established:
		return s.domestic(s.country(), s.number(), s.establishment()), nil
	case "":
		return decision{}, s.missing("buyer.tax.establishment")
	default:
		return decision{}, s.missing("buyer.tax.vat_number")
	}
}

// immovable work is taxed where the property lies; in Belgium a periodic filer who is
// established there, or has a liable representative, owes the VAT, KB 1 art. 20.
func (s *sale) immovable() (decision, error) {
	filer := Evidence{"buyer.tax.periodic_filer", "true"}
	switch {
	case s.to != belgium && !s.site:
		return decision{}, s.missing("deliver_to")
	case s.to != belgium:
		return decision{}, s.missing("vat") // that of the country the property lies in
	case !s.buyer.Business || !s.buyer.PeriodicFiler:
		return s.domestic(s.destination(), s.country(), Evidence{filer.Field, "false"}), nil
	case s.buyer.Country != belgium && s.buyer.Establishment == "":
		return decision{}, s.missing("buyer.tax.establishment")
	case s.buyer.Country != belgium && s.buyer.Establishment == NotEstablished:
		return s.domestic(s.destination(), s.country(), s.establishment()), nil
	case s.buyer.VATNumber == "":
		return decision{}, s.missing("buyer.tax.vat_number")
	default:
		return s.without(ReverseCharge, ReverseImmovable, s.country(), filer, s.number()), nil
	}
}

// onTheSpot is taxed where it is done, whoever buys it.
func (s *sale) onTheSpot() (decision, error) {
	switch {
	case s.to != belgium && !s.site:
		return decision{}, s.missing("deliver_to")
	case s.to != belgium:
		return decision{}, s.missing("vat") // that of the country it is done in
	default:
		return s.domestic(s.destination()), nil
	}
}

// inEU reports whether a country is a member state. Territories that VAT treats
// otherwise (the Canary Islands, Åland …) are not told apart.
func inEU(country string) bool {
	switch country {
	case "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
		"IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK":
		return true
	default:
		return false
	}
}

// numberCountry is the country of a number that was checked before.
func numberCountry(number string) string {
	v, err := salesdesk.ParseVATNumber(number)
	if err != nil {
		return ""
	}
	return string(v.Country())
}
