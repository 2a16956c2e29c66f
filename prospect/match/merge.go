package match

import (
	"maps"
	"slices"

	"github.com/interne-sales/salesdesk"
)

// Merged is one record made of several. From names, for every field, the source
// whose text survived.
type Merged struct {
	Record  Record            `json:"record"`
	From    map[string]string `json:"from"`
	Sources []Record          `json:"sources"`
}

// Merge makes one record of the sources: the id of the first, and for every field
// the text of the first source that has one. Put the record to trust most first.
func Merge(sources []Record) (Merged, error) {
	if len(sources) < 2 {
		return Merged{}, salesdesk.FieldError{Path: "sources", Rule: salesdesk.RuleMin, Param: "2"}
	}
	if err := checkRecords(sources); err != nil {
		return Merged{}, err
	}
	merged := Merged{
		Record: Record{ID: sources[0].ID, Fields: map[string]string{}},
		From:   map[string]string{}, Sources: copied(sources),
	}
	for _, source := range sources {
		for name, text := range source.Fields {
			if _, taken := merged.From[name]; !taken && text != "" {
				merged.Record.Fields[name], merged.From[name] = text, source.ID
			}
		}
	}
	return merged, nil
}

// Unmerge restores the sources as they were before the merge.
func (m Merged) Unmerge() []Record { return copied(m.Sources) }

func copied(records []Record) []Record {
	copies := slices.Clone(records)
	for i := range copies {
		copies[i].Fields = maps.Clone(copies[i].Fields)
	}
	return copies
}
