package ledger

import (
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order/invoice"
)

// CheckNumbers asks of the sales journal that every document is of a series, and every
// series unbroken (KB 1 art. 5): see [invoice.Series.Check]. A document is of the series with
// the longest prefix that its number begins with.
func CheckNumbers(series []invoice.Series, sales []Sale) error {
	var problems salesdesk.Problems
	issued := make([][]invoice.Issued, len(series))
	for i := range sales {
		d := &sales[i].Document
		best := -1
		for j, s := range series {
			if strings.HasPrefix(d.Number, s.Prefix) && (best < 0 || len(s.Prefix) > len(series[best].Prefix)) {
				best = j
			}
		}
		if best < 0 {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("sales", i) + ".document.number", Rule: salesdesk.RuleReference, Param: d.Number})
			continue
		}
		issued[best] = append(issued[best], invoice.Issued{Number: d.Number, Date: d.IssueDate})
	}
	for j, s := range series {
		problems.AddAt(salesdesk.Index("series", j), s.Check(issued[j]))
	}
	return problems.Err()
}
