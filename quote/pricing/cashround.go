package pricing

import (
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
