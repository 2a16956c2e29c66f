package kpi

import (
	"math/big"

	"github.com/interne-sales/salesdesk"
)

// Bridge is why turnover changed. The parts add up to Change exactly: Mix takes the
// last digit that rounding leaves.
type Bridge struct {
	From   salesdesk.Amount `json:"from"`
	To     salesdesk.Amount `json:"to"`
	Change salesdesk.Amount `json:"change"`
	Volume salesdesk.Amount `json:"volume"` // more or less in all, at the old average price
	Mix    salesdesk.Amount `json:"mix"`    // other items than before, at their old prices
	Price  salesdesk.Amount `json:"price"`  // other prices, for the new quantities
	New    salesdesk.Amount `json:"new"`    // items that were not sold before
	Lost   salesdesk.Amount `json:"lost"`   // items that are not sold any more; 0 or below
}

// Item is what was sold of one thing in both periods.
type Item struct {
	ID                  string
	OldQuantity, OldNet salesdesk.Amount
	NewQuantity, NewNet salesdesk.Amount
}

// NewBridge is the bridge over items, to so many places. An item without a quantity
// in one of the periods has no price in it: what it brought is new or lost. Parts that do
// not pass the gate of amounts are [salesdesk.RangeError], each at its name in JSON.
func NewBridge(items []Item, places int) (Bridge, error) {
	var old, now, oldQuantity, newQuantity, atOldPrices, fresh, lost, from, to big.Rat
	for _, i := range items {
		from.Add(&from, i.OldNet.Rat())
		to.Add(&to, i.NewNet.Rat())
		switch {
		case i.OldQuantity.IsZero():
			fresh.Add(&fresh, i.NewNet.Rat())
			lost.Sub(&lost, i.OldNet.Rat())
		case i.NewQuantity.IsZero():
			fresh.Add(&fresh, i.NewNet.Rat())
			lost.Sub(&lost, i.OldNet.Rat())
		default:
			old.Add(&old, i.OldNet.Rat())
			now.Add(&now, i.NewNet.Rat())
			oldQuantity.Add(&oldQuantity, i.OldQuantity.Rat())
			newQuantity.Add(&newQuantity, i.NewQuantity.Rat())
			price := new(big.Rat).Quo(i.OldNet.Rat(), i.OldQuantity.Rat())
			atOldPrices.Add(&atOldPrices, price.Mul(price, i.NewQuantity.Rat()))
		}
	}
	var volume, price big.Rat
	price.Sub(&now, &atOldPrices)
	if oldQuantity.Sign() != 0 {
		volume.Sub(&newQuantity, &oldQuantity)
		volume.Mul(&volume, new(big.Rat).Quo(&old, &oldQuantity))
	}
	var b Bridge
	var problems salesdesk.Problems
	for _, part := range []struct {
		path  string
		into  *salesdesk.Amount
		exact *big.Rat
	}{
		{"from", &b.From, &from},
		{"to", &b.To, &to},
		{"volume", &b.Volume, &volume},
		{"price", &b.Price, &price},
		{"new", &b.New, &fresh},
		{"lost", &b.Lost, &lost},
	} {
		a, err := amountOf(part.exact, places)
		problems.AddAt(part.path, err)
		*part.into = a
	}
	b.Change.Decimal = b.To.Sub(b.From.Decimal)
	b.Mix.Decimal = b.Change.Sub(b.Volume.Decimal).Sub(b.Price.Decimal).Sub(b.New.Decimal).Sub(b.Lost.Decimal)
	problems.AddAt("change", b.Change.Check())
	problems.AddAt("mix", b.Mix.Check())
	return b, problems.Err()
}
