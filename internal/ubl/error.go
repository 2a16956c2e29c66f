package ubl

import "fmt"

// Hazard names what a document from outside tried.
type Hazard string

// The hazards that Read refuses.
const (
	HazardSize        Hazard = "size"        // more than MaxBytes
	HazardDepth       Hazard = "depth"       // more than MaxDepth elements in each other
	HazardAttributes  Hazard = "attributes"  // more than MaxAttributes of one element
	HazardElements    Hazard = "elements"    // more than MaxElements, or than MaxRepeats of a kind in one
	HazardDoctype     Hazard = "doctype"     // a document type, and with it entities
	HazardInstruction Hazard = "instruction" // a processing instruction
	HazardEncoding    Hazard = "encoding"    // another encoding than UTF-8
)

// HostileError is XML that no honest partner sends; nothing of it is used.
type HostileError struct {
	Hazard Hazard
	Path   string // the element that was open
}

func (e HostileError) Error() string {
	if e.Path == "" {
		return fmt.Sprintf("xml refused: %s", e.Hazard)
	}
	return fmt.Sprintf("%s: xml refused: %s", e.Path, e.Hazard)
}

// MessageID names the hazard's text.
func (e HostileError) MessageID() string { return "ubl.hostile." + string(e.Hazard) }

// SyntaxError is text that is not well-formed XML.
type SyntaxError struct {
	Line int64
	Text string // what the XML reader said, for logs
}

func (e SyntaxError) Error() string { return fmt.Sprintf("line %d: not xml: %s", e.Line, e.Text) }

// MessageID names the text.
func (SyntaxError) MessageID() string { return "ubl.syntax" }

// DocumentError is well-formed XML that is no document of a kind read here.
type DocumentError struct{ Namespace, Name string }

func (e DocumentError) Error() string {
	return fmt.Sprintf("no ubl document is named %q in namespace %q", e.Name, e.Namespace)
}

// MessageID names the text.
func (DocumentError) MessageID() string { return "ubl.document" }
