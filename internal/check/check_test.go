package check_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/check"
)

type form struct {
	Name    string  `json:"name" validate:"required,max=5"`
	Channel string  `json:"channel" validate:"oneof=phone mail"`
	Email   string  `json:"email,omitempty" validate:"omitempty,email"`
	Count   int     `json:"count" validate:"min=1,max=9"`
	Phone   string  `json:"phone" validate:"excluded_if=Channel mail"`
	Lines   []row   `json:"lines" validate:"max=2,unique=ID,dive"`
	Contact contact `json:"contact"`
}

type row struct {
	ID string `json:"id" validate:"required"`
}

type contact struct {
	City string `json:"city" validate:"required"`
}

func TestEveryFieldIsNamedAsInJSON(t *testing.T) {
	err := check.New().Struct(form{
		Name: "too long", Channel: "mail", Email: "nobody", Count: 10, Phone: "1", Lines: []row{{"a"}, {""}},
	})
	assert.EqualError(t, err, "name: length (5); email: format (email); count: max (9); phone: excluded; "+
		"lines[1].id: required; contact.city: required")
	var field salesdesk.FieldError
	require.ErrorAs(t, err, &field)
	err = check.New().Struct(form{Channel: "fax", Lines: []row{{"a"}, {"a"}}, Contact: contact{City: "Gent"}})
	assert.EqualError(t, err, "name: required; channel: one_of (phone, mail); count: min (1); lines: duplicate (ID)")
}

func TestWhatIsRightIsNoError(t *testing.T) {
	require.NoError(t, check.New().Struct(form{Name: "An", Channel: "phone", Count: 1, Contact: contact{City: "Gent"}}))
	assert.Error(t, check.New().Struct(7), "no struct")
}
