package workflow_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/progress"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

// account is a case of two kinds of fact.
type account struct {
	balance int
	fact    workflow.Fact
}

func (a account) Coming() workflow.Fact { return a.fact }

// closed is the other fact.
type closed struct{}

func (closed) FactName() string { return "closed" }

// short is what covered finds.
type short struct{ missing int }

func (short) Error() string { return "short" }

func covered(_ *workflow.Command, a account, f paid) error {
	if f.Cents > a.balance {
		return short{f.Cents - a.balance}
	}
	return nil
}

func TestAGuardOnAFactLooksAtItsKindOnly(t *testing.T) {
	g := workflow.OnFact("covered", covered)
	assert.Equal(t, "covered", g.Name)
	assert.True(t, g.Fact)
	assert.Equal(t, short{2}, g.Test(by(salesdesk.Finance), account{balance: 3, fact: paid{Cents: 5}}))
	require.NoError(t, g.Test(by(salesdesk.Finance), account{balance: 5, fact: paid{Cents: 5}}))
	require.NoError(t, g.Test(by(salesdesk.Finance), account{}), "there is no fact yet")
	require.NoError(t, g.Test(by(salesdesk.Finance), account{fact: closed{}}), "the fact is for another guard")
}

func TestAGuardOnAnInterfaceLooksAtEveryFact(t *testing.T) {
	var seen []string
	g := workflow.OnFact("any", func(_ *workflow.Command, _ account, f workflow.Fact) error {
		seen = append(seen, f.FactName())
		return nil
	})
	for _, fact := range []workflow.Fact{paid{}, closed{}, nil} {
		require.NoError(t, g.Test(by(salesdesk.Finance), account{fact: fact}))
	}
	assert.Equal(t, []string{"paid", "closed"}, seen)
}

func TestAGuardOnTheCaseIsAskedWithoutAFact(t *testing.T) {
	g := workflow.NewGuard("open", func(_ *workflow.Command, a account) error {
		if a.balance == 0 {
			return errNo
		}
		return nil
	})
	assert.False(t, g.Fact)
	require.ErrorIs(t, g.Test(by(salesdesk.Finance), account{}), errNo)
	require.NoError(t, g.Test(by(salesdesk.Finance), account{balance: 1}))
}

// Every room tells a missing reason and a missing fact alike.
func TestTheGuardsOfTheRoomsTellAlike(t *testing.T) {
	for name, guards := range map[string]func(*testing.T) (reasons, facts int){
		"quote":      rehearse(quote.Definition()),
		"order":      rehearse(order.Definition()),
		"shipment":   rehearse(order.ShipmentDefinition()),
		"return":     rehearse(order.ReturnDefinition()),
		"receivable": rehearse(invoice.Definition()),
		"request":    rehearse(progress.Definition()),
		"complaint":  rehearse(complaint.Definition()),
		"prospect":   rehearse(prospect.Definition()),
		"dunning":    rehearse(dunning.Definition()),
	} {
		t.Run(name, func(t *testing.T) {
			reasons, facts := guards(t)
			assert.Equal(t, name != "dunning", reasons > 0, "a claim waits for nobody's reason")
			assert.Positive(t, facts)
		})
	}
}

// rehearse asks every guard for a reason without one, and every guard on a fact without
// a fact, or anything else.
func rehearse[S, E ~string, C workflow.Case](d workflow.Definition[S, E, C]) func(*testing.T) (reasons, facts int) {
	return func(t *testing.T) (reasons, facts int) {
		t.Helper()
		var none C
		for _, row := range d.Transitions {
			for _, g := range slices.Concat(row.If, row.Unless) {
				switch {
				case g.Name == "reason":
					reasons++
					assert.Equal(t, workflow.ReasonError{}, g.Test(&workflow.Command{}, none))
					require.NoError(t, g.Test(&workflow.Command{Reason: "the customer asked"}, none))
				case g.Fact:
					facts++
					require.NoError(t, g.Test(&workflow.Command{}, none), g.Name)
				}
			}
		}
		return reasons, facts
	}
}
