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

// never fails an example on an error that it does not expect.
type never struct{}

func (never) Errorf(format string, args ...any) { fmt.Printf(format, args...) }
func (never) FailNow()                          { panic("unexpected") }

// offer is a quote of 10 × 50.00 and 20 × 10.00 that was sent.
func offer(c quote.Conditions) (*quote.Rules, quote.Quote) {
	r := rules(never{}, quote.Approval{})
	return r, sent(never{}, r, priced(never{}, func(_ *pricing.Request, conditions *quote.Conditions) { *conditions = c }))
}

func ExampleNew() {
	rules, err := quote.Compile(quote.Policy{})
	if err != nil {
		panic(err)
	}
	cmd := &workflow.Command{ID: "c1", Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales}, At: time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC)}
	q, err := quote.New(rules, cmd, quote.Opening{ID: "q1", Number: "OFF-1", Customer: "C001", Content: priced(never{}, nil)})
	fmt.Println(q.Status, q.Latest().Content.Priced.Totals.TaxExclusive, err)
	// Output: draft 700.00 <nil>
}

func ExampleQuote_Reply() {
	r, q := offer(quote.Conditions{})
	q, judged, err := q.Reply(r, customer(q), nil, quote.Reply{Offer: quote.Offer{Total: new(salesdesk.MustAmount("650"))}})
	fmt.Println(judged.On, q.Status, judged.Differences[0].Field, err)
	// Output: counter countered total <nil>
}

func ExampleAdvise() {
	_, q := offer(quote.Conditions{})
	offered := q.Latest().Content
	asked, err := quote.Meet(costed(never{}), offered, quote.Offer{Total: new(salesdesk.MustAmount("600"))})
	if err != nil {
		panic(err)
	}
	advice, err := quote.Advise(offered, asked, quote.Floor{MinMargin: salesdesk.MustAmount("0.30")})
	fmt.Println(advice.Verdict, "lowest", advice.Lowest, "next", advice.Next, err)
	// Output: walk_away lowest 628.58 EUR next 650.00 EUR <nil>
}

func ExampleDiff() {
	before := priced(never{}, nil)
	after, err := quote.Meet(costed(never{}), before, quote.Offer{PaymentDays: new(60), Total: new(salesdesk.MustAmount("665"))})
	for _, d := range quote.Diff(before, after) {
		if !d.Internal() {
			fmt.Println(d.Field)
		}
	}
	fmt.Println(err)
	// Output:
	// adjustment
	// total
	// tax
	// payable
	// payment
	// <nil>
}

func ExampleQuote_AcceptPart() {
	r, q := offer(quote.Conditions{InParts: true})
	q, err := q.AcceptPart(r, customer(q), q.Latest().Digest, []quote.Award{{Line: "1", Quantity: salesdesk.MustAmount("4")}})
	if err != nil {
		panic(err)
	}
	q, err = q.CallOff(r, clerk(q), "BEST-1", []quote.Award{{Line: "1", Quantity: salesdesk.MustAmount("3")}})
	left, _ := q.Remaining("1")
	fmt.Println(q.Status, left, err)
	// Output: part_accepted 1 <nil>
}

func ExampleQuote_Agreed() {
	r, q := offer(quote.Conditions{InParts: true})
	three := []quote.Award{{Line: "1", Quantity: salesdesk.MustAmount("3")}}
	q, err := q.AcceptPart(r, customer(q), q.Latest().Digest, three)
	if err != nil {
		panic(err)
	}
	q, err = q.CallOff(r, clerk(q), "BEST-1", three)
	if err != nil {
		panic(err)
	}
	agreed, err := q.Agreed("BEST-1")
	fmt.Println(agreed.Lines[0].Quantity, "at", agreed.Lines[0].Price, "is", agreed.Totals.TaxExclusive, err)
	// Output: 3 at 50.00 is 150.00 <nil>
}

func ExampleQuote_Lose() {
	r, q := offer(quote.Conditions{})
	q, err := q.Accept(r, customer(q), q.Latest().Digest)
	if err != nil {
		panic(err)
	}
	q, err = q.Lose(r, clerk(q), nil, quote.Loss{Why: quote.LostToOther, Competitor: "Other nv"})
	fmt.Println(q.Status, q.Sheds[0].Loss.Competitor, err)
	// Output: lost Other nv <nil>
}

func ExampleQuote_Extend() {
	r, q := offer(quote.Conditions{})
	before := q.Latest().Digest
	q, err := q.Extend(r, clerk(q), calendar.MustDate("2026-05-22"))
	fmt.Println(q.Latest().ValidUntil, q.Latest().Digest == before, err)
	// Output: 2026-05-22 true <nil>
}

func ExampleQuote_Reapproval() {
	r := rules(never{}, manager(quote.Limits{MaxDiscount: new(salesdesk.MustAmount("0.05"))}))
	q := opened(never{}, r, priced(never{}, nil))
	dearer, err := quote.Meet(costed(never{}), q.Latest().Content, quote.Offer{Total: new(salesdesk.MustAmount("630"))})
	for _, again := range q.Reapproval(r, dearer, clerk(q).Actor) {
		fmt.Println(again.Level, again.Kind, again.Value, again.Why)
	}
	fmt.Println(err)
	// Output:
	// sales_manager discount 0.100000 never
	// <nil>
}

func ExampleQuote_FollowUps() {
	r := cadenced(never{})
	q := sent(never{}, r, priced(never{}, nil))
	all, err := q.FollowUps(r, desk(never{}))
	fmt.Println(all[0].Why, all[0].Days, all[0].Due.Format("Mon 2 Jan 15:04"), all[0].State, err)
	// Output: after_sending 3 Thu 23 Apr 10:00 open <nil>
}
