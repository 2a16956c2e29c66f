package sourcing_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/sourcing"
)

func ExampleComparison_Choose() {
	compared, err := sourcing.Compare(skylights(), answers(), sourcing.Policy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	chosen, err := compared.Choose("3", "Borealis")
	fmt.Println(compared.Rankings[0].Best, chosen.Rankings[0].Best, err)
	// Output: Aelbrecht Borealis <nil>
}

func ExampleApply() {
	compared, err := sourcing.Compare(skylights(), answers(), sourcing.Policy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	costs, err := compared.Costs()
	lines := sourcing.Apply([]pricing.Line{{ID: "3", SKU: "DOME-80", Quantity: amount("7")}}, costs)
	fmt.Println(lines[0].Cost, sourcing.Costings(costs)[0].Source, err)
	// Output: 121.971429 Aelbrecht OF-118 <nil>
}
