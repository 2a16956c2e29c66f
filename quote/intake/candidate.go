package intake

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// Method is how an article was found.
type Method string

// The methods, the strongest first.
const (
	ByOwnNumber Method = "own_number" // the customer's own
	BySKU       Method = "sku"
	ByGTIN      Method = "gtin"
	BySynonym   Method = "synonym" // a name or synonym, word for word
	ByText      Method = "text"
	ByHand      Method = "hand" // somebody settled it
)

// MessageID names the method's text.
func (m Method) MessageID() string { return "intake.method." + string(m) }

// rank orders the methods of keys, the strongest first.
func (m Method) rank() int {
	return slices.Index([]Method{ByOwnNumber, BySKU, ByGTIN, BySynonym, ByText, ByHand}, m)
}

// Confidence is how sure a match is, exactly: Part of Whole. A key is 1 of 1.
type Confidence struct {
	Part  int64 `json:"part"`
	Whole int64 `json:"whole"`
}

// Compare is -1, 0 or 1 as c is less than, equal to or more than d.
func (c Confidence) Compare(d Confidence) int { return cmp.Compare(c.Part*d.Whole, d.Part*c.Whole) }

// Ratio is c to four places, half away from zero, to be shown. No confidence at all is 0.
func (c Confidence) Ratio() salesdesk.Amount {
	d := fixed.FromInt(c.Part, 0).DivRound(fixed.FromInt(max(1, c.Whole), 0), 4, fixed.HalfAwayFromZero)
	a, _ := exact.Amount(d) // between 0 and 1
	return a
}

// reduced is c in its lowest terms.
func (c Confidence) reduced() Confidence {
	a, b := c.Part, c.Whole
	for b != 0 {
		a, b = b, a%b
	}
	return Confidence{c.Part / max(1, a), c.Whole / max(1, a)}
}

// over is by how much c is more than d, exactly times both wholes, beside that product.
func (c Confidence) over(d Confidence) (difference, whole fixed.Dec) {
	return fixed.FromInt(c.Part*d.Whole-d.Part*c.Whole, 0), fixed.FromInt(c.Whole*d.Whole, 0)
}

// Candidate is an article that a line may mean, and why.
type Candidate struct {
	SKU        string     `json:"sku"`
	Method     Method     `json:"method"`
	Confidence Confidence `json:"confidence"`
	Key        string     `json:"key,omitempty"`      // the number or the text it was found by
	Matched    []string   `json:"matched,omitempty"`  // words of the request that the article has
	Missing    []string   `json:"missing,omitempty"`  // words of the request that it does not have
	Replaces   string     `json:"replaces,omitempty"` // the article asked for, where this one is its successor

	article int32
}

// contradicted reports whether a number or a measure was asked that the article lacks.
func (c *Candidate) contradicted() bool {
	for _, word := range c.Missing {
		if hasDigit(word) {
			return true
		}
	}
	return false
}

func certainty() Confidence { return Confidence{1, 1} }
