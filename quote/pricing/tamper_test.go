package pricing_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// fields are all places of a value that can be set, with their paths; a list is one
// beside its elements.
func fields(v reflect.Value, path string, visit func(path string, v reflect.Value)) {
	visit(path, v)
	switch v.Kind() { //nolint:exhaustive // the others have no parts
	case reflect.Pointer:
		if !v.IsNil() {
			fields(v.Elem(), path, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			fields(v.Index(i), path, visit)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[salesdesk.Amount]() || v.Type() == reflect.TypeFor[calendar.Date]() {
			return
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				fields(v.Field(i), strings.TrimPrefix(path+"."+f.Name, "."), visit)
			}
		}
	}
}

// names are the paths of all fields that a type has.
func names(of reflect.Type, path string) (list []string) {
	switch of.Kind() { //nolint:exhaustive // the others have no parts
	case reflect.Pointer, reflect.Slice:
		return names(of.Elem(), path)
	case reflect.Struct:
		for i := range of.NumField() {
			if f := of.Field(i); f.IsExported() && f.Type != reflect.TypeFor[decimal.Decimal]() && of != reflect.TypeFor[calendar.Date]() {
				at := strings.TrimPrefix(path+"."+f.Name, ".")
				list = append(append(list, at), names(f.Type, at)...)
			}
		}
	}
	return list
}

// tampered are values to put in the place of one.
func tampered(v reflect.Value) (list []reflect.Value) {
	switch x := v.Interface().(type) {
	case salesdesk.Amount:
		for _, by := range []int64{1000, -1000} {
			list = append(list, reflect.ValueOf(salesdesk.Amount{Decimal: x.Add(decimal.NewFromInt(by))}))
		}
		return list
	case calendar.Date:
		return []reflect.Value{reflect.ValueOf(x.AddDays(1)), reflect.ValueOf(calendar.Date{})}
	}
	switch v.Kind() { //nolint:exhaustive // the others are changed by their parts
	case reflect.String:
		list = append(list, reflect.ValueOf(v.String()+"x").Convert(v.Type()), reflect.Zero(v.Type()))
	case reflect.Bool:
		list = append(list, reflect.ValueOf(!v.Bool()))
	case reflect.Int:
		list = append(list, reflect.ValueOf(int(v.Int())+1), reflect.ValueOf(int(v.Int())-1))
	case reflect.Pointer:
		if !v.IsNil() {
			list = append(list, reflect.Zero(v.Type()))
		}
	case reflect.Slice:
		if v.Len() > 0 {
			twice := reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()+1), v)
			list = append(list, v.Slice(1, v.Len()), reflect.Append(twice, v.Index(0)))
		}
	}
	return list
}

// untold is what Verify cannot find, and why: no figure of the document follows from it.
// Whoever must know keeps the digest of the whole.
func untold() map[string]string {
	const (
		label   = "a name: nothing is computed from it"
		text    = "words: nothing is computed from them"
		day     = "the day prices and rates were looked up for: the book and the table are not here"
		law     = "a ground decides the mention, and is held by the group it sums into"
		offered = "an offer beside the document: nothing sums it, and there may be none"
		asked   = "asked for or not: nothing else tells"
		book    = "what the book asked: it is not here"
		request = "tells what became of the request, which is not here"
	)
	return map[string]string{
		"Date": day, "TaxPoint": day, "Mentions": law,
		"Lines.ID": label, "Lines.SKU": label, "Lines.Name": label, "Lines.Unit": label,
		"Lines.Adjustments.ID": label, "Lines.Adjustments.Text": text, "Lines.Adjustments.Limited": "tells how, not how much", "Lines.Adjustments.Reason": text,
		"Lines.Adjustments.Gross": "shown only; the net of the line holds the sum",
		"Adjustments.ID":          label, "Adjustments.Text": text, "Adjustments.Limited": "tells how, not how much", "Adjustments.Reason": text,
		"CashDiscount.Days": "a term: nothing is computed from it", "Deposit": asked,
		"Packaging.Text": text, "Coupons": request, "Coupons.Code": request, "Coupons.Promotion": request, "Coupons.Reason": request, "Coupons.Missing": request,
		"Bundles.SKU": label, "Bundles.Name": label, "Bundles.Quantity": "shown only", "Bundles.Alone": book,
		"Options": offered, "Options.ID": label, "Options.For": "beside a line, or in addition: the difference is told either way", "Options.Section": label,
		"Options.Lines": offered, "Options.Lines.ID": label, "Options.Lines.SKU": label, "Options.Lines.Name": label, "Options.Lines.Unit": label,
		"Options.Lines.Section": label, "Options.Lines.Bundle": label, "Options.Lines.Share": offered, "Options.Lines.Gross": offered,
		"Options.Lines.Adjustments.ID": label, "Options.Lines.Adjustments.Text": text, "Options.Lines.Adjustments.Limited": "tells how, not how much",
		"Options.Lines.Adjustments.Gross": offered, "Options.Recurring": offered,
		"Exchange": book, "Exchange.Rate": book, "Exchange.Per": book, "Exchange.Source": label, "Exchange.Date": day,
	}
}

// TestVerifyFindsWhateverIsTamperedWith changes every field of documents that have them
// all, one at a time.
func TestVerifyFindsWhateverIsTamperedWith(t *testing.T) {
	free, seen, escaped := untold(), map[string]bool{}, map[string]bool{}
	for _, base := range wholeDocuments(t) {
		stored, err := json.Marshal(base)
		require.NoError(t, err)
		places := 0
		fields(reflect.ValueOf(&base).Elem(), "", func(at string, _ reflect.Value) { places, seen[at] = places+1, true })
		for place := range places {
			for k := range 2 {
				if path, p := tamper(t, stored, place, k); changed(t, stored, p) && pricing.Verify(p) == nil {
					escaped[path] = true
				}
			}
		}
	}
	for path := range escaped {
		assert.NotEmpty(t, free[path], "%s can be changed unseen", path)
	}
	for path, why := range free {
		assert.True(t, escaped[path], "%s is found, and is not unseen because %q", path, why)
	}
	// Nothing is left out because no document has it.
	for _, path := range names(reflect.TypeFor[pricing.Priced](), "") {
		assert.True(t, seen[path], "no document has %s", path)
	}
}

// tamper reads a document and puts the k-th other value at one of its places.
func tamper(t *testing.T, stored []byte, place, k int) (path string, p pricing.Priced) {
	t.Helper()
	p, err := pricing.DecodePriced(stored)
	require.NoError(t, err)
	at := 0
	fields(reflect.ValueOf(&p).Elem(), "", func(name string, v reflect.Value) {
		if at++; at-1 != place {
			return
		}
		path = name
		if list := tampered(v); k < len(list) {
			v.Set(list[k])
		}
	})
	return path, p
}

// changed reports whether a document is another than was stored.
func changed(t *testing.T, stored []byte, p pricing.Priced) bool {
	t.Helper()
	now, err := json.Marshal(p)
	require.NoError(t, err)
	return string(now) != string(stored)
}

// wholeDocuments are documents that have every field between them.
func wholeDocuments(t *testing.T) []pricing.Priced {
	t.Helper()
	rules := yard()
	b := &rules.Book
	b.Articles = append(b.Articles, pricing.Article{
		SKU: "SET", Names: map[salesdesk.Language]string{salesdesk.Dutch: "Set"}, BundleDiscount: pointer("0.07"),
		Components: []pricing.Component{{SKU: "SAND", Quantity: amount("2")}, {SKU: "SOIL", Quantity: amount("1")}},
	})
	rules.Promotions = []pricing.Promotion{
		{ID: "ten", SKUs: []string{"SAND"}, Rate: pointer("0.10"), Text: "Actie", Coupon: &pricing.Coupon{Code: "TEN"}},
		{ID: "off", Scope: pricing.DocumentScope, Amount: pointer("5"), Coupon: &pricing.Coupon{Code: "OFF"}},
		{ID: "most", SKUs: []string{"SOIL"}, MinQuantity: amount("1000"), Rate: pointer("0.5"), Coupon: &pricing.Coupon{Code: "MOST"}},
	}
	rules.Floors = &pricing.Floors{Limit: true, Of: []pricing.Floor{{SKU: "PLAN", Price: pointer("1")}}}
	rules.Freight = []pricing.FreightTable{{ID: "freight", Text: "Vervoer", Bands: bands("0", "20")}}
	care := monthly("care", "10", "2027-01-15", 5, percentOff("loyal", "0.05"))
	care.Recurring.Every, care.Recurring.Calendar, care.Recurring.Proration = pricing.Quarterly, true, pricing.ByMonth
	req := ordered("SAND", "3", "SOIL", "2", "BEER", "24", "SET", "1", "PLAN", "1")
	req.Lines[0].Adjustments = []pricing.Adjustment{{ID: "a", Rate: pointer("0.05"), Text: "Vast"}, {ID: "b", Charge: true, Amount: pointer("2.50")}}
	req.Lines[1].Contributions = []pricing.Contribution{{ID: "eco", Reason: pricing.Recupel, Amount: amount("0.5")}}
	for i := range req.Lines {
		req.Lines[i].Section = []string{"tuin", "rest"}[i%2]
	}
	better := within("tuin", instead("1", sold("better", "2", "40", percentOff("c", "0.10"))))
	more := care
	more.ID, more.Optional = "careful", true
	req.Lines = append(req.Lines, care, more, better, optional(pricing.Line{ID: "more", SKU: "SET", Quantity: amount("1")}))
	req.Adjustments = []pricing.Adjustment{percentOff("deal", "0.03"), {ID: "more", Charge: true, Amount: pointer("4"), Text: "Meer"}}
	req.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	req.Coupons = []pricing.PresentedCoupon{{Code: "TEN"}, {Code: "OFF"}, {Code: "MOST"}}
	req.Deposit, req.Prepaid, req.Rounding = &pricing.Deposit{Rate: pointer("0.30")}, amount("10"), amount("0.01")
	req.TaxPoint = req.Date.AddDays(3)
	req.Dwelling = &pricing.Dwelling{FirstOccupied: 1990, Private: true, FinalUser: true}
	works := pricing.Line{ID: "works", Quantity: amount("1"), Price: &pricing.Price{Amount: amount("100")}, VATClass: pricing.ClassRenovation, Supply: pricing.ImmovableWork}
	req.Lines = append(req.Lines, works)
	exclusive := pricedBy(t, compiled(t, rules), req)

	shown := rules
	shown.Book.Inclusive = true
	req.Inclusive, req.CashDiscount, req.Rounding = true, nil, salesdesk.Amount{}
	inclusive := pricedBy(t, compiled(t, shown), req)

	dollars := inDollars("")
	dollars.Exchange.Per = amount("1.5")
	return []pricing.Priced{exclusive, inclusive, pricedBy(t, compiled(t, listed()), dollars)}
}
