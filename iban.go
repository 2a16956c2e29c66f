package salesdesk

const ibanForm = "BE99 9999 9999 9999"

// IBAN is an international bank account number (ISO 13616) of a country in the
// registry, of that country's length, whose check digits agree; for Belgium the
// national ones too. BT-84.
type IBAN struct {
	text [34]byte
	size uint8
}

// ParseIBAN reads a number with or without spaces.
func ParseIBAN(s string) (IBAN, error) {
	var i IBAN
	n := compact(i.text[:], s)
	if n < 5 {
		return IBAN{}, malformed.refuse(ibanForm)
	}
	i.size = uint8(n)
	if v := ibanVerdict(i.text[:n]); v != sound {
		return IBAN{}, v.refuse(ibanForm)
	}
	return i, nil
}

// MustIBAN is ParseIBAN for constants; it panics.
func MustIBAN(s string) IBAN { return must(ParseIBAN(s)) }

func ibanVerdict(b []byte) verdict {
	if !isLetters(b[:2]) || !isDigits(b[2:4]) || !isAlphanumeric(b[4:]) || len(b) != ibanLength(b[0], b[1]) {
		return malformed
	}
	if mod97(mod97(0, b[4:]), b[:4]) != 1 || string(b[2:4]) < "02" || string(b[2:4]) > "98" {
		return mismatch
	}
	if b[0] == 'B' && b[1] == 'E' {
		return belgianAccount(b[4:])
	}
	return sound
}

// belgianAccount is bank, number and the remainder of both by 97, 97 instead of 0.
func belgianAccount(b []byte) verdict {
	if !isDigits(b) {
		return malformed
	}
	return when(belgianCheck(number(b[:10])) == number(b[10:]))
}

// belgianCheck is n modulo 97, with 97 instead of 0: the check of bank accounts and
// of structured communications.
func belgianCheck(n uint64) uint64 {
	if r := n % 97; r != 0 {
		return r
	}
	return 97
}

// ibanLengths are the countries of the IBAN registry with their length.
const ibanLengths = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 " +
	"EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 " +
	"KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 " +
	"PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 "

// ibanLength is the number of characters for a country, 0 for one without IBAN.
func ibanLength(c1, c2 byte) int {
	for row := ibanLengths; len(row) > 0; row = row[5:] {
		if row[0] == c1 && row[1] == c2 {
			return int(row[2]-'0')*10 + int(row[3]-'0')
		}
	}
	return 0
}

// IsZero reports whether no account is known.
func (i IBAN) IsZero() bool { return i.size == 0 }

// String is the number without spaces, "BE68539007547034".
func (i IBAN) String() string { return string(i.text[:i.size]) }

// Format groups by four: "BE68 5390 0754 7034".
func (i IBAN) Format() string { return grouped(i.String(), " ", 4, 4, 4, 4, 4, 4, 4, 4) }

// Country is the country of the account.
func (i IBAN) Country() Country {
	if i.IsZero() {
		return ""
	}
	return Country(i.text[:2])
}

// MarshalText writes String.
func (i IBAN) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText is ParseIBAN; empty text is the zero value.
func (i *IBAN) UnmarshalText(text []byte) error { return readText(i, text, ParseIBAN) }
