package promise

import (
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// wish is a demand on its shelf.
type wish struct {
	*Demand
	shelf  *shelf
	target calendar.Date // the first day of delivery from the one requested on; zero is none
	ready  calendar.Date // the day from which it is set aside
}

// promise is the promise for one demand, which then has its goods; or an error, and
// nothing is taken.
func (m *maker) promise(d *Demand) (Promise, error) {
	w := wish{Demand: d, shelf: m.shelves[d.SKU], ready: m.start}
	if err := m.available(&w); err != nil {
		return Promise{}, err
	}
	if err := m.aim(&w); err != nil {
		return Promise{}, err
	}
	marked := w.shelf.mark()
	parts, err := m.deliveries(&w)
	if err == nil && m.policy == Refuse && !d.Requested.IsZero() && parts[len(parts)-1].Date.After(d.Requested) {
		last := parts[len(parts)-1]
		err = LateError{Line: d.Line, Requested: d.Requested, Earliest: last.Date, Binding: last.Binding}
	}
	if err != nil {
		w.shelf.undo(marked)
		return Promise{}, err
	}
	last := parts[len(parts)-1]
	p := Promise{Line: d.Line, Date: last.Date, Requested: d.Requested, Ready: last.Ready, Binding: last.Binding, Steps: last.Steps}
	if len(parts) > 1 {
		p.Parts = parts
	}
	return p, nil
}

// available refuses what cannot be had at any time.
func (m *maker) available(w *wish) error {
	if w.shelf == nil {
		return UnavailableError{SKU: w.SKU, Quantity: w.Quantity}
	}
	quantity, free := exact.Dec(w.Quantity), w.shelf.until(len(w.shelf.days)-1)
	if w.shelf.buy.possible || quantity.Cmp(free) <= 0 {
		return nil
	}
	missing, err := exact.Amount(quantity.Sub(free))
	if err != nil {
		return err
	}
	return UnavailableError{SKU: w.SKU, Quantity: missing}
}

// aim finds the latest day on which the goods may be ready for the day requested.
func (m *maker) aim(w *wish) (err error) {
	wanted := latest(w.Requested, m.together)
	if wanted.IsZero() {
		return nil
	}
	if w.target, err = m.logistics.received(wanted); err != nil {
		return err
	}
	w.ready, err = m.logistics.latestReady(m.moment, m.start, w.target)
	return err
}

// deliveries take what is there on the day, then what comes, in as many parts as the
// customer takes. The last takes all that is left as soon as it can be had.
func (m *maker) deliveries(w *wish) (parts []Part, err error) {
	s, left := w.shelf, exact.Dec(w.Quantity)
	for day := s.at(w.ready); len(parts)+1 < w.Deliveries && !m.complete; {
		here := w.units(s.until(day))
		if here.Cmp(left) >= 0 {
			break
		}
		if here.Sign() > 0 {
			if parts, err = m.deliver(w, parts, here, s.covering(here, false), ByIncoming); err != nil {
				return nil, err
			}
			s.take(here, day)
			left = left.Sub(here)
		}
		if day = w.next(); day == len(s.days) || (s.buy.possible && day >= s.buy.day) {
			break
		}
	}
	return m.rest(w, parts, left)
}

// units is what of a quantity can be delivered: whole units where the line goes by them.
func (w *wish) units(quantity fixed.Dec) fixed.Dec {
	if w.Whole {
		return quantity.Round(0, fixed.Down)
	}
	return quantity
}

// next is the first day on which there is something to deliver again.
func (w *wish) next() int {
	if w.Whole {
		return w.shelf.covering(fixed.FromInt(1, 0), false)
	}
	return w.shelf.covering(fixed.Dec{}, true)
}

// rest delivers all that is left on the first day that has it: from the shelf, or bought
// where that is earlier.
func (m *maker) rest(w *wish, parts []Part, left fixed.Dec) ([]Part, error) {
	s := w.shelf
	day, supply := s.covering(left, false), ByIncoming
	if s.buy.possible && day > s.buy.day && s.covering(left, false) > s.at(w.ready) {
		day, supply = s.buy.day, ByLeadTime
	}
	parts, err := m.deliver(w, parts, left, day, supply)
	if missing := s.take(left, max(day, s.at(w.ready))); missing.Sign() > 0 {
		s.purchase(missing)
	}
	return parts, err
}

// deliver adds a part of what is on the shelf from a day on. What comes on the same day
// as the part before it is one delivery with it.
func (m *maker) deliver(w *wish, parts []Part, quantity fixed.Dec, day int, supply Binding) ([]Part, error) {
	if day == 0 && supply == ByIncoming {
		supply = ByStock
	}
	p, err := m.part(w, w.shelf.days[day], supply)
	if err != nil {
		return nil, err
	}
	if n := len(parts); n > 0 && parts[n-1].Date == p.Date {
		quantity = quantity.Add(fixed.FromDecimal(parts[n-1].Quantity.Decimal))
		parts = parts[:n-1]
	}
	p.Quantity, err = exact.Amount(quantity)
	return append(parts, p), err
}

// part is the way of goods that are on the shelf from a day on.
func (m *maker) part(w *wish, soonest calendar.Date, supply Binding) (p Part, err error) {
	early, err := m.logistics.trip(m.moment, soonest, "")
	if err != nil {
		return p, err
	}
	if p.Binding, err = m.logistics.binding(m.moment, m.start, early, supply); err != nil {
		return p, err
	}
	way := early
	if w.ready.After(soonest) {
		if way, err = m.logistics.trip(m.moment, w.ready, ""); err != nil {
			return p, err
		}
	}
	p.Ready, p.Date = way.ready, way.date
	p.Steps = stepsOf(m.moment, m.start, soonest, way, supply)
	if early.date.Before(w.target) {
		p.Date, p.Binding = w.target, ByRequest
		if m.together.After(w.Requested) {
			p.Binding = ByComplete
		}
		p.Steps = append(p.Steps, Step{p.Binding, p.Date})
	}
	return p, nil
}
