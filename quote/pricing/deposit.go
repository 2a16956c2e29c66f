package pricing

import (
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Deposit is an advance to ask for a quote: a ratio of what is payable, rounded, or an
// amount, not both.
type Deposit struct {
	Rate   *salesdesk.Amount `json:"rate,omitempty"`   // 0.30 is 30 %
	Amount *salesdesk.Amount `json:"amount,omitempty"` // VAT included
}

// PricedDeposit is the advance that a quote asks. [Pricer.ProForma] is its document; once
// paid it is the Prepaid amount (BT-113) of the invoice.
type PricedDeposit struct {
	Rate   salesdesk.Amount `json:"rate,omitzero"`
	Amount salesdesk.Amount `json:"amount"` // VAT included
	Left   salesdesk.Amount `json:"left"`   // payable after it
}

func (d *Deposit) check(places int) error {
	var p salesdesk.Problems
	switch {
	case d.Rate == nil && d.Amount == nil:
		p.Add(salesdesk.FieldError{Path: "rate", Rule: salesdesk.RuleRequired})
	case d.Rate != nil && d.Amount != nil:
		p.Add(salesdesk.FieldError{Path: "amount", Rule: salesdesk.RuleOneOf, Param: "rate, amount"})
	}
	if d.Rate != nil {
		_, err := ratio(*d.Rate)
		p.AddAt("rate", err)
	}
	if d.Amount != nil {
		amount, err := shown(*d.Amount, places)
		if err == nil && amount.Sign() < 0 {
			err = salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
		}
		p.AddAt("amount", err)
	}
	return p.Err()
}

// deposit works the advance out of what is payable.
func (r *run) deposit() {
	d := r.req.Deposit
	if d == nil {
		return
	}
	payable, _ := number(r.out.Totals.Payable)
	if payable.Sign() < 0 {
		r.problems.Add(salesdesk.FieldError{Path: "deposit", Rule: salesdesk.RuleExcluded, Param: "payable"})
		return
	}
	var advance fixed.Dec
	priced := PricedDeposit{}
	if d.Rate != nil {
		rate, _ := number(*d.Rate)
		advance, priced.Rate = payable.Mul(rate).Round(r.places, fixed.HalfAwayFromZero), *d.Rate
	} else {
		advance, _ = number(*d.Amount)
	}
	if advance.Cmp(payable) > 0 {
		r.problems.Add(salesdesk.FieldError{Path: "deposit.amount", Rule: salesdesk.RuleMax, Param: r.out.Totals.Payable.String()})
		return
	}
	priced.Amount, priced.Left = r.amount(advance), r.amount(payable.Sub(advance))
	r.out.Deposit = &priced
}

// deposit checks the advance against what is payable.
func (v *verifier) deposit() {
	d := v.priced.Deposit
	if d == nil {
		return
	}
	payable, _ := number(v.priced.Totals.Payable) // its own problem was told before
	rate, err := ratio(d.Rate)
	v.problems.AddAt("deposit.rate", err)
	amount := v.number("deposit.amount", "BT-113", d.Amount)
	if !rate.IsZero() {
		v.equal("deposit.amount", "BT-113", payable.Mul(rate).Round(v.places, fixed.HalfAwayFromZero), amount)
	}
	v.equal("deposit.left", "BT-115", payable.Sub(amount), v.number("deposit.left", "BT-115", d.Left))
}

// ProForma is the document that asks the advance of a quote: a line of that name for
// each VAT group, for its part of the advance by what the group comes to with VAT, by
// largest remainder. It is inclusive: what is payable is the advance to the cent. A
// quote without one is a [salesdesk.FieldError].
func (p *Pricer) ProForma(quoted Priced, name string) (Priced, error) {
	if quoted.Deposit == nil {
		return Priced{}, salesdesk.FieldError{Path: "deposit", Rule: salesdesk.RuleRequired}
	}
	places := quoted.Currency.MinorUnits()
	advance, err := shown(quoted.Deposit.Amount, places)
	if err != nil {
		return Priced{}, salesdesk.At("deposit.amount", err)
	}
	parts, err := fixed.Allocate(advance, groupWeights(quoted.VAT), places, nil)
	if err != nil {
		return Priced{}, salesdesk.At("deposit.amount", err)
	}
	req := Request{Currency: quoted.Currency, Date: quoted.Date, TaxPoint: quoted.TaxPoint, Inclusive: true}
	req.Buyer.Tax.Business = true // who may owe the VAT, as the document says
	for g := range quoted.VAT {
		if parts[g].IsZero() {
			continue
		}
		part, err := exact.Amount(parts[g])
		if err != nil {
			return Priced{}, err
		}
		req.Lines = append(req.Lines, Line{
			ID: strconv.Itoa(len(req.Lines) + 1), Name: name, Quantity: p.one, Price: &Price{Amount: part}, VAT: &quoted.VAT[g].VATGroup,
		})
	}
	return p.byHand().Price(req)
}

// groupWeights are what VAT groups come to with VAT; one below zero bears no advance.
func groupWeights(vat []VATSubtotal) []fixed.Dec {
	weights := make([]fixed.Dec, len(vat))
	for g := range vat {
		taxable, _ := number(vat[g].Taxable)
		tax, _ := number(vat[g].Tax)
		if sum := taxable.Add(tax); sum.Sign() > 0 {
			weights[g] = sum
		}
	}
	return weights
}
