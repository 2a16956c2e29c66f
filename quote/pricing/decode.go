package pricing

import "github.com/interne-sales/salesdesk/internal/strict"

// DecodeRequest reads a request from JSON. Fields that no request has are refused, at
// every depth; every problem has its path. What the figures mean is for Price to check.
func DecodeRequest(data []byte) (Request, error) {
	var r Request
	err := strict.Decode(data, &r)
	return r, err
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
