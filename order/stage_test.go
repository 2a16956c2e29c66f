package order_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// ahead is a confirmed order that is billed as it was ordered.
func ahead(r *order.Rules, agreed pricing.Priced) order.Order {
	o := must(order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "B1", Customer: "C1", Agreed: agreed, Billing: order.ByOrder}))
	o = must(o.Submit(r, by(o, salesdesk.InsideSales)))
	return must(o.Confirm(r, by(o, salesdesk.SalesManager), order.Confirmation{Promises: promises(o)}))
}

// A job of 1,000.00: 30 % on the order, 30 % at the rough work, the rest when it is done. Each
// is asked once; one that was invoiced by mistake is credited and asked anew.
func TestEachMilestoneIsBilledOnce(t *testing.T) {
	r := rules(t, order.Policy{})
	agreed := agreedOn(t, "", at("1", "1", "1000.00", "0.21"))
	o := ahead(r, agreed)
	third, err := invoice.Portion(agreed, amount("0.3"))
	require.NoError(t, err)
	start, rough, done := order.Stage{Milestone: "order"}, order.Stage{Milestone: "rough work"}, order.Stage{Milestone: "done"}
	o = must(o.BillStage(r, by(o, salesdesk.Finance), "F1", start, third))
	_, err = o.BillStage(r, by(o, salesdesk.Finance), "F2", start, third)
	assert.EqualError(t, err, "order: bill refused in confirmed: stage: order was invoiced by F1")
	o = must(o.BillStage(r, by(o, salesdesk.Finance), "F2", rough, third))
	assert.Equal(t, some("1", "0.4"), o.Billable())
	_, err = o.CreditStage(r, by(o, salesdesk.Finance), "C1", done)
	assert.ErrorContains(t, err, "stage: reference (done)")
	o = must(o.CreditStage(r, by(o, salesdesk.Finance), "C1", rough))
	assert.Equal(t, some("1", "0.7"), o.Billable())
	assert.Equal(t, "C1", o.Stages[1].Note)
	o = must(o.BillStage(r, by(o, salesdesk.Finance), "F3", rough, third))
	_, err = o.BillStage(r, by(o, salesdesk.Finance), "F4", done, some("1", "0.41"))
	refusedBy(t, order.WithinBillable, "0.4", err)
	o = must(o.BillStage(r, by(o, salesdesk.Finance), "F4", done, o.Billable()))
	o = delivered(t, r, o, "s1", some("1", "1"))
	o = must(o.Complete(r, by(o, salesdesk.System)))
	assert.Equal(t, order.Wholly, o.Invoicing())
	folded, err := order.Fold(o.Changes())
	require.NoError(t, err)
	assert.Equal(t, o.Saved(), folded)
}

// Three months of care at 9.99 with a discount on the whole, invoiced by the month: no month
// twice, and the three are the whole line.
func TestEachPeriodIsBilledOnceAndAllAreTheLine(t *testing.T) {
	r := rules(t, order.Policy{})
	agreed, schedule := care(t)
	o := ahead(r, agreed)
	var bills []invoice.Document
	for i, period := range invoice.DuePeriods(schedule, nil, day("2026-12-31")) {
		number := fmt.Sprint("F", i+1)
		lines, err := invoice.PeriodPortion(agreed, schedule, period)
		require.NoError(t, err)
		bill, err := invoice.BillPeriod(schedule, bills, period, number, invoice.Header{})
		require.NoError(t, err)
		o = must(o.BillStage(r, by(o, salesdesk.Finance), number, order.Stage{Period: period}, lines))
		_, err = o.BillStage(r, by(o, salesdesk.Finance), "twice", order.Stage{Period: period}, lines)
		var twice order.StageError
		require.ErrorAs(t, err, &twice)
		assert.Equal(t, order.StageError{Period: period, Invoice: number}, twice)
		bills = append(bills, bill)
	}
	require.Len(t, bills, 3)
	assert.True(t, agreed.Lines[0].Quantity.Equal(o.Lines[0].Invoiced), "%s invoiced", o.Lines[0].Invoiced)
	assert.Empty(t, o.Billable())
	assert.Equal(t, order.Wholly, o.Invoicing())
}

// care is two subscriptions of a quarter by the month, and the schedule of its documents.
func care(t require.TestingT) (pricing.Priced, pricing.Schedule) {
	p, err := pricing.Compile(pricing.Rules{})
	require.NoError(t, err)
	request := pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-28"),
		Lines: []pricing.Line{{
			ID: "1", SKU: "CARE", Unit: "C62", Quantity: amount("2"), Price: &pricing.Price{Amount: amount("9.99")},
			VAT:       &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")},
			Recurring: &pricing.Recurring{Start: day("2026-05-01"), Months: 3, Every: pricing.Monthly},
		}},
		Adjustments: []pricing.Adjustment{{ID: "loyal", Rate: new(amount("0.05"))}},
	}
	agreed, err := p.Price(request)
	require.NoError(t, err)
	schedule, err := p.Schedule(request)
	require.NoError(t, err)
	return agreed, schedule
}

func TestAStageIsAMilestoneOrAPeriod(t *testing.T) {
	r := rules(t, order.Policy{})
	o := ahead(r, agreedOn(t, "", at("1", "1", "1000.00", "0.21")))
	may := calendar.Through(day("2026-05-01"), day("2026-05-31"))
	for want, stage := range map[string]order.Stage{
		"stage.period: excluded (milestone)": {Milestone: "done", Period: may},
		"stage.period":                       {Period: calendar.Period{From: day("2026-05-01"), To: day("2026-04-01")}},
	} {
		_, err := o.BillStage(r, by(o, salesdesk.Finance), "F1", stage, some("1", "0.5"))
		assert.ErrorContains(t, err, want)
	}
	assert.Equal(t, []string{"done", "2026-05-01/2026-06-01", ""}, []string{order.Stage{Milestone: "done"}.String(), order.Stage{Period: may}.String(), order.Stage{}.String()})
	plain := must(o.BillStage(r, by(o, salesdesk.Finance), "F1", order.Stage{}, some("1", "0.5")))
	assert.Empty(t, plain.Stages, "no stage is a plain invoice")
}

// A job is invoiced for 30 % when it begins; the same milestone again is refused.
func ExampleOrder_BillStage() {
	r := must(order.Compile(order.Policy{}))
	o := ahead(r, pricedAt("1", "C62"))
	begun := order.Stage{Milestone: "begun"}
	o = must(o.BillStage(r, by(o, salesdesk.Finance), "F1", begun, some("1", "0.3")))
	_, err := o.BillStage(r, by(o, salesdesk.Finance), "F2", begun, some("1", "0.3"))
	fmt.Println(o.Billable()[0].Quantity, o.Stages[0].Invoice)
	fmt.Println(err)
	// Output:
	// 0.7 F1
	// order: bill refused in confirmed: stage: begun was invoiced by F1
}
