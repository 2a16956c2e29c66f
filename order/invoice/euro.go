package invoice

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/ubl/figures"
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
	return figures.Of{Priced: d.Figures}.InEuro(d.rate())
}

func (d Document) rate() *pricing.Exchange {
	if d.Exchange != nil {
		return d.Exchange
	}
	return d.Figures.Exchange
}
