package invoice_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func euro(s string) salesdesk.Money {
	return salesdesk.Money{Amount: amount(s), Currency: salesdesk.EUR}
}

func thirds() []invoice.Share {
	var shares []invoice.Share
	for _, day := range []string{"2026-06-30", "2026-07-31", "2026-08-31"} {
		shares = append(shares, invoice.Share{Due: calendar.MustDate(day), Weight: amount("1")})
	}
	return shares
}

func TestInstalmentsAddUp(t *testing.T) {
	parts, err := invoice.Instalments(euro("100.00"), thirds())
	require.NoError(t, err)
	var got []string
	for _, p := range parts {
		got = append(got, p.Due.String()+" "+p.Amount.String())
	}
	assert.Equal(t, []string{"2026-06-30 33.34", "2026-07-31 33.33", "2026-08-31 33.33"}, got)

	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(1, 1e12).Draw(t, "cents")
		var shares []invoice.Share
		for i := range rapid.IntRange(1, 24).Draw(t, "months") {
			shares = append(shares, invoice.Share{Due: calendar.MustDate("2026-06-30").AddMonths(i), Weight: amount(fmt.Sprint(rapid.IntRange(1, 100).Draw(t, "weight")))})
		}
		whole := euro(fmt.Sprintf("%d.%02d", cents/100, cents%100))
		parts, err := invoice.Instalments(whole, shares)
		require.NoError(t, err)
		sum := amount("0.00")
		for _, p := range parts {
			sum.Decimal = sum.Add(p.Amount.Decimal)
		}
		require.Equal(t, whole.Amount.String(), sum.String())
	})
}

func TestInstalmentsAreRefused(t *testing.T) {
	shares := thirds()
	shares[1].Due, shares[2].Weight = shares[0].Due, amount("0")
	_, err := invoice.Instalments(euro("100.00"), append(shares, invoice.Share{Weight: amount("1")}))
	assert.EqualError(t, err, "shares[1].due: order (shares[0].due); shares[2].weight: min (0); shares[3].due: required; shares[3].due: order (shares[2].due)")
	_, err = invoice.Instalments(euro("100.00"), nil)
	assert.EqualError(t, err, "shares: required")
}

func TestInstalmentsTakeThePlaceOfTheDueDate(t *testing.T) {
	d := billed(t, priced(t, "", line("1", "1", "100.00", "0.21")))
	var err error
	d.Instalments, err = invoice.Instalments(euro("121.00"), thirds())
	require.NoError(t, err)
	assert.EqualError(t, d.Check(), "due_date: excluded (instalments)")
	d.DueDate = calendar.Date{}
	require.NoError(t, d.Check())
	assert.Len(t, d.Payables(), 3)
	var out bytes.Buffer
	require.NoError(t, invoice.WriteUBL(&out, d))
	assert.Contains(t, out.String(), "2026-06-30: EUR 40.34")
	assert.NotContains(t, out.String(), "DueDate")
	d.Instalments[0].Amount = amount("40.33")
	assert.EqualError(t, d.Check(), "instalments: one_of (121.00)")
	d.Instalments[0] = invoice.Instalment{Due: d.Instalments[1].Due}
	d.Instalments[2].Due = calendar.Date{}
	err = d.Check()
	for _, want := range []string{"instalments[0].amount: min (0)", "instalments[1].due: order (instalments[0].due)", "instalments[2].due: required"} {
		assert.ErrorContains(t, err, want)
	}
}

func TestThePayloadOfAnEPCCode(t *testing.T) {
	d := billed(t, priced(t, "", line("1", "1", "100.00", "0.21")))
	payload, err := d.Transfer().EPC()
	require.NoError(t, err)
	assert.Equal(t, "BCD\n002\n1\nSCT\nGKCCBEBB\nScheldebouw Groothandel\nBE71096123456769\nEUR121.00\n\n\n+++090/9337/55493+++", payload)

	rf := d.Transfer()
	rf.Reference, rf.BIC = salesdesk.MustPaymentReference("RF18539007547034"), salesdesk.BIC{}
	payload, err = rf.EPC()
	require.NoError(t, err)
	assert.Equal(t, "BCD\n002\n1\nSCT\n\nScheldebouw Groothandel\nBE71096123456769\nEUR121.00\n\nRF18539007547034", payload, "it ends with the last field that is used")

	d.Payment = salesdesk.PaymentReference{}
	assert.Equal(t, "2026-1", d.Transfer().Text, "without a reference the number is the text")
}

func TestATransferBeyondItsBoundsIsRefused(t *testing.T) {
	good := billed(t, priced(t, "", line("1", "1", "100.00", "0.21"))).Transfer()
	tests := []struct {
		want   string
		change func(*invoice.Transfer)
	}{
		{"name: required", func(t *invoice.Transfer) { t.Name = "" }},
		{"name: length (70)", func(t *invoice.Transfer) { t.Name = strings.Repeat("é", 71) }},
		{"name: format", func(t *invoice.Transfer) { t.Name = "Jan\nBE00" }},
		{"iban: required", func(t *invoice.Transfer) { t.IBAN = salesdesk.IBAN{} }},
		{"amount: min (0.01)", func(t *invoice.Transfer) { t.Amount = euro("0.00") }},
		{"amount: max (999999999.99)", func(t *invoice.Transfer) { t.Amount = euro("1000000000.00") }},
		{"amount: decimal (2)", func(t *invoice.Transfer) { t.Amount = euro("0.011") }},
		{"amount: currency USD in a document in EUR", func(t *invoice.Transfer) { t.Amount.Currency = "USD" }},
		{"purpose: length (4)", func(t *invoice.Transfer) { t.Purpose = "GOODS" }},
		{"text: length (140); text: excluded (reference)", func(t *invoice.Transfer) { t.Text = strings.Repeat("x", 141) }},
		{"note: length (70)", func(t *invoice.Transfer) { t.Note = strings.Repeat("x", 71) }},
		{"text: length (331)", func(t *invoice.Transfer) {
			t.Name, t.Note = strings.Repeat("é", 70), strings.Repeat("é", 70)
		}},
	}
	for _, tt := range tests {
		bad := good
		tt.change(&bad)
		_, err := bad.EPC()
		if strings.HasPrefix(tt.want, "amount: currency") {
			var currency salesdesk.CurrencyError
			assert.ErrorAs(t, err, &currency)
			continue
		}
		assert.EqualError(t, err, tt.want)
	}
	good.Amount = euro("999999999.99")
	_, err := good.EPC()
	assert.NoError(t, err)
}

// 21.70 dollars of VAT at 1.0850 dollars for a euro are 20.00 euro.
func TestVATInAnotherCurrencyIsStatedInEuro(t *testing.T) {
	p := priced(t, "", line("1", "1", "100.00", "0.217"))
	p.Currency = "USD"
	d := billed(t, p)
	assert.EqualError(t, d.Check(), "exchange: required")
	d.Exchange = &pricing.Exchange{From: salesdesk.EUR, Rate: amount("1.0850"), Source: "ECB", Date: d.IssueDate}
	require.NoError(t, d.Check())
	tax, err := d.EuroTax()
	require.NoError(t, err)
	assert.Equal(t, euro("20.00"), tax)
	var out bytes.Buffer
	require.NoError(t, invoice.WriteUBL(&out, d))
	assert.Contains(t, out.String(), "<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>")
	assert.Contains(t, out.String(), `<cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount>`)
	d.Exchange.Per, d.Exchange.Rate = amount("0.5"), amount("0.5425")
	tax, err = d.EuroTax()
	require.NoError(t, err)
	assert.Equal(t, euro("20.00"), tax)
	d.Exchange = &pricing.Exchange{From: "GBP", Rate: amount("1")}
	_, err = d.EuroTax()
	assert.EqualError(t, err, "exchange: required")
}

func TestWhatLawWantsBesideVATStandsInTheNote(t *testing.T) {
	p := priced(t, "", line("1", "2", "100.00", "0.06"))
	p.Mentions = []pricing.Ground{pricing.RenovationRate}
	d := billed(t, p)
	d.Note = "Werf 17"
	var out bytes.Buffer
	require.NoError(t, invoice.WriteUBL(&out, d))
	assert.Contains(t, out.String(), "<cbc:Note>Werf 17&#xA;Btw-tarief: Bij gebrek aan schriftelijke betwisting")
	d.Mentions = []pricing.Mention{{Ground: pricing.RenovationRate, Language: salesdesk.Dutch, Text: "eigen tekst"}}
	assert.Equal(t, "eigen tekst", d.Mention(pricing.RenovationRate))
	note, err := invoice.Credit([]invoice.Document{d}, nil, some("1", "1"), "C-1", header())
	require.NoError(t, err)
	assert.Equal(t, p.Mentions, note.Figures.Mentions)
}

func TestAMilestoneIsAPartOfTheLines(t *testing.T) {
	agreed := priced(t, "10.00", line("1", "3", "333.33", "0.21"), line("2", "1", "1000.00", "0.06"))
	var bills []invoice.Document
	for _, r := range []string{"0.3", "0.4", ""} {
		quantities, err := invoice.Rest(agreed, bills)
		if r != "" {
			quantities, err = invoice.Portion(agreed, amount(r))
		}
		require.NoError(t, err)
		d, err := invoice.Bill(agreed, bills, quantities, "F-"+r, header())
		require.NoError(t, err)
		require.NoError(t, d.Check())
		bills = append(bills, d)
	}
	assert.Equal(t, agreed.Totals.Payable.String(), payable(bills).String())
	assert.Equal(t, "300.00", bills[0].Figures.Lines[0].Net.String()) // 999.99 × 0.3
	rest, err := invoice.Rest(agreed, bills)
	require.NoError(t, err)
	assert.Empty(t, rest)
	one, err := invoice.Portion(agreed, amount("0.5"), "2")
	require.NoError(t, err)
	assert.Equal(t, some("2", "0.5")[0].Line, one[0].Line)
	assert.True(t, one[0].Quantity.Equal(amount("0.5")))
	_, err = invoice.Portion(agreed, amount("1.01"), "9")
	assert.EqualError(t, err, "ratio: max (1); lines[0]: reference (9)")
}

func TestAMilestoneInMoneyIsBilledToTheCent(t *testing.T) {
	agreed := priced(t, "", line("1", "3", "333.33", "0.21"))
	rapid.Check(t, func(t *rapid.T) {
		var bills []invoice.Document
		left := int64(99999)
		for i := range rapid.IntRange(1, 4).Draw(t, "milestones") {
			if left == 0 {
				break
			}
			cents := rapid.Int64Range(min(left, 1+left*int64(i/3)), left).Draw(t, "cents")
			left -= cents
			sum := fmt.Sprintf("%d.%02d", cents/100, cents%100)
			q, err := invoice.Worth(agreed, bills, "1", amount(sum))
			require.NoError(t, err)
			d, err := invoice.Bill(agreed, bills, []invoice.Quantity{q}, fmt.Sprint(i), header())
			require.NoError(t, err)
			require.NoError(t, d.Check())
			require.Equal(t, sum, d.Figures.Totals.Lines.String())
			bills = append(bills, d)
		}
		if rest, err := invoice.Rest(agreed, bills); left == 0 {
			require.NoError(t, err)
			require.Empty(t, rest)
		}
	})
	for give, want := range map[string]string{"0": "net: min (0)", "1000.00": "net: max (999.99)", "0.001": "net: decimal"} {
		_, err := invoice.Worth(agreed, nil, "1", amount(give))
		assert.EqualError(t, err, want)
	}
	_, err := invoice.Worth(agreed, nil, "9", amount("1.00"))
	assert.EqualError(t, err, "line: reference (9)")
}

// counter is a numberer of the tests.
type counter struct {
	n   int
	err error
}

func (c *counter) Next(series string) (string, error) {
	c.n++
	return fmt.Sprintf("%s-%03d", series, c.n), c.err
}

func TestANumberIsTakenOnlyForWhatCanBeIssued(t *testing.T) {
	d := billed(t, priced(t, "", line("1", "1", "100.00", "0.21")))
	d.Number = ""
	var c counter
	numbered, err := d.Numbered(&c, "2026")
	require.NoError(t, err)
	assert.Equal(t, "2026-001", numbered.Number)
	d.IssueDate = calendar.Date{}
	_, err = d.Numbered(&c, "2026")
	require.ErrorContains(t, err, "issue_date: required")
	assert.Equal(t, 1, c.n, "no number is lost")
	down := errors.New("store is down")
	_, err = numbered.Numbered(&counter{err: down}, "2026")
	assert.ErrorIs(t, err, down)
}

func TestASeriesHasNoGapAndNoNumberTwice(t *testing.T) {
	s := invoice.Series{Prefix: "2026-", Digits: 4}
	issued := func(numbers ...string) (list []invoice.Issued) {
		for _, n := range numbers {
			number, day, _ := strings.Cut(n, " ")
			list = append(list, invoice.Issued{Number: number, Date: calendar.MustDate("2026-05-" + day)})
		}
		return list
	}
	assert.Equal(t, "2026-0007", s.Format(7))
	assert.NoError(t, s.Check(issued("2026-0002 03", "2026-0001 02", "2026-0003 03")), "in any order")
	assert.NoError(t, s.Check(nil))
	err := s.Check(issued("2026-0002 03", "2026-0002 03", "2026-0005 04", "2026-0006 01", "2026-7 05", "F1 06"))
	assert.EqualError(t, err, "issued[4].number: format (2026-0001); issued[5].number: format (2026-0001); numbers 2026-0001 to 2026-0001: 1 missing; "+
		"number 2026-0002 given twice; numbers 2026-0003 to 2026-0004: 2 missing; number 2026-0006 of 2026-05-01 follows 2026-0005 of 2026-05-04")
	var gap invoice.GapError
	require.ErrorAs(t, err, &gap)
	assert.EqualValues(t, 1, gap.PluralCount())
	assert.NoError(t, invoice.Series{First: 500}.Check(issued("500 01", "501 01")))
}

func TestTheLastDayToIssue(t *testing.T) {
	h := on("2026-06-15")
	d := invoice.Document{Kind: invoice.Invoice, Header: h}
	d.DeliveryDate = calendar.MustDate("2026-05-01")
	require.NoError(t, d.Late())
	d.IssueDate = calendar.MustDate("2026-06-16")
	assert.EqualError(t, d.Late(), "issued on 2026-06-16, for what was supplied on 2026-05-01 the last day was 2026-06-15")
	d.DeliveryDate, d.Period = calendar.Date{}, calendar.MonthOf(calendar.MustDate("2026-05-01"))
	assert.Error(t, d.Late())
	d.Kind = invoice.CreditNote
	assert.NoError(t, d.Late())
	assert.Equal(t, "2027-01-15", invoice.IssueBy(calendar.MustDate("2026-12-31")).String())
}

func TestPeriodsAndDetailsAreChecked(t *testing.T) {
	d := billed(t, priced(t, "", line("1", "1", "100.00", "0.21")))
	d.Period = calendar.MonthOf(d.DeliveryDate)
	d.TaxPointCode, d.TaxPoint = "9", d.IssueDate
	d.Lines = []invoice.LineDetail{{Line: "1", Period: calendar.MonthOf(d.DeliveryDate.AddMonths(1))}, {Line: "1"}, {Line: "2"}}
	err := d.Check()
	for _, want := range []string{
		"tax_point_code: one_of (3, 35, 432)", "lines[0].period: excluded (period)", "lines[1].line: duplicate (1)", "lines[2].line: reference (2)",
	} {
		assert.ErrorContains(t, err, want)
	}
	d.TaxPointCode, d.Lines = invoice.OnPayment, nil
	assert.EqualError(t, d.Check(), "tax_point_code: excluded (tax_point)")
	d.TaxPoint, d.Seller.Court, d.Seller.IBAN = calendar.Date{}, "", salesdesk.IBAN{}
	assert.EqualError(t, d.Check(), "seller.court: required; seller.iban: required", "what a Belgian seller must print")
}

func ExampleTransfer_EPC() {
	payload, _ := invoice.Transfer{
		Name: "Scheldebouw Groothandel", IBAN: salesdesk.MustIBAN("BE71096123456769"), Amount: euro("121.00"), Reference: salesdesk.MustPaymentReference("RF18539007547034"),
	}.EPC()
	fmt.Println(strings.ReplaceAll(payload, "\n", "|"))
	// Output: BCD|002|1|SCT||Scheldebouw Groothandel|BE71096123456769|EUR121.00||RF18539007547034
}

func ExampleInstalments() {
	parts, _ := invoice.Instalments(euro("100.00"), thirds())
	for _, p := range parts {
		fmt.Println(p.Due, p.Amount)
	}
	// Output:
	// 2026-06-30 33.34
	// 2026-07-31 33.33
	// 2026-08-31 33.33
}
