package salesdesk

import "fmt"

const gtinForm = "9999999999999"

// GTIN is a GS1 trade item number of 8, 12, 13 or 14 digits, the last a check digit.
// BT-157, scheme 0160. A shorter number is the same item as the longer one it becomes
// with zeros before it: compare GTIN14 where both may occur.
type GTIN struct {
	n    uint64
	size uint8
}

// ParseGTIN reads the digits under a bar code.
func ParseGTIN(s string) (GTIN, error) {
	var text [14]byte
	n := compact(text[:], s)
	if n != 8 && (n < 12 || n > 14) {
		return GTIN{}, malformed.refuse(gtinForm)
	}
	v, value := gs1Verdict(text[:n])
	if v != sound {
		return GTIN{}, v.refuse(gtinForm)
	}
	return GTIN{value, uint8(n)}, nil
}

// MustGTIN is ParseGTIN for constants; it panics.
func MustGTIN(s string) GTIN { return must(ParseGTIN(s)) }

// gs1Verdict checks the digits of a GS1 number, which is never all zeros.
func gs1Verdict(b []byte) (verdict, uint64) {
	if !isDigits(b) || number(b) == 0 {
		return malformed, 0
	}
	return when(gs1(b)), number(b)
}

// IsZero reports whether no number is known.
func (g GTIN) IsZero() bool { return g.size == 0 }

// String is the digits, as many as were given.
func (g GTIN) String() string {
	if g.IsZero() {
		return ""
	}
	return fmt.Sprintf("%0*d", g.size, g.n)
}

// Format groups the digits as they stand under the bar code: "5 412345 000013".
func (g GTIN) Format() string {
	switch s := g.String(); g.size {
	case 8:
		return grouped(s, " ", 4)
	case 12:
		return grouped(s, " ", 1, 5, 5)
	case 13:
		return grouped(s, " ", 1, 6)
	default:
		return grouped(s, " ", 1, 2, 5, 5)
	}
}

// GTIN14 is the number with zeros before it to fourteen digits.
func (g GTIN) GTIN14() GTIN {
	if g.IsZero() {
		return g
	}
	return GTIN{g.n, 14}
}

// MarshalText writes String.
func (g GTIN) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText is ParseGTIN; empty text is the zero value.
func (g *GTIN) UnmarshalText(text []byte) error { return readText(g, text, ParseGTIN) }
