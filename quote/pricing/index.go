package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Index is a published series that prices follow: copper, fuel, wages. Its values are
// data of the host; nothing is fetched.
type Index struct {
	ID     string       `json:"id"`
	Text   string       `json:"text,omitempty"`
	Source string       `json:"source"`         // who publishes it: "Statbel", "Westmetall"
	Days   int          `json:"days,omitempty"` // that a value holds; zero is until the next one
	Values []IndexValue `json:"values"`         // by From
}

// IndexValue is the value of an index from a day on. Where it is a price, that is in the
// currency of the book.
type IndexValue struct {
	From  calendar.Date    `json:"from"`
	Value salesdesk.Amount `json:"value"` // above zero
}

// index is an [Index] that is looked up fast.
type index struct {
	id     string
	values []indexValue
}

type indexValue struct {
	from, until int32 // days, until excluded
	value       salesdesk.Amount
}

// forever is after every day.
const forever = 1<<31 - 1

// indices prepares the indices, before the articles and entries that follow them.
func (c *compiler) indices(given []Index) {
	for i := range given {
		x, at := &given[i], salesdesk.Index("book.indices", i)
		c.problems.AddAt(at, enter(c.indexOf, x.ID, i))
		out, err := compileIndex(x)
		c.problems.AddAt(at, err)
		c.byIndex = append(c.byIndex, out)
	}
}

func compileIndex(x *Index) (index, error) {
	var p salesdesk.Problems
	out := index{id: x.ID}
	if x.Source == "" {
		p.Add(salesdesk.FieldError{Path: "source", Rule: salesdesk.RuleRequired})
	}
	if x.Days < 0 {
		p.Add(salesdesk.FieldError{Path: "days", Rule: salesdesk.RuleMin, Param: "0"})
	}
	if len(x.Values) == 0 {
		p.Add(salesdesk.FieldError{Path: "values", Rule: salesdesk.RuleRequired})
	}
	for i := range x.Values {
		v, at := &x.Values[i], salesdesk.Index("values", i)
		_, err := atLeast(v.Value, true)
		p.AddAt(at+".value", err)
		if !v.From.Valid() {
			p.Add(salesdesk.FieldError{Path: at + ".from", Rule: salesdesk.RuleFormat, Param: "2026-01-31"})
			continue
		}
		if i > 0 && !v.From.After(x.Values[i-1].From) {
			p.Add(salesdesk.FieldError{Path: at + ".from", Rule: salesdesk.RuleOrder, Param: x.Values[i-1].From.String()})
		}
		out.values = append(out.values, indexValue{day(v.From), x.until(i), v.Value})
	}
	return out, p.Err()
}

// until is the first day value i no longer holds.
func (x *Index) until(i int) int32 {
	until := int32(forever)
	if x.Days > 0 {
		until = day(x.Values[i].From.AddDays(x.Days))
	}
	if i+1 < len(x.Values) {
		until = min(until, day(x.Values[i+1].From))
	}
	return until
}

// on is the value of a day.
func (x *index) on(day int32) (salesdesk.Amount, error) {
	i, found := slices.BinarySearchFunc(x.values, day, func(v indexValue, day int32) int { return int(v.from - day) })
	if !found {
		i--
	}
	if i < 0 || day >= x.values[i].until {
		return salesdesk.Amount{}, NoIndexError{Index: x.id, Date: dateOf(day)}
	}
	return x.values[i].value, nil
}

// reference is the number of an index by its id.
func (c *compiler) reference(id string) (int32, error) {
	i, known := c.indexOf[id]
	switch {
	case id == "":
		return 0, salesdesk.FieldError{Path: "index", Rule: salesdesk.RuleRequired}
	case !known:
		return 0, salesdesk.FieldError{Path: "index", Rule: salesdesk.RuleReference, Param: id}
	default:
		return i, nil
	}
}
