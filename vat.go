package salesdesk

// VATNumber is a VAT identification number of a member state of the European Union,
// of Northern Ireland (XI) or of Great Britain (GB), with its prefix, that passes the
// country's own check. BT-31 and BT-48.
//
// Greece writes EL; GR is read as EL. Some countries have numbers out in the world
// that fail their own check: VIES decides, see [ViesResult].
type VATNumber struct {
	text [14]byte
	size uint8
}

// ParseVATNumber reads a number with its prefix, such as "BE 0428.759.497". It does
// not allocate. The nine digits of an old Belgian number get their 0.
func ParseVATNumber(s string) (VATNumber, error) {
	var v VATNumber
	n := compact(v.text[:], s)
	if n < 4 {
		return VATNumber{}, malformed.refuse(vatForm(""))
	}
	switch {
	case v.text[0] == 'G' && v.text[1] == 'R':
		v.text[0], v.text[1] = 'E', 'L'
	case n == 11 && v.text[0] == 'B' && v.text[1] == 'E':
		copy(v.text[3:12], v.text[2:11])
		v.text[2] = '0'
		n = 12
	}
	v.size = uint8(n)
	verdict := vatVerdict(v.text[:2], v.text[2:n])
	if verdict == sound && isZeroVAT(v.text[:2], v.text[2:n]) {
		verdict = malformed
	}
	if verdict != sound {
		return VATNumber{}, verdict.refuse(vatForm(v.Prefix()))
	}
	return v, nil
}

// MustVATNumber is ParseVATNumber for constants; it panics.
func MustVATNumber(s string) VATNumber { return must(ParseVATNumber(s)) }

// IsZero reports whether no number is known.
func (v VATNumber) IsZero() bool { return v.size == 0 }

// String is the number without separators, "BE0428759497".
func (v VATNumber) String() string { return string(v.text[:v.size]) }

// Format is the prefix, a space and the number: "BE 0428.759.497".
func (v VATNumber) Format() string {
	if v.IsZero() {
		return ""
	}
	body := string(v.text[2:v.size])
	switch v.Prefix() {
	case "BE":
		body = grouped(body, ".", 4, 3)
	case "FR":
		body = grouped(body, " ", 2, 3, 3)
	}
	return v.Prefix() + " " + body
}

// Prefix is what the number starts with: a country's code, but EL for Greece and XI
// for Northern Ireland, whose goods, and goods only, are treated as those of a member state.
func (v VATNumber) Prefix() string {
	if v.IsZero() {
		return ""
	}
	return string(v.text[:2])
}

// Country is the country of the number: GR for EL, GB for XI.
func (v VATNumber) Country() Country {
	switch p := v.Prefix(); p {
	case "EL":
		return "GR"
	case "XI":
		return "GB"
	default:
		return Country(p)
	}
}

// EnterpriseNumber is the Belgian enterprise number inside, or the zero value where
// the number is not Belgian.
func (v VATNumber) EnterpriseNumber() EnterpriseNumber {
	if v.Prefix() != "BE" {
		return EnterpriseNumber{}
	}
	return EnterpriseNumber{uint32(number(v.text[2:12]))}
}

// MarshalText writes String.
func (v VATNumber) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText is ParseVATNumber; empty text is the zero value.
func (v *VATNumber) UnmarshalText(text []byte) error { return readText(v, text, ParseVATNumber) }
