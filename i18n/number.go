package i18n

import (
	"strconv"

	"github.com/interne-sales/salesdesk"
)

// number is an amount taken apart: coefficient × 10^exponent, with its sign.
type number struct {
	coefficient uint64
	exponent    int
	negative    bool
}

// numberOf takes a apart; false where a does not pass the gate of salesdesk.Amount.
func numberOf(a salesdesk.Amount) (number, bool) {
	if a.Check() != nil {
		return number{}, false
	}
	c := a.CoefficientInt64()
	n := number{coefficient: uint64(max(c, -c)), exponent: int(a.Exponent()), negative: c < 0}
	return n, true
}

// places is the number of decimals n was written with.
func (n number) places() int { return max(0, -n.exponent) }

// trimmed is n without the zeros at the end of its decimals.
func (n number) trimmed() number {
	for n.exponent < 0 && n.coefficient%10 == 0 {
		n.coefficient /= 10
		n.exponent++
	}
	return n
}

// rounded is n to places decimals, half away from zero.
func (n number) rounded(places int) number {
	drop := -n.exponent - places
	if drop <= 0 {
		return n
	}
	unit := uint64(1)
	for range min(drop, salesdesk.MaxAmountDigits+1) {
		unit *= 10
	}
	kept, rest := n.coefficient/unit, n.coefficient%unit
	if rest >= unit-rest {
		kept++
	}
	return number{coefficient: kept, exponent: -places, negative: n.negative && kept != 0}
}

// maxShown is more than any number prints: 18 digits, 12 zeros, 12 decimals and 2 for a percent.
const maxShown = 64

// appendDigits appends n without its sign, at places decimals; n has no more than that.
func (l *locale) appendDigits(dst []byte, n number, places int) []byte {
	var buffer [maxShown]byte
	digits := strconv.AppendUint(buffer[:0], n.coefficient, 10)
	for range n.exponent + places {
		digits = append(digits, '0')
	}
	if n.coefficient == 0 {
		digits = digits[:1]
	}
	whole := len(digits) - places
	if whole <= 0 {
		dst = append(dst, '0')
	}
	for i, digit := range digits[:max(0, whole)] {
		if i > 0 && (whole-i)%3 == 0 {
			dst = append(dst, l.group...)
		}
		dst = append(dst, digit)
	}
	if places == 0 {
		return dst
	}
	dst = append(dst, l.decimal...)
	for range -whole {
		dst = append(dst, '0')
	}
	return append(dst, digits[max(0, whole):]...)
}

// appendNumber is appendDigits after the minus sign, of n rounded to places.
func (l *locale) appendNumber(dst []byte, n number, places int) []byte {
	n = n.rounded(places)
	if n.negative {
		dst = append(dst, '-')
	}
	return l.appendDigits(dst, n, places)
}

// appendMoney is n in a currency, rounded to places.
func (l *locale) appendMoney(dst []byte, n number, places int, c salesdesk.Currency) []byte {
	n = n.rounded(places)
	sign := l.symbol(c)
	switch l.money {
	case symbolSignNumber:
		dst = append(append(dst, sign...), nbsp...)
		return l.appendNumber(dst, n, places)
	case signNumberSymbol:
		dst = append(l.appendNumber(dst, n, places), nbsp...)
		return append(dst, sign...)
	default:
		if n.negative {
			dst = append(dst, '-')
		}
		dst = append(dst, sign...)
		if endsInLetter(sign) {
			dst = append(dst, nbsp...)
		}
		return l.appendDigits(dst, n, places)
	}
}
