package invoice_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// becoming is what was agreed with a line in another quantity, as a change of the order
// makes it.
func becoming(t require.TestingT, agreed pricing.Priced, line, quantity string) pricing.Priced {
	q := amount(quantity)
	changed, err := pricing.Amend(agreed, []pricing.Alteration{{Line: line, Quantity: &q}})
	require.NoError(t, err)
	return changed
}

// 10 × 10.00, −10.00. Five are billed: 45.00. The order is changed to six, 60.00 − 10.00 =
// 50.00: the sixth is 5.00. Changed to twenty, 190.00: the other fifteen are 145.00.
func TestAQuantityChangedAfterAnInvoiceIsBilledByWhatIsAgreedNow(t *testing.T) {
	agreed := priced(t, "10.00", line("1", "10", "10.00", "0.21"))
	first, err := invoice.Bill(agreed, nil, some("1", "5"), "F1", header())
	require.NoError(t, err)
	assert.Equal(t, "45.00", first.Figures.Totals.TaxExclusive.StringFixed(2))
	for _, c := range []struct{ becomes, rest, net, off string }{{"6", "1", "5.00", "5.00"}, {"20", "15", "145.00", "5.00"}} {
		changed := becoming(t, agreed, "1", c.becomes)
		second, err := invoice.Bill(changed, []invoice.Document{first}, some("1", c.rest), "F2", header())
		require.NoError(t, err)
		require.NoError(t, second.Check())
		assert.Equal(t, c.net, second.Figures.Totals.TaxExclusive.StringFixed(2), c.becomes)
		assert.Equal(t, c.off, second.Figures.Adjustments[0].Amount.StringFixed(2))
		assert.True(t, second.Figures.Totals.Rounding.IsZero(), "BT-114 is %s", second.Figures.Totals.Rounding)
	}
}

// 4 × 10.00, −10.00, all but one billed: 30.00 − 7.50. The discount of the whole becomes one
// of 4.00: 1.50 of what the first invoice gave too much is taken back, as a charge.
func TestWhatWasGivenTooMuchIsTakenBackAsACharge(t *testing.T) {
	agreed := priced(t, "10.00", line("1", "4", "10.00", "0.21"))
	first, err := invoice.Bill(agreed, nil, some("1", "3"), "F1", header())
	require.NoError(t, err)
	second, err := invoice.Bill(priced(t, "4.00", line("1", "4", "10.00", "0.21")), []invoice.Document{first}, some("1", "1"), "F2", header())
	require.NoError(t, err)
	require.NoError(t, second.Check())
	back := second.Figures.Adjustments[0]
	assert.Equal(t, []string{"3.50", "ZZZ"}, []string{back.Amount.StringFixed(2), string(back.Reason)})
	assert.True(t, back.Charge)
	assert.Equal(t, "13.50", second.Figures.Totals.TaxExclusive.StringFixed(2))
	credit, err := invoice.Credit([]invoice.Document{first, second}, nil, some("1", "4"), "C1", header())
	require.NoError(t, err)
	assert.Equal(t, "36.00", credit.Figures.Totals.TaxExclusive.StringFixed(2))
}

// A piece of 0.10 is billed with all of the freight, 5.00. Then nine are agreed: the second
// is 0.10, not less the freight of the other eight, which nobody asks again; nor is the rest.
func TestFreightThatWasBilledIsNotGivenBackWhenMoreIsAgreed(t *testing.T) {
	p, err := pricing.Compile(pricing.Rules{})
	require.NoError(t, err)
	agreed, err := p.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: header().IssueDate, Lines: []pricing.Line{line("1", "1", "0.10", "0.21")},
		Adjustments: []pricing.Adjustment{{ID: "freight", Charge: true, Amount: ratio("5.00"), Reason: "FC"}},
	})
	require.NoError(t, err)
	first := billedNow(t, agreed, nil, some("1", "1"), "F1")
	changed := becoming(t, agreed, "1", "9")
	second := billedNow(t, changed, []invoice.Document{first}, some("1", "1"), "F2")
	third := billedNow(t, changed, []invoice.Document{first, second}, some("1", "7"), "F3")
	for i, want := range []string{"5.10", "0.10", "0.70"} {
		d := []invoice.Document{first, second, third}[i]
		require.NoError(t, d.Check())
		assert.Equal(t, want, d.Figures.Totals.TaxExclusive.StringFixed(2), d.Number)
	}
	assert.Empty(t, second.Figures.Adjustments)
}

// One euro on an invoice that was changed by hand is no rounding.
func TestWhatIsNoRoundingIsNotBilledAsOne(t *testing.T) {
	agreed := priced(t, "", line("1", "2", "10.00", "0.21"))
	first, err := invoice.Bill(agreed, nil, some("1", "1"), "F1", header())
	require.NoError(t, err)
	first.Figures.Totals.Payable = amount("11.10")
	_, err = invoice.Bill(agreed, []invoice.Document{first}, some("1", "1"), "F2", header())
	var rounding invoice.RoundingError
	require.ErrorAs(t, err, &rounding)
	assert.EqualError(t, err, "rounding of 1.00 EUR, at most 0.03 EUR")
}

// 0.37 was paid with the order: it is not asked again with the last invoice.
func TestWhatWasReceivedBeforeIsNotAskedAgain(t *testing.T) {
	agreed := priced(t, "", line("1", "2", "10.00", "0.21"))
	first, err := billedNow(t, agreed, nil, some("1", "1"), "F1").Received(amount("0.37"))
	require.NoError(t, err)
	second := billedNow(t, agreed, []invoice.Document{first}, some("1", "1"), "F2")
	assert.Equal(t, []string{"11.73", "12.10"}, []string{first.Figures.Totals.Payable.String(), second.Figures.Totals.Payable.String()})
}

// Whatever was billed, credited as not delivered and changed before: the documents are
// exact, come to what is agreed in the end, and BT-114 is cents.
func TestAnyChangesBetweenInvoicesBillWhatIsAgreedInTheEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		agreed := priced(t, rapid.SampledFrom([]string{"", "1.00", "10.00"}).Draw(t, "off"),
			line("1", "9", "10.00", "0.21"), line("2", "8", "3.33", "0.06"), line("3", "7", "0.99", "0.21"))
		var before []invoice.Document
		taken := map[string]int64{}
		for i := range rapid.IntRange(1, 4).Draw(t, "steps") {
			rest, err := invoice.Rest(agreed, before)
			require.NoError(t, err)
			var now []invoice.Quantity
			for _, q := range rest {
				if n := rapid.Int64Range(0, q.Quantity.IntPart()).Draw(t, "now"); n > 0 {
					now, taken[q.Line] = append(now, invoice.Quantity{Line: q.Line, Quantity: amount(fmt.Sprint(n))}), taken[q.Line]+n
				}
			}
			if len(now) > 0 {
				before = append(before, billedNow(t, agreed, before, now, fmt.Sprint("F", i)))
				if rapid.Bool().Draw(t, "voided") {
					before = append(before, creditedNow(t, before[len(before)-1], now[:1], fmt.Sprint("C", i)))
					taken[now[0].Line] -= now[0].Quantity.IntPart()
				}
			}
			id := rapid.SampledFrom([]string{"1", "2", "3"}).Draw(t, "line")
			agreed = becoming(t, agreed, id, fmt.Sprint(taken[id]+rapid.Int64Range(1, 9).Draw(t, "more")))
		}
		rest, err := invoice.Rest(agreed, before)
		require.NoError(t, err)
		before = append(before, billedNow(t, agreed, before, rest, "last"))
		assert.Equal(t, agreed.Totals.TaxExclusive.StringFixed(2), sumOf(before, netTotal).StringFixed(2))
		assert.Equal(t, agreed.Totals.Payable.StringFixed(2), sumOf(before, payableTotal).StringFixed(2))
	})
}

func netTotal(d *invoice.Document) salesdesk.Amount     { return d.Figures.Totals.TaxExclusive }
func payableTotal(d *invoice.Document) salesdesk.Amount { return d.Figures.Totals.Payable }

// sumOf adds documents up, credit notes as what they take back.
func sumOf(documents []invoice.Document, of func(*invoice.Document) salesdesk.Amount) (sum salesdesk.Amount) {
	for i := range documents {
		if documents[i].Kind == invoice.CreditNote {
			sum.Decimal = sum.Sub(of(&documents[i]).Decimal)
		} else {
			sum.Decimal = sum.Add(of(&documents[i]).Decimal)
		}
	}
	return sum
}

func billedNow(t require.TestingT, agreed pricing.Priced, before []invoice.Document, now []invoice.Quantity, number string) invoice.Document {
	d, err := invoice.Bill(agreed, before, now, number, header())
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(d.Figures))
	requireCents(t, d)
	return d
}

func creditedNow(t require.TestingT, d invoice.Document, now []invoice.Quantity, number string) invoice.Document {
	c, err := invoice.Credit([]invoice.Document{d}, nil, now, number, header())
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(c.Figures))
	requireCents(t, c)
	return c
}

// requireCents holds BT-114 to a few cents.
func requireCents(t require.TestingT, d invoice.Document) {
	require.True(t, d.Figures.Totals.Rounding.Abs().LessThanOrEqual(amount("0.10").Decimal), "%s: BT-114 is %s", d.Number, d.Figures.Totals.Rounding)
}

// Of everything the generator knows, deposits of packaging too: all is billed, some of it is
// credited as not delivered and billed anew. Nothing but cents is rounded away.
func TestGoodsBilledAnewBringTheirPackagingAlong(t *testing.T) {
	for seed := range uint64(120) {
		g := newGenerator(t, seed)
		agreed, err := g.pricer.Price(g.request())
		require.NoError(t, err)
		rnd := rand.New(rand.NewPCG(seed, 9)) //nolint:gosec // the same on every run
		first, err := invoice.Bill(agreed, nil, all(agreed), "F1", g.header(nil))
		require.NoError(t, err)
		documents := []invoice.Document{first}
		for i, now := range pieces(rnd, agreed, 2) {
			if len(now) == 0 {
				continue
			}
			credit, err := invoice.Credit([]invoice.Document{first}, documents[1:], now, fmt.Sprint("C", i), g.header(nil))
			require.NoError(t, err, seed)
			documents = append(documents, credit)
			if rnd.IntN(2) == 0 {
				break
			}
		}
		rest, err := invoice.Rest(agreed, documents)
		require.NoError(t, err)
		if len(rest) == 0 {
			continue
		}
		again, err := invoice.Bill(agreed, documents, rest, "F2", g.header(nil))
		require.NoError(t, err, seed)
		require.NoError(t, again.Check(), seed)
		requireCents(t, again)
		assert.Equal(t, agreed.Totals.Payable.StringFixed(2), sumOf(append(documents, again), payableTotal).StringFixed(2), seed)
	}
}
