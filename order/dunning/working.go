package dunning

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Method is how a row comes to its amount; the text is that of a [Calculation].
type Method string

// The methods.
const (
	AsInvoiced Method = "as_invoiced" // Base, less the credit notes
	ByDays     Method = "by_days"     // Base at Rate a year, for Days out of Year
	FixedByLaw Method = "fixed"       // the lump sum, Fixed
	AtCost     Method = "at_cost"     // a cost of recovery, Fixed
	OfReminder Method = "of_reminder" // Fixed and Postage
	Share      Method = "share"       // Rate of Base
	AgreedMin  Method = "least"       // Fixed, where the share is less
	AgreedMax  Method = "most"        // Fixed, where the share is more
	LegalMax   Method = "legal_most"  // Fixed, and Rate of what Base is above Above
)

// Working is what a row is worked out of. Amounts are in the currency of the statement.
type Working struct {
	By      Method           `json:"by"`
	Base    salesdesk.Amount `json:"base"`           // of a cost the balance of that morning
	Rate    salesdesk.Amount `json:"rate,omitzero"`  // a ratio: of interest a year
	Days    int              `json:"days,omitempty"` // of interest
	Year    int              `json:"year,omitempty"` // the days that the year of interest has
	Fixed   salesdesk.Amount `json:"fixed,omitzero"`
	Above   salesdesk.Amount `json:"above,omitzero"`
	Postage salesdesk.Amount `json:"postage,omitzero"`
	Less    salesdesk.Amount `json:"less,omitzero"` // credit notes; of damages the lump sum that is owed beside them
	For     string           `json:"for,omitempty"` // of a cost of recovery
}

// figures are the calculation in bare figures, for whoever keeps them.
func (w Working) figures() string {
	text := w.Fixed.String()
	switch w.By {
	case AsInvoiced:
		text = w.Base.String()
	case ByDays:
		text = fmt.Sprintf("%s × %s × %d / %d", w.Base, w.Rate, w.Days, w.Year)
	case Share:
		text = fmt.Sprintf("%s × %s", w.Base, w.Rate)
	case OfReminder:
		if !w.Postage.IsZero() {
			text += " + " + w.Postage.String()
		}
	case LegalMax:
		if w.Rate.IsPositive() {
			text += fmt.Sprintf(" + %s × (%s - %s)", w.Rate, w.Base, w.Above)
		}
	case FixedByLaw, AtCost, AgreedMin, AgreedMax:
	}
	if !w.Less.IsZero() {
		text += " - " + w.Less.String()
	}
	return text
}

// Calculation is how a row comes to its amount, for who is to pay it: its text is found by
// its id in every language, with the amounts in their currency, percentages and days.
type Calculation struct {
	By                                Method
	Base, Fixed, Above, Postage, Less salesdesk.Money
	Rate                              salesdesk.Amount
	Days, Year                        int
	From, Through                     calendar.Date
	For                               string
}

// MessageID names the text.
func (c Calculation) MessageID() string { return "dunning.calculation." + string(c.By) }

// Calculations say how the rows come to their amounts, one for each, in their order.
func (s Statement) Calculations() []Calculation {
	money := func(a salesdesk.Amount) salesdesk.Money { return salesdesk.Money{Amount: a, Currency: s.Currency} }
	list := make([]Calculation, len(s.Rows))
	for i := range s.Rows {
		r := &s.Rows[i]
		list[i] = Calculation{
			By: r.By, Base: money(r.Base), Fixed: money(r.Fixed), Above: money(r.Above), Postage: money(r.Postage), Less: money(r.Less),
			Rate: r.Rate, Days: r.Days, Year: r.Year, From: r.From, Through: r.Through, For: r.For,
		}
	}
	return list
}
