package intake

import (
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

// fromQuote takes the lines of the quote, at most what is left of each.
func (m *matching) fromQuote(q quote.Quote) error {
	latest := q.Latest()
	m.result.source = order.Source{Quote: q.ID, Revision: latest.Number, Digest: latest.Digest}
	m.shelf = shelf{lines: latest.Content.Priced.Lines, left: map[string]salesdesk.Amount{}, at: map[string][]int{}}
	var taken []pricing.Portion
	for i, s := range q.Standing() {
		m.shelf.put(i, s.Left())
		if gone := (salesdesk.Amount{Decimal: s.Offered.Sub(s.Left().Decimal)}); gone.IsPositive() {
			taken = append(taken, pricing.Portion{Line: s.Line, Quantity: gone})
		}
	}
	var now []pricing.Portion
	for i := range m.found {
		if quantity, ok := m.take(i); ok {
			now = append(now, pricing.Portion{Line: m.result.Lines[i].Agreed, Quantity: quantity})
			m.result.Awards = append(m.result.Awards, quote.Award{Line: m.result.Lines[i].Agreed, Quantity: quantity})
		}
	}
	m.untaken(&latest)
	if len(now) == 0 {
		return nil
	}
	agreed, err := pricing.Part(latest.Content.Priced, taken, now)
	m.result.Agreed = agreed
	return err
}

// shelf is what is left of the lines of a quote, by article and in their order. A line is
// looked at twice at most: when it is put there, and when it is taken.
type shelf struct {
	lines  []pricing.PricedLine
	left   map[string]salesdesk.Amount // by line; one that was taken is not there
	at     map[string][]int            // the lines that have something left, by article
	looked int
}

func (s *shelf) put(i int, left salesdesk.Amount) {
	s.looked++
	if l := &s.lines[i]; left.IsPositive() {
		s.left[l.ID] = left
		s.at[l.SKU] = append(s.at[l.SKU], i)
	}
}

// take is the next line of an article and what is left of it; each is taken once.
func (s *shelf) take(sku string) (l *pricing.PricedLine, left salesdesk.Amount, ok bool) {
	free := s.at[sku]
	if len(free) == 0 {
		return nil, left, false
	}
	s.looked++
	l, s.at[sku] = &s.lines[free[0]], free[1:]
	left = s.left[l.ID]
	delete(s.left, l.ID)
	return l, left, true
}

// take finds the line of the quote for line i and what it gets of it.
func (m *matching) take(i int) (quantity salesdesk.Amount, ok bool) {
	f := m.found[i]
	if f == nil || m.propose[i] == ProposeRefuse {
		return quantity, false
	}
	m.result.Lines[i] = Matched{Line: m.po.Lines[i].ID, SKU: f.Found.SKU, Quantity: f.Quantity, Unit: f.Unit}
	l, rest, ok := m.shelf.take(f.Found.SKU)
	if !ok {
		m.note(i, Discrepancy{Kind: DiffOffered, Path: "sellers_id", Got: f.Found.SKU, Propose: ProposeRefuse})
		return quantity, false
	}
	m.result.Lines[i].Agreed = l.ID
	return m.portion(i, l, rest)
}

func (m *matching) portion(i int, l *pricing.PricedLine, rest salesdesk.Amount) (salesdesk.Amount, bool) {
	line := &m.result.Lines[i]
	if line.Unit != l.Unit {
		m.note(i, Discrepancy{Kind: DiffUnit, Path: "unit", Wanted: l.Unit, Got: line.Unit, Propose: ProposeAsk})
		return rest, false
	}
	if line.Quantity.GreaterThan(rest.Decimal) {
		m.note(i, Discrepancy{Kind: DiffQuantity, Path: "quantity", Wanted: rest.String(), Got: line.Quantity.String(), Propose: ProposeChange})
		return rest, true
	}
	if line.Quantity.LessThan(rest.Decimal) && !m.ours.Quote.Latest().Content.Conditions.InParts {
		m.note(i, Discrepancy{Kind: DiffQuantity, Path: "quantity", Wanted: rest.String(), Got: line.Quantity.String(), Propose: ProposeAsk})
	}
	return line.Quantity, true
}

// untaken names what the order leaves of a quote that is not sold in parts.
func (m *matching) untaken(r *quote.Revision) {
	if r.Content.Conditions.InParts {
		return
	}
	for i := range r.Content.Priced.Lines {
		l := &r.Content.Priced.Lines[i]
		if rest, ok := m.shelf.left[l.ID]; ok {
			m.note(-1, Discrepancy{Kind: DiffQuantity, Path: "lines", Wanted: l.SKU + " " + rest.String(), Propose: ProposeAsk})
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
	asked := m.po.Lines[i].Requested
	if asked.IsZero() {
		asked = m.po.Requested
	}
	earliest, known := m.ours.Available[m.result.Lines[i].SKU]
	if !known {
		earliest = m.ours.Earliest
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
		if len(q.Awards) == 0 {
			m.valid(q.Latest().ValidUntil, "quote")
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

// party compares the identifiers that both sides have.
func (m *matching) party(kind Kind, path string, got *Party, want salesdesk.Party) {
	for _, row := range []struct{ name, want, got string }{
		{"vat_number", want.VATNumber.String(), got.VATNumber},
		{"enterprise_number", want.EnterpriseNumber.String(), got.EnterpriseNumber},
		{"gln", want.GLN.String(), got.GLN},
		{"endpoint", want.Endpoint.String(), got.Endpoint},
	} {
		if row.want != "" && row.got != "" && !sameText(row.want, row.got) {
			m.note(-1, Discrepancy{Kind: kind, Path: path + "." + row.name, Wanted: row.want, Got: row.got, Propose: ProposeAsk})
		}
	}
}

// sameText compares identifiers without case, spaces and marks.
func sameText(a, b string) bool { return compact(a) == compact(b) }
