package main

import (
	"embed"
	"fmt"
	"strings"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
)

// The texts of this program are a company's overlay over the library's.
//
//go:embed texts/*.json
var texts embed.FS

// speak makes the catalogue and the formatter of the language asked for.
func (s *sale) speak() error {
	var overlays []i18n.Overlay
	for _, lang := range []salesdesk.Language{salesdesk.Dutch, salesdesk.French, salesdesk.English} {
		data, err := texts.ReadFile("texts/" + string(lang) + ".json")
		if err != nil {
			return err
		}
		overlay, err := i18n.DecodeOverlay(lang, data)
		if err != nil {
			return err
		}
		overlays = append(overlays, overlay)
	}
	catalog, err := i18n.New(overlays...)
	if err != nil {
		return err
	}
	if s.calendar != nil {
		catalog = catalog.In(s.calendar.Location())
	}
	s.texts = catalog
	s.format, err = catalog.Formatter(s.lang)
	return err
}

// line is a line of the summary. Its parts are in the language already.
type line struct {
	id         string
	A, B, C, D string
	E          string
}

// MessageID names the text.
func (l line) MessageID() string { return "dossier." + l.id }

// say writes a line of the summary.
func (s *sale) say(id string, parts ...string) {
	fmt.Fprintln(&s.summary, s.sentence(id, parts...))
}

// sentence is a text of this program with its parts filled in.
func (s *sale) sentence(id string, parts ...string) string {
	l := line{id: id}
	for i, into := range []*string{&l.A, &l.B, &l.C, &l.D, &l.E} {
		if i < len(parts) {
			*into = parts[i]
		}
	}
	return s.text(l)
}

// text is a message in the language asked for; a text that is missing shows its id,
// and a test finds it.
func (s *sale) text(m i18n.Message) string {
	text, err := s.texts.Text(s.lang, m)
	if err != nil {
		return m.MessageID()
	}
	return text
}

func (s *sale) money(a salesdesk.Amount) string {
	return s.format.Money(salesdesk.Money{Amount: a, Currency: salesdesk.EUR})
}

func (s *sale) date(d calendar.Date) string { return s.format.Date(d, i18n.Long) }

func (s *sale) instant(t time.Time) string { return s.format.Instant(t, s.calendar.Location()) }

// lineName is a line of the request with its article's name in the language asked for.
func (s *sale) lineName(id string) string {
	for _, l := range s.rfq.Lines {
		if l.ID != id {
			continue
		}
		if a, ok := s.articleOf(l.SKU); ok {
			return id + ". " + a.Names[s.lang.Base()]
		}
	}
	return id
}

// words say a report in the language asked for.
type words struct{ s *sale }

func (w words) Text(m interface{ MessageID() string }) string { return w.s.text(m) }
func (w words) Language() salesdesk.Language                  { return w.s.format.Language() }
func (w words) Money(m salesdesk.Money) string                { return w.s.format.Money(m) }
func (w words) Percent(a salesdesk.Amount) string             { return w.s.format.PercentTo(a, 1) }
func (w words) Number(a salesdesk.Amount) string              { return w.s.format.Number(a, 1) }
func (w words) Date(d calendar.Date) string                   { return w.s.date(d) }

// Month is the month and the year of a date: its long form without the day.
func (w words) Month(d calendar.Date) string {
	_, month, _ := strings.Cut(w.s.date(d.StartOfMonth()), " ")
	return month
}
