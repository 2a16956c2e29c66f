package ledger

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Grid is a box of the Belgian periodic VAT return; empty is none.
type Grid string

// The grids of sales.
const (
	Zero           Grid = "00" // special regime, 0 %, exempt without right of deduction
	Base6          Grid = "01"
	Base12         Grid = "02"
	Base21         Grid = "03"
	ServicesEU     Grid = "44" // services on which VAT is due in another member state
	CoContractor   Grid = "45" // VAT is due by the Belgian customer
	IntraCommunity Grid = "46"
	OtherExempt    Grid = "47" // export, and what is supplied abroad
	CreditsEU      Grid = "48" // credit notes on 44 and 46
	CreditsOther   Grid = "49" // credit notes on the others
	VATDue         Grid = "54" // on 01, 02 and 03
	Regularised    Grid = "62" // in favour of who files: VAT of what is written off
	VATOnCredits   Grid = "64" // to be recovered on credit notes
)

// takesBack reports whether the grid counts what is debited.
func (g Grid) takesBack() bool {
	switch g {
	case CreditsEU, CreditsOther, Regularised, VATOnCredits:
		return true
	default:
		return false
	}
}

// ECCode is a kind of supply in the European sales list (intra-Community listing).
type ECCode string

// The kinds of supply.
const (
	Goods            ECCode = "L"
	Services         ECCode = "S"
	TriangularSupply ECCode = "T"
)

// MessageID names the kind's text.
func (c ECCode) MessageID() string { return "ledger.ec." + string(c) }

// GridRow says how a VAT group is reported from a day on. Of the rows that fit, one that
// names the ground goes before one that does not, and the newest before older ones.
type GridRow struct {
	Code     string              `json:"code"` // the VAT code of the accounts
	Category pricing.VATCategory `json:"category"`
	Ground   pricing.Ground      `json:"ground,omitempty"` // empty fits every ground
	Rate     *salesdesk.Amount   `json:"rate,omitempty"`   // a ratio; nil fits every rate
	From     calendar.Date       `json:"from,omitzero"`    // zero is always
	// The grids of the base and of the VAT, of a sale and of a credit note.
	Sale      Grid `json:"sale,omitempty"`
	SaleVAT   Grid `json:"sale_vat,omitempty"`
	Credit    Grid `json:"credit,omitempty"`
	CreditVAT Grid `json:"credit_vat,omitempty"`
	// Listed: it counts in the yearly listing of customers.
	Listed bool   `json:"listed,omitempty"`
	EC     ECCode `json:"ec,omitempty"` // its kind in the EC sales list; empty where it is not in it
	Source string `json:"source"`
}

// BelgianGrids are the grids of the Belgian return. What is not part of the taxable amount
// (WBTW art. 28: the cash discount, packaging that comes back, disbursements), and what is
// outside the scope, is in none: from general knowledge, as is the listing column; verify
// before relying on it. Other rates, such as those of other member states, have no row.
func BelgianGrids() []GridRow {
	const grids, listing = "FPS Finance, periodic VAT return", "; listing from general knowledge"
	at := func(rate string) *salesdesk.Amount {
		a := salesdesk.MustAmount(rate)
		return &a
	}
	return []GridRow{
		{Code: "S21", Category: pricing.Standard, Rate: at("0.21"), Sale: Base21, SaleVAT: VATDue, Credit: CreditsOther, CreditVAT: VATOnCredits, Listed: true, Source: grids},
		{Code: "S12", Category: pricing.Standard, Rate: at("0.12"), Sale: Base12, SaleVAT: VATDue, Credit: CreditsOther, CreditVAT: VATOnCredits, Listed: true, Source: grids},
		{Code: "S6", Category: pricing.Standard, Rate: at("0.06"), Sale: Base6, SaleVAT: VATDue, Credit: CreditsOther, CreditVAT: VATOnCredits, Listed: true, Source: grids},
		{Code: "Z", Category: pricing.ZeroRated, Sale: Zero, Credit: CreditsOther, Listed: true, Source: grids + listing},
		{Code: "E", Category: pricing.Exempt, Sale: Zero, Credit: CreditsOther, Source: grids + listing},
		{Code: "E-DISC", Category: pricing.Exempt, Ground: pricing.CashDiscountGround, Source: "WBTW art. 28, 1°, from general knowledge"},
		{Code: "E-PACK", Category: pricing.Exempt, Ground: pricing.PackagingGround, Source: "WBTW art. 28, 4°, from general knowledge"},
		{Code: "E-DISB", Category: pricing.Exempt, Ground: pricing.Disbursement, Source: "WBTW art. 28, 5°, from general knowledge"},
		{Code: "E-56BIS", Category: pricing.Exempt, Ground: pricing.SmallEnterprise, Listed: true, Source: "WBTW art. 56bis: no return, but a listing"},
		{Code: "AE-CC", Category: pricing.ReverseCharge, Sale: CoContractor, Credit: CreditsOther, Listed: true, Source: grids + listing},
		{Code: "AE-EU", Category: pricing.ReverseCharge, Ground: pricing.ReverseService, Sale: ServicesEU, Credit: CreditsEU, EC: Services, Source: grids},
		{Code: "K", Category: pricing.IntraEU, Sale: IntraCommunity, Credit: CreditsEU, EC: Goods, Source: grids},
		{Code: "K-T", Category: pricing.IntraEU, Ground: pricing.Triangular, Sale: IntraCommunity, Credit: CreditsEU, EC: TriangularSupply, Source: grids},
		{Code: "G", Category: pricing.Export, Sale: OtherExempt, Credit: CreditsOther, Source: grids},
		{Code: "O", Category: pricing.OutsideScope, Source: "from general knowledge"},
	}
}

// row is the row of a VAT group on a day.
func (b *Books) row(g pricing.VATGroup, day calendar.Date) (GridRow, error) {
	best := -1
	for i, r := range b.grids {
		if r.fits(g, day) && (best < 0 || r.before(b.grids[best])) {
			best = i
		}
	}
	if best < 0 {
		return GridRow{}, GridError{Category: g.Category, Rate: g.Rate}
	}
	return b.grids[best], nil
}

func (r GridRow) fits(g pricing.VATGroup, day calendar.Date) bool {
	return r.Category == g.Category && (r.Ground == "" || r.Ground == g.Ground) && (r.Rate == nil || r.Rate.Equal(g.Rate)) && !r.From.After(day)
}

// before reports whether r goes before another row that fits as well.
func (r GridRow) before(other GridRow) bool {
	if named := r.Ground != ""; named != (other.Ground != "") {
		return named
	}
	return r.From.After(other.From)
}

// grids are those of a base and its VAT.
func (r GridRow) grids(credit bool) (base, vat Grid) {
	if credit {
		return r.Credit, r.CreditVAT
	}
	return r.Sale, r.SaleVAT
}

func (b *Books) checkGrids(problems *salesdesk.Problems) {
	problems.Add(atMost("grids", len(b.grids)))
	for i, r := range b.grids {
		path := salesdesk.Index("grids", i)
		problems.Add(code(path+".code", r.Code, true))
		problems.Add(code(path+".category", string(r.Category), true))
		if !r.From.IsZero() && !r.From.Valid() {
			problems.Add(salesdesk.FieldError{Path: path + ".from", Rule: salesdesk.RuleFormat, Param: "2026-01-31"})
		}
		for _, g := range []struct {
			name string
			grid Grid
		}{{".sale", r.Sale}, {".sale_vat", r.SaleVAT}, {".credit", r.Credit}, {".credit_vat", r.CreditVAT}} {
			problems.Add(code(path+g.name, string(g.grid), false))
		}
		switch r.EC {
		case "", Goods, Services, TriangularSupply:
		default:
			problems.Add(salesdesk.FieldError{Path: path + ".ec", Rule: salesdesk.RuleOneOf, Param: "L, S, T"})
		}
	}
}
