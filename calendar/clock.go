package calendar

import "fmt"

// Clock is a time of the day in whole minutes after midnight, from 00:00 to
// 24:00, the end of the day. It reads and writes as "08:30".
type Clock int

// midnight is the end of the day, 24:00.
const midnight Clock = 24 * 60

// At is the time of the day hour:minute, "08:30" for At(8, 30).
func At(hour, minute int) Clock { return Clock(hour*60 + minute) }

// ParseClock reads "08:30"; the latest is "24:00". Anything else is a [ClockError].
func ParseClock(s string) (Clock, error) {
	if len(s) != len("08:30") || s[2] != ':' {
		return 0, ClockError{Text: clip(s)}
	}
	hour, okH := digits(s[:2])
	minute, okM := digits(s[3:])
	c := At(hour, minute)
	if !okH || !okM || minute > 59 || !c.valid() {
		return 0, ClockError{Text: s}
	}
	return c, nil
}

func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// MarshalText writes "08:30"; a time before 00:00 or after 24:00 is a [ClockError].
func (c Clock) MarshalText() ([]byte, error) {
	if !c.valid() {
		return nil, ClockError{Text: c.String()}
	}
	return []byte(c.String()), nil
}

// UnmarshalText is ParseClock.
func (c *Clock) UnmarshalText(b []byte) error {
	p, err := ParseClock(string(b))
	if err != nil {
		return err
	}
	*c = p
	return nil
}

func (c Clock) valid() bool { return c >= 0 && c <= midnight }
