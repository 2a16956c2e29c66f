package invoice

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// statesEuro reports whether VAT must stand in euro too: a Belgian seller charges some in
// another currency (KB 1 art. 5).
func (d Document) statesEuro() bool {
	return d.Figures.Currency != salesdesk.EUR && d.Seller.Address.Country == salesdesk.Belgium && !d.Figures.Totals.Tax.IsZero()
}

// EuroTax is the VAT in euro (BT-111), rounded to the cent, at the rate of the header, or
// else that of the figures. Without a rate from euro it is a [salesdesk.FieldError].
func (d Document) EuroTax() (salesdesk.Money, error) {
	if d.Figures.Currency == salesdesk.EUR {
		return salesdesk.Money{Amount: d.Figures.Totals.Tax, Currency: salesdesk.EUR}, nil
	}
	rate := d.rate()
	if rate == nil || rate.From != salesdesk.EUR || !rate.Rate.IsPositive() || rate.Per.IsNegative() {
		return salesdesk.Money{}, salesdesk.FieldError{Path: "exchange", Rule: salesdesk.RuleRequired}
	}
	per := fixed.FromDecimal(rate.Per.Decimal)
	if per.IsZero() {
		per = fixed.FromInt(1, 0)
	}
	tax := fixed.FromDecimal(d.Figures.Totals.Tax.Decimal).MulDivRound(per, fixed.FromDecimal(rate.Rate.Decimal), 2, fixed.HalfAwayFromZero)
	amount, err := salesdesk.AmountOf(tax)
	return salesdesk.Money{Amount: amount, Currency: salesdesk.EUR}, salesdesk.At("exchange.rate", err)
}

func (d Document) rate() *pricing.Exchange {
	if d.Exchange != nil {
		return d.Exchange
	}
	return d.Figures.Exchange
}
