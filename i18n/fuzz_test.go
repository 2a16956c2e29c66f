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
	f.Fuzz(func(t *testing.T, data []byte) {
		overlay, err := i18n.DecodeOverlay(salesdesk.Dutch, data)
		if err == nil {
			assert.Equal(t, salesdesk.Dutch, overlay.Language)
			_, _ = i18n.New(overlay)
		}
	})
}
