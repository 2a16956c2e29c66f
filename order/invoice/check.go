package invoice

import (
	"github.com/interne-sales/salesdesk"
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
	if d.Kind != Invoice && d.Kind != CreditNote {
		problems.Add(salesdesk.FieldError{Path: "kind", Rule: salesdesk.RuleOneOf, Param: "380, 381"})
	}
	require("number", d.Number == "")
	require("issue_date", d.IssueDate.IsZero())
	require("seller.name", d.Seller.Name == "")
	require("seller.address.country", d.Seller.Address.Country == "")
	require("seller.endpoint", d.Seller.Endpoint.IsZero())
	require("seller.vat_number", d.Seller.VATNumber.IsZero() && d.needsSellerVAT())
	require("buyer.name", d.Buyer.Name == "")
	require("buyer.address.country", d.Buyer.Address.Country == "")
	require("buyer.endpoint", d.Buyer.Endpoint.IsZero())
	require("buyer_reference", d.BuyerReference == "" && d.Order == "") // Peppol R003
	require("figures.lines", len(d.Figures.Lines) == 0)
	require("preceding", d.Kind == CreditNote && len(d.Preceding) == 0)
	if d.Kind == Invoice && d.Figures.Totals.Payable.IsPositive() {
		require("due_date", d.DueDate.IsZero() && d.Terms == "") // BR-CO-25
	}
	d.checkGrounds(require)
	if d.Figures.Currency.MinorUnits() > 2 {
		problems.Add(salesdesk.FieldError{Path: "figures.currency", Rule: salesdesk.RuleMax, Param: "2"}) // UBL amounts have two decimals
	}
	problems.AddAt("figures", pricing.Verify(d.Figures))
	problems.Add(d.CheckRates(pricing.BelgianVAT()))
	return problems.Err()
}

func (d Document) needsSellerVAT() bool {
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
			require("delivery_date", d.DeliveryDate.IsZero())
		case pricing.Standard, pricing.ZeroRated, pricing.Exempt, pricing.Export, pricing.OutsideScope,
			pricing.CanaryIslands, pricing.CeutaMelilla, pricing.SplitPayment:
		}
	}
}
