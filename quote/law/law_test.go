package law_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/law"
)

func TestSeasons(t *testing.T) {
	tests := []struct {
		year          int
		winter, waits string
		summer, idles string
	}{
		{2026, "2026-01-03/2026-02-01", "2025-12-03/2026-01-03", "2026-07-01/2026-08-01", "2026-06-01/2026-07-01"},
		{2027, "2027-01-02/2027-02-01", "2026-12-02/2027-01-02", "2027-07-01/2027-08-01", "2027-06-01/2027-07-01"},
		{2028, "2028-01-03/2028-02-01", "2027-12-03/2028-01-03", "2028-07-01/2028-08-01", "2028-06-01/2028-07-01"},
		{2029, "2029-01-03/2029-02-01", "2028-12-03/2029-01-03", "2029-06-30/2029-08-01", "2029-05-31/2029-06-30"},
	}
	for _, tt := range tests {
		got := law.Belgium().Seasons(tt.year)
		require.Len(t, got, 2, tt.year)
		assert.Equal(t, law.Winter, got[0].Name)
		assert.Equal(t, tt.winter, got[0].Sales.String())
		assert.Equal(t, tt.waits, got[0].Before.String())
		assert.Equal(t, law.Summer, got[1].Name)
		assert.Equal(t, tt.summer, got[1].Sales.String())
		assert.Equal(t, tt.idles, got[1].Before.String())
	}
	assert.Len(t, law.Belgium().Seasons(2014), 1, "the law began in May")
	assert.Empty(t, law.Belgium().Seasons(2013))
	assert.Empty(t, law.Rules{}.Seasons(2026))
}

// TestAReservedWordIsOneOfTheSales: whole, or as the end of a word; what may mean another thing
// is a warning.
func TestAReservedWordIsOneOfTheSales(t *testing.T) {
	for text, want := range map[string]string{
		"SOLDEN!":                             "solden error",
		"Wintersolden":                        "solden error",
		"Soldes d'hiver":                      "soldes error",
		"Nos soldes commencent":               "soldes error",
		"Soldenkelder":                        "solden warning",
		"Opruiming van de werf inbegrepen":    "opruiming warning",
		"Opruiming: solden!":                  "solden error",
		"Werfopruiming":                       "",
		"Sommerschlussverkauf":                "schlussverkauf error",
		"Les soldes d'acompte sont déduits":   "soldes warning",
		"Soldes restant à payer, puis soldes": "soldes error",
		"Soldes sur tout le magasin, y compris la facture.": "soldes error",
		"Het saldo is te betalen":                           "",
		"soldaat":                                           "",
	} {
		got, err := law.Belgium().CheckCampaign(law.Campaign{Period: calendar.Through(day("2026-10-01"), day("2026-10-31")), Text: text})
		require.NoError(t, err)
		if want == "" {
			assert.Empty(t, got, text)
			continue
		}
		require.Len(t, got, 1, text)
		assert.Equal(t, want, got[0].Word+" "+string(got[0].Severity), text)
	}
	inSales, err := law.Belgium().CheckCampaign(law.Campaign{Period: calendar.Through(day("2026-07-01"), day("2026-07-31")), Text: "Opruiming", OutOfStock: true})
	require.NoError(t, err)
	assert.Equal(t, law.Warning, inSales[0].Severity, "what may be no sale may be no breach of its rules")
}

func TestCheckCampaign(t *testing.T) {
	through := func(first, last string) calendar.Period { return calendar.Through(day(first), day(last)) }
	coats := law.Campaign{Period: through("2026-12-05", "2026-12-08"), Goods: law.Clothing, Reduces: true}
	tests := []struct {
		name string
		give law.Campaign
		want []law.Code
	}{
		{"sales in the sales", law.Campaign{Period: through("2027-01-02", "2027-01-31"), Text: "SOLDEN!"}, nil},
		{"a day too long", law.Campaign{Period: through("2027-01-02", "2027-02-01"), Text: "Wintersolden"}, []law.Code{law.WordReserved}},
		{"a day too early", law.Campaign{Period: through("2026-01-02", "2026-01-31"), Text: "Soldes d'hiver"}, []law.Code{law.WordReserved}},
		{"other words are free", law.Campaign{Period: through("2026-10-01", "2026-10-31"), Text: "Promo"}, nil},
		{"30 days on offer", law.Campaign{Period: through("2026-07-01", "2026-07-31"), Text: "Solden", OfferedSince: day("2026-06-01")}, nil},
		{"29, and no stock", law.Campaign{Period: through("2026-07-01", "2026-07-31"), Text: "Solden", OfferedSince: day("2026-06-02"), OutOfStock: true}, []law.Code{law.NotOfferedBefore, law.NotInStock}},
		{"coats in December", coats, []law.Code{law.PreSalesReduction}},
		{"four days of braderie", law.Campaign{Period: coats.Period, Goods: law.Shoes, Reduces: true, Fair: true}, nil},
		{"five", law.Campaign{Period: through("2026-12-05", "2026-12-09"), Goods: law.Shoes, Reduces: true, Fair: true}, []law.Code{law.PreSalesReduction}},
		{"a joint offer", law.Campaign{Period: coats.Period, Goods: law.Leather, Reduces: true, Joint: true}, nil},
		{"nothing reduced", law.Campaign{Period: coats.Period, Goods: law.Leather}, nil},
		{"other goods", law.Campaign{Period: coats.Period, Reduces: true}, nil},
		{"the day before the period", law.Campaign{Period: through("2026-12-01", "2026-12-01"), Goods: law.Clothing, Reduces: true}, nil},
		{"its first day", law.Campaign{Period: through("2026-12-02", "2026-12-02"), Goods: law.Clothing, Reduces: true}, []law.Code{law.PreSalesReduction}},
		{"its last", law.Campaign{Period: through("2027-01-01", "2027-01-01"), Goods: law.Clothing, Reduces: true}, []law.Code{law.PreSalesReduction}},
		{"the sales themselves", law.Campaign{Period: through("2027-01-02", "2027-01-02"), Goods: law.Clothing, Reduces: true}, nil},
		{"before the law", law.Campaign{Period: through("2014-03-01", "2014-03-02"), Text: "solden"}, nil},
	}
	rules := law.Belgium()
	rules.PreSales = true
	for _, tt := range tests {
		got, err := rules.CheckCampaign(tt.give)
		require.NoError(t, err, tt.name)
		assert.Equal(t, tt.want, codes(got), tt.name)
		for _, f := range got {
			assert.NotEmpty(t, f.Source)
			assert.Equal(t, f.Code == law.PreSalesReduction, f.Contested)
			assert.Equal(t, f.Contested, f.Severity == law.Warning)
		}
	}
	silent, err := law.Belgium().CheckCampaign(coats)
	require.NoError(t, err)
	assert.Empty(t, silent, "the company chooses whether pre-sales periods count")
}

func TestCampaignNamesEveryProblem(t *testing.T) {
	_, err := law.Belgium().CheckCampaign(law.Campaign{Goods: "hats", Text: strings.Repeat("x", law.MaxTextBytes+1)})
	assert.EqualError(t, err, "period: not a period: 0000-00-00/0000-00-00; goods: one_of (clothing shoes leather); text: length (100000)")
	_, err = law.Belgium().CheckCampaign(law.Campaign{Period: calendar.Through(day("2026-07-01"), day("2026-07-02")), Text: "\xff"})
	assert.EqualError(t, err, "text: format (UTF-8)")
}

func TestCheckLoss(t *testing.T) {
	base := law.Sale{Day: day("2026-04-20"), Currency: salesdesk.EUR, Purchase: eur("10.00"), Rebates: eur("0.50"), VolumeRebate: eur("0.25"), Price: eur("9.29")}
	got, err := law.Belgium().CheckLoss(base)
	require.NoError(t, err)
	require.Len(t, got, 1)
	assert.Equal(t, law.Loss, got[0].Code)
	assert.True(t, got[0].Lawful.Amount.Equal(eur("9.30")), "10.00 − 0.50 − 80 % of 0.25")
	assert.Equal(t, law.Warning, got[0].Severity)
	assert.True(t, got[0].Contested)
	for name, change := range map[string]func(*law.Sale){
		"at the bound":    func(s *law.Sale) { s.Price = eur("9.30") },
		"in the sales":    func(s *law.Sale) { s.Exception = law.InSales },
		"services":        func(s *law.Sale) { s.Service = true },
		"before the code": func(s *law.Sale) { s.Day = day("2014-05-30") },
	} {
		s := base
		change(&s)
		got, err := law.Belgium().CheckLoss(s)
		require.NoError(t, err, name)
		assert.Empty(t, got, name)
	}
	_, err = law.Belgium().CheckLoss(law.Sale{Currency: salesdesk.EUR, Price: eur("-1"), Exception: "mood"})
	assert.EqualError(t, err, "day: required; price: min (0); exception: one_of (sales perishable obsolete competitor_price)")
}

func TestCheckClauses(t *testing.T) {
	rules := law.Belgium()
	severities := map[law.Code]law.Severity{law.BlackClause: law.Error, law.GreyClause: law.Warning}
	count := map[law.Code]int{}
	for _, rule := range rules.Clauses {
		got, err := rules.CheckClauses([]law.Clause{rule.Clause}, salesdesk.Business, day("2026-04-20"))
		require.NoError(t, err)
		require.Len(t, got, 1)
		assert.Equal(t, rule.Clause, got[0].Clause)
		assert.Equal(t, severities[got[0].Code], got[0].Severity)
		count[got[0].Code]++
	}
	assert.Equal(t, map[law.Code]int{law.BlackClause: 4, law.GreyClause: 8}, count)
	for _, outside := range []struct {
		buyer salesdesk.PartyKind
		day   string
	}{{salesdesk.Business, "2020-11-30"}, {salesdesk.Consumer, "2026-04-20"}} {
		got, err := rules.CheckClauses([]law.Clause{law.OwnWill}, outside.buyer, day(outside.day))
		require.NoError(t, err)
		assert.Empty(t, got)
	}
	_, err := rules.CheckClauses([]law.Clause{law.OwnWill, "moon"}, salesdesk.Business, calendar.Date{})
	assert.EqualError(t, err, "day: required; clauses[1]: reference (moon)")
}

func TestAnOverriddenClauseHoldsFromItsDay(t *testing.T) {
	rules := law.Belgium()
	rules.Clauses = append(rules.Clauses, law.ClauseRule{From: day("2027-01-01"), Clause: law.TacitRenewal, Black: true, Source: "a later law"})
	for on, want := range map[string]law.Code{"2026-12-31": law.GreyClause, "2027-01-01": law.BlackClause} {
		got, err := rules.CheckClauses([]law.Clause{law.TacitRenewal}, salesdesk.Business, day(on))
		require.NoError(t, err)
		assert.Equal(t, []law.Code{want}, codes(got), on)
	}
}

func TestCheckDisplay(t *testing.T) {
	on := day("2026-04-20")
	tests := []struct {
		name string
		give law.Display
		want []law.Code
	}{
		{"all of it", law.Display{Buyer: salesdesk.Consumer, Price: salesdesk.MustMoney("121.00", salesdesk.EUR), VATIncluded: true}, nil},
		{"nothing of it", law.Display{Buyer: salesdesk.Consumer, Price: salesdesk.MustMoney("100.00", salesdesk.USD), Compulsory: eur("5.00")}, []law.Code{law.NotInEuro, law.VATNotIncluded, law.CostsOmitted}},
		{"undertakings, said", law.Display{Buyer: salesdesk.Business, Price: salesdesk.MustMoney("100.00", salesdesk.EUR), VATStated: true}, nil},
		{"undertakings, not said", law.Display{Buyer: salesdesk.Business, Price: salesdesk.MustMoney("100.00", salesdesk.EUR)}, []law.Code{law.VATNotStated}},
	}
	for _, tt := range tests {
		tt.give.Day = on
		got, err := law.Belgium().CheckDisplay(tt.give)
		require.NoError(t, err, tt.name)
		assert.Equal(t, tt.want, codes(got), tt.name)
	}
	got, err := law.Belgium().CheckDisplay(law.Display{Day: on, Buyer: salesdesk.Consumer, Price: salesdesk.MustMoney("100.00", salesdesk.EUR), VATIncluded: true, Compulsory: eur("5.50")})
	require.NoError(t, err)
	assert.Equal(t, "105.50 EUR", got[0].Lawful.String())
	early, err := law.Belgium().CheckDisplay(law.Display{Day: day("2014-05-30"), Buyer: salesdesk.Consumer, Price: salesdesk.MustMoney("1", salesdesk.USD)})
	require.NoError(t, err)
	assert.Empty(t, early)
	_, err = law.Belgium().CheckDisplay(law.Display{Price: salesdesk.MustMoney("1", salesdesk.EUR), Compulsory: eur("-1")})
	assert.EqualError(t, err, "day: required; compulsory: min (0)")
}

func ExampleRules_Seasons() {
	for _, s := range law.Belgium().Seasons(2027) {
		fmt.Println(s.Name, s.Sales, "after", s.Before)
	}
	// Output:
	// winter 2027-01-02/2027-02-01 after 2026-12-02/2027-01-02
	// summer 2027-07-01/2027-08-01 after 2027-06-01/2027-07-01
}

func ExampleRules_CheckLoss() {
	findings, err := law.Belgium().CheckLoss(law.Sale{
		Day: day("2026-04-20"), Currency: salesdesk.EUR, Price: eur("9.20"), Purchase: eur("10.00"), Rebates: eur("0.50"), VolumeRebate: eur("0.25"),
	})
	fmt.Println(findings[0].Severity, findings[0].Stated, "below", findings[0].Lawful.Amount.StringFixed(2), err)
	// Output: warning 9.20 EUR below 9.30 <nil>
}
