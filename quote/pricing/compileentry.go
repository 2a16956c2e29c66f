package pricing

import (
	"cmp"
	"fmt"
	"math"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// span is a part of the entries: those for a customer, by customer, then those for
// all from general on.
type span struct {
	first, general, last int32
	widens               bool // an entry in it asks for more than its price
}

// entry is an [Entry] that compares fast.
type entry struct {
	price, base              fixed.Dec
	priceShown, baseShown    salesdesk.Amount
	owner                    int32 // an article, or ^ a group of articles
	customer, group, channel int32
	from, to                 int32
	specificity              int32
	source                   int32
	priority                 int
	unit, continuous         bool // unit: the base quantity is 1
	mode                     TierMode
	tiers                    []tier
	id                       string
	special                  *special // nil for most
}

type tier struct {
	from, price fixed.Dec
	shown       salesdesk.Amount
}

func (c *compiler) entry(i int32, e *Entry) error {
	out := &c.entries[i]
	*out = entry{
		customer: intern(c.customers, e.Customer), group: intern(c.groups, e.CustomerGroup), channel: intern(c.channels, e.Channel),
		to: math.MaxInt32, specificity: specificity(e, c.currency), source: i, priority: e.Priority,
		mode: e.Mode, continuous: e.Continuous, id: e.ID, priceShown: e.Price, baseShown: e.BaseQuantity,
	}
	var p salesdesk.Problems
	p.Add(c.entryID(i, e.ID))
	p.Add(c.owner(out, e))
	p.Add(window(out, e))
	var err error
	out.price, err = atLeast(e.Price, false)
	p.AddAt("price", err)
	out.base, err = baseOf(e.BaseQuantity)
	p.AddAt("base_quantity", err)
	if out.unit = isOne(out.base); e.BaseQuantity.IsZero() {
		out.baseShown = c.one
	}
	p.Add(out.takeTiers(e))
	p.Add(c.special(out, e))
	return p.Err()
}

// entryID keeps the id of an entry, where it has one: an explanation and a tie name the
// entry by it.
func (c *compiler) entryID(i int32, id string) error {
	if id == "" {
		return nil
	}
	return enter(c.entryIDs, id, int(i))
}

// enter keeps the number of an id, which every one of a kind has for itself.
func enter(known map[string]int32, id string, number int) error {
	_, twice := known[id]
	switch {
	case id == "":
		return salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired}
	case twice:
		return salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleDuplicate, Param: id}
	}
	known[id] = int32(number) //nolint:gosec // memory is smaller
	return checkWritten(written{"id", id, MaxID})
}

func (c *compiler) owner(out *entry, e *Entry) error {
	switch {
	case e.SKU != "" && e.Group != "":
		return salesdesk.FieldError{Path: "group", Rule: salesdesk.RuleOneOf, Param: "sku, group"}
	case e.SKU != "":
		i, known := c.skus[e.SKU]
		if out.owner = i; !known {
			return salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleReference, Param: e.SKU}
		}
	case e.Group != "":
		i, known := c.articleGroups[e.Group]
		if out.owner = -i; !known {
			return salesdesk.FieldError{Path: "group", Rule: salesdesk.RuleReference, Param: e.Group}
		}
	default:
		return salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleRequired}
	}
	return nil
}

func window(out *entry, e *Entry) error {
	var p salesdesk.Problems
	for _, d := range []struct {
		path string
		date calendar.Date
		into *int32
	}{{"from", e.From, &out.from}, {"to", e.To, &out.to}} {
		switch {
		case d.date.IsZero():
		case !d.date.Valid():
			p.Add(salesdesk.FieldError{Path: d.path, Rule: salesdesk.RuleFormat, Param: "2026-01-31"})
		default:
			*d.into = day(d.date)
		}
	}
	if len(p) == 0 && out.to <= out.from {
		p.Add(salesdesk.FieldError{Path: "to", Rule: salesdesk.RuleOrder, Param: e.From.String()})
	}
	return p.Err()
}

// specificity says which of two entries is for fewer cases.
func specificity(e *Entry, book salesdesk.Currency) int32 {
	s := int32(0)
	for _, more := range []struct {
		given bool
		bit   int32
	}{
		{e.Customer != "", forCustomer},
		{e.Project != "", forProject},
		{e.CustomerGroup != "", forGroup},
		{e.List != "", forList},
		{e.SKU != "", forArticle},
		{e.Currency != "" && e.Currency != book, forCurrency},
		{e.Region != "", forRegion},
		{e.Channel != "", forChannel},
		{!e.From.IsZero() && !e.To.IsZero(), forDates},
	} {
		if more.given {
			s |= more.bit
		}
	}
	return s
}

// byOwner puts the entries of an owner together: those for a customer first and by
// customer, then in each the winner before the loser.
func byOwner(a, b entry) int {
	if c := cmp.Or(cmp.Compare(a.owner, b.owner), cmp.Compare(b.customer, a.customer), byRank(&b, &a)); c != 0 {
		return c
	}
	return cmp.Or(
		cmp.Compare(a.group, b.group), cmp.Compare(a.channel, b.channel), byScope(a.scope(), b.scope()),
		cmp.Compare(a.from, b.from), cmp.Compare(a.source, b.source),
	)
}

// byRank is positive where a wins over b.
func byRank(a, b *entry) int {
	if c := cmp.Compare(a.specificity, b.specificity); c != 0 {
		return c
	}
	return cmp.Compare(a.priority, b.priority)
}

// sameCase reports whether two entries are for the same buyers and articles.
func sameCase(a, b *entry) bool {
	return a.owner == b.owner && a.customer == b.customer && a.group == b.group && a.channel == b.channel && a.scope() == b.scope()
}

type tied struct{ first, second *entry }

// ties are the entries, sorted by owner, that one and the same day leaves equal.
func ties(entries []entry) []tied {
	var found []tied
	for i := 0; i < len(entries); {
		longest := &entries[i]
		for i++; i < len(entries) && sameCase(longest, &entries[i]) && byRank(longest, &entries[i]) == 0; i++ {
			if entries[i].from < longest.to {
				found = append(found, tied{longest, &entries[i]})
			}
			if entries[i].to > longest.to {
				longest = &entries[i]
			}
		}
	}
	return found
}

func (c *compiler) tie(t tied) error {
	owner := ""
	if t.first.owner >= 0 {
		owner = c.articles[t.first.owner].sku
	} else {
		for name, i := range c.articleGroups {
			if i == -t.first.owner {
				owner = name
			}
		}
	}
	return TieError{Owner: owner, Entries: []string{t.first.name(), t.second.name()}}
}

// name is the id of an entry or, where it has none, its path in the rules.
func (e *entry) name() string {
	if e.id != "" {
		return e.id
	}
	return fmt.Sprintf("entries[%d]", e.source)
}

// spans tells each article where its entries are.
func (c *compiler) spans() {
	groups := make([]span, len(c.articleGroups))
	for i := 0; i < len(c.entries); {
		s := span{first: int32(i), general: -1} //nolint:gosec // memory is smaller
		owner := c.entries[i].owner
		for ; i < len(c.entries) && c.entries[i].owner == owner; i++ {
			s.widens = s.widens || c.entries[i].widens()
			if s.general < 0 && c.entries[i].customer == 0 {
				s.general = int32(i) //nolint:gosec // memory is smaller
			}
		}
		s.last = int32(i) //nolint:gosec // memory is smaller
		if s.general < 0 {
			s.general = s.last
		}
		if owner >= 0 {
			c.articles[owner].own = s
		} else {
			groups[-owner-1] = s
		}
	}
	for i, g := range c.ofGroup {
		if g >= 0 {
			c.articles[i].group = groups[g]
		}
	}
}
