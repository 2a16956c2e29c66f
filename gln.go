package salesdesk

import "fmt"

const glnForm = "9999999999999"

// GLN is a GS1 location number of thirteen digits, the last a check digit: a party or
// a place of delivery. Scheme 0088.
type GLN struct{ n uint64 }

// ParseGLN reads thirteen digits.
func ParseGLN(s string) (GLN, error) {
	var text [13]byte
	if compact(text[:], s) != len(text) {
		return GLN{}, malformed.refuse(glnForm)
	}
	v, value := gs1Verdict(text[:])
	if v != sound {
		return GLN{}, v.refuse(glnForm)
	}
	return GLN{value}, nil
}

// MustGLN is ParseGLN for constants; it panics.
func MustGLN(s string) GLN { return must(ParseGLN(s)) }

// IsZero reports whether no number is known.
func (g GLN) IsZero() bool { return g.n == 0 }

// String is the thirteen digits.
func (g GLN) String() string {
	if g.IsZero() {
		return ""
	}
	return fmt.Sprintf("%013d", g.n)
}

// Format groups the digits: "5 412345 000013".
func (g GLN) Format() string { return grouped(g.String(), " ", 1, 6) }

// Endpoint is the location as an electronic address of the Peppol network, scheme 0088.
func (g GLN) Endpoint() Endpoint {
	if g.IsZero() {
		return Endpoint{}
	}
	return Endpoint{scheme: endpointLocation, id: g.String()}
}

// MarshalText writes String.
func (g GLN) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText is ParseGLN; empty text is the zero value.
func (g *GLN) UnmarshalText(text []byte) error { return readText(g, text, ParseGLN) }
