package salesdesk_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/interne-sales/salesdesk"

// arrows are the allowed imports between the rooms: a package -> what of ours it
// may import. "." is the root. A sub-package may, besides, import what its parent
// may, and its parent unless the parent imports it.
const arrows = `
internal/fixed    ->
internal/reader   ->
calendar          -> internal/reader
.                 -> internal/fixed internal/reader
internal/strict   -> . internal/reader
internal/exact    -> . internal/fixed
internal/check    -> .
internal/sheet    -> .
internal/ubl      -> .
internal/ubl/figures -> . internal/exact internal/fixed internal/ubl quote/pricing
workflow          -> . internal/strict
i18n              -> . calendar
i18n/paper        -> . calendar quote quote/intake quote/pricing quote/terms order order/invoice
quote/pricing     -> . calendar internal/exact internal/fixed internal/strict
quote/terms       -> . calendar
quote/agreement   -> . calendar quote/pricing internal/exact internal/fixed internal/strict
quote/guidance    -> . calendar internal/exact internal/fixed
quote/law         -> . calendar internal/exact internal/fixed
quote/intake      -> . calendar quote/pricing internal/exact internal/fixed internal/sheet internal/strict
quote/sourcing    -> quote
quote             -> . calendar workflow quote/pricing quote/intake quote/law quote/terms internal/exact internal/fixed internal/strict internal/ubl internal/ubl/figures
order/promise     -> . calendar internal/exact internal/fixed internal/strict
order/aftersales  -> . calendar internal/exact internal/fixed internal/strict
order             -> . calendar workflow quote quote/pricing order/promise order/aftersales internal/exact internal/fixed internal/strict
order/dunning     -> . calendar workflow internal/exact internal/fixed
order/invoice     -> internal/check internal/ubl internal/ubl/figures quote/terms
order/intake      -> internal/check internal/sheet internal/ubl internal/ubl/figures quote/intake
order/progress    -> order/invoice
order/despatch    -> internal/ubl
order/ledger      -> order/invoice
complaint         -> . calendar workflow internal/check internal/exact internal/fixed internal/strict complaint/sla
prospect          -> . calendar workflow internal/check internal/exact internal/fixed internal/strict
kpi               -> . calendar internal/exact internal/fixed internal/strict kpi/chart
kpi/facts         -> kpi quote order complaint prospect
`

// heavy are outside packages that only one room may link.
const heavy = `
github.com/go-playground/validator/v10 -> internal/check
github.com/nicksnyder/go-i18n/v2       -> i18n
golang.org/x/text                      -> i18n
encoding/xml                           -> internal/ubl
`

func TestImportsPointDown(t *testing.T) {
	allowed := table(arrows)
	for pkg, imports := range importsOfTree(t) {
		for _, imported := range imports {
			if ours, ok := strings.CutPrefix(imported, module); ok {
				target := strings.TrimPrefix(ours, "/")
				if target == "" {
					target = "."
				}
				assert.True(t, mayImport(allowed, pkg, target), "%s must not import %s", pkg, target)
			}
		}
	}
}

func TestHeavyPackagesStayInTheirRoom(t *testing.T) {
	only := table(heavy)
	for pkg, imports := range importsOfTree(t) {
		for _, imported := range imports {
			for outside, rooms := range only {
				if imported == outside || strings.HasPrefix(imported, outside+"/") {
					assert.Contains(t, rooms, pkg, "%s must not import %s", pkg, imported)
				}
			}
		}
	}
}

func TestEveryArrowStartsAtARoom(t *testing.T) {
	tree := importsOfTree(t)
	later := []string{"kpi/facts"}
	for pkg := range table(arrows) {
		if !slices.Contains(later, pkg) {
			_, exists := tree[pkg]
			assert.True(t, exists, "%s is not a package", pkg)
		}
	}
}

func mayImport(allowed map[string][]string, pkg, target string) bool {
	if slices.Contains(allowed[pkg], target) {
		return true
	}
	parent := path.Dir(pkg)
	if pkg == "." || parent == "." || parent == "internal" {
		return false
	}
	if target == parent {
		return !slices.Contains(allowed[parent], pkg)
	}
	return mayImport(allowed, parent, target)
}

// importsOfTree are the imports of every library package, tests left out.
func importsOfTree(t *testing.T) map[string][]string {
	t.Helper()
	tree := map[string][]string{}
	skip := []string{"examples", "bench", "tools", "internal/golden", "internal/shared", "testdata"}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (slices.Contains(skip, filepath.ToSlash(name)) || (len(name) > 1 && strings.HasPrefix(d.Name(), "."))):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(filepath.Dir(name))
		for _, spec := range file.Imports {
			tree[pkg] = append(tree[pkg], strings.Trim(spec.Path.Value, `"`))
		}
		return nil
	})
	require.NoError(t, err)
	return tree
}

// table reads lines of "a -> b c".
func table(text string) map[string][]string {
	rows := map[string][]string{}
	for line := range strings.Lines(strings.TrimSpace(text)) {
		from, to, _ := strings.Cut(line, "->")
		rows[strings.TrimSpace(from)] = strings.Fields(to)
	}
	return rows
}
