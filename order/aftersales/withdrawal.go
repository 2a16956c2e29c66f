package aftersales

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Contract is how a contract was concluded.
type Contract string

// The contracts.
const (
	InShop      Contract = "in_shop"
	Distance    Contract = "distance"     // WER I.8, 15°: without both being there
	OffPremises Contract = "off_premises" // both there, outside the seller's premises
)

// Subject is what a contract is about.
type Subject string

// The subjects. Goods with a service are goods.
const (
	Goods          Subject = "goods"
	Services       Subject = "services"
	DigitalContent Subject = "digital_content" // not on a tangible medium
)

// Exception is a fact for which there is no right to withdraw (WER VI.53).
type Exception string

// The exceptions, in the order of the article.
const (
	Performed      Exception = "performed"       // a service performed whole, begun with consent and the loss acknowledged
	MarketPrice    Exception = "market_price"    // the price follows a financial market
	MadeToMeasure  Exception = "made_to_measure" // to the consumer's own specification
	Perishable     Exception = "perishable"
	HygieneOpened  Exception = "hygiene_opened" // sealed for health or hygiene, and opened
	Mixed          Exception = "mixed"          // inseparably, with other goods
	FutureDrinks   Exception = "future_drinks"  // alcohol, price agreed, delivered after 30 days, value of the market
	UrgentRepair   Exception = "urgent_repair"  // at home, asked for by the consumer
	MediaOpened    Exception = "media_opened"   // sealed sound, pictures or software, and opened
	Newspaper      Exception = "newspaper"      // no subscription
	Auction        Exception = "auction"        // a public one
	DatedLeisure   Exception = "dated_leisure"  // lodging, transport, car hire, catering, leisure on a date
	DigitalStarted Exception = "digital_started"
)

// MessageID names the exception's text.
func (e Exception) MessageID() string { return "aftersales.exception." + string(e) }

// Exceptions are all of them.
func Exceptions() []Exception {
	return []Exception{
		Performed, MarketPrice, MadeToMeasure, Perishable, HygieneOpened, Mixed, FutureDrinks, UrgentRepair, MediaOpened,
		Newspaper, Auction, DatedLeisure, DigitalStarted,
	}
}

// Withdrawal is a buyer who goes back on his contract.
type Withdrawal struct {
	Buyer     salesdesk.PartyKind `json:"buyer"`
	Contract  Contract            `json:"contract"`
	Subject   Subject             `json:"subject"`
	Online    bool                `json:"online,omitempty"` // concluded on a site or in an app
	Concluded calendar.Date       `json:"concluded"`
	// Received is when the goods came, the last of them where there are several; no date
	// while they did not.
	Received calendar.Date `json:"received,omitzero"`
	// Informed is when he was told of the right as law wants it; no date is never.
	Informed calendar.Date `json:"informed,omitzero"`
	// CostUntold: he was not told that sending back costs him.
	CostUntold bool          `json:"cost_untold,omitempty"`
	Collected  bool          `json:"collected,omitempty"` // we offered to fetch the goods
	Exceptions []Exception   `json:"exceptions,omitempty"`
	Day        calendar.Date `json:"day"` // on which he sent his statement: that it left in time is enough
}

// Withdraw says whether a buyer may withdraw. The term runs from the day on which the
// goods came, or else from the contract; who was told of it late has it from then, and who
// never was, twelve months more. The law counts it: [calendar.EURegulation1182]. The error
// is every problem of the question.
func (r Rules) Withdraw(w Withdrawal, l *calendar.Law) (Verdict, error) {
	rule, err := w.ruleOf(r, l)
	if err != nil {
		return Verdict{}, err
	}
	if v := rule.denied(w); len(v.Reasons) > 0 {
		return v, nil
	}
	var v Verdict
	if err := rule.term(&v, w, l); err != nil {
		return Verdict{}, err
	}
	if !v.Until.IsZero() && w.Day.After(v.Until) {
		v.reason(TooLate, rule.Source, v.Until)
		return v, nil
	}
	v.Allowed = true
	if !v.Until.IsZero() {
		v.reason(WithinTerm, rule.Source, v.Until)
	}
	return v, rule.duties(&v, w, r.Functions, l)
}

func (w Withdrawal) ruleOf(r Rules, l *calendar.Law) (WithdrawalRule, error) {
	var q question
	rule, ok := on(r.Withdrawals, w.Concluded)
	q.law(l)
	q.kind(w.Buyer)
	contracts, subjects := []Contract{InShop, Distance, OffPremises}, []Subject{Goods, Services, DigitalContent}
	q.known("contract", slices.Contains(contracts, w.Contract), choices(contracts))
	q.known("subject", slices.Contains(subjects, w.Subject), choices(subjects))
	q.require("concluded", w.Concluded)
	q.require("day", w.Day)
	q.follows("received", w.Received, "concluded", w.Concluded)
	q.follows("informed", w.Informed, "", calendar.Date{})
	q.follows("day", w.Day, "concluded", w.Concluded)
	q.ruled("concluded", w.Concluded, ok)
	for i, e := range w.Exceptions {
		if ok {
			q.known(salesdesk.Index("exceptions", i), slices.Contains(rule.Exceptions, e), choices(rule.Exceptions))
		}
	}
	return rule, q.problems.Err()
}

// denied are the reasons for which there is no right at all.
func (r WithdrawalRule) denied(w Withdrawal) (v Verdict) {
	if w.Buyer != salesdesk.Consumer {
		v.reason(NotConsumer, r.Source, calendar.Date{})
	}
	if w.Contract == InShop {
		v.reason(NoRight, r.Source, calendar.Date{})
	}
	for _, e := range w.Exceptions {
		v.Reasons = append(v.Reasons, Reason{Code: Excepted, Source: r.ExceptedBy, Exception: e})
	}
	return v
}

// term sets the last day, and says what moved it.
func (r WithdrawalRule) term(v *Verdict, w Withdrawal, l *calendar.Law) error {
	begins := w.Concluded
	if w.Subject == Goods {
		begins = w.Received
	}
	if begins.IsZero() || w.Day.Before(begins) {
		v.reason(NotBegun, r.Source, calendar.Date{})
		return nil
	}
	days := calendar.Term{Length: r.Days, Unit: calendar.Days}
	end, err := days.After(begins, l)
	if err != nil {
		return err
	}
	switch told := w.Informed; {
	case !told.IsZero() && !told.After(begins):
	case !told.IsZero() && !told.After(begins.AddMonths(r.UninformedMore)):
		v.reason(InformedLate, r.Source, told)
		end, err = days.After(told, l)
	default:
		v.reason(NeverInformed, r.Source, end.Date)
		end, err = calendar.Term{Length: r.UninformedMore, Unit: calendar.Months}.After(end.Date, l)
	}
	if err != nil {
		return err
	}
	if end.Date != end.Counted {
		v.reason(WorkingDay, end.Law, end.Counted)
	}
	v.Until = end.Date
	return nil
}

// duties are what follows: the seller's day is as counted, the consumer's is moved.
func (r WithdrawalRule) duties(v *Verdict, w Withdrawal, functions []Since, l *calendar.Law) error {
	v.owe(r.Source, w.Day.AddDays(r.RefundDays), RefundBy)
	v.owe(r.Source, calendar.Date{}, SamePayment, NoFee)
	if w.Subject == Goods {
		if err := r.goods(v, w, l); err != nil {
			return err
		}
	}
	if f, ok := on(functions, w.Concluded); ok && w.Online {
		v.owe(f.Source, calendar.Date{}, Function, Acknowledge)
	}
	return nil
}

func (r WithdrawalRule) goods(v *Verdict, w Withdrawal, l *calendar.Law) error {
	v.owe(r.Source, calendar.Date{}, RefundDelivery)
	if w.Collected {
		v.owe(r.Source, calendar.Date{}, CollectCost)
	} else {
		end, err := calendar.Term{Length: r.ReturnDays, Unit: calendar.Days}.After(w.Day, l)
		if err != nil {
			return err
		}
		v.owe(r.Source, calendar.Date{}, MayWait)
		v.owe(r.Source, end.Date, ReturnBy)
		v.owe(r.Source, calendar.Date{}, r.bearer(w))
	}
	value := LessValue
	if w.Informed.IsZero() {
		value = NoLessValue
	}
	v.owe(r.Source, calendar.Date{}, value)
	return nil
}

// bearer is who pays for sending back: the consumer, if he was told so.
func (WithdrawalRule) bearer(w Withdrawal) DutyCode {
	if w.CostUntold {
		return CollectCost
	}
	return ReturnCost
}
