package intake_test

import (
	"testing"

	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/quote/intake"
)

func FuzzDecodeResolution(f *testing.F) {
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, data []byte) { golden.Reread(t, data, intake.DecodeResolution) })
}

func FuzzDecodeCatalogue(f *testing.F) {
	f.Add([]byte(`{}`))
	f.Add([]byte(`{"articles":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) { golden.Reread(t, data, intake.DecodeCatalogue) })
}
