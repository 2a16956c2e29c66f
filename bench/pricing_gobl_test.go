package bench_test

import (
	"testing"

	"github.com/invopop/gobl/bill"
	"github.com/invopop/gobl/cal"
	"github.com/invopop/gobl/currency"
	"github.com/invopop/gobl/num"
	"github.com/invopop/gobl/org"
	_ "github.com/invopop/gobl/regimes/be" // the Belgian rates
	"github.com/invopop/gobl/tax"

	"github.com/interne-sales/salesdesk/quote/pricing"
)

// goblInvoice is the request as GOBL takes it: with its prices found, and the VAT of
// each line known.
func goblInvoice(tb testing.TB, b pricing.Book, r pricing.Request) *bill.Invoice {
	tb.Helper()
	prices, five, ten := plainPrices(b), num.MakePercentage(5, 2), num.MakePercentage(10, 2)
	vat := func() tax.Set { return tax.Set{{Category: tax.CategoryVAT, Rate: tax.RateGeneral}} }
	inv := &bill.Invoice{
		Regime: tax.WithRegime("BE"), Code: "1", Currency: currency.EUR, IssueDate: cal.MakeDate(2026, 11, 23),
		Tax:       &bill.Tax{Rounding: tax.RoundingRuleCurrency},
		Supplier:  &org.Party{Name: "Seller", TaxID: &tax.Identity{Country: "BE", Code: "0404616494"}},
		Customer:  &org.Party{Name: "Buyer"},
		Discounts: []*bill.Discount{{Reason: "document", Percent: &five, Taxes: vat()}},
	}
	for _, l := range r.Lines {
		price := prices[l.SKU]
		inv.Lines = append(inv.Lines, &bill.Line{
			Quantity:  num.MakeAmount(l.Quantity.IntPart(), 0),
			Item:      &org.Item{Name: l.SKU, Price: num.NewAmount(price.CoefficientInt64(), uint32(-price.Exponent()))},
			Discounts: []*bill.LineDiscount{{Reason: "line", Percent: &ten}},
			Taxes:     vat(),
		})
	}
	return inv
}

func BenchmarkPriceLineGOBL(b *testing.B) {
	inv := goblInvoice(b, book(), request())
	b.ReportAllocs()
	b.ResetTimer()
	for done := 0; done < b.N; done += lines {
		if err := inv.Calculate(); err != nil {
			b.Fatal(err)
		}
	}
}

// TestSameTotals: GOBL shares no document discount out over the lines, so that only
// the totals can be compared.
func TestSameTotals(t *testing.T) {
	inv := goblInvoice(t, book(), request())
	if err := inv.Calculate(); err != nil {
		t.Fatal(err)
	}
	ours := priced(t).Totals
	for what, pair := range map[string][2]string{
		"lines":         {ours.Lines.String(), inv.Totals.Sum.String()},
		"discount":      {ours.Allowances.String(), inv.Totals.Discount.String()},
		"tax exclusive": {ours.TaxExclusive.String(), inv.Totals.Total.String()},
		"tax":           {ours.Tax.String(), inv.Totals.Tax.String()},
		"tax inclusive": {ours.TaxInclusive.String(), inv.Totals.TotalWithTax.String()},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: salesdesk %s, GOBL %s", what, pair[0], pair[1])
		}
	}
}
