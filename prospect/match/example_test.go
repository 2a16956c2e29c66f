package match_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk/prospect/match"
)

func ExampleMerge() {
	merged, _ := match.Merge([]match.Record{
		{ID: "C001", Fields: map[string]string{"name": "Verhaegen Bouw", "phone": ""}},
		{ID: "L417", Fields: map[string]string{"name": "Verhaegen", "phone": "+32 9 123 45 67"}},
	})
	fmt.Println(merged.Record.ID, merged.Record.Fields["name"], merged.Record.Fields["phone"], "from", merged.From["phone"])
	fmt.Println(len(merged.Unmerge()), "sources restored")
	// Output:
	// C001 Verhaegen Bouw +32 9 123 45 67 from L417
	// 2 sources restored
}

func ExampleMatcher_Match() {
	m, _ := match.Compile(match.Plan{
		Fields: []match.Field{{Name: "name", By: match.ByName}, {Name: "vat", By: match.ByExact}},
		Blocks: []match.Block{{{Field: "vat"}}, {{Field: "name", Part: match.Prefix}}},
	})
	result, _ := m.Match([]match.Record{
		{ID: "C001", Fields: map[string]string{"name": "Verhaegen Bouw", "vat": "BE0417497106"}},
		{ID: "C002", Fields: map[string]string{"name": "Vermeulen Tuinen", "vat": "BE0403170701"}},
		{ID: "L417", Fields: map[string]string{"name": "Verhaegen  BOUW", "vat": "BE0417497106"}},
	})
	fmt.Println(result.Compared, "compared", result.Clusters)
	// Output: 3 compared [[C001 L417]]
}
