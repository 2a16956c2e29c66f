package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Verify recomputes every figure of a document by the rules of EN 16931 and Peppol
// BIS Billing 3 (BR-CO-10 to 17, BR-S-08 and 09 and the like, R040 to R042, R120), at
// zero tolerance but for [Adjusted.AskedRate]: each figure that deviates is a [DeviationError] at its path. A
// document from [Pricer.Price] has none. Beyond the norm it holds the shares of lines to
// the adjustments that they bear, an inclusive document to what it shows, the cash discount
// to its allowances, and deposits to the packaging they are for. What no figure follows
// from, such as a name or a date, it cannot tell.
func Verify(priced Priced) error {
	v := verifier{priced: &priced, places: priced.Currency.MinorUnits()}
	v.problems.AddAt("currency", priced.Currency.Check())
	if priced.Exchange != nil {
		v.problems.AddAt("exchange", priced.Exchange.check(priced.Currency))
	}
	if len(priced.Lines) == 0 {
		v.problems.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired})
	}
	seen := make(map[string]bool, len(priced.Lines))
	for i := range priced.Lines {
		line, path := &priced.Lines[i], salesdesk.Index("lines", i)
		if seen[line.ID] {
			v.problems.Add(salesdesk.FieldError{Path: path + ".id", Rule: salesdesk.RuleDuplicate, Param: line.ID})
		}
		seen[line.ID] = true
		v.line(path, line)
	}
	v.document()
	v.shares()
	v.packaging()
	v.breakdown()
	v.totals()
	v.shape()
	return v.problems.Err()
}

type verifier struct {
	priced                     *Priced
	places                     int
	problems                   salesdesk.Problems
	groups                     []group
	lines, allowances, charges fixed.Dec
}

// number reads an amount that has to fit the document's currency.
func (v *verifier) number(path, bt string, a salesdesk.Amount) fixed.Dec {
	d, err := number(a)
	v.problems.AddAt(path, err)
	v.equal(path, bt, d.Round(v.places, fixed.HalfAwayFromZero), d) // BR-DEC-01 to 28
	return d
}

func (v *verifier) equal(path, bt string, want, got fixed.Dec) {
	if want.Err() == nil && want.Cmp(got) == 0 {
		return
	}
	v.problems.AddAt(path, DeviationError{BT: bt, Want: v.money(want), Got: v.money(got)})
}

func (v *verifier) money(d fixed.Dec) salesdesk.Money {
	a, _ := exact.Amount(d) // for a message: 0 where it cannot be told
	return salesdesk.Money{Amount: a, Currency: v.priced.Currency}
}

func (v *verifier) line(path string, line *PricedLine) {
	price, err := atLeast(line.Price, false) // BR-27
	v.problems.AddAt(path+".price", err)
	base, err := baseOf(line.BaseQuantity)
	v.problems.AddAt(path+".base_quantity", err)
	quantity, err := number(line.Quantity)
	v.problems.AddAt(path+".quantity", err)
	want := price.MulDivRound(quantity, base, v.places, fixed.HalfAwayFromZero)
	for i := range line.Adjustments {
		a := &line.Adjustments[i]
		at := path + "." + salesdesk.Index("adjustments", i)
		amount := v.adjusted(at, a, lineNumbers(a.Charge))
		if a.VAT.Category != "" || a.VAT.Ground != "" || !a.VAT.Rate.IsZero() {
			v.problems.Add(salesdesk.FieldError{Path: at + ".vat", Rule: salesdesk.RuleExcluded, Param: path + ".vat"})
		}
		if a.Charge {
			want = want.Add(amount)
		} else {
			want = want.Sub(amount)
		}
	}
	net := v.number(path+".net", "BT-131", line.Net)
	v.equal(path+".net", "BT-131", want, net)
	v.lines = v.lines.Add(net)
	if g := v.group(path+".vat", &line.VAT); g != nil {
		g.lines = g.lines.Add(net)
	}
}

// numbers are the business terms of an adjustment: its amount and its base.
type numbers struct{ amount, base string }

func lineNumbers(charge bool) numbers {
	if charge {
		return numbers{"BT-141", "BT-142"}
	}
	return numbers{"BT-136", "BT-137"}
}

func documentNumbers(charge bool) numbers {
	if charge {
		return numbers{"BT-99", "BT-100"}
	}
	return numbers{"BT-92", "BT-93"}
}

// adjusted checks that an amount is its rate of its base, and that there are both or
// neither (R040 to R042); a rate that was asked, but for moved cents.
func (v *verifier) adjusted(path string, a *Adjusted, bt numbers) fixed.Dec {
	amount := v.number(path+".amount", bt.amount, a.Amount)
	base := v.number(path+".base", bt.base, a.Base)
	rate, err := atLeast(a.Rate, false)
	v.problems.AddAt(path+".rate", err)
	switch {
	case !a.AskedRate.IsZero():
		v.asked(path, a, bt)
	case !rate.IsZero() || !base.IsZero():
		v.equal(path+".amount", bt.amount, base.Mul(rate).Round(v.places, fixed.HalfAwayFromZero), amount)
	}
	v.problems.AddAt(path+".reason", a.Reason.check(a.Charge)) // BR-CL-19, BR-CL-20
	if a.Reason == "" && a.Text == "" {                        // BR-33, BR-38, BR-42, BR-44
		v.problems.Add(salesdesk.FieldError{Path: path + ".reason", Rule: salesdesk.RuleRequired})
	}
	return amount
}

// asked checks that an amount is the rate asked of its base but for moved cents.
func (v *verifier) asked(path string, a *Adjusted, bt numbers) {
	rate, err := atLeast(a.AskedRate, false)
	base, amount := signedOf(a.Base, true), signedOf(a.Amount, true) // their own problems were told before
	switch {
	case err != nil:
		v.problems.AddAt(path+".asked_rate", err)
	case !a.Rate.IsZero():
		v.problems.Add(salesdesk.FieldError{Path: path + ".asked_rate", Rule: salesdesk.RuleExcluded, Param: "rate"})
	case base.IsZero():
		v.problems.Add(salesdesk.FieldError{Path: path + ".base", Rule: salesdesk.RuleRequired})
	case !a.moved(rate, base, amount, v.places):
		v.equal(path+".amount", bt.amount, base.Mul(rate).Round(v.places, fixed.HalfAwayFromZero), amount)
	}
}

// group is the sums of a VAT group, nil where it is none.
func (v *verifier) group(path string, g *VATGroup) *group {
	rate, err := checkGroup(g)
	if err != nil {
		v.problems.AddAt(path, err)
		return nil
	}
	for i := range v.groups {
		if known := &v.groups[i]; known.Category == g.Category && known.Ground == g.Ground && known.rate.Cmp(rate) == 0 {
			return known
		}
	}
	v.groups = append(v.groups, group{VATGroup: *g, rate: rate})
	return &v.groups[len(v.groups)-1]
}

func (v *verifier) document() {
	for i := range v.priced.Adjustments {
		a, path := &v.priced.Adjustments[i], salesdesk.Index("adjustments", i)
		amount := v.adjusted(path, a, documentNumbers(a.Charge))
		g := v.group(path+".vat", &a.VAT)
		if g != nil {
			g.add(a.Charge, amount)
		}
		if a.Charge {
			v.charges = v.charges.Add(amount)
		} else {
			v.allowances = v.allowances.Add(amount)
		}
	}
}

// breakdown checks that every VAT group that occurs has one subtotal, and no other.
func (v *verifier) breakdown() {
	stated := make([]int, len(v.groups))
	outside, others := false, VATCategory("")
	for i := range v.priced.VAT {
		s, path := &v.priced.VAT[i], salesdesk.Index("vat", i)
		if s.Category == OutsideScope {
			outside = true
		} else {
			others = s.Category
		}
		known := len(v.groups)
		g := v.group(path, &s.VATGroup)
		if g == nil {
			continue
		}
		v.subtotal(path, s, g)
		if len(v.groups) > known { // BR-S-01 and the like
			v.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleUnknown})
			stated = append(stated, 0)
		}
		for k := range v.groups {
			if &v.groups[k] == g {
				stated[k]++
			}
		}
	}
	for k, n := range stated {
		if n != 1 {
			rule := salesdesk.RuleDuplicate
			if n == 0 {
				rule = salesdesk.RuleRequired
			}
			v.problems.Add(salesdesk.FieldError{
				Path: "vat", Rule: rule, Param: string(v.groups[k].Category) + " " + v.groups[k].rate.String(),
			})
		}
	}
	if outside && others != "" {
		v.problems.AddAt("vat", MixedScopeError{Other: others})
	}
}

func (v *verifier) subtotal(path string, s *VATSubtotal, g *group) {
	taxable := v.number(path+".taxable", "BT-116", s.Taxable)
	v.equal(path+".taxable", "BT-116", g.taxable(), taxable)
	tax := v.number(path+".tax", "BT-117", s.Tax)
	v.equal(path+".tax", "BT-117", taxable.Mul(g.rate).Round(v.places, fixed.HalfAwayFromZero), tax)
}

func (v *verifier) totals() {
	t := &v.priced.Totals
	at := func(name, bt string, want fixed.Dec, stated salesdesk.Amount) fixed.Dec {
		got := v.number("totals."+name, bt, stated)
		v.equal("totals."+name, bt, want, got)
		return got
	}
	lines := at("lines", "BT-106", v.lines, t.Lines)
	allowances := at("allowances", "BT-107", v.allowances, t.Allowances)
	charges := at("charges", "BT-108", v.charges, t.Charges)
	exclusive := at("tax_exclusive", "BT-109", lines.Sub(allowances).Add(charges), t.TaxExclusive)
	var taxes fixed.Dec
	for i := range v.priced.VAT {
		tax, _ := number(v.priced.VAT[i].Tax) // its own problem was told above
		taxes = taxes.Add(tax)
	}
	tax := at("tax", "BT-110", taxes, t.Tax)
	inclusive := at("tax_inclusive", "BT-112", exclusive.Add(tax), t.TaxInclusive)
	prepaid := v.number("totals.prepaid", "BT-113", t.Prepaid)
	rounding := v.number("totals.rounding", "BT-114", t.Rounding)
	payable := at("payable", "BT-115", inclusive.Sub(prepaid).Add(rounding), t.Payable)
	v.cashDiscount(payable)
}
