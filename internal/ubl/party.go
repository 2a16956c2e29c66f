package ubl

import "github.com/interne-sales/salesdesk"

// PartyRole wraps the party in its role, such as AccountingSupplierParty.
type PartyRole struct {
	Party Party `xml:"cac:Party"`
}

// Party is a seller (BG-4) or a buyer (BG-7).
type Party struct {
	WebsiteURI          string           `xml:"cbc:WebsiteURI,omitempty"`
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

// PartyOf is a party as documents write it.
func PartyOf(p salesdesk.Party) Party {
	out := Party{
		PartyName: &PartyName{Name: p.Name}, PostalAddress: AddressOf(p.Address),
		PartyLegalEntity: &LegalEntity{RegistrationName: p.Name},
	}
	if !p.Endpoint.IsZero() {
		out.EndpointID = &Identifier{Scheme: p.Endpoint.Scheme(), Value: p.Endpoint.ID()}
	}
	if !p.VATNumber.IsZero() {
		out.PartyTaxScheme = []PartyTaxScheme{{CompanyID: p.VATNumber.String(), TaxScheme: Reference{ID: "VAT"}}}
	}
	if !p.EnterpriseNumber.IsZero() {
		out.PartyLegalEntity.CompanyID = &Identifier{Scheme: "0208", Value: p.EnterpriseNumber.String()}
	}
	if len(p.Contacts) > 0 {
		c := p.Contacts[0]
		out.Contact = &Contact{Name: c.Name, Telephone: c.Phone.String(), ElectronicMail: string(c.Email)}
	}
	return out
}

// SellerOf is a party with what Belgian law wants of it on a document: its legal form
// and, in BT-33, its register (Code of companies and associations, art. 2:20).
func SellerOf(p salesdesk.Party) Party {
	s := PartyOf(p)
	if p.LegalForm != "" {
		s.PartyLegalEntity.CompanyLegalForm = p.LegalForm
		if p.Court != "" {
			s.PartyLegalEntity.CompanyLegalForm += ", RPR " + p.Court
		}
	}
	return s
}

// ReceiverOf is a party by its electronic address, its legal identifier and its name
// alone, as the answers to an order and the papers of a shipment name it.
func ReceiverOf(p salesdesk.Party) Party {
	whole := PartyOf(p)
	out := Party{EndpointID: whole.EndpointID, PartyLegalEntity: &LegalEntity{RegistrationName: p.Name}}
	if id := whole.PartyLegalEntity.CompanyID; id != nil {
		out.PartyIdentification = []Identification{{ID: *id}}
	}
	return out
}
