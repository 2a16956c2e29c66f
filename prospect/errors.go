package prospect

import "fmt"

// UnmetError is a criterion that is known not to be met.
type UnmetError struct {
	Criterion Criterion
	Evidence  string
}

func (e UnmetError) Error() string { return fmt.Sprintf("%s is not met: %s", e.Criterion, e.Evidence) }

// MessageID names the text.
func (UnmetError) MessageID() string { return "prospect.unmet" }

// UnknownError is a criterion that is still to be asked.
type UnknownError struct{ Criterion Criterion }

func (e UnknownError) Error() string { return fmt.Sprintf("%s is not known", e.Criterion) }

// MessageID names the text.
func (UnknownError) MessageID() string { return "prospect.unknown" }
