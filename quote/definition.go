package quote

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
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

// Definition is the table of a quote's life.
func Definition() workflow.Definition[Status, Event, Case] {
	type (
		row    = workflow.Transition[Status, Event, Case]
		from   = []Status
		roles  = []salesdesk.Role
		guards = []*workflow.Guard[Case]
	)
	open := guard("approval_open", approvalOpen)
	reason := guard("reason", reasonGiven)
	valid := guard("within_validity", withinValidity)
	set := guard("validity_set", validitySet)
	digest := guard("digest_unchanged", digestUnchanged)
	desk := roles{salesdesk.InsideSales, salesdesk.ExternalSales}
	customer := roles{salesdesk.Customer}
	return workflow.Definition[Status, Event, Case]{
		ID: "quote", Version: 1, Initial: Draft, States: states(),
		Transitions: []row{
			{On: Submit, From: from{Draft}, To: InApproval, If: guards{open}, By: desk},
			{On: Release, From: from{Draft}, To: Approved, If: guards{guard("no_requirement", noRequirement)}, By: desk},
			{On: Approve, From: from{InApproval}, To: Approved, If: guards{guard("four_eyes", fourEyes), digest}, By: roles{salesdesk.SalesManager}},
			{On: Return, From: from{InApproval}, To: Draft, If: guards{reason}, By: roles{salesdesk.SalesManager}},
			{On: Send, From: from{Approved}, To: Sent, If: guards{set, guard("particulars", particularsPresent), guard("promise_kept", promiseKept)}, By: desk},
			{On: Extend, From: from{Sent, Countered, Expired}, To: Sent, If: guards{set}, By: desk},
			{On: Counter, From: from{Sent}, To: Countered, If: guards{guard("offer", offerMade)}, By: customer},
			{On: Revise, From: from{Sent, Countered, Declined, Expired}, To: Draft, By: roles{salesdesk.InsideSales}},
			{On: Accept, From: from{Sent}, To: Accepted, If: guards{valid, digest}, By: customer},
			{On: AcceptPart, From: from{Sent, PartAccepted}, To: PartAccepted, If: guards{valid, digest, guard("in_parts", inParts), guard("remaining", awardRemains)}, By: customer},
			{On: CallOff, From: from{Accepted, PartAccepted}, If: guards{valid, guard("awarded", callRemains)}, By: roles{salesdesk.Customer, salesdesk.InsideSales}},
			{On: Decline, From: from{Sent, Countered}, To: Declined, If: guards{reason}, By: roles{salesdesk.Customer, salesdesk.InsideSales}},
			{On: Expire, From: from{Approved, Sent, Countered}, To: Expired, If: guards{guard("past_validity", pastValidity)}, By: roles{salesdesk.System}},
			{On: Withdraw, From: from{Draft, InApproval, Approved}, To: Withdrawn, If: guards{reason}, By: roles{salesdesk.InsideSales, salesdesk.SalesManager}},
			{On: Withdraw, From: from{Sent}, To: Withdrawn, If: guards{reason, guard("without_engagement", notEngaged)}, By: roles{salesdesk.InsideSales, salesdesk.SalesManager}},
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
	}
}

func guard(name string, test func(*workflow.Command, Case) error) *workflow.Guard[Case] {
	return &workflow.Guard[Case]{Name: name, Test: test}
}

func approvalOpen(_ *workflow.Command, c Case) error {
	if len(c.Quote.Requirements(c.Policy)) == 0 {
		return NoRequirementError{}
	}
	return nil
}

func noRequirement(_ *workflow.Command, c Case) error {
	var problems salesdesk.Problems
	for _, r := range c.Quote.Requirements(c.Policy) {
		problems.Add(r)
	}
	return problems.Err()
}

func fourEyes(cmd *workflow.Command, c Case) error {
	if author := c.Quote.Latest().Author; author.ID == cmd.Actor.ID {
		return SameAuthorError{Author: author.ID}
	}
	return nil
}

func digestUnchanged(_ *workflow.Command, c Case) error {
	want, got := c.Quote.Latest().Digest, ""
	switch fact := c.Fact.(type) {
	case nil:
		return nil
	case Granted:
		got = fact.Digest
	case Awarded:
		got = fact.Digest
	}
	if got != want {
		return AlteredError{Want: want, Got: got}
	}
	return nil
}

func reasonGiven(cmd *workflow.Command, _ Case) error {
	if cmd.Reason == "" {
		return ReasonError{}
	}
	return nil
}

func validitySet(cmd *workflow.Command, c Case) error {
	today := c.Policy.today(cmd.At)
	if fact, ok := c.Fact.(Dispatched); ok && fact.ValidUntil.Before(today) {
		return ValidityError{ValidUntil: fact.ValidUntil, Today: today}
	}
	return nil
}

func withinValidity(cmd *workflow.Command, c Case) error {
	if last := c.Quote.Latest().ValidUntil; c.Policy.today(cmd.At).After(last) {
		return ExpiredError{ValidUntil: last}
	}
	return nil
}

func pastValidity(cmd *workflow.Command, c Case) error {
	if last := c.Quote.Latest().ValidUntil; last.IsZero() || !c.Policy.today(cmd.At).After(last) {
		return StillValidError{ValidUntil: last}
	}
	return nil
}

// particularsPresent asks for what Belgian law wants on every quote (Code of
// companies and associations, art. 2:20; Code of economic law, art. III.25).
func particularsPresent(_ *workflow.Command, c Case) error {
	seller, problems := c.Quote.Seller, salesdesk.Problems{}
	for _, field := range []struct {
		path    string
		missing bool
	}{
		{"seller.name", seller.Name == ""},
		{"seller.legal_form", seller.LegalForm == ""},
		{"seller.address.city", seller.Address.City == ""},
		{"seller.enterprise_number", seller.EnterpriseNumber.IsZero()},
		{"seller.iban", seller.IBAN.IsZero()},
	} {
		if field.missing {
			problems.Add(salesdesk.FieldError{Path: field.path, Rule: salesdesk.RuleRequired})
		}
	}
	return problems.Err()
}

func promiseKept(cmd *workflow.Command, c Case) error {
	var problems salesdesk.Problems
	for _, p := range c.Quote.Latest().Content.Conditions.Promises {
		if p.Date.Before(c.Policy.today(cmd.At)) {
			problems.Add(PromiseError(p))
		}
	}
	return problems.Err()
}

func offerMade(_ *workflow.Command, c Case) error {
	if fact, ok := c.Fact.(Proposed); ok {
		return c.Quote.checkOffer(fact.Offer)
	}
	return nil
}

func notEngaged(_ *workflow.Command, c Case) error {
	if !c.Quote.Latest().Content.Conditions.WithoutEngagement {
		return EngagedError{}
	}
	return nil
}

func inParts(_ *workflow.Command, c Case) error {
	if !c.Quote.Latest().Content.Conditions.InParts {
		return WholeOnlyError{}
	}
	return nil
}

func awardRemains(_ *workflow.Command, c Case) error {
	if fact, ok := c.Fact.(Awarded); ok {
		return within(fact.Lines, c.Quote.open)
	}
	return nil
}

func callRemains(_ *workflow.Command, c Case) error {
	if fact, ok := c.Fact.(Called); ok {
		return within(fact.Lines, c.Quote.Remaining)
	}
	return nil
}

func allOrdered(_ *workflow.Command, c Case) error {
	var left []string
	for _, award := range c.Quote.Awards {
		if remaining, ok := c.Quote.Remaining(award.Line); ok && remaining.IsPositive() {
			left = append(left, award.Line)
		}
	}
	if len(left) > 0 || len(c.Quote.Awards) == 0 {
		return RemainingError{Lines: left}
	}
	return nil
}

// today is the local day of an instant.
func (p *Policy) today(at time.Time) calendar.Date { return calendar.DateOf(at, p.Location) }
