package order_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/aftersales"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// tiered is pieces at 10.00 each, and at 9.00 from ten on.
func tiered(t require.TestingT, quantity string) pricing.Priced {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR, Articles: []pricing.Article{{SKU: "T"}},
		Entries: []pricing.Entry{{SKU: "T", Mode: pricing.Volume, Tiers: []pricing.Tier{{From: amount("1"), Price: amount("10.00")}, {From: amount("10"), Price: amount("9.00")}}}},
	}})
	require.NoError(t, err)
	l := at("1", quantity, "0", "0.21")
	l.SKU, l.Price = "T", nil
	priced, err := p.Price(pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-28"), Lines: []pricing.Line{l}})
	require.NoError(t, err)
	return priced
}

func TestTrapATierIsPricedAnewOnRequestOnly(t *testing.T) {
	for back, want := range map[string]struct{ kept, amount, worth string }{
		"1":  {"9", "0.00", "9.00"},   // 9 × 10.00 are the 90.00 that were paid
		"6":  {"4", "50.00", "54.00"}, // 40.00 of the 90.00 stay
		"10": {"0", "90.00", "90.00"}, // nothing stays
	} {
		s := sell(t, order.Policy{}, tiered(t, "10"))
		s.accept(t, order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", back)})
		kept := pricing.Priced{Currency: salesdesk.EUR}
		if want.kept != "0" {
			kept = tiered(t, want.kept)
		}
		o, err := s.order.ProposeRepricedRefund(s.rules, by(s.order, salesdesk.InsideSales), "r1", kept)
		require.NoError(t, err)
		got := last(o).Remedies[0]
		assert.Equal(t, []string{want.amount, want.worth, want.kept, "90.00 EUR"}, []string{got.Amount.String(), got.Worth.String(), got.Repriced.Kept.String(), got.Repriced.Paid.String()}, back)
		s.order = o
		note := s.credit(t, "r1")
		assert.True(t, note.Figures.Totals.TaxExclusive.Equal(got.Amount), "the rest is withheld on the note")
		asPaid := last(refunded(t, s.rules, inspected(t, s.rules, sold(t, s.rules, "10", "9.00", "0"), order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", "1")}, "1"), "r1"))
		assert.Equal(t, "9.00", asPaid.Remedies[0].Amount.String(), "never by itself")
	}
}

func TestNothingIsPricedAnewWhereLawGivesAllBack(t *testing.T) {
	for _, ground := range []order.Ground{order.Withdrawal, order.Guarantee} {
		s := sell(t, order.Policy{}, tiered(t, "10"))
		s.accept(t, order.Return{ID: "r1", Ground: ground, Lines: some("1", "1")})
		_, err := s.order.ProposeRepricedRefund(s.rules, by(s.order, salesdesk.SalesManager), "r1", tiered(t, "9"))
		var reprice order.RepriceError
		require.ErrorAs(t, err, &reprice)
		assert.Equal(t, ground, reprice.Ground)
	}
}

func TestPricingAnewAsksForAReasonAndForWhatStays(t *testing.T) {
	s := sell(t, order.Policy{}, tiered(t, "10"))
	s.accept(t, order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", "1")})
	unasked := by(s.order, salesdesk.SalesManager)
	unasked.Reason = ""
	_, err := s.order.ProposeRepricedRefund(s.rules, unasked, "r1", tiered(t, "9"))
	var reason workflow.ReasonError
	require.ErrorAs(t, err, &reason)
	_, err = s.order.ProposeRepricedRefund(s.rules, by(s.order, salesdesk.SalesManager), "r1", tiered(t, "8"))
	require.ErrorContains(t, err, "kept.lines[0].quantity: one_of (9)")
	_, err = s.order.ProposeRepricedRefund(s.rules, by(s.order, salesdesk.SalesManager), "r1", pricing.Priced{Currency: "USD"})
	require.ErrorContains(t, err, "kept.currency")
	require.ErrorContains(t, err, "kept.lines: required (1)")
}

// A defect of which it must be weighed whether it was there: the clerk asks, the sales
// manager decides, and says why.
func TestWhatLawLeavesToBeWeighedTheManagerDecides(t *testing.T) {
	for _, law := range []aftersales.Verdict{{Allowed: true, Weigh: true}, {}} {
		s := sell(t, order.Policy{}, agreedOn(t, "", at("1", "3", "10.00", "0.21")))
		o, err := s.order.RequestReturn(s.rules, by(s.order, salesdesk.Customer), order.Return{ID: "r1", Ground: order.Guarantee, Law: &law, Lines: some("1", "1")})
		require.NoError(t, err)
		_, err = o.AuthorizeReturn(s.rules, by(o, salesdesk.InsideSales), "r1")
		var weigh order.LawError
		require.ErrorAs(t, err, &weigh)
		assert.Equal(t, !law.Allowed, weigh.Denied)
		silent := by(o, salesdesk.SalesManager)
		silent.Reason = ""
		_, err = o.AuthorizeReturn(s.rules, silent, "r1")
		var reason workflow.ReasonError
		require.ErrorAs(t, err, &reason)
		o, err = o.AuthorizeReturn(s.rules, by(o, salesdesk.SalesManager), "r1")
		require.NoError(t, err)
		assert.Equal(t, order.ReturnAuthorized, last(o).Status)
	}
}

// On the last of fourteen days the law says yes, and a day later no.
func TestAWithdrawalIsAuthorisedByWhatLawSaysOfItsDay(t *testing.T) {
	for on, want := range map[string]bool{"2026-05-12": true, "2026-05-13": false} {
		law, err := aftersales.Belgium().Withdraw(aftersales.Withdrawal{
			Buyer: salesdesk.Consumer, Contract: aftersales.Distance, Subject: aftersales.Goods,
			Concluded: day("2026-04-20"), Informed: day("2026-04-20"), Received: day("2026-04-28"), Day: day(on),
		}, belgianLaw(t))
		require.NoError(t, err)
		s := sell(t, order.Policy{}, agreedOn(t, "", at("1", "3", "10.00", "0.21")))
		o, err := s.order.RequestReturn(s.rules, by(s.order, salesdesk.Customer), order.Return{ID: "r1", Ground: order.Withdrawal, Law: &law, Lines: some("1", "3")})
		require.NoError(t, err)
		_, err = o.AuthorizeReturn(s.rules, by(o, salesdesk.InsideSales), "r1")
		assert.Equal(t, want, err == nil, on)
	}
}

func ExampleOrder_ProposeRepricedRefund() {
	s := sell(panics{}, order.Policy{}, tiered(panics{}, "10"))
	s.accept(panics{}, order.Return{ID: "r1", Ground: order.Goodwill, Lines: some("1", "6")})
	cmd := &workflow.Command{ID: "c", Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales}, At: by(s.order, "").At, Expect: s.order.Version, Reason: "terms of sale, art. 9"}
	o := must(s.order.ProposeRepricedRefund(s.rules, cmd, "r1", tiered(panics{}, "4")))
	r := o.Returns[0].Remedies[0]
	fmt.Println(r.Repriced.Paid, "paid,", r.Repriced.Kept, "kept, worth", r.Repriced.Worth)
	fmt.Println(r.Amount, "back, in place of", r.Worth)
	// Output:
	// 90.00 EUR paid, 4 kept, worth 40.00 EUR
	// 50.00 back, in place of 54.00
}

// panics is a test that an Example stands in for.
type panics struct{}

func (panics) Errorf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }
func (panics) FailNow()                          { panic("failed") }

func belgianLaw(t require.TestingT) *calendar.Law {
	l, err := calendar.NewLaw(calendar.EURegulation1182(calendar.Belgium, 2026, 2030))
	require.NoError(t, err)
	return l
}
