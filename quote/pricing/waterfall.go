package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk/internal/fixed"
)

// waterfall builds the steps of one line.
type waterfall struct {
	*explainer
	out     *Waterfall
	balance fixed.Dec
	invoice fixed.Dec
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
func (w *waterfall) start(i int, a *article, winner *entry, quantity fixed.Dec) {
	line := &w.run.out.Lines[i]
	begin := shownTerms(line).amount(quantity, w.places)
	list := w.listed(a)
	if list == nil {
		list = winner
	}
	if list == nil {
		w.to(begin, Step{Kind: StepList})
	} else {
		plain := *list
		if plain.mode == Volume || plain.mode == Graduated {
			plain.mode = ""
		}
		t, tiered := plain.terms(quantity), list.terms(quantity)
		w.to(w.withoutVAT(i, t.amount(quantity, w.places)), Step{Kind: StepList, ID: list.name()})
		if all := w.withoutVAT(i, tiered.amount(quantity, w.places)); all.Cmp(w.balance) != 0 {
			w.to(all, Step{Kind: StepTier, ID: list.name()})
		}
	}
	w.out.List, w.list = w.amount(w.balance), w.list.Add(w.balance)
	if winner != nil {
		t := winner.terms(quantity)
		if booked := w.withoutVAT(i, t.amount(quantity, w.places)); booked.Cmp(w.balance) != 0 {
			w.to(booked, Step{Kind: StepAgreement, ID: winner.name()})
		}
	}
	w.booked = w.booked.Add(w.balance)
	if begin.Cmp(w.balance) != 0 {
		w.to(begin, Step{Kind: w.lastKind(i)})
	}
}

// listed is the entry that prices the article for everybody, nil where none does.
func (e *explainer) listed(a *article) *entry {
	if a == nil || e.req.Currency != e.currency {
		return nil
	}
	list, _ := e.winner(a, &audience{day: e.who.day})
	return list
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
		s := Step{Kind: StepAllowance, ID: done.ID, Text: done.Text, Basis: done.Base, Rate: done.Rate}
		switch {
		case j >= len(in.Adjustments):
			s.Kind = StepContribution
			contributions = contributions.Add(amount)
		case done.Charge:
			s.Kind, s.On = StepCharge, in.Adjustments[j].On
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
	return contributions
}

// document are the steps through the document's adjustments to the pocket.
func (w *waterfall) document(i int) {
	for k, shares := range w.shares {
		share, a := shares[i], &w.req.Adjustments[k]
		if share.IsZero() {
			continue
		}
		s := Step{Kind: StepDocumentAllowance, ID: a.ID, Text: a.Text, On: a.On}
		if a.Charge {
			s.Kind = StepDocumentCharge
			w.added = w.added.Add(share)
		}
		w.step(share, s)
	}
	w.invoice = w.balance
	w.out.Invoice, w.explainer.invoice = w.amount(w.balance), w.explainer.invoice.Add(w.balance)
	if saved := w.saved[i]; !saved.IsZero() {
		w.step(saved.Neg(), Step{Kind: StepCashDiscount, ID: cashDiscountID, Rate: w.req.CashDiscount.Rate})
	}
	w.out.Pocket, w.pocket = w.amount(w.balance), w.pocket.Add(w.balance)
	w.out.Steps = slices.Clip(w.out.Steps)
}
