package dunning_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/order/dunning"
)

// loud stops an example on an error that it does not expect.
type loud struct{}

func (loud) Errorf(format string, args ...any) { fmt.Printf(format, args...) }
func (loud) FailNow()                          { panic("unexpected") }

// late is a consumer's debt of 1,200 euros, due on 31 March 2026.
func late() (*dunning.Rules, dunning.Claim) {
	r := rules(loud{}, dunning.Policy{SecondReminder: true})
	return r, opened(loud{}, r, consumer("1200.00", "2026-03-31"))
}

func ExampleOpen() {
	r := rules(loud{}, dunning.Policy{})
	c, err := dunning.Open(r, by(dunning.Claim{}, salesdesk.System), "d1", consumer("1200.00", "2026-03-31"))
	next, _, _ := c.Next(r, day("2026-04-01"))
	fmt.Println(c.Status, next.On, next.From, err)
	_, err = dunning.Open(r, by(dunning.Claim{}, salesdesk.System), "", dunning.Debt{Debtor: "bank", Currency: "EUR"})
	fmt.Println(err)
	// Output:
	// none remind_1 2026-04-01 <nil>
	// id: required; debt.customer: required; debt.invoice: required; debt.debtor: one_of (business public_body consumer); debt.amount: min (0); debt.due: required; debt.contract: required
}

// A consumer has 14 days from the day after an electronic reminder.
func ExampleClaim_Remind() {
	r, c := late()
	c, err := c.Remind(r, by(c, salesdesk.System), dunning.Reminder{Sent: day("2026-04-20"), Channel: dunning.Electronic})
	fmt.Println(c.Status, err)
	fmt.Println("to pay until", c.Reminders[0].Wait.Last)
	// Output:
	// reminder_1 <nil>
	// to pay until 2026-05-04
}

// Until the term is over nothing follows; then a second reminder costs at most 7.50 and
// its postage.
func ExampleClaim_RemindAgain() {
	r, c := late()
	c = reminded(loud{}, r, c, "2026-04-20", dunning.Electronic)
	second := dunning.Reminder{Sent: day("2026-05-04"), Channel: dunning.Post, Cost: amount("8.00"), Postage: amount("1.50")}
	_, err := c.RemindAgain(r, by(c, salesdesk.System), second)
	fmt.Println(err)
	second.Sent, second.Cost = day("2026-05-05"), amount("7.50")
	c, err = c.RemindAgain(r, by(c, salesdesk.System), second)
	fmt.Println(c.Status, stated(loud{}, r, c, "2026-05-05").Total, err)
	// Output:
	// dunning: remind_2 refused in reminder_1: waited: not before 2026-05-05; cost: reminder cost: at most 7.50 EUR and postage
	// reminder_2 1309.35 <nil>
}

func ExampleClaim_GiveNotice() {
	r := rules(loud{}, dunning.Policy{})
	c := reminded(loud{}, r, opened(loud{}, r, business("6050.00", "2026-03-31")), "2026-04-10", dunning.Post)
	c, err := c.GiveNotice(r, by(c, salesdesk.Finance), dunning.Reminder{Sent: day("2026-04-24"), Channel: dunning.Post})
	next, _, _ := c.Next(r, day("2026-04-24"))
	fmt.Println(c.Status, next.On, next.From, err)
	// Output: formal_notice hand_over 2026-05-08 <nil>
}

// Who collects from consumers is registered, unless it is a lawyer or a bailiff.
func ExampleClaim_HandOver() {
	r := rules(loud{}, dunning.Policy{})
	c := reminded(loud{}, r, opened(loud{}, r, consumer("1200.00", "2026-03-31")), "2026-04-20", dunning.Electronic)
	c, err := c.GiveNotice(r, by(c, salesdesk.Finance), dunning.Reminder{Sent: day("2026-05-05"), Channel: dunning.Post})
	fmt.Println(c.Status, err)
	agency := dunning.Transfer{To: dunning.Agency, Name: "Incasso", Day: day("2026-05-20"), Approver: "piet"}
	_, err = c.HandOver(r, by(c, salesdesk.Finance), agency)
	fmt.Println(err)
	c, err = c.HandOver(r, by(c, salesdesk.Finance), dunning.Transfer{To: dunning.Bailiff, Name: "Peeters", Day: day("2026-05-20"), Approver: "piet"})
	fmt.Println(c.Status, err)
	// Output:
	// formal_notice <nil>
	// dunning: hand_over refused in formal_notice: registered: Incasso has no registration
	// handed_over <nil>
}

// While a dispute lasts nothing is sent; then the claim goes on where it was.
func ExampleClaim_Suspend() {
	r, c := late()
	c = reminded(loud{}, r, c, "2026-04-20", dunning.Electronic)
	c, err := c.Suspend(r, by(c, salesdesk.InsideSales), dunning.Suspension{Cause: dunning.Dispute, Reference: "K7", From: day("2026-04-25")})
	fmt.Println(c.Status, err)
	for _, bar := range stated(loud{}, r, c, "2026-05-10").Later {
		fmt.Println(bar.Kind, bar.Reason)
	}
	// Output:
	// suspended <nil>
	// principal suspended
}

func ExampleClaim_Resume() {
	r, c := late()
	c, err := c.Suspend(r, by(c, salesdesk.Finance), dunning.Suspension{Cause: dunning.Promise, From: day("2026-04-02"), Until: day("2026-04-30")})
	fmt.Println(c.Status, err)
	_, err = c.Resume(r, by(c, salesdesk.System), day("2026-04-30"))
	fmt.Println(err)
	c, err = c.Resume(r, by(c, salesdesk.System), day("2026-05-01"))
	fmt.Println(c.Status, err)
	// Output:
	// suspended <nil>
	// dunning: resume refused in suspended: cause_ended: waits for promise
	// none <nil>
}

// 500 comes after 30 days: interest and costs first, then the debt.
func ExampleClaim_Pay() {
	r := rules(loud{}, dunning.Policy{})
	c := opened(loud{}, r, business("1000.00", "2026-03-31"))
	c, err := c.Pay(r, by(c, salesdesk.Finance), dunning.Payment{ID: "p1", Date: day("2026-04-30"), Amount: amount("500.00")})
	s := stated(loud{}, r, c, "2026-04-30")
	fmt.Println(s.SetOffs[0].Interest, s.SetOffs[0].Costs, s.SetOffs[0].Principal, err)
	fmt.Println("still owed", s.Total)
	// Output:
	// 8.63 40.00 451.37 <nil>
	// still owed 548.63
}

// What a lawyer's letter cost is owed beside the lump sum.
func ExampleClaim_AddCost() {
	r := rules(loud{}, dunning.Policy{})
	c := opened(loud{}, r, business("1000.00", "2026-03-31"))
	c, err := c.AddCost(r, by(c, salesdesk.Finance), dunning.Cost{ID: "k1", Date: day("2026-04-20"), For: "brief van de advocaat", Amount: amount("150.00")})
	fmt.Println(stated(loud{}, r, c, "2026-04-20").Costs, err)
	// Output: 190.00 <nil>
}

// What is owed beside the debt may be let go, with a reason.
func ExampleClaim_Settle() {
	r := rules(loud{}, dunning.Policy{Imputation: []dunning.Part{dunning.PrincipalPart, dunning.InterestPart, dunning.CostsPart}})
	c := paid(loud{}, r, opened(loud{}, r, business("1000.00", "2026-03-31")), "2026-04-30", "1000.00")
	_, err := c.Settle(r, by(c, salesdesk.Finance), day("2026-04-30"), dunning.Waiver{})
	fmt.Println(err)
	friendly := by(c, salesdesk.Finance)
	friendly.Reason = "goede klant"
	c, err = c.Settle(r, friendly, day("2026-04-30"), dunning.Waiver{Interest: true, Costs: true})
	fmt.Println(c.Status, stated(loud{}, r, c, "2026-04-30").Total, err)
	// Output:
	// dunning: settle refused in none: nothing_owed: 48.63 EUR is owed
	// settled 0.00 <nil>
}

// A direct debit that bounces brings a settled claim back.
func ExampleClaim_Reverse() {
	r := rules(loud{}, dunning.Policy{})
	c := paid(loud{}, r, opened(loud{}, r, business("100.00", "2026-03-31")), "2026-03-30", "100.00")
	c, err := c.Settle(r, by(c, salesdesk.Finance), day("2026-03-30"), dunning.Waiver{})
	fmt.Println(c.Status, err)
	c, err = c.Reverse(r, by(c, salesdesk.System), "p1")
	fmt.Println(c.Status, stated(loud{}, r, c, "2026-04-01").Total, err)
	// Output:
	// settled <nil>
	// reminder_1 140.03 <nil>
}

// What a customer reads of how a statement was worked out.
func ExampleStatement_Calculations() {
	r := rules(loud{}, dunning.Policy{})
	s := stated(loud{}, r, opened(loud{}, r, business("6050.00", "2025-05-31")), "2025-08-15")
	catalog, err := i18n.New()
	if err != nil {
		panic(err)
	}
	for i, how := range s.Calculations() {
		text, err := catalog.Text(salesdesk.English, how)
		fmt.Println(s.Rows[i].Amount, broken(text), err)
	}
	// Output:
	// 6050.00 invoiced amount of €6,050.00 <nil>
	// 57.18 11.5% a year on €6,050.00 for 30 days of a year of 365 days, from 1 June 2025 up to and including 30 June 2025 <nil>
	// 80.06 10.5% a year on €6,050.00 for 46 days of a year of 365 days, from 1 July 2025 up to and including 15 August 2025 <nil>
	// 40.00 fixed amount set by law <nil>
}

// What a consumer is told in his first reminder, and what law wants in it that is missing.
func ExampleClaim_Letter() {
	r, c := late()
	letter, err := c.Letter(r, dunning.Reminder{On: dunning.Remind, Sent: day("2026-04-20"), Channel: dunning.Electronic}, parties())
	if err != nil {
		panic(err)
	}
	fmt.Println(letter.Check())
	catalog, err := i18n.New()
	if err != nil {
		panic(err)
	}
	for _, sentence := range letter.Sentences()[2:4] {
		text, err := catalog.Text(salesdesk.English, sentence)
		fmt.Println(text, err)
	}
	// Output:
	// the letter lacks the subject (WER XIX.2, § 2)
	// If this balance is then still open, we will claim damages of €100.00 from 5 May 2026, as agreed in the contract. <nil>
	// What is not paid in time bears late-payment interest from 5 May 2026, at present 10.5% a year. <nil>
}

// What is missing of a consumer's reminder, with the article that asks for it: his term does not
// begin with such a letter.
func ExampleLetter_Missing() {
	r, c := late()
	letter, err := c.Letter(r, dunning.Reminder{On: dunning.Remind, Sent: day("2026-04-20"), Channel: dunning.Electronic}, parties())
	if err != nil {
		panic(err)
	}
	for _, asked := range letter.Missing() {
		fmt.Println(asked.Element, asked.Source)
	}
	letter.Subject = "Ten panels"
	fmt.Println(len(letter.Missing()))
	// Output:
	// subject WER XIX.2, § 2
	// 0
}
