package pricing

import (
	"math"
	"slices"
	"sync"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
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
	names      []name // of the articles, one after the other
	entries    []entry
	customers  map[string]int32 // 1 and up; 0 is any
	groups     map[string]int32
	channels   map[string]int32
	classes    map[VATClass]int16
	classNames []VATClass
	languages  map[salesdesk.Language]int
	one        salesdesk.Amount
	automatic  *automatic    // nil where no rule adjusts
	bundles    bool          // an article is one
	inclusive  bool          // prices of the book have VAT in them
	ratesFrom  calendar.Date // the table of rates knows none before

	criteria
	spaces *sync.Pool // of *workspace
}

// compiler collects the problems of rules.
type compiler struct {
	*Pricer
	articleGroups map[string]int32
	entryIDs      map[string]int32
	variants      map[string]int32
	ofGroup       []int32 // article -> its group, or -1
	noExtras      *extras
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
			inclusive: rules.Book.Inclusive, ratesFrom: rules.VAT.ratesFrom(),
			criteria: newCriteria(), spaces: &sync.Pool{},
		},
		articleGroups: map[string]int32{}, entryIDs: map[string]int32{}, variants: map[string]int32{},
		noExtras: &extras{},
	}
}

// ratesFrom is the first day that VAT can be decided for by the policy: a table of the
// company's own says it by its rows.
func (v VATPolicy) ratesFrom() calendar.Date {
	if len(v.Rates) > 0 {
		return calendar.Date{}
	}
	return BelgianVATFrom()
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
	if c.policy.Region != "" {
		c.problems.AddAt("vat.region", c.policy.Region.Check())
	}
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
	_, err := checkGroup(&VATGroup{Category: r.Category, Rate: r.Rate, Ground: r.Ground})
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
