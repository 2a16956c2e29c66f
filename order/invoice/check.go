package invoice

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/terms"
)

// Check names everything that keeps the document from being issued, on paper or else: its
// figures at zero tolerance, rates that Belgium changed meanwhile, what EN 16931 asks of
// its header, texts and units, and in Belgium what law asks: the particulars of both sides
// (KB 1 art. 5) and a term of payment that a business may be given (law of 2 August 2002).
// What Peppol asks besides is in [Document.CheckPeppol].
func (d Document) Check() error {
	var problems salesdesk.Problems
	d.checkHeader(&problems)
	d.checkParties(&problems)
	d.checkDays(&problems)
	d.checkLines(&problems)
	d.checkGrounds(&problems)
	d.checkInstalments(&problems)
	d.checkPeriods(&problems)
	d.checkCurrency(&problems)
	problems.Add(ubl.CheckTexts(d))
	problems.AddAt("figures", pricing.Verify(d.Figures))
	problems.Add(d.CheckRates(pricing.BelgianVAT()))
	return problems.Err()
}

// CheckPeppol is Check with what Peppol BIS Billing 3 asks besides: the electronic
// addresses of both sides (R010, R020), and a reference of the buyer (R003).
func (d Document) CheckPeppol() error {
	var problems salesdesk.Problems
	problems.Add(d.Check())
	required(&problems, []field{
		{"seller.endpoint", d.Seller.Endpoint.IsZero()},
		{"buyer.endpoint", d.Buyer.Endpoint.IsZero()},
		{"buyer_reference", d.BuyerReference == "" && d.Order == ""},
	})
	return problems.Err()
}

// mandate is from when a Belgian business must invoice another by structured electronic
// invoice.
const mandate = "2026-01-01"

// Mandated reports whether the document must be a structured electronic invoice (law of 6
// February 2024, from 1 January 2026): both sides are in Belgium and have a Belgian VAT
// number. Consumers, and sales across borders, are outside; so are those of whom it cannot
// be told here: who does exempt activities only, or is bankrupt.
func (d Document) Mandated() bool {
	return !d.IssueDate.Before(calendar.MustDate(mandate)) && d.Buyer.Kind != salesdesk.Consumer &&
		belgian(d.Seller) && belgian(d.Buyer)
}

func belgian(p salesdesk.Party) bool {
	return p.Address.Country == salesdesk.Belgium && p.VATNumber.Country() == salesdesk.Belgium
}

// field is one that may be missing.
type field struct {
	path    string
	missing bool
}

func required(problems *salesdesk.Problems, fields []field) {
	for _, f := range fields {
		if f.missing {
			problems.Add(salesdesk.FieldError{Path: f.path, Rule: salesdesk.RuleRequired})
		}
	}
}

func (d Document) checkHeader(problems *salesdesk.Problems) {
	switch d.Kind {
	case Invoice, CreditNote, DebitNote, Prepayment:
	default:
		problems.Add(salesdesk.FieldError{Path: "kind", Rule: salesdesk.RuleOneOf, Param: "380, 381, 383, 386"})
	}
	required(problems, []field{
		{"number", d.Number == ""},
		{"issue_date", !d.IssueDate.Valid()},
		{"figures.lines", len(d.Figures.Lines) == 0},
		{"preceding", len(d.Preceding) == 0 && (d.Kind == CreditNote || d.Kind == DebitNote)},
		{"due_date", d.asks() && d.DueDate.IsZero() && d.Terms == "" && len(d.Instalments) == 0}, // BR-CO-25
	})
	for i, r := range d.Preceding {
		path := salesdesk.Index("preceding", i)
		required(problems, []field{{path + ".number", r.Number == ""}})
		if r.Date.After(d.IssueDate) {
			problems.Add(salesdesk.FieldError{Path: "issue_date", Rule: salesdesk.RuleOrder, Param: path + ".date"})
		}
	}
}

// asks reports whether the document asks for money.
func (d Document) asks() bool { return d.Kind != CreditNote && d.Figures.Totals.Payable.IsPositive() }

// checkParties asks who sells and who buys: of a Belgian buyer his seat and, of a business,
// the number it is known by.
func (d Document) checkParties(problems *salesdesk.Problems) {
	problems.AddAt("seller", d.Seller.CheckParticulars())
	inBelgium := d.Buyer.Address.Country == salesdesk.Belgium
	required(problems, []field{
		{"seller.vat_number", d.Seller.VATNumber.IsZero() && d.taxed()},
		{"buyer.name", d.Buyer.Name == ""},
		{"buyer.address.country", d.Buyer.Address.Country == ""},
		{"buyer.address.street", inBelgium && d.Buyer.Address.Street == ""},
		{"buyer.address.postcode", inBelgium && d.Buyer.Address.Postcode == ""},
		{"buyer.address.city", d.Buyer.Address.City == ""},
		{"buyer.vat_number", inBelgium && d.Buyer.Kind == salesdesk.Business && d.Buyer.VATNumber.IsZero() && d.Buyer.EnterpriseNumber.IsZero()},
	})
	check := func(path string, c salesdesk.Country) {
		if c != "" {
			problems.AddAt(path, c.Check())
		}
	}
	check("seller.address.country", d.Seller.Address.Country)
	check("buyer.address.country", d.Buyer.Address.Country)
	if d.DeliverTo != nil {
		required(problems, []field{{"deliver_to.country", d.DeliverTo.Country == ""}}) // BR-57
		check("deliver_to.country", d.DeliverTo.Country)
	}
}

// checkDays asks that what is to be paid is so after the document, and a Belgian seller to
// give no longer than law lets him: that is counted from the later of the document and
// the delivery, since nobody knows yet when the document is received.
func (d Document) checkDays(problems *salesdesk.Problems) {
	if d.DueDate.IsZero() || !d.asks() {
		return
	}
	if d.DueDate.Before(d.IssueDate) {
		problems.Add(salesdesk.FieldError{Path: "due_date", Rule: salesdesk.RuleOrder, Param: "issue_date"})
		return
	}
	from := d.IssueDate
	if d.DeliveryDate.After(from) {
		from = d.DeliveryDate
	}
	if d.Seller.Address.Country == salesdesk.Belgium && d.DueDate.After(from) {
		given := terms.Payment{Days: from.DaysUntil(d.DueDate), Justified: true}
		problems.AddAt("due_date", given.Check(terms.BelgianLaw(), d.Buyer.Kind, d.IssueDate))
	}
}

func (d Document) checkLines(problems *salesdesk.Problems) {
	for i := range d.Figures.Lines {
		problems.AddAt(salesdesk.Index("figures.lines", i)+".unit", ubl.CheckUnit(d.Figures.Lines[i].Unit))
	}
}

// checkCurrency asks for amounts of two decimals, and for VAT in euro too (KB 1 art. 5).
func (d Document) checkCurrency(problems *salesdesk.Problems) {
	if d.Figures.Currency.MinorUnits() > 2 {
		problems.Add(salesdesk.FieldError{Path: "figures.currency", Rule: salesdesk.RuleMax, Param: "2"}) // UBL amounts have two decimals
	}
	if d.statesEuro() {
		if _, err := d.EuroTax(); err != nil {
			problems.Add(err)
		}
	}
}

// checkPeriods asks that periods are some, that those of lines are within the document's
// (Peppol R110, R111), and that a line and its details find each other.
func (d Document) checkPeriods(problems *salesdesk.Problems) {
	if d.Period != (calendar.Period{}) {
		problems.AddAt("period", d.Period.Check())
	}
	switch d.TaxPointCode {
	case "":
	case OnIssue, OnDelivery, OnPayment:
		if !d.TaxPoint.IsZero() { // BR-CO-03
			problems.Add(salesdesk.FieldError{Path: "tax_point_code", Rule: salesdesk.RuleExcluded, Param: "tax_point"})
		}
	default:
		problems.Add(salesdesk.FieldError{Path: "tax_point_code", Rule: salesdesk.RuleOneOf, Param: "3, 35, 432"})
	}
	seen := map[string]bool{}
	lines := indexed(d.Figures.Lines)
	for i, l := range d.Lines {
		path := salesdesk.Index("lines", i)
		if lines[l.Line] == nil {
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleReference, Param: l.Line})
		}
		if seen[l.Line] {
			problems.Add(salesdesk.FieldError{Path: path + ".line", Rule: salesdesk.RuleDuplicate, Param: l.Line})
		}
		seen[l.Line] = true
		if l.Period == (calendar.Period{}) {
			continue
		}
		problems.AddAt(path+".period", l.Period.Check())
		if d.Period != (calendar.Period{}) && l.Period.Intersect(d.Period) != l.Period {
			problems.Add(salesdesk.FieldError{Path: path + ".period", Rule: salesdesk.RuleExcluded, Param: "period"})
		}
	}
}

// taxed reports whether anything is within the scope of VAT.
func (d Document) taxed() bool {
	for _, v := range d.Figures.VAT {
		if v.Category != pricing.OutsideScope {
			return true
		}
	}
	return false
}

// checkGrounds asks what the grounds for no VAT ask: the buyer's number (BR-AE-02,
// BR-IC-02), and for goods to another member state the delivery (BR-IC-11, 12), there, to a
// buyer with a number of another (art. 39bis WBTW).
func (d Document) checkGrounds(problems *salesdesk.Problems) {
	for i, v := range d.Figures.VAT {
		switch v.Category {
		case pricing.ReverseCharge:
			required(problems, []field{{"buyer.vat_number", d.Buyer.VATNumber.IsZero() && d.Buyer.EnterpriseNumber.IsZero()}})
		case pricing.IntraEU:
			required(problems, []field{
				{"buyer.vat_number", d.Buyer.VATNumber.IsZero()},
				{"delivery_date", d.DeliveryDate.IsZero() && d.Period.IsEmpty()},
			})
			for _, in := range []salesdesk.Country{d.destination(), d.Buyer.VATNumber.Country()} {
				if in != "" && in == d.Seller.Address.Country {
					problems.AddAt(salesdesk.Index("figures.vat", i), DomesticError{Country: in})
					break
				}
			}
		case pricing.Standard, pricing.ZeroRated, pricing.Exempt, pricing.Export, pricing.OutsideScope,
			pricing.CanaryIslands, pricing.CeutaMelilla, pricing.SplitPayment:
		}
	}
}

// destination is the country that goods are delivered in.
func (d Document) destination() salesdesk.Country {
	if d.DeliverTo != nil {
		return d.DeliverTo.Country
	}
	return d.Buyer.Address.Country
}

// DomesticError is VAT left out as of goods to another member state, where they are delivered
// in the seller's own, or the buyer's VAT number is of it.
type DomesticError struct{ Country salesdesk.Country }

func (e DomesticError) Error() string {
	return fmt.Sprintf("no supply to another member state: seller and buyer or delivery are in %s", e.Country)
}

// MessageID names the text.
func (DomesticError) MessageID() string { return "invoice.domestic" }
