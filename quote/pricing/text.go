package pricing

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/interne-sales/salesdesk"
)

// Bounds of what is written in requests and rules, in characters. Neither may have control
// characters, which no UBL document can carry (XML 1.0, production 2); a text may have
// line breaks and tabs.
const (
	MaxID   = 100   // of ids, SKUs, codes and the names that things are found by
	MaxText = 1_000 // of names and texts
)

// written is a field with letters in it.
type written struct {
	path, text string
	most       int
}

// checkWritten is what is wrong with fields.
func checkWritten(fields ...written) error {
	var p salesdesk.Problems
	for _, f := range fields {
		if !plain(f.text, f.most) {
			p.AddAt(f.path, checkText(f.text, f.most))
		}
	}
	return p.Err()
}

// plain reports whether a text is short and of printable ASCII: most are.
func plain(s string, most int) bool {
	if len(s) > most {
		return false
	}
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func checkText(s string, most int) error {
	if !utf8.ValidString(s) {
		return salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: "UTF-8"}
	}
	if utf8.RuneCountInString(s) > most {
		return salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: strconv.Itoa(most)}
	}
	for _, c := range s {
		if unicode.IsControl(c) && (most == MaxID || c != '\n' && c != '\t' && c != '\r') || c == '\uFFFE' || c == '\uFFFF' {
			return salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: "A-Z"}
		}
	}
	return nil
}

// checkTexts is what is wrong with the words of a request.
func (r *Request) checkTexts() error {
	var p salesdesk.Problems
	b := &r.Buyer
	p.Add(checkWritten(
		written{"buyer.id", b.ID, MaxID}, written{"buyer.channel", b.Channel, MaxID}, written{"buyer.list", b.List, MaxID},
		written{"buyer.project", b.Project, MaxID}, written{"buyer.region", b.Region, MaxID}, written{"zone", r.Zone, MaxID},
	))
	if len(b.Groups) > MaxGroups {
		p.Add(salesdesk.FieldError{Path: "buyer.groups", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxGroups)})
	}
	for i, g := range b.Groups[:min(len(b.Groups), MaxGroups)] {
		p.Add(checkWritten(written{salesdesk.Index("buyer.groups", i), g, MaxID}))
	}
	if x := r.Exchange; x != nil {
		p.Add(checkWritten(written{"exchange.source", x.Source, MaxText}))
	}
	p.Add(textsOf(r.Adjustments))
	return p.Err()
}

// textsOf is what is wrong with the words of adjustments.
func textsOf(list []Adjustment) error {
	var p salesdesk.Problems
	for i := range list[:min(len(list), MaxAdjustments)] {
		if a := &list[i]; !plain(a.ID, MaxID) || !plain(a.Text, MaxText) {
			p.AddAt(salesdesk.Index("adjustments", i), checkWritten(written{"id", a.ID, MaxID}, written{"text", a.Text, MaxText}))
		}
	}
	return p.Err()
}

// isPlain reports whether all words of a line are plain.
func (l *Line) isPlain() bool {
	if !plain(l.ID, MaxID) || !plain(l.SKU, MaxID) || !plain(l.Name, MaxText) || !plain(l.Section, MaxText) {
		return false
	}
	for i := range l.Adjustments {
		if a := &l.Adjustments[i]; !plain(a.ID, MaxID) || !plain(a.Text, MaxText) {
			return false
		}
	}
	return len(l.Contributions) == 0
}

// checkTexts is what is wrong with the words of a line.
func (l *Line) checkTexts() error {
	var p salesdesk.Problems
	p.Add(checkWritten(
		written{"id", l.ID, MaxID}, written{"sku", l.SKU, MaxID}, written{"name", l.Name, MaxText}, written{"section", l.Section, MaxText},
	))
	p.Add(textsOf(l.Adjustments))
	for i, c := range l.Contributions[:min(len(l.Contributions), MaxContributions)] {
		p.AddAt(salesdesk.Index("contributions", i), checkWritten(written{"id", c.ID, MaxID}, written{"text", c.Text, MaxText}))
	}
	return p.Err()
}
