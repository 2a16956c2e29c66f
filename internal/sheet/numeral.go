package sheet

import (
	"strings"

	"github.com/interne-sales/salesdesk"
)

// A number people type has a comma or a point before its decimals, and the other one, or
// a space, between thousands. "1.000" alone can be either: the other numbers of the same
// source decide, and where they do not, nobody does.

// Numeral is a number as typed, taken apart.
type Numeral struct {
	digits  string // with a point before the decimals, as far as known
	Decimal byte   // the mark before the decimals that the number proves, or 0
	mark    byte   // of a number that can be read in two ways, the mark in it
}

// ReadNumeral takes a number apart; not ok is no number at all.
func ReadNumeral(s string) (n Numeral, ok bool) {
	s, ok = joined(s)
	commas, points := strings.Count(s, ","), strings.Count(s, ".")
	switch {
	case !ok:
		return n, false
	case commas == 0 && points == 0:
		return Numeral{digits: s}, true
	case commas > 0 && points > 0:
		return mixed(s)
	case commas+points > 1:
		mark := other(marks(s))
		digits, ok := ungrouped(s, other(mark))
		return Numeral{digits: digits, Decimal: mark}, ok
	}
	mark := marks(s)
	whole, fraction, _ := strings.Cut(s, string(mark))
	if len(fraction) == 3 && whole != "" && len(whole) <= 3 && whole[0] != '0' {
		return Numeral{digits: s, mark: mark}, true
	}
	return Numeral{digits: whole + "." + fraction, Decimal: mark}, fraction != ""
}

// mixed reads a number with both marks: the last is before the decimals.
func mixed(s string) (n Numeral, ok bool) {
	last := strings.LastIndexAny(s, ",.")
	mark := s[last]
	whole, ok := ungrouped(s[:last], other(mark))
	fraction := s[last+1:]
	return Numeral{digits: whole + "." + fraction, Decimal: mark}, ok && fraction != ""
}

func other(mark byte) byte {
	if mark == ',' {
		return '.'
	}
	return ','
}

// marks is the first mark in s.
func marks(s string) byte { return s[strings.IndexAny(s, ",.")] }

// ungrouped takes the marks between thousands out; not ok is groups of other than three.
func ungrouped(s string, mark byte) (string, bool) {
	groups := strings.Split(s, string(mark))
	for i, g := range groups {
		if i > 0 && len(g) != 3 || i == 0 && (g == "" || len(g) > 3) || strings.ContainsAny(g, ",.") {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

// joined takes the spaces between thousands out; not ok is anything but digits and marks.
func joined(s string) (string, bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009' })
	for i, part := range parts {
		whole, _, _ := strings.Cut(strings.ReplaceAll(part, ",", "."), ".")
		if len(parts) > 1 && (i > 0 && len(whole) != 3 || i == 0 && len(whole) > 3 || i < len(parts)-1 && whole != part) {
			return "", false
		}
	}
	s = strings.Join(parts, "")
	for i := range len(s) {
		if !isDigit(s[i]) && s[i] != ',' && s[i] != '.' {
			return "", false
		}
	}
	return s, s != "" && isDigit(s[0])
}

// Amount is the number where it can be read in one way only, nil where it cannot;
// decimal is the mark the source has before its decimals, 0 where that is not known.
func (n Numeral) Amount(decimal byte) *salesdesk.Amount {
	digits := n.digits
	switch {
	case n.mark == 0:
	case decimal == 0:
		return nil
	case n.mark == decimal:
		digits = strings.Replace(digits, string(n.mark), ".", 1)
	default:
		digits = strings.Replace(digits, string(n.mark), "", 1)
	}
	a, err := salesdesk.ParseAmount(digits)
	if err != nil {
		return nil
	}
	return &a
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// Marks collects the marks before the decimals that the numbers of one source prove.
type Marks struct {
	decimal byte
	torn    bool // two numbers prove different marks
}

// See takes one more text; what is no number proves nothing.
func (m *Marks) See(s string) {
	if n, ok := ReadNumeral(s); ok && n.Decimal != 0 {
		m.torn = m.torn || m.decimal != 0 && m.decimal != n.Decimal
		m.decimal = n.Decimal
	}
}

// Amount is the number that s is where the marks seen leave one reading, else nil.
func (m *Marks) Amount(s string) *salesdesk.Amount {
	n, ok := ReadNumeral(s)
	switch {
	case !ok:
		return nil
	case m.torn:
		return n.Amount(0)
	default:
		return n.Amount(m.decimal)
	}
}
