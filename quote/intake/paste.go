package intake

import (
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
)

// ReadText reads lines as people paste them from a mail or a sheet: cells between tabs,
// semicolons, bars or two spaces, under headings or not, and lines such as "12 x PIR-120",
// "PIR-120: 12 st" or "12 dozen gevelsteen rood". A line in which the quantity could be
// more than one of its numbers, or a number part of the name ("ledpaneel 60 x 60", "PIR
// plaat 120"), has none. Empty lines and rules of dashes are passed over.
func ReadText(pasted string) ([]Line, error) {
	s, err := text([]byte(pasted))
	if err != nil {
		return nil, err
	}
	var t table
	number := 0
	for line := range strings.Lines(s) {
		number++
		if err := t.pasted(number, strings.Trim(line, " \r\n\u00a0")); err != nil {
			return nil, err
		}
	}
	lines := finish(t.drafts)
	return lines, checkLines(lines)
}

// pasted takes one more line. Under headings a cell that is empty keeps its place, also the
// first; elsewhere a tab before everything is an indent.
func (t *table) pasted(number int, row string) error {
	line := strings.TrimSpace(row)
	if strings.Trim(line, "-=_+| ") == "" {
		return nil
	}
	cells := cut(line)
	if placed := cut(row); strings.Contains(line, "\t") && (t.columns != nil || len(t.drafts) == 0 && isHeader(placed)) {
		cells = placed
	}
	switch {
	case len(cells) > MaxColumns:
		return salesdesk.FieldError{Path: "columns", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxColumns)}
	case len(t.drafts) == MaxLines:
		return tooMany()
	}
	if len(t.drafts) == 0 && t.columns == nil {
		if columns, ok := header(cells); ok {
			t.columns = columns
			return nil
		}
	}
	var d draft
	switch {
	case t.columns != nil && len(cells) > 1:
		d = t.draft(cells)
	case len(cells) > 1:
		d = loose(cells)
	default:
		d = sentence(cells[0])
	}
	if d.asks() {
		d.Number, d.Source = number, line
		t.drafts = append(t.drafts, d)
	}
	return nil
}

// cut cuts a line into cells at the strongest mark it has.
func cut(line string) []string {
	var cells []string
	switch {
	case strings.Contains(line, "\t"):
		cells = strings.Split(line, "\t")
	case strings.Contains(line, ";"):
		cells = strings.Split(line, ";")
	case strings.Contains(line, "|"):
		cells = strings.Split(strings.TrimPrefix(strings.TrimSuffix(line, "|"), "|"), "|")
	default:
		for cell := range strings.SplitSeq(line, "  ") {
			if strings.TrimSpace(cell) != "" {
				cells = append(cells, cell)
			}
		}
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// loose are the cells of a row without headings: the quantity is the one cell that can be
// one, next to its unit.
func loose(cells []string) (d draft) {
	at, several := -1, false
	for i, cell := range cells {
		var q draft
		if q.setQuantity(cell); q.quantity != "" && !isGTIN(cell) {
			at, several = i, several || at >= 0
		}
	}
	if several {
		at = oneWithUnit(cells)
	}
	var words []string
	for i, cell := range cells {
		switch {
		case i == at:
			d.setQuantity(cell)
		case at >= 0 && i == at+1 && unitCodes(cell) != nil && d.Unit == "":
			d.Unit = cell
		case isGTIN(cell) && d.GTIN == "":
			d.GTIN = cell
		case cell != "":
			words = append(words, cell)
		}
	}
	d.name(words)
	return d
}

// oneWithUnit is the only cell that has its unit in it or behind it, else -1.
func oneWithUnit(cells []string) int {
	found := -1
	for i, cell := range cells {
		var q draft
		q.setQuantity(cell)
		named := q.Unit != "" || i+1 < len(cells) && unitCodes(cells[i+1]) != nil
		if q.quantity == "" || !named {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// name puts words where they belong: the first is a number if it looks like one.
func (d *draft) name(words []string) {
	if len(words) > 0 && !strings.ContainsAny(words[0], " \u00a0") {
		d.Article, words = words[0], words[1:]
	}
	d.Text = strings.Join(words, " ")
}

func isGTIN(cell string) bool {
	g, err := salesdesk.ParseGTIN(cell)
	return err == nil && !g.IsZero()
}

// sentence reads a line without cells. What names its unit, or has a times sign or a colon
// beside it, is a quantity: "10 zakken cement 25 kg" are ten, since a count is said of
// articles and a measure may be part of the name. A bare number at one end is a quantity
// where the other end has none. "-3 st" may be a list or less than nothing.
func sentence(line string) draft {
	listed := line
	line = strings.TrimSpace(strings.TrimLeft(line, "-*• "))
	minus := line != "" && isDigit(line[0]) && strings.HasSuffix(strings.TrimSuffix(listed, line), "-")
	var named, counted, bare []draft
	for i, read := range []func(string) (draft, bool){before, behind} {
		if minus && i == 0 {
			continue
		}
		d, sure := read(line)
		switch {
		case d.quantity == "":
		case sure && !isMetric(d.Unit):
			counted = append(counted, d)
			fallthrough
		case sure:
			named = append(named, d)
		default:
			bare = append(bare, d)
		}
	}
	for _, found := range [][]draft{counted, named, bare} {
		if len(found) == 1 {
			return found[0]
		}
		if len(found) > 1 {
			break
		}
	}
	var d draft
	d.name([]string{line})
	return d
}

// before reads "12 x PIR-120", "12 st PIR-120" and "12 PIR-120".
func before(line string) (d draft, sure bool) {
	number, rest := cutQuantity(line)
	first, after, _ := strings.Cut(rest, " ")
	switch {
	case number == "" || rest == "":
		return d, false
	case isTimes(first) && isMeasured(after):
		return d, false // "60 x 60 tegel" is a measure
	case isTimes(first) && after != "":
		rest, sure = after, true
	case isSize(first) && after != "":
		return d, false // "36 W ledpaneel"
	case isTimes(first[:1]) && len(first) > 1 && isDigit(first[1]):
		return d, false // 120x60 is a measure
	case unitCodes(first) != nil && after != "":
		d.Unit, rest, sure = strings.TrimRight(first, "."), after, true
	case line[len(number)] != ' ' || strings.Contains(number, " "):
		return d, false // 3G2,5 is a name; "12 120 mm" may be twelve or twelve thousand
	}
	d.quantity = number
	d.name([]string{strings.TrimSpace(rest)})
	return d, sure
}

// isMeasured reports whether words behind a times sign begin with a number that may be the
// other half of a measure; a number alone is an article.
func isMeasured(words string) bool {
	first, more, _ := strings.Cut(words, " ")
	return more != "" && isFigure(first)
}

// isFigure reports whether a word is a number, of decimals too.
func isFigure(word string) bool {
	number, rest := cutQuantity(word)
	return number != "" && rest == ""
}

// isSize reports whether a unit tells how large an article is, never how much of it.
func isSize(word string) bool {
	switch fold(word) {
	case "mm", "cm", "g", "gr", "cl", "h", "w", "kw", "v":
		return true
	default:
		return false
	}
}

// isMetric reports whether a unit is a measure.
func isMetric(word string) bool {
	codes := unitCodes(word)
	if len(codes) != 1 {
		return false
	}
	kind, _ := scale(codes[0])
	return kind != "" || codes[0] == "MTK"
}

// behind reads "PIR-120: 12 st", "PIR-120 x 12", "PIR-120 12 st" and "PIR-120 12".
func behind(line string) (d draft, sure bool) {
	fields := strings.Fields(line)
	at := len(fields) - 1
	if at >= 2 && unitCodes(fields[at]) != nil && isDigit(fields[at-1][0]) {
		at--
	}
	if at < 1 {
		return d, false
	}
	d.setQuantity(strings.Join(fields[at:], " "))
	if d.quantity == "" || isSize(d.Unit) || len(digitsOf(d.quantity)) == 3 && isNumber(fields[at-1]) {
		return draft{}, false // "1 250 st" may be 250 of article 1
	}
	rest := strings.Join(fields[:at], " ")
	switch trimmed := strings.TrimRight(rest, ":=-– "); {
	case trimmed != rest:
		rest, sure = trimmed, true
	case at > 2 && isTimes(fields[at-1]) && isFigure(fields[at-2]) && (d.Unit == "" || isMetric(d.Unit)):
		return draft{}, false // "tegel 60 x 60" is a measure
	case at > 1 && isTimes(fields[at-1]):
		rest, sure = strings.Join(fields[:at-1], " "), true
	default:
		sure = d.Unit != ""
	}
	if !sure && (isNumber(rest) || !strings.ContainsAny(rest, "0123456789") || strings.Contains(rest, " ")) {
		return draft{}, false // "10045 12"; and "PIR plaat 120" may be the name
	}
	d.name([]string{rest})
	return d, sure
}

func digitsOf(number string) string { return number[:digits(number)] }

func isNumber(word string) bool { return word != "" && digits(word) == len(word) }
