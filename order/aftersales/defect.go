package aftersales

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// DefectTerms are what our terms of sale leave an undertaking to tell of a defect, as they
// were accepted. A term of no length is none.
type DefectTerms struct {
	Visible calendar.Term `json:"visible,omitzero"` // after delivery
	Hidden  calendar.Term `json:"hidden,omitzero"`  // after it was found
	// Answers is how many months after delivery the seller answers for hidden defects; 0 is
	// without end.
	Answers int    `json:"answers,omitempty"`
	Source  string `json:"source,omitempty"` // "terms of sale, art. 7"
}

// Defect says whether a buyer who is no consumer told of a defect in time. A visible one is
// covered by delivery without reserve, unless our terms leave time to look; a hidden one
// must be told within our term or, without one, within the short time of the law, which a
// judge weighs: the verdict then says so, and a company that wants a number sets one in its
// terms. The error is every problem of the question.
func (r Rules) Defect(d Defect, terms DefectTerms, l *calendar.Law) (Verdict, error) {
	rule, ok := on(r.Defects, d.Concluded)
	q := d.question(l)
	q.ruled("concluded", d.Concluded, ok)
	q.months("terms.answers", terms.Answers)
	if err := q.problems.Err(); err != nil {
		return Verdict{}, err
	}
	var v Verdict
	var err error
	switch {
	case d.Buyer == salesdesk.Consumer:
		v.reason(LawOfConsumers, rule.Source, calendar.Date{})
	case d.Visible:
		err = v.visible(d, terms, rule, l)
	default:
		err = v.hidden(d, terms, rule, l)
	}
	if err != nil {
		return Verdict{}, err
	}
	return v, nil
}

func (v *Verdict) visible(d Defect, terms DefectTerms, rule Since, l *calendar.Law) (err error) {
	switch {
	case d.Reserved:
		v.Allowed = true
		v.reason(Reserved, rule.Source, calendar.Date{})
	case terms.Visible.Length == 0:
		v.reason(Accepted, rule.Source, calendar.Date{})
	default:
		v.Allowed, err = v.toldWithin(terms.Visible, d.Delivered, d.Told, terms.Source, l)
	}
	return err
}

func (v *Verdict) hidden(d Defect, terms DefectTerms, rule Since, l *calendar.Law) (err error) {
	if terms.Answers > 0 {
		v.Until = d.Delivered.AddMonths(terms.Answers)
		if d.Found.After(v.Until) {
			v.reason(GuaranteeOver, terms.Source, v.Until)
			return nil
		}
	}
	if d.Rebutted {
		v.reason(Rebutted, rule.Source, calendar.Date{})
		return nil
	}
	if terms.Hidden.Length == 0 {
		v.Allowed, v.Weigh = true, true
		v.Reasons = append(v.Reasons, Reason{Code: ShortTime, Source: rule.Source, Days: d.Found.DaysUntil(d.Told)})
		return nil
	}
	v.Allowed, err = v.toldWithin(terms.Hidden, d.Found, d.Told, terms.Source, l)
	return err
}

// Damage is goods that a carrier brought damaged or short.
type Damage struct {
	Delivered calendar.Date `json:"delivered"`
	Told      calendar.Date `json:"told"`
	Visible   bool          `json:"visible,omitempty"`
	Reserved  bool          `json:"reserved,omitempty"` // on the consignment note, on delivery
}

// Damage says whether a consignee told the carrier by road in time: visible damage on
// delivery, hidden damage in writing within 7 days, Sundays and holidays not counted: the law is
// [calendar.LabourLaw], for which Saturday is a working day. Without it the goods are
// presumed to have come whole. The error is every problem of the question.
func (r Rules) Damage(d Damage, l *calendar.Law) (Verdict, error) {
	var q question
	rule, ok := on(r.Damages, d.Delivered)
	q.law(l)
	q.require("delivered", d.Delivered)
	q.require("told", d.Told)
	q.follows("told", d.Told, "delivered", d.Delivered)
	q.ruled("delivered", d.Delivered, ok)
	if err := q.problems.Err(); err != nil {
		return Verdict{}, err
	}
	var v Verdict
	var err error
	switch {
	case d.Reserved:
		v.Allowed = true
		v.reason(Reserved, rule.Source, calendar.Date{})
	case d.Visible:
		v.reason(Accepted, rule.Source, calendar.Date{})
	default:
		v.Allowed, err = v.toldWithin(rule.Hidden, d.Delivered, d.Told, rule.Source, l)
	}
	if err != nil {
		return Verdict{}, err
	}
	return v, nil
}
