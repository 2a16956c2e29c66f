package ubl

// CreditNote is the UBL 2.1 credit note. Its fields stand in the order of the
// schema, which has no due date: that stands in the payment means.
type CreditNote struct {
	CustomizationID             string              `xml:"cbc:CustomizationID,omitempty"`
	ProfileID                   string              `xml:"cbc:ProfileID,omitempty"`
	ID                          string              `xml:"cbc:ID,omitempty"`
	IssueDate                   string              `xml:"cbc:IssueDate,omitempty"`
	TaxPointDate                string              `xml:"cbc:TaxPointDate,omitempty"`
	CreditNoteTypeCode          string              `xml:"cbc:CreditNoteTypeCode,omitempty"`
	Note                        string              `xml:"cbc:Note,omitempty"`
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
	CreditNoteLine              []CreditNoteLine    `xml:"cac:CreditNoteLine"`
}

func (CreditNote) root() (name, namespace string) { return "CreditNote", creditNoteNamespace }

// CreditNoteLine is a line of a credit note (BG-25).
type CreditNoteLine struct {
	ID                  string              `xml:"cbc:ID,omitempty"`
	Note                string              `xml:"cbc:Note,omitempty"`
	CreditedQuantity    Quantity            `xml:"cbc:CreditedQuantity"`
	LineExtensionAmount Amount              `xml:"cbc:LineExtensionAmount"`
	InvoicePeriod       *Period             `xml:"cac:InvoicePeriod"`
	OrderLineReference  *OrderLineReference `xml:"cac:OrderLineReference"`
	AllowanceCharge     []AllowanceCharge   `xml:"cac:AllowanceCharge"`
	Item                Item                `xml:"cac:Item"`
	Price               Price               `xml:"cac:Price"`
}
