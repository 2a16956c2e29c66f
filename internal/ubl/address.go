package ubl

import "github.com/interne-sales/salesdesk"

// Address is a postal address (BG-5, BG-8, BG-15).
type Address struct {
	StreetName           string        `xml:"cbc:StreetName,omitempty"`
	AdditionalStreetName string        `xml:"cbc:AdditionalStreetName,omitempty"`
	CityName             string        `xml:"cbc:CityName,omitempty"`
	PostalZone           string        `xml:"cbc:PostalZone,omitempty"`
	CountrySubentity     string        `xml:"cbc:CountrySubentity,omitempty"`
	AddressLine          []AddressLine `xml:"cac:AddressLine"`
	Country              *Country      `xml:"cac:Country"`
}

// AddressLine is one more line of an address (BT-162, BT-163, BT-165).
type AddressLine struct {
	Line string `xml:"cbc:Line,omitempty"`
}

// Country is an ISO 3166-1 alpha-2 code.
type Country struct {
	IdentificationCode string `xml:"cbc:IdentificationCode,omitempty"`
}

// Delivery is when (BT-72) and where (BG-15) goods were handed over, and to whom (BT-70);
// of what is still to come, when it is asked for, promised or expected, and when it left.
type Delivery struct {
	ActualDeliveryDate      string         `xml:"cbc:ActualDeliveryDate,omitempty"`
	TrackingID              string         `xml:"cbc:TrackingID,omitempty"`
	DeliveryLocation        *Location      `xml:"cac:DeliveryLocation"`
	RequestedDeliveryPeriod *Period        `xml:"cac:RequestedDeliveryPeriod"`
	PromisedDeliveryPeriod  *Period        `xml:"cac:PromisedDeliveryPeriod"`
	EstimatedDeliveryPeriod *Period        `xml:"cac:EstimatedDeliveryPeriod"`
	DeliveryParty           *DeliveryParty `xml:"cac:DeliveryParty"`
	Despatch                *Despatch      `xml:"cac:Despatch"`
}

// Despatch is when goods left, and from where.
type Despatch struct {
	ActualDespatchDate string   `xml:"cbc:ActualDespatchDate,omitempty"`
	DespatchAddress    *Address `xml:"cac:DespatchAddress"`
}

// Location is a place by its identifier (BT-71), its name, its address, or several.
type Location struct {
	ID      *Identifier `xml:"cbc:ID"`
	Name    string      `xml:"cbc:Name,omitempty"`
	Address *Address    `xml:"cac:Address"`
}

// DeliveryParty is who received the goods.
type DeliveryParty struct {
	PartyName PartyName `xml:"cac:PartyName"`
}

// AddressOf is an address as documents write it.
func AddressOf(a salesdesk.Address) *Address {
	return &Address{
		StreetName: a.Street, AdditionalStreetName: a.Additional, CityName: a.City, PostalZone: a.Postcode,
		Country: &Country{IdentificationCode: countryCode(a.Country)},
	}
}

// kosovo is what the code lists of EN 16931 call the country that is XK elsewhere.
const kosovo = "1A"

func countryCode(c salesdesk.Country) string {
	if c == "XK" {
		return kosovo
	}
	return string(c)
}

// Of is the country that a code names.
func (c Country) Of() salesdesk.Country {
	if c.IdentificationCode == kosovo {
		return "XK"
	}
	return salesdesk.Country(c.IdentificationCode)
}
