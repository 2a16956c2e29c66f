package salesdesk_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

func required(path string) salesdesk.FieldError {
	return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired}
}

func TestNoProblemsAreNoError(t *testing.T) {
	var p salesdesk.Problems
	p.Add(nil)
	p.AddAt("lines", nil)
	p.Add(salesdesk.Problems{})
	err := p.Err()
	assert.True(t, err == nil, "a nil error, not a nil Problems in an error")
}

func TestProblemsAreFlatAndInOrder(t *testing.T) {
	var inner, p salesdesk.Problems
	inner.Add(required("sku"))
	inner.Add(errors.New("sold out"))
	p.Add(required("id"))
	p.AddAt(salesdesk.Index("lines", 2), inner.Err())
	assert.Len(t, p, 3)
	assert.EqualError(t, p.Err(), "id: required; lines[2].sku: required; lines[2]: sold out")
}

func TestProblemsUnwrapToAll(t *testing.T) {
	sold := errors.New("sold out")
	var p salesdesk.Problems
	p.AddAt("a", sold)
	p.Add(salesdesk.RangeError{Limit: salesdesk.LimitDigits})
	assert.ErrorIs(t, p.Err(), sold)
	var outside salesdesk.RangeError
	assert.ErrorAs(t, p.Err(), &outside)
	var field salesdesk.FieldError
	assert.False(t, errors.As(p.Err(), &field))
}

func TestAt(t *testing.T) {
	sold := errors.New("sold out")
	tests := []struct {
		path string
		give error
		want error
	}{
		{"lines", nil, nil},
		{"order", required("quantity"), required("order.quantity")},
		{"lines", required("[2].quantity"), required("lines[2].quantity")},
		{"lines", required(""), required("lines")},
		{"", required("quantity"), required("quantity")},
		{"price", salesdesk.RangeError{Limit: salesdesk.LimitDigits}, salesdesk.RangeError{Path: "price", Limit: salesdesk.LimitDigits}},
		{"a", salesdesk.PathError{Path: "b", Err: sold}, salesdesk.PathError{Path: "a.b", Err: sold}},
		{"a", sold, salesdesk.PathError{Path: "a", Err: sold}},
		{"a", salesdesk.Problems{required("b"), sold}, salesdesk.Problems{required("a.b"), salesdesk.PathError{Path: "a", Err: sold}}},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, salesdesk.At(tt.path, tt.give))
	}
}

func TestAtLeavesTheProblemsGivenAsTheyWere(t *testing.T) {
	given := salesdesk.Problems{required("b")}
	_ = salesdesk.At("a", given)
	assert.Equal(t, salesdesk.Problems{required("b")}, given)
}

func TestAtKeepsTheWordsOfAWrappedError(t *testing.T) {
	wrapped := fmt.Errorf("row 3: %w", required("sku"))
	err := salesdesk.At("file", wrapped)
	require.EqualError(t, err, "file: row 3: sku: required")
	var field salesdesk.FieldError
	require.ErrorAs(t, err, &field)
}

func TestErrorsSayWhatAndWhere(t *testing.T) {
	tests := []struct {
		give interface {
			error
			MessageID() string
		}
		want, wantID string
	}{
		{required("a"), "a: required", "field.required"},
		{salesdesk.FieldError{Rule: salesdesk.RuleMax, Param: "5"}, "max (5)", "field.max"},
		{salesdesk.RangeError{Value: "1e99", Limit: salesdesk.LimitExponent}, "amount out of range: 1e99 (exponent)", "amount.exponent"},
		{
			salesdesk.RangeError{Path: "price", Value: "1e99", Limit: salesdesk.LimitExponent},
			"price: amount out of range: 1e99 (exponent)", "amount.exponent",
		},
		{salesdesk.CurrencyError{Want: "EUR", Got: "USD"}, "currency USD where EUR is wanted", "currency.mismatch"},
	}
	for _, tt := range tests {
		assert.EqualError(t, tt.give, tt.want)
		assert.Equal(t, tt.wantID, tt.give.MessageID())
	}
	assert.Equal(t, "lines[0]", salesdesk.Index("lines", 0))
}

// The problems of opening hours are told one by one, each with its whole path.
func TestProblemsOfACalendarArePlacedOneByOne(t *testing.T) {
	_, err := calendar.DecodeHours([]byte(`{"weekly": {"monday": 1}, "open": true}`), time.LoadLocation)
	var p salesdesk.Problems
	p.AddAt("company", salesdesk.At("hours", err))
	require.Len(t, p, 2)
	assert.EqualError(t, p[0], "company.hours.weekly.monday: type (list)")
	assert.EqualError(t, p[1], "company.hours.open: unknown")
	p = nil
	p.Add(err)
	assert.Len(t, p, 2)
}
