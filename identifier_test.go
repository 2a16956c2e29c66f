package salesdesk_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
)

// identifier is what every identifier can do.
type identifier interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
	IsZero() bool
	Format() string
}

func form(param string) salesdesk.FieldError {
	return salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: param}
}

func checkDigit() salesdesk.FieldError {
	return salesdesk.FieldError{Rule: salesdesk.RuleCheckDigit}
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return n
}

// holdsIdentifier is what fuzzing looks for: a refusal is a FieldError and gives the
// zero value; what is taken reads back from String and from Format as the same value.
func holdsIdentifier[T identifier](t *testing.T, s string, parse func(string) (T, error)) {
	t.Helper()
	v, err := parse(s)
	if err != nil {
		var field salesdesk.FieldError
		require.ErrorAs(t, err, &field)
		require.True(t, v.IsZero())
		return
	}
	require.False(t, v.IsZero())
	for _, text := range []string{v.String(), v.Format()} {
		again, err := parse(text)
		require.NoError(t, err, text)
		require.Equal(t, v, again, text)
	}
}

// behaves holds one identifier type to the promises of them all.
func behaves[T identifier](t *testing.T, parse func(string) (T, error), mustParse func(string) T, give, want, wantFormat string) {
	t.Helper()
	v, err := parse(give)
	require.NoError(t, err)
	assert.Equal(t, want, v.String())
	assert.Equal(t, wantFormat, v.Format())
	assert.Equal(t, v, mustParse(wantFormat), "a value compares with ==")
	assert.Panics(t, func() { mustParse("?") })
	holdsIdentifier(t, give, parse)

	data, err := json.Marshal(map[T]T{v: v})
	require.NoError(t, err)
	assert.JSONEq(t, `{"`+want+`":"`+want+`"}`, string(data))

	var read struct {
		V T `json:"v,omitzero"`
	}
	require.NoError(t, json.Unmarshal([]byte(`{"v":"`+give+`"}`), &read))
	assert.Equal(t, v, read.V)
	require.Error(t, json.Unmarshal([]byte(`{"v":"?"}`), &read))
	assert.Equal(t, v, read.V, "an error leaves the target as it was")
	require.Error(t, json.Unmarshal([]byte(`{"v":"`+give+strings.Repeat("0", 1000)+`"}`), &read))
	require.NoError(t, json.Unmarshal([]byte(`{"v":""}`), &read))
	assert.True(t, read.V.IsZero(), "empty text is the zero value")
	assert.Empty(t, read.V.String()+read.V.Format())
	data, err = json.Marshal(read)
	require.NoError(t, err)
	assert.Equal(t, `{}`, string(data))
}

func TestEveryIdentifierBehavesAlike(t *testing.T) {
	t.Run("enterprise number", func(t *testing.T) {
		behaves(t, salesdesk.ParseEnterpriseNumber, salesdesk.MustEnterpriseNumber, "0428 759 497", "0428759497", "0428.759.497")
	})
	t.Run("establishment number", func(t *testing.T) {
		behaves(t, salesdesk.ParseEstablishmentNumber, salesdesk.MustEstablishmentNumber, "2 123 456 791", "2123456791", "2.123.456.791")
	})
	t.Run("SSCC", func(t *testing.T) {
		behaves(t, salesdesk.ParseSSCC, salesdesk.MustSSCC, "00 354123450000000014", "354123450000000014", "3 5412345000000001 4")
	})
	t.Run("VAT number", func(t *testing.T) {
		behaves(t, salesdesk.ParseVATNumber, salesdesk.MustVATNumber, "be 0428 759 497", "BE0428759497", "BE 0428.759.497")
	})
	t.Run("IBAN", func(t *testing.T) {
		behaves(t, salesdesk.ParseIBAN, salesdesk.MustIBAN, "be68 5390 0754 7034", "BE68539007547034", "BE68 5390 0754 7034")
	})
	t.Run("BIC", func(t *testing.T) {
		behaves(t, salesdesk.ParseBIC, salesdesk.MustBIC, "gebabebbxxx", "GEBABEBB", "GEBA BE BB")
	})
	t.Run("structured communication", func(t *testing.T) {
		behaves(t, salesdesk.ParsePaymentReference, salesdesk.MustPaymentReference, "***010/8068/17183***", "010806817183", "+++010/8068/17183+++")
	})
	t.Run("creditor reference", func(t *testing.T) {
		behaves(t, salesdesk.ParsePaymentReference, salesdesk.MustPaymentReference, "rf10 inv2 0260 01", "RF10INV2026001", "RF10 INV2 0260 01")
	})
	t.Run("GLN", func(t *testing.T) {
		behaves(t, salesdesk.ParseGLN, salesdesk.MustGLN, "5412345000013", "5412345000013", "5 412345 000013")
	})
	t.Run("GTIN", func(t *testing.T) {
		behaves(t, salesdesk.ParseGTIN, salesdesk.MustGTIN, "4012345678901", "4012345678901", "4 012345 678901")
	})
	t.Run("telephone number", func(t *testing.T) {
		behaves(t, salesdesk.ParsePhoneNumber, salesdesk.MustPhoneNumber, "09/123.45.67", "+3291234567", "+32 9 123 45 67")
	})
	t.Run("endpoint", func(t *testing.T) {
		behaves(t, salesdesk.ParseEndpoint, salesdesk.MustEndpoint, "0208:0428.759.497", "0208:0428759497", "0208:0428759497")
	})
}

func TestParseEnterpriseNumber(t *testing.T) {
	for _, give := range []string{"0428759497", "1000341796", "0314595348", "0400008697", "428759497"} {
		e, err := salesdesk.ParseEnterpriseNumber(give)
		require.NoError(t, err, give)
		assert.True(t, strings.HasSuffix(e.String(), give))
	}
	tests := []struct {
		give string
		want salesdesk.FieldError
	}{
		{"0428759498", checkDigit()},
		{"0400008600", checkDigit()}, // 97 where the remainder is 0, never 00
		{"0000000000", form("0999.999.999")},
		{"2000341796", form("0999.999.999")}, // 2 to 8 are establishments
		{"042875949", checkDigit()},          // nine digits are those of before 2008
		{"04287594", form("0999.999.999")},
		{"BE0428759497", form("0999.999.999")},
		{"", form("0999.999.999")},
	}
	for _, tt := range tests {
		_, err := salesdesk.ParseEnterpriseNumber(tt.give)
		assert.Equal(t, tt.want, err, tt.give)
	}
}

func TestOneCheckInNinetySevenIsRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := rapid.Uint32Range(1, 19_999_999).Draw(t, "base")
		right := 0
		for check := range 100 {
			if _, err := salesdesk.ParseEnterpriseNumber(fmt.Sprintf("%08d%02d", base, check)); err == nil {
				right++
			}
		}
		assert.Equal(t, 1, right)
	})
}

func TestParseIBAN(t *testing.T) {
	valid := []string{
		"BE68 5390 0754 7034", "NL91 ABNA 0417 1643 00", "FR14 2004 1010 0505 0001 3M02 606", "DE89 3704 0044 0532 0130 00",
		"LU28 0019 4006 4475 0000", "GB29 NWBK 6016 1331 9268 19", "MT84 MALT 0110 0001 2345 MTLC AST0 01S", "NO93 8601 1117 947",
		"LC55 HEMM 0001 0001 0012 0012 0002 3015", "XK05 1212 0123 4567 8906",
	}
	for _, give := range valid {
		i, err := salesdesk.ParseIBAN(give)
		require.NoError(t, err, give)
		assert.Equal(t, give, i.Format())
		assert.Equal(t, salesdesk.Country(give[:2]), i.Country())
	}
	tests := []struct {
		give string
		want salesdesk.FieldError
	}{
		{"BE69539007547034", checkDigit()},
		{"BE43539007547035", checkDigit()}, // the international check agrees, the Belgian one does not
		{"BE6853900754703", form("BE99 9999 9999 9999")},
		{"BE685390075470340", form("BE99 9999 9999 9999")},
		{"US68539007547034", form("BE99 9999 9999 9999")},
		{"68539007547034", form("BE99 9999 9999 9999")},
		{"BE", form("BE99 9999 9999 9999")},
		{"BE6A539007547034", form("BE99 9999 9999 9999")},
		{"BE" + ibanCheck("BE", "5390075470AB") + "5390075470AB", form("BE99 9999 9999 9999")}, // a Belgian account has digits only
	}
	for _, tt := range tests {
		_, err := salesdesk.ParseIBAN(tt.give)
		assert.Equal(t, tt.want, err, tt.give)
	}
	assert.Empty(t, salesdesk.IBAN{}.Country())
}

// ibanCheck is the check digits of an account by arithmetic on whole numbers.
func ibanCheck(country, account string) string {
	var digits strings.Builder
	for _, c := range account + country + "00" {
		if c >= 'A' {
			fmt.Fprint(&digits, c-'A'+10)
		} else {
			digits.WriteRune(c)
		}
	}
	n, _ := new(big.Int).SetString(digits.String(), 10)
	return fmt.Sprintf("%02d", 98-n.Mod(n, big.NewInt(97)).Int64())
}

func TestEveryIBANHasOneCheck(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		account := rapid.StringMatching(`[A-Z]{4}[0-9]{10}`).Draw(t, "account")
		number := "NL" + ibanCheck("NL", account) + account
		i, err := salesdesk.ParseIBAN(number)
		require.NoError(t, err, number)
		assert.Equal(t, number, i.String())
	})
}

func TestIBANSeesTwoCharactersSwapped(t *testing.T) {
	const give = "BE68539007547034"
	for i := 2; i < len(give)-1; i++ {
		if give[i] == give[i+1] {
			continue
		}
		swapped := give[:i] + give[i+1:i+2] + give[i:i+1] + give[i+2:]
		_, err := salesdesk.ParseIBAN(swapped)
		assert.Equal(t, checkDigit(), err, swapped)
	}
}

func TestParseBIC(t *testing.T) {
	assert.Equal(t, salesdesk.MustBIC("GEBABEBB"), salesdesk.MustBIC("GEBABEBBXXX"), "XXX is the head office")
	assert.Equal(t, "KRED BE BB 500", salesdesk.MustBIC("KREDBEBB500").Format())
	assert.Equal(t, salesdesk.Belgium, salesdesk.MustBIC("KREDBEBB500").Country())
	assert.Empty(t, salesdesk.BIC{}.Country())
	for _, give := range []string{"", "GEBABEB", "GEBABEBBX", "GEBAQQBB", "GEBA12BB", "GEBABEBB+", "GEBABEBBXXXX"} {
		_, err := salesdesk.ParseBIC(give)
		assert.Equal(t, form("XXXXAAXX(XXX)"), err, give)
	}
}

func TestParsePaymentReference(t *testing.T) {
	for _, give := range []string{
		"+++012/3456/78939+++", "+++000/0000/09797+++", "+++010/8068/17183+++", "+++123/4567/89002+++",
		"RF18539007547034", "RF222026001234", "RF10INV2026001", " +++010/8068/17183+++ ", "010 8068 17183",
	} {
		_, err := salesdesk.ParsePaymentReference(give)
		assert.NoError(t, err, give)
	}
	tests := []struct {
		give string
		want salesdesk.FieldError
	}{
		{"+++123/4567/89012+++", checkDigit()}, // often quoted, never valid
		{"+++000/0000/00000+++", checkDigit()},
		{"+++010/8068/1718+++", form("+++999/9999/99999+++")},
		{"+++010/8068/17183***", form("+++999/9999/99999+++")},
		{"+++010/8068/17183", form("+++999/9999/99999+++")},
		{"", form("+++999/9999/99999+++")},
		{"RF19539007547034", checkDigit()},
		{"RF18", form("RF99X…")},
		{"RFA8539007547034", form("RF99X…")},
		{"RF18*39007547034", form("RF99X…")},
	}
	for _, tt := range tests {
		_, err := salesdesk.ParsePaymentReference(tt.give)
		assert.Equal(t, tt.want, err, tt.give)
	}
}

func TestBelgianReference(t *testing.T) {
	tests := []struct {
		give int64
		want string
	}{
		{123456789, "+++012/3456/78939+++"},
		{97, "+++000/0000/09797+++"},
		{1234567890, "+++123/4567/89002+++"},
		{0, "+++000/0000/00097+++"},
		{9_999_999_999, "+++999/9999/99948+++"},
	}
	for _, tt := range tests {
		r, err := salesdesk.BelgianReference(tt.give)
		require.NoError(t, err)
		assert.Equal(t, tt.want, r.Format())
		assert.True(t, r.IsBelgian())
	}
	_, err := salesdesk.BelgianReference(-1)
	assert.Equal(t, salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}, err)
	_, err = salesdesk.BelgianReference(10_000_000_000)
	assert.Equal(t, salesdesk.FieldError{Rule: salesdesk.RuleMax, Param: "9999999999"}, err)
}

func TestCreditorReference(t *testing.T) {
	tests := []struct{ give, want string }{
		{"539007547034", "RF18539007547034"},
		{"2026001234", "RF222026001234"},
		{"inv-2026/001", "RF10INV2026001"},
	}
	for _, tt := range tests {
		r, err := salesdesk.CreditorReference(tt.give)
		require.NoError(t, err)
		assert.Equal(t, tt.want, r.String())
		assert.False(t, r.IsBelgian())
	}
	for _, give := range []string{"", "é", "++", strings.Repeat("1", 22)} {
		_, err := salesdesk.CreditorReference(give)
		assert.Equal(t, form("RF99X…"), err, give)
	}
	assert.False(t, salesdesk.PaymentReference{}.IsBelgian())
}

func TestEveryNumberHasAReferenceThatReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 9_999_999_999).Draw(t, "n")
		r, err := salesdesk.BelgianReference(n)
		require.NoError(t, err)
		assert.Equal(t, fmt.Sprintf("%010d", n), r.String()[:10])
		assert.Equal(t, r, salesdesk.MustPaymentReference(r.Format()))

		text := rapid.StringMatching(`[A-Z0-9]{1,21}`).Draw(t, "text")
		c, err := salesdesk.CreditorReference(text)
		require.NoError(t, err)
		assert.Equal(t, text, c.String()[4:])
	})
}

func TestParseGTINAndGLN(t *testing.T) {
	tests := []struct{ give, wantFormat string }{
		{"96385074", "9638 5074"},
		{"5412345000013", "5 412345 000013"},
		{"4012345678901", "4 012345 678901"},
		{"036000291452", "0 36000 29145 2"},
		{"10614141000415", "1 06 14141 00041 5"},
	}
	for _, tt := range tests {
		g, err := salesdesk.ParseGTIN(tt.give)
		require.NoError(t, err, tt.give)
		assert.Equal(t, tt.give, g.String())
		assert.Equal(t, tt.wantFormat, g.Format())
		assert.Len(t, g.GTIN14().String(), 14)
	}
	assert.Equal(t, salesdesk.MustGTIN("0036000291452").GTIN14(), salesdesk.MustGTIN("036000291452").GTIN14())
	assert.True(t, salesdesk.GTIN{}.GTIN14().IsZero())

	for _, give := range []string{"", "0000000000000", "541234500001", "54123450000130", "541234500001A"} {
		_, err := salesdesk.ParseGLN(give)
		assert.Equal(t, form("9999999999999"), err, give)
	}
	for _, give := range []string{"", "00000000", "963850", "963850745", "123456789012345", "9638507A"} {
		_, err := salesdesk.ParseGTIN(give)
		assert.Equal(t, form("9999999999999"), err, give)
	}
	_, err := salesdesk.ParseGTIN("5412345000014")
	assert.Equal(t, checkDigit(), err)
	_, err = salesdesk.ParseGLN("5412345000014")
	assert.Equal(t, checkDigit(), err)
}

func TestParsePhoneNumber(t *testing.T) {
	tests := []struct{ give, want, wantFormat string }{
		{"09 123 45 67", "+3291234567", "+32 9 123 45 67"},
		{"0470 12 34 56", "+32470123456", "+32 470 12 34 56"},
		{"+32 (0)470 12 34 56", "+32470123456", "+32 470 12 34 56"},
		{"0032 (0)9 123.45.67", "+3291234567", "+32 9 123 45 67"},
		{"(09) 123 45 67", "+3291234567", "+32 9 123 45 67"},
		{"056 12 34 56", "+3256123456", "+32 56 12 34 56"},
		{"0800 12 345", "+3280012345", "+32 800 12 345"},
		{"0900 12 345", "+3290012345", "+32 900 12 345"},
		{"070 12 34 56", "+3270123456", "+32 70 12 34 56"},
		{"0031 20 123 45 67", "+31201234567", "+31 201 234 567"},
		{"+33 1 23 45 67 89", "+33123456789", "+33 1 23 45 67 89"},
		{"+352 123 456", "+352123456", "+352 123 456"},
		{"+1 212 555 0100", "+12125550100", "+1 212 555 01 00"},
	}
	for _, tt := range tests {
		p, err := salesdesk.ParsePhoneNumber(tt.give)
		require.NoError(t, err, tt.give)
		assert.Equal(t, tt.want, p.String())
		assert.Equal(t, tt.wantFormat, p.Format())
	}
	for _, give := range []string{
		"", "9 123 45 67", "0412 34 56 78", "09 123 45", "0470 12 34 5", "+32 09 123 45 67", "+0 123", "+", "+1234567890123456",
		"09 123 45 67 ext 8", "09+1234567", "00", "000 12 34 56", strings.Repeat("(", 1000),
	} {
		_, err := salesdesk.ParsePhoneNumber(give)
		assert.Equal(t, form("+32 9 999 99 99"), err, "%.30s", give)
	}
}

func TestParseEndpoint(t *testing.T) {
	tests := []struct{ give, wantScheme, wantID string }{
		{"0208:0428759497", "0208", "0428759497"},
		{"iso6523-actorid-upis::0208:0428759497", "0208", "0428759497"},
		{"9925:be0428759497", "9925", "BE0428759497"},
		{"0088:5412345000013", "0088", "5412345000013"},
		{"0106:12345678", "0106", "12345678"},
		{"9906:IT:06363391001", "9906", "IT:06363391001"},
	}
	for _, tt := range tests {
		e, err := salesdesk.ParseEndpoint(tt.give)
		require.NoError(t, err, tt.give)
		assert.Equal(t, tt.wantScheme, e.Scheme())
		assert.Equal(t, tt.wantID, e.ID())
	}
	refused := []struct {
		give string
		want salesdesk.FieldError
	}{
		{"", form("9999:X…")},
		{"0428759497", form("9999:X…")},
		{"020:0428759497", form("9999:X…")},
		{"0106:", form("9999:X…")},
		{"0106:1 2", form("9999:X…")},
		{"0106:" + strings.Repeat("1", 51), form("9999:X…")},
		{"0106:" + strings.Repeat("1", 1000), form("9999:X…")},
		{"0208:0428759498", checkDigit()},
		{"0088:5412345000014", checkDigit()},
		{"9925:NL004495445B01", form("BE0999999999")},
	}
	for _, tt := range refused {
		_, err := salesdesk.ParseEndpoint(tt.give)
		assert.Equal(t, tt.want, err, "%.30s", tt.give)
	}
	assert.Equal(t, "0208:0428759497", salesdesk.MustEnterpriseNumber("0428759497").Endpoint().String())
	assert.Equal(t, "0088:5412345000013", salesdesk.MustGLN("5412345000013").Endpoint().String())
	assert.True(t, salesdesk.EnterpriseNumber{}.Endpoint().IsZero())
	assert.True(t, salesdesk.GLN{}.Endpoint().IsZero())
}

func FuzzParseEnterpriseNumber(f *testing.F) {
	seed(f, "0428759497", "1000341796", "0400008697", "0400008600", "428.759.497", "0428\u00a0759\u2011497")
	f.Fuzz(func(t *testing.T, s string) { holdsIdentifier(t, s, salesdesk.ParseEnterpriseNumber) })
}

func FuzzParseIBAN(f *testing.F) {
	seed(f, "BE68 5390 0754 7034", "NL91ABNA0417164300", "BE43539007547035", "MT84MALT011000012345MTLCAST001S")
	f.Fuzz(func(t *testing.T, s string) { holdsIdentifier(t, s, salesdesk.ParseIBAN) })
}

func FuzzParseBIC(f *testing.F) {
	seed(f, "GEBABEBB", "GEBABEBBXXX", "KREDBEBB500")
	f.Fuzz(func(t *testing.T, s string) { holdsIdentifier(t, s, salesdesk.ParseBIC) })
}

func FuzzParsePaymentReference(f *testing.F) {
	seed(f, "+++010/8068/17183+++", "***010/8068/17183***", "RF18539007547034", "++++++", "+++")
	f.Fuzz(func(t *testing.T, s string) { holdsIdentifier(t, s, salesdesk.ParsePaymentReference) })
}

func FuzzParseGTIN(f *testing.F) {
	seed(f, "96385074", "036000291452", "5412345000013", "10614141000415")
	f.Fuzz(func(t *testing.T, s string) { holdsIdentifier(t, s, salesdesk.ParseGTIN) })
}

func FuzzParseGLN(f *testing.F) {
	seed(f, "5412345000013", "0000000000000")
	f.Fuzz(func(t *testing.T, s string) { holdsIdentifier(t, s, salesdesk.ParseGLN) })
}

func FuzzParsePhoneNumber(f *testing.F) {
	seed(f, "09 123 45 67", "+32 (0)470 12 34 56", "0031 20 123 45 67", "+12", "+71", "00")
	f.Fuzz(func(t *testing.T, s string) { holdsIdentifier(t, s, salesdesk.ParsePhoneNumber) })
}

func FuzzParseEndpoint(f *testing.F) {
	seed(f, "0208:0428759497", "iso6523-actorid-upis::9925:BE0428759497", "0106:12345678")
	f.Fuzz(func(t *testing.T, s string) { holdsIdentifier(t, s, salesdesk.ParseEndpoint) })
}

func seed(f *testing.F, texts ...string) {
	f.Helper()
	for _, s := range texts {
		f.Add(s)
	}
}
