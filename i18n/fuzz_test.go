package i18n_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
)

func FuzzDecodeOverlay(f *testing.F) {
	f.Add([]byte(`{"quote.expired": "vervallen op {{date .ValidUntil}}", "many": {"one": "een", "other": "meer"}}`))
	f.Add([]byte(`{"x": "{{", "y": {"two": "z"}}`))
	f.Add([]byte(`{"own.x": "{{text .}}", "own.y": "{{join .Items}}{{guard ` + "`a`" + `}}", "guard.a": "{{` + "`a`" + ` | guard}}", "own.y.customer": "{{text .}}"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		overlay, err := i18n.DecodeOverlay(salesdesk.Dutch, data)
		if err == nil {
			assert.Equal(t, salesdesk.Dutch, overlay.Language)
			c, err := i18n.New(overlay)
			for id := range overlay.Texts {
				if err == nil {
					_, _ = c.Text(salesdesk.Dutch, echo{ID: id, Items: []i18n.Message{echo{ID: id}}})
				}
			}
		}
	})
}
