package invoice_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/workflow"
)

func receivableRules(t require.TestingT) *invoice.Rules {
	r, err := invoice.Compile(invoice.Policy{WriteOffLimit: amount("5.00")})
	require.NoError(t, err)
	return r
}

func cmdBy(r invoice.Receivable, role salesdesk.Role) *workflow.Command {
	return &workflow.Command{
		ID: fmt.Sprintf("cmd-%d", r.Version+1), Actor: salesdesk.Actor{ID: "an", Role: role},
		At: time.Date(2026, 6, 2, 9, 0, r.Version, 0, time.UTC), Expect: r.Version, Reason: "as agreed",
	}
}

// asked is a receivable whose invoice of 121.00 was asked for.
func asked(t require.TestingT, rules *invoice.Rules) invoice.Receivable {
	r, err := invoice.NewReceivable(rules, cmdBy(invoice.Receivable{}, salesdesk.System), "r1", "C001", salesdesk.EUR)
	require.NoError(t, err)
	r, err = r.MakeReady(rules, cmdBy(r, salesdesk.System), some("1", "1"))
	require.NoError(t, err)
	r, err = r.Request(rules, cmdBy(r, salesdesk.System), invoice.Key{Order: "O1", Shipment: "S1"}, amount("121.00"))
	require.NoError(t, err)
	return r
}

func open(t require.TestingT, rules *invoice.Rules) invoice.Receivable {
	r := asked(t, rules)
	r, err := r.Issue(rules, cmdBy(r, salesdesk.Finance), billed(t, priced(t, "", line("1", "1", "100.00", "0.21"))))
	require.NoError(t, err)
	return r
}

func paidOn() calendar.Date { return calendar.MustDate("2026-06-01") }

func pay(t require.TestingT, rules *invoice.Rules, r invoice.Receivable, id, sum string) invoice.Receivable {
	r, err := r.Pay(rules, cmdBy(r, salesdesk.Finance), invoice.Payment{ID: id, Date: paidOn(), Amount: amount(sum)})
	require.NoError(t, err)
	return r
}

func credit(t require.TestingT, rules *invoice.Rules, r invoice.Receivable, number, sum string) invoice.Receivable {
	r, err := r.Credit(rules, cmdBy(r, salesdesk.Finance), invoice.CreditedSum{Number: number, Amount: amount(sum)})
	require.NoError(t, err)
	return r
}

func state(r invoice.Receivable) string {
	return fmt.Sprint(r.Status, " ", r.Open().Amount, " ", r.Balance().Amount)
}

func TestAReceivableIsSettled(t *testing.T) {
	rules := receivableRules(t)
	r := open(t, rules)
	assert.Equal(t, "issued 121.00 0.00", state(r))
	assert.Equal(t, "2026-06-11", r.Payables[0].Until.String())
	r = credit(t, rules, r, "C-1", "21.00")
	assert.Equal(t, "issued 100.00 0.00", state(r))
	r = pay(t, rules, r, "B1", "60.00")
	assert.Equal(t, "partially_paid 40.00 0.00", state(r))
	rest := credit(t, rules, r, "C-2", "40.00")
	assert.Equal(t, "paid 0.00 0.00", state(rest), "paid and credited cover it")
	r = pay(t, rules, r, "B2", "50.00")
	assert.Equal(t, "paid 0.00 10.00", state(r), "ten too much")
	r = pay(t, rules, r, "B3", "1.00")
	assert.Equal(t, "paid 0.00 11.00", state(r))
	r, err := r.Reverse(rules, cmdBy(r, salesdesk.System), "B3")
	require.NoError(t, err)
	assert.Equal(t, "paid 0.00 10.00", state(r), "what is left still covers it")
	r, err = r.Reverse(rules, cmdBy(r, salesdesk.System), "B2")
	require.NoError(t, err)
	assert.Equal(t, "partially_paid 40.00 0.00", state(r))
	r, err = r.Reverse(rules, cmdBy(r, salesdesk.System), "B1")
	require.NoError(t, err)
	assert.Equal(t, "issued 100.00 0.00", state(r))
	_, err = r.Reverse(rules, cmdBy(r, salesdesk.System), "B1")
	require.Error(t, err)
}

func TestACreditOfWhatWasPaidIsABalanceOfTheCustomer(t *testing.T) {
	rules := receivableRules(t)
	r := pay(t, rules, open(t, rules), "B1", "121.00")
	part := credit(t, rules, r, "C-1", "21.00")
	assert.Equal(t, "paid 0.00 21.00", state(part))
	r = credit(t, rules, part, "C-2", "100.00")
	assert.Equal(t, "credited 0.00 121.00", state(r))
	_, err := r.SettleBalance(rules, cmdBy(r, salesdesk.Finance), invoice.Payment{ID: "R1", Date: paidOn(), Amount: amount("121.01")})
	require.ErrorContains(t, err, "121.01 EUR asked, at most 121.00 EUR")
	for id, sum := range map[string]string{"F-2": "21.00", "F-3": "100.00"} {
		r, err = r.SettleBalance(rules, cmdBy(r, salesdesk.Finance), invoice.Payment{ID: id, Date: paidOn(), Amount: amount(sum)})
		require.NoError(t, err)
		_, err = r.SettleBalance(rules, cmdBy(r, salesdesk.Finance), invoice.Payment{ID: id, Date: paidOn(), Amount: amount("1.00")})
		require.ErrorContains(t, err, "settlement.id: duplicate ("+id+")")
	}
	assert.Equal(t, "credited 0.00 0.00", state(r))
	r, err = r.Reverse(rules, cmdBy(r, salesdesk.System), "B1")
	require.NoError(t, err)
	assert.Equal(t, "issued 121.00 0.00", state(r), "refunded, and then the bank took the payment back")
}

func TestOnlyWhatWasAskedForIsIssued(t *testing.T) {
	rules := receivableRules(t)
	r := asked(t, rules)
	d := billed(t, priced(t, "", line("1", "1", "100.01", "0.21")))
	_, err := r.Issue(rules, cmdBy(r, salesdesk.Finance), d)
	require.ErrorContains(t, err, "total 121.01 EUR, asked 121.00 EUR")
	_, err = r.Issue(rules, cmdBy(r, salesdesk.Finance), invoice.Document{})
	require.ErrorContains(t, err, "number: required; issue_date: required")

	r, err = r.Fail(rules, cmdBy(r, salesdesk.System))
	require.NoError(t, err)
	assert.Equal(t, "as agreed", r.Failure)
	_, err = r.Request(rules, cmdBy(r, salesdesk.System), invoice.Key{Order: "O1", Shipment: "S2"}, amount("121.00"))
	var key invoice.KeyError
	require.ErrorAs(t, err, &key)
	again, err := r.Request(rules, cmdBy(r, salesdesk.System), invoice.Key{Order: "O1", Shipment: "S1"}, amount("121.00"))
	require.NoError(t, err)
	assert.Empty(t, again.Failure)
	_, err = r.Request(rules, cmdBy(r, salesdesk.System), invoice.Key{Order: "O1", Shipment: "S1", Revision: 1}, amount("0"))
	require.ErrorContains(t, err, "expected: min (0)")
}

func TestAWriteOffAndItsReturn(t *testing.T) {
	rules := receivableRules(t)
	r := pay(t, rules, open(t, rules), "B1", "115.99")
	_, err := r.WriteOff(rules, cmdBy(r, salesdesk.Finance))
	require.ErrorContains(t, err, "5.01 EUR open, above the limit of 5.00 EUR")
	lost, err := r.WriteOff(rules, cmdBy(r, salesdesk.SalesManager))
	require.NoError(t, err)
	assert.Equal(t, "written_off 0.00 0.00", state(lost))
	back, err := lost.Revive(rules, cmdBy(lost, salesdesk.Finance))
	require.NoError(t, err)
	assert.Equal(t, "partially_paid 5.01 0.00", state(back))
	assert.Equal(t, "paid 0.00 0.00", state(pay(t, rules, back, "B2", "5.01")))
	fresh := open(t, rules)
	fresh, err = fresh.WriteOff(rules, cmdBy(fresh, salesdesk.SalesManager))
	require.NoError(t, err)
	fresh, err = fresh.Revive(rules, cmdBy(fresh, salesdesk.Finance))
	require.NoError(t, err)
	assert.Equal(t, "issued 121.00 0.00", state(fresh))
}

func TestASumIsRefused(t *testing.T) {
	rules := receivableRules(t)
	r := pay(t, rules, open(t, rules), "B1", "60.00")
	for want, p := range map[string]invoice.Payment{
		"payment.id: required; payment.amount: min (0); payment.date: required": {},
		"payment.id: duplicate (B1)":       {ID: "B1", Date: paidOn(), Amount: amount("1.00")},
		"payment.amount: decimal":          {ID: "B2", Date: paidOn(), Amount: amount("0.001")},
		"payment.date: required":           {ID: "B2", Amount: amount("1.00"), Date: calendar.Date{Year: 2026, Month: 2, Day: 30}},
		"payment.date: max (2026-06-02)":   {ID: "B2", Amount: amount("1.00"), Date: calendar.MustDate("2026-06-03")},
		"payment.date: order (issue_date)": {ID: "B2", Amount: amount("1.00"), Date: calendar.MustDate("1999-06-01")},
	} {
		_, err := r.Pay(rules, cmdBy(r, salesdesk.Finance), p)
		assert.ErrorContains(t, err, want)
	}
	_, err := r.Pay(rules, cmdBy(r, salesdesk.Finance), invoice.Payment{ID: "B2", Date: r.IssueDate, Amount: amount("1.00")})
	require.NoError(t, err, "on the day of the invoice")
	_, err = r.Credit(rules, cmdBy(r, salesdesk.Finance), invoice.CreditedSum{Number: r.Number, Amount: amount("1.00")})
	assert.ErrorContains(t, err, "credit.id: duplicate (2026-1)", "an invoice credits nothing")
	_, err = r.Credit(rules, cmdBy(r, salesdesk.Finance), invoice.CreditedSum{Number: "C-1", Amount: amount("121.01")})
	assert.ErrorContains(t, err, "121.01 EUR asked, at most 121.00 EUR")
	_, err = r.Pay(rules, cmdBy(r, salesdesk.InsideSales), invoice.Payment{ID: "B2", Date: paidOn(), Amount: amount("1.00")})
	assert.Error(t, err, "only the books take payments")
	_, err = r.Do(rules, invoice.PayFull, cmdBy(r, salesdesk.Finance))
	var builtIn workflow.BuiltInError
	require.ErrorAs(t, err, &builtIn)
	_, err = invoice.NewReceivable(rules, cmdBy(invoice.Receivable{}, salesdesk.System), "", "", "EU")
	assert.ErrorContains(t, err, "id: required; customer: required; currency")
	_, err = invoice.Compile(invoice.Policy{WriteOffLimit: amount("-1")})
	assert.EqualError(t, err, "write_off_limit: min (0)")
}

// Whatever is paid, credited, reversed and settled: what is owed and what is to be given
// back are never both, they are what the sums say, and the changes alone rebuild it.
func TestSumsAndStatusAgreeOnAnyPath(t *testing.T) {
	rules := receivableRules(t)
	rapid.Check(t, func(t *rapid.T) {
		r := open(t, rules)
		for i := range rapid.IntRange(1, 12).Draw(t, "steps") {
			sum := amount(rapid.SampledFrom([]string{"0.01", "21.00", "60.50", "100.00", "121.00"}).Draw(t, "sum"))
			id, manager := fmt.Sprint("X", i), cmdBy(r, salesdesk.Finance)
			next, err := r, error(nil)
			switch rapid.IntRange(0, 4).Draw(t, "step") {
			case 0, 1:
				next, err = r.Pay(rules, manager, invoice.Payment{ID: id, Date: paidOn(), Amount: sum})
			case 2:
				next, err = r.Credit(rules, manager, invoice.CreditedSum{Number: id, Amount: sum})
			case 3:
				next, err = r.Reverse(rules, manager, fmt.Sprint("X", rapid.IntRange(0, i).Draw(t, "of")))
			case 4:
				next, err = r.SettleBalance(rules, manager, invoice.Payment{ID: id, Date: paidOn(), Amount: sum})
			}
			if err == nil {
				r = next
			}
			owed, back := r.Open().Amount, r.Balance().Amount
			require.False(t, owed.IsPositive() && back.IsPositive())
			settled := r.Status == invoice.Paid || r.Status == invoice.Credited
			require.Equal(t, settled, owed.IsZero(), state(r))
			require.Equal(t, r.Status == invoice.PartiallyPaid, owed.IsPositive() && standing(r), state(r))
		}
		data, err := workflow.EncodeEvents(r.Changes())
		require.NoError(t, err)
		log, err := invoice.DecodeChanges(data)
		require.NoError(t, err)
		folded, err := invoice.FoldReceivable(log)
		require.NoError(t, err)
		require.Equal(t, asJSON(t, r), asJSON(t, folded))
	})
}

// standing reports whether a payment stands.
func standing(r invoice.Receivable) bool {
	for _, p := range r.Payments {
		if !p.Reversed {
			return true
		}
	}
	return false
}

func TestTheTableIsDrawn(t *testing.T) {
	m := receivableRules(t).Machine()
	golden.Assert(t, "workflow.md", []byte("# Invoice\n\n"+m.Table()+"\n```mermaid\n"+m.Mermaid()+"```\n"))
}

func TestPermittedSaysWhatMayComeNext(t *testing.T) {
	rules := receivableRules(t)
	r := open(t, rules)
	allowed := map[invoice.Event]bool{}
	for _, c := range r.Permitted(rules, cmdBy(r, salesdesk.Finance)) {
		allowed[c.On] = allowed[c.On] || c.Allowed
	}
	assert.True(t, allowed[invoice.PayPart])
	assert.False(t, allowed[invoice.WriteOff], "121.00 is above the limit")
	assert.Empty(t, r.Saved().Changes())
	assert.Len(t, r.Changes(), 4)
}

// 121.00 paid twice by half, 100.00 credited and given back, and a half reversed: 60.50 is owed,
// and 39.50 after a credit of the rest. It is no invoice that is credited and done.
func TestACreditOfTheWholeLeavesWhatWasGivenBackOwed(t *testing.T) {
	rules := receivableRules(t)
	r := pay(t, rules, pay(t, rules, open(t, rules), "B1", "60.50"), "B2", "60.50")
	finance := func(r invoice.Receivable) *workflow.Command { return cmdBy(r, salesdesk.Finance) }
	r, err := r.Credit(rules, finance(r), invoice.CreditedSum{Number: "C-1", Amount: amount("100.00")})
	require.NoError(t, err)
	r, err = r.SettleBalance(rules, finance(r), invoice.Payment{ID: "R1", Date: paidOn(), Amount: amount("100.00")})
	require.NoError(t, err)
	r, err = r.Reverse(rules, finance(r), "B2")
	require.NoError(t, err)
	assert.Equal(t, "partially_paid 60.50 0.00", state(r))
	r, err = r.Credit(rules, finance(r), invoice.CreditedSum{Number: "C-2", Amount: amount("21.00")})
	require.NoError(t, err)
	assert.Equal(t, "partially_paid 39.50 0.00", state(r))
	r = pay(t, rules, r, "B3", "39.50")
	assert.Equal(t, "paid 0.00 0.00", state(r))
}

func FuzzDecodeChanges(f *testing.F) {
	data, err := workflow.EncodeEvents(pay(f, receivableRules(f), open(f, receivableRules(f)), "B1", "60.00").Changes())
	require.NoError(f, err)
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		changes, err := invoice.DecodeChanges(data)
		if err != nil {
			return
		}
		written, err := workflow.EncodeEvents(changes)
		require.NoError(t, err)
		again, err := invoice.DecodeChanges(written)
		require.NoError(t, err)
		require.Len(t, again, len(changes))
		_, _ = invoice.FoldReceivable(changes)
	})
}

func ExampleReceivable_Credit() {
	rules, _ := invoice.Compile(invoice.Policy{})
	r := open(new(must), rules)
	r = pay(new(must), rules, r, "B1", "121.00")
	r, _ = r.Credit(rules, cmdBy(r, salesdesk.Finance), invoice.CreditedSum{Number: "C-1", Amount: amount("21.00")})
	fmt.Println(r.Status, r.Open(), r.Balance())
	// Output: paid 0.00 EUR 21.00 EUR
}

// must stops an example that goes wrong.
type must struct{}

func (*must) Errorf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

func (*must) FailNow() { panic("failed") }

// Permitted says where a reversal or a revival leads where every payment leads there, and
// else what it may lead to.
func TestPermittedKnowsWhereAReversalLeads(t *testing.T) {
	rules := receivableRules(t)
	role := salesdesk.Finance
	choice := func(r invoice.Receivable, on invoice.Event) workflow.Choice[invoice.Status, invoice.Event] {
		choices := r.Permitted(rules, cmdBy(r, role))
		i := slices.IndexFunc(choices, func(c workflow.Choice[invoice.Status, invoice.Event]) bool { return c.On == on })
		require.GreaterOrEqual(t, i, 0)
		return choices[i]
	}
	for _, test := range []struct {
		name     string
		payments []string
		credited string
		to       invoice.Status
		oneOf    []invoice.Status
	}{
		{"the only part", []string{"21.00"}, "", invoice.Open, nil},
		{"one of two parts", []string{"21.00", "50.00"}, "", invoice.PartiallyPaid, nil},
		{"the only payment, of all", []string{"121.00"}, "", invoice.Open, nil},
		{"one of two, of all", []string{"21.00", "100.00"}, "", invoice.PartiallyPaid, nil},
		{"the only payment, of too much", []string{"130.00"}, "", invoice.Open, nil},
		{"one of two, each of more than is too much", []string{"60.50", "70.00"}, "", invoice.PartiallyPaid, nil},
		{"one of two, one within what is too much", []string{"121.00", "9.00"}, "", "", []invoice.Status{invoice.Paid, invoice.PartiallyPaid}},
		{"the only payment, of all that was credited", []string{"121.00"}, "121.00", invoice.Credited, nil},
		{"one of two, of all that was credited", []string{"60.50", "60.50"}, "121.00", invoice.Credited, nil},
		{"one of two, of half that was credited", []string{"21.00", "100.00"}, "60.50", "", []invoice.Status{invoice.Paid, invoice.PartiallyPaid}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := open(t, rules)
			for i, sum := range test.payments {
				r = pay(t, rules, r, fmt.Sprint("p", i), sum)
			}
			if test.credited != "" {
				credited, err := r.Credit(rules, cmdBy(r, role), invoice.CreditedSum{Number: "C-1", Amount: amount(test.credited)})
				require.NoError(t, err)
				r = credited
			}
			said := choice(r, invoice.Reverse)
			assert.True(t, said.Allowed)
			assert.Equal(t, test.to, said.To)
			assert.Equal(t, test.oneOf, said.OneOf)
			for i := range test.payments {
				back, err := r.Reverse(rules, cmdBy(r, role), fmt.Sprint("p", i))
				require.NoError(t, err)
				assert.Contains(t, append(said.OneOf, said.To), back.Status)
			}
		})
	}
	forgive := func(r invoice.Receivable) invoice.Receivable {
		role = salesdesk.SalesManager
		defer func() { role = salesdesk.Finance }()
		r, err := r.WriteOff(rules, cmdBy(r, role))
		require.NoError(t, err)
		return r
	}
	assert.Equal(t, invoice.Open, choice(forgive(open(t, rules)), invoice.Revive).To)
	assert.Equal(t, invoice.PartiallyPaid, choice(forgive(pay(t, rules, open(t, rules), "p0", "21.00")), invoice.Revive).To)
}

// Nothing happens before what happened already, and at the same moment two things may.
func TestNothingHappensToAReceivableBeforeWhatHappenedLast(t *testing.T) {
	rules := receivableRules(t)
	r := open(t, rules)
	cmd := cmdBy(r, salesdesk.Finance)
	cmd.At = r.Changed.Add(-time.Second)
	same, err := r.WriteOff(rules, cmd)
	assert.Equal(t, workflow.EarlierError{At: cmd.At, Last: r.Changed}, err)
	assert.Equal(t, r, same)
	cmd.At = r.Changed
	_, err = r.Pay(rules, cmd, invoice.Payment{ID: "p1", Date: paidOn(), Amount: amount("1.00")})
	require.NoError(t, err)
}
