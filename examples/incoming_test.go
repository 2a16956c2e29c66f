package examples_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// arrived is what is looked at of an answer to an order that came in.
type arrived struct {
	Incoming *struct {
		Reviews   []map[string]string `json:"reviews"`
		Duplicate map[string]string   `json:"duplicate"`
		Result    *struct {
			Code  string `json:"code"`
			Lines []struct {
				Code string `json:"code"`
			} `json:"lines"`
		} `json:"result"`
	} `json:"incoming"`
	Order     map[string]any `json:"order"`
	Documents []document     `json:"documents"`
}

// arrive runs lines through the order program.
func arrive(t *testing.T, lines ...string) (answers []arrived, problems string) {
	t.Helper()
	said, problems := run(t, lines)
	for line := range strings.Lines(said) {
		var a arrived
		require.NoError(t, json.Unmarshal([]byte(line), &a))
		answers = append(answers, a)
	}
	return answers, problems
}

func cameIn(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("order/incoming.ndjson")
	require.NoError(t, err)
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

// instead is the opening with another form of the order, without line breaks.
func instead(t *testing.T, change func(q, incoming map[string]any)) string {
	t.Helper()
	var q map[string]any
	require.NoError(t, json.Unmarshal([]byte(cameIn(t)[0]), &q))
	incoming, is := q["incoming"].(map[string]any)
	require.True(t, is)
	change(q, incoming)
	data, err := json.Marshal(q)
	require.NoError(t, err)
	return string(data)
}

// From the XML that comes in to the XML that goes out, and on to the invoice: acknowledged,
// accepted conditionally, and still so once it is confirmed. Run with -update it writes the
// documents anew.
func TestAnOrderThatComesInAsXMLIsMatchedOpenedAndAnswered(t *testing.T) {
	lines := cameIn(t)
	answers, problems := arrive(t, lines...)
	require.Empty(t, problems)
	require.Len(t, answers, len(lines))
	var written []document
	for _, a := range answers {
		written = append(written, a.Documents...)
	}
	holdDocuments(t, "order/incoming", written)
	assert.Len(t, written, 8)

	assert.Equal(t, []string{"AB", "CA", "CA"}, []string{answers[0].Incoming.Result.Code, answers[1].Incoming.Result.Code, answers[2].Incoming.Result.Code})
	assert.Nil(t, answers[1].Order, "the customer did not agree yet")
	assert.Equal(t, "draft", answers[2].Order["status"])
	assert.Equal(t, "completed", answers[len(answers)-1].Order["status"])
	for i, code := range map[int]string{0: "AB", 1: "CA", 4: "CA"} {
		xml := answers[i].Documents[len(answers[i].Documents)-1].Text
		assert.Contains(t, xml, "<cbc:OrderResponseCode>"+code+"<", "line %d", i+1)
	}
	assert.Contains(t, written[len(written)-1].Text, `<cbc:PayableAmount currencyID="EUR">457.38<`, "10 × 34.40 + 4 × 8.50 and 21 %")
}

// What is accepted as it is opens the order at once; the commands may come with it.
func TestACleanOrderIsOpenedAtOnce(t *testing.T) {
	clean := instead(t, func(q, incoming map[string]any) {
		delete(incoming, "ubl")
		incoming["csv"] = "Bestelnummer;Artikel;Aantal;Prijs\nPO-1;LED-PAN;2;34,50\n"
		q["commands"] = []any{map[string]any{"verb": "submit", "actor": map[string]any{"id": "an", "role": "inside_sales"}, "at": "2026-04-28T10:00:00Z"}}
	})
	answers, problems := arrive(t, clean)
	require.Empty(t, problems)
	assert.Equal(t, "submitted", answers[0].Order["status"])
	assert.Equal(t, "AP", answers[0].Incoming.Result.Code)
	require.Len(t, answers[0].Documents, 1)
	assert.Contains(t, answers[0].Documents[0].Text, "<cbc:OrderResponseCode>AB<", "until it is confirmed")
}

// A field that was read with doubt is looked at first, and then the order goes on like any other.
func TestADoubtfulScanWaitsForSomebody(t *testing.T) {
	scanned := instead(t, func(_, incoming map[string]any) {
		delete(incoming, "ubl")
		field := func(path, value, confidence string) any {
			return map[string]any{"path": path, "value": value, "confidence": confidence}
		}
		incoming["scan"] = map[string]any{"threshold": "0.9", "fields": []any{
			field("number", "PO-1", "0.99"), field("currency", "EUR", "0.99"), field("lines[0].sellers_id", "LED-PAN", "0.95"), field("lines[0].quantity", "1O", "0.93"),
		}}
	})
	settle := func(value string) string {
		return `{"verb": "settle", "id": "s` + value + `", "actor": {"id": "an", "role": "inside_sales"}, "at": "2026-04-28T10:00:00Z", "path": "lines[0].quantity", "value": "` + value + `"}`
	}
	agree := `{"verb": "agree", "actor": {"id": "an", "role": "inside_sales", "for": "C001"}, "at": "2026-04-28T10:00:00Z"}`
	answers, problems := arrive(t, scanned, agree, settle("many"), settle("10"))
	assert.Equal(t, "line 2: verb: one_of (settle)\nline 3: lines[0].quantity: format (many)\n", problems)
	require.Len(t, answers, 2)
	assert.Equal(t, "unreadable", answers[0].Incoming.Reviews[0]["doubt"])
	assert.Nil(t, answers[0].Incoming.Result)
	assert.Equal(t, "draft", answers[1].Order["status"])
}

func TestAnOrderThatIsThereAlreadyIsNotOpened(t *testing.T) {
	twice := instead(t, func(_, incoming map[string]any) {
		incoming["received"] = []any{map[string]any{"id": "o1", "customer": "C001", "number": "po 4472", "digest": "", "on": "2026-04-27"}}
	})
	answers, problems := arrive(t, append([]string{twice}, cameIn(t)[1:3]...)...)
	assert.Equal(t, "line 2: verb: one_of (settle)\nline 3: verb: one_of (settle)\n", problems)
	require.Len(t, answers, 1)
	assert.Equal(t, "o1", answers[0].Incoming.Duplicate["id"])
	assert.Empty(t, answers[0].Documents)
}

// Steps before there is an order are the actor's own too, each is given once, and what is wrong
// changes nothing.
func TestAStepBeforeTheOrderIsOpenedIsGivenOnce(t *testing.T) {
	lines := cameIn(t)
	stranger := strings.Replace(lines[2], `"for": "C001"`, `"for": "C002"`, 1)
	early := lines[2]
	nowhere := strings.Replace(strings.Replace(lines[1], "deliver_to", "buyer.name", 1), `"c1"`, `"c0"`, 1)
	other := strings.Replace(lines[1], "accept", "refuse", 1)
	require.NotEqual(t, lines[2], stranger)
	answers, problems := arrive(t, lines[0], early, nowhere, lines[1], lines[1], other, stranger, lines[3], lines[2], lines[1], lines[2], lines[3])
	assert.Equal(t, strings.Join([]string{
		"line 2: the order is not accepted as it is: AB",
		"line 3: path: reference (buyer.name)",
		"line 6: command c1 was given with another content",
		"line 7: actor.for: one_of (C001)",
		"line 8: verb: one_of (settle, overrule, agree)",
	}, "\n")+"\n", problems)
	require.Len(t, answers, 7)
	assert.Equal(t, answers[1], answers[2], "the answer before")
	assert.Equal(t, answers[1], answers[4], "also once the order is opened")
	assert.Equal(t, answers[3], answers[5])
	assert.Equal(t, "submitted", answers[6].Order["status"])
}

func TestWhatCameInStandsAlone(t *testing.T) {
	_, problems := arrive(t, instead(t, func(q, _ map[string]any) {
		delete(q, "papers")
		q["purchase"], q["blanket"] = map[string]any{"number": "PO-1"}, map[string]any{"until": "2026-12-31"}
	}))
	assert.Equal(t, "line 1: papers: required\nline 1: purchase: excluded (incoming)\nline 1: blanket: excluded (incoming)\n", problems)
	_, problems = arrive(t, instead(t, func(_, incoming map[string]any) { incoming["ubl"] = "<Order" }))
	assert.Contains(t, problems, "line 1: incoming.ubl: ")
}
