package order_test

import (
	"fmt"
	"strconv"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func day(s string) calendar.Date { return calendar.MustDate(s) }

// agreed is an order of 10 pieces and 0.5 kg.
func agreed() pricing.Priced {
	return pricedAt("10", "C62", "0.5", "KGM")
}

// pricedAt is quantities at 12.50 and 8.00, in units.
func pricedAt(quantities ...string) pricing.Priced {
	p, err := pricing.Compile(pricing.Rules{})
	if err != nil {
		panic(err)
	}
	request := pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-28")}
	for i, price := range []string{"12.50", "8.00"} {
		if 2*i < len(quantities) {
			request.Lines = append(request.Lines, pricing.Line{
				ID: fmt.Sprint(i + 1), SKU: string(rune('A' + i)), Quantity: amount(quantities[2*i]), Unit: quantities[2*i+1],
				Price: &pricing.Price{Amount: amount(price)}, VAT: &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")},
			})
		}
	}
	priced, err := p.Price(request)
	if err != nil {
		panic(err)
	}
	return priced
}

func rules(t require.TestingT, p order.Policy) *order.Rules {
	r, err := order.Compile(p)
	require.NoError(t, err)
	return r
}

// by is a command of a role for the order as it is.
func by(o order.Order, role salesdesk.Role) *workflow.Command {
	at := time.Date(2026, 4, 28, 9, o.Version, 0, 0, time.UTC)
	if at.Before(o.Changed) {
		at = o.Changed
	}
	return &workflow.Command{
		ID: "cmd-" + strconv.Itoa(o.Version+1), Actor: salesdesk.Actor{ID: "an", Role: role},
		At: at, Expect: o.Version, Reason: "asked for",
	}
}

func promises(o order.Order) []promise.Promise {
	list := make([]promise.Promise, len(o.Lines))
	for i, l := range o.Lines {
		list[i] = promise.Promise{Line: l.ID, Date: day("2026-05-06"), Binding: promise.ByStock}
	}
	return list
}

func opened(t require.TestingT, r *order.Rules) order.Order {
	o, err := order.New(r, by(order.Order{}, salesdesk.InsideSales), order.Opening{ID: "o1", Number: "BEST-1", Customer: "C001", Agreed: agreed()})
	require.NoError(t, err)
	return o
}

func confirmed(t require.TestingT, r *order.Rules) order.Order {
	o := opened(t, r)
	o, err := o.Submit(r, by(o, salesdesk.InsideSales))
	require.NoError(t, err)
	o, err = o.Confirm(r, by(o, salesdesk.SalesManager), order.Confirmation{Promises: promises(o)})
	require.NoError(t, err)
	return o
}

func some(line, quantity string) []order.Quantity {
	return []order.Quantity{{Line: line, Quantity: amount(quantity)}}
}

func all() []order.Quantity {
	return []order.Quantity{{Line: "1", Quantity: amount("10")}, {Line: "2", Quantity: amount("0.5")}}
}

func shipped(t require.TestingT, r *order.Rules, o order.Order, id string, lines []order.Quantity) order.Order {
	o, err := o.Allocate(r, by(o, salesdesk.Warehouse), lines)
	require.NoError(t, err)
	o, err = o.Ship(r, by(o, salesdesk.Warehouse), order.Shipment{ID: id, Lines: lines})
	require.NoError(t, err)
	return o
}

func delivered(t require.TestingT, r *order.Rules, o order.Order, id string, lines []order.Quantity) order.Order {
	o = shipped(t, r, o, id, lines)
	o, err := o.Deliver(r, by(o, salesdesk.Warehouse), id, "signed")
	require.NoError(t, err)
	return o
}

func label(t require.TestingT, o order.Order, id string) order.Label {
	l, ok := o.Line(id)
	require.True(t, ok)
	return l.Label()
}
