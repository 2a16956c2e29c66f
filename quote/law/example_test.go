package law_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/law"
)

func ExampleRules_ReferencePrice() {
	reference, err := law.Belgium().ReferencePrice([]law.Offered{
		{Channel: "shop", Period: calendar.Period{From: day("2026-01-01"), To: day("2026-06-10")}, Price: eur("30.00")},
		{Channel: "shop", Period: calendar.Period{From: day("2026-06-10"), To: day("2026-06-14")}, Price: eur("20.00"), Reduced: true},
		{Channel: "shop", Period: calendar.Period{From: day("2026-06-14"), To: day("2026-07-01")}, Price: eur("30.00")},
	}, "shop", eur("15.00"), day("2026-07-01"))
	fmt.Println(reference.Price, "of", reference.Period, err)
	// Output: 20.00 of 2026-06-01/2026-07-01 <nil>
}

func ExampleRules_CheckCampaign() {
	findings, err := law.Belgium().CheckCampaign(law.Campaign{Period: calendar.Through(day("2027-01-02"), day("2027-02-01")), Text: "Solden!"})
	fmt.Println(findings[0].Code, findings[0].Word, err)
	// Output: word_reserved solden <nil>
}

func ExampleRules_CheckClauses() {
	findings, err := law.Belgium().CheckClauses([]law.Clause{law.NoRecourse, law.TacitRenewal}, salesdesk.Business, day("2026-04-20"))
	for _, f := range findings {
		fmt.Println(f.Severity, f.Clause, f.Source)
	}
	fmt.Println(err)
	// Output:
	// error no_recourse WER VI.91/4, 3°
	// warning tacit_renewal WER VI.91/5
	// <nil>
}

func ExampleRules_CheckDisplay() {
	findings, err := law.Belgium().CheckDisplay(law.Display{
		Day: day("2026-04-20"), Buyer: salesdesk.Consumer, Price: salesdesk.MustMoney("121.00", salesdesk.EUR), VATIncluded: true, Compulsory: eur("5.00"),
	})
	fmt.Println(findings[0].Code, "show", findings[0].Lawful, err)
	// Output: costs_omitted show 126.00 EUR <nil>
}
