package workflow

import (
	"fmt"
	"slices"

	"github.com/interne-sales/salesdesk"
)

// Machine is a proven table. It is immutable and safe for concurrent use.
type Machine[S, E ~string, C any] struct {
	definition Definition[S, E, C]
	kinds      map[S]Kind
	rows       map[pair[S, E]][]*Transition[S, E, C]
}

type pair[S, E ~string] struct {
	state S
	on    E
}

// Compile proves the table and makes a machine of it. Its error names everything
// that it cannot prove, each as a [DefinitionError].
func Compile[S, E ~string, C any](d Definition[S, E, C]) (*Machine[S, E, C], error) {
	d = d.clone()
	p := proof[S, E, C]{definition: d, kinds: map[S]Kind{}}
	p.names()
	if len(p.findings) == 0 {
		p.finals()
		p.reachable()
		p.finishing()
		p.exclusive()
	}
	if err := p.findings.Err(); err != nil {
		return nil, err
	}
	m := &Machine[S, E, C]{definition: d, kinds: p.kinds, rows: map[pair[S, E]][]*Transition[S, E, C]{}}
	for i := range d.Transitions {
		t := &d.Transitions[i]
		for _, s := range t.From {
			key := pair[S, E]{s, t.On}
			m.rows[key] = append(m.rows[key], t)
		}
	}
	return m, nil
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

// proof collects what is wrong with a table.
type proof[S, E ~string, C any] struct {
	definition Definition[S, E, C]
	kinds      map[S]Kind
	findings   salesdesk.Problems
}

func (p *proof[S, E, C]) add(rule DefinitionRule, state S, on E, name string) {
	p.findings.Add(DefinitionError{Machine: p.definition.ID, Rule: rule, State: string(state), On: string(on), Name: name})
}

func (p *proof[S, E, C]) names() {
	if p.definition.ID == "" {
		p.add(NoID, "", "", "")
	}
	if p.definition.Version < 1 {
		p.add(NoVersion, "", "", "")
	}
	for _, s := range p.definition.States {
		switch _, twice := p.kinds[s.Name]; {
		case s.Name == "" || string(s.Name) == Back:
			p.add(BadName, s.Name, "", "")
		case twice:
			p.add(Duplicate, s.Name, "", "")
		case s.Kind != Open && s.Kind != Waiting && s.Kind != Final:
			p.add(UnknownKind, s.Name, "", string(s.Kind))
		}
		p.kinds[s.Name] = s.Kind
	}
	p.known(p.definition.Initial, "")
	guards := map[string]*Guard[C]{}
	for i := range p.definition.Transitions {
		p.row(&p.definition.Transitions[i], guards)
	}
}

func (p *proof[S, E, C]) known(s S, on E) {
	if _, ok := p.kinds[s]; !ok {
		p.add(UnknownState, s, on, "")
	}
}

func (p *proof[S, E, C]) row(t *Transition[S, E, C], guards map[string]*Guard[C]) {
	if t.On == "" {
		p.add(BadName, "", "", "")
	}
	if len(t.From) == 0 {
		p.add(NoFrom, "", t.On, "")
	}
	for i, s := range t.From {
		p.known(s, t.On)
		if slices.Contains(t.From[:i], s) {
			p.add(Duplicate, s, t.On, "")
		}
	}
	if t.To != "" && string(t.To) != Back {
		p.known(t.To, t.On)
	}
	for _, g := range slices.Concat(t.If, t.Unless) {
		switch {
		case g == nil || g.Name == "" || g.Test == nil:
			p.add(BadGuard, "", t.On, "")
		case guards[g.Name] != nil && guards[g.Name] != g:
			p.add(Duplicate, "", t.On, g.Name)
		default:
			guards[g.Name] = g
		}
	}
}

// finals holds that finals are left only by rows marked so, and that those rows leave
// finals only. From one final to another a case stays closed: a paid invoice that is
// credited is no reopening.
func (p *proof[S, E, C]) finals() {
	if p.kinds[p.definition.Initial] == Final {
		p.add(FinalInitial, p.definition.Initial, "", "")
	}
	for _, t := range p.definition.Transitions {
		for _, s := range t.From {
			leaves := t.To != "" && p.kinds[t.To] != Final
			switch final := p.kinds[s] == Final; {
			case final && leaves && !t.Reopens:
				p.add(LeavesFinal, s, t.On, "")
			case !final && t.Reopens:
				p.add(ReopensOpen, s, t.On, "")
			}
		}
	}
}

// targets are where a row may lead from a state: for Back, wherever the state may
// have been entered from.
func (p *proof[S, E, C]) targets(t *Transition[S, E, C], from S) []S {
	switch {
	case t.To == "":
		return nil
	case string(t.To) != Back:
		return []S{t.To}
	}
	var before []S
	for _, other := range p.definition.Transitions {
		if other.To == from {
			before = append(before, other.From...)
		}
	}
	return before
}

func (p *proof[S, E, C]) reachable() {
	reached := p.spread(map[S]bool{p.definition.Initial: true}, false)
	for _, s := range p.definition.States {
		if !reached[s.Name] {
			p.add(Unreachable, s.Name, "", "")
		}
	}
}

func (p *proof[S, E, C]) finishing() {
	ends := map[S]bool{}
	for _, s := range p.definition.States {
		if s.Kind == Final {
			ends[s.Name] = true
		}
	}
	finishing := p.spread(ends, true)
	for _, s := range p.definition.States {
		if !finishing[s.Name] {
			p.add(NeverEnds, s.Name, "", "")
		}
	}
}

// spread follows the rows from a set of states, forwards or backwards.
func (p *proof[S, E, C]) spread(set map[S]bool, backwards bool) map[S]bool {
	for grown := true; grown; {
		grown = false
		for i := range p.definition.Transitions {
			t := &p.definition.Transitions[i]
			for _, from := range t.From {
				for _, to := range p.targets(t, from) {
					a, b := from, to
					if backwards {
						a, b = to, from
					}
					if set[a] && !set[b] {
						set[b], grown = true, true
					}
				}
			}
		}
	}
	return set
}

// exclusive holds that at most one row applies to any state, event and actor.
func (p *proof[S, E, C]) exclusive() {
	rows := p.definition.Transitions
	for j := range rows {
		for i := range j {
			if rows[i].On != rows[j].On || apart(&rows[i], &rows[j]) {
				continue
			}
			for _, s := range rows[i].From {
				if slices.Contains(rows[j].From, s) {
					p.add(Ambiguous, s, rows[i].On, fmt.Sprintf("rows %d and %d", i+1, j+1))
				}
			}
		}
	}
}

func apart[S, E ~string, C any](a, b *Transition[S, E, C]) bool {
	disjoint := len(a.By) > 0 && len(b.By) > 0 && !overlap(a.By, b.By)
	return disjoint || overlap(a.If, b.Unless) || overlap(b.If, a.Unless)
}

func overlap[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

// DefinitionRule names what a table must be and is not.
type DefinitionRule string

// The rules of a table.
const (
	NoID         DefinitionRule = "no_id"
	NoVersion    DefinitionRule = "no_version"   // below 1
	BadName      DefinitionRule = "bad_name"     // empty or reserved
	Duplicate    DefinitionRule = "duplicate"    // one name for two things
	UnknownKind  DefinitionRule = "unknown_kind" //
	UnknownState DefinitionRule = "unknown_state"
	NoFrom       DefinitionRule = "no_from"       // a row for no state
	BadGuard     DefinitionRule = "bad_guard"     // without a name or a test
	FinalInitial DefinitionRule = "final_initial" // begins at its end
	LeavesFinal  DefinitionRule = "leaves_final"  // by a row that is not marked Reopens
	ReopensOpen  DefinitionRule = "reopens_open"  // marked Reopens, and leaves no final state
	Unreachable  DefinitionRule = "unreachable"
	NeverEnds    DefinitionRule = "never_ends"
	Ambiguous    DefinitionRule = "ambiguous" // two rows may apply to one actor
)

// DefinitionError is what [Compile] cannot prove of a table.
type DefinitionError struct {
	Machine string
	Rule    DefinitionRule
	State   string // where one state is meant
	On      string // where one event is meant
	Name    string // of a guard or a kind, or the rows
}

func (e DefinitionError) Error() string {
	text := "workflow " + e.Machine + ": " + string(e.Rule)
	for _, part := range []struct{ label, value string }{{"state", e.State}, {"event", e.On}, {"", e.Name}} {
		if part.value != "" {
			text += " " + part.label
			if part.label != "" {
				text += " "
			}
			text += part.value
		}
	}
	return text
}

// MessageID names the rule's text.
func (e DefinitionError) MessageID() string { return "workflow.definition." + string(e.Rule) }
