package salesdesk

const bicForm = "XXXXAAXX(XXX)"

// BIC is a business identifier code (ISO 9362): party prefix, country and party suffix,
// and a branch of three where it is not the head office. XXX, which names the head
// office, is left out, so that both ways to write it are one value. BT-86. The form is from
// general knowledge of the standard: verify before relying on it.
type BIC struct {
	text [11]byte
	size uint8
}

// ParseBIC reads a code of eight or eleven characters.
func ParseBIC(s string) (BIC, error) {
	var b BIC
	n := compact(b.text[:], s)
	if (n != 8 && n != 11) || !isAlphanumeric(b.text[:n]) || Country(b.text[4:6]).Check() != nil {
		return BIC{}, malformed.refuse(bicForm)
	}
	if string(b.text[8:]) == "XXX" {
		b.text[8], b.text[9], b.text[10] = 0, 0, 0
		n = 8
	}
	b.size = uint8(n)
	return b, nil
}

// MustBIC is ParseBIC for constants; it panics.
func MustBIC(s string) BIC { return must(ParseBIC(s)) }

// IsZero reports whether no code is known.
func (b BIC) IsZero() bool { return b.size == 0 }

// String is the code, "GEBABEBB".
func (b BIC) String() string { return string(b.text[:b.size]) }

// Format sets the parts apart: "GEBA BE BB", "KRED BE BB 500".
func (b BIC) Format() string { return grouped(b.String(), " ", 4, 2, 2) }

// Country is the country of the party.
func (b BIC) Country() Country {
	if b.IsZero() {
		return ""
	}
	return Country(b.text[4:6])
}

// MarshalText writes String.
func (b BIC) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText is ParseBIC; empty text is the zero value.
func (b *BIC) UnmarshalText(text []byte) error { return readText(b, text, ParseBIC) }
