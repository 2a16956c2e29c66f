package pricing

import (
	"cmp"
	"slices"
)

// For is what of the rules a request is priced by: its articles with their components and
// what may be free with them, their entries for everybody and for the buyer, his list, and
// the tables of freight of its day and its zone. A pricer of them makes the same document of
// it, however its options are chosen, so that they may be kept with an offer for when the
// book has moved on. Slices and maps within an article or an entry are those of the rules.
func (r Rules) For(req Request) Rules {
	e := extract{from: &r, req: &req, articles: map[string]int{}, skus: map[string]bool{}, groups: map[string]bool{}}
	for i := range r.Book.Articles {
		e.articles[r.Book.Articles[i].SKU] = i
	}
	for i := range req.Lines {
		e.add(req.Lines[i].SKU)
	}
	out := r
	out.Promotions = e.promotions()
	out.Book.Articles = picked(r.Book.Articles, func(a *Article) bool { return e.skus[a.SKU] })
	out.Book.Lists = e.lists()
	out.Book.Entries = picked(r.Book.Entries, func(entry *Entry) bool { return e.has(entry.SKU, entry.Group) && e.isFor(entry, out.Book.Lists) })
	out.Book.Indices = picked(r.Book.Indices, func(index *Index) bool { return follows(&out.Book, index.ID) })
	out.Freight = picked(r.Freight, e.ships)
	if r.Floors != nil {
		floors := *r.Floors
		floors.Of = picked(floors.Of, func(f *Floor) bool { return e.has(f.SKU, f.Group) })
		out.Floors = &floors
	}
	return out
}

// extract is what of rules a request touches.
type extract struct {
	from         *Rules
	req          *Request
	articles     map[string]int
	skus, groups map[string]bool
}

func picked[T any](all []T, is func(*T) bool) (some []T) {
	for i := range all {
		if is(&all[i]) {
			some = append(some, all[i])
		}
	}
	return some
}

// add takes an article with its components.
func (e *extract) add(sku string) {
	i, known := e.articles[sku]
	if !known || e.skus[sku] {
		return
	}
	a := &e.from.Book.Articles[i]
	e.skus[sku], e.groups[a.Group] = true, true
	for _, c := range a.Components {
		e.add(c.SKU)
	}
}

// has reports whether an article or a group is one of the request.
func (e *extract) has(sku, group string) bool {
	return e.skus[sku] || group != "" && e.groups[group]
}

// promotions are those of the articles of the request and those that it presents a coupon
// of, with what is free in them.
func (e *extract) promotions() []Promotion {
	some := picked(e.from.Promotions, func(p *Promotion) bool {
		return len(p.SKUs)+len(p.Groups) == 0 || slices.ContainsFunc(p.SKUs, func(sku string) bool { return e.skus[sku] }) ||
			slices.ContainsFunc(p.Groups, func(group string) bool { return e.groups[group] }) || e.presents(p)
	})
	for i := range some {
		if some[i].Free != nil {
			e.add(some[i].Free.SKU)
		}
	}
	for i := range some {
		e.narrow(&some[i])
	}
	return some
}

func (e *extract) presents(p *Promotion) bool {
	return p.Coupon != nil && slices.ContainsFunc(e.req.Coupons, func(c PresentedCoupon) bool { return c.Code == p.Coupon.Code })
}

// narrow leaves a promotion the articles and groups of the request. One that has none is
// known by its coupon: it keeps an article, so that it is not for all of them.
func (e *extract) narrow(p *Promotion) {
	skus := picked(p.SKUs, func(sku *string) bool { return e.skus[*sku] })
	groups := picked(p.Groups, func(group *string) bool { return e.groups[*group] })
	switch {
	case len(skus)+len(groups) > 0:
		p.SKUs, p.Groups = skus, groups
	case len(p.SKUs) > 0:
		p.SKUs, p.Groups = p.SKUs[:1], nil
		e.add(p.SKUs[0])
	case len(p.Groups) > 0:
		of := slices.IndexFunc(e.from.Book.Articles, func(a Article) bool { return a.Group == p.Groups[0] })
		p.Groups = p.Groups[:1]
		if of >= 0 {
			e.add(e.from.Book.Articles[of].SKU)
		}
	}
}

// lists are the buyer's and those it is derived from.
func (e *extract) lists() (some []List) {
	for id := e.req.Buyer.List; id != "" && len(some) <= MaxDerivation; {
		i := slices.IndexFunc(e.from.Book.Lists, func(l List) bool { return l.ID == id })
		if i < 0 {
			break
		}
		some, id = append(some, e.from.Book.Lists[i]), e.from.Book.Lists[i].Parent
	}
	return some
}

// isFor reports whether an entry may price a line for the buyer.
func (e *extract) isFor(entry *Entry, lists []List) bool {
	return (entry.Customer == "" || entry.Customer == e.req.Buyer.ID) &&
		(entry.List == "" || slices.ContainsFunc(lists, func(l List) bool { return l.ID == entry.List }))
}

// follows reports whether a price or a surcharge of the book follows an index.
func follows(b *Book, index string) bool {
	return slices.ContainsFunc(b.Entries, func(e Entry) bool {
		return e.Revision != nil && slices.ContainsFunc(e.Revision.Terms, func(t RevisionTerm) bool { return t.Index == index })
	}) || slices.ContainsFunc(b.Articles, func(a Article) bool {
		return slices.ContainsFunc(a.Surcharges, func(s Surcharge) bool { return s.Index == index })
	})
}

// ships reports whether a table of freight may be that of the request.
func (e *extract) ships(f *FreightTable) bool {
	to := cmp.Or(e.req.DeliverTo, e.req.Buyer.Tax.Country)
	return holds(f.From, f.To, e.req.Date) && (len(f.Zones) == 0 || slices.Contains(f.Zones, e.req.Zone) || slices.Contains(f.Zones, to))
}
