package workflow

// Machine is a proven table. It is immutable and safe for concurrent use.
type Machine[S, E ~string, C any] struct {
	definition Definition[S, E, C]
	kinds      map[S]Kind
	rows       map[pair[S, E]][]*Transition[S, E, C]
	before     map[S][]S // where a state with a row Back may return to
}

type pair[S, E ~string] struct {
	state S
	on    E
}

// Bounds of a table: what Compile and Mermaid cost grows with them.
const (
	MaxStates       = 1_000
	MaxArrows       = 20_000 // from each state of each row to wherever it leads
	MaxAlternatives = 8      // rows for one state and event
	MaxConditions   = 64     // guards and roles of one row
)

// Compile proves the table and makes a machine of it. Its error names everything
// that it cannot prove, each as a [DefinitionError].
func Compile[S, E ~string, C any](d Definition[S, E, C]) (*Machine[S, E, C], error) {
	d = d.clone()
	p := proof[S, E, C]{definition: d, kinds: map[S]Kind{}}
	for _, step := range []func(){p.names, p.index, p.prove} {
		step()
		if err := p.findings.Err(); err != nil {
			return nil, err
		}
	}
	return &Machine[S, E, C]{definition: d, kinds: p.kinds, rows: p.rows, before: p.before}, nil
}

// MustCompile is Compile for built-in tables; it panics on one that cannot be proven.
func MustCompile[S, E ~string, C any](d Definition[S, E, C]) *Machine[S, E, C] {
	m, err := Compile(d)
	if err != nil {
		panic(err) //nolint:forbidigo // Must… is for constants
	}
	return m
}

// Definition is a copy of the table.
func (m *Machine[S, E, C]) Definition() Definition[S, E, C] { return m.definition.clone() }

// Kind is the kind of a state, and whether the table has it.
func (m *Machine[S, E, C]) Kind(s S) (Kind, bool) {
	k, ok := m.kinds[s]
	return k, ok
}

// DefinitionRule names what a table must be and is not.
type DefinitionRule string

// The rules of a table.
const (
	NoID           DefinitionRule = "no_id"
	NoVersion      DefinitionRule = "no_version"   // below 1
	BadName        DefinitionRule = "bad_name"     // not of small letters, digits and underscores
	Duplicate      DefinitionRule = "duplicate"    // one state twice
	UnknownKind    DefinitionRule = "unknown_kind" //
	UnknownState   DefinitionRule = "unknown_state"
	NoFrom         DefinitionRule = "no_from"          // a row for no state
	BadGuard       DefinitionRule = "bad_guard"        // none, or without a test
	AnotherGuard   DefinitionRule = "another_guard"    // another guard has this name
	Contradiction  DefinitionRule = "contradiction"    // a guard must hold and must not
	NotForCustomer DefinitionRule = "not_for_customer" // InPerson, and the customer is not among By
	NoBefore       DefinitionRule = "no_before"        // Back, and the context has no Before() S or the state is entered from no open one
	TooLarge       DefinitionRule = "too_large"        // past the bound that Name gives
	FinalInitial   DefinitionRule = "final_initial"    // begins at its end
	LeavesFinal    DefinitionRule = "leaves_final"     // by a row that is not marked Reopens
	ReopensOpen    DefinitionRule = "reopens_open"     // marked Reopens, and leaves no final state
	Unreachable    DefinitionRule = "unreachable"
	NeverEnds      DefinitionRule = "never_ends"
	Ambiguous      DefinitionRule = "ambiguous" // two rows may apply to one actor
)

// DefinitionError is what [Compile] cannot prove of a table.
type DefinitionError struct {
	Machine string
	Rule    DefinitionRule
	State   string // where one state is meant
	On      string // where one event is meant
	Name    string // of a guard, role or kind, or the bound, or the rows
}

func (e DefinitionError) Error() string {
	if e.Rule == AnotherGuard {
		return "workflow " + e.Machine + ": guard " + e.Name + ": another guard has this name"
	}
	text := "workflow " + e.Machine + ": " + string(e.Rule)
	for _, part := range []struct{ label, value string }{{" state ", e.State}, {" event ", e.On}, {" ", e.Name}} {
		if part.value != "" {
			text += part.label + part.value
		}
	}
	return text
}

// MessageID names the rule's text.
func (e DefinitionError) MessageID() string { return "workflow.definition." + string(e.Rule) }
