package quote

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// bundle is the bundle with an id, nil where there is none.
func (c Content) bundle(id string) *pricing.PricedBundle {
	i := slices.IndexFunc(c.Priced.Bundles, func(b pricing.PricedBundle) bool { return b.ID == id })
	if i < 0 {
		return nil
	}
	return &c.Priced.Bundles[i]
}

// components are awards with those of a bundle, by its own line, as awards of the lines of
// its components.
func (c Content) components(awards []Award) []Award {
	all := make([]Award, 0, len(awards))
	for _, a := range awards {
		b := c.bundle(a.Line)
		if b == nil {
			all = append(all, a)
			continue
		}
		for i := range c.Priced.Lines {
			if l := &c.Priced.Lines[i]; l.Bundle == b.ID {
				all = append(all, Award{Line: l.ID, Quantity: proportion(l.Quantity, a.Quantity, b.Quantity)})
			}
		}
	}
	return all
}

// spread are the lines of a reply with a bundle as its components.
func (c Content) spread(lines []OfferLine) []OfferLine {
	all := make([]OfferLine, 0, len(lines))
	for _, l := range lines {
		b := c.bundle(l.Line)
		if b == nil {
			all = append(all, l)
			continue
		}
		for _, a := range c.components([]Award{{Line: b.ID, Quantity: l.quantity(b.Quantity)}}) {
			all = append(all, OfferLine{Line: a.Line, Quantity: &a.Quantity})
		}
	}
	return all
}

// proportion is quantity × part ÷ whole, with as few places as show it, at most nine.
func proportion(quantity, part, whole salesdesk.Amount) salesdesk.Amount {
	if part.Equal(whole) || whole.IsZero() {
		return quantity
	}
	product, by := exact.Dec(quantity).Mul(exact.Dec(part)), exact.Dec(whole)
	var scaled fixed.Dec
	for places := range 10 {
		if scaled = product.DivRound(by, places, fixed.HalfAwayFromZero); scaled.Mul(by).Cmp(product) == 0 {
			break
		}
	}
	a, _ := exact.Amount(scaled) // of a quantity no larger than one that fits
	return a
}

// shown is a line as it was offered, a bundle as a line of its own; nil where none has the id.
func (c Content) shown(lines map[string]*pricing.PricedLine, id string) *pricing.PricedLine {
	if b := c.bundle(id); b != nil {
		return &pricing.PricedLine{ID: b.ID, SKU: b.SKU, Name: b.Name, Quantity: b.Quantity}
	}
	return lines[id]
}
