package salesdesk_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
)

// vatVectors are valid numbers, those of the table of the EU checks first.
func vatVectors() []string {
	return []string{
		"ATU13585627", "BE0428759497", "BG175074752", "CY10259033P", "CZ25123891", "DE136695976", "DK13585628",
		"EE100594102", "EL094259216", "ESB64717838", "ES54362315K", "FI20774740", "FR23334175221", "HR33392005961",
		"HU12892312", "IE6433435F", "IE6433435OA", "IT00743110157", "LT119511515", "LU15027442", "LV40003521600",
		"MT11679112", "NL004495445B01", "NL002455799B11", "PL8567346215", "PT501964843", "RO18547290",
		"SE123456789701", "SI50223054", "SK2022749619",
		// other forms of the same countries
		"BE1000341796", "BE0400008697", "BE0314595348", // the series of 2023, check 97, an old one
		"BG7523169263", "BG8032056031", // persons
		"CZ7103192745", "CZ640903926", "CZ395601439", // birth numbers and the special series
		"ESX5253868R", "ESM1234567L", "ESJ99216582", // foreigner, without a DNI, company
		"FR40303265045", "FRK7399859412", "FR83404833048", // keys of digits and letters
		"GB980780684", "GB802311782", "GBGD499", "GBHA500", "XI980780684", "GB980780684001",
		"IE8D79739I", "IE3628739L", "IE5343381W",
		"LT100001919017", "LV16117519997", "RO361757",
		"NL123456789B13",
	}
}

func TestParseVATNumberTakesTheNumbersOfEveryCountry(t *testing.T) {
	for _, give := range vatVectors() {
		t.Run(give, func(t *testing.T) {
			v, err := salesdesk.ParseVATNumber(give)
			require.NoError(t, err)
			assert.Equal(t, give, v.String())
			assert.Equal(t, give[:2], v.Prefix())
			assert.NoError(t, v.Country().Check())
		})
	}
}

// TestParseVATNumberTakesEveryBranchOfACheck has made-up numbers that a second
// implementation of the same checks takes too.
func TestParseVATNumberTakesEveryBranchOfACheck(t *testing.T) {
	tests := []struct {
		why  string
		give []string
	}{
		{"Bulgaria: remainder 10, second weights", []string{"BG559145190", "BG046816258"}},
		{"Bulgaria: citizen, foreigner, other", []string{"BG4904153815", "BG7304159340", "BG7908481452", "BG6830116001", "BG8604158479", "BG7504155115"}},
		{"Czechia: company", []string{"CZ87337673", "CZ07707797"}},
		{"Czechia: nine digits of before 1954", []string{"CZ325415454", "CZ005415836"}},
		{"Czechia: the special series", []string{"CZ609120061", "CZ690426883"}},
		{"Spain: K and L, Y and Z, a company", []string{"ESL0759538D", "ESL6110928N", "ESY2244501Z", "ESZ6183532X", "ESB31265473"}},
		{"France: a letter second, two letters, Monaco", []string{"FR6M560512543", "FR6V982486664", "FR1T677222143", "FRYY522103167", "FRWP345005748", "FRQF128341393", "FR32000310633"}},
		{"Britain: remainder 42 or 55", []string{"GB501196426", "GB802942583215"}},
		{"Ireland: W, the old form, a second letter", []string{"IE5237683W", "IE0204831HW", "IE1C68203S", "IE0N93266R", "IE7850558WV"}},
		{"Lithuania: remainder 10, once and twice", []string{"LT621351810", "LT754431516", "LT553419747716", "LT376977647910", "LT512201910"}},
		{"Latvia: a person without and with a date", []string{"LV32611136166", "LV32622234079", "LV01017558743", "LV01018384010"}},
		{"Romania: the shortest", []string{"RO51", "RO35"}},
		{"Slovenia: 10 is written 0", []string{"SI85769720", "SI80680500"}},
	}
	for _, tt := range tests {
		for _, give := range tt.give {
			v, err := salesdesk.ParseVATNumber(give)
			require.NoError(t, err, "%s: %s", tt.why, give)
			assert.Equal(t, give, v.String())
		}
	}
}

func TestParseVATNumberSeesAnotherLastDigit(t *testing.T) {
	lenient := map[string]bool{ // no check digit, or several checks of which one may agree
		"CZ395601439": true, "GBGD499": true, "GBHA500": true, "GB980780684001": true,
		"BG7523169263": true, "BG8032056031": true, "NL002455799B11": true, "NL123456789B13": true,
	}
	for _, give := range vatVectors() {
		if lenient[give] {
			continue
		}
		for _, c := range "0123456789" {
			at := strings.LastIndexAny(give, "0123456789")
			if strings.HasPrefix(give, "SE") || strings.HasPrefix(give, "NL") {
				at = 10 // what follows is no part of the check, or fixed
			}
			mutated := give[:at] + string(c) + give[at+1:]
			if mutated == give {
				continue
			}
			_, err := salesdesk.ParseVATNumber(mutated)
			assert.Error(t, err, mutated)
		}
	}
}

func TestParseVATNumberReadsWhatPeopleWrite(t *testing.T) {
	tests := []struct{ give, want, wantFormat string }{
		{"BE 0428.759.497", "BE0428759497", "BE 0428.759.497"},
		{"be0428759497", "BE0428759497", "BE 0428.759.497"},
		{"BE 428.759.497", "BE0428759497", "BE 0428.759.497"},
		{"BE\u00a00428\u202f759\u202f497", "BE0428759497", "BE 0428.759.497"},
		{"GR094259216", "EL094259216", "EL 094259216"},
		{"nl 0044.95.445.B.01", "NL004495445B01", "NL 004495445B01"},
		{"FR 23 334-175-221", "FR23334175221", "FR 23 334 175 221"},
	}
	for _, tt := range tests {
		v, err := salesdesk.ParseVATNumber(tt.give)
		require.NoError(t, err, tt.give)
		assert.Equal(t, tt.want, v.String())
		assert.Equal(t, tt.wantFormat, v.Format())
	}
}

func TestParseVATNumberSaysWhatIsWrong(t *testing.T) {
	tests := []struct {
		give string
		want salesdesk.FieldError
	}{
		{"", form("AAXX999999999")},
		{"0428759497", form("AAXX999999999")},
		{"US123456789", form("AAXX999999999")},
		{"CHE123456789", form("AAXX999999999")},
		{"BE0428759498", checkDigit()},
		{"BE0400008600", checkDigit()}, // remainder 0 is 97, never 00
		{"BE2000341796", form("BE0999999999")},
		{"BE42875949", form("BE0999999999")},
		{"ATX13585627", form("ATU99999999")},
		{"CY12345678X", form("CY99999999A")},
		{"DE036695976", form("DE999999999")},
		{"ES54362315+", form("ESX9999999X")},
		{"ESI64717838", form("ESX9999999X")},
		{"ESX52538689", form("ESX9999999X")},
		{"FRIO334175221", form("FRXX999999999")},
		{"IE6433435FZ", form("IE9X99999A(A)")},
		{"IE6433435", form("IE9X99999A(A)")},
		{"IT00743110000", form("IT99999999999")},
		{"LT119511525", form("LT999999999(999)")},
		{"LV11117519997", checkDigit()},
		{"LV00117519997", form("LV99999999999")},
		{"NL004495445A01", form("NL999999999B99")},
		{"NL004495445B00", form("NL999999999B99")},
		{"NL000000000B01", form("NL999999999B99")},
		{"SE123456789702", form("SE999999999901")},
		{"FR23334175222", checkDigit()}, // the SIREN's own check digit
		{"CZ103192745", checkDigit()},   // nine digits of a year after 1953 or a month 31
		{"RO01", form("RO99(99999999)")},
		{"SI50223055", checkDigit()},
		{"IE6433435FX", form("IE9X99999A(A)")},
		{"IE8D79739IA", form("IE9X99999A(A)")},
		{"SK2012749619", form("SK9999999999")},
		{"PL856734621", form("PL9999999999")},
		{"BE0428759497000000000", form("AAXX999999999")},
		{"BE04287594\x00", form("AAXX999999999")},
		{strings.Repeat(" ", 1<<20) + "BE0428759497", form("AAXX999999999")},
	}
	for _, tt := range tests {
		v, err := salesdesk.ParseVATNumber(tt.give)
		assert.Equal(t, tt.want, err, "%.40s", tt.give)
		assert.True(t, v.IsZero())
	}
}

func TestEveryCountrysFormIsNamed(t *testing.T) {
	for _, give := range vatVectors() {
		_, err := salesdesk.ParseVATNumber(give[:2] + "??")
		require.Error(t, err)
		_, err = salesdesk.ParseVATNumber(give[:2] + "99")
		var field salesdesk.FieldError
		require.ErrorAs(t, err, &field, give)
		if field.Rule == salesdesk.RuleFormat {
			assert.True(t, strings.HasPrefix(field.Param, give[:2]), "%s: %s", give, field.Param)
		}
	}
}

func TestVATNumberCountry(t *testing.T) {
	tests := []struct {
		give       string
		wantPrefix string
		want       salesdesk.Country
	}{
		{"BE0428759497", "BE", "BE"},
		{"EL094259216", "EL", "GR"},
		{"XI980780684", "XI", "GB"},
	}
	for _, tt := range tests {
		v := salesdesk.MustVATNumber(tt.give)
		assert.Equal(t, tt.wantPrefix, v.Prefix())
		assert.Equal(t, tt.want, v.Country())
	}
	var none salesdesk.VATNumber
	assert.Empty(t, none.Prefix())
	assert.Empty(t, none.Country())
	assert.Empty(t, none.Format())
}

func TestVATNumberAndEnterpriseNumberNameEachOther(t *testing.T) {
	e := salesdesk.MustEnterpriseNumber("0428.759.497")
	assert.Equal(t, salesdesk.MustVATNumber("BE0428759497"), e.VAT())
	assert.Equal(t, e, e.VAT().EnterpriseNumber())
	assert.True(t, salesdesk.MustVATNumber("DE136695976").EnterpriseNumber().IsZero())
	assert.True(t, salesdesk.EnterpriseNumber{}.VAT().IsZero())
}

// TestNationalChecksAgreeWithAPlainReading holds the fast checks to a second, slow way
// to say the same.
func TestNationalChecksAgreeWithAPlainReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.StringMatching(`[0-9]{10}`).Draw(t, "digits")
		at := func(i int) int { return int(d[i-1] - '0') }
		tests := []struct {
			number string
			valid  bool
		}{
			{"BE" + d, d[0] <= '1' && 97-atoi(d[:8])%97 == atoi(d[8:])},
			{"LU" + d[:8], atoi(d[:6])%89 == atoi(d[6:8])},
			{"SK" + d, d[0] != '0' && strings.ContainsAny(d[2:3], "234789") && atoi(d)%11 == 0},
			{"FI" + d[:8], (7*at(1)+9*at(2)+10*at(3)+5*at(4)+8*at(5)+4*at(6)+2*at(7)+at(8))%11 == 0},
			{"EE" + d[:9], (3*at(1)+7*at(2)+at(3)+3*at(4)+7*at(5)+at(6)+3*at(7)+7*at(8)+at(9))%10 == 0},
			{"HU" + d[:8], (9*at(1)+7*at(2)+3*at(3)+at(4)+9*at(5)+7*at(6)+3*at(7)+at(8))%10 == 0},
			{"PT" + d[:9], d[0] != '0' && (11-(9*at(1)+8*at(2)+7*at(3)+6*at(4)+5*at(5)+4*at(6)+3*at(7)+2*at(8))%11)%11%10 == at(9)},
		}
		for _, tt := range tests {
			_, err := salesdesk.ParseVATNumber(tt.number)
			assert.Equal(t, tt.valid, err == nil, tt.number)
		}
	})
}

func TestParseVATNumberDoesNotAllocate(t *testing.T) {
	numbers := append(vatVectors(), "BE 0428.759.497")
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		for _, n := range numbers {
			if _, err := salesdesk.ParseVATNumber(n); err != nil {
				t.Fatal(n, err)
			}
		}
	}))
}

func BenchmarkParseVATNumber(b *testing.B) {
	for _, number := range []string{"BE0428759497", "BE 0428.759.497", "NL002455799B11", "DE136695976", "FR23334175221", "LT100001919017"} {
		b.Run(number, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := salesdesk.ParseVATNumber(number); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func FuzzParseVATNumber(f *testing.F) {
	for _, v := range vatVectors() {
		f.Add(v)
	}
	f.Add("BE 0428.759.498")
	f.Fuzz(func(t *testing.T, s string) { holdsIdentifier(t, s, salesdesk.ParseVATNumber) })
}

// Zeros fill a form, and the checks of many countries let them pass.
func TestTheNumberZeroIsNobodys(t *testing.T) {
	bodies := map[string][]string{
		"AT": {"U0000000#"}, "BE": {"00000000##"}, "BG": {"00000000#", "000000000#"}, "CY": {"00000000@"}, "CZ": {"0000000#", "00000000#", "000000000#"},
		"DE": {"00000000#"}, "DK": {"000000##"}, "EE": {"00000000#"}, "EL": {"00000000#"}, "ES": {"X0000000@", "00000000@", "A0000000#", "K0000000@", "P0000000@"},
		"FI": {"0000000#"}, "FR": {"##00000000#"}, "GB": {"0000000##", "0000000##001"}, "XI": {"0000000##"}, "HR": {"0000000000#"}, "HU": {"0000000#"},
		"IE": {"0000000@", "0000000@A"}, "IT": {"0000000001#", "0000000##"}, "LT": {"00000001#", "00000000001#"}, "LU": {"000000##"}, "LV": {"0000000000#"},
		"MT": {"000000##"}, "NL": {"000000000B##"}, "PL": {"000000000#"}, "PT": {"00000000#"}, "RO": {"00000000#", "0#"}, "SE": {"000000000#01"},
		"SI": {"0000000#"}, "SK": {"000000000#"},
	}
	for country, forms := range bodies {
		for _, form := range forms {
			for _, body := range filled(form) {
				v, err := salesdesk.ParseVATNumber(country + body)
				require.Error(t, err, "%s", v)
			}
		}
	}
	_, err := salesdesk.ParseEnterpriseNumber("0000000097")
	require.ErrorAs(t, err, new(salesdesk.FieldError))
	for _, small := range []string{"RO19", "GBGD001"} {
		_, err := salesdesk.ParseVATNumber(small)
		require.NoError(t, err, small)
	}
}

// filled is a form with every digit for # and every letter for @.
func filled(form string) []string {
	i := strings.IndexAny(form, "#@")
	if i < 0 {
		return []string{form}
	}
	choices := "0123456789"
	if form[i] == '@' {
		choices = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	}
	var all []string
	for _, c := range choices {
		all = append(all, filled(form[:i]+string(c)+form[i+1:])...)
	}
	return all
}
