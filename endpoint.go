package salesdesk

import "strings"

const (
	endpointForm       = "9999:X…"
	endpointPrefix     = "iso6523-actorid-upis::"
	endpointEnterprise = "0208"
	endpointLocation   = "0088"
	endpointBelgianVAT = "9925"

	maxEndpoint = 50
)

// Endpoint is a party's electronic address on the Peppol network: a scheme of the
// electronic address list and an identifier within it. BT-34 and BT-49. A Belgian
// enterprise is 0208 with its enterprise number; 9925 with its VAT number is an extra.
type Endpoint struct{ scheme, id string }

// ParseEndpoint reads "0208:0428759497", also after "iso6523-actorid-upis::". The
// schemes 0088, 0208 and 9925 have their identifiers checked and made canonical; for
// others it is at most 50 printable characters without spaces.
func ParseEndpoint(s string) (Endpoint, error) {
	if len(s) > maxIdentifierBytes {
		return Endpoint{}, malformed.refuse(endpointForm)
	}
	scheme, id, ok := strings.Cut(strings.TrimPrefix(s, endpointPrefix), ":")
	if !ok || !isNumeric([]byte(scheme), 4) {
		return Endpoint{}, malformed.refuse(endpointForm)
	}
	switch scheme {
	case endpointEnterprise:
		e, err := ParseEnterpriseNumber(id)
		return Endpoint{scheme, e.String()}.unless(err)
	case endpointLocation:
		g, err := ParseGLN(id)
		return Endpoint{scheme, g.String()}.unless(err)
	case endpointBelgianVAT:
		v, err := ParseVATNumber(id)
		if err == nil && v.Prefix() != "BE" {
			err = malformed.refuse(vatForm("BE"))
		}
		return Endpoint{scheme, v.String()}.unless(err)
	}
	if id == "" || len(id) > maxEndpoint || strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return Endpoint{}, malformed.refuse(endpointForm)
	}
	return Endpoint{scheme, id}, nil
}

func (e Endpoint) unless(err error) (Endpoint, error) {
	if err != nil {
		return Endpoint{}, err
	}
	return e, nil
}

// MustEndpoint is ParseEndpoint for constants; it panics.
func MustEndpoint(s string) Endpoint { return must(ParseEndpoint(s)) }

// Scheme is the code of the electronic address list, "0208".
func (e Endpoint) Scheme() string { return e.scheme }

// ID is the identifier within the scheme, "0428759497".
func (e Endpoint) ID() string { return e.id }

// IsZero reports whether no address is known.
func (e Endpoint) IsZero() bool { return e == Endpoint{} }

// String is "0208:0428759497".
func (e Endpoint) String() string {
	if e.IsZero() {
		return ""
	}
	return e.scheme + ":" + e.id
}

// Format is the same: an address is copied, not read aloud.
func (e Endpoint) Format() string { return e.String() }

// MarshalText writes String.
func (e Endpoint) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText is ParseEndpoint; empty text is the zero value.
func (e *Endpoint) UnmarshalText(text []byte) error { return readText(e, text, ParseEndpoint) }
