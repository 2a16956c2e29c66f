package quote_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func TestARecurringLineSaysFromWhenThroughWhen(t *testing.T) {
	q := sold(t, facade(t, func(r *pricing.Request, _ *quote.Conditions) {
		r.Lines = append(r.Lines, pricing.Line{ID: "9", SKU: "KRAAN", Quantity: amount("1"), Recurring: &pricing.Recurring{Start: day("2026-06-01"), Months: 6, Every: pricing.Monthly}})
	}))
	doc, _ := written(t, q, header())
	assert.Equal(t, &ubl.Period{StartDate: "2026-06-01", EndDate: "2026-11-30"}, doc.QuotationLine[2].LineItem.Delivery[0].PromisedDeliveryPeriod)
}

// A term of ten hours a month at 95.00, from half May on: 17 of 31 days, five months, and
// from the fourth at 90.00; the reader works it out from the lines below.
func TestWriteUBLSaysWhatOnePeriodCosts(t *testing.T) {
	doc, text := written(t, sold(t, facade(t, func(r *pricing.Request, _ *quote.Conditions) {
		term := &pricing.Recurring{
			Start: day("2026-05-15"), Months: 5, Every: pricing.Monthly, Calendar: true, Proration: pricing.ByDay,
			Ramps: []pricing.Ramp{{From: 4, Price: &pricing.Price{Amount: amount("90.00")}}},
		}
		r.Lines = append(r.Lines,
			pricing.Line{ID: "9", SKU: "KRAAN", Quantity: amount("10"), Recurring: term},
			pricing.Line{ID: "10", SKU: "KRAAN", Quantity: amount("10"), Recurring: term, Optional: true})
	})), header())
	chosen := doc.QuotationLine[2].LineItem
	require.Equal(t, "9", chosen.ID)
	assert.Equal(t, []string{
		"10 x 95.00 x 17/31 = 520.97", "2 x (10 x 95.00) = 2 x 950.00 = 1900.00", "2 x (10 x 90.00) = 2 x 900.00 = 1800.00", "10 x 90.00 x 14/31 = 406.45",
	}, chosen.Note)
	require.Len(t, chosen.SubLineItem, 4)
	second, sum := chosen.SubLineItem[1], amount("0")
	assert.Equal(t, &ubl.Period{StartDate: "2026-06-01", EndDate: "2026-07-31", DurationMeasure: &ubl.Quantity{Unit: "MON", Value: amount("2")}}, second.Delivery[0].PromisedDeliveryPeriod)
	assert.Equal(t, "MON", second.Price.PriceType)
	assert.Equal(t, "10 HUR 95.00", fmt.Sprint(second.Quantity.Value, " ", second.Quantity.Unit, " ", second.Price.PriceAmount.Value))
	for _, s := range chosen.SubLineItem {
		sum.Decimal = sum.Add(s.LineExtensionAmount.Value.Decimal)
	}
	assert.True(t, sum.Equal(chosen.LineExtensionAmount.Value), sum)
	assert.Nil(t, chosen.SubLineItem[0].Delivery[0].PromisedDeliveryPeriod.DurationMeasure, "a part of a month is no number of months")
	assert.Equal(t, chosen.Note, doc.QuotationLine[4].AlternativeLineItem[0].Note, "what is offered says it too")
	assert.Contains(t, text, "<cbc:PriceType>MON</cbc:PriceType>")
}

// The lines of a consumer's document are without VAT, and the prices of its periods are not.
func TestWriteUBLSaysTheSumsOfAConsumersTermInANote(t *testing.T) {
	p, err := pricing.Compile(pricing.Rules{})
	require.NoError(t, err)
	line := pricing.Line{ID: "1", Name: "Onderhoud", Quantity: amount("2"), Price: &pricing.Price{Amount: amount("60.50")}, VAT: &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")}}
	line.Recurring = &pricing.Recurring{Start: day("2026-05-01"), Months: 6, Every: pricing.Monthly}
	c, err := quote.Price(p, pricing.Request{Currency: salesdesk.EUR, Date: day("2026-04-20"), Inclusive: true, Lines: []pricing.Line{line}, Buyer: pricing.Buyer{ID: "C001", Tax: pricing.TaxParty{Country: "BE"}}}, quote.Conditions{})
	require.NoError(t, err)
	doc, _ := written(t, sold(t, c), header())
	item := doc.QuotationLine[0].LineItem
	assert.Equal(t, []string{"6 x (2 x 60.50) = 6 x 121.00 = 726.00"}, item.Note)
	assert.Empty(t, item.SubLineItem)
}
