package pricing

import (
	"cmp"

	"github.com/interne-sales/salesdesk"
)

// The weights of specificity, the heaviest first: an entry with a heavier one than
// another has is more specific, whatever else the other has.
const (
	forDates int32 = 1 << iota // both the first day and the last
	forChannel
	forRegion
	forCurrency
	forArticle
	forList
	forGroup
	forProject
	forCustomer
)

// special is what few entries have.
type special struct {
	scope
	formula  *formula
	revision *revision
	over     TierScope
}

// scope is the rarer part of what an entry is for; 0 is all.
type scope struct{ list, project, region, currency int32 }

func (e *entry) scope() scope {
	if e.special == nil {
		return scope{}
	}
	return e.special.scope
}

// misses is why an entry of scope s does not hold for a, or empty where it does.
func (s *scope) misses(a *audience) Rejection {
	switch {
	case s.project != 0 && s.project != a.project:
		return OtherProject
	case s.list != 0 && s.list != a.list:
		return OtherList
	case s.currency != 0 && s.currency != a.currency || s.currency == 0 && a.foreign:
		return OtherCurrency
	case s.region != 0 && s.region != a.region:
		return OtherRegion
	default:
		return ""
	}
}

// scopeMisses is misses of the entry's scope.
func (e *entry) scopeMisses(a *audience) Rejection {
	s := e.scope()
	return s.misses(a)
}

// addScope adds what few requests ask by.
func (p *Pricer) addScope(a *audience, req *Request) {
	b := &req.Buyer
	if b.List != "" || b.Project != "" || b.Region != "" {
		a.list, a.project, a.region = p.listOf[b.List], p.projects[b.Project], p.regions[b.Region]
	}
	if req.Currency != p.currency {
		a.currency, a.foreign = p.currencies[string(req.Currency)], req.Exchange == nil
		if a.currency == 0 {
			a.currency = -1
		}
	}
}

func byScope(a, b scope) int {
	return cmp.Or(
		cmp.Compare(a.project, b.project), cmp.Compare(a.list, b.list),
		cmp.Compare(a.currency, b.currency), cmp.Compare(a.region, b.region),
	)
}

// isFormula reports whether e has a formula in place of a price.
func (e *entry) isFormula() bool { return e.special != nil && e.special.formula != nil }

// widens reports whether e asks for more than its price.
func (e *entry) widens() bool {
	return e.isFormula() || e.special != nil && (e.special.revision != nil || e.special.over != OverLine)
}

// special reads what few entries have.
func (c *compiler) special(out *entry, e *Entry) error {
	currency := e.Currency
	if currency == c.currency {
		currency = ""
	}
	if e.List == "" && e.Project == "" && e.Region == "" && currency == "" && e.Formula == nil && e.Revision == nil && e.Over == OverLine {
		return nil
	}
	var p salesdesk.Problems
	s := &special{}
	s.project, s.region = intern(c.projects, e.Project), intern(c.regions, e.Region)
	if e.List != "" {
		known := false
		if s.list, known = c.listOf[e.List]; !known {
			p.Add(salesdesk.FieldError{Path: "list", Rule: salesdesk.RuleReference, Param: e.List})
		}
	}
	if currency != "" {
		p.AddAt("currency", currency.Check())
		s.currency = intern(c.currencies, string(currency))
	}
	p.Add(s.takeOver(e))
	c.pooling = c.pooling || s.over != OverLine
	if e.Revision != nil {
		var err error
		s.revision, err = c.revision(e.Revision)
		p.AddAt("revision", err)
	}
	if e.Formula != nil {
		p.Add(ownFormula(e))
		var err error
		s.formula, err = compileFormula(e.Formula)
		p.AddAt("formula", err)
	}
	out.special = s
	return p.Err()
}

// ownFormula is what is wrong with an entry that has a formula in place of a price. It
// is for somebody, so that there is a price below to make its own of.
func ownFormula(e *Entry) error {
	var p salesdesk.Problems
	if !e.Price.IsZero() {
		p.Add(salesdesk.FieldError{Path: "price", Rule: salesdesk.RuleExcluded, Param: "formula"})
	}
	if e.Revision != nil {
		p.Add(salesdesk.FieldError{Path: "revision", Rule: salesdesk.RuleExcluded, Param: "formula"})
	}
	if e.Mode != "" || len(e.Tiers) > 0 {
		p.Add(salesdesk.FieldError{Path: "tiers", Rule: salesdesk.RuleExcluded, Param: "formula"})
	}
	if !e.Formula.CostPlus && e.Customer == "" && e.CustomerGroup == "" && e.Project == "" && e.List == "" {
		p.Add(salesdesk.FieldError{Path: "list", Rule: salesdesk.RuleRequired})
	}
	return p.Err()
}
