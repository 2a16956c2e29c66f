package terms_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/terms"
)

func TestIncotermsByWhoPaysWhat(t *testing.T) {
	by := map[string][]terms.Incoterm{}
	for _, r := range terms.Incoterms() {
		if r.SeaOnly {
			by["sea"] = append(by["sea"], r.Incoterm)
		}
		if r.Freight == terms.Seller {
			by["freight"] = append(by["freight"], r.Incoterm)
		}
		if r.Insurance == terms.Seller {
			by["insurance"] = append(by["insurance"], r.Incoterm)
		}
		if r.Import == terms.Seller {
			by["import"] = append(by["import"], r.Incoterm)
		}
		if r.Export == terms.Buyer {
			by["export"] = append(by["export"], r.Incoterm)
		}
		got, ok := r.Incoterm.Rule()
		assert.True(t, ok)
		assert.Equal(t, r, got)
	}
	assert.Len(t, terms.Incoterms(), 11)
	assert.Equal(t, map[string][]terms.Incoterm{
		"sea":       {terms.FAS, terms.FOB, terms.CFR, terms.CIF},
		"freight":   {terms.CPT, terms.CIP, terms.DAP, terms.DPU, terms.DDP, terms.CFR, terms.CIF},
		"insurance": {terms.CIP, terms.CIF},
		"import":    {terms.DDP},
		"export":    {terms.EXW},
	}, by)
}

func TestRiskPassesBeforeTheFreightIsPaidFor(t *testing.T) {
	for give, want := range map[terms.Incoterm]terms.RiskPoint{
		terms.CPT: terms.WithCarrier, terms.CIF: terms.OnBoard, terms.DAP: terms.OnArrival, terms.DPU: terms.Unloaded, terms.EXW: terms.AtDisposal,
	} {
		rule, _ := give.Rule()
		assert.Equal(t, want, rule.Risk, give)
	}
}

func TestDeliveryNamesEveryProblem(t *testing.T) {
	tests := []struct {
		give terms.Delivery
		want string
	}{
		{terms.Delivery{Incoterm: "DAT"}, "incoterm: one_of (EXW FCA CPT CIP DAP DPU DDP FAS FOB CFR CIF); delivery_place: required"},
		{terms.Delivery{Incoterm: terms.FOB, Place: "Antwerpen", Transport: terms.Road}, "FOB is for ships, the goods travel by road"},
		{terms.Delivery{Transport: "mule"}, "transport: one_of (sea road rail air combined)"},
	}
	for _, tt := range tests {
		assert.EqualError(t, tt.give.Check(), tt.want)
	}
	for _, fine := range []terms.Delivery{
		{},
		{Place: "Gent"},
		{Incoterm: terms.DAP, Place: "Gent", Transport: terms.Road},
		{Incoterm: terms.FOB, Place: "Antwerpen", Transport: terms.Sea},
		{Incoterm: terms.FOB, Place: "Antwerpen"},
	} {
		assert.NoError(t, fine.Check())
	}
}

func TestPaymentTermsAgainstTheLaw(t *testing.T) {
	on := calendar.MustDate("2026-04-20")
	tests := []struct {
		name  string
		give  terms.Payment
		buyer salesdesk.PartyKind
		on    calendar.Date
		days  int // over the law's; 0 is fine
	}{
		{"60 days are the longest", terms.Payment{Days: 60}, salesdesk.Business, on, 0},
		{"61 are void", terms.Payment{Days: 61}, salesdesk.Business, on, 61},
		{"no reason helps between undertakings", terms.Payment{Days: 61, Justified: true}, salesdesk.Business, on, 61},
		{"30 days end of month never pass 60", terms.Payment{Days: 30, EndOfMonth: true}, salesdesk.Business, on, 0},
		{"31 days end of month may", terms.Payment{Days: 31, EndOfMonth: true}, salesdesk.Business, on, 61},
		{"a public body pays in 30", terms.Payment{Days: 45}, salesdesk.PublicBody, on, 45},
		{"or in 60 for a reason", terms.Payment{Days: 60, Justified: true}, salesdesk.PublicBody, on, 0},
		{"consumers have no bound", terms.Payment{Days: 90}, salesdesk.Consumer, on, 0},
		{"nor had anybody here before", terms.Payment{Days: 90}, salesdesk.Business, calendar.MustDate("2022-01-31"), 0},
		{"the first day of the law", terms.Payment{Days: 90}, salesdesk.Business, calendar.MustDate("2022-02-01"), 90},
		{"nothing agreed", terms.Payment{}, salesdesk.Business, on, 0},
	}
	for _, tt := range tests {
		err := tt.give.Check(terms.BelgianLaw(), tt.buyer, tt.on)
		if tt.days == 0 {
			assert.NoError(t, err, tt.name)
			continue
		}
		var late terms.PaymentTermError
		require.ErrorAs(t, err, &late, tt.name)
		assert.Equal(t, tt.days, late.Days, tt.name)
		assert.Equal(t, 30, late.Applies, tt.name)
		assert.NotEmpty(t, late.Source)
	}
	assert.EqualError(t, terms.Payment{Days: -1}.Check(nil, salesdesk.Business, on), "payment_days: min (0)")
}

func ExamplePayment_Check() {
	err := terms.Payment{Days: 90}.Check(terms.BelgianLaw(), salesdesk.Business, calendar.MustDate("2026-04-20"))
	fmt.Println(err)
	// Output: payment term of 90 days is over 60, 30 apply (law of 2 August 2002, art. 4, as changed by the law of 14 August 2021)
}

func ExampleIncoterm_Rule() {
	rule, _ := terms.CIF.Rule()
	fmt.Println(rule.Freight, rule.Insurance, rule.Risk, rule.SeaOnly)
	// Output: seller seller on_board true
}

func ExampleDelivery_Check() {
	fmt.Println(terms.Delivery{Incoterm: terms.FOB, Place: "Antwerpen", Transport: terms.Road}.Check())
	// Output: FOB is for ships, the goods travel by road
}
