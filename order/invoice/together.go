package invoice

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func figuresOf(documents []Document) []pricing.Priced {
	figures := make([]pricing.Priced, len(documents))
	for i, d := range documents {
		figures[i] = d.Figures
	}
	return figures
}

// together is the sum of documents, line by line and adjustment by adjustment.
func together(documents []Document) (pricing.Priced, error) {
	if len(documents) == 0 {
		return pricing.Priced{}, salesdesk.FieldError{Path: "invoiced", Rule: salesdesk.RuleRequired}
	}
	var problems salesdesk.Problems
	first := documents[0].Figures
	whole := pricing.Priced{Currency: first.Currency, Date: first.Date, Inclusive: first.Inclusive, TaxPoint: first.TaxPoint, Exchange: first.Exchange}
	var payable fixed.Dec
	at := map[string]int{} // of the lines
	for _, d := range documents {
		if d.Figures.Currency != whole.Currency {
			problems.Add(salesdesk.CurrencyError{Want: whole.Currency, Got: d.Figures.Currency})
		}
		for _, l := range d.Figures.Lines {
			switch i, known := at[l.ID]; {
			case !known:
				at[l.ID], whole.Lines = len(whole.Lines), append(whole.Lines, alone(l, &problems))
			case !whole.Lines[i].VAT.Equal(l.VAT):
				problems.Add(TwoRatesError{Line: l.ID})
			default:
				addLine(&whole.Lines[i], &l, &problems)
			}
		}
		for _, a := range d.Figures.Adjustments {
			whole.Adjustments = addAdjusted(whole.Adjustments, a, &problems)
		}
		addShape(&whole, &d.Figures, &problems)
		whole.VAT = append(whole.VAT, d.Figures.VAT...) // each was rounded
		whole.Totals.Rounding = plus(whole.Totals.Rounding, salesdesk.Amount{Decimal: d.Figures.Totals.Rounding.Abs()}, &problems)
		payable = payable.Add(exact.Dec(d.Figures.Totals.Payable)).Add(exact.Dec(d.Figures.Totals.Prepaid))
	}
	whole.Totals.Payable = problemsOf(payable, &problems)
	whole.Lines = settled(whole.Lines, whole.Inclusive, &problems)
	loosen(&whole, documents)
	return whole, problems.Err()
}

// addLine adds a line to the sum of those before it.
func addLine(sum, l *pricing.PricedLine, problems *salesdesk.Problems) {
	averaged(sum, l, problems)
	sum.Quantity = plus(sum.Quantity, l.Quantity, problems)
	sum.Net = plus(sum.Net, l.Net, problems)
	sum.Share = plus(sum.Share, l.Share, problems)
	sum.Gross = plus(sum.Gross, l.Gross, problems)
	for _, a := range l.Adjustments {
		sum.Adjustments = addAdjusted(sum.Adjustments, a, problems)
	}
}

// alone is a line with its adjustments summed by id.
func alone(l pricing.PricedLine, problems *salesdesk.Problems) pricing.PricedLine {
	adjustments := l.Adjustments
	l.Adjustments = nil
	for _, a := range adjustments {
		l.Adjustments = addAdjusted(l.Adjustments, a, problems)
	}
	return l
}

// averaged gives a line that was billed at two prices the price of both quantities
// together, for that quantity.
func averaged(sum, l *pricing.PricedLine, problems *salesdesk.Problems) {
	base := func(l *pricing.PricedLine) fixed.Dec {
		if l.BaseQuantity.IsZero() {
			return fixed.FromInt(1, 0)
		}
		return exact.Dec(l.BaseQuantity)
	}
	price, other := exact.Dec(sum.Price), exact.Dec(l.Price)
	if IsAdvance(l.ID) || price.Mul(base(l)).Cmp(other.Mul(base(sum))) == 0 {
		return
	}
	quantity, more := exact.Dec(sum.Quantity), exact.Dec(l.Quantity)
	list := price.MulDivRound(quantity, base(sum), pricePlaces, fixed.HalfAwayFromZero).
		Add(other.MulDivRound(more, base(l), pricePlaces, fixed.HalfAwayFromZero))
	sum.Price, sum.BaseQuantity = problemsOf(list, problems), problemsOf(quantity.Add(more), problems)
}

// pricePlaces are the decimals of what two prices come to.
const pricePlaces = 6

// addAdjusted sums adjustments of one id; their rate is no longer that of the sum. What one
// gave and another took back again is less of the one that is more.
func addAdjusted(list []pricing.Adjusted, a pricing.Adjusted, problems *salesdesk.Problems) []pricing.Adjusted {
	for i := range list {
		sum := &list[i]
		if sum.ID != a.ID || !sum.VAT.Equal(a.VAT) {
			continue
		}
		amount, gross := a.Amount, a.Gross
		if sum.Charge != a.Charge {
			amount.Decimal, gross.Decimal = amount.Neg(), gross.Neg()
		}
		sum.Amount, sum.Gross = plus(sum.Amount, amount, problems), plus(sum.Gross, gross, problems)
		sum.Base, sum.Rate, sum.AskedRate = salesdesk.Amount{}, salesdesk.Amount{}, salesdesk.Amount{}
		if sum.Amount.IsNegative() {
			sum.Charge, sum.Reason, sum.Text = a.Charge, a.Reason, a.Text
			sum.Amount.Decimal, sum.Gross.Decimal = sum.Amount.Neg(), sum.Gross.Neg()
		}
		return list
	}
	return append(list, a)
}

func plus(a, b salesdesk.Amount, problems *salesdesk.Problems) salesdesk.Amount {
	return problemsOf(exact.Dec(a).Add(exact.Dec(b)), problems)
}

// addShape adds what a document shows besides its figures to that of the documents with it.
func addShape(whole, d *pricing.Priced, problems *salesdesk.Problems) {
	for _, m := range d.Mentions {
		if !slices.Contains(whole.Mentions, m) {
			whole.Mentions = append(whole.Mentions, m)
		}
	}
	for _, s := range d.Sections {
		if !slices.ContainsFunc(whole.Sections, func(t pricing.SectionTotal) bool { return t.Section == s.Section }) {
			whole.Sections = append(whole.Sections, s) // only that there are some counts
		}
	}
	for _, b := range d.Bundles {
		whole.Bundles = addBundle(whole.Bundles, b, problems)
	}
	for _, k := range d.Packaging {
		i := slices.IndexFunc(whole.Packaging, func(w pricing.PricedPackaging) bool { return w.Kind == k.Kind })
		if i < 0 {
			whole.Packaging = append(whole.Packaging, k)
			continue
		}
		whole.Packaging[i].Quantity = plus(whole.Packaging[i].Quantity, k.Quantity, problems)
		whole.Packaging[i].Amount = plus(whole.Packaging[i].Amount, k.Amount, problems)
	}
	if d.CashDiscount != nil && whole.CashDiscount == nil {
		whole.CashDiscount = &pricing.PricedCashDiscount{Rate: d.CashDiscount.Rate, Days: d.CashDiscount.Days}
	}
}

func addBundle(list []pricing.PricedBundle, b pricing.PricedBundle, problems *salesdesk.Problems) []pricing.PricedBundle {
	for i := range list {
		if list[i].ID == b.ID {
			list[i].Quantity, list[i].Alone = plus(list[i].Quantity, b.Quantity, problems), plus(list[i].Alone, b.Alone, problems)
			return list
		}
	}
	return append(list, b)
}

// loosen takes a bundle apart that one of the documents bills a component of by itself.
func loosen(whole *pricing.Priced, documents []Document) {
	if len(whole.Bundles) == 0 {
		return
	}
	bundles, loose := map[string]string{}, map[string]bool{} // of lines; those taken apart
	for i := range whole.Lines {
		bundles[whole.Lines[i].ID] = whole.Lines[i].Bundle
	}
	for _, d := range documents {
		for i := range d.Figures.Lines {
			if l := &d.Figures.Lines[i]; l.Bundle == "" {
				loose[bundles[l.ID]] = true
			}
		}
	}
	whole.Bundles = slices.DeleteFunc(whole.Bundles, func(b pricing.PricedBundle) bool { return loose[b.ID] })
	for i := range whole.Lines {
		if l := &whole.Lines[i]; loose[l.Bundle] {
			l.Bundle = ""
		}
	}
}
