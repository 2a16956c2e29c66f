package reader

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Bounds of what is looked at.
const (
	MaxBytes    = 64 << 20
	MaxDepth    = 64
	MaxProblems = 1000 // after which nothing more is looked at
	// MaxGrowth is how many bytes a byte of input may become, beside a megabyte that any may:
	// a list of empty objects would be some hundreds of times as large as its text.
	MaxGrowth = 32
)

// Errors makes the errors of whoever reads, so that this package knows none of them.
type Errors struct {
	// Field is a field that breaks a rule: "required", "unknown", "duplicate", "type",
	// "length", "format" or "syntax".
	Field func(path, rule, param string) error
	// At places the error of a type that reads itself.
	At func(path string, err error) error
}

// Read reads one JSON value as a value of a type, and gives every problem with it.
func Read(data []byte, t reflect.Type, say Errors) (reflect.Value, []error) {
	if len(data) > MaxBytes {
		return reflect.Value{}, []error{say.Field("", "length", fmt.Sprintf("%d bytes", MaxBytes))}
	}
	if wrong := syntax(data); wrong != "" {
		return reflect.Value{}, []error{say.Field("", "syntax", wrong)}
	}
	fresh := reflect.New(t).Elem()
	d := decoder{say: say, fields: map[reflect.Type]map[string]place{}, room: 1<<20 + MaxGrowth*len(data)}
	d.value("", trimmed(data), fresh, 0, 0)
	return fresh, d.problems
}

// syntax says where the text stops being JSON; nothing where it is.
func syntax(data []byte) string {
	if json.Valid(data) {
		return ""
	}
	var ignored json.RawMessage
	err := json.Unmarshal(data, &ignored)
	var at *json.SyntaxError
	if !errors.As(err, &at) {
		return "empty input"
	}
	before := string(data[:min(int(at.Offset), len(data))])
	line := strings.Count(before, "\n") + 1
	column := len(before) - strings.LastIndexByte(before, '\n') - 1
	return fmt.Sprintf("line %d, column %d: %s", line, column, at.Error())
}

type decoder struct {
	say      Errors
	problems []error
	fields   map[reflect.Type]map[string]place // by JSON name, of the types met
	room     int                               // bytes that may still be taken
	full     bool                              // nothing more is looked at
}

// place is a field, and how many elements it holds at most, 0 where nothing bounds them.
type place struct {
	index []int
	most  int
}

func (d *decoder) refuse(path, rule, param string) { d.keep(d.say.Field(path, rule, param)) }

func (d *decoder) keep(problem error) {
	switch {
	case d.full:
	case len(d.problems) == MaxProblems:
		d.stop("", fmt.Sprintf("%d problems", MaxProblems))
	default:
		d.problems = append(d.problems, problem)
	}
}

// stop ends the look with one last problem.
func (d *decoder) stop(path, param string) {
	d.problems = append(d.problems, d.say.Field(path, "length", param))
	d.full = true
}

// taken is a new value of a type, within the room that is left.
func (d *decoder) taken(path string, t reflect.Type) reflect.Value {
	if d.room -= int(t.Size()); d.room < 0 && !d.full {
		d.stop(path, fmt.Sprintf("%d times the input", MaxGrowth))
	}
	return reflect.New(t)
}

func (d *decoder) value(path string, n node, v reflect.Value, most, depth int) {
	switch {
	case d.full:
	case depth > MaxDepth:
		d.refuse(path, "length", fmt.Sprintf("%d levels", MaxDepth))
	case n.isNull():
		d.null(path, n, v)
	case v.Kind() == reflect.Pointer:
		v.Set(d.taken(path, v.Type().Elem()))
		d.value(path, n, v.Elem(), most, depth)
	case decodesItself(v):
		d.leaf(path, n, v)
	case v.Kind() == reflect.Struct:
		d.object(path, n, v, depth)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8:
		d.list(path, n, v, most, depth)
	case v.Kind() == reflect.Map:
		d.dictionary(path, n, v, depth)
	default:
		d.leaf(path, n, v)
	}
}

func (d *decoder) null(path string, n node, v reflect.Value) {
	switch {
	case v.Kind() == reflect.Pointer, v.Kind() == reflect.Slice, v.Kind() == reflect.Map, v.Kind() == reflect.Interface:
	case decodesItself(v):
		d.leaf(path, n, v)
	default:
		d.refuse(path, "required", "")
	}
}

func (d *decoder) object(path string, n node, v reflect.Value, depth int) {
	if !n.isObject() {
		d.refuse(path, "type", "object")
		return
	}
	fields := d.fieldsOf(v.Type())
	d.members(path, n, func(name, at string, value node) {
		field, known := fields[name]
		if !known {
			d.refuse(at, "unknown", "")
			return
		}
		d.value(at, value, fieldByIndex(v, field.index), field.most, depth+1)
	})
}

func (d *decoder) dictionary(path string, n node, v reflect.Value, depth int) {
	if !n.isObject() {
		d.refuse(path, "type", "object")
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	d.members(path, n, func(name, at string, value node) {
		key := reflect.New(v.Type().Key()).Elem()
		element := d.taken(at, v.Type().Elem()).Elem()
		d.leaf(at, node(quote(name)), key)
		d.value(at, value, element, 0, depth+1)
		v.SetMapIndex(key, element)
	})
}

func (d *decoder) members(path string, n node, each func(name, at string, value node)) {
	seen := map[string]bool{}
	n.members(func(name string, value node) bool {
		at := clip(name)
		if path != "" {
			at = path + "." + at
		}
		if seen[name] {
			d.refuse(at, "duplicate", clip(name))
			return !d.full
		}
		seen[name] = true
		each(name, at, value)
		return !d.full
	})
}

func (d *decoder) list(path string, n node, v reflect.Value, most, depth int) {
	if !n.isList() {
		d.refuse(path, "type", "list")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	i := 0
	n.elements(func(value node) bool {
		if i == most && most > 0 {
			d.refuse(path, "length", strconv.Itoa(most))
			return false
		}
		at := fmt.Sprintf("%s[%d]", path, i)
		element := d.taken(at, v.Type().Elem()).Elem()
		d.value(at, value, element, 0, depth+1)
		v.Set(reflect.Append(v, element))
		i++
		return !d.full
	})
}

// leaf lets the type itself, or encoding/json, read a value that has no fields
// of ours to look into.
func (d *decoder) leaf(path string, n node, v reflect.Value) {
	err := decodeLeaf(n, v)
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
	case errors.As(err, &wrong), isInstant(v) && !n.isString():
		d.refuse(path, "type", kindName(v.Type()))
	case isInstant(v): // whose error quotes all of the text, in the words of package time
		d.refuse(path, "format", "2026-01-31T09:30:00Z")
	default:
		d.keep(d.say.At(path, err))
	}
}

func isInstant(v reflect.Value) bool { return v.Type() == reflect.TypeFor[time.Time]() }

// clip keeps a problem short, however long the name that it is found at.
func clip(name string) string {
	const most = 64
	if len(name) <= most {
		return name
	}
	return strings.ToValidUTF8(name[:most], "") + "…"
}

func decodeLeaf(n node, v reflect.Value) error {
	if v.Kind() == reflect.String && n.isString() && !decodesItself(v) {
		v.SetString(unquote(n))
		return nil
	}
	if self, ok := v.Addr().Interface().(json.Unmarshaler); ok { // amounts, the commonest leaves
		return self.UnmarshalJSON(n)
	}
	return json.Unmarshal(n, v.Addr().Interface())
}

func decodesItself(v reflect.Value) bool {
	if !v.CanAddr() {
		return false
	}
	switch v.Addr().Interface().(type) {
	case json.Unmarshaler, encoding.TextUnmarshaler:
		return true
	}
	return false
}

func kindName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "list"
	case reflect.Float32, reflect.Float64:
		return "number"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "whole number"
	default: // whatever decodes itself from one form
		return "string"
	}
}

// fieldsOf are t's exported fields by their JSON names, promoted ones included.
func (d *decoder) fieldsOf(t reflect.Type) map[string]place {
	if known := d.fields[t]; known != nil {
		return known
	}
	fields := map[string]place{}
	d.fields[t] = fields
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() || (f.Anonymous && name == "") {
			continue
		}
		if name == "" {
			name = f.Name
		}
		if other, taken := fields[name]; !taken || len(f.Index) < len(other.index) {
			fields[name] = place{index: f.Index, most: most(f)}
		}
	}
	return fields
}

// most is how many elements a list may have by its validate tag, "max=100,dive".
func most(f reflect.StructField) int {
	if f.Type.Kind() != reflect.Slice {
		return 0
	}
	for rule := range strings.SplitSeq(f.Tag.Get("validate"), ",") {
		if rule == "dive" {
			return 0
		}
		if text, ok := strings.CutPrefix(rule, "max="); ok {
			n, _ := strconv.Atoi(text) // of a tag of ours
			return n
		}
	}
	return 0
}

// fieldByIndex is reflect.Value.FieldByIndex that fills nil embedded pointers.
func fieldByIndex(v reflect.Value, index []int) reflect.Value {
	for i, x := range index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}
