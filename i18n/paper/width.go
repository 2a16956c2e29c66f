package paper

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// display is how many columns a text takes: none for a mark that combines or is not seen,
// two for a wide character of East Asia.
func display(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case wide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

func wide(r rune) bool {
	return r >= 0x1100 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r >= 0xFF01 && r <= 0xFF60)
}

// clean is s on one line: every control character, and with it every line break, is a space.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s))
}

// wrapped is s in lines of at most so many columns, broken at spaces; a word that is longer
// is cut. Numbers keep their no-break spaces.
func wrapped(s string, columns int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsFuncSeq(clean(s), func(r rune) bool { return r == ' ' }) {
		switch {
		case line == "":
			line = word
		case display(line)+1+display(word) <= columns:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
		for display(line) > columns {
			head := cut(line, columns)
			lines, line = append(lines, head), line[len(head):]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// cut is as much of s as fits, and never nothing.
func cut(s string, columns int) string {
	for i, r := range s {
		if i > 0 && display(s[:i+len(string(r))]) > columns {
			return s[:i]
		}
	}
	return s
}

// left and right are s in a column.
func left(s string, columns int) string  { return s + spaces(columns-display(s)) }
func right(s string, columns int) string { return spaces(columns-display(s)) + s }

func spaces(n int) string { return strings.Repeat(" ", max(0, n)) }

// capital is s as it begins a line.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
