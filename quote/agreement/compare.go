package agreement

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Compare holds the rules of new prices against the old ones on the day of the round. The
// prices of agreements must be in both books: see [Agreement.Entries]. The error is every
// problem of the rules and the round, with its path.
func Compare(before, after pricing.Rules, round Round) (Impact, error) {
	c, err := newComparer(before, after, round)
	if err != nil {
		return Impact{}, err
	}
	out := Impact{Date: round.Date, Currency: after.Book.Currency}
	skus := slices.Sorted(maps.Keys(c.names))
	for _, sku := range skus {
		change := c.change(&pricing.Buyer{}, sku, unit())
		switch {
		case change.Old == nil && change.New == nil:
		case change.same():
			out.Unchanged++
		default:
			out.Articles = append(out.Articles, ArticleEffect{SKU: sku, Names: c.names[sku], Change: change})
		}
	}
	out.Quotes = c.quotes(round.Quotes)
	out.Agreements = c.agreements(round.Agreements)
	out.Letters = c.letters(round.Purchases)
	return out, c.problems.Err()
}

// comparer prices with both books.
type comparer struct {
	keeper
	before, after *pricing.Pricer // prices alone, no rules that adjust
	whole         *pricing.Pricer // the new rules, all of them
	inclusive     bool            // both books have VAT in their prices
	currency      salesdesk.Currency
	date          calendar.Date
	names         map[string]map[salesdesk.Language]string // of every article
	groups        map[string][]string                      // of articles, sorted
}

func newComparer(before, after pricing.Rules, round Round) (*comparer, error) {
	var p salesdesk.Problems
	c := &comparer{currency: after.Book.Currency, date: round.Date, inclusive: after.Book.Inclusive, names: map[string]map[salesdesk.Language]string{}, groups: map[string][]string{}}
	var err error
	c.before, err = pricing.Compile(pricing.Rules{Book: before.Book, VAT: before.VAT, PricingDate: before.PricingDate})
	p.AddAt("before", err)
	c.after, _ = pricing.Compile(pricing.Rules{Book: after.Book, VAT: after.VAT, PricingDate: after.PricingDate})
	c.whole, err = pricing.Compile(after)
	p.AddAt("after", err)
	if before.Book.Inclusive != after.Book.Inclusive {
		p.Add(salesdesk.FieldError{Path: "after.book.inclusive", Rule: salesdesk.RuleOneOf, Param: strconv.FormatBool(before.Book.Inclusive)})
	}
	if before.Book.Currency != after.Book.Currency {
		p.Add(salesdesk.CurrencyError{Want: before.Book.Currency, Got: after.Book.Currency})
	}
	if !round.Date.Valid() {
		p.Add(salesdesk.FieldError{Path: "date", Rule: salesdesk.RuleRequired})
	}
	for i := range round.Agreements {
		p.AddAt(salesdesk.Index("agreements", i), round.Agreements[i].Check())
	}
	for i := range round.Purchases {
		p.AddAt(salesdesk.Index("purchases", i)+".quantity", exact.NotBelowZero(round.Purchases[i].Quantity))
		p.AddAt(salesdesk.Index("purchases", i)+".order", exact.NotBelowZero(round.Purchases[i].Order))
	}
	if p.Err() != nil {
		return nil, p
	}
	c.places = c.currency.MinorUnits()
	c.name(before.Book.Articles)
	c.name(after.Book.Articles)
	return c, nil
}

// name takes articles; the names of the last book stay.
func (c *comparer) name(articles []pricing.Article) {
	for i := range articles {
		a := &articles[i]
		if _, known := c.names[a.SKU]; !known && a.Group != "" {
			c.groups[a.Group] = append(c.groups[a.Group], a.SKU)
		}
		c.names[a.SKU] = maps.Clone(a.Names)
	}
}

func unit() salesdesk.Amount { return salesdesk.MustAmount("1") }

// change is the price of an article for a buyer of so many.
func (c *comparer) change(buyer *pricing.Buyer, sku string, quantity salesdesk.Amount) Change {
	change := Change{Old: c.price(c.before, buyer, sku, quantity), New: c.price(c.after, buyer, sku, quantity)}
	if change.Old != nil && change.New != nil {
		was, is := change.parts()
		change.Ratio = c.ratio(is.Sub(was), was)
	}
	return change
}

// price is nil where the book has none. The VAT is given, so that nothing is asked of the
// buyer that a price does not depend on.
func (c *comparer) price(with *pricing.Pricer, buyer *pricing.Buyer, sku string, quantity salesdesk.Amount) *pricing.Price {
	priced, err := with.Price(pricing.Request{
		Currency: c.currency, Date: c.date, DeliveryDate: c.date, Buyer: *buyer, Inclusive: c.inclusive,
		Lines: []pricing.Line{{ID: "1", SKU: sku, Quantity: quantity, VAT: &pricing.VATGroup{Category: pricing.ZeroRated}}},
	})
	if err != nil {
		return nil
	}
	if len(priced.Bundles) > 0 {
		return &pricing.Price{Amount: priced.Bundles[0].Net, BaseQuantity: quantity}
	}
	return &pricing.Price{Amount: priced.Lines[0].Price, BaseQuantity: priced.Lines[0].BaseQuantity}
}

// parts are both prices over the product of their base quantities.
func (c Change) parts() (was, is fixed.Dec) {
	return exact.Dec(c.Old.Amount).Mul(exact.Dec(c.New.BaseQuantity)), exact.Dec(c.New.Amount).Mul(exact.Dec(c.Old.BaseQuantity))
}

func (c Change) same() bool {
	if c.Old == nil || c.New == nil {
		return c.Old == c.New
	}
	was, is := c.parts()
	return was.Cmp(is) == 0
}

// ratio is part ÷ whole, nil where the whole is 0.
func (c *comparer) ratio(part, whole fixed.Dec) *salesdesk.Amount {
	if whole.IsZero() {
		return nil
	}
	ratio := c.amount(part.DivRound(whole, ratePlaces, fixed.HalfAwayFromZero))
	return &ratio
}

// quotes are those that would cost something else, by id.
func (c *comparer) quotes(open []OpenQuote) (touched []QuoteEffect) {
	for i := range open {
		q := &open[i]
		effect := QuoteEffect{ID: q.ID, Customer: q.Customer, HeldUntil: q.ValidUntil, Currency: q.Request.Currency, Held: q.Priced.Totals.TaxExclusive}
		asked := c.onTheDay(q.Request)
		priced, err := c.whole.Price(asked)
		if err != nil {
			effect.Causes = causesOf(&asked, err)
		} else {
			difference := exact.Dec(priced.Totals.TaxExclusive).Sub(exact.Dec(effect.Held))
			if difference.IsZero() {
				continue
			}
			amount := c.amount(difference)
			effect.Repriced, effect.Difference = &priced.Totals.TaxExclusive, &amount
		}
		touched = append(touched, effect)
	}
	slices.SortStableFunc(touched, func(a, b QuoteEffect) int { return cmp.Compare(a.ID, b.ID) })
	return touched
}

// onTheDay is the request as it would be made on the day of the round: what was to be
// delivered before it is delivered then.
func (c *comparer) onTheDay(r pricing.Request) pricing.Request {
	r.Date = c.date
	if !r.DeliveryDate.IsZero() && r.DeliveryDate.Before(c.date) {
		r.DeliveryDate = c.date
	}
	return r
}

// agreements are the articles of those that hold on the day, by agreement and article.
func (c *comparer) agreements(all []Agreement) (effects []PriceEffect) {
	for i := range all {
		a := &all[i]
		if !a.Period.Contains(c.date) {
			continue
		}
		for _, p := range a.Prices {
			for _, sku := range c.articlesOf(p) {
				change := c.change(&pricing.Buyer{ID: a.Customer, Project: p.Project}, sku, unit())
				effects = append(effects, PriceEffect{
					Agreement: a.ID, Customer: a.Customer, Project: p.Project, SKU: sku,
					Protected: change.New != nil && change.same(), Until: a.Period.Last(), Change: change,
				})
			}
		}
	}
	slices.SortStableFunc(effects, func(a, b PriceEffect) int {
		return cmp.Or(cmp.Compare(a.Agreement, b.Agreement), cmp.Compare(a.Project, b.Project), cmp.Compare(a.SKU, b.SKU))
	})
	return effects
}

func (c *comparer) articlesOf(p Price) []string {
	if p.SKU != "" {
		return []string{p.SKU}
	}
	return c.groups[p.Group]
}
