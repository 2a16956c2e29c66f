package intake_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/order/intake"
)

func peppol(t testing.TB) []byte {
	data, err := os.ReadFile("../../internal/ubl/testdata/order.xml")
	require.NoError(t, err)
	return data
}

func TestReadsAPeppolOrder(t *testing.T) {
	po, err := intake.ReadUBL(peppol(t))
	require.NoError(t, err)
	assert.Equal(t, intake.PurchaseOrder{
		Number: "PO-7", Issued: day("2026-11-23"), Type: intake.TypeOrder, Currency: "EUR", Quote: "OFF-1", Contract: "RC-3",
		Reference: "afdeling 4", Note: "leveren voor 8 uur", ValidUntil: day("2026-12-31"), Requested: day("2026-12-03"),
		Buyer:     intake.Party{Name: "Koper bv", VATNumber: "BE1000341796", EnterpriseNumber: "1000341796", Endpoint: "0208:1000341796"},
		Seller:    intake.Party{Name: "Verkoper nv", Endpoint: "0208:0428759497"},
		DeliverTo: buyer().Address,
		Lines: []intake.Line{{
			ID: "1", SellersID: "KAB-3G25", BuyersID: "K-9", GTIN: "5412345000013", Name: "Kabel 3G2,5", Quantity: amount("10"), Unit: "C62",
			Price: new(amount("10.00")), Net: new(amount("100.00")), VATCategory: "S", VATRate: new(amount("0.21")),
		}},
		Adjustments: []intake.Adjustment{{Amount: amount("10.00"), Reason: "korting"}},
		Totals: intake.Totals{
			Lines: new(amount("100.00")), Allowances: new(amount("10.00")), TaxExclusive: new(amount("90.00")), Tax: new(amount("18.90")),
			TaxInclusive: new(amount("108.90")), Payable: new(amount("108.90")),
		},
	}, po)
}

func TestRefusesXMLThatIsHostileOrNoOrder(t *testing.T) {
	text := string(peppol(t))
	tests := []struct {
		name, give string
		want       error
	}{
		{"entities", `<!DOCTYPE l [<!ENTITY a "ha">]>` + text[strings.Index(text, "<Order"):], ubl.HostileError{Hazard: ubl.HazardDoctype}},
		{"attributes", strings.Replace(text, "<cbc:ID>", "<cbc:ID"+strings.Repeat(` a=""`, 100_000)+">", 1), ubl.HostileError{Hazard: ubl.HazardAttributes}},
		{"size", strings.Repeat(" ", intake.MaxBytes+1), salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: "8388608"}},
		{"an invoice", `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>`, salesdesk.FieldError{Rule: salesdesk.RuleOneOf, Param: "Order"}},
		{"two currencies", strings.Replace(text, `<cbc:PriceAmount currencyID="EUR">`, `<cbc:PriceAmount currencyID="USD">`, 1), salesdesk.Problems{salesdesk.PathError{Path: "lines[0].price", Err: salesdesk.CurrencyError{Want: "EUR", Got: "USD"}}}},
		{"no date", strings.Replace(text, "2026-11-23", "gisteren", 1), salesdesk.Problems{salesdesk.FieldError{Path: "issued", Rule: salesdesk.RuleFormat, Param: "YYYY-MM-DD"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := intake.ReadUBL([]byte(tt.give))
			assert.Equal(t, tt.want, err)
		})
	}
	_, err := intake.ReadUBL([]byte(strings.Replace(text, "<cac:OrderLine>", strings.Repeat("<a>", 100), 1)))
	var hostile ubl.HostileError
	require.ErrorAs(t, err, &hostile)
	assert.Equal(t, ubl.HazardDepth, hostile.Hazard)
}

func TestReadsTablesInEveryLanguage(t *testing.T) {
	for name, give := range map[string]string{
		"nl": "Bestelnummer;Besteldatum;Uw artikel;Aantal;Eenheid;Prijs;BTW-tarief\nPO-7;23/11/2026;B;1.000;st;1,25;21 %\n;;C;2;st;1.234,50;6\n",
		"fr": "N° de commande\tDate de commande\tVotre réf\tQuantité\tUnité\tPrix unitaire\tTaux TVA\nPO-7\t23-11-2026\tB\t1000\tst\t1,25\t21\nPO-7\t23-11-2026\tC\t2\tst\t1 234,50\t6\n",
		"en": "PO Number,Order date,SKU,Qty,UOM,Unit price,VAT rate\nPO-7,2026-11-23,B,1000,st,1.25,21\n,,C,2,st,\"1,234.50\",6%\n",
	} {
		t.Run(name, func(t *testing.T) {
			give = strings.Replace(give, "Uw artikel", "Artikel", 1)
			po, err := intake.ReadCSV([]byte(give))
			require.NoError(t, err)
			assert.Equal(t, "PO-7", po.Number)
			assert.Equal(t, day("2026-11-23"), po.Issued)
			require.Len(t, po.Lines, 2)
			assert.True(t, po.Lines[0].Quantity.Equal(amount("1000")))
			assert.Equal(t, "B", po.Lines[0].SellersID)
			assert.Equal(t, "1.25", po.Lines[0].Price.String())
			assert.Equal(t, "1234.50", po.Lines[1].Price.String())
			assert.True(t, po.Lines[1].VATRate.Equal(amount("0.06")))
			assert.Equal(t, salesdesk.Currency("EUR"), po.Currency)
		})
	}
}

func TestATableSaysWhatIsWrongWithIt(t *testing.T) {
	for give, want := range map[string]error{
		"":                           salesdesk.FieldError{Path: "header", Rule: salesdesk.RuleRequired},
		"po;sku;qty\nP;B;veel\n":     salesdesk.FieldError{Path: "lines[0].quantity", Rule: salesdesk.RuleFormat, Param: "veel"},
		"po;sku;qty\nP;B;1\nQ;C;2\n": salesdesk.FieldError{Path: "number", Rule: salesdesk.RuleDuplicate, Param: "Q"},
		"sku;qty\nB;1\n":             salesdesk.FieldError{Path: "number", Rule: salesdesk.RuleRequired},
	} {
		_, err := intake.ReadCSV([]byte(give))
		assert.Contains(t, err, want, give)
	}
	_, err := intake.ReadCSV([]byte("po;sku;qty\n" + strings.Repeat("P;B;1\n", intake.MaxLines+1)))
	assert.Equal(t, salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleLength, Param: "10000"}, err)
}

func TestAQuantityBelowZeroBecomesAnAllowance(t *testing.T) {
	po, err := intake.ReadCSV([]byte("po;sku;name;qty;price\nP;B;Buis;10;4,00\n;B;Terug: buis;-2;3,50\n"))
	require.NoError(t, err)
	require.Len(t, po.Lines, 1)
	require.Len(t, po.Adjustments, 1)
	assert.Equal(t, intake.Adjustment{Amount: amount("7.00"), Reason: "Terug: buis"}, po.Adjustments[0])
	sums, err := po.Recomputed()
	require.NoError(t, err)
	assert.Equal(t, "33.00", sums.TaxExclusive.String())

	_, err = intake.ReadCSV([]byte("po;sku;qty\nP;B;10\n;B;-2\n"))
	assert.Contains(t, err, error(salesdesk.FieldError{Path: "lines[1].price", Rule: salesdesk.RuleRequired}))
}

func TestJSONIsReadStrictlyAndComesRound(t *testing.T) {
	data, err := json.Marshal(ordered())
	require.NoError(t, err)
	po, err := intake.DecodeJSON(data)
	require.NoError(t, err)
	assert.Equal(t, ordered(), po)

	_, err = intake.DecodeJSON([]byte(`{"number":"P","currency":"EUR","lines":[{"id":"1","sku":"x"}]}`))
	assert.Contains(t, err, error(salesdesk.FieldError{Path: "lines[0].sku", Rule: salesdesk.RuleUnknown}))
	_, err = intake.DecodeJSON([]byte(`{"currency":"EUR","lines":[{"id":"1","quantity":"1"},{"id":"1","quantity":"1","price":"-1","sellers_id":"B"}]}`))
	for _, want := range []salesdesk.FieldError{
		{Path: "number", Rule: salesdesk.RuleRequired},
		{Path: "lines[0].sellers_id", Rule: salesdesk.RuleRequired},
		{Path: "lines[1].id", Rule: salesdesk.RuleDuplicate, Param: "1"},
		{Path: "lines[1].price", Rule: salesdesk.RuleMin, Param: "0"},
	} {
		assert.Contains(t, err, error(want))
	}
}

func TestDoubtfulFieldsComeInTheReviewQueue(t *testing.T) {
	sure, unsure := amount("0.99"), amount("0.60")
	fields := []intake.Field{
		{Path: "number", Value: "PO-7", Confidence: sure},
		{Path: "issued", Value: "23.11.2026", Confidence: sure},
		{Path: "currency", Value: "eur", Confidence: sure},
		{Path: "buyer.vat_number", Value: "BE 1000.341.796", Confidence: unsure},
		{Path: "lines[0].sellers_id", Value: "B", Confidence: sure},
		{Path: "lines[0].quantity", Value: "12,5", Confidence: sure},
		{Path: "lines[0].price", Value: "€ 1.234", Confidence: sure},
		{Path: "lines[0].vat_rate", Value: "21 %", Confidence: sure},
		{Path: "lines[0].requested", Value: "31/02/2026", Confidence: sure},
		{Path: "lines[99999].quantity", Value: "1", Confidence: sure},
		{Path: "colour", Value: "blauw", Confidence: sure},
		{Path: "totals.payable", Value: "niet leesbaar", Confidence: sure},
	}
	scan := intake.Scan{Document: "bestelling.pdf", Threshold: amount("0.90"), Fields: fields}
	po, queue, err := scan.Read()
	require.NoError(t, err)
	assert.Equal(t, []intake.Review{
		{Field: fields[3], Doubt: intake.DoubtUnsure},
		{Field: fields[8], Doubt: intake.DoubtUnreadable},
		{Field: fields[9], Doubt: intake.DoubtUnknown},
		{Field: fields[10], Doubt: intake.DoubtUnknown},
		{Field: fields[11], Doubt: intake.DoubtUnreadable},
	}, queue)
	assert.Equal(t, "BE 1000.341.796", po.Buyer.VATNumber, "what is unsure stands as it was read")
	require.Len(t, po.Lines, 1)
	assert.Equal(t, "1234", po.Lines[0].Price.String(), "the comma of the quantity decides what the point means")
	assert.True(t, po.Lines[0].VATRate.Equal(amount("0.21")))
	assert.NoError(t, po.Check())
}

// Somebody looks at what is doubtful, one field after another, until the order stands.
func TestTheReviewQueueIsWorkedOff(t *testing.T) {
	data, err := os.ReadFile("testdata/scan.json")
	require.NoError(t, err)
	scan, err := intake.DecodeScan(data)
	require.NoError(t, err)
	_, err = scan.Order()
	assert.Equal(t, intake.ReviewsError{Fields: 4}, err)
	before := scan
	for _, seen := range []struct{ path, value string }{
		{"lines[0].quantity", "10"}, // unsure: it was read right
		{"lines[1].price", "10,00"}, // unreadable
		{"stempel", ""},             // no field of an order
		{"requested", "3/12/2026"},  // unreadable
		{"reference", "afdeling 4"}, // not read at all
	} {
		scan, err = scan.Settle(seen.path, seen.value)
		require.NoError(t, err, seen.path)
	}
	po, err := scan.Order()
	require.NoError(t, err)
	_, q := acceptedQuote(t)
	assert.Equal(t, intake.Accepted, matched(t, po, against(t, q), intake.Tolerances{}).Code)
	_, queue, err := before.Read()
	require.NoError(t, err)
	assert.Len(t, queue, 4, "the document that was read stays as it was")

	same, err := scan.Settle("requested", "morgen")
	assert.Equal(t, salesdesk.FieldError{Path: "requested", Rule: salesdesk.RuleFormat, Param: "morgen"}, err)
	assert.Equal(t, scan, same)
	_, err = scan.Settle("kleur", "rood")
	assert.Equal(t, salesdesk.FieldError{Path: "kleur", Rule: salesdesk.RuleUnknown, Param: "rood"}, err)
	scan, err = scan.Settle("lines[1].sellers_id", "")
	require.NoError(t, err)
	scan, err = scan.Settle("lines[1].name", "")
	require.NoError(t, err)
	_, err = scan.Order()
	assert.Contains(t, err, error(salesdesk.FieldError{Path: "lines[1].sellers_id", Rule: salesdesk.RuleRequired}), "it is checked as any order")
}

func TestAScanSaysWhatIsWrongWithIt(t *testing.T) {
	_, err := intake.DecodeScan([]byte(`{"threshold": "1.1", "fields": [{"path": "", "value": "", "confidence": "-0.1"}, {"path": "number", "value": "", "confidence": "1"}, {"path": "number", "value": "", "confidence": "2"}]}`))
	assert.EqualError(t, err, "threshold: max (1); fields[0].path: required; fields[0].confidence: min (0); fields[2].path: duplicate (number); fields[2].confidence: max (1)")
	_, err = intake.DecodeScan([]byte(`{"fields": [{"path": "number", "sure": true}]}`))
	assert.Contains(t, err, error(salesdesk.FieldError{Path: "fields[0].sure", Rule: salesdesk.RuleUnknown}))
	_, _, err = intake.Scan{Fields: make([]intake.Field, intake.MaxFields+1)}.Read()
	assert.EqualError(t, err, "fields: length (200000)")
}

func FuzzReadUBL(f *testing.F) {
	f.Add(peppol(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		if po, err := intake.ReadUBL(data); err == nil {
			assert.NoError(t, po.Check())
		}
	})
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("po;sku;qty;price\nP;B;10;4,00\n;B;-2;3,50\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if po, err := intake.ReadCSV(data); err == nil {
			assert.NoError(t, po.Check())
		}
	})
}

func FuzzDecodeJSON(f *testing.F) {
	data, err := json.Marshal(ordered())
	require.NoError(f, err)
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		if po, err := intake.DecodeJSON(data); err == nil {
			assert.NoError(t, po.Check())
		}
	})
}

func FuzzDecodeScan(f *testing.F) {
	data, err := os.ReadFile("testdata/scan.json")
	require.NoError(f, err)
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		scan, err := intake.DecodeScan(data)
		if err != nil {
			return
		}
		_, queue, err := scan.Read()
		require.NoError(t, err)
		for _, r := range queue {
			scan, err = scan.Settle(r.Path, "")
			require.NoError(t, err)
		}
		if po, err := scan.Order(); err == nil {
			assert.NoError(t, po.Check())
		}
	})
}
