package i18n

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/interne-sales/salesdesk"
)

// Text is what one message says: one form, or one for each plural form of its language.
// In JSON a text of one form is a string, {"quote.sent": "Verzonden"}, and one of several
// an object, {"order.lines": {"one": "één regel", "other": "{{.Count}} regels"}}.
type Text struct {
	One   string `json:"one,omitempty"`
	Many  string `json:"many,omitempty"` // French only
	Other string `json:"other"`          // every text has it
}

// plural reports whether a number selects the form.
func (t Text) plural() bool { return t.One != "" || t.Many != "" }

// forms are the written forms in a fixed order.
func (t Text) forms() []form {
	written := make([]form, 0, 3)
	for _, f := range [...]form{{"one", t.One}, {"many", t.Many}, {"other", t.Other}} {
		if f.source != "" {
			written = append(written, f)
		}
	}
	return written
}

// form is one plural form of a text.
type form struct{ name, source string }

// MarshalJSON writes a text of one form as a string.
func (t Text) MarshalJSON() ([]byte, error) {
	if !t.plural() {
		return json.Marshal(t.Other)
	}
	type object Text
	return json.Marshal(object(t))
}

// UnmarshalJSON reads a string or an object of plural forms; no other names, and no name
// twice.
func (t *Text) UnmarshalJSON(data []byte) error {
	if data = bytes.TrimSpace(data); len(data) > 0 && data[0] == '"' {
		*t = Text{}
		return json.Unmarshal(data, &t.Other)
	}
	var read Text
	err := eachMember(data, func(name string, value json.RawMessage) error {
		into := map[string]*string{"one": &read.One, "many": &read.Many, "other": &read.Other}[name]
		if into == nil {
			return salesdesk.FieldError{Path: name, Rule: salesdesk.RuleUnknown}
		}
		if len(value) == 0 || value[0] != '"' {
			return salesdesk.FieldError{Path: name, Rule: salesdesk.RuleType, Param: "string"}
		}
		return json.Unmarshal(value, into)
	})
	if err == nil {
		*t = read
	}
	return err
}

// decodeTexts reads a file of texts by message id and reports every problem at its id.
func decodeTexts(data []byte) (map[string]Text, error) {
	texts := make(map[string]Text)
	err := eachMember(data, func(id string, value json.RawMessage) error {
		var t Text
		if err := t.UnmarshalJSON(value); err != nil {
			return salesdesk.At(id, err)
		}
		texts[id] = t
		return nil
	})
	if err != nil {
		return nil, err
	}
	return texts, nil
}

// eachMember calls visit for each member of the one JSON object that data is, in their
// order, and gathers its problems; a name that comes twice is one.
func eachMember(data []byte, visit func(name string, value json.RawMessage) error) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if open, err := decoder.Token(); err != nil || open != json.Delim('{') {
		return salesdesk.FieldError{Rule: salesdesk.RuleType, Param: "object"}
	}
	var found salesdesk.Problems
	seen := make(map[string]bool)
	for decoder.More() {
		name, value, err := member(decoder)
		if err != nil {
			found.Add(unreadable(err))
			return found.Err()
		}
		if seen[name] {
			found.Add(salesdesk.FieldError{Path: name, Rule: salesdesk.RuleDuplicate, Param: name})
		} else {
			found.Add(visit(name, value))
		}
		seen[name] = true
	}
	if _, err := decoder.Token(); err != nil {
		found.Add(unreadable(err))
	} else if _, err = decoder.Token(); !errors.Is(err, io.EOF) {
		found.Add(salesdesk.FieldError{Rule: salesdesk.RuleSyntax, Param: "more after the end"})
	}
	return found.Err()
}

func member(decoder *json.Decoder) (name string, value json.RawMessage, err error) {
	token, err := decoder.Token()
	if err != nil {
		return "", nil, err
	}
	name, _ = token.(string) // what precedes a value in an object is its name
	err = decoder.Decode(&value)
	return name, value, err
}

func unreadable(err error) error {
	return salesdesk.FieldError{Rule: salesdesk.RuleSyntax, Param: err.Error()}
}
