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

func ExampleAssortment_Settle() {
	assortment, err := intake.Compile(merchant())
	if err != nil {
		fmt.Println(err)
		return
	}
	resolution, err := assortment.Resolve(intake.Request{Date: day("2026-04-20"), Lines: []intake.Line{{Number: 4, Source: "PIR isolatieplaat", Text: "PIR isolatieplaat", Quantity: of("40")}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	open := resolution.Open[0]
	fmt.Println(open, len(open.Candidates))
	match, err := assortment.Settle(open, "PIR-100", nil, "MTK")
	fmt.Println(match.Found.SKU, match.Quantity, match.Unit, match.Found.Method, err)
	// Output:
	// line 4 is open: uncertain 3
	// PIR-100 40 MTK hand <nil>
}

func ExampleReadText() {
	lines, err := intake.ReadText("12 x PIR-120\nSnelbouwsteen 9 cm: 3 paletten")
	for _, l := range lines {
		fmt.Printf("%d: %s of %q in %q\n", l.Number, l.Quantity, l.Article+l.Text, l.Unit)
	}
	fmt.Println(err)
	// Output:
	// 1: 12 of "PIR-120" in ""
	// 2: 3 of "Snelbouwsteen 9 cm" in "paletten"
	// <nil>
}
