package salesdesk_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
)

func TestParseEstablishmentNumber(t *testing.T) {
	for _, give := range []string{"2123456791", "2.123.456.791", "8123456723"} {
		e, err := salesdesk.ParseEstablishmentNumber(give)
		require.NoError(t, err)
		assert.False(t, e.IsZero())
	}
	assert.Equal(t, "2.123.456.791", salesdesk.MustEstablishmentNumber("2123456791").Format())
	for give, want := range map[string]salesdesk.Rule{
		"2123456792": salesdesk.RuleCheckDigit, "1123456770": salesdesk.RuleFormat, "9123456744": salesdesk.RuleFormat,
		"0428759497": salesdesk.RuleFormat, "": salesdesk.RuleFormat, "21234567911": salesdesk.RuleFormat, "2A34567890": salesdesk.RuleFormat,
	} {
		_, err := salesdesk.ParseEstablishmentNumber(give)
		var field salesdesk.FieldError
		require.ErrorAs(t, err, &field, give)
		assert.Equal(t, want, field.Rule, give)
	}
}

func TestParseSSCC(t *testing.T) {
	for _, give := range []string{"354123451234567892", "00354123451234567892", "3 5412345123456789 2"} {
		c, err := salesdesk.ParseSSCC(give)
		require.NoError(t, err)
		assert.Equal(t, "354123451234567892", c.String())
		assert.Equal(t, "3 5412345123456789 2", c.Format())
	}
	for give, want := range map[string]salesdesk.Rule{
		"354123451234567893": salesdesk.RuleCheckDigit, "000000000000000000": salesdesk.RuleFormat, "35412345123456789": salesdesk.RuleFormat,
		"01354123451234567892": salesdesk.RuleFormat, "35412345123456789A": salesdesk.RuleFormat, "": salesdesk.RuleFormat,
	} {
		_, err := salesdesk.ParseSSCC(give)
		var field salesdesk.FieldError
		require.ErrorAs(t, err, &field, give)
		assert.Equal(t, want, field.Rule, give)
	}
}

func FuzzParseEstablishmentNumber(f *testing.F) {
	seed(f, "2123456791", "0428759497")
	f.Fuzz(func(t *testing.T, s string) { holdsIdentifier(t, s, salesdesk.ParseEstablishmentNumber) })
}

func FuzzParseSSCC(f *testing.F) {
	seed(f, "354123451234567892", "00354123451234567892", "000000000000000000")
	f.Fuzz(func(t *testing.T, s string) { holdsIdentifier(t, s, salesdesk.ParseSSCC) })
}
