package i18n_test

import (
	"fmt"
	"log"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/quote"
)

// A message is told in the language asked for; its own fields fill the text.
func ExampleCatalog_Text() {
	catalog, err := i18n.New()
	if err != nil {
		log.Fatal(err)
	}
	for _, lang := range catalog.Languages() {
		text, err := catalog.Text(lang, quote.Sent)
		fmt.Println(text, err)
	}
	// Output:
	// Sent <nil>
	// Envoyée <nil>
	// Verzonden <nil>
}

// A clerk reads every problem and where it is; a customer only what he can do something
// about, and never a limit.
func ExampleCatalog_Error() {
	catalog, err := i18n.New()
	if err != nil {
		log.Fatal(err)
	}
	wrong := salesdesk.Problems{
		salesdesk.FieldError{Path: "lines[3].quantity", Rule: salesdesk.RuleMin, Param: "0.5"},
		salesdesk.FieldError{Path: "policy.min_margin", Rule: salesdesk.RuleMin, Param: "0.12"},
	}
	for _, audience := range []i18n.Audience{i18n.Clerk, i18n.Customer} {
		fmt.Println(audience)
		for _, sentence := range catalog.Error(salesdesk.Dutch, audience, wrong) {
			fmt.Println("-", sentence)
		}
	}
	// Output:
	// clerk
	// - Regel 4, aantal: De waarde is te laag; minimum: 0,5.
	// - Beleid, minimummarge: De waarde is te laag; minimum: 0,12.
	// customer
	// - Regel 4, aantal: Deze waarde is te laag.
	// - Wij kunnen uw vraag op dit ogenblik niet uitvoeren. Neem gerust contact met ons op.
}

// The same amount, day and percentage in the forms of three languages.
func ExampleFormatter() {
	due := calendar.MustDate("2026-04-20")
	total := salesdesk.MustMoney("1234.5", salesdesk.EUR)
	for _, lang := range []salesdesk.Language{"nl-BE", "fr_BE", "EN"} {
		f, err := i18n.NewFormatter(lang)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(f.Money(total), "|", f.Date(due, i18n.Full), "|", f.Percent(salesdesk.MustAmount("0.125")), "|",
			f.Quantity(salesdesk.MustAmount("2"), "MTR"), "|", f.Country("NL"))
	}
	// Output:
	// € 1.234,50 | maandag 20 april 2026 | 12,5% | 2 meter | Nederland
	// 1 234,50 € | lundi 20 avril 2026 | 12,5 % | 2 mètres | Pays-Bas
	// €1,234.50 | Monday, 20 April 2026 | 12.5% | 2 metres | Netherlands
}

// A letter in the formal register, with what law wants of a company below it.
func ExampleCatalog_Letter() {
	catalog, err := i18n.New()
	if err != nil {
		log.Fatal(err)
	}
	text, err := catalog.Letter(salesdesk.Dutch, i18n.Letter{
		Kind: i18n.LetterDelay,
		From: salesdesk.Party{
			Name: "Scheldebouw Groothandel", LegalForm: "NV", Court: "Antwerpen", VATNumber: salesdesk.MustVATNumber("BE1899900101"),
			Address: salesdesk.Address{Street: "Kaaistraat 114", Postcode: "2030", City: "Antwerpen", Country: salesdesk.Belgium},
		},
		To: salesdesk.Party{
			Name: "Van Dijk", LegalForm: "B.V.", Address: salesdesk.Address{Street: "Havenstraat 14", Postcode: "4811 AA", City: "Breda", Country: "NL"},
		},
		Date: calendar.MustDate("2026-04-20"), Reference: "ORD-0312",
		Rows:   []i18n.LetterRow{{Label: "Gevelsteen", Value: "27 april 2026"}},
		Signed: "An Willems",
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(text)
	// Output:
	// Scheldebouw Groothandel NV
	// Kaaistraat 114
	// 2030 Antwerpen
	//
	// Van Dijk B.V.
	// Havenstraat 14
	// 4811 AA Breda
	// NEDERLAND
	//
	// Antwerpen, 20 april 2026
	// Betreft: Vertraging van uw levering
	// Kenmerk: ORD-0312
	//
	// Geachte heer, mevrouw
	//
	// Tot onze spijt kunnen wij een beloofde leverdatum niet halen.
	//
	//   Gevelsteen  27 april 2026
	//
	// Wij bieden u onze verontschuldigingen aan. Laat ons weten of de nieuwe datum u past.
	//
	// Met vriendelijke groeten
	//
	// An Willems
	// Scheldebouw Groothandel
	//
	// BE 1899.900.101 · RPR Antwerpen
}

// A company writes its own words over the built-in ones; a text that does not fit is
// refused before anybody reads it.
func ExampleOverlay() {
	ours, err := i18n.DecodeOverlay(salesdesk.Dutch, []byte(`{"quote.status.sent": "Bij de klant"}`))
	if err != nil {
		log.Fatal(err)
	}
	catalog, err := i18n.New(ours)
	if err != nil {
		log.Fatal(err)
	}
	text, err := catalog.Text("nl-BE", quote.Sent)
	fmt.Println(text, err)
	_, err = i18n.New(i18n.Overlay{Language: salesdesk.Dutch, Texts: map[string]i18n.Text{"quote.status.sent": {Other: "Bij {{.Customer}}"}}})
	fmt.Println(err)
	// Output:
	// Bij de klant <nil>
	// overlay nl, text "quote.status.sent", form other: field .Customer
}
