package ubl

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

// Delivery is when (BT-72) and where (BG-15) goods were handed over, and to whom (BT-70).
type Delivery struct {
	ActualDeliveryDate string         `xml:"cbc:ActualDeliveryDate,omitempty"`
	DeliveryLocation   *Location      `xml:"cac:DeliveryLocation"`
	DeliveryParty      *DeliveryParty `xml:"cac:DeliveryParty"`
}

// Location is a place by its identifier (BT-71), its address, or both.
type Location struct {
	ID      *Identifier `xml:"cbc:ID"`
	Address *Address    `xml:"cac:Address"`
}

// DeliveryParty is who received the goods.
type DeliveryParty struct {
	PartyName PartyName `xml:"cac:PartyName"`
}
