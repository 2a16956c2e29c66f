package schema_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/complaint"
	"github.com/interne-sales/salesdesk/complaint/sla"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/kpi"
	"github.com/interne-sales/salesdesk/order"
	"github.com/interne-sales/salesdesk/order/aftersales"
	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/order/intake"
	"github.com/interne-sales/salesdesk/order/invoice"
	"github.com/interne-sales/salesdesk/order/ledger"
	"github.com/interne-sales/salesdesk/order/progress"
	"github.com/interne-sales/salesdesk/order/promise"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/prospect/match"
	"github.com/interne-sales/salesdesk/prospect/score"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/agreement"
	asked "github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/quote/sourcing"
	"github.com/interne-sales/salesdesk/workflow"
)

// documents are what the library reads or writes whole, by the name of the file.
func documents() map[string]reflect.Type {
	return map[string]reflect.Type{
		"party":               reflect.TypeFor[salesdesk.Party](),
		"money":               reflect.TypeFor[salesdesk.Money](),
		"calendar_hours":      reflect.TypeFor[hours](),
		"change":              reflect.TypeFor[change](),
		"texts":               reflect.TypeFor[map[string]i18n.Text](),
		"actor":               reflect.TypeFor[salesdesk.Actor](),
		"command":             reflect.TypeFor[workflow.Command](),
		"workflow_definition": reflect.TypeFor[workflow.Definition[string, string, workflow.Facts]](),
		"calendar_trace":      reflect.TypeFor[calendar.Trace](),
		"calendar_statute":    reflect.TypeFor[calendar.Statute](),
		"calendar_end":        reflect.TypeFor[calendar.End](),
		"pricing_request":     reflect.TypeFor[pricing.Request](),
		"pricing_priced":      reflect.TypeFor[pricing.Priced](),
		"pricing_book":        reflect.TypeFor[pricing.Book](),
		"pricing_explanation": reflect.TypeFor[pricing.Explanation](),
		"pricing_solution":    reflect.TypeFor[pricing.Solution](),
		"agreement":           reflect.TypeFor[agreement.Agreement](),
		"price_round":         reflect.TypeFor[agreement.Impact](),
		"pricing_comparison":  reflect.TypeFor[pricing.Comparison](),
		"quote":               reflect.TypeFor[quote.Quote](),
		"quote_header":        reflect.TypeFor[quote.Header](),
		"quote_content":       reflect.TypeFor[quote.Content](),
		"quote_catalogue":     reflect.TypeFor[asked.Catalogue](),
		"quote_resolution":    reflect.TypeFor[asked.Resolution](),
		"sourcing_request":    reflect.TypeFor[sourcing.Request](),
		"sourcing_reply":      reflect.TypeFor[sourcing.Reply](),
		"sourcing_comparison": reflect.TypeFor[sourcing.Comparison](),
		"order":               reflect.TypeFor[order.Order](),
		"aftersales_rules":    reflect.TypeFor[aftersales.Rules](),
		"aftersales_verdict":  reflect.TypeFor[aftersales.Verdict](),
		"aftersales_warranty": reflect.TypeFor[aftersales.Warranty](),
		"packaging":           reflect.TypeFor[aftersales.Settlement](),
		"packaging_movements": reflect.TypeFor[[]aftersales.Movement](),
		"purchase_order":      reflect.TypeFor[intake.PurchaseOrder](),
		"purchase_scan":       reflect.TypeFor[intake.Scan](),
		"purchase_result":     reflect.TypeFor[intake.Result](),
		"dunning_law":         reflect.TypeFor[dunning.Law](),
		"dunning_claim":       reflect.TypeFor[dunning.Claim](),
		"dunning_statement":   reflect.TypeFor[dunning.Statement](),
		"dunning_position":    reflect.TypeFor[dunning.Position](),
		"dunning_letter":      reflect.TypeFor[dunning.Letter](),
		"ledger_policy":       reflect.TypeFor[ledger.Policy](),
		"ledger_entry":        reflect.TypeFor[ledger.Entry](),
		"ledger_settlement":   reflect.TypeFor[ledger.Settlement](),
		"ledger_statement":    reflect.TypeFor[ledger.Statement](),
		"ledger_split":        reflect.TypeFor[ledger.Split](),
		"progress_rules":      reflect.TypeFor[[]progress.Rule](),
		"progress_request":    reflect.TypeFor[progress.Request](),
		"progress_timeline":   reflect.TypeFor[progress.Timeline](),
		"progress_exceptions": reflect.TypeFor[[]progress.Exception](),
		"progress_intents":    reflect.TypeFor[[]progress.Intent](),
		"promise_request":     reflect.TypeFor[promise.Request](),
		"promise_plan":        reflect.TypeFor[promise.Plan](),
		"promise_disruption":  reflect.TypeFor[promise.Disruption](),
		"promise_impact":      reflect.TypeFor[promise.Impact](),
		"invoice":             reflect.TypeFor[invoice.Document](),
		"receivable":          reflect.TypeFor[invoice.Receivable](),
		"complaint":           reflect.TypeFor[complaint.Complaint](),
		"complaint_intake":    reflect.TypeFor[complaint.Intake](),
		"sla_policy":          reflect.TypeFor[sla.Policy](),
		"sla_history":         reflect.TypeFor[sla.History](),
		"sla_report":          reflect.TypeFor[sla.Report](),
		"opportunity":         reflect.TypeFor[prospect.Opportunity](),
		"score_model":         reflect.TypeFor[score.Model](),
		"score_facts":         reflect.TypeFor[score.Facts](),
		"match_plan":          reflect.TypeFor[match.Plan](),
		"kpi_question":        reflect.TypeFor[kpi.Question](),
		"kpi_report":          reflect.TypeFor[kpi.Report](),
	}
}

func TestSchemasAreThoseOfTheTypes(t *testing.T) {
	for name, document := range documents() {
		t.Run(name, func(t *testing.T) {
			s := schemaOf(t, document)
			s.Schema = "https://json-schema.org/draft/2020-12/schema"
			s.ID, s.Title = "https://github.com/interne-sales/salesdesk/schema/"+name+".json", name
			data, err := json.MarshalIndent(s, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			golden.Assert(t, name+".json", append(data, '\n'))
		})
	}
}

func TestNoSchemaIsOfADocumentThatIsGone(t *testing.T) {
	files, err := filepath.Glob("*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, known := documents()[strings.TrimSuffix(file, ".json")]; !known {
			t.Errorf("%s is of no document", file)
		}
	}
}

// A document that the library wrote passes its schema, and one with a number for an
// amount, an unknown field or a missing one does not.
func TestWhatIsWrittenPassesItsSchema(t *testing.T) {
	for _, test := range []struct {
		file, give string
		passes     bool
	}{
		{"money", written(t, salesdesk.MustMoney("12.50", salesdesk.EUR)), true},
		{"money", `{"amount": 12.5, "currency": "EUR"}`, false},
		{"money", `{"amount": "12,50", "currency": "EUR"}`, false},
		{"money", `{"amount": "12.50", "currency": "EUR", "unit": "x"}`, false},
		{"money", `{"amount": "12.50"}`, false},
		{"party", written(t, salesdesk.Party{
			Name: "Dubois-Peeters", Kind: salesdesk.Business, Language: salesdesk.Dutch, Address: salesdesk.Address{Country: salesdesk.Belgium},
			VATNumber: salesdesk.MustVATNumber("BE0428759497"), Contacts: []salesdesk.Contact{{Name: "An"}},
		}), true},
		{"party", `{"name": "Dubois-Peeters"}`, false},
		{"calendar_end", written(t, calendar.End{Date: calendar.MustDate("2026-12-07"), Counted: calendar.MustDate("2026-12-05"), Law: "x", Reason: calendar.EndExtended}), true},
		{"calendar_end", `{"date": "7/12/2026", "counted": "2026-12-05", "law": "x", "reason": "extended"}`, false},
	} {
		err := validated(t, test.file, test.give)
		if (err == nil) != test.passes {
			t.Errorf("%s %s: %v", test.file, test.give, err)
		}
	}
}

// A type that writes its own JSON needs a schema of its own, unless it writes its fields.
func TestNoTypeWritesWhatItsSchemaDoesNotKnow(t *testing.T) {
	asItsFields := []reflect.Type{ // with the instants in UTC
		reflect.TypeFor[calendar.Trace](), reflect.TypeFor[calendar.Segment](),
		reflect.TypeFor[sla.Report](), reflect.TypeFor[sla.Clock](), reflect.TypeFor[sla.Span](), reflect.TypeFor[sla.Notice](),
		reflect.TypeFor[score.Score](), reflect.TypeFor[score.Factor](),
	}
	for name, document := range documents() {
		texts, seen := map[reflect.Type]*jsonschema.Schema{}, map[reflect.Type]bool{}
		collect(document, texts, seen)
		for met := range seen {
			writes := met.Implements(reflect.TypeFor[json.Marshaler]()) || reflect.PointerTo(met).Implements(reflect.TypeFor[json.Marshaler]())
			if writes && met.Kind() != reflect.Pointer && texts[met] == nil && !slices.Contains(asItsFields, met) {
				t.Errorf("%s: %s writes its own JSON", name, met)
			}
		}
	}
}

func written(t *testing.T, document any) string {
	t.Helper()
	data, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func schemaOf(t *testing.T, document reflect.Type) *jsonschema.Schema {
	t.Helper()
	texts := map[reflect.Type]*jsonschema.Schema{}
	collect(document, texts, map[reflect.Type]bool{})
	delete(texts, document)
	s, err := jsonschema.ForType(document, &jsonschema.ForOptions{TypeSchemas: texts})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// collect finds the types that write themselves as text: amounts, dates, identifiers.
func collect(t reflect.Type, texts map[reflect.Type]*jsonschema.Schema, seen map[reflect.Type]bool) {
	if seen[t] {
		return
	}
	seen[t] = true
	if s := textSchema(t); s != nil {
		texts[t] = s
		return
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		collect(t.Elem(), texts, seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() || f.Anonymous {
				collect(f.Type, texts, seen)
			}
		}
	default:
	}
}

func textSchema(t reflect.Type) *jsonschema.Schema {
	switch t {
	case reflect.TypeFor[time.Time]():
		return &jsonschema.Schema{Type: "string", Format: "date-time"}
	case reflect.TypeFor[salesdesk.Amount]():
		return &jsonschema.Schema{Type: "string", Pattern: `^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$`, MaxLength: jsonschema.Ptr(salesdesk.MaxAmountBytes)}
	case reflect.TypeFor[calendar.Date]():
		return &jsonschema.Schema{Type: "string", Pattern: `^([0-9]{4}-[0-9]{2}-[0-9]{2})?$`}
	case reflect.TypeFor[calendar.Clock]():
		return &jsonschema.Schema{Type: "string", Pattern: `^[0-2][0-9]:[0-5][0-9]$`}
	}
	if t == reflect.TypeFor[i18n.Text]() { // one form, or one for each plural form
		form := &jsonschema.Schema{Type: "string"}
		return &jsonschema.Schema{OneOf: []*jsonschema.Schema{form, {
			Type: "object", Required: []string{"other"}, AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
			Properties: map[string]*jsonschema.Schema{"one": form, "many": form, "other": form},
		}}}
	}
	if strings.HasPrefix(t.Name(), "Guard[") { // which writes its name
		return &jsonschema.Schema{Type: "string"}
	}
	if t.Kind() != reflect.Interface && t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		return &jsonschema.Schema{Type: "string", Description: fmt.Sprintf("a %s in its canonical form", t.Name())}
	}
	return nil
}
