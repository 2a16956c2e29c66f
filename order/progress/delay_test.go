package progress_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/progress"
	"github.com/interne-sales/salesdesk/order/promise"
)

// Two lines of one order come late, and a line of another that gave way: everybody is told
// once for each order.
func TestADelayTellsEachOnceForEachOrder(t *testing.T) {
	roles := func(r ...salesdesk.Role) []salesdesk.Role { return r }
	impact := promise.Impact{Effects: []promise.Effect{
		{Order: "o1", Line: "1", Customer: "C1", Quantity: amount("4"), Promised: day("2026-04-14"), Date: day("2026-04-21"), Tell: roles(salesdesk.InsideSales, salesdesk.Customer)},
		{Order: "o2", Line: "1", Customer: "C2", Quantity: amount("6"), Promised: day("2026-04-14"), Tell: roles(salesdesk.InsideSales, salesdesk.SalesManager, salesdesk.ExternalSales, salesdesk.Customer)},
		{Order: "o1", Line: "2", Customer: "C1", Quantity: amount("1"), Promised: day("2026-04-14"), Date: day("2026-04-17"), Tell: roles(salesdesk.InsideSales, salesdesk.Customer)},
	}}
	told, err := progress.Told(impact, at("2026-04-03 16:30"), time.Hour, desk())
	require.NoError(t, err)
	var got []string
	for _, i := range told {
		got = append(got, i.ID+" "+string(i.Kind)+" "+string(i.To)+" "+i.Day.String())
	}
	assert.Equal(t, []string{
		"o1/delay/2026-04-03/inside_sales inform_desk inside_sales 2026-04-21",
		"o1/delay/2026-04-03/customer inform_customer inside_sales 2026-04-21",
		"o2/delay/2026-04-03/inside_sales inform_desk inside_sales 0000-00-00",
		"o2/delay/2026-04-03/sales_manager inform_desk sales_manager 0000-00-00",
		"o2/delay/2026-04-03/external_sales inform_external_sales external_sales 0000-00-00",
		"o2/delay/2026-04-03/customer inform_customer inside_sales 0000-00-00",
	}, got)
	assert.Equal(t, []order.Quantity{{Line: "1", Quantity: amount("4")}, {Line: "2", Quantity: amount("1")}}, told[1].Lines)
	assert.Equal(t, progress.TopicDelayed, told[1].Topic)
	assert.Equal(t, at("2026-04-07 09:30").UTC(), told[0].By, "an hour of work, over Easter Monday")
}

func TestNobodyIsToldWithoutACalendarOrBeforeTheDelay(t *testing.T) {
	_, err := progress.Told(promise.Impact{}, at("2026-04-03 16:30"), -1, nil)
	assert.EqualError(t, err, "calendar: required; within: min (0)")
	told, err := progress.Told(promise.Impact{}, at("2026-04-03 16:30"), 0, desk())
	require.NoError(t, err)
	assert.Empty(t, told)
}

// New dates of a confirmed order are told to the customer.
func TestNewDatesAreToldToTheCustomer(t *testing.T) {
	s := confirmed(t)
	s.then(s.order.Reschedule(s.rules, command(3, salesdesk.Purchasing, at("2026-04-08 10:00")), []promise.Promise{{Line: "1", Date: day("2026-04-21")}}))
	got := s.intents(progress.BuiltInRules())
	assert.Equal(t, progress.TopicRescheduled, got["tell_rescheduled"].Topic)
	assert.Equal(t, progress.InformExternalSales, got["sales_rescheduled"].Kind)
	assert.Contains(t, got, "reserve", "it must be on the shelf on another day")
}

// Of ten, four left and were invoiced; the shipment is voided.
func TestWhatWasInvoicedAndDidNotArriveIsCreditedByFinance(t *testing.T) {
	for _, billed := range []bool{true, false} {
		s := shipped(t, "4", "2026-04-09 10:00")
		if billed {
			s.then(s.order.Bill(s.rules, command(s.order.Version, salesdesk.Finance, at("2026-04-09 11:00")), "2026-1", s.order.Billable()))
		}
		cmd := command(s.order.Version, salesdesk.Warehouse, at("2026-04-09 14:00"))
		cmd.Reason = "on the dock"
		s.then(s.order.VoidShipment(s.rules, cmd, "s1"))
		got, asked := s.intents(progress.BuiltInRules())["credit_undelivered"]
		require.Equal(t, billed, asked)
		if billed {
			assert.Equal(t, progress.RequestCredit, got.Kind)
			assert.Equal(t, ten("4"), got.Lines)
			assert.Equal(t, salesdesk.Finance, got.To)
			assert.Equal(t, at("2026-04-13 14:00").UTC(), got.By, "two working days")
		}
	}
}
