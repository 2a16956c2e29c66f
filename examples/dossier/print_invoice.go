package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// printed is an invoice or a credit note for a consumer: every line with its part of the
// discounts and with VAT in it, so that what is read adds up to what is paid.
func (s *sale) printed(d invoice.Document) string {
	say := s.in(d.Language)
	var text strings.Builder
	block := func(lines ...string) {
		for _, line := range lines {
			if line != "" {
				fmt.Fprintln(&text, line)
			}
		}
		fmt.Fprintln(&text)
	}
	block(postal(d.Seller)...)
	block(postal(d.Buyer)...)
	block(say.text(d.Kind)+" "+d.Number, d.Seller.Address.City+", "+say.date(d.IssueDate), d.Note)
	var rows []i18n.LetterRow
	for _, r := range withVAT(d.Figures) {
		rows = append(rows, i18n.LetterRow{Label: r.line.Name + ", " + say.format.Quantity(r.line.Quantity, r.line.Unit), Value: say.money(r.amount)})
	}
	rows = append(rows, i18n.LetterRow{Label: say.sentence("payable_inclusive"), Value: say.money(d.Figures.Totals.Payable)})
	for _, v := range d.Figures.VAT {
		rows = append(rows, i18n.LetterRow{Label: "  " + say.sentence("of_which_vat", say.rate(v.VATGroup), say.money(v.Taxable)), Value: say.money(v.Tax)})
	}
	block(aligned(rows)...)
	if d.Kind == invoice.Invoice {
		block(say.sentence("pay_by", say.date(d.DueDate), d.Seller.IBAN.Format(), d.Payment.Format()))
	}
	block(d.Seller.VATNumber.Format(), string(d.Seller.Email))
	return strings.TrimRight(text.String(), "\n") + "\n"
}

// inclusive is a line and what it comes to with VAT.
type inclusive struct {
	line   pricing.PricedLine
	amount salesdesk.Amount
}

// withVAT are the lines with VAT: each is what the lines of its group come to with it,
// rounded, minus those before, so that they add up to the group's.
func withVAT(p pricing.Priced) []inclusive {
	places := int32(p.Currency.MinorUnits()) //nolint:gosec // 0, 2 or 3
	net, shown := make([]decimal.Decimal, len(p.VAT)), make([]decimal.Decimal, len(p.VAT))
	rows := make([]inclusive, len(p.Lines))
	for i, l := range p.Lines {
		g := slices.IndexFunc(p.VAT, func(v pricing.VATSubtotal) bool {
			return l.VAT.Category == v.Category && l.VAT.Ground == v.Ground && l.VAT.Rate.Equal(v.Rate)
		})
		net[g] = net[g].Add(l.Net.Decimal).Add(l.Share.Decimal)
		so := net[g].Mul(decimal.NewFromInt(1).Add(l.VAT.Rate.Decimal)).Round(places)
		rows[i] = inclusive{l, salesdesk.Amount{Decimal: so.Sub(shown[g])}}
		shown[g] = so
	}
	return rows
}

func postal(p salesdesk.Party) []string {
	return []string{strings.TrimSpace(p.Name + " " + p.LegalForm), p.Address.Street, p.Address.Additional, strings.TrimSpace(p.Address.Postcode + " " + p.Address.City)}
}

// aligned are rows with their values at the right, below each other.
func aligned(rows []i18n.LetterRow) []string {
	label, value := 0, 0
	for _, r := range rows {
		label, value = max(label, len([]rune(r.Label))), max(value, len([]rune(r.Value)))
	}
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = fmt.Sprintf("%-*s  %*s", label, r.Label, value, r.Value)
	}
	return lines
}
