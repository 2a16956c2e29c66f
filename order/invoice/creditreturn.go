package invoice

import (
	"errors"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// CreditReturn is the credit note of a return, after the credit notes before it: what its
// remedies give back, less the restocking fees and what is withheld, which stand as
// allowances with the ids [order.RestockingFee] and [order.Withheld]. Its figures are
// [order.Order.ReturnFigures], so that without VAT it is to the cent what was agreed; VAT is
// that of the invoices. The note that takes back the last of what was invoiced makes the
// customer whole, with BT-114 or, where notes before a change of what is agreed gave otherwise
// than it was invoiced in the end, with an adjustment [order.MadeGood]: fees apart, all notes together are all that was invoiced.
// Where an advance is not deducted yet, or the notes before have other rates, it does not.
//
// Returnable packaging is not on it: its deposit comes back with it, by [Credit].
func CreditReturn(o order.Order, id string, invoiced, before []Document, number string, h Header) (Document, error) {
	figures, err := o.ReturnFigures(id)
	if err != nil {
		return Document{}, err
	}
	c := returning{invoiced: invoiced, before: before}
	for i := range invoiced {
		c.lines = append(c.lines, indexed(invoiced[i].Figures.Lines))
	}
	if err := c.check(&figures); err != nil {
		return Document{}, err
	}
	groups := c.groups(&figures)
	if c.changed {
		if figures, err = pricing.Regroup(figures, groups); err != nil {
			return Document{}, err
		}
	}
	if figures, err = c.round(figures); err != nil {
		return Document{}, err
	}
	if len(h.Preceding) == 0 {
		h.Preceding = references(invoiced)
	}
	return Document{Kind: CreditNote, Number: number, Header: h, Figures: figures}, nil
}

// returning credits a return of what was invoiced.
type returning struct {
	invoiced, before []Document
	lines            []map[string]*pricing.PricedLine // of what was invoiced
	changed          bool                             // VAT is not that of what was agreed
}

// check names every line of which not so much was invoiced and not credited yet.
func (c *returning) check(figures *pricing.Priced) error {
	var problems salesdesk.Problems
	if len(c.invoiced) == 0 {
		problems.Add(salesdesk.FieldError{Path: "invoiced", Rule: salesdesk.RuleRequired})
	}
	for _, d := range slices.Concat(c.invoiced, c.before) {
		if d.Figures.Currency != figures.Currency {
			problems.Add(salesdesk.CurrencyError{Want: figures.Currency, Got: d.Figures.Currency})
		}
	}
	invoiced, credited := quantitiesOf(figuresOf(c.invoiced)), quantitiesOf(figuresOf(c.before))
	for _, l := range figures.Lines {
		left := invoiced[l.ID].Sub(credited[l.ID])
		if left.Cmp(exact.Dec(l.Quantity)) < 0 {
			problems.Add(QuantityError{Line: l.ID, Asked: l.Quantity, Left: problemsOf(left, &problems)})
		}
		c.checkRates(l.ID, &problems)
	}
	return problems.Err()
}

// checkRates refuses a line that was invoiced at two rates.
func (c *returning) checkRates(line string, problems *salesdesk.Problems) {
	var first *pricing.PricedLine
	for _, lines := range c.lines {
		billed := lines[line]
		switch {
		case billed == nil:
		case first == nil:
			first = billed
		case !billed.VAT.Equal(first.VAT):
			problems.Add(TwoRatesError{Line: line})
			return
		}
	}
}

// groups are those that the lines were invoiced in.
func (c *returning) groups(figures *pricing.Priced) map[string]pricing.VATGroup {
	groups := map[string]pricing.VATGroup{}
	for _, l := range figures.Lines {
		for _, lines := range c.lines {
			if billed := lines[l.ID]; billed != nil {
				groups[l.ID] = billed.VAT
				c.changed = c.changed || !billed.VAT.Equal(l.VAT)
			}
		}
	}
	return groups
}

// round makes the customer whole with the last note: what the notes before gave otherwise
// than it was invoiced is made good, and BT-114 is what VAT is off.
func (c *returning) round(figures pricing.Priced) (pricing.Priced, error) {
	if c.changed || !c.last(&figures) {
		return figures, nil
	}
	whole, err := c.whole(figures)
	var off RoundingError
	switch rounded := errors.As(err, &off); {
	case err != nil && !rounded:
		return pricing.Priced{}, err
	case !rounded && whole.Totals.Rounding.IsZero():
		return whole, nil
	}
	if figures, err = c.makeGood(figures); err != nil {
		return pricing.Priced{}, err
	}
	return c.whole(figures)
}

// whole is the last note with what is left to pay back.
func (c *returning) whole(figures pricing.Priced) (pricing.Priced, error) {
	left := fixed.Dec{}
	for _, d := range c.invoiced {
		left = left.Add(goods(&d.Figures))
	}
	kept := c.kept(&figures)
	notes, err := withoutFees(c.before, kept)
	if err != nil {
		return pricing.Priced{}, err
	}
	for i := range notes {
		left = left.Sub(goods(&notes[i]))
	}
	full, err := unreduced(figures, kept)
	if err != nil {
		return pricing.Priced{}, err
	}
	off := left.Sub(exact.Dec(full.Totals.Payable))
	figures, err = payable(figures, exact.Dec(figures.Totals.Payable).Add(off))
	if err != nil {
		return pricing.Priced{}, err
	}
	return figures, within(figures, figuresOf(slices.Concat(c.invoiced, c.before)))
}

// last reports whether everything that was invoiced is taken back, and no advance is open.
func (c *returning) last(figures *pricing.Priced) bool {
	open := map[string]fixed.Dec{}
	for _, d := range c.invoiced {
		for i := range d.Figures.Lines {
			l := &d.Figures.Lines[i]
			counted := l.Quantity
			if IsAdvance(l.ID) {
				counted = shownOf(l, d.Figures.Inclusive)
			}
			open[l.ID] = open[l.ID].Add(exact.Dec(counted))
		}
	}
	for _, lines := range slices.Concat(figuresOf(c.before), []pricing.Priced{*figures}) {
		for _, l := range lines.Lines {
			open[l.ID] = open[l.ID].Sub(exact.Dec(l.Quantity))
		}
	}
	for _, d := range c.invoiced {
		for _, l := range d.Figures.Lines {
			if !open[l.ID].IsZero() {
				return false
			}
		}
	}
	return true
}

// goods is what figures come to without the deposits of packaging.
func goods(p *pricing.Priced) fixed.Dec {
	sum := exact.Dec(p.Totals.Payable).Add(exact.Dec(p.Totals.Prepaid))
	for _, a := range p.Adjustments {
		if a.VAT.Ground == pricing.PackagingGround {
			sum = sum.Sub(exact.Dec(a.Amount))
		}
	}
	return sum
}

// kept says which adjustments of notes the seller keeps: the fees, and what is withheld but
// for that which the notes of a return that was reopened gave after all.
func (c *returning) kept(figures *pricing.Priced) func(pricing.Adjusted) bool {
	notes := append(figuresOf(c.before), *figures)
	return func(a pricing.Adjusted) bool { return isFee(a) && (a.ID != order.Withheld || withheld(notes, a.VAT)) }
}

// withheld reports whether notes together hold something back in a VAT group.
func withheld(notes []pricing.Priced, group pricing.VATGroup) bool {
	var net fixed.Dec
	for i := range notes {
		for k := range notes[i].Adjustments {
			if a := &notes[i].Adjustments[k]; a.ID == order.Withheld && a.VAT.Equal(group) {
				net = net.Add(signed(a).net)
			}
		}
	}
	return !net.IsZero()
}

// unreduced is a note as it would be without what is kept. What BT-114 makes up for beyond its
// own figures stays.
func unreduced(p pricing.Priced, kept func(pricing.Adjusted) bool) (pricing.Priced, error) {
	if !slices.ContainsFunc(p.Adjustments, kept) {
		return p, nil
	}
	own, err := pricing.Total(p)
	if err != nil {
		return pricing.Priced{}, err
	}
	beyond := exact.Dec(p.Totals.Payable).Sub(exact.Dec(own.Totals.Payable))
	p.Adjustments = slices.DeleteFunc(slices.Clone(p.Adjustments), kept)
	if p, err = pricing.Total(p); err != nil {
		return pricing.Priced{}, err
	}
	return payable(p, exact.Dec(p.Totals.Payable).Add(beyond))
}

// withoutFees are the figures of notes as they would be without what the seller keeps.
func withoutFees(notes []Document, kept func(pricing.Adjusted) bool) ([]pricing.Priced, error) {
	figures := figuresOf(notes)
	for i := range figures {
		var err error
		if figures[i], err = unreduced(figures[i], kept); err != nil {
			return nil, err
		}
	}
	return figures, nil
}

// isFee reports whether a note is reduced by an adjustment that stays with the seller.
func isFee(a pricing.Adjusted) bool { return a.ID == order.RestockingFee || a.ID == order.Withheld }

func references(documents []Document) []Reference {
	list := make([]Reference, len(documents))
	for i, d := range documents {
		list[i] = Reference{Number: d.Number, Date: d.IssueDate}
	}
	return list
}
