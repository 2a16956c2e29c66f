package pricing_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// anyLever draws one, coarse enough that every value can be tried.
func anyLever(t *rapid.T, req pricing.Request) pricing.Lever {
	l := pricing.Lever{Move: rapid.SampledFrom([]pricing.Move{pricing.DocumentAmount, pricing.DocumentRate, pricing.LinesRate, pricing.LineRate, pricing.LinePrice}).Draw(t, "move")}
	if l.Move == pricing.LinePrice {
		l.Step = amount(rapid.SampledFrom([]string{"0.05", "0.01", "0.13"}).Draw(t, "step"))
	} else if l.Move != pricing.DocumentAmount {
		l.Step = amount("0.002")
	}
	if l.Move == pricing.LineRate || l.Move == pricing.LinePrice {
		l.Line = rapid.SampledFrom(req.Lines).Draw(t, "line").ID
	}
	return l
}

// anySmallRequest draws one of a few euros over mixed rates, to try every value of a lever.
func anySmallRequest(t *rapid.T) pricing.Request {
	req := asked()
	for i := range rapid.IntRange(1, 4).Draw(t, "lines") {
		line := pricing.Line{
			ID: fmt.Sprint(i), Quantity: decimals(t, 1, 3, 0, "quantity"), VAT: anyGroup(t),
			Price: &pricing.Price{Amount: decimals(t, 1, 90, 2, "price")},
		}
		if rapid.Bool().Draw(t, "discount") {
			rate := decimals(t, 0, 300, 3, "own")
			line.Adjustments = []pricing.Adjustment{{ID: "own", Rate: &rate}}
		}
		req.Lines = append(req.Lines, line)
	}
	if rapid.Bool().Draw(t, "document discount") {
		rate := decimals(t, 0, 100, 3, "whole")
		req.Adjustments = []pricing.Adjustment{{ID: "own", Rate: &rate}}
	}
	if rapid.IntRange(0, 3).Draw(t, "cash") == 0 {
		req.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	} else {
		req.Inclusive = rapid.IntRange(0, 2).Draw(t, "inclusive") == 0
	}
	return req
}

// Every value of the lever is tried: none comes nearer, and of two as near the lower wins.
func TestNoValueOfTheLeverIsNearer(t *testing.T) {
	p := compiled(t, pricing.Rules{})
	rapid.Check(t, func(t *rapid.T) {
		req := anySmallRequest(t)
		lever := anyLever(t, req)
		to := pricing.Target{Amount: decimals(t, -50, 900, 2, "target"), Of: rapid.SampledFrom([]pricing.Figure{"", pricing.Payable}).Draw(t, "of")}
		s, err := p.SolveForTotal(req, to, lever)
		require.NoError(t, err)
		lands(t, p, s, to)
		if s.Nearest {
			noneIsNearer(t, p, req, lever, to, s)
		}
	})
}

func noneIsNearer(t *rapid.T, p *pricing.Pricer, req pricing.Request, lever pricing.Lever, to pricing.Target, s pricing.Solution) {
	best := s.Residual.Abs()
	for k := range int64(800) {
		out, err := p.Price(moved(req, lever, k))
		if err != nil {
			continue
		}
		total := out.Totals.TaxExclusive
		if to.Of == pricing.Payable {
			total = out.Totals.Payable
		}
		left := to.Amount.Sub(total.Decimal)
		require.False(t, left.Abs().LessThan(best), "%s of step %d is nearer than %s", total, k, s.Reached)
		require.False(t, left.Abs().Equal(best) && left.GreaterThan(s.Residual.Decimal), "%s is as near as %s, and lower", total, s.Reached)
	}
}

// The same where freight, small orders and floors step in between.
func TestNoValueOfTheLeverIsNearerOverSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := yard()
		rules.Freight = []pricing.FreightTable{{ID: "freight", Bands: bands("0", "0.50", "2.5", "0.20", "4", "0.70"), FreeFrom: amount(rapid.SampledFrom([]string{"0", "4.5", "6"}).Draw(t, "free"))}}
		if rapid.Bool().Draw(t, "small") {
			rules.SmallOrder = &pricing.SmallOrder{Below: amount("3"), Charge: pointer("0.60")}
		}
		if rapid.Bool().Draw(t, "floors") {
			rules.Floors = &pricing.Floors{Limit: rapid.Bool().Draw(t, "limit"), Of: []pricing.Floor{{SKU: "BEER", Price: pointer("0.40")}}}
		}
		p, err := pricing.Compile(rules)
		require.NoError(t, err)
		bricks := rapid.SampledFrom([]string{"4", "4", "-3"}).Draw(t, "bricks")
		req := ordered("BEER", rapid.SampledFrom([]string{"2", "4", "6"}).Draw(t, "beer"), "BRICK", bricks)
		lever := anyLever(t, req)
		to := pricing.Target{Amount: decimals(t, 0, 900, 2, "target"), Of: rapid.SampledFrom([]pricing.Figure{"", pricing.Payable}).Draw(t, "of")}
		s, err := p.SolveForTotal(req, to, lever)
		require.NoError(t, err)
		lands(t, p, s, to)
		if s.Nearest {
			noneIsNearer(t, p, req, lever, to, s)
		}
	})
}

// moved is a request with a lever at so many steps.
func moved(req pricing.Request, lever pricing.Lever, k int64) pricing.Request {
	step := lever.Step
	if step.IsZero() {
		step = amount("0.01")
	}
	value := salesdesk.Amount{Decimal: step.Mul(decimal.New(k, 0))}
	off := func(byRate bool, list []pricing.Adjustment) []pricing.Adjustment {
		a := pricing.Adjustment{ID: "target"}
		if byRate {
			a.Rate = &value
		} else {
			a.Amount = &value
		}
		return append(list[:len(list):len(list)], a)
	}
	if lever.Move == pricing.DocumentAmount || lever.Move == pricing.DocumentRate {
		req.Adjustments = off(lever.Move == pricing.DocumentRate, req.Adjustments)
		return req
	}
	req.Lines = append([]pricing.Line(nil), req.Lines...)
	for i := range req.Lines {
		in := &req.Lines[i]
		switch {
		case lever.Move == pricing.LinesRate, lever.Move == pricing.LineRate && in.ID == lever.Line:
			in.Adjustments = off(true, in.Adjustments)
		case lever.Move == pricing.LinePrice && in.ID == lever.Line:
			in.Price = &pricing.Price{Amount: value}
		}
	}
	return req
}
