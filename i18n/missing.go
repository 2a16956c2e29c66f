package i18n

import (
	"slices"

	"github.com/interne-sales/salesdesk"
)

// Missing are the ids that have no text in a language, sorted. A company asks it of the
// MessageIDs of its workflow.Definition before it opens: for a clerk a name stands for its
// text, for a customer a sentence that needs one is a general one.
func (c *Catalog) Missing(lang salesdesk.Language, ids ...string) ([]string, error) {
	v, err := c.voice(lang)
	if err != nil {
		return nil, err
	}
	var missing []string
	for _, id := range ids {
		if _, ok := v.texts[id]; !ok {
			missing = append(missing, id)
		}
	}
	slices.Sort(missing)
	return slices.Compact(missing), nil
}
