package intake

import (
	"strings"

	"github.com/interne-sales/salesdesk/internal/sheet"
)

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
	var marks sheet.Marks
	for i := range drafts {
		marks.See(drafts[i].quantity)
	}
	lines := make([]Line, len(drafts))
	for i := range drafts {
		lines[i] = drafts[i].Line
		if q := marks.Amount(drafts[i].quantity); q != nil && q.IsPositive() {
			lines[i].Quantity = q
		}
	}
	return lines
}
