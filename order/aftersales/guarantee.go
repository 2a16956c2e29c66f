package aftersales

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Defect is what a buyer says of goods, and what is known of it.
type Defect struct {
	Buyer     salesdesk.PartyKind `json:"buyer"`
	Concluded calendar.Date       `json:"concluded"`
	Delivered calendar.Date       `json:"delivered"`
	Found     calendar.Date       `json:"found"`
	Told      calendar.Date       `json:"told"` // on which he told the seller
	// SecondHand goods have the guarantee of AgreedMonths where he was clearly told so;
	// 0 is the whole of it.
	SecondHand   bool `json:"second_hand,omitempty"`
	AgreedMonths int  `json:"agreed_months,omitempty"`
	// NoticeMonths are what our terms leave him to tell of a defect; 0 is no such term.
	NoticeMonths int `json:"notice_months,omitempty"`
	// Suspended are the periods of repair, replacement or talks about them.
	Suspended []calendar.Period `json:"suspended,omitempty"`
	Repaired  bool              `json:"repaired,omitempty"` // he chose a repair under the guarantee before
	Rebutted  bool              `json:"rebutted,omitempty"` // we proved that it was not there on delivery
	Proven    bool              `json:"proven,omitempty"`   // he proved that it was: asked where nothing is presumed
	// Unrepaired: repair and replacement failed, were refused, cannot be had in a
	// reasonable time, or the defect is too grave for them.
	Unrepaired bool `json:"unrepaired,omitempty"`
	Minor      bool `json:"minor,omitempty"`
	// Visible and Reserved are asked of undertakings: see [Rules.Defect].
	Visible  bool `json:"visible,omitempty"`
	Reserved bool `json:"reserved,omitempty"`
}

// Bounds of a question.
const (
	MaxPeriods = 100  // of suspension
	MaxMonths  = 1200 // of any guarantee
)

// Guarantee says whether the legal guarantee of a consumer covers a defect: it must show
// within the guarantee, be one of the delivery, and be told in time where our terms say so.
// A yes names the remedies: repair or replacement first, at the consumer's choice, then a
// lower price or, unless the defect is minor, the end of the contract. The law counts the
// term in which he tells. The error is every problem of the question.
func (r Rules) Guarantee(d Defect, l *calendar.Law) (Verdict, error) {
	rule, ok := on(r.Guarantees, d.Concluded)
	q := d.question(l)
	q.ruled("concluded", d.Concluded, ok)
	if err := q.problems.Err(); err != nil {
		return Verdict{}, err
	}
	var v Verdict
	if d.Buyer != salesdesk.Consumer {
		v.reason(NotConsumer, rule.Source, calendar.Date{})
		return v, nil
	}
	v.Until = rule.until(&v, d, r.Extensions)
	covered := rule.shown(&v, d)
	founded := rule.founded(&v, d)
	told, err := rule.told(&v, d, l)
	if err != nil {
		return Verdict{}, err
	}
	if v.Allowed = covered && founded && told; v.Allowed {
		rule.remedies(&v, d)
	}
	return v, nil
}

func (d Defect) question(l *calendar.Law) *question {
	var q question
	q.law(l)
	q.kind(d.Buyer)
	q.require("concluded", d.Concluded)
	q.require("delivered", d.Delivered)
	q.require("found", d.Found)
	q.require("told", d.Told)
	q.follows("delivered", d.Delivered, "concluded", d.Concluded)
	q.follows("found", d.Found, "delivered", d.Delivered)
	q.follows("told", d.Told, "found", d.Found)
	q.months("agreed_months", d.AgreedMonths)
	q.months("notice_months", d.NoticeMonths)
	if len(d.Suspended) > MaxPeriods {
		q.problems.Add(salesdesk.FieldError{Path: "suspended", Rule: salesdesk.RuleLength, Param: "100"})
	}
	for i, p := range d.Suspended {
		if p.Check() != nil || i > 0 && p.From.Before(d.Suspended[i-1].To) || p.From.Before(d.Delivered) {
			q.problems.Add(salesdesk.FieldError{Path: salesdesk.Index("suspended", i), Rule: salesdesk.RuleOrder, Param: "delivered"})
		}
	}
	return &q
}

func (q *question) months(path string, n int) {
	q.notNegative(path, n)
	if n > MaxMonths {
		q.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleMax, Param: "1200"})
	}
}

// until is the last day of the guarantee. A period of suspension counts only where it
// began before the guarantee, as it then ran, was over.
func (r GuaranteeRule) until(v *Verdict, d Defect, extensions []ExtensionRule) calendar.Date {
	end := d.Delivered.AddMonths(r.months(v, d))
	days := 0
	for _, p := range d.Suspended {
		if !p.From.After(end) {
			days, end = days+p.Days(), end.AddDays(p.Days())
		}
	}
	if days > 0 {
		v.Reasons = append(v.Reasons, Reason{Code: Suspended, Source: r.Source, Days: days})
	}
	if e, ok := on(extensions, d.Concluded); ok && d.Repaired {
		v.reason(RepairExtended, e.Source, end)
		end = end.AddMonths(e.Months)
	}
	return end
}

// months is the length of the guarantee: what was agreed for second-hand goods, as far as
// law lets it.
func (r GuaranteeRule) months(v *Verdict, d Defect) int {
	switch {
	case d.AgreedMonths == 0:
		return r.Months
	case !d.SecondHand && d.AgreedMonths >= r.Months:
		return d.AgreedMonths
	case !d.SecondHand:
		v.reason(AgreedTooShort, r.Source, calendar.Date{})
		return r.Months
	case d.AgreedMonths < r.SecondHand:
		v.reason(AgreedTooShort, r.Source, calendar.Date{})
		return r.Months
	default:
		v.reason(SecondHand, r.Source, calendar.Date{})
		return d.AgreedMonths
	}
}

func (r GuaranteeRule) shown(v *Verdict, d Defect) bool {
	if d.Found.After(v.Until) {
		v.reason(GuaranteeOver, r.Source, v.Until)
		return false
	}
	v.reason(Guaranteed, r.Source, v.Until)
	return true
}

// founded is whether the defect is taken to be of the delivery.
func (r GuaranteeRule) founded(v *Verdict, d Defect) bool {
	presumed := v.Until
	if r.Presumed < r.Months {
		presumed = d.Delivered.AddMonths(r.Presumed)
	}
	switch {
	case d.Rebutted:
		v.reason(Rebutted, r.Source, calendar.Date{})
		return false
	case d.Found.After(presumed) && !d.Proven:
		v.reason(Unproven, r.Source, presumed)
		return false
	default:
		v.reason(Presumed, r.Source, presumed)
		return true
	}
}

// told is whether he told in time, where our terms set a time.
func (r GuaranteeRule) told(v *Verdict, d Defect, l *calendar.Law) (bool, error) {
	if d.NoticeMonths == 0 {
		return true, nil
	}
	months := max(d.NoticeMonths, r.Notice)
	if months > d.NoticeMonths {
		v.reason(NoticeRaised, r.Source, calendar.Date{})
	}
	return v.toldWithin(calendar.Term{Length: months, Unit: calendar.Months}, d.Found, d.Told, r.Source, l)
}

// toldWithin compares a notice with its last day, and says which.
func (v *Verdict) toldWithin(term calendar.Term, from, told calendar.Date, source string, l *calendar.Law) (bool, error) {
	end, err := term.After(from, l)
	if err != nil {
		return false, err
	}
	code := ToldInTime
	if told.After(end.Date) {
		code = ToldLate
	}
	v.reason(code, source, end.Date)
	return code == ToldInTime, nil
}

func (r GuaranteeRule) remedies(v *Verdict, d Defect) {
	v.owe(r.Source, calendar.Date{}, FreeOfCharge)
	switch {
	case !d.Unrepaired:
		v.Remedies = []Remedy{Repair, Replacement}
		v.reason(RepairFirst, r.Source, calendar.Date{})
	case d.Minor:
		v.Remedies = []Remedy{PriceReduction}
		v.reason(RepairFailed, r.Source, calendar.Date{})
		v.reason(Minor, r.Source, calendar.Date{})
	default:
		v.Remedies = []Remedy{PriceReduction, Termination}
		v.reason(RepairFailed, r.Source, calendar.Date{})
	}
}
