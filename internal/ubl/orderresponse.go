package ubl

// OrderResponse is the UBL 2.1 order response, as Peppol BIS Ordering 3 has it (T76). Its
// fields stand in the order of the schema. Only a response that accepts conditionally has
// lines (PEPPOL-T76-R007 to R010).
type OrderResponse struct {
	CustomizationID      string        `xml:"cbc:CustomizationID,omitempty"`
	ProfileID            string        `xml:"cbc:ProfileID,omitempty"`
	ID                   string        `xml:"cbc:ID,omitempty"`
	SalesOrderID         string        `xml:"cbc:SalesOrderID,omitempty"`
	IssueDate            string        `xml:"cbc:IssueDate,omitempty"`
	OrderResponseCode    string        `xml:"cbc:OrderResponseCode,omitempty"` // UNCL4343
	Note                 []string      `xml:"cbc:Note"`
	DocumentCurrencyCode string        `xml:"cbc:DocumentCurrencyCode,omitempty"`
	CustomerReference    string        `xml:"cbc:CustomerReference,omitempty"`
	OrderReference       []Reference   `xml:"cac:OrderReference"`
	SellerSupplierParty  PartyRole     `xml:"cac:SellerSupplierParty"`
	BuyerCustomerParty   CustomerParty `xml:"cac:BuyerCustomerParty"`
	Delivery             []Delivery    `xml:"cac:Delivery"`
	OrderLine            []OrderLine   `xml:"cac:OrderLine"`
}

func (OrderResponse) root() (name, namespace string) { return "OrderResponse", responseNamespace }
