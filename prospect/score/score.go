package score

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/interne-sales/salesdesk"
)

// Score is how promising a prospect is at a moment, with everything that made it so.
type Score struct {
	Subject string       `json:"subject"`
	Model   string       `json:"model"`
	Version int          `json:"version"`
	At      time.Time    `json:"at"`
	Points  Points       `json:"points"`
	Grade   string       `json:"grade,omitempty"`
	Groups  []GroupScore `json:"groups"`
	Factors []Factor     `json:"factors"` // their Points add up to Points
	Gaps    []Gap        `json:"gaps,omitempty"`
}

// MarshalJSON writes the moment in UTC.
func (s Score) MarshalJSON() ([]byte, error) {
	type plain Score
	s.At = s.At.UTC()
	return json.Marshal(plain(s))
}

// GroupScore is the part of one group.
type GroupScore struct {
	Group  string `json:"group"`
	Points Points `json:"points"`
}

// Kind says what a factor comes from.
type Kind string

// The kinds of factor.
const (
	ByAttribute Kind = "attribute"
	ByMeasure   Kind = "measure"
	ByEvent     Kind = "event"
	ByGroupCap  Kind = "group_cap" // takes off what a group has above its cap
)

// MessageID names the kind's text.
func (k Kind) MessageID() string { return "score.kind." + string(k) }

// Factor is one reason for the score, with its share.
type Factor struct {
	Rule   string `json:"rule,omitempty"`
	Group  string `json:"group"`
	Kind   Kind   `json:"kind"`
	Points Points `json:"points"`

	Name   string            `json:"name,omitempty"`   // the attribute, measure or event
	Value  string            `json:"value,omitempty"`  // of an attribute
	Number *salesdesk.Amount `json:"number,omitempty"` // of a measure
	Count  int               `json:"count,omitempty"`  // of events
	Newest time.Time         `json:"newest,omitzero"`  // of events
	Capped bool              `json:"capped,omitempty"` // the rule's cap was reached
}

// MarshalJSON writes the instant in UTC.
func (f Factor) MarshalJSON() ([]byte, error) {
	type plain Factor
	f.Newest = f.Newest.UTC()
	return json.Marshal(plain(f))
}

// Gap is something unknown that the model asks for, with the most points that
// knowing it could bring.
type Gap struct {
	Name     string `json:"name"`
	Kind     Kind   `json:"kind"`
	AtStake  Points `json:"at_stake"`
	AskFirst bool   `json:"ask_first,omitempty"` // the gap with the most at stake
}

// Scorer is a checked model. It is immutable and safe for concurrent use.
type Scorer struct {
	model    Model
	measures int // how many rules look at a measure
}

// Compile checks the model and makes a Scorer of it.
func Compile(m Model) (*Scorer, error) {
	if err := m.Check(); err != nil {
		return nil, err
	}
	m.Groups, m.Rules, m.Grades = slices.Clone(m.Groups), slices.Clone(m.Rules), slices.Clone(m.Grades)
	s := &Scorer{model: m}
	for _, r := range m.Rules {
		if r.Measure != "" {
			s.measures++
		}
	}
	return s, nil
}

// Score computes and explains the score of one prospect at a moment.
func (s *Scorer) Score(f Facts, at time.Time) (Score, error) {
	if err := f.Check(); err != nil {
		return Score{}, err
	}
	score := Score{
		Subject: f.Subject, Model: s.model.ID, Version: s.model.Version, At: at,
		Groups:  make([]GroupScore, len(s.model.Groups)),
		Factors: make([]Factor, 0, len(s.model.Rules)+len(s.model.Groups)),
	}
	numbers := make([]salesdesk.Amount, 0, s.measures)
	for i := range s.model.Rules {
		numbers = score.apply(&s.model.Rules[i], &f, numbers)
	}
	for i, g := range s.model.Groups {
		score.Groups[i] = score.cap(g)
		score.Points += score.Groups[i].Points
	}
	score.Grade = s.grade(score.Points)
	askFirst(score.Gaps)
	return score, nil
}

// apply adds the factor that the rule gives, or the gap where it cannot be
// answered. The numbers of all factors share one slice: each alone would be an
// allocation.
func (s *Score) apply(r *Rule, f *Facts, numbers []salesdesk.Amount) []salesdesk.Amount {
	switch {
	case r.Attribute != "":
		value, known := f.Attributes[r.Attribute]
		switch {
		case !known:
			s.gap(ByAttribute, r.Attribute, r.Points)
		case slices.Contains(r.In, value):
			s.factor(r, ByAttribute, r.Attribute).Value = value
		}
	case r.Measure != "":
		number, known := f.Measures[r.Measure]
		switch {
		case !known:
			s.gap(ByMeasure, r.Measure, r.Points)
		case r.contains(number):
			numbers = append(numbers, number)
			s.factor(r, ByMeasure, r.Measure).Number = &numbers[len(numbers)-1]
		}
	default:
		s.events(r, f.Events)
	}
	return numbers
}

func (s *Score) factor(r *Rule, kind Kind, name string) *Factor {
	s.Factors = append(s.Factors, Factor{Rule: r.ID, Group: r.Group, Kind: kind, Points: r.Points, Name: name})
	return &s.Factors[len(s.Factors)-1]
}

// events adds up what the events of the rule's kind are still worth.
func (s *Score) events(r *Rule, events []Event) {
	var points Points
	var newest time.Time
	count := 0
	for i := range events {
		if events[i].Kind != r.Event {
			continue
		}
		count++
		points += decayed(r.Points, r.halfLife(), s.At.Sub(events[i].At))
		if events[i].At.After(newest) {
			newest = events[i].At
		}
	}
	if count == 0 {
		return
	}
	f := s.factor(r, ByEvent, r.Event)
	f.Count, f.Newest, f.Points = count, newest, points
	if r.Cap > 0 && (points > r.Cap || points < -r.Cap) {
		f.Capped = true
		f.Points = min(max(points, -r.Cap), r.Cap)
	}
}

// cap is the group's share; what is above its cap goes off by a factor of its own.
func (s *Score) cap(g Group) GroupScore {
	share := GroupScore{Group: g.ID}
	for i := range s.Factors {
		if s.Factors[i].Group == g.ID {
			share.Points += s.Factors[i].Points
		}
	}
	if g.Cap > 0 && share.Points > g.Cap {
		s.Factors = append(s.Factors, Factor{Group: g.ID, Kind: ByGroupCap, Points: g.Cap - share.Points})
		share.Points = g.Cap
	}
	return share
}

// gap notes that a rule could not be answered; several rules on the same thing are
// one gap, with the best of them at stake.
func (s *Score) gap(kind Kind, name string, points Points) {
	for i := range s.Gaps {
		if s.Gaps[i].Kind == kind && s.Gaps[i].Name == name {
			s.Gaps[i].AtStake = max(s.Gaps[i].AtStake, points)
			return
		}
	}
	s.Gaps = append(s.Gaps, Gap{Name: name, Kind: kind, AtStake: max(points, 0)})
}

func askFirst(gaps []Gap) {
	if len(gaps) == 0 {
		return
	}
	best := 0
	for i := range gaps {
		if gaps[i].AtStake > gaps[best].AtStake {
			best = i
		}
	}
	gaps[best].AskFirst = true
}

func (s *Scorer) grade(p Points) string {
	for _, g := range s.model.Grades {
		if p >= g.From {
			return g.Name
		}
	}
	return ""
}
