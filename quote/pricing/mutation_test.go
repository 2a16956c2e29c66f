package pricing_test

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// figure is an amount of a document, with its path.
type figure struct {
	path  string
	value *salesdesk.Amount
}

// figures are all amounts there are in a value.
func figures(v reflect.Value, path string) (list []figure) {
	if a, is := v.Addr().Interface().(*salesdesk.Amount); is {
		return []figure{{path, a}}
	}
	switch v.Kind() { //nolint:exhaustive // what else there is holds no amount
	case reflect.Pointer:
		if !v.IsNil() {
			list = figures(v.Elem(), path)
		}
	case reflect.Slice:
		for i := range v.Len() {
			list = append(list, figures(v.Index(i), fmt.Sprintf("%s[%d]", path, i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				list = append(list, figures(v.Field(i), path+"."+f.Name)...)
			}
		}
	}
	return list
}

// unheld are the figures that a cent may pass in, and why. Nothing else may.
var unheld = map[string]string{
	".Lines.Price":                 "rounded away where the quantity is small",
	".Lines.Quantity":              "rounded away where the price is small",
	".Lines.BaseQuantity":          "rounded away where the amount is small",
	".Lines.Adjustments.Base":      "rounded away where the rate is small",
	".Lines.Adjustments.Rate":      "rounded away where the base is small",
	".Adjustments.Base":            "rounded away where the rate is small",
	".Adjustments.Rate":            "rounded away where the base is small",
	".Lines.Adjustments.AskedRate": "a cent is moved beside it, or it is no percentage",
	".Adjustments.AskedRate":       "a cent is moved beside it, or it is no percentage",
	".Deposit.Rate":                "rounded away where little is payable; none where an amount was asked",
	".CashDiscount.Rate":           "of nothing where all groups come to 0",
	".Lines.Gross":                 "rounded away in the taxable amount of its VAT group",
	".Adjustments.Gross":           "rounded away in the taxable amount of its VAT group",
	".Lines.Adjustments.Gross":     "shown only; the net of the line holds the sum",
	".Bundles.Quantity":            "shown only",
	".Bundles.Alone":               "what the book would ask without the bundle",
	".Options.TaxExclusive":        "differs from another document",
	".Options.Tax":                 "differs from another document",
	".Options.Payable":             "differs from another document",

	".Recurring.Segments.Price":        "rounded away where the quantity is small",
	".Recurring.Segments.Quantity":     "rounded away where the price is small",
	".Recurring.Segments.BaseQuantity": "rounded away where the amount is small",
}

var (
	place = regexp.MustCompile(`\[\d+\]`)
	// aside are figures of an option's line that no sum holds.
	aside = regexp.MustCompile(`^\.Options\.Lines\.(VAT|Share|Gross)`)
)

// holds moves figures of a document by a cent, up and down, and expects Verify to find it.
func holds(t *rapid.T, p pricing.Priced) {
	require.NoError(t, pricing.Verify(p))
	all := figures(reflect.ValueOf(&p).Elem(), "")
	for _, k := range rapid.SliceOfN(rapid.IntRange(0, len(all)-1), 12, 12).Draw(t, "figures") {
		f := all[k]
		name := place.ReplaceAllString(f.path, "")
		if unheld[name] != "" || aside.MatchString(name) || unheld[strings.TrimPrefix(name, ".Options")] != "" || name == ".Lines.Share" && !bornePlainly(p) {
			continue
		}
		was := *f.value
		for _, by := range []int64{1, -1} {
			*f.value = salesdesk.Amount{Decimal: was.Add(decimal.New(by, -2))}
			require.Error(t, pricing.Verify(p), "%s of %s for %s", f.path, *f.value, was)
			*f.value = was
		}
	}
}

// bornePlainly reports whether there is at most one adjustment to bear, above a cent. A
// cent of a share may else be that of an adjustment which no line bears.
func bornePlainly(p pricing.Priced) bool {
	n := 0
	for _, a := range p.Adjustments {
		if a.ID == "cash_discount" || a.ID == "cash_discount.charge" || a.VAT.Ground == pricing.PackagingGround {
			continue
		}
		if n++; n > 1 || a.Amount.Abs().LessThanOrEqual(decimal.New(1, -2)) {
			return false
		}
	}
	return true
}

func TestNoFigureMovesByACentUnseen(t *testing.T) {
	desk := compiled(t, desk())
	rapid.Check(t, func(t *rapid.T) { holds(t, explained(t, desk, anyRequest(t)).Priced) })
}

func TestNoFigureOfADealMovesByACentUnseen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { holds(t, dealt(t, anyYard(t), anyOrder(t)).Priced) })
}

// Every shape at once: sections, options, recurring lines, an advance, prices with VAT.
func TestNoFigureOfAShapeMovesByACentUnseen(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	rapid.Check(t, func(t *rapid.T) {
		req := anySmallRequest(t)
		for i := range req.Lines {
			req.Lines[i].Section = rapid.SampledFrom([]string{"a", "b", ""}).Draw(t, "section")
			req.Lines[i].Optional = i > 0 && rapid.IntRange(0, 3).Draw(t, "option") == 0
			if rapid.IntRange(0, 3).Draw(t, "recurs") == 0 {
				req.Lines[i].Recurring = anyRecurring(t)
			}
		}
		req.Deposit = &pricing.Deposit{Rate: pointer("0.30")}
		out, err := p.Price(req)
		require.NoError(t, err)
		holds(t, out)
	})
}

// A figure that decides is seen where it is large enough to: nothing above is vacuous.
func TestRatesAndQuantitiesAreSeenToo(t *testing.T) {
	base := pricedBy(t, compiled(t, desk()), deskRequest())
	for path, change := range map[string]func(*pricing.Priced) *salesdesk.Amount{
		"price":            func(p *pricing.Priced) *salesdesk.Amount { return &p.Lines[0].Price },
		"quantity":         func(p *pricing.Priced) *salesdesk.Amount { return &p.Lines[0].Quantity },
		"line rate":        func(p *pricing.Priced) *salesdesk.Amount { return &p.Lines[0].Adjustments[0].Rate },
		"document rate":    func(p *pricing.Priced) *salesdesk.Amount { return &p.Adjustments[0].Rate },
		"cash rate":        func(p *pricing.Priced) *salesdesk.Amount { return &p.CashDiscount.Rate },
		"share":            func(p *pricing.Priced) *salesdesk.Amount { return &p.Lines[1].Share },
		"gross":            func(p *pricing.Priced) *salesdesk.Amount { return &p.Lines[1].Gross },
		"document's vat":   func(p *pricing.Priced) *salesdesk.Amount { return &p.Adjustments[0].VAT.Rate },
		"adjustment's vat": func(p *pricing.Priced) *salesdesk.Amount { return &p.Lines[0].Adjustments[0].VAT.Rate },
	} {
		p := base
		p.Lines = append([]pricing.PricedLine(nil), base.Lines...)
		p.Lines[0].Adjustments = append([]pricing.Adjusted(nil), base.Lines[0].Adjustments...)
		p.Adjustments = append([]pricing.Adjusted(nil), base.Adjustments...)
		cash := *base.CashDiscount
		p.CashDiscount = &cash
		of := change(&p)
		*of = salesdesk.Amount{Decimal: of.Add(decimal.New(1, -2))}
		require.Error(t, pricing.Verify(p), path)
	}
}
