package pricing

import (
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Held is what the lines of a document were priced by. In a [Request] it stands in place
// of the rules: the lines cost what they did on another day, from another book and in
// another quantity. A price agreed on a line of the request goes before the one held.
//
// VAT, contributions, floors, freight and fees stay those of the rules and of the day; a
// line that is not held has the price of the book.
type Held struct {
	Lines []HeldLine `json:"lines"` // at most MaxLines
	// Promotions take the place of those of the rules: what applied, for whomever and
	// whenever, of the articles of the document.
	Promotions []Promotion `json:"promotions,omitempty"`
}

// HeldLine is what a line of a request was priced by, whether it was chosen or not.
type HeldLine struct {
	ID string `json:"id"`
	// Price is as the line would state it: with VAT in an inclusive document, of one whole
	// period where the line recurs, of the bundle itself.
	Price      Price           `json:"price"`
	Ramps      []Price         `json:"ramps,omitempty"`      // from each ramp of the line on
	Components []Price         `json:"components,omitempty"` // of each component of a bundle without it, which it is broken down by
	Surcharges []HeldSurcharge `json:"surcharges,omitempty"`
}

// HeldSurcharge is what an indexed surcharge came to.
type HeldSurcharge struct {
	ID     string     `json:"id"`
	Reason ReasonCode `json:"reason,omitempty"`
	Text   string     `json:"text,omitempty"`
	Price  Price      `json:"price"` // for the unit of the line, never rounded
}

// Of is what is held of a line, by its id.
func (h *Held) Of(line string) (HeldLine, bool) {
	if h == nil {
		return HeldLine{}, false
	}
	i := slices.IndexFunc(h.Lines, func(l HeldLine) bool { return l.ID == line })
	if i < 0 {
		return HeldLine{}, false
	}
	return h.Lines[i], true
}

// takeHeld indexes what is held of the lines.
func (r *run) takeHeld() {
	held := r.req.Held
	if held == nil || r.holds != nil {
		return
	}
	r.holds = make(map[string]*HeldLine, len(held.Lines))
	for i := range held.Lines {
		r.holds[held.Lines[i].ID] = &held.Lines[i]
	}
}

// held is what is held of a line without an agreed price, nil where nothing is.
func (r *run) held(in *Line) *HeldLine {
	if r.holds == nil || in.Price != nil {
		return nil
	}
	return r.holds[in.ID]
}

// hasOwn reports whether a line has a price that is not of the book.
func (r *run) hasOwn(in *Line) bool { return in.Price != nil || r.held(in) != nil }

// check is what is wrong with what is held, its promotions apart.
func (h *Held) check() error {
	var p salesdesk.Problems
	for _, list := range []struct {
		path    string
		n, most int
	}{{"lines", len(h.Lines), MaxLines}, {"promotions", len(h.Promotions), MaxPromotions}} {
		if list.n > list.most {
			p.Add(salesdesk.FieldError{Path: list.path, Rule: salesdesk.RuleLength, Param: strconv.Itoa(list.most)})
		}
	}
	if len(p) > 0 {
		return p.Err()
	}
	seen := make(map[string]bool, len(h.Lines))
	for i := range h.Lines {
		l, path := &h.Lines[i], salesdesk.Index("lines", i)
		if seen[l.ID] {
			p.Add(salesdesk.FieldError{Path: path + ".id", Rule: salesdesk.RuleDuplicate, Param: l.ID})
		}
		seen[l.ID] = true
		p.AddAt(path, l.check())
	}
	return p.Err()
}

func (l *HeldLine) check() error {
	var p salesdesk.Problems
	if l.ID == "" {
		p.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired})
	}
	p.AddAt("price", l.Price.check())
	p.Add(checkPrices("ramps", l.Ramps, MaxRamps))
	p.Add(checkPrices("components", l.Components, MaxComponents))
	if len(l.Surcharges) > MaxContributions {
		p.Add(salesdesk.FieldError{Path: "surcharges", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxContributions)})
		return p.Err()
	}
	for i := range l.Surcharges {
		s, path := &l.Surcharges[i], salesdesk.Index("surcharges", i)
		p.AddAt(path, checkWritten(written{"id", s.ID, MaxID}, written{"text", s.Text, MaxText}))
		p.AddAt(path+".reason", s.Reason.check(true))
		p.AddAt(path+".price", s.Price.check())
	}
	return p.Err()
}

func checkPrices(path string, prices []Price, most int) error {
	if len(prices) > most {
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleLength, Param: strconv.Itoa(most)}
	}
	var p salesdesk.Problems
	for i := range prices {
		p.AddAt(salesdesk.Index(path, i), prices[i].check())
	}
	return p.Err()
}

// heldOffers compiles the promotions that are held.
func (r *run) heldOffers() ([]promotion, error) {
	if r.req.Held == nil || len(r.req.Held.Promotions) > MaxPromotions {
		return nil, nil
	}
	c, a := compiler{Pricer: r.Pricer}, automatic{}
	c.promotions(&a, r.req.Held.Promotions)
	return a.promotions, salesdesk.At("held", c.problems.Err())
}

// at is the price of a period, by its number from 1.
func (l *HeldLine) at(ramps []Ramp, number int) *Price {
	price := &l.Price
	for k := range ramps {
		if ramps[k].From <= number && k < len(l.Ramps) {
			price = &l.Ramps[k]
		}
	}
	return price
}

// heldOwn is what components come to at the prices that are held of them.
func (r *run) heldOwn(held *HeldLine, lines []Line) ([]fixed.Dec, error) {
	amounts := make([]fixed.Dec, len(lines))
	var p salesdesk.Problems
	for k := range lines {
		t, err := r.agreed(&held.Components[k])
		p.AddAt(salesdesk.Index("components", k), err)
		quantity, _ := number(lines[k].Quantity) // of the run's making
		amounts[k] = t.amount(quantity, r.places)
	}
	return amounts, p.Err()
}

// heldSurcharge adds a surcharge that is held to its line, where it comes to anything.
func (r *run) heldSurcharge(s *HeldSurcharge, quantity fixed.Dec) (fixed.Dec, error) {
	t, err := r.agreed(&s.Price)
	if err != nil || quantity.IsZero() || t.price.IsZero() {
		return fixed.Dec{}, err
	}
	amount := t.amount(quantity, r.places)
	shown, err := exact.Amount(amount)
	r.slab = append(r.slab, Adjusted{ID: s.ID, Charge: true, Amount: shown, Reason: s.Reason, Text: s.Text})
	return amount, err
}

// hasSurcharge reports whether a charge of a line is an indexed surcharge.
func (r *run) hasSurcharge(in *Line, a *article, id string) bool {
	if held := r.held(in); held != nil {
		return slices.ContainsFunc(held.Surcharges, func(s HeldSurcharge) bool { return s.ID == id })
	}
	return a != nil && a.isSurcharge(id)
}
