package ubl

import "github.com/interne-sales/salesdesk"

// Amount is a sum with its currency. UBL lets EN 16931 write at most two decimals.
type Amount struct {
	Currency string           `xml:"currencyID,attr"`
	Value    salesdesk.Amount `xml:",chardata"`
}

// Quantity is a number of units; the unit is a UN/ECE Recommendation 20 code.
type Quantity struct {
	Unit  string           `xml:"unitCode,attr,omitempty"`
	Value salesdesk.Amount `xml:",chardata"`
}

// Identifier is an identifier with the scheme that issued it.
type Identifier struct {
	Scheme string `xml:"schemeID,attr,omitempty"`
	Value  string `xml:",chardata"`
}

// Reference is a wrapper that holds nothing but an identifier.
type Reference struct {
	ID string `xml:"cbc:ID,omitempty"`
}

// Period is a period of days, both ends included, in ISO 8601.
type Period struct {
	StartDate       string    `xml:"cbc:StartDate,omitempty"`
	EndDate         string    `xml:"cbc:EndDate,omitempty"`
	DurationMeasure *Quantity `xml:"cbc:DurationMeasure"`
	DescriptionCode string    `xml:"cbc:DescriptionCode,omitempty"`
}
