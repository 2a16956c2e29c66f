package salesdesk

import "time"

// ViesOutcome is what the VAT information exchange system said of a number. A fault is
// never an invalid number.
type ViesOutcome string

// The outcomes of asking VIES.
const (
	ViesValid       ViesOutcome = "valid"
	ViesInvalid     ViesOutcome = "invalid"
	ViesUnavailable ViesOutcome = "unavailable" // nobody answered: ask again later
	ViesRefused     ViesOutcome = "refused"     // the question was wrong or its asker is blocked: asking again does not help
)

// MessageID names the outcome's text.
func (o ViesOutcome) MessageID() string { return "vies." + string(o) }

// ViesResult is the answer of VIES about one number, to be kept: for an
// intra-Community supply the customer's number must be valid at that time. The
// consultation number, with its moment, is the proof; VIES gives one only to who sends
// the own VAT number with the question. What the number is worth as a condition of the
// exemption is from general knowledge (the quick fixes of 2020): verify before relying on it.
type ViesResult struct {
	Number             VATNumber   `json:"number"`
	Outcome            ViesOutcome `json:"outcome"`
	At                 time.Time   `json:"at"`
	ConsultationNumber string      `json:"consultation_number,omitempty"`
	Name               string      `json:"name,omitempty"`    // as VIES gives it, where the country does
	Address            string      `json:"address,omitempty"` // idem
	Fault              string      `json:"fault,omitempty"`   // the code, where VIES gave no answer
}

// Valid reports whether VIES said that the number is valid.
func (r ViesResult) Valid() bool { return r.Outcome == ViesValid }

// Proves reports whether r can be shown later: valid, with a consultation number.
func (r ViesResult) Proves() bool { return r.Valid() && r.ConsultationNumber != "" }

// ViesFault is the outcome that a fault code of VIES stands for.
func ViesFault(code string) ViesOutcome {
	switch code {
	case "INVALID_INPUT", "INVALID_REQUESTER_INFO", "VAT_BLOCKED", "IP_BLOCKED":
		return ViesRefused
	default:
		return ViesUnavailable
	}
}
