package intake

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// slack is what lines that are off within what is tolerated put into the buyer's totals: a
// total that is off by just that is no difference of its own.
type slack struct {
	nets   fixed.Dec   // his amounts of lines beyond quantity times price
	groups []fixed.Dec // his prices beyond those agreed, by VAT group
}

// slacken puts the tolerated price of line i into the slack.
func (m *matching) slacken(i int, l *pricing.PricedLine) {
	net, err := m.po.Lines[i].net(m.po.Currency)
	group := slices.IndexFunc(m.result.Agreed.VAT, func(g pricing.VATSubtotal) bool { return g.Equal(l.VAT) })
	if net == nil || err != nil || group < 0 {
		return
	}
	if m.slack.groups == nil {
		m.slack.groups = make([]fixed.Dec, len(m.result.Agreed.VAT))
	}
	m.slack.groups[group] = m.slack.groups[group].Add(*net).Sub(exact.Dec(l.Net))
}

// tax is how much more VAT the slack makes of what is agreed, each group rounded by itself.
func (s *slack) tax(agreed *pricing.Priced) (more fixed.Dec) {
	for i, off := range s.groups {
		g := &agreed.VAT[i]
		tax := exact.Dec(g.Taxable).Add(off).Mul(exact.Dec(g.Rate)).Round(agreed.Currency.MinorUnits(), half)
		more = more.Add(tax).Sub(exact.Dec(g.Tax))
	}
	return more
}

// totals holds the buyer's additions against his own lines, and his total against ours.
func (m *matching) totals() error {
	sums, err := m.po.Recomputed()
	if err != nil {
		return err
	}
	stated, nets := m.po.Totals, m.slack.nets
	for _, row := range []struct {
		path      string
		want, got *salesdesk.Amount
		slack     fixed.Dec
	}{
		{"lines", sums.Lines, stated.Lines, nets},
		{"allowances", sums.Allowances, stated.Allowances, fixed.Dec{}},
		{"charges", sums.Charges, stated.Charges, fixed.Dec{}},
		{"tax_exclusive", sums.TaxExclusive, stated.TaxExclusive, nets},
		{"tax_inclusive", sums.TaxInclusive, stated.TaxInclusive, nets},
		{"payable", sums.Payable, stated.Payable, nets},
	} {
		m.total(DiffTotal, row.path, row.want, row.got, row.slack)
	}
	if len(m.result.Agreed.Lines) > 0 {
		m.besideOurs(firstAmount(stated.TaxExclusive, sums.TaxExclusive))
	}
	return nil
}

// besideOurs holds what the buyer adds to his lines, his total and his VAT against ours.
func (m *matching) besideOurs(exclusive *salesdesk.Amount) {
	ours := m.result.Agreed.Totals
	want, got := exact.Dec(ours.Charges).Sub(exact.Dec(ours.Allowances)), adjusted(m.po.Adjustments)
	if len(m.po.Adjustments) > 0 && want.Cmp(got) != 0 {
		tolerated := want.Cmp(got) <= 0 && within(want, got, m.t.TotalAmount) // he would pay more
		m.note(-1, Discrepancy{Kind: DiffAdjust, Path: "adjustments", Wanted: plain(want), Got: plain(got), Within: tolerated, Propose: unless(tolerated, ProposeAsk)})
	}
	m.total(DiffPayable, "tax_exclusive", &ours.TaxExclusive, exclusive, fixed.Sum(m.slack.groups).Add(m.slack.nets))
	m.total(DiffPayable, "tax", &ours.Tax, m.po.Totals.Tax, m.slack.tax(&m.result.Agreed))
}

func firstAmount(list ...*salesdesk.Amount) *salesdesk.Amount {
	for _, a := range list {
		if a != nil {
			return a
		}
	}
	return nil
}

// total names a sum that is off, but by the slack. Where a line is refused or comes to something
// else, its sums change along and are proposed to be answered so; with no such cause a person
// looks.
func (m *matching) total(kind Kind, path string, want, got *salesdesk.Amount, slack fixed.Dec) {
	if want == nil || got == nil || want.Equal(*got) || exact.Dec(*want).Add(slack).Cmp(exact.Dec(*got)) == 0 {
		return
	}
	propose := ProposeAsk
	if kind != DiffTotal && m.repriced {
		propose = ProposeChange
	}
	tolerated := within(exact.Dec(*want).Add(slack), exact.Dec(*got), m.t.TotalAmount)
	m.note(-1, Discrepancy{
		Kind: kind, Path: "totals." + path, Wanted: want.String(), Got: got.String(),
		Within: tolerated, Propose: unless(tolerated, propose),
	})
}
