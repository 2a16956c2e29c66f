package salesdesk

import (
	"fmt"
	"strconv"
	"strings"
)

const (
	belgianReferenceForm  = "+++999/9999/99999+++"
	creditorReferenceForm = "RF99X…"

	maxBelgianReference  = 9_999_999_999
	maxCreditorReference = 21
)

// PaymentReference is what a payer repeats so that the payee finds the invoice: a
// Belgian structured communication (OGM, VCS) of twelve digits, the last two being the
// remainder of the first ten by 97 and 97 instead of 0, or a creditor reference of
// ISO 11649. BT-83.
type PaymentReference struct {
	text [25]byte
	size uint8
}

// ParsePaymentReference reads "+++010/8068/17183+++", with stars, bare digits or
// spaces too, or "RF18 5390 0754 7034".
func ParsePaymentReference(s string) (PaymentReference, error) {
	var r PaymentReference
	n := compact(r.text[:], undecorated(s))
	if n < 2 {
		if len(s) >= 2 && strings.EqualFold(s[:2], "RF") {
			return PaymentReference{}, malformed.refuse(creditorReferenceForm)
		}
		return PaymentReference{}, malformed.refuse(belgianReferenceForm)
	}
	r.size = uint8(n)
	b := r.text[:n]
	v, form := belgianReference(b), belgianReferenceForm
	if b[0] == 'R' && b[1] == 'F' {
		v, form = creditorReference(b), creditorReferenceForm
	}
	if v != sound {
		return PaymentReference{}, v.refuse(form)
	}
	return r, nil
}

// undecorated is s without the three signs before and after, the same on both sides.
func undecorated(s string) string {
	if len(s) > maxIdentifierBytes {
		return s
	}
	s = strings.TrimSpace(s)
	for _, sign := range [...]string{"+++", "***"} {
		if inner, ok := strings.CutPrefix(s, sign); ok {
			if inner, ok = strings.CutSuffix(inner, sign); ok {
				return inner
			}
		}
	}
	return s
}

func belgianReference(b []byte) verdict {
	if !isNumeric(b, 12) {
		return malformed
	}
	return when(belgianCheck(number(b[:10])) == number(b[10:]))
}

func creditorReference(b []byte) verdict {
	if len(b) < 5 || !isDigits(b[2:4]) || !isAlphanumeric(b[4:]) {
		return malformed
	}
	return when(mod97(mod97(0, b[4:]), b[:4]) == 1)
}

// MustPaymentReference is ParsePaymentReference for constants; it panics.
func MustPaymentReference(s string) PaymentReference { return must(ParsePaymentReference(s)) }

// BelgianReference is the structured communication of a number of at most ten digits:
// that of an invoice, a customer, or both together. A number outside 0 to
// 9,999,999,999 is a [FieldError] with [RuleMin] or [RuleMax].
func BelgianReference(n int64) (PaymentReference, error) {
	switch {
	case n < 0:
		return PaymentReference{}, FieldError{Rule: RuleMin, Param: "0"}
	case n > maxBelgianReference:
		return PaymentReference{}, FieldError{Rule: RuleMax, Param: strconv.Itoa(maxBelgianReference)}
	}
	return ParsePaymentReference(fmt.Sprintf("%010d%02d", n, belgianCheck(uint64(n))))
}

// CreditorReference is the ISO 11649 reference of a text of at most 21 letters and
// digits, such as the number of an invoice; separators are left out.
func CreditorReference(s string) (PaymentReference, error) {
	var text [maxCreditorReference]byte
	n := compact(text[:], s)
	if n < 1 || !isAlphanumeric(text[:n]) {
		return PaymentReference{}, malformed.refuse(creditorReferenceForm)
	}
	check := 98 - mod97(mod97(0, text[:n]), []byte("RF00"))
	return ParsePaymentReference(fmt.Sprintf("RF%02d%s", check, text[:n]))
}

// IsZero reports whether there is no reference.
func (r PaymentReference) IsZero() bool { return r.size == 0 }

// IsBelgian reports whether r is a structured communication, which banks outside
// Belgium do not check.
func (r PaymentReference) IsBelgian() bool { return r.size > 0 && r.text[0] != 'R' }

// String is the reference without separators, "010806817183" or "RF18539007547034".
func (r PaymentReference) String() string { return string(r.text[:r.size]) }

// Format is the form on an invoice and in BT-83: "+++010/8068/17183+++", or groups of
// four after RF.
func (r PaymentReference) Format() string {
	if r.IsBelgian() {
		return "+++" + grouped(r.String(), "/", 3, 4) + "+++"
	}
	return grouped(r.String(), " ", 4, 4, 4, 4, 4, 4)
}

// MarshalText writes String.
func (r PaymentReference) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText is ParsePaymentReference; empty text is the zero value.
func (r *PaymentReference) UnmarshalText(text []byte) error {
	return readText(r, text, ParsePaymentReference)
}
