// Command desk answers the questions around a quote: what a request means, what suppliers
// ask, what speaks for an offer, where an agreement stands, what a price round does, what law
// says of a price and what history advises. JSON on standard input, JSON on standard output.
package main

import (
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote/agreement"
	"github.com/interne-sales/salesdesk/quote/guidance"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/law"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/sourcing"
)

// question is what is read: one of them.
type question struct {
	Intake     *taken     `json:"intake,omitempty"`
	Sourcing   *sourced   `json:"sourcing,omitempty"`
	Arguments  *argued    `json:"arguments,omitempty"`
	Commitment *committed `json:"commitment,omitempty"`
	Bonus      *accrued   `json:"bonus,omitempty"`
	Round      *round     `json:"round,omitempty"`
	Law        *lawful    `json:"law,omitempty"`
	Guidance   *guided    `json:"guidance,omitempty"`
}

// taken asks which articles a request for quotation means.
type taken struct {
	Catalogue intake.Catalogue   `json:"catalogue"`
	Customer  string             `json:"customer,omitempty"`
	Language  salesdesk.Language `json:"language,omitempty"` // that units are written in
	Date      calendar.Date      `json:"date"`
	Text      string             `json:"text,omitempty"`
	CSV       string             `json:"csv,omitempty"`
	Lines     []intake.Line      `json:"lines,omitempty"`
	Settle    []settled          `json:"settle,omitempty"`
}

// settled is what somebody made of an open line.
type settled struct {
	Line     int               `json:"line"`
	SKU      string            `json:"sku"`
	Quantity *salesdesk.Amount `json:"quantity,omitempty"`
	Unit     string            `json:"unit,omitempty"`
}

// sourced asks which supplier is best for each line.
type sourced struct {
	Request sourcing.Request `json:"request"`
	Replies []sourcing.Reply `json:"replies"`
	Policy  sourcing.Policy  `json:"policy,omitzero"`
	Choose  []chosen         `json:"choose,omitempty"`
}

// chosen is a supplier that somebody prefers.
type chosen struct {
	Line     string `json:"line"`
	Supplier string `json:"supplier"`
}

// argued asks what speaks for an offer.
type argued struct {
	Needs     []intake.Need      `json:"needs"`
	Catalogue []intake.Argument  `json:"catalogue"`
	Lines     []intake.Subject   `json:"lines"`
	Language  salesdesk.Language `json:"language"`
}

// committed asks where a promised quantity stands.
type committed struct {
	agreement.Commitment
	Calls    []agreement.Call   `json:"calls"`
	On       calendar.Date      `json:"on"`
	Currency salesdesk.Currency `json:"currency"`
}

// accrued asks what a year-end bonus comes to.
type accrued struct {
	Agreement agreement.Agreement  `json:"agreement"`
	ID        string               `json:"id"`
	On        calendar.Date        `json:"on"`
	Documents []agreement.Turnover `json:"documents"`
	Advanced  *salesdesk.Money     `json:"advanced,omitempty"`
}

// round asks what new prices do.
type round struct {
	agreement.Round
	Before pricing.Rules `json:"before"`
	After  pricing.Rules `json:"after"`
}

// lawful asks what Belgian law says, of one or more of these.
type lawful struct {
	Seasons   int            `json:"seasons,omitempty"` // a year
	Campaign  *law.Campaign  `json:"campaign,omitempty"`
	Reduction *law.Reduction `json:"reduction,omitempty"`
	History   []law.Offered  `json:"history,omitempty"`
	Sale      *law.Sale      `json:"sale,omitempty"`
	PreSales  bool           `json:"pre_sales,omitempty"`
}

// guided asks what history advises.
type guided struct {
	guidance.Question
	Policy  guidance.Policy   `json:"policy,omitzero"`
	Records []guidance.Record `json:"records"`
}

func main() { cli.Main(answer) }

func answer(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, err
	}
	var given []string
	var ask func() (any, error)
	for _, one := range []struct {
		name  string
		given bool
		ask   func() (any, error)
	}{
		{"intake", q.Intake != nil, q.Intake.answer},
		{"sourcing", q.Sourcing != nil, q.Sourcing.answer},
		{"arguments", q.Arguments != nil, q.Arguments.answer},
		{"commitment", q.Commitment != nil, q.Commitment.answer},
		{"bonus", q.Bonus != nil, q.Bonus.answer},
		{"round", q.Round != nil, q.Round.answer},
		{"law", q.Law != nil, q.Law.answer},
		{"guidance", q.Guidance != nil, q.Guidance.answer},
	} {
		if one.given {
			given, ask = append(given, one.name), one.ask
		}
	}
	switch len(given) {
	case 0:
		return nil, salesdesk.FieldError{Path: "intake", Rule: salesdesk.RuleRequired}
	case 1:
		told, err := ask()
		return told, salesdesk.At(given[0], err)
	default:
		return nil, salesdesk.FieldError{Path: given[1], Rule: salesdesk.RuleOneOf, Param: strings.Join(given, ", ")}
	}
}
