package i18n_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/interne-sales/salesdesk"

// source is the declarations of a module that matter to its texts.
type source struct {
	files    *token.FileSet
	packages map[string]*room // by import path
}

type room struct {
	path, name string
	types      map[string]declared
	methods    map[string]map[string]method // by type and name
	values     map[string]string            // constant strings by name
	constants  map[string][]string          // values of the constants of a named type
}

type declared struct {
	expr ast.Expr
	file *ast.File
}

type method struct {
	decl *ast.FuncDecl
	file *ast.File
}

// typeRef is a type as one file writes it.
type typeRef struct {
	in   *room
	file *ast.File
	expr ast.Expr
}

// readSource reads the Go files of a module, by their path in it. The files of the root
// come from folder ".".
func readSource(tb testing.TB, files map[string]string) *source {
	tb.Helper()
	s := &source{files: token.NewFileSet(), packages: map[string]*room{}}
	for _, name := range slices.Sorted(mapKeys(files)) {
		file, err := parser.ParseFile(s.files, name, files[name], parser.SkipObjectResolution)
		require.NoError(tb, err)
		s.add(path.Join(module, path.Dir(name)), file)
	}
	for _, r := range s.packages {
		r.evaluate()
	}
	return s
}

func mapKeys(files map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range files {
			if !yield(name) {
				return
			}
		}
	}
}

// treeFiles are the Go files of the module around this package: no tests, no examples, no
// tools, no other module.
func treeFiles(tb testing.TB) map[string]string {
	tb.Helper()
	root := filepath.Join("..")
	files := map[string]string{}
	require.NoError(tb, filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return skipped(name, relative)
		}
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			data, err := os.ReadFile(name)
			files[filepath.ToSlash(relative)] = string(data)
			return err
		}
		return nil
	}))
	return files
}

func skipped(name, relative string) error {
	base := filepath.Base(name)
	_, err := os.Stat(filepath.Join(name, "go.mod"))
	switch {
	case relative == ".":
		return nil
	case err == nil, strings.HasPrefix(base, "."), base == "testdata", slices.Contains([]string{"examples", "bench", "tools"}, relative):
		return filepath.SkipDir
	default:
		return nil
	}
}

func (s *source) add(importPath string, file *ast.File) {
	r := s.packages[importPath]
	if r == nil {
		r = &room{
			path: importPath, name: file.Name.Name, types: map[string]declared{}, methods: map[string]map[string]method{},
			values: map[string]string{}, constants: map[string][]string{},
		}
		s.packages[importPath] = r
	}
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.GenDecl:
			r.addSpecs(d, file)
		case *ast.FuncDecl:
			if d.Recv != nil {
				name := baseName(d.Recv.List[0].Type)
				if r.methods[name] == nil {
					r.methods[name] = map[string]method{}
				}
				r.methods[name][d.Name.Name] = method{d, file}
			}
		}
	}
}

// pending are the constants that evaluate reads when all files are known.
type pending struct {
	name string
	typ  string
	expr ast.Expr
}

func (r *room) addSpecs(d *ast.GenDecl, file *ast.File) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			r.types[spec.Name.Name] = declared{spec.Type, file}
		case *ast.ValueSpec:
			if d.Tok == token.CONST {
				for i, value := range spec.Values {
					r.constant(pending{spec.Names[i].Name, baseName(spec.Type), value})
				}
			}
		}
	}
}

// constant notes a constant of a string, if it is one.
func (r *room) constant(p pending) {
	if call, ok := p.expr.(*ast.CallExpr); ok && p.typ == "" && len(call.Args) == 1 {
		p.typ, p.expr = baseName(call.Fun), call.Args[0]
	}
	value, ok := r.constantString(p.expr)
	if !ok {
		return
	}
	r.values[p.name] = value
	if p.typ != "" && p.typ != "string" {
		r.constants[p.typ] = append(r.constants[p.typ], value)
	}
}

func (r *room) evaluate() {
	for name := range r.constants {
		slices.Sort(r.constants[name])
		r.constants[name] = slices.Compact(r.constants[name])
	}
}

func (r *room) constantString(expr ast.Expr) (string, bool) {
	switch e := expr.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, e.Kind == token.STRING && err == nil
	case *ast.ParenExpr:
		return r.constantString(e.X)
	case *ast.Ident:
		text, ok := r.values[e.Name]
		return text, ok
	case *ast.BinaryExpr:
		left, okLeft := r.constantString(e.X)
		right, okRight := r.constantString(e.Y)
		return left + right, okLeft && okRight && e.Op == token.ADD
	default:
		return "", false
	}
}

// baseName is the name of a type without pointer, package and type arguments.
func baseName(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.StarExpr:
		return baseName(e.X)
	case *ast.IndexExpr:
		return baseName(e.X)
	case *ast.IndexListExpr:
		return baseName(e.X)
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.Ident:
		return e.Name
	default:
		return ""
	}
}

// named is the room and the name of a type, pointers and type arguments aside; the room is
// nil for a type from outside the module, whose name then has its package.
func (s *source) named(t typeRef) (*room, string) {
	switch e := t.expr.(type) {
	case *ast.StarExpr:
		return s.named(typeRef{t.in, t.file, e.X})
	case *ast.IndexExpr:
		return s.named(typeRef{t.in, t.file, e.X})
	case *ast.IndexListExpr:
		return s.named(typeRef{t.in, t.file, e.X})
	case *ast.Ident:
		if _, ok := t.in.types[e.Name]; ok {
			return t.in, e.Name
		}
		return nil, e.Name
	case *ast.SelectorExpr:
		x, ok := e.X.(*ast.Ident)
		if !ok {
			return nil, ""
		}
		if r := s.imported(t.file, x.Name); r != nil {
			return r, e.Sel.Name
		}
		return nil, x.Name + "." + e.Sel.Name
	default:
		return nil, ""
	}
}

func (s *source) imported(file *ast.File, name string) *room {
	for _, spec := range file.Imports {
		importPath, err := strconv.Unquote(spec.Path.Value)
		r := s.packages[importPath]
		if err != nil || r == nil {
			continue
		}
		if (spec.Name != nil && spec.Name.Name == name) || (spec.Name == nil && r.name == name) {
			return r
		}
	}
	return nil
}

// show is the type for a reader: "salesdesk.Money", "[]string".
func (s *source) show(t typeRef) string {
	switch e := t.expr.(type) {
	case *ast.ArrayType:
		return "[]" + s.show(typeRef{t.in, t.file, e.Elt})
	case *ast.StarExpr:
		return "*" + s.show(typeRef{t.in, t.file, e.X})
	}
	r, name := s.named(t)
	if r == nil {
		return name
	}
	return r.name + "." + name
}

// member is the type of a field or of what a method gives, at any depth of embedding.
// known is false where the module does not declare the type it is looked for in.
func (s *source) member(t typeRef, name string) (found typeRef, ok, known bool) {
	r, typeName := s.named(t)
	if r == nil {
		if st, isStruct := t.expr.(*ast.StructType); isStruct {
			return s.field(t, st, name)
		}
		return typeRef{}, false, isBasic(typeName)
	}
	if m, ok := r.methods[typeName][name]; ok {
		if results := m.decl.Type.Results; results != nil && len(results.List) > 0 {
			return typeRef{r, m.file, results.List[0].Type}, true, true
		}
		return typeRef{}, false, true
	}
	d := r.types[typeName]
	under := typeRef{r, d.file, d.expr}
	switch e := d.expr.(type) {
	case *ast.StructType:
		return s.field(under, e, name)
	case *ast.InterfaceType:
		return s.interfaceMethod(under, e, name)
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr:
		found, ok, known = s.member(under, name)
		return found, ok, known
	default:
		return typeRef{}, false, true
	}
}

func (s *source) field(t typeRef, st *ast.StructType, name string) (found typeRef, ok, known bool) {
	known = true
	for _, f := range st.Fields.List {
		of := typeRef{t.in, t.file, f.Type}
		for _, n := range f.Names {
			if n.Name == name {
				return of, ast.IsExported(name), true
			}
		}
		if len(f.Names) == 0 && baseName(f.Type) == name {
			return of, ast.IsExported(name), true
		}
	}
	for _, f := range st.Fields.List {
		if len(f.Names) > 0 {
			continue
		}
		inner, innerOK, innerKnown := s.member(typeRef{t.in, t.file, f.Type}, name)
		if innerOK {
			return inner, true, true
		}
		known = known && innerKnown
	}
	return typeRef{}, false, known
}

func (s *source) interfaceMethod(t typeRef, it *ast.InterfaceType, name string) (found typeRef, ok, known bool) {
	for _, f := range it.Methods.List {
		if signature, isFunc := f.Type.(*ast.FuncType); isFunc && len(f.Names) == 1 && f.Names[0].Name == name && signature.Results != nil {
			return typeRef{t.in, t.file, signature.Results.List[0].Type}, true, true
		}
	}
	for _, f := range it.Methods.List {
		if len(f.Names) == 0 {
			if found, ok, known = s.member(typeRef{t.in, t.file, f.Type}, name); ok {
				return found, ok, known
			}
		}
	}
	return typeRef{}, false, true
}

func isBasic(name string) bool {
	switch name {
	case "string", "int", "int64", "bool", "error", "time.Time", "time.Duration":
		return true
	default:
		return false
	}
}

// message is an id that the tree gives and the type whose fields fill its text.
type message struct {
	id    string
	owner typeRef
	where string
}

// messages are all ids of the tree, and what is wrong with the methods that give them.
func (s *source) messages() (all []message, problems []string) {
	for _, importPath := range slices.Sorted(packageKeys(s.packages)) {
		r := s.packages[importPath]
		for typeName, methods := range r.methods {
			m, ok := methods["MessageID"]
			if !ok || m.decl.Body == nil {
				continue
			}
			owner := typeRef{r, m.file, ast.NewIdent(typeName)}
			where := s.show(owner) + " in " + s.files.Position(m.decl.Pos()).Filename
			ids, err := s.ids(owner, m)
			if err != nil {
				problems = append(problems, fmt.Sprintf("%s: %v", where, err))
			}
			for _, id := range ids {
				all = append(all, message{id, owner, where})
			}
		}
	}
	slices.SortFunc(all, func(a, b message) int { return strings.Compare(a.id+" "+a.where, b.id+" "+b.where) })
	for i := 1; i < len(all); i++ {
		if all[i].id == all[i-1].id {
			problems = append(problems, fmt.Sprintf("id %q is given by %s and by %s", all[i].id, all[i-1].where, all[i].where))
		}
	}
	return all, problems
}

func packageKeys(packages map[string]*room) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range packages {
			if !yield(name) {
				return
			}
		}
	}
}

// ids are the ids that a MessageID method can give.
func (s *source) ids(owner typeRef, m method) (ids []string, err error) {
	receiver := ""
	if names := m.decl.Recv.List[0].Names; len(names) > 0 {
		receiver = names[0].Name
	}
	ast.Inspect(m.decl.Body, func(n ast.Node) bool {
		r, ok := n.(*ast.ReturnStmt)
		if !ok {
			return true
		}
		found, wrong := s.idsOf(owner, receiver, r.Results[0])
		ids = append(ids, found...)
		if wrong != nil {
			err = wrong
		}
		return false
	})
	if len(ids) == 0 && err == nil {
		err = fmt.Errorf("MessageID gives no id")
	}
	return ids, err
}

func (s *source) idsOf(owner typeRef, receiver string, expr ast.Expr) ([]string, error) {
	if text, ok := owner.in.constantString(expr); ok {
		return []string{text}, nil
	}
	switch e := expr.(type) {
	case *ast.BinaryExpr:
		return s.joinedIDs(owner, receiver, e)
	case *ast.CallExpr:
		if name, ok := e.Fun.(*ast.Ident); ok && name.Name == "string" && len(e.Args) == 1 {
			return s.constantsOf(owner, receiver, e.Args[0])
		}
	}
	return nil, fmt.Errorf("MessageID is neither a literal nor a literal and string(x)")
}

func (s *source) joinedIDs(owner typeRef, receiver string, e *ast.BinaryExpr) ([]string, error) {
	left, err := s.idsOf(owner, receiver, e.X)
	if err != nil {
		return nil, err
	}
	right, err := s.idsOf(owner, receiver, e.Y)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, l := range left {
		for _, r := range right {
			ids = append(ids, l+r)
		}
	}
	return ids, nil
}

// constantsOf are the values of the constants of x's type; an empty one has no text.
func (s *source) constantsOf(owner typeRef, receiver string, x ast.Expr) ([]string, error) {
	t, err := s.typeOf(owner, receiver, x)
	if err != nil {
		return nil, err
	}
	r, name := s.named(t)
	if r == nil {
		return nil, fmt.Errorf("MessageID ends in a %s, which is no named string of the module", s.show(t))
	}
	values := slices.DeleteFunc(slices.Clone(r.constants[name]), func(v string) bool { return v == "" })
	if len(values) == 0 {
		return nil, fmt.Errorf("MessageID ends in a %s, which has no constants", s.show(t))
	}
	return values, nil
}

func (s *source) typeOf(owner typeRef, receiver string, x ast.Expr) (typeRef, error) {
	switch e := x.(type) {
	case *ast.Ident:
		if e.Name == receiver {
			return owner, nil
		}
	case *ast.SelectorExpr:
		of, err := s.typeOf(owner, receiver, e.X)
		if err != nil {
			return typeRef{}, err
		}
		if found, ok, _ := s.member(of, e.Sel.Name); ok {
			return found, nil
		}
	case *ast.CallExpr:
		if len(e.Args) == 0 {
			return s.typeOf(owner, receiver, e.Fun)
		}
	}
	return typeRef{}, fmt.Errorf("MessageID ends in what the test cannot follow")
}
