package workflow

import (
	"fmt"
	"maps"
	"slices"

	"github.com/interne-sales/salesdesk"
)

// Migration moves running instances from one version of a table to another: every
// state to its image, or to the state of the same name.
type Migration[S ~string] struct {
	From   int     `json:"from"`
	To     int     `json:"to"`
	States map[S]S `json:"states,omitempty"`
	// Reopens lets a final state have an image that is not final.
	Reopens bool `json:"reopens,omitempty"`
}

// Migrated is the fact of a migration. A room embeds it in a fact of its own, whose
// outcome is the image.
type Migrated[S ~string] struct {
	FromVersion int `json:"from_version"`
	ToVersion   int `json:"to_version"`
	Was         S   `json:"was"`
	Image       S   `json:"image"`
}

// FactName marks the fact in JSON.
func (Migrated[S]) FactName() string { return "migrated" }

// MigrateEvent is the event of a migration, which is in no table: the system alone
// gives it.
const MigrateEvent = "migrate"

// CheckMigration holds that a migration fits its tables: two versions of one table,
// each state of the old one with an image in the new one, nothing else named, and no
// final state reopened but where the migration says so. Everything that does not fit
// is a [MigrationError].
func CheckMigration[S, E ~string, C any](from, to *Machine[S, E, C], m Migration[S]) error {
	var problems salesdesk.Problems
	add := func(rule MigrationRule, was, image S) {
		problems.Add(MigrationError{Machine: from.definition.ID, Rule: rule, From: m.From, To: m.To, State: string(was), Image: string(image)})
	}
	if from.definition.ID != to.definition.ID {
		add(OtherMachine, "", "")
	}
	if m.From != from.definition.Version || m.To != to.definition.Version || m.From == m.To {
		add(OtherVersion, "", "")
	}
	for _, s := range slices.Sorted(maps.Keys(m.States)) {
		if _, known := from.kinds[s]; !known {
			add(NoSuchState, s, m.States[s])
		}
	}
	for _, s := range from.definition.States {
		image := m.image(s.Name)
		switch kind, known := to.kinds[image]; {
		case !known:
			add(NoImage, s.Name, image)
		case s.Kind == Final && kind != Final && !m.Reopens:
			add(ReopensFinal, s.Name, image)
		}
	}
	return problems.Err()
}

func (m Migration[S]) image(s S) S {
	if image, ok := m.States[s]; ok {
		return image
	}
	return s
}

// Migrate is the fact that moves an instance in a state, on a command of the system:
// a [RefusedError] for anybody else. The whole migration is checked, see
// [CheckMigration]. Without a table there is nothing to move.
func Migrate[S, E ~string, C any](from, to *Machine[S, E, C], m Migration[S], cmd *Command, s S) (Migrated[S], error) {
	var problems salesdesk.Problems
	problems.AddAt("from", from.Check())
	problems.AddAt("to", to.Check())
	if cmd == nil {
		problems.Add(salesdesk.FieldError{Path: "command", Rule: salesdesk.RuleRequired})
	}
	if err := problems.Err(); err != nil {
		return Migrated[S]{}, err
	}
	if cmd.Actor.Role != salesdesk.System {
		refused := from.refused(s, MigrateEvent, cmd)
		refused.NoRole, refused.Roles = true, []salesdesk.Role{salesdesk.System}
		problems.Add(refused)
	}
	problems.Add(CheckMigration(from, to, m))
	if _, known := from.kinds[s]; !known {
		problems.Add(MigrationError{Machine: from.definition.ID, Rule: NoSuchState, From: m.From, To: m.To, State: string(s)})
	}
	if err := problems.Err(); err != nil {
		return Migrated[S]{}, err
	}
	return Migrated[S]{FromVersion: m.From, ToVersion: m.To, Was: s, Image: m.image(s)}, nil
}

// MigrationRule names what a migration must be and is not.
type MigrationRule string

// The rules of a migration.
const (
	OtherMachine MigrationRule = "other_machine" // between tables of different ID
	OtherVersion MigrationRule = "other_version" // the tables have other versions, or there is but one
	NoSuchState  MigrationRule = "no_such_state" // the old table does not have it
	NoImage      MigrationRule = "no_image"      // the new table does not have what it becomes
	ReopensFinal MigrationRule = "reopens_final" // a final state would become open
)

// MigrationError is what does not fit in a migration.
type MigrationError struct {
	Machine  string
	Rule     MigrationRule
	From, To int    // versions
	State    string // where one state is meant
	Image    string // what it would become
}

func (e MigrationError) Error() string {
	text := fmt.Sprintf("migration of %s from version %d to %d: %s", e.Machine, e.From, e.To, e.Rule)
	if e.State != "" {
		text += fmt.Sprintf(" %q", e.State)
	}
	if e.Image != "" {
		text += fmt.Sprintf(" to %q", e.Image)
	}
	return text
}

// MessageID names the rule's text.
func (e MigrationError) MessageID() string { return "workflow.migration." + string(e.Rule) }
