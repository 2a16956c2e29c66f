package quote

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/quote/law"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/terms"
	"github.com/interne-sales/salesdesk/workflow"
)

// Law is what a company holds its quotes against: dated tables, its own to change. The
// zero value is no law at all.
type Law struct {
	Prices   law.Rules   `json:"prices"`
	Payments []terms.Law `json:"payments,omitempty"`
}

// cloned is the law with tables of its own.
func (l Law) cloned() *Law {
	l.Payments = slices.Clone(l.Payments)
	l.Prices.Reductions, l.Prices.Losses = slices.Clone(l.Prices.Reductions), slices.Clone(l.Prices.Losses)
	l.Prices.Clauses, l.Prices.Displays = slices.Clone(l.Prices.Clauses), slices.Clone(l.Prices.Displays)
	l.Prices.Sales = slices.Clone(l.Prices.Sales)
	for i := range l.Prices.Sales {
		s := &l.Prices.Sales[i]
		s.Seasons, s.Words = slices.Clone(s.Seasons), slices.Clone(s.Words)
		s.Doubtful, s.Balance = slices.Clone(s.Doubtful), slices.Clone(s.Balance)
		s.PreSales, s.PreSaleGoods = slices.Clone(s.PreSales), slices.Clone(s.PreSaleGoods)
	}
	return &l
}

// BelgianLaw are the tables of [law.Belgium] and [terms.BelgianLaw].
func BelgianLaw() Law { return Law{Prices: law.Belgium(), Payments: terms.BelgianLaw()} }

// Finding is something that law has to say of a quote, and what it is about. It is an
// error where it stands in the way. Internal: it is not for customers.
type Finding struct {
	Path string `json:"path"`           // in the content: "priced.lines[2]"
	Line string `json:"line,omitempty"` // its id; empty where it is about the whole
	law.Finding
}

func (f Finding) Error() string {
	return fmt.Sprintf("%s (%s)", f.Code, f.Source)
}

// Findings are what law has to say of the latest revision, offered from a moment on
// through a day, warnings and breaches alike: show them before sending. A zero last day
// is that of the moment. Breaches are refused when the quote is released, submitted, sent
// or extended; warnings are kept with the revision that was sent. The error is every
// problem of the facts, with its path, or rules that are missing.
func (q Quote) Findings(r *Rules, at time.Time, validUntil calendar.Date) ([]Finding, error) {
	if err := r.Machine().Check(); err != nil {
		return nil, err
	}
	return Case{Quote: &q, Fact: Dispatched{ValidUntil: validUntil}, Policy: &r.policy}.Findings(at)
}

// Findings are those of [Quote.Findings] for what is about to happen: a guard of the
// company's own may refuse what is only a warning.
func (c Case) Findings(at time.Time) ([]Finding, error) {
	if len(c.Quote.Revisions) == 0 {
		return nil, nil
	}
	first := c.Policy.today(at)
	last := first
	if fact, ok := c.Fact.(Dispatched); ok && fact.ValidUntil.After(first) {
		last = fact.ValidUntil
	}
	return c.Policy.Law.Findings(c.Quote.Latest().Content, calendar.Through(first, last))
}

// lawful refuses what law forbids, and names each finding; a warning stands in nobody's
// way.
func lawful(cmd *workflow.Command, c Case) error {
	var problems salesdesk.Problems
	findings, err := c.Findings(cmd.At)
	problems.AddAt("content", err)
	for _, f := range findings {
		if f.Severity == law.Error {
			problems.AddAt(f.Path, f)
		}
	}
	return problems.Err()
}

// Findings are what law has to say of a content that is offered over some days, in the
// order of the document: the payment term, the clauses, how prices are shown, then line
// by line, options as if they were chosen, what is announced and what is lost. A nil l says
// nothing.
//
// Payment terms and clauses bind undertakings and public bodies. Announced reductions,
// the words of sales and the showing of prices protect consumers in Belgium; lines without
// VAT are a warning, since the total has it. A sale at a loss is a warning, of the line as a whole: what it brings in on the invoice, without
// contributions, against what it costs. Lines without a cost, returns and free goods are
// left alone.
func (l *Law) Findings(c Content, offered calendar.Period) ([]Finding, error) {
	if l == nil {
		return nil, nil
	}
	f := finder{law: l, content: &c, offered: offered, buyer: c.buyerKind(), margins: c.margins(), claims: c.claims()}
	f.payment()
	f.add("conditions.clauses", "")(l.Prices.CheckClauses(c.Conditions.Clauses, f.buyer, offered.From))
	if f.protected() {
		f.shown()
	}
	for i := range c.Priced.Lines {
		f.line(salesdesk.Index("priced.lines", i), &c.Priced.Lines[i])
	}
	for i := range c.Priced.Options {
		path := salesdesk.Index("priced.options", i)
		for k := range c.Priced.Options[i].Lines {
			f.line(salesdesk.Index(path+".lines", k), &c.Priced.Options[i].Lines[k])
		}
	}
	return f.all, f.problems.Err()
}

// buyerKind is what law takes the buyer for.
func (c *Content) buyerKind() salesdesk.PartyKind {
	switch {
	case c.Conditions.BuyerKind != "":
		return c.Conditions.BuyerKind
	case c.Request.Buyer.Tax.Business:
		return salesdesk.Business
	default:
		return salesdesk.Consumer
	}
}

// finder gathers what law says.
type finder struct {
	law      *Law
	content  *Content
	offered  calendar.Period
	buyer    salesdesk.PartyKind
	margins  map[string]*pricing.Margin
	claims   map[string]Claim
	all      []Finding
	problems salesdesk.Problems
}

// protected reports whether the buyer is a consumer at home: abroad his own law protects him.
func (f *finder) protected() bool {
	country := f.content.Request.Buyer.Tax.Country
	return f.buyer == salesdesk.Consumer && (country == "" || country == string(salesdesk.Belgium))
}

// add keeps the findings about a place of the content.
func (f *finder) add(path, line string) func([]law.Finding, error) {
	return func(found []law.Finding, err error) {
		f.problems.AddAt(path, err)
		for _, one := range found {
			f.all = append(f.all, Finding{Path: path, Line: line, Finding: one})
		}
	}
}

func (f *finder) payment() {
	err := f.content.Conditions.Payment().Check(f.law.Payments, f.buyer, f.offered.From)
	if over, ok := err.(terms.PaymentTermError); ok { //nolint:errorlint // of one function that wraps nothing
		f.add("conditions.payment_days", "")([]law.Finding{{
			Code: law.PaymentTerm, Severity: law.Error, Source: over.Source, Days: over.Days, MaxDays: over.Max, Applies: over.Applies,
		}}, nil)
	}
}

// shown holds the document against what consumers must see, and its words against those
// that only sales may use.
func (f *finder) shown() {
	priced := &f.content.Priced
	found, err := f.law.Prices.CheckDisplay(law.Display{
		Day: f.offered.From, Buyer: salesdesk.Consumer, VATIncluded: f.content.Request.Inclusive, VATStated: true,
		Price: salesdesk.Money{Amount: priced.Totals.Payable, Currency: priced.Currency},
	})
	for i := range found {
		if found[i].Code == law.VATNotIncluded { // the total has it
			found[i].Severity = law.Warning
		}
	}
	f.add("request.inclusive", "")(found, err)
	f.add("conditions.text", "")(f.law.Prices.CheckCampaign(law.Campaign{Period: f.offered, Text: f.words()}))
}

// words are what the document says of its own accord.
func (f *finder) words() string {
	said := []string{f.content.Conditions.Text}
	for i := range f.content.Priced.Adjustments {
		said = append(said, f.content.Priced.Adjustments[i].Text)
	}
	return strings.Join(slices.Compact(said), "\n")
}

func (f *finder) line(path string, l *pricing.PricedLine) {
	claim := f.claims[l.ID]
	if f.protected() && l.Quantity.IsPositive() {
		f.add(path, l.ID)(f.law.Prices.CheckCampaign(claim.campaign(f.offered)))
		if claim.reduces() {
			f.add(path, l.ID)(f.reduction(claim, l))
		}
	}
	if !claim.Service {
		f.add(path, l.ID)(f.loss(claim, l))
	}
}

func (f *finder) reduction(claim Claim, l *pricing.PricedLine) ([]law.Finding, error) {
	price, err := f.content.unit(l)
	if err != nil {
		return nil, err
	}
	return f.law.Prices.CheckReduction(law.Reduction{
		Buyer: salesdesk.Consumer, Service: claim.Service, Channel: f.content.Request.Buyer.Channel, From: f.offered.From,
		Currency: f.content.Priced.Currency, Price: price, Reference: claim.Reference, Rate: claim.Rate,
	}, claim.History)
}

func (f *finder) loss(claim Claim, l *pricing.PricedLine) ([]law.Finding, error) {
	margin := f.margins[l.ID]
	if margin == nil || !l.Quantity.IsPositive() || margin.Revenue.Sign() <= 0 {
		return nil, nil
	}
	return f.law.Prices.CheckLoss(law.Sale{
		Day: f.offered.From, Currency: f.content.Priced.Currency, Price: margin.Revenue, Purchase: margin.Cost, Exception: claim.Loss,
		Rebates: times(claim.Rebates, l.Quantity), VolumeRebate: times(claim.VolumeRebate, l.Quantity),
	})
}

// margins are those of the lines whose cost is known, chosen or not.
func (c *Content) margins() map[string]*pricing.Margin {
	all := make(map[string]*pricing.Margin, len(c.Explanation.Lines))
	for i := range c.Explanation.Lines {
		all[c.Explanation.Lines[i].ID] = c.Explanation.Lines[i].Margin
	}
	for i := range c.Explanation.Options {
		for k := range c.Explanation.Options[i].Margins {
			if m := &c.Explanation.Options[i].Margins[k]; all[m.ID] == nil {
				all[m.ID] = &m.Margin
			}
		}
	}
	return all
}

// times is an amount for a quantity, exact; one that does not fit is refused by the gate
// of what it is put in.
func times(a, quantity salesdesk.Amount) salesdesk.Amount {
	product, err := exact.Amount(exact.Dec(a).Mul(exact.Dec(quantity)))
	if err != nil {
		return salesdesk.Amount{Decimal: a.Mul(quantity.Decimal)}
	}
	return product
}
