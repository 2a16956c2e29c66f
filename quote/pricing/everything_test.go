package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestWhatALineBringsIsCheckedWithTheRest(t *testing.T) {
	line := sold("1", "1", "-1")
	line.Cost, line.Weight = pointer("-1"), pointer("-2")
	line.Contributions = []pricing.Contribution{{ID: "eco", Amount: amount("-1")}, {Rate: amount("0.1"), Amount: amount("1")}}
	req := asked(line, sold("2", "1", "1"))
	req.Lines[1].Cost = pointer("-1")
	req.Prepaid, req.Rounding = amount("1.001"), amount("-0.001")
	want := []string{
		"prepaid: format (0.00)",
		"rounding: format (0.00)",
		"lines[0].cost: min (0)",
		"lines[0].weight: min (0)",
		"lines[0].contributions[0].amount: min (0)",
		"lines[0].contributions[1].id: required",
		"lines[0].contributions[1].rate: one_of (amount, rate)",
		"lines[1].cost: min (0)",
		"lines[0].price.amount: min (0)",
	}
	assert.Equal(t, want, paths(refused(t, req)))
	_, err := compiled(t, pricing.Rules{}).Explain(req)
	assert.Equal(t, want, paths(err), "explaining refuses what pricing does")
}

func TestARecurringLineIsCheckedWithItsTerm(t *testing.T) {
	line := sold("", "0", "-1")
	line.Recurring = &pricing.Recurring{
		Start: asked().Date, Months: 601, Every: "fortnight",
		Ramps: []pricing.Ramp{{From: 2, Price: &pricing.Price{Amount: amount("-1"), BaseQuantity: amount("-1")}}},
	}
	assert.Equal(t, []string{
		"lines[0].recurring.months: max (600)",
		"lines[0].recurring.every: one_of (month, quarter, year)",
		"lines[0].recurring.ramps[0].price.amount: min (0)",
		"lines[0].recurring.ramps[0].price.base_quantity: min (0)",
		"lines[0].quantity: min (0)",
		"lines[0].id: required",
		"lines[0].price.amount: min (0)",
	}, paths(refused(t, asked(line))))
}

// A pallet that is exchanged has no deposit, and is still counted.
func TestPackagingWithoutADepositIsCountedAndNotCharged(t *testing.T) {
	rules := yard()
	rules.Book.Articles[0].Packaging = []pricing.ReturnablePackaging{{Kind: "pallet", Holds: amount("500")}}
	out := pricedBy(t, compiled(t, rules), ordered("BRICK", "1200"))
	require.Len(t, out.Packaging, 1)
	assert.Equal(t, "3", out.Packaging[0].Quantity.String())
	assert.Equal(t, "0", out.Packaging[0].Amount.Round(0).String())
	assert.Empty(t, charges(out))
}

// BR-CL-19 and BR-CL-20: a code of the wrong list makes an invoice that is refused.
func TestAReasonIsACodeOfItsList(t *testing.T) {
	reason := func(charge bool, code pricing.ReasonCode) pricing.Adjustment {
		return pricing.Adjustment{ID: string("a" + code), Charge: charge, Rate: pointer("0.01"), Reason: code}
	}
	priced(t, asked(sold("1", "1", "10", reason(false, "41"), reason(false, "105"), reason(true, "FC"), reason(true, "L1"), reason(true, ""))))

	line := sold("1", "1", "10", reason(false, "FC"), reason(true, "95"), reason(true, "<a>"), reason(true, "ABLE"))
	line.Contributions = []pricing.Contribution{{ID: "eco", Reason: "eco"}}
	const list = "one_of (41, 42, 60, 62, 63, 64, 65, 66, 67, 68, 70, 71, 88, 95, 100, 102, 103, 104, 105)"
	assert.Equal(t, []string{
		"lines[0].contributions[0].reason: format (AAA)",
		"lines[0].adjustments[0].reason: " + list,
		"lines[0].adjustments[1].reason: format (AAA)",
		"lines[0].adjustments[2].reason: format (AAA)",
		"lines[0].adjustments[3].reason: format (AAA)",
	}, paths(refused(t, asked(line))))

	rules := yard()
	rules.Promotions = []pricing.Promotion{{ID: "p", Rate: pointer("0.1"), Reason: "AEO"}}
	rules.Book.Articles[0].Contributions = []pricing.Contribution{{ID: "eco", Reason: "95"}}
	_, err := pricing.Compile(rules)
	assert.Equal(t, []string{
		"book.articles[0].contributions[0].reason: format (AAA)",
		"promotions[0].reason: " + list,
	}, paths(err))
}
