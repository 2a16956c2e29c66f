package workflow_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/workflow"
)

func ExampleMachine_Decide() {
	m := workflow.MustCompile(leave())
	cmd := &workflow.Command{ID: "c1", Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales}}
	_, err := m.Decide("asked", "grant", cmd, workflow.Facts{"reason": true})
	fmt.Println(err)
	// Output: leave: grant refused in asked: small: small does not hold; [sales_manager] could
}
