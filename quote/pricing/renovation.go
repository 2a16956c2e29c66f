package pricing

import (
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// renovationYears is how many calendar years lie at least between the first occupation
// of a dwelling and the first invoice, KB 20 table A, XXXVIII (since 2016).
const renovationYears = 10

// Dwelling is what the reduced rate of [ClassRenovation] asks of the building that is
// worked on, as the customer declares it. The rate needs all three.
type Dwelling struct {
	FirstOccupied int  `json:"first_occupied"`         // calendar year
	Private       bool `json:"private,omitempty"`      // after the works used only or mainly as a private dwelling
	FinalUser     bool `json:"final_user,omitempty"`   // the works are supplied and invoiced to the final consumer
	FirstInvoice  int  `json:"first_invoice,omitzero"` // calendar year of the first invoice of these works; zero is that of the tax point
	// Contracted is the day of the contract: one of before 29 July 2025 keeps the reduced
	// rate of [ClassFossilHeating] while VAT is chargeable by 30 June 2026; zero is later.
	Contracted calendar.Date `json:"contracted,omitzero"`
}

// since is the class that a day and a contract make of another: before its standard rate,
// works on [ClassFossilHeating] were those of [ClassRenovation].
func (c VATClass) since(day calendar.Date, d *Dwelling) VATClass {
	if c != ClassFossilHeating {
		return c
	}
	change, tolerated := fossilHeatingChange(), calendar.MustDate("2026-06-30")
	old := d != nil && !d.Contracted.IsZero() && d.Contracted.Before(change) && !day.After(tolerated)
	if day.Before(change) || old {
		return ClassRenovation
	}
	return c
}

// fossilHeatingChange is the first day of the standard rate of [ClassFossilHeating].
func fossilHeatingChange() calendar.Date { return calendar.MustDate("2025-07-29") }

func (d *Dwelling) check() error {
	var p salesdesk.Problems
	if d.FirstOccupied < 1 {
		p.Add(salesdesk.FieldError{Path: "first_occupied", Rule: salesdesk.RuleMin, Param: "1"})
	}
	if d.FirstInvoice != 0 && d.FirstInvoice < d.FirstOccupied {
		p.Add(salesdesk.FieldError{Path: "first_invoice", Rule: salesdesk.RuleMin, Param: strconv.Itoa(d.FirstOccupied)})
	}
	if !d.Contracted.IsZero() && !d.Contracted.Valid() {
		p.Add(salesdesk.FieldError{Path: "contracted", Rule: salesdesk.RuleFormat, Param: "2026-01-31"})
	}
	return p.Err()
}

// reduced reports whether works on d, first invoiced in that year, have the reduced
// rate; by calendar year: occupied in 2016, from 1 January 2026.
func (d *Dwelling) reduced(year int) bool {
	if d.FirstInvoice != 0 {
		year = d.FirstInvoice
	}
	return d.Private && d.FinalUser && year-d.FirstOccupied >= renovationYears
}

// renovation is Belgian VAT on works on a dwelling: reduced where the conditions hold,
// else that of [ClassStandard].
func (s *sale) renovation(evidence []Evidence) decision {
	d := s.dwelling
	evidence = append(evidence,
		Evidence{"dwelling.first_occupied", strconv.Itoa(d.FirstOccupied)},
		Evidence{"dwelling.private", strconv.FormatBool(d.Private)},
		Evidence{"dwelling.final_user", strconv.FormatBool(d.FinalUser)})
	if !d.reduced(s.day.Year) {
		other := *s
		other.class = ClassStandard
		return other.domestic(evidence...)
	}
	return s.rated(evidence)
}

// mentionRenovation adds the text that the reduced rate asks for.
func (r *run) mentionRenovation() {
	if r.req.Dwelling == nil || !r.req.Dwelling.reduced(r.out.taxPoint().Year) {
		return
	}
	for i := range r.req.Lines {
		if group := r.out.Lines[i].VAT; r.classOf(i).since(r.out.taxPoint(), r.req.Dwelling) == ClassRenovation && group.Category == Standard {
			r.out.Mentions = append(r.out.Mentions, RenovationRate)
			return
		}
	}
}

// classOf is the VAT class of line i, its own or its article's; empty where its VAT was given.
func (r *run) classOf(i int) VATClass {
	in := &r.req.Lines[i]
	k, known := r.skus[in.SKU]
	switch {
	case in.VAT != nil:
		return ""
	case in.VATClass != "" || !known:
		return in.VATClass
	default:
		return r.classNames[r.articles[k].class]
	}
}
