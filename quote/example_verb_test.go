package quote_test

import (
	"fmt"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func ExamplePrice() {
	c, err := quote.Price(costed(never{}), pricing.Request{
		Currency: salesdesk.EUR, Date: calendar.MustDate("2026-04-20"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE", Business: true}},
		Lines: []pricing.Line{{ID: "1", SKU: "A", Quantity: salesdesk.MustAmount("10")}},
	}, quote.Conditions{PaymentDays: 30})
	fmt.Println(c.Priced.Totals.Payable, "margin", c.Explanation.Margin.Amount, err)
	// Output: 605.00 margin 200.00 <nil>
}

func ExampleContent_Check() {
	c := priced(never{}, nil)
	c.Request.Lines = c.Request.Lines[:1]
	fmt.Println(c.Check())
	// Output: priced.lines[1].id: is of another request: "2", asked ""
}

func ExampleContent_Hold() {
	held := priced(never{}, nil).Hold()
	held.Date = calendar.MustDate("2027-01-04")
	later, err := quote.Price(costed(never{}), held, quote.Conditions{})
	fmt.Println(held.Held.Lines[0].Price.Amount, later.Priced.Totals.TaxExclusive, err)
	// Output: 50.00 700.00 <nil>
}

// restricted is a quote with a discount that the sales manager has to grant.
func restricted() (*quote.Rules, quote.Quote) {
	r := rules(never{}, manager(quote.Limits{MaxDiscount: new(salesdesk.MustAmount("0.05"))}))
	return r, opened(never{}, r, priced(never{}, func(req *pricing.Request, _ *quote.Conditions) {
		req.Adjustments = []pricing.Adjustment{{ID: "D", Rate: new(salesdesk.MustAmount("0.10")), Reason: pricing.Discount}}
	}))
}

func ExampleQuote_Release() {
	r, q := restricted()
	_, err := q.Release(r, clerk(q))
	fmt.Println(err)
	// Output: quote: release refused in draft: no_requirement: needs sales_manager: discount 0.100000, limit 0.05
}

func ExampleQuote_Approve() {
	r, q := restricted()
	q, err := q.Submit(r, clerk(q))
	if err != nil {
		panic(err)
	}
	_, own := q.Approve(r, by(q, "an", salesdesk.SalesManager), q.Latest().Digest)
	q, err = q.Approve(r, by(q, "bart", salesdesk.SalesManager), q.Latest().Digest)
	fmt.Println(own)
	fmt.Println(q.Status, q.Latest().Grants[0].By.ID, err)
	// Output:
	// quote: approve refused in in_approval: four_eyes: an wrote what is to be approved
	// approved bart <nil>
}

func ExampleQuote_Return() {
	r, q := restricted()
	q, err := q.Submit(r, clerk(q))
	if err != nil {
		panic(err)
	}
	q, err = q.Return(r, by(q, "bart", salesdesk.SalesManager))
	fmt.Println(q.Status, err)
	// Output: draft <nil>
}

func ExampleQuote_Send() {
	r := rules(never{}, quote.Approval{})
	c := priced(never{}, nil)
	c.Open = []intake.Open{{Line: intake.Line{Number: 3, Source: "2 betonmolens"}, Causes: []intake.Cause{intake.Unknown}}}
	q := opened(never{}, r, c)
	q, err := q.Release(r, clerk(q))
	if err != nil {
		panic(err)
	}
	_, err = q.Send(r, clerk(q), calendar.MustDate("2026-05-08"))
	fmt.Println(err)
	// Output: quote: send refused in approved: nothing_open: line 3 is open: unknown
}

func ExampleQuote_Receive() {
	r, q := offer(quote.Conditions{})
	q, err := q.Receive(r, clerk(q), q.Latest().Sent)
	if err != nil {
		panic(err)
	}
	_, err = q.Withdraw(r, clerk(q))
	fmt.Println(err)
	// Output: quote: withdraw refused in sent: not_binding: binds since it was received at 2026-04-20T10:02:00Z
}

func ExampleQuote_Remind() {
	r := cadenced(never{})
	q := sent(never{}, r, priced(never{}, nil))
	q, err := q.Remind(r, clerk(q))
	if err != nil {
		panic(err)
	}
	all, err := q.FollowUps(r, desk(never{}))
	fmt.Println(all[0].State, all[1].State, err)
	// Output: done open <nil>
}

func ExampleQuote_Object() {
	r, q := offer(quote.Conditions{})
	q, err := q.Object(r, customer(q), quote.Objection{ID: "1", Kind: quote.AboutPrice, Text: "Te duur.", Line: "1"})
	if err != nil {
		panic(err)
	}
	q, err = q.Answer(r, clerk(q), "1", "De levering op de werf is inbegrepen.", quote.Resolved)
	fmt.Println(q.Objections[0].Kind, q.Objections[0].Outcome, err)
	// Output: price resolved <nil>
}

func ExampleQuote_Counter() {
	r, q := offer(quote.Conditions{})
	q, err := q.Counter(r, customer(q), quote.Offer{Total: new(salesdesk.MustAmount("650"))})
	fmt.Println(q.Status, q.Latest().Offer.Total, err)
	// Output: countered 650 <nil>
}

func ExampleQuote_Revise() {
	r, q := offer(quote.Conditions{})
	lower, err := quote.Meet(costed(never{}), q.Latest().Content, quote.Offer{Total: new(salesdesk.MustAmount("680"))})
	if err != nil {
		panic(err)
	}
	q, err = q.Revise(r, clerk(q), lower)
	if err != nil {
		panic(err)
	}
	given, err := q.Given()
	fmt.Println(q.Latest().Number, q.Status, given[0].Cost, given[0].InReturn, err)
	// Output: 2 draft 20.00 EUR asked for <nil>
}

func ExampleQuote_Accept() {
	r, q := offer(quote.Conditions{})
	_, late := q.Accept(r, on(customer(q), never{}, "2026-05-09 00:00:00"), q.Latest().Digest)
	q, err := q.Accept(r, on(customer(q), never{}, "2026-05-08 23:59:59"), q.Latest().Digest)
	fmt.Println(late)
	fmt.Println(q.Status, err)
	// Output:
	// quote: accept refused in sent: within_validity: expired on 2026-05-08
	// accepted <nil>
}

func ExampleQuote_CallOff() {
	r, q := offer(quote.Conditions{})
	q, err := q.Accept(r, customer(q), q.Latest().Digest)
	if err != nil {
		panic(err)
	}
	for _, order := range []string{"BEST-1", "BEST-2"} {
		q, err = q.CallOff(r, clerk(q), order, []quote.Award{{Line: "1", Quantity: salesdesk.MustAmount("6")}})
		fmt.Println(err)
	}
	fmt.Println(q.Standing()[0].Callable)
	// Output:
	// <nil>
	// quote: call_off refused in accepted: awarded: line 1: 6 asked, 4 remains
	// 4
}

func ExampleQuote_Convert() {
	r, q := offer(quote.Conditions{})
	q, err := q.Accept(r, customer(q), q.Latest().Digest)
	if err != nil {
		panic(err)
	}
	q, err = q.CallOff(r, clerk(q), "BEST-1", q.Awards)
	if err != nil {
		panic(err)
	}
	q, err = q.Convert(r, by(q, "timer", salesdesk.System))
	fmt.Println(q.Status, err)
	// Output: ordered <nil>
}

func ExampleQuote_Decline() {
	r, q := offer(quote.Conditions{})
	q, err := q.Decline(r, customer(q), quote.Loss{Why: quote.LostOnDelivery, Competitor: "Other nv"})
	fmt.Println(q.Status, q.Loss.Why, err)
	// Output: declined delivery <nil>
}

func ExampleQuote_Expire() {
	r, q := offer(quote.Conditions{})
	_, early := q.Expire(r, on(by(q, "timer", salesdesk.System), never{}, "2026-05-08 23:59:59"))
	q, err := q.Expire(r, on(by(q, "timer", salesdesk.System), never{}, "2026-05-09 00:00:00"))
	fmt.Println(early)
	fmt.Println(q.Status, err)
	// Output:
	// quote: expire refused in sent: past_validity: valid until 2026-05-08
	// expired <nil>
}

func ExampleQuote_Withdraw() {
	r, q := offer(quote.Conditions{WithoutEngagement: true})
	q, err := q.Withdraw(r, clerk(q))
	fmt.Println(q.Status, err)
	// Output: withdrawn <nil>
}

func ExampleFold() {
	_, q := offer(quote.Conditions{})
	again, err := quote.Fold(q.Changes())
	fmt.Println(len(q.Changes()), again.Status, again.Latest().Digest == q.Latest().Digest, err)
	// Output: 3 sent true <nil>
}

func ExampleQuote_Permitted() {
	r, q := restricted()
	for _, choice := range q.Permitted(r, clerk(q)) {
		if choice.Err == nil {
			fmt.Println(choice.On, choice.Later)
		}
	}
	// Output:
	// submit []
	// revise [revision]
	// withdraw []
}

func ExampleQuote_Judge() {
	_, q := offer(quote.Conditions{})
	three := salesdesk.MustAmount("3")
	judged, err := q.Judge(nil, quote.Reply{Offer: quote.Offer{Lines: []quote.OfferLine{{Line: "1", Quantity: &three}}}})
	if err != nil {
		panic(err)
	}
	for _, d := range judged.Differences {
		fmt.Println(judged.On, d.Field, d.Line, d.Before.Amount, d.After.Amount)
	}
	// Output:
	// counter quantity 1 10 3
	// counter quantity 2 20 0
}

func ExampleQuote_Choose() {
	r, c := rules(never{}, quote.Approval{}), choices(never{}, nil)
	for _, o := range c.Priced.Options {
		fmt.Println(o.ID, o.TaxExclusive)
	}
	q := sent(never{}, r, c)
	q, err := q.Choose(r, customer(q), costed(never{}), q.Latest().Digest, "1b", "3")
	if err != nil {
		panic(err)
	}
	fmt.Println(q.Status, q.Latest().Content.Priced.Totals.TaxExclusive)
	for _, a := range q.Awards {
		fmt.Println(a.Line, a.Quantity)
	}
	// Output:
	// 1b -180.00
	// 3 18.00
	// accepted 468.00
	// 2 20
	// 1b 30
	// 3 5
}

func ExampleQuote_ChoosePart() {
	r := rules(never{}, quote.Approval{})
	q := sent(never{}, r, choices(never{}, func(_ *pricing.Request, c *quote.Conditions) { c.InParts = true }))
	q, err := q.ChoosePart(r, customer(q), costed(never{}), q.Latest().Digest, []string{"3"}, []quote.Award{{Line: "3", Quantity: salesdesk.MustAmount("2")}})
	fmt.Println(q.Status, q.Standing()[2].Callable, q.Standing()[2].Open, err)
	// Output: part_accepted 2 3 <nil>
}

func ExampleContent_Choose() {
	c := choices(never{}, nil)
	chosen, err := c.Choose(costed(never{}), "3")
	fmt.Println(c.Priced.Totals.TaxExclusive, c.Priced.Options[1].TaxExclusive, chosen.Priced.Totals.TaxExclusive, err)
	// Output: 630.00 18.00 648.00 <nil>
}

func ExampleMeet() {
	c := priced(never{}, nil)
	met, err := quote.Meet(costed(never{}), c, quote.Offer{Total: new(salesdesk.MustAmount("665")), PaymentDays: new(45)})
	fmt.Println(met.Priced.Totals.TaxExclusive, met.Explanation.Margin.Amount, met.Conditions.PaymentDays, err)
	// Output: 665.00 225.00 45 <nil>
}

func ExampleConcessions() {
	before := priced(never{}, nil)
	after, err := quote.Meet(costed(never{}), before, quote.Offer{Total: new(salesdesk.MustAmount("665")), PaymentDays: new(45)})
	if err != nil {
		panic(err)
	}
	given, err := quote.Concessions(before, after)
	for _, g := range given {
		fmt.Println(g.Field, g.Cost)
	}
	fmt.Println(err)
	// Output:
	// adjustment 35.00 EUR
	// payment <nil>
	// <nil>
}

func ExampleHeader_Check() {
	_, q := offer(quote.Conditions{})
	h := header()
	h.Buyer.Name = ""
	fmt.Println(h.Check(q))
	// Output: header.buyer.name: required; seller.vat_number: required
}
