package ubl

// OrderReference is the purchase order (BT-13) and the sales order (BT-14).
type OrderReference struct {
	ID           string `xml:"cbc:ID,omitempty"`
	SalesOrderID string `xml:"cbc:SalesOrderID,omitempty"`
}

// DocumentReference names another document.
type DocumentReference struct {
	ID               string `xml:"cbc:ID,omitempty"`
	IssueDate        string `xml:"cbc:IssueDate,omitempty"`
	DocumentTypeCode string `xml:"cbc:DocumentTypeCode,omitempty"` // UNTDID 1001
	VersionID        string `xml:"cbc:VersionID,omitempty"`
	Description      string `xml:"cbc:DocumentDescription,omitempty"`
}

// BillingReference names a preceding invoice (BG-3).
type BillingReference struct {
	InvoiceDocumentReference DocumentReference `xml:"cac:InvoiceDocumentReference"`
}

// OrderLineReference is the line of the purchase order (BT-132).
type OrderLineReference struct {
	LineID string `xml:"cbc:LineID,omitempty"`
}
