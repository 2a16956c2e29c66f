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

// MissingTextError is a message that has no text in a language.
type MissingTextError struct {
	Language salesdesk.Language
	ID       string
}

func (e MissingTextError) Error() string {
	return fmt.Sprintf("no text %q in language %q", e.ID, e.Language)
}

// MessageID names the text.
func (MissingTextError) MessageID() string { return "i18n.missing_text" }

// BrokenTextError is a text that cannot be filled with its message.
type BrokenTextError struct {
	Language salesdesk.Language
	ID       string
	Why      string
}

func (e BrokenTextError) Error() string {
	return fmt.Sprintf("text %q in language %q: %s", e.ID, e.Language, e.Why)
}

// MessageID names the text.
func (BrokenTextError) MessageID() string { return "i18n.broken_text" }

// NestingError is a text that says more texts within it than [MaxNesting] or [MaxNested]
// allow: most likely they say each other without end.
type NestingError struct {
	Language salesdesk.Language
	ID       string // of the text that was one too many
}

func (e NestingError) Error() string {
	return fmt.Sprintf("text %q in language %q: too many texts within texts", e.ID, e.Language)
}

// MessageID names the text.
func (NestingError) MessageID() string { return "i18n.nesting" }
