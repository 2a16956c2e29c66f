package paper

import (
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
)

// page is a text on its way, in one language. The first text that cannot be said is its
// error.
type page struct {
	out     strings.Builder
	catalog *i18n.Catalog
	lang    salesdesk.Language
	format  i18n.Formatter
	err     error
}

func newPage(c *i18n.Catalog, lang salesdesk.Language) (*page, error) {
	f, err := c.Formatter(lang)
	return &page{catalog: c, lang: lang, format: f}, err
}

func (p *page) text() string { return strings.TrimRight(p.out.String(), "\n") + "\n" }

func (p *page) say(m i18n.Message) string {
	text, err := p.catalog.Text(p.lang, m)
	if err != nil && p.err == nil {
		p.err = err
	}
	return text
}

func (p *page) line(s string) { p.out.WriteString(strings.TrimRight(s, " ") + "\n") }

func (p *page) gap() { p.out.WriteString("\n") }

func (p *page) rule() { p.line(strings.Repeat("─", Width)) }

func (p *page) heading(l label) { p.title(l) }

// title is a heading that another room has the words of.
func (p *page) title(m i18n.Message) { p.line(strings.ToUpper(p.say(m))) }

// block writes lines without the empty ones, each wrapped, and a gap after them.
func (p *page) block(lines ...string) {
	written := false
	for _, l := range lines {
		for _, part := range wrapped(l, Width) {
			p.line(part)
			written = true
		}
	}
	if written {
		p.gap()
	}
}

// paragraphs writes texts, each wrapped.
func (p *page) paragraphs(texts ...string) {
	for _, t := range texts {
		p.block(t)
	}
}

// list writes texts under a heading, each after a dash; nothing where there are none.
func (p *page) list(title label, texts []string) {
	if len(texts) == 0 {
		return
	}
	p.heading(title)
	for _, t := range texts {
		p.hanging("- ", t)
	}
	p.gap()
}

// hanging writes a text whose further lines stand below its first word.
func (p *page) hanging(mark, text string) {
	for _, l := range wrapped(text, Width-display(mark)) {
		p.line(mark + l)
		mark = spaces(display(mark))
	}
}

// pair is a label and its value.
type pair struct{ label, value string }

// facts writes pairs below each other, those without a value left out.
func (p *page) facts(pairs ...pair) {
	widest := 0
	for _, f := range pairs {
		if f.value != "" {
			widest = max(widest, display(f.label))
		}
	}
	for _, f := range pairs {
		if f.value != "" {
			p.hanging(left(f.label, widest)+"  ", f.value)
		}
	}
	p.gap()
}

// sums writes pairs at the right edge, one below the other.
func (p *page) sums(pairs ...pair) {
	label, value := 0, 0
	for _, s := range pairs {
		label, value = max(label, display(s.label)), max(value, display(s.value))
	}
	for _, s := range pairs {
		p.line(right(left(s.label, label)+"  "+right(s.value, value), Width))
	}
	p.gap()
}
