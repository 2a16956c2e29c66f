package i18n

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
)

// UnknownLanguageError is a language that has no texts or no forms.
type UnknownLanguageError struct{ Language salesdesk.Language }

func (e UnknownLanguageError) Error() string {
	return fmt.Sprintf("no texts in language %q", e.Language)
}

// MessageID names the text.
func (UnknownLanguageError) MessageID() string { return "i18n.unknown_language" }
