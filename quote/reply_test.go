package quote_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// plain has ordinary spaces.
func plain(all []string) []string {
	for i := range all {
		all[i] = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(all[i])
	}
	return all
}

func fields(all []quote.Difference) []string {
	var named []string
	for _, d := range all {
		named = append(named, strings.TrimSpace(d.Line+" "+string(d.Field)))
	}
	return named
}

func line(id, quantity, price string) quote.OfferLine {
	l := quote.OfferLine{Line: id}
	if quantity != "" {
		l.Quantity = ratio(quantity)
	}
	if price != "" {
		l.Price = ratio(price)
	}
	return l
}

// judge is what a reply that takes no option is.
func judge(t *testing.T, q quote.Quote, r quote.Reply) quote.Judgement {
	t.Helper()
	j, err := q.Judge(nil, r)
	require.NoError(t, err)
	return j
}

func TestAReplyIsWhatTheLawSaysItIs(t *testing.T) {
	tests := []struct {
		name    string
		parts   bool // the quote may be accepted in parts
		give    quote.Offer
		want    quote.Event
		differs []string
	}{
		{"silence takes everything", false, quote.Offer{}, quote.Accept, nil},
		{"a remark changes nothing", false, quote.Offer{Text: "please before noon"}, quote.Accept, nil},
		{"everything written out", false, quote.Offer{Lines: []quote.OfferLine{line("1", "10", "50.0"), line("2", "20", "")}, Total: ratio("700"), PaymentDays: new(30)}, quote.Accept, nil},
		{"another price", false, quote.Offer{Lines: []quote.OfferLine{line("1", "", "47.50"), line("2", "", "")}}, quote.Counter, []string{"1 price"}},
		{"another total", false, quote.Offer{Total: ratio("650.00")}, quote.Counter, []string{"total"}},
		{"a longer term", false, quote.Offer{PaymentDays: new(60)}, quote.Counter, []string{"payment"}},
		{"another place", false, quote.Offer{DeliveryPlace: "Brugge"}, quote.Counter, []string{"delivery"}},
		{"an earlier day", false, quote.Offer{Promises: []quote.Promise{{Line: "1", Date: day("2026-04-30")}}}, quote.Counter, []string{"1 promise_moved"}},
		{"the same day", false, quote.Offer{Promises: []quote.Promise{{Line: "1", Date: day("2026-05-04")}}}, quote.Accept, nil},
		{"more than was offered", true, quote.Offer{Lines: []quote.OfferLine{line("1", "11", ""), line("2", "", "")}}, quote.Counter, []string{"1 quantity"}},
		{"less of a whole", false, quote.Offer{Lines: []quote.OfferLine{line("1", "4", "")}}, quote.Counter, []string{"1 quantity", "2 quantity"}},
		{"less where parts are offered", true, quote.Offer{Lines: []quote.OfferLine{line("1", "4", "")}}, quote.AcceptPart, nil},
		{"a part and what it costs", true, quote.Offer{Lines: []quote.OfferLine{line("1", "4", "50")}, Total: ratio("200")}, quote.AcceptPart, nil},
		{"a part for less", true, quote.Offer{Lines: []quote.OfferLine{line("1", "4", "50")}, Total: ratio("199")}, quote.Counter, []string{"total"}},
		{"an article that was not offered", true, quote.Offer{Lines: []quote.OfferLine{line("1", "", ""), line("2", "", ""), {Line: "3", SKU: "C", Quantity: ratio("1")}}}, quote.Counter, []string{"3 line_added"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := rules(t, quote.Approval{})
			conditions := quote.Conditions{InParts: tt.parts, PaymentDays: 30, DeliveryPlace: "Gent", Promises: []quote.Promise{{Line: "1", Date: day("2026-05-04")}}}
			q := sent(t, r, content(t, "", conditions))
			judged := judge(t, q, quote.Reply{Offer: tt.give})
			assert.Equal(t, tt.want, judged.On)
			assert.Equal(t, tt.differs, fields(judged.Differences))
			next, recorded, err := q.Reply(r, customer(q), nil, quote.Reply{Offer: tt.give})
			require.NoError(t, err)
			assert.Equal(t, judged, recorded)
			status := map[quote.Event]quote.Status{quote.Accept: quote.Accepted, quote.AcceptPart: quote.PartAccepted, quote.Counter: quote.Countered}[tt.want]
			assert.Equal(t, status, next.Status)
		})
	}
}

func TestAReplyToASupersededRevisionSaysHowItDiffers(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "0.05", quote.Conditions{}))
	old := q.Latest().Digest
	q, err := q.Revise(r, clerk(q), content(t, "", quote.Conditions{}))
	require.NoError(t, err)
	q, err = q.Release(r, clerk(q))
	require.NoError(t, err)
	q, err = q.Send(r, clerk(q), day("2026-05-08"))
	require.NoError(t, err)
	_, err = q.Accept(r, customer(q), old)
	var altered quote.AlteredError
	require.ErrorAs(t, err, &altered)
	assert.Equal(t, []string{"adjustment", "total", "tax", "payable", "discount", "margin"}, fields(altered.Differences))
	judged := judge(t, q, quote.Reply{Digest: old})
	assert.Equal(t, quote.Counter, judged.On)
	assert.Equal(t, altered.Differences, judged.Differences)
	assert.Equal(t, []string{"other_revision"}, fields(judge(t, q, quote.Reply{Digest: "none of ours"}).Differences))
}

func TestAReplyCannotNameWhatIsNotThere(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	_, _, err := q.Reply(r, customer(q), nil, quote.Reply{Offer: quote.Offer{
		Lines: []quote.OfferLine{line("7", "1", ""), {Line: "8", SKU: "C"}, line("1", "-1", "-1"), line("1", "", "")},
		Total: ratio("-1"), PaymentDays: new(-1), Promises: []quote.Promise{{Line: "9"}},
	}})
	assert.EqualError(t, err, "offer.lines[0].line: reference (7); offer.lines[1].quantity: required; offer.lines[2].price: min (0); "+
		"offer.lines[2].quantity: min (0); offer.lines[3].line: duplicate (1); offer.total: min (0); offer.payment_days: min (0); "+
		"offer.promises[0].line: reference (9); offer.promises[0].date: required")
}

func TestMeetIsTheContentAskedFor(t *testing.T) {
	base := priced(t, func(r *pricing.Request, c *quote.Conditions) {
		r.Adjustments = []pricing.Adjustment{{ID: "D", Rate: ratio("0.05")}}
		c.PaymentDays, c.Promises = 30, []quote.Promise{{Line: "2", Date: day("2026-05-04")}}
	})
	base.Costs = []quote.Costing{{Line: "1", ValidUntil: day("2026-06-30")}, {Line: "2", ValidUntil: day("2026-06-30")}}
	tests := []struct {
		name, total string
		give        quote.Offer
	}{
		{"as quoted", "665.00", quote.Offer{Text: "well"}},
		{"a price", "641.25", quote.Offer{Lines: []quote.OfferLine{line("1", "", "47.50")}}},
		{"a quantity", "760.00", quote.Offer{Lines: []quote.OfferLine{line("1", "12", "")}}},
		{"a total", "600.01", quote.Offer{Total: ratio("600.01")}},
		{"a higher total", "700.00", quote.Offer{Total: ratio("700.00")}},
		{"a line less", "475.00", quote.Offer{Lines: []quote.OfferLine{line("2", "0", "")}}},
		{"an article more, at the book's price", "684.00", quote.Offer{Lines: []quote.OfferLine{{Line: "3", SKU: "C", Quantity: ratio("5")}}}},
	}
	for _, tt := range tests {
		met, err := quote.Meet(costed(t), base, tt.give)
		require.NoError(t, err, tt.name)
		assert.Equal(t, tt.total, met.Priced.Totals.TaxExclusive.String(), tt.name)
		require.NoError(t, met.Check(), tt.name)
	}
	met, err := quote.Meet(costed(t), base, quote.Offer{Lines: []quote.OfferLine{line("2", "0", "")}, PaymentDays: new(45)})
	require.NoError(t, err)
	assert.Equal(t, 45, met.Conditions.PaymentDays)
	assert.Empty(t, met.Conditions.Promises, "of a line that is gone")
	assert.Len(t, met.Costs, 1)
	again, err := quote.Meet(costed(t), met, quote.Offer{Total: ratio("450")})
	require.NoError(t, err)
	again, err = quote.Meet(costed(t), again, quote.Offer{Total: ratio("440")})
	require.NoError(t, err)
	assert.Equal(t, "440.00", again.Priced.Totals.TaxExclusive.String())
	assert.Len(t, again.Request.Adjustments, 2, "the second round takes the place of the first")
}

func TestAHeldPriceSurvivesTheBook(t *testing.T) {
	base := priced(t, nil)
	dearer, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR, Articles: []pricing.Article{{SKU: "A", Unit: "C62"}, {SKU: "B", Unit: "C62"}},
		Entries: []pricing.Entry{{SKU: "A", Price: amount("60.00")}, {SKU: "B", Price: amount("12.00")}},
	}})
	require.NoError(t, err)
	held, err := dearer.Price(base.Hold())
	require.NoError(t, err)
	assert.Equal(t, "700.00", held.Totals.TaxExclusive.String())
	drifted, err := dearer.Price(base.Request)
	require.NoError(t, err)
	assert.Equal(t, "840.00", drifted.Totals.TaxExclusive.String(), "without it the copy is priced again")
}

// TestAPriceIsRestatedAsItWasOffered: with VAT to a consumer, of one month where it recurs.
func TestAPriceIsRestatedAsItWasOffered(t *testing.T) {
	r := rules(t, quote.Approval{})
	consumer := pricing.Line{ID: "1", Name: "Kast", VATClass: "standard", Quantity: amount("2"), Price: &pricing.Price{Amount: amount("121.00")}}
	service := pricing.Line{ID: "1", SKU: "L", Quantity: amount("1"), Recurring: monthly()}
	for _, tt := range []struct {
		name      string
		line      pricing.Line
		inclusive bool
		give      quote.Offer
		want      quote.Event
		payable   string
	}{
		{"a consumer restates the price", consumer, true, quote.Offer{Lines: []quote.OfferLine{line("1", "", "121.00")}}, quote.Accept, "242.00"},
		{"and the total", consumer, true, quote.Offer{Total: ratio("242.00")}, quote.Accept, "242.00"},
		{"he asks another price", consumer, true, quote.Offer{Lines: []quote.OfferLine{line("1", "", "110.00")}}, quote.Counter, "220.00"},
		{"and another total", consumer, true, quote.Offer{Total: ratio("200.00")}, quote.Counter, "200.00"},
		{"the price of a month", service, false, quote.Offer{Lines: []quote.OfferLine{line("1", "", "20")}}, quote.Accept, "290.40"},
		{"another one", service, false, quote.Offer{Lines: []quote.OfferLine{line("1", "", "15")}}, quote.Counter, "217.80"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := heldBook(t, "1")
			if tt.inclusive {
				p = agreedOnly(t)
			}
			c, err := quote.Price(p, pricing.Request{
				Currency: salesdesk.EUR, Date: day("2026-04-20"), Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE"}},
				Inclusive: tt.inclusive, Lines: []pricing.Line{tt.line},
			}, quote.Conditions{InParts: true})
			require.NoError(t, err)
			assert.Equal(t, tt.want, judge(t, sent(t, r, c), quote.Reply{Offer: tt.give}).On)
			met, err := quote.Meet(p, c, tt.give)
			require.NoError(t, err)
			assert.Equal(t, tt.payable, met.Priced.Totals.Payable.String())
		})
	}
}

// TestAPartOfWhatAConsumerIsOffered: one of two at 121.00 is 121.00, VAT included.
func TestAPartOfWhatAConsumerIsOffered(t *testing.T) {
	c, err := quote.Price(agreedOnly(t), pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE"}}, Inclusive: true,
		Lines: []pricing.Line{{ID: "1", Name: "Kast", VATClass: "standard", Quantity: amount("2"), Price: &pricing.Price{Amount: amount("121.00")}}},
	}, quote.Conditions{InParts: true})
	require.NoError(t, err)
	j := judge(t, sent(t, rules(t, quote.Approval{}), c), quote.Reply{Offer: quote.Offer{Lines: []quote.OfferLine{line("1", "1", "")}, Total: ratio("121.00")}})
	assert.Equal(t, quote.AcceptPart, j.On, "%v", fields(j.Differences))
}

// TestABundleIsTakenByItsLine: one of two sets is one A and two B.
func TestABundleIsTakenByItsLine(t *testing.T) {
	r := rules(t, quote.Approval{})
	c, err := quote.Price(heldBook(t, "1"), pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{{ID: "1", SKU: "SET", Quantity: amount("2")}},
	}, quote.Conditions{InParts: true})
	require.NoError(t, err)
	q := sent(t, r, c)
	j := judge(t, q, quote.Reply{Offer: quote.Offer{Lines: []quote.OfferLine{line("1", "", "60.00")}}})
	assert.Equal(t, quote.Accept, j.On, "%v", fields(j.Differences))
	j = judge(t, q, quote.Reply{Offer: quote.Offer{Lines: []quote.OfferLine{line("1", "3", "")}}})
	assert.Equal(t, []string{"1 quantity"}, fields(j.Differences))
	part, j, err := q.Reply(r, customer(q), nil, quote.Reply{Offer: quote.Offer{Lines: []quote.OfferLine{line("1", "1", "")}}})
	require.NoError(t, err)
	assert.Equal(t, awards("1.1", "1", "1.2", "2"), j.Lines)
	assert.Equal(t, quote.PartAccepted, part.Status)
	q, err = q.AcceptPart(r, customer(q), q.Latest().Digest, awards("1", "1"))
	require.NoError(t, err)
	q, err = q.CallOff(r, clerk(q), "B-1", awards("1", "1"))
	require.NoError(t, err)
	agreed, err := q.Agreed("B-1")
	require.NoError(t, err)
	assert.Equal(t, "60.00", agreed.Totals.TaxExclusive.String(), "of 85.71 and 34.29 the halves, each rounded up, less the cent")
	q, err = q.Lose(r, clerk(q), awards("1", "1"), quote.Loss{Why: quote.NoNeed})
	require.NoError(t, err)
	assert.Equal(t, []string{"1.1: 2 = 1 ordered, 1 lost, 0 open, 0 callable", "1.2: 4 = 2 ordered, 2 lost, 0 open, 0 callable"}, standing(q))
}
