package pricing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// spirits is 12 bottles at 10 less 10 %, with excise on each, a municipal tax of 2 % and
// a duty paid for the buyer.
func spirits() pricing.Request {
	line := sold("1", "12", "10", percentOff("p", "0.10"))
	line.Contributions = []pricing.Contribution{
		{ID: "excise", Amount: amount("3.125")},
		{ID: "municipal", Rate: amount("0.02")},
		{ID: "duty", Amount: amount("0.50"), Outside: true, Text: "Duty"},
	}
	return asked(line)
}

func TestALineMayBearSeveralTaxes(t *testing.T) {
	out := priced(t, spirits())
	// 108.00 + 37.50 + 2 % of 108.00; 6.00 beside it.
	assert.Equal(t, []string{"147.66"}, nets(out))
	assert.Equal(t, []string{"E 6.00 0.00", "S 147.66 31.01"}, taxes(out))
	assert.Equal(t, []string{"E 6.00"}, documentAmounts(out))
	municipal := out.Lines[0].Adjustments[2]
	assert.Equal(t, "2.16 108.00 0.02", fmt.Sprint(municipal.Amount, " ", municipal.Base, " ", municipal.Rate))
	assert.Equal(t, pricing.Disbursement, out.Adjustments[0].VAT.Ground)
}

func TestNoDiscountIsTakenOfTaxes(t *testing.T) {
	req := spirits()
	req.Adjustments = []pricing.Adjustment{percentOff("project", "0.10")}
	assert.Equal(t, []string{"-10.80"}, shares(priced(t, req)))
}

func TestTaxesOutsideTheBaseAreSummedByID(t *testing.T) {
	req := spirits()
	second := req.Lines[0]
	second.ID, second.Quantity = "2", amount("2")
	req.Lines = append(req.Lines, second)
	assert.Equal(t, []string{"E 7.00"}, documentAmounts(priced(t, req)))
	req.Inclusive = true
	out := priced(t, req)
	assert.True(t, grossOf(out).Equal(out.Totals.Payable.Decimal))
}

func TestAnArticleMayBearThemToo(t *testing.T) {
	rules := kits()
	rules.Book.Articles[1].Contributions = []pricing.Contribution{{ID: "eco", Rate: amount("0.10")}, {ID: "stamp", Amount: amount("1"), Outside: true}}
	req := kit("GUIDE", "2")
	out := pricedBy(t, compiled(t, rules), req)
	assert.Equal(t, []string{"33.00"}, nets(out))
	assert.Equal(t, []string{"E 2.00"}, documentAmounts(out))
}

func TestATaxSaysWhatItNeeds(t *testing.T) {
	line := sold("1", "1", "10")
	line.Contributions = []pricing.Contribution{{Amount: amount("-1"), Rate: amount("0.1")}, {ID: "x", Amount: amount("1"), Rate: amount("-1")}}
	assert.Equal(t, []string{
		"lines[0].contributions[0].amount: min (0)", "lines[0].contributions[0].id: required", "lines[0].contributions[0].rate: one_of (amount, rate)",
		"lines[0].contributions[1].rate: min (0)", "lines[0].contributions[1].rate: one_of (amount, rate)",
	}, paths(refused(t, asked(line))))
	line.Contributions = make([]pricing.Contribution, pricing.MaxContributions+2)
	for i := range line.Contributions {
		line.Contributions[i].ID = "x"
	}
	assert.Equal(t, []string{"lines[0].contributions: length (100)"}, paths(refused(t, asked(line))))
}

// TestShapesCombine draws documents that are of every shape at once.
func TestShapesCombine(t *testing.T) {
	rules := kits()
	rules.Book.Inclusive = true
	shop, wholesale := compiled(t, rules), compiled(t, kits())
	rapid.Check(t, func(t *rapid.T) {
		req := kit(rapid.SampledFrom([]string{"KIT", "SET"}).Draw(t, "sku"), decimals(t, 1, 90, 1, "quantity").String(), percentOff("p", "0.07"))
		req.Lines[0].Section = "kits"
		taxed := spirits().Lines[0]
		taxed.ID, taxed.Quantity = "2", decimals(t, 0, 90, 1, "bottles")
		care := monthly("care", decimals(t, 0, 9999, 2, "care").String(), "2027-01-15", 7)
		care.Recurring.Calendar, care.Recurring.Proration = true, pricing.ByDay
		other := kit("KIT", "2").Lines[0]
		req.Lines = append(req.Lines, taxed, care, instead("1", pricing.Line{ID: "4", SKU: other.SKU, Quantity: other.Quantity}), optional(sold("5", "1", "9.99")))
		req.Adjustments = []pricing.Adjustment{percentOff("d", "0.03"), {ID: "c", Charge: true, Amount: pointer("7.77")}}
		req.Deposit = &pricing.Deposit{Rate: pointer("0.3")}
		req.Inclusive = rapid.Bool().Draw(t, "inclusive")
		p := wholesale
		if req.Inclusive {
			p, req.CashRounding = shop, rapid.SampledFrom([]pricing.CashRounding{"", pricing.RoundCash}).Draw(t, "cash")
		}
		e, err := p.Explain(req)
		require.NoError(t, err)
		require.NoError(t, pricing.Verify(e.Priced))
		require.Len(t, e.Priced.Options, 2)
		asks, err := p.ProForma(e.Priced, "x")
		require.NoError(t, err)
		require.True(t, asks.Totals.Payable.Equal(e.Priced.Deposit.Amount))
		s, err := p.Schedule(req)
		require.NoError(t, err)
		sum := e.Priced.Totals.TaxExclusive.Decimal
		for _, d := range documents(s) {
			require.NoError(t, pricing.Verify(d))
			sum = sum.Sub(d.Totals.TaxExclusive.Decimal)
		}
		require.True(t, req.Inclusive || sum.IsZero(), sum)
	})
}

// TestAnAdjustmentHasANameOfItsOwn: beside a contribution of its name nobody could tell which
// is which.
func TestAnAdjustmentHasANameOfItsOwn(t *testing.T) {
	rules := pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR, Articles: []pricing.Article{{SKU: "A", Contributions: []pricing.Contribution{{ID: "recupel", Amount: amount("0.05")}}}},
		Entries: []pricing.Entry{{SKU: "A", Price: amount("10.00")}},
	}}
	p, err := pricing.Compile(rules)
	require.NoError(t, err)
	_, err = p.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-04-20"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{{
			ID: "1", SKU: "A", Quantity: amount("1"), Contributions: []pricing.Contribution{{ID: "tax", Amount: amount("0.10")}},
			Adjustments: []pricing.Adjustment{{ID: "D", Rate: pointer("0.05")}, {ID: "recupel", Rate: pointer("0.05")}, {ID: "tax", Rate: pointer("0.05")}},
		}},
	})
	require.EqualError(t, err, "lines[0].adjustments[1].id: duplicate (recupel); lines[0].adjustments[2].id: duplicate (tax)")
}
