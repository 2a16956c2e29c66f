package complaint

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/check"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// Intake is what somebody types in when a customer complains.
type Intake struct {
	Customer string  `json:"customer" validate:"required,max=64"`
	Channel  Channel `json:"channel" validate:"required,oneof=phone mail web letter counter"`
	Contact  string  `json:"contact,omitempty" validate:"max=200"`
	Email    string  `json:"email,omitempty" validate:"omitempty,email,max=254"`
	Order    string  `json:"order,omitempty" validate:"max=64"`
	Lines    []Line  `json:"lines,omitempty" validate:"max=1000,unique=Line,dive"`
	Text     string  `json:"text" validate:"required,max=20000"`
	Wanted   string  `json:"wanted,omitempty" validate:"max=2000"` // the remedy the customer asks for
}

// Channel is the way a complaint came.
type Channel string

// The channels.
const (
	ByPhone   Channel = "phone"
	ByMail    Channel = "mail"
	ByWeb     Channel = "web"
	ByLetter  Channel = "letter"
	AtCounter Channel = "counter"
)

// MessageID names the channel's text.
func (c Channel) MessageID() string { return "complaint.channel." + string(c) }

// DecodeIntake reads an intake from JSON and checks it.
func DecodeIntake(data []byte) (Intake, error) {
	var i Intake
	if err := strict.Decode(data, &i); err != nil {
		return Intake{}, err
	}
	return i, i.Check()
}

// Check names every field that is not as it must be.
func (i Intake) Check() error {
	var problems salesdesk.Problems
	problems.Add(check.New().Struct(i))
	for n, l := range i.Lines {
		if !l.Quantity.IsPositive() {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("lines", n) + ".quantity", Rule: salesdesk.RuleMin, Param: "0"})
		}
	}
	return problems.Err()
}
