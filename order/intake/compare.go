package intake

import (
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// price makes the document of what was found, at our prices.
func (m *matching) price() error {
	if m.ours.Quote != nil {
		return m.fromQuote(*m.ours.Quote)
	}
	r := m.ours.Request
	r.Lines = nil
	for i, f := range m.found {
		if f == nil || m.propose[i] == ProposeRefuse {
			continue
		}
		id := m.po.Lines[i].ID
		m.result.Lines[i] = Matched{Line: id, SKU: f.Found.SKU, Agreed: id, Quantity: f.Quantity, Unit: f.Unit}
		r.Lines = append(r.Lines, pricing.Line{ID: id, SKU: f.Found.SKU, Quantity: f.Quantity, Unit: f.Unit})
	}
	if len(r.Lines) == 0 {
		return nil
	}
	agreed, err := m.ours.Pricer.Price(r)
	m.result.Agreed = agreed
	return err
}

// fromQuote takes the lines of the quote, at most what is left of each: first those that an order
// line is just for, so that two lines of one article are not mistaken for each other.
func (m *matching) fromQuote(q quote.Quote) error {
	latest := q.Latest()
	m.result.source = order.Source{Quote: q.ID, Revision: latest.Number, Digest: latest.Digest}
	m.shelf = newShelf(latest.Content.Priced.Lines)
	var taken []pricing.Portion
	standing := q.Standing()
	for i, s := range standing {
		m.shelf.put(i, s.Left())
		if gone := (salesdesk.Amount{Decimal: s.Offered.Sub(s.Left().Decimal)}); gone.IsPositive() {
			taken = append(taken, pricing.Portion{Line: s.Line, Quantity: gone})
		}
	}
	fits := make([]int, len(m.found))
	for i := range m.found {
		fits[i] = m.fit(i)
	}
	for i := range m.found {
		m.take(i, fits[i])
	}
	m.untaken(&latest)
	if len(q.Awards) > 0 && m.takesMore(standing) {
		m.valid(latest.ValidUntil, "quote")
	}
	if len(m.result.Awards) == 0 {
		return nil
	}
	now := make([]pricing.Portion, len(m.result.Awards))
	for i, a := range m.result.Awards {
		now[i] = pricing.Portion{Line: a.Line, Quantity: a.Quantity}
	}
	agreed, err := pricing.Part(latest.Content.Priced, taken, now)
	m.result.Agreed = agreed
	return err
}

// takesMore reports whether the order takes more of a line than was awarded: that is offered
// until the last valid day only.
func (m *matching) takesMore(standing []quote.Standing) bool {
	for k, s := range standing {
		if m.shelf.before[k].Sub(m.shelf.free[k].Decimal).GreaterThan(s.Callable.Decimal) {
			return true
		}
	}
	return false
}

// fit takes the line of the quote that line i is just for; -1 where there is none.
func (m *matching) fit(i int) int {
	f := m.found[i]
	if f == nil || m.propose[i] == ProposeRefuse {
		return -1
	}
	k, ok := m.shelf.fit(f.Found.SKU, f.Unit, f.Quantity, m.po.Lines[i].unitPrice(f.Quantity, m.po.Currency))
	if !ok {
		return -1
	}
	m.shelf.take(k, i, f.Quantity)
	return k
}

// take finds the line of the quote for line i, where it fits none, and what it gets of it.
func (m *matching) take(i, fits int) {
	f := m.found[i]
	if f == nil || m.propose[i] == ProposeRefuse {
		return
	}
	line := &m.result.Lines[i]
	*line = Matched{Line: m.po.Lines[i].ID, SKU: f.Found.SKU, Quantity: f.Quantity, Unit: f.Unit}
	if fits >= 0 {
		line.Agreed = m.shelf.lines[fits].ID
		m.award(line, f.Quantity)
		return
	}
	k, ok := m.shelf.next(f.Found.SKU)
	if !ok {
		m.note(i, Discrepancy{Kind: DiffOffered, Path: "sellers_id", Got: f.Found.SKU, Propose: ProposeRefuse})
		return
	}
	line.Agreed = m.shelf.lines[k].ID
	m.portion(i, k)
}

// portion is what line i gets of a line of the quote. Several may take of one where all of them
// are for the same day, since what is agreed is one line with one day.
func (m *matching) portion(i, k int) {
	line, l, left := &m.result.Lines[i], &m.shelf.lines[k], m.shelf.free[k]
	if line.Unit != l.Unit {
		m.note(i, Discrepancy{Kind: DiffUnit, Path: "unit", Wanted: l.Unit, Got: line.Unit, Propose: ProposeAsk})
		return
	}
	if before := m.shelf.taker[k]; before >= 0 && m.asked(before) != m.asked(i) {
		m.note(i, Discrepancy{Kind: DiffDays, Path: "requested", Wanted: m.asked(before).String(), Got: m.asked(i).String(), Propose: ProposeAsk})
	}
	if line.Quantity.GreaterThan(left.Decimal) {
		m.note(i, Discrepancy{Kind: DiffQuantity, Path: "quantity", Wanted: left.String(), Got: line.Quantity.String(), Propose: ProposeChange})
	}
	m.award(line, m.shelf.take(k, i, line.Quantity))
}

// award notes what a line gets of the quote, that of one line of it together.
func (m *matching) award(line *Matched, quantity salesdesk.Amount) {
	line.Taken = quantity
	if m.awarded == nil {
		m.awarded = map[string]int{}
	}
	if k, again := m.awarded[line.Agreed]; again {
		award := &m.result.Awards[k]
		award.Quantity = salesdesk.Amount{Decimal: award.Quantity.Add(quantity.Decimal)}
		return
	}
	m.awarded[line.Agreed] = len(m.result.Awards)
	m.result.Awards = append(m.result.Awards, quote.Award{Line: line.Agreed, Quantity: quantity})
}

// asked is the day on which line i is wanted, no date where none is named.
func (m *matching) asked(i int) calendar.Date {
	if day := m.po.Lines[i].Requested; !day.IsZero() {
		return day
	}
	return m.po.Requested
}

// untaken names what the order leaves of a quote that is not sold in parts: of a line, or all of
// it.
func (m *matching) untaken(r *quote.Revision) {
	if r.Content.Conditions.InParts {
		return
	}
	for k := range m.shelf.lines {
		l, left, i := &m.shelf.lines[k], m.shelf.free[k], m.shelf.taker[k]
		switch {
		case !left.IsPositive():
		case i < 0:
			m.note(-1, Discrepancy{Kind: DiffQuantity, Path: "lines", Wanted: l.SKU + " " + left.String(), Propose: ProposeAsk})
		default:
			got := salesdesk.Amount{Decimal: m.shelf.before[k].Sub(left.Decimal)}
			m.note(i, Discrepancy{Kind: DiffQuantity, Path: "quantity", Wanted: m.shelf.before[k].String(), Got: got.String(), Propose: ProposeAsk})
		}
	}
}

// compare holds the price, VAT and date of every line against ours.
func (m *matching) compare() {
	m.settle()
	agreed := linesOf(&m.result.Agreed)
	for i := range m.po.Lines {
		m.multiplied(i)
		m.dated(i)
		if l := agreed[m.result.Lines[i].Agreed]; l != nil {
			m.priced(i, l)
			m.taxed(i, l)
		}
	}
}

// multiplied holds the buyer's amount of a line against quantity times price.
func (m *matching) multiplied(i int) {
	l := &m.po.Lines[i]
	net, err := l.net(m.po.Currency)
	if l.Net == nil || net == nil || err != nil || net.Cmp(exact.Dec(*l.Net)) == 0 {
		return
	}
	tolerated := within(*net, exact.Dec(*l.Net), m.t.TotalAmount)
	if tolerated {
		m.slack.nets = m.slack.nets.Add(exact.Dec(*l.Net)).Sub(*net)
	}
	m.note(i, Discrepancy{Kind: DiffNet, Path: "net", Wanted: net.String(), Got: l.Net.String(), Within: tolerated, Propose: unless(tolerated, ProposeAsk)})
}

func (m *matching) dated(i int) {
	asked := m.asked(i)
	earliest, known := m.ours.Available[m.result.Lines[i].SKU]
	if !known {
		earliest = m.ours.Earliest
	}
	if earliest.Before(m.ours.On) { // nothing is delivered before it was ordered
		earliest = m.ours.On
	}
	if !asked.IsZero() && asked.Before(earliest) {
		tolerated := !asked.AddDays(m.t.Days).Before(earliest)
		m.note(i, Discrepancy{
			Kind: DiffDate, Path: "requested", Wanted: earliest.String(), Got: asked.String(),
			Within: tolerated, Propose: unless(tolerated, ProposeChange),
		})
	}
}

func within(want, got fixed.Dec, bound salesdesk.Amount) bool {
	return want.Sub(got).Abs().Cmp(exact.Dec(bound)) <= 0
}

// unless is what to propose of a difference that is not tolerated.
func unless(tolerated bool, p Proposal) Proposal {
	if tolerated {
		return ProposeAccept
	}
	return p
}

func (m *matching) taxed(i int, l *pricing.PricedLine) {
	asked := &m.po.Lines[i]
	if asked.VATCategory != "" && asked.VATCategory != l.VAT.Category {
		m.note(i, Discrepancy{Kind: DiffVAT, Path: "vat_category", Wanted: string(l.VAT.Category), Got: string(asked.VATCategory), Propose: ProposeChange})
	}
	if asked.VATRate != nil && !asked.VATRate.Equal(l.VAT.Rate) {
		m.note(i, Discrepancy{Kind: DiffVAT, Path: "vat_rate", Wanted: l.VAT.Rate.String(), Got: asked.VATRate.String(), Propose: ProposeChange})
	}
}

// header holds what concerns the whole order against what we know.
func (m *matching) header() {
	m.offer()
	m.party(DiffBuyer, "buyer", &m.po.Buyer, m.ours.Buyer)
	m.party(DiffSeller, "seller", &m.po.Seller, m.ours.Seller)
	m.address()
	m.valid(m.po.ValidUntil, "valid_until")
	switch m.po.Type {
	case TypeBlanket, TypeCallOff, TypeConsignment:
		m.note(-1, Discrepancy{Kind: DiffType, Path: "type", Wanted: string(TypeOrder), Got: string(m.po.Type), Propose: ProposeAsk})
	case TypeOrder, TypePurchase, "":
	}
}

func (m *matching) offer() {
	currency := m.ours.Request.Currency
	if q := m.ours.Quote; q != nil {
		currency = q.Latest().Content.Priced.Currency
		if m.po.Quote != "" && !sameText(m.po.Quote, q.Number) {
			m.note(-1, Discrepancy{Kind: DiffReference, Path: "quote", Wanted: q.Number, Got: m.po.Quote, Propose: ProposeAsk})
		}
		switch q.Status {
		case quote.Draft, quote.InApproval, quote.Approved, quote.Countered, quote.Declined, quote.Withdrawn: // binds nobody (Civil Code 5.19)
			m.note(-1, Discrepancy{Kind: DiffValidity, Path: "quote", Wanted: string(quote.Sent), Got: string(q.Status), Propose: ProposeAsk})
		default:
			if len(q.Awards) == 0 {
				m.valid(q.Latest().ValidUntil, "quote")
			}
		}
	}
	if m.po.Currency != currency {
		m.note(-1, Discrepancy{Kind: DiffCurrency, Path: "currency", Wanted: string(currency), Got: string(m.po.Currency), Propose: ProposeRefuse})
	}
}

func (m *matching) valid(until calendar.Date, path string) {
	if !until.IsZero() && until.Before(m.ours.On) {
		m.note(-1, Discrepancy{Kind: DiffValidity, Path: path, Wanted: m.ours.On.String(), Got: until.String(), Propose: ProposeAsk})
	}
}

// party compares the identifiers that both sides have, and the names where they have none.
func (m *matching) party(kind Kind, path string, got *Party, want salesdesk.Party) {
	known := false
	for _, row := range []struct{ name, want, got string }{
		{"vat_number", want.VATNumber.String(), got.VATNumber},
		{"enterprise_number", want.EnterpriseNumber.String(), got.EnterpriseNumber},
		{"gln", want.GLN.String(), got.GLN},
		{"endpoint", want.Endpoint.String(), got.Endpoint},
	} {
		if row.want == "" || row.got == "" {
			continue
		}
		known = true
		if !sameText(row.want, row.got) {
			m.note(-1, Discrepancy{Kind: kind, Path: path + "." + row.name, Wanted: row.want, Got: row.got, Propose: ProposeAsk})
		}
	}
	if !known && !sameName(want.Name, got.Name) {
		m.note(-1, Discrepancy{Kind: kind, Path: path + ".name", Wanted: want.Name, Got: got.Name, Propose: ProposeAsk})
	}
}

// sameName compares names: one may lack the legal form, or what comes after it.
func sameName(a, b string) bool {
	a, b = compact(a), compact(b)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

// sameText compares identifiers without case, spaces and marks.
func sameText(a, b string) bool { return compact(a) == compact(b) }
