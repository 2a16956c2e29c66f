package salesdesk

// Every identifier of this package is a comparable value that holds only what is
// well-formed: it comes from Parse…, Must… or a text, JSON too. Separators that
// people write (spaces, dots, dashes, slashes) and the case of letters are not kept:
// String is the canonical form, Format the one to print. The zero value is "not
// known"; its text is empty, and an empty text reads as it.
//
// A refusal is a [FieldError]: [RuleFormat] with the form wanted (9 a digit, A a
// letter, X either), or [RuleCheckDigit] where the form is right and the check is not.
// Well-formed does not say that the number was ever issued.

// maxIdentifierBytes is the longest text that is looked at, separators included.
const maxIdentifierBytes = 80

// verdict is what a check says of a number.
type verdict uint8

const (
	sound verdict = iota
	malformed
	mismatch // the check digits do not agree
)

// when is sound where the check holds.
func when(holds bool) verdict {
	if holds {
		return sound
	}
	return mismatch
}

// refuse is the error of a number that is not sound and should look like form.
func (v verdict) refuse(form string) error {
	if v == mismatch {
		return FieldError{Rule: RuleCheckDigit}
	}
	return FieldError{Rule: RuleFormat, Param: form}
}

// compact copies the letters, in upper case, and the digits of s to dst and leaves
// separators out. It gives how many there are, or -1 when there is anything else or
// too much. + and * are kept: Irish VAT numbers have them.
func compact(dst []byte, s string) int {
	if len(s) > maxIdentifierBytes {
		return -1
	}
	n := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c-'0' <= 9 || c-'A' < 26 || c == '+' || c == '*':
		case c-'a' < 26:
			c -= 'a' - 'A'
		default:
			width := separator(s[i:])
			if width == 0 {
				return -1
			}
			i += width - 1
			continue
		}
		if n == len(dst) {
			return -1
		}
		dst[n] = c
		n++
	}
	return n
}

// separator is the width of the separator s starts with, or 0. Besides the ASCII
// ones these are what word processors put in: U+00A0, U+202F and U+2011.
func separator(s string) int {
	switch s[0] {
	case ' ', '\t', '.', '-', '/':
		return 1
	case 0xC2:
		if len(s) > 1 && s[1] == 0xA0 {
			return 2
		}
	case 0xE2:
		if len(s) > 2 && s[1] == 0x80 && (s[2] == 0xAF || s[2] == 0x91) {
			return 3
		}
	}
	return 0
}

func isDigits(b []byte) bool {
	for _, c := range b {
		if c-'0' > 9 {
			return false
		}
	}
	return true
}

func isLetters(b []byte) bool {
	for _, c := range b {
		if c-'A' >= 26 {
			return false
		}
	}
	return true
}

func isAlphanumeric(b []byte) bool {
	for _, c := range b {
		if c-'0' > 9 && c-'A' >= 26 {
			return false
		}
	}
	return true
}

// number is the value of at most 19 digits.
func number(digits []byte) uint64 {
	n := uint64(0)
	for _, c := range digits {
		n = n*10 + uint64(c-'0')
	}
	return n
}

// mod97 goes on from the remainder r over digits and letters, A being 10 and Z 35. It
// divides only when the next character might not fit.
func mod97(r uint64, b []byte) uint64 {
	const full = 1 << 56
	for _, c := range b {
		if r >= full {
			r %= 97
		}
		if c >= 'A' {
			r = r*100 + uint64(c-'A') + 10
		} else {
			r = r*10 + uint64(c-'0')
		}
	}
	return r % 97
}

// luhn reports whether the last of the digits is their Luhn check digit.
func luhn(digits []byte) bool {
	sum := 0
	for i, c := range digits {
		d := int(c - '0')
		if (len(digits)-i)%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// gs1 reports whether the last of the digits is their GS1 check digit: weights 3 and
// 1 in turn from the right, next to the check digit a 3.
func gs1(digits []byte) bool {
	sum := 0
	for i, c := range digits {
		d := int(c - '0')
		if (len(digits)-i)%2 == 0 {
			d *= 3
		}
		sum += d
	}
	return sum%10 == 0
}

// grouped puts sep between groups of the sizes given; what is left comes last.
func grouped(s, sep string, sizes ...int) string {
	out := make([]byte, 0, len(s)+len(sizes)*len(sep))
	for _, size := range sizes {
		if size >= len(s) {
			break
		}
		out = append(append(out, s[:size]...), sep...)
		s = s[size:]
	}
	return string(append(out, s...))
}

// readText is the UnmarshalText of every identifier: empty text is the zero value,
// and on an error the target stays as it was.
func readText[T any](target *T, text []byte, parse func(string) (T, error)) error {
	var read T
	if len(text) > 0 {
		var err error
		if read, err = parse(string(text[:min(len(text), maxIdentifierBytes+1)])); err != nil {
			return err
		}
	}
	*target = read
	return nil
}

// must is v, for the Must… of constants: the one place that panics.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err) //nolint:forbidigo // Must… is for constants
	}
	return v
}
