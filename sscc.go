package salesdesk

import "fmt"

const ssccForm = "999999999999999999"

// SSCC is a GS1 serial shipping container code of eighteen digits, the last a check
// digit: one pallet or parcel, as the label on it and the despatch advice name it.
type SSCC struct{ n uint64 }

// ParseSSCC reads eighteen digits, also after 00, the application identifier that stands
// before them in a bar code.
func ParseSSCC(s string) (SSCC, error) {
	var text [20]byte
	n := compact(text[:], s)
	digits := text[:max(n, 0)]
	if n == len(text) && text[0] == '0' && text[1] == '0' {
		digits = digits[2:]
	}
	if len(digits) != 18 {
		return SSCC{}, malformed.refuse(ssccForm)
	}
	v, value := gs1Verdict(digits)
	if v != sound {
		return SSCC{}, v.refuse(ssccForm)
	}
	return SSCC{value}, nil
}

// MustSSCC is ParseSSCC for constants; it panics.
func MustSSCC(s string) SSCC { return must(ParseSSCC(s)) }

// IsZero reports whether no code is known.
func (c SSCC) IsZero() bool { return c.n == 0 }

// String is the eighteen digits.
func (c SSCC) String() string {
	if c.IsZero() {
		return ""
	}
	return fmt.Sprintf("%018d", c.n)
}

// Format sets the extension digit and the check digit apart: "3 5412345123456789 0". How
// long the company's prefix between them is, the digits do not say.
func (c SSCC) Format() string { return grouped(c.String(), " ", 1, 16) }

// MarshalText writes String.
func (c SSCC) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText is ParseSSCC; empty text is the zero value.
func (c *SSCC) UnmarshalText(text []byte) error { return readText(c, text, ParseSSCC) }
