package paper

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Width is the columns of a page: A4 in a typewriter face of nine points. A table that
// needs more takes more.
const Width = 96

// Options are what a printed quote says beside the quote.
type Options struct {
	quote.Header
	Arguments     []string           // why this offer: the caller's words, in the language of the document
	Changes       []quote.Difference // since the last revision; those that are internal are not printed
	Schedule      pricing.Schedule   // what is due when, of [pricing.Pricer.Schedule]; the zero value prints none
	InLiquidation bool               // the seller is being wound up, and has to say so (art. 2:20)
}

// Quote is the latest revision of a quote as the customer reads it, after
// [quote.Header.Check]. A language the catalogue does not speak is an
// [i18n.UnknownLanguageError].
func Quote(c *i18n.Catalog, lang salesdesk.Language, q quote.Quote, o Options) (string, error) {
	p, err := newPage(c, lang)
	if err != nil {
		return "", err
	}
	if err := o.Check(q); err != nil {
		return "", err
	}
	revision := q.Latest()
	printed := printer{
		page: p, Options: o, quote: q, revision: revision, conditions: revision.Content.Conditions,
		priced: &revision.Content.Priced, statutory: o.Statutory(q.Seller), payable: labelPayable,
	}
	printed.print()
	return p.text(), p.err
}

// Terms are the conditions of the latest revision as sentences, and last what is still to
// be agreed.
func Terms(c *i18n.Catalog, lang salesdesk.Language, q quote.Quote) ([]string, error) {
	p, err := newPage(c, lang)
	if err != nil {
		return nil, err
	}
	revision := q.Latest()
	printed := printer{page: p, quote: q, revision: revision, conditions: revision.Content.Conditions, priced: &revision.Content.Priced}
	return append(printed.terms(), printed.openLines()...), p.err
}

// printer writes a quote on a page.
type printer struct {
	*page
	Options
	quote      quote.Quote
	revision   quote.Revision
	conditions quote.Conditions
	priced     *pricing.Priced
	statutory  salesdesk.Language
	payable    label // what the last total is called
}

func (p *printer) print() {
	p.letterhead()
	p.changes()
	p.list(labelArguments, p.Arguments)
	p.lines()
	p.options()
	p.open()
	p.adjustments()
	p.vat()
	p.totals()
	p.schedule()
	p.list(labelConditions, p.terms())
	p.paragraphs(p.Note, p.conditions.Text)
	p.acceptance()
	p.particulars()
}

func (p *printer) changes() {
	var changes []string
	for _, d := range p.Changes {
		if !d.Internal() {
			changes = append(changes, p.say(d))
		}
	}
	p.list(labelChanges, changes)
}

// money is an amount of the document.
func (p *printer) money(a salesdesk.Amount) string { return p.format.Money(p.sum(a)) }

func (p *printer) sum(a salesdesk.Amount) salesdesk.Money {
	return salesdesk.Money{Amount: a, Currency: p.priced.Currency}
}
