package pricing_test

import (
	"encoding/json"
	"errors"
	"math/rand"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// anyShop draws rules with everything that rules can have: promotions and coupons, floors,
// freight, small orders, packaging, units, contributions, bundles of both kinds, tiers,
// lists with a formula; with VAT in the prices or without.
func anyShop(t *rapid.T) pricing.Rules {
	rules := anyYard(t)
	b := &rules.Book
	b.Inclusive = rapid.Bool().Draw(t, "inclusive")
	b.Articles[0].Units = []pricing.Unit{{Code: "PK", Numerator: amount("7")}, {Code: "KG", Numerator: amount("1"), Denominator: amount("3")}}
	b.Articles[0].Contributions = []pricing.Contribution{
		{ID: "recupel", Reason: pricing.Recupel, Amount: amount("0.0413")},
		{ID: "city", Reason: pricing.MutuallyDefined, Amount: amount("0.10"), Outside: rapid.Bool().Draw(t, "outside")},
	}
	b.Articles[0].Cost, b.Articles[3].Cost = pointer("0.40"), pointer("20")
	b.Articles = append(
		b.Articles,
		pricing.Article{SKU: "SUM", BundleDiscount: pointer("0.07"), Components: []pricing.Component{
			{SKU: "BRICK", Quantity: amount("10")}, {SKU: "SOIL", Quantity: amount("0.5")}, {SKU: "BEER", Quantity: amount("3")},
		}},
		pricing.Article{SKU: "OWN", Components: []pricing.Component{{SKU: "SAND", Quantity: amount("1")}, {SKU: "SOIL", Quantity: amount("1")}}},
	)
	b.Entries = append(
		b.Entries, pricing.Entry{SKU: "OWN", Price: amount("66.66")},
		pricing.Entry{SKU: "SAND", CustomerGroup: "trade", Price: amount("29"), Mode: pricing.Graduated, Tiers: []pricing.Tier{{From: amount("3"), Price: amount("27.123")}}},
	)
	if rapid.Bool().Draw(t, "list") {
		b.Lists = []pricing.List{{ID: "L", Formula: &pricing.Formula{Discount: amount("0.13"), RoundTo: amount("0.05"), Surcharge: amount("-0.01")}}}
	}
	if len(rules.Promotions) > 1 && rapid.Bool().Draw(t, "coupon") {
		rules.Promotions[0].Coupon = &pricing.Coupon{Code: "SAVE"}
	}
	return rules
}

// anyBasket draws a request of that shop, of every shape, with VAT in its prices or without,
// whatever those of the book have.
func anyBasket(t *rapid.T, rules pricing.Rules) pricing.Request {
	req := anyOrder(t)
	req.Inclusive, req.Buyer.Groups = rapid.Bool().Draw(t, "shows VAT"), []string{"trade"}
	if len(rules.Book.Lists) > 0 {
		req.Buyer.List = "L"
	}
	anyTerms(t, &req)
	chosen := ""
	for i := range req.Lines {
		l := &req.Lines[i]
		switch anyShape(t, l, rules.Floors != nil); {
		case chosen == "":
			chosen = l.ID
		case rapid.IntRange(0, 7).Draw(t, "optional") == 0:
			l.Optional = true
		case rapid.IntRange(0, 7).Draw(t, "alternative") == 0:
			l.Alternative = chosen
		}
		l.Section = rapid.SampledFrom([]string{"", "", "a", "b"}).Draw(t, "section")
	}
	return req
}

// anyTerms draws what is of the whole: exchange, coupons, cash discount, deposit, rounding.
func anyTerms(t *rapid.T, req *pricing.Request) {
	if rapid.IntRange(0, 2).Draw(t, "foreign") == 0 {
		req.Currency = rapid.SampledFrom([]salesdesk.Currency{"USD", "BHD", "JPY"}).Draw(t, "currency")
		req.Exchange = &pricing.Exchange{From: "EUR", Rate: decimals(t, 5000, 2_000_000, 4, "rate"), Source: "ECB", Date: req.Date}
	}
	if rapid.Bool().Draw(t, "presents") {
		req.Coupons = []pricing.PresentedCoupon{{Code: "SAVE"}, {Code: "GONE"}}
	}
	if !req.Inclusive && rapid.Bool().Draw(t, "cash discount") {
		req.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	}
	if req.Inclusive && req.Currency == "EUR" && rapid.Bool().Draw(t, "coins") {
		req.CashRounding = pricing.RoundCash
	}
	if rapid.IntRange(0, 2).Draw(t, "deposit") == 0 {
		req.Deposit = &pricing.Deposit{Rate: pointer("0.3")}
	}
}

// anyShape makes another line of one: a bundle, another unit, a term, an agreed price.
func anyShape(t *rapid.T, l *pricing.Line, floored bool) {
	switch rapid.IntRange(0, 9).Draw(t, "shape") {
	case 0:
		l.SKU = "SUM"
	case 1:
		l.SKU = "OWN"
	case 2, 3:
		l.SKU, l.Unit = "BRICK", rapid.SampledFrom([]string{"PK", "KG"}).Draw(t, "unit")
		l.Quantity = decimals(t, -20, 3000, 1, "fine quantity")
	case 4, 5:
		l.SKU = rapid.SampledFrom([]string{"SAND", "SOIL", "PLAN", "OWN"}).Draw(t, "service")
		l.Quantity = decimals(t, 1, 20, 0, "recurring quantity")
		l.Recurring = anyRecurring(t)
		l.Recurring.Minimum, l.Recurring.Start = nil, calendar.MustDate("2026-12-10")
		if l.SKU == "OWN" {
			l.Recurring.Ramps = nil
		} else if rapid.Bool().Draw(t, "contributes") {
			l.Contributions = []pricing.Contribution{{ID: "tax", Reason: pricing.MutuallyDefined, Amount: decimals(t, 0, 300, 3, "tax")}}
		}
	case 6:
		if !floored { // a price agreed below a floor is refused
			l.Price = &pricing.Price{Amount: decimals(t, 0, 90_000, 3, "agreed"), BaseQuantity: decimals(t, 1, 100, 0, "base")}
		}
	}
}

// skipRefused skips what is rightly refused: more taken off than there is, or an advance
// of what the seller owes.
func skipRefused(t *rapid.T, err error) {
	var field salesdesk.FieldError
	if errors.As(err, &field) && field.Path == "deposit" {
		t.Skip("nothing to ask an advance of")
	}
	skipUnpriceable(t, err)
}

func TestEveryShapeTogetherIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := anyShop(t)
		req := anyBasket(t, rules)
		p, err := pricing.Compile(rules)
		require.NoError(t, err)
		given, err := json.Marshal(req)
		require.NoError(t, err)
		e, err := p.Explain(req)
		out, again := p.Price(req)
		require.Equal(t, err, again, "explaining refuses what pricing does")
		skipRefused(t, err)

		require.NoError(t, pricing.Verify(out))
		require.Equal(t, e.Priced, out, "explained is what is priced")
		require.NoError(t, e.Verify())
		for i, line := range e.Lines {
			require.Equal(t, out.Lines[i].ID, line.ID)
			chains(t, line.Waterfall)
		}
		comesBack(t, p, given, out)
		after, err := json.Marshal(req)
		require.NoError(t, err)
		require.Equal(t, string(given), string(after), "pricing changes no request")

		dice := rand.New(rand.NewSource(rapid.Int64().Draw(t, "order"))) //nolint:gosec // a shuffle
		dice.Shuffle(len(req.Lines), func(i, j int) { req.Lines[i], req.Lines[j] = req.Lines[j], req.Lines[i] })
		got, err := p.Price(req)
		require.NoError(t, err)
		require.Equal(t, out.Totals, got.Totals)
		require.Equal(t, out.Deposit, got.Deposit)
		require.Equal(t, taxes(out), taxes(got))
		require.Equal(t, documentAmounts(out), documentAmounts(got))
	})
}

// chains reports whether the steps of a waterfall lead from one balance to the next.
func chains(t *rapid.T, w pricing.Waterfall) {
	balance := decimal.Zero
	for _, s := range w.Steps {
		balance = balance.Add(s.Amount.Decimal)
		require.True(t, balance.Equal(s.Balance.Decimal), "%s", s.Kind)
	}
	require.True(t, balance.Equal(w.Pocket.Decimal))
}

// comesBack reads request and document from JSON, to the byte.
func comesBack(t *rapid.T, p *pricing.Pricer, given []byte, out pricing.Priced) {
	stored, err := json.Marshal(out)
	require.NoError(t, err)
	back, err := pricing.DecodePriced(stored)
	require.NoError(t, err)
	require.NoError(t, pricing.Verify(back))
	twice, err := json.Marshal(back)
	require.NoError(t, err)
	require.Equal(t, string(stored), string(twice))
	read, err := pricing.DecodeRequest(given)
	require.NoError(t, err)
	anew, err := p.Price(read)
	require.NoError(t, err)
	same, err := json.Marshal(anew)
	require.NoError(t, err)
	require.Equal(t, string(stored), string(same))
}
