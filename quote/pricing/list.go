package pricing

import (
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
)

// MaxDerivation is how many lists deep a list may be derived from others.
const MaxDerivation = 8

// List is a price list by name. A buyer is on one of them ([Buyer.List]) or on none:
// the base list, the entries that name no list.
//
// What an entry of the list says, holds. With a formula, every other article costs what
// the formula makes of its price on the parent list, which may be derived in turn; without
// one it costs what the base list asks.
type List struct {
	ID      string   `json:"id"`
	Parent  string   `json:"parent,omitempty"` // the list it is derived from; empty is the base list
	Formula *Formula `json:"formula,omitempty"`
}

// list is a [List] that is derived fast.
type list struct {
	id      string
	parent  int32 // from 1; 0 is the base list
	formula *formula
}

// lists prepares the lists, before the entries that name them.
func (c *compiler) lists(given []List) {
	for i := range given {
		c.problems.AddAt(salesdesk.Index("book.lists", i), enter(c.listOf, given[i].ID, i+1))
	}
	c.byList = make([]list, len(given))
	for i := range given {
		c.problems.AddAt(salesdesk.Index("book.lists", i), c.takeList(&c.byList[i], &given[i]))
	}
	for i := range c.byList {
		c.problems.AddAt(salesdesk.Index("book.lists", i)+".parent", c.derivation(i))
	}
}

func (c *compiler) takeList(out *list, l *List) error {
	var p salesdesk.Problems
	parent, known := c.listOf[l.Parent]
	switch {
	case l.Parent == "":
	case !known:
		p.Add(salesdesk.FieldError{Path: "parent", Rule: salesdesk.RuleReference, Param: l.Parent})
	case l.Formula == nil: // a parent without a formula says nothing
		p.Add(salesdesk.FieldError{Path: "formula", Rule: salesdesk.RuleRequired})
	case l.Formula.CostPlus:
		p.Add(salesdesk.FieldError{Path: "parent", Rule: salesdesk.RuleExcluded, Param: "formula.cost_plus"})
	}
	*out = list{id: l.ID, parent: parent}
	var err error
	out.formula, err = compileFormula(l.Formula)
	p.AddAt("formula", err)
	return p.Err()
}

// derivation is what is wrong with the lists that list i is derived from: a circle, or
// too many of them.
func (c *compiler) derivation(i int) error {
	way := []string{c.byList[i].id}
	for at := c.byList[i].parent; at != 0; at = c.byList[at-1].parent {
		way = append(way, c.byList[at-1].id)
		switch {
		case int(at)-1 == i:
			return CycleError{Lists: way}
		case slices.Contains(way[:len(way)-1], c.byList[at-1].id):
			return nil // it leads into a circle, which is told where it is
		case len(way) > MaxDerivation:
			return salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxDerivation)}
		}
	}
	return nil
}

// list is a list by its number, nil for the base list.
func (p *Pricer) list(number int32) *list {
	if number == 0 {
		return nil
	}
	return &p.byList[number-1]
}
