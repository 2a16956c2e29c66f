package quote_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/law"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// full is a content with something in every part of it.
func full(t require.TestingT) quote.Content {
	p, r := shapes(t)
	r.Deposit = &pricing.Deposit{Rate: ratio("0.30")}
	r.Adjustments = []pricing.Adjustment{{ID: "D", Rate: ratio("0.02"), Reason: pricing.SpecialRebate, Text: "Korting"}}
	c, err := quote.Price(p, r, quote.Conditions{
		PaymentDays: 30, DeliveryPlace: "Gent", Incoterm: "DAP", Transport: "road", Text: "Dank u.", Language: salesdesk.Dutch,
		Promises: []quote.Promise{{Line: "1", Date: day("2026-05-04")}}, Clauses: []law.Clause{law.TacitRenewal},
	})
	require.NoError(t, err)
	c.Costs = []quote.Costing{{Line: "1", ValidUntil: day("2026-06-30"), Source: "leverancier"}}
	c.Open = []intake.Open{{Line: intake.Line{Number: 7, Source: "2 betonmolens"}, Causes: []intake.Cause{intake.Unknown}}}
	c.Claims = []quote.Claim{{Line: "1", Reference: ratio("60.00")}}
	return c
}

// leaves calls visit for every field of a value that holds no others, which change gives
// another value and undo the one it had.
func leaves(v reflect.Value, path string, visit func(path string, change, undo func())) {
	old := reflect.New(v.Type()).Elem()
	old.Set(v)
	leaf := func(changed reflect.Value) {
		visit(path, func() { v.Set(changed) }, func() { v.Set(old) })
	}
	switch held := v.Interface().(type) {
	case salesdesk.Amount:
		leaf(reflect.ValueOf(salesdesk.Amount{Decimal: held.Add(amount("1").Decimal)}))
		return
	case calendar.Date:
		leaf(reflect.ValueOf(day("2031-03-04")))
		return
	case salesdesk.Currency:
		leaf(reflect.ValueOf(salesdesk.Currency("USD")))
		return
	case time.Time:
		leaf(reflect.ValueOf(held.Add(time.Hour)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if !v.Type().Field(i).IsExported() { // no content: nothing is stored of it
				continue
			}
			if v.Type().Field(i).Anonymous {
				name = ""
			}
			leaves(v.Field(i), path+"."+name, visit)
		}
	case reflect.Pointer:
		if v.IsNil() {
			leaf(reflect.New(v.Type().Elem()))
			return
		}
		leaves(v.Elem(), path, visit)
	case reflect.Slice:
		leaf(reflect.Append(v.Slice3(0, v.Len(), v.Len()), reflect.New(v.Type().Elem()).Elem()))
		if v.Len() > 0 {
			leaves(v.Index(0), path+"[0]", visit)
		}
	case reflect.String:
		leaf(reflect.ValueOf(v.String() + "x").Convert(v.Type()))
	case reflect.Bool:
		leaf(reflect.ValueOf(!v.Bool()).Convert(v.Type()))
	case reflect.Int:
		leaf(reflect.ValueOf(v.Int() + 1).Convert(v.Type()))
	default:
		panic(path + ": " + v.Kind().String())
	}
}

// Whichever field of a content is changed, Diff says so, in a sentence of every language;
// what the customer is offered otherwise is told him.
func TestADiffSaysASentenceOfEveryField(t *testing.T) {
	catalog, err := i18n.New()
	require.NoError(t, err)
	before := full(t)
	data, err := json.Marshal(before)
	require.NoError(t, err)
	after, err := quote.DecodeContent(data)
	require.NoError(t, err)
	require.Empty(t, quote.Diff(before, after))

	ours := map[string]bool{ // that the customer is not told of
		".Conditions.BeyondCosts": true, ".Conditions.TermJustified": true, ".Conditions.BuyerKind": true, ".Conditions.Clauses": true, ".Conditions.Clauses[0]": true,
	}
	seen := 0
	leaves(reflect.ValueOf(&after).Elem(), "", func(path string, change, undo func()) {
		change()
		defer undo()
		seen++
		diff := quote.Diff(before, after)
		if !assert.NotEmpty(t, diff, path) {
			return
		}
		told := false
		for _, d := range diff {
			told = told || !d.Internal()
			for _, lang := range []salesdesk.Language{salesdesk.Dutch, salesdesk.French, salesdesk.English} {
				text, err := catalog.Text(lang, d)
				assert.NoError(t, err, path)
				assert.NotEmpty(t, text, path)
			}
		}
		if len(path) > 12 && path[:12] == ".Conditions." {
			assert.Equal(t, !ours[path], told, path)
			assert.NotEqual(t, quote.FieldGrounds, diff[0].Field, path)
		}
	})
	assert.Greater(t, seen, 300, "every part was walked")
}

func TestADiffNamesOptionsAndTheAdvance(t *testing.T) {
	p, r := shapes(t)
	before, err := quote.Price(p, r, quote.Conditions{})
	require.NoError(t, err)
	r.Deposit = &pricing.Deposit{Amount: ratio("100.00")}
	r.Lines = append([]pricing.Line(nil), r.Lines...)
	r.Lines[2].Quantity = amount("31")
	r.Lines[4] = pricing.Line{ID: "6", SKU: "A", Quantity: amount("2"), Optional: true}
	after, err := quote.Price(p, r, quote.Conditions{})
	require.NoError(t, err)
	said := plain(sentences(t, salesdesk.English, quote.Diff(before, after)))
	assert.Equal(t, []string{
		"Option 2b: B, €13.00 excluding VAT on the total, instead of B, €3.00.",
		"Option 4 is removed: A.",
		"Option 6 is added: A, €100.00 excluding VAT on the total.",
		"Advance: from €0.00 to €100.00.",
	}, said)
}
