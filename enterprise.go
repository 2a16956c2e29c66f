package salesdesk

import "fmt"

const enterpriseForm = "0999.999.999"

// EnterpriseNumber is a number of the Belgian Crossroads Bank for Enterprises (KBO,
// BCE): ten digits that start with 0 or, since 19 September 2023, 1; the last two are
// 97 less the remainder of the first eight by 97, so 01 to 97 and never 00.
type EnterpriseNumber struct{ n uint32 }

// ParseEnterpriseNumber reads ten digits, with or without dots, or the nine of the
// years before 2008. A VAT number is not one: see [VATNumber.EnterpriseNumber].
func ParseEnterpriseNumber(s string) (EnterpriseNumber, error) {
	var text [10]byte
	n := compact(text[:], s)
	if n == 9 {
		copy(text[1:], text[:9])
		text[0] = '0'
		n = 10
	}
	if n != 10 {
		return EnterpriseNumber{}, malformed.refuse(enterpriseForm)
	}
	if v := enterpriseVerdict(text[:]); v != sound {
		return EnterpriseNumber{}, v.refuse(enterpriseForm)
	}
	return EnterpriseNumber{uint32(number(text[:]))}, nil
}

// MustEnterpriseNumber is ParseEnterpriseNumber for constants; it panics.
func MustEnterpriseNumber(s string) EnterpriseNumber { return must(ParseEnterpriseNumber(s)) }

func enterpriseVerdict(b []byte) verdict {
	if len(b) != 10 || !isDigits(b) || b[0] > '1' || number(b[:8]) == 0 {
		return malformed
	}
	return when(97-number(b[:8])%97 == number(b[8:]))
}

// IsZero reports whether no number is known.
func (e EnterpriseNumber) IsZero() bool { return e.n == 0 }

// String is the ten digits, "0428759497".
func (e EnterpriseNumber) String() string {
	if e.IsZero() {
		return ""
	}
	return fmt.Sprintf("%010d", e.n)
}

// Format is "0428.759.497".
func (e EnterpriseNumber) Format() string { return grouped(e.String(), ".", 4, 3) }

// VAT is the number as a VAT number. Only VIES can say whether it is activated for VAT.
func (e EnterpriseNumber) VAT() VATNumber {
	if e.IsZero() {
		return VATNumber{}
	}
	v := VATNumber{size: 12}
	copy(v.text[:], "BE")
	for i, n := 11, e.n; i >= 2; i, n = i-1, n/10 {
		v.text[i] = byte('0' + n%10)
	}
	return v
}

// Endpoint is the electronic address a Belgian enterprise has on the Peppol network,
// scheme 0208.
func (e EnterpriseNumber) Endpoint() Endpoint {
	if e.IsZero() {
		return Endpoint{}
	}
	return Endpoint{scheme: endpointEnterprise, id: e.String()}
}

// MarshalText writes String.
func (e EnterpriseNumber) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText is ParseEnterpriseNumber; empty text is the zero value.
func (e *EnterpriseNumber) UnmarshalText(text []byte) error {
	return readText(e, text, ParseEnterpriseNumber)
}
