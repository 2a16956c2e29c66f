package progress_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/progress"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// story is an order that is told verb by verb.
type story struct {
	t     require.TestingT
	rules *order.Rules
	order order.Order
}

func (s *story) then(o order.Order, err error) *story {
	require.NoError(s.t, err)
	s.order = o
	return s
}

func (s *story) last() order.Change { return s.order.Changes()[s.order.Version-1] }

func (s *story) intents(rules []progress.Rule) map[string]progress.Intent {
	intents, err := progress.Intents(s.last(), s.order, rules, desk())
	require.NoError(s.t, err)
	byRule := map[string]progress.Intent{}
	for _, i := range intents {
		byRule[i.Rule] = i
	}
	return byRule
}

func ten(quantity string) []order.Quantity {
	return []order.Quantity{{Line: "1", Quantity: amount(quantity)}}
}

// submitted is an order of ten pieces at 12.50, sent in on Good Friday at half past four.
func submitted(t require.TestingT) *story {
	pricer, err := pricing.Compile(pricing.Rules{})
	require.NoError(t, err)
	agreed, err := pricer.Price(pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-03"), Lines: []pricing.Line{{
		ID: "1", SKU: "A", Quantity: amount("10"), Unit: "C62", Price: &pricing.Price{Amount: amount("12.50")},
		VAT: &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")},
	}}})
	require.NoError(t, err)
	rules, err := order.Compile(order.Policy{})
	require.NoError(t, err)
	s := &story{t: t, rules: rules}
	s.then(order.New(rules, command(0, salesdesk.InsideSales, at("2026-04-03 16:00")), order.Opening{ID: "o1", Number: "1", Customer: "C1", Agreed: agreed}))
	return s.then(s.order.Submit(rules, command(1, salesdesk.InsideSales, at("2026-04-03 16:30"))))
}

// confirmed is promised for Tuesday 14 April, on the shelf on the 9th.
func confirmed(t require.TestingT) *story {
	s := submitted(t)
	return s.then(s.order.Confirm(s.rules, command(2, salesdesk.InsideSales, at("2026-04-03 16:45")), order.Confirmation{
		Promises: []promise.Promise{{Line: "1", Date: day("2026-04-14"), Requested: day("2026-04-10"), Ready: day("2026-04-09"), Binding: promise.ByStock}},
	}))
}

func shipped(t require.TestingT, quantity, when string) *story {
	s := confirmed(t)
	s.then(s.order.Allocate(s.rules, command(3, salesdesk.Warehouse, at(when)), ten(quantity)))
	return s.then(s.order.Ship(s.rules, command(4, salesdesk.Warehouse, at(when)), order.Shipment{ID: "s1", Lines: ten(quantity)}))
}

func TestConfirmingAsksTheWarehouseAndTellsTheCustomer(t *testing.T) {
	got := confirmed(t).intents(progress.BuiltInRules())
	assert.Len(t, got, 3)
	reserve := got["reserve"]
	assert.Equal(t, "o1/3/reserve", reserve.ID)
	assert.Equal(t, ten("10"), reserve.Lines)
	assert.Equal(t, day("2026-04-09"), reserve.Day)
	assert.Equal(t, at("2026-04-07 09:45"), reserve.By, "a quarter on Good Friday, the rest after Easter Monday")
	assert.Equal(t, progress.TopicConfirmed, got["tell_confirmed"].Topic)
	assert.Equal(t, salesdesk.ExternalSales, got["sales_moved"].To, "promised later than asked for")
}

func TestShippingAsksForTheInvoiceInTime(t *testing.T) {
	s := shipped(t, "4", "2026-04-30 11:00")
	got := s.intents(progress.BuiltInRules())
	assert.Equal(t, day("2026-05-15"), got["invoice"].Day)
	assert.Equal(t, ten("4"), got["invoice"].Lines)
	assert.Equal(t, at("2026-05-04 11:00"), got["invoice"].By, "Labour Day is none")
	assert.Equal(t, "s1", got["tell_shipped"].Shipment)
	s.then(s.order.CloseShort(s.rules, command(5, salesdesk.InsideSales, at("2026-05-04 10:00")), ten("6")))
	rest := s.intents(progress.BuiltInRules())["reserve"].Lines
	require.Len(t, rest, 1)
	assert.True(t, rest[0].Quantity.IsZero(), "nothing is set aside any more")
}

func TestAnIntentIsTheSameEachTime(t *testing.T) {
	s := confirmed(t)
	first, err := progress.Intents(s.last(), s.order, progress.BuiltInRules(), desk())
	require.NoError(t, err)
	again, err := progress.Intents(s.last(), s.order, progress.BuiltInRules(), desk())
	require.NoError(t, err)
	assert.Equal(t, first, again)
	seen := map[string]bool{}
	for _, c := range s.order.Changes() {
		intents, err := progress.Intents(c, s.order, progress.BuiltInRules(), desk())
		require.NoError(t, err)
		for _, i := range intents {
			assert.False(t, seen[i.ID], i.ID)
			seen[i.ID] = true
		}
	}
}

func TestAHoldIsReviewedByItsOwnRoleAndKeptFromTheCustomer(t *testing.T) {
	s := submitted(t)
	s.then(s.order.PlaceHold(s.rules, command(2, salesdesk.Finance, at("2026-04-07 09:00")), order.CreditHold))
	got := s.intents(progress.BuiltInRules())
	assert.Equal(t, salesdesk.Finance, got["review_hold"].To)
	assert.Equal(t, progress.TopicHeld, got["sales_held"].Topic)
	for _, i := range got {
		assert.NotEqual(t, progress.InformCustomer, i.Kind)
	}
}

func TestConditionsOnTheOrder(t *testing.T) {
	s := confirmed(t)
	least, more, yes := amount("125.00"), amount("125.01"), true
	for name, c := range map[string]struct {
		when progress.Condition
		want int
	}{
		"at the amount":    {progress.Condition{AtLeast: &least, Currency: salesdesk.EUR}, 1},
		"below the amount": {progress.Condition{AtLeast: &more, Currency: salesdesk.EUR}, 0},
		"other currency":   {progress.Condition{AtLeast: &least, Currency: "USD"}, 0},
		"customer":         {progress.Condition{Customers: []string{"C0", "C1"}}, 1},
		"other customer":   {progress.Condition{Customers: []string{"C0"}}, 0},
		"other channel":    {progress.Condition{Channels: []order.Channel{order.ByPeppol}}, 0},
		"no hold":          {progress.Condition{Freed: &yes}, 0},
		"confirmed":        {progress.Condition{Confirmed: &yes}, 1},
		"no blanket":       {progress.Condition{Blanket: &yes}, 0},
	} {
		rule := progress.Rule{ID: "own", On: []progress.Trigger{progress.OnOrder(order.Confirm)}, When: c.when, Do: progress.InformExternalSales, To: salesdesk.ExternalSales, Topic: progress.TopicConfirmed}
		assert.Len(t, s.intents([]progress.Rule{rule}), c.want, name)
	}
}

func TestATableIsOverriddenByID(t *testing.T) {
	table := progress.BuiltInRules()
	require.NoError(t, progress.CheckRules(table))
	slower := table[0]
	slower.Within = 16 * time.Hour
	own := progress.Override(table, slower, progress.Rule{ID: "tell_confirmed"}, progress.Rule{ID: "mine", On: slower.On, Do: progress.ReserveStock, To: salesdesk.Warehouse})
	assert.Len(t, own, len(table))
	got := confirmed(t).intents(own)
	assert.Equal(t, at("2026-04-08 16:45"), got["reserve"].By)
	assert.NotContains(t, got, "tell_confirmed")
	assert.Contains(t, got, "mine")
	assert.Equal(t, time.Hour, table[0].Within)
}

func TestIntentsNameEveryProblem(t *testing.T) {
	s := confirmed(t)
	change := s.last()
	change.Seq = 9
	_, err := progress.Intents(change, s.order, []progress.Rule{
		{ID: "a", Do: progress.InformCustomer, Topic: progress.TopicHeld, To: "Nobody", Within: -1},
		{ID: "a", On: []progress.Trigger{progress.Opened}, Do: progress.InformDesk, To: salesdesk.InsideSales, When: progress.Condition{AtLeast: new(salesdesk.Amount)}},
	}, nil)
	for _, want := range []string{"calendar", "rules[0].on", "rules[0].topic", "rules[0].to", "rules[0].within", "rules[1].id", "rules[1].topic", "rules[1].when.currency", "order o1 at version 3"} {
		require.ErrorContains(t, err, want)
	}
}

// Every event of the order's, shipments' and returns' tables that the built-in rules name
// exists there.
func TestTheBuiltInRulesNameKnownEvents(t *testing.T) {
	known := map[progress.Trigger]bool{}
	for _, row := range order.Definition().Transitions {
		known[progress.OnOrder(row.On)] = true
	}
	for _, row := range order.ShipmentDefinition().Transitions {
		known[progress.OnShipment(row.On)] = true
	}
	for _, row := range order.ReturnDefinition().Transitions {
		known[progress.OnReturn(row.On)] = true
	}
	for _, r := range progress.BuiltInRules() {
		for _, on := range r.On {
			assert.True(t, known[on], "%s: %s", r.ID, on)
		}
	}
}

func ExampleIntents() {
	s := confirmed(new(must))
	intents, _ := progress.Intents(s.last(), s.order, progress.BuiltInRules(), desk())
	for _, i := range intents {
		fmt.Println(i.ID, i.Kind, i.To, i.By.In(desk().Location()).Format("Mon 15:04"))
	}
	// Output:
	// o1/3/reserve reserve_stock warehouse Tue 09:45
	// o1/3/tell_confirmed inform_customer inside_sales Tue 09:45
	// o1/3/sales_moved inform_external_sales external_sales Tue 16:45
}

// must stops an example that goes wrong.
type must struct{}

func (*must) Errorf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

func (*must) FailNow() { panic("failed") }
