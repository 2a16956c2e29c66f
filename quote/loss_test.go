package quote_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote"
)

func TestACallOffHasAnOrder(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := sent(t, r, content(t, "", quote.Conditions{}))
	q, err := q.Accept(r, customer(q), q.Latest().Digest)
	require.NoError(t, err)
	_, err = q.CallOff(r, clerk(q), "", awards("1", "99"))
	require.ErrorContains(t, err, "order: required; line 1: 99 asked, 10 remains")
}

func TestALossHasAReasonOfTheHouse(t *testing.T) {
	own, err := quote.Compile(quote.Policy{Location: brussels(t), LossReasons: []quote.LossReason{"permit"}})
	require.NoError(t, err)
	plain, low := rules(t, quote.Approval{}), amount("-1")
	q := sent(t, plain, content(t, "", quote.Conditions{}))
	for why, wants := range map[quote.LossReason][2]string{
		quote.LostOnPrice: {"", ""},
		"":                {"", ""}, // told in words
		"permit":          {"loss.why: one_of (price delivery quality terms competitor no_need no_answer not_supplied)", ""},
		"nonsense":        {"loss.why: one_of (", "not_supplied permit)"},
	} {
		for i, r := range []*quote.Rules{plain, own} {
			_, err := q.Decline(r, customer(q), quote.Loss{Why: why})
			if wants[i] == "" {
				require.NoError(t, err, why)
				continue
			}
			require.ErrorContains(t, err, wants[i], why)
		}
	}
	_, err = q.Decline(plain, customer(q), quote.Loss{Why: quote.LostOnPrice, Price: &low})
	require.ErrorContains(t, err, "loss.price: min (0)")
	q, err = q.Accept(plain, customer(q), q.Latest().Digest)
	require.NoError(t, err)
	_, err = q.Lose(plain, clerk(q), awards("1", "1"), quote.Loss{Why: "nonsense"})
	require.ErrorContains(t, err, "loss.why")
	_, err = q.Lose(plain, clerk(q), nil, quote.Loss{Why: "nonsense"})
	require.ErrorContains(t, err, "loss.why")
	_, err = quote.Compile(quote.Policy{LossReasons: []quote.LossReason{"", quote.NoNeed, "permit", "permit"}})
	require.EqualError(t, err, "loss_reasons[0]: required; loss_reasons[1]: duplicate (no_need); loss_reasons[3]: duplicate (permit)")
	_, err = quote.Compile(quote.Policy{LossReasons: make([]quote.LossReason, quote.MaxReasons+1)})
	require.EqualError(t, err, "loss_reasons: length (200)")
}

func TestNobodyIsBoundForEver(t *testing.T) {
	r := rules(t, quote.Approval{})
	q := opened(t, r, content(t, "", quote.Conditions{}))
	q, err := q.Release(r, clerk(q))
	require.NoError(t, err)
	_, err = q.Send(r, clerk(q), day("2031-04-21"))
	require.ErrorContains(t, err, "valid_until: max (2031-04-20)")
	_, err = q.Send(r, clerk(q), day("9026-04-20"))
	require.ErrorContains(t, err, "valid_until: max (2031-04-20)")
	_, err = q.Send(r, clerk(q), calendar.Date{})
	require.ErrorContains(t, err, "validity_set: valid_until: required")
	_, err = q.Send(r, clerk(q), calendar.Date{Year: 2026, Month: 13, Day: 1})
	require.ErrorAs(t, err, new(quote.ValidityError))
	q, err = q.Send(r, clerk(q), day("2031-04-20"))
	require.NoError(t, err)
	_, err = q.Extend(r, clerk(q), day("2031-04-21"))
	require.ErrorContains(t, err, "valid_until: max (2031-04-20)")
}
