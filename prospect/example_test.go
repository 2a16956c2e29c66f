package prospect_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/prospect"
)

// never fails an example on an error that it does not expect.
type never struct{}

func (never) Errorf(format string, args ...any) { fmt.Printf(format, args...) }
func (never) FailNow()                          { panic("unexpected") }

// What is not known is asked, never counted as no.
func ExampleQualification_Assess() {
	a := bant(finding(prospect.Need, true, 9), finding(prospect.Budget, false, 10)).Assess()
	fmt.Println(a.Verdict, "ask", a.Ask)
	// Output: disqualified ask [authority timing]
}

func ExampleNew() {
	o := opened(never{}, rules(never{}))
	fmt.Println(o.Stage, o.Value, o.Expected)
	// Output: open 9000.00 EUR 2026-04-30
}

func ExampleOpportunity_Qualify() {
	r := rules(never{})
	o := opened(never{}, r)
	_, err := o.Qualify(r, by(o), bant(finding(prospect.Need, true, 9)))
	fmt.Println(err)
	o, err = o.Qualify(r, by(o), full())
	fmt.Println(o.Stage, err)
	// Output:
	// opportunity: qualify refused in open: criteria_met: budget is not known; authority is not known; timing is not known
	// qualified <nil>
}

// Lost is not "no decision": each has its own verb and its own reason.
func ExampleOpportunity_Lose() {
	r := rules(never{})
	o := opened(never{}, r)
	lost, err := o.Lose(r, by(o), prospect.LostOnPrice, "Bouwmarkt Zuid")
	fmt.Println(lost.Stage, lost.LossReason, lost.Competitor, err)
	abandoned, err := o.Abandon(r, by(o))
	fmt.Println(abandoned.Stage, err)
	// Output:
	// lost price Bouwmarkt Zuid <nil>
	// no_decision <nil>
}

func ExampleAccount_Gaps() {
	fmt.Println(prospect.Account{ID: "C001", Party: salesdesk.Party{Name: "Werf NV"}}.Gaps())
	// Output: [contact reach vat address segment owner]
}
