package invoice_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// subscription is a set-up of 100.00 once and care at 9.99 a month for a quarter, less 5 %.
func subscription(t require.TestingT) (pricing.Priced, pricing.Schedule) {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR}})
	require.NoError(t, err)
	care := line("care", "1", "9.99", "0.21")
	care.Recurring = &pricing.Recurring{Start: calendar.MustDate("2026-05-01"), Months: 3, Every: pricing.Monthly}
	request := pricing.Request{
		Currency: salesdesk.EUR, Date: header().IssueDate, Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{line("setup", "1", "100.00", "0.21"), care}, Adjustments: []pricing.Adjustment{{ID: "loyal", Rate: ratio("0.05")}},
	}
	agreed, err := p.Price(request)
	require.NoError(t, err)
	s, err := p.Schedule(request)
	require.NoError(t, err)
	return agreed, s
}

func may() calendar.Period {
	return calendar.Through(calendar.MustDate("2026-05-01"), calendar.MustDate("2026-05-31"))
}

func TestAPeriodIsBilledWithItsDays(t *testing.T) {
	_, s := subscription(t)
	d, err := invoice.BillPeriod(s, nil, may(), "F-1", header())
	require.NoError(t, err)
	require.NoError(t, d.Check())
	assert.Equal(t, []string{"9.49", "1.99", "11.48"}, []string{
		d.Figures.Totals.TaxExclusive.String(), d.Figures.Totals.Tax.String(), d.Figures.Totals.Payable.String(),
	})
	var out bytes.Buffer
	require.NoError(t, invoice.WriteUBL(&out, d))
	assert.Equal(t, 2, bytes.Count(out.Bytes(), []byte("<cbc:StartDate>2026-05-01</cbc:StartDate>")), "BT-73 and BT-134")
	assert.Equal(t, 2, bytes.Count(out.Bytes(), []byte("<cbc:EndDate>2026-05-31</cbc:EndDate>")), "BT-74 and BT-135")
	note, err := invoice.Credit([]invoice.Document{d}, nil, all(d.Figures), "C-1", header())
	require.NoError(t, err)
	assert.Equal(t, "11.48", note.Figures.Totals.Payable.String())
}

// 95.00 once and 28.47 over three months: 123.47 in all.
func TestAllPeriodsAndWhatIsDueOnceAreTheQuote(t *testing.T) {
	agreed, s := subscription(t)
	sum := s.OneOff.Totals.TaxExclusive
	var bills []invoice.Document
	for i, p := range invoice.DuePeriods(s, nil, calendar.MustDate("2026-12-31")) {
		d, err := invoice.BillPeriod(s, bills, p, fmt.Sprint("F-", i), header())
		require.NoError(t, err)
		require.NoError(t, d.Check())
		sum.Decimal = sum.Add(d.Figures.Totals.TaxExclusive.Decimal)
		bills = append(bills, d)
	}
	assert.Len(t, bills, 3)
	assert.Equal(t, agreed.Totals.TaxExclusive.String(), sum.String())
	assert.Empty(t, invoice.DuePeriods(s, bills, calendar.MustDate("2026-12-31")))
}

func TestAPeriodIsBilledOnce(t *testing.T) {
	_, s := subscription(t)
	first, err := invoice.BillPeriod(s, nil, may(), "F-1", header())
	require.NoError(t, err)
	_, err = invoice.BillPeriod(s, []invoice.Document{first}, may(), "F-2", header())
	var billed invoice.PeriodBilledError
	require.ErrorAs(t, err, &billed)
	require.EqualError(t, err, "2026-05-01 to 2026-05-31 was billed by F-1")
	_, err = invoice.BillPeriod(s, nil, calendar.Period{}, "F-1", header())
	require.ErrorContains(t, err, "period: reference")
	assert.Equal(t, "[2026-06-01/2026-07-01]", fmt.Sprint(invoice.DuePeriods(s, []invoice.Document{first}, calendar.MustDate("2026-06-01"))))
}

func ExampleBillPeriod() {
	pricer, _ := pricing.Compile(pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR}})
	care := line("care", "1", "9.99", "0.21")
	care.Recurring = &pricing.Recurring{Start: calendar.MustDate("2026-05-01"), Months: 12, Every: pricing.Monthly}
	schedule, _ := pricer.Schedule(pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-04-20"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}}, Lines: []pricing.Line{care},
	})
	due := invoice.DuePeriods(schedule, nil, calendar.MustDate("2026-05-12"))
	bill, err := invoice.BillPeriod(schedule, nil, due[0], "2026-1", header())
	fmt.Println(bill.Period, bill.Figures.Totals.TaxExclusive, err)
	// Output: 2026-05-01/2026-06-01 9.99 <nil>
}

// Of one subscription for a quarter each month is a third, and the last the rest. What costs
// nothing is shared by the number of its months, and what is due once is in none.
func TestPeriodsAreWorthTheQuantityTogether(t *testing.T) {
	agreed, s := subscription(t)
	sum := amount("0")
	for _, p := range s.Periods {
		portion, err := invoice.PeriodPortion(agreed, s, p.Period)
		require.NoError(t, err)
		require.Len(t, portion, 1)
		assert.Equal(t, "care", portion[0].Line)
		sum.Decimal = sum.Add(portion[0].Quantity.Decimal)
	}
	assert.True(t, sum.Equal(amount("1")), "%s", sum)
	free := pricing.Schedule{Periods: make([]pricing.ScheduledPeriod, 2)}
	for i := range free.Periods {
		free.Periods[i] = pricing.ScheduledPeriod{Period: s.Periods[i].Period, Document: pricing.Priced{Lines: []pricing.PricedLine{{ID: "care"}}}}
	}
	half, err := invoice.PeriodPortion(agreed, free, may())
	require.NoError(t, err)
	assert.Equal(t, "0.5", half[0].Quantity.String())
}

func TestAPeriodThatIsNotThereIsWorthNothing(t *testing.T) {
	agreed, s := subscription(t)
	_, err := invoice.PeriodPortion(agreed, s, calendar.Through(calendar.MustDate("2027-05-01"), calendar.MustDate("2027-05-31")))
	require.EqualError(t, err, "period: reference (2027-05-01/2027-06-01)")
	_, err = invoice.PeriodPortion(pricing.Priced{}, s, may())
	require.EqualError(t, err, "lines: reference (care)")
}

func ExamplePeriodPortion() {
	agreed, s := subscription(never{})
	for _, p := range s.Periods {
		portion, err := invoice.PeriodPortion(agreed, s, p.Period)
		fmt.Println(portion[0].Line, portion[0].Quantity, err)
	}
	// Output:
	// care 0.333333333333 <nil>
	// care 0.333333333334 <nil>
	// care 0.333333333333 <nil>
}

// never fails an example on an error that it does not expect.
type never struct{}

func (never) Errorf(format string, args ...any) { fmt.Printf(format, args...) }
func (never) FailNow()                          { panic("unexpected") }
