package pricing_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func optional(line pricing.Line) pricing.Line {
	line.Optional = true
	return line
}

func instead(of string, line pricing.Line) pricing.Line {
	line.Alternative = of
	return line
}

func within(section string, line pricing.Line) pricing.Line {
	line.Section = section
	return line
}

// boiler is a quote with a better boiler beside it, and a thermostat if wanted.
func boiler() pricing.Request {
	return asked(
		within("heating", sold("boiler", "1", "2500")),
		within("heating", instead("boiler", sold("better", "1", "3500"))),
		within("heating", instead("boiler", sold("plain", "1", "2000"))),
		within("control", optional(sold("thermostat", "1", "200"))),
		within("works", taxed("0.06", sold("fitting", "8", "60"))),
	)
}

func deltas(p pricing.Priced) (list []string) {
	for _, o := range p.Options {
		list = append(list, fmt.Sprint(o.ID, " ", o.For, " ", o.TaxExclusive, " ", o.Payable))
	}
	return list
}

func TestOptionsComeWithTheirDifference(t *testing.T) {
	out := priced(t, boiler())
	assert.Equal(t, "2980.00", out.Totals.TaxExclusive.String())
	assert.Equal(t, "3533.80", out.Totals.Payable.String())
	assert.Equal(t, []string{
		"better boiler 1000.00 1210.00", "plain boiler -500.00 -605.00", "thermostat  200.00 242.00",
	}, deltas(out))
	assert.Equal(t, "3500.00", out.Options[0].Lines[0].Net.String())
	assert.Equal(t, "heating", out.Options[0].Section)
}

func TestTheDifferenceIsThatOfTheWholeDocument(t *testing.T) {
	req := boiler()
	req.Adjustments = []pricing.Adjustment{percentOff("project", "0.10")}
	out := priced(t, req)
	// 10 % off the whole: 900.00 and 189.00 VAT.
	assert.Equal(t, "better boiler 900.00 1089.00", deltas(out)[0])
}

func TestChoosingChangesPlaces(t *testing.T) {
	req, err := boiler().Choose("better", "thermostat")
	require.NoError(t, err)
	out := priced(t, req)
	assert.Equal(t, "4180.00", out.Totals.TaxExclusive.String())
	assert.Equal(t, []string{"boiler better -1000.00 -1210.00", "plain better -1500.00 -1815.00"}, deltas(out))

	back, err := req.Choose("boiler")
	require.NoError(t, err)
	assert.Equal(t, []string{"better boiler 1000.00 1210.00", "plain boiler -500.00 -605.00"}, deltas(priced(t, back)))
	assert.True(t, boiler().Lines[3].Optional, "the request stays what it was")

	_, err = req.Choose("fitting", "gold")
	assert.Equal(t, []string{"lines: reference (gold)"}, paths(err))
}

func TestSectionsSumToTheLines(t *testing.T) {
	out := priced(t, boiler())
	assert.Equal(t, []pricing.SectionTotal{
		{Section: "heating", Lines: amount("2500.00")}, {Section: "works", Lines: amount("480.00")},
	}, out.Sections)
	out.Sections[0].Lines = amount("2500.01")
	assert.Equal(t, []string{"sections[0].lines: BT-106 is 2500.01 EUR where 2500.00 EUR is exact"}, paths(pricing.Verify(out)))
	out.Sections = out.Sections[1:]
	assert.Equal(t, []string{"lines[0].section: reference (heating)"}, paths(pricing.Verify(out)))
}

func TestVerifyReadsTheLinesOfOptions(t *testing.T) {
	out := priced(t, boiler())
	out.Options[0].Lines[0].Net = amount("1")
	assert.Equal(t, []string{"options[0].lines[0].net: BT-131 is 1 EUR where 3500.00 EUR is exact"}, paths(pricing.Verify(out)))
}

func TestOptionsThatCannotBeChosenAreRefused(t *testing.T) {
	req := asked(
		sold("1", "1", "10"),
		instead("9", sold("2", "1", "10")),
		optional(instead("1", sold("3", "1", "10"))),
		instead("3", sold("4", "1", "10")),
		optional(sold("1", "1", "10")),
		optional(sold("", "1", "10")),
	)
	assert.Equal(t, []string{
		"lines[1].alternative: reference (9)",
		"lines[2].alternative: excluded (optional)",
		"lines[3].alternative: excluded (lines[2].alternative)",
		"lines[4].id: duplicate (1)",
		"lines[5].id: required",
	}, paths(refused(t, req)))

	wrong := asked(sold("1", "1", "10"), optional(sold("2", "1", "-10")))
	assert.Equal(t, []string{"lines[1].price.amount: min (0)"}, paths(refused(t, wrong)))

	many := asked(sold("0", "1", "10"))
	for i := range pricing.MaxOptions + 1 {
		many.Lines = append(many.Lines, optional(sold(fmt.Sprint(i+1), "1", "1")))
	}
	assert.Equal(t, []string{"lines: length (100)"}, paths(refused(t, many)))
}

func TestOptionsAreToldOfTogetherWithTheRest(t *testing.T) {
	wrong := optional(sold("3", "1", "-30"))
	wrong.Recurring = &pricing.Recurring{Start: asked().Date, Months: -1, Every: pricing.Monthly}
	req := asked(sold("1", "1", "-10"), instead("1", pricing.Line{ID: "2", SKU: "GHOST", Quantity: amount("1")}), wrong)
	req.Prepaid = amount("1.001")
	assert.Equal(t, []string{
		"prepaid: format (0.00)",
		"lines[0].price.amount: min (0)",
		"lines[1].sku: reference (GHOST)",
		"lines[2].recurring.months: min (1)",
		"lines[2].price.amount: min (0)",
	}, paths(refused(t, req)))
}

// The other one is too cheap for the discount, or for an order at all.
func TestAnOptionThatTheDocumentCannotTakeIsNamed(t *testing.T) {
	req := asked(sold("1", "1", "90"), instead("1", sold("2", "1", "0.48")), optional(sold("3", "1", "5")))
	req.Adjustments = []pricing.Adjustment{amountOff("deal", "10")}
	err := refused(t, req)
	assert.Equal(t, []string{"lines[1]: 2 cannot be chosen: adjustments[0]: allowance 10 EUR exceeds the 0.48 EUR there is"}, paths(err))
	var excess pricing.AllowanceError
	require.ErrorAs(t, err, &excess)
	assert.Equal(t, "0.48", excess.Left.Amount.String())

	rules := yard()
	rules.SmallOrder = &pricing.SmallOrder{Below: amount("50")}
	req = ordered("SAND", "3", "BRICK", "1")
	req.Lines[1].Alternative = "1"
	_, err = compiled(t, rules).Price(req)
	var option pricing.OptionError
	require.ErrorAs(t, err, &option)
	assert.Equal(t, "2", option.ID)
	assert.Equal(t, []string{"order is 49.52 EUR short of the least, 50 EUR"}, paths(option.Problems))
}

func TestARequestOfOptionsOnlySaysSo(t *testing.T) {
	err := refused(t, asked(optional(sold("1", "1", "10")), optional(sold("2", "1", "-10"))))
	assert.Equal(t, []string{"lines: every line is an option", "lines[1].price.amount: min (0)"}, paths(err))
	var nothing pricing.NothingChosenError
	require.ErrorAs(t, err, &nothing)
}

func TestAnyOptionDiffersByWhatChoosingItDoes(t *testing.T) {
	p := compiled(t, desk())
	rapid.Check(t, func(t *rapid.T) {
		req := anyRequest(t)
		req.Adjustments = nil
		for i := range req.Lines {
			req.Lines[i].Section = rapid.SampledFrom([]string{"a", "b", ""}).Draw(t, "section")
			if i > 0 && rapid.Bool().Draw(t, "option") {
				req.Lines[i].Optional = true
			}
		}
		out := explained(t, p, req).Priced
		require.NoError(t, pricing.Verify(out))
		sum := decimal.Zero
		for _, s := range out.Sections {
			sum = sum.Add(s.Lines.Decimal)
		}
		require.True(t, len(out.Sections) == 0 || sum.Equal(out.Totals.Lines.Decimal))
		for _, o := range out.Options {
			with, err := req.Choose(o.ID)
			require.NoError(t, err)
			other, err := p.Price(with)
			require.NoError(t, err)
			require.True(t, out.Totals.Payable.Decimal.Add(o.Payable.Decimal).Equal(other.Totals.Payable.Decimal))
			require.True(t, out.Totals.TaxExclusive.Decimal.Add(o.TaxExclusive.Decimal).Equal(other.Totals.TaxExclusive.Decimal))
		}
	})
}

func ExampleRequest_Choose() {
	pricer, _ := pricing.Compile(pricing.Rules{})
	quoted, _ := pricer.Price(boiler())
	for _, o := range quoted.Options {
		fmt.Println(o.ID, o.TaxExclusive)
	}
	better, _ := boiler().Choose("better")
	ordered, _ := pricer.Price(better)
	fmt.Println(quoted.Totals.TaxExclusive, ordered.Totals.TaxExclusive)
	// Output:
	// better 1000.00
	// plain -500.00
	// thermostat 200.00
	// 2980.00 3980.00
}

// Where prices have VAT in them, both documents are rounded: 9 is 7 + 1 and 1 of rounding,
// -32 is -26 - 5 and -1, so that the option differs by 2 more than its net and VAT.
func TestAnOptionWithVATInItRoundsTwice(t *testing.T) {
	standard := &pricing.VATGroup{Category: pricing.Standard, Rate: amount("0.21")}
	line := func(id, quantity, price string) pricing.Line {
		return pricing.Line{ID: id, SKU: id, Quantity: amount(quantity), Unit: "C62", Price: &pricing.Price{Amount: amount(price)}, VAT: standard}
	}
	p, err := pricing.Compile(pricing.Rules{Book: pricing.Book{Currency: "JPY", Inclusive: true}})
	require.NoError(t, err)
	returned := line("2", "-1", "41")
	returned.Optional = true
	out, err := p.Price(pricing.Request{Currency: "JPY", Date: calendar.MustDate("2026-11-23"), Inclusive: true, Lines: []pricing.Line{line("1", "1", "9"), returned}})
	require.NoError(t, err)
	o := out.Options[0]
	assert.Equal(t, "-33 -6 -41", o.TaxExclusive.String()+" "+o.Tax.String()+" "+o.Payable.String())
	require.NoError(t, pricing.Verify(out))
}

// TestALoneOptionShowsItsOwnLines: what is free with it, too, and none of the document.
func TestALoneOptionShowsItsOwnLines(t *testing.T) {
	for _, promotions := range [][]pricing.Promotion{nil, {{ID: "f", Free: &pricing.FreeGoods{Every: amount("1"), Quantity: amount("1")}}}} {
		p, err := pricing.Compile(pricing.Rules{
			Book: pricing.Book{
				Currency: salesdesk.EUR, Articles: []pricing.Article{{SKU: "A"}, {SKU: "B"}},
				Entries: []pricing.Entry{{SKU: "A", Price: amount("5.00")}, {SKU: "B", Price: amount("6.00")}},
			},
			Promotions: promotions,
		})
		require.NoError(t, err)
		document, err := p.Price(pricing.Request{
			Currency: salesdesk.EUR, Date: calendar.MustDate("2026-04-20"), Buyer: pricing.Buyer{Tax: pricing.TaxParty{Country: "BE"}},
			Lines: []pricing.Line{{ID: "1", SKU: "A", Quantity: amount("1")}, {ID: "2", SKU: "B", Quantity: amount("1"), Optional: true}},
		})
		require.NoError(t, err)
		require.NoError(t, pricing.Verify(document))
		var ids []string
		for _, l := range document.Options[0].Lines {
			ids = append(ids, l.ID)
		}
		assert.Equal(t, []string{"2", "free.f.2"}[:1+len(promotions)], ids)
		assert.Equal(t, "6.00", document.Options[0].TaxExclusive.String())
	}
}
