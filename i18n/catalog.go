package i18n

import (
	"embed"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/interne-sales/salesdesk"
)

//go:embed texts/*.json
var embedded embed.FS

// Message is a value that has a text: a status, a reason, an error, a part of a letter.
// Its exported fields and methods fill the text.
type Message interface{ MessageID() string }

// Counted is a [Message] whose number selects the plural form of its text.
type Counted interface{ PluralCount() int64 }

// Catalog has every text in every language. Make it with [New]; it is immutable and safe
// for concurrent use.
type Catalog struct{ voices map[salesdesk.Language]*voice }

// New is the built-in texts under the overlays of a company, a later overlay over an
// earlier one. Every problem of every overlay is reported, as [OverlayError] and
// [UnknownLanguageError].
//
// Instants are told in their own location; [Catalog.In] gives them another.
func New(overlays ...Overlay) (*Catalog, error) {
	texts, err := builtIn()
	if err != nil {
		return nil, err
	}
	overlays = slices.Clone(overlays)
	for i := range overlays {
		overlays[i].Language = canonical(overlays[i].Language)
	}
	if err := checkOverlays(texts, overlays); err != nil {
		return nil, err
	}
	texts = layered(texts, overlays)
	if err := checkLoops(texts, overlays); err != nil {
		return nil, err
	}
	return spoken(texts, nil), nil
}

// In is the catalogue whose texts tell instants in loc, Europe/Brussels for a Belgian
// desk.
func (c *Catalog) In(loc *time.Location) *Catalog {
	texts := make(library, len(c.voices))
	for lang, v := range c.voices {
		texts[lang] = v.texts
	}
	return spoken(texts, loc)
}

// Languages are the tags there are texts for, sorted.
func (c *Catalog) Languages() []salesdesk.Language { return slices.Sorted(maps.Keys(c.voices)) }

// Match is the first of the wanted languages that the catalogue speaks, as it speaks it:
// nl-BE is nl unless the company has an overlay for nl-BE. Give the language to fall back
// on last. Where it speaks none the error is an [UnknownLanguageError] of the first.
func (c *Catalog) Match(wanted ...salesdesk.Language) (salesdesk.Language, error) {
	for _, lang := range wanted {
		if v, err := c.voice(lang); err == nil {
			return v.language, nil
		}
	}
	if len(wanted) == 0 {
		return "", UnknownLanguageError{}
	}
	return "", UnknownLanguageError{Language: wanted[0]}
}

// Formatter is the formatter of a language the catalogue speaks.
func (c *Catalog) Formatter(lang salesdesk.Language) (Formatter, error) {
	v, err := c.voice(lang)
	if err != nil {
		return Formatter{}, err
	}
	return v.formatter, nil
}

// Text is what m says in a language. No text for it is a [MissingTextError], a text that
// its fields cannot fill a [BrokenTextError].
func (c *Catalog) Text(lang salesdesk.Language, m Message) (string, error) {
	v, err := c.voice(lang)
	if err != nil {
		return "", err
	}
	return v.text(m)
}

// voice is the voice of a tag, however it is written, or of its language.
func (c *Catalog) voice(asked salesdesk.Language) (*voice, error) {
	if v, ok := c.voices[asked]; ok {
		return v, nil
	}
	lang := canonical(asked)
	for _, tag := range [...]salesdesk.Language{lang, lang.Base()} {
		if v, ok := c.voices[tag]; ok {
			return v, nil
		}
	}
	return nil, UnknownLanguageError{Language: asked}
}

// library is the texts of each language by message id.
type library map[salesdesk.Language]map[string]Text

// builtIn reads the embedded files, whose names end in ".<language>.json".
func builtIn() (library, error) {
	texts := library{}
	files, err := fs.Glob(embedded, "texts/*.json")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		data, err := embedded.ReadFile(file)
		if err != nil {
			return nil, err
		}
		read, err := decodeTexts(data)
		if err != nil {
			return nil, salesdesk.At(file, err)
		}
		lang := languageOfFile(file)
		if texts[lang] == nil {
			texts[lang] = make(map[string]Text, len(read))
		}
		maps.Copy(texts[lang], read)
	}
	return texts, nil
}

func languageOfFile(file string) salesdesk.Language {
	name := strings.TrimSuffix(path.Base(file), ".json")
	return salesdesk.Language(name[strings.LastIndexByte(name, '.')+1:])
}

// layered is the built-in texts with the overlays over them; a regional tag starts from all
// texts of its language.
func layered(texts library, overlays []Overlay) library {
	for _, o := range overlays {
		if o.Language == o.Language.Base() {
			maps.Copy(texts[o.Language], o.Texts)
		}
	}
	for _, o := range overlays {
		if o.Language == o.Language.Base() {
			continue
		}
		if texts[o.Language] == nil {
			texts[o.Language] = maps.Clone(texts[o.Language.Base()])
		}
		maps.Copy(texts[o.Language], o.Texts)
	}
	return texts
}

// spoken makes a voice of each language.
func spoken(texts library, loc *time.Location) *Catalog {
	c := &Catalog{voices: make(map[salesdesk.Language]*voice, len(texts))}
	for lang, of := range texts {
		c.voices[lang] = newVoice(lang, of, loc)
	}
	return c
}
