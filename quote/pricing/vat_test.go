package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestBelgianRatesAreDated(t *testing.T) {
	tests := []struct {
		class pricing.VATClass
		day   string
		want  string
	}{
		{pricing.ClassStandard, "2026-11-23", "0.21"},
		{pricing.ClassReduced6, "2026-11-23", "0.06"},
		{pricing.ClassReduced12, "2026-11-23", "0.12"},
		{pricing.ClassPlantProtection, "2026-02-28", "0.12"},
		{pricing.ClassPlantProtection, "2026-03-01", "0.21"},
		{pricing.ClassSolidFuel, "2025-07-28", "0.12"},
		{pricing.ClassSolidFuel, "2025-07-29", "0.21"},
		{pricing.ClassLodging, "2026-02-28", "0.06"},
		{pricing.ClassLodging, "2026-03-01", "0.12"},
		{pricing.ClassZero, "2026-11-23", "0"},
		{pricing.ClassFossilHeating, "2025-07-29", "0.21"},
		{pricing.ClassRebuilding, "2025-07-01", "0.06"},
	}
	for _, tt := range tests {
		rate, known := pricing.RateOn(pricing.BelgianVAT(), tt.class, calendar.MustDate(tt.day))
		assert.True(t, known)
		assert.Equal(t, tt.want, rate.Rate.String(), "%s on %s", tt.class, tt.day)
		assert.NotEmpty(t, rate.Source)
	}
	for class, day := range map[pricing.VATClass]string{"luxury": "2026-01-01", pricing.ClassRebuilding: "2025-06-30"} {
		_, known := pricing.RateOn(pricing.BelgianVAT(), class, calendar.MustDate(day))
		assert.False(t, known)
	}
}

// supplied is one line of a class and supply, sold to a buyer.
func supplied(class pricing.VATClass, supply pricing.Supply, buyer pricing.TaxParty, to string) pricing.Request {
	line := sold("1", "1", "100")
	line.VAT, line.VATClass, line.Supply = nil, class, supply
	req := asked(line)
	req.Buyer.Tax, req.DeliverTo = buyer, to
	return req
}

func TestVATIsDecidedFromPartiesAndSupply(t *testing.T) {
	const dutch, belgian, northern = "NL810433941B01", "BE0428759497", "XI110305878"
	contractor := pricing.TaxParty{Country: "BE", Business: true, VATNumber: belgian, PeriodicFiler: true}
	netherlands := pricing.TaxParty{Country: "NL", Business: true, VATNumber: dutch}
	std, goods, service, work := pricing.ClassStandard, pricing.Goods, pricing.Service, pricing.ImmovableWork
	tests := []struct {
		name   string
		class  pricing.VATClass
		supply pricing.Supply
		buyer  pricing.TaxParty
		to     string
		want   string
	}{
		{"goods at home", std, goods, contractor, "", "S 0.21 "},
		{"reduced goods at home", pricing.ClassReduced6, goods, pricing.TaxParty{Country: "BE"}, "", "S 0.06 "},
		{"exempt", pricing.ClassExempt, service, contractor, "", "E 0 exempt_activity"},
		{"press", pricing.ClassZero, goods, contractor, "", "Z 0 "},
		{"works for a periodic filer", std, work, contractor, "", "AE 0 reverse_immovable"},
		{"works for a consumer", pricing.ClassReduced6, work, pricing.TaxParty{Country: "BE"}, "", "S 0.06 "},
		{"works for a small enterprise", std, work, pricing.TaxParty{Country: "BE", Business: true, VATNumber: belgian}, "", "S 0.21 "},
		{"works in Belgium for a buyer not established there", std, work, netherlands, "BE", "S 0.21 "},
		{"works for one established here", std, work, dutchFiler(pricing.Established), "BE", "AE 0 reverse_immovable"},
		{"works for one with a liable representative", std, work, dutchFiler(pricing.Represented), "BE", "AE 0 reverse_immovable"},
		{"works for one who only files here", std, work, dutchFiler(pricing.NotEstablished), "BE", "S 0.21 "},
		{"service to an establishment here", std, service, dutchFiler(pricing.Established), "", "S 0.21 "},
		{"service to a business elsewhere", std, service, netherlands, "", "AE 0 reverse_service"},
		{"service to a consumer elsewhere", std, service, pricing.TaxParty{Country: "NL"}, "", "S 0.21 "},
		{"goods to a business elsewhere", std, goods, netherlands, "", "K 0 intra_community"},
		{"goods collected in Belgium by a business from elsewhere", std, goods, netherlands, "BE", "S 0.21 "},
		{"goods of a Belgian business to a site elsewhere", std, goods, contractor, "NL", "S 0.21 "},
		{"goods to Northern Ireland", std, goods, pricing.TaxParty{Country: "GB", Business: true, VATNumber: northern}, "", "K 0 intra_community"},
		{"goods to Great Britain", std, goods, pricing.TaxParty{Country: "GB", Business: true}, "", "G 0 export"},
		{"goods out of the Union for a consumer", std, goods, pricing.TaxParty{Country: "CH"}, "", "G 0 export"},
		{"goods out of the Union for a Belgian", std, goods, contractor, "US", "G 0 export"},
	}
	p := compiled(t, pricing.Rules{})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, err := p.Explain(supplied(tt.class, tt.supply, tt.buyer, tt.to))
			require.NoError(t, err)
			g := e.Priced.Lines[0].VAT
			assert.Equal(t, tt.want, string(g.Category)+" "+g.Rate.String()+" "+string(g.Ground))
			assert.NotEmpty(t, e.Lines[0].VAT.Evidence)
			require.NoError(t, pricing.Verify(e.Priced))
		})
	}
}

func TestWhatCannotBeDecidedIsAskedForByName(t *testing.T) {
	std, goods, service, work := pricing.ClassStandard, pricing.Goods, pricing.Service, pricing.ImmovableWork
	above := false
	tests := []struct {
		name   string
		policy pricing.VATPolicy
		give   pricing.Request
		want   string
	}{
		{"no country", pricing.VATPolicy{}, supplied(std, goods, pricing.TaxParty{}, ""), "buyer.tax.country"},
		{"goods, no number", pricing.VATPolicy{}, supplied(std, goods, pricing.TaxParty{Country: "NL", Business: true}, ""), "buyer.tax.vat_number"},
		{"works for a filer of another country, who may be established here", pricing.VATPolicy{}, supplied(std, work, dutchFiler(""), "BE"), "buyer.tax.establishment"},
		{"works for him, established, no number", pricing.VATPolicy{}, supplied(std, work, pricing.TaxParty{Country: "NL", Business: true, PeriodicFiler: true, Establishment: pricing.Established}, "BE"), "buyer.tax.vat_number"},
		{"service under a Belgian number", pricing.VATPolicy{}, supplied(std, service, dutchFiler(""), ""), "buyer.tax.establishment"},
		{"service, and only a representative here", pricing.VATPolicy{}, supplied(std, service, dutchFiler(pricing.Represented), ""), "buyer.tax.vat_number"},
		{"service, no number", pricing.VATPolicy{}, supplied(std, service, pricing.TaxParty{Country: "FR", Business: true}, ""), "buyer.tax.vat_number"},
		{"works, no number", pricing.VATPolicy{}, supplied(std, work, pricing.TaxParty{Country: "BE", Business: true, PeriodicFiler: true}, ""), "buyer.tax.vat_number"},
		{"works, no site", pricing.VATPolicy{}, supplied(std, work, pricing.TaxParty{Country: "NL"}, ""), "deliver_to"},
		{"works elsewhere", pricing.VATPolicy{}, supplied(std, work, pricing.TaxParty{Country: "BE"}, "FR"), "vat"},
		{"service out of the Union", pricing.VATPolicy{}, supplied(std, service, pricing.TaxParty{Country: "US", Business: true}, ""), "vat"},
		{"consumer elsewhere", pricing.VATPolicy{}, supplied(std, goods, pricing.TaxParty{Country: "NL"}, ""), "vat.under_threshold"},
		{"works of a small enterprise", pricing.VATPolicy{SmallEnterprise: true}, supplied(std, work, pricing.TaxParty{Country: "BE"}, ""), "vat"},
		{"lodging of a small enterprise", pricing.VATPolicy{SmallEnterprise: true}, supplied(pricing.ClassLodging, pricing.OnTheSpot, pricing.TaxParty{Country: "BE"}, ""), "vat"},
		{"consumer elsewhere, above", pricing.VATPolicy{UnderThreshold: &above}, supplied(std, goods, pricing.TaxParty{Country: "NL"}, ""), "vat"},
		{
			"no rate yet",
			pricing.VATPolicy{Rates: []pricing.VATRate{{Class: std, From: calendar.MustDate("2027-01-01"), Category: "S", Rate: amount("0.21")}}},
			supplied(std, goods, pricing.TaxParty{Country: "BE"}, ""), "vat.rates",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := compiled(t, pricing.Rules{VAT: tt.policy}).Price(tt.give)
			var undecidable pricing.UndecidableError
			require.ErrorAs(t, err, &undecidable)
			assert.Equal(t, []string{tt.want}, undecidable.Missing)
		})
	}
}

func TestThePolicyDecidesToo(t *testing.T) {
	under := true
	consumer := supplied(pricing.ClassStandard, pricing.Goods, pricing.TaxParty{Country: "NL"}, "")
	out := pricedBy(t, compiled(t, pricing.Rules{VAT: pricing.VATPolicy{UnderThreshold: &under}}), consumer)
	assert.Equal(t, []string{"S 100.00 21.00"}, taxes(out))
	out = pricedBy(t, compiled(t, pricing.Rules{VAT: pricing.VATPolicy{SmallEnterprise: true}}), consumer)
	assert.Equal(t, []string{"E 100.00 0.00"}, taxes(out))
	assert.Equal(t, pricing.SmallEnterprise, out.VAT[0].Ground)
}

func TestTwoGroundsStayApart(t *testing.T) {
	contractor := pricing.TaxParty{Country: "NL", Business: true, VATNumber: "NL810433941B01"}
	req := supplied(pricing.ClassStandard, pricing.Service, contractor, "")
	other := sold("2", "1", "50")
	other.VAT = &pricing.VATGroup{Category: pricing.ReverseCharge, Ground: pricing.ReverseImmovable}
	req.Lines = append(req.Lines, other)
	assert.Equal(t, []string{"AE 50.00 0.00", "AE 100.00 0.00"}, taxes(priced(t, req)))
}

func TestMentionsAreLawsOwnWords(t *testing.T) {
	assert.Equal(t, "Verlegging van heffing. Bij gebrek aan schriftelijke betwisting binnen een termijn van één maand na de ontvangst van de factuur, wordt de afnemer geacht te erkennen dat hij een belastingplichtige is gehouden tot de indiening van periodieke aangiften. Als die voorwaarde niet vervuld is, is de afnemer ten aanzien van die voorwaarde aansprakelijk voor de betaling van de verschuldigde belasting, interesten en geldboeten.",
		pricing.ReverseImmovable.Mention("nl-BE"))
	assert.Equal(t, "Autoliquidation : En l'absence de contestation par écrit, dans un délai d'un mois à compter de la réception de la facture, le client est présumé reconnaître qu'il est un assujetti tenu au dépôt de déclarations périodiques. Si cette condition n'est pas remplie, le client endossera, par rapport à cette condition, la responsabilité quant au paiement de la taxe, des intérêts et des amendes dus.",
		pricing.ReverseImmovable.Mention(salesdesk.French))
	assert.Equal(t, "Btw verlegd", pricing.ReverseService.Mention("de"))
	assert.Equal(t, "Export, art. 146 dir. 2006/112", pricing.Exportation.Mention(salesdesk.English))
	assert.Empty(t, pricing.Ground("").Mention(salesdesk.Dutch))
}

func TestEveryGroundHasItsMentionInEveryLanguage(t *testing.T) {
	codes := map[pricing.Ground]string{
		pricing.ReverseImmovable: "VATEX-EU-AE", pricing.ReverseService: "VATEX-EU-AE", pricing.IntraCommunity: "VATEX-EU-IC",
		pricing.Triangular: "VATEX-EU-IC", pricing.Exportation: "VATEX-EU-G", pricing.ExemptActivity: "VATEX-EU-132",
		pricing.SmallEnterprise: "", pricing.RenovationRate: "", pricing.Disbursement: "", pricing.TravelMargin: "VATEX-EU-D", pricing.SecondHandMargin: "VATEX-EU-F",
		pricing.ArtMargin: "VATEX-EU-I", pricing.AntiquesMargin: "VATEX-EU-J", pricing.CashDiscountGround: "", pricing.NotSubject: "VATEX-EU-O",
	}
	for g, code := range codes {
		assert.Equal(t, code, g.VATEX(), g)
		seen := map[string]bool{}
		for _, l := range []salesdesk.Language{salesdesk.Dutch, salesdesk.French, salesdesk.English} {
			assert.NotEmpty(t, g.Mention(l), "%s in %s", g, l)
			seen[g.Mention(l)] = true
		}
		assert.Len(t, seen, 3, g)
	}
}

func TestACompanysMentionsReplaceTheTable(t *testing.T) {
	d := calendar.MustDate
	p := compiled(t, pricing.Rules{VAT: pricing.VATPolicy{Mentions: []pricing.Mention{
		{Ground: pricing.Exportation, Language: salesdesk.Dutch, Text: "oud"},
		{Ground: pricing.Exportation, Language: salesdesk.Dutch, From: d("2026-06-01"), Text: "nieuw"},
	}}})
	assert.Equal(t, "oud", p.Mention(pricing.Priced{Date: d("2026-05-31")}, pricing.Exportation, salesdesk.Dutch))
	assert.Equal(t, "nieuw", p.Mention(pricing.Priced{Date: d("2026-06-01")}, pricing.Exportation, salesdesk.French))
	assert.Empty(t, p.Mention(pricing.Priced{Date: d("2026-06-01")}, pricing.ReverseService, salesdesk.French))
}

// dutchFiler is a Dutch business with a Belgian number that files periodic Belgian returns.
func dutchFiler(e pricing.Establishment) pricing.TaxParty {
	return pricing.TaxParty{Country: "NL", Business: true, VATNumber: "BE0403170701", PeriodicFiler: true, Establishment: e}
}

func TestAGivenGroupHasAGroundOfItsCategory(t *testing.T) {
	business := pricing.TaxParty{Country: "NL", Business: true, VATNumber: "NL810433941B01"}
	group := func(c pricing.VATCategory, rate string, g pricing.Ground) *pricing.VATGroup {
		return &pricing.VATGroup{Category: c, Rate: amount(rate), Ground: g}
	}
	tests := []struct {
		name  string
		buyer pricing.TaxParty
		give  *pricing.VATGroup
		want  []string
	}{
		{"reverse charge without a ground, to a private person", pricing.TaxParty{Country: "BE"}, group("AE", "0", ""), []string{"lines[0].vat.ground: required"}},
		{"reverse charge to a private person", pricing.TaxParty{Country: "BE"}, group("AE", "0", pricing.ReverseImmovable), []string{"buyer.tax.vat_number: required"}},
		{"an export within the Union", business, group("K", "0", pricing.Exportation), []string{"lines[0].vat.ground: excluded (category)"}},
		{"a ground nobody knows", business, group("E", "0", "bogus"), []string{"lines[0].vat.ground: excluded (category)"}},
		{"a ground beside a rate", business, group("S", "0.21", pricing.Exportation), []string{"lines[0].vat.ground: excluded (category)"}},
		{"the ground of a text only", business, group("S", "0.06", pricing.RenovationRate), []string{"lines[0].vat.ground: excluded (category)"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			line := sold("1", "1", "100")
			line.VAT = tt.give
			req := asked(line)
			req.Buyer.Tax = tt.buyer
			assert.Equal(t, tt.want, paths(refused(t, req)))
		})
	}
	out := priced(t, asked(sold("1", "1", "100")))
	out.Lines[0].VAT.Ground, out.VAT[0].Ground = pricing.Exportation, pricing.Exportation
	assert.Contains(t, paths(pricing.Verify(out)), "lines[0].vat.ground: excluded (category)")
	_, err := pricing.Compile(pricing.Rules{VAT: pricing.VATPolicy{Rates: []pricing.VATRate{{Class: "care", Category: pricing.Exempt, Source: "own"}}}})
	require.Error(t, err, "nor does a table leave the ground out")
}

func TestArticle44HasACodeForItsParagraphs(t *testing.T) {
	for ground, code := range map[pricing.Ground]string{
		pricing.ExemptActivity: "VATEX-EU-132", pricing.ExemptInterest: "VATEX-EU-132", pricing.ExemptOther: "VATEX-EU-135-1",
	} {
		assert.Equal(t, code, ground.VATEX())
		assert.Equal(t, pricing.Exempt, ground.Category())
		assert.Contains(t, ground.Mention(salesdesk.Dutch), "art. 44")
	}
}

func TestABoilerOnFossilFuelLostTheReducedRate(t *testing.T) {
	dwelling := pricing.Dwelling{FirstOccupied: 1990, Private: true, FinalUser: true}
	under := func(day string) *pricing.Dwelling {
		d := dwelling
		d.Contracted = calendar.MustDate(day)
		return &d
	}
	tests := []struct {
		name, day string
		give      *pricing.Dwelling
		want      string
		mentions  []pricing.Ground
	}{
		{"before", "2025-07-28", &dwelling, "0.06", []pricing.Ground{pricing.RenovationRate}},
		{"since", "2025-07-29", &dwelling, "0.21", nil},
		{"since, and no dwelling is asked for", "2025-07-29", nil, "0.21", nil},
		{"an older contract, tolerated", "2026-06-30", under("2025-07-28"), "0.06", []pricing.Ground{pricing.RenovationRate}},
		{"no longer tolerated", "2026-07-01", under("2025-07-28"), "0.21", nil},
		{"a contract since", "2026-06-30", under("2025-07-29"), "0.21", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			req := supplied(pricing.ClassFossilHeating, pricing.ImmovableWork, pricing.TaxParty{Country: "BE"}, "BE")
			req.Date, req.Dwelling = calendar.MustDate(tt.day), tt.give
			out := priced(t, req)
			assert.Equal(t, tt.want, out.VAT[0].Rate.String())
			assert.Equal(t, tt.mentions, out.Mentions)
		})
	}
	req := supplied(pricing.ClassFossilHeating, pricing.ImmovableWork, pricing.TaxParty{Country: "BE"}, "BE")
	req.Date = calendar.MustDate("2025-07-28")
	assert.Equal(t, []string{"lines[0]: vat of immovable_work cannot be decided without dwelling.first_occupied"}, paths(refused(t, req)))
}
