package quote

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// Case is what the guards look at: the quote as it is, the fact to come, and the
// company's policy. Where only what is permitted is asked, there is no fact yet, and
// a guard that looks at it holds.
type Case struct {
	Quote  *Quote
	Fact   Fact
	Policy *Policy
}

// Coming is the fact to come: see [workflow.OnFact].
func (c Case) Coming() workflow.Fact { return c.Fact }

// Definition is the table of a quote's life. Who approves is said by the levels of the
// policy's [Approval], not by the table.
func Definition() workflow.Definition[Status, Event, Case] {
	type (
		row    = workflow.Transition[Status, Event, Case]
		from   = []Status
		roles  = []salesdesk.Role
		guards = []*workflow.Guard[Case]
	)
	guard := workflow.NewGuard[Case]
	reason, loss := guard("reason", reasonGiven), workflow.OnFact("loss", lossNamed)
	valid := guard("within_validity", withinValidity)
	kept, later := guard("promise_kept", promiseKept), workflow.OnFact("later", laterDay)
	set, costs := workflow.OnFact("validity_set", validitySet), workflow.OnFact("costs_hold", costsHold)
	digest := workflow.OnFact("digest_unchanged", digestUnchanged)
	sound, legal, closed := guard("content", contentHolds), guard("lawful", lawful), guard("nothing_open", nothingOpen)
	options, chosen, approved := guard("options_offered", optionsOffered), workflow.OnFact("choice", contentSound), workflow.OnFact("choice_approved", choiceApproved)
	stays := workflow.OnFact("taken_stays", takenStays)
	parts, remaining := guard("in_parts", inParts), workflow.OnFact("remaining", awardRemains)
	level, eyes := guard("level_role", levelRole), guard("four_eyes", fourEyes)
	desk := roles{salesdesk.InsideSales, salesdesk.ExternalSales}
	house := roles{salesdesk.InsideSales, salesdesk.SalesManager}
	customer := roles{salesdesk.Customer}
	either := roles{salesdesk.Customer, salesdesk.InsideSales}
	return workflow.Definition[Status, Event, Case]{
		ID: "quote", Version: 2, Initial: Draft, States: states(),
		Transitions: []row{
			{On: Submit, From: from{Draft}, To: InApproval, If: guards{guard("approval_open", approvalOpen), sound, legal}, By: desk},
			{On: Release, From: from{Draft}, To: Approved, If: guards{guard("no_requirement", noRequirement), sound, legal}, By: desk},
			{On: ApproveLevel, From: from{InApproval}, If: guards{guard("levels_follow", levelsFollow), level, eyes, digest}},
			{On: Approve, From: from{InApproval}, To: Approved, If: guards{guard("last_level", lastLevel), level, eyes, digest}},
			{On: Return, From: from{InApproval}, To: Draft, If: guards{reason, level}},
			{On: Send, From: from{Approved}, To: Sent, If: guards{set, costs, guard("particulars", particularsPresent), kept, sound, legal, closed}, By: desk},
			{On: Receive, From: from{Sent}, If: guards{workflow.OnFact("after_sending", afterSending)}, By: roles{salesdesk.InsideSales, salesdesk.ExternalSales, salesdesk.System}},
			{On: Remind, From: from{Sent}, By: desk},
			{On: Extend, From: from{Sent, Countered, Expired}, To: Sent, If: guards{set, later, costs, kept, sound, legal, closed}, By: desk},
			{On: Object, From: from{Sent, Countered}, If: guards{workflow.OnFact("objection", objectionMade)}, By: customer},
			{On: Answer, From: from{Sent, Countered, Draft, InApproval, Approved, Declined}, If: guards{guard("objected", objectedTo), workflow.OnFact("objection_open", objectionOpen)}, By: desk},
			{On: Counter, From: from{Sent}, To: Countered, If: guards{workflow.OnFact("offer", offerMade)}, By: customer},
			{On: Revise, From: from{Draft, Approved, Sent, Countered, Declined, Expired}, To: Draft, If: guards{workflow.OnFact("revision", contentSound)}, By: roles{salesdesk.InsideSales}},
			{On: Accept, From: from{Sent}, To: Accepted, If: guards{valid, digest, kept, sound}, By: customer},
			{On: AcceptPart, From: from{Sent, PartAccepted}, To: PartAccepted, If: guards{valid, digest, kept, sound, parts, remaining}, By: customer},
			{On: Choose, From: from{Sent}, To: Accepted, If: guards{valid, digest, kept, sound, options, chosen, approved}, By: customer},
			{On: ChoosePart, From: from{Sent, PartAccepted}, To: PartAccepted, If: guards{valid, digest, kept, sound, options, chosen, approved, stays, parts, remaining}, By: customer},
			{On: CallOff, From: from{Accepted, PartAccepted}, If: guards{valid, workflow.OnFact("awarded", callRemains)}, By: either},
			{On: Lose, From: from{Accepted, PartAccepted}, If: guards{reason, loss, workflow.OnFact("left", lossRemains)}, By: either},
			{On: LoseWhole, From: from{Accepted, PartAccepted}, To: Lost, If: guards{reason, loss, guard("nothing_ordered", nothingOrdered)}, By: either},
			{On: Decline, From: from{Sent, Countered}, To: Declined, If: guards{reason, loss}, By: either},
			{On: Expire, From: from{Approved, Sent, Countered}, To: Expired, If: guards{guard("past_validity", pastValidity)}, By: roles{salesdesk.System}},
			{On: Withdraw, From: from{Draft, InApproval, Approved}, To: Withdrawn, If: guards{reason}, By: house},
			{On: Withdraw, From: from{Sent}, To: Withdrawn, If: guards{reason, guard("not_binding", notBinding)}, By: house},
			{On: Convert, From: from{Accepted, PartAccepted}, To: Ordered, If: guards{guard("all_ordered", allOrdered)}, By: roles{salesdesk.System}},
		},
	}
}

func states() []workflow.State[Status] {
	return []workflow.State[Status]{
		{Name: Draft, Kind: workflow.Open},
		{Name: InApproval, Kind: workflow.Open},
		{Name: Approved, Kind: workflow.Open},
		{Name: Sent, Kind: workflow.Waiting},
		{Name: Countered, Kind: workflow.Open},
		{Name: PartAccepted, Kind: workflow.Open},
		{Name: Accepted, Kind: workflow.Open},
		{Name: Declined, Kind: workflow.Open},
		{Name: Expired, Kind: workflow.Open},
		{Name: Withdrawn, Kind: workflow.Final},
		{Name: Ordered, Kind: workflow.Final},
		{Name: Lost, Kind: workflow.Final},
	}
}
