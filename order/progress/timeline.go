package progress

import (
	"slices"
	"time"

	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/workflow"
)

// Timeline is since when an order and what is in it stand where they stand. Keep it beside
// the order and fold the same changes; the zero value is that of an order to come.
type Timeline struct {
	Order     string       `json:"order"`
	Version   int          `json:"version"`
	Status    order.Status `json:"status"`
	Since     time.Time    `json:"since"` // of the status
	Holds     []Mark       `json:"holds,omitempty"`
	Shipments []Mark       `json:"shipments,omitempty"`
	Returns   []Mark       `json:"returns,omitempty"`
}

// Mark is since when a hold is there, or a shipment or a return has its status.
type Mark struct {
	ID    string    `json:"id"`
	Since time.Time `json:"since"`
	Left  time.Time `json:"left,omitzero"` // of a shipment: when it left us, first
}

// DecodeTimeline reads a timeline from JSON and refuses unknown fields at every depth.
func DecodeTimeline(data []byte) (Timeline, error) {
	var l Timeline
	if err := strict.Decode(data, &l); err != nil {
		return Timeline{}, err
	}
	return l, nil
}

// Fold brings the timeline up to date with the changes that happened since, and refuses a
// gap.
func (l Timeline) Fold(log []order.Change) (Timeline, error) {
	l.Holds, l.Shipments, l.Returns = slices.Clone(l.Holds), slices.Clone(l.Shipments), slices.Clone(l.Returns)
	return workflow.Fold(l, l.Order, l.Version, log, (*Timeline).apply)
}

func (l *Timeline) apply(c order.Change) {
	l.Order, l.Version = c.Stream, c.Seq
	if to := movedOf(c.Fact).To; to != l.Status {
		l.Status, l.Since = to, c.At
	}
	switch fact := c.Fact.(type) {
	case order.Held:
		l.Holds = slices.DeleteFunc(l.Holds, func(m Mark) bool { return m.ID == string(fact.Hold) })
		if !fact.Freed {
			l.Holds = append(l.Holds, Mark{ID: string(fact.Hold), Since: c.At})
		}
	case order.Planned:
		l.Shipments = mark(l.Shipments, fact.Shipment.ID, c.At, false)
	case order.Shipped:
		l.Shipments = mark(l.Shipments, fact.Shipment.ID, c.At, true)
	case order.ShipmentMoved:
		l.Shipments = mark(l.Shipments, fact.Shipment, c.At, fact.Step == order.Depart)
	case order.Arrived:
		l.Shipments = mark(l.Shipments, fact.Shipment, c.At, false)
		if fact.Rest != nil { // it left with what arrived
			l.Shipments = append(l.Shipments, Mark{ID: fact.Rest.ID, Since: c.At, Left: find(l.Shipments, fact.Shipment).Left})
		}
	case order.ReturnRequested:
		l.Returns = mark(l.Returns, fact.Return.ID, c.At, false)
	case order.ReturnMoved:
		l.Returns = mark(l.Returns, fact.Return, c.At, false)
	default: // moves the order only
	}
}

// mark notes that something moved. A shipment that is sent out again left before.
func mark(marks []Mark, id string, at time.Time, left bool) []Mark {
	i := slices.IndexFunc(marks, func(m Mark) bool { return m.ID == id })
	if i < 0 {
		i, marks = len(marks), append(marks, Mark{ID: id})
	}
	marks[i].Since = at
	if left && marks[i].Left.IsZero() {
		marks[i].Left = at
	}
	return marks
}

// find is the mark of an id; the zero one where there is none.
func find(marks []Mark, id string) Mark {
	if i := slices.IndexFunc(marks, func(m Mark) bool { return m.ID == id }); i >= 0 {
		return marks[i]
	}
	return Mark{}
}
