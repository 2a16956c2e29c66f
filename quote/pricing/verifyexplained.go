package pricing

import (
	"fmt"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// ExplainedError is a figure of an explanation that does not follow from its steps, its
// lines or its document.
type ExplainedError struct{ Want, Got salesdesk.Amount }

func (e ExplainedError) Error() string { return fmt.Sprintf("is %s, follows as %s", e.Got, e.Want) }

// MessageID names the text.
func (ExplainedError) MessageID() string { return "pricing.explained" }

// Verify recomputes every figure of an explanation from the steps of its lines and the
// margins they leave, and holds it to the document: each that deviates is an
// [ExplainedError] at its path. What prices and costs the book had it cannot tell.
func (e Explanation) Verify() error {
	c := checking{e: &e}
	if len(e.Lines) != len(e.Priced.Lines) {
		return salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleReference, Param: "priced.lines"}
	}
	for i := range e.Lines {
		c.line(salesdesk.Index("lines", i), &e.Lines[i], &e.Priced.Lines[i])
	}
	c.equal("list", c.list, &e.List)
	c.equal("net", c.net, &e.Net)
	c.equal("invoice", c.invoice, &e.Invoice)
	c.equal("pocket", c.pocket, &e.Pocket)
	c.equal("priced.totals.lines", c.net, &e.Priced.Totals.Lines)
	c.ratio("discount", c.booked.Add(c.added).Sub(c.invoice), c.booked, e.Discount)
	c.margins()
	if c.pocket.Cmp(c.invoice) == 0 {
		c.ratio("pocket_discount", fixed.Dec{}, fixed.Dec{}, e.PocketDiscount)
		c.ratio("pocket_margin_ratio", fixed.Dec{}, fixed.Dec{}, e.PocketMarginRatio)
	} else if e.PocketDiscount != nil || e.PocketMarginRatio != nil {
		c.ratio("pocket_discount", c.booked.Add(c.added).Sub(c.pocket), c.booked, e.PocketDiscount)
		c.ratio("pocket_margin_ratio", c.kept.Sub(c.costs), c.kept, e.PocketMarginRatio)
	}
	c.options()
	return c.problems.Err()
}

// checking sums what the lines of an explanation say.
type checking struct {
	e                          *Explanation
	list, net, invoice, pocket fixed.Dec
	booked, added              fixed.Dec
	revenue, costs, kept       fixed.Dec
	unknown                    int // lines without a cost
	problems                   salesdesk.Problems
}

func (c *checking) equal(path string, want fixed.Dec, got *salesdesk.Amount) {
	if d, err := number(*got); err != nil || d.Cmp(want) != 0 {
		a, _ := exact.Amount(want) // for a message
		c.problems.AddAt(path, ExplainedError{Want: a, Got: *got})
	}
}

// ratio holds a ratio to part ÷ whole; of a whole of 0 there is none.
func (c *checking) ratio(path string, part, whole fixed.Dec, got *salesdesk.Amount) {
	switch {
	case whole.IsZero() && got == nil:
	case whole.IsZero() || got == nil:
		c.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleExcluded, Param: "0"})
	default:
		c.equal(path, part.DivRound(whole, ratioPlaces, fixed.HalfAwayFromZero), got)
	}
}

// line follows the steps of a line, and adds up what they come to.
func (c *checking) line(path string, l *ExplainedLine, priced *PricedLine) {
	if l.ID != priced.ID {
		c.problems.Add(salesdesk.FieldError{Path: path + ".id", Rule: salesdesk.RuleReference, Param: priced.ID})
	}
	var balance, net, invoice fixed.Dec
	for k := range l.Waterfall.Steps {
		s := &l.Waterfall.Steps[k]
		amount, _ := number(s.Amount)
		balance = balance.Add(amount)
		c.equal(salesdesk.Index(path+".waterfall.steps", k)+".balance", balance, &s.Balance)
		switch s.Kind {
		case StepList, StepTier, StepUnit, StepExchange, StepBookVAT, StepAgreement, StepDerived, StepRevision:
			c.booked = c.booked.Add(amount)
		case StepCharge, StepSurcharge, StepContribution, StepDocumentCharge:
			c.added = c.added.Add(amount)
		default:
		}
		switch s.Kind {
		case StepCashDiscount, StepBonus:
		case StepDocumentAllowance, StepDocumentCharge:
			invoice = invoice.Add(amount)
		default:
			net, invoice = net.Add(amount), invoice.Add(amount)
		}
	}
	w := &l.Waterfall
	c.equal(path+".waterfall.net", net, &w.Net)
	c.equal(path+".waterfall.net", net, &priced.Net)
	c.equal(path+".waterfall.invoice", invoice, &w.Invoice)
	c.equal(path+".waterfall.pocket", balance, &w.Pocket)
	list, _ := number(w.List)
	c.list, c.net, c.invoice, c.pocket = c.list.Add(list), c.net.Add(net), c.invoice.Add(invoice), c.pocket.Add(balance)
	c.margin(path+".margin", l.Margin, invoice, balance)
}

// margin adds up what a line leaves: its revenue is at most what is invoiced of it.
func (c *checking) margin(path string, m *Margin, invoice, pocket fixed.Dec) {
	if m == nil {
		c.unknown++
		return
	}
	revenue, _ := number(m.Revenue)
	cost, _ := number(m.Cost)
	if invoice.Sign() >= 0 && revenue.Cmp(invoice) > 0 {
		c.equal(path+".revenue", invoice, &m.Revenue)
	}
	c.left(path, m, revenue, cost)
	c.revenue, c.costs, c.kept = c.revenue.Add(revenue), c.costs.Add(cost), c.kept.Add(revenue.Add(pocket).Sub(invoice))
}

func (c *checking) left(path string, m *Margin, revenue, cost fixed.Dec) {
	c.equal(path+".amount", revenue.Sub(cost), &m.Amount)
	c.ratio(path+".ratio", revenue.Sub(cost), revenue, m.Ratio)
}

// margins holds the margin of the document to those of its lines.
func (c *checking) margins() {
	e := c.e
	if e.WithoutCost != c.unknown {
		c.problems.Add(salesdesk.FieldError{Path: "without_cost", Rule: salesdesk.RuleReference, Param: "lines"})
	}
	if (e.Margin != nil) != (c.unknown < len(e.Lines)) {
		c.problems.Add(salesdesk.FieldError{Path: "margin", Rule: salesdesk.RuleReference, Param: "lines"})
		return
	}
	if e.Margin == nil {
		c.ratio("margin_ratio", fixed.Dec{}, fixed.Dec{}, e.MarginRatio)
		return
	}
	c.equal("margin.revenue", c.revenue, &e.Margin.Revenue)
	c.equal("margin.cost", c.costs, &e.Margin.Cost)
	c.left("margin", e.Margin, c.revenue, c.costs)
	c.ratio("margin_ratio", c.revenue.Sub(c.costs), c.revenue, e.MarginRatio)
}

// options asks for each option of the document.
func (c *checking) options() {
	if len(c.e.Options) != len(c.e.Priced.Options) {
		c.problems.Add(salesdesk.FieldError{Path: "options", Rule: salesdesk.RuleReference, Param: "priced.options"})
		return
	}
	for i := range c.e.Options {
		if want := c.e.Priced.Options[i].ID; c.e.Options[i].ID != want {
			c.problems.Add(salesdesk.FieldError{Path: salesdesk.Index("options", i) + ".id", Rule: salesdesk.RuleReference, Param: want})
		}
		c.optionMargins(salesdesk.Index("options", i), c.e.Options[i].Margins, c.e.Priced.Options[i].Lines)
	}
}

// optionMargins holds the margins of an option to what its lines come to.
func (c *checking) optionMargins(path string, margins []LineMargin, lines []PricedLine) {
	for k := range margins {
		m, at := &margins[k], salesdesk.Index(path+".margins", k)
		j := slices.IndexFunc(lines, func(l PricedLine) bool { return l.ID == m.ID })
		if j < 0 {
			c.problems.Add(salesdesk.FieldError{Path: at + ".id", Rule: salesdesk.RuleReference, Param: m.ID})
			continue
		}
		revenue, _ := number(m.Revenue)
		cost, _ := number(m.Cost)
		net, _ := number(lines[j].Net)
		share, _ := number(lines[j].Share)
		if invoice := net.Add(share); invoice.Sign() >= 0 && revenue.Cmp(invoice) > 0 {
			c.equal(at+".revenue", invoice, &m.Revenue)
		}
		c.left(at, &m.Margin, revenue, cost)
	}
}
