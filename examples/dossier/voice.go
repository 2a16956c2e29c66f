package main

import (
	"embed"
	"fmt"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
)

// The texts of this program are a company's overlay over the library's.
//
//go:embed texts/*.json
var texts embed.FS

// voice says things in one language.
type voice struct {
	lang   salesdesk.Language
	texts  *i18n.Catalog
	format i18n.Formatter
	zone   *time.Location
}

// speak finds the voices of the desk, in the language asked for, and of the customer.
// Only what the desk reads is in the first: what is agreed and stored is the same
// whatever the language of the screen.
func (s *sale) speak(lang salesdesk.Language) error {
	zone := time.UTC
	if s.calendar != nil {
		zone = s.calendar.Location()
	}
	catalog, err := catalogue()
	if err != nil {
		return err
	}
	var problems salesdesk.Problems
	s.voice, err = newVoice(catalog.In(zone), lang, zone)
	problems.Add(err)
	s.theirs, err = newVoice(catalog.In(zone), s.customer.Language, zone)
	problems.Add(err)
	return problems.Err()
}

func newVoice(catalog *i18n.Catalog, lang salesdesk.Language, zone *time.Location) (voice, error) {
	format, err := catalog.Formatter(lang)
	return voice{lang: lang, texts: catalog, format: format, zone: zone}, err
}

// in is the same voice in another language, where the catalogue speaks it.
func (v voice) in(lang salesdesk.Language) voice {
	if other, err := newVoice(v.texts, lang, v.zone); err == nil {
		return other
	}
	return v
}

func catalogue() (*i18n.Catalog, error) {
	var overlays []i18n.Overlay
	for _, lang := range []salesdesk.Language{salesdesk.Dutch, salesdesk.French, salesdesk.English} {
		data, err := texts.ReadFile("texts/" + string(lang) + ".json")
		if err != nil {
			return nil, err
		}
		overlay, err := i18n.DecodeOverlay(lang, data)
		if err != nil {
			return nil, err
		}
		overlays = append(overlays, overlay)
	}
	return i18n.New(overlays...)
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
func (v voice) sentence(id string, parts ...string) string {
	l := line{id: id}
	for i, into := range []*string{&l.A, &l.B, &l.C, &l.D, &l.E} {
		if i < len(parts) {
			*into = parts[i]
		}
	}
	return v.text(l)
}

// text is a message in the language of the voice; a text that is missing shows its id,
// and a test finds it.
func (v voice) text(m i18n.Message) string {
	text, err := v.texts.Text(v.lang, m)
	if err != nil {
		return m.MessageID()
	}
	return text
}

func (v voice) money(a salesdesk.Amount) string {
	return v.format.Money(salesdesk.Money{Amount: a, Currency: salesdesk.EUR})
}

func (v voice) date(d calendar.Date) string { return v.format.Date(d, i18n.Long) }

func (v voice) instant(t time.Time) string { return v.format.Instant(t, v.zone) }

// name is an article's, in the language of the voice.
func (v voice) name(a article) string { return a.Names[v.format.Language().Base()] }

// lineName is a line of the request with its article's name.
func (s *sale) lineName(v voice, id string) string {
	if name := s.articleName(v, id); name != "" {
		return id + ". " + name
	}
	return id
}

// articleName is the name of what a line of the request asks.
func (s *sale) articleName(v voice, id string) string {
	l, _ := s.asked(id)
	a, _ := s.articleOf(l.SKU)
	return v.name(a)
}
