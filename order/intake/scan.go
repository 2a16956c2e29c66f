package intake

import (
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// MaxFields bounds the fields of one document.
const MaxFields = 200_000

// Scan is a document of which the fields were read with a confidence each. [Scan.Read] is
// the order as far as it could be read, and what somebody must look at; [Scan.Settle] is
// what he saw; [Scan.Order] is the order once nothing is doubtful.
type Scan struct {
	Document  string           `json:"document,omitempty"` // which one: a file, a mail
	Threshold salesdesk.Amount `json:"threshold,omitzero"` // a ratio: what is read with less is doubtful
	Fields    []Field          `json:"fields" validate:"max=200000"`
}

// Field is one field that was read from a document, with how sure the reading is.
type Field struct {
	Path       string           `json:"path"` // as in the JSON of a [PurchaseOrder]: "number", "lines[0].quantity"
	Value      string           `json:"value"`
	Confidence salesdesk.Amount `json:"confidence"` // a ratio, 1 is certain
}

// Doubt is why somebody must look at a field.
type Doubt string

// The doubts.
const (
	DoubtUnsure     Doubt = "unsure"     // read with too little confidence
	DoubtUnreadable Doubt = "unreadable" // no date, no number, or one that can be read in two ways
	DoubtUnknown    Doubt = "unknown"    // an order has no such field
)

// MessageID names the doubt's text.
func (d Doubt) MessageID() string { return "purchase.doubt." + string(d) }

// Review is a field for the review queue. An unsure field stands in the order as it was
// read; one that is unreadable or unknown does not.
type Review struct {
	Field
	Doubt Doubt `json:"doubt"`
}

// ReviewsError is an order asked of a document of which fields are doubtful.
type ReviewsError struct{ Fields int }

func (e ReviewsError) Error() string { return strconv.Itoa(e.Fields) + " fields are doubtful" }

// MessageID names the text.
func (ReviewsError) MessageID() string { return "purchase.reviews" }

// PluralCount is how many are doubtful.
func (e ReviewsError) PluralCount() int64 { return int64(e.Fields) }

// DecodeScan reads a document from JSON and names every problem of it, of what is read
// and, where all can be read, of what Check finds.
func DecodeScan(data []byte) (Scan, error) {
	var s Scan
	if err := size(len(data)); err != nil {
		return Scan{}, err
	}
	if err := strict.Decode(data, &s); err != nil {
		return Scan{}, err
	}
	if err := s.Check(); err != nil {
		return Scan{}, err
	}
	return s, nil
}

// Check is every problem of the document by itself: a field without a path or twice, a
// confidence that is no ratio, too many fields; after [MaxProblems] it looks no further.
func (s Scan) Check() error {
	if len(s.Fields) > MaxFields {
		return salesdesk.FieldError{Path: "fields", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxFields)}
	}
	var p salesdesk.Problems
	p.AddAt("threshold", ratio(s.Threshold))
	seen := make(map[string]bool, len(s.Fields))
	for i, f := range s.Fields {
		if len(p) >= MaxProblems {
			break
		}
		path := salesdesk.Index("fields", i)
		switch {
		case f.Path == "":
			p.Add(salesdesk.FieldError{Path: path + ".path", Rule: salesdesk.RuleRequired})
		case seen[f.Path]:
			p.Add(salesdesk.FieldError{Path: path + ".path", Rule: salesdesk.RuleDuplicate, Param: f.Path})
		}
		seen[f.Path] = true
		p.AddAt(path+".confidence", ratio(f.Confidence))
	}
	return p.Err()
}

func ratio(a salesdesk.Amount) error {
	switch err := a.Check(); {
	case err != nil:
		return err
	case a.IsNegative():
		return salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
	case a.GreaterThan(salesdesk.MustAmount("1").Decimal):
		return salesdesk.FieldError{Rule: salesdesk.RuleMax, Param: "1"}
	default:
		return nil
	}
}

// Read is the order as far as it could be read, and the fields that are below the
// threshold or cannot be taken, in their order. The VAT rate and numbers are as people
// write them: "21 %", "1.234,50".
func (s Scan) Read() (PurchaseOrder, []Review, error) {
	if err := s.Check(); err != nil {
		return PurchaseOrder{}, nil, err
	}
	var d draft
	for _, f := range s.Fields {
		d.marks.See(unsigned(f.Value))
	}
	var queue []Review
	for _, f := range s.Fields {
		switch doubt := d.take(f.Path, f.Value); {
		case doubt != "":
			queue = append(queue, Review{f, doubt})
		case f.Confidence.LessThan(s.Threshold.Decimal):
			queue = append(queue, Review{f, DoubtUnsure})
		}
	}
	return d.PurchaseOrder, queue, nil
}

// Settle is the document after somebody looked at a field: what it says, certain from now
// on, or nothing where it is no field of the order. A field that was not read is added. What
// cannot be read is a problem, and nothing changes.
func (s Scan) Settle(path, value string) (Scan, error) {
	at := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Path == path })
	next := s
	next.Fields = slices.Clone(s.Fields)
	switch {
	case value == "" && at >= 0:
		next.Fields = slices.Delete(next.Fields, at, at+1)
		return next, nil
	case at < 0:
		at, next.Fields = len(next.Fields), append(next.Fields, Field{Path: path})
	}
	next.Fields[at].Value, next.Fields[at].Confidence = value, salesdesk.MustAmount("1")
	_, queue, err := next.Read()
	if err != nil {
		return s, err
	}
	for _, r := range queue {
		if r.Path == path {
			return s, salesdesk.FieldError{Path: path, Rule: r.Doubt.rule(), Param: value}
		}
	}
	return next, nil
}

// rule is the one that a value breaks which nobody can take.
func (d Doubt) rule() salesdesk.Rule {
	if d == DoubtUnknown {
		return salesdesk.RuleUnknown
	}
	return salesdesk.RuleFormat
}

// Order is the order of a document of which nothing is doubtful any more, else a
// [ReviewsError]; it is checked like one that was read in any other way.
func (s Scan) Order() (PurchaseOrder, error) {
	po, queue, err := s.Read()
	switch {
	case err != nil:
		return PurchaseOrder{}, err
	case len(queue) > 0:
		return PurchaseOrder{}, ReviewsError{Fields: len(queue)}
	default:
		return po.settled()
	}
}
