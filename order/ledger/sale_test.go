package ledger_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/ledger"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// 5,000.00 at 21 %: 400 D 6,050.00, 700 C 5,000.00, 451 C 1,050.00.
func TestASaleIsPosted(t *testing.T) {
	d := billed(t, "2026-1", request(line("1", "X", "50", "100.00", at("0.21"))))
	e, err := books(t, ledger.Policy{}).Sale(ledger.Sale{Document: d})
	require.NoError(t, err)
	assert.Equal(t, []string{"400 D 6050.00 until 2026-06-11", "700 C 5000.00 S21 03", "451 C 1050.00 S21 54"}, told(e))
	assert.Equal(t, ledger.Sales, e.Journal)
	assert.Equal(t, []string{"2026-1", "C042", "090933755493", "2026-05-12"}, []string{e.Document, e.Customer, e.Reference.String(), e.Date.String()})
}

// 10 % afterwards: 708 D 500.00, 451 D 105.00, 400 C 605.00. Goods that come back reverse
// 700 instead. Neither is netted in grid 03.
func TestACreditNoteIsPostedByItsCause(t *testing.T) {
	note := credited(t, "C-1", billed(t, "2026-1", request(line("1", "X", "5", "100.00", at("0.21")))))
	for cause, account := range map[ledger.Cause]string{ledger.Rebated: "708", ledger.Returned: "700", "": "700"} {
		e, err := books(t, ledger.Policy{}).Sale(ledger.Sale{Document: note, Cause: cause})
		require.NoError(t, err)
		assert.Equal(t, []string{"400 C 605.00 until 2026-06-11", account + " D 500.00 S21 49", "451 D 105.00 S21 64"}, told(e), "%s", cause)
	}
}

func TestEveryVATGroupHasItsGrids(t *testing.T) {
	group := func(c pricing.VATCategory, g pricing.Ground) pricing.VATGroup {
		return pricing.VATGroup{Category: c, Ground: g}
	}
	tests := []struct {
		give         pricing.VATGroup
		sale, credit string
	}{
		{at("0.21"), "S21 03", "S21 49"},
		{at("0.12"), "S12 02", "S12 49"},
		{at("0.06"), "S6 01", "S6 49"},
		{group(pricing.ZeroRated, ""), "Z 00", "Z 49"},
		{group(pricing.Exempt, pricing.ExemptActivity), "E 00", "E 49"},
		{group(pricing.Exempt, pricing.SmallEnterprise), "E-56BIS", "E-56BIS"},
		{group(pricing.ReverseCharge, pricing.ReverseImmovable), "AE-CC 45", "AE-CC 49"},
		{group(pricing.ReverseCharge, pricing.ReverseService), "AE-EU 44", "AE-EU 48"},
		{group(pricing.IntraEU, pricing.IntraCommunity), "K 46", "K 48"},
		{group(pricing.IntraEU, pricing.Triangular), "K-T 46", "K-T 48"},
		{group(pricing.Export, pricing.Exportation), "G 47", "G 49"},
		{group(pricing.OutsideScope, pricing.NotSubject), "O", "O"},
	}
	b := books(t, ledger.Policy{})
	for _, tt := range tests {
		d := billed(t, "F", request(line("1", "X", "1", "100.00", tt.give)))
		e, err := b.Sale(ledger.Sale{Document: d})
		require.NoError(t, err)
		assert.Equal(t, "700 C 100.00 "+tt.sale, told(e)[1])
		e, err = b.Sale(ledger.Sale{Document: credited(t, "C", d)})
		require.NoError(t, err)
		assert.Equal(t, "700 D 100.00 "+tt.credit, told(e)[1])
	}
}

func TestAVATGroupWithoutGridsIsRefused(t *testing.T) {
	d := billed(t, "F", request(line("1", "X", "1", "100.00", at("0.19"))))
	_, err := books(t, ledger.Policy{}).Sale(ledger.Sale{Document: d})
	assert.EqualError(t, err, "document.figures.vat[0]: no VAT grid for category S at rate 0.19")

	abroad := append(ledger.BelgianGrids(), ledger.GridRow{Code: "DE19", Category: pricing.Standard, Rate: ratio("0.19"), Sale: ledger.OtherExempt, Credit: ledger.CreditsOther, Source: "OSS"})
	e, err := books(t, ledger.Policy{Grids: abroad}).Sale(ledger.Sale{Document: d})
	require.NoError(t, err)
	assert.Equal(t, []string{"400 D 119.00 until 2026-06-11", "700 C 100.00 DE19 47", "451 C 19.00 DE19"}, told(e))
}

// The newest row of a day goes before older ones, and the one with the ground first.
func TestGridsAreDated(t *testing.T) {
	rows := append(ledger.BelgianGrids(),
		ledger.GridRow{Code: "NEW", Category: pricing.Standard, Rate: ratio("0.21"), From: day("2026-05-12"), Sale: "03A", Source: "test"},
		ledger.GridRow{Code: "LATER", Category: pricing.Standard, Rate: ratio("0.21"), From: day("2026-05-13"), Sale: "03B", Source: "test"})
	d := billed(t, "F", request(line("1", "X", "1", "100.00", at("0.21"))))
	for point, want := range map[string]string{"2026-05-11": "S21 03", "2026-05-12": "NEW 03A", "2026-05-13": "LATER 03B"} {
		d.TaxPoint = day(point)
		e, err := books(t, ledger.Policy{Grids: rows}).Sale(ledger.Sale{Document: d})
		require.NoError(t, err)
		assert.Equal(t, "700 C 100.00 "+want, told(e)[1])
	}
}

func TestAccountsFollowTheClassOfTheArticle(t *testing.T) {
	r := request(line("1", "X", "1", "300.00", at("0.21")), line("2", "DIENST", "1", "100.00", at("0.21")))
	r.Adjustments = []pricing.Adjustment{
		{ID: "off", Amount: ratio("10.01"), Reason: "95"},
		{ID: "freight", Charge: true, Amount: ratio("20.00"), Reason: "FC", Text: "Transport"},
	}
	policy := ledger.Policy{
		Classes: []ledger.Class{{SKU: "DIENST", Class: "services"}},
		Revenue: []ledger.Revenue{{Class: "services", Account: "705"}, {Class: "FC", Account: "742"}},
	}
	e, err := books(t, policy).Sale(ledger.Sale{Document: billed(t, "F", r)})
	require.NoError(t, err)
	// The allowance lowers 700 and 705 three to one: 7.51 and 2.50.
	assert.Equal(t, []string{
		"400 D 496.09 until 2026-06-11", "700 C 292.49 S21 03", "705 C 97.50 S21 03", "742 C 20.00 S21 03", "451 C 86.10 S21 54",
	}, told(e))
}

// VAT is on 980.00, whether it is paid in time or not; the 20.00 is in no grid.
func TestACashDiscountIsPostedTheBelgianWay(t *testing.T) {
	r := request(line("1", "X", "1", "1000.00", at("0.21")))
	r.CashDiscount = &pricing.CashDiscount{Rate: amount("0.02"), Days: 8}
	e, err := books(t, ledger.Policy{}).Sale(ledger.Sale{Document: billed(t, "F", r)})
	require.NoError(t, err)
	assert.Equal(t, []string{"400 D 1205.80 until 2026-06-11", "700 C 20.00 E-DISC", "700 C 980.00 S21 03", "451 C 205.80 S21 54"}, told(e))
}

// 363.00 is asked in advance of 1,210.00: 300.00 and 63.00. The invoice deducts it.
func TestAnAdvanceIsPostedAndDeducted(t *testing.T) {
	agreed := priced(t, request(line("1", "X", "10", "100.00", at("0.21"))))
	asked, err := invoice.Prepay(agreed, nil, invoice.Advance{Amount: amount("363.00"), Name: "Voorschot"}, "V-1", header())
	require.NoError(t, err)
	rest, err := invoice.Bill(agreed, []invoice.Document{asked}, all(agreed), "F-1", header())
	require.NoError(t, err)
	b := books(t, ledger.Policy{})
	e, err := b.Sale(ledger.Sale{Document: asked})
	require.NoError(t, err)
	assert.Equal(t, []string{"400 D 363.00 until 2026-06-11", "46 C 300.00 S21 03", "451 C 63.00 S21 54"}, told(e))
	e, err = b.Sale(ledger.Sale{Document: rest})
	require.NoError(t, err)
	assert.Equal(t, []string{"400 D 847.00 until 2026-06-11", "46 D 300.00 S21 03", "700 C 1000.00 S21 03", "451 C 147.00 S21 54"}, told(e))
}

func TestInstalmentsPaymentsBeforeAndRoundingArePosted(t *testing.T) {
	r := request(line("1", "X", "1", "100.02", at("0.21")))
	r.CashRounding = pricing.RoundCash // 121.02 is 121.00
	d := billed(t, "F", r)
	d, err := d.Received(amount("21.00"))
	require.NoError(t, err)
	d.Instalments = []invoice.Instalment{{Due: day("2026-06-30"), Amount: amount("60.00")}, {Due: day("2026-07-31"), Amount: amount("40.00")}}
	e, err := books(t, ledger.Policy{}).Sale(ledger.Sale{Document: d})
	require.NoError(t, err)
	assert.Equal(t, []string{
		"400 D 60.00 until 2026-06-30", "400 D 40.00 until 2026-07-31", "46 D 21.00", "659 D 0.02", "700 C 100.02 S21 03", "451 C 21.00 S21 54",
	}, told(e))
	d.Instalments[0].Amount = amount("60.01")
	_, err = books(t, ledger.Policy{}).Sale(ledger.Sale{Document: d})
	assert.EqualError(t, err, "document F: debit and credit differ by 0.01 EUR")
}

// 108.50 dollars at 1.0850 for a euro are 100.00, and 22.79 of VAT 21.00.
func TestAnotherCurrencyIsPostedInEuro(t *testing.T) {
	d := billed(t, "F", request(line("1", "X", "1", "108.50", at("0.21"))))
	d.Figures.Currency = "USD"
	_, err := books(t, ledger.Policy{}).Sale(ledger.Sale{Document: d})
	assert.EqualError(t, err, "document.exchange: required")
	d.Exchange = &pricing.Exchange{From: salesdesk.EUR, Rate: amount("1.0850"), Source: "ECB", Date: d.IssueDate}
	e, err := books(t, ledger.Policy{}).Sale(ledger.Sale{Document: d})
	require.NoError(t, err)
	assert.Equal(t, []string{"400 D 121.00 until 2026-06-11", "700 C 100.00 S21 03", "451 C 21.00 S21 54"}, told(e))
}

// An invoice that takes back more than it bills in a group reports it as a credit note does.
func TestAGroupBelowZeroIsReportedAsACredit(t *testing.T) {
	r := request(line("1", "X", "1", "100.00", at("0.21")), line("2", "X", "-1", "40.00", at("0.06")))
	e, err := books(t, ledger.Policy{}).Sale(ledger.Sale{Document: invoice.Document{Kind: invoice.Invoice, Number: "F", Header: header(), Figures: priced(t, r)}})
	require.NoError(t, err)
	assert.Equal(t, []string{"400 D 78.60 until 2026-06-11", "700 D 40.00 S6 49", "700 C 100.00 S21 03", "451 D 2.40 S6 64", "451 C 21.00 S21 54"}, told(e))
}

func TestADepositOnPackagingIsNoSale(t *testing.T) {
	r := request(line("1", "TEGEL", "40", "1.95", at("0.21")))
	e, err := books(t, ledger.Policy{}).Sale(ledger.Sale{Document: billed(t, "F", r)})
	require.NoError(t, err)
	assert.Contains(t, told(e), "488 C 15.00 E-PACK")
}

func TestASaleIsRefusedWithEveryProblem(t *testing.T) {
	b := books(t, ledger.Policy{})
	d := billed(t, "F", request(line("1", "X", "1", "100.00", at("0.21"))))
	_, err := b.Sale(ledger.Sale{Document: d, Cause: ledger.Rebated})
	assert.EqualError(t, err, "cause: excluded (document.kind)")
	_, err = b.Sale(ledger.Sale{Document: d, Cause: "mood"})
	assert.EqualError(t, err, "cause: one_of (rebated, returned)")
	bad := d
	bad.Kind = "325"
	_, err = b.Sale(ledger.Sale{Document: bad})
	assert.EqualError(t, err, "document.kind: one_of (380, 381, 383, 386)")
	bad = d
	bad.Number, bad.Buyer, bad.IssueDate = "", salesdesk.Party{}, day("2026-05-12")
	_, err = b.Sale(ledger.Sale{Document: bad})
	assert.EqualError(t, err, "document: required; customer: required")
	bad = d
	bad.Figures.Totals.Payable = amount("121.01")
	_, err = b.Sale(ledger.Sale{Document: bad})
	assert.ErrorContains(t, err, "document.figures")
	_, err = b.Sale(ledger.Sale{})
	assert.ErrorContains(t, err, "document.kind")
}

func TestAPolicyIsRefusedWithEveryProblem(t *testing.T) {
	_, err := ledger.Compile(ledger.Policy{
		Accounts: ledger.Accounts{VAT: "451000000000000000000"},
		Revenue:  []ledger.Revenue{{Class: "a"}},
		Classes:  []ledger.Class{{SKU: "A", Class: "a"}, {SKU: "A", Class: "b"}, {}},
		Grids:    []ledger.GridRow{{EC: "X"}},
	})
	assert.EqualError(t, err, "accounts.vat: length (20); revenue[0].account: required; classes[1].sku: duplicate (A); classes[2].sku: required; "+
		"classes[2].class: required; grids[0].code: required; grids[0].category: required; grids[0].ec: one_of (L, S, T)")
	_, err = ledger.DecodePolicy([]byte(`{"accounts": {"debtor": "400"}}`))
	assert.EqualError(t, err, "accounts.debtor: unknown")
}

func TestAccountsOfTheCompanyGoBeforeThoseOfTheChart(t *testing.T) {
	p, err := ledger.DecodePolicy([]byte(`{"accounts": {"debtors": "400000", "sales": "700100"}}`))
	require.NoError(t, err)
	e, err := books(t, p).Sale(ledger.Sale{Document: billed(t, "F", request(line("1", "X", "1", "100.00", at("0.21")))), Customer: "K7"})
	require.NoError(t, err)
	assert.Equal(t, []string{"400000 D 121.00 until 2026-06-11", "700100 C 100.00 S21 03", "451 C 21.00 S21 54"}, told(e))
	assert.Equal(t, "K7", e.Customer)
}

// balance is debit minus credit of an account, or of all where it is empty.
func balance(account string, entries ...ledger.Entry) decimal.Decimal {
	var sum decimal.Decimal
	for _, e := range entries {
		for _, l := range e.Lines {
			switch {
			case account != "" && l.Account != account:
			case l.Side == ledger.Debit:
				sum = sum.Add(l.Amount.Decimal)
			default:
				sum = sum.Sub(l.Amount.Decimal)
			}
		}
	}
	return sum
}

func TestAnySaleBalances(t *testing.T) {
	b := books(t, ledger.Policy{Classes: []ledger.Class{{SKU: "DIENST", Class: "services"}}, Revenue: []ledger.Revenue{{Class: "services", Account: "705"}}})
	rapid.Check(t, func(t *rapid.T) {
		for _, s := range newGenerator(rapid.Uint64().Draw(t, "seed")).sales(t) {
			e, err := b.Sale(s)
			require.NoError(t, err)
			require.NoError(t, e.Check())
			require.Truef(t, balance("", e).IsZero(), "%v", told(e))
			tax, err := s.Document.EuroTax()
			require.NoError(t, err)
			require.Truef(t, balance("451", e).Abs().Equal(tax.Amount.Abs()), "VAT is as stated: %v", told(e))
			if s.Document.Figures.Currency == salesdesk.EUR {
				require.Truef(t, balance("400", e).Abs().Equal(s.Document.Figures.Totals.Payable.Abs()), "%v", told(e))
			}
		}
	})
}

// The sales that the properties draw have every shape that moves an account, so that none of
// them holds for want of trying.
func TestTheDrawnSalesHaveEveryShape(t *testing.T) {
	shapes := map[string]int{}
	count := func(shape string, there bool) {
		if there {
			shapes[shape]++
		}
	}
	for seed := range uint64(300) {
		for _, s := range newGenerator(seed).sales(t) {
			d, f := &s.Document, &s.Document.Figures
			count("kind "+string(d.Kind), true)
			count("cause "+string(s.Cause), d.Kind == invoice.CreditNote)
			for _, g := range f.VAT {
				count("category "+string(g.Category), true)
				count("group below zero", g.Taxable.IsNegative())
			}
			for _, l := range f.Lines {
				count("advance deducted", invoice.IsAdvance(l.ID) && d.Kind == invoice.Invoice)
				count("deposit", l.VAT.Ground == pricing.PackagingGround)
			}
			for _, a := range f.Adjustments {
				count("charge", a.Charge)
				count("allowance", !a.Charge)
			}
			count("exchange", f.Currency != salesdesk.EUR)
			count("cash discount", f.CashDiscount != nil)
			count("rounding", !f.Totals.Rounding.IsZero())
			count("paid before", !f.Totals.Prepaid.IsZero())
			count("instalments", len(d.Instalments) > 0)
		}
	}
	for _, shape := range []string{
		"kind 380", "kind 381", "kind 386", "cause ", "cause returned", "cause rebated", "category S", "category Z", "category E", "category AE", "category K",
		"category G", "advance deducted", "deposit", "charge", "allowance", "exchange", "cash discount", "rounding", "paid before", "instalments",
	} {
		assert.Positive(t, shapes[shape], shape)
	}
}

func TestAnEntryComesBackFromJSON(t *testing.T) {
	for seed := range uint64(10) {
		for _, s := range newGenerator(seed).sales(t) {
			e, err := books(t, ledger.Policy{}).Sale(s)
			require.NoError(t, err)
			data, err := json.Marshal(e)
			require.NoError(t, err)
			read, err := ledger.DecodeEntry(data)
			require.NoError(t, err)
			assert.Equal(t, e, read)
		}
	}
}

func TestAnEntryIsRefusedWithEveryProblem(t *testing.T) {
	err := ledger.Entry{Lines: []ledger.Line{{Side: "left"}, {Account: "400", Side: ledger.Debit, Amount: amount("5.00")}}}.Check()
	assert.EqualError(t, err, "journal: one_of (bank, general, sales); date: required; document: required; customer: required; lines[0].account: required; "+
		"lines[0].side: one_of (credit, debit); lines[0].amount: min (0.01); document : debit and credit differ by 5.00 EUR")
	var off ledger.UnbalancedError
	require.ErrorAs(t, err, &off)
	assert.Equal(t, euro("5.00"), off.Off)
}

func ExampleBooks_Sale() {
	b, _ := ledger.Compile(ledger.Policy{})
	d := billed(panics{}, "2026-1", request(line("1", "X", "50", "100.00", at("0.21"))))
	e, _ := b.Sale(ledger.Sale{Document: d})
	fmt.Println(strings.Join(told(e), "\n"))
	// Output:
	// 400 D 6050.00 until 2026-06-11
	// 700 C 5000.00 S21 03
	// 451 C 1050.00 S21 54
}

// panics fails an example.
type panics struct{}

func (panics) Errorf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

func (panics) FailNow() { panic("failed") }
