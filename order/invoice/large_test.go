package invoice_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// long is n lines of 10 pieces at 12.50.
func long(t require.TestingT, n int) pricing.Priced {
	lines := make([]pricing.Line, n)
	for i := range lines {
		lines[i] = line(fmt.Sprint(i+1), "10", "12.50", "0.21")
	}
	return priced(t, "10.00", lines...)
}

func each(p pricing.Priced, quantity string) []invoice.Quantity {
	quantities := all(p)
	for i := range quantities {
		quantities[i].Quantity = amount(quantity)
	}
	return quantities
}

// detailed is a header with something to say of every line.
func detailed(p pricing.Priced) invoice.Header {
	h := header()
	for _, l := range p.Lines {
		h.Lines = append(h.Lines, invoice.LineDetail{Line: l.ID, OrderLine: "PO-" + l.ID})
	}
	return h
}

// work is what documents of n lines cost: bills and notes after others.
func work(t require.TestingT, n int) map[string]func() error {
	p := long(t, n)
	h := detailed(p)
	first, err := invoice.Bill(p, nil, each(p, "4"), "F1", h)
	require.NoError(t, err)
	bills := []invoice.Document{first}
	second, err := invoice.Bill(p, bills, each(p, "6"), "F2", h)
	require.NoError(t, err)
	note, err := invoice.Credit(bills, nil, each(p, "1"), "C1", h)
	require.NoError(t, err)
	return map[string]func() error{
		"bill": func() error {
			_, err := invoice.Bill(p, bills, each(p, "6"), "F2", h)
			return err
		},
		"rebill": func() error {
			_, err := invoice.Bill(p, []invoice.Document{first, note}, each(p, "7"), "F2", h)
			return err
		},
		"credit": func() error {
			_, err := invoice.Credit([]invoice.Document{first, second}, []invoice.Document{note}, each(p, "9"), "C2", h)
			return err
		},
		"rest":  func() error { _, err := invoice.Rest(p, bills); return err },
		"check": second.Check,
		"write": func() error { return invoice.WriteUBL(io.Discard, second) },
	}
}

// Compare the lines of 1,000 and of 10,000: what a line costs stays about what it was.
func BenchmarkDocuments(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		for name, do := range work(b, n) {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					if err := do(); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/line")
			})
		}
	}
}

// 10,000 lines of ten: four, then six; what is credited and billed anew comes to the whole.
func TestTenThousandLinesAreBilledInParts(t *testing.T) {
	p := long(t, 10_000)
	first, err := invoice.Bill(p, nil, each(p, "4"), "F1", detailed(p))
	require.NoError(t, err)
	note, err := invoice.Credit([]invoice.Document{first}, nil, each(p, "1"), "C1", detailed(p))
	require.NoError(t, err)
	last, err := invoice.Bill(p, []invoice.Document{first, note}, each(p, "7"), "F2", detailed(p))
	require.NoError(t, err)
	require.NoError(t, last.Check())
	sum := first.Figures.Totals.Payable.Sub(note.Figures.Totals.Payable.Decimal).Add(last.Figures.Totals.Payable.Decimal)
	assert.Equal(t, p.Totals.Payable.StringFixed(2), sum.StringFixed(2))
}
