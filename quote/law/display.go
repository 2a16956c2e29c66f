package law

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Display is a price as it is shown.
type Display struct {
	Day         calendar.Date       `json:"day"`
	Buyer       salesdesk.PartyKind `json:"buyer"`
	Price       salesdesk.Money     `json:"price"`
	VATIncluded bool                `json:"vat_included,omitempty"`
	VATStated   bool                `json:"vat_stated,omitempty"` // says whether VAT is included
	Compulsory  salesdesk.Amount    `json:"compulsory,omitzero"`  // costs that nobody escapes and Price leaves out
}

// CheckDisplay holds a price against what it must show: to consumers the total in euro
// with VAT and all compulsory costs; to undertakings, from general knowledge, a price
// without VAT only where it says so, which is a warning. The error is every problem of
// the input.
func (r Rules) CheckDisplay(d Display) ([]Finding, error) {
	var problems salesdesk.Problems
	problems.Add(needed("day", d.Day))
	problems.AddAt("price", d.Price.Check())
	problems.AddAt("compulsory", notNegative(d.Compulsory))
	rule, ok := ruleOn(r.Displays, d.Day)
	switch {
	case problems.Err() != nil:
		return nil, problems
	case !ok:
		return nil, nil
	case d.Buyer == salesdesk.Consumer:
		return d.consumer(rule)
	case !d.VATIncluded && !d.VATStated:
		return []Finding{{Code: VATNotStated, Severity: Warning, Source: rule.Source, Stated: d.Price}}, nil
	default:
		return nil, nil
	}
}

func (d Display) consumer(rule DisplayRule) ([]Finding, error) {
	var all []Finding
	add := func(code Code, lawful salesdesk.Money) {
		all = append(all, Finding{Code: code, Severity: Error, Source: rule.Source, Stated: d.Price, Lawful: lawful})
	}
	if d.Price.Currency != salesdesk.EUR {
		add(NotInEuro, salesdesk.Money{})
	}
	if !d.VATIncluded {
		add(VATNotIncluded, salesdesk.Money{})
	}
	if d.Compulsory.IsZero() {
		return all, nil
	}
	whole, err := d.Price.Add(salesdesk.Money{Amount: d.Compulsory, Currency: d.Price.Currency})
	add(CostsOmitted, whole)
	return all, err
}
