package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// priceList is one article of a group with the entries given.
func priceList(entries ...pricing.Entry) pricing.Rules {
	return pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR, Entries: entries,
		Articles: []pricing.Article{{SKU: "A", Group: "timber"}, {SKU: "B", Group: "timber"}},
	}}
}

func forBuyer(sku, quantity string, buyer pricing.Buyer) pricing.Request {
	req := asked(pricing.Line{ID: "1", SKU: sku, Quantity: amount(quantity)})
	buyer.Tax.Country = "BE"
	req.Buyer = buyer
	return req
}

func entry(id, price string, change func(*pricing.Entry)) pricing.Entry {
	e := pricing.Entry{ID: id, SKU: "A", Price: amount(price)}
	if change != nil {
		change(&e)
	}
	return e
}

func TestTheMostSpecificEntryWins(t *testing.T) {
	d := calendar.MustDate
	p := compiled(t, priceList(
		entry("list", "10", nil),
		entry("group of articles", "9.50", func(e *pricing.Entry) { e.SKU, e.Group = "", "timber" }),
		entry("offer", "9", func(e *pricing.Entry) { e.From, e.To = d("2026-11-01"), d("2026-12-01") }),
		entry("counter", "8", func(e *pricing.Entry) { e.Channel = "counter" }),
		entry("contractor", "7", func(e *pricing.Entry) { e.CustomerGroup = "contractor" }),
		entry("contractor timber", "7.50", func(e *pricing.Entry) { e.SKU, e.Group, e.CustomerGroup = "", "timber", "contractor" }),
		entry("agreement", "6", func(e *pricing.Entry) { e.Customer = "C1" }),
		entry("agreement counter", "5", func(e *pricing.Entry) { e.Customer, e.Channel = "C1", "counter" }),
		entry("better agreement", "4", func(e *pricing.Entry) { e.Customer, e.Channel, e.Priority = "C1", "counter", 1 }),
		entry("other", "1", func(e *pricing.Entry) { e.Customer = "C2" }),
	))
	tests := []struct {
		give pricing.Buyer
		sku  string
		want string
	}{
		{pricing.Buyer{}, "A", "9"},
		{pricing.Buyer{}, "B", "9.50"},
		{pricing.Buyer{Channel: "counter"}, "A", "8"},
		{pricing.Buyer{Channel: "counter", Groups: []string{"gardener", "contractor"}}, "A", "7"},
		{pricing.Buyer{Groups: []string{"contractor"}}, "B", "7.50"},
		{pricing.Buyer{ID: "C1", Groups: []string{"contractor"}}, "A", "6"},
		{pricing.Buyer{ID: "C1", Channel: "counter"}, "A", "4"},
		{pricing.Buyer{ID: "C2"}, "A", "1"},
		{pricing.Buyer{ID: "C3", Channel: "web"}, "A", "9"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, pricedBy(t, p, forBuyer(tt.sku, "1", tt.give)).Lines[0].Price.String(), "%+v", tt.give)
	}
}

func TestTheDatesOfAnEntryAreHalfOpen(t *testing.T) {
	d := calendar.MustDate
	p := compiled(t, priceList(
		entry("old", "10", func(e *pricing.Entry) { e.To = d("2026-03-01") }),
		entry("new", "11", func(e *pricing.Entry) { e.From = d("2026-03-01") }),
	))
	for day, want := range map[string]string{"2026-02-28": "10", "2026-03-01": "11"} {
		req := forBuyer("A", "1", pricing.Buyer{})
		req.Date = d(day)
		assert.Equal(t, want, pricedBy(t, p, req).Lines[0].Price.String())
	}
}

func TestATieIsRefusedWhenItIsCompiled(t *testing.T) {
	d := calendar.MustDate
	_, err := pricing.Compile(priceList(
		entry("one", "10", func(e *pricing.Entry) { e.From = d("2026-01-01") }),
		entry("", "11", func(e *pricing.Entry) { e.To = d("2026-01-02") }),
		entry("two", "12", func(e *pricing.Entry) { e.From, e.Priority = d("2026-01-01"), 1 }), // decided by priority
		entry("three", "12", func(e *pricing.Entry) { e.Customer = "C1" }),                     // more specific
	))
	var tie pricing.TieError
	require.ErrorAs(t, err, &tie)
	assert.Equal(t, pricing.TieError{Owner: "A", Entries: []string{"entries[1]", "one"}}, tie)
	assert.Equal(t, []string{"book.entries[0]: tie for A between entries[1] and one"}, paths(err))
}

func TestATieBetweenTheGroupsOfABuyerIsRefusedWhenItIsPriced(t *testing.T) {
	p := compiled(t, priceList(
		entry("g1", "10", func(e *pricing.Entry) { e.CustomerGroup = "contractor" }),
		entry("g2", "11", func(e *pricing.Entry) { e.CustomerGroup = "gardener" }),
	))
	_, err := p.Price(forBuyer("A", "1", pricing.Buyer{Groups: []string{"gardener", "contractor"}}))
	var tie pricing.TieError
	require.ErrorAs(t, err, &tie)
	assert.Equal(t, "lines[0].sku: tie for A between g1 and g2", err.Error())
	assert.Equal(t, "11", pricedBy(t, p, forBuyer("A", "1", pricing.Buyer{Groups: []string{"gardener"}})).Lines[0].Price.String())
}

func TestAnArticleWithoutAPriceIsRefused(t *testing.T) {
	p := compiled(t, priceList(entry("c", "10", func(e *pricing.Entry) { e.Customer = "C1" })))
	_, err := p.Price(forBuyer("A", "1", pricing.Buyer{ID: "C2"}))
	var none pricing.NoPriceError
	require.ErrorAs(t, err, &none)
	assert.Equal(t, "A", none.SKU)
}

// seats are the tiers of the trap: unit 1 at 100, 2 to 5 at 50, above at 100.
func seats(mode pricing.TierMode) pricing.Entry {
	return pricing.Entry{SKU: "A", Price: amount("100"), Mode: mode, Tiers: []pricing.Tier{
		{From: amount("2"), Price: amount("50")}, {From: amount("6"), Price: amount("100")},
	}}
}

func TestTrapTierModeIsNamedNeverImplied(t *testing.T) {
	tests := []struct {
		mode     pricing.TierMode
		quantity string
		want     string
	}{
		{pricing.Graduated, "8", "600.00"}, // 100 + 4 × 50 + 3 × 100
		{pricing.Graduated, "5", "300.00"},
		{pricing.Graduated, "1", "100.00"},
		{pricing.Graduated, "-8", "-600.00"},
		{pricing.Graduated, "0", "0.00"},
		{pricing.Volume, "8", "800.00"},
		{pricing.Volume, "5", "250.00"},
		{pricing.Volume, "1", "100.00"},
		{pricing.Volume, "-5", "-250.00"},
		{pricing.Flat, "5", "50.00"},
		{pricing.Flat, "8", "100.00"},
		{pricing.Flat, "0", "0.00"},
	}
	for _, tt := range tests {
		p := compiled(t, priceList(seats(tt.mode)))
		out := pricedBy(t, p, forBuyer("A", tt.quantity, pricing.Buyer{}))
		assert.Equal(t, tt.want, out.Lines[0].Net.String(), "%s of %s", tt.mode, tt.quantity)
	}
	_, err := pricing.Compile(priceList(seats("")))
	assert.Equal(t, []string{"book.entries[0].mode: required"}, paths(err))
}

func TestTiersOnAMeasureCountFromThePoint(t *testing.T) {
	e := pricing.Entry{SKU: "A", Price: amount("2"), Mode: pricing.Graduated, Continuous: true, Tiers: []pricing.Tier{{From: amount("100"), Price: amount("1.50")}}}
	out := pricedBy(t, compiled(t, priceList(e)), forBuyer("A", "100.5", pricing.Buyer{}))
	assert.Equal(t, "200.75", out.Lines[0].Net.String()) // 100 × 2 + 0.5 × 1.50
	assert.Equal(t, "200.750", out.Lines[0].Price.String())
	assert.Equal(t, "100.5", out.Lines[0].BaseQuantity.String())
}

func TestAPackageIsPaidOnceItIsBegun(t *testing.T) {
	e := pricing.Entry{SKU: "A", Price: amount("20"), BaseQuantity: amount("5"), Mode: pricing.Package, Tiers: []pricing.Tier{{From: amount("11"), Price: amount("18")}}}
	p := compiled(t, priceList(e))
	for quantity, want := range map[string]string{"5": "20.00", "5.01": "40.00", "8": "40.00", "11": "54.00", "-8": "-40.00"} {
		assert.Equal(t, want, pricedBy(t, p, forBuyer("A", quantity, pricing.Buyer{})).Lines[0].Net.String(), quantity)
	}
}

func TestGraduatedTiersOverABaseQuantityAreRoundedOnce(t *testing.T) {
	e := pricing.Entry{SKU: "A", Price: amount("83"), BaseQuantity: amount("1000"), Mode: pricing.Graduated, Tiers: []pricing.Tier{{From: amount("1001"), Price: amount("79")}}}
	out := pricedBy(t, compiled(t, priceList(e)), forBuyer("A", "1250", pricing.Buyer{}))
	assert.Equal(t, "102.75", out.Lines[0].Net.String()) // 83 + 0.250 × 79
}

func TestCompileRefusesEverythingAtOnce(t *testing.T) {
	d := calendar.MustDate
	_, err := pricing.Compile(pricing.Rules{
		VAT: pricing.VATPolicy{
			Seller: pricing.TaxParty{Country: "NL", VATNumber: "NL1"},
			Rates:  []pricing.VATRate{{Class: "standard", Category: "S", Rate: amount("21")}, {Class: "standard", Category: "S", Rate: amount("0.21")}},
		},
		Book: pricing.Book{
			Articles: []pricing.Article{
				{SKU: "A"},
				{SKU: "A", VATClass: "luxury", Supply: "rent", Cost: pointer("-1")},
				{Contributions: []pricing.Contribution{{Amount: amount("-1")}}},
			},
			Entries: []pricing.Entry{
				{SKU: "A", Group: "g"},
				{},
				{SKU: "Z", Price: amount("-1"), BaseQuantity: amount("-1"), From: d("2026-02-01"), To: d("2026-02-01")},
				{Group: "g", Mode: "steps", From: calendar.Date{Year: 2026, Month: 2, Day: 30}},
				{SKU: "A", Mode: pricing.Volume, Tiers: []pricing.Tier{{From: amount("5")}, {From: amount("5"), Price: amount("-1")}, {}}},
				{SKU: "A", Mode: pricing.Volume},
			},
		},
	})
	assert.Equal(t, []string{
		"vat.seller.country: one_of (BE)",
		"vat.seller.vat_number: format (AAXX999999999)",
		"vat.rates[0].rate: max (1)",
		"vat.rates[1]: duplicate (standard)",
		"book.currency: required",
		"book.articles[1].sku: duplicate (A)",
		"book.articles[1].vat_class: reference (luxury)",
		"book.articles[1].supply: one_of (goods, service, immovable_work, on_the_spot)",
		"book.articles[1].cost: min (0)",
		"book.articles[2].sku: required",
		"book.articles[2].contributions[0].amount: min (0)",
		"book.articles[2].contributions[0].id: required",
		"book.entries[0].group: one_of (sku, group)",
		"book.entries[1].sku: required",
		"book.entries[2].sku: reference (Z)",
		"book.entries[2].to: order (2026-02-01)",
		"book.entries[2].price: min (0)",
		"book.entries[2].base_quantity: min (0)",
		"book.entries[3].group: reference (g)",
		"book.entries[3].from: format (2026-01-31)",
		"book.entries[3].mode: one_of (volume, graduated, package, flat)",
		"book.entries[4].tiers[1].price: min (0)",
		"book.entries[4].tiers[1].from: order (5)",
		"book.entries[4].tiers[2].from: min (0)",
		"book.entries[5].tiers: required",
	}, paths(err))
}

func TestLintFindsWhatLooksWrong(t *testing.T) {
	d := calendar.MustDate
	rules := priceList(
		entry("", "10", nil),
		entry("", "11", nil), // ties with the first
		entry("", "9", func(e *pricing.Entry) { e.Customer, e.Priority = "C1", 2 }),
		entry("", "8", func(e *pricing.Entry) { e.Customer, e.From = "C1", d("2026-01-01") }), // never wins
		entry("", "9", func(e *pricing.Entry) { e.Customer, e.Priority, e.To = "C2", 2, d("2026-06-01") }),
		entry("", "8", func(e *pricing.Entry) { e.Customer, e.From = "C2", d("2026-01-01") }),                        // until June the other
		entry("", "8", func(e *pricing.Entry) { e.Customer, e.From, e.To = "C2", d("2026-09-01"), d("2026-10-01") }), // an offer: as it should be
		entry("", "25", func(e *pricing.Entry) { // 20 seats cost 500, 21 cost 420
			e.Customer, e.Mode, e.Tiers = "C3", pricing.Volume, []pricing.Tier{{From: amount("21"), Price: amount("20")}}
		}),
	)
	found, err := pricing.Lint(rules.Book)
	require.NoError(t, err)
	below, above := salesdesk.MustMoney("500.00", "EUR"), salesdesk.MustMoney("420.00", "EUR")
	assert.Equal(t, []pricing.Finding{
		{Kind: pricing.Tie, Path: "entries[1]", Other: "entries[0]"},
		{Kind: pricing.Dead, Path: "entries[3]", Other: "entries[2]"},
		{Kind: pricing.Overlap, Path: "entries[5]", Other: "entries[4]"},
		{Kind: pricing.Cliff, Path: "entries[7].tiers[0]", Below: &below, At: &above},
	}, found)
}

func TestLintLooksAtListsAndIndices(t *testing.T) {
	d := calendar.MustDate
	rules := listed(
		pricing.List{ID: "trade", Formula: &pricing.Formula{Discount: amount("0.30")}},
		pricing.List{ID: "export", Parent: "trade", Formula: &pricing.Formula{Discount: amount("0.20")}},
		pricing.List{ID: "guarded", Parent: "export", Formula: &pricing.Formula{MinMargin: pointer("0")}},
		pricing.List{ID: "cost", Formula: &pricing.Formula{CostPlus: true}},
		pricing.List{ID: "own"},
		pricing.List{ID: "below own", Parent: "own", Formula: &pricing.Formula{Discount: amount("0.25")}},
		pricing.List{ID: "shop", Parent: "below own", Formula: &pricing.Formula{Discount: amount("0.25")}},
	)
	rules.Book.Entries = append(
		rules.Book.Entries,
		entry("", "18", func(e *pricing.Entry) { e.From, e.To = d("2026-11-01"), d("2026-12-01") }),
		entry("", "30", func(e *pricing.Entry) {
			revised(pricing.Revision{Fixed: amount("0.1"), Terms: []pricing.RevisionTerm{{Share: amount("0.9"), Index: "i", Base: amount("1")}}})(e)
			e.Customer = "C1"
		}),
		entry("", "0", func(e *pricing.Entry) { e.Customer, e.Formula = "C2", &pricing.Formula{} }),
		entry("", "15", func(e *pricing.Entry) { e.List = "own" }),
		entry("", "12", func(e *pricing.Entry) { e.List = "shop" }),
	)
	rules.Book.Indices = []pricing.Index{{ID: "i", Source: "x", Days: 31, Values: []pricing.IndexValue{
		{From: d("2026-01-01"), Value: amount("1")}, {From: d("2026-02-01"), Value: amount("1")}, {From: d("2026-04-01"), Value: amount("1")},
	}}}
	found, err := pricing.Lint(rules.Book)
	require.NoError(t, err)
	money := func(s string) *salesdesk.Money {
		m := salesdesk.MustMoney(s, "EUR")
		return &m
	}
	for i := range found { // as amounts, whatever their digits
		if found[i].Below != nil {
			found[i].Below = money(found[i].Below.Amount.StringFixed(4))
		}
	}
	assert.Equal(t, []pricing.Finding{
		{Kind: pricing.FixedPart, Path: "entries[2]"},
		{Kind: pricing.Leak, Path: "lists[0]", Other: "entries[1]"},
		{Kind: pricing.BelowCost, Path: "lists[1]", Other: "entries[0]", Below: money("11.1944"), At: money("12")},
		{Kind: pricing.Leak, Path: "lists[1]", Other: "entries[1]"},
		{Kind: pricing.BelowCost, Path: "lists[1]", Other: "entries[1]", Below: money("10.0800"), At: money("12")},
		{Kind: pricing.BelowCost, Path: "lists[5]", Other: "entries[4]", Below: money("11.2500"), At: money("12")},
		{Kind: pricing.IndexGap, Path: "indices[0].values[1]", Other: "indices[0].values[2]"},
	}, found)
}

func TestLintFindsPricesBelowCost(t *testing.T) {
	rules := priceList(entry("", "10", nil))
	rules.Book.Articles[0].Cost, rules.Book.Articles[0].VATClass = pointer("10.01"), "a class of the company"
	found, err := pricing.Lint(rules.Book)
	require.NoError(t, err)
	require.Len(t, found, 1)
	assert.Equal(t, pricing.BelowCost, found[0].Kind)

	rules.Book.Entries[0].SKU = "Z"
	_, err = pricing.Lint(rules.Book)
	assert.Equal(t, []string{"book.entries[0].sku: reference (Z)"}, paths(err))
}
