package salesdesk

// numeral is a decimal as it is written: coefficient × 10^exponent. Beyond
// MaxAmountDigits the coefficient stands still and only digits goes on.
type numeral struct {
	coefficient int64
	digits      int // significant ones: zeros before the first other digit do not count
	exponent    int
	point, any  bool
}

// readNumeral reads digits with at most one sign, one point and one power of ten. It
// does no arithmetic that grows with a hostile exponent.
func readNumeral(s string) (numeral, bool) {
	var n numeral
	s, negative := cutSign(s)
	for i := range len(s) {
		switch c := s[i]; {
		case c-'0' <= 9:
			n.add(c)
		case c == '.' && !n.point:
			n.point = true
		case (c == 'e' || c == 'E') && n.any:
			power, ok := readPower(s[i+1:])
			return n.signed(negative, power), ok
		default:
			return n, false
		}
	}
	return n.signed(negative, 0), n.any
}

func (n *numeral) add(digit byte) {
	n.any = true
	if n.point {
		n.exponent--
	}
	if n.digits == 0 && digit == '0' {
		return
	}
	if n.digits++; n.digits <= MaxAmountDigits {
		n.coefficient = n.coefficient*10 + int64(digit-'0')
	}
}

func (n numeral) signed(negative bool, power int) numeral {
	n.exponent += power
	if negative {
		n.coefficient = -n.coefficient
	}
	return n
}

// readPower reads the power of ten; one of more than five digits stands still far
// outside the gate.
func readPower(s string) (int, bool) {
	s, negative := cutSign(s)
	power := 0
	for i := range len(s) {
		if s[i]-'0' > 9 {
			return 0, false
		}
		if power < 100_000 {
			power = power*10 + int(s[i]-'0')
		}
	}
	if negative {
		power = -power
	}
	return power, s != ""
}

func cutSign(s string) (rest string, negative bool) {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		return s[1:], s[0] == '-'
	}
	return s, false
}
