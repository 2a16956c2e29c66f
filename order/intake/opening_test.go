package intake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/quote"
)

// What the customer wrote goes with the order: his number and reference, where and by when
// he wants it, and what he calls our lines and articles.
func TestTheCustomersOwnOrderGoesWithTheOpening(t *testing.T) {
	po := ordered()
	po.Contract, po.Requested, po.Lines[1].Requested, po.Lines[1].GTIN = "RC-3", day("2026-12-03"), day("2026-12-10"), "wrong"
	ours := quoted(t, true)
	ours.Channel = order.ByPeppol
	r := matched(t, po, ours, intake.Tolerances{})
	po.Lines[0].ID = "changed since"
	opening, err := r.Opening("o1", "SO-1")
	require.NoError(t, err)
	assert.Equal(t, order.ByPeppol, opening.Channel)
	assert.Equal(t, &order.Purchase{
		Number: "PO-7", Issued: day("2026-11-23"), Type: "220", Reference: "afdeling 4", Contract: "RC-3", Requested: day("2026-12-03"),
		DeliverTo: new(buyer().Address),
		Lines:     []order.PurchaseLine{{Line: "1", OrderLine: "10"}, {Line: "2", OrderLine: "20", Requested: day("2026-12-10")}},
		Articles:  []quote.ArticleNumbers{{SKU: "A", Buyer: "K-9"}},
	}, opening.Purchase)
	rules, err := order.Compile(order.Policy{})
	require.NoError(t, err)
	o, err := order.New(rules, step(0, clerk()), opening)
	require.NoError(t, err)
	assert.Equal(t, day("2026-12-10"), o.Lines[1].Requested)
}

// A refused line is in no order of ours; a bar code that is one goes with its article.
func TestOnlyLinesThatAreAgreedGoWithTheOpening(t *testing.T) {
	po := ordered()
	po.DeliverTo = salesdesk.Address{}
	po.Totals, po.Lines[1].SellersID, po.Lines[1].Net = intake.Totals{}, "ZZZ", nil
	po.Lines[0].GTIN = "5412345000013"
	opening, err := matched(t, po, quoted(t, true), intake.Tolerances{}).AsAnswered("o1", "SO-1")
	require.NoError(t, err)
	assert.Equal(t, []order.PurchaseLine{{Line: "1", OrderLine: "10"}}, opening.Purchase.Lines)
	assert.Equal(t, []quote.ArticleNumbers{{SKU: "A", Buyer: "K-9", GTIN: salesdesk.MustGTIN("5412345000013")}}, opening.Purchase.Articles)
	assert.Nil(t, opening.Purchase.DeliverTo)
}
