package intake

import (
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Prices says what becomes of a price that he ordered at for less than ours, within the
// tolerance.
type Prices string

// The rules of prices. By both he pays no more than he ordered at without being told: an
// answer with another price is a counter-offer (Civil Code 5.20). Where ours is the lower one
// it stands, and nothing need be told.
const (
	PricesOrdered Prices = ""     // what is agreed has the price that he ordered at, and the line is accepted
	PricesOurs    Prices = "ours" // ours stands, and the line is answered with it
)

// quoted is the price of one unit of a line, ours and the one it was ordered at, to four places.
type quoted struct {
	known     bool // to both
	want, got fixed.Dec
	tolerated bool
	conceded  bool // what is agreed has his
}

func (p *quoted) differs() bool { return p.known && p.want.Cmp(p.got) != 0 }

// dearer reports whether ours costs him more than he ordered at.
func (p *quoted) dearer() bool { return p.known && p.want.Cmp(p.got) > 0 }

// quote compares the price of line i, after the adjustments of the line.
func (m *matching) quote(i int, l *pricing.PricedLine) (p quoted) {
	got := m.po.Lines[i].unitPrice(m.result.Lines[i].Quantity, m.po.Currency)
	if got == nil {
		return p
	}
	p = quoted{known: true, got: *got, want: priceOf(l)}
	off := p.want.Mul(exact.Dec(m.t.PriceRatio))
	p.tolerated = p.want.Sub(p.got).Abs().Cmp(off) <= 0 || within(p.want, p.got, m.t.PriceAmount)
	return p
}

// settle compares all prices, and puts those that he ordered at in the place of ours where they
// are lower and tolerated. What cannot be priced so, as one price of a bundle, is answered with
// ours.
func (m *matching) settle() {
	m.prices = make([]quoted, len(m.po.Lines))
	agreed := linesOf(&m.result.Agreed)
	var at []int
	var lines []pricing.Alteration
	for i := range m.po.Lines {
		l := agreed[m.result.Lines[i].Agreed]
		if l == nil {
			continue
		}
		p := &m.prices[i]
		*p = m.quote(i, l)
		if !p.tolerated || !p.dearer() || m.t.Prices == PricesOurs || m.result.Agreed.Inclusive || !l.Quantity.Equal(m.result.Lines[i].Quantity) {
			continue
		}
		if line, ok := m.atHisPrice(i, *l); ok {
			at, lines = append(at, i), append(lines, pricing.Alteration{Line: l.ID, Priced: &line})
		}
	}
	if len(lines) == 0 {
		return
	}
	if changed, err := pricing.Amend(m.result.Agreed, lines); err == nil {
		m.result.Agreed = changed
		for _, i := range at {
			m.prices[i].conceded = true
		}
	}
}

// atHisPrice is a line of ours at what he ordered it for: at his price, or where that is after
// adjustments or in another unit, at his amount. A line with adjustments of ours keeps them, and
// the difference is one more.
func (m *matching) atHisPrice(i int, l pricing.PricedLine) (pricing.PricedLine, bool) {
	his := &m.po.Lines[i]
	sum, err := his.net(m.po.Currency)
	if sum == nil || err != nil {
		return l, false
	}
	net, err := exact.Amount(*sum)
	if err != nil {
		return l, false
	}
	switch {
	case len(l.Adjustments) > 0:
		less, err := exact.Amount(exact.Dec(l.Net).Sub(*sum))
		if err != nil || !less.IsPositive() {
			return l, false
		}
		own := append([]pricing.Adjusted(nil), l.Adjustments...)
		l.Adjustments = append(own, pricing.Adjusted{ID: "ordered", Amount: less, Reason: pricing.Discount})
	case his.Price != nil && len(his.Adjustments) == 0 && his.Quantity.Equal(l.Quantity):
		l.Price, l.BaseQuantity = *his.Price, his.BaseQuantity
		if l.BaseQuantity.IsZero() {
			l.BaseQuantity = salesdesk.MustAmount("1")
		}
	default:
		l.Price, l.BaseQuantity = net, l.Quantity
	}
	l.Net = net
	return l, true
}

// priced names a price that differs. One that is tolerated is accepted, but for one of ours
// that he would pay more by.
func (m *matching) priced(i int, l *pricing.PricedLine) {
	p := &m.prices[i]
	if !p.differs() {
		return
	}
	told := p.dearer() && !p.conceded
	if told {
		m.result.told[m.po.Lines[i].ID] = true
	}
	if p.tolerated && !p.conceded && l.Quantity.Equal(m.result.Lines[i].Quantity) {
		m.slacken(i, l)
	}
	m.note(i, Discrepancy{Kind: DiffPrice, Path: "price", Wanted: plain(p.want), Got: plain(p.got), Within: p.tolerated, Propose: unless(p.tolerated && !told, ProposeChange)})
}

// plain is a number without the zeros behind its second decimal.
func plain(d fixed.Dec) string {
	whole, places, ok := strings.Cut(d.String(), ".")
	for ok && len(places) > 2 && strings.HasSuffix(places, "0") {
		places = places[:len(places)-1]
	}
	if !ok {
		return whole
	}
	return whole + "." + places
}
