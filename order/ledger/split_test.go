package ledger_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/ledger"
)

// three open items: F-2 is the oldest, F-3 has a reference of its own.
func threeItems(t require.TestingT) ([]ledger.Sale, ledger.Statement) {
	var sales []ledger.Sale
	for i, due := range []string{"2026-07-31", "2026-06-30", "2026-08-31"} {
		d := billed(t, fmt.Sprintf("F-%d", i+1), request(line("1", "X", "1", "100.00", at("0.21"))))
		d.DueDate = day(due)
		sales = append(sales, ledger.Sale{Document: d})
	}
	sales[2].Document.Payment = salesdesk.MustPaymentReference("RF18539007547034")
	s, err := ledger.Open("C042", salesdesk.EUR, sales, nil, day("2026-09-01"))
	require.NoError(t, err)
	return sales, s
}

func shares(s ledger.Split) (list []string) {
	for _, share := range s.Shares {
		list = append(list, fmt.Sprintf("%s %s %s rest %s", share.Document, share.Amount, share.Basis, share.Rest))
	}
	return list
}

func TestAPaymentIsSplitOverOpenItems(t *testing.T) {
	_, s := threeItems(t)
	for _, test := range []struct {
		name string
		give func(*ledger.Settlement)
		want []string
		left string
	}{
		{"the oldest first", func(*ledger.Settlement) {}, []string{"F-2 121.00 age rest 0.00", "F-1 79.00 age rest 42.00"}, "0.00"},
		{
			"by its reference", func(p *ledger.Settlement) { p.Reference = salesdesk.MustPaymentReference("RF18539007547034") },
			[]string{"F-3 121.00 reference rest 0.00", "F-2 79.00 age rest 42.00"},
			"0.00",
		},
		{
			"by the document first", func(p *ledger.Settlement) {
				p.Document, p.Reference = "F-1", salesdesk.MustPaymentReference("RF18539007547034")
			},
			[]string{"F-1 121.00 document rest 0.00", "F-3 79.00 reference rest 42.00"},
			"0.00",
		},
		{
			"more than is open", func(p *ledger.Settlement) { p.Amount.Amount = amount("400.00") },
			[]string{"F-2 121.00 age rest 0.00", "F-1 121.00 age rest 0.00", "F-3 121.00 age rest 0.00"},
			"37.00",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := settlement(ledger.Payment, "200.00")
			test.give(&p)
			split, err := s.Split(p)
			require.NoError(t, err)
			assert.Equal(t, test.want, shares(split))
			assert.Equal(t, test.left, split.Left.String())
		})
	}
}

// 300.00 dollars as 280.00 euro, of which the bank received 279.00, over 121.00, 121.00 and
// 58.00 dollars.
func TestAPaymentInAnotherCurrencyIsSharedOut(t *testing.T) {
	p := settlement(ledger.Payment, "300.00")
	p.Amount.Currency, p.Booked, p.Received = "USD", amount("280.00"), amount("279.00")
	s := ledger.Statement{Customer: "C042", Currency: "USD"}
	for i := range 3 {
		s.Items = append(s.Items, ledger.Item{Document: fmt.Sprintf("F-%d", i+1), Due: day("2026-06-30"), Open: amount("121.00")})
	}
	split, err := s.Split(p)
	require.NoError(t, err)
	parts, err := split.Settlements()
	require.NoError(t, err)
	var told []string
	for _, part := range parts {
		told = append(told, fmt.Sprintf("%s %s %s %s", part.Document, part.Amount.Amount, part.Booked, part.Received))
	}
	assert.Equal(t, []string{"F-1 121.00 112.94 112.53", "F-2 121.00 112.93 112.53", "F-3 58.00 54.13 53.94"}, told)
}

func TestWhatCannotBeSplitIsNamed(t *testing.T) {
	_, s := threeItems(t)
	p := settlement(ledger.CashDiscount, "2.00")
	p.Customer, p.Amount.Currency, p.Booked = "C001", "USD", amount("1.00")
	_, err := s.Split(p)
	assert.EqualError(t, err, "kind: one_of (payment); customer: reference (C001); amount.currency: currency USD where EUR is wanted")
}

// A split takes nothing and adds nothing, goes to no item twice as long as an older one of
// its kind is open, and booking it leaves open what it says.
func TestAnySplitAddsUp(t *testing.T) {
	b := books(t, ledger.Policy{})
	rapid.Check(t, func(t *rapid.T) {
		sales := newGenerator(rapid.Uint64().Draw(t, "seed")).sales(t)
		currency := sales[0].Document.Figures.Currency
		s, err := ledger.Open("C042", currency, sales, nil, day("2026-09-01"))
		require.NoError(t, err)
		p := settlement(ledger.Payment, fmt.Sprintf("%d.%02d", rapid.IntRange(0, 3000).Draw(t, "euro"), rapid.IntRange(1, 99).Draw(t, "cent")))
		if p.Amount.Currency = currency; currency != salesdesk.EUR {
			p.Booked = p.Amount.Amount
		}
		p.Document = rapid.SampledFrom([]string{"", "F-0", "F-1", "V-1"}).Draw(t, "document")
		split, err := s.Split(p)
		require.NoError(t, err)
		sum, bases, last := split.Left.Decimal, map[ledger.Basis]int{ledger.ByDocument: 0, ledger.ByReference: 1, ledger.ByAge: 2}, -1
		var due calendar.Date
		for _, share := range split.Shares {
			require.True(t, share.Amount.IsPositive())
			sum = sum.Add(share.Amount.Decimal)
			require.GreaterOrEqual(t, bases[share.Basis], last)
			if bases[share.Basis] == last {
				require.False(t, share.Due.Before(due), "the oldest first")
			}
			last, due = bases[share.Basis], share.Due
		}
		require.True(t, sum.Equal(p.Amount.Amount.Decimal))
		parts, err := split.Settlements()
		require.NoError(t, err)
		after, err := ledger.Open("C042", currency, sales, parts, day("2026-09-01"))
		require.NoError(t, err)
		require.True(t, after.Balance.Decimal.Equal(s.Balance.Sub(p.Amount.Amount.Decimal)))
		var entries []ledger.Entry
		for _, part := range parts {
			e, err := b.Settlement(part)
			if currency != salesdesk.EUR && part.Booked.IsZero() {
				continue // too small to be booked in euro
			}
			require.NoError(t, err)
			entries = append(entries, e)
		}
		require.True(t, balance("", entries...).IsZero())
		require.True(t, balance("550", entries...).Equal(p.Amount.Amount.Decimal), "the bank has what was paid")
	})
}

func ExampleStatement_Split() {
	_, s := threeItems(panics{})
	split, err := s.Split(settlement(ledger.Payment, "200.00"))
	if err != nil {
		panic(err)
	}
	parts, err := split.Settlements()
	for _, part := range parts {
		fmt.Println(part.ID, part.Document, part.Amount)
	}
	fmt.Println(err)
	// Output:
	// KBC-17/1 F-2 121.00 EUR
	// KBC-17/2 F-1 79.00 EUR
	// <nil>
}
