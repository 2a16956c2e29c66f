package workflow

// ReasonError is a step that needs a reason and has none.
type ReasonError struct{}

func (ReasonError) Error() string { return "needs a reason" }

// MessageID names the text.
func (ReasonError) MessageID() string { return "workflow.reason" }

// ReasonGiven asks for the reason of a command: a [ReasonError] where there is none.
func ReasonGiven(cmd *Command) error {
	if cmd.Reason == "" {
		return ReasonError{}
	}
	return nil
}
