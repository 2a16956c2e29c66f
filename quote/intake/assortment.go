package intake

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Bounds of a catalogue.
const (
	MaxArticles = 200_000
	MaxNumbers  = 1_000_000 // customers' own numbers
	MaxPhrases  = 100       // names and synonyms of an article
)

// Catalogue is what can be asked for, and how customers call it.
type Catalogue struct {
	Articles []Article   `json:"articles"`
	Numbers  []OwnNumber `json:"numbers,omitempty"`
	Policy   Policy      `json:"policy,omitzero"`
}

// Article is an article as customers may ask for it.
type Article struct {
	SKU       string                        `json:"sku"` // BT-155
	GTINs     []salesdesk.GTIN              `json:"gtins,omitempty"`
	Names     map[salesdesk.Language]string `json:"names,omitempty"`
	Synonyms  []string                      `json:"synonyms,omitempty"` // in any language
	Unit      string                        `json:"unit,omitempty"`     // UNECE Recommendation 20; empty is C62, one
	Units     []pricing.Unit                `json:"units,omitempty"`    // others it is sold in
	From      calendar.Date                 `json:"from,omitzero"`      // first day it is sold; zero is always
	To        calendar.Date                 `json:"to,omitzero"`        // the first day it no longer is; zero is never
	Successor string                        `json:"successor,omitempty"`
}

// Articles are the articles of a price book as they may be asked for: their numbers, names
// and units. Synonyms, dates and successors are for the caller to add.
func Articles(b pricing.Book) []Article {
	articles := make([]Article, len(b.Articles))
	for i := range b.Articles {
		it := &b.Articles[i]
		articles[i] = Article{SKU: it.SKU, Names: maps.Clone(it.Names), Unit: it.Unit, Units: slices.Clone(it.Units)}
		if !it.GTIN.IsZero() {
			articles[i].GTINs = []salesdesk.GTIN{it.GTIN}
		}
	}
	return articles
}

// OwnNumber is a customer's own number for an article.
type OwnNumber struct {
	Customer string `json:"customer"`
	Number   string `json:"number"`
	SKU      string `json:"sku"`
}

// Policy says when text is certain. Both are ratios from 0 to 1.
type Policy struct {
	Certain    salesdesk.Amount `json:"certain,omitzero"`     // the least confidence; zero is 0.80
	Clear      salesdesk.Amount `json:"clear,omitzero"`       // by how much it must beat the second; zero is 0.15
	Candidates int              `json:"candidates,omitempty"` // shown on an open line; zero is 5
}

// DecodeCatalogue reads a catalogue from JSON. Fields that it does not have are refused, at
// every depth; Compile checks what it means.
func DecodeCatalogue(data []byte) (Catalogue, error) {
	var c Catalogue
	err := strict.Decode(data, &c)
	return c, err
}

// Assortment is a compiled [Catalogue]. It is immutable and safe for concurrent use; make
// it with [Compile].
type Assortment struct {
	articles []article
	keys     map[string][]key
	index    index
	certain  fixed.Dec
	clear    fixed.Dec
	shown    int // candidates of an open line
}

// article is an [Article] as it is looked at while resolving.
type article struct {
	sku       string
	units     []factor // its own first
	from, to  calendar.Date
	successor int32 // -1 is none
}

// key leads from a number to an article.
type key struct {
	article  int32
	method   Method
	customer string // of an own number
	written  string
}

// Compile checks a catalogue and makes an assortment of it. Every problem comes with its
// path: a number twice, a successor that is not there or comes round to itself.
func Compile(c Catalogue) (*Assortment, error) {
	p := bounds(c)
	if err := p.Err(); err != nil {
		return nil, err
	}
	a := &Assortment{keys: map[string][]key{}, articles: make([]article, len(c.Articles)), shown: cmp.Or(c.Policy.Candidates, 5)}
	p.AddAt("policy", a.policy(c.Policy))
	bySKU := make(map[string]int32, len(c.Articles))
	for i := range c.Articles {
		path := salesdesk.Index("articles", i)
		p.AddAt(path, a.article(int32(i), &c.Articles[i])) //nolint:gosec // at most MaxArticles
		if _, twice := bySKU[c.Articles[i].SKU]; twice {
			p.Add(salesdesk.FieldError{Path: path + ".sku", Rule: salesdesk.RuleDuplicate, Param: c.Articles[i].SKU})
		}
		bySKU[c.Articles[i].SKU] = int32(i) //nolint:gosec // at most MaxArticles
	}
	p.Add(a.successors(c.Articles, bySKU))
	p.Add(a.own(c.Numbers, bySKU))
	if err := p.Err(); err != nil {
		return nil, err
	}
	a.index = newIndex(c.Articles)
	return a, nil
}

// bounds is what is too large to be looked at.
func bounds(c Catalogue) (p salesdesk.Problems) {
	most := func(path string, n, limit int) {
		if n > limit {
			p.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleLength, Param: strconv.Itoa(limit)})
		}
	}
	most("articles", len(c.Articles), MaxArticles)
	most("numbers", len(c.Numbers), MaxNumbers)
	return p
}

func (a *Assortment) policy(p Policy) error {
	var found salesdesk.Problems
	set := func(path string, value salesdesk.Amount, otherwise string) fixed.Dec {
		if value.IsZero() {
			value = salesdesk.MustAmount(otherwise)
		}
		d := exact.Dec(value)
		switch {
		case d.Err() != nil || d.Cmp(one()) > 0:
			found.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMax, Param: "1"})
		case d.Sign() < 0:
			found.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMin, Param: "0"})
		}
		return d
	}
	a.certain = set("certain", p.Certain, "0.80")
	a.clear = set("clear", p.Clear, "0.15")
	if p.Candidates < 0 {
		found.Add(salesdesk.FieldError{Path: "candidates", Rule: salesdesk.RuleMin, Param: "0"})
	}
	return found.Err()
}

// article takes an article in, with its keys.
func (a *Assortment) article(i int32, it *Article) error {
	var p salesdesk.Problems
	if compact(it.SKU) == "" {
		p.Add(salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleRequired})
	}
	p.AddAt("sku", bounded(it.SKU))
	if !it.From.IsZero() && !it.To.IsZero() && !it.From.Before(it.To) {
		p.Add(salesdesk.FieldError{Path: "to", Rule: salesdesk.RuleOrder, Param: it.From.String()})
	}
	if len(it.Names)+len(it.Synonyms) > MaxPhrases {
		p.Add(salesdesk.FieldError{Path: "synonyms", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxPhrases)})
	}
	for _, language := range slices.Sorted(maps.Keys(it.Names)) {
		p.AddAt("names."+string(language), bounded(it.Names[language]))
	}
	for n, synonym := range it.Synonyms {
		p.AddAt(salesdesk.Index("synonyms", n), bounded(synonym))
	}
	to := article{sku: it.SKU, from: it.From, to: it.To, successor: -1}
	p.Add(to.takeUnits(it.Unit, it.Units))
	a.articles[i] = to
	a.key(key{article: i, method: BySKU, written: it.SKU})
	for n, g := range it.GTINs {
		if g.IsZero() {
			p.Add(salesdesk.FieldError{Path: salesdesk.Index("gtins", n), Rule: salesdesk.RuleRequired})
			continue
		}
		if a.claimed(g, i) {
			p.Add(salesdesk.FieldError{Path: salesdesk.Index("gtins", n), Rule: salesdesk.RuleDuplicate, Param: g.String()})
		}
		a.key(key{article: i, method: ByGTIN, written: g.GTIN14().String()})
	}
	return p.Err()
}

func (a *Assortment) key(k key) {
	at := compact(k.written)
	a.keys[at] = append(a.keys[at], k)
}

// claimed reports whether a GTIN is another article's already.
func (a *Assortment) claimed(g salesdesk.GTIN, i int32) bool {
	return slices.ContainsFunc(a.keys[g.GTIN14().String()], func(k key) bool { return k.method == ByGTIN && k.article != i })
}

// successors ties articles to those that follow them, and refuses circles.
func (a *Assortment) successors(articles []Article, bySKU map[string]int32) error {
	var p salesdesk.Problems
	for i := range articles {
		if sku := articles[i].Successor; sku != "" {
			next, ok := bySKU[sku]
			if !ok {
				p.Add(salesdesk.FieldError{Path: salesdesk.Index("articles", i) + ".successor", Rule: salesdesk.RuleReference, Param: sku})
				continue
			}
			a.articles[i].successor = next
		}
	}
	done := make([]int32, len(a.articles)) // the walk that passed here, from 1
	for i := range a.articles {
		walk := int32(i) + 1 //nolint:gosec // at most MaxArticles
		for at := walk - 1; at >= 0 && done[at] != -1; at = a.articles[at].successor {
			if done[at] == walk {
				p.Add(salesdesk.FieldError{Path: salesdesk.Index("articles", int(at)) + ".successor", Rule: salesdesk.RuleExcluded, Param: articles[at].SKU})
				break
			}
			if done[at] != 0 {
				break
			}
			done[at] = walk
		}
	}
	return p.Err()
}

// own takes the customers' numbers in. The same number twice must be the same article.
func (a *Assortment) own(numbers []OwnNumber, bySKU map[string]int32) error {
	var p salesdesk.Problems
	for i, n := range numbers {
		path := salesdesk.Index("numbers", i)
		if n.Customer == "" {
			p.Add(salesdesk.FieldError{Path: path + ".customer", Rule: salesdesk.RuleRequired})
		}
		if compact(n.Number) == "" {
			p.Add(salesdesk.FieldError{Path: path + ".number", Rule: salesdesk.RuleRequired})
		}
		at, ok := bySKU[n.SKU]
		if !ok {
			p.Add(salesdesk.FieldError{Path: path + ".sku", Rule: salesdesk.RuleReference, Param: n.SKU})
			continue
		}
		k := key{article: at, method: ByOwnNumber, customer: n.Customer, written: n.Number}
		if slices.ContainsFunc(a.keys[compact(n.Number)], func(o key) bool {
			return o.method == ByOwnNumber && o.customer == k.customer && o.written == k.written && o.article != at
		}) {
			p.Add(salesdesk.FieldError{Path: path + ".number", Rule: salesdesk.RuleDuplicate, Param: n.Number})
		}
		a.key(k)
	}
	return p.Err()
}
