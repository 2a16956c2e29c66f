package progress

import (
	"fmt"
	"time"

	"github.com/interne-sales/salesdesk"
)

// DepartmentError is a request taken on or answered by another department than the one asked.
type DepartmentError struct{ Asked, Actor salesdesk.Role }

func (e DepartmentError) Error() string {
	return fmt.Sprintf("%s was asked, not %s", e.Asked, e.Actor)
}

// MessageID names the text.
func (DepartmentError) MessageID() string { return "progress.department" }

// DueError is a step that is possible after an instant only.
type DueError struct{ Due time.Time }

func (e DueError) Error() string { return "only after " + e.Due.Format(time.RFC3339) }

// MessageID names the text.
func (DueError) MessageID() string { return "progress.due" }

// AnswerError is a request whose answer says nothing of the supply of an article.
type AnswerError struct {
	Request string
	Kind    QuestionKind
	SKU     string
}

func (e AnswerError) Error() string {
	return fmt.Sprintf("request %s has no answer on the supply of %s", e.Request, e.SKU)
}

// MessageID names the text.
func (AnswerError) MessageID() string { return "progress.answer" }

// VersionError is a change or a timeline that is not the order's, or not of its version.
type VersionError struct {
	Order   string
	Version int
	Stream  string
	Seq     int
}

func (e VersionError) Error() string {
	return fmt.Sprintf("order %s at version %d does not go with %s at %d", e.Order, e.Version, e.Stream, e.Seq)
}

// MessageID names the text.
func (VersionError) MessageID() string { return "progress.version" }
