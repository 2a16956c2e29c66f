package paper

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/terms"
)

// label is a fixed word or sentence of a document.
type label string

// The labels, in the order in which they are printed.
const (
	labelQuote         label = "quote"
	labelNumber        label = "number"
	labelVersion       label = "version"
	labelDate          label = "date"
	labelValidUntil    label = "valid_until"
	labelCustomer      label = "customer"
	labelRequest       label = "request"
	labelContact       label = "contact"
	labelDeliverTo     label = "deliver_to"
	labelOriginator    label = "originator"
	labelChanges       label = "changes"
	labelArguments     label = "arguments"
	labelPosition      label = "position"
	labelArticle       label = "article"
	labelQuantity      label = "quantity"
	labelPrice         label = "price"
	labelGrossPrice    label = "gross_price" // VAT included
	labelDiscount      label = "discount"
	labelNet           label = "net"
	labelGross         label = "gross" // VAT included
	labelVAT           label = "vat"
	labelOther         label = "other" // lines outside any section
	labelOptions       label = "options"
	labelOpen          label = "open"
	labelLines         label = "lines"
	labelCharge        label = "charge"
	labelAllowance     label = "allowance"
	labelTaxable       label = "taxable"
	labelTax           label = "tax"
	labelTaxExclusive  label = "tax_exclusive"
	labelTaxInclusive  label = "tax_inclusive"
	labelOneOff        label = "one_off"
	labelSchedule      label = "schedule"
	labelPeriod        label = "period"
	labelTimes         label = "times"
	labelOnce          label = "once"
	labelPrepaid       label = "prepaid"
	labelRounding      label = "rounding"
	labelPayable       label = "payable"
	labelConditions    label = "conditions"
	labelNoEngagement  label = "without_engagement"
	labelInParts       label = "in_parts"
	labelWhole         label = "whole"
	labelNotAccepted   label = "not_accepted" // lines that are still open
	labelAcceptance    label = "acceptance"
	labelAgreed        label = "agreed"
	labelSignName      label = "sign_name"
	labelSignDate      label = "sign_date"
	labelSignature     label = "signature"
	labelInLiquidation label = "in_liquidation"

	labelConfirmation    label = "confirmation" // of orders, deliveries and what is billed for them
	labelDeliveryNote    label = "delivery_note"
	labelOurOrder        label = "our_order"
	labelYourOrder       label = "your_order"
	labelConfirmed       label = "confirmed"
	labelMovedDates      label = "moved_dates"
	labelCancelled       label = "cancelled"
	labelOrdered         label = "ordered"
	labelNow             label = "delivered_now"
	labelOutstanding     label = "outstanding"
	labelCarrier         label = "carrier"
	labelReceipt         label = "receipt"
	labelReserve         label = "reserve"
	labelDueDate         label = "due_date"
	labelDeliveryDate    label = "delivery_date"
	labelTaxPoint        label = "tax_point"
	labelDespatch        label = "despatch"
	labelBuyerReference  label = "buyer_reference"
	labelContract        label = "contract"
	labelPreceding       label = "preceding"
	labelPayment         label = "payment"
	labelAccount         label = "account"
	labelReference       label = "reference"
	labelCredited        label = "credited"
	labelEuroTax         label = "euro_tax"
	labelWithoutDiscount label = "without_discount"
)

// MessageID names the text.
func (l label) MessageID() string { return "paper.label." + string(l) }

// subtotal is the sum of a section.
type subtotal struct{ Section string }

func (subtotal) MessageID() string { return "paper.subtotal" }

// yourNumber is what the buyer calls an article.
type yourNumber struct{ Number string }

func (yourNumber) MessageID() string { return "paper.your_number" }

// delivered is the day promised for a line.
type delivered struct{ On calendar.Date }

func (delivered) MessageID() string { return "paper.delivered" }

// recurring is a line that comes back.
type recurring struct {
	Every  pricing.Billing
	Period calendar.Period
}

func (r recurring) MessageID() string { return "paper.every." + string(r.Every) }

// segment is what the periods of a recurring line cost, as the customer is shown it. The
// days are told where there are several.
type segment struct {
	calendar.Period
	Several  bool
	Quantity salesdesk.Amount
	Unit     string
	Price    string
	Share    string // of a period: "17/31"; empty where it is whole
	Worth    salesdesk.Money
	Times    salesdesk.Amount
	Every    pricing.Billing
	Sum      salesdesk.Money
}

func (s segment) MessageID() string {
	switch one := s.Times.Equal(salesdesk.MustAmount("1")); {
	case one && s.Share != "":
		return "paper.segment.part"
	case one:
		return "paper.segment.one"
	default:
		return "paper.segment.several"
	}
}

// perPeriod is a price that comes back.
type perPeriod struct {
	Price string
	Every pricing.Billing
}

func (perPeriod) MessageID() string { return "paper.per_period" }

// bundle is what several lines are together.
type bundle struct {
	Quantity salesdesk.Amount
	Name     string
	Net      salesdesk.Money
}

func (bundle) MessageID() string { return "paper.bundle" }

// adjustment is an allowance or charge with its ratio.
type adjustment struct {
	Text string
	Rate salesdesk.Amount
}

func (adjustment) MessageID() string { return "paper.adjustment" }

// adjusted is what an adjustment comes to: below zero takes off.
type adjusted struct {
	Text   string
	Amount salesdesk.Money
}

func (adjusted) MessageID() string { return "paper.adjusted" }

// effect is which way a total goes.
type effect string

// The effects.
const (
	more effect = "more"
	less effect = "less"
)

// change is how a total changes; the amount has no sign.
type change struct {
	Effect effect
	Amount salesdesk.Money
}

func (c change) MessageID() string { return "paper.change." + string(c.Effect) }

// choice is what an option does to the document. VAT can turn less into more.
type choice struct {
	Line         string // that it would replace; empty where it would be added
	TaxExclusive change
	Payable      change
}

func (choice) MessageID() string { return "paper.choice" }

// courtesy is a text of law in a language that law does not ask for.
type courtesy struct{ Text string }

func (courtesy) MessageID() string { return "paper.courtesy" }

// inTime is what is payable with the cash discount, and late without.
type inTime struct {
	Days   int
	Rate   salesdesk.Amount
	Amount salesdesk.Money
}

func (inTime) MessageID() string { return "paper.in_time" }

func (d inTime) PluralCount() int64 { return int64(d.Days) }

type late struct{ Days int }

func (late) MessageID() string { return "paper.late" }

func (d late) PluralCount() int64 { return int64(d.Days) }

// advance is the deposit asked.
type advance struct{ Amount, Left salesdesk.Money }

func (advance) MessageID() string { return "paper.advance" }

// exchanged is the rate that prices were converted at.
type exchanged struct {
	From, To salesdesk.Money
	Source   string
	Date     calendar.Date
}

func (exchanged) MessageID() string { return "paper.exchanged" }

// validity is the last valid day.
type validity struct{ Until calendar.Date }

func (validity) MessageID() string { return "paper.validity" }

// payment is the payment term.
type payment struct {
	Days       int
	EndOfMonth bool
}

func (payment) MessageID() string { return "paper.payment" }

func (p payment) PluralCount() int64 { return int64(p.Days) }

// incoterm is who delivers where.
type incoterm struct {
	Incoterm terms.Incoterm
	Place    string
}

func (incoterm) MessageID() string { return "paper.incoterm" }

// place is where is delivered.
type place struct{ Place string }

func (place) MessageID() string { return "paper.place" }

// transport is how goods travel.
type transport struct{ By terms.Transport }

func (transport) MessageID() string { return "paper.transport" }

// agreedLater is a line that nobody can price yet, in the customer's own words.
type agreedLater struct {
	Line   string
	Source string
	Causes []intake.Cause
}

func (agreedLater) MessageID() string { return "paper.agreed_later" }

// enterprise, register, vatNumber and account are particulars of a company.
type enterprise struct{ Number string }

func (enterprise) MessageID() string { return "paper.enterprise" }

type register struct{ Court string }

func (register) MessageID() string { return "paper.register" }

type vatNumber struct{}

func (vatNumber) MessageID() string { return "paper.vat_number" }

// movedDate is a line that comes later than was asked for.
type movedDate struct {
	Line     string
	On, From calendar.Date
}

func (movedDate) MessageID() string { return "paper.moved_date" }

// notDelivered is what was cancelled of a line.
type notDelivered struct {
	Line, Name string
	Quantity   salesdesk.Amount
	Unit       string
}

func (notDelivered) MessageID() string { return "paper.not_delivered" }

// dueBy is a sum and the last day to pay it.
type dueBy struct {
	Amount salesdesk.Money
	Until  calendar.Date
}

func (dueBy) MessageID() string { return "paper.due_by" }

// due is a sum whose day only the terms say.
type due struct{ Amount salesdesk.Money }

func (due) MessageID() string { return "paper.due" }
