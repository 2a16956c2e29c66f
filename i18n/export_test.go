package i18n

// Use is a field that a text uses, for the tests of the tree.
type Use = use

// UsesOf lets the tests of the tree read a text.
func UsesOf(source string) ([]Use, error) { return usesOf(source) }

// Comparing reports whether a function only asks after a field.
func Comparing(name string) bool { return comparing(name) }

// Forms are the forms of a text by name.
func Forms(t Text) map[string]string {
	forms := map[string]string{}
	for _, f := range t.forms() {
		forms[f.name] = f.source
	}
	return forms
}
