// Command intake takes in a purchase order and answers it: JSON on standard input, JSON on
// standard output.
package main

import (
	"errors"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/quote"
	asked "github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// question is what is read: the order in one form, what we hold it against, and what we
// answer with.
type question struct {
	UBL  string                `json:"ubl,omitempty"`
	CSV  string                `json:"csv,omitempty"`
	JSON *intake.PurchaseOrder `json:"order,omitempty"`
	Scan *intake.Scan          `json:"scan,omitempty"`

	Book       pricing.Book             `json:"book"`
	Articles   []asked.Article          `json:"articles,omitempty"` // beside those of the book
	Numbers    []asked.OwnNumber        `json:"numbers,omitempty"`
	Customer   string                   `json:"customer"`
	Buyer      salesdesk.Party          `json:"buyer"`
	Seller     salesdesk.Party          `json:"seller"`
	Addresses  []salesdesk.Address      `json:"addresses,omitempty"`
	Quote      *quote.Quote             `json:"quote,omitempty"`
	Offer      *offer                   `json:"offer,omitempty"`
	Request    pricing.Request          `json:"request,omitzero"`
	On         calendar.Date            `json:"on"`
	Earliest   calendar.Date            `json:"earliest,omitzero"`
	Available  map[string]calendar.Date `json:"available,omitempty"` // by article
	Tolerances intake.Tolerances        `json:"tolerances,omitzero"`
	Received   []intake.Received        `json:"received,omitempty"`
	Days       int                      `json:"days,omitempty"`

	Response response `json:"response,omitzero"`
}

// offer is a quote in short: what was asked, priced by the book.
type offer struct {
	Number  string          `json:"number"`
	Request pricing.Request `json:"request"`
	InParts bool            `json:"in_parts,omitempty"`
}

// response is the head of what we answer; without a number nothing is written.
type response struct {
	Number     string        `json:"number,omitempty"`
	SalesOrder string        `json:"sales_order,omitempty"`
	Note       string        `json:"note,omitempty"`
	Promised   calendar.Date `json:"promised,omitzero"`
}

// reply is what is written: the order as it was read, what is doubtful or there already,
// what it comes to beside ours, and the answer as UBL.
type reply struct {
	Order     intake.PurchaseOrder `json:"order"`
	Reviews   []intake.Review      `json:"reviews,omitempty"`
	Duplicate *intake.Received     `json:"duplicate,omitempty"`
	Digest    string               `json:"digest"`
	Result    *intake.Result       `json:"result,omitempty"`
	Response  string               `json:"response,omitempty"`
}

func main() { cli.Main(answer) }

func answer(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, err
	}
	var out reply
	var err error
	if out.Order, out.Reviews, err = q.read(); err != nil {
		return nil, err
	}
	if out.Digest, err = out.Order.Digest(); err != nil {
		return nil, err
	}
	var twice intake.DuplicateError
	if err := intake.Duplicate(out.Order, q.Customer, q.On, q.Received, q.Days); errors.As(err, &twice) {
		out.Duplicate = &twice.Earlier
	}
	if len(out.Reviews) > 0 || out.Duplicate != nil {
		return out, nil // somebody looks first
	}
	ours, err := q.ours()
	if err != nil {
		return nil, err
	}
	result, err := intake.Match(out.Order, ours, q.Tolerances)
	if err != nil {
		return nil, err
	}
	out.Result = &result
	if q.Response.Number == "" {
		return out, nil
	}
	var xml strings.Builder
	err = intake.WriteResponse(&xml, intake.Respond(out.Order, result, intake.Header{
		Number: q.Response.Number, Issued: q.On, SalesOrder: q.Response.SalesOrder, Note: q.Response.Note,
		Promised: q.Response.Promised, Seller: q.Seller, Buyer: q.Buyer,
	}))
	out.Response = xml.String()
	return out, salesdesk.At("response", err)
}

// read is the order, in the one form that it came in.
func (q *question) read() (po intake.PurchaseOrder, queue []intake.Review, err error) {
	switch {
	case q.UBL != "":
		po, err = intake.ReadUBL([]byte(q.UBL))
		return po, nil, salesdesk.At("ubl", err)
	case q.CSV != "":
		po, err = intake.ReadCSV([]byte(q.CSV))
		return po, nil, salesdesk.At("csv", err)
	case q.Scan != nil:
		po, queue, err = q.Scan.Read()
		return po, queue, salesdesk.At("scan", err)
	case q.JSON != nil:
		return *q.JSON, nil, salesdesk.At("order", q.JSON.Check())
	default:
		return po, nil, salesdesk.FieldError{Path: "order", Rule: salesdesk.RuleRequired}
	}
}

// ours is the quote or the offer, else the prices of the book.
func (q *question) ours() (intake.Ours, error) {
	ours := intake.Ours{
		Customer: q.Customer, Buyer: q.Buyer, Seller: q.Seller, Addresses: q.Addresses, On: q.On, Earliest: q.Earliest, Available: q.Available, Quote: q.Quote,
	}
	var problems salesdesk.Problems
	assortment, err := asked.Compile(asked.Catalogue{Articles: append(asked.Articles(q.Book), q.Articles...), Numbers: q.Numbers})
	problems.Add(err)
	pricer, err := pricing.Compile(pricing.Rules{Book: q.Book})
	problems.AddAt("book", err)
	if err := problems.Err(); err != nil {
		return ours, err
	}
	ours.Assortment = assortment
	switch {
	case q.Quote != nil:
	case q.Offer != nil:
		ours.Quote, err = q.Offer.quote(pricer, q.Customer)
	default:
		ours.Pricer, ours.Request = pricer, q.Request
	}
	return ours, salesdesk.At("offer", err)
}

// quote is the offer as a quote of one revision.
func (o *offer) quote(p *pricing.Pricer, customer string) (*quote.Quote, error) {
	content, err := quote.Price(p, o.Request, quote.Conditions{InParts: o.InParts})
	if err != nil {
		return nil, salesdesk.At("request", err)
	}
	digest, err := content.Digest()
	return &quote.Quote{
		ID: o.Number, Number: o.Number, Customer: customer, Revisions: []quote.Revision{{Number: 1, Content: content, Digest: digest}},
	}, err
}
