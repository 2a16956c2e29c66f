package pricing

import (
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

const unitOne = "C62"

// checkHead is what is wrong with a request apart from its lines and adjustments.
func (p *Pricer) checkHead(req *Request) salesdesk.Problems {
	var found salesdesk.Problems
	found.AddAt("currency", req.Currency.Check())
	found.Add(p.checkDates(req))
	found.Add(req.checkTexts())
	found.AddAt("buyer.tax", checkNumber(req.Buyer.Tax))
	if req.DeliverTo != "" {
		found.AddAt("deliver_to", salesdesk.Country(req.DeliverTo).Check())
	}
	switch n := len(req.Lines); {
	case n == 0:
		found.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleRequired})
	case n > MaxLines:
		found.Add(salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxLines)})
	}
	if len(req.Adjustments) > MaxAdjustments {
		found.Add(salesdesk.FieldError{Path: "adjustments", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxAdjustments)})
	}
	if c := req.CashDiscount; c != nil {
		_, err := ratio(c.Rate)
		found.AddAt("cash_discount.rate", err)
		if c.Days < 1 {
			found.Add(salesdesk.FieldError{Path: "cash_discount.days", Rule: salesdesk.RuleMin, Param: "1"})
		}
	}
	found.AddAt("prepaid", req.checkPrepaid())
	found.AddAt("rounding", req.checkRounding())
	found.Add(checkAccruals(req.Accruals))
	found.Add(p.checkShape(req))
	if req.Held != nil {
		found.AddAt("held", req.Held.check())
	}
	for i := range req.Lines[:min(len(req.Lines), MaxLines)] {
		if l := &req.Lines[i]; l.Cost != nil || l.Weight != nil || l.Contributions != nil {
			found.AddAt(salesdesk.Index("lines", i), l.checkOwn())
		}
		if l := &req.Lines[i]; !l.isPlain() {
			found.AddAt(salesdesk.Index("lines", i), l.checkTexts())
		}
	}
	return found
}

func (price *Price) check() error {
	var p salesdesk.Problems
	_, err := atLeast(price.Amount, false)
	p.AddAt("amount", err)
	_, err = baseOf(price.BaseQuantity)
	p.AddAt("base_quantity", err)
	return p.Err()
}

// checkOwn is what is wrong with what a line brings in place of its article's.
func (l *Line) checkOwn() error {
	var p salesdesk.Problems
	if l.Cost != nil {
		_, err := atLeast(*l.Cost, false)
		p.AddAt("cost", err)
	}
	if l.Weight != nil {
		_, err := atLeast(*l.Weight, false)
		p.AddAt("weight", err)
	}
	if len(l.Contributions) > MaxContributions {
		p.Add(salesdesk.FieldError{Path: "contributions", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxContributions)})
		return p.Err()
	}
	for i := range l.Contributions {
		c, at := &l.Contributions[i], salesdesk.Index("contributions", i)
		_, err := c.take()
		p.AddAt(at, err)
		if c.ID != "" && slices.ContainsFunc(l.Contributions[:i], func(o Contribution) bool { return o.ID == c.ID }) {
			p.Add(salesdesk.FieldError{Path: at + ".id", Rule: salesdesk.RuleDuplicate, Param: c.ID})
		}
	}
	return p.Err()
}

// checkNumber is what is wrong with the country and the VAT number of a party.
func checkNumber(t TaxParty) error {
	var p salesdesk.Problems
	if t.Country != "" {
		p.AddAt("country", salesdesk.Country(t.Country).Check())
	}
	if t.VATNumber != "" {
		_, err := salesdesk.ParseVATNumber(t.VATNumber)
		p.AddAt("vat_number", err)
	}
	switch t.Establishment {
	case "", NotEstablished, Established, Represented:
	default:
		p.Add(salesdesk.FieldError{Path: "establishment", Rule: salesdesk.RuleOneOf, Param: "none, established, represented"})
	}
	return p.Err()
}

// checkGroup is the rate of a VAT group in arithmetic, and what is wrong with it: a
// standard rate is above zero, and there is none where no VAT is charged (BR-S-05,
// BR-Z-05, BR-E-05, BR-AE-05, BR-IC-05, BR-G-05, BR-O-05). Its ground is one of its category.
func checkGroup(g *VATGroup) (fixed.Dec, error) {
	rate, err := ratio(g.Rate)
	if err != nil {
		return rate, salesdesk.At("rate", err)
	}
	switch g.Category {
	case Standard:
		if rate.IsZero() {
			err = salesdesk.FieldError{Path: "rate", Rule: salesdesk.RuleMin, Param: "0.01"}
		}
	case ZeroRated, Exempt, ReverseCharge, IntraEU, Export, OutsideScope:
		if !rate.IsZero() {
			err = salesdesk.FieldError{Path: "rate", Rule: salesdesk.RuleMax, Param: "0"}
		}
	case CanaryIslands, CeutaMelilla, SplitPayment:
	case "":
		err = salesdesk.FieldError{Path: "category", Rule: salesdesk.RuleRequired}
	default:
		err = salesdesk.FieldError{Path: "category", Rule: salesdesk.RuleOneOf, Param: "S, Z, E, AE, K, G, O, L, M, B"}
	}
	if err == nil {
		err = g.checkGround()
	}
	return rate, err
}

// checked is an [Adjustment] in arithmetic.
type checked struct {
	rate, amount fixed.Dec
	byRate       bool
}

// check reads an adjustment and says everything that is wrong with it. A negative
// amount is for returns, which mirror a sale.
func (a *Adjustment) check(places int, mayBeNegative bool) (checked, error) {
	c, err := a.value(places, mayBeNegative)
	if err == nil && a.ID != "" && a.Reason == "" && (a.On == OnBalance || a.On == OnList) && (a.Rate == nil) != (a.Amount == nil) {
		return c, nil
	}
	var p salesdesk.Problems
	if a.ID == "" {
		p.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired})
	}
	if a.On != OnBalance && a.On != OnList {
		p.Add(salesdesk.FieldError{Path: "on", Rule: salesdesk.RuleOneOf, Param: "list"})
	}
	switch {
	case a.Rate == nil && a.Amount == nil:
		p.Add(salesdesk.FieldError{Path: "rate", Rule: salesdesk.RuleRequired})
	case a.Rate != nil && a.Amount != nil:
		p.Add(salesdesk.FieldError{Path: "amount", Rule: salesdesk.RuleOneOf, Param: "rate, amount"})
	}
	p.AddAt("reason", a.Reason.check(a.Charge))
	p.Add(err)
	return c, p.Err()
}

// value reads the rate or the amount.
func (a *Adjustment) value(places int, mayBeNegative bool) (c checked, err error) {
	switch {
	case a.Rate != nil && a.Charge: // a markup of more than 100 % is lawful
		c.byRate = true
		c.rate, err = atLeast(*a.Rate, false)
	case a.Rate != nil:
		c.byRate = true
		c.rate, err = ratio(*a.Rate)
	case a.Amount != nil:
		if c.amount, err = shown(*a.Amount, places); err == nil && c.amount.Sign() < 0 && !mayBeNegative {
			err = salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
		}
		return c, salesdesk.At("amount", err)
	}
	return c, salesdesk.At("rate", err)
}

// reason is a's code, or the one a document needs where nothing is said.
func (a *Adjustment) reason() ReasonCode {
	switch {
	case a.Reason != "":
		return a.Reason
	case a.Charge:
		return MutuallyDefined
	default:
		return Discount
	}
}
