package invoice

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Check names everything that keeps the document from being written: its figures at
// zero tolerance, rates that Belgium changed meanwhile, and what EN 16931, Peppol BIS Billing 3 and Belgian law (KB 1
// art. 5) ask of its header.
func (d Document) Check() error {
	var problems salesdesk.Problems
	require := func(path string, missing bool) {
		if missing {
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired})
		}
	}
	switch d.Kind {
	case Invoice, CreditNote, DebitNote, Prepayment:
	default:
		problems.Add(salesdesk.FieldError{Path: "kind", Rule: salesdesk.RuleOneOf, Param: "380, 381, 383, 386"})
	}
	require("number", d.Number == "")
	require("issue_date", d.IssueDate.IsZero())
	problems.AddAt("seller", d.Seller.CheckParticulars())
	require("seller.endpoint", d.Seller.Endpoint.IsZero())
	require("seller.vat_number", d.Seller.VATNumber.IsZero() && d.taxed())
	require("buyer.name", d.Buyer.Name == "")
	require("buyer.address.country", d.Buyer.Address.Country == "")
	require("buyer.endpoint", d.Buyer.Endpoint.IsZero())
	require("buyer_reference", d.BuyerReference == "" && d.Order == "") // Peppol R003
	require("figures.lines", len(d.Figures.Lines) == 0)
	require("preceding", len(d.Preceding) == 0 && (d.Kind == CreditNote || d.Kind == DebitNote))
	if d.Kind != CreditNote && d.Figures.Totals.Payable.IsPositive() {
		require("due_date", d.DueDate.IsZero() && d.Terms == "" && len(d.Instalments) == 0) // BR-CO-25
	}
	d.checkGrounds(require)
	d.checkInstalments(&problems)
	d.checkPeriods(&problems)
	d.checkCurrency(&problems)
	problems.AddAt("figures", pricing.Verify(d.Figures))
	problems.Add(d.CheckRates(pricing.BelgianVAT()))
	return problems.Err()
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
	for i, l := range d.Lines {
		path := salesdesk.Index("lines", i)
		if _, ok := find(d.Figures, l.Line); !ok {
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
// BR-IC-02), and for goods to another member state the delivery (BR-IC-11, 12).
func (d Document) checkGrounds(require func(path string, missing bool)) {
	for _, v := range d.Figures.VAT {
		switch v.Category {
		case pricing.ReverseCharge:
			require("buyer.vat_number", d.Buyer.VATNumber.IsZero() && d.Buyer.EnterpriseNumber.IsZero())
		case pricing.IntraEU:
			require("buyer.vat_number", d.Buyer.VATNumber.IsZero())
			require("delivery_date", d.DeliveryDate.IsZero() && d.Period.IsEmpty())
		case pricing.Standard, pricing.ZeroRated, pricing.Exempt, pricing.Export, pricing.OutsideScope,
			pricing.CanaryIslands, pricing.CeutaMelilla, pricing.SplitPayment:
		}
	}
}
