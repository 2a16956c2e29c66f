package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// CashRounding is whether the payable is rounded to the nearest 0.05, through BT-114:
// no price and no VAT changes. WER VI.7/1, since 1 December 2019: for a consumer, with
// buyer and seller together, in euros, and only above 0.05.
type CashRounding string

// The roundings. Empty is none.
const (
	RoundCash CashRounding = "cash"      // paid in cash
	RoundAll  CashRounding = "all_means" // by whatever means, as a notice in the shop says
)

// payable is the rounding and what is left to pay: first what makes an inclusive
// document cost what it shows, then that of cash.
func (r *run) payable(due, asked fixed.Dec) (rounding, payable fixed.Dec) {
	rounding = asked.Add(r.rounding)
	payable = due.Add(rounding)
	if r.req.CashRounding == "" || payable.Abs().Cmp(fixed.FromInt(5, -2)) <= 0 {
		return rounding, payable
	}
	coins := payable.Mul(fixed.FromInt(20, 0)).Round(0, fixed.HalfAwayFromZero).Mul(fixed.FromInt(5, -2))
	return rounding.Add(coins.Sub(payable)), coins
}

// rounded is BT-114 as it was asked for, or as it was computed.
func (r *run) rounded(rounding fixed.Dec) salesdesk.Amount {
	switch {
	case r.req.CashRounding == "" && r.rounding.IsZero():
		return r.req.Rounding
	case rounding.IsZero():
		return salesdesk.Amount{}
	default:
		return r.amount(rounding)
	}
}

// largestRounding is half of the largest coin that a payable is rounded to in its currency:
// the whole krona or crown, five forints. From general knowledge.
func largestRounding(c salesdesk.Currency) fixed.Dec {
	if c == "HUF" {
		return fixed.FromInt(25, -1)
	}
	return fixed.FromInt(5, -1)
}

// checkRounding is what is wrong with the rounding that is asked (BT-114): it is one of
// the payable to coins, and no discount by another name.
func (r *Request) checkRounding() error {
	rounding, err := shown(r.Rounding, r.Currency.MinorUnits())
	most := largestRounding(r.Currency)
	switch {
	case err != nil:
		return err
	case rounding.Abs().Cmp(most) > 0:
		return salesdesk.FieldError{Rule: salesdesk.RuleOneOf, Param: most.Neg().String() + "…" + most.String()}
	case !rounding.IsZero() && r.CashRounding != "":
		return salesdesk.FieldError{Rule: salesdesk.RuleExcluded, Param: "cash_rounding"}
	default:
		return nil
	}
}

// checkPrepaid is what is wrong with what was paid (BT-113): it is below zero on a return
// only, where it was paid back. More than the whole may be paid; what is payable is then
// below zero, a balance of the customer.
func (r *Request) checkPrepaid() error {
	prepaid, err := shown(r.Prepaid, r.Currency.MinorUnits())
	if err == nil && prepaid.Sign() < 0 && !slices.ContainsFunc(r.Lines, func(l Line) bool { return l.Quantity.IsNegative() }) {
		err = salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
	}
	return err
}

// checkCash is what is wrong with asking for cash rounding.
func checkCash(req *Request) error {
	var p salesdesk.Problems
	switch req.CashRounding {
	case "":
		return nil
	case RoundCash, RoundAll:
	default:
		p.Add(salesdesk.FieldError{Rule: salesdesk.RuleOneOf, Param: "cash, all_means"})
	}
	if req.Buyer.Tax.Business {
		p.Add(salesdesk.FieldError{Rule: salesdesk.RuleExcluded, Param: "buyer.tax.business"})
	}
	if req.Distance {
		p.Add(salesdesk.FieldError{Rule: salesdesk.RuleExcluded, Param: "distance"})
	}
	if req.Currency != salesdesk.EUR {
		p.Add(salesdesk.FieldError{Rule: salesdesk.RuleOneOf, Param: string(salesdesk.EUR)})
	}
	if req.CashDiscount != nil {
		p.Add(salesdesk.FieldError{Rule: salesdesk.RuleExcluded, Param: "cash_discount"})
	}
	return p.Err()
}
