package salesdesk_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
)

func FuzzAmountBinary(f *testing.F) {
	for _, s := range []string{"0", "1.10", "-0.05", "123456789012345678e3"} {
		data, err := salesdesk.MustAmount(s).MarshalBinary()
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var a, b salesdesk.Amount
		if a.UnmarshalBinary(data) != nil {
			return
		}
		require.NoError(t, a.Check())
		written, err := a.MarshalBinary()
		require.NoError(t, err)
		require.NoError(t, b.UnmarshalBinary(written))
		require.Equal(t, a.String(), b.String())
	})
}

// TestWhatReadsFromOutsideHasAFuzzTarget holds every exported Parse… and Decode… of the
// library to a target of its name beside it, and those of the vocabulary to a committed
// corpus.
func TestWhatReadsFromOutsideHasAFuzzTarget(t *testing.T) {
	reads := regexp.MustCompile(`^(Parse|Decode)`)
	functions, targets := map[string][]string{}, map[string]bool{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && len(name) > 1 && (strings.HasPrefix(d.Name(), ".") || d.Name() == "internal" || d.Name() == "examples" || d.Name() == "testdata"):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, declared := range file.Decls {
			f, ok := declared.(*ast.FuncDecl)
			switch dir := filepath.Dir(name); {
			case !ok || f.Recv != nil:
			case strings.HasSuffix(name, "_test.go"):
				targets[dir+" "+f.Name.Name] = true
			case reads.MatchString(f.Name.Name):
				functions[dir] = append(functions[dir], f.Name.Name)
			}
		}
		return nil
	})
	require.NoError(t, err)
	require.Contains(t, functions["."], "ParseIBAN")
	for dir, names := range functions {
		for _, name := range names {
			assert.True(t, targets[dir+" Fuzz"+name], "%s: %s has no target Fuzz%[2]s", dir, name)
			if dir == "." || dir == "calendar" {
				corpus, err := os.ReadDir(filepath.Join(dir, "testdata", "fuzz", "Fuzz"+name))
				assert.NoError(t, err)
				assert.NotEmpty(t, corpus, "Fuzz%s has no corpus", name)
			}
		}
	}
}

func TestDecodePartyNamesEveryProblem(t *testing.T) {
	_, err := salesdesk.DecodeParty([]byte(`{"name": "Dubois-Peeters", "kind": 1, "vat_number": "BE0428759498", "iban": "BE43539007547035",
		"address": {"town": "Gent"}, "contacts": [{"phone": "12"}]}`))
	var problems salesdesk.Problems
	require.ErrorAs(t, err, &problems)
	assert.EqualError(t, err, "kind: type (string); vat_number: check_digit; iban: check_digit; address.town: unknown; contacts[0].phone: format (+32 9 999 99 99)")
	_, err = salesdesk.DecodeParty([]byte(`{"name": "", "kind": "business", "language": "nl", "address": {"country": "BX"}}`))
	assert.EqualError(t, err, "name: required; address.country: reference (BX)", "what can be read is checked")
	_, err = salesdesk.DecodeParty([]byte(`{`))
	assert.ErrorContains(t, err, "syntax (line 1, column 1")
}

func FuzzDecodeParty(f *testing.F) {
	f.Add([]byte(`{"name": "Dubois-Peeters", "kind": "business", "language": "nl", "address": {"country": "NL"}, "vat_number": "NL004495445B01"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := salesdesk.DecodeParty(data)
		if err != nil {
			return
		}
		written, err := json.Marshal(p)
		require.NoError(t, err)
		again, err := salesdesk.DecodeParty(written)
		require.NoError(t, err)
		require.Equal(t, p, again)
	})
}
