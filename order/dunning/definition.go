package dunning

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Case is what the guards look at: the claim as it is and the fact to come. Where only
// what is permitted is asked, there is no fact yet, and a guard that looks at it holds.
type Case struct {
	Claim *Claim
	Fact  Fact
	rules *Rules
}

// Coming is the fact to come: see [workflow.OnFact].
func (c Case) Coming() workflow.Fact { return c.Fact }

// Before is the level that a suspension returns to.
func (c Case) Before() Status { return c.Claim.Level }

// Definition is the table of a claim, for both regimes: the guards ask which one the debt
// is under. Rows without a target leave the status as it is.
//
// A payment that is taken back before any reminder was sent leads to the first level with
// none sent; there the first reminder is still to go out, and may.
func Definition() workflow.Definition[Status, Event, Case] {
	type (
		row    = workflow.Transition[Status, Event, Case]
		from   = []Status
		roles  = []salesdesk.Role
		guards = []*workflow.Guard[Case]
	)
	guard := workflow.NewGuard[Case]
	levels := from{None, ReminderOne, ReminderTwo, Noticed}
	unsettled := append(from{HandedOver, Suspended}, levels...)
	overdue := workflow.OnFact("overdue", overdue)
	priced := workflow.OnFact("cost", priced)
	waited := workflow.OnFact("waited", waited)
	paid, back := guard("something_paid", somethingPaid), workflow.OnFact("reversed", reversed)
	first := guard("nothing_sent", nothingSent)
	fin := roles{salesdesk.System, salesdesk.Finance}
	notice := roles{salesdesk.Finance, salesdesk.SalesManager}
	return workflow.Definition[Status, Event, Case]{
		ID: "dunning", Version: 1, Initial: None, States: states(),
		Transitions: []row{
			{On: Remind, From: from{None, ReminderOne}, To: ReminderOne, If: guards{first, overdue, priced}, By: fin},
			{On: RemindAgain, From: from{ReminderOne}, To: ReminderTwo, If: guards{overdue, waited, guard("second_asked", secondAsked), priced}, By: fin},
			{On: FormalNotice, From: from{None}, To: Noticed, If: guards{guard("notice_clause", noticeClause), overdue, priced}, By: notice},
			{On: FormalNotice, From: from{ReminderOne}, To: Noticed, If: guards{overdue, waited, guard("second_sent", secondSent), priced}, By: notice},
			{On: FormalNotice, From: from{ReminderTwo}, To: Noticed, If: guards{overdue, waited, priced}, By: notice},
			{On: HandOver, From: from{Noticed}, To: HandedOver, If: guards{workflow.OnFact("approval", approved), workflow.OnFact("registered", registered), workflow.OnFact("noticed", noticed)}, By: notice},
			{On: Suspend, From: levels, To: Suspended, If: guards{workflow.OnFact("cause", caused)}, By: roles{salesdesk.InsideSales, salesdesk.Finance}},
			{On: Resume, From: from{Suspended}, To: workflow.Back, If: guards{workflow.OnFact("cause_ended", causeEnded)}, By: fin},
			{On: Settle, From: unsettled, To: Settled, If: guards{workflow.OnFact("nothing_owed", nothingOwed)}, By: fin},
			{On: Relapse, From: from{Settled}, To: ReminderOne, If: guards{paid, back}, By: roles{salesdesk.System}, Reopens: true},

			{On: Pay, From: unsettled, If: guards{workflow.OnFact("payment", newPayment)}, By: fin},
			{On: AddCost, From: unsettled, If: guards{workflow.OnFact("recovery", recoverable)}, By: fin},
			{On: Reverse, From: unsettled, If: guards{paid, back}, By: fin},
		},
	}
}

func states() []workflow.State[Status] {
	return []workflow.State[Status]{
		{Name: None, Kind: workflow.Open},
		{Name: ReminderOne, Kind: workflow.Open},
		{Name: ReminderTwo, Kind: workflow.Open},
		{Name: Noticed, Kind: workflow.Open},
		{Name: HandedOver, Kind: workflow.Open},
		{Name: Suspended, Kind: workflow.Waiting},
		{Name: Settled, Kind: workflow.Final},
	}
}
