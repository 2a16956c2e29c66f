package paper_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/i18n/paper"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestTheWholeQuoteInEveryLanguage(t *testing.T) {
	for _, lang := range languages() {
		o := options(lang)
		o.Arguments = map[salesdesk.Language][]string{
			"nl": {"Vorstbestendig en dus geschikt voor de westgevel.", "Uit voorraad leverbaar."},
			"fr": {"Non gélive, et donc adaptée à la façade ouest."},
			"en": {"Frost resistant, and so fit for the west facade."},
		}[lang]
		golden.Assert(t, filepath.Join("testdata", "quote."+string(lang)+".txt"), []byte(printed(t, lang, sent(t, content(t, lang, nil)), o)))
	}
}

// The worked numbers: 5200 × 412.00 ÷ 1000 = 2142.40, less 5 % 2035.28; 86.5 × 27.50 =
// 2378.75; 3 × 129.90 = 389.70, less 10 % and 15.00 335.73, plus 0.60 Recupel 336.33;
// 2 × 48.00 = 96.00; together 4846.36; less 2 % of all but Recupel 96.92, plus 75.00.
func TestWhatIsPrintedIsWhatWasPriced(t *testing.T) {
	text := plain(printed(t, salesdesk.Dutch, sent(t, content(t, "nl", nil)), options("nl")))
	for _, want := range []string{
		"5.200 stuks € 412,00 / 1.000 5% 21% € 2.035,28", "Bijzondere korting (5%): € -107,12",
		"86,5 m² € 27,50 0% (1) € 2.378,75", "€ 53,97", "Recupel-bijdrage: € 0,60", "€ 336,33",
		"Subtotaal Gevel € 4.414,03", "Subtotaal Gereedschap € 432,33",
		"Totaal van de regels € 4.846,36", "Bijzondere korting (2%) € -96,92", "Vervoerkosten € 75,00", "Totaal exclusief btw € 4.824,44",
		"Levering op 6 mei 2026", "uw nummer STEEN-7 · GTIN 5412300000058",
	} {
		assert.Contains(t, text, want)
	}
	assert.Equal(t, 1, strings.Count(text, "Bijzondere korting (2%)"), "one row, however many kinds of VAT it is split over")
}

func TestACashDiscountShowsBothPayables(t *testing.T) {
	q := sent(t, content(t, "nl", nil))
	text := plain(printed(t, salesdesk.Dutch, q, options("nl")))
	f, err := i18n.NewFormatter("nl")
	require.NoError(t, err)
	p := q.Latest().Content.Priced
	money := func(a salesdesk.Amount) string {
		return plain(f.Money(salesdesk.Money{Amount: a, Currency: salesdesk.EUR}))
	}
	assert.Contains(t, text, "Te betalen binnen 8 dagen, na korting contant van 2% ("+money(p.CashDiscount.Amount)+") "+money(p.CashDiscount.Payable))
	assert.Contains(t, text, "Te betalen na 8 dagen, zonder korting contant "+money(p.Totals.Payable))
	assert.NotContains(t, text, "cash_discount")
}

func TestOptionsSayWhatTheyWouldChange(t *testing.T) {
	text := plain(printed(t, salesdesk.English, sent(t, content(t, "en", nil)), options("en")))
	assert.Contains(t, text, "OPTIONS AND ALTERNATIVES")
	assert.Regexp(t, `1b Facing brick black sanded .* In place of line 1: €[0-9.]+ more excluding VAT on the total`, text)
	assert.Regexp(t, `5 Mobile crane with operator 4 hours €95.00 21% €380.00 .*In addition: €372.40 more excluding VAT`, text)
}

func TestLawSpeaksTheSellersLanguageAndTheBuyersBesides(t *testing.T) {
	for _, tt := range []struct {
		lang            salesdesk.Language
		country         salesdesk.Country
		wants, wantsNot string
	}{
		{"nl", "BE", "(1) Verlegging van heffing. Bij gebrek", "Ter info"},
		{"fr", "BE", "(1) Verlegging van heffing. Bij gebrek", ""},
		{"fr", "BE", "Pour information : Autoliquidation : En l'absence", ""},
		{"fr", "FR", "(1) Autoliquidation : En l'absence", "Verlegging"},
		{"en", "BE", "For information: Reverse charge.", ""},
	} {
		o := options(tt.lang)
		o.Buyer.Address.Country = tt.country
		offered := content(t, tt.lang, func(r *pricing.Request, _ *quote.Conditions) {
			r.DeliverTo, r.Buyer.Tax.Country, r.Buyer.Tax.Establishment = "BE", string(tt.country), pricing.Established
		})
		text := plain(printed(t, tt.lang, sent(t, offered), o))
		assert.Contains(t, text, tt.wants)
		if tt.wantsNot != "" {
			assert.NotContains(t, text, tt.wantsNot)
		}
	}
}

func TestTheCompanySaysWhatLawWants(t *testing.T) {
	for lang, wants := range map[salesdesk.Language][]string{
		"nl": {"Scheldebouw Groothandel NV in vereffening · Kaaistraat 114 · 2030 Antwerpen", "Ondernemingsnummer 1899.900.101 · RPR Antwerpen, afdeling Antwerpen · Btw-nummer BE 1899.900.101"},
		"fr": {"Scheldebouw Groothandel NV en liquidation", "RPM Antwerpen, afdeling Antwerpen"},
		"en": {"in liquidation", "RPR/RPM Antwerpen"},
	} {
		o := options(lang)
		o.InLiquidation = true
		text := plain(printed(t, lang, sent(t, content(t, lang, nil)), o))
		for _, want := range append(wants, "IBAN BE71 0961 2345 6769 · BIC GKCCBEBB", "verkoop@scheldebouw.example · www.scheldebouw.example") {
			assert.Contains(t, text, want)
		}
	}
}

func TestACustomerReadsNothingInternal(t *testing.T) {
	c := content(t, "en", nil)
	c.Costs = []quote.Costing{{Line: "1", ValidUntil: day("2026-06-30"), Source: "Steenfabriek X"}}
	c.Conditions.BeyondCosts = true
	q, o := sent(t, c), options("en")
	o.Changes = []quote.Difference{
		{Field: quote.FieldMargin, Before: quote.Value{Amount: amount("0.31")}, After: quote.Value{Amount: amount("0.29")}},
		{Field: quote.FieldTotal, Before: quote.Value{Money: salesdesk.Money{Amount: amount("5000"), Currency: "EUR"}}, After: quote.Value{Money: salesdesk.Money{Amount: amount("4824.43"), Currency: "EUR"}}},
	}
	text := printed(t, "en", q, o)
	assert.Contains(t, text, "- Total excluding VAT: from €5,000.00 to €4,824.43.")
	for _, secret := range []string{"argin", "ost of", "Steenfabriek", "0.2817", "1,464.84", "0.31", "31%", "an@", "pprov"} {
		assert.NotContains(t, text, secret)
	}
}

func TestARevisionSaysWhatChanged(t *testing.T) {
	before := content(t, "fr", nil)
	after := content(t, "fr", func(_ *pricing.Request, c *quote.Conditions) { c.PaymentDays = 45 })
	o := options("fr")
	o.Changes = quote.Diff(before, after)
	text := printed(t, "fr", sent(t, before, after), o)
	assert.Contains(t, plain(text), "Version 2")
	assert.Contains(t, text, "MODIFICATIONS DEPUIS NOTRE OFFRE PRÉCÉDENTE\n- ")
	assert.Contains(t, text, "45")
}

func TestAnInvitationIsNotSigned(t *testing.T) {
	q := sent(t, content(t, "nl", func(_ *pricing.Request, c *quote.Conditions) { c.WithoutEngagement = true }))
	text := printed(t, "nl", q, options("nl"))
	assert.Contains(t, text, "- Deze offerte is vrijblijvend")
	assert.NotContains(t, text, "VOOR AKKOORD")
}

func TestTermsAreSentences(t *testing.T) {
	q := sent(t, content(t, "fr", func(r *pricing.Request, c *quote.Conditions) {
		r.CashDiscount, r.Deposit = nil, &pricing.Deposit{Rate: new(amount("0.30"))}
		c.EndOfMonth, c.InParts, c.Incoterm, c.Transport = true, false, "", ""
	}))
	said, err := paper.Terms(catalog(t), "fr", q)
	require.NoError(t, err)
	for i := range said {
		said[i] = plain(said[i])
	}
	assert.Equal(t, []string{
		"La présente offre est valable jusqu’au 8 mai 2026 inclus.",
		"Paiement dans un délai de 30 jours à compter de la réception de la facture, fin de mois.",
		"À la commande, nous demandons un acompte de 1 597,79 €, TVA comprise ; le solde s’élève à 3 728,17 €.",
		"Lieu de livraison : Gent.",
		"La présente offre vaut pour l’ensemble et ne peut être acceptée en partie.",
	}, said)
}

func TestARecurringLineSaysHowOftenAndHowLong(t *testing.T) {
	c := content(t, "nl", func(r *pricing.Request, _ *quote.Conditions) {
		r.Lines = append(r.Lines, pricing.Line{ID: "9", SKU: "KRAAN", Quantity: amount("1"), Recurring: &pricing.Recurring{Start: day("2026-06-01"), Months: 6, Every: pricing.Monthly}})
	})
	text := plain(printed(t, "nl", sent(t, c), options("nl")))
	assert.Contains(t, text, "Maandelijks gefactureerd: 1 juni – 30 november 2026")
	assert.Contains(t, text, "1 uur € 95,00 / maand")
	assert.Contains(t, text, "1 uur × € 95,00 = € 95,00 per maand; 6 maanden: € 570,00")
	assert.Contains(t, text, "Waarvan eenmalig")
}

// The reader works the term out: 17 of 31 days of January, two months, and two of more.
func TestRampsAndPartsOfPeriodsAreToldBelowTheLine(t *testing.T) {
	for lang, want := range map[salesdesk.Language][]string{
		"nl": {"15–31 januari 2027: 2 uur × € 95,00 × 17/31 = € 104,19", "1 februari – 31 maart 2027: 2 uur × € 95,00 = € 190,00 per maand; 2 maanden: € 380,00", "1–30 april 2027: 4 uur × € 90,00 = € 360,00"},
		"en": {"15 – 31 January 2027: 2 hours × €95.00 × 17/31 = €104.19", "1 February – 31 March 2027: 2 hours × €95.00 = €190.00 a month; 2 months: €380.00", "1 – 30 April 2027: 4 hours × €90.00 = €360.00"},
		"fr": {"15–31 janvier 2027 : 2 heures × 95,00 € × 17/31 = 104,19 €", "1er février – 31 mars 2027 : 2 heures × 95,00 € = 190,00 € par mois ; 2 mois : 380,00 €", "1er–30 avril 2027 : 4 heures × 90,00 € = 360,00 €"},
	} {
		for name, change := range map[string]func(*pricing.Line){"chosen": func(*pricing.Line) {}, "optional": func(l *pricing.Line) { l.Optional = true }} {
			c := content(t, lang, func(r *pricing.Request, _ *quote.Conditions) {
				line := pricing.Line{ID: "9", SKU: "KRAAN", Quantity: amount("2"), Recurring: &pricing.Recurring{
					Start: day("2027-01-15"), Months: 4, Every: pricing.Monthly, Calendar: true, Proration: pricing.ByDay,
					Ramps: []pricing.Ramp{{From: 4, Quantity: new(amount("4")), Price: &pricing.Price{Amount: amount("90.00")}}},
				}}
				change(&line)
				r.Lines = append(r.Lines, line)
			})
			text := plain(printed(t, lang, sent(t, c), options(lang)))
			for _, w := range want {
				assert.Contains(t, text, w, "%s %s", lang, name)
			}
		}
	}
}

func TestBundlesAreTitledWithWhatTheyAreTogether(t *testing.T) {
	c := content(t, "nl", nil)
	c.Priced.Bundles = []pricing.PricedBundle{{ID: "B", Name: "Startpakket", Quantity: amount("1"), Net: amount("432.33")}}
	for i := range c.Priced.Lines[2:] {
		c.Priced.Lines[2+i].Bundle = "B"
	}
	c.Explanation.Priced = c.Priced
	assert.Contains(t, plain(printed(t, "nl", sent(t, c), options("nl"))), "Gereedschap 1 × Startpakket, samen € 432,33: 3 Klopboormachine")
}

func TestAConsumerIsShownAmountsWithVATInThem(t *testing.T) {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR, Inclusive: true, Articles: []pricing.Article{{SKU: "BOOR", Unit: "C62", Names: named("Klopboormachine", "Perceuse", "Drill")}},
		Entries: []pricing.Entry{{SKU: "BOOR", Price: amount("121.00")}},
	}})
	require.NoError(t, err)
	c, err := quote.Price(p, pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), Language: "nl", Inclusive: true, Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{{ID: "1", SKU: "BOOR", Quantity: amount("2"), Adjustments: []pricing.Adjustment{{ID: "A", Rate: new(amount("0.10")), Reason: pricing.Discount}}}},
	}, quote.Conditions{})
	require.NoError(t, err)
	o := options("nl")
	o.Buyer.VATNumber = salesdesk.VATNumber{}
	text := plain(printed(t, "nl", sent(t, c), o))
	assert.Contains(t, text, "Incl. btw")
	assert.Contains(t, text, "Prijs incl. btw")
	assert.Contains(t, text, "1 Klopboormachine 2 stuks € 121,00 10% 21% € 217,80 BOOR Korting (10%): € -24,20")
	assert.Contains(t, text, "Te betalen € 217,80")
	assert.NotContains(t, text, "Eenheidsprijs")
}

func TestWhatIsTooLongIsWrappedAndColumnsAlign(t *testing.T) {
	c := content(t, "nl", func(r *pricing.Request, _ *quote.Conditions) {
		r.Lines[2].Name = "Ключ 扳手 e\u0301clair"
	})
	c.Priced.Lines = slices.Clone(c.Priced.Lines)
	c.Priced.Lines[0].Name = "Rode\nsteen\x1b[31m " + strings.Repeat("onafbreekbaar", 8) // as a stored document may have it
	c.Explanation.Priced = c.Priced
	text := printed(t, "nl", sent(t, c), options("nl"))
	assert.NotContains(t, text, "\x1b")
	for line := range strings.Lines(text) {
		assert.LessOrEqual(t, paper.Display(strings.TrimSuffix(line, "\n")), paper.Width, line)
		if strings.HasSuffix(line, "€\u00a02.035,28\n") || strings.HasSuffix(line, "€\u00a02.378,75\n") {
			assert.Equal(t, paper.Width, paper.Display(strings.TrimSuffix(line, "\n")), line)
		}
	}
}

func TestWhatElseADocumentMayHold(t *testing.T) {
	c := content(t, "nl", func(r *pricing.Request, c *quote.Conditions) {
		r.CashDiscount, r.Prepaid, r.Rounding = nil, amount("100.00"), amount("0.03")
		r.Lines[0].Adjustments = []pricing.Adjustment{{ID: "X", Amount: new(amount("1.00")), Reason: "41"}, {ID: "Y", Charge: true, Amount: new(amount("2.00")), Reason: "TAE"}}
		r.Lines[4].VAT = &pricing.VATGroup{Category: pricing.ZeroRated}
		r.Lines = slices.Delete(r.Lines[:5], 1, 2)
		c.Text = "Kleurverschillen blijven mogelijk."
	})
	o := options("nl")
	o.Originator = &salesdesk.Party{Name: "Werf Dampoort", Address: salesdesk.Address{City: "Breda", Country: "NL"}}
	o.Note = "Wij danken u voor uw aanvraag."
	text := plain(printed(t, "nl", sent(t, c), o))
	for _, want := range []string{
		"Voor Werf Dampoort, Breda, NEDERLAND", "Korting: € -1,00 Toeslag: € 2,00", "Reeds betaald € -100,00 Afronding € 0,03 Te betalen € ",
		"Kleurverschillen blijven mogelijk.", "Wij danken u voor uw aanvraag.",
	} {
		assert.Contains(t, text, want)
	}
	assert.NotContains(t, text, "OPTIES")
}

func TestAnOptionMayCostLessOrTheSame(t *testing.T) {
	for price, want := range map[string]string{"412.00": "€ 0,00 meer exclusief btw op het totaal, € 0,00 meer te betalen.", "300.00": "€ 582,40 minder exclusief btw op het totaal, € 704,70 minder te betalen."} {
		c := content(t, "nl", func(r *pricing.Request, _ *quote.Conditions) {
			r.Lines[0].Adjustments, r.Adjustments, r.CashDiscount = nil, nil, nil
			r.Lines[1].Price = &pricing.Price{Amount: amount(price), BaseQuantity: amount("1000")}
		})
		assert.Contains(t, plain(printed(t, "nl", sent(t, c), options("nl"))), "In plaats van regel 1: "+want)
	}
}

func TestAnExchangeRateIsACondition(t *testing.T) {
	c := content(t, "en", func(r *pricing.Request, c *quote.Conditions) {
		r.Currency, r.Adjustments, r.CashDiscount = "USD", nil, nil
		r.Exchange = &pricing.Exchange{From: "EUR", Rate: amount("1.0850"), Source: "ECB", Date: day("2026-04-17")}
		r.Lines = r.Lines[:1]
		c.Promises = nil
	})
	said, err := paper.Terms(catalog(t), "en", sent(t, c))
	require.NoError(t, err)
	assert.Equal(t, "Exchange rate: €1.00 = US$1.085 (ECB, 17 April 2026).", said[len(said)-1])
}

// What a customer reads does not depend on what the house pays, or on who approved.
func TestTheSameIsPrintedWhateverItCosts(t *testing.T) {
	var texts []string
	for _, cost := range []string{"0.10", "0.39"} {
		c := content(t, "nl", func(r *pricing.Request, _ *quote.Conditions) { r.Lines[0].Cost = new(amount(cost)) })
		c.Costs = []quote.Costing{{Line: "1", ValidUntil: day("2026-06-30"), Source: "supplier at " + cost}}
		q := sent(t, c)
		q.Revisions[0].Grants = []quote.Grant{{Level: "level at " + cost}}
		texts = append(texts, printed(t, "nl", q, options("nl")))
	}
	assert.Equal(t, texts[0], texts[1])
}

// Nothing is lost by wrapping but spaces, and nothing stands out.
func TestWrappingKeepsEveryCharacter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		give, columns := rapid.String().Draw(t, "text"), rapid.IntRange(2, 40).Draw(t, "columns")
		lines := paper.Wrapped(give, columns)
		for _, l := range lines {
			require.LessOrEqual(t, paper.Display(l), columns)
			require.NotContains(t, l, "\n")
		}
		keep := func(s string) string {
			return strings.Map(func(r rune) rune {
				if r == ' ' || unicode.IsControl(r) || unicode.IsSpace(r) {
					return -1
				}
				return r
			}, strings.ToValidUTF8(s, ""))
		}
		require.Equal(t, keep(give), keep(strings.Join(lines, "")))
	})
}

func TestDisplayWidth(t *testing.T) {
	for give, want := range map[string]int{"": 0, "m²": 2, "e\u0301": 1, "漢字": 4, "a\u200db": 2, "1\u202f000": 5, "ＡＢ": 4} {
		assert.Equal(t, want, paper.Display(give), give)
	}
}

func TestPaperRefusesWhatItCannotPrint(t *testing.T) {
	q := sent(t, content(t, "nl", nil))
	_, err := paper.Quote(catalog(t), "xx", q, options("nl"))
	assert.ErrorAs(t, err, new(i18n.UnknownLanguageError))
	_, err = paper.Terms(catalog(t), "xx", q)
	assert.ErrorAs(t, err, new(i18n.UnknownLanguageError))
	_, err = paper.Quote(catalog(t), "nl", q, paper.Options{})
	assert.EqualError(t, err, "header.issue_date: required; header.buyer.name: required; header.buyer.address.country: required; header.buyer.vat_number: required")
}

func TestACompanysOwnWordsArePrinted(t *testing.T) {
	c, err := i18n.New(i18n.Overlay{Language: "nl", Texts: map[string]i18n.Text{"paper.label.quote": {Other: "Prijsopgave"}}})
	require.NoError(t, err)
	text, err := paper.Quote(c, "nl-BE", sent(t, content(t, "nl", nil)), options("nl"))
	require.NoError(t, err)
	assert.Contains(t, text, "\nPRIJSOPGAVE\n")
}

func ExampleTerms() {
	c, err := i18n.New()
	if err != nil {
		panic(err)
	}
	said, err := paper.Terms(c, salesdesk.English, sent(never{}, content(never{}, salesdesk.English, nil)))
	fmt.Println(strings.Join(said, "\n"), err)
	// Output:
	// This quotation is valid until 8 May 2026 inclusive.
	// Payment within 30 days of receipt of the invoice.
	// Delivery term: DAP (delivered at place) Gent, Incoterms 2020.
	// Transport: by road.
	// You may accept this quotation in whole or in part and call off in several orders. <nil>
}

func ExampleQuote() {
	c, err := i18n.New()
	if err != nil {
		panic(err)
	}
	text, err := paper.Quote(c, salesdesk.English, sent(never{}, content(never{}, salesdesk.English, nil)), options(salesdesk.English))
	for line := range strings.Lines(text) {
		if strings.Contains(line, "Payable") {
			fmt.Println(strings.TrimSpace(line))
		}
	}
	fmt.Println(err)
	// Output:
	// Payable within 8 days, less a cash discount of 2% (€96.49)  €5,219.44
	// Payable after 8 days, without cash discount                 €5,315.93
	// <nil>
}
