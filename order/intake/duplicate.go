package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Received is an order that came in earlier, as it is remembered.
type Received struct {
	ID       string        `json:"id"`       // ours
	Customer string        `json:"customer"` // ours
	Number   string        `json:"number"`   // the customer's
	Digest   string        `json:"digest"`
	On       calendar.Date `json:"on"`
}

// DuplicateError is an order that is there already. Same says that its number is the same;
// else it is its content, within the days looked at.
type DuplicateError struct {
	Earlier Received
	Same    bool
}

func (e DuplicateError) Error() string {
	if e.Same {
		return fmt.Sprintf("order %s came in on %s", e.Earlier.Number, e.Earlier.On)
	}
	return fmt.Sprintf("the same content as order %s of %s", e.Earlier.Number, e.Earlier.On)
}

// MessageID names the text.
func (e DuplicateError) MessageID() string { return "purchase.duplicate" }

// Digest is the SHA-256 of what is ordered: articles, quantities, prices, delivery. The
// number, the date and what was typed beside them are no part of it.
func (po PurchaseOrder) Digest() (string, error) {
	lines := make([]Line, len(po.Lines))
	for i, l := range po.Lines {
		l.ID, l.Note, l.Name = "", "", l.named()
		l.Quantity, l.BaseQuantity = plainAmount(l.Quantity), plainAmount(l.BaseQuantity)
		l.Price, l.Net, l.VATRate = plainOf(l.Price), plainOf(l.Net), plainOf(l.VATRate)
		l.Adjustments = plainAdjustments(l.Adjustments)
		lines[i] = l
	}
	data, err := json.Marshal(PurchaseOrder{Currency: po.Currency, Requested: po.Requested, DeliverAt: po.DeliverAt, DeliverTo: po.DeliverTo, Lines: lines, Adjustments: plainAdjustments(po.Adjustments)})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// named is the name of an article that has no number; beside a number it says nothing.
func (l *Line) named() string {
	if l.SellersID != "" || l.BuyersID != "" || l.GTIN != "" {
		return ""
	}
	return compact(l.Name)
}

// plainAmount is an amount without the zeros behind: 10.0 is 10.
func plainAmount(a salesdesk.Amount) salesdesk.Amount {
	for places := int32(0); places <= salesdesk.MaxAmountExponent; places++ {
		if cut := a.Truncate(places); cut.Equal(a.Decimal) {
			return salesdesk.Amount{Decimal: cut}
		}
	}
	return a
}

func plainOf(a *salesdesk.Amount) *salesdesk.Amount {
	if a == nil {
		return nil
	}
	plain := plainAmount(*a)
	return &plain
}

func plainAdjustments(list []Adjustment) []Adjustment {
	plain := slices.Clone(list)
	for i := range plain {
		plain[i].Amount = plainAmount(plain[i].Amount)
	}
	return plain
}

// Duplicate looks for an order among those of the same customer that came in earlier: by
// its number without case, spaces and marks, whenever that was; else by its content, where
// it is at most so many days old. The first is a [DuplicateError]; nil is none.
func Duplicate(po PurchaseOrder, customer string, on calendar.Date, earlier []Received, days int) error {
	digest, err := po.Digest()
	if err != nil {
		return err
	}
	for _, r := range earlier {
		if r.Customer == customer && sameText(r.Number, po.Number) {
			return DuplicateError{Earlier: r, Same: true}
		}
	}
	for _, r := range earlier {
		if r.Customer == customer && r.Digest == digest && !r.On.AddDays(days).Before(on) {
			return DuplicateError{Earlier: r}
		}
	}
	return nil
}
