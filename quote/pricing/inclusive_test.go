package pricing_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// consumer is a request whose prices have VAT in them.
func consumer(lines ...pricing.Line) pricing.Request {
	req := asked(lines...)
	req.Inclusive = true
	return req
}

func TestAConsumerPaysThePriceShown(t *testing.T) {
	tests := []struct {
		price, rate        string
		net, tax, rounding string
	}{
		{"52.50", "0.12", "46.88", "5.63", "-0.01"}, // 46.87 gives 52.49, 46.88 gives 52.51
		{"100.00", "0.21", "82.64", "17.35", "0.01"},
		{"49.00", "0.21", "40.50", "8.51", "-0.01"},
		{"9.02", "0.21", "7.45", "1.56", "0.01"},
		{"121.00", "0.21", "100.00", "21.00", "0"},
		{"106.00", "0.06", "100.00", "6.00", "0"},
		{"0.01", "0.21", "0.01", "0.00", "0"},
		{"0.00", "0.21", "0.00", "0.00", "0"},
	}
	for _, tt := range tests {
		t.Run(tt.price+" at "+tt.rate, func(t *testing.T) {
			out := priced(t, consumer(taxed(tt.rate, sold("1", "1", tt.price))))
			assert.Equal(t, []string{tt.net}, nets(out))
			assert.Equal(t, tt.tax, out.Totals.Tax.String())
			assert.True(t, out.Totals.Rounding.Equal(amount(tt.rounding)), out.Totals.Rounding)
			assert.Equal(t, tt.price, out.Totals.Payable.String())
			assert.Equal(t, tt.price, out.Lines[0].Gross.String())
		})
	}
}

func TestVATIsTakenOutByGroup(t *testing.T) {
	// 3 × 9.99 = 29.97 at 21 %: 24.77 and 5.20. Line by line it would be 3 × 8.26 = 24.78.
	out := priced(t, consumer(sold("1", "1", "9.99"), sold("2", "1", "9.99"), sold("3", "1", "9.99"), taxed("0.06", sold("4", "2", "5.30"))))
	assert.Equal(t, []string{"8.26", "8.26", "8.25", "10.00"}, nets(out))
	assert.Equal(t, []string{"S 10.00 0.60", "S 24.77 5.20"}, taxes(out))
	assert.Equal(t, "40.57", out.Totals.Payable.String())
	assert.True(t, out.Totals.Rounding.IsZero())
}

func TestDiscountsOfAnInclusiveDocumentKeepTheirMeaning(t *testing.T) {
	// 121.00 - 10 % = 108.90; with 60.50 beside it 169.40; 16.94 off the whole: 152.46.
	req := consumer(sold("1", "1", "121", percentOff("promo", "0.10")), sold("2", "1", "60.50"))
	req.Adjustments = []pricing.Adjustment{percentOff("loyal", "0.10")}
	out := priced(t, req)
	assert.Equal(t, "152.46", out.Totals.Payable.String())
	assert.Equal(t, []string{"90.00", "50.00"}, nets(out))
	promo := out.Lines[0].Adjustments[0]
	assert.Equal(t, "10.00 100.00 0.10 12.10", fmt.Sprint(promo.Amount, " ", promo.Base, " ", promo.Rate, " ", promo.Gross))
	assert.Equal(t, []string{"S 14.00"}, documentAmounts(out))
	assert.Equal(t, []string{"-9.00", "-5.00"}, shares(out))
	assert.Equal(t, "16.94", out.Adjustments[0].Gross.String())
}

func TestALineOfAnInclusiveDocumentMultipliesOut(t *testing.T) {
	line := priced(t, consumer(sold("1", "7", "9.99"))).Lines[0]
	// 69.93 at 21 %: 57.79 for 7.
	assert.Equal(t, "57.79 7 57.79 69.93", fmt.Sprint(line.Price, " ", line.BaseQuantity, " ", line.Net, " ", line.Gross))
	line = priced(t, consumer(sold("1", "0", "121"))).Lines[0]
	assert.Equal(t, "100.000000 1 0.00", fmt.Sprint(line.Price, " ", line.BaseQuantity, " ", line.Net))
}

func TestAReturnMirrorsAnInclusiveSale(t *testing.T) {
	sale, back := priced(t, consumer(sold("1", "1", "52.50", percentOff("p", "0.07")))), priced(t, consumer(sold("1", "-1", "52.50", percentOff("p", "0.07"))))
	assert.True(t, sale.Totals.TaxExclusive.Neg().Equal(back.Totals.TaxExclusive.Decimal))
	assert.True(t, sale.Totals.Tax.Neg().Equal(back.Totals.Tax.Decimal))
	assert.True(t, sale.Totals.Payable.Neg().Equal(back.Totals.Payable.Decimal))
}

func TestAnInclusivePriceHasNoCashDiscount(t *testing.T) {
	req := consumer(sold("1", "1", "121"))
	req.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	assert.Equal(t, []string{"cash_discount: excluded (inclusive)"}, paths(refused(t, req)))
}

// grossOf is the sum of what an inclusive document shows.
func grossOf(p pricing.Priced) decimal.Decimal {
	sum := decimal.Zero
	for _, l := range p.Lines {
		sum = sum.Add(l.Gross.Decimal)
	}
	for _, a := range p.Adjustments {
		if a.Charge {
			sum = sum.Add(a.Gross.Decimal)
		} else {
			sum = sum.Sub(a.Gross.Decimal)
		}
	}
	return sum
}

func TestAnyInclusiveDocumentIsExactAndPaysWhatItShows(t *testing.T) {
	rules := desk()
	rules.Book.Inclusive = true
	p := compiled(t, rules)
	rapid.Check(t, func(t *rapid.T) {
		req := anyRequest(t)
		req.Inclusive, req.CashDiscount = true, nil
		e := explained(t, p, req)
		out := e.Priced
		require.NoError(t, pricing.Verify(out))
		require.True(t, grossOf(out).Equal(out.Totals.Payable.Decimal), "%s shown, %s payable", grossOf(out), out.Totals.Payable)
		for i, line := range e.Lines {
			require.True(t, line.Waterfall.Net.Equal(out.Lines[i].Net))
			require.True(t, line.Waterfall.Invoice.Decimal.Equal(out.Lines[i].Net.Add(out.Lines[i].Share.Decimal)))
		}
	})
}

func TestAnyInclusiveRoundingIsACentForEachGroup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		req := anyRequest(t)
		req.Inclusive, req.CashDiscount = true, nil
		for i := range req.Lines {
			req.Lines[i].SKU, req.Lines[i].Price = "", &pricing.Price{Amount: decimals(t, 0, 9999, 2, "p")}
		}
		p, err := pricing.Compile(pricing.Rules{})
		require.NoError(t, err)
		out := explained(t, p, req).Priced
		unit := decimal.New(1, -int32(req.Currency.MinorUnits())) //nolint:gosec // 0 to 3
		most := unit.Mul(decimal.NewFromInt(int64(len(out.VAT))))
		require.True(t, out.Totals.Rounding.Abs().LessThanOrEqual(most), out.Totals.Rounding)
	})
}

func ExampleRequest_inclusive() {
	pricer, _ := pricing.Compile(pricing.Rules{})
	amount := salesdesk.MustAmount
	req := asked(pricing.Line{
		ID: "1", Name: "Dinner", Quantity: amount("1"), Price: &pricing.Price{Amount: amount("52.50")},
		VAT: &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.12")},
	})
	req.Inclusive = true
	priced, err := pricer.Price(req)
	t := priced.Totals
	fmt.Println(t.TaxExclusive, t.Tax, t.TaxInclusive, t.Rounding, t.Payable, err)
	// Output: 46.88 5.63 52.51 -0.01 52.50 <nil>
}
