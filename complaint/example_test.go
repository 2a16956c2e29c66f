package complaint_test

import (
	"errors"
	"fmt"

	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/complaint/sla"
)

// never fails an example on an error that it does not expect.
type never struct{}

func (never) Errorf(format string, args ...any) { fmt.Printf(format, args...) }
func (never) FailNow()                          { panic("unexpected") }

func ExampleRegister() {
	r := rules(never{})
	c, err := complaint.Register(r, clerk(complaint.Complaint{}), "k1", intake(), euro("120.00"), sla.Normal)
	fmt.Println(c.Status, c.Priority, err)
	_, err = complaint.Register(r, clerk(complaint.Complaint{}), "k2", complaint.Intake{Channel: "pigeon"}, euro("120.00"), sla.Normal)
	fmt.Println(err)
	// Output:
	// received normal <nil>
	// intake.customer: required; intake.channel: one_of (phone, mail, web, letter, counter); intake.text: required
}

func ExampleComplaint_Triage() {
	r := rules(never{})
	c := registered(never{}, r)
	c, err := c.Triage(r, clerk(c), complaint.Product, sla.High, true)
	fmt.Println(c.Status, c.Priority, c.Escalated, err)
	// Output: triaged critical bart <nil>
}

// What costs more than the clerk may give alone is the manager's to propose.
func ExampleComplaint_ProposeRemedy() {
	r := rules(never{})
	c := triaged(never{}, r, false)
	remedy := complaint.Remedy{Kind: complaint.Refund, Cost: euro("110.00")}
	_, err := c.ProposeRemedy(r, clerk(c), remedy, "")
	var limit complaint.LimitError
	fmt.Println(errors.As(err, &limit), limit)
	c, err = c.ProposeRemedy(r, manager(c), remedy, "moisture in the drivers")
	fmt.Println(c.Status, c.Remedy.Cost, c.Cause, err)
	// Output:
	// true remedy of 110.00 EUR above the limit of 100 EUR
	// remedy_proposed 110.00 EUR moisture in the drivers <nil>
}

func ExampleComplaint_Resolve() {
	r := rules(never{})
	c := remedied(r)
	fmt.Println(c.Status, c.Given)
	c, err := c.Resolve(r, clerk(c), complaint.References{CreditNote: "CN-1"})
	fmt.Println(c.Status, c.References.CreditNote, err)
	// Output:
	// implementing 40.00
	// resolved CN-1 <nil>
}

// Permitted shows the buttons of a screen, and why the others are grey.
func ExampleComplaint_Permitted() {
	r := rules(never{})
	c := remedied(r)
	c, err := c.Resolve(r, clerk(c), complaint.References{CreditNote: "CN-1"})
	for _, choice := range c.Permitted(r, timer(c)) {
		fmt.Println(choice.On, choice.Allowed, choice.Roles, choice.Reasons)
	}
	fmt.Println(err)
	// Output:
	// close false [] [grace_over: not before 2026-06-06]
	// reopen false [customer inside_sales] []
	// contact true [] []
	// answer false [inside_sales external_sales sales_manager] []
	// <nil>
}

// remedied is a case whose customer accepted a refund of 40.00.
func remedied(r *complaint.Rules) complaint.Complaint {
	c := triaged(never{}, r, false)
	c, err := c.ProposeRemedy(r, clerk(c), complaint.Remedy{Kind: complaint.Refund, Cost: euro("40.00")}, "")
	if err != nil {
		panic(err)
	}
	c, err = c.AcceptRemedy(r, customer(c))
	if err != nil {
		panic(err)
	}
	return c
}
