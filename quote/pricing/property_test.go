package pricing_test

import (
	"errors"
	"fmt"
	"math/rand"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// decimals draws an amount of so many units of 10^-places.
func decimals(t *rapid.T, low, high int64, places int32, label string) salesdesk.Amount {
	return salesdesk.Amount{Decimal: decimal.New(rapid.Int64Range(low, high).Draw(t, label), -places)}
}

func anyAdjustment(t *rapid.T, id string) pricing.Adjustment {
	a := pricing.Adjustment{ID: id, Charge: rapid.Bool().Draw(t, "charge"), On: rapid.SampledFrom([]pricing.Basis{pricing.OnBalance, pricing.OnList}).Draw(t, "on")}
	if rapid.Bool().Draw(t, "by rate") {
		rate := decimals(t, 0, 400, 3, "rate")
		a.Rate = &rate
	} else {
		of := decimals(t, 0, 500, 2, "amount")
		a.Amount = &of
	}
	return a
}

func anyGroup(t *rapid.T) *pricing.VATGroup {
	return rapid.SampledFrom([]*pricing.VATGroup{
		at("0.21"), at("0.12"), at("0.06"),
		{Category: pricing.ZeroRated},
		{Category: pricing.ReverseCharge, Ground: pricing.ReverseImmovable},
		{Category: pricing.IntraEU, Ground: pricing.IntraCommunity},
	}).Draw(t, "vat")
}

// anyRequest draws what a desk may send, returns among sales too.
func anyRequest(t *rapid.T) pricing.Request {
	req := asked()
	req.Currency = rapid.SampledFrom([]salesdesk.Currency{"EUR", "EUR", "EUR", "JPY", "BHD"}).Draw(t, "currency")
	whole := req.Currency != "EUR"
	for i := range rapid.IntRange(1, 12).Draw(t, "lines") {
		line := pricing.Line{
			ID: fmt.Sprint(i), Quantity: decimals(t, -20, 500, 1, "quantity"), VAT: anyGroup(t),
			Price: &pricing.Price{Amount: decimals(t, 0, 500_000, 4, "price"), BaseQuantity: decimals(t, 0, 30, 0, "base")},
		}
		if rapid.IntRange(0, 3).Draw(t, "known article") == 0 {
			line.SKU, line.Price = rapid.SampledFrom([]string{"DRILL", "FREIGHT"}).Draw(t, "sku"), nil
			req.Currency, whole = "EUR", false
		}
		for k := range rapid.IntRange(0, 3).Draw(t, "adjustments") {
			line.Adjustments = append(line.Adjustments, anyAdjustment(t, fmt.Sprint(k)))
		}
		req.Lines = append(req.Lines, line)
	}
	for k := range rapid.IntRange(0, 3).Draw(t, "document adjustments") {
		a := anyAdjustment(t, fmt.Sprint(k))
		if rapid.IntRange(0, 3).Draw(t, "one group") == 0 {
			a.VAT = anyGroup(t)
		}
		req.Adjustments = append(req.Adjustments, a)
	}
	if rapid.Bool().Draw(t, "cash discount") {
		req.CashDiscount = &pricing.CashDiscount{Rate: decimals(t, 0, 50, 3, "cash"), Days: 8}
	}
	if whole {
		coarsen(&req)
	}
	return req
}

// coarsen takes the cents off fixed amounts, for currencies without them.
func coarsen(req *pricing.Request) {
	for i := range req.Lines {
		coarse(req.Lines[i].Adjustments)
	}
	coarse(req.Adjustments)
}

func coarse(list []pricing.Adjustment) {
	for i := range list {
		if list[i].Amount != nil {
			a := salesdesk.Amount{Decimal: list[i].Amount.Truncate(0)}
			list[i].Amount = &a
		}
	}
}

// explained is the explanation of any request that can be priced at all.
func explained(t *rapid.T, p *pricing.Pricer, req pricing.Request) pricing.Explanation {
	e, err := p.Explain(req)
	var excess pricing.AllowanceError
	if errors.As(err, &excess) {
		t.Skip("more off than there is")
	}
	require.NoError(t, err)
	require.NoError(t, e.Verify())
	return e
}

func TestAnyDocumentIsExact(t *testing.T) {
	p := compiled(t, desk())
	rapid.Check(t, func(t *rapid.T) {
		e := explained(t, p, anyRequest(t))
		require.NoError(t, pricing.Verify(e.Priced))
	})
}

func TestAnyWaterfallChains(t *testing.T) {
	p := compiled(t, desk())
	rapid.Check(t, func(t *rapid.T) {
		e := explained(t, p, anyRequest(t))
		for i, line := range e.Lines {
			balance := decimal.Zero
			for _, s := range line.Waterfall.Steps {
				balance = balance.Add(s.Amount.Decimal)
				require.True(t, balance.Equal(s.Balance.Decimal), "%s of line %d", s.Kind, i)
			}
			require.True(t, balance.Equal(line.Waterfall.Pocket.Decimal))
			priced := e.Priced.Lines[i]
			require.True(t, line.Waterfall.Net.Equal(priced.Net))
			require.True(t, line.Waterfall.Invoice.Decimal.Equal(priced.Net.Add(priced.Share.Decimal)))
		}
	})
}

func TestAnyAllocationSums(t *testing.T) {
	p := compiled(t, desk())
	rapid.Check(t, func(t *rapid.T) {
		req := anyRequest(t)
		for i := range req.Adjustments {
			req.Adjustments[i].VAT = nil // one that names its group may have no line to carry it
		}
		out := explained(t, p, req).Priced
		want, got := decimal.Zero, decimal.Zero
		for _, a := range out.Adjustments {
			switch {
			case a.ID == "cash_discount" || a.ID == "cash_discount.charge":
			case a.Charge:
				want = want.Add(a.Amount.Decimal)
			default:
				want = want.Sub(a.Amount.Decimal)
			}
		}
		for _, l := range out.Lines {
			got = got.Add(l.Share.Decimal)
		}
		require.True(t, want.Equal(got), "%s shared, %s adjusted", got, want)
	})
}

func TestTheOrderOfLinesChangesNoTotal(t *testing.T) {
	p := compiled(t, desk())
	rapid.Check(t, func(t *rapid.T) {
		req := anyRequest(t)
		want := explained(t, p, req).Priced
		dice := rand.New(rand.NewSource(rapid.Int64().Draw(t, "order"))) //nolint:gosec // a shuffle
		dice.Shuffle(len(req.Lines), func(i, j int) { req.Lines[i], req.Lines[j] = req.Lines[j], req.Lines[i] })
		got, err := p.Price(req)
		require.NoError(t, err)
		require.Equal(t, want.Totals, got.Totals)
		require.Equal(t, taxes(want), taxes(got))
		require.Equal(t, documentAmounts(want), documentAmounts(got))
	})
}

func FuzzDecodeRequest(f *testing.F) {
	f.Add([]byte(`{"currency":"EUR","date":"2026-11-23","buyer":{"tax":{"country":"BE"}},"lines":[{"id":"1","sku":"DRILL","quantity":"2"}]}`))
	f.Add([]byte(`{"currency":"JPY","date":"2026-11-23","lines":[{"id":"1","quantity":-1.5,"price":{"amount":"105"},"vat":{"category":"S","rate":"0.1"}}],"adjustments":[{"id":"a","rate":"0.05"}]}`))
	f.Add([]byte(`{"currency":"EUR","date":"2026-11-23","lines":[{"id":"1","quantity":1e12,"price":{"amount":"1e-12"}}],"cash_discount":{"rate":"0.02","days":8}}`))
	p, err := pricing.Compile(desk())
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, data []byte) {
		req, err := pricing.DecodeRequest(data)
		if err != nil {
			return
		}
		if e, err := p.Explain(req); err == nil {
			require.NoError(t, pricing.Verify(e.Priced))
			require.NoError(t, e.Verify())
		}
	})
}

func FuzzDecodeBook(f *testing.F) {
	f.Add([]byte(`{"currency":"EUR","articles":[{"sku":"A"}],"entries":[{"sku":"A","price":"1.10"}]}`))
	f.Add([]byte(`{"currency":"EUR","articles":[{"sku":"A","group":"g"}],"entries":[{"group":"g","price":"1","mode":"graduated","tiers":[{"from":"2","price":"0"}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := pricing.DecodeBook(data)
		if err != nil {
			return
		}
		_, lintErr := pricing.Lint(book)
		if _, err := pricing.Compile(pricing.Rules{Book: book}); err == nil {
			require.NoError(t, lintErr)
		}
	})
}
