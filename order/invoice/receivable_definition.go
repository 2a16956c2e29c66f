package invoice

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/workflow"
)

// Policy is what a company decides about its receivables. The zero value lets finance
// write off nothing without the sales manager.
type Policy struct {
	// WriteOffLimit is the open amount up to which finance writes off alone.
	WriteOffLimit salesdesk.Amount
	// Location is where days are counted; nil is UTC.
	Location *time.Location
	// Definition is the company's own table, made with workflow.Extend of [Definition];
	// nil is the built-in one.
	Definition *workflow.Definition[Status, Event, Case]
}

// Rules are a compiled policy. They are immutable and safe for concurrent use.
type Rules struct {
	machine *workflow.Machine[Status, Event, Case]
	policy  Policy
}

// Compile checks the policy and makes rules of it.
func Compile(p Policy) (*Rules, error) {
	var problems salesdesk.Problems
	if p.WriteOffLimit.IsNegative() {
		problems.Add(salesdesk.FieldError{Path: "write_off_limit", Rule: salesdesk.RuleMin, Param: "0"})
	}
	definition := Definition()
	if p.Definition != nil {
		definition = *p.Definition
	}
	machine, err := workflow.Compile(definition)
	problems.Add(err)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	if p.Location == nil {
		p.Location = time.UTC
	}
	return &Rules{machine: machine, policy: p}, nil
}

// Machine is the table, to draw it or to print it; nil where
// there are no rules.
func (r *Rules) Machine() *workflow.Machine[Status, Event, Case] {
	if r == nil {
		return nil
	}
	return r.machine
}

// Case is what the guards look at.
type Case struct {
	Receivable *Receivable
	Fact       Fact
	Policy     *Policy
}

// Coming is the fact to come: see [workflow.OnFact].
func (c Case) Coming() workflow.Fact { return c.Fact }

// Definition is the table of a receivable's life. Rows without a target leave the status
// as it is.
func Definition() workflow.Definition[Status, Event, Case] {
	type (
		row    = workflow.Transition[Status, Event, Case]
		from   = []Status
		roles  = []salesdesk.Role
		guards = []*workflow.Guard[Case]
	)
	books, finance := roles{salesdesk.Finance, salesdesk.System}, roles{salesdesk.Finance}
	reason := workflow.NeedsReason[Case]()
	payment, credit := workflow.OnFact("new_payment", newPayment), workflow.OnFact("new_credit", newCredit)
	some, another := workflow.NewGuard("some_paid", somePaid), workflow.NewGuard("another_paid", anotherPaid)
	balance, uncovers := workflow.NewGuard("balance", inBalance), workflow.NewGuard("uncovers", uncovers)
	known := workflow.OnFact("known_payment", knownPayment)
	covered := workflow.OnFact("still_covered", stillCovered)
	return workflow.Definition[Status, Event, Case]{
		ID: "invoice", Version: 1, Initial: NotReady, States: states(),
		Transitions: []row{
			{On: MakeReady, From: from{NotReady}, To: Ready, If: guards{workflow.OnFact("billable", billable)}, By: roles{salesdesk.System}},
			{On: Request, From: from{Ready}, To: Requested, If: guards{workflow.OnFact("key", newKey)}, By: roles{salesdesk.System, salesdesk.InsideSales}},
			{On: Fail, From: from{Requested}, To: Ready, If: guards{reason}, By: roles{salesdesk.System}},
			{On: Issue, From: from{Requested}, To: Open, If: guards{workflow.OnFact("as_expected", asExpected)}, By: books},

			{On: PayPart, From: from{Open, PartiallyPaid}, To: PartiallyPaid, If: guards{payment}, By: books},
			{On: PayFull, From: from{Open, PartiallyPaid}, To: Paid, If: guards{payment}, By: books},
			{On: PayMore, From: from{Paid, Credited}, If: guards{payment}, By: books},
			{On: CreditPart, From: from{Open, PartiallyPaid}, If: guards{credit}, By: finance},
			{On: CreditRest, From: from{PartiallyPaid}, To: Paid, If: guards{credit}, By: finance},
			{On: CreditFull, From: from{Open, PartiallyPaid}, To: Credited, If: guards{credit}, By: finance},
			{On: CreditFull, From: from{Paid}, To: Credited, If: guards{credit}, By: finance, Reopens: true},
			{On: CreditPaid, From: from{Paid}, If: guards{credit}, By: finance},
			{On: SettleBalance, From: from{Paid, Credited}, If: guards{workflow.OnFact("within_balance", withinBalance)}, By: finance},

			{On: WriteOff, From: from{Open, PartiallyPaid}, To: WrittenOff, If: guards{reason, workflow.NewGuard("within_limit", withinLimit)}, By: finance},
			{On: WriteOff, From: from{Open, PartiallyPaid}, To: WrittenOff, If: guards{reason}, By: roles{salesdesk.SalesManager}},
			{On: Reverse, From: from{Paid, Credited}, If: guards{known, balance, covered}, By: books},
			{On: Reverse, From: from{PartiallyPaid}, To: PartiallyPaid, If: guards{known, another}, By: books},
			{On: Reverse, From: from{PartiallyPaid}, To: Open, If: guards{known}, Unless: guards{another}, By: books},
			{On: Reverse, From: from{Paid, Credited}, To: PartiallyPaid, If: guards{known, another, uncovers}, Unless: guards{covered}, By: books, Reopens: true},
			{On: Reverse, From: from{Paid, Credited}, To: Open, If: guards{known, uncovers}, Unless: guards{covered, another}, By: books, Reopens: true},
			{On: Revive, From: from{WrittenOff}, To: PartiallyPaid, If: guards{reason, some}, By: finance, Reopens: true},
			{On: Revive, From: from{WrittenOff}, To: Open, If: guards{reason}, Unless: guards{some}, By: finance, Reopens: true},
		},
	}
}

func states() []workflow.State[Status] {
	return []workflow.State[Status]{
		{Name: NotReady, Kind: workflow.Waiting},
		{Name: Ready, Kind: workflow.Open},
		{Name: Requested, Kind: workflow.Waiting},
		{Name: Open, Kind: workflow.Open},
		{Name: PartiallyPaid, Kind: workflow.Open},
		{Name: Paid, Kind: workflow.Final},
		{Name: Credited, Kind: workflow.Final},
		{Name: WrittenOff, Kind: workflow.Final},
	}
}

func billable(_ *workflow.Command, _ Case, fact Readied) error {
	var problems salesdesk.Problems
	if len(fact.Billable) == 0 {
		problems.Add(salesdesk.FieldError{Path: "billable", Rule: salesdesk.RuleRequired})
	}
	for i, q := range fact.Billable {
		if !q.Quantity.IsPositive() {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("billable", i) + ".quantity", Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
	return problems.Err()
}

// newKey is the key that failed once more, or a later revision of it.
func newKey(_ *workflow.Command, c Case, fact Asked) error {
	last := c.Receivable.Key
	switch {
	case fact.Key.Order == "":
		return salesdesk.FieldError{Path: "key.order", Rule: salesdesk.RuleRequired}
	case last != (Key{}) && fact.Key != last && (fact.Key.Order != last.Order || fact.Key.Shipment != last.Shipment || fact.Key.Revision < last.Revision):
		return KeyError{Key: fact.Key, Last: last}
	case !fact.Expected.IsPositive():
		return salesdesk.FieldError{Path: "expected", Rule: salesdesk.RuleMin, Param: "0"}
	}
	return nil
}

// asExpected holds the document against what was asked, with no tolerance.
func asExpected(_ *workflow.Command, c Case, fact IssuedAs) error {
	var problems salesdesk.Problems
	if fact.Number == "" {
		problems.Add(salesdesk.FieldError{Path: "number", Rule: salesdesk.RuleRequired})
	}
	if !fact.IssueDate.Valid() {
		problems.Add(salesdesk.FieldError{Path: "issue_date", Rule: salesdesk.RuleRequired})
	}
	want := salesdesk.Money{Amount: c.Receivable.Expected, Currency: c.Receivable.Currency}
	if fact.Total.Currency != want.Currency || !fact.Total.Amount.Equal(want.Amount) {
		problems.Add(ExpectedError{Want: want, Got: fact.Total})
	}
	return problems.Err()
}

func newPayment(cmd *workflow.Command, c Case, fact PaymentReceived) error {
	known := slices.ContainsFunc(c.Receivable.Payments, func(p Payment) bool { return p.ID == fact.Payment.ID })
	return c.payment("payment", fact.Payment, known, cmd.At)
}

func newCredit(_ *workflow.Command, c Case, fact CreditedBy) error {
	known := fact.Credit.Number == c.Receivable.Number || // the invoice credits nothing
		slices.ContainsFunc(c.Receivable.Credits, func(s CreditedSum) bool { return s.Number == fact.Credit.Number })
	if err := c.Receivable.sum("credit", fact.Credit.Number, known, fact.Credit.Amount); err != nil {
		return err
	}
	left := exact.Dec(c.Receivable.Total).Sub(c.Receivable.credited())
	if exact.Dec(fact.Credit.Amount).Cmp(left) > 0 {
		return SumError{Asked: c.Receivable.money(exact.Dec(fact.Credit.Amount)), Most: c.Receivable.money(left)}
	}
	return nil
}

func withinBalance(cmd *workflow.Command, c Case, fact BalanceSettled) error {
	known := slices.ContainsFunc(c.Receivable.Settled, func(p Payment) bool { return p.ID == fact.Payment.ID })
	if err := c.payment("settlement", fact.Payment, known, cmd.At); err != nil {
		return err
	}
	asked, most := exact.Dec(fact.Payment.Amount), c.Receivable.due().Neg()
	if asked.Cmp(most) > 0 {
		return SumError{Asked: c.Receivable.money(asked), Most: c.Receivable.money(atLeastZero(most))}
	}
	return nil
}

func knownPayment(_ *workflow.Command, c Case, fact PaymentReversed) error {
	if !slices.ContainsFunc(c.Receivable.Payments, func(p Payment) bool { return p.ID == fact.Payment && !p.Reversed }) {
		return salesdesk.FieldError{Path: "payment", Rule: salesdesk.RuleReference, Param: fact.Payment}
	}
	return nil
}

// somePaid holds where a payment stands.
func somePaid(_ *workflow.Command, c Case) error {
	if c.Receivable.standing() == 0 {
		return NothingPaidError{}
	}
	return nil
}

// anotherPaid holds where something is still paid after a reversal, whichever it is.
func anotherPaid(_ *workflow.Command, c Case) error {
	if c.Receivable.standing() < 2 {
		return LastPaymentError{}
	}
	return nil
}

// inBalance holds where the reversal of some payment leaves nothing owed: of one within the
// balance of the customer.
func inBalance(_ *workflow.Command, c Case) error {
	due := c.Receivable.due()
	if due.Sign() >= 0 {
		return NoBalanceError{}
	}
	if smallest, _ := c.Receivable.bounds(); due.Add(smallest).Sign() > 0 {
		return OwedError{Open: c.Receivable.money(due.Add(smallest))}
	}
	return nil
}

// uncovers holds where the reversal of some payment leaves something owed.
func uncovers(_ *workflow.Command, c Case) error {
	if _, largest := c.Receivable.bounds(); c.Receivable.due().Add(largest).Sign() <= 0 {
		return CoveredError{Balance: c.Receivable.Balance()}
	}
	return nil
}

// stillCovered holds where nothing is owed after a reversal.
func stillCovered(_ *workflow.Command, c Case, back PaymentReversed) error {
	if due := c.Receivable.due().Add(c.Receivable.paidBy(back.Payment)); due.Sign() > 0 {
		return OwedError{Open: c.Receivable.money(due)}
	}
	return nil
}

func withinLimit(_ *workflow.Command, c Case) error {
	open := c.Receivable.due()
	if limit := exact.Dec(c.Policy.WriteOffLimit); open.Cmp(limit) > 0 {
		return WriteOffError{Limit: c.Receivable.money(limit), Open: c.Receivable.money(open)}
	}
	return nil
}

// payment asks of a payment besides that it has a day: not before the invoice, and not after
// the day on which it is noted.
func (c Case) payment(path string, p Payment, known bool, at time.Time) error {
	var problems salesdesk.Problems
	problems.Add(c.Receivable.sum(path, p.ID, known, p.Amount))
	switch today := calendar.DateOf(at, c.Policy.Location); {
	case !p.Date.Valid():
		problems.Add(salesdesk.FieldError{Path: path + ".date", Rule: salesdesk.RuleRequired})
	case p.Date.Before(c.Receivable.IssueDate):
		problems.Add(salesdesk.FieldError{Path: path + ".date", Rule: salesdesk.RuleOrder, Param: "issue_date"})
	case p.Date.After(today):
		problems.Add(salesdesk.FieldError{Path: path + ".date", Rule: salesdesk.RuleMax, Param: today.String()})
	}
	return problems.Err()
}

// sum asks of any sum that it has an id, a new one, and an amount above zero in the
// currency's decimals.
func (r *Receivable) sum(path, id string, known bool, a salesdesk.Amount) error {
	amount := exact.Dec(a)
	var problems salesdesk.Problems
	if id == "" {
		problems.Add(salesdesk.FieldError{Path: path + ".id", Rule: salesdesk.RuleRequired})
	}
	if known {
		problems.Add(salesdesk.FieldError{Path: path + ".id", Rule: salesdesk.RuleDuplicate, Param: id})
	}
	switch {
	case amount.Sign() <= 0:
		problems.Add(salesdesk.FieldError{Path: path + ".amount", Rule: salesdesk.RuleMin, Param: "0"})
	case amount.Cmp(amount.Round(r.Currency.MinorUnits(), fixed.HalfAwayFromZero)) != 0:
		problems.Add(salesdesk.FieldError{Path: path + ".amount", Rule: salesdesk.RuleDecimal})
	}
	return problems.Err()
}
