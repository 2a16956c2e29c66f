package agreement_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/agreement"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func ExampleAgreement_Entries() {
	a := frame()
	a.Prices = []agreement.Price{{SKU: "GVS-R", Project: "Dampoort", Price: eur("395.00"), BaseQuantity: eur("1000")}}
	e := a.Entries()[0]
	fmt.Println(e.ID, e.Customer, e.Project, e.Price, e.From)
	// Output: A7/1 C1 Dampoort 395.00 2026-01-01
}

func ExampleAgreement_Year() {
	year, ok := frame().Year(day("2028-03-01"))
	fmt.Println(year, ok) // the agreement ends on 30 June
	// Output: 2028-01-01/2028-07-01 true
}

func ExampleBonus_Earned() {
	byVolume, err := bonus(pricing.Volume).Earned(eur("120000"), salesdesk.EUR)
	graduated, again := bonus(pricing.Graduated).Earned(eur("120000"), salesdesk.EUR)
	fmt.Println(byVolume, graduated, err, again)
	// Output: 2400.00 900.00 <nil> <nil>
}

func ExampleAccount_Settle() {
	account, err := frame().Accrue("year", day("2026-06-01"), []agreement.Turnover{{Document: "F1", Date: day("2026-02-01"), Net: eur("60000")}})
	if err != nil {
		fmt.Println(err)
		return
	}
	settled, err := account.Settle(salesdesk.MustMoney("100.00", salesdesk.EUR))
	fmt.Println(settled.Earned, settled.Due, err)
	// Output: 600.00 EUR 500.00 EUR <nil>
}
