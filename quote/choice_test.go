package quote_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// choices offers 10 A at 50.00 or else 30 B at 10.00, 20 B at 10.00, and 5 C at 4.00 as an
// option, all less 10 %: 630.00, of which 1b makes 180.00 less and 3 makes 18.00 more.
func choices(t require.TestingT, change func(*pricing.Request, *quote.Conditions)) quote.Content {
	return priced(t, func(r *pricing.Request, c *quote.Conditions) {
		r.Adjustments = []pricing.Adjustment{{ID: "D", Rate: ratio("0.10")}}
		r.Lines = append(r.Lines,
			pricing.Line{ID: "1b", SKU: "B", Quantity: amount("30"), Alternative: "1"},
			pricing.Line{ID: "3", SKU: "C", Quantity: amount("5"), Optional: true},
		)
		if change != nil {
			change(r, c)
		}
	})
}

func TestAChoiceIsTakenAtThePriceOffered(t *testing.T) {
	r, p := rules(t, quote.Approval{}), costed(t)
	for _, tt := range []struct {
		name  string
		take  []string
		total string
		lines []quote.Award
	}{
		{"an option", []string{"3"}, "648.00", awards("1", "10", "2", "20", "3", "5")},
		{"an alternative", []string{"1b"}, "450.00", awards("2", "20", "1b", "30")},
		{"both", []string{"1b", "3"}, "468.00", awards("2", "20", "1b", "30", "3", "5")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			offered := sent(t, r, choices(t, nil))
			q, err := offered.Choose(r, customer(offered), p, offered.Latest().Digest, tt.take...)
			require.NoError(t, err)
			assert.Equal(t, quote.Accepted, q.Status)
			latest := q.Latest()
			assert.Equal(t, tt.total, latest.Content.Priced.Totals.TaxExclusive.String())
			require.NoError(t, latest.Content.Check())
			assert.Equal(t, tt.lines, q.Awards)
			assert.Equal(t, tt.take, latest.Chosen)
			assert.Equal(t, 2, latest.Number)
			assert.Equal(t, offered.Latest().ValidUntil, latest.ValidUntil)
			assert.Equal(t, offered.Latest().Author, latest.Author, "whose limits it stays within")
			given, err := q.Given()
			require.NoError(t, err)
			assert.Empty(t, given, "nothing that was not offered before")
			require.Len(t, q.Changes(), len(offered.Changes())+1, "one act")
			folded, err := quote.Fold(q.Changes())
			require.NoError(t, err)
			assert.Equal(t, asJSON(t, q), asJSON(t, folded))
			q, err = q.CallOff(r, clerk(q), "B-1", q.Awards)
			require.NoError(t, err)
			agreed, err := q.Agreed("B-1")
			require.NoError(t, err)
			assert.Equal(t, tt.total, agreed.Totals.TaxExclusive.String())
		})
	}
}

// TestEveryShapeIsChosenAtItsDifference: what an option was offered for is what it adds, from a
// book that has the prices of the day, however they came about.
func TestEveryShapeIsChosenAtItsDifference(t *testing.T) {
	for name, option := range map[string]pricing.Line{
		"a plain line":         {SKU: "A", Quantity: amount("10")},
		"a promotion":          {SKU: "P", Quantity: amount("1")},
		"free goods":           {SKU: "F", Quantity: amount("10")},
		"a bundle's price":     {SKU: "SET", Quantity: amount("1")},
		"a bundle's discount":  {SKU: "LESS", Quantity: amount("1")},
		"a recurring line":     {SKU: "L", Quantity: amount("1"), Recurring: monthly()},
		"an indexed surcharge": {SKU: "CU", Quantity: amount("1")},
		"another price":        {SKU: "A", Quantity: amount("1"), Price: &pricing.Price{Amount: amount("47.50")}},
	} {
		t.Run(name, func(t *testing.T) {
			option.ID, option.Optional = "2", true
			c, err := quote.Price(heldBook(t, "1"), pricing.Request{
				Currency: salesdesk.EUR, Date: day("2026-04-20"), Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE"}},
				Lines: []pricing.Line{{ID: "1", SKU: "A", Quantity: amount("3")}, option},
			}, quote.Conditions{})
			require.NoError(t, err)
			with := c.Priced.Options[0]
			for _, p := range []*pricing.Pricer{heldBook(t, "1"), heldBook(t, "2")} {
				chosen, err := c.Choose(p, "2")
				require.NoError(t, err)
				require.NoError(t, chosen.Check())
				offered, taken := c.Priced.Totals.Payable, chosen.Priced.Totals.Payable
				assert.Equal(t, with.Payable.String(), taken.Sub(offered.Decimal).StringFixed(2))
			}
		})
	}
}

func TestAReplyTakesOptions(t *testing.T) {
	r, p := rules(t, quote.Approval{}), costed(t)
	tests := []struct {
		name    string
		parts   bool
		give    quote.Offer
		want    quote.Event
		options []string
		differs []string
	}{
		{"by name", false, quote.Offer{Options: []string{"1b", "3"}}, quote.Choose, []string{"1b", "3"}, nil},
		{"every line written out", false, quote.Offer{Lines: []quote.OfferLine{line("1b", "30", "10.00"), line("2", "", ""), line("3", "5", "4")}, Total: ratio("468")}, quote.Choose, []string{"1b", "3"}, nil},
		{"and the total of the choice", false, quote.Offer{Options: []string{"3"}, Total: ratio("648.00")}, quote.Choose, []string{"3"}, nil},
		{"the total without it", false, quote.Offer{Options: []string{"3"}, Total: ratio("630.00")}, quote.Counter, []string{"3"}, []string{"total"}},
		{"an option for less", false, quote.Offer{Options: []string{"3"}, Lines: []quote.OfferLine{line("1", "", ""), line("2", "", ""), line("3", "", "3")}}, quote.Counter, []string{"3"}, []string{"3 price"}},
		{"more of an option", true, quote.Offer{Lines: []quote.OfferLine{line("1", "", ""), line("2", "", ""), line("3", "6", "")}}, quote.Counter, []string{"3"}, []string{"3 quantity"}},
		{"an option alone of a whole", false, quote.Offer{Lines: []quote.OfferLine{line("3", "", "")}}, quote.Counter, []string{"3"}, []string{"1 quantity", "2 quantity"}},
		{"an option alone where parts are offered", true, quote.Offer{Lines: []quote.OfferLine{line("3", "", "")}}, quote.ChoosePart, []string{"3"}, nil},
		{"some of an option, and what it costs", true, quote.Offer{Lines: []quote.OfferLine{line("3", "2", "")}, Total: ratio("7.20")}, quote.ChoosePart, []string{"3"}, nil},
		{"an alternative beside its line", true, quote.Offer{Lines: []quote.OfferLine{line("1", "", ""), line("1b", "", ""), line("2", "", "")}}, quote.Counter, []string{"1b"}, []string{"1 line_added"}},
		{"none of an option", false, quote.Offer{Lines: []quote.OfferLine{line("1", "", ""), line("2", "", ""), line("3", "0", "")}}, quote.Accept, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := sent(t, r, choices(t, func(_ *pricing.Request, c *quote.Conditions) { c.InParts = tt.parts }))
			judged, err := q.Judge(p, quote.Reply{Offer: tt.give})
			require.NoError(t, err)
			assert.Equal(t, tt.want, judged.On)
			assert.Equal(t, tt.options, judged.Options)
			assert.Equal(t, tt.differs, fields(judged.Differences))
			next, recorded, err := q.Reply(r, customer(q), p, quote.Reply{Offer: tt.give})
			require.NoError(t, err)
			assert.Equal(t, judged, recorded)
			status := map[quote.Event]quote.Status{quote.Accept: quote.Accepted, quote.Choose: quote.Accepted, quote.ChoosePart: quote.PartAccepted, quote.Counter: quote.Countered}[tt.want]
			assert.Equal(t, status, next.Status)
			if tt.want == quote.Counter {
				met, err := quote.Meet(p, q.Latest().Content, *next.Latest().Offer)
				require.NoError(t, err)
				require.NoError(t, met.Check())
			}
		})
	}
}

func TestMeetingAnOfferOnAnOption(t *testing.T) {
	p, c := costed(t), choices(t, nil)
	for _, tt := range []struct {
		name, total string
		give        quote.Offer
	}{
		{"an option for less", "643.50", quote.Offer{Lines: []quote.OfferLine{line("3", "", "3")}}},
		{"the whole for less", "640.00", quote.Offer{Options: []string{"3"}, Total: ratio("640")}},
		{"both lines of a choice", "900.00", quote.Offer{Lines: []quote.OfferLine{line("1", "", ""), line("1b", "", "")}}},
		{"an option gone", "630.00", quote.Offer{Lines: []quote.OfferLine{line("3", "0", "")}}},
	} {
		met, err := quote.Meet(p, c, tt.give)
		require.NoError(t, err, tt.name)
		assert.Equal(t, tt.total, met.Priced.Totals.TaxExclusive.String(), tt.name)
		require.NoError(t, met.Check(), tt.name)
	}
}

func TestMeetingKeepsWhatStandsBesideThePrices(t *testing.T) {
	c := choices(t, nil)
	c.Costs = []quote.Costing{{Line: "3", ValidUntil: day("2026-06-30")}, {Line: "1", ValidUntil: day("2026-06-30")}}
	c.Claims = []quote.Claim{{Line: "3", Service: true}, {Line: "2", Service: true}}
	require.NoError(t, c.Check())
	met, err := quote.Meet(costed(t), c, quote.Offer{Lines: []quote.OfferLine{line("2", "0", "")}})
	require.NoError(t, err)
	assert.Equal(t, c.Costs, met.Costs)
	assert.Equal(t, c.Claims[:1], met.Claims, "of a line that is gone nothing is announced")
}

func TestAChoiceIsOfWhatIsOffered(t *testing.T) {
	r, p := rules(t, quote.Approval{}), costed(t)
	c := choices(t, func(r *pricing.Request, _ *quote.Conditions) {
		r.Lines = append(r.Lines, pricing.Line{ID: "1c", SKU: "C", Quantity: amount("1"), Alternative: "1"})
	})
	_, err := c.Choose(p, "1b", "9", "2", "1c", "3", "3")
	require.EqualError(t, err, "options[1]: reference (9); options[2]: reference (2); options[3]: excluded (1b); options[5]: duplicate (3)")
	_, err = c.Choose(p)
	require.EqualError(t, err, "options: required")
	_, err = c.Choose(nil, "3")
	require.EqualError(t, err, "pricer: required")

	q := sent(t, r, c)
	_, err = q.Choose(r, customer(q), p, "another", "3")
	var altered quote.AlteredError
	require.ErrorAs(t, err, &altered)
	_, err = q.Choose(r, clerk(q), p, q.Latest().Digest, "3")
	require.ErrorContains(t, err, "customer", "nobody chooses in his place")
	_, err = q.ChoosePart(r, customer(q), p, q.Latest().Digest, []string{"3"}, awards("3", "1"))
	require.ErrorAs(t, err, new(quote.WholeOnlyError))
	_, _, err = q.Reply(r, customer(q), p, quote.Reply{Offer: quote.Offer{Options: []string{"2"}}})
	require.EqualError(t, err, "offer.options[0]: reference (2)")
	late := on(customer(q), t, "2026-05-09 00:00:00")
	_, err = q.Choose(r, late, p, q.Latest().Digest, "3")
	require.ErrorAs(t, err, new(quote.ExpiredError))
	none := sent(t, r, content(t, "", quote.Conditions{}))
	_, err = none.Choose(r, customer(none), p, none.Latest().Digest, "3")
	require.EqualError(t, err, "options[0]: reference (3)")
}

// TestAChoiceInPart: some of an option and of its beside, at their prices.
func TestAChoiceInPart(t *testing.T) {
	r, p := rules(t, quote.Approval{}), costed(t)
	q := sent(t, r, choices(t, func(_ *pricing.Request, c *quote.Conditions) { c.InParts = true }))
	_, err := q.ChoosePart(r, customer(q), p, q.Latest().Digest, []string{"3"}, awards("3", "6", "1b", "1"))
	require.ErrorContains(t, err, "line 3: 6 asked, 5 remains")
	require.ErrorContains(t, err, "no line 1b", "which was not chosen")
	q, err = q.ChoosePart(r, customer(q), p, q.Latest().Digest, []string{"3"}, awards("3", "2", "1", "1"))
	require.NoError(t, err)
	assert.Equal(t, quote.PartAccepted, q.Status)
	q, err = q.AcceptPart(r, customer(q), q.Latest().Digest, awards("3", "3"))
	require.NoError(t, err, "the rest is open")
	assert.Equal(t, []string{"1: 10 = 0 ordered, 0 lost, 9 open, 1 callable", "2: 20 = 0 ordered, 0 lost, 20 open, 0 callable", "3: 5 = 0 ordered, 0 lost, 0 open, 5 callable"}, standing(q))
}

// TestRulesThatMakeAnotherDocumentDoNotChoose: what they make of an option was not offered.
func TestRulesThatMakeAnotherDocumentDoNotChoose(t *testing.T) {
	c := choices(t, nil)
	other, err := pricing.Compile(pricing.Rules{
		Book: pricing.Book{
			Currency: salesdesk.EUR, Articles: []pricing.Article{{SKU: "A", Unit: "C62"}, {SKU: "B", Unit: "C62"}, {SKU: "C", Unit: "C62"}},
		},
		SmallOrder: &pricing.SmallOrder{Below: amount("1000"), Charge: ratio("25")},
	})
	require.NoError(t, err)
	_, err = c.Choose(other, "3")
	var changed quote.OtherRulesError
	require.ErrorAs(t, err, &changed)
	assert.Contains(t, fields(changed.Differences), "total")
	assert.NotContains(t, fields(changed.Differences), "margin", "for the customer it is the same")
}

// TestNobodyApprovesAChoiceAnew: what was granted goes along, and options that are together
// worse than the offer and than each alone are asked for.
func TestNobodyApprovesAChoiceAnew(t *testing.T) {
	p := costed(t)
	with := func(r *pricing.Request, _ *quote.Conditions) {
		r.Adjustments = nil
		r.Lines = append(r.Lines[:2], pricing.Line{ID: "3", SKU: "A", Quantity: amount("2"), Price: &pricing.Price{Amount: amount("40.00")}, Optional: true},
			pricing.Line{ID: "4", SKU: "A", Quantity: amount("2"), Price: &pricing.Price{Amount: amount("40.00")}, Optional: true})
	}
	limits := quote.Limits{MaxDiscount: ratio("0.03")}
	r := rules(t, manager(limits))
	q := sent(t, r, choices(t, with)) // 20 of 800: 0.025
	one, err := q.Choose(r, customer(q), p, q.Latest().Digest, "3")
	require.NoError(t, err)
	assert.Empty(t, one.Pending(r))
	_, err = q.Choose(r, customer(q), p, q.Latest().Digest, "3", "4") // 40 of 900: 0.044
	require.ErrorContains(t, err, "needs sales_manager: discount 0.044444, limit 0.03")

	limits.MaxDiscount = ratio("0.02")
	r = rules(t, manager(limits))
	q = opened(t, r, choices(t, with))
	q, err = q.Submit(r, clerk(q))
	require.NoError(t, err)
	q, err = q.Approve(r, by(q, "bart", salesdesk.SalesManager), q.Latest().Digest)
	require.NoError(t, err)
	q, err = q.Send(r, clerk(q), day("2026-05-08"))
	require.NoError(t, err)
	q, err = q.Choose(r, customer(q), p, q.Latest().Digest, "4")
	require.NoError(t, err)
	assert.Len(t, q.Latest().Grants, 1, "the grant goes along")
	assert.Empty(t, q.Pending(r))
}

func TestAnOptionAboveTheTotalIsAskedFor(t *testing.T) {
	limits := quote.Limits{MaxTotal: euro("640")}
	requirements := manager(limits).Requirements(choices(t, nil), salesdesk.InsideSales)
	require.Len(t, requirements, 1)
	assert.Equal(t, "needs sales_manager: total 648.00, limit 640", requirements[0].Error())
	assert.Equal(t, "3", requirements[0].Option)
}

// TestFreeGoodsAreTakenWithWhatEarnsThem: 1 free with every 10 that are bought.
func TestFreeGoodsAreTakenWithWhatEarnsThem(t *testing.T) {
	r := rules(t, quote.Approval{})
	c, err := quote.Price(heldBook(t, "1"), pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{{ID: "1", SKU: "F", Quantity: amount("25")}, {ID: "2", SKU: "A", Quantity: amount("5")}},
	}, quote.Conditions{InParts: true})
	require.NoError(t, err)
	q := sent(t, r, c)
	for _, tt := range []struct {
		name string
		give []quote.Award
		want string
	}{
		{"alone", awards("free.free.1", "1"), "line free.free.1: 1 is free, but lines [1] earn 0"},
		{"with another line", awards("free.free.1", "1", "2", "5"), "line free.free.1: 1 is free, but lines [1] earn 0"},
		{"with too few", awards("free.free.1", "1", "1", "9"), "line free.free.1: 1 is free, but lines [1] earn 0"},
		{"with enough", awards("free.free.1", "1", "1", "10"), ""},
		{"two with enough for one", awards("free.free.1", "2", "1", "19"), "line free.free.1: 2 is free, but lines [1] earn 1"},
		{"without any", awards("1", "25"), ""},
	} {
		_, err := q.AcceptPart(r, customer(q), q.Latest().Digest, tt.give)
		if tt.want == "" {
			require.NoError(t, err, tt.name)
			continue
		}
		require.ErrorContains(t, err, tt.want, tt.name)
	}
	part, err := q.AcceptPart(r, customer(q), q.Latest().Digest, awards("1", "10"))
	require.NoError(t, err)
	part, err = part.AcceptPart(r, customer(part), part.Latest().Digest, awards("free.free.1", "1"))
	require.NoError(t, err, "they were earned before")
	_, err = part.AcceptPart(r, customer(part), part.Latest().Digest, awards("free.free.1", "1"))
	require.ErrorAs(t, err, new(quote.FreeGoodsError))
}
