package paper_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/i18n/paper"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/terms"
	"github.com/interne-sales/salesdesk/workflow"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func day(s string) calendar.Date { return calendar.MustDate(s) }

func named(nl, fr, en string) map[salesdesk.Language]string {
	return map[salesdesk.Language]string{salesdesk.Dutch: nl, salesdesk.French: fr, salesdesk.English: en}
}

func pricer(t require.TestingT) *pricing.Pricer {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{
			{
				SKU: "GVS-R", Unit: "C62", Cost: new(amount("0.2817")), Names: named(
					"Gevelsteen rood genuanceerd, handgevormd, bezand, waalformaat 210 × 100 × 50 mm, vorstbestendig",
					"Brique de parement rouge nuancé, moulée à la main, sablée, format waal 210 × 100 × 50 mm, non gélive",
					"Facing brick red blend, hand-moulded, sanded, Waal format 210 × 100 × 50 mm, frost resistant",
				),
			},
			{SKU: "GVS-Z", Unit: "C62", Names: named("Gevelsteen zwart bezand", "Brique de parement noir sablé", "Facing brick black sanded")},
			{SKU: "BOEK", Unit: "C62", VATClass: pricing.ClassReduced6, Names: named("Handboek metselwerk", "Manuel de maçonnerie", "Masonry handbook")},
			{
				SKU: "BOOR", Unit: "C62", Names: named("Klopboormachine 850 W", "Perceuse à percussion 850 W", "Hammer drill 850 W"),
				Contributions: []pricing.Contribution{{ID: "recupel", Reason: pricing.Recupel, Amount: amount("0.2000")}},
			},
			{SKU: "VOEG", Unit: "MTK", Supply: pricing.ImmovableWork, Names: named("Voegwerk", "Jointoiement", "Pointing")},
			{SKU: "KRAAN", Unit: "HUR", Names: named("Kraanwagen met machinist", "Camion-grue avec opérateur", "Mobile crane with operator")},
		},
		Entries: []pricing.Entry{
			{SKU: "GVS-R", Price: amount("412.00"), BaseQuantity: amount("1000")},
			{SKU: "GVS-Z", Price: amount("395.00"), BaseQuantity: amount("1000")},
			{SKU: "BOEK", Price: amount("48.00")},
			{SKU: "BOOR", Price: amount("129.90")},
			{SKU: "VOEG", Price: amount("27.50")},
			{SKU: "KRAAN", Price: amount("95.00")},
		},
	}})
	require.NoError(t, err)
	return p
}

// content is a sale with everything a printed quote has a place for.
func content(t require.TestingT, lang salesdesk.Language, change func(*pricing.Request, *quote.Conditions)) quote.Content {
	section := map[salesdesk.Language][2]string{"nl": {"Gevel", "Gereedschap"}, "fr": {"Façade", "Outillage"}, "en": {"Facade", "Tools"}}[lang]
	r := pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), Language: lang,
		Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE0428759497", PeriodicFiler: true}},
		Lines: []pricing.Line{
			{ID: "1", SKU: "GVS-R", Quantity: amount("5200"), Section: section[0], Adjustments: []pricing.Adjustment{{ID: "L", Rate: new(amount("0.05")), Reason: pricing.SpecialRebate}}},
			{ID: "1b", SKU: "GVS-Z", Quantity: amount("5200"), Section: section[0], Alternative: "1"},
			{ID: "2", SKU: "VOEG", Quantity: amount("86.5"), Section: section[0]},
			{ID: "3", SKU: "BOOR", Quantity: amount("3"), Section: section[1], Adjustments: []pricing.Adjustment{
				{ID: "A", Rate: new(amount("0.10")), Reason: pricing.Discount}, {ID: "B", Amount: new(amount("15.00")), Reason: pricing.SpecialAgreement},
			}},
			{ID: "4", SKU: "BOEK", Quantity: amount("2"), Section: section[1]},
			{ID: "5", SKU: "KRAAN", Quantity: amount("4"), Optional: true},
		},
		Adjustments:  []pricing.Adjustment{{ID: "D", Rate: new(amount("0.02")), Reason: pricing.SpecialRebate}, {ID: "V", Charge: true, Amount: new(amount("75.00")), Reason: pricing.Freight}},
		CashDiscount: &pricing.CashDiscount{Rate: amount("0.02"), Days: 8},
	}
	c := quote.Conditions{
		PaymentDays: 30, Incoterm: terms.DAP, DeliveryPlace: "Gent", Transport: terms.Road, InParts: true,
		Promises: []quote.Promise{{Line: "1", Date: day("2026-05-06")}, {Line: "3", Date: day("2026-04-29")}},
	}
	if change != nil {
		change(&r, &c)
	}
	content, err := quote.Price(pricer(t), r, c)
	require.NoError(t, err)
	return content
}

// sent is a quote of contents, the last of which was sent.
func sent(t require.TestingT, contents ...quote.Content) quote.Quote {
	rules, err := quote.Compile(quote.Policy{Location: time.UTC})
	require.NoError(t, err)
	var q quote.Quote
	cmd := func() *workflow.Command {
		return &workflow.Command{
			ID: "c" + string(rune('a'+q.Version)), Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales},
			At: time.Date(2026, 4, 20, 9, q.Version, 0, 0, time.UTC), Expect: q.Version, Reason: "asked for",
		}
	}
	q, err = quote.New(rules, cmd(), quote.Opening{ID: "q1", Number: "OFF-2026-0312", Customer: "C001", Seller: seller(), Content: contents[0]})
	require.NoError(t, err)
	for i := range contents {
		if i > 0 {
			q, err = q.Revise(rules, cmd(), contents[i])
			require.NoError(t, err)
		}
		q, err = q.Release(rules, cmd())
		require.NoError(t, err)
		q, err = q.Send(rules, cmd(), day("2026-05-08"))
		require.NoError(t, err)
	}
	return q
}

func seller() salesdesk.Party {
	return salesdesk.Party{
		Name: "Scheldebouw Groothandel", LegalForm: "NV", Kind: salesdesk.Business, Language: salesdesk.Dutch,
		Address:          salesdesk.Address{Street: "Kaaistraat 114", Postcode: "2030", City: "Antwerpen", Country: "BE"},
		EnterpriseNumber: salesdesk.MustEnterpriseNumber("1899900101"), VATNumber: salesdesk.MustVATNumber("BE1899900101"), Court: "Antwerpen, afdeling Antwerpen",
		IBAN: salesdesk.MustIBAN("BE71096123456769"), BIC: salesdesk.MustBIC("GKCCBEBB"),
		Phone: salesdesk.MustPhoneNumber("+3235551200"), Email: "verkoop@scheldebouw.example", Website: "www.scheldebouw.example",
		Contacts: []salesdesk.Contact{{Name: "An Willems", Function: "Interne sales", Phone: salesdesk.MustPhoneNumber("+3235551214"), Email: "an.willems@scheldebouw.example"}},
	}
}

func options(lang salesdesk.Language) paper.Options {
	return paper.Options{
		Header: quote.Header{
			IssueDate: day("2026-04-20"),
			Buyer: salesdesk.Party{
				Name: "Verhaegen Bouw", LegalForm: "BV", Kind: salesdesk.Business, Language: lang, VATNumber: salesdesk.MustVATNumber("BE0428759497"),
				Address: salesdesk.Address{Street: "Dok Noord 4", Postcode: "9000", City: "Gent", Country: "BE"}, Contacts: []salesdesk.Contact{{Name: "Lies Verhaegen"}},
			},
			DeliverTo: &salesdesk.Address{Street: "Dampoortstraat 1", Postcode: "9000", City: "Gent", Country: "BE"},
			Request:   quote.Reference{Number: "PA-118", Date: day("2026-04-17")},
			Articles:  []quote.ArticleNumbers{{SKU: "GVS-R", Buyer: "STEEN-7", GTIN: salesdesk.MustGTIN("5412300000058")}},
		},
	}
}

func catalog(t require.TestingT) *i18n.Catalog {
	c, err := i18n.New()
	require.NoError(t, err)
	return c
}

func languages() []salesdesk.Language {
	return []salesdesk.Language{salesdesk.Dutch, salesdesk.French, salesdesk.English}
}

func printed(t *testing.T, lang salesdesk.Language, q quote.Quote, o paper.Options) string {
	t.Helper()
	text, err := paper.Quote(catalog(t), lang, q, o)
	require.NoError(t, err)
	return text
}

// plain is a text with every space as one plain space.
func plain(text string) string {
	return strings.Join(strings.FieldsFunc(text, unicode.IsSpace), " ")
}

// never fails an example on an error that it does not expect.
type never struct{}

func (never) Errorf(format string, args ...any) { fmt.Printf(format, args...) }
func (never) FailNow()                          { panic("unexpected") }
