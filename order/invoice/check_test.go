package invoice_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/terms"
)

// changed is a document that is right but for a change.
func changed(t require.TestingT, change func(*invoice.Document)) invoice.Document {
	d := billed(t, priced(t, "", line("1", "3", "10.00", "0.21"), line("2", "1", "5.00", "0.06")))
	d.Figures.Lines = slices.Clone(d.Figures.Lines)
	change(&d)
	return d
}

func TestWhatADocumentCannotHoldIsFoundBeforeItIsWritten(t *testing.T) {
	unit := salesdesk.FieldError{Path: "figures.lines[1].unit", Rule: salesdesk.RuleFormat, Param: "C62, KGM, MTR"}
	for name, tt := range map[string]struct {
		change func(*invoice.Document)
		want   error
	}{
		"no unit":           {func(d *invoice.Document) { d.Figures.Lines[1].Unit = "" }, salesdesk.FieldError{Path: "figures.lines[1].unit", Rule: salesdesk.RuleRequired}},
		"a unit in words":   {func(d *invoice.Document) { d.Figures.Lines[1].Unit = "stuk" }, unit},
		"a blank number":    {func(d *invoice.Document) { d.Number = " " }, ubl.BlankError{Path: "number"}},
		"a blank name":      {func(d *invoice.Document) { d.Buyer.Name = "   " }, ubl.BlankError{Path: "buyer.name"}},
		"a blank note":      {func(d *invoice.Document) { d.Note = "\u00a0" }, ubl.BlankError{Path: "note"}},
		"a blank order":     {func(d *invoice.Document) { d.Order = " " }, ubl.BlankError{Path: "order"}},
		"a blank line name": {func(d *invoice.Document) { d.Figures.Lines[0].Name = "\t" }, ubl.BlankError{Path: "figures.lines[0].name"}},
		"a control":         {func(d *invoice.Document) { d.Figures.Lines[0].Name = "a\x01" }, ubl.TextError{Path: "figures.lines[0].name"}},
		"nothing preceding": {func(d *invoice.Document) { d.Preceding = []invoice.Reference{{}} }, salesdesk.FieldError{Path: "preceding[0].number", Rule: salesdesk.RuleRequired}},
		"a country":         {func(d *invoice.Document) { d.Buyer.Address.Country = "XX" }, salesdesk.FieldError{Path: "buyer.address.country", Rule: salesdesk.RuleReference, Param: "XX"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := changed(t, tt.change)
			assert.Equal(t, salesdesk.Problems{tt.want}, d.Check())
			var out bytes.Buffer
			require.Error(t, invoice.WriteUBL(&out, d))
			assert.Empty(t, out.String())
		})
	}
}

func TestCheckNamesEverythingThatIsMissing(t *testing.T) {
	err := invoice.Document{}.CheckPeppol()
	require.Error(t, err)
	for _, want := range []string{
		"kind: one_of", "number: required", "issue_date: required", "seller.name: required", "seller.endpoint: required",
		"buyer.endpoint: required", "buyer_reference: required", "figures.lines: required",
	} {
		assert.ErrorContains(t, err, want)
	}
	d := changed(t, func(d *invoice.Document) { d.Figures.Totals.Payable = amount("12.11") })
	assert.ErrorContains(t, d.Check(), "figures")
	assert.Error(t, invoice.WriteUBL(&bytes.Buffer{}, d), "what is not exact is not written")
}

func field(path string, rule salesdesk.Rule, param string) salesdesk.FieldError {
	return salesdesk.FieldError{Path: path, Rule: rule, Param: param}
}

// KB 1 art. 5, and the law of 2 August 2002 on terms of payment.
func TestWhatLawAsksOfADocumentIsAsked(t *testing.T) {
	required := func(path string) error { return field(path, salesdesk.RuleRequired, "") }
	for name, tt := range map[string]struct {
		change func(*invoice.Document)
		want   salesdesk.Problems
	}{
		"a Belgian buyer without a seat": {
			func(d *invoice.Document) { d.Buyer.Address = salesdesk.Address{Country: "BE"} },
			salesdesk.Problems{required("buyer.address.street"), required("buyer.address.postcode"), required("buyer.address.city")},
		},
		"a Belgian business without a number": {
			func(d *invoice.Document) {
				d.Buyer.VATNumber, d.Buyer.EnterpriseNumber = salesdesk.VATNumber{}, salesdesk.EnterpriseNumber{}
			},
			salesdesk.Problems{required("buyer.vat_number")},
		},
		"no VAT number of the seller": {func(d *invoice.Document) { d.Seller.VATNumber = salesdesk.VATNumber{} }, salesdesk.Problems{required("seller.vat_number")}},
		"delivery in no country":      {func(d *invoice.Document) { d.DeliverTo = &salesdesk.Address{City: "Gent"} }, salesdesk.Problems{required("deliver_to.country")}},
		"due before it is issued":     {func(d *invoice.Document) { d.DueDate = calendar.MustDate("2026-05-11") }, salesdesk.Problems{field("due_date", salesdesk.RuleOrder, "issue_date")}},
		"an invoice before its credit": {func(d *invoice.Document) {
			d.Kind, d.DueDate, d.Preceding = invoice.CreditNote, calendar.Date{}, []invoice.Reference{{"F1", calendar.MustDate("2026-05-13")}}
		}, salesdesk.Problems{field("issue_date", salesdesk.RuleOrder, "preceding[0].date")}},
		"due in 61 days": {func(d *invoice.Document) { d.DueDate = calendar.MustDate("2026-07-12") }, salesdesk.Problems{salesdesk.PathError{Path: "due_date", Err: terms.PaymentTermError{
			Days: 61, Max: 60, Applies: 30, Source: "law of 2 August 2002, art. 4, as changed by the law of 14 August 2021",
		}}}},
		"due in 60 days": {func(d *invoice.Document) { d.DueDate = calendar.MustDate("2026-07-11") }, nil},
		"due in 60 days of the delivery": {func(d *invoice.Document) {
			d.DeliveryDate, d.DueDate = calendar.MustDate("2026-05-20"), calendar.MustDate("2026-07-19")
		}, nil},
		"due on the day":                  {func(d *invoice.Document) { d.DueDate = d.IssueDate }, nil},
		"a consumer may pay in a year":    {func(d *invoice.Document) { consumer(d); d.DueDate = calendar.MustDate("2027-05-12") }, nil},
		"a business by enterprise number": {func(d *invoice.Document) { d.Buyer.VATNumber = salesdesk.VATNumber{} }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := changed(t, tt.change)
			assert.Equal(t, tt.want.Err(), d.Check())
		})
	}
}

// Art. 39bis WBTW: goods that leave for a buyer with a VAT number of another member state.
func TestASupplyWithinTheUnionCrossesABorder(t *testing.T) {
	group := pricing.VATGroup{Category: pricing.IntraEU, Ground: pricing.IntraCommunity}
	l := line("1", "1", "5.00", "0")
	l.VAT = &group
	d := billed(t, priced(t, "", l))
	domestic := salesdesk.Problems{salesdesk.PathError{Path: "figures.vat[0]", Err: invoice.DomesticError{Country: "BE"}}}
	assert.Equal(t, domestic, d.Check())
	dutch(&d.Header)
	require.NoError(t, d.Check())
	d.DeliverTo = &salesdesk.Address{Street: "Kaai 1", Postcode: "9000", City: "Gent", Country: "BE"}
	assert.Equal(t, domestic, d.Check(), "delivered in Belgium all the same")
}

func consumer(d *invoice.Document) {
	d.Buyer.Kind, d.BuyerReference = salesdesk.Consumer, ""
	d.Buyer.VATNumber, d.Buyer.EnterpriseNumber, d.Buyer.Endpoint = salesdesk.VATNumber{}, salesdesk.EnterpriseNumber{}, salesdesk.Endpoint{}
}

// The mandate of 1 January 2026 is between businesses in Belgium.
func TestOnlyWhoMustIsAskedForAPeppolAddress(t *testing.T) {
	without := func(d *invoice.Document) { d.Buyer.Endpoint = salesdesk.Endpoint{} }
	for name, tt := range map[string]struct {
		change   func(*invoice.Document)
		mandated bool
	}{
		"two Belgian businesses":       {without, true},
		"a consumer":                   {consumer, false},
		"a business across the border": {func(d *invoice.Document) { dutch(&d.Header); without(d) }, false},
		"an association without VAT":   {func(d *invoice.Document) { without(d); d.Buyer.VATNumber = salesdesk.VATNumber{} }, false},
		"the last day before it must": {func(d *invoice.Document) {
			without(d)
			d.IssueDate, d.DueDate = calendar.MustDate("2025-12-31"), calendar.MustDate("2026-01-30")
			d.TaxPoint = calendar.MustDate("2026-05-12")
		}, false},
		"the first day on which one must": {func(d *invoice.Document) {
			without(d)
			d.IssueDate, d.DueDate = calendar.MustDate("2026-01-01"), calendar.MustDate("2026-01-31")
			d.TaxPoint = calendar.MustDate("2026-05-12")
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			d := changed(t, tt.change)
			require.NoError(t, d.Check(), "on paper it may go")
			assert.Equal(t, tt.mandated, d.Mandated())
			endpoint := salesdesk.FieldError{Path: "buyer.endpoint", Rule: salesdesk.RuleRequired}
			require.ErrorIs(t, d.CheckPeppol(), endpoint)
			require.ErrorIs(t, invoice.WriteUBL(&bytes.Buffer{}, d), endpoint)
			_, err := d.Numbered(&counter{}, "F-")
			if tt.mandated {
				require.ErrorIs(t, err, endpoint)
			} else {
				require.NoError(t, err)
			}
		})
	}
}

func TestTheLanguageOfLawIsThatOfTheSeat(t *testing.T) {
	liege := func(h *invoice.Header) {
		h.Language, h.Seller.Address.Postcode, h.Seller.Address.City = "", "4000", "Liège"
	}
	h := header()
	h.Language = ""
	assert.Equal(t, salesdesk.Dutch, h.Statutory(), "Antwerp")
	liege(&h)
	assert.Equal(t, salesdesk.French, h.Statutory())
	assert.Contains(t, h.Mention(pricing.ReverseImmovable), "Autoliquidation")
	h.Language = salesdesk.Dutch
	assert.Equal(t, salesdesk.Dutch, h.Statutory(), "as the header says")
	dutch(&h)
	h.Language, h.Buyer.Language = "", salesdesk.English
	assert.Equal(t, salesdesk.English, h.Statutory(), "across a border the buyer's")
	h.Buyer.Language = ""
	assert.Equal(t, salesdesk.Dutch, h.Statutory())
}
