package calendar

import (
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"github.com/interne-sales/salesdesk/internal/reader"
)

// hoursDocument is Hours as JSON.
type hoursDocument struct {
	TimeZone string              `json:"time_zone"`
	Weekly   map[Weekday][]Shift `json:"weekly"`
	Closed   []Closure           `json:"closed,omitempty"`
	Openings []Opening           `json:"openings,omitempty"`
	Version  string              `json:"version,omitempty"`
}

// DecodeHours reads a company's hours from JSON: {"time_zone": "Europe/Brussels",
// "weekly": {"monday": [{"from": "08:30", "to": "17:00"}]}, "closed": [{"period": {"from":
// "2026-05-15", "to": "2026-05-16"}, "names": {"nl": "brugdag"}}], "version": "2026"}. Zone
// finds a location by its name; [time.LoadLocation] is one, which reads files. A zone is
// required, "UTC" too, and "Local" is refused: it is another on every machine. Fields that
// hours do not have are refused, at every depth, and every problem is reported with its
// path; what the hours say, [New] checks.
func DecodeHours(data []byte, zone func(name string) (*time.Location, error)) (Hours, error) {
	var found problems
	read, wrong := reader.Read(data, reflect.TypeFor[hoursDocument](), reader.Errors{
		Field: func(path, rule, param string) error {
			if path == "" {
				return FieldError{Rule: rule, Param: clip(param)}
			}
			return PathError{Path: path, Err: FieldError{Rule: rule, Param: clip(param)}}
		},
		At: func(path string, err error) error { return PathError{Path: path, Err: err} },
	})
	for _, err := range wrong {
		found.add(err)
	}
	if err := found.err(); err != nil {
		return Hours{}, err
	}
	document, _ := read.Interface().(hoursDocument) // read as one
	location, err := locate(document.TimeZone, zone)
	if err != nil {
		found.addAt("time_zone", err)
		return Hours{}, found.err()
	}
	h := Hours{Location: location, Weekly: map[time.Weekday][]Shift{}, Closed: document.Closed, Openings: document.Openings, Version: document.Version}
	for w, shifts := range document.Weekly {
		day, _ := w.number() // read as a name
		h.Weekly[day] = shifts
	}
	return h, nil
}

// locate is the location of a zone that is the same everywhere.
func locate(name string, zone func(name string) (*time.Location, error)) (*time.Location, error) {
	if name == "" {
		return nil, FieldError{Rule: "required"}
	}
	location, err := zone(name)
	if err != nil || location == nil || name == time.Local.String() {
		return nil, ZoneError{Name: clip(name)}
	}
	return location, nil
}

// MarshalJSON writes what DecodeHours reads. A day of the week that is none is a
// [WeekdayError].
func (h Hours) MarshalJSON() ([]byte, error) {
	document := hoursDocument{TimeZone: time.UTC.String(), Weekly: map[Weekday][]Shift{}, Closed: h.Closed, Openings: h.Openings, Version: h.Version}
	if h.Location != nil {
		document.TimeZone = h.Location.String()
	}
	for day, shifts := range h.Weekly {
		w := WeekdayOf(day)
		if w == "" {
			return nil, WeekdayError{Text: fmt.Sprint(int(day))}
		}
		document.Weekly[w] = shifts
	}
	return json.Marshal(document)
}

// FieldError is a field of a document that breaks a rule of form.
type FieldError struct{ Rule, Param string }

func (e FieldError) Error() string {
	if e.Param == "" {
		return e.Rule
	}
	return e.Rule + " (" + e.Param + ")"
}

// MessageID names the text.
func (FieldError) MessageID() string { return "calendar.field" }

// ZoneError is the name of a time zone that is not known.
type ZoneError struct{ Name string }

func (e ZoneError) Error() string { return fmt.Sprintf("no time zone %q", e.Name) }

// MessageID names the text.
func (ZoneError) MessageID() string { return "calendar.zone" }
