package pricing_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func portions(pairs ...string) (all []pricing.Portion) {
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, pricing.Portion{Line: pairs[i], Quantity: amount(pairs[i+1])})
	}
	return all
}

func taken(t require.TestingT, whole pricing.Priced, before, now []pricing.Portion) pricing.Priced {
	part, err := pricing.Part(whole, before, now)
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(part))
	return part
}

// 10 × 12.50 less 5 % and 3 × 10.00 less 1.00, 2 % off the whole and 9.00 freight.
func quoted(t *testing.T) pricing.Priced {
	t.Helper()
	req := asked(sold("1", "10", "12.50", percentOff("r", "0.05")), sold("2", "3", "10.00", amountOff("f", "1.00")))
	req.Adjustments = []pricing.Adjustment{percentOff("d", "0.02"), {ID: "freight", Charge: true, Amount: pointer("9.00"), Reason: pricing.Freight}}
	return priced(t, req)
}

func TestAPartKeepsThePriceAndThePercentages(t *testing.T) {
	part := taken(t, quoted(t), nil, portions("1", "4"))
	require.Len(t, part.Lines, 1)
	line := part.Lines[0]
	assert.Equal(t, []string{"4", "12.50", "47.50"}, []string{line.Quantity.String(), line.Price.String(), line.Net.StringFixed(2)})
	assert.Equal(t, "0.05", line.Adjustments[0].Rate.String())
	assert.Equal(t, "50.00", line.Adjustments[0].Base.StringFixed(2))
	assert.Equal(t, "0.02", part.Adjustments[0].Rate.String(), "the percentage of the whole goes along as one")
	assert.Equal(t, "2.89", part.Adjustments[1].Amount.StringFixed(2), "9.00 × 47.50 ÷ 147.75")
}

func TestThePartsOfThreeForOneOff(t *testing.T) {
	whole := priced(t, asked(sold("1", "3", "10.00", amountOff("f", "1.00"))))
	var nets []string
	var before []pricing.Portion
	for range 3 {
		nets = append(nets, taken(t, whole, before, portions("1", "1")).Lines[0].Net.StringFixed(2))
		before = append(before, portions("1", "1")...)
	}
	assert.Equal(t, []string{"9.67", "9.66", "9.67"}, nets)
}

func TestALaterPartMayCarryTheCent(t *testing.T) {
	whole := priced(t, asked(sold("1", "2", "0.505")))
	assert.Equal(t, "1.01", whole.Lines[0].Net.StringFixed(2))
	assert.Empty(t, taken(t, whole, nil, portions("1", "1")).Lines[0].Adjustments)
	last := taken(t, whole, portions("1", "1"), portions("1", "1")).Lines[0]
	assert.Equal(t, "0.50", last.Net.StringFixed(2))
	assert.Equal(t, pricing.Cent, last.Adjustments[0].ID)
}

func TestEverythingAtOnceIsTheWholeAsItIs(t *testing.T) {
	whole := quoted(t)
	assert.Equal(t, whole, taken(t, whole, nil, portions("1", "10", "2", "3")))
}

func TestWhatCannotBeTakenIsNamed(t *testing.T) {
	_, err := pricing.Part(quoted(t), portions("1", "8"), portions("1", "3", "9", "1", "2", "0", "2", "1", "2", "1"))
	assert.EqualError(t, err, "now[0].quantity: max (2); now[1].line: reference (9); now[2].quantity: min (0); now[4].line: duplicate (2)")
	_, err = pricing.Part(quoted(t), nil, nil)
	assert.EqualError(t, err, "now: required")
}

func TestAPartOfABundleStaysOneOrBecomesLoose(t *testing.T) {
	p := compiled(t, kits())
	whole, err := p.Price(kit("KIT", "2"))
	require.NoError(t, err)
	require.NotEmpty(t, whole.Bundles)
	var half []pricing.Portion
	for _, l := range whole.Lines {
		half = append(half, pricing.Portion{Line: l.ID, Quantity: salesdesk.Amount{Decimal: l.Quantity.Div(decimal.NewFromInt(2))}})
	}
	part := taken(t, whole, nil, half)
	assert.Equal(t, "1", part.Bundles[0].Quantity.String())
	loose := taken(t, whole, nil, half[:1])
	assert.Empty(t, loose.Bundles)
	assert.Empty(t, loose.Lines[0].Bundle)
}

// 120.00 for two of 85.71 and 34.29: the halves are 42.855 and 17.145, each rounded up.
func TestEqualBundlesCostTheSameOneByOne(t *testing.T) {
	rules := kits()
	rules.Book.Entries = append(rules.Book.Entries[:1], pricing.Entry{SKU: "GUIDE", Price: amount("18")}, pricing.Entry{SKU: "KIT", Price: amount("60")})
	rules.Book.Articles[0].Contributions = nil
	for _, inclusive := range []bool{false, true} {
		rules.Book.Inclusive = inclusive
		req := kit("KIT", "2")
		req.Inclusive = inclusive
		whole := pricedBy(t, compiled(t, rules), req)
		first := taken(t, whole, nil, portions("1.1", "1", "1.2", "2"))
		last := taken(t, whole, portions("1.1", "1", "1.2", "2"), portions("1.1", "1", "1.2", "2"))
		for _, part := range []pricing.Priced{first, last} {
			total := part.Totals.TaxExclusive
			if inclusive {
				total = part.Totals.Payable
			}
			assert.Equal(t, "60.00", total.String(), "VAT in it: %v", inclusive)
		}
		// Whatever is taken of a bundle, and whenever, the cent is of its largest line.
		camera := taken(t, whole, nil, portions("1.1", "1"))
		assert.Equal(t, first.Lines[0].Net, camera.Lines[0].Net)
	}
}

func TestAPartOfAnInclusiveDocumentPaysThePriceShown(t *testing.T) {
	whole := priced(t, consumer(sold("1", "3", "9.99")))
	assert.Equal(t, "9.99", taken(t, whole, nil, portions("1", "1")).Totals.Payable.StringFixed(2))
	assert.Equal(t, "19.98", taken(t, whole, portions("1", "1"), portions("1", "2")).Totals.Payable.StringFixed(2))
}

// Parts that take all there is sum to the whole, line by line, and each is exact.
func TestAnyPartsSumToTheWhole(t *testing.T) {
	p := compiled(t, desk())
	rapid.Check(t, func(t *rapid.T) {
		whole := explained(t, p, anyRequest(t)).Priced
		left, before, sums := map[string]decimal.Decimal{}, []pricing.Portion(nil), map[string]decimal.Decimal{}
		for _, l := range whole.Lines {
			left[l.ID] = l.Quantity.Decimal
		}
		for step := range 3 {
			var now []pricing.Portion
			for _, l := range whole.Lines {
				some := left[l.ID]
				if step < 2 {
					some = some.Mul(decimal.New(rapid.Int64Range(0, 10).Draw(t, "tenths"), -1)).Truncate(1)
				}
				if some.IsPositive() {
					now, left[l.ID] = append(now, pricing.Portion{Line: l.ID, Quantity: salesdesk.Amount{Decimal: some}}), left[l.ID].Sub(some)
				}
			}
			if len(now) == 0 {
				continue
			}
			part := taken(t, whole, before, now)
			before = append(before, now...)
			for _, l := range part.Lines {
				sums[l.ID] = sums[l.ID].Add(l.Net.Decimal)
			}
		}
		for _, l := range whole.Lines {
			if l.Quantity.IsPositive() {
				require.True(t, l.Net.Decimal.Equal(sums[l.ID]), "line %s: %s, parts come to %s", l.ID, l.Net, sums[l.ID])
			}
		}
	})
}

// Lines that come to nothing with 12.33 of freight, all with 21 % in it: a line that bears of
// the freight bears its cent.
func TestTheCentOfFreightIsBorneWithIt(t *testing.T) {
	cheap := func(id, quantity, price string) pricing.Line {
		l := sold(id, quantity, price)
		l.Price.BaseQuantity = amount("100")
		return l
	}
	req := asked(cheap("1", "1", "0.01"), cheap("2", "1", "0.01"), cheap("3", "1", "0.01"), cheap("4", "5", "0.10"))
	req.Inclusive = true
	req.Adjustments = []pricing.Adjustment{{ID: "freight", Charge: true, Amount: pointer("12.33"), VAT: at("0.21")}}
	part, err := pricing.Part(priced(t, req), nil, []pricing.Portion{{Line: "3", Quantity: amount("1")}, {Line: "4", Quantity: amount("2")}})
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(part))
	assert.Equal(t, []string{"4.93", "4.07"}, []string{part.Totals.Payable.String(), part.Lines[1].Share.String()})
}
