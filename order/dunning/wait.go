package dunning

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Wait is the term that a reminder gives a consumer, in which nothing beside the debt may
// be claimed.
type Wait struct {
	Sent   calendar.Date `json:"sent"`
	Begins calendar.Date `json:"begins"` // its first day
	Last   calendar.Date `json:"last"`   // to pay without costs
	Over   calendar.Date `json:"over"`   // from which the clause may be applied
}

// Wait is the term of a reminder sent on a day. Working days are those of the law given.
func (r ConsumerRule) Wait(sent calendar.Date, by Channel, working *calendar.Law) (Wait, error) {
	begins := sent.AddDays(r.ElectronicDays)
	switch by {
	case Electronic:
	case Post:
		end, err := calendar.Term{Length: r.PostDays, Unit: calendar.WorkingDays}.After(sent, working)
		if err != nil {
			return Wait{}, err
		}
		begins = end.Date
	default:
		return Wait{}, salesdesk.FieldError{Path: "channel", Rule: salesdesk.RuleOneOf, Param: "post electronic"}
	}
	over := begins.AddDays(r.WaitDays)
	if !over.Valid() {
		return Wait{}, calendar.DateError{Text: sent.String()}
	}
	return Wait{Sent: sent, Begins: begins, Last: over.AddDays(-1), Over: over}, nil
}
