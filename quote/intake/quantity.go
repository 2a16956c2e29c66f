package intake

import (
	"strings"

	"github.com/interne-sales/salesdesk"
)

// A number people type has a comma or a point before its decimals, and the other one, or
// a space, between thousands. "1.000" alone can be either: the other numbers of the same
// source decide, and where they do not, nobody does.

// numeral is a number as typed, taken apart.
type numeral struct {
	digits  string // with a point before the decimals, as far as known
	decimal byte   // the mark before the decimals that the number proves, or 0
	mark    byte   // of a number that can be read in two ways, the mark in it
}

// readNumeral takes a number apart; not ok is no number at all.
func readNumeral(s string) (n numeral, ok bool) {
	s, ok = joined(s)
	commas, points := strings.Count(s, ","), strings.Count(s, ".")
	switch {
	case !ok:
		return n, false
	case commas == 0 && points == 0:
		return numeral{digits: s}, true
	case commas > 0 && points > 0:
		return mixed(s)
	case commas+points > 1:
		mark := other(marks(s))
		digits, ok := ungrouped(s, other(mark))
		return numeral{digits: digits, decimal: mark}, ok
	}
	mark := marks(s)
	whole, fraction, _ := strings.Cut(s, string(mark))
	if len(fraction) == 3 && whole != "" && len(whole) <= 3 && whole[0] != '0' {
		return numeral{digits: s, mark: mark}, true
	}
	return numeral{digits: whole + "." + fraction, decimal: mark}, fraction != ""
}

// mixed reads a number with both marks: the last is before the decimals.
func mixed(s string) (n numeral, ok bool) {
	last := strings.LastIndexAny(s, ",.")
	mark := s[last]
	whole, ok := ungrouped(s[:last], other(mark))
	fraction := s[last+1:]
	return numeral{digits: whole + "." + fraction, decimal: mark}, ok && fraction != ""
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

// amount is the number where it is more than nothing and can be read in one way only;
// decimal is the mark the source has before its decimals, 0 where that is not known.
func (n numeral) amount(decimal byte) *salesdesk.Amount {
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
	if err != nil || !a.IsPositive() {
		return nil
	}
	return &a
}

// cutQuantity cuts "12,5 m²" in the number it starts with and the rest.
func cutQuantity(s string) (number, rest string) {
	end := 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			end = i + 1
		case r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == ',' || r == '.':
		default:
			return s[:end], strings.TrimSpace(s[end:])
		}
	}
	return s[:end], strings.TrimSpace(s[end:])
}

// draft is a line whose quantity waits for what the other lines say about its marks.
type draft struct {
	Line
	quantity string
}

// setQuantity takes a cell such as "12", "12,5 m²" or "12 x" apart; what is no quantity
// is left for what it is: none.
func (d *draft) setQuantity(cell string) {
	number, rest := cutQuantity(strings.TrimSpace(cell))
	rest = strings.TrimRight(rest, ".")
	switch {
	case number == "":
	case rest == "" || isTimes(rest):
		d.quantity = number
	case unitCodes(rest) != nil:
		d.quantity = number
		if d.Unit == "" {
			d.Unit = rest
		}
	}
}

// isTimes reports whether s stands between a number and what there is so much of.
func isTimes(s string) bool { return s == "x" || s == "X" || s == "×" || s == "*" }

// finish reads the quantities, the decimal mark being what the clear ones agree on.
func finish(drafts []draft) []Line {
	decimal, agreed := byte(0), true
	for i := range drafts {
		if n, ok := readNumeral(drafts[i].quantity); ok && n.decimal != 0 {
			agreed = agreed && (decimal == 0 || decimal == n.decimal)
			decimal = n.decimal
		}
	}
	if !agreed {
		decimal = 0
	}
	lines := make([]Line, len(drafts))
	for i := range drafts {
		lines[i] = drafts[i].Line
		if n, ok := readNumeral(drafts[i].quantity); ok {
			lines[i].Quantity = n.amount(decimal)
		}
	}
	return lines
}
