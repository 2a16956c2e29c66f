package ubl

// Billing is what an invoice and a credit note have in common, which is all but their
// heads and their lines. Its fields stand in the order of both schemas.
type Billing struct {
	DocumentCurrencyCode        string              `xml:"cbc:DocumentCurrencyCode,omitempty"`
	TaxCurrencyCode             string              `xml:"cbc:TaxCurrencyCode,omitempty"`
	BuyerReference              string              `xml:"cbc:BuyerReference,omitempty"`
	InvoicePeriod               *Period             `xml:"cac:InvoicePeriod"`
	OrderReference              *OrderReference     `xml:"cac:OrderReference"`
	BillingReference            []BillingReference  `xml:"cac:BillingReference"`
	DespatchDocumentReference   *DocumentReference  `xml:"cac:DespatchDocumentReference"`
	ContractDocumentReference   *DocumentReference  `xml:"cac:ContractDocumentReference"`
	AdditionalDocumentReference []DocumentReference `xml:"cac:AdditionalDocumentReference"`
	AccountingSupplierParty     PartyRole           `xml:"cac:AccountingSupplierParty"`
	AccountingCustomerParty     PartyRole           `xml:"cac:AccountingCustomerParty"`
	Delivery                    *Delivery           `xml:"cac:Delivery"`
	PaymentMeans                []PaymentMeans      `xml:"cac:PaymentMeans"`
	PaymentTerms                *PaymentTerms       `xml:"cac:PaymentTerms"`
	AllowanceCharge             []AllowanceCharge   `xml:"cac:AllowanceCharge"`
	TaxTotal                    []TaxTotal          `xml:"cac:TaxTotal"`
	LegalMonetaryTotal          MonetaryTotal       `xml:"cac:LegalMonetaryTotal"`
}

// BilledLine is what a line of either has (BG-25) after its quantity.
type BilledLine struct {
	LineExtensionAmount Amount              `xml:"cbc:LineExtensionAmount"`
	InvoicePeriod       *Period             `xml:"cac:InvoicePeriod"`
	OrderLineReference  *OrderLineReference `xml:"cac:OrderLineReference"`
	AllowanceCharge     []AllowanceCharge   `xml:"cac:AllowanceCharge"`
	Item                Item                `xml:"cac:Item"`
	Price               Price               `xml:"cac:Price"`
}

// Invoice is the UBL 2.1 invoice. Its fields stand in the order of the schema.
type Invoice struct {
	CustomizationID string `xml:"cbc:CustomizationID,omitempty"`
	ProfileID       string `xml:"cbc:ProfileID,omitempty"`
	ID              string `xml:"cbc:ID,omitempty"`
	IssueDate       string `xml:"cbc:IssueDate,omitempty"`
	DueDate         string `xml:"cbc:DueDate,omitempty"`
	InvoiceTypeCode string `xml:"cbc:InvoiceTypeCode,omitempty"`
	Note            string `xml:"cbc:Note,omitempty"`
	TaxPointDate    string `xml:"cbc:TaxPointDate,omitempty"`
	Billing
	InvoiceLine []InvoiceLine `xml:"cac:InvoiceLine"`
}

func (Invoice) root() (name, namespace string) { return "Invoice", invoiceNamespace }

// InvoiceLine is a line of an invoice.
type InvoiceLine struct {
	ID               string   `xml:"cbc:ID,omitempty"`
	Note             string   `xml:"cbc:Note,omitempty"`
	InvoicedQuantity Quantity `xml:"cbc:InvoicedQuantity"`
	BilledLine
}

// CreditNote is the UBL 2.1 credit note. Its fields stand in the order of the
// schema, which has no due date: that stands in the payment means.
type CreditNote struct {
	CustomizationID    string `xml:"cbc:CustomizationID,omitempty"`
	ProfileID          string `xml:"cbc:ProfileID,omitempty"`
	ID                 string `xml:"cbc:ID,omitempty"`
	IssueDate          string `xml:"cbc:IssueDate,omitempty"`
	TaxPointDate       string `xml:"cbc:TaxPointDate,omitempty"`
	CreditNoteTypeCode string `xml:"cbc:CreditNoteTypeCode,omitempty"`
	Note               string `xml:"cbc:Note,omitempty"`
	Billing
	CreditNoteLine []CreditNoteLine `xml:"cac:CreditNoteLine"`
}

func (CreditNote) root() (name, namespace string) { return "CreditNote", creditNoteNamespace }

// CreditNoteLine is a line of a credit note.
type CreditNoteLine struct {
	ID               string   `xml:"cbc:ID,omitempty"`
	Note             string   `xml:"cbc:Note,omitempty"`
	CreditedQuantity Quantity `xml:"cbc:CreditedQuantity"`
	BilledLine
}
