package i18n_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
)

// languages are those in which every text exists.
func languages() []salesdesk.Language {
	return []salesdesk.Language{salesdesk.Dutch, salesdesk.French, salesdesk.English}
}

// library is the texts of each language by id.
type library map[salesdesk.Language]map[string]i18n.Text

func TestTreeHasEveryText(t *testing.T) {
	texts, problems := readTexts(t)
	problems = append(problems, checkTree(readSource(t, treeFiles(t)), texts)...)
	for _, problem := range problems {
		t.Error(problem)
	}
}

// readTexts reads the files of texts; an id in two files is a problem.
func readTexts(tb testing.TB) (texts library, problems []string) {
	tb.Helper()
	texts = library{}
	for _, lang := range languages() {
		texts[lang] = map[string]i18n.Text{}
	}
	files, err := filepath.Glob("texts/*.json")
	require.NoError(tb, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(tb, err)
		lang := salesdesk.Language(strings.TrimPrefix(filepath.Ext(strings.TrimSuffix(file, ".json")), "."))
		if texts[lang] == nil {
			problems = append(problems, file+": the name must end in .nl.json, .fr.json or .en.json")
			continue
		}
		o, err := i18n.DecodeOverlay(lang, data)
		if err != nil {
			problems = append(problems, file+": "+err.Error())
		}
		if id := misplaced(data); id != "" {
			problems = append(problems, fmt.Sprintf("%s: text %q has to come earlier: the file is sorted by id", file, id))
		}
		for id, text := range o.Texts {
			if _, twice := texts[lang][id]; twice {
				problems = append(problems, fmt.Sprintf("%s: text %q is in another file too", file, id))
			}
			texts[lang][id] = text
		}
	}
	return texts, problems
}

// misplaced is the first id of a file of texts that comes before the one above it; empty
// where the file is sorted.
func misplaced(data []byte) string {
	in := json.NewDecoder(bytes.NewReader(data))
	if open, err := in.Token(); err != nil || open != json.Delim('{') {
		return "" // DecodeOverlay says so
	}
	for before := ""; in.More(); {
		token, err := in.Token()
		id, _ := token.(string)
		if err != nil || id < before {
			return id
		}
		before = id
		if err := in.Decode(new(json.RawMessage)); err != nil {
			return ""
		}
	}
	return ""
}

func TestTextsOutOfOrderAreFound(t *testing.T) {
	assert.Empty(t, misplaced([]byte(`{"a": "2", "a.b": {"other": "1", "one": "2"}, "b": "0"}`)))
	assert.Equal(t, "a", misplaced([]byte(`{"b": {"other": "1", "one": "2"}, "a": "0", "c": "1"}`)))
	assert.Equal(t, "a.b", misplaced([]byte(`{"a": "0", "b": "1", "a.b": "2"}`)))
}

// checkTree is everything that is missing, wrong or too many between the messages of a
// source and the texts.
func checkTree(s *source, texts library) (problems []string) {
	all, problems := s.messages()
	owned := map[string]bool{}
	for _, m := range all {
		owned[m.id] = true
	}
	for _, m := range all {
		if !owned[m.id+".customer"] {
			problems = append(problems, s.checkText(m, m.id+".customer", texts, false)...)
		}
		problems = append(problems, s.checkText(m, m.id, texts, true)...)
		for _, part := range partsOf(m.id) {
			owned[m.id+part] = true
			problems = append(problems, s.checkText(m, m.id+part, texts, true)...)
		}
	}
	slices.Sort(problems)
	return append(slices.Compact(problems), unused(owned, texts)...)
}

// partsOf are the further texts of an id: a letter has an opening and a closing beside its
// subject, a salutation the courtesy at the end.
func partsOf(id string) []string {
	switch {
	case strings.HasPrefix(id, "letter.salutation."):
		return []string{".courtesy"}
	case strings.HasPrefix(id, "letter.body."):
		return []string{".opening", ".closing"}
	default:
		return nil
	}
}

func unused(owned map[string]bool, texts library) (problems []string) {
	in := map[string][]string{}
	for _, lang := range languages() {
		for id := range texts[lang] {
			if !owned[id] && !owned[strings.TrimSuffix(id, ".customer")] {
				in[id] = append(in[id], string(lang))
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(in)) {
		problems = append(problems, fmt.Sprintf("text %q (%s) is not the text of any message", id, strings.Join(in[id], ", ")))
	}
	return problems
}

// checkText is what is wrong with the texts of one id in all languages.
func (s *source) checkText(m message, id string, texts library, required bool) (problems []string) {
	var missing []string
	printed := map[salesdesk.Language]string{}
	for _, lang := range languages() {
		text, ok := texts[lang][id]
		if !ok {
			missing = append(missing, string(lang))
			continue
		}
		fields, wrong := s.checkForms(m, text, lang)
		printed[lang] = fields
		for _, w := range wrong {
			problems = append(problems, fmt.Sprintf("text %q in %s: %s", id, lang, w))
		}
	}
	if len(missing) > 0 && (required || len(missing) < len(languages())) {
		problems = append(problems, fmt.Sprintf("text %q is missing in %s: message of %s", id, strings.Join(missing, ", "), m.where))
	}
	for _, lang := range slices.Sorted(maps.Keys(printed)) {
		if first := printed[salesdesk.Dutch]; first != "" && printed[lang] != "" && printed[lang] != first {
			problems = append(problems, fmt.Sprintf("text %q prints %s in %s and %s in nl", id, printed[lang], lang, first))
		}
	}
	return problems
}

// checkForms is what is wrong with one text, and the fields that its form other prints, ""
// where it cannot be read.
func (s *source) checkForms(m message, text i18n.Text, lang salesdesk.Language) (printed string, problems []string) {
	_, plural, _ := s.member(m.owner, "PluralCount")
	forms := i18n.Forms(text)
	want := []string{"other"}
	if plural {
		want = append(want, "one")
	}
	if plural && lang == salesdesk.French {
		want = append(want, "many")
	}
	for _, name := range want {
		if forms[name] == "" {
			problems = append(problems, "needs the form "+name)
		}
	}
	for name := range forms {
		if !slices.Contains(want, name) {
			problems = append(problems, fmt.Sprintf("has the form %s, which %s never selects", name, s.show(m.owner)))
		}
	}
	for name, form := range forms {
		fields, wrong := s.checkUses(m, form)
		problems = append(problems, wrong...)
		if name == "other" {
			printed = fields
		}
	}
	return printed, problems
}

// checkUses is what is wrong with the fields of a form, and those it prints.
func (s *source) checkUses(m message, form string) (printed string, problems []string) {
	uses, err := i18n.UsesOf(form)
	if err != nil {
		return "", []string{err.Error()}
	}
	var fields []string
	for _, u := range uses {
		t, ok := s.follow(m.owner, u.Field)
		if !ok {
			problems = append(problems, fmt.Sprintf("%s has no field or method %s", s.show(m.owner), u.Field))
			continue
		}
		if wrong := s.misfit(t, u.Func); wrong != "" {
			problems = append(problems, fmt.Sprintf(".%s is a %s: %s", u.Field, s.show(t), wrong))
		}
		if wrong := s.uncounted(m.owner, u, t); wrong != "" {
			problems = append(problems, wrong)
		}
		if !i18n.Comparing(u.Func) {
			fields = append(fields, u.Field)
		}
	}
	return "[" + strings.Join(slices.Compact(fields), " ") + "]", problems
}

// uncounted says that a form prints a number that rules the words around it, and neither
// has plural forms nor prints it with its noun through count.
func (s *source) uncounted(owner typeRef, u i18n.Use, t typeRef) string {
	if _, plural, _ := s.member(owner, "PluralCount"); plural || u.Func != "" || !slices.Contains([]string{"int", "int64"}, s.show(t)) {
		return ""
	}
	if plainNumbers()[s.show(owner)+"."+u.Field] != "" {
		return ""
	}
	return fmt.Sprintf("%s.%s is a number: give the message a PluralCount, or print it with count", s.show(owner), u.Field)
}

// plainNumbers are the numbers that stand alone or name something, each with why.
func plainNumbers() map[string]string {
	const (
		year, version, place = "a year", "a version", "a place in a list or text"
		alone                = "no noun follows"
	)
	return map[string]string{
		"calendar.CoverageError.From": year, "calendar.CoverageError.To": year, "calendar.YearsError.From": year, "calendar.YearsError.To": year,
		"calendar.TooManyError.Given": alone, "calendar.TooManyError.Most": alone,
		"kpi.Confidence.N": alone, "kpi.Counted.N": alone,
		"workflow.ConflictError.Actual": version, "workflow.ConflictError.Expected": version,
		"workflow.MigrationError.From": version, "workflow.MigrationError.To": version,
		"workflow.GapError.Actual": place, "workflow.GapError.Expected": place, "workflow.TamperedError.Seq": place,
		"intake.Open.Line.Number": place, "ubl.SyntaxError.Line": place,
		"i18n.element.Number": place, "i18n.position.Line": place, "i18n.position.Column": place,
	}
}

// follow is the type at the end of a chain of fields; a chain that leaves the module is
// believed.
func (s *source) follow(t typeRef, chain string) (typeRef, bool) {
	if chain == "" {
		return t, true
	}
	name, rest, _ := strings.Cut(chain, ".")
	found, ok, known := s.member(t, name)
	switch {
	case ok:
		return s.follow(found, rest)
	case known:
		return typeRef{}, false
	default:
		return typeRef{s.packages[module], t.file, nil}, true
	}
}

// misfit says why a value of type t does not go through a function of texts.
func (s *source) misfit(t typeRef, function string) string {
	name := s.show(t)
	if name == "" || i18n.Comparing(function) {
		return ""
	}
	wants := map[string][]string{
		"money": {"salesdesk.Money"}, "price": {"salesdesk.Money"}, "amount": {"salesdesk.Amount"}, "percent": {"salesdesk.Amount"},
		"date": {"calendar.Date"}, "period": {"calendar.Period"}, "instant": {"time.Time"}, "name": {"calendar.Names"},
	}
	_, message, _ := s.member(t, "MessageID")
	switch want := wants[function]; {
	case want != nil && !slices.Contains(want, name):
		return function + " wants a " + want[0]
	case function == "text" && !message:
		return "text wants a type with MessageID"
	case function == "join" && !strings.HasPrefix(name, "[]"):
		return "join wants a slice"
	case function == "" && message:
		return "print it with text"
	case function == "" && slices.Contains([]string{"salesdesk.Money", "salesdesk.Amount", "calendar.Date", "time.Time"}, name):
		return "print it with money, amount, percent, date or instant"
	default:
		return ""
	}
}

// fixture is a small module with one of everything that can be right or wrong.
const fixture = `package quote

import (
	"time"

	"github.com/interne-sales/salesdesk"
)

type Status string

const (
	Draft Status = "draft"
	Sent  Status = "sent"
	None  Status = ""
)

func (s Status) MessageID() string { return "status." + string(s) }

type base struct{ Limit salesdesk.Amount }

type LateError struct {
	base
	Total  salesdesk.Money
	State  Status
	Lines  []string
	At     time.Time
	hidden string
}

func (LateError) MessageID() string { return "late" }
func (e *LateError) Who() string    { return e.hidden }

type ManyError struct{ Count int64; Rule Status }

func (e ManyError) MessageID() string  { return prefix + string(e.Rule) }
func (e ManyError) PluralCount() int64 { return e.Count }

const prefix = "many."

type PlainError struct{ Days int }

func (PlainError) MessageID() string { return "plain" }
`

const fixtureRoot = `package salesdesk

type Amount struct{ Decimal }
type Money struct{ Amount Amount; Currency string }
`

func fixtureTexts(tb testing.TB) library {
	tb.Helper()
	one := `{"status.draft": "a", "status.sent": "b", "late": "{{with .Who}}{{.}}{{end}} {{money .Total}} {{percent .Limit}} {{text .State}} {{join .Lines}} {{instant .At}}",
		"many.draft": {"one": "{{.Count}} x", "other": "{{.Count}} y"}, "many.sent": {"one": "x", "other": "y"},
		"plain": "{{count .Days ` + "`dag` `dagen`" + `}}"}`
	texts := library{}
	for _, lang := range languages() {
		var read map[string]i18n.Text
		require.NoError(tb, json.Unmarshal([]byte(one), &read))
		texts[lang] = read
	}
	for _, id := range []string{"many.draft", "many.sent"} {
		text := texts[salesdesk.French][id]
		text.Many = text.Other
		texts[salesdesk.French][id] = text
	}
	return texts
}

func TestTreeCheckAcceptsACompleteModule(t *testing.T) {
	s := readSource(t, map[string]string{"quote/quote.go": fixture, "root.go": fixtureRoot})
	assert.Empty(t, checkTree(s, fixtureTexts(t)))
}

func TestTreeCheckNamesWhatIsWrong(t *testing.T) {
	tests := []struct {
		give  string
		lang  salesdesk.Language
		id    string
		text  i18n.Text
		wants []string
	}{
		{"a text too many", "nl", "status.gone", i18n.Text{Other: "x"}, []string{`text "status.gone" (nl) is not the text of any message`}},
		{"the text of no constant", "nl", "status.", i18n.Text{Other: "x"}, []string{`text "status." (nl) is not the text of any message`}},
		{"a customer's text too many", "nl", "gone.customer", i18n.Text{Other: "x"}, []string{`text "gone.customer" (nl) is not the text of any message`}},
		{
			"a customer's text in one language", "fr", "status.sent.customer",
			i18n.Text{Other: "x"},
			[]string{`text "status.sent.customer" is missing in nl, en: message of quote.Status in quote/quote.go`},
		},
		{
			"no such field", "en", "late",
			i18n.Text{Other: "{{.Owner}}"},
			[]string{
				`text "late" in en: quote.LateError has no field or method Owner`,
				`text "late" prints [] in en and [At Limit Lines State Total Who] in nl`,
			},
		},
		{"a field nobody can read", "nl", "late.customer", i18n.Text{Other: "{{.hidden}}"}, []string{
			`text "late.customer" in nl: quote.LateError has no field or method hidden`,
			`text "late.customer" is missing in fr, en: message of quote.LateError in quote/quote.go`,
		}},
		{"a field of a plain string", "nl", "status.sent", i18n.Text{Other: "{{.Name}}"}, []string{
			`text "status.sent" in nl: quote.Status has no field or method Name`,
		}},
		{"the wrong function", "nl", "many.sent", i18n.Text{One: "x", Other: "{{date .Rule}}"}, []string{
			`text "many.sent" in nl: .Rule is a quote.Status: date wants a calendar.Date`,
			`text "many.sent" prints [] in en and [Rule] in nl`,
			`text "many.sent" prints [] in fr and [Rule] in nl`,
		}},
		{"a status printed raw", "nl", "many.sent", i18n.Text{One: "{{.Rule}}", Other: "y"}, []string{
			`text "many.sent" in nl: .Rule is a quote.Status: print it with text`,
		}},
		{"no plural", "nl", "many.sent", i18n.Text{Other: "y"}, []string{`text "many.sent" in nl: needs the form one`}},
		{"no French many", "fr", "many.sent", i18n.Text{One: "x", Other: "y"}, []string{`text "many.sent" in fr: needs the form many`}},
		{"a plural without a number", "nl", "status.sent", i18n.Text{One: "x", Other: "y"}, []string{
			`text "status.sent" in nl: has the form one, which quote.Status never selects`,
		}},
		{"a number without its noun", "nl", "plain", i18n.Text{Other: "{{.Days}} dagen"}, []string{
			`text "plain" in nl: quote.PlainError.Days is a number: give the message a PluralCount, or print it with count`,
		}},
		{"a loop", "nl", "status.sent", i18n.Text{Other: "{{range .}}x{{end}}"}, []string{
			`text "status.sent" in nl: not allowed in a text: {{range .}}x{{end}}`,
		}},
	}
	s := readSource(t, map[string]string{"quote/quote.go": fixture, "root.go": fixtureRoot})
	for _, tt := range tests {
		texts := fixtureTexts(t)
		texts[tt.lang][tt.id] = tt.text
		assert.Equal(t, tt.wants, checkTree(s, texts), tt.give)
	}
	texts := fixtureTexts(t)
	delete(texts["fr"], "late")
	assert.Equal(t, []string{`text "late" is missing in fr: message of quote.LateError in quote/quote.go`}, checkTree(s, texts))
}

func TestTreeCheckRefusesIDsItCannotFollow(t *testing.T) {
	tests := []struct{ give, want string }{
		{`type A struct{ X string }; func (a A) MessageID() string { return "a." + a.X }`, "quote.A in quote/a.go: MessageID is neither a literal nor a literal and string(x)"},
		{`type A struct{ X string }; func (a A) MessageID() string { return "a." + string(a.X) }`, "quote.A in quote/a.go: MessageID ends in a string, which is no named string of the module"},
		{`type A string; func (a A) MessageID() string { return "a." + string(a) }`, "quote.A in quote/a.go: MessageID ends in a quote.A, which has no constants"},
		{`type A int; func (a A) MessageID() string { panic(a) }`, "quote.A in quote/a.go: MessageID gives no id"},
		{
			`type A int; func (A) MessageID() string { return "x" }; type B int; func (B) MessageID() string { return "x" }`,
			`id "x" is given by quote.A in quote/a.go and by quote.B in quote/a.go`,
		},
	}
	for _, tt := range tests {
		_, problems := readSource(t, map[string]string{"quote/a.go": "package quote\n" + tt.give}).messages()
		assert.Equal(t, []string{tt.want}, problems, tt.give)
	}
}
