package prospect

import (
	"github.com/interne-sales/salesdesk"
)

// Account is a company or a person that may buy.
type Account struct {
	ID      string          `json:"id"`
	Party   salesdesk.Party `json:"party"`
	Owner   string          `json:"owner,omitempty"`   // who at the desk looks after it
	Segment string          `json:"segment,omitempty"` // such as contractor
	Source  string          `json:"source,omitempty"`  // where it came from
}

// Gap names a part of an account that is not known.
type Gap string

// The gaps, in the order in which to close them.
const (
	GapContact Gap = "contact"
	GapReach   Gap = "reach" // neither telephone nor e-mail
	GapVAT     Gap = "vat"   // of a business
	GapAddress Gap = "address"
	GapSegment Gap = "segment"
	GapOwner   Gap = "owner"
)

// MessageID names the gap's text: what to ask.
func (g Gap) MessageID() string { return "prospect.gap." + string(g) }

// Gaps are the parts of the account that are not known.
func (a Account) Gaps() []Gap {
	var gaps []Gap
	for _, part := range []struct {
		gap     Gap
		missing bool
	}{
		{GapContact, len(a.Party.Contacts) == 0},
		{GapReach, !a.reachable()},
		{GapVAT, a.Party.Kind != salesdesk.Consumer && a.Party.VATNumber.IsZero()},
		{GapAddress, a.Party.Address.Street == "" || a.Party.Address.City == ""},
		{GapSegment, a.Segment == ""},
		{GapOwner, a.Owner == ""},
	} {
		if part.missing {
			gaps = append(gaps, part.gap)
		}
	}
	return gaps
}

func (a Account) reachable() bool {
	for _, c := range a.Party.Contacts {
		if c.Email != "" || !c.Phone.IsZero() {
			return true
		}
	}
	return false
}
