package pricing_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// listed are rules with article A of group "g" at 19.99 on the base list, cost 12, and
// these lists.
func listed(lists ...pricing.List) pricing.Rules {
	rules := priceList(entry("", "19.99", nil))
	rules.Book.Articles[0].Group, rules.Book.Articles[0].Cost = "g", pointer("12")
	rules.Book.Lists = lists
	return rules
}

// onList asks one of A for a buyer on a list.
func onList(list string) pricing.Request {
	return forBuyer("A", "1", pricing.Buyer{List: list})
}

func priceOn(t *testing.T, rules pricing.Rules, list string) string {
	t.Helper()
	return pricedBy(t, compiled(t, rules), onList(list)).Lines[0].Price.String()
}

func TestAFormulaWorksInOrder(t *testing.T) {
	tests := []struct {
		name string
		give pricing.Formula
		want string
	}{
		{"discount", pricing.Formula{Discount: amount("0.10")}, "17.991"},
		{"markup, then discount", pricing.Formula{Markup: amount("0.5"), Discount: amount("0.10")}, "26.9865"},
		{"rounded", pricing.Formula{Discount: amount("0.10"), RoundTo: amount("0.05")}, "18.00"},
		{"rounded up", pricing.Formula{Discount: amount("0.10"), RoundTo: amount("5"), Round: pricing.RoundUp}, "20.00"},
		{"rounded down", pricing.Formula{Discount: amount("0.10"), RoundTo: amount("5"), Round: pricing.RoundDown}, "15.00"},
		{"to .99", pricing.Formula{Discount: amount("0.10"), RoundTo: amount("1"), Surcharge: amount("-0.01")}, "17.99"},
		{"margin at least 40 %", pricing.Formula{Discount: amount("0.5"), MinMargin: pointer("0.4")}, "20.00"},     // 12 ÷ 0.6
		{"margin at least a third", pricing.Formula{Discount: amount("0.5"), MinMargin: pointer("0.33")}, "17.92"}, // 12 ÷ 0.67 = 17.9104…, up
		{"margin at most 20 %", pricing.Formula{MaxMargin: pointer("0.20")}, "15.00"},                              // 12 ÷ 0.8
		{"the floor wins", pricing.Formula{MinMargin: pointer("0.25"), MaxMargin: pointer("0.25")}, "16.00"},
		{"cost plus 150 %", pricing.Formula{CostPlus: true, Markup: amount("1.5")}, "30.00"},
		{"never below zero", pricing.Formula{Surcharge: amount("-25")}, "0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := amount(priceOn(t, listed(pricing.List{ID: "L", Formula: &tt.give}), "L"))
			assert.True(t, got.Equal(amount(tt.want)), got.String())
		})
	}
}

func TestAListIsDerivedFromAnother(t *testing.T) {
	rules := listed(
		pricing.List{ID: "export", Parent: "trade", Formula: &pricing.Formula{Discount: amount("0.05"), RoundTo: amount("0.01")}},
		pricing.List{ID: "trade", Formula: &pricing.Formula{Discount: amount("0.20")}},
		pricing.List{ID: "own"},
	)
	assert.Equal(t, "19.99", priceOn(t, rules, "own"))
	assert.Equal(t, "15.992", priceOn(t, rules, "trade"))
	assert.Equal(t, "15.19", priceOn(t, rules, "export")) // 15.1924

	// what an entry of the list says, holds, there and on the lists below it
	rules.Book.Entries = append(rules.Book.Entries, entry("", "14", func(e *pricing.Entry) { e.List = "trade" }))
	assert.Equal(t, "14", priceOn(t, rules, "trade"))
	assert.Equal(t, "13.30", priceOn(t, rules, "export"))
	assert.Equal(t, "19.99", priceOn(t, rules, ""))
}

func TestADerivedPriceKeepsTiersAndBaseQuantity(t *testing.T) {
	rules := listed(pricing.List{ID: "L", Formula: &pricing.Formula{Discount: amount("0.10"), RoundTo: amount("0.1")}})
	rules.Book.Entries[0] = entry("", "83", func(e *pricing.Entry) {
		e.BaseQuantity, e.Mode, e.Tiers = amount("1000"), pricing.Volume, []pricing.Tier{{From: amount("5000"), Price: amount("79.55")}}
	})
	p := compiled(t, rules)
	few := pricedBy(t, p, forBuyer("A", "1250", pricing.Buyer{List: "L"})).Lines[0]
	assert.Equal(t, []string{"74.70", "1000", "93.38"}, []string{few.Price.StringFixed(2), few.BaseQuantity.String(), few.Net.String()})
	many := pricedBy(t, p, forBuyer("A", "5000", pricing.Buyer{List: "L"})).Lines[0]
	assert.Equal(t, []string{"71.60", "1000", "358.00"}, []string{many.Price.StringFixed(2), many.BaseQuantity.String(), many.Net.String()}) // 71.595
}

// A customer's discount on a group of articles is an entry with a formula.
func TestAnEntryWithAFormulaWorksOnTheBuyersListPrice(t *testing.T) {
	rules := listed(pricing.List{ID: "trade", Formula: &pricing.Formula{Discount: amount("0.20")}})
	rules.Book.Entries = append(rules.Book.Entries, pricing.Entry{
		ID: "C1 on g", Group: "g", Customer: "C1", Formula: &pricing.Formula{Discount: amount("0.10"), RoundTo: amount("0.01")},
	})
	p := compiled(t, rules)
	base := forBuyer("A", "1", pricing.Buyer{ID: "C1"})
	assert.Equal(t, "17.99", pricedBy(t, p, base).Lines[0].Price.String()) // 17.991
	trade := forBuyer("A", "1", pricing.Buyer{ID: "C1", List: "trade"})
	assert.Equal(t, "14.39", pricedBy(t, p, trade).Lines[0].Price.String()) // 14.3928

	e, err := p.Explain(trade)
	require.NoError(t, err)
	assert.Equal(t, []string{"list 19.99 = 19.99", "derived -4.00 = 15.99", "derived -1.60 = 14.39"}, steps(e.Lines[0].Waterfall))
	assert.Equal(t, "C1 on g", e.Lines[0].Winner.Entry)
	assert.Equal(t, []string{"trade", "C1 on g"}, e.Lines[0].Winner.Derived)
}

func TestExplainShowsTheListsAndTheLosers(t *testing.T) {
	rules := listed(
		pricing.List{ID: "trade", Formula: &pricing.Formula{Discount: amount("0.20")}},
		pricing.List{ID: "export", Parent: "trade", Formula: &pricing.Formula{Discount: amount("0.05")}},
	)
	rules.Book.Entries = append(
		rules.Book.Entries,
		entry("", "1", func(e *pricing.Entry) { e.ID, e.List = "of trade's shop", "trade"; e.Channel = "shop" }),
		entry("", "2", func(e *pricing.Entry) { e.ID, e.Project = "for a project", "P" }),
		entry("", "3", func(e *pricing.Entry) { e.ID, e.Region = "for a region", "North" }),
		entry("", "4", func(e *pricing.Entry) { e.ID, e.Region = "for this region", "South" }),
		entry("", "5", func(e *pricing.Entry) { e.ID, e.Currency = "in dollars", "USD" }),
	)
	req := onList("export")
	req.Buyer.Region = "South"
	e, err := compiled(t, rules).Explain(req)
	require.NoError(t, err)
	assert.Equal(t, []string{"list 19.99 = 19.99", "agreement -15.99 = 4.00", "derived -0.80 = 3.20", "derived -0.16 = 3.04"}, steps(e.Lines[0].Waterfall))
	assert.Equal(t, []string{"trade", "export"}, e.Lines[0].Winner.Derived)
	got := map[string]pricing.Rejection{}
	for _, c := range e.Lines[0].Rejected {
		got[c.Entry] = c.Reason
	}
	assert.Equal(t, map[string]pricing.Rejection{
		"entries[0]": pricing.LessSpecific, "of trade's shop": pricing.OtherList, "for a project": pricing.OtherProject,
		"for a region": pricing.OtherRegion, "in dollars": pricing.OtherCurrency,
	}, got)
}

func TestExplainOfCostPlus(t *testing.T) {
	e, err := compiled(t, listed(pricing.List{ID: "L", Formula: &pricing.Formula{CostPlus: true, Markup: amount("1.5")}})).Explain(onList("L"))
	require.NoError(t, err)
	assert.Equal(t, []string{"list 19.99 = 19.99", "derived 10.01 = 30.00"}, steps(e.Lines[0].Waterfall))
	assert.Equal(t, "L", e.Lines[0].Winner.Entry)
}

func TestTheOrderOfSpecificity(t *testing.T) {
	d := calendar.MustDate
	everything := pricing.Buyer{ID: "C", Groups: []string{"G"}, List: "L", Project: "P", Region: "R", Channel: "S"}
	more := []func(*pricing.Entry){ // each weighs more than all after it together
		func(e *pricing.Entry) { e.Customer = "C" },
		func(e *pricing.Entry) { e.Project = "P" },
		func(e *pricing.Entry) { e.CustomerGroup = "G" },
		func(e *pricing.Entry) { e.List = "L" },
		func(e *pricing.Entry) { e.SKU, e.Group = "A", "" },
		func(e *pricing.Entry) { e.Region = "R" },
		func(e *pricing.Entry) { e.Channel = "S" },
		func(e *pricing.Entry) { e.From, e.To = d("2026-01-01"), d("2027-01-01") },
	}
	for i := range more {
		rules := listed(pricing.List{ID: "L"})
		only := pricing.Entry{Group: "g", Price: amount("1")}
		more[i](&only)
		rest := pricing.Entry{Group: "g", Price: amount("2")}
		for _, add := range more[i+1:] {
			add(&rest)
		}
		rules.Book.Entries = []pricing.Entry{rest, only}
		out := pricedBy(t, compiled(t, rules), forBuyer("A", "1", everything))
		assert.Equal(t, "1", out.Lines[0].Price.String(), "criterion %d", i)
	}
}

func TestCompileRefusesListsThatLeadNowhere(t *testing.T) {
	rules := listed(
		pricing.List{ID: "a", Parent: "b", Formula: &pricing.Formula{}},
		pricing.List{ID: "b", Parent: "a", Formula: &pricing.Formula{}},
		pricing.List{ID: "b"},
		pricing.List{},
		pricing.List{ID: "c", Parent: "nowhere", Formula: &pricing.Formula{Markup: amount("-1"), Discount: amount("2"), RoundTo: amount("-1"), Round: "odd"}},
		pricing.List{ID: "d", Parent: "c"},
		pricing.List{ID: "e", Parent: "d", Formula: &pricing.Formula{CostPlus: true, MinMargin: pointer("0.5"), MaxMargin: pointer("0.4")}},
		pricing.List{ID: "f", Formula: &pricing.Formula{MinMargin: pointer("1")}},
	)
	rules.Book.Entries = append(
		rules.Book.Entries,
		entry("", "1", func(e *pricing.Entry) { e.List, e.Currency = "lost", "euro" }),
		entry("", "1", func(e *pricing.Entry) { e.Formula = &pricing.Formula{} }),
	)
	_, err := pricing.Compile(rules)
	assert.Equal(t, []string{
		"book.lists[2].id: duplicate (b)",
		"book.lists[3].id: required",
		"book.lists[4].parent: reference (nowhere)",
		"book.lists[4].formula.markup: min (0)",
		"book.lists[4].formula.discount: max (1)",
		"book.lists[4].formula.round_to: min (0)",
		"book.lists[4].formula.round: one_of (up, down)",
		"book.lists[5].formula: required",
		"book.lists[6].parent: excluded (formula.cost_plus)",
		"book.lists[6].formula.max_margin: min (0.5)",
		"book.lists[7].formula.min_margin: max (0.999999)",
		"book.lists[0].parent: lists in a circle: a from b from a",
		"book.lists[1].parent: lists in a circle: b from a from b",
		"book.entries[1].list: reference (lost)",
		"book.entries[1].currency: format (AAA)",
		"book.entries[2].price: excluded (formula)",
		"book.entries[2].list: required",
	}, paths(err))
}

func TestListsAreDerivedOnlySoDeep(t *testing.T) {
	var lists []pricing.List
	for i := range pricing.MaxDerivation + 1 {
		l := pricing.List{ID: fmt.Sprint(i), Formula: &pricing.Formula{Discount: amount("0.5")}}
		if i > 0 {
			l.Parent = fmt.Sprint(i - 1)
		}
		lists = append(lists, l)
	}
	_, err := pricing.Compile(listed(lists...))
	assert.Equal(t, []string{"book.lists[8].parent: length (8)"}, paths(err))
	assert.Equal(t, "0.078085938", amount(priceOn(t, listed(lists[:8]...), "7")).StringFixed(9)) // 19.99 ÷ 2⁸
}

func TestPriceRefusesAListItDoesNotKnow(t *testing.T) {
	rules := listed(pricing.List{ID: "L", Formula: &pricing.Formula{CostPlus: true}})
	_, err := compiled(t, rules).Price(onList("M"))
	assert.Equal(t, []string{"buyer.list: reference (M)"}, paths(err))
	rules.Book.Articles[0].Cost = nil
	_, err = compiled(t, rules).Price(onList("L"))
	assert.Equal(t, []string{"lines[0].sku: no cost of A for L"}, paths(err))
}

// A derived price is the formula worked out by hand, with fractions that never round but
// where the formula says so.
func TestDerivedPricesAreExact(t *testing.T) {
	cents := func(t *rapid.T, name string, least, most int) salesdesk.Amount {
		return amount(fmt.Sprintf("%d.%02d", rapid.IntRange(least, most).Draw(t, name), rapid.IntRange(0, 99).Draw(t, name+" cents")))
	}
	part := func(t *rapid.T, name string) salesdesk.Amount {
		return amount(fmt.Sprintf("0.%03d", rapid.IntRange(0, 999).Draw(t, name)))
	}
	rapid.Check(t, func(rt *rapid.T) {
		list, cost := cents(rt, "list", 0, 5000), cents(rt, "cost", 1, 3000)
		f := pricing.Formula{
			Markup: part(rt, "markup"), Discount: part(rt, "discount"), Surcharge: cents(rt, "surcharge", 0, 20),
			RoundTo: rapid.SampledFrom([]salesdesk.Amount{{}, amount("0.05"), amount("0.5"), amount("1"), amount("10")}).Draw(rt, "multiple"),
		}
		if rapid.Bool().Draw(rt, "clamped") {
			f.MinMargin = pointer("0.2")
		}
		rules := listed(pricing.List{ID: "L", Formula: &f})
		rules.Book.Entries[0].Price, rules.Book.Articles[0].Cost = list, &cost
		out, err := compiled(t, rules).Price(onList("L"))
		require.NoError(rt, err)
		got := out.Lines[0]
		assert.Equal(rt, byHand(list, cost, &f).RatString(), new(big.Rat).Quo(rat(got.Price), rat(got.BaseQuantity)).RatString())
	})
}

func rat(a salesdesk.Amount) *big.Rat { return a.Rat() }

func byHand(list, cost salesdesk.Amount, f *pricing.Formula) *big.Rat {
	one := big.NewRat(1, 1)
	x := rat(list)
	x.Mul(x, new(big.Rat).Add(one, rat(f.Markup)))
	x.Mul(x, new(big.Rat).Sub(one, rat(f.Discount)))
	if !f.RoundTo.IsZero() {
		x.Quo(x, rat(f.RoundTo)).Add(x, big.NewRat(1, 2))
		x.SetInt(new(big.Int).Div(x.Num(), x.Denom())).Mul(x, rat(f.RoundTo))
	}
	x.Add(x, rat(f.Surcharge))
	if f.MinMargin != nil {
		least := new(big.Rat).Quo(rat(cost), new(big.Rat).Sub(one, rat(*f.MinMargin)))
		least.Mul(least, big.NewRat(100, 1)).Neg(least) // rounded up: the floor of the negative
		least.SetInt(new(big.Int).Div(least.Num(), least.Denom())).Neg(least).Quo(least, big.NewRat(100, 1))
		if x.Cmp(least) < 0 {
			x = least
		}
	}
	return x
}
