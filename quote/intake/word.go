package intake

import (
	"slices"
	"strings"
	"unicode"
)

// token is a word or a measure as it is compared, and as it was written.
type token struct{ key, word string }

func isDigit(c byte) bool  { return c-'0' <= 9 }
func isLetter(c byte) bool { return c-'a' < 26 || c >= 0x80 }
func isWord(c byte) bool   { return isDigit(c) || isLetter(c) }

// hasDigit reports whether a token is a number, a measure or a type such as M65.
func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// fold is s in lower case without accents; ² and ³ are digits, × is x and a diameter sign
// a space.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case 'A' <= r && r <= 'Z':
			b.WriteByte(byte(r) + 'a' - 'A')
		case r < 0x80:
			b.WriteByte(byte(r))
		default:
			b.WriteString(folded(unicode.ToLower(r)))
		}
	}
	return b.String()
}

func folded(r rune) string {
	const accented, plain = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ²³×", "aaaaaaceeeeiiiinooooouuuuyy23x"
	if i := slices.Index([]rune(accented), r); i >= 0 {
		return plain[i : i+1]
	}
	switch {
	case r == 'œ':
		return "oe"
	case r == 'æ':
		return "ae"
	case r == 'ß':
		return "ss"
	case r == 'ø' || r == '⌀' || !unicode.IsLetter(r):
		return " "
	default:
		return string(r)
	}
}

// compact is a number without what people put between its letters and digits.
func compact(s string) string {
	s = fold(s)
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if isWord(s[i]) {
			out = append(out, s[i])
		}
	}
	return string(out)
}

// tokens are the words and measures of a text, in order.
func tokens(text string) []token {
	s := fold(text)
	var out []token
	for i := 0; i < len(s); {
		switch {
		case isDigit(s[i]):
			found, width := measures(s[i:])
			out = append(out, found...)
			i += width
		case isLetter(s[i]):
			word := s[i : i+run(s[i:])]
			i += len(word)
			if !isStopWord(word) {
				out = append(out, token{stem(word), word})
			}
		default:
			i++
		}
	}
	return out
}

// run is the length of the letters and digits s starts with.
func run(s string) int {
	n := 0
	for n < len(s) && isWord(s[n]) {
		n++
	}
	return n
}

// measures reads "120 mm", "39x19x9 cm", "18W" or "4", which s starts with, and how long
// that is.
func measures(s string) (found []token, width int) {
	var numbers []string
	for {
		n := numberWidth(s[width:])
		numbers = append(numbers, s[width:width+n])
		width += n
		next := times(s[width:])
		if next == 0 {
			break
		}
		width += next
	}
	unit := strings.TrimLeft(s[width:], " ")
	gap := len(s) - width - len(unit)
	unit = unit[:run(unit)]
	power, suffix, known := measure(unit)
	switch {
	case known && gap <= 1:
		width += gap + len(unit)
	case gap == 0 && unit != "" && len(numbers) == 1:
		word := numbers[0] + unit
		return []token{{word, word}}, width + len(unit)
	default:
		power, suffix, unit = 0, "", ""
	}
	for _, n := range numbers {
		found = append(found, token{shifted(n, power) + suffix, n + unit})
	}
	return found, width
}

// numberWidth is the length of the digits s starts with, decimals too.
func numberWidth(s string) int {
	n := digits(s)
	if n+1 < len(s) && (s[n] == ',' || s[n] == '.') && isDigit(s[n+1]) {
		n += 1 + digits(s[n+1:])
	}
	return n
}

func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// times is the length of the sign between two measures, 0 where there is none.
func times(s string) int {
	n := len(s) - len(strings.TrimLeft(s, " "))
	if n >= len(s) || s[n] != 'x' && s[n] != '*' {
		return 0
	}
	n++
	n += len(s[n:]) - len(strings.TrimLeft(s[n:], " "))
	if n < len(s) && isDigit(s[n]) {
		return n
	}
	return 0
}

// measure is the power of ten that brings a unit to the smallest of its kind, and the
// sign of the kind: none for lengths, so that a bare number is in millimetres.
func measure(unit string) (power int, suffix string, known bool) {
	switch unit {
	case "mm":
		return 0, "", true
	case "cm":
		return 1, "", true
	case "dm":
		return 2, "", true
	case "m", "meter", "metre":
		return 3, "", true
	case "g", "gr":
		return 0, "g", true
	case "kg":
		return 3, "g", true
	case "ml":
		return 0, "ml", true
	case "cl":
		return 1, "ml", true
	case "l", "liter", "litre":
		return 3, "ml", true
	case "w":
		return 0, "w", true
	case "kw":
		return 3, "w", true
	case "mm2", "m2", "m3":
		return 0, unit, true
	default:
		return 0, "", false
	}
}

// shifted is a number times a power of ten, in one form: no zeros before or behind.
func shifted(number string, power int) string {
	whole, fraction, _ := strings.Cut(strings.Replace(number, ",", ".", 1), ".")
	for range power {
		if fraction == "" {
			whole += "0"
			continue
		}
		whole, fraction = whole+fraction[:1], fraction[1:]
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		return whole + "." + fraction
	}
	return whole
}

// stem folds the plurals of Dutch, French and English, and with them the doubled letters
// of Dutch: platen and plaat, buizen and buis, panneaux and panneau.
func stem(word string) string {
	if len(word) < 4 || hasDigit(word) {
		return word
	}
	n := len(word)
	switch {
	case strings.HasSuffix(word, "aux"), strings.HasSuffix(word, "eux"):
		word = word[:n-1]
	case strings.HasSuffix(word, "en") && n > 5:
		word = hardened(word[:n-2])
	case strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && n > 4:
		word = word[:n-1]
	}
	return string(slices.Compact([]byte(word)))
}

// hardened is how a Dutch stem is written without its ending.
func hardened(word string) string {
	switch last := len(word) - 1; word[last] {
	case 'z':
		return word[:last] + "s"
	case 'v':
		return word[:last] + "f"
	default:
		return word
	}
}

// isStopWord reports whether a word says nothing about an article.
func isStopWord(word string) bool {
	switch word {
	case "de", "het", "een", "en", "van", "voor", "met", "te", "op", "in", "of", "graag", "aub", "gelieve",
		"le", "la", "les", "l", "d", "du", "des", "un", "une", "et", "pour", "avec", "svp", "merci",
		"the", "a", "an", "for", "and", "with", "please", "x":
		return true
	default:
		return false
	}
}
