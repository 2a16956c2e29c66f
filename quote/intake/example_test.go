package intake_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk/quote/intake"
)

func ExampleAssortment_Resolve() {
	assortment, err := intake.Compile(merchant())
	if err != nil {
		fmt.Println(err)
		return
	}
	lines, err := intake.ReadText("88.120: 12 pakken\n40 x PIR isolatieplaat 8 cm\n3 paletten snelbouwsteen 9cm\n2 betonmolens\n1.500 GVS-R")
	if err != nil {
		fmt.Println(err)
		return
	}
	resolution, err := assortment.Resolve(intake.Request{Customer: "C001", Date: day("2026-04-20"), Lines: lines})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range resolution.Matches {
		fmt.Println(m.Line.Number, m.Found.SKU, m.Quantity, m.Unit, "by", m.Found.Method, m.Found.Confidence.Ratio())
	}
	for _, o := range resolution.Open {
		fmt.Println(o.Line.Number, o.Line.Source, o.Causes, len(o.Candidates))
	}
	// Output:
	// 1 PIR-120 12 XPK by own_number 1.0000
	// 2 PIR-080 40 MTK by text 0.8986
	// 3 SNB-09 3 XPX by synonym 1.0000
	// 4 2 betonmolens [unknown] 0
	// 5 1.500 GVS-R [no_quantity] 1
}
