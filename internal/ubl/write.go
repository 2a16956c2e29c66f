package ubl

import (
	"encoding/xml"
	"io"
)

// The namespaces of UBL 2.1.
const (
	invoiceNamespace    = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
	creditNoteNamespace = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
	quotationNamespace  = "urn:oasis:names:specification:ubl:schema:xsd:Quotation-2"
	orderNamespace      = "urn:oasis:names:specification:ubl:schema:xsd:Order-2"
	responseNamespace   = "urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2"
	despatchNamespace   = "urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2"
	aggregateNamespace  = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
	basicNamespace      = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
)

// Document is a whole UBL document: an [Invoice], a [CreditNote], a [Quotation], an
// [Order], an [OrderResponse] or a [DespatchAdvice].
type Document interface {
	root() (name, namespace string)
}

// Write writes doc as UTF-8 XML, indented by two spaces, with a line feed at the end.
// Text that XML cannot hold, or that is nothing but space, is refused, each with its path,
// and nothing is written.
func Write(w io.Writer, doc Document) error {
	if err := CheckTexts(doc); err != nil {
		return err
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	name, namespace := doc.root()
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	start := xml.StartElement{Name: xml.Name{Local: name}, Attr: []xml.Attr{
		{Name: xml.Name{Local: "xmlns"}, Value: namespace},
		{Name: xml.Name{Local: "xmlns:cac"}, Value: aggregateNamespace},
		{Name: xml.Name{Local: "xmlns:cbc"}, Value: basicNamespace},
	}}
	if err := e.EncodeElement(doc, start); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
