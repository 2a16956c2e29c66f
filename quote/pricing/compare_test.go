package pricing_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// costed is a line of 10 × 100.00 that costs 60.00.
func costed(adjustments ...pricing.Adjustment) pricing.Line {
	line := sold("1", "10", "100", adjustments...)
	line.Cost = pointer("60")
	return line
}

func TestScenariosStandSideBySide(t *testing.T) {
	first := asked(costed(), taxed("0.06", sold("2", "1", "50")))
	first.Adjustments = []pricing.Adjustment{amountOff("deal", "105")}
	second := asked(costed(percentOff("volume", "0.10")), sold("3", "2", "20"))
	second.Adjustments = []pricing.Adjustment{{ID: "freight", Charge: true, Amount: pointer("18.80")}}
	second.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	c, err := compiled(t, pricing.Rules{}).Compare([]pricing.Scenario{{"as asked", first}, {"by volume", second}, {"again", first}})
	require.NoError(t, err)
	require.Len(t, c.Scenarios, 3)

	was, now := c.Scenarios[0], c.Scenarios[1]
	assert.Nil(t, was.Change)
	assert.Equal(t, "945.00 300.00", fmt.Sprint(was.Totals.TaxExclusive, " ", was.Margin.Amount)) // 1000 − 100 − 600
	assert.Equal(t, 1, was.WithoutCost)
	assert.Nil(t, was.InTime)
	assert.Equal(t, "958.80", now.Totals.TaxExclusive.String()) // 900 + 40 + 18.80
	assert.Equal(t, "1136.94", now.InTime.String())             // 939.62, and 197.32 on it
	change := now.Change
	require.NotNil(t, change)
	assert.Equal(t, "13.80", change.TaxExclusive.String())
	assert.Equal(t, []string{"1  0 -100.00 118.00", "2 removed -1 -50.00 5.00", "3 added 2 40.00 0.80"}, lineChanges(change))
	assert.Equal(t, []pricing.AdjustmentChange{
		{ID: "deal", Presence: pricing.Removed, Amount: amount("105.00")},
		{ID: "freight", Presence: pricing.Added, Amount: amount("18.80")},
		{ID: "cash_discount", Presence: pricing.Added, Amount: amount("-19.18")},
		{ID: "cash_discount.charge", Presence: pricing.Added, Amount: amount("19.18")},
	}, change.Adjustments)

	same := c.Scenarios[2].Change
	assert.Empty(t, same.Lines)
	assert.Empty(t, same.Adjustments)
	assert.True(t, same.Payable.IsZero())
	assert.True(t, same.Margin.IsZero())
}

func lineChanges(c *pricing.Change) (list []string) {
	for _, l := range c.Lines {
		list = append(list, fmt.Sprint(l.ID, " ", l.Presence, " ", l.Quantity, " ", l.Net, " ", l.Share))
	}
	return list
}

func TestCompareRefusesEverythingAtOnce(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	yen := asked(sold("1", "1", "100"))
	yen.Currency = salesdesk.JPY
	bad := asked(sold("", "1", "-1"))
	_, err := p.Compare([]pricing.Scenario{{"a", asked(costed())}, {"", yen}, {"a", bad}})
	assert.Equal(t, []string{
		"scenarios[1].name: required", "scenarios[1].request.currency: currency JPY where EUR is wanted",
		"scenarios[2].name: duplicate (a)", "scenarios[2].request.lines[0].id: required", "scenarios[2].request.lines[0].price.amount: min (0)",
	}, paths(err))
	_, err = p.Compare(nil)
	assert.Equal(t, []string{"scenarios: required"}, paths(err))
	_, err = p.Compare(make([]pricing.Scenario, pricing.MaxScenarios+1))
	assert.Equal(t, []string{"scenarios: length (20)"}, paths(err))
}

func TestAComparisonRoundTripsThroughJSON(t *testing.T) {
	c, err := compiled(t, desk()).Compare([]pricing.Scenario{{"desk", deskRequest()}, {"other", deskRequest()}})
	require.NoError(t, err)
	data, err := json.Marshal(c)
	require.NoError(t, err)
	var back pricing.Comparison
	require.NoError(t, json.Unmarshal(data, &back))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.Equal(t, string(data), string(again))
}

// What lines and adjustments change is what the total does.
func TestAnyChangeIsTheSumOfItsParts(t *testing.T) {
	p := compiled(t, desk())
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyRequest(t), anyRequest(t)
		b.Currency = a.Currency
		if a.Currency != "EUR" {
			t.Skip("amounts with cents do not fit")
		}
		explained(t, p, a)
		explained(t, p, b)
		c, err := p.Compare([]pricing.Scenario{{"a", a}, {"b", b}})
		require.NoError(t, err)
		sum := decimal.Zero
		for _, l := range c.Scenarios[1].Change.Lines {
			sum = sum.Add(l.Net.Decimal)
		}
		for _, adjusted := range c.Scenarios[1].Change.Adjustments {
			sum = sum.Add(adjusted.Amount.Decimal)
		}
		require.True(t, sum.Equal(c.Scenarios[1].Change.TaxExclusive.Decimal), "%s, not %s", sum, c.Scenarios[1].Change.TaxExclusive)
	})
}

func ExamplePricer_Compare() {
	pricer, _ := pricing.Compile(pricing.Rules{})
	asIs, project := asked(costed()), asked(costed(percentOff("project", "0.15")))
	c, _ := pricer.Compare([]pricing.Scenario{{Name: "list", Request: asIs}, {Name: "project", Request: project}})
	for _, s := range c.Scenarios {
		fmt.Println(s.Name, s.Totals.TaxExclusive, "margin", s.Margin.Amount)
	}
	fmt.Println("difference to pay:", c.Scenarios[1].Change.Payable)
	// Output:
	// list 1000.00 margin 400.00
	// project 850.00 margin 250.00
	// difference to pay: -181.50
}
