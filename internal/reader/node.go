package reader

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// node is the text of one JSON value that is known to be valid.
type node []byte

// trimmed is the value as the scanner returns it, without the space around it.
func trimmed(data []byte) node { return bytes.TrimSpace(data) }

func (n node) first() byte { return n[0] }

func (n node) isNull() bool   { return n.first() == 'n' }
func (n node) isObject() bool { return n.first() == '{' }
func (n node) isList() bool   { return n.first() == '[' }
func (n node) isString() bool { return n.first() == '"' }

// members calls each for every name and value of an object, in order, until it says no.
func (n node) members(each func(name string, value node) bool) {
	s := scanner{text: n}
	s.next() // {
	for s.peek() != '}' {
		name := s.value()
		s.next() // :
		if !each(unquote(name), s.value()) {
			return
		}
		if s.peek() == ',' {
			s.next()
		}
	}
}

// elements calls each for every value of a list, in order, until it says no.
func (n node) elements(each func(value node) bool) {
	s := scanner{text: n}
	s.next() // [
	for s.peek() != ']' {
		if !each(s.value()) {
			return
		}
		if s.peek() == ',' {
			s.next()
		}
	}
}

// scanner walks valid JSON text; it need not detect errors.
type scanner struct {
	text []byte
	at   int
}

// peek is the next byte that is not space.
func (s *scanner) peek() byte {
	for {
		switch b := s.text[s.at]; b {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return b
		}
	}
}

func (s *scanner) next() {
	s.peek()
	s.at++
}

// value passes over one value and returns its text.
func (s *scanner) value() node {
	first := s.peek()
	start := s.at
	switch first {
	case '"':
		s.passString()
	case '{', '[':
		s.passNested()
	default:
		s.passScalar()
	}
	return node(s.text[start:s.at])
}

func (s *scanner) passString() {
	for s.at++; s.text[s.at] != '"'; s.at++ {
		if s.text[s.at] == '\\' {
			s.at++
		}
	}
	s.at++
}

func (s *scanner) passNested() {
	for depth := 0; ; {
		switch s.text[s.at] {
		case '"':
			s.passString()
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		s.at++
		if depth == 0 {
			return
		}
	}
}

func (s *scanner) passScalar() {
	for s.at < len(s.text) && bytes.IndexByte([]byte(",]} \t\r\n"), s.text[s.at]) < 0 {
		s.at++
	}
}

func unquote(n node) string {
	if plain := n[1 : len(n)-1]; bytes.IndexByte(plain, '\\') < 0 && utf8.Valid(plain) {
		return string(plain)
	}
	var name string
	_ = json.Unmarshal(n, &name) // valid by now: the whole text was checked first
	return name
}

func quote(name string) []byte {
	text, _ := json.Marshal(name) // a string always marshals
	return text
}
