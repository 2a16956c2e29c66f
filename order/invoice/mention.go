package invoice

import (
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// CreditMention is what a credit note to a VAT payer says in a language, from a day on.
type CreditMention struct {
	Language salesdesk.Language `json:"language"`
	From     calendar.Date      `json:"from,omitzero"` // zero is always
	Text     string             `json:"text"`
	Source   string             `json:"source"`
}

// BelgianCreditMentions are the words of Belgian law, from general knowledge: verify
// before relying on them. English has no legal force.
func BelgianCreditMentions() []CreditMention {
	const art4 = "KB 4 art. 4"
	return []CreditMention{
		{Language: salesdesk.Dutch, Text: "Btw terug te storten aan de Staat in de mate waarin ze oorspronkelijk in aftrek werd gebracht", Source: art4},
		{Language: salesdesk.French, Text: "TVA à reverser à l'État dans la mesure où elle a été initialement déduite", Source: art4},
		{Language: salesdesk.English, Text: "VAT to be paid back to the State in so far as it was originally deducted", Source: art4},
	}
}

// CreditMention is what the document must say where it gives VAT back to a buyer with a
// VAT number: the text of its statutory language on the day of issue, else the Dutch one; empty
// where nothing must be said. [Header.CreditMentions] go before the Belgian ones.
func (d Document) CreditMention() string {
	if d.Kind != CreditNote || d.Buyer.VATNumber.IsZero() || !d.Figures.Totals.Tax.IsPositive() {
		return ""
	}
	table := d.CreditMentions
	if len(table) == 0 {
		table = BelgianCreditMentions()
	}
	for _, language := range []salesdesk.Language{d.Statutory(), salesdesk.Dutch} {
		var found CreditMention
		for _, m := range table {
			if m.Language == language && !m.From.After(d.IssueDate) && !m.From.Before(found.From) {
				found = m
			}
		}
		if found.Text != "" {
			return found.Text
		}
	}
	return ""
}

// Mention is the text of a ground in the language of [Header.Statutory], on the day of issue (BT-120).
func (h Header) Mention(g pricing.Ground) string {
	table := h.Mentions
	if len(table) == 0 {
		table = pricing.BelgianMentions()
	}
	return pricing.MentionOn(table, g, h.Statutory(), h.IssueDate)
}

// note is the document's own note and what it must say beside its VAT groups (BT-22).
func (d Document) note() string {
	texts := []string{d.Note}
	for _, g := range d.Figures.Mentions {
		texts = append(texts, d.Mention(g))
	}
	return joined(append(texts, d.CreditMention()))
}

// joined are the texts that say something, one a line: Peppol takes one note (R002).
func joined(texts []string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), "\n")
}
