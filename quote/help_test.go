package quote_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

// manager is an approval of one level: the sales manager's.
func manager(l quote.Limits) quote.Approval {
	return quote.Approval{Levels: []quote.Level{{Limits: l}}}
}

func ratio(s string) *salesdesk.Amount {
	a := amount(s)
	return &a
}

func day(s string) calendar.Date { return calendar.MustDate(s) }

func brussels(t require.TestingT) *time.Location {
	location, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	return location
}

func pricer(t require.TestingT) *pricing.Pricer {
	cost := amount("30.00")
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{
		Currency: salesdesk.EUR,
		Articles: []pricing.Article{{SKU: "A", Unit: "C62", Cost: &cost}, {SKU: "B", Unit: "C62"}},
		Entries:  []pricing.Entry{{SKU: "A", Price: amount("50.00")}, {SKU: "B", Price: amount("10.00")}},
	}})
	require.NoError(t, err)
	return p
}

// content offers 10 × 50.00 and 20 × 10.00 with a discount on the whole.
func content(t require.TestingT, discount string, c quote.Conditions) quote.Content {
	r := pricing.Request{
		Currency: salesdesk.EUR, Date: day("2026-04-20"),
		Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE", Business: true, VATNumber: "BE0428759497", PeriodicFiler: true}},
		Lines: []pricing.Line{{ID: "1", SKU: "A", Quantity: amount("10")}, {ID: "2", SKU: "B", Quantity: amount("20")}},
	}
	if discount != "" {
		r.Adjustments = []pricing.Adjustment{{ID: "D", Rate: ratio(discount), Reason: "95"}}
	}
	content, err := quote.Price(pricer(t), r, c)
	require.NoError(t, err)
	return content
}

func seller() salesdesk.Party {
	return salesdesk.Party{
		Name: "Scheldebouw Groothandel", LegalForm: "NV", Kind: salesdesk.Business, Language: salesdesk.Dutch,
		Address:          salesdesk.Address{Street: "Kaaistraat 114", Postcode: "2030", City: "Antwerpen", Country: "BE"},
		EnterpriseNumber: salesdesk.MustEnterpriseNumber("0403170701"), Court: "Antwerpen", IBAN: salesdesk.MustIBAN("BE71096123456769"),
	}
}

func rules(t require.TestingT, a quote.Approval) *quote.Rules {
	r, err := quote.Compile(quote.Policy{Location: brussels(t), Approval: a})
	require.NoError(t, err)
	return r
}

// by is a command of a role for the quote as it is, at noon on 20 April 2026.
func by(q quote.Quote, id string, role salesdesk.Role) *workflow.Command {
	return &workflow.Command{
		ID: fmt.Sprintf("cmd-%d", q.Version+1), Actor: salesdesk.Actor{ID: id, Role: role},
		At: time.Date(2026, 4, 20, 10, q.Version, 0, 0, time.UTC), Expect: q.Version, Reason: "asked for",
	}
}

func clerk(q quote.Quote) *workflow.Command { return by(q, "an", salesdesk.InsideSales) }

// customer is the clerk who enters what the customer said.
func customer(q quote.Quote) *workflow.Command {
	cmd := clerk(q)
	cmd.Actor.For = "C001"
	return cmd
}

func on(cmd *workflow.Command, t require.TestingT, local string) *workflow.Command {
	at, err := time.ParseInLocation("2006-01-02 15:04:05", local, brussels(t))
	require.NoError(t, err)
	cmd.At = at
	return cmd
}

func opened(t require.TestingT, r *quote.Rules, c quote.Content) quote.Quote {
	q, err := quote.New(r, clerk(quote.Quote{}), quote.Opening{ID: "q1", Number: "OFF-1", Customer: "C001", Seller: seller(), Content: c})
	require.NoError(t, err)
	return q
}

func sent(t require.TestingT, r *quote.Rules, c quote.Content) quote.Quote {
	q := opened(t, r, c)
	q, err := q.Release(r, clerk(q))
	require.NoError(t, err)
	q, err = q.Send(r, clerk(q), day("2026-05-08"))
	require.NoError(t, err)
	return q
}

func texts[E error](all []E) []string {
	var said []string
	for _, e := range all {
		said = append(said, e.Error())
	}
	return said
}

func euro(s string) *salesdesk.Money { return new(salesdesk.MustMoney(s, salesdesk.EUR)) }

func asJSON(t require.TestingT, v any) string {
	data, err := json.Marshal(v)
	require.NoError(t, err)
	return string(data)
}
