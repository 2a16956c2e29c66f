package ubl

// PartyRole wraps the party in its role, such as AccountingSupplierParty.
type PartyRole struct {
	Party Party `xml:"cac:Party"`
}

// Party is a seller (BG-4) or a buyer (BG-7).
type Party struct {
	EndpointID          *Identifier      `xml:"cbc:EndpointID"`
	PartyIdentification []Identification `xml:"cac:PartyIdentification"`
	PartyName           *PartyName       `xml:"cac:PartyName"`
	PostalAddress       *Address         `xml:"cac:PostalAddress"`
	PartyTaxScheme      []PartyTaxScheme `xml:"cac:PartyTaxScheme"`
	PartyLegalEntity    *LegalEntity     `xml:"cac:PartyLegalEntity"`
	Contact             *Contact         `xml:"cac:Contact"`
}

// Identification is an identifier of a party other than its legal one (BT-29, BT-46).
type Identification struct {
	ID Identifier `xml:"cbc:ID"`
}

// PartyName is the name a party trades under (BT-28, BT-45).
type PartyName struct {
	Name string `xml:"cbc:Name,omitempty"`
}

// PartyTaxScheme is the VAT identifier (BT-31, BT-48), or another tax number.
type PartyTaxScheme struct {
	CompanyID string    `xml:"cbc:CompanyID,omitempty"`
	TaxScheme Reference `xml:"cac:TaxScheme"`
}

// LegalEntity is the registered name (BT-27, BT-44), the legal registration
// (BT-30, BT-47) and further legal information (BT-33).
type LegalEntity struct {
	RegistrationName string      `xml:"cbc:RegistrationName,omitempty"`
	CompanyID        *Identifier `xml:"cbc:CompanyID"`
	CompanyLegalForm string      `xml:"cbc:CompanyLegalForm,omitempty"`
}

// Contact is whom to call or write to (BG-6, BG-9).
type Contact struct {
	Name           string `xml:"cbc:Name,omitempty"`
	Telephone      string `xml:"cbc:Telephone,omitempty"`
	ElectronicMail string `xml:"cbc:ElectronicMail,omitempty"`
}
