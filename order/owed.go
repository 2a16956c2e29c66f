package order

import (
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Owed is what invoices and returns are parts of: what is agreed now, and what left beyond
// it within the over-delivery of the policy, at the price agreed. A percentage of the
// document follows the quantity, an amount such as freight stays: see [pricing.Amend].
func (o Order) Owed() (pricing.Priced, error) {
	var beyond []pricing.Alteration
	for i := range o.Lines {
		if l := &o.Lines[i]; less(l.Ordered, l.Shipped) && l.Ordered.IsPositive() {
			beyond = append(beyond, pricing.Alteration{Line: l.ID, Quantity: &l.Shipped})
		}
	}
	if len(beyond) == 0 {
		return o.Agreed, nil
	}
	return pricing.Amend(o.Agreed, beyond)
}

// agreedIn is what was agreed in a revision, the latest as it is owed.
func (o *Order) agreedIn(revision int) (pricing.Priced, error) {
	for _, r := range o.Revisions {
		if r.Number == revision {
			return r.Agreed, nil
		}
	}
	return o.Owed()
}
