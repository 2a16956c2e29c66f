package ubl

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
)

// The bounds of what is read.
const (
	// MaxBytes is the longest document that is looked at: room for 10,000 lines.
	MaxBytes = 32 << 20
	// MaxDepth is the deepest nesting; UBL as used here nests nine deep.
	MaxDepth = 24
	// MaxAttributes is how many one element may have, namespaces with them; UBL has at most
	// nine of its own.
	MaxAttributes = 64
	// MaxElements is how many a document may have: 80 for each of 10,000 lines, thrice what
	// invoices of Peppol have.
	MaxElements = 800_000
	// MaxRepeats is how many of one kind may stand in one element.
	MaxRepeats = 10_000
)

// Read reads a [Document] of any kind, with whatever prefixes it was written.
// An element the structs have no field for is passed over. The errors are a
// [HostileError], a [SyntaxError], a [DocumentError], or a
// [salesdesk.FieldError] or [salesdesk.RangeError] with the path of the element,
// such as "Invoice.cac:LegalMonetaryTotal.cbc:PayableAmount".
func Read(data []byte) (Document, error) {
	if len(data) > MaxBytes {
		return nil, HostileError{Hazard: HazardSize}
	}
	if hazard := crowded(data); hazard != "" {
		return nil, HostileError{Hazard: hazard}
	}
	r := newRenamer(data)
	d := xml.NewTokenDecoder(r)
	root, err := r.firstElement(d)
	if err != nil {
		return nil, err
	}
	return r.kind.decode(d, r, root)
}

// crowded is what a document has too many of: attributes of an element, or elements. It
// looks at the bytes once, before the XML reader keeps every attribute of them.
func crowded(data []byte) Hazard {
	for elements := 0; ; {
		at := bytes.IndexByte(data, '<')
		if at < 0 {
			return ""
		}
		data = data[at:]
		switch {
		case bytes.HasPrefix(data, []byte("<!--")):
			data = after(data, "-->")
		case bytes.HasPrefix(data, []byte("<![CDATA[")):
			data = after(data, "]]>")
		default:
			n, length := attributes(data)
			if n > MaxAttributes {
				return HazardAttributes
			}
			if length > 1 && data[1] != '/' {
				elements++
			}
			if elements > MaxElements {
				return HazardElements
			}
			data = data[length:]
		}
	}
}

// after is what follows a mark; nothing where there is none.
func after(data []byte, mark string) []byte {
	_, rest, _ := bytes.Cut(data, []byte(mark))
	return rest
}

// attributes counts those of the tag that data begins with, and its bytes.
func attributes(data []byte) (n, length int) {
	var quote byte
	for i, b := range data {
		switch {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '=':
			n++
		case b == '>':
			return n, i + 1
		}
	}
	return n, len(data)
}

// kind is a document that is read: what its root is called, and how it is decoded.
type kind struct {
	name, namespace string
	decode          func(*xml.Decoder, *renamer, xml.StartElement) (Document, error)
}

func kinds() []kind {
	return []kind{
		kindOf[Invoice](), kindOf[CreditNote](), kindOf[Quotation](),
		kindOf[Order](), kindOf[OrderResponse](), kindOf[DespatchAdvice](),
	}
}

func kindOf[D Document]() kind {
	var doc D
	name, namespace := doc.root()
	return kind{name: name, namespace: namespace, decode: decode[D]}
}

func decode[D Document](d *xml.Decoder, r *renamer, root xml.StartElement) (Document, error) {
	var doc D
	r.shapes[0].of = reflect.TypeFor[D]()
	if err := d.DecodeElement(&doc, &root); err != nil {
		return nil, r.placed(err)
	}
	if err := r.end(d); err != nil {
		return nil, err
	}
	return doc, nil
}

// end reads the space and the comments that may follow the document.
func (r *renamer) end(d *xml.Decoder) error {
	for {
		token, err := d.Token()
		switch t := token.(type) {
		case nil:
			if errors.Is(err, io.EOF) {
				return nil
			}
			return r.placed(err)
		case xml.Comment:
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 {
				return SyntaxError{Line: r.line(), Text: "text after the document"}
			}
		default:
			return SyntaxError{Line: r.line(), Text: "element after the document"}
		}
	}
}

func (r *renamer) line() int64 {
	line, _ := r.raw.InputPos()
	return int64(line)
}

// renamer hands on the elements of a document under the prefixes of this package,
// without namespaces, and refuses what is hostile.
type renamer struct {
	raw     *xml.Decoder
	kind    kind // of the document, known from its root
	path    []string
	shapes  []shape
	begun   bool
	closing bool // the element at the end of path was closed by the last token
}

// shape is an open element: the struct it is decoded into, nil where it is passed
// over, and how often each of its children was there already.
type shape struct {
	of   reflect.Type
	seen []child
}

type child struct {
	name  string
	times int
}

// count is how often a child was there, with this time.
func (s *shape) count(name string) int {
	i := slices.IndexFunc(s.seen, func(c child) bool { return c.name == name })
	if i < 0 {
		i, s.seen = len(s.seen), append(s.seen, child{name: name})
	}
	s.seen[i].times++
	return s.seen[i].times
}

// newRenamer reads UTF-8 only, whatever the document says of itself.
func newRenamer(data []byte) *renamer {
	r := &renamer{raw: xml.NewDecoder(bytes.NewReader(data))}
	r.raw.CharsetReader = func(string, io.Reader) (io.Reader, error) {
		return nil, HostileError{Hazard: HazardEncoding}
	}
	return r
}

// Token is the next token, renamed; it makes a renamer an xml.TokenReader.
func (r *renamer) Token() (xml.Token, error) {
	token, err := r.raw.Token()
	if err != nil {
		return nil, err
	}
	r.leave()
	first := !r.begun
	r.begun = true
	switch t := token.(type) {
	case xml.StartElement:
		return r.open(t)
	case xml.EndElement:
		// The path stays until the next token: the value of the element is read after its end.
		r.closing = true
		return xml.EndElement{Name: xml.Name{Local: r.path[len(r.path)-1]}}, nil
	case xml.Directive:
		return nil, r.hostile(HazardDoctype)
	case xml.ProcInst:
		if !first || t.Target != "xml" {
			return nil, r.hostile(HazardInstruction)
		}
	}
	return token, nil
}

func (r *renamer) leave() {
	if r.closing {
		r.path = r.path[:len(r.path)-1]
		r.shapes = r.shapes[:len(r.shapes)-1]
		r.closing = false
	}
}

func (r *renamer) open(t xml.StartElement) (xml.Token, error) {
	if len(r.path) == MaxDepth {
		return nil, r.hostile(HazardDepth)
	}
	name := prefixed(t.Name)
	if len(r.path) == 0 {
		i := slices.IndexFunc(kinds(), func(k kind) bool { return k.namespace == t.Name.Space && k.name == t.Name.Local })
		if i < 0 {
			return nil, DocumentError{Namespace: t.Name.Space, Name: t.Name.Local}
		}
		r.kind, name = kinds()[i], t.Name.Local
	}
	err := r.enter(name)
	r.path = append(r.path, name)
	if err != nil {
		return nil, err
	}
	foreign := func(a xml.Attr) bool { return a.Name.Space != "" || a.Name.Local == "xmlns" }
	return xml.StartElement{
		Name: xml.Name{Local: name},
		Attr: slices.DeleteFunc(slices.Clone(t.Attr), foreign),
	}, nil
}

// enter finds the struct the element goes to, and refuses a second one where the
// struct has room for one.
func (r *renamer) enter(name string) error {
	next := shape{}
	if n := len(r.shapes); n > 0 {
		parent := &r.shapes[n-1]
		field, ok := fieldOf(parent.of, name)
		if ok {
			switch times := parent.count(name); {
			case times > 1 && field.Kind() != reflect.Slice:
				r.shapes = append(r.shapes, next)
				return salesdesk.FieldError{Rule: salesdesk.RuleDuplicate, Param: name}
			case times > MaxRepeats:
				r.shapes = append(r.shapes, next)
				return r.hostile(HazardElements)
			}
			next.of = elementOf(field)
		}
	}
	r.shapes = append(r.shapes, next)
	return nil
}

// fieldOf is the type of the field that is tagged with name, of a part of the struct too.
func fieldOf(t reflect.Type, name string) (reflect.Type, bool) {
	if t == nil || t.Kind() != reflect.Struct {
		return nil, false
	}
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Anonymous {
			if found, ok := fieldOf(field.Type, name); ok {
				return found, true
			}
		}
		if tag, _, _ := strings.Cut(field.Tag.Get("xml"), ","); tag == name {
			return field.Type, true
		}
	}
	return nil, false
}

func elementOf(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// prefixed is the name an element has in this package; an element of a foreign
// namespace gets one that no field has.
func prefixed(n xml.Name) string {
	switch n.Space {
	case basicNamespace:
		return "cbc:" + n.Local
	case aggregateNamespace:
		return "cac:" + n.Local
	default:
		return "other:" + n.Local
	}
}

// firstElement reads up to the root.
func (r *renamer) firstElement(d *xml.Decoder) (xml.StartElement, error) {
	for {
		token, err := d.Token()
		if err != nil {
			return xml.StartElement{}, r.placed(err)
		}
		if start, ok := token.(xml.StartElement); ok {
			return start, nil
		}
	}
}

func (r *renamer) hostile(h Hazard) error {
	return HostileError{Hazard: h, Path: strings.Join(r.path, ".")}
}

// placed turns an error of the XML reader into one of this package.
func (r *renamer) placed(err error) error {
	var syntax *xml.SyntaxError
	var number *strconv.NumError
	var hostile HostileError
	var document DocumentError
	path := strings.Join(r.path, ".")
	switch {
	case errors.As(err, &hostile):
		return hostile
	case errors.As(err, &document):
		return document
	case errors.As(err, &syntax):
		return SyntaxError{Line: int64(syntax.Line), Text: syntax.Msg}
	case errors.Is(err, io.EOF):
		return SyntaxError{Line: r.line(), Text: "no document"}
	case errors.As(err, &number):
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleType, Param: "boolean"}
	default:
		return salesdesk.At(path, err)
	}
}
