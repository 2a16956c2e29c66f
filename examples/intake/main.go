// Command intake takes in a purchase order and answers it: JSON on standard input, JSON on
// standard output.
package main

import (
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/examples/internal/incoming"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/order/intake"
)

// question is what is read: the order in one form, what we hold it against, and what we
// answer with.
type question struct {
	incoming.Form
	Customer string          `json:"customer"`
	Buyer    salesdesk.Party `json:"buyer"`
	Seller   salesdesk.Party `json:"seller"`
	Response response        `json:"response,omitzero"`
}

// response is the head of what we answer; without a number nothing is written.
type response struct {
	Number     string        `json:"number,omitempty"`
	SalesOrder string        `json:"sales_order,omitempty"`
	Note       string        `json:"note,omitempty"`
	Promised   calendar.Date `json:"promised,omitzero"`
}

// reply is what is written: the order as it was seen, and the answer as UBL.
type reply struct {
	incoming.Seen
	Response string `json:"response,omitempty"`
}

func main() { cli.Main(answer) }

func answer(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, err
	}
	seen, err := q.Look(incoming.Deal{Customer: q.Customer, Buyer: q.Buyer, Seller: q.Seller})
	if err != nil {
		return nil, err
	}
	if seen.Result == nil || q.Response.Number == "" {
		return reply{Seen: seen}, nil
	}
	var xml strings.Builder
	err = intake.WriteResponse(&xml, intake.Respond(seen.Order, *seen.Result, intake.Header{
		Number: q.Response.Number, Issued: q.On, SalesOrder: q.Response.SalesOrder, Note: q.Response.Note,
		Promised: q.Response.Promised, Seller: q.Seller, Buyer: q.Buyer,
	}))
	return reply{Seen: seen, Response: xml.String()}, salesdesk.At("response", err)
}
