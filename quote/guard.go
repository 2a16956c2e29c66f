package quote

import (
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/workflow"
)

// today is the local day of an instant.
func (p *Policy) today(at time.Time) calendar.Date { return calendar.DateOf(at, p.Location) }

// reasonGiven asks for words or, where something is lost, for the reason of the loss.
func reasonGiven(cmd *workflow.Command, c Case) error {
	why := LossReason("")
	switch fact := c.Fact.(type) {
	case Refused:
		why = fact.Loss.Why
	case Dropped:
		why = fact.Loss.Why
	}
	if why != "" {
		return nil
	}
	return workflow.ReasonGiven(cmd)
}

func validitySet(cmd *workflow.Command, c Case, fact Dispatched) error {
	today := c.Policy.today(cmd.At)
	last := today.AddMonths(12 * MaxValidYears)
	switch {
	case fact.ValidUntil.IsZero():
		return salesdesk.FieldError{Path: "valid_until", Rule: salesdesk.RuleRequired}
	case !fact.ValidUntil.Valid() || fact.ValidUntil.Before(today):
		return ValidityError{ValidUntil: fact.ValidUntil, Today: today}
	case fact.ValidUntil.After(last): // nobody means to be bound for that long
		return salesdesk.FieldError{Path: "valid_until", Rule: salesdesk.RuleMax, Param: last.String()}
	}
	return nil
}

// costsHold keeps a quote from outliving its costs, unless its content says so.
func costsHold(_ *workflow.Command, c Case, fact Dispatched) error {
	content := c.Quote.Latest().Content
	if content.Conditions.BeyondCosts {
		return nil
	}
	if cost, ends := content.lapse(fact.ValidUntil); ends {
		return CostsError{Line: cost.Line, CostsUntil: cost.ValidUntil, ValidUntil: fact.ValidUntil}
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

// particularsPresent asks for what Belgian law wants on every quote of a company
// (Code of companies and associations, art. 2:20; Code of economic law, art. III.25).
// A seller elsewhere has the law of his own seat; a name is asked of everybody.
func particularsPresent(_ *workflow.Command, c Case) error {
	seller, problems := c.Quote.Seller, salesdesk.Problems{}
	belgian := seller.Address.Country == "BE" || seller.Address.Country == ""
	for _, field := range []struct {
		path    string
		missing bool
	}{
		{"seller.name", seller.Name == ""},
		{"seller.legal_form", belgian && seller.LegalForm == ""},
		{"seller.address.street", belgian && seller.Address.Street == ""},
		{"seller.address.city", belgian && seller.Address.City == ""},
		{"seller.enterprise_number", belgian && seller.EnterpriseNumber.IsZero()},
		{"seller.court", belgian && seller.Court == ""},
		{"seller.iban", belgian && seller.IBAN.IsZero()},
	} {
		if field.missing {
			problems.Add(salesdesk.FieldError{Path: field.path, Rule: salesdesk.RuleRequired})
		}
	}
	return problems.Err()
}

// laterDay keeps an extension from taking away days that the offer binds for (Civil Code,
// art. 5.19).
func laterDay(_ *workflow.Command, c Case, fact Dispatched) error {
	if last := c.Quote.Latest().ValidUntil; !fact.ValidUntil.After(last) {
		return ShorterError{ValidUntil: fact.ValidUntil, Before: last}
	}
	return nil
}

// promiseKept refuses to offer, or to take, what is promised for a day that is over; of an
// acceptance in part it looks at what is taken.
func promiseKept(cmd *workflow.Command, c Case) error {
	var problems salesdesk.Problems
	awarded, part := awardedBy(c.Fact)
	taken, _ := summed(awarded)
	for _, p := range c.Quote.Latest().Content.Conditions.Promises {
		if _, is := taken[p.Line]; part && !is {
			continue
		}
		if p.Date.Before(c.Policy.today(cmd.At)) {
			problems.Add(PromiseError(p))
		}
	}
	return problems.Err()
}

// awardedBy is what a fact takes, and whether it takes anything.
func awardedBy(f Fact) (lines []Award, takes bool) {
	switch fact := f.(type) {
	case Awarded:
		return fact.Lines, true
	case Chosen:
		return fact.Lines, true
	default:
		return nil, false
	}
}

func afterSending(cmd *workflow.Command, c Case, fact Received) error {
	if sent := c.Quote.Latest().Sent; fact.At.Before(sent) || fact.At.After(cmd.At) {
		return ReceiptError{At: fact.At, Sent: sent}
	}
	return nil
}

func offerMade(_ *workflow.Command, c Case, fact Proposed) error {
	return fact.Offer.check(c.Quote.Latest().Content)
}

func contentSound(_ *workflow.Command, c Case, fact Fact) error {
	switch fact := fact.(type) {
	case Rewritten:
		return salesdesk.At("content", fact.Content.checkFor(c.Quote.Customer))
	case Chosen:
		return salesdesk.At("content", fact.Content.checkFor(c.Quote.Customer))
	}
	return nil
}

// contentHolds keeps what leaves the house, and what is taken, to what was written down:
// a stored quote may have been changed by hand since.
func contentHolds(_ *workflow.Command, c Case) error {
	latest := c.Quote.Latest()
	var problems salesdesk.Problems
	problems.AddAt("content", latest.Content.checkFor(c.Quote.Customer))
	if digest, err := latest.Content.Digest(); err != nil || digest != latest.Digest {
		problems.Add(DigestError{Want: latest.Digest, Got: digest})
	}
	return problems.Err()
}

// nothingOpen names every line that nobody could price, unless the policy lets them go.
func nothingOpen(_ *workflow.Command, c Case) error {
	var problems salesdesk.Problems
	if !c.Policy.SendOpen {
		for _, open := range c.Quote.Latest().Content.Open {
			problems.Add(open)
		}
	}
	return problems.Err()
}

// notBinding lets an offer go that binds nobody yet: it was sent without engagement, or
// has not reached the customer (Civil Code, art. 5.19).
func notBinding(_ *workflow.Command, c Case) error {
	latest := c.Quote.Latest()
	if !latest.Content.Conditions.WithoutEngagement && !latest.Received.IsZero() {
		return EngagedError{Received: latest.Received}
	}
	return nil
}

func inParts(_ *workflow.Command, c Case) error {
	if !c.Quote.Latest().Content.Conditions.InParts {
		return WholeOnlyError{}
	}
	return nil
}

func awardRemains(_ *workflow.Command, c Case, fact Fact) error {
	switch fact := fact.(type) {
	case Awarded:
		return c.Quote.awardable(fact.Lines)
	case Chosen:
		return c.Quote.offering(fact.Content).awardable(fact.Lines)
	}
	return nil
}

func callRemains(_ *workflow.Command, c Case, fact Called) error {
	var problems salesdesk.Problems
	required(&problems, field{"order", fact.Order == ""})
	problems.Add(c.Quote.within(fact.Lines, func(s Standing) (salesdesk.Amount, bool) { return s.Callable, s.Awarded.IsPositive() }))
	return problems.Err()
}

func lossRemains(_ *workflow.Command, c Case, fact Dropped) error {
	return c.Quote.within(fact.Lines, func(s Standing) (salesdesk.Amount, bool) { return s.Left(), true })
}

func nothingOrdered(_ *workflow.Command, c Case) error {
	if n := len(c.Quote.Called); n > 0 {
		return OrderedError{Order: c.Quote.Called[n-1].Order}
	}
	return nil
}

func allOrdered(_ *workflow.Command, c Case) error {
	var left []string
	for _, s := range c.Quote.Standing() {
		if s.Callable.IsPositive() {
			left = append(left, s.Line)
		}
	}
	if len(left) > 0 || len(c.Quote.Called) == 0 {
		return RemainingError{Lines: left}
	}
	return nil
}
