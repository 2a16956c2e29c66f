package pricing

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Rules are what prices and VAT are found by.
type Rules struct {
	Book Book      `json:"book"`
	VAT  VATPolicy `json:"vat,omitzero"`

	// What adjusts a document by rule, in the currency of the book.
	Promotions []Promotion    `json:"promotions,omitempty"`
	Floors     *Floors        `json:"floors,omitempty"`
	Freight    []FreightTable `json:"freight,omitempty"`
	SmallOrder *SmallOrder    `json:"small_order,omitempty"`

	// PricingDate is the day whose prices hold; empty is that of the order.
	PricingDate PriceDay `json:"pricing_date,omitempty"`
}

// Pricer prices requests by compiled rules. It is immutable and safe for concurrent use.
type Pricer struct {
	currency   salesdesk.Currency
	policy     VATPolicy
	skus       map[string]int32
	articles   []article
	entries    []entry
	customers  map[string]int32 // 1 and up; 0 is any
	groups     map[string]int32
	channels   map[string]int32
	classes    map[VATClass]int16
	classNames []VATClass
	languages  map[salesdesk.Language]int
	one        salesdesk.Amount
	automatic  *automatic // nil where no rule adjusts
	bundles    bool       // an article is one
	inclusive  bool       // prices of the book have VAT in them

	criteria
}

type article struct {
	sku, unit       string
	names           []string // by language
	class           int16
	supply          supplyIndex
	notDiscountable bool
	hasCost         bool
	own, group      span
	contributions   []contribution
	components      []component
	bundleDiscount  *fixed.Dec // nil: a price of its own
	cost            fixed.Dec
	weight          *fixed.Dec // of one unit; nil is not known
	packaging       []packaging

	units      []unit
	surcharges []surcharge
	variants   int32 // the names they count under; 0 is none
	groupName  int32
}

// span is a part of the entries: those for a customer, by customer, then those for
// all from general on.
type span struct {
	first, general, last int32
	widens               bool // an entry in it asks for more than its price
}

// supplyIndex is a supply that compares fast.
type supplyIndex uint8

// supplyKinds is how many supplies there are.
const supplyKinds = 4

func supplies() [supplyKinds]Supply {
	return [supplyKinds]Supply{Goods, Service, ImmovableWork, OnTheSpot}
}

func supplyOf(s Supply) (supplyIndex, error) {
	switch s {
	case "", Goods:
		return 0, nil
	case Service:
		return 1, nil
	case ImmovableWork:
		return 2, nil
	case OnTheSpot:
		return 3, nil
	default:
		return 0, salesdesk.FieldError{Rule: salesdesk.RuleOneOf, Param: "goods, service, immovable_work, on_the_spot"}
	}
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

// compiler collects the problems of rules.
type compiler struct {
	*Pricer
	articleGroups map[string]int32
	variants      map[string]int32
	ofGroup       []int32 // article -> its group, or -1
	problems      salesdesk.Problems
	anyClass      bool // VAT classes are not looked at
}

// Compile prepares rules for pricing, or refuses them with every problem, each with
// its path. It keeps nothing of what it is given that can change.
func Compile(rules Rules) (*Pricer, error) {
	c := newCompiler(rules)
	c.vat()
	c.takePricingDate(rules.PricingDate)
	c.book(rules.Book)
	c.automatically(&rules)
	if err := c.problems.Err(); err != nil {
		return nil, err
	}
	return c.Pricer, nil
}

func newCompiler(rules Rules) *compiler {
	return &compiler{
		Pricer: &Pricer{
			currency: rules.Book.Currency, policy: clonePolicy(rules.VAT), skus: make(map[string]int32, len(rules.Book.Articles)),
			customers: map[string]int32{}, groups: map[string]int32{}, channels: map[string]int32{},
			classes: map[VATClass]int16{}, languages: map[salesdesk.Language]int{}, one: salesdesk.MustAmount("1"),
			inclusive: rules.Book.Inclusive,
			criteria:  newCriteria(),
		},
		articleGroups: map[string]int32{}, variants: map[string]int32{},
	}
}

func clonePolicy(v VATPolicy) VATPolicy {
	v.Rates, v.Mentions = slices.Clone(v.Rates), slices.Clone(v.Mentions)
	if len(v.Rates) == 0 {
		v.Rates = BelgianVAT()
	}
	if len(v.Mentions) == 0 {
		v.Mentions = BelgianMentions()
	}
	if v.UnderThreshold != nil {
		under := *v.UnderThreshold
		v.UnderThreshold = &under
	}
	if v.Seller.Country == "" {
		v.Seller.Country = belgium
	}
	return v
}

func (c *compiler) vat() {
	if c.policy.Seller.Country != belgium {
		c.problems.Add(salesdesk.FieldError{Path: "vat.seller.country", Rule: salesdesk.RuleOneOf, Param: belgium})
	}
	c.problems.AddAt("vat.seller", checkNumber(c.policy.Seller))
	for i, r := range c.policy.Rates {
		at := salesdesk.Index("vat.rates", i)
		c.problems.AddAt(at, checkRate(r))
		for _, other := range c.policy.Rates[:i] {
			if other.Class == r.Class && other.From == r.From {
				c.problems.Add(salesdesk.FieldError{Path: at, Rule: salesdesk.RuleDuplicate, Param: string(r.Class)})
			}
		}
		if _, known := c.classes[r.Class]; !known && len(c.classNames) < math.MaxInt16 {
			c.classes[r.Class] = int16(len(c.classNames)) //nolint:gosec // bounded
			c.classNames = append(c.classNames, r.Class)
		}
	}
}

func checkRate(r VATRate) error {
	var p salesdesk.Problems
	if r.Class == "" {
		p.Add(salesdesk.FieldError{Path: "class", Rule: salesdesk.RuleRequired})
	}
	if !r.From.IsZero() && !r.From.Valid() {
		p.Add(salesdesk.FieldError{Path: "from", Rule: salesdesk.RuleFormat, Param: "2026-01-31"})
	}
	_, err := checkGroup(&VATGroup{Category: r.Category, Rate: r.Rate})
	p.Add(err)
	return p.Err()
}

func (c *compiler) book(b Book) {
	if b.Currency != "" || len(b.Entries) > 0 {
		c.problems.AddAt("book.currency", b.Currency.Check())
	}
	c.indices(b.Indices)
	c.articles = make([]article, len(b.Articles))
	c.ofGroup = make([]int32, len(b.Articles))
	for i := range b.Articles {
		c.problems.AddAt(salesdesk.Index("book.articles", i), c.article(int32(i), &b.Articles[i])) //nolint:gosec // memory is smaller
	}
	c.lists(b.Lists)
	c.components(b.Articles)
	c.entries = make([]entry, len(b.Entries))
	for i := range b.Entries {
		c.problems.AddAt(salesdesk.Index("book.entries", i), c.entry(int32(i), &b.Entries[i])) //nolint:gosec // memory is smaller
	}
	if len(c.problems) > 0 {
		return // what is bad cannot be compared
	}
	slices.SortFunc(c.entries, byOwner)
	for _, t := range ties(c.entries) {
		c.problems.AddAt(salesdesk.Index("book.entries", int(t.second.source)), c.tie(t))
	}
	c.spans()
}

func (c *compiler) article(i int32, a *Article) error {
	var p salesdesk.Problems
	out := &c.articles[i]
	out.sku, out.unit, out.notDiscountable = a.SKU, cmp.Or(a.Unit, unitOne), a.NotDiscountable
	if a.SKU == "" {
		p.Add(salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleRequired})
	} else if _, twice := c.skus[a.SKU]; twice {
		p.Add(salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleDuplicate, Param: a.SKU})
	}
	c.skus[a.SKU] = i
	c.ofGroup[i] = -1
	if a.Group != "" {
		out.groupName = intern(c.articleGroups, a.Group)
		c.ofGroup[i] = out.groupName - 1
	}
	var err error
	if out.class, err = c.class(a.VATClass); err != nil && !c.anyClass {
		p.AddAt("vat_class", err)
	}
	out.supply, err = supplyOf(a.Supply)
	p.AddAt("supply", err)
	if a.Cost != nil {
		out.hasCost = true
		out.cost, err = atLeast(*a.Cost, false)
		p.AddAt("cost", err)
	}
	for j, k := range a.Contributions {
		taken, err := k.take()
		p.AddAt(salesdesk.Index("contributions", j), err)
		out.contributions = append(out.contributions, taken)
	}
	p.Add(out.shipped(a))

	p.Add(out.takeUnits(a.Units))
	p.Add(c.surcharges(out, a.Surcharges))
	out.variants = intern(c.variants, a.Variants)
	c.names(out, a.Names)
	return p.Err()
}

func (c *compiler) names(out *article, names map[salesdesk.Language]string) {
	for _, language := range slices.Sorted(maps.Keys(names)) {
		i, known := c.languages[language]
		if !known {
			i = len(c.languages)
			c.languages[language] = i
		}
		if i >= len(out.names) {
			out.names = append(out.names, make([]string, i+1-len(out.names))...)
		}
		out.names[i] = names[language]
	}
}

func (p *Pricer) class(class VATClass) (int16, error) {
	i, known := p.classes[cmp.Or(class, ClassStandard)]
	if !known {
		return 0, salesdesk.FieldError{Rule: salesdesk.RuleReference, Param: string(cmp.Or(class, ClassStandard))}
	}
	return i, nil
}

// intern numbers names from 1; 0 is no name.
func intern(known map[string]int32, name string) int32 {
	if name == "" {
		return 0
	}
	i, found := known[name]
	if !found {
		i = int32(len(known)) + 1 //nolint:gosec // memory is smaller
		known[name] = i
	}
	return i
}

func (c *compiler) entry(i int32, e *Entry) error {
	out := &c.entries[i]
	*out = entry{
		customer: intern(c.customers, e.Customer), group: intern(c.groups, e.CustomerGroup), channel: intern(c.channels, e.Channel),
		to: math.MaxInt32, specificity: specificity(e, c.currency), source: i, priority: e.Priority,
		mode: e.Mode, continuous: e.Continuous, id: e.ID, priceShown: e.Price, baseShown: e.BaseQuantity,
	}
	var p salesdesk.Problems
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
