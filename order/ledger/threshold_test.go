package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk/order/ledger"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// 40,000 of goods and 10,000.01 of triangular supplies in one quarter, 900,000 in another,
// 1,000 of services, and 500,000 at home.
func TestAYearIsHeldAgainstTheThresholds(t *testing.T) {
	in := func(number, price, point string, g pricing.VATGroup) ledger.Sale {
		d := dutch(billed(t, number, request(line("1", "X", "1", price, g))))
		d.TaxPoint = day(point)
		return ledger.Sale{Document: d}
	}
	goods, triangle := pricing.VATGroup{Category: pricing.IntraEU, Ground: pricing.IntraCommunity}, pricing.VATGroup{Category: pricing.IntraEU, Ground: pricing.Triangular}
	sales := []ledger.Sale{
		in("F-1", "40000.00", "2026-02-01", goods), in("F-2", "10000.01", "2026-03-31", triangle), in("F-3", "900000.00", "2026-04-01", goods),
		in("F-4", "1000.00", "2026-02-01", pricing.VATGroup{Category: pricing.ReverseCharge, Ground: pricing.ReverseService}),
		in("F-5", "500000.00", "2026-12-31", at("0.21")), in("F-6", "500000.00", "2025-12-31", goods),
	}
	list, err := books(t, ledger.Policy{}).Thresholds(sales, 2026)
	require.NoError(t, err)
	data, err := ledger.CSV{}.Thresholds(list)
	require.NoError(t, err)
	assert.Equal(t, "kind,from,through,sum,threshold,over\n"+
		"quarterly_return,2026-01-01,2026-12-31,1451000.01,2500000.00,false\n"+
		"quarterly_list,2026-01-01,2026-03-31,50000.01,50000.00,true\n"+
		"quarterly_list,2026-04-01,2026-06-30,900000.00,50000.00,true\n"+
		"quarterly_list,2026-07-01,2026-09-30,0.00,50000.00,false\n"+
		"quarterly_list,2026-10-01,2026-12-31,0.00,50000.00,false\n"+
		"dispatches,2026-01-01,2026-12-31,940000.00,1000000.00,false\n", string(data))
}

func TestThresholdsAreDatedAndTheCompanysToChange(t *testing.T) {
	rows := append(ledger.BelgianThresholds(), ledger.Threshold{Kind: ledger.ListedOver, From: day("2026-12-31"), Amount: amount("500.00"), Source: "test"})
	b := books(t, ledger.Policy{Thresholds: rows})
	d := billed(t, "F-1", request(line("1", "X", "1", "400.00", at("0.21"))))
	listed, err := b.Listing([]ledger.Sale{{Document: d}}, 2026)
	require.NoError(t, err)
	assert.Empty(t, listed, "500.00 at the end of the year")
	d.TaxPoint = day("2025-06-01")
	listed, err = b.Listing([]ledger.Sale{{Document: d}}, 2025)
	require.NoError(t, err)
	assert.Len(t, listed, 1, "250.00 the year before")
	_, err = ledger.Compile(ledger.Policy{Thresholds: []ledger.Threshold{{Kind: "gifts", Amount: amount("-1")}}})
	assert.EqualError(t, err, "thresholds[0].kind: one_of (dispatches, listed_over, quarterly_list, quarterly_return); thresholds[0].from: required; thresholds[0].amount: min (0)")
	list, err := books(t, ledger.Policy{Thresholds: rows[:1]}).Thresholds(nil, 2026)
	require.NoError(t, err)
	assert.Empty(t, list, "no row, no answer")
}

func TestTheReturnIsWrittenForSpreadsheets(t *testing.T) {
	data, err := ledger.CSV{DecimalComma: true}.VATReturn([]ledger.GridTotal{{Grid: ledger.Base21, Amount: amount("1000.00")}, {Grid: "=1", Amount: amount("0.01")}})
	require.NoError(t, err)
	assert.Equal(t, "grid;amount\n03;1000,00\n'=1;0,01\n", string(data))
}
