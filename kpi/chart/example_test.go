package chart_test

import (
	"fmt"
	"strings"
)

// A picture is one element that stands in any page; its title is there for those who
// do not see it.
func ExampleBars_SVG() {
	svg := bars().SVG()
	fmt.Println(strings.HasPrefix(svg, "<svg"), strings.Contains(svg, "<title"), strings.Contains(svg, "€ 73727.76"))
	// Output: true true true
}
