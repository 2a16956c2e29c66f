package quote

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Content is what a revision offers: what was asked, what it costs and why, and on
// which conditions. It never changes; another content is another revision.
type Content struct {
	Request     pricing.Request     `json:"request"`
	Priced      pricing.Priced      `json:"priced"`
	Explanation pricing.Explanation `json:"explanation"`
	Conditions  Conditions          `json:"conditions"`
}

// Conditions are what is offered besides goods and price.
type Conditions struct {
	PaymentDays       int                `json:"payment_days,omitempty"` // after receipt of the invoice
	DeliveryPlace     string             `json:"delivery_place,omitempty"`
	Incoterm          string             `json:"incoterm,omitempty"` // Incoterms 2020, such as DAP
	Promises          []Promise          `json:"promises,omitempty"`
	InParts           bool               `json:"in_parts,omitempty"`           // may be accepted in part and called off
	WithoutEngagement bool               `json:"without_engagement,omitempty"` // an invitation, not an offer: may be withdrawn after it was sent
	Text              string             `json:"text,omitempty"`
	Language          salesdesk.Language `json:"language,omitempty"`
}

// Price prices a request and keeps the explanation with it, since the price book
// may be gone when somebody asks.
func Price(p *pricing.Pricer, r pricing.Request, c Conditions) (Content, error) {
	explanation, err := p.Explain(r)
	if err != nil {
		return Content{}, err
	}
	return Content{Request: r, Priced: explanation.Priced, Explanation: explanation, Conditions: c}, nil
}

// Digest is the SHA-256 of the content, in hexadecimal: the same content has the
// same digest on every machine. The digits of amounts are content: 1.10 is not 1.1.
func (c Content) Digest() (string, error) {
	data, err := json.Marshal(c)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// quantity is what the content offers of a line.
func (c Content) quantity(line string) (salesdesk.Amount, bool) {
	for i := range c.Priced.Lines {
		if c.Priced.Lines[i].ID == line {
			return c.Priced.Lines[i].Quantity, true
		}
	}
	return salesdesk.Amount{}, false
}
