package quote_test

import (
	"fmt"
	"time"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// store is the host's: here a log in memory, elsewhere a table that is unique by stream and
// sequence and by stream and command.
type store struct{ ndjson []byte }

// save appends what happened, in the transaction of the host.
func (s *store) save(q quote.Quote) quote.Quote {
	lines, err := workflow.EncodeEvents(q.Changes())
	if err != nil {
		panic(err)
	}
	s.ndjson = append(s.ndjson, lines...)
	return q.Saved()
}

// load rebuilds the quote of its log, which [workflow.Recall] looks through for a command
// that was answered before.
func (s *store) load() (quote.Quote, []quote.Change) {
	log, err := quote.DecodeChanges(s.ndjson)
	if err != nil {
		panic(err)
	}
	q, err := quote.Fold(log)
	if err != nil {
		panic(err)
	}
	return q, log
}

// A host from nothing: prices, rules, a clock and a log of its own; a quote that is
// negotiated, accepted and called off.
func Example() {
	amount, day := salesdesk.MustAmount, calendar.MustDate
	pricer, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{{SKU: "PIR-120", Unit: "MTK", Names: map[salesdesk.Language]string{"nl": "PIR-plaat 120 mm"}, Cost: new(amount("11.20"))}},
		Entries:  []pricing.Entry{{SKU: "PIR-120", Price: amount("17.70"), Mode: pricing.Volume, Tiers: []pricing.Tier{{From: amount("50"), Price: amount("16.64")}}}},
	}})
	if err != nil {
		panic(err)
	}
	rules, err := quote.Compile(quote.Policy{})
	if err != nil {
		panic(err)
	}
	seller := salesdesk.Party{
		Name: "Scheldebouw Groothandel", LegalForm: "NV", Kind: salesdesk.Business, Language: salesdesk.Dutch,
		Address:          salesdesk.Address{Street: "Kaaistraat 114", Postcode: "2030", City: "Antwerpen", Country: salesdesk.Belgium},
		EnterpriseNumber: salesdesk.MustEnterpriseNumber("0403170701"), Court: "Antwerpen", IBAN: salesdesk.MustIBAN("BE71096123456769"),
	}
	buyer := salesdesk.Party{
		ID: "C001", Name: "Verhaegen Bouw", LegalForm: "BV", Kind: salesdesk.Business, Language: salesdesk.Dutch, PeriodicFiler: true,
		Address: salesdesk.Address{Postcode: "9000", City: "Gent", Country: salesdesk.Belgium}, VATNumber: salesdesk.MustVATNumber("BE0428759497"),
	}
	now := time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC)
	clerk := func(q quote.Quote, forWhom string) *workflow.Command { // the id comes from the screen: the same twice is the same wish
		now = now.Add(time.Minute)
		return &workflow.Command{ID: fmt.Sprint("c", q.Version+1), Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales, For: forWhom}, At: now, Expect: q.Version}
	}
	must := func(q quote.Quote, err error) quote.Quote {
		if err != nil {
			panic(err)
		}
		return q
	}

	var s store
	q := must(quote.Open(rules, clerk(quote.Quote{}, ""), pricer, quote.Opening{
		ID: "q1", Number: "OFF-1", Customer: buyer.ID, Seller: seller,
		Content: quote.Content{
			Request: pricing.Request{
				Currency: salesdesk.EUR, Date: day("2026-04-20"), Buyer: pricing.Buyer{ID: buyer.ID, Tax: pricing.TaxPartyOf(buyer)},
				Lines: []pricing.Line{{ID: "1", SKU: "PIR-120", Quantity: amount("180")}},
			},
			Conditions: quote.Conditions{PaymentDays: 30},
		},
	}))
	q = must(q.Release(rules, clerk(q, "")))
	q = s.save(must(q.Send(rules, clerk(q, ""), day("2026-05-20"))))
	fmt.Println(q.Status, q.Latest().Content.Priced.Totals.TaxExclusive)

	asked := quote.Offer{Total: new(amount("2900"))}
	q, judged, err := q.Reply(rules, clerk(q, buyer.ID), pricer, quote.Reply{Offer: asked})
	fmt.Println(q.Status, judged.On, err)
	met, err := quote.Meet(pricer, q.Latest().Content, judged.Offer)
	if err != nil {
		panic(err)
	}
	q = must(q.Revise(rules, clerk(q, ""), met))
	q = must(q.Release(rules, clerk(q, "")))
	q = s.save(must(q.Send(rules, clerk(q, ""), day("2026-05-20"))))

	q, log := s.load()
	accept := clerk(q, buyer.ID)
	if _, before, err := workflow.Recall(log, accept); before || err != nil {
		panic("answered before")
	}
	q = must(q.Accept(rules, accept, q.Latest().Digest))
	q = must(q.CallOff(rules, clerk(q, buyer.ID), "o1", q.Awards)) // for order.FromQuote(q, "o1", …)
	q = s.save(q)

	q, log = s.load()
	again, before, err := workflow.Recall(log, accept)
	fmt.Println(q.Status, q.Latest().Content.Priced.Totals.TaxExclusive, "in", len(log), "changes;", again.CommandID, before, err)
	// Output:
	// sent 2995.20
	// countered counter <nil>
	// accepted 2900.00 in 9 changes; c8 true <nil>
}
