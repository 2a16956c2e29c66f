package i18n_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
)

// echo is a message of a company, told by the text of its id, about another or itself.
type echo struct {
	ID    string
	Of    i18n.Message
	Items []i18n.Message
}

func (e echo) MessageID() string  { return e.ID }
func (e echo) Self() i18n.Message { return e }

func overlay(texts map[string]string) i18n.Overlay {
	o := i18n.Overlay{Language: salesdesk.English, Texts: map[string]i18n.Text{}}
	for id, text := range texts {
		o.Texts[id] = i18n.Text{Other: text}
	}
	return o
}

// A text that says itself is found before it is told.
func TestATextThatSaysItselfIsRefused(t *testing.T) {
	for _, test := range []struct {
		texts map[string]string
		want  string
	}{
		{map[string]string{"own.x": "{{text .}}"}, `overlay en, text "own.x", form other: loop text .`},
		{map[string]string{"own.x": "{{with .Of}}{{text $}}{{end}}"}, `overlay en, text "own.x", form other: loop text .`},
		{map[string]string{"guard.a": `{{guard "a"}}`}, `overlay en, text "guard.a", form other: loop guard.a`},
		{map[string]string{"guard.a": `{{guard .}}`}, `overlay en, text "guard.a", form other: loop guard .`},
		{
			map[string]string{"own.x": `{{guard "a"}}`, "guard.a": `{{guard "b"}}`, "guard.b": `b {{guard "c"}}`, "guard.c": `{{guard "a"}}`},
			`overlay en, text "guard.c", form other: loop guard.a`,
		},
		{map[string]string{"param.kind.list": `{{kind "list"}}`}, `overlay en, text "param.kind.list", form other: field kind "list"`},
		{map[string]string{"path.lines": `{{path "lines[0]"}}`}, `overlay en, text "path.lines", form other: field path "lines[0]"`},
	} {
		_, err := i18n.New(overlay(test.texts))
		assert.EqualError(t, err, test.want, test.texts)
		var wrong i18n.OverlayError
		assert.ErrorAs(t, err, &wrong)
	}
}

func TestTextsWithinTexts(t *testing.T) {
	c, err := i18n.New(overlay(map[string]string{
		"own.x": `x{{with .Of}} of {{text .}}{{end}}`, "own.x.customer": `you: {{text .}}`, "own.list": `{{join .Items}}`,
		"guard.a": `{{guard "b"}} twice {{guard "b"}}`, "guard.b": "b", "own.guard": `{{guard "a"}}`,
	}))
	require.NoError(t, err)
	for want, m := range map[string]i18n.Message{
		"x of x of x":      echo{ID: "own.x", Of: echo{ID: "own.x", Of: echo{ID: "own.x"}}},
		"x of own.unknown": echo{ID: "own.x", Of: echo{ID: "own.unknown"}},
		"b twice b":        echo{ID: "own.guard"},
		"x, x of x and x":  echo{ID: "own.list", Items: []i18n.Message{echo{ID: "own.x"}, echo{ID: "own.x", Of: echo{ID: "own.x"}}, echo{ID: "own.x"}}},
		"x of b twice b":   echo{ID: "own.x", Of: echo{ID: "own.guard"}},
	} {
		got, err := c.Text(salesdesk.English, m)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
}

// What only the data makes endless ends when it is told, with an error that says so.
func TestTextsWithoutEndEnd(t *testing.T) {
	circle := &ring{}
	circle.Next = circle
	many := strings.Repeat(`{{guard "b0"}}`, 500)
	texts := map[string]string{
		"own.self": "{{text .Self}}", "own.ring": "{{text .Next}}", "own.join": "{{join .Items}}", "own.piped": `{{"p" | guard}}`, "guard.p": `{{"p" | guard}}`,
		"own.wide": many,
	}
	for i := range 6 {
		texts[fmt.Sprint("guard.b", i)] = strings.ReplaceAll(many, "b0", fmt.Sprint("b", i+1))
	}
	c, err := i18n.New(overlay(texts))
	require.NoError(t, err)
	for name, m := range map[string]i18n.Message{
		"a method": echo{ID: "own.self"}, "a pointer": circle, "a function": echo{ID: "own.piped"}, "more than can be told": echo{ID: "own.wide"},
	} {
		_, err := c.Text(salesdesk.English, m)
		var endless i18n.NestingError
		require.ErrorAs(t, err, &endless, name)
		assert.Equal(t, salesdesk.English, endless.Language)
		assert.NotContains(t, err.Error(), "template", name)
	}
	said := c.Error(salesdesk.English, i18n.Clerk, i18n.NestingError{Language: "en", ID: "own.self"})
	assert.Equal(t, []string{"The text “own.self” in language “en” has too many texts within it."}, said)
}

// ring is a message that points at itself.
type ring struct{ Next *ring }

func (*ring) MessageID() string { return "own.ring" }

func BenchmarkTextWithinAText(b *testing.B) {
	c, err := i18n.New(overlay(map[string]string{"own.x": `x{{with .Of}} of {{text .}}{{end}}`}))
	require.NoError(b, err)
	m := echo{ID: "own.x", Of: echo{ID: "own.x"}}
	for b.Loop() {
		if _, err := c.Text(salesdesk.English, m); err != nil {
			b.Fatal(err)
		}
	}
}
