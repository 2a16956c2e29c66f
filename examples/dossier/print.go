package main

import (
	"fmt"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// letter is a letter to the customer in the language asked for.
func (s *sale) letter(name string, kind i18n.LetterKind, on calendar.Date, reference string, rows []i18n.LetterRow, body ...string) error {
	l := i18n.Letter{
		Kind: kind, From: s.company.Seller, To: s.customer.Party, Attention: s.customer.Contacts[0].Name, Date: on, Reference: reference,
		Rows: rows, Body: body,
	}
	if len(s.company.Seller.Contacts) > 0 {
		l.Signed, l.Function = s.company.Seller.Contacts[0].Name, s.company.Seller.Contacts[0].Function
	}
	text, err := s.texts.Letter(s.lang, l)
	s.file(name, []byte(text))
	return err
}

// priced are the lines and totals of a priced document as rows of a letter.
func (s *sale) priced(p pricing.Priced) []i18n.LetterRow {
	var rows []i18n.LetterRow
	for _, l := range p.Lines {
		rows = append(rows, i18n.LetterRow{Label: s.lineName(l.ID), Value: s.sentence("row",
			s.format.Quantity(l.Quantity, l.Unit), s.format.Price(salesdesk.Money{Amount: l.Price, Currency: p.Currency}), base(l.BaseQuantity), s.money(l.Net), s.rate(l.VAT))})
		for _, a := range l.Adjustments {
			rows = append(rows, i18n.LetterRow{Label: "     " + s.reason(a), Value: s.signed(a)})
		}
	}
	for _, a := range p.Adjustments {
		rows = append(rows, i18n.LetterRow{Label: s.reason(a) + " (" + s.rate(a.VAT) + ")", Value: s.signed(a)})
	}
	for _, v := range p.VAT {
		rows = append(rows, i18n.LetterRow{Label: s.sentence("vat", s.rate(v.VATGroup), s.money(v.Taxable)), Value: s.money(v.Tax)})
	}
	return append(
		rows,
		i18n.LetterRow{Label: s.sentence("tax_exclusive"), Value: s.money(p.Totals.TaxExclusive)},
		i18n.LetterRow{Label: s.sentence("payable"), Value: s.money(p.Totals.Payable)},
	)
}

func base(quantity salesdesk.Amount) string {
	if quantity.IsZero() || quantity.Equal(salesdesk.MustAmount("1")) {
		return ""
	}
	return " / " + quantity.String()
}

func (s *sale) reason(a pricing.Adjusted) string {
	switch {
	case a.Text != "":
		return a.Text
	case a.Charge:
		return s.sentence("charge")
	default:
		return s.sentence("discount")
	}
}

func (s *sale) signed(a pricing.Adjusted) string {
	amount := a.Amount
	if !a.Charge {
		amount.Decimal = amount.Neg()
	}
	return s.money(amount)
}

func (s *sale) rate(g pricing.VATGroup) string {
	if g.Ground != "" {
		return s.text(g.Ground)
	}
	return s.format.Percent(g.Rate)
}

// quoteLetter is the quote as the customer reads it.
func (s *sale) quoteLetter() error {
	revision := s.quote.Latest()
	content := revision.Content
	body := []string{
		s.sentence("validity", s.date(revision.ValidUntil)),
		s.sentence("terms", fmt.Sprint(content.Conditions.PaymentDays)),
		s.sentence("place", content.Conditions.DeliveryPlace),
	}
	for _, p := range content.Conditions.Promises {
		body = append(body, s.sentence("delivery", s.lineName(p.Line), s.date(p.Date)))
	}
	for _, v := range content.Priced.VAT {
		if v.Ground != "" {
			body = append(body, v.Ground.Mention(s.format.Language()))
		}
	}
	on := calendar.DateOf(s.sentAt(revision.Number), s.calendar.Location())
	name := fmt.Sprintf("quote-%d.txt", revision.Number)
	return s.letter(name, i18n.LetterQuote, on, fmt.Sprintf("%s/%d", s.quote.Number, revision.Number), s.priced(content.Priced), body...)
}

// waterfall is the way of every line from the list to the pocket: for the desk.
func (s *sale) waterfall() string {
	var text strings.Builder
	for _, l := range s.quote.Latest().Content.Explanation.Lines {
		fmt.Fprintln(&text, s.lineName(l.ID))
		for _, step := range l.Waterfall.Steps {
			fmt.Fprintf(&text, "  %-36s %14s %14s\n", strings.TrimSpace(s.text(step.Kind)+" "+step.Text), s.money(step.Amount), s.money(step.Balance))
		}
		if l.Margin != nil && l.Margin.Ratio != nil {
			fmt.Fprintf(&text, "  %-36s %14s %14s\n", s.sentence("margin_line"), s.money(l.Margin.Amount), s.format.PercentTo(*l.Margin.Ratio, 1))
		}
		for _, r := range l.Rejected {
			fmt.Fprintf(&text, "  %-36s %14s\n", s.sentence("rejected", r.Entry, s.text(r.Reason)), s.money(r.Price))
		}
	}
	return text.String()
}
