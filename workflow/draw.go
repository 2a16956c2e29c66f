package workflow

import (
	"fmt"
	"slices"
	"strings"
)

// Mermaid draws the table as a Mermaid state diagram, sorted, one edge a line.
func (m *Machine[S, E, C]) Mermaid() string {
	edges := m.edges()
	slices.Sort(edges)
	return "stateDiagram-v2\n    [*] --> " + string(m.definition.Initial) + "\n" + strings.Join(slices.Compact(edges), "") + m.ends()
}

func (m *Machine[S, E, C]) edges() []string {
	var edges []string
	for i := range m.definition.Transitions {
		t := &m.definition.Transitions[i]
		for _, from := range t.From {
			for _, to := range m.targets(t, from) {
				edges = append(edges, fmt.Sprintf("    %s --> %s : %s\n", from, to, t.On))
			}
		}
	}
	return edges
}

// targets are where a row leads, as it is drawn: a row that stays is a loop.
func (m *Machine[S, E, C]) targets(t *Transition[S, E, C], from S) []S {
	if t.To == "" {
		return []S{from}
	}
	return leads(t, from, m.before)
}

func (m *Machine[S, E, C]) ends() string {
	var text strings.Builder
	for _, s := range m.definition.States {
		if s.Kind == Final {
			fmt.Fprintf(&text, "    %s --> [*]\n", s.Name)
		}
	}
	return text.String()
}

// Table writes the rows as a Markdown table, in the order of the definition.
func (m *Machine[S, E, C]) Table() string {
	var text strings.Builder
	text.WriteString("| event | from → to | guard | who |\n|---|---|---|---|\n")
	for _, t := range m.definition.Transitions {
		to := string(t.To)
		switch to {
		case "":
			to = "same"
		case Back:
			to = "the state before"
		}
		if t.Reopens {
			to += " (reopens)"
		}
		fmt.Fprintf(&text, "| %s | %s → %s | %s | %s |\n", t.On, joined(t.From), to, conditions(&t), who(&t))
	}
	return text.String()
}

func joined[T ~string](list []T) string {
	texts := make([]string, len(list))
	for i, x := range list {
		texts[i] = string(x)
	}
	return strings.Join(texts, ", ")
}

func who[S, E ~string, C any](t *Transition[S, E, C]) string {
	if t.InPerson {
		return joined(t.By) + " (in person)"
	}
	return joined(t.By)
}

func conditions[S, E ~string, C any](t *Transition[S, E, C]) string {
	var texts []string
	for _, g := range t.If {
		texts = append(texts, g.Name)
	}
	for _, g := range t.Unless {
		texts = append(texts, "not "+g.Name)
	}
	return strings.Join(texts, ", ")
}

// Path draws what one case went through, its steps numbered.
func (m *Machine[S, E, C]) Path(steps []Step[S, E]) string {
	var text strings.Builder
	fmt.Fprintf(&text, "stateDiagram-v2\n    [*] --> %s\n", m.definition.Initial)
	last := m.definition.Initial
	for i, s := range steps {
		fmt.Fprintf(&text, "    %s --> %s : %d %s\n", s.From, s.To, i+1, s.On)
		last = s.To
	}
	if m.kinds[last] == Final {
		fmt.Fprintf(&text, "    %s --> [*]\n", last)
	}
	return text.String()
}
