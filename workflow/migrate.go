package workflow

// Migration moves running instances from one version of a table to another: every
// state to its image, or to the state of the same name.
type Migration[S ~string] struct {
	From   int     `json:"from"`
	To     int     `json:"to"`
	States map[S]S `json:"states,omitempty"`
}

// Migrated is the name of the event of a migration.
const Migrated = "migrate"

// Migrate is the step that moves an instance in state s: record it with the room's
// fact for a move. A state without an image in the new table is a [MigrationError].
func Migrate[S, E ~string, C any](from, to *Machine[S, E, C], m Migration[S], s S) (Step[S, E], error) {
	image, ok := m.States[s]
	if !ok {
		image = s
	}
	_, was := from.kinds[s]
	_, is := to.kinds[image]
	if !was || !is || m.From != from.definition.Version || m.To != to.definition.Version {
		return Step[S, E]{}, MigrationError{State: string(s), From: m.From, To: m.To}
	}
	return Step[S, E]{From: s, On: Migrated, To: image}, nil
}

// MigrationError is a state that a migration cannot move, or a migration between
// other versions.
type MigrationError struct {
	State    string
	From, To int
}

func (e MigrationError) Error() string { return "cannot migrate state " + e.State }

// MessageID names the text.
func (MigrationError) MessageID() string { return "workflow.migration" }
