package order_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// sale is an order that was delivered and billed, with what came back of it.
type sale struct {
	rules        *order.Rules
	order        order.Order
	bills, notes []invoice.Document
}

// sell delivers and bills what was agreed, in as many deliveries as there are ratios.
func sell(t require.TestingT, p order.Policy, agreed pricing.Priced, deliveries ...[]order.Quantity) *sale {
	s := &sale{rules: rules(t, p)}
	o, err := order.New(s.rules, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "B1", Customer: "C1", Agreed: agreed})
	require.NoError(t, err)
	o, err = o.Submit(s.rules, by(o, salesdesk.InsideSales))
	require.NoError(t, err)
	o, err = o.Confirm(s.rules, by(o, salesdesk.SalesManager), order.Confirmation{Promises: promises(o)})
	require.NoError(t, err)
	s.order = o
	if len(deliveries) == 0 {
		var everything []order.Quantity
		for _, l := range agreed.Lines {
			everything = append(everything, order.Quantity{Line: l.ID, Quantity: l.Quantity})
		}
		deliveries = [][]order.Quantity{everything}
	}
	for i, lines := range deliveries {
		number := fmt.Sprint("F", i+1)
		s.order = delivered(t, s.rules, s.order, fmt.Sprint("s", i), lines)
		bill, err := invoice.Bill(agreed, s.bills, lines, number, invoice.Header{})
		require.NoError(t, err)
		require.NoError(t, pricing.Verify(bill.Figures))
		s.bills = append(s.bills, bill)
		s.order, err = s.order.Bill(s.rules, by(s.order, salesdesk.Finance), number, lines)
		require.NoError(t, err)
	}
	return s
}

// accept brings a return up to its inspection: all that was authorised came and is accepted.
func (s *sale) accept(t require.TestingT, ret order.Return) {
	o, err := s.order.RequestReturn(s.rules, by(s.order, salesdesk.Customer), ret)
	require.NoError(t, err)
	o, err = o.AuthorizeReturn(s.rules, by(o, salesdesk.SalesManager), ret.ID)
	require.NoError(t, err)
	o, err = o.ReceiveReturn(s.rules, by(o, salesdesk.Warehouse), ret.ID, ret.Lines)
	require.NoError(t, err)
	var verdicts []order.Verdict
	for _, q := range ret.Lines {
		verdicts = append(verdicts, order.Verdict{Line: q.Line, Accepted: q.Quantity, Disposition: order.Restock})
	}
	s.order, err = o.InspectReturn(s.rules, by(o, salesdesk.Quality), ret.ID, verdicts)
	require.NoError(t, err)
}

// refund proposes the refund of all that was accepted.
func (s *sale) refund(t require.TestingT, id string) {
	o, err := s.order.ProposeReturnRemedy(s.rules, by(s.order, salesdesk.SalesManager), id, order.Refund)
	require.NoError(t, err)
	s.order = o
}

// credit makes the credit note of a return, notes it and closes the return.
func (s *sale) credit(t require.TestingT, id string) invoice.Document {
	return s.credited(t, id, "C"+id)
}

// credited is credit under a number; a line of no quantity is of money alone.
func (s *sale) credited(t require.TestingT, id, number string) invoice.Document {
	note, err := invoice.CreditReturn(s.order, id, s.bills, s.notes, number, invoice.Header{})
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(note.Figures))
	var lines []order.Quantity
	for _, l := range note.Figures.Lines {
		if l.Quantity.IsPositive() {
			lines = append(lines, order.Quantity{Line: l.ID, Quantity: l.Quantity})
		}
	}
	o, err := s.order.Credit(s.rules, by(s.order, salesdesk.Finance), note.Number, lines)
	require.NoError(t, err)
	s.order, err = o.SettleReturn(s.rules, by(o, salesdesk.Finance), id, note.Number)
	require.NoError(t, err)
	s.notes = append(s.notes, note)
	return note
}

// back is a return from request to credit note.
func (s *sale) back(t require.TestingT, id string, lines []order.Quantity) invoice.Document {
	s.accept(t, order.Return{ID: id, Ground: order.Goodwill, Lines: lines})
	s.refund(t, id)
	return s.credit(t, id)
}

func payables(documents []invoice.Document) salesdesk.Amount {
	sum := amount("0.00")
	for _, d := range documents {
		sum.Decimal = sum.Add(d.Figures.Totals.Payable.Decimal)
	}
	return sum
}

// at is a line at a rate, in pieces.
func at(id, quantity, price, rate string) pricing.Line {
	return pricing.Line{
		ID: id, SKU: "A" + id, Quantity: amount(quantity), Unit: "C62", Price: &pricing.Price{Amount: amount(price)},
		VAT: &pricing.VATGroup{Category: pricing.Standard, Rate: amount(rate)},
	}
}

// agreedOn is lines, with an amount off the whole where one is given.
func agreedOn(t require.TestingT, off string, lines ...pricing.Line) pricing.Priced {
	p, err := pricing.Compile(pricing.Rules{})
	require.NoError(t, err)
	request := pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-28"), Lines: lines}
	if off != "" {
		less := amount(off)
		request.Adjustments = []pricing.Adjustment{{ID: "off", Amount: &less, Reason: "95"}}
	}
	priced, err := p.Price(request)
	require.NoError(t, err)
	return priced
}

func money(d invoice.Document) []string {
	t := d.Figures.Totals
	return []string{t.TaxExclusive.String(), t.Tax.String(), t.Payable.String()}
}

func TestTrapThreeOfTenEuroLessOneReturnedOneByOne(t *testing.T) {
	s := sell(t, order.Policy{}, agreedOn(t, "1.00", at("1", "3", "10.00", "0.21")))
	assert.Equal(t, []string{"9.67", "2.03", "11.70"}, money(s.back(t, "r1", some("1", "1"))))
	assert.Equal(t, []string{"9.66", "2.03", "11.69"}, money(s.back(t, "r2", some("1", "1"))))
	assert.Equal(t, []string{"9.67", "2.03", "11.70"}, money(s.back(t, "r3", some("1", "1"))))
	assert.Equal(t, "35.09", payables(s.notes).String())
	assert.Equal(t, "35.09", payables(s.bills).String())
}

func TestTrapFiveDimesReturnedSingly(t *testing.T) {
	s := sell(t, order.Policy{}, agreedOn(t, "", at("1", "5", "0.10", "0.21")))
	for i := range 4 {
		assert.Equal(t, []string{"0.10", "0.02", "0.12"}, money(s.back(t, fmt.Sprint("r", i), some("1", "1"))))
	}
	last := s.back(t, "r5", some("1", "1"))
	assert.Equal(t, []string{"0.10", "0.02", "0.13"}, money(last))
	assert.Equal(t, "0.01", last.Figures.Totals.Rounding.String(), "BT-114 makes the customer whole")
	assert.Equal(t, "0.61", payables(s.notes).String())
}

func TestTrapTheReducedRateOfAMixedOrderReturned(t *testing.T) {
	s := sell(t, order.Policy{}, agreedOn(t, "10.00", at("1", "1", "60.00", "0.21"), at("2", "1", "40.00", "0.06")))
	assert.Equal(t, []string{"36.00", "2.16", "38.16"}, money(s.back(t, "r1", some("2", "1"))))
}

// Whatever is invoiced in parts and returned in another order than it is credited, the note
// is what was agreed.
func TestANoteIsWhatWasAgreedWhateverNoteComesFirst(t *testing.T) {
	s := sell(t, order.Policy{}, agreedOn(t, "1.00", at("1", "3", "10.00", "0.21")), some("1", "2"), some("1", "1"))
	for _, id := range []string{"r1", "r2", "r3"} {
		s.accept(t, order.Return{ID: id, Ground: order.Goodwill, Lines: some("1", "1")})
		s.refund(t, id)
	}
	assert.Equal(t, "9.66", s.credit(t, "r2").Figures.Totals.TaxExclusive.String())
	assert.Equal(t, "9.67", s.credit(t, "r1").Figures.Totals.TaxExclusive.String())
	assert.Equal(t, "9.67", s.credit(t, "r3").Figures.Totals.TaxExclusive.String())
	assert.True(t, payables(s.notes).Equal(payables(s.bills)))
}

// 15 % of the 20.00 that come back, in the VAT group of the goods: 17.00, and 3.57 of VAT.
func TestARestockingFeeIsTakenOffTheCreditNote(t *testing.T) {
	s := sell(t, order.Policy{Returns: order.ReturnPolicy{RestockingRate: amount("0.15"), RestockingReason: "Kosten voor terugname"}},
		agreedOn(t, "", at("1", "3", "10.00", "0.21")))
	note := s.back(t, "r1", some("1", "2"))
	assert.Equal(t, []string{"17.00", "3.57", "20.57"}, money(note))
	require.Len(t, note.Figures.Adjustments, 1)
	fee := note.Figures.Adjustments[0]
	assert.Equal(t, []string{order.RestockingFee, "3.00", "64", "Kosten voor terugname", "0.21"}, []string{fee.ID, fee.Amount.String(), string(fee.Reason), fee.Text, fee.VAT.Rate.String()})
	assert.False(t, fee.Charge, "on a credit note a charge would give more back")
	assert.Equal(t, []string{"8.50", "1.79", "10.29"}, money(s.back(t, "r2", some("1", "1"))))
}

func TestLessMoneyThanTheGoodsAreWorthIsWithheld(t *testing.T) {
	s := sell(t, order.Policy{}, agreedOn(t, "1.00", at("1", "3", "10.00", "0.21")))
	s.accept(t, order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", "2")})
	o, err := s.order.ProposeReturnRemedies(s.rules, by(s.order, salesdesk.SalesManager), "r1", []order.LineRemedy{
		{Line: "1", Remedy: order.Keep, Quantity: amount("1"), Amount: amount("4.00"), Reason: "Kras, blijft bij de klant"},
		{Line: "1", Remedy: order.Refund, Quantity: amount("1"), Amount: amount("5.00"), Reason: "Gebruikt"},
	})
	require.NoError(t, err)
	s.order = o
	note := s.credit2(t, "r1", order.Keep, order.Refund)
	assert.Equal(t, "9.00", note.Figures.Totals.TaxExclusive.String(), "4.00 and 5.00")
	assert.Equal(t, "1.414", note.Figures.Lines[0].Quantity.String(), "4.00 is 0.414 of a piece of 9.67")
	assert.Equal(t, []string{order.Withheld, "4.67"}, []string{note.Figures.Adjustments[1].ID, note.Figures.Adjustments[1].Amount.String()})
}

// credit2 is credit for a return of several remedies.
func (s *sale) credit2(t require.TestingT, id string, remedies ...order.Remedy) invoice.Document {
	note, err := invoice.CreditReturn(s.order, id, s.bills, s.notes, "C"+id, invoice.Header{})
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(note.Figures))
	var lines []order.Quantity
	for _, l := range note.Figures.Lines {
		lines = append(lines, order.Quantity{Line: l.ID, Quantity: l.Quantity})
	}
	o, err := s.order.Credit(s.rules, by(s.order, salesdesk.Finance), note.Number, lines)
	require.NoError(t, err)
	var documents []order.RemedyDocument
	for _, r := range remedies {
		documents = append(documents, order.RemedyDocument{Remedy: r, Document: note.Number})
	}
	s.order, err = o.SettleReturnBy(s.rules, by(o, salesdesk.Finance), id, documents)
	require.NoError(t, err)
	s.notes = append(s.notes, note)
	return note
}

// Prices with VAT in them: 9.99 each, and 1.00 of fee on 8.26 is 7.26, 8.78 with VAT.
func TestAConsumerGetsThePriceShownLessTheFee(t *testing.T) {
	p, err := pricing.Compile(pricing.Rules{})
	require.NoError(t, err)
	agreed, err := p.Price(pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-28"), Inclusive: true, Lines: []pricing.Line{at("1", "3", "9.99", "0.21")}})
	require.NoError(t, err)
	s := sell(t, order.Policy{}, agreed)
	assert.Equal(t, []string{"8.26", "1.73", "9.99"}, money(s.back(t, "r1", some("1", "1"))))
	s.accept(t, order.Return{ID: "r2", Ground: order.Goodwill, Lines: some("1", "1")})
	s.order, err = s.order.ProposeReturnRemedies(s.rules, by(s.order, salesdesk.SalesManager), "r2",
		[]order.LineRemedy{{Line: "1", Remedy: order.Refund, Quantity: amount("1"), Fee: amount("1.00")}})
	require.NoError(t, err)
	assert.Equal(t, []string{"7.26", "1.52", "8.78"}, money(s.credit(t, "r2")))
	assert.Equal(t, []string{"8.26", "1.73", "9.99"}, money(s.back(t, "r3", some("1", "1"))))
}

func TestWhatCannotBeCreditedIsNamed(t *testing.T) {
	s := sell(t, order.Policy{}, agreedOn(t, "", at("1", "3", "10.00", "0.21")))
	_, err := invoice.CreditReturn(s.order, "r9", s.bills, nil, "C1", invoice.Header{})
	var unknown order.ReturnError
	require.ErrorAs(t, err, &unknown)
	s.accept(t, order.Return{ID: "r1", Ground: order.Guarantee, Lines: some("1", "2")})
	_, err = invoice.CreditReturn(s.order, "r1", s.bills, nil, "C1", invoice.Header{})
	require.EqualError(t, err, "remedies: required", "nothing was agreed yet")
	s.refund(t, "r1")
	_, err = invoice.CreditReturn(s.order, "r1", nil, nil, "C1", invoice.Header{})
	require.EqualError(t, err, "invoiced: required; line 1: 2 asked, 0 left")
	elsewhere, err := invoice.Credit(s.bills, nil, []invoice.Quantity{{Line: "1", Quantity: amount("2")}}, "C0", invoice.Header{})
	require.NoError(t, err)
	_, err = invoice.CreditReturn(s.order, "r1", s.bills, []invoice.Document{elsewhere}, "C1", invoice.Header{})
	require.EqualError(t, err, "line 1: 2 asked, 1 left")
}

// drawn is any order: lines, rates, allowances and charges on lines, groups and the whole,
// base quantities, tiers, prices with VAT in them.
func drawn(t *rapid.T) pricing.Priced {
	pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	percent := func(name string, of ...string) *salesdesk.Amount { return new(amount(pick(name, of...))) }
	book := pricing.Book{
		Currency: salesdesk.EUR, Inclusive: rapid.IntRange(0, 3).Draw(t, "inclusive") == 0, Articles: []pricing.Article{{SKU: "T"}},
		Entries: []pricing.Entry{{SKU: "T", Mode: pricing.Volume, Tiers: []pricing.Tier{{From: amount("1"), Price: amount("10.00")}, {From: amount("5"), Price: amount("9.00")}}}},
	}
	p, err := pricing.Compile(pricing.Rules{Book: book})
	require.NoError(t, err)
	r := pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-28"), Inclusive: book.Inclusive}
	for i := range rapid.IntRange(1, 4).Draw(t, "lines") {
		l := at(fmt.Sprint(i+1), fmt.Sprint(rapid.IntRange(1, 7).Draw(t, "quantity")), pick("price", "0.01", "0.10", "0.125", "2.675", "9.99", "83", "412.00"), pick("rate", "0.21", "0.06", "0.12"))
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			l.SKU, l.Price = "T", nil
		case 1:
			l.Price.BaseQuantity = amount("100")
		case 2:
			l.Adjustments = append(l.Adjustments, pricing.Adjustment{ID: "percent", Rate: percent("off", "0.05", "0.125", "0.9")})
		case 3:
			l.Adjustments = append(l.Adjustments, pricing.Adjustment{ID: "recupel", Charge: true, Amount: percent("eco", "0.08", "1.00"), Reason: "AEO"})
		}
		r.Lines = append(r.Lines, l)
	}
	if rapid.Bool().Draw(t, "loyal") {
		r.Adjustments = append(r.Adjustments, pricing.Adjustment{ID: "loyal", Rate: percent("loyalty", "0.02", "0.033")})
	}
	if rapid.Bool().Draw(t, "freight") {
		r.Adjustments = append(r.Adjustments, pricing.Adjustment{
			ID: "freight", Charge: true, Amount: percent("carriage", "5.00", "12.33"), Reason: "FC",
			VAT: &pricing.VATGroup{Category: pricing.Standard, Rate: amount(pick("on", "0.21", "0.06"))},
		})
	}
	if !r.Inclusive && rapid.IntRange(0, 3).Draw(t, "cash") == 0 {
		r.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	}
	out, err := p.Price(r)
	require.NoError(t, err)
	return out
}

// some lines of what is left, in whole pieces.
func someOf(t *rapid.T, left map[string]int) []order.Quantity {
	var lines []order.Quantity
	for _, id := range slices.Sorted(maps.Keys(left)) {
		if n := rapid.IntRange(0, left[id]).Draw(t, "pieces"); n > 0 {
			lines, left[id] = append(lines, order.Quantity{Line: id, Quantity: amount(fmt.Sprint(n))}), left[id]-n
		}
	}
	return lines
}

func ordered(p pricing.Priced) map[string]int {
	left := map[string]int{}
	for _, l := range p.Lines {
		left[l.ID] = int(l.Quantity.IntPart())
	}
	return left
}

func sumOfCounts(left map[string]int) (sum int) {
	for _, n := range left {
		sum += n
	}
	return sum
}

// Any orders, delivered and billed in any parts, returned in any parts: the money agreed is
// the credit note without VAT to the cent, every document is exact, and in the end the
// customer is whole, to the fees.
func TestAnyReturnsOfAnyOrderMakeTheCustomerWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		agreed := drawn(t)
		var deliveries [][]order.Quantity
		for left := ordered(agreed); ; {
			lines := someOf(t, left)
			if len(lines) > 0 {
				deliveries = append(deliveries, lines)
			}
			if sumOfCounts(left) == 0 {
				break
			}
		}
		fees := rapid.Bool().Draw(t, "fees")
		policy := order.Policy{}
		if fees {
			policy.Returns.RestockingRate = amount("0.15")
		}
		s := sell(t, policy, agreed, deliveries...)
		left, proposed := ordered(agreed), []string{}
		for i := 0; sumOfCounts(left) > 0; i++ {
			lines := someOf(t, left)
			if len(lines) == 0 {
				continue
			}
			id := fmt.Sprint("r", i)
			s.accept(t, order.Return{ID: id, Ground: order.Goodwill, Lines: lines})
			s.refund(t, id)
			proposed = append(proposed, id)
		}
		for _, id := range rapid.Permutation(proposed).Draw(t, "notes") {
			note := s.credit(t, id)
			i := slices.IndexFunc(s.order.Returns, func(r order.Return) bool { return r.ID == id })
			promised := amount("0.00")
			for _, r := range s.order.Returns[i].Remedies {
				promised.Decimal = promised.Add(r.Amount.Decimal).Sub(r.Fee.Decimal)
			}
			require.True(t, note.Figures.Totals.TaxExclusive.Equal(promised), "note %s, agreed %s", note.Figures.Totals.TaxExclusive, promised)
		}
		if !fees {
			require.True(t, payables(s.notes).Equal(payables(s.bills)), "%s of %s", payables(s.notes), payables(s.bills))
		}
		folded, err := order.Fold(s.order.Changes())
		require.NoError(t, err)
		require.Equal(t, s.order.Saved(), folded)
	})
}
