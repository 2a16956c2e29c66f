package aftersales_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/aftersales"
)

func belgian() *calendar.Law {
	l, err := calendar.NewLaw(calendar.EURegulation1182(calendar.Belgium, 2026, 2030))
	if err != nil {
		panic(err)
	}
	return l
}

func ExampleRules_Withdraw() {
	v, err := aftersales.Belgium().Withdraw(aftersales.Withdrawal{
		Buyer: salesdesk.Consumer, Contract: aftersales.Distance, Subject: aftersales.Goods,
		Concluded: calendar.MustDate("2026-11-19"), Informed: calendar.MustDate("2026-11-19"),
		Received: calendar.MustDate("2026-11-23"), Day: calendar.MustDate("2026-12-07"),
	}, belgian())
	fmt.Println(v.Allowed, v.Until, v.Duties[0].Code, v.Duties[0].By, err)
	// Output: true 2026-12-07 refund_by 2026-12-21 <nil>
}

func ExampleRules_Guarantee() {
	v, err := aftersales.Belgium().Guarantee(aftersales.Defect{
		Buyer: salesdesk.Consumer, Concluded: calendar.MustDate("2026-10-30"), Delivered: calendar.MustDate("2026-11-02"),
		Found: calendar.MustDate("2028-05-02"), Told: calendar.MustDate("2028-05-04"),
	}, belgian())
	fmt.Println(v.Allowed, v.Until, v.Remedies, err)
	// Output: true 2028-11-02 [repair replacement] <nil>
}

func ExampleRules_Defect() {
	terms := aftersales.DefectTerms{Hidden: calendar.Term{Length: 1, Unit: calendar.Months}, Source: "terms of sale, art. 7"}
	v, err := aftersales.Belgium().Defect(aftersales.Defect{
		Buyer: salesdesk.Business, Concluded: calendar.MustDate("2026-10-30"), Delivered: calendar.MustDate("2026-11-02"),
		Found: calendar.MustDate("2027-02-01"), Told: calendar.MustDate("2027-03-08"),
	}, terms, belgian())
	fmt.Println(v.Allowed, v.Reasons[0].Code, v.Reasons[0].Date, err)
	// Output: false told_late 2027-03-01 <nil>
}

func ExampleRules_Damage() {
	l, err := calendar.NewLaw(calendar.LabourLaw(calendar.Belgium, 2026, 2026))
	if err != nil {
		panic(err)
	}
	v, err := aftersales.Belgium().Damage(aftersales.Damage{Delivered: calendar.MustDate("2026-11-02"), Told: calendar.MustDate("2026-11-10")}, l)
	fmt.Println(v.Allowed, v.Reasons[0].Date, err)
	// Output: true 2026-11-10 <nil>
}

func ExampleWarranty_Covers() {
	w := aftersales.Warranty{Name: "Five years", Months: 60, Excluded: []string{"lime"}, Remedies: []aftersales.Remedy{aftersales.Repair}, Source: "conditions 2026"}
	v, err := w.Covers(aftersales.WarrantyClaim{
		Buyer: salesdesk.Consumer, Delivered: calendar.MustDate("2026-11-02"), Found: calendar.MustDate("2029-01-08"), Part: "pump", Cause: "lime",
	})
	fmt.Println(v.Allowed, v.Reasons[0].Code, v.Reasons[0].Part, v.Duties[0].Code, err)
	// Output: false not_covered lime guarantee_stands <nil>
}

func ExampleSettle() {
	s, err := aftersales.Settle([]aftersales.Movement{
		{Day: calendar.MustDate("2026-03-02"), Document: "L1", Customer: "C1", Kind: "EUR-PALLET", Delivered: salesdesk.MustAmount("10"), Deposit: salesdesk.MustMoney("12.50", salesdesk.EUR)},
		{Day: calendar.MustDate("2026-05-04"), Document: "R1", Customer: "C1", Kind: "EUR-PALLET", Returned: salesdesk.MustAmount("8")},
	})
	fmt.Println(s.Balances[0].Quantity, s.Balances[0].Held, s.Credits[0].Amount, err)
	// Output: 2 25.00 100.00 EUR <nil>
}
