package i18n

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
)

// use is a field of the data that a text uses, and the function it goes through, if any.
// Field is a chain such as "Total" or "Hold.Name"; "" is the data itself. A word that goes
// through a function that says texts is a use, too: Field is the word in quotation marks.
type use struct{ Field, Func string }

// word is the word that u says the text of, if it is one.
func (u use) word() (string, bool) {
	if !strings.HasPrefix(u.Field, `"`) {
		return "", false
	}
	said, err := strconv.Unquote(u.Field)
	return said, err == nil
}

// usesOf are the fields that a text uses, sorted, each once. A text that does not parse,
// loops, calls another template or any function but those of texts is an error: texts
// come from companies too.
func usesOf(source string) ([]use, error) {
	tree := parse.New("text")
	trees := make(map[string]*parse.Tree)
	if _, err := tree.Parse(source, "", "", trees, textFunctions()); err != nil {
		return nil, errors.New(strings.TrimPrefix(err.Error(), "template: text:"))
	}
	if len(trees) > 1 {
		return nil, errors.New("defines a template")
	}
	if tree.Root == nil {
		return nil, nil
	}
	r := reader{variables: map[string]string{"$": ""}}
	r.list(tree.Root, "")
	slices.SortFunc(r.uses, func(a, b use) int {
		return strings.Compare(a.Field+" "+a.Func, b.Field+" "+b.Func)
	})
	return slices.Compact(r.uses), r.err
}

// textFunctions are the names a text may call; only the names count.
func textFunctions() map[string]any {
	names := append(nestingFunctions(),
		"money", "price", "amount", "percent", "quantity", "unit", "date", "period", "instant", "name", "count",
		"and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len",
	)
	functions := make(map[string]any, len(names))
	for _, name := range names {
		functions[name] = name
	}
	return functions
}

// asked is the function of a field that a text only asks after: {{with .Path}}.
const asked = "if"

// comparing reports whether a function only asks, and fits every field.
func comparing(name string) bool {
	switch name {
	case asked, "and", "or", "not":
		return true
	default:
		return false
	}
}

// reader walks a parsed text. opaque is a dot whose fields cannot be known.
type reader struct {
	uses      []use
	variables map[string]string
	err       error
}

const opaque = "?"

func (r *reader) refuse(n parse.Node) {
	if r.err == nil {
		r.err = fmt.Errorf("not allowed in a text: %s", n)
	}
}

func (r *reader) list(list *parse.ListNode, dot string) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode, *parse.CommentNode:
		case *parse.ActionNode:
			r.pipe(n.Pipe, dot)
		case *parse.IfNode:
			r.condition(n.Pipe, dot)
			r.list(n.List, dot)
			r.list(n.ElseList, dot)
		case *parse.WithNode:
			r.list(n.List, r.condition(n.Pipe, dot))
			r.list(n.ElseList, dot)
		default:
			r.refuse(n)
		}
	}
}

// condition is a pipe whose fields are asked after and not printed.
func (r *reader) condition(p *parse.PipeNode, dot string) string {
	from := len(r.uses)
	value := r.pipe(p, dot)
	for i := range r.uses[from:] {
		if u := &r.uses[from+i]; u.Func == "" {
			u.Func = asked
		}
	}
	return value
}

// pipe reads a pipeline and gives the chain of its value, opaque where a function made it.
func (r *reader) pipe(p *parse.PipeNode, dot string) string {
	value := opaque
	for i, command := range p.Cmds {
		name, args := "", command.Args
		if called, ok := args[0].(*parse.IdentifierNode); ok {
			name, args = called.Ident, args[1:]
		} else if len(args) > 1 || i > 0 {
			r.refuse(command)
			return opaque
		}
		if i > 0 && value != opaque {
			r.uses = append(r.uses, use{value, name})
		}
		piped := name == "" && len(p.Cmds) > 1 // counted with the function it goes through
		value = r.arguments(args, dot, name, piped)
	}
	for _, v := range p.Decl {
		r.variables[v.Ident[0]] = value
	}
	return value
}

// arguments reads what a command works on; the chain of a lone field is its value.
func (r *reader) arguments(args []parse.Node, dot, name string, piped bool) string {
	value := opaque
	for _, arg := range args {
		chain := opaque
		switch n := arg.(type) {
		case *parse.DotNode:
			chain = dot
		case *parse.FieldNode:
			chain = r.below(n, dot, n.Ident)
		case *parse.VariableNode:
			chain = r.below(n, r.variables[n.Ident[0]], n.Ident[1:])
		case *parse.PipeNode:
			r.pipe(n, dot)
		case *parse.StringNode:
			if slices.Contains(nestingFunctions(), name) {
				r.uses = append(r.uses, use{strconv.Quote(n.Text), name})
			}
		case *parse.NumberNode, *parse.BoolNode:
		default:
			r.refuse(n)
		}
		if chain == opaque {
			continue
		}
		if !piped {
			r.uses = append(r.uses, use{chain, name})
		}
		if name == "" {
			value = chain
		}
	}
	return value
}

// below is the chain of names under base.
func (r *reader) below(n parse.Node, base string, names []string) string {
	switch {
	case base == opaque && len(names) > 0:
		r.refuse(n)
		return opaque
	case base == "" || len(names) == 0:
		return base + strings.Join(names, ".")
	default:
		return base + "." + strings.Join(names, ".")
	}
}
