package quote

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/law"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Claim is what a quote announces of the price of a line, with the facts that law holds
// it against. Prices are of one unit, VAT included.
type Claim struct {
	Line         string            `json:"line"`
	Service      bool              `json:"service,omitempty"`      // or digital content: outside the rules on reductions and losses
	Reference    *salesdesk.Amount `json:"reference,omitempty"`    // the former price that is shown
	Rate         *salesdesk.Amount `json:"rate,omitempty"`         // the reduction that is shown, a ratio
	History      []law.Offered     `json:"history,omitempty"`      // what was asked before, in the buyer's channel
	Text         string            `json:"text,omitempty"`         // that announces it
	Goods        law.Goods         `json:"goods,omitempty"`        // of a kind that pre-sales periods know
	OfferedSince calendar.Date     `json:"offered_since,omitzero"` // zero is not known
	OutOfStock   bool              `json:"out_of_stock,omitempty"` // when the sales began
	Loss         law.LossException `json:"loss,omitempty"`         // why it may be sold below its cost
	Rebates      salesdesk.Amount  `json:"rebates,omitzero"`       // on the cost, acquired for certain; VAT excluded
	VolumeRebate salesdesk.Amount  `json:"volume_rebate,omitzero"` // last year's, on the unit; VAT excluded
}

// checkClaims refuses claims of no line, and two of one.
func (c *Content) checkClaims(lines map[string]*pricing.PricedLine) error {
	if len(c.Claims) > pricing.MaxLines {
		return salesdesk.FieldError{Path: "claims", Rule: salesdesk.RuleLength, Param: count(pricing.MaxLines).String()}
	}
	var problems salesdesk.Problems
	seen := map[string]bool{}
	for i, claim := range c.Claims {
		path := salesdesk.Index("claims", i) + ".line"
		switch {
		case lines[claim.Line] == nil:
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleReference, Param: claim.Line})
		case seen[claim.Line]:
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleDuplicate, Param: claim.Line})
		}
		seen[claim.Line] = true
	}
	return problems.Err()
}

// reduces reports whether a reduction is announced.
func (c Claim) reduces() bool { return c.Reference != nil || c.Rate != nil }

// claims are what is announced, by line.
func (c *Content) claims() map[string]Claim {
	all := make(map[string]Claim, len(c.Claims))
	for _, claim := range c.Claims {
		all[claim.Line] = claim
	}
	return all
}

// unit is the price of one unit of a line as a consumer pays it, VAT included, after the
// adjustments of the line, rounded half away from zero to the minor units.
func (c *Content) unit(l *pricing.PricedLine) (salesdesk.Amount, error) {
	places := c.Priced.Currency.MinorUnits()
	gross := exact.Dec(l.Gross)
	if !c.Request.Inclusive {
		gross = exact.Dec(l.Net).Mul(fixed.FromInt(1, 0).Add(exact.Dec(l.VAT.Rate)))
	}
	return exact.Amount(gross.DivRound(exact.Dec(l.Quantity), places, fixed.HalfAwayFromZero))
}

// GrossPrice is the price of one unit of a line of an inclusive document, VAT included and
// before the adjustments of the line: in the fewest places from the minor units on, to
// six at most, in which the quantity comes to what is shown. A line without a quantity, or
// of a document whose prices have no VAT in them, has none. 5,200 bricks that come to
// 2,142.40 are 0.412 each.
func GrossPrice(currency salesdesk.Currency, l pricing.PricedLine) (price salesdesk.Amount, ok bool) {
	list, quantity, places := exact.Dec(l.Gross), exact.Dec(l.Quantity), currency.MinorUnits()
	for i := range l.Adjustments {
		if a := &l.Adjustments[i]; a.Charge {
			list = list.Sub(exact.Dec(a.Gross))
		} else {
			list = list.Add(exact.Dec(a.Gross))
		}
	}
	if quantity.IsZero() || list.IsZero() {
		return price, false
	}
	unit := fixed.Dec{}
	for at := places; at <= max(places, mostPlaces); at++ {
		unit = list.DivRound(quantity, at, fixed.HalfAwayFromZero)
		if unit.Mul(quantity).Round(places, fixed.HalfAwayFromZero).Cmp(list) == 0 {
			break
		}
	}
	price, err := exact.Amount(unit)
	return price, err == nil
}

// mostPlaces are those of a unit price that is worked out of an amount.
const mostPlaces = 6

// campaign is what is announced to a consumer of a line, over the days of the offer.
func (c Claim) campaign(offered calendar.Period) law.Campaign {
	return law.Campaign{
		Period: offered, Text: c.Text, Goods: c.Goods, Reduces: c.reduces(), OfferedSince: c.OfferedSince, OutOfStock: c.OutOfStock,
	}
}
