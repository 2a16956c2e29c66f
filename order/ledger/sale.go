package ledger

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Cause is why a credit note was made.
type Cause string

// The causes. Empty is Returned.
const (
	Returned Cause = "returned" // goods came back, or the invoice was wrong: it reverses the sale
	Rebated  Cause = "rebated"  // a discount granted after the invoice: 708
)

// MessageID names the cause's text.
func (c Cause) MessageID() string { return "ledger.cause." + string(c) }

// Sale is a document to be posted.
type Sale struct {
	Document invoice.Document `json:"document"`
	Cause    Cause            `json:"cause,omitempty"` // of a credit note only
	// Customer is the number of the accounts; empty is the buyer's ID, else his VAT number,
	// enterprise number or name.
	Customer string `json:"customer,omitempty"`
}

func (s *Sale) customer() string {
	buyer := &s.Document.Buyer
	return cmp.Or(s.Customer, buyer.ID, buyer.VATNumber.String(), buyer.EnterpriseNumber.String(), buyer.Name)
}

// check names what keeps the sale from being posted.
func (s *Sale) check() error {
	var problems salesdesk.Problems
	switch s.Cause {
	case "", Returned, Rebated:
		if s.Cause != "" && s.Document.Kind != invoice.CreditNote {
			problems.Add(salesdesk.FieldError{Path: "cause", Rule: salesdesk.RuleExcluded, Param: "document.kind"})
		}
	default:
		problems.Add(salesdesk.FieldError{Path: "cause", Rule: salesdesk.RuleOneOf, Param: "rebated, returned"})
	}
	switch s.Document.Kind {
	case invoice.Invoice, invoice.CreditNote, invoice.DebitNote, invoice.Prepayment:
	default:
		problems.Add(salesdesk.FieldError{Path: "document.kind", Rule: salesdesk.RuleOneOf, Param: "380, 381, 383, 386"})
	}
	if len(s.Document.Figures.Lines) > MaxRows {
		problems.Add(salesdesk.FieldError{Path: "document.figures.lines", Rule: salesdesk.RuleLength, Param: "100000"})
	} else {
		problems.AddAt("document.figures", pricing.Verify(s.Document.Figures))
		s.checkGroups(&problems)
	}
	return problems.Err()
}

// checkGroups asks that everything is in a VAT group that has a subtotal.
func (s *Sale) checkGroups(problems *salesdesk.Problems) {
	f := &s.Document.Figures
	for i, l := range f.Lines {
		if groupOf(f, l.VAT) < 0 {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("document.figures.lines", i) + ".vat", Rule: salesdesk.RuleReference, Param: string(l.VAT.Category)})
		}
	}
	for i, a := range f.Adjustments {
		if groupOf(f, a.VAT) < 0 {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("document.figures.adjustments", i) + ".vat", Rule: salesdesk.RuleReference, Param: string(a.VAT.Category)})
		}
	}
}

// Sale is the entry of a document: the debtors first, then what was sold, then VAT. A VAT
// group without a row in the grids is a [GridError], a document in another currency
// without a rate from euro a problem of its exchange.
func (b *Books) Sale(s Sale) (Entry, error) {
	p, euro, err := b.draft(&s)
	if err != nil {
		return Entry{}, err
	}
	var problems salesdesk.Problems
	vat, revenue, debtors := p.vat(), p.revenue(&problems), p.debtors()
	if err := problems.Err(); err != nil {
		return Entry{}, err
	}
	euro.convert(vat, revenue, debtors)
	d := &s.Document
	e := Entry{Journal: Sales, Date: d.IssueDate, TaxPoint: d.Chargeable(), Document: d.Number, Customer: s.customer(), Reference: d.Payment}
	return e.written(slices.Concat(debtors, revenue, vat))
}

// draft is a sale that is being posted.
type draft struct {
	books *Books
	sale  *Sale
	rows  []GridRow // of the VAT groups
}

// draft checks a sale and finds its rows and its rate.
func (b *Books) draft(s *Sale) (draft, rate, error) {
	var problems salesdesk.Problems
	problems.Add(s.check())
	d := &s.Document
	euro, err := rateOf(d)
	problems.AddAt("document", err)
	if err := problems.Err(); err != nil {
		return draft{}, rate{}, err
	}
	p := draft{books: b, sale: s, rows: make([]GridRow, len(d.Figures.VAT))}
	for i, g := range d.Figures.VAT {
		p.rows[i], err = b.row(g.VATGroup, d.Chargeable())
		problems.AddAt(salesdesk.Index("document.figures.vat", i), err)
	}
	if err := problems.Err(); err != nil {
		return draft{}, rate{}, err
	}
	return p, euro, nil
}

// side is an amount that an invoice credits.
func (p *draft) side(amount fixed.Dec) fixed.Dec {
	if p.sale.Document.Kind == invoice.CreditNote {
		return amount
	}
	return amount.Neg()
}

// posting is an amount of a VAT group, with the grid of its base or of its VAT.
func (p *draft) posting(group int, account string, amount fixed.Dec, vat bool) posting {
	below := p.sale.Document.Figures.VAT[group].Taxable.IsNegative()
	base, due := p.rows[group].grids((p.sale.Document.Kind == invoice.CreditNote) != below)
	if vat {
		base = due
	}
	return posting{account: account, amount: p.side(amount), code: p.rows[group].Code, grid: base}
}

func (p *draft) vat() []posting {
	var list []posting
	for i, g := range p.sale.Document.Figures.VAT {
		list = append(list, p.posting(i, p.books.accounts.VAT, exact.Dec(g.Tax), true))
	}
	return list
}

// debtors are what is payable, by the day it is, what was paid before, and the rounding.
func (p *draft) debtors() []posting {
	d, accounts := &p.sale.Document, &p.books.accounts
	var list []posting
	for _, i := range d.Instalments {
		list = append(list, posting{account: accounts.Debtors, amount: p.side(exact.Dec(i.Amount)).Neg(), due: i.Due})
	}
	if len(list) == 0 {
		list = append(list, posting{account: accounts.Debtors, amount: p.side(exact.Dec(d.Figures.Totals.Payable)).Neg(), due: d.DueDate})
	}
	rounding := posting{account: accounts.Difference, amount: p.side(exact.Dec(d.Figures.Totals.Rounding))}
	if rounding.amount.Sign() < 0 {
		rounding.account = accounts.DifferenceGain
	}
	return append(list, posting{account: accounts.Advances, amount: p.side(exact.Dec(d.Figures.Totals.Prepaid)).Neg()}, rounding)
}

// share is what an account gets of a VAT group.
type share struct {
	account string
	group   int
	amount  fixed.Dec
}

// revenue are the amounts without VAT, by account and VAT group in the order of both.
func (p *draft) revenue(problems *salesdesk.Problems) []posting {
	var shares []share
	f := &p.sale.Document.Figures
	for _, l := range f.Lines {
		shares = put(shares, share{p.accountOf(l), p.group(l.VAT), exact.Dec(l.Net)})
	}
	for _, a := range f.Adjustments {
		shares = p.adjust(shares, a, problems)
	}
	var list []posting
	for _, s := range shares {
		list = append(list, p.posting(s.group, s.account, s.amount, false))
	}
	return list
}

func (p *draft) accountOf(l pricing.PricedLine) string {
	if p.sale.Document.Kind == invoice.Prepayment || invoice.IsAdvance(l.ID) {
		return p.books.accounts.Advances
	}
	if p.sale.Cause == Rebated {
		return p.books.accounts.Discounts
	}
	account, _ := p.books.named(p.books.class(l.SKU), l.VAT)
	return account
}

// adjust posts an allowance or a charge of the whole document. An allowance that no row
// names an account for lowers those of its VAT group; but the two sides of a cash discount
// stand on one account, where they cancel out.
func (p *draft) adjust(shares []share, a pricing.Adjusted, problems *salesdesk.Problems) []share {
	amount, group := exact.Dec(a.Amount), p.group(a.VAT)
	account, named := p.books.named(string(a.Reason), a.VAT)
	if !a.Charge {
		amount = amount.Neg()
	}
	if p.sale.Cause == Rebated {
		account, named = p.books.accounts.Discounts, true
	}
	if named || a.Charge || (a.ID == cashDiscount && p.sale.Document.Figures.CashDiscount != nil) {
		return put(shares, share{account, group, amount})
	}
	return spread(shares, share{account, group, amount}, p.places(), problems)
}

// cashDiscount is the id of its allowances: see [pricing.PricedCashDiscount].
const cashDiscount = "cash_discount"

func (p *draft) places() int { return p.sale.Document.Figures.Currency.MinorUnits() }

func (p *draft) group(g pricing.VATGroup) int { return groupOf(&p.sale.Document.Figures, g) }

// groupOf is the place of a VAT group among the subtotals, -1 where it is not there.
func groupOf(f *pricing.Priced, g pricing.VATGroup) int {
	return slices.IndexFunc(f.VAT, func(v pricing.VATSubtotal) bool {
		return v.Category == g.Category && v.Ground == g.Ground && v.Rate.Equal(g.Rate)
	})
}

// put adds to the share of an account; shares stand by account, then group.
func put(shares []share, s share) []share {
	i, found := slices.BinarySearchFunc(shares, s, func(a, b share) int {
		return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.group, b.group))
	})
	if found {
		shares[i].amount = shares[i].amount.Add(s.amount)
		return shares
	}
	return slices.Insert(shares, i, s)
}

// spread takes an allowance off the shares of its group that are above zero, by largest
// remainder; where none is, it stands on its own account.
func spread(shares []share, off share, places int, problems *salesdesk.Problems) []share {
	weights := make([]fixed.Dec, len(shares))
	var sum fixed.Dec
	for i, s := range shares {
		if s.group == off.group && s.amount.Sign() > 0 {
			weights[i], sum = s.amount, sum.Add(s.amount)
		}
	}
	if sum.IsZero() {
		return put(shares, off)
	}
	parts, err := fixed.Allocate(off.amount, weights, places, nil)
	if err != nil {
		problems.Add(err)
		return shares
	}
	for i := range parts {
		shares[i].amount = shares[i].amount.Add(parts[i])
	}
	return shares
}
