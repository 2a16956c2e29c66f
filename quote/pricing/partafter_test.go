package pricing_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// 7 × 9.99 with 21 % in it is 57.79 without. By itself 9.99 is 8.26, and seven of those
// 57.82: each part is without VAT what its own price makes, and comes to 9.99.
func TestEveryPartOfAnInclusiveDocumentIsExactByItself(t *testing.T) {
	whole := priced(t, consumer(sold("1", "7", "9.99")))
	assert.Equal(t, "57.79", whole.Totals.TaxExclusive.StringFixed(2))
	var before []pricing.Portion
	for range 7 {
		part := taken(t, whole, before, portions("1", "1"))
		assert.Equal(t, []string{"8.26", "9.99"}, []string{part.Totals.TaxExclusive.StringFixed(2), part.Totals.Payable.StringFixed(2)})
		before = append(before, portions("1", "1")...)
	}
}

func TestAnyPartsOfAnInclusiveDocumentAreExactAndComeToItsPrice(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.IntRange(1, 9999).Draw(t, "cents")
		req := consumer(sold("1", "5", fmt.Sprintf("%d.%02d", cents/100, cents%100)), sold("2", "4", "0.35", percentOff("r", "0.05")))
		req.Adjustments = []pricing.Adjustment{percentOff("d", "0.03"), {ID: "freight", Charge: true, Amount: pointer("4.95"), Reason: pricing.Freight}}
		whole, err := p.Price(req)
		require.NoError(t, err)
		sum, left := amount("0"), map[string]int{"1": 5, "2": 4}
		var before []pricing.Portion
		for left["1"]+left["2"] > 0 {
			var now []pricing.Portion
			for _, id := range []string{"1", "2"} {
				if n := rapid.IntRange(0, left[id]).Draw(t, "now"); n > 0 {
					now, left[id] = append(now, portions(id, fmt.Sprint(n))...), left[id]-n
				}
			}
			if len(now) > 0 {
				sum.Decimal = sum.Add(taken(t, whole, before, now).Totals.Payable.Decimal)
				before = append(before, now...)
			}
		}
		require.True(t, sum.Equal(whole.Totals.Payable), "%s of %s", sum, whole.Totals.Payable)
	})
}

// The document's 2 % and freight are split over its lines once, so that returns of one line
// and of another do not move each other's cents.
func TestALineIsWorthTheSameWheneverOthersAreTaken(t *testing.T) {
	whole := quoted(t)
	alone := taken(t, whole, nil, portions("2", "1")).Lines[0]
	later := taken(t, whole, portions("1", "7"), portions("2", "1")).Lines[0]
	assert.Equal(t, alone, later)
}

// Two of ten were billed at 12.50; the price is 12.00 now: the next three are 36.00, less
// the 1.00 that the first two cost too much.
func TestPartAfterMakesGoodAChangedPrice(t *testing.T) {
	first := taken(t, priced(t, asked(sold("1", "10", "12.50"))), nil, portions("1", "2"))
	part, err := pricing.PartAfter(priced(t, asked(sold("1", "10", "12.00"))), []pricing.Priced{first}, portions("1", "3"))
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(part))
	assert.Equal(t, "35.00", part.Lines[0].Net.StringFixed(2))
	assert.Equal(t, []string{pricing.Cent, "1.00"}, []string{part.Lines[0].Adjustments[0].ID, part.Lines[0].Adjustments[0].Amount.String()})
	_, err = pricing.PartAfter(quoted(t), []pricing.Priced{quoted(t)}, portions("1", "1"))
	assert.EqualError(t, err, "now[0].quantity: max (0)")
}

// 2 % off 118.75 and 29.00 is 2.96. One of the lines goes to 6 %: of the 2.96 it takes
// 0.58 along, of the freight of 9.00 its 1.77.
func TestRegroupTakesTheAdjustmentsAlong(t *testing.T) {
	whole := quoted(t)
	out, err := pricing.Regroup(whole, map[string]pricing.VATGroup{"2": {Category: pricing.Standard, Rate: amount("0.06")}})
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(out))
	var stand []string
	for _, a := range out.Adjustments {
		stand = append(stand, a.ID+" "+a.VAT.Rate.String()+" "+a.Amount.String())
	}
	assert.Equal(t, []string{"d 0.06 0.58", "d 0.21 2.38", "freight 0.06 1.77", "freight 0.21 7.23"}, stand)
	assert.Equal(t, whole.Totals.TaxExclusive, out.Totals.TaxExclusive)
	same, err := pricing.Regroup(whole, nil)
	require.NoError(t, err)
	assert.Equal(t, whole.Totals, same.Totals)
}

func TestTotalWorksOutAnewWhatFollowsFromTheLines(t *testing.T) {
	whole := quoted(t)
	bare := whole
	bare.VAT, bare.Totals = nil, pricing.Totals{Prepaid: amount("10.00")}
	out, err := pricing.Total(bare)
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(out))
	assert.Equal(t, whole.VAT, out.VAT)
	assert.True(t, out.Totals.Payable.Equal(salesdesk.Amount{Decimal: whole.Totals.Payable.Sub(amount("10.00").Decimal)}), "what was paid before stays")
}

// A line with VAT in it has a cent too much without it, and gives it where another stands
// beside it: what was handed in stays as it was.
func TestTotalLeavesWhatItIsGivenAsItWas(t *testing.T) {
	whole := priced(t, consumer(sold("1", "1", "10.00"), sold("2", "1", "0.01"), sold("3", "1", "0.01"), sold("4", "1", "0.01")))
	l := &whole.Lines[0]
	l.Adjustments = []pricing.Adjusted{{ID: pricing.Cent, Amount: amount("0.03"), Reason: pricing.Discount}}
	l.Net.Decimal = l.Net.Sub(amount("0.03").Decimal)
	before, err := json.Marshal(whole)
	require.NoError(t, err)
	out, err := pricing.Total(whole)
	require.NoError(t, err)
	assert.NotEqual(t, l.Net.String(), out.Lines[0].Net.String(), "the cents moved")
	after, err := json.Marshal(whole)
	require.NoError(t, err)
	assert.JSONEq(t, string(before), string(after))
}

func ExamplePart() {
	p, _ := pricing.Compile(pricing.Rules{})
	off := amount("1.00")
	whole, _ := p.Price(pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-05-12"), Adjustments: []pricing.Adjustment{{ID: "off", Amount: &off}},
		Lines: []pricing.Line{{
			ID: "1", Quantity: amount("3"), Unit: "C62", Price: &pricing.Price{Amount: amount("10.00")},
			VAT: &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")},
		}},
	})
	one := []pricing.Portion{{Line: "1", Quantity: amount("1")}}
	first, _ := pricing.Part(whole, nil, one)
	second, _ := pricing.Part(whole, one, one)
	fmt.Println(whole.Totals.TaxExclusive, first.Totals.TaxExclusive, second.Totals.TaxExclusive)
	// Output: 29.00 9.67 9.66
}
