package ledger

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// ECSale is a line of the European sales list, in euro; credit notes are netted, and may
// bring it below zero.
type ECSale struct {
	VATNumber salesdesk.VATNumber `json:"vat_number"`
	Code      ECCode              `json:"code"`
	Amount    salesdesk.Amount    `json:"amount"`
}

// ListedCustomer is a line of the yearly listing of Belgian customers, in euro.
type ListedCustomer struct {
	VATNumber salesdesk.VATNumber `json:"vat_number"`
	Turnover  salesdesk.Amount    `json:"turnover"` // without VAT, reverse charge too
	VAT       salesdesk.Amount    `json:"vat"`
}

// supply is what a document does to a VAT group, in euro; below zero takes back.
type supply struct {
	number    salesdesk.VATNumber
	on        calendar.Date
	row       GridRow
	base, vat fixed.Dec
}

// supplies are those of the documents whose tax point is in a period.
func (b *Books) supplies(sales []Sale, period calendar.Period) ([]supply, error) {
	var problems salesdesk.Problems
	var list []supply
	for i := range sales {
		s := &sales[i]
		if !period.Contains(s.Document.Chargeable()) {
			continue
		}
		found, err := b.supplied(s)
		problems.AddAt(salesdesk.Index("sales", i), err)
		list = append(list, found...)
	}
	return list, problems.Err()
}

func (b *Books) supplied(s *Sale) ([]supply, error) {
	p, euro, err := b.draft(s)
	if err != nil {
		return nil, err
	}
	vat := p.vat()
	base := make([]posting, len(vat))
	for i, g := range s.Document.Figures.VAT {
		base[i].amount = p.side(exact.Dec(g.Taxable))
	}
	euro.convert(vat, base)
	list := make([]supply, len(vat))
	for i := range vat {
		list[i] = supply{s.Document.Buyer.VATNumber, s.Document.Chargeable(), p.rows[i], base[i].amount.Neg(), vat[i].amount.Neg()}
	}
	return list, nil
}

// ECSales is the list of what was supplied to businesses in other member states in a period, by VAT
// number and kind of supply; what nets to 0 is left out. A buyer without a VAT number is a
// problem of his document.
func (b *Books) ECSales(sales []Sale, period calendar.Period) ([]ECSale, error) {
	supplies, err := b.supplies(sales, period)
	if err != nil {
		return nil, err
	}
	type key struct {
		number salesdesk.VATNumber
		code   ECCode
	}
	var problems salesdesk.Problems
	sums := map[key]fixed.Dec{}
	for _, s := range supplies {
		if s.row.EC == "" {
			continue
		}
		if s.number.IsZero() {
			problems.Add(salesdesk.FieldError{Path: "buyer.vat_number", Rule: salesdesk.RuleRequired})
		}
		k := key{s.number, s.row.EC}
		sums[k] = sums[k].Add(s.base)
	}
	keys := sorted(sums, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.number.String(), b.number.String()), cmp.Compare(a.code, b.code))
	})
	var list []ECSale
	for _, k := range keys {
		if !sums[k].IsZero() {
			list = append(list, ECSale{VATNumber: k.number, Code: k.code, Amount: cents(sums[k], &problems)})
		}
	}
	return list, problems.Err()
}

// Listing is the yearly list of customers with a Belgian VAT number who were supplied with
// more than 250 euro without VAT in a calendar year, or gave back more than that: what the
// policy has as [ListedOver] at the end of the year, everybody where it has nothing. What is
// exempt by WBTW art. 44 does not count, from general knowledge: verify before relying on
// it. Due by 31 March.
func (b *Books) Listing(sales []Sale, year int) ([]ListedCustomer, error) {
	supplies, err := b.supplies(sales, calendar.YearOf(calendar.Date{Year: year, Month: 1, Day: 1}))
	if err != nil {
		return nil, err
	}
	over, _ := b.threshold(ListedOver, calendar.Date{Year: year, Month: 12, Day: 31})
	sums := map[salesdesk.VATNumber][2]fixed.Dec{}
	for _, s := range supplies {
		if s.row.Listed && s.number.Country() == salesdesk.Belgium {
			sum := sums[s.number]
			sums[s.number] = [2]fixed.Dec{sum[0].Add(s.base), sum[1].Add(s.vat)}
		}
	}
	var problems salesdesk.Problems
	var list []ListedCustomer
	for _, n := range sorted(sums, func(a, b salesdesk.VATNumber) int { return cmp.Compare(a.String(), b.String()) }) {
		if sum := sums[n]; sum[0].Abs().Cmp(exact.Dec(over.Amount)) > 0 {
			list = append(list, ListedCustomer{VATNumber: n, Turnover: cents(sum[0], &problems), VAT: cents(sum[1], &problems)})
		}
	}
	return list, problems.Err()
}

// sorted are the keys of a map in their order.
func sorted[K comparable, V any](m map[K]V, compare func(a, b K) int) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, compare)
	return keys
}
