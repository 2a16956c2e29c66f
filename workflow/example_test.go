package workflow_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

// loan is the table of a loan of a demonstration machine, as data: up to a week by
// any clerk, longer by the manager.
const loan = `{"id": "loan", "version": 1, "initial": "asked",
	"states": [{"name": "asked", "kind": "open"}, {"name": "lent", "kind": "waiting"}, {"name": "returned", "kind": "final"}],
	"transitions": [
		{"on": "lend", "from": ["asked"], "to": "lent", "if": ["in_stock", "one_week"], "by": ["inside_sales", "sales_manager"]},
		{"on": "lend", "from": ["asked"], "to": "lent", "if": ["in_stock"], "unless": ["one_week"], "by": ["sales_manager"]},
		{"on": "sign", "from": ["lent"], "by": ["customer"]},
		{"on": "take_back", "from": ["lent"], "to": "returned", "by": ["warehouse"]}
	]}`

func ExampleMachine_Decide() {
	definition, _ := workflow.DecodeDefinition([]byte(loan))
	machine := workflow.MustCompile(definition)
	cmd := &workflow.Command{ID: "c1", Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales}}

	step, _ := machine.Decide("asked", "lend", cmd, workflow.Facts{"in_stock": true, "one_week": true})
	fmt.Println(step.From, "->", step.To)
	_, err := machine.Decide("asked", "lend", cmd, workflow.Facts{"in_stock": true})
	fmt.Println(err)
	_, err = machine.Decide("lent", "sign", cmd, nil)
	fmt.Println(err)
	// Output:
	// asked -> lent
	// loan: lend refused in asked: one_week: "one_week" is not met; [sales_manager] could
	// loan: sign refused in lent: by inside_sales, is for [customer]; may be entered for the customer
}

func ExampleMachine_Permitted() {
	definition, _ := workflow.DecodeDefinition([]byte(loan))
	machine := workflow.MustCompile(definition)
	cmd := &workflow.Command{ID: "c1", Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales, For: "C001"}}
	for _, choice := range machine.Permitted("lent", cmd, nil) {
		fmt.Println(choice.On, choice.Allowed, choice.Roles)
	}
	// Output:
	// sign true []
	// take_back false [warehouse]
}

// A company asks for a deposit, and lets a loan be cancelled.
func ExampleExtend() {
	definition, _ := workflow.DecodeDefinition([]byte(loan))
	deposit := &workflow.Guard[workflow.Facts]{Name: "deposit", Test: func(_ *workflow.Command, f workflow.Facts) error {
		if !f["deposit"] {
			return errors.New("no deposit was paid")
		}
		return nil
	}}
	ours, err := workflow.Extend(definition, workflow.Patch[string, string, workflow.Facts]{
		Version:     2,
		States:      []workflow.State[string]{{Name: "cancelled", Kind: workflow.Final}},
		Transitions: []workflow.Transition[string, string, workflow.Facts]{{On: "cancel", From: []string{"asked"}, To: "cancelled"}},
		Tighten:     []workflow.Tightening[string, string, workflow.Facts]{{On: "lend", If: []*workflow.Guard[workflow.Facts]{deposit}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	machine, err := workflow.Compile(ours)
	if err != nil {
		fmt.Println(err)
		return
	}
	cmd := &workflow.Command{ID: "c1", Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales}}
	_, err = machine.Decide("asked", "lend", cmd, workflow.Facts{"in_stock": true, "one_week": true})
	fmt.Println(err)
	step, _ := machine.Decide("asked", "cancel", cmd, nil)
	fmt.Println(step.To)

	// Nobody goes around what is there.
	_, err = workflow.Extend(definition, workflow.Patch[string, string, workflow.Facts]{
		Transitions: []workflow.Transition[string, string, workflow.Facts]{{On: "lend", From: []string{"asked"}, To: "lent", By: []salesdesk.Role{salesdesk.Warehouse}}},
	})
	fmt.Println(err)
	// Output:
	// loan: lend refused in asked: deposit: no deposit was paid
	// cancelled
	// patch of lend in asked: loosens
}

// paid is the fact of these examples: an amount in cents.
type paid struct {
	Cents int `json:"cents"`
}

func (paid) FactName() string { return "paid" }

// till is what the guards of a till look at: the cents in it, and the fact to come.
type till struct {
	cents int
	fact  workflow.Fact
}

func (t till) Coming() workflow.Fact { return t.fact }

// Money is given back with a reason, and no more than there is. Where it is only asked
// what may be done, nobody knows yet how much it will be.
func ExampleOnFact() {
	enough := workflow.OnFact("enough", func(_ *workflow.Command, t till, f paid) error {
		if f.Cents > t.cents {
			return fmt.Errorf("%d cents are missing", f.Cents-t.cents)
		}
		return nil
	})
	machine := workflow.MustCompile(workflow.Definition[string, string, till]{
		ID: "till", Version: 1, Initial: "open", States: []workflow.State[string]{{Name: "open", Kind: workflow.Open}, {Name: "counted", Kind: workflow.Final}},
		Transitions: []workflow.Transition[string, string, till]{
			{On: "refund", From: []string{"open"}, If: []*workflow.Guard[till]{workflow.NeedsReason[till](), enough}},
			{On: "count", From: []string{"open"}, To: "counted"},
		},
	})
	cmd := &workflow.Command{ID: "c1", Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales}}
	_, err := machine.Decide("open", "refund", cmd, till{cents: 200, fact: paid{Cents: 250}})
	fmt.Println(err)
	cmd.Reason = "wrong change"
	for _, choice := range machine.Permitted("open", cmd, till{cents: 200}) {
		fmt.Println(choice.On, choice.Allowed, choice.Later)
	}
	// Output:
	// till: refund refused in open: reason: needs a reason; enough: 50 cents are missing
	// refund true [enough]
	// count true []
}

// twoPayments is a log as it is stored.
const twoPayments = `{"stream":"account-1","seq":1,"command_id":"c1","digest":"d1","at":"2026-04-20T09:00:00Z","actor":{"id":"an","role":"finance"},"fact":"paid","data":{"cents":1000}}
{"stream":"account-1","seq":2,"command_id":"c2","at":"2026-04-21T09:00:00Z","actor":{"id":"an","role":"finance"},"fact":"paid","data":{"cents":250}}
`

func ExampleFold() {
	log, err := workflow.DecodeEvents([]byte(twoPayments), paid{})
	if err != nil {
		fmt.Println(err)
		return
	}
	type account struct{ cents, version int }
	apply := func(a *account, e workflow.Event[paid]) { a.cents, a.version = a.cents+e.Fact.Cents, e.Seq }
	balance, err := workflow.Fold(account{}, "account-1", 0, log, apply)
	fmt.Println(balance.cents, balance.version, err)
	_, err = workflow.Fold(account{}, "account-1", 0, log[1:], apply)
	fmt.Println(err)
	// Output:
	// 1250 2 <nil>
	// stream account-1: event 1 expected, is 2
}

func ExampleRecall() {
	log, _ := workflow.DecodeEvents([]byte(twoPayments), paid{})
	e, found, err := workflow.Recall(log, &workflow.Command{ID: "c1", Digest: "d1"})
	fmt.Println(e.Fact.Cents, found, err)
	_, _, err = workflow.Recall(log, &workflow.Command{ID: "c1", Digest: "another"})
	fmt.Println(err)
	// Output:
	// 1000 true <nil>
	// command c1 was given with another content
}

func ExampleVerify() {
	log, _ := workflow.DecodeEvents([]byte(twoPayments), paid{})
	sealed, _ := workflow.Seal("", log)
	stored, _ := workflow.EncodeSealed(sealed)

	again, _ := workflow.DecodeSealed(stored, paid{})
	fmt.Println(workflow.Verify("", again))
	changed, _ := workflow.DecodeSealed([]byte(strings.Replace(string(stored), "250", "950", 1)), paid{})
	fmt.Println(workflow.Verify("", changed))
	// Output:
	// <nil>
	// stream account-1: event 2 is not what was sealed
}

// What was lent is out in the second version of the table.
func ExampleMigrate() {
	first, _ := workflow.DecodeDefinition([]byte(loan))
	second, _ := workflow.DecodeDefinition([]byte(strings.NewReplacer(`"lent"`, `"out"`, `"version": 1`, `"version": 2`).Replace(loan)))
	upgrade := &workflow.Command{ID: "c9", Actor: salesdesk.Actor{ID: "upgrade", Role: salesdesk.System}, At: time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC)}
	old, now := workflow.MustCompile(first), workflow.MustCompile(second)

	_, err := workflow.Migrate(old, now, workflow.Migration[string]{From: 1, To: 2}, upgrade, "lent")
	fmt.Println(err)
	fact, _ := workflow.Migrate(old, now, workflow.Migration[string]{From: 1, To: 2, States: map[string]string{"lent": "out"}}, upgrade, "lent")
	event, _ := json.Marshal(workflow.Next("loan-7", 3, upgrade, fact))
	fmt.Println(string(event))
	// Output:
	// migration of loan from version 1 to 2: no_image "lent" to "lent"
	// {"stream":"loan-7","seq":3,"command_id":"c9","at":"2026-04-20T00:00:00Z","actor":{"id":"upgrade","role":"system"},"fact":"migrated","data":{"from_version":1,"to_version":2,"was":"lent","image":"out"}}
}
