package paper_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n/paper"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// home is a book for consumers: its prices have VAT in them.
func home(t require.TestingT) *pricing.Pricer {
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR, Inclusive: true,
		Articles: []pricing.Article{
			{SKU: "GVS-R", Unit: "C62", Names: named("Gevelsteen rood", "Brique rouge", "Facing brick red")},
			{SKU: "BOEK", Unit: "C62", VATClass: pricing.ClassReduced6, Names: named("Handboek metselwerk", "Manuel de maçonnerie", "Masonry handbook")},
			{SKU: "EMMER", Unit: "C62", Names: named("Emmer", "Seau", "Bucket")},
		},
		Entries: []pricing.Entry{
			{SKU: "GVS-R", Price: amount("498.52"), BaseQuantity: amount("1000")}, {SKU: "BOEK", Price: amount("50.90")}, {SKU: "EMMER", Price: amount("6.05")},
		},
	}})
	require.NoError(t, err)
	return p
}

// consumer buys 520 bricks at 498.52 a thousand, 259.23, two books at 50.90, 101.80, and
// three buckets at 6.05, 18.15: 379.18, less 5 % 18.96; the payable is 360.22.
func consumer(t require.TestingT, lang salesdesk.Language) quote.Content {
	c, err := quote.Price(home(t), pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"), Language: lang, Inclusive: true, Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE"}},
		Lines: []pricing.Line{
			{ID: "1", SKU: "GVS-R", Quantity: amount("520")}, {ID: "2", SKU: "BOEK", Quantity: amount("2")}, {ID: "3", SKU: "EMMER", Quantity: amount("3")},
		},
		Adjustments: []pricing.Adjustment{{ID: "D", Rate: new(amount("0.05")), Reason: pricing.SpecialRebate}},
		Deposit:     &pricing.Deposit{Rate: new(amount("0.30"))},
	}, quote.Conditions{DeliveryPlace: "Dampoortstraat 1, 9000 Gent", BuyerKind: salesdesk.Consumer})
	require.NoError(t, err)
	return c
}

func atHome(lang salesdesk.Language) paper.Options {
	o := options(lang)
	o.Buyer.VATNumber, o.Buyer.LegalForm, o.Buyer.Name, o.Buyer.Kind = salesdesk.VATNumber{}, "", "Lies Verhaegen", salesdesk.Consumer
	o.Articles = nil
	return o
}

func TestAConsumersQuoteInEveryLanguage(t *testing.T) {
	for _, lang := range languages() {
		text := printed(t, lang, sent(t, consumer(t, lang)), atHome(lang))
		golden.Assert(t, filepath.Join("testdata", "consumer."+string(lang)+".txt"), []byte(text))
	}
}

// What a consumer is shown adds up: unit price times quantity is the amount of the line,
// and lines and adjustments come to what he pays.
func TestAConsumerCanCheckTheSum(t *testing.T) {
	text := plain(printed(t, salesdesk.English, sent(t, consumer(t, "en")), atHome("en")))
	for _, want := range []string{
		"520 pieces €0.49852 21% €259.23", "2 pieces €50.90 6% €101.80", "3 pieces €6.05 21% €18.15",
		"Total of the lines €379.18 Special rebate (5%) -€18.96", "Payable €360.22",
	} {
		assert.Contains(t, text, want)
	}
	p := home(t)
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.StringMatching(`[1-9][0-9]{0,3}(\.[0-9]{1,2})?`)
		c, err := quote.Price(p, pricing.Request{
			Currency: salesdesk.EUR, Date: day("2026-04-20"), Inclusive: true, Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
			Lines: []pricing.Line{{ID: "1", SKU: "EMMER", Quantity: amount(digits.Draw(t, "quantity")), Price: &pricing.Price{Amount: amount(digits.Draw(t, "price"))}}},
		}, quote.Conditions{})
		require.NoError(t, err)
		l := c.Priced.Lines[0]
		unit, ok := quote.GrossPrice(c.Priced.Currency, l)
		require.True(t, ok)
		require.True(t, unit.Mul(l.Quantity.Decimal).Round(2).Equal(l.Gross.Decimal), "%s × %s is %s", unit, l.Quantity, l.Gross)
	})
}

func TestTheDeliveryPlaceIsPrintedOnce(t *testing.T) {
	text := printed(t, "nl", sent(t, consumer(t, "nl")), atHome("nl"))
	assert.Equal(t, 1, strings.Count(text, "Dampoortstraat 1"))
	o := atHome("nl")
	o.DeliverTo = nil
	text = printed(t, "nl", sent(t, consumer(t, "nl")), o)
	assert.Equal(t, 1, strings.Count(text, "Plaats van levering: Dampoortstraat 1"))
}

// service is a quote abroad with everything that is settled later: lines nobody could
// price, a line that comes back, an option, and no engagement.
func service(t require.TestingT, lang salesdesk.Language) (quote.Quote, paper.Options) {
	request := pricing.Request{}
	c := content(t, lang, func(r *pricing.Request, c *quote.Conditions) {
		r.Buyer.Tax = pricing.TaxParty{Country: "NL", Business: true, VATNumber: "NL123456782B90"}
		r.Lines = []pricing.Line{
			{ID: "1", SKU: "GVS-R", Quantity: amount("5200")},
			{ID: "2", SKU: "KRAAN", Quantity: amount("10"), Recurring: &pricing.Recurring{
				Start: day("2026-06-01"), Months: 6, Every: pricing.Monthly, Ramps: []pricing.Ramp{{From: 4, Quantity: new(amount("20"))}},
			}},
			{ID: "3", SKU: "BOEK", Quantity: amount("2"), Optional: true},
		}
		r.Adjustments, r.CashDiscount = nil, nil
		*c = quote.Conditions{PaymentDays: 30, WithoutEngagement: true, DeliveryPlace: "Breda"}
		request = *r
	})
	c.Open = []intake.Open{
		{Line: intake.Line{Number: 4, Source: "2 betonmolens"}, Causes: []intake.Cause{intake.Unknown}},
		{Line: intake.Line{Number: 5, Source: "stelling\tvoor de kopgevel"}, Causes: []intake.Cause{intake.Ambiguous, intake.NoQuantity}},
	}
	schedule, err := pricer(t).Schedule(request)
	require.NoError(t, err)
	rules, err := quote.Compile(quote.Policy{SendOpen: true})
	require.NoError(t, err)
	cmd := func(q quote.Quote) *workflow.Command {
		return &workflow.Command{ID: "c", Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales}, At: time.Date(2026, 4, 20, 9, q.Version, 0, 0, time.UTC), Expect: q.Version}
	}
	q, err := quote.New(rules, cmd(quote.Quote{}), quote.Opening{ID: "q1", Number: "OFF-2026-0313", Customer: "C001", Seller: seller(), Content: c})
	require.NoError(t, err)
	q, err = q.Release(rules, cmd(q))
	require.NoError(t, err)
	q, err = q.Send(rules, cmd(q), day("2026-05-08"))
	require.NoError(t, err)
	o := options(lang)
	o.Buyer.Name, o.Buyer.LegalForm, o.Buyer.VATNumber = "De Bouwer", "B.V.", salesdesk.MustVATNumber("NL123456782B90")
	o.Buyer.Address = salesdesk.Address{Street: "Markt 1", Postcode: "4811 XM", City: "Breda", Country: "NL"}
	o.DeliverTo, o.Schedule = &o.Buyer.Address, schedule
	return q, o
}

func TestWhatIsSettledLaterInEveryLanguage(t *testing.T) {
	for _, lang := range languages() {
		q, o := service(t, lang)
		golden.Assert(t, filepath.Join("testdata", "later."+string(lang)+".txt"), []byte(printed(t, lang, q, o)))
	}
}

// Three months of 10 hours and three of 20, at 95.00.
func TestPeriodsOfTheSameAmountAreOneRow(t *testing.T) {
	q, o := service(t, "en")
	text := plain(printed(t, "en", q, o))
	assert.Contains(t, text, "WHAT IS DUE WHEN")
	assert.Contains(t, text, "1 June – 31 August 2026 3 × €950.00")
	assert.Contains(t, text, "1 September – 30 November 2026 3 × €1,900.00")
	assert.Contains(t, text, "4811 XM Breda NETHERLANDS")
}

func TestOpenLinesAreNamedAndNotAccepted(t *testing.T) {
	q, o := service(t, "en")
	text := plain(printed(t, "en", q, o))
	assert.Contains(t, text, "- Line 4 of your request: 2 betonmolens (the article was not found).")
	assert.Contains(t, text, "What is still to be agreed is no part of your acceptance.")
	said, err := paper.Terms(catalog(t), salesdesk.English, q)
	require.NoError(t, err)
	assert.Equal(t, "Line 4 of your request: 2 betonmolens (the article was not found).", said[len(said)-2])
}

// What was offered with VAT is billed with it, part by part: 200 of the 520 bricks are
// 99.70, less their 5 %.
func TestAConsumersInvoiceShowsThePricesOfHisQuote(t *testing.T) {
	o := atHome("nl")
	header := invoice.Header{
		IssueDate: day("2026-04-30"), DueDate: day("2026-05-30"), DeliveryDate: day("2026-04-29"), Seller: seller(), Buyer: o.Buyer, Language: "nl",
	}
	bill, err := invoice.Bill(consumer(t, "nl").Priced, nil, []invoice.Quantity{{Line: "1", Quantity: amount("200")}}, "2026-0816", header)
	require.NoError(t, err)
	text, err := paper.Invoice(catalog(t), "nl", bill)
	require.NoError(t, err)
	for _, want := range []string{"200 stuks € 0,4985 21% € 99,70", "Bijzondere korting (5%) € -4,98", "Te betalen € 94,72"} {
		assert.Contains(t, plain(text), want)
	}
}
