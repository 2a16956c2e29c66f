package salesdesk

import (
	"strconv"
	"strings"
)

const (
	phoneForm       = "+32 9 999 99 99"
	maxPhoneDigits  = 15
	belgianDialling = "32"
	frenchDialling  = "33"
	oneDigitCodes   = "17"
	twoDigitCodes   = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 "
	oneDigitAreas   = "2349" // Brussels, Antwerp, Liège, Ghent
)

// PhoneNumber is a telephone number in the international form of E.164: at most
// fifteen digits that start with a country's dialling code. A Belgian number has
// eight digits after +32, or nine where it starts with 45 to 49 (from general knowledge of
// the Belgian numbering plan: verify before relying on it).
type PhoneNumber struct{ n uint64 }

// ParsePhoneNumber reads an international number that starts with + or 00, or a
// Belgian one that starts with its trunk 0: "09 123 45 67" is +3291234567. A trunk 0
// in parentheses is left out; an extension is refused.
func ParsePhoneNumber(s string) (PhoneNumber, error) {
	digits, ok := phoneDigits(s)
	if !ok {
		return PhoneNumber{}, malformed.refuse(phoneForm)
	}
	return PhoneNumber{number([]byte(digits))}, nil
}

// MustPhoneNumber is ParsePhoneNumber for constants; it panics.
func MustPhoneNumber(s string) PhoneNumber { return must(ParsePhoneNumber(s)) }

// phoneDigits is s in the international form without its +.
func phoneDigits(s string) (string, bool) {
	if len(s) > maxIdentifierBytes {
		return "", false
	}
	s, international := cutInternational(strings.TrimSpace(s))
	if international {
		s = strings.Replace(s, "(0)", "", 1)
	}
	var text [maxPhoneDigits]byte
	n := compact(text[:], strings.NewReplacer("(", "", ")", "").Replace(s))
	if n < 2 || !isDigits(text[:n]) {
		return "", false
	}
	digits := string(text[:n])
	if !international {
		if digits[0] != '0' {
			return "", false
		}
		digits = belgianDialling + digits[1:]
	}
	return digits, isPhone(digits)
}

func cutInternational(s string) (rest string, found bool) {
	if rest, found = strings.CutPrefix(s, "+"); found {
		return rest, true
	}
	return strings.CutPrefix(s, "00")
}

func isPhone(digits string) bool {
	if len(digits) < 2 || len(digits) > maxPhoneDigits || digits[0] == '0' {
		return false
	}
	national, belgian := strings.CutPrefix(digits, belgianDialling)
	return !belgian || isBelgianPhone(national)
}

func isBelgianPhone(national string) bool {
	mobile := strings.HasPrefix(national, "4") && len(national) > 1 && national[1] >= '5'
	switch len(national) {
	case 8:
		return national[0] != '0' && !mobile
	case 9:
		return mobile
	default:
		return false
	}
}

// IsZero reports whether no number is known.
func (p PhoneNumber) IsZero() bool { return p.n == 0 }

// String is the number with its +, "+3291234567".
func (p PhoneNumber) String() string {
	if p.IsZero() {
		return ""
	}
	return "+" + p.digits()
}

func (p PhoneNumber) digits() string { return strconv.FormatUint(p.n, 10) }

// Format sets the groups apart: "+32 9 123 45 67", "+32 470 12 34 56". Abroad the
// dialling code is set apart and the rest grouped by three, without a lone digit at the end, in France by two.
func (p PhoneNumber) Format() string {
	if p.IsZero() {
		return ""
	}
	digits := p.digits()
	code := dialling(digits)
	rest := digits[len(code):]
	switch code {
	case belgianDialling:
		rest = formatBelgianPhone(rest)
	case frenchDialling:
		rest = grouped(rest, " ", 1, 2, 2, 2)
	default:
		rest = grouped(rest, " ", threes(len(rest))...)
	}
	return "+" + code + " " + rest
}

// threes are groups of three for so many digits, of which the last two have two where a
// digit would be left alone.
func threes(n int) []int {
	var sizes []int
	for ; n > 4 || n == 3; n -= 3 {
		sizes = append(sizes, 3)
	}
	return append(sizes, 2)
}

func formatBelgianPhone(national string) string {
	switch {
	case len(national) == 9:
		return grouped(national, " ", 3, 2, 2)
	case strings.HasPrefix(national, "800"), strings.HasPrefix(national, "90"):
		return grouped(national, " ", 3, 2)
	case strings.IndexByte(oneDigitAreas, national[0]) >= 0:
		return grouped(national, " ", 1, 3, 2)
	default:
		return grouped(national, " ", 2, 2, 2)
	}
}

// dialling is the country's code a number starts with: one digit for 1 and 7, two for
// those in the list, three for all others.
func dialling(digits string) string {
	switch {
	case strings.IndexByte(oneDigitCodes, digits[0]) >= 0:
		return digits[:1]
	case strings.Contains(twoDigitCodes, digits[:2]+" "):
		return digits[:2]
	default:
		return digits[:min(3, len(digits))]
	}
}

// MarshalText writes String.
func (p PhoneNumber) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText is ParsePhoneNumber; empty text is the zero value.
func (p *PhoneNumber) UnmarshalText(text []byte) error { return readText(p, text, ParsePhoneNumber) }
