package dunning_test

import (
	"fmt"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/workflow"
)

// A business pays 6,050 euros two and a half months late.
func ExampleClaim_Statement() {
	rules, err := dunning.Compile(dunning.Policy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	cmd := &workflow.Command{ID: "c1", Actor: salesdesk.Actor{ID: "an", Role: salesdesk.Finance}, At: time.Date(2025, 6, 1, 9, 0, 0, 0, time.UTC)}
	claim, err := dunning.Open(rules, cmd, "F2025-17", dunning.Debt{
		Customer: "K1", Invoice: "F2025-17", Debtor: salesdesk.Business, Currency: "EUR", Amount: salesdesk.MustAmount("6050.00"),
		Due: calendar.MustDate("2025-05-31"), Contract: calendar.MustDate("2025-04-01"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	statement, err := claim.Statement(rules, calendar.MustDate("2025-08-15"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range statement.Rows {
		fmt.Println(row.Kind, row.Formula, "=", row.Amount)
	}
	fmt.Println("total", statement.Total)
	// Output:
	// principal 6050.00 = 6050.00
	// interest 6050.00 × 0.115 × 30 / 365 = 57.18
	// interest 6050.00 × 0.105 × 46 / 365 = 80.06
	// lump_sum 40.00 = 40.00
	// total 6227.24
}
