package pricing

import (
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// MaxAccruals bounds the accruals of a request.
const MaxAccruals = 20

// Accrual is what the seller sets aside for the buyer and no invoice shows: the share of
// a year-end bonus that a sale is expected to earn. It changes no price. [Pricer.Explain]
// takes it off the pocket, of each line's invoice amount without contributions, rounded
// half away from zero.
type Accrual struct {
	ID   string           `json:"id"`
	Text string           `json:"text,omitempty"`
	Rate salesdesk.Amount `json:"rate"` // a ratio: 0.02 is 2 %
}

func checkAccruals(accruals []Accrual) error {
	var found salesdesk.Problems
	if len(accruals) > MaxAccruals {
		return salesdesk.FieldError{Path: "accruals", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxAccruals)}
	}
	for i := range accruals {
		a, at := &accruals[i], salesdesk.Index("accruals", i)
		_, err := ratio(a.Rate)
		found.AddAt(at+".rate", err)
		found.AddAt(at, checkWritten(written{"id", a.ID, MaxID}, written{"text", a.Text, MaxText}))
		switch {
		case a.ID == "":
			found.Add(salesdesk.FieldError{Path: at + ".id", Rule: salesdesk.RuleRequired})
		case slices.ContainsFunc(accruals[:i], func(o Accrual) bool { return o.ID == a.ID }):
			found.Add(salesdesk.FieldError{Path: at + ".id", Rule: salesdesk.RuleDuplicate, Param: a.ID})
		}
	}
	return found.Err()
}

// accruals are the steps of what is set aside.
func (w *waterfall) accruals(contributions fixed.Dec) {
	basis := w.invoice.Sub(contributions)
	for k := range w.req.Accruals {
		a := &w.req.Accruals[k]
		rate, _ := number(a.Rate)
		earned := basis.Mul(rate).Round(w.places, fixed.HalfAwayFromZero)
		w.step(earned.Neg(), Step{Kind: StepBonus, ID: a.ID, Text: a.Text, Basis: w.amount(basis), Rate: a.Rate})
	}
}
