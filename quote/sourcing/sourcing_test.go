package sourcing_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/sourcing"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }
func day(s string) calendar.Date       { return calendar.MustDate(s) }

// skylights is a request for two lines that are not in stock.
func skylights() sourcing.Request {
	return sourcing.Request{
		ID: "PA-7", Date: day("2026-04-20"), Currency: salesdesk.EUR, ValidUntil: day("2026-05-31"),
		Lines: []sourcing.Asked{
			{Line: "3", Article: "DOME-80", Quantity: amount("7")},
			{Line: "5", Text: "zink op maat", Quantity: amount("12.5"), Unit: "MTR"},
		},
	}
}

// answers are of a near one, a cheap one in dollars, and one whose price is over.
func answers() []sourcing.Reply {
	return []sourcing.Reply{
		{
			Supplier: "Aelbrecht", Reference: "OF-118", Currency: salesdesk.EUR, ValidUntil: day("2026-06-30"),
			Offers: []sourcing.Offer{
				{Line: "3", Price: amount("118.40"), Freight: amount("25"), LeadDays: 5},
				{Line: "5", Price: amount("2350"), BaseQuantity: amount("100"), Multiple: amount("3"), LeadDays: 10},
			},
		},
		{
			Supplier: "Borealis", Currency: salesdesk.USD, Rate: amount("0.9137"), RateDate: day("2026-04-17"), ValidUntil: day("2026-05-15"),
			Offers: []sourcing.Offer{{Line: "3", Price: amount("99.90"), Minimum: amount("10"), LeadDays: 28}},
		},
		{
			Supplier: "Claes", Currency: salesdesk.EUR, ValidUntil: day("2026-04-19"),
			Offers: []sourcing.Offer{{Line: "3", Price: amount("80")}},
		},
	}
}

func compared(t testing.TB, policy sourcing.Policy) sourcing.Comparison {
	t.Helper()
	c, err := sourcing.Compare(skylights(), answers(), policy)
	require.NoError(t, err)
	return c
}

func order(k sourcing.Ranking) (suppliers []string) {
	for _, o := range k.Offers {
		suppliers = append(suppliers, o.Supplier)
	}
	return suppliers
}

func TestTheLandedCostDecides(t *testing.T) {
	k := compared(t, sourcing.Policy{}).Rankings[0]
	assert.Equal(t, []string{"Aelbrecht", "Borealis", "Claes"}, order(k))
	assert.Equal(t, "Aelbrecht", k.Best)

	near := k.Offers[0] // 7 × 118.40 + 25 = 853.80; ÷ 7 = 121.971429
	assert.Equal(t, salesdesk.MustMoney("853.80", salesdesk.EUR), near.Total)
	assert.Equal(t, "121.971429", near.Cost.String())
	assert.Equal(t, "7", near.Bought.String())
	assert.Empty(t, near.Reasons)

	// 10 × 99.90 × 0.9137 = 912.7863, all of it for 7: the lower price is not the lower cost.
	dollars := k.Offers[1]
	assert.Equal(t, salesdesk.MustMoney("912.79", salesdesk.EUR), dollars.Total)
	assert.Equal(t, "130.398043", dollars.Cost.String())
	assert.Equal(t, "3", dollars.Surplus.String())
	assert.Equal(t, []sourcing.Reason{
		{Kind: sourcing.MinimumForced, Quantity: amount("10")},
		{Kind: sourcing.Converted, Currency: salesdesk.USD, Rate: amount("0.9137"), Date: day("2026-04-17")},
		{Kind: sourcing.ValidityShort, Date: day("2026-05-15")},
	}, dollars.Reasons)

	over := k.Offers[2]
	assert.False(t, over.Fits)
	assert.Equal(t, []sourcing.Reason{{Kind: sourcing.Expired, Date: day("2026-04-19")}}, over.Reasons)
}

func TestPackingsMakeMoreThanWasAsked(t *testing.T) {
	k := compared(t, sourcing.Policy{}).Rankings[1]
	// 12.5 m in lengths of 3 is 15 m: 15 × 23.50 = 352.50, for 12.5 m 28.20 a metre.
	assert.Equal(t, "15", k.Offers[0].Bought.String())
	assert.Equal(t, "2.5", k.Offers[0].Surplus.String())
	assert.Equal(t, "28.200000", k.Offers[0].Cost.String())
	assert.Equal(t, []sourcing.Reason{{Kind: sourcing.MultipleForced, Quantity: amount("3")}}, k.Offers[0].Reasons)
	assert.Equal(t, []string{"Borealis", "Claes"}, k.Unanswered)
}

func TestThePolicyDecidesWhatFits(t *testing.T) {
	// In stock the surplus keeps its value: 99.90 × 0.9137 = 91.27863.
	k := compared(t, sourcing.Policy{SurplusToStock: true}).Rankings[0]
	assert.Equal(t, "Borealis", k.Best)
	assert.Equal(t, "91.278630", k.Offers[0].Cost.String())

	k = compared(t, sourcing.Policy{SurplusToStock: true, HoldsForQuote: true}).Rankings[0]
	assert.Equal(t, "Aelbrecht", k.Best)
	assert.Equal(t, []string{"Aelbrecht", "Claes", "Borealis"}, order(k))

	c := compared(t, sourcing.Policy{MaxLeadDays: 4})
	assert.Empty(t, c.Rankings[0].Best)
	assert.Contains(t, c.Rankings[0].Offers[1].Reasons, sourcing.Reason{Kind: sourcing.TooLate, Days: 5})
	_, err := c.Costs()
	assert.Equal(t, salesdesk.Problems{sourcing.NoCostError{Line: "3"}, sourcing.NoCostError{Line: "5"}}, err)
}

func TestSomebodyMayChooseAnother(t *testing.T) {
	c := compared(t, sourcing.Policy{})
	other, err := c.Choose("3", "Borealis")
	require.NoError(t, err)
	costs, err := other.Costs()
	require.NoError(t, err)
	assert.Equal(t, "Borealis", costs[0].Supplier)
	assert.Equal(t, "Aelbrecht", c.Rankings[0].Best, "the comparison stays as it was")
	_, err = c.Choose("5", "Borealis")
	assert.Equal(t, sourcing.SupplierError{Line: "5", Supplier: "Borealis"}, err)
	_, err = c.Choose("9", "Borealis")
	assert.Equal(t, sourcing.SupplierError{Line: "9", Supplier: "Borealis"}, err)
}

func TestCostsGoIntoThePriceAndTheQuote(t *testing.T) {
	costs, err := compared(t, sourcing.Policy{}).Costs()
	require.NoError(t, err)
	given := []pricing.Line{{ID: "1"}, {ID: "3"}, {ID: "5"}}
	lines := sourcing.Apply(given, costs)
	assert.Nil(t, lines[0].Cost)
	assert.Equal(t, "121.971429", lines[1].Cost.String())
	assert.Equal(t, "28.200000", lines[2].Cost.String())
	assert.Nil(t, given[1].Cost)
	assert.Equal(t, []quote.Costing{
		{Line: "3", ValidUntil: day("2026-06-30"), Source: "Aelbrecht OF-118"},
		{Line: "5", ValidUntil: day("2026-06-30"), Source: "Aelbrecht OF-118"},
	}, sourcing.Costings(costs))
}

func TestAQuoteThatOutlivesItsCostsIsTold(t *testing.T) {
	c, err := compared(t, sourcing.Policy{}).Choose("3", "Borealis")
	require.NoError(t, err)
	costs, err := c.Costs()
	require.NoError(t, err)
	assert.NoError(t, sourcing.Outlives(costs, day("2026-05-15")), "through the last day")
	assert.Equal(t, salesdesk.Problems{
		quote.CostsError{Line: "3", CostsUntil: day("2026-05-15"), ValidUntil: day("2026-05-16")},
	}, sourcing.Outlives(costs, day("2026-05-16")))
}

func TestCompareNamesEveryProblem(t *testing.T) {
	_, err := sourcing.Compare(
		sourcing.Request{Currency: "EURO", Lines: []sourcing.Asked{{}, {Line: "1", Quantity: amount("-1")}, {Line: "1", Quantity: amount("1")}}},
		[]sourcing.Reply{
			{Currency: salesdesk.USD},
			{Supplier: "S", Currency: "EURO", Rate: amount("2"), ValidUntil: calendar.Date{Year: 2026, Month: 2, Day: 30}, Offers: []sourcing.Offer{
				{Line: "9", Price: amount("-1"), BaseQuantity: amount("-1"), Minimum: amount("-1"), Multiple: amount("-1"), Freight: amount("-1"), LeadDays: -1},
				{Line: "9", ValidUntil: calendar.Date{Year: 2026, Month: 2, Day: 30}},
			}},
			{Supplier: "S", Currency: salesdesk.USD, Rate: amount("1"), RateDate: day("2026-04-17"), ValidUntil: day("2026-05-01"), Offers: []sourcing.Offer{{Line: "1"}}},
		},
		sourcing.Policy{MaxLeadDays: -1},
	)
	var problems salesdesk.Problems
	require.ErrorAs(t, err, &problems)
	got := make([]string, len(problems))
	for i, p := range problems {
		got[i] = p.Error()
	}
	assert.Equal(t, []string{
		"date: required",
		"currency: format (AAA)",
		"lines[0].line: required",
		"lines[0].quantity: required",
		"lines[1].quantity: min (0)",
		"lines[2].line: duplicate (1)",
		"replies[0].supplier: required",
		"replies[0].rate: required",
		"replies[0].rate_date: required",
		"replies[0].valid_until: required",
		"replies[0].offers: required",
		"replies[1].currency: format (AAA)",
		"replies[1].rate: excluded (currency)",
		"replies[1].valid_until: format (2026-01-31)",
		"replies[1].offers[0].line: reference (9)",
		"replies[1].offers[0].price: min (0)",
		"replies[1].offers[0].base_quantity: min (0)",
		"replies[1].offers[0].minimum: min (0)",
		"replies[1].offers[0].multiple: min (0)",
		"replies[1].offers[0].freight: min (0)",
		"replies[1].offers[0].lead_days: min (0)",
		"replies[1].offers[1].line: reference (9)",
		"replies[1].offers[1].valid_until: format (2026-01-31)",
		"replies[1].offers[1].line: duplicate (9)",
		"replies[2].supplier: duplicate (S)",
		"policy.max_lead_days: min (0)",
	}, got)

	_, err = sourcing.Compare(skylights(), make([]sourcing.Reply, sourcing.MaxReplies+1), sourcing.Policy{})
	assert.Equal(t, salesdesk.Problems{salesdesk.FieldError{Path: "replies", Rule: salesdesk.RuleLength, Param: "100"}}, err)

	huge := answers()
	huge[0].Offers[0].Price = amount("999999999999999999")
	_, err = sourcing.Compare(skylights(), huge, sourcing.Policy{})
	var beyond salesdesk.RangeError
	require.ErrorAs(t, err, &beyond)
	assert.Contains(t, beyond.Path, "replies[0].offers[0]")
}

// The order in which suppliers answer changes nothing, what is bought is enough, and the
// first of the ranking is no dearer than any other that fits.
func TestRankingHolds(t *testing.T) {
	price := rapid.Custom(func(t *rapid.T) salesdesk.Amount {
		return amount(fmt.Sprintf("%d.%02d", rapid.IntRange(0, 500).Draw(t, "euro"), rapid.IntRange(0, 99).Draw(t, "cent")))
	})
	rapid.Check(t, func(t *rapid.T) {
		r := skylights()
		replies := make([]sourcing.Reply, rapid.IntRange(1, 6).Draw(t, "suppliers"))
		for i := range replies {
			replies[i] = sourcing.Reply{
				Supplier: fmt.Sprint(i), Currency: salesdesk.EUR, ValidUntil: day("2026-04-18").AddDays(rapid.IntRange(0, 60).Draw(t, "valid")),
				Offers: []sourcing.Offer{{
					Line: "3", Price: price.Draw(t, "price"), Minimum: price.Draw(t, "minimum"), Multiple: price.Draw(t, "multiple"),
					Freight: price.Draw(t, "freight"), LeadDays: rapid.IntRange(0, 30).Draw(t, "lead"),
				}},
			}
		}
		policy := sourcing.Policy{MaxLeadDays: rapid.IntRange(0, 20).Draw(t, "max"), HoldsForQuote: rapid.Bool().Draw(t, "holds")}
		c, err := sourcing.Compare(r, replies, policy)
		require.NoError(t, err)
		slices.Reverse(replies)
		again, err := sourcing.Compare(r, replies, policy)
		require.NoError(t, err)
		assert.Equal(t, c, again)
		first := c.Rankings[0].Offers[0]
		for _, o := range c.Rankings[0].Offers {
			assert.False(t, o.Bought.LessThan(amount("7").Decimal))
			assert.True(t, !o.Fits || first.Fits && !o.Cost.LessThan(first.Cost.Decimal))
		}
		assert.Equal(t, first.Fits, c.Rankings[0].Best == first.Supplier)
	})
}

func TestDocumentsRoundTrip(t *testing.T) {
	request, err := json.Marshal(skylights())
	require.NoError(t, err)
	r, err := sourcing.DecodeRequest(request)
	require.NoError(t, err)
	assert.Equal(t, skylights(), r)
	reply, err := json.Marshal(answers()[1])
	require.NoError(t, err)
	a, err := sourcing.DecodeReply(reply)
	require.NoError(t, err)
	assert.Equal(t, answers()[1], a)
	comparison, err := json.Marshal(compared(t, sourcing.Policy{}))
	require.NoError(t, err)
	c, err := sourcing.DecodeComparison(comparison)
	require.NoError(t, err)
	back, err := json.Marshal(c)
	require.NoError(t, err)
	assert.JSONEq(t, string(comparison), string(back))
	_, err = sourcing.DecodeReply([]byte(`{"leverancier":"x"}`))
	assert.Equal(t, salesdesk.Problems{salesdesk.FieldError{Path: "leverancier", Rule: salesdesk.RuleUnknown}}, err)
}

func TestReasonsReadInEveryLanguageAndStayInside(t *testing.T) {
	catalog, err := i18n.New()
	require.NoError(t, err)
	reason := compared(t, sourcing.Policy{}).Rankings[0].Offers[1].Reasons[1]
	said, err := catalog.Text(salesdesk.Dutch, reason)
	require.NoError(t, err)
	assert.Equal(t, "omgerekend uit USD tegen 0,9137 van 17 april 2026", said)
	assert.NotContains(t, catalog.Error(salesdesk.Dutch, i18n.Customer, sourcing.SupplierError{Line: "3", Supplier: "Aelbrecht"})[0], "Aelbrecht")
}

func ExampleCompare() {
	comparison, err := sourcing.Compare(skylights(), answers(), sourcing.Policy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range comparison.Rankings[0].Offers {
		fmt.Println(o.Supplier, o.Total, o.Cost, o.Fits)
		for _, reason := range o.Reasons {
			fmt.Println(" -", reason.Kind)
		}
	}
	costs, _ := comparison.Costs()
	fmt.Println(sourcing.Outlives(costs, day("2026-07-15")))
	// Output:
	// Aelbrecht 853.80 EUR 121.971429 true
	// Borealis 912.79 EUR 130.398043 true
	//  - minimum
	//  - converted
	//  - validity_short
	// Claes 560.00 EUR 80.000000 false
	//  - expired
	// line 3: costs hold until 2026-06-30, the quote until 2026-07-15; line 5: costs hold until 2026-06-30, the quote until 2026-07-15
}

func FuzzDecodeReply(f *testing.F) {
	for _, reply := range answers() {
		data, err := json.Marshal(reply)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		reply, err := sourcing.DecodeReply(data)
		if err != nil {
			return
		}
		c, err := sourcing.Compare(skylights(), []sourcing.Reply{reply}, sourcing.Policy{})
		if err == nil {
			_, err = json.Marshal(c)
			require.NoError(t, err)
		}
	})
}
