package i18n

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Words say a report in one language: they are what kpi.Report.HTML asks for, with ratios
// and scores to one decimal and dates in full. Make them with [Catalog.Words]; they are
// immutable and safe for concurrent use. The zero value writes English and knows no texts.
type Words struct {
	format Formatter
	voice  *voice
	groups map[string]calendar.Names
}

// Words are those of a language the catalogue speaks. Groups are the names of product
// groups by their code, which the company gives.
func (c *Catalog) Words(lang salesdesk.Language, groups map[string]calendar.Names) (Words, error) {
	v, err := c.voice(lang)
	if err != nil {
		return Words{}, err
	}
	return Words{format: v.formatter, voice: v, groups: groups}, nil
}

// Text is what m says; its id where it has no text.
func (w Words) Text(m interface{ MessageID() string }) string {
	if w.voice != nil {
		if text, err := w.voice.text(m); err == nil {
			return text
		}
	}
	return m.MessageID()
}

// Language is that of the words.
func (w Words) Language() salesdesk.Language { return w.format.Language() }

// Money is an amount in its currency.
func (w Words) Money(m salesdesk.Money) string { return w.format.Money(m) }

// Percent is a ratio to one decimal: 0.125 is 12,5 %.
func (w Words) Percent(ratio salesdesk.Amount) string { return w.format.PercentTo(ratio, 1) }

// Number is a to one decimal.
func (w Words) Number(a salesdesk.Amount) string { return w.format.Number(a, 1) }

// Whole is a without decimals, as beside an axis.
func (w Words) Whole(a salesdesk.Amount) string { return w.format.Number(a, 0) }

// Group is the name of a product group, and its code where it has none.
func (w Words) Group(code string) string {
	if name := w.groups[code].In(string(w.Language())); name != "" {
		return name
	}
	return code
}

// Date is d written out.
func (w Words) Date(d calendar.Date) string { return w.format.Date(d, Long) }

// Month is the month of d and its year.
func (w Words) Month(d calendar.Date) string { return w.format.Month(d) }
