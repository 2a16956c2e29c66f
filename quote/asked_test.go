package quote_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// A document that was priced for another request is refused, and what is of another one is
// named where it stands.
func TestADocumentOfAnotherRequestIsRefused(t *testing.T) {
	for _, tt := range []struct {
		give func(r *pricing.Request)
		want string
	}{
		{func(r *pricing.Request) { r.Currency = "USD" }, `priced.currency: is of another request: "EUR", asked "USD"`},
		{func(r *pricing.Request) { r.Date = day("2026-04-21") }, `priced.date: is of another request: "2026-04-20", asked "2026-04-21"`},
		{func(r *pricing.Request) { r.Buyer.Tax.Country = "FR" }, `explanation.lines[0].vat: is of another request: "BE", asked "FR"; explanation.lines[1].vat: is of another request: "BE", asked "FR"`},
		{func(r *pricing.Request) { r.Lines[0].Quantity = amount("9") }, `priced.lines[0].quantity: is of another request: "10", asked "9"`},
		{func(r *pricing.Request) { r.Lines[1].SKU = "A" }, `priced.lines[1].sku: is of another request: "B", asked "A"`},
		{func(r *pricing.Request) { r.Lines[1].Unit = "MTR" }, `priced.lines[1].unit: is of another request: "C62", asked "MTR"`},
		{func(r *pricing.Request) { r.Lines[1].Name = "Buis" }, `priced.lines[1].name: is of another request: "", asked "Buis"`},
		{func(r *pricing.Request) { r.Lines[1].Section = "Gevel" }, `priced.lines[1].section: is of another request: "", asked "Gevel"`},
		{func(r *pricing.Request) { r.Lines[0].ID = "9" }, `priced.lines[0].id: is of another request: "1", asked "9"`},
		{func(r *pricing.Request) { r.Lines = r.Lines[:1] }, `priced.lines[1].id: is of another request: "2", asked ""`},
		{func(r *pricing.Request) { r.Lines = append(r.Lines, pricing.Line{ID: "3", SKU: "B"}) }, `priced.lines: is of another request: "", asked "3"`},
		{func(r *pricing.Request) { r.Lines = append(r.Lines, pricing.Line{ID: "3", SKU: "B", Optional: true}) }, `priced.options: is of another request: "", asked "3"`},
		{func(r *pricing.Request) { r.Prepaid = amount("5") }, `priced.totals.prepaid: is of another request: "0", asked "5"`},
		{func(r *pricing.Request) { r.CashDiscount = &pricing.CashDiscount{} }, `priced.cash_discount: is of another request: "false", asked "true"`},
	} {
		c := priced(t, nil)
		require.NoError(t, c.Check())
		lines := c.Request.Lines
		c.Request.Lines = append([]pricing.Line(nil), lines...)
		tt.give(&c.Request)
		require.EqualError(t, c.Check(), tt.want)
		_, err := quote.New(rules(t, quote.Approval{}), clerk(quote.Quote{}), quote.Opening{ID: "q", Number: "OFF-1", Customer: "C001", Seller: seller(), Content: c})
		var other quote.RequestError
		require.ErrorAs(t, err, &other, tt.want)
	}
}

// shapes are documents with everything that stands between what is asked and what is
// shown: options, bundles, sections, terms, goods that are free, a cash discount.
func shapes(t require.TestingT) (*pricing.Pricer, pricing.Request) {
	p, err := pricing.Compile(pricing.Rules{
		Book: pricing.Book{
			Currency: salesdesk.EUR,
			Articles: []pricing.Article{
				{SKU: "A", Unit: "C62"},
				{SKU: "B", Unit: "C62"},
				{SKU: "SET", Unit: "C62", BundleDiscount: ratio("0.10"), Components: []pricing.Component{{SKU: "A", Quantity: amount("2")}, {SKU: "B", Quantity: amount("1")}}},
			},
			Entries: []pricing.Entry{{SKU: "A", Price: amount("50.00")}, {SKU: "B", Price: amount("10.00")}},
		},
		Promotions: []pricing.Promotion{{ID: "P", SKUs: []string{"B"}, Free: &pricing.FreeGoods{Every: amount("10"), Quantity: amount("1")}}},
	})
	require.NoError(t, err)
	return p, pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), CashDiscount: &pricing.CashDiscount{Rate: amount("0.02"), Days: 8},
		Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE0428759497", PeriodicFiler: true}},
		Lines: []pricing.Line{
			{ID: "1", SKU: "A", Quantity: amount("10")},
			{ID: "2", SKU: "SET", Quantity: amount("3"), Section: "Kit"},
			{ID: "2b", SKU: "B", Quantity: amount("30"), Alternative: "2"},
			{ID: "3", SKU: "B", Quantity: amount("20")},
			{ID: "4", SKU: "SET", Quantity: amount("1"), Optional: true},
			{ID: "5", SKU: "A", Quantity: amount("1"), Recurring: &pricing.Recurring{Start: day("2026-06-01"), Months: 6, Every: pricing.Monthly}},
		},
	}
}

// Whatever is priced for a request is of that request, and of no request with a line less.
func TestWhatIsPricedIsOfItsRequest(t *testing.T) {
	p, whole := shapes(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := whole
		r.Lines = rapid.SliceOfNDistinct(rapid.SampledFrom(whole.Lines), 1, len(whole.Lines), func(l pricing.Line) string { return l.ID }).Draw(rt, "lines")
		for i := range r.Lines {
			if r.Lines[i].Alternative != "" {
				r.Lines[i].Alternative, r.Lines[i].Optional = "", true
			}
		}
		if !slices.ContainsFunc(r.Lines, func(l pricing.Line) bool { return !l.IsOption() }) {
			rt.Skip("options only")
		}
		c, err := quote.Price(p, r, quote.Conditions{})
		require.NoError(rt, err)
		require.NoError(rt, c.Check())
		c.Request.Lines = r.Lines[1:]
		require.Error(rt, c.Check())
	})
	c, err := quote.Price(p, whole, quote.Conditions{})
	require.NoError(t, err)
	require.NoError(t, c.Check())
	require.Equal(t, "free.P.3", c.Priced.Lines[len(c.Priced.Lines)-1].ID, "what is free was not asked")
	private := whole
	private.Lines = []pricing.Line{{ID: "1", SKU: "A", Quantity: amount("1"), Supply: pricing.ImmovableWork}}
	private.Buyer.Tax = pricing.TaxParty{Country: "BE", PeriodicFiler: true} // who acts for himself files nothing
	home, err := quote.Price(p, private, quote.Conditions{})
	require.NoError(t, err)
	require.NoError(t, home.Check())
	c.Request.Lines[1].Quantity = amount("4")
	require.EqualError(t, c.Check(), `priced.bundles[0].quantity: is of another request: "3", asked "4"`)
}

// A quote that was changed by hand after it was recorded neither leaves nor is accepted.
func TestWhatWasChangedByHandGoesNowhere(t *testing.T) {
	r := rules(t, quote.Approval{})
	draft, offered := opened(t, r, content(t, "", quote.Conditions{})), sent(t, r, content(t, "", quote.Conditions{}))
	for _, change := range []func(*quote.Content){
		func(c *quote.Content) { c.Conditions.PaymentDays = 14 },
		func(c *quote.Content) { c.Request.Currency = "USD" },
		func(c *quote.Content) { c.Priced.Totals.Payable = amount("1.00") },
	} {
		q := draft
		q.Revisions = append([]quote.Revision(nil), q.Revisions...)
		change(&q.Revisions[0].Content)
		_, err := q.Release(r, clerk(q))
		var digest quote.DigestError
		require.ErrorAs(t, err, &digest)

		q = offered
		q.Revisions = append([]quote.Revision(nil), q.Revisions...)
		change(&q.Revisions[0].Content)
		_, err = q.Accept(r, customer(q), q.Latest().Digest)
		require.ErrorAs(t, err, &digest)
		_, err = q.Extend(r, clerk(q), day("2026-05-22"))
		require.ErrorAs(t, err, &digest)
		assert.Equal(t, q.Latest().Digest, digest.Want)
	}
}
