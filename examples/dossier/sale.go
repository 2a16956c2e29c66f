package main

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// sale is the state of the story while it runs. The packages keep nothing; this is
// what a company has in its database.
type sale struct {
	dossier
	voice          // of the desk, in the language asked for
	theirs   voice // of the customer, in his language
	calendar *calendar.Calendar
	customer customer
	pricer   *pricing.Pricer

	opportunity prospect.Opportunity
	quote       quote.Quote
	order       order.Order
	complaint   complaint.Complaint
	documents   documents

	steps   steps
	log     bytes.Buffer
	files   []file
	notes   []string // of the negotiation
	summary strings.Builder
}

type file struct {
	name string
	data []byte
}

// steps are what each machine went through.
type steps struct {
	opportunity []workflow.Step[prospect.Stage, prospect.Event]
	quote       []workflow.Step[quote.Status, quote.Event]
	order       []workflow.Step[order.Status, order.Event]
	returns     []workflow.Step[order.ReturnStatus, order.ReturnEvent]
	complaint   []workflow.Step[complaint.Status, complaint.Event]
}

func newSale(d dossier, lang salesdesk.Language) (*sale, error) {
	s := &sale{dossier: d}
	var problems salesdesk.Problems
	var err error
	s.calendar, err = d.company.hours(calendar.DateOf(d.rfq.Received, time.UTC))
	problems.AddAt("company.json", err)
	s.customer, err = d.customerOf(d.rfq.Customer)
	problems.AddAt("rfq.json", err)
	s.pricer, err = pricing.Compile(pricing.Rules{Book: d.book(), VAT: pricing.VATPolicy{Seller: pricing.TaxPartyOf(d.company.Seller)}})
	problems.AddAt("articles.csv", err)
	problems.Add(s.speak(lang))
	return s, problems.Err()
}

// run tells the story, one chapter after the other.
func (s *sale) run() error {
	for _, chapter := range []struct {
		name string
		tell func() error
	}{
		{"prospect", s.qualify},
		{"quote", s.offer},
		{"order", s.fulfil},
		{"invoice", s.bill},
		{"complaint", s.complain},
		{"report", s.report},
		{"paths", s.draw},
	} {
		var told, problems salesdesk.Problems
		told.Add(chapter.tell())
		for _, err := range told {
			problems.Add(fmt.Errorf("%s: %w", chapter.name, err))
		}
		if err := problems.Err(); err != nil {
			return err
		}
	}
	return nil
}

// command is a command of somebody at a moment, for a value at a version.
func (s *sale) command(stream string, who salesdesk.Actor, at time.Time, version int, reason string) *workflow.Command {
	return &workflow.Command{ID: fmt.Sprintf("%s-%d", stream, version+1), Actor: who, At: at, Expect: version, Reason: reason}
}

func (s *sale) clerk() salesdesk.Actor {
	return salesdesk.Actor{ID: s.story.Clerk, Role: salesdesk.InsideSales}
}

// buyer is the clerk who enters what the customer said.
func (s *sale) buyer() salesdesk.Actor {
	return salesdesk.Actor{ID: s.story.Clerk, Role: salesdesk.InsideSales, For: s.customer.ID}
}

func (s *sale) manager() salesdesk.Actor {
	return salesdesk.Actor{ID: s.story.Manager, Role: salesdesk.SalesManager}
}

func (s *sale) warehouse() salesdesk.Actor {
	return salesdesk.Actor{ID: s.story.Warehouse, Role: salesdesk.Warehouse}
}

func (s *sale) finance() salesdesk.Actor {
	return salesdesk.Actor{ID: s.story.Finance, Role: salesdesk.Finance}
}

func (s *sale) inspector() salesdesk.Actor {
	return salesdesk.Actor{ID: s.story.Quality, Role: salesdesk.Quality}
}

func (s *sale) system() salesdesk.Actor {
	return salesdesk.Actor{ID: "salesdesk", Role: salesdesk.System}
}

// keep appends changes to the log, as a company appends them to its store.
func keep[F workflow.Fact](s *sale, changes []workflow.Event[F]) error {
	lines, err := workflow.EncodeEvents(changes)
	if err != nil {
		return err
	}
	s.log.Write(lines)
	return nil
}

// file adds a document to the output.
func (s *sale) file(name string, data []byte) { s.files = append(s.files, file{name, data}) }
