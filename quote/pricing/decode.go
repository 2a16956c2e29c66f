package pricing

import "github.com/interne-sales/salesdesk/internal/strict"

// DecodeRequest reads a request from JSON. Fields that no request has are refused, at
// every depth; every problem has its path. What the figures mean is for Price to check.
func DecodeRequest(data []byte) (Request, error) {
	var r Request
	err := strict.Decode(data, &r)
	return r, err
}

// PriceJSON is [DecodeRequest] and [Pricer.Price] in one, so that what cannot be read hides
// nothing: the rest of the request is priced all the same, and its problems stand behind
// those of reading, but for what is at, below or above a place that could not be read.
func (p *Pricer) PriceJSON(data []byte) (Priced, error) {
	req, unread := strict.Partly[Request](data)
	if unread == nil {
		return p.Price(req)
	}
	_, err := p.Price(req)
	return Priced{}, strict.Beside(unread, err)
}

// DecodeBook is DecodeRequest for a price book; Compile checks what it means.
func DecodeBook(data []byte) (Book, error) {
	var b Book
	err := strict.Decode(data, &b)
	return b, err
}

// DecodePriced is DecodeRequest for a priced document; Verify checks its arithmetic.
func DecodePriced(data []byte) (Priced, error) {
	var p Priced
	err := strict.Decode(data, &p)
	return p, err
}
