package aftersales

import (
	"strings"

	"github.com/interne-sales/salesdesk/calendar"
)

// Verdict is an answer: yes or no, why, and what follows from a yes.
type Verdict struct {
	Allowed bool `json:"allowed"`
	// Weigh: the answer depends on what a judge makes of the facts.
	Weigh bool `json:"weigh,omitempty"`
	// Until is the last day on which the answer would be yes; no date where no day decides.
	Until    calendar.Date `json:"until,omitzero"`
	Reasons  []Reason      `json:"reasons"`
	Remedies []Remedy      `json:"remedies,omitempty"` // of which the buyer chooses
	Duties   []Duty        `json:"duties,omitempty"`
}

// Reason is one step to an answer. What its code does not name is empty.
type Reason struct {
	Code      Code          `json:"code"`
	Source    string        `json:"source"`
	Date      calendar.Date `json:"date,omitzero"`
	Days      int           `json:"days,omitempty"`
	Exception Exception     `json:"exception,omitempty"`
	Part      string        `json:"part,omitempty"`
}

// MessageID names the reason's text.
func (r Reason) MessageID() string { return "aftersales.reason." + string(r.Code) }

// Code says what a reason is.
type Code string

// The codes, and what they name.
const (
	NotConsumer    Code = "not_consumer"    // only consumers have this right
	NoRight        Code = "no_right"        // the contract was concluded in a shop
	Excepted       Code = "excepted"        // Exception
	NotBegun       Code = "not_begun"       // the goods did not come yet
	WithinTerm     Code = "within_term"     // Date is the last day
	TooLate        Code = "too_late"        // Date was the last day
	InformedLate   Code = "informed_late"   // Date is when: the term began on it
	NeverInformed  Code = "never_informed"  // Date was the last day of the term of who is informed
	WorkingDay     Code = "working_day"     // Date is where the term ended, and was moved from
	Guaranteed     Code = "guaranteed"      // Date is the last day of the guarantee
	GuaranteeOver  Code = "guarantee_over"  // Date was the last day
	Presumed       Code = "presumed"        // until Date
	Unproven       Code = "unproven"        // after Date the consumer proves, and did not
	Rebutted       Code = "rebutted"        // the seller proved that it came later
	SecondHand     Code = "second_hand"     // a shorter guarantee was agreed
	AgreedTooShort Code = "agreed_short"    // what was agreed is less than law allows, or for new goods
	Suspended      Code = "suspended"       // for Days
	RepairExtended Code = "repair_extended" // Date is the last day without
	ToldInTime     Code = "told_in_time"    // Date was the last day to tell
	ToldLate       Code = "told_late"       // Date was the last day to tell
	NoticeRaised   Code = "notice_raised"   // the terms leave less than law does
	RepairFirst    Code = "repair_first"    // repair or replacement come first
	RepairFailed   Code = "repair_failed"   // and did not help
	Minor          Code = "minor"           // no termination for a minor defect
	NotCovered     Code = "not_covered"     // Part
	NotRegistered  Code = "not_registered"  // Date was the last day to register
	Reserved       Code = "reserved"        // on delivery
	Accepted       Code = "accepted"        // visible and taken without reserve
	ShortTime      Code = "short_time"      // Days after it was found
	LawOfConsumers Code = "consumer"        // a consumer has the legal guarantee instead
)

// Remedy is what a buyer may ask for a defect.
type Remedy string

// The remedies, in the order in which law gives them.
const (
	Repair         Remedy = "repair"
	Replacement    Remedy = "replacement"
	PriceReduction Remedy = "price_reduction"
	Termination    Remedy = "termination"
)

// MessageID names the remedy's text.
func (r Remedy) MessageID() string { return "aftersales.remedy." + string(r) }

// Duty is what follows from a yes.
type Duty struct {
	Code   DutyCode      `json:"code"`
	By     calendar.Date `json:"by,omitzero"`
	Source string        `json:"source"`
}

// MessageID names the duty's text.
func (d Duty) MessageID() string { return "aftersales.duty." + string(d.Code) }

// DutyCode says what a duty is.
type DutyCode string

// The duties.
const (
	RefundBy        DutyCode = "refund_by"        // the seller, all that was paid, by By
	RefundDelivery  DutyCode = "refund_delivery"  // the seller, the cheapest standard delivery too
	SamePayment     DutyCode = "same_payment"     // the seller, by the means with which it was paid
	NoFee           DutyCode = "no_fee"           // the seller charges nothing for a withdrawal
	MayWait         DutyCode = "may_wait"         // the seller may hold the refund until goods or proof of sending
	ReturnBy        DutyCode = "return_by"        // the consumer sends the goods by By
	ReturnCost      DutyCode = "return_cost"      // the consumer bears the direct cost of it
	CollectCost     DutyCode = "collect_cost"     // the seller bears it
	LessValue       DutyCode = "less_value"       // the consumer answers for use beyond trying
	NoLessValue     DutyCode = "no_less_value"    // he does not: he was not informed
	Acknowledge     DutyCode = "acknowledge"      // the seller, with day and hour, on a durable medium
	Function        DutyCode = "function"         // the seller's site has a withdrawal function
	FreeOfCharge    DutyCode = "free_of_charge"   // the seller, within a reasonable time
	GuaranteeStands DutyCode = "guarantee_stands" // the legal guarantee is untouched by a warranty
)

func (v *Verdict) reason(code Code, source string, date calendar.Date) {
	v.Reasons = append(v.Reasons, Reason{Code: code, Source: source, Date: date})
}

func (v *Verdict) owe(source string, by calendar.Date, codes ...DutyCode) {
	for _, code := range codes {
		v.Duties = append(v.Duties, Duty{Code: code, By: by, Source: source})
	}
}

// choices are the names of a table, for a problem that lists them.
func choices[S ~string](all []S) string {
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = string(s)
	}
	return strings.Join(names, ", ")
}
