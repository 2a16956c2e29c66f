package workflow

import "encoding/json"

// Guard is a condition. Test is pure; its error says why not. Guards are compared
// by pointer: rows that share a condition share the guard. [NewGuard], [OnFact] and
// [NeedsReason] make them.
type Guard[C any] struct {
	Name string
	Test func(*Command, C) error
	// Fact says that Test looks at the fact to come, and holds where there is none:
	// what is only asked, by Permitted, is not decided by it yet.
	Fact bool
}

// MarshalJSON writes the guard's name.
func (g *Guard[C]) MarshalJSON() ([]byte, error) { return json.Marshal(g.Name) }

// NewGuard is a guard that looks at the command and at the case as it is.
func NewGuard[C any](name string, test func(*Command, C) error) *Guard[C] {
	return &Guard[C]{Name: name, Test: test}
}

// Case is a context that knows the fact to come.
type Case interface {
	// Coming is the fact to come: nil where there is none yet.
	Coming() Fact
}

// OnFact is a guard that looks at the fact to come where it is an F: one kind of fact,
// or an interface for several. It holds where there is no fact yet, and for a fact of
// another kind, such as that of an event which a company added.
func OnFact[C Case, F Fact](name string, test func(*Command, C, F) error) *Guard[C] {
	return &Guard[C]{Name: name, Fact: true, Test: func(cmd *Command, c C) error {
		if fact, ok := c.Coming().(F); ok {
			return test(cmd, c, fact)
		}
		return nil
	}}
}

// NeedsReason is the guard named reason, which asks for the reason of the command: see
// [ReasonGiven].
func NeedsReason[C any]() *Guard[C] {
	return NewGuard("reason", func(cmd *Command, _ C) error { return ReasonGiven(cmd) })
}

// ReasonGiven asks for the reason of a command: a [ReasonError] where there is none.
func ReasonGiven(cmd *Command) error {
	if cmd.Reason == "" {
		return ReasonError{}
	}
	return nil
}

// ReasonError is a step that needs a reason and has none.
type ReasonError struct{}

func (ReasonError) Error() string { return "needs a reason" }

// MessageID names the text.
func (ReasonError) MessageID() string { return "workflow.reason" }
