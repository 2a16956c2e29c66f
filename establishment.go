package salesdesk

import "fmt"

const establishmentForm = "9.999.999.999"

// EstablishmentNumber is a number of a Belgian establishment unit, a place where an
// enterprise works, in the Crossroads Bank for Enterprises: ten digits of which the
// first is 2 to 8, with the check of an [EnterpriseNumber] (from general knowledge: verify
// before relying on it).
type EstablishmentNumber struct{ n uint64 }

// ParseEstablishmentNumber reads ten digits, with or without dots.
func ParseEstablishmentNumber(s string) (EstablishmentNumber, error) {
	var text [10]byte
	if compact(text[:], s) != len(text) || !isDigits(text[:]) || text[0] < '2' || text[0] > '8' {
		return EstablishmentNumber{}, malformed.refuse(establishmentForm)
	}
	if v := when(97-number(text[:8])%97 == number(text[8:])); v != sound {
		return EstablishmentNumber{}, v.refuse(establishmentForm)
	}
	return EstablishmentNumber{number(text[:])}, nil
}

// MustEstablishmentNumber is ParseEstablishmentNumber for constants; it panics.
func MustEstablishmentNumber(s string) EstablishmentNumber { return must(ParseEstablishmentNumber(s)) }

// IsZero reports whether no number is known.
func (e EstablishmentNumber) IsZero() bool { return e.n == 0 }

// String is the ten digits.
func (e EstablishmentNumber) String() string {
	if e.IsZero() {
		return ""
	}
	return fmt.Sprintf("%010d", e.n)
}

// Format is "2.123.456.789".
func (e EstablishmentNumber) Format() string { return grouped(e.String(), ".", 1, 3, 3) }

// MarshalText writes String.
func (e EstablishmentNumber) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText is ParseEstablishmentNumber; empty text is the zero value.
func (e *EstablishmentNumber) UnmarshalText(text []byte) error {
	return readText(e, text, ParseEstablishmentNumber)
}
