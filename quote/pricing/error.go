package pricing

import (
	"fmt"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// NoPriceError is an article that has no price for this buyer on this day.
type NoPriceError struct{ SKU string }

func (e NoPriceError) Error() string { return "no price for " + e.SKU }

// MessageID names the text.
func (NoPriceError) MessageID() string { return "pricing.no_price" }

// NoCostError is an article without a cost, of which a formula makes its price. List is
// the list or entry with the formula.
type NoCostError struct{ SKU, List string }

func (e NoCostError) Error() string { return "no cost of " + e.SKU + " for " + e.List }

// MessageID names the text.
func (NoCostError) MessageID() string { return "pricing.no_cost" }

// NoIndexError is an index that has no value for a day that prices follow it on.
type NoIndexError struct {
	Index string
	Date  calendar.Date
}

func (e NoIndexError) Error() string { return "no value of " + e.Index + " on " + e.Date.String() }

// MessageID names the text.
func (NoIndexError) MessageID() string { return "pricing.no_index" }

// CycleError is lists that are derived from each other in a circle, from the list at the
// path on.
type CycleError struct{ Lists []string }

func (e CycleError) Error() string { return "lists in a circle: " + strings.Join(e.Lists, " from ") }

// MessageID names the text.
func (CycleError) MessageID() string { return "pricing.list_cycle" }

// TieError is two entries of a book of which neither is more specific, nor of higher
// priority. Entries are their ids or, where they have none, their paths.
type TieError struct {
	Owner   string // the SKU or the group of articles
	Entries []string
}

func (e TieError) Error() string {
	return fmt.Sprintf("tie for %s between %s", e.Owner, strings.Join(e.Entries, " and "))
}

// MessageID names the text.
func (TieError) MessageID() string { return "pricing.tie" }

// AllowanceError is allowances that take off more than there is: over 100 %.
type AllowanceError struct {
	Allowance salesdesk.Money // what the last one takes
	Left      salesdesk.Money // what there was to take it of
}

func (e AllowanceError) Error() string {
	return fmt.Sprintf("allowance %s exceeds the %s there is", e.Allowance, e.Left)
}

// MessageID names the text.
func (AllowanceError) MessageID() string { return "pricing.allowance_excess" }

// OptionError is a line that is offered and cannot be chosen: nothing is wrong with the
// line, and Problems are those of the document with it, each at its path in the request.
type OptionError struct {
	ID       string // of the line
	Problems salesdesk.Problems
}

func (e OptionError) Error() string { return e.ID + " cannot be chosen: " + e.Problems.Error() }

// MessageID names the text.
func (OptionError) MessageID() string { return "pricing.option" }

// Unwrap are the problems.
func (e OptionError) Unwrap() []error { return e.Problems }

// NothingChosenError is a request of options only. A document has a line at least
// (BR-16), and a quote without one could not be accepted: one option has to be chosen.
type NothingChosenError struct{}

func (NothingChosenError) Error() string { return "every line is an option" }

// MessageID names the text.
func (NothingChosenError) MessageID() string { return "pricing.nothing_chosen" }

// UndecidableError is VAT that cannot be decided from what is known. Missing are
// the paths, in the request or from "vat" in the rules, of what would decide it.
type UndecidableError struct {
	Supply  Supply
	Missing []string
}

func (e UndecidableError) Error() string {
	return fmt.Sprintf("vat of %s cannot be decided without %s", e.Supply, strings.Join(e.Missing, " or "))
}

// MessageID names the text.
func (UndecidableError) MessageID() string { return "pricing.vat_undecidable" }

// MixedScopeError is category O beside another one in a document (BR-O-11 to 14).
type MixedScopeError struct{ Other VATCategory }

func (e MixedScopeError) Error() string {
	return "outside the scope of vat beside category " + string(e.Other)
}

// MessageID names the text.
func (MixedScopeError) MessageID() string { return "pricing.mixed_scope" }

// DeviationError is a figure that is not what arithmetic makes of the others. BT is
// its number in EN 16931.
type DeviationError struct {
	BT   string
	Want salesdesk.Money
	Got  salesdesk.Money
}

func (e DeviationError) Error() string {
	return fmt.Sprintf("%s is %s where %s is exact", e.BT, e.Got, e.Want)
}

// MessageID names the text.
func (DeviationError) MessageID() string { return "pricing.deviation" }

// SmallOrderError is an order that comes to less than the least that is delivered.
type SmallOrderError struct {
	Least   salesdesk.Money // VAT excluded
	Missing salesdesk.Money // what the order comes short
}

func (e SmallOrderError) Error() string {
	return fmt.Sprintf("order is %s short of the least, %s", e.Missing, e.Least)
}

// MessageID names the text.
func (SmallOrderError) MessageID() string { return "pricing.small_order" }

// NoFreightError is a zone or country that no table of freight is for on the day.
type NoFreightError struct{ Zone string }

func (e NoFreightError) Error() string { return "no freight for " + e.Zone }

// MessageID names the text.
func (NoFreightError) MessageID() string { return "pricing.no_freight" }

// FloorError is a discount that brings a line below its floor.
type FloorError struct {
	Least salesdesk.Money // the lowest amount of the line, VAT excluded
}

func (e FloorError) Error() string { return fmt.Sprintf("below the floor: at least %s", e.Least) }

// MessageID names the text.
func (FloorError) MessageID() string { return "pricing.floor" }

// CouponError is a coupon that does not apply to a request which requires it.
type CouponError struct {
	Code   string
	Reason Rejection
}

func (e CouponError) Error() string { return fmt.Sprintf("coupon %s: %s", e.Code, e.Reason) }

// MessageID names the text.
func (CouponError) MessageID() string { return "pricing.coupon" }

// CombinationsError is promotions that exclude one another in more ways than are
// compared for a document of this size.
type CombinationsError struct{ Most int }

func (e CombinationsError) Error() string {
	return fmt.Sprintf("more than %d combinations of promotions", e.Most)
}

// MessageID names the text.
func (CombinationsError) MessageID() string { return "pricing.combinations" }

// NoMarginError is a request of which no line has a cost.
type NoMarginError struct{}

func (NoMarginError) Error() string { return "no margin: no line has a cost" }

// MessageID names the text.
func (NoMarginError) MessageID() string { return "pricing.no_margin" }
