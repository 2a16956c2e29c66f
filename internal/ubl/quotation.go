package ubl

// Quotation is the UBL 2.1 quotation. Its fields stand in the order of the schema, which
// has no payment terms: those are among the conditions, in words.
type Quotation struct {
	VersionID                            string                 `xml:"cbc:UBLVersionID,omitempty"`
	ID                                   string                 `xml:"cbc:ID,omitempty"`
	IssueDate                            string                 `xml:"cbc:IssueDate,omitempty"`
	Note                                 []string               `xml:"cbc:Note"`
	PricingCurrencyCode                  string                 `xml:"cbc:PricingCurrencyCode,omitempty"`
	LineCountNumeric                     int                    `xml:"cbc:LineCountNumeric,omitempty"`
	ValidityPeriod                       *Period                `xml:"cac:ValidityPeriod"`
	RequestForQuotationDocumentReference *DocumentReference     `xml:"cac:RequestForQuotationDocumentReference"`
	AdditionalDocumentReference          []DocumentReference    `xml:"cac:AdditionalDocumentReference"`
	SellerSupplierParty                  PartyRole              `xml:"cac:SellerSupplierParty"`
	BuyerCustomerParty                   *CustomerParty         `xml:"cac:BuyerCustomerParty"`
	OriginatorCustomerParty              *CustomerParty         `xml:"cac:OriginatorCustomerParty"`
	Delivery                             []Delivery             `xml:"cac:Delivery"`
	DeliveryTerms                        *DeliveryTerms         `xml:"cac:DeliveryTerms"`
	PaymentMeans                         *PaymentMeans          `xml:"cac:PaymentMeans"`
	TransactionConditions                *TransactionConditions `xml:"cac:TransactionConditions"`
	AllowanceCharge                      []AllowanceCharge      `xml:"cac:AllowanceCharge"`
	TaxTotal                             []TaxTotal             `xml:"cac:TaxTotal"`
	QuotedMonetaryTotal                  MonetaryTotal          `xml:"cac:QuotedMonetaryTotal"`
	QuotationLine                        []QuotationLine        `xml:"cac:QuotationLine"`
}

func (Quotation) root() (name, namespace string) { return "Quotation", quotationNamespace }

// CustomerParty is a customer, and what the seller knows it by.
type CustomerParty struct {
	SupplierAssignedAccountID string `xml:"cbc:SupplierAssignedAccountID,omitempty"`
	Party                     Party  `xml:"cac:Party"`
}

// DeliveryTerms are who delivers where: the Incoterm, and the place behind it.
type DeliveryTerms struct {
	ID               string    `xml:"cbc:ID,omitempty"`
	DeliveryLocation *Location `xml:"cac:DeliveryLocation"`
}

// TransactionConditions are conditions in words, one a description.
type TransactionConditions struct {
	Description []string `xml:"cbc:Description"`
}

// QuotationLine is a line that counts, and those that could stand in its place.
type QuotationLine struct {
	ID                  string     `xml:"cbc:ID,omitempty"`
	Note                []string   `xml:"cbc:Note"`
	Quantity            *Quantity  `xml:"cbc:Quantity"`
	LineExtensionAmount *Amount    `xml:"cbc:LineExtensionAmount"`
	LineItem            LineItem   `xml:"cac:LineItem"`
	AlternativeLineItem []LineItem `xml:"cac:AlternativeLineItem"`
}

// LineItem is what a line offers and at what price, and the parts that it is the sum of.
type LineItem struct {
	ID                  string            `xml:"cbc:ID,omitempty"`
	Note                []string          `xml:"cbc:Note"`
	Quantity            *Quantity         `xml:"cbc:Quantity"`
	LineExtensionAmount *Amount           `xml:"cbc:LineExtensionAmount"`
	Delivery            []Delivery        `xml:"cac:Delivery"`
	AllowanceCharge     []AllowanceCharge `xml:"cac:AllowanceCharge"`
	Price               *Price            `xml:"cac:Price"`
	Item                Item              `xml:"cac:Item"`
	SubLineItem         []LineItem        `xml:"cac:SubLineItem"`
}
