package salesdesk

import (
	"reflect"

	"github.com/interne-sales/salesdesk/internal/reader"
)

// PartyKind says which law a party deals under.
type PartyKind string

// The kinds of parties.
const (
	Business   PartyKind = "business"
	PublicBody PartyKind = "public_body"
	Consumer   PartyKind = "consumer"
)

// MessageID names the kind's text.
func (k PartyKind) MessageID() string { return "party.kind." + string(k) }

// Contact is a person at a party.
type Contact struct {
	ID       string       `json:"id,omitempty" validate:"max=64"`
	Name     string       `json:"name" validate:"required,max=200"` // BT-41, BT-56
	Function string       `json:"function,omitempty" validate:"max=100"`
	Phone    PhoneNumber  `json:"phone,omitzero"`                                        // BT-42, BT-57
	Email    EmailAddress `json:"email,omitempty" validate:"omitempty,validateFn=Check"` // BT-43, BT-58
	Language Language     `json:"language,omitempty" validate:"omitempty,validateFn=Check"`
}

// Check is every problem of c, with its path. The name is required.
func (c Contact) Check() error {
	var p Problems
	p.Add(atMost("id", c.ID, maxID))
	p.Add(filled("name", c.Name, maxName))
	p.Add(atMost("function", c.Function, maxLine))
	p.Add(optional("email", c.Email))
	p.Add(optional("language", c.Language))
	return p.Err()
}

// Party is a seller or a buyer as a document names it. What a Belgian enterprise must
// print on its documents (Companies Code 2:20) is name, legal form, seat, enterprise
// number, court and, where it has them, e-mail address and website; the account too
// (Code of Economic Law III.25).
type Party struct {
	ID               string           `json:"id,omitempty" validate:"max=64"`
	Name             string           `json:"name" validate:"required,max=200"` // BT-27, BT-44
	LegalForm        string           `json:"legal_form,omitempty" validate:"max=100"`
	Kind             PartyKind        `json:"kind" validate:"required,oneof=business public_body consumer"`
	Language         Language         `json:"language" validate:"required,validateFn=Check"`
	Address          Address          `json:"address"`                                                                                 // the seat
	EnterpriseNumber EnterpriseNumber `json:"enterprise_number,omitzero" validate:"excluded_if=Kind consumer"`                         // BT-30, BT-47
	VATNumber        VATNumber        `json:"vat_number,omitzero" validate:"required_if=PeriodicFiler true,excluded_if=Kind consumer"` // BT-31, BT-48
	InLiquidation    bool             `json:"in_liquidation,omitempty"`                                                                // being wound up, which its documents must say (Companies Code 2:77)
	PeriodicFiler    bool             `json:"periodic_filer,omitempty" validate:"excluded_if=Kind consumer"`                           // files periodic VAT returns
	Endpoint         Endpoint         `json:"endpoint,omitzero"`                                                                       // BT-34, BT-49
	GLN              GLN              `json:"gln,omitzero"`
	IBAN             IBAN             `json:"iban,omitzero"`                      // BT-84
	BIC              BIC              `json:"bic,omitzero"`                       // BT-86
	Court            string           `json:"court,omitempty" validate:"max=100"` // of the register of legal persons: "Gent"
	Phone            PhoneNumber      `json:"phone,omitzero"`
	Email            EmailAddress     `json:"email,omitempty" validate:"omitempty,validateFn=Check"`
	Website          string           `json:"website,omitempty" validate:"max=200"`
	Contacts         []Contact        `json:"contacts,omitempty" validate:"max=100,dive"`
}

const maxContacts = 100

// DecodeParty reads a party from JSON. Fields that a party does not have are refused, at
// every depth, and every problem is reported with its path, of what is read and, where all
// can be read, of what Check finds.
func DecodeParty(data []byte) (Party, error) {
	var found Problems
	read, wrong := reader.Read(data, reflect.TypeFor[Party](), reader.Errors{
		Field: func(path, rule, param string) error { return FieldError{Path: path, Rule: Rule(rule), Param: param} },
		At:    At,
	})
	for _, err := range wrong {
		found.Add(err)
	}
	if err := found.Err(); err != nil {
		return Party{}, err
	}
	p, _ := read.Interface().(Party) // read as one
	if err := p.Check(); err != nil {
		return Party{}, err
	}
	return p, nil
}

// Check is every problem of p, with its path. Name, kind, language and the country of
// the address are required. A consumer has no enterprise or VAT number and files no
// returns: a sole trader who buys for the business is a business. Who files returns
// has a VAT number.
func (p Party) Check() error {
	var found Problems
	found.Add(atMost("id", p.ID, maxID))
	found.Add(filled("name", p.Name, maxName))
	found.Add(atMost("legal_form", p.LegalForm, maxLine))
	found.Add(p.kind())
	found.Add(checked("language", p.Language))
	found.AddAt("address", p.Address.Check())
	found.Add(p.numbers())
	found.Add(atMost("court", p.Court, maxLine))
	found.Add(optional("email", p.Email))
	found.Add(atMost("website", p.Website, maxName))
	found.Add(p.contacts())
	return found.Err()
}

func (p Party) kind() error {
	switch p.Kind {
	case Business, PublicBody, Consumer:
		return nil
	case "":
		return FieldError{Path: "kind", Rule: RuleRequired}
	default:
		return FieldError{Path: "kind", Rule: RuleOneOf, Param: "business, public_body, consumer"}
	}
}

func (p Party) numbers() error {
	consumer := p.Kind == Consumer
	var found Problems
	found.Add(excluded("enterprise_number", consumer && !p.EnterpriseNumber.IsZero(), "kind"))
	found.Add(needed("vat_number", p.PeriodicFiler && p.VATNumber.IsZero()))
	found.Add(excluded("vat_number", consumer && !p.VATNumber.IsZero(), "kind"))
	found.Add(excluded("periodic_filer", consumer && p.PeriodicFiler, "kind"))
	return found.Err()
}

func (p Party) contacts() error {
	if len(p.Contacts) > maxContacts {
		return FieldError{Path: "contacts", Rule: RuleLength, Param: "100"}
	}
	var found Problems
	for i, c := range p.Contacts {
		found.AddAt(Index("contacts", i), c.Check())
	}
	return found.Err()
}

// CheckParticulars names what p lacks of what a document must say of its seller: name and
// country and, in Belgium, the seat, the enterprise number, the account (Code of economic
// law, art. III.25) and, of a legal person, the court of its register (Code of companies and
// associations, art. 2:20). Only legal persons have a legal form, and with it a court.
func (p Party) CheckParticulars() error {
	var found Problems
	found.Add(needed("name", p.Name == ""))
	found.Add(needed("address.country", p.Address.Country == ""))
	if p.Address.Country != Belgium {
		return found.Err()
	}
	found.Add(needed("address.street", p.Address.Street == ""))
	found.Add(needed("address.postcode", p.Address.Postcode == ""))
	found.Add(needed("address.city", p.Address.City == ""))
	found.Add(needed("enterprise_number", p.EnterpriseNumber.IsZero()))
	found.Add(needed("court", p.Court == "" && p.LegalForm != ""))
	found.Add(needed("iban", p.IBAN.IsZero()))
	return found.Err()
}
