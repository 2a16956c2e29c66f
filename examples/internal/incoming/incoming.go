// Package incoming is the form in which the example programs take a customer's order: how it
// came, and what it is held against.
package incoming

import (
	"errors"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/quote"
	asked "github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Form is the order in one form, and what it is held against: a quote, an offer, or else the
// prices of the book.
type Form struct {
	UBL  string                `json:"ubl,omitempty"`
	CSV  string                `json:"csv,omitempty"`
	JSON *intake.PurchaseOrder `json:"order,omitempty"`
	Scan *intake.Scan          `json:"scan,omitempty"`

	Book       pricing.Book                 `json:"book"`
	Articles   []asked.Article              `json:"articles,omitempty"` // beside those of the book
	Numbers    []asked.OwnNumber            `json:"numbers,omitempty"`
	Addresses  []salesdesk.Address          `json:"addresses,omitempty"`
	Places     map[string]salesdesk.Address `json:"places,omitempty"` // by the customer's number of them
	Quote      *quote.Quote                 `json:"quote,omitempty"`
	Offer      *Offer                       `json:"offer,omitempty"`
	Request    pricing.Request              `json:"request,omitzero"`
	On         calendar.Date                `json:"on"`
	Earliest   calendar.Date                `json:"earliest,omitzero"`
	Available  map[string]calendar.Date     `json:"available,omitempty"` // by article
	Tolerances intake.Tolerances            `json:"tolerances,omitzero"`
	Received   []intake.Received            `json:"received,omitempty"`
	Days       int                          `json:"days,omitempty"`
}

// Offer is a quote in short: what was asked, priced by the book.
type Offer struct {
	Number  string          `json:"number"`
	Request pricing.Request `json:"request"`
	InParts bool            `json:"in_parts,omitempty"`
}

// Deal is between whom it is, and by which way it came.
type Deal struct {
	Customer      string
	Buyer, Seller salesdesk.Party
	Channel       order.Channel
}

// Seen is the order as it was read, what is doubtful or there already, and what it comes to
// beside ours: no result until somebody looked.
type Seen struct {
	Order     intake.PurchaseOrder `json:"order"`
	Reviews   []intake.Review      `json:"reviews,omitempty"`
	Duplicate *intake.Received     `json:"duplicate,omitempty"`
	Digest    string               `json:"digest"`
	Result    *intake.Result       `json:"result,omitempty"`
}

// Look reads the order and holds it against ours.
func (f *Form) Look(d Deal) (Seen, error) {
	var out Seen
	var err error
	if out.Order, out.Reviews, err = f.read(); err != nil {
		return Seen{}, err
	}
	if out.Digest, err = out.Order.Digest(); err != nil {
		return Seen{}, err
	}
	var twice intake.DuplicateError
	if err := intake.Duplicate(out.Order, d.Customer, f.On, f.Received, f.Days); errors.As(err, &twice) {
		out.Duplicate = &twice.Earlier
	}
	if len(out.Reviews) > 0 || out.Duplicate != nil {
		return out, nil
	}
	ours, err := f.ours(d)
	if err != nil {
		return Seen{}, err
	}
	result, err := intake.Match(out.Order, ours, f.Tolerances)
	out.Result = &result
	return out, err
}

// read is the order, in the one form that it came in.
func (f *Form) read() (po intake.PurchaseOrder, queue []intake.Review, err error) {
	switch {
	case f.UBL != "":
		po, err = intake.ReadUBL([]byte(f.UBL))
		return po, nil, salesdesk.At("ubl", err)
	case f.CSV != "":
		po, err = intake.ReadCSV([]byte(f.CSV))
		return po, nil, salesdesk.At("csv", err)
	case f.Scan != nil:
		if po, queue, err = f.Scan.Read(); err == nil && len(queue) == 0 {
			po, err = f.Scan.Order()
		}
		return po, queue, salesdesk.At("scan", err)
	case f.JSON != nil:
		return *f.JSON, nil, salesdesk.At("order", f.JSON.Check())
	default:
		return po, nil, salesdesk.FieldError{Path: "order", Rule: salesdesk.RuleRequired}
	}
}

// ours is the quote or the offer, else the prices of the book.
func (f *Form) ours(d Deal) (intake.Ours, error) {
	ours := intake.Ours{
		Customer: d.Customer, Buyer: d.Buyer, Seller: d.Seller, Channel: d.Channel, Addresses: f.Addresses, Places: f.Places, On: f.On, Earliest: f.Earliest, Available: f.Available, Quote: f.Quote,
	}
	var problems salesdesk.Problems
	assortment, err := asked.Compile(asked.Catalogue{Articles: append(asked.Articles(f.Book), f.Articles...), Numbers: f.Numbers})
	problems.Add(err)
	pricer, err := pricing.Compile(pricing.Rules{Book: f.Book})
	problems.AddAt("book", err)
	if err := problems.Err(); err != nil {
		return ours, err
	}
	ours.Assortment = assortment
	switch {
	case f.Quote != nil:
	case f.Offer != nil:
		ours.Quote, err = f.Offer.quote(pricer, d.Customer)
	default:
		ours.Pricer, ours.Request = pricer, f.Request
	}
	return ours, salesdesk.At("offer", err)
}

// quote is the offer as a quote of one revision.
func (o *Offer) quote(p *pricing.Pricer, customer string) (*quote.Quote, error) {
	content, err := quote.Price(p, o.Request, quote.Conditions{InParts: o.InParts})
	if err != nil {
		return nil, salesdesk.At("request", err)
	}
	digest, err := content.Digest()
	return &quote.Quote{
		ID: o.Number, Number: o.Number, Customer: customer, Revisions: []quote.Revision{{Number: 1, Content: content, Digest: digest}},
	}, err
}
