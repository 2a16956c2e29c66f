package ledger_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/ledger"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func dutch(d invoice.Document) invoice.Document {
	d.Buyer.VATNumber = salesdesk.MustVATNumber("NL002455799B11")
	return d
}

func TestTheECSalesListNetsCreditNotes(t *testing.T) {
	goods := dutch(billed(t, "F-1", request(line("1", "X", "10", "100.00", pricing.VATGroup{Category: pricing.IntraEU, Ground: pricing.IntraCommunity}))))
	triangular := dutch(billed(t, "F-2", request(line("1", "X", "2", "100.00", pricing.VATGroup{Category: pricing.IntraEU, Ground: pricing.Triangular}))))
	service := dutch(billed(t, "F-3", request(line("1", "X", "3", "100.00", pricing.VATGroup{Category: pricing.ReverseCharge, Ground: pricing.ReverseService}))))
	sales := []ledger.Sale{
		{Document: goods},
		{Document: triangular},
		{Document: service},
		{Document: dutch(credited(t, "C-1", triangular))},
		{Document: billed(t, "F-4", request(line("1", "X", "3", "100.00", at("0.21"))))},
	}
	b := books(t, ledger.Policy{})
	list, err := b.ECSales(sales, calendar.QuarterOf(day("2026-05-01")))
	require.NoError(t, err)
	data, err := ledger.CSV{DecimalComma: true}.ECSales(list)
	require.NoError(t, err)
	assert.Equal(t, "vat_number;code;amount\nNL002455799B11;L;1000,00\nNL002455799B11;S;300,00\n", string(data))
	list, err = b.ECSales(sales, calendar.QuarterOf(day("2026-08-01")))
	require.NoError(t, err)
	assert.Empty(t, list)
	sales[0].Document.Buyer.VATNumber = salesdesk.VATNumber{}
	_, err = b.ECSales(sales, calendar.QuarterOf(day("2026-05-01")))
	assert.EqualError(t, err, "buyer.vat_number: required")
}

// 250.00 is not listed, 250.01 is, and so are reverse charge and 250.01 given back.
func TestTheListingHasCustomersOver250(t *testing.T) {
	b := books(t, ledger.Policy{})
	listed := func(list ...invoice.Document) string {
		var sales []ledger.Sale
		for _, d := range list {
			sales = append(sales, ledger.Sale{Document: d})
		}
		got, err := b.Listing(sales, 2026)
		require.NoError(t, err)
		data, err := ledger.CSV{}.Listing(got)
		require.NoError(t, err)
		return string(data)[len("vat_number,turnover,vat\n"):]
	}
	of := func(price string, g pricing.VATGroup) invoice.Document {
		return billed(t, "F", request(line("1", "X", "1", price, g)))
	}
	assert.Empty(t, listed(of("250.00", at("0.21"))))
	assert.Equal(t, "BE1899010174,250.01,52.50\n", listed(of("250.01", at("0.21"))))
	assert.Equal(t, "BE1899010174,-250.01,-52.50\n", listed(credited(t, "C", of("250.01", at("0.21")))))
	assert.Equal(t, "BE1899010174,400.00,42.00\n", listed(of("200.00", at("0.21")), of("200.00", pricing.VATGroup{Category: pricing.ReverseCharge, Ground: pricing.ReverseImmovable})))
	assert.Empty(t, listed(of("900.00", pricing.VATGroup{Category: pricing.Exempt, Ground: pricing.ExemptActivity})))
	assert.Empty(t, listed(dutch(of("900.00", at("0.21")))))
	last := of("900.00", at("0.21"))
	last.TaxPoint = day("2025-12-31")
	assert.Empty(t, listed(last))
}

func TestOpenItemsAreAged(t *testing.T) {
	f1 := billed(t, "F-1", request(line("1", "X", "10", "100.00", at("0.21")))) // 1,210.00 due 2026-06-11
	f2 := billed(t, "F-2", request(line("1", "X", "1", "100.00", at("0.21"))))
	f2.DueDate, f2.Payment = day("2026-08-31"), salesdesk.MustPaymentReference("RF18539007547034")
	note := credited(t, "C-1", f2)
	sales := []ledger.Sale{{Document: f1}, {Document: f2}, {Document: note}}
	byReference := settlement(ledger.Payment, "1000.00")
	byReference.Reference = f1.Payment
	discount := settlement(ledger.CashDiscount, "10.00")
	discount.Document = "F-1"
	unknown := settlement(ledger.Payment, "7.00")
	unknown.ID = "KBC-18"
	s, err := ledger.Open("C042", salesdesk.EUR, sales, []ledger.Settlement{byReference, discount, unknown}, day("2026-07-12"))
	require.NoError(t, err)
	data, err := ledger.CSV{}.Statement(s)
	require.NoError(t, err)
	assert.Equal(t, "customer,document,date,due,currency,amount,open,late\n"+
		"C042,KBC-18,2026-05-19,,EUR,-7.00,-7.00,0\n"+
		"C042,F-1,2026-05-12,2026-06-11,EUR,1210.00,200.00,31\n", string(data))
	assert.Equal(t, "193.00", s.Balance.String())
	var ages []string
	for _, a := range s.Ages {
		ages = append(ages, fmt.Sprint(a.Over, " ", a.Open))
	}
	assert.Equal(t, []string{"-1 -7.00", "0 0.00", "30 200.00", "60 0.00", "90 0.00"}, ages)

	unknown.Amount.Amount = amount("0")
	_, err = ledger.Open("C042", salesdesk.EUR, sales, []ledger.Settlement{unknown}, day("2026-07-12"))
	assert.EqualError(t, err, "settlements[0].amount.amount: min (0)")
}

// What is open is what the debtors' account comes to.
func TestOpenItemsAgreeWithTheJournal(t *testing.T) {
	b := books(t, ledger.Policy{})
	kinds := []ledger.SettlementKind{ledger.Payment, ledger.Refund, ledger.CashDiscount, ledger.Short, ledger.Over, ledger.WriteOff, ledger.Advance}
	rapid.Check(t, func(t *rapid.T) {
		sales := newGenerator(rapid.Uint64().Draw(t, "seed")).sales(t)
		if sales[0].Document.Figures.Currency != salesdesk.EUR {
			return
		}
		var entries []ledger.Entry
		for _, s := range sales {
			e, err := b.Sale(s)
			require.NoError(t, err)
			entries = append(entries, e)
		}
		var settlements []ledger.Settlement
		for range rapid.IntRange(0, 4).Draw(t, "settlements") {
			s := settlement(rapid.SampledFrom(kinds).Draw(t, "kind"), fmt.Sprintf("%d.%02d", rapid.IntRange(1, 2000).Draw(t, "euro"), rapid.IntRange(0, 99).Draw(t, "cent")))
			s.Document = rapid.SampledFrom([]string{"", "F-0", "F-1", "C-0", "V-1"}).Draw(t, "document")
			e, err := b.Settlement(s)
			require.NoError(t, err)
			entries, settlements = append(entries, e), append(settlements, s)
		}
		s, err := ledger.Open("C042", salesdesk.EUR, sales, settlements, day("2026-12-31"))
		require.NoError(t, err)
		require.Truef(t, balance("400", entries...).Equal(s.Balance.Decimal), "%s and %s", balance("400", entries...), s.Balance)
	})
}

func TestCreditAddsUpWhatIsOwedAndOrdered(t *testing.T) {
	f := billed(t, "F-1", request(line("1", "X", "10", "100.00", at("0.21"))))
	s, err := ledger.Open("C042", salesdesk.EUR, []ledger.Sale{{Document: f}}, nil, day("2026-07-12"))
	require.NoError(t, err)
	r := ledger.CreditRequest{
		Limit: euro("2000.00"), Orders: []ledger.OpenOrder{{Number: "B-1", Uninvoiced: amount("500.00")}},
		Order: ledger.OpenOrder{Number: "B-2", Uninvoiced: amount("290.00")}, Statement: s, Tolerated: 31,
	}
	report, err := ledger.CheckCredit(r)
	require.NoError(t, err)
	require.NoError(t, report.Err(), "2,000.00 is the limit")
	assert.Equal(t, []salesdesk.Money{euro("2000.00"), euro("0.00"), euro("1210.00"), euro("500.00"), euro("290.00")},
		[]salesdesk.Money{report.Used, report.Available, report.Invoiced, report.Ordered, report.Order})
	r.Order.Uninvoiced, r.Tolerated = amount("290.01"), 30
	report, err = ledger.CheckCredit(r)
	require.NoError(t, err)
	assert.EqualError(t, report.Err(), "credit limit passed by 0.01 EUR: 2000.01 EUR in all; 1 invoices unpaid, the oldest 31 days late")

	r.Orders[0].Uninvoiced, r.Statement.Currency = amount("-1"), "USD"
	_, err = ledger.CheckCredit(r)
	assert.ErrorContains(t, err, "currency USD where EUR is wanted")
	assert.ErrorContains(t, err, "orders[0].uninvoiced: min (0)")
}

func TestTheJournalIsWrittenForSpreadsheets(t *testing.T) {
	d := billed(t, "=1+1", request(line("1", "X", "1", "1000.00", at("0.21"))))
	e, err := books(t, ledger.Policy{}).Sale(ledger.Sale{Document: d, Customer: "@cmd"})
	require.NoError(t, err)
	data, err := ledger.CSV{}.Journal([]ledger.Entry{e})
	require.NoError(t, err)
	assert.Equal(t, "date,journal,document,account,side,amount,vat_code,grid,customer,due,reference\n"+
		"2026-05-12,sales,'=1+1,400,debit,1210.00,,,'@cmd,2026-06-11,090933755493\n"+
		"2026-05-12,sales,'=1+1,700,credit,1000.00,S21,03,'@cmd,,090933755493\n"+
		"2026-05-12,sales,'=1+1,451,credit,210.00,S21,54,'@cmd,,090933755493\n", string(data))
}

func TestTheSalesJournalHasNoGap(t *testing.T) {
	d := billed(t, "F-1", request(line("1", "X", "1", "100.00", at("0.21"))))
	var sales []ledger.Sale
	for _, n := range []string{"F-1", "F-3", "FC-1", "X"} {
		d.Number = n
		sales = append(sales, ledger.Sale{Document: d})
	}
	series := []invoice.Series{{Prefix: "F-"}, {Prefix: "FC-"}}
	assert.EqualError(t, ledger.CheckNumbers(series, sales), "sales[3].document.number: reference (X); series[0]: numbers F-2 to F-2: 1 missing")
	d.Number = "F-2"
	sales[3].Document = d
	assert.NoError(t, ledger.CheckNumbers(series, sales))
}

func ExampleCheckCredit() {
	report, _ := ledger.CheckCredit(ledger.CreditRequest{
		Limit: euro("2000.00"), Order: ledger.OpenOrder{Number: "B-2", Uninvoiced: amount("800.00")},
		Statement: ledger.Statement{Currency: salesdesk.EUR, Balance: amount("1300.00")},
	})
	fmt.Println(report.Err())
	// Output: credit limit passed by 100.00 EUR: 2100.00 EUR in all
}
