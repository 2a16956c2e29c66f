package paper

import (
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
)

// letterhead is who writes to whom, about what.
func (p *printer) letterhead() {
	p.parties()
	p.heading(labelQuote)
	p.facts(
		pair{p.say(labelNumber), p.quote.Number},
		pair{p.say(labelVersion), p.version()},
		pair{p.say(labelDate), p.date(p.IssueDate)},
		pair{p.say(labelValidUntil), p.date(p.revision.ValidUntil)},
		pair{p.say(labelCustomer), p.quote.Customer},
		pair{p.say(vatNumber{}), p.Buyer.VATNumber.Format()},
		pair{p.say(labelRequest), p.request()},
		pair{p.say(labelOriginator), p.originator()},
		pair{p.say(labelDeliverTo), p.deliverTo()},
		pair{p.say(labelContact), p.desk()},
	)
}

// parties are sender and addressee.
func (p *printer) parties() {
	seller := p.quote.Seller
	p.block(append([]string{p.named(seller)}, p.address(seller.Address)...)...)
	p.block(append([]string{p.named(p.Buyer), contact(p.Buyer)}, p.address(p.Buyer.Address)...)...)
}

// named is a party with its legal form.
func (p *printer) named(party salesdesk.Party) string {
	return strings.TrimSpace(party.Name + " " + party.LegalForm)
}

func contact(party salesdesk.Party) string {
	if len(party.Contacts) == 0 || party.Contacts[0].Name == party.Name {
		return ""
	}
	return party.Contacts[0].Name
}

// address is an address as bpost wants it (from general knowledge); the country, by name
// and in capitals, only where it is not Belgium.
func (p *printer) address(a salesdesk.Address) []string {
	lines := []string{a.Street, a.Additional, strings.TrimSpace(a.Postcode + " " + a.City)}
	if a.Country != salesdesk.Belgium {
		lines = append(lines, strings.ToUpper(p.format.Country(a.Country)))
	}
	return lines
}

// version is the number of a revision that is not the first.
func (p *printer) version() string {
	if p.revision.Number < 2 {
		return ""
	}
	return strconv.Itoa(p.revision.Number)
}

func (p *printer) request() string {
	return joined(" · ", p.Request.Number, p.date(p.Request.Date))
}

func (p *printer) originator() string {
	if p.Originator == nil {
		return ""
	}
	return joined(", ", append([]string{p.named(*p.Originator)}, p.address(p.Originator.Address)...)...)
}

func (p *printer) deliverTo() string {
	if p.DeliverTo == nil {
		return ""
	}
	return joined(", ", p.address(*p.DeliverTo)...)
}

// desk is whom to ask at the seller.
func (p *printer) desk() string {
	if len(p.quote.Seller.Contacts) == 0 {
		return ""
	}
	c := p.quote.Seller.Contacts[0]
	return joined(" · ", c.Name, c.Function, solid(c.Phone.Format()), string(c.Email))
}

// acceptance is the place to sign. What does not bind is not accepted.
func (p *printer) acceptance() {
	if p.conditions.WithoutEngagement {
		return
	}
	p.heading(labelAcceptance)
	p.paragraphs(p.say(labelAgreed))
	p.signature()
}

// signature is the place for a name, a day and a hand.
func (p *page) signature() {
	const blank = "________________________________"
	p.facts(pair{p.say(labelSignName), blank}, pair{p.say(labelSignDate), blank}, pair{p.say(labelSignature), blank})
}

// particulars are what a company puts on every quote (Code of companies and associations,
// art. 2:20; Code of economic law, art. III.25).
func (p *printer) particulars() {
	s := p.quote.Seller
	name := p.named(s)
	if p.InLiquidation {
		name += " " + p.say(labelInLiquidation)
	}
	var court, vat, number string
	if s.Court != "" {
		court = p.say(register{s.Court})
	}
	if !s.VATNumber.IsZero() {
		vat = p.say(vatNumber{}) + " " + solid(s.VATNumber.Format())
	}
	if !s.EnterpriseNumber.IsZero() {
		number = p.say(enterprise{s.EnterpriseNumber.Format()})
	}
	p.rule()
	p.block(
		joined(" · ", append([]string{name}, p.address(s.Address)...)...),
		joined(" · ", number, court, vat),
		joined(" · ", prefixed("IBAN ", s.IBAN.Format()), prefixed("BIC ", s.BIC.String())),
		joined(" · ", solid(s.Phone.Format()), string(s.Email), s.Website),
	)
}

// solid is s with spaces that no line breaks at.
func solid(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

// prefixed is a number after what it is, in one piece; nothing where there is none.
func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return solid(prefix + s)
}

// joined is the parts that are not empty.
func joined(separator string, parts ...string) string {
	var given []string
	for _, s := range parts {
		if s = clean(s); s != "" {
			given = append(given, s)
		}
	}
	return strings.Join(given, separator)
}
