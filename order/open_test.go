package order_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestOrdersOfAQuoteComeToTheQuote(t *testing.T) {
	r, q := offered()
	q = must(q.Accept(r, quoting(q), q.Latest().Digest))
	quantities := [][]quote.Award{
		{{Line: "1", Quantity: amount("3")}, {Line: "2", Quantity: amount("1")}},
		{{Line: "1", Quantity: amount("7")}, {Line: "2", Quantity: amount("2")}},
	}
	sum := salesdesk.Amount{}
	for i, lines := range quantities {
		id := []string{"o1", "o2"}[i]
		q = must(q.CallOff(r, quoting(q), id, lines))
		opening := must(order.FromQuote(q, id, "BEST"))
		require.NoError(t, pricing.Verify(opening.Agreed))
		assert.Equal(t, order.Source{Quote: "q1", Revision: 1, Digest: q.Latest().Digest}, opening.Source)
		sum.Decimal = sum.Add(opening.Agreed.Totals.TaxExclusive.Decimal)
	}
	assert.Equal(t, "532.00", sum.StringFixed(2))
	_, err := order.FromQuote(q, "o9", "BEST")
	var none quote.CallError
	require.ErrorAs(t, err, &none)
}

func TestTheWholeOfAQuoteIsOrderedAsItStands(t *testing.T) {
	r, q := offered()
	q = must(q.Accept(r, quoting(q), q.Latest().Digest))
	q = must(q.CallOff(r, quoting(q), "o1", q.Awards))
	assert.Equal(t, q.Latest().Content.Priced, must(order.FromQuote(q, "o1", "BEST-1")).Agreed)
}

func TestNewRefusesLinesThatCannotBeOrdered(t *testing.T) {
	r := rules(t, order.Policy{})
	twice := agreed()
	twice.Lines[1].ID = "1"
	none := agreed()
	none.Lines[0].ID = ""
	bent := agreed()
	bent.Totals.Tax = amount("1.00")
	for want, priced := range map[string]pricing.Priced{
		"agreed.lines[1].id: duplicate (1)": twice,
		"agreed.lines[0].id: required":      none,
		"agreed.totals.tax: BT-110":         bent,
	} {
		_, err := order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o", Number: "1", Customer: "C", Agreed: priced})
		assert.ErrorContains(t, err, want)
	}
}

func TestNothingPanicsWithoutRulesOrCommand(t *testing.T) {
	r := rules(t, order.Policy{})
	o := confirmed(t, r)
	_, err := order.New(nil, nil, order.Opening{})
	assert.EqualError(t, err, "rules: required; id: required; number: required; customer: required; agreed.lines: required; command: required")
	_, err = o.Allocate(nil, nil, all())
	assert.EqualError(t, err, "rules: required; command: required")
	_, err = o.Allocate(&order.Rules{}, by(o, salesdesk.Warehouse), all())
	assert.EqualError(t, err, "rules: required")
	_, err = o.Allocate(r, nil, all())
	assert.EqualError(t, err, "command: required")
	_, err = o.RequestReturn(nil, nil, order.Return{})
	assert.EqualError(t, err, "rules: required; command: required")
	_, err = o.AuthorizeReturn(nil, nil, "r")
	assert.EqualError(t, err, "rules: required; command: required")
	assert.Nil(t, o.Permitted(nil, nil))
}
