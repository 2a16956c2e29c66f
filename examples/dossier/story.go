package main

import (
	"encoding/json"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/prospect/score"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/agreement"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// company is company.json: who sells, when its desk is open, and what it decides.
type company struct {
	Seller        salesdesk.Party           `json:"seller"`
	Desk          json.RawMessage           `json:"desk"` // calendar.Hours, beside the Belgian holidays
	Approval      quote.Approval            `json:"approval"`
	Floor         quote.Floor               `json:"floor"`
	Cadence       quote.Cadence             `json:"cadence"`
	Agreements    []agreement.Agreement     `json:"agreements,omitempty"`
	ConfirmLimit  salesdesk.Amount          `json:"confirm_limit"`
	Logistics     logistics                 `json:"logistics"`
	ServiceLevels serviceLevels             `json:"service_levels"`
	RemedyLimit   salesdesk.Amount          `json:"remedy_limit"`
	Groups        map[string]calendar.Names `json:"groups,omitempty"` // names of product groups, by their code
}

type logistics struct {
	Cutoff       calendar.Clock `json:"cutoff"`
	HandlingDays int            `json:"handling_days"`
	TransitDays  int            `json:"transit_days"`
}

type serviceLevels struct {
	FirstResponseHours int `json:"first_response_hours"`
	NextUpdateHours    int `json:"next_update_hours"`
	ResolutionHours    int `json:"resolution_hours"`
}

// rfq is rfq.json: what the customer asked for.
type rfq struct {
	Number    string             `json:"number"`
	Customer  string             `json:"customer"`
	Channel   string             `json:"channel"`
	Received  time.Time          `json:"received"`
	Reference string             `json:"reference"`
	Place     *salesdesk.Address `json:"delivery_place,omitempty"` // empty is the customer's address
	Requested calendar.Date      `json:"requested_delivery"`
	Lines     []rfqLine          `json:"lines"`
}

type rfqLine struct {
	ID       string            `json:"id"`
	SKU      string            `json:"sku"`
	Quantity salesdesk.Amount  `json:"quantity"`
	Discount *salesdesk.Amount `json:"discount,omitempty"`
}

// story is sale.json: what people said and did, and when.
type story struct {
	Clerk         string             `json:"clerk"`
	Manager       string             `json:"manager"`
	Warehouse     string             `json:"warehouse"`
	Finance       string             `json:"finance"`
	Quality       string             `json:"quality"`
	Score         scoreStory         `json:"score"`
	Qualification qualificationStory `json:"qualification"`
	Quote         quoteStory         `json:"quote"`
	Objection     objectionStory     `json:"objection"`
	Counter       counterStory       `json:"counter"`
	Revision      quoteStory         `json:"revision"`
	Acceptance    momentStory        `json:"acceptance"`
	Order         orderStory         `json:"order"`
	Shipments     []shipmentStory    `json:"shipments"`
	Invoice       documentStory      `json:"invoice"`
	Complaint     complaintStory     `json:"complaint"`
	Return        returnStory        `json:"return"`
	CreditNote    documentStory      `json:"credit_note"`
	Report        reportStory        `json:"report"`
}

type scoreStory struct {
	At         time.Time                   `json:"at"`
	Attributes map[string]string           `json:"attributes"`
	Measures   map[string]salesdesk.Amount `json:"measures"`
	Events     []score.Event               `json:"events"`
}

type qualificationStory struct {
	At          time.Time          `json:"at"`
	Opportunity string             `json:"opportunity"`
	Title       string             `json:"title"`
	Framework   prospect.Framework `json:"framework"`
	Findings    []findingStory     `json:"findings"`
}

type findingStory struct {
	Criterion prospect.Criterion `json:"criterion"`
	Met       bool               `json:"met"`
	Evidence  string             `json:"evidence"`
}

type quoteStory struct {
	Number       string                `json:"number,omitempty"`
	Written      time.Time             `json:"written"`
	Discount     *salesdesk.Amount     `json:"discount,omitempty"`
	Approved     time.Time             `json:"approved"`
	Sent         time.Time             `json:"sent"`
	ValidUntil   calendar.Date         `json:"valid_until"`
	PaymentDays  *int                  `json:"payment_days,omitempty"` // not said: as before
	CashDiscount *pricing.CashDiscount `json:"cash_discount,omitempty"`
	Reason       string                `json:"reason,omitempty"` // of a revision: what it gives is in return for
}

type objectionStory struct {
	At      time.Time           `json:"at"`
	Kind    quote.ObjectionKind `json:"kind"`
	Line    string              `json:"line,omitempty"`
	Text    string              `json:"text"`
	Answer  string              `json:"answer"` // given with the revision
	Outcome quote.Outcome       `json:"outcome"`
}

type counterStory struct {
	At    time.Time         `json:"at"`
	Total *salesdesk.Amount `json:"total,omitempty"`
	Text  string            `json:"text"`
}

type momentStory struct {
	At time.Time `json:"at"`
}

type orderStory struct {
	Number    string           `json:"number"`
	Received  time.Time        `json:"received"`
	Confirmed time.Time        `json:"confirmed"`
	Exposure  salesdesk.Amount `json:"exposure"`
}

type shipmentStory struct {
	ID        string    `json:"id"`
	Carrier   string    `json:"carrier"`
	Shipped   time.Time `json:"shipped"`
	Delivered time.Time `json:"delivered"`
	Proof     string    `json:"proof"`
	Lines     []string  `json:"lines"`
}

type documentStory struct {
	Number    string    `json:"number"`
	At        time.Time `json:"at"`
	Reference int64     `json:"payment_reference,omitempty"`
}

type complaintStory struct {
	ID           string           `json:"id"`
	Received     time.Time        `json:"received"`
	Line         string           `json:"line"`
	Quantity     salesdesk.Amount `json:"quantity"`
	Text         string           `json:"text"`
	Priority     string           `json:"priority"`
	Acknowledged time.Time        `json:"acknowledged"`
	Answered     time.Time        `json:"answered"`
	Investigated time.Time        `json:"investigated"`
	Cause        string           `json:"cause"`
	Proposed     time.Time        `json:"proposed"`
	Agreed       time.Time        `json:"agreed"`
	Resolved     time.Time        `json:"resolved"`
	Closed       time.Time        `json:"closed"`
}

type returnStory struct {
	ID         string    `json:"id"`
	Requested  time.Time `json:"requested"`
	Authorized time.Time `json:"authorized"`
	Received   time.Time `json:"received"`
	Inspected  time.Time `json:"inspected"`
	Finding    string    `json:"finding"`
	Proposed   time.Time `json:"proposed"`
}

type reportStory struct {
	From calendar.Date `json:"from"`
	To   calendar.Date `json:"to"` // the first day after it
	AsOf calendar.Date `json:"as_of"`
}

// hours compiles the opening hours: Belgian holidays of the years around the sale,
// and the company's own days.
func (c company) hours(around calendar.Date) (*calendar.Calendar, error) {
	hours, err := calendar.DecodeHours(c.Desk, time.LoadLocation)
	if err != nil {
		return nil, salesdesk.At("desk", err)
	}
	hours.Closed = append(calendar.Belgium(around.Year-2, around.Year+1), hours.Closed...)
	opened, err := calendar.New(hours)
	return opened, salesdesk.At("desk", err)
}
