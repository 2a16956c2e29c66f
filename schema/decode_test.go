package schema_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/order/ledger"
	"github.com/interne-sales/salesdesk/order/progress"
	"github.com/interne-sales/salesdesk/workflow"
)

// hours is what calendar.DecodeHours reads: a type of its own that no other package sees.
type hours struct {
	TimeZone string                      `json:"time_zone"`
	Weekly   map[string][]calendar.Shift `json:"weekly"`
	Closed   []calendar.Closure          `json:"closed,omitempty"`
	Openings []calendar.Opening          `json:"openings,omitempty"`
	Version  string                      `json:"version,omitempty"`
}

// change is a line of a log. What Data holds goes by the name of the fact.
type change struct {
	Stream    string          `json:"stream"`
	Seq       int             `json:"seq"`
	CommandID string          `json:"command_id"`
	Digest    string          `json:"digest,omitempty"`
	At        time.Time       `json:"at"`
	Actor     salesdesk.Actor `json:"actor"`
	Reason    string          `json:"reason,omitempty"`
	Fact      string          `json:"fact"`
	Data      map[string]any  `json:"data"`
}

// decoders are the functions that read a document, by folder, and the schema of what they
// read. A log is read line by line.
func decoders() map[string]string {
	return map[string]string{
		".DecodeParty":                     "party",
		"calendar.DecodeHours":             "calendar_hours",
		"complaint.DecodeChanges":          "change",
		"complaint.DecodeIntake":           "complaint_intake",
		"complaint/sla.DecodePolicy":       "sla_policy",
		"i18n.DecodeOverlay":               "texts",
		"kpi.DecodeQuestion":               "kpi_question",
		"order.DecodeChanges":              "change",
		"order/aftersales.DecodeMovements": "packaging_movements",
		"order/aftersales.DecodeRules":     "aftersales_rules",
		"order/aftersales.DecodeWarranty":  "aftersales_warranty",
		"order/dunning.DecodeChanges":      "change",
		"order/dunning.DecodeLaw":          "dunning_law",
		"order/dunning.DecodeLetter":       "dunning_letter",
		"order/intake.DecodeJSON":          "purchase_order",
		"order/intake.DecodeScan":          "purchase_scan",
		"order/invoice.DecodeChanges":      "change",
		"order/invoice.DecodeDocument":     "invoice",
		"order/ledger.DecodeEntry":         "ledger_entry",
		"order/ledger.DecodePolicy":        "ledger_policy",
		"order/ledger.DecodeSettlement":    "ledger_settlement",
		"order/progress.DecodeChanges":     "change",
		"order/progress.DecodeRequest":     "progress_request",
		"order/progress.DecodeRules":       "progress_rules",
		"order/progress.DecodeTimeline":    "progress_timeline",
		"order/promise.DecodeDisruption":   "promise_disruption",
		"order/promise.DecodePlan":         "promise_plan",
		"order/promise.DecodeRequest":      "promise_request",
		"prospect.DecodeChanges":           "change",
		"prospect/match.DecodePlan":        "match_plan",
		"prospect/score.DecodeFacts":       "score_facts",
		"prospect/score.DecodeModel":       "score_model",
		"quote.Decode":                     "quote",
		"quote.DecodeChanges":              "change",
		"quote.DecodeContent":              "quote_content",
		"quote.DecodeHeader":               "quote_header",
		"quote/agreement.DecodeAgreement":  "agreement",
		"quote/intake.DecodeCatalogue":     "quote_catalogue",
		"quote/intake.DecodeResolution":    "quote_resolution",
		"quote/pricing.DecodeBook":         "pricing_book",
		"quote/pricing.DecodePriced":       "pricing_priced",
		"quote/pricing.DecodeRequest":      "pricing_request",
		"quote/sourcing.DecodeComparison":  "sourcing_comparison",
		"quote/sourcing.DecodeReply":       "sourcing_reply",
		"quote/sourcing.DecodeRequest":     "sourcing_request",
		"workflow.DecodeDefinition":        "workflow_definition",
		"workflow.DecodeEvents":            "change",
		"workflow.DecodeSealed":            "change", // and its chain of hashes beside it
	}
}

// Every document that the library reads has its schema, and no row is of a function that
// is gone.
func TestEveryDocumentThatIsReadHasItsSchema(t *testing.T) {
	known := decoders()
	found := decodersOf(t, "..")
	for _, name := range found {
		schema, listed := known[name]
		if _, written := documents()[schema]; !listed || !written {
			t.Errorf("%s reads a document without a schema", name)
		}
	}
	for name := range known {
		if !slices.Contains(found, name) {
			t.Errorf("%s is no function of the library", name)
		}
	}
}

// decodersOf are the exported functions of the packages below a folder whose names begin
// with Decode.
func decodersOf(t *testing.T, root string) (names []string) {
	t.Helper()
	skip := []string{"bench", "examples", "internal", "schema", "testdata", "tools"}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (slices.Contains(skip, d.Name()) || strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		if folder == "." {
			folder = ""
		}
		for _, declaration := range file.Decls {
			if f, ok := declaration.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Decode") {
				names = append(names, filepath.ToSlash(folder)+"."+f.Name.Name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// What a company writes by hand, and what the tests of the packages read, passes too.
func TestWhatIsReadPassesItsSchema(t *testing.T) {
	rules, err := dunning.Compile(dunning.Policy{})
	if err != nil {
		t.Fatal(err)
	}
	claim, err := dunning.Open(rules, &workflow.Command{ID: "c1", Actor: salesdesk.Actor{ID: "an", Role: salesdesk.Finance}, At: time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)}, "d1", dunning.Debt{
		Customer: "k1", Invoice: "F1", Debtor: salesdesk.Business, Currency: salesdesk.EUR, Amount: salesdesk.MustAmount("100.00"),
		Due: calendar.MustDate("2026-03-31"), Contract: calendar.MustDate("2026-01-01"),
	})
	if err != nil {
		t.Fatal(err)
	}
	statement, err := claim.Statement(rules, calendar.MustDate("2026-04-30"))
	if err != nil {
		t.Fatal(err)
	}
	letter, err := claim.Letter(rules, dunning.Reminder{On: dunning.Remind, Sent: calendar.MustDate("2026-04-30"), Channel: dunning.Post}, dunning.Parties{})
	if err != nil {
		t.Fatal(err)
	}
	monday := calendar.Hours{Location: time.UTC, Weekly: map[time.Weekday][]calendar.Shift{time.Monday: {{From: calendar.At(9, 0), To: calendar.At(17, 0)}}}}
	for _, test := range []struct{ file, give string }{
		{"purchase_order", file(t, "../order/intake/testdata/order.json")},
		{"purchase_scan", file(t, "../order/intake/testdata/scan.json")},
		{"texts", file(t, "../i18n/texts/order.fr.json")},
		{"calendar_hours", written(t, monday)},
		{"change", written(t, claim.Changes()[0])},
		{"dunning_claim", written(t, claim)},
		{"dunning_law", written(t, dunning.Belgium())},
		{"dunning_statement", written(t, statement)},
		{"dunning_letter", written(t, letter)},
		{"ledger_policy", written(t, ledger.Policy{Accounts: ledger.MAR(), Grids: ledger.BelgianGrids(), Thresholds: ledger.BelgianThresholds()})},
		{"progress_rules", written(t, progress.BuiltInRules())},
	} {
		if err := validated(t, test.file, test.give); err != nil {
			t.Errorf("%s %.200s: %v", test.file, test.give, err)
		}
		if validated(t, test.file, `{"no": 1}`) == nil {
			t.Errorf("%s lets everything through", test.file)
		}
	}
}

func file(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// validated is what a schema has against a document.
func validated(t *testing.T, name, document string) error {
	t.Helper()
	var s jsonschema.Schema
	if err := json.Unmarshal([]byte(file(t, name+".json")), &s); err != nil {
		t.Fatal(err)
	}
	resolved, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal([]byte(document), &value); err != nil {
		t.Fatal(err)
	}
	return resolved.Validate(value)
}
