package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// waterfall builds the steps of one line.
type waterfall struct {
	*explainer
	out     *Waterfall
	line    int
	article *article // nil where it is not known
	balance fixed.Dec
	invoice fixed.Dec
	beside  fixed.Dec // contributions and charges that no cost of the line stands against
}

// to adds a step that leads to a balance.
func (w *waterfall) to(balance fixed.Dec, s Step) {
	w.step(balance.Sub(w.balance), s)
}

func (w *waterfall) step(amount fixed.Dec, s Step) {
	w.balance = w.balance.Add(amount)
	s.Amount, s.Balance = w.amount(amount), w.amount(w.balance)
	w.out.Steps = append(w.out.Steps, s)
}

// start are the steps to the amount that the line's adjustments begin with.
func (w *waterfall) start(i int, a *article, bought *origin, m *measure) {
	line := &w.run.out.Lines[i]
	begin := shownTerms(line).amount(m.quantity, w.places) // over the term of a recurring line
	list := w.listed(a)
	if list == nil {
		list = bought
	}
	if list == nil {
		w.to(begin, Step{Kind: StepList})
	} else {
		w.listSteps(list, a, m)
	}
	w.out.List, w.list = w.amount(w.balance), w.list.Add(w.balance)
	if bought != nil {
		w.ownSteps(bought, a, m)
	}
	w.booked = w.booked.Add(w.balance)
	if begin.Cmp(w.balance) != 0 {
		w.to(begin, Step{Kind: w.lastKind(i)})
	}
}

// listed is where the article's price for everybody comes from, nil where it has none.
func (e *explainer) listed(a *article) *origin {
	if a == nil {
		return nil
	}
	o, err := e.origin(a, &audience{day: e.who.day, currency: e.who.currency, foreign: e.who.foreign})
	if err != nil {
		return nil
	}
	return &o
}

// costs is what a price asks for a measure after so many of its formulas; of a recurring
// line over its term, each period for its own quantity and part.
func (w *waterfall) costs(o *origin, formulas int, a *article, m *measure) fixed.Dec {
	return w.withoutVAT(w.line, w.asks(o, formulas, a, m))
}

// asks is what costs are, with VAT where the document's prices have it.
func (w *waterfall) asks(o *origin, formulas int, a *article, m *measure) fixed.Dec {
	rec := w.termOf(w.line)
	if rec == nil {
		t := w.termsOf(o, formulas, a, m)
		return t.amount(m.quantity, w.places)
	}
	var sum fixed.Dec
	for k := range rec.lines {
		quantity, _ := number(rec.lines[k].Quantity) // priced
		period := w.measure(&w.req.Lines[w.line], a, quantity)
		period.turn = m.turn
		t := w.termsOf(o, formulas, a, &period)
		t.price, t.base = t.price.Mul(fixed.FromInt(rec.slices[k].part, 0)), t.base.Mul(fixed.FromInt(rec.slices[k].whole, 0))
		sum = sum.Add(t.amount(quantity, w.places))
	}
	return sum
}

// listSteps are the list's price without tiers, then with them, then revised, and how
// the figures came to be in the document's unit and currency.
func (w *waterfall) listSteps(list *origin, a *article, m *measure) {
	formulas := len(list.derived)
	tiered := *list
	tiered.revised = whole(one())
	plain, entry := tiered, *list.entry
	if entry.mode == Volume || entry.mode == Graduated {
		entry.mode = ""
	}
	plain.entry = &entry
	w.to(w.costs(&plain, formulas, a, m), Step{Kind: StepList, ID: list.name()})
	if !m.unit.isOne() {
		w.step(fixed.Dec{}, Step{Kind: StepUnit, ID: a.unit, Basis: w.nearest(m.size), Rate: w.nearest(m.unit)})
	}
	if times := w.converted(list.entry); !times.isOne() {
		basis := w.balance.MulDivRound(times.den, times.num, w.currency.MinorUnits(), fixed.HalfAwayFromZero)
		w.step(fixed.Dec{}, Step{
			Kind: StepExchange, ID: string(w.currency), Text: w.req.Exchange.Source, Basis: w.amount(basis), Rate: w.nearest(times),
		})
	}
	if !m.turn.isOne() {
		w.turnStep(&plain, formulas, a, *m)
	}
	w.change(w.costs(&tiered, formulas, a, m), Step{Kind: StepTier, ID: list.name()})
	w.change(w.costs(list, formulas, a, m), Step{Kind: StepRevision, ID: list.name(), Rate: w.nearest(list.revised)})
}

// turnStep says that VAT is in the price of the book and not in that of the document, or
// the other way round.
func (w *waterfall) turnStep(plain *origin, formulas int, a *article, m measure) {
	s := Step{Kind: StepBookVAT, Rate: w.nearest(fraction{m.turn.num.Sub(m.turn.den), m.turn.den})}
	if w.inclusive {
		s.Rate = w.nearest(fraction{m.turn.den.Sub(m.turn.num), m.turn.num})
		m.turn = whole(one())
	}
	s.Basis = w.amount(w.asks(plain, formulas, a, &m))
	w.step(fixed.Dec{}, s)
}

// change is to where the balance changes.
func (w *waterfall) change(balance fixed.Dec, s Step) {
	if balance.Cmp(w.balance) != 0 {
		w.to(balance, s)
	}
}

// ownSteps lead from the list to the book's price for this buyer.
func (w *waterfall) ownSteps(bought *origin, a *article, m *measure) {
	if revised := w.costs(bought, 0, a, m); !bought.ofCost() && revised.Cmp(w.balance) != 0 {
		agreed := *bought
		agreed.revised = whole(one())
		w.change(w.costs(&agreed, 0, a, m), Step{Kind: StepAgreement, ID: bought.entry.name()})
		w.change(revised, Step{Kind: StepRevision, ID: bought.entry.name(), Rate: w.nearest(bought.revised)})
	}
	for k := range bought.derived {
		d := &bought.derived[k]
		w.to(w.costs(bought, k+1, a, m), Step{Kind: StepDerived, ID: d.id})
	}
}

// nearest is a ratio to look at, of six places at most.
func (w *waterfall) nearest(f fraction) salesdesk.Amount {
	a, err := exact.Amount(tidy(f.num.DivRound(f.den, ratioPlaces, fixed.HalfAwayFromZero), 0))
	w.problems.Add(err)
	return a
}

// shownTerms are the terms that the priced line shows.
func shownTerms(line *PricedLine) *terms {
	price, _ := number(line.Price)
	base, _ := baseOf(line.BaseQuantity)
	return &terms{price: price, base: base}
}

// adjusted are the steps to the net amount of the line; it gives its contributions.
func (w *waterfall) adjusted(i int) (contributions fixed.Dec) {
	in, line := &w.req.Lines[i], &w.run.out.Lines[i]
	for j, done := range line.Adjustments {
		amount, _ := number(done.Amount)
		s := Step{Kind: StepAllowance, ID: done.ID, Text: done.Text, Rate: done.Rate}
		if !done.Rate.IsZero() {
			s.Basis = done.Base
		}
		switch {
		case j >= len(in.Adjustments) && w.hasSurcharge(in, w.article, done.ID):
			s.Kind = StepSurcharge
		case j >= len(in.Adjustments):
			s.Kind = StepContribution
			contributions = contributions.Add(amount)
		case done.Charge:
			s.Kind, s.On = StepCharge, in.Adjustments[j].On
			if done.Reason == Freight {
				w.beside = w.beside.Add(amount)
			}
		default:
			s.On = in.Adjustments[j].On
		}
		if done.Charge {
			w.added = w.added.Add(amount)
		} else {
			amount = amount.Neg()
		}
		w.step(amount, s)
	}
	w.out.Net = w.amount(w.balance)
	w.beside = w.beside.Add(contributions)
	return contributions
}

// document are the steps through the document's adjustments to the pocket.
func (w *waterfall) document(i int, contributions fixed.Dec) {
	for k, shares := range w.shares {
		share, a := shares[i], &w.req.Adjustments[k]
		if share.IsZero() {
			continue
		}
		s := Step{Kind: StepDocumentAllowance, ID: a.ID, Text: a.Text, On: a.On}
		if a.Charge {
			s.Kind = StepDocumentCharge
			w.added, w.beside = w.added.Add(share), w.beside.Add(share)
		}
		w.step(share, s)
	}
	w.invoice = w.balance
	w.out.Invoice, w.explainer.invoice = w.amount(w.balance), w.explainer.invoice.Add(w.balance)
	if saved := w.saved[i]; !saved.IsZero() {
		w.step(saved.Neg(), Step{Kind: StepCashDiscount, ID: cashDiscountID, Rate: w.req.CashDiscount.Rate})
	}
	w.accruals(contributions)
	w.out.Pocket, w.pocket = w.amount(w.balance), w.pocket.Add(w.balance)
	w.out.Steps = slices.Clip(w.out.Steps)
}
