package intake_test

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/internal/ubl"
	"github.com/interne-sales/salesdesk/order/intake"
)

func answered() intake.Header {
	return intake.Header{Number: "R-1", Issued: day("2026-11-24"), SalesOrder: "SO-1", Seller: seller(), Buyer: buyer(), Promised: day("2026-12-03")}
}

func TestEveryCodeIsWrittenAsPeppolHasIt(t *testing.T) {
	for code, change := range map[intake.Code]func(*intake.PurchaseOrder){
		intake.Accepted:     func(*intake.PurchaseOrder) {},
		intake.Acknowledged: func(po *intake.PurchaseOrder) { po.Quote = "OFF-9" },
		intake.Rejected:     func(po *intake.PurchaseOrder) { po.Currency = "USD" },
		intake.Conditional: func(po *intake.PurchaseOrder) {
			po.Totals, po.Lines[0].Net, po.Lines[0].Price = intake.Totals{}, nil, new(amount("49.00"))
			po.Lines[1].SellersID = "OLD"
		},
	} {
		t.Run(string(code), func(t *testing.T) {
			po := ordered()
			change(&po)
			r := matched(t, po, quoted(t, false), intake.Tolerances{})
			require.Equal(t, code, r.Code)
			var b bytes.Buffer
			require.NoError(t, intake.WriteResponse(&b, intake.Respond(po, r, answered())))
			golden.Assert(t, filepath.Join("testdata", "response-"+string(code)+".xml"), b.Bytes())
			doc, err := ubl.Read(b.Bytes())
			require.NoError(t, err)
			written, ok := doc.(ubl.OrderResponse)
			require.True(t, ok)
			assert.Equal(t, string(code), written.OrderResponseCode)
			assert.Equal(t, code == intake.Conditional, len(written.OrderLine) > 0, "PEPPOL-T76-R007 to R010")
		})
	}
}

// A day is promised of what is accepted, and of nothing else.
func TestNothingIsPromisedOfWhatIsNotAccepted(t *testing.T) {
	for code, change := range map[intake.Code]func(*intake.PurchaseOrder){
		intake.Acknowledged: func(po *intake.PurchaseOrder) { po.Quote = "OFF-9" },
		intake.Rejected:     func(po *intake.PurchaseOrder) { po.Currency = "USD" },
	} {
		po := ordered()
		change(&po)
		response := intake.Respond(po, matched(t, po, quoted(t, false), intake.Tolerances{}), answered())
		assert.Equal(t, code, response.Code)
		assert.True(t, response.Promised.IsZero())
	}
}

func TestAnOrderReadFromUBLIsAnswered(t *testing.T) {
	po, err := intake.ReadUBL(peppol(t))
	require.NoError(t, err)
	po.Lines[0].SellersID, po.Quote = "A", "OFF-1"
	r := matched(t, po, prices(t), intake.Tolerances{})
	assert.Equal(t, intake.Acknowledged, r.Code, "it has an allowance that we do not have")
	var b bytes.Buffer
	require.NoError(t, intake.WriteResponse(&b, intake.Respond(po, r, answered())))
	golden.Assert(t, filepath.Join("testdata", "response-read.xml"), b.Bytes())
}

func TestAChangedLineIsAnsweredWithOurValues(t *testing.T) {
	po := ordered()
	po.Totals, po.Lines[0].Net, po.Lines[0].Price = intake.Totals{}, nil, new(amount("49.00"))
	response := intake.Respond(po, matched(t, po, quoted(t, false), intake.Tolerances{}), answered())
	require.Len(t, response.Lines, 2)
	assert.Equal(t, intake.LineChanged, response.Lines[0].Code)
	assert.Equal(t, "50.00", response.Lines[0].Price.String())
	assert.Equal(t, "10", response.Lines[0].Quantity.String())
	assert.Equal(t, intake.LineAccepted, response.Lines[1].Code)
	assert.Nil(t, response.Lines[1].Price)
}

// What the rules of Peppol refuse is found before it is written.
func TestAnAnswerThatADocumentCannotHoldIsRefused(t *testing.T) {
	po := ordered()
	po.Totals, po.Lines[0].Net, po.Lines[0].Price = intake.Totals{}, nil, new(amount("49.00"))
	right := intake.Respond(po, matched(t, po, quoted(t, false), intake.Tolerances{}), answered())
	require.NoError(t, right.Check())
	problem := func(path string, rule salesdesk.Rule, param string) error {
		return salesdesk.FieldError{Path: path, Rule: rule, Param: param}
	}
	for name, tt := range map[string]struct {
		change func(*intake.Response)
		want   error
	}{
		"a blank number":        {func(r *intake.Response) { r.Number = " " }, ubl.BlankError{Path: "number"}},
		"a blank note":          {func(r *intake.Response) { r.Note = "\n" }, ubl.BlankError{Path: "note"}},
		"a blank note of one":   {func(r *intake.Response) { r.Lines[1].Note = " " }, ubl.BlankError{Path: "lines[1].note"}},
		"a unit in words":       {func(r *intake.Response) { r.Lines[0].Unit = "stuk" }, problem("lines[0].unit", salesdesk.RuleFormat, "C62, KGM, MTR")},
		"no unit":               {func(r *intake.Response) { r.Lines[0].Unit = "" }, problem("lines[0].unit", salesdesk.RuleRequired, "")},
		"a line nobody ordered": {func(r *intake.Response) { r.Lines[0].Line = "999" }, problem("lines[0].line", salesdesk.RuleReference, "999")},
		"a quantity below zero": {func(r *intake.Response) { r.Lines[0].Quantity = new(amount("-1")) }, problem("lines[0].quantity", salesdesk.RuleMin, "0")},
		"a price below zero":    {func(r *intake.Response) { r.Lines[0].Price = new(amount("-1")) }, problem("lines[0].price", salesdesk.RuleMin, "0")},
	} {
		t.Run(name, func(t *testing.T) {
			r := right
			r.Lines = slices.Clone(r.Lines)
			tt.change(&r)
			assert.Equal(t, salesdesk.Problems{tt.want}, r.Check())
			var b bytes.Buffer
			require.Error(t, intake.WriteResponse(&b, r))
			assert.Empty(t, b.Bytes())
		})
	}
	right.Lines[1].Line, right.Lines[1].Code = "21", intake.LineAdded
	assert.NoError(t, right.Check(), "a line of ours is added under an id of ours")
}

func TestAResponseIsCheckedBeforeItIsWritten(t *testing.T) {
	var b bytes.Buffer
	err := intake.WriteResponse(&b, intake.Response{Code: intake.Accepted, Lines: []intake.Answer{{Line: "1", Code: "9"}, {Line: "1", Code: intake.LineAccepted, Name: "x"}}})
	assert.Empty(t, b.Bytes())
	for _, want := range []salesdesk.FieldError{
		{Path: "number", Rule: salesdesk.RuleRequired},
		{Path: "seller.endpoint", Rule: salesdesk.RuleRequired},
		{Path: "lines", Rule: salesdesk.RuleExcluded, Param: "code"},
		{Path: "lines[0].code", Rule: salesdesk.RuleOneOf, Param: "1, 3, 5, 7, 42"},
		{Path: "lines[0].name", Rule: salesdesk.RuleRequired},
		{Path: "lines[1].line", Rule: salesdesk.RuleDuplicate, Param: "1"},
	} {
		assert.Contains(t, err, error(want))
	}
	assert.Contains(t, intake.Response{Code: "XX"}.Check(), error(salesdesk.FieldError{Path: "code", Rule: salesdesk.RuleOneOf, Param: "AB, AP, RE, CA"}))
}

func TestADuplicateIsNamedWithTheEarlierOne(t *testing.T) {
	digest, err := ordered().Digest()
	require.NoError(t, err)
	earlier := intake.Received{ID: "o1", Customer: "C001", Number: "po 7", Digest: digest, On: day("2026-11-01")}
	look := func(po intake.PurchaseOrder, customer string, days int) error {
		return intake.Duplicate(po, customer, day("2026-11-24"), []intake.Received{earlier}, days)
	}
	assert.Equal(t, intake.DuplicateError{Earlier: earlier, Same: true}, look(ordered(), "C001", 0), "its number, whenever it came")
	assert.NoError(t, look(ordered(), "C002", 30), "of another customer")

	again := ordered()
	again.Number, again.Lines[0].Quantity, again.Lines[0].ID = "PO-8", amount("10.0"), "1"
	assert.Equal(t, intake.DuplicateError{Earlier: earlier}, look(again, "C001", 23), "its content, within the days")
	assert.NoError(t, look(again, "C001", 22))
	again.Lines[0].Quantity = amount("11")
	assert.NoError(t, look(again, "C001", 30), "other content")
}

// never fails an example on an error that it does not expect.
type never struct{}

func (never) Errorf(format string, args ...any) { fmt.Printf(format, args...) }
func (never) FailNow()                          { panic("unexpected") }

func ExampleMatch() {
	po, err := intake.ReadCSV([]byte("Bestelnummer;Artikel;Aantal;Prijs\nPO-7;A;10;50,00\n;B;20;9,50\n"))
	if err != nil {
		panic(err)
	}
	r, err := intake.Match(po, quoted(never{}, false), intake.Tolerances{PriceRatio: amount("0.01")})
	for _, d := range r.Discrepancies {
		fmt.Println(d.Path, d.Kind, d.Wanted, d.Got, d.Propose)
	}
	fmt.Println(r.Code, err)
	// Output:
	// lines[1].price price 10.00 9.50 change
	// totals.tax_exclusive payable 700.00 690.00 change
	// CA <nil>
}

func ExampleWriteResponse() {
	po := ordered()
	r, err := intake.Match(po, quoted(never{}, false), intake.Tolerances{})
	if err != nil {
		panic(err)
	}
	var b bytes.Buffer
	err = intake.WriteResponse(&b, intake.Respond(po, r, answered()))
	fmt.Println(r.Code, bytes.Contains(b.Bytes(), []byte("<cbc:OrderResponseCode>AP")), err)
	// Output: AP true <nil>
}

func ExampleDuplicate() {
	earlier := []intake.Received{{ID: "o1", Customer: "C001", Number: "PO-7", On: day("2026-11-01")}}
	err := intake.Duplicate(ordered(), "C001", day("2026-11-24"), earlier, 30)
	var duplicate intake.DuplicateError
	fmt.Println(errors.As(err, &duplicate), duplicate.Earlier.ID)
	// Output: true o1
}

// A field that was read with doubt is looked at before the order stands.
func ExampleScan() {
	scan := intake.Scan{Threshold: amount("0.90"), Fields: []intake.Field{
		{Path: "number", Value: "PO-7", Confidence: amount("0.99")},
		{Path: "currency", Value: "EUR", Confidence: amount("0.99")},
		{Path: "lines[0].sellers_id", Value: "A", Confidence: amount("0.95")},
		{Path: "lines[0].quantity", Value: "1O", Confidence: amount("0.93")},
	}}
	_, queue, err := scan.Read()
	fmt.Println(queue[0].Path, queue[0].Value, queue[0].Doubt, err)
	scan, err = scan.Settle("lines[0].quantity", "10")
	if err != nil {
		panic(err)
	}
	po, err := scan.Order()
	fmt.Println(po.Number, po.Lines[0].Quantity, err)
	// Output:
	// lines[0].quantity 1O unreadable <nil>
	// PO-7 10 <nil>
}
