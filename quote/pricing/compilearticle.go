package pricing

import (
	"cmp"
	"maps"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

type article struct {
	sku, unit           string
	names, namesEnd     int32 // among those of all articles
	class               int16
	supply              supplyIndex
	notDiscountable     bool
	hasCost             bool
	variants, groupName int32 // the names they count under; 0 is none
	own, group          span
	cost                fixed.Dec
	*extras
}

// extras is what few articles have: those that have none of it share one.
type extras struct {
	contributions  []contribution
	surcharges     []surcharge
	units          []unit
	packaging      []packaging
	weight         *fixed.Dec // of one unit; nil is not known
	components     []component
	bundleDiscount *fixed.Dec // nil: a price of its own
}

func (a *Article) hasExtras() bool {
	return len(a.Contributions)+len(a.Surcharges)+len(a.Units)+len(a.Packaging)+len(a.Components) > 0 ||
		a.Weight != nil || a.BundleDiscount != nil
}

// name is what an article is called in a language.
type name struct {
	language int
	text     string
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

func (c *compiler) article(i int32, a *Article) error {
	var p salesdesk.Problems
	out := &c.articles[i]
	if out.extras = c.noExtras; a.hasExtras() {
		out.extras = &extras{}
	}
	out.sku, out.unit, out.notDiscountable = a.SKU, cmp.Or(a.Unit, unitOne), a.NotDiscountable
	if a.SKU == "" {
		p.Add(salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleRequired})
	} else if _, twice := c.skus[a.SKU]; twice {
		p.Add(salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleDuplicate, Param: a.SKU})
	}
	p.Add(checkWritten(written{"sku", a.SKU, MaxID}, written{"group", a.Group, MaxID}, written{"unit", a.Unit, MaxID}))
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
	c.takeNames(out, a.Names)
	return p.Err()
}

func (c *compiler) takeNames(out *article, names map[salesdesk.Language]string) {
	out.names = int32(len(c.names)) //nolint:gosec // memory is smaller
	for _, language := range slices.Sorted(maps.Keys(names)) {
		i, known := c.languages[language]
		if !known {
			i = len(c.languages)
			c.languages[language] = i
		}
		c.names = append(c.names, name{i, names[language]})
	}
	out.namesEnd = int32(len(c.names)) //nolint:gosec // memory is smaller
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
