package pricing

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// ReturnablePackaging is what an article is delivered in and the seller takes back:
// a crate, a pallet, a cable drum. Its deposit is charged and credited outside the
// taxable amount (art. 28, 4° WBTW, from general knowledge, verify before relying on
// it): as an adjustment of the document in the VAT group E with [PackagingGround],
// one for each kind. Recurring goods come in it every period. No discount is taken of it,
// no freight is put on it, and it is in no line's Share.
type ReturnablePackaging struct {
	Kind    string           `json:"kind"` // what it is, the same wherever it is: a balance is kept by it
	Text    string           `json:"text,omitempty"`
	Deposit salesdesk.Amount `json:"deposit"`        // for one; a kind has one deposit in a book
	Holds   salesdesk.Amount `json:"holds,omitzero"` // units of the article in one; zero is 1. One that is begun counts.
}

// PricedPackaging is the returnable packaging of a kind that comes with a document.
type PricedPackaging struct {
	Kind     string           `json:"kind"`
	Text     string           `json:"text,omitempty"`
	Quantity salesdesk.Amount `json:"quantity"` // below zero where it comes back
	Deposit  salesdesk.Amount `json:"deposit"`  // for one
	Amount   salesdesk.Amount `json:"amount"`   // quantity times deposit
}

func packagingGroup() *VATGroup { return &VATGroup{Category: Exempt, Ground: PackagingGround} }

// packaging is a [ReturnablePackaging] in arithmetic.
type packaging struct {
	ReturnablePackaging
	holds fixed.Dec
}

// shipped reads what matters when an article is shipped.
func (a *article) shipped(source *Article) error {
	var p salesdesk.Problems
	if source.Weight != nil {
		weight, err := atLeast(*source.Weight, false)
		p.AddAt("weight", err)
		a.weight = &weight
	}
	for i, source := range source.Packaging {
		at := salesdesk.Index("packaging", i)
		if source.Kind == "" {
			p.Add(salesdesk.FieldError{Path: at + ".kind", Rule: salesdesk.RuleRequired})
		}
		holds, err := baseOf(source.Holds)
		p.AddAt(at+".holds", err)
		a.packaging = append(a.packaging, packaging{source, holds})
	}
	return p.Err()
}

// packaging checks the deposits of all articles, and reports whether there are any.
func (c *compiler) packaging() bool {
	deposits := map[string]salesdesk.Amount{}
	for i := range c.articles {
		for k := range c.articles[i].packaging {
			p := &c.articles[i].packaging[k]
			at := salesdesk.Index(salesdesk.Index("book.articles", i)+".packaging", k) + ".deposit"
			_, err := c.priced(p.Deposit)
			c.problems.AddAt(at, err)
			first, known := deposits[p.Kind]
			if !known {
				deposits[p.Kind] = p.Deposit
			} else if !first.Equal(p.Deposit) {
				c.problems.Add(salesdesk.FieldError{Path: at, Rule: salesdesk.RuleOneOf, Param: first.String()})
			}
		}
	}
	return len(deposits) > 0
}

// namePackaging adds the VAT group of returnable packaging where there is some.
func (r *run) namePackaging() {
	if r.automatic == nil || !r.automatic.packaging {
		return
	}
	for i := range r.req.Lines {
		if k, known := r.skus[r.req.Lines[i].SKU]; known && len(r.articles[k].packaging) > 0 {
			_, err := r.group(packagingGroup())
			r.problems.AddAt("lines", err)
			return
		}
	}
}

// pieces are how many pieces of one kind come with the document.
type pieces struct {
	packaging
	count fixed.Dec
}

// chargePackaging charges the deposits by kind; of a kind more of which comes back
// than goes out, a charge below zero credits them, as the lines of a return do.
func (r *run) chargePackaging() {
	if !r.automatic.packaging {
		return
	}
	for _, p := range r.packed() {
		each := r.timesShown(&p.Deposit, r.rate)
		deposit, _ := number(*each) // compiled
		amount := deposit.Mul(p.count)
		charge := r.amount(amount)
		if r.adjustBy(Adjustment{
			ID: p.Kind, Charge: true, Amount: &charge, Reason: Packaging, Text: cmp.Or(p.Text, p.Kind), VAT: packagingGroup(),
		}) {
			r.out.Packaging = append(r.out.Packaging, PricedPackaging{
				Kind: p.Kind, Text: p.Text, Quantity: r.whole(p.count), Deposit: *each, Amount: charge,
			})
		}
	}
}

// whole is a count as an amount.
func (r *run) whole(count fixed.Dec) salesdesk.Amount {
	a, err := exact.Amount(count)
	r.problems.AddAt("lines", err)
	return a
}

// packed is the packaging of all lines by kind, that of which none is left over left out.
func (r *run) packed() []pieces {
	var found []pieces
	for i := range r.req.Lines {
		k, known := r.skus[r.req.Lines[i].SKU]
		if !known {
			continue
		}
		for _, p := range r.articles[k].packaging {
			if r.waives(p.Kind) {
				continue
			}
			count := r.piecesOf(i, &p, r.articles[k].in(r.req.Lines[i].Unit))
			at := slices.IndexFunc(found, func(f pieces) bool { return f.Kind == p.Kind })
			if at < 0 {
				at, found = len(found), append(found, pieces{packaging: p})
			}
			found[at].count = found[at].count.Add(count)
		}
	}
	slices.SortFunc(found, func(a, b pieces) int { return cmp.Compare(a.Kind, b.Kind) })
	return slices.DeleteFunc(found, func(p pieces) bool { return p.count.IsZero() })
}

// piecesOf are the pieces of a kind that line i comes in, of recurring goods those of every
// period: each is delivered by itself.
func (r *run) piecesOf(i int, p *packaging, u fraction) (count fixed.Dec) {
	in := &r.req.Lines[i]
	if rec := r.termOf(i); rec != nil {
		for k := range rec.lines {
			count = count.Add(p.pieces(&rec.lines[k], u))
		}
		return count
	}
	return p.pieces(in, u)
}

// pieces are what a line comes in, of the part of a period that one is.
func (p *packaging) pieces(in *Line, u fraction) fixed.Dec {
	quantity, _ := number(in.Quantity) // priced
	if in.recurs != nil {
		u = u.mul(in.recurs.part)
	}
	count := quantity.Abs().Mul(u.num).DivRound(p.holds.Mul(u.den), 0, fixed.Ceiling)
	if quantity.Sign() < 0 {
		return count.Neg()
	}
	return count
}

// waives reports whether a quote charges the deposit of a kind by itself, once: its periods
// do not charge it again.
func (r *run) waives(kind string) bool {
	return r.quoted != nil && slices.ContainsFunc(r.quoted.Adjustments, func(a Adjustment) bool { return a.ID == kind })
}

// packaging checks that deposits multiply out, and that the document charges them.
func (v *verifier) packaging() {
	for i := range v.priced.Packaging {
		p, path := &v.priced.Packaging[i], salesdesk.Index("packaging", i)
		quantity, err := number(p.Quantity)
		v.problems.AddAt(path+".quantity", err)
		deposit, err := number(p.Deposit)
		v.problems.AddAt(path+".deposit", err)
		amount := v.number(path+".amount", "BT-99", p.Amount)
		v.equal(path+".amount", "BT-99", quantity.Mul(deposit), amount)
		if !amount.IsZero() && !slices.ContainsFunc(v.priced.Adjustments, func(a Adjusted) bool {
			return a.Charge && a.ID == p.Kind && a.VAT.Ground == PackagingGround && a.Amount.Equal(p.Amount)
		}) {
			v.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleReference, Param: p.Kind})
		}
	}
	for i := range v.priced.Adjustments {
		a := &v.priced.Adjustments[i]
		if n := v.rowsOf(a.ID); a.isDeposit() && n != 1 {
			rule := salesdesk.RuleDuplicate
			if n == 0 {
				rule = salesdesk.RuleRequired
			}
			v.problems.Add(salesdesk.FieldError{Path: "packaging", Rule: rule, Param: a.ID})
		}
	}
}

// rowsOf is how often a kind of packaging is accounted for.
func (v *verifier) rowsOf(kind string) (n int) {
	for i := range v.priced.Packaging {
		if v.priced.Packaging[i].Kind == kind {
			n++
		}
	}
	return n
}

// isDeposit reports whether an adjustment of the document is the deposit of packaging.
func (a *Adjusted) isDeposit() bool {
	return a.Charge && a.VAT.Ground == PackagingGround && a.Reason == Packaging
}

// packOwn accounts for the deposits that the request itself charges: as one piece each.
func (r *run) packOwn() {
	for i := range r.out.Adjustments {
		a := &r.out.Adjustments[i]
		if a.isDeposit() && !slices.ContainsFunc(r.out.Packaging, func(p PricedPackaging) bool { return p.Kind == a.ID }) {
			r.out.Packaging = append(r.out.Packaging, PricedPackaging{Kind: a.ID, Text: a.Text, Quantity: r.one, Deposit: a.Amount, Amount: a.Amount})
		}
	}
}
