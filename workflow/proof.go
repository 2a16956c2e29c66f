package workflow

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/interne-sales/salesdesk"
)

// proof collects what is wrong with a table, in three steps: the names, the rows by
// state and event, and where they lead. Each step needs what the one before proved.
type proof[S, E ~string, C any] struct {
	definition Definition[S, E, C]
	kinds      map[S]Kind
	rows       map[pair[S, E]][]*Transition[S, E, C]
	before     map[S][]S
	findings   salesdesk.Problems
}

func (p *proof[S, E, C]) add(rule DefinitionRule, state S, on E, name string) {
	p.findings.Add(DefinitionError{Machine: p.definition.ID, Rule: rule, State: string(state), On: string(on), Name: name})
}

// wellNamed holds that a name breaks neither a message id nor a drawing: it is
// written as a role is.
func wellNamed[N ~string](name N) bool { return salesdesk.Role(name).Check() == nil }

func (p *proof[S, E, C]) names() {
	switch {
	case p.definition.ID == "":
		p.add(NoID, "", "", "")
	case !wellNamed(p.definition.ID):
		p.add(BadName, "", "", p.definition.ID)
	}
	if p.definition.Version < 1 {
		p.add(NoVersion, "", "", "")
	}
	if len(p.definition.States) > MaxStates {
		p.add(TooLarge, "", "", fmt.Sprintf("%d states", MaxStates))
		return
	}
	for _, s := range p.definition.States {
		p.state(s)
	}
	p.known(p.definition.Initial, "")
	if p.tooManyArrows() {
		p.add(TooLarge, "", "", fmt.Sprintf("%d arrows", MaxArrows))
		return
	}
	guards := map[string]*Guard[C]{}
	for i := range p.definition.Transitions {
		p.row(&p.definition.Transitions[i], guards)
	}
}

// tooManyArrows counts what the rows name, before anything is said of each.
func (p *proof[S, E, C]) tooManyArrows() bool {
	arrows := 0
	for i := range p.definition.Transitions {
		arrows += max(len(p.definition.Transitions[i].From), 1)
	}
	return arrows > MaxArrows
}

func (p *proof[S, E, C]) state(s State[S]) {
	switch _, twice := p.kinds[s.Name]; {
	case !wellNamed(s.Name):
		p.add(BadName, s.Name, "", "")
	case twice:
		p.add(Duplicate, s.Name, "", "")
	case s.Kind != Open && s.Kind != Waiting && s.Kind != Final:
		p.add(UnknownKind, s.Name, "", string(s.Kind))
	}
	p.kinds[s.Name] = s.Kind
}

func (p *proof[S, E, C]) known(s S, on E) {
	if _, ok := p.kinds[s]; !ok {
		p.add(UnknownState, s, on, "")
	}
}

func (p *proof[S, E, C]) row(t *Transition[S, E, C], guards map[string]*Guard[C]) {
	if !wellNamed(t.On) {
		p.add(BadName, "", t.On, "")
	}
	if len(t.From) == 0 {
		p.add(NoFrom, "", t.On, "")
	}
	seen := map[S]bool{}
	for _, s := range t.From {
		p.known(s, t.On)
		if seen[s] {
			p.add(Duplicate, s, t.On, "")
		}
		seen[s] = true
	}
	if string(t.To) == Back {
		p.remembers(t)
	} else if t.To != "" {
		p.known(t.To, t.On)
	}
	p.conditions(t, guards)
}

func (p *proof[S, E, C]) conditions(t *Transition[S, E, C], guards map[string]*Guard[C]) {
	if len(t.If)+len(t.Unless)+len(t.By) > MaxConditions {
		p.add(TooLarge, "", t.On, fmt.Sprintf("%d conditions", MaxConditions))
		return
	}
	if t.InPerson && !slices.Contains(t.By, salesdesk.Customer) {
		p.add(NotForCustomer, "", t.On, "")
	}
	for _, r := range t.By {
		if r.Check() != nil {
			p.add(BadName, "", t.On, string(r))
		}
	}
	for i, g := range slices.Concat(t.If, t.Unless) {
		switch {
		case g == nil || g.Test == nil:
			p.add(BadGuard, "", t.On, "")
		case !wellNamed(g.Name):
			p.add(BadName, "", t.On, g.Name)
		case guards[g.Name] != nil && guards[g.Name] != g:
			p.add(AnotherGuard, "", t.On, g.Name)
		case i < len(t.If) && slices.Contains(t.Unless, g):
			p.add(Contradiction, "", t.On, g.Name)
		default:
			guards[g.Name] = g
		}
	}
}

// remembers holds that the context of a row Back knows the state before.
func (p *proof[S, E, C]) remembers(t *Transition[S, E, C]) {
	if !reflect.TypeFor[C]().Implements(reflect.TypeFor[history[S]]()) {
		p.add(NoBefore, "", t.On, "")
	}
}

// history is a context that knows the state before.
type history[S ~string] interface{ Before() S }

// index sorts the rows by state and event, and finds where each state was entered
// from.
func (p *proof[S, E, C]) index() {
	p.rows = map[pair[S, E]][]*Transition[S, E, C]{}
	for i := range p.definition.Transitions {
		t := &p.definition.Transitions[i]
		for _, s := range t.From {
			key := pair[S, E]{s, t.On}
			if p.rows[key] = append(p.rows[key], t); len(p.rows[key]) == MaxAlternatives+1 {
				p.add(TooLarge, s, t.On, fmt.Sprintf("%d alternatives", MaxAlternatives))
			}
		}
	}
	p.before = p.entered()
	if p.arrows() > MaxArrows {
		p.add(TooLarge, "", "", fmt.Sprintf("%d arrows", MaxArrows))
	}
}

// entered are the states that each state may be entered from and return to: not
// itself, and no final one.
func (p *proof[S, E, C]) entered() map[S][]S {
	before, seen := map[S][]S{}, map[[2]S]bool{}
	for _, t := range p.definition.Transitions {
		for _, from := range t.From {
			if arrow := [2]S{from, t.To}; from != t.To && p.kinds[from] != Final && !seen[arrow] {
				before[t.To] = append(before[t.To], from)
				seen[arrow] = true
			}
		}
	}
	return before
}

func (p *proof[S, E, C]) arrows() int {
	arrows := 0
	for i := range p.definition.Transitions {
		t := &p.definition.Transitions[i]
		for _, from := range t.From {
			arrows += max(len(leads(t, from, p.before)), 1)
		}
	}
	return arrows
}

// leads are where a row may lead from a state: for Back, wherever the state may have
// been entered from; nowhere for a row that stays.
func leads[S, E ~string, C any](t *Transition[S, E, C], from S, before map[S][]S) []S {
	switch string(t.To) {
	case "":
		return nil
	case Back:
		return before[from]
	default:
		return []S{t.To}
	}
}

func (p *proof[S, E, C]) prove() {
	p.finals()
	p.returning()
	p.connected()
	p.exclusive()
}

// finals holds that finals are left only by rows marked so, and that those rows leave
// finals only.
func (p *proof[S, E, C]) finals() {
	if p.kinds[p.definition.Initial] == Final {
		p.add(FinalInitial, p.definition.Initial, "", "")
	}
	for _, t := range p.definition.Transitions {
		for _, s := range t.From {
			leaves := t.To != "" && t.To != s
			switch final := p.kinds[s] == Final; {
			case final && leaves && !t.Reopens:
				p.add(LeavesFinal, s, t.On, "")
			case (!final || !leaves) && t.Reopens:
				p.add(ReopensOpen, s, t.On, "")
			}
		}
	}
}

// returning holds that a row Back has somewhere to return to.
func (p *proof[S, E, C]) returning() {
	for _, t := range p.definition.Transitions {
		for _, s := range t.From {
			if string(t.To) == Back && len(p.before[s]) == 0 {
				p.add(NoBefore, s, t.On, "")
			}
		}
	}
}

// connected holds that every state can be reached, and can reach an end.
func (p *proof[S, E, C]) connected() {
	onwards, backwards := map[S][]S{}, map[S][]S{}
	for i := range p.definition.Transitions {
		t := &p.definition.Transitions[i]
		for _, from := range t.From {
			for _, to := range leads(t, from, p.before) {
				onwards[from] = append(onwards[from], to)
				backwards[to] = append(backwards[to], from)
			}
		}
	}
	var ends []S
	for _, s := range p.definition.States {
		if s.Kind == Final {
			ends = append(ends, s.Name)
		}
	}
	reached, finishing := spread([]S{p.definition.Initial}, onwards), spread(ends, backwards)
	for _, s := range p.definition.States {
		if !reached[s.Name] {
			p.add(Unreachable, s.Name, "", "")
		}
	}
	for _, s := range p.definition.States {
		if !finishing[s.Name] {
			p.add(NeverEnds, s.Name, "", "")
		}
	}
}

// spread is what can be reached from the states along the arrows.
func spread[S ~string](states []S, arrows map[S][]S) map[S]bool {
	reached := map[S]bool{}
	for work := states; len(work) > 0; {
		s := work[len(work)-1]
		work = work[:len(work)-1]
		if !reached[s] {
			reached[s] = true
			work = append(work, arrows[s]...)
		}
	}
	return reached
}

// exclusive holds that at most one row applies to any state, event and actor.
func (p *proof[S, E, C]) exclusive() {
	for i := range p.definition.Transitions {
		t := &p.definition.Transitions[i]
		for _, s := range t.From {
			for _, other := range p.rows[pair[S, E]{s, t.On}] {
				if other == t {
					break // each pair once, at its second row
				}
				if !apart(other, t) {
					p.add(Ambiguous, s, t.On, fmt.Sprintf("rows %d and %d", p.number(other), i+1))
				}
			}
		}
	}
}

// number counts the rows from 1.
func (p *proof[S, E, C]) number(row *Transition[S, E, C]) int {
	i := 0
	for row != &p.definition.Transitions[i] {
		i++
	}
	return i + 1
}

// apart holds that no actor can take both rows: they have no role in common, neither
// of somebody who acts for himself nor of a clerk who acts for a customer, or one
// guard keeps them apart.
func apart[S, E ~string, C any](a, b *Transition[S, E, C]) bool {
	return !shareRole(a, b) || overlap(a.If, b.Unless) || overlap(b.If, a.Unless)
}

func shareRole[S, E ~string, C any](a, b *Transition[S, E, C]) bool {
	if len(a.By) == 0 || len(b.By) == 0 || overlap(a.By, b.By) {
		return true
	}
	for _, clerk := range []salesdesk.Role{salesdesk.InsideSales, salesdesk.ExternalSales} {
		acting := standing{role: clerk, acting: true}
		if acting.may(a.By, a.InPerson) && acting.may(b.By, b.InPerson) {
			return true
		}
	}
	return false
}

func overlap[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}
