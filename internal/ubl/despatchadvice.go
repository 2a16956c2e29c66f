package ubl

// DespatchAdvice is the UBL 2.1 despatch advice, as Peppol BIS Despatch Advice 3 has it
// (T16). Its fields stand in the order of the schema.
type DespatchAdvice struct {
	CustomizationID       string         `xml:"cbc:CustomizationID,omitempty"`
	ProfileID             string         `xml:"cbc:ProfileID,omitempty"`
	ID                    string         `xml:"cbc:ID,omitempty"`
	IssueDate             string         `xml:"cbc:IssueDate,omitempty"`
	Note                  []string       `xml:"cbc:Note"`
	OrderReference        []Reference    `xml:"cac:OrderReference"`
	DespatchSupplierParty PartyRole      `xml:"cac:DespatchSupplierParty"`
	DeliveryCustomerParty PartyRole      `xml:"cac:DeliveryCustomerParty"`
	Shipment              *Shipment      `xml:"cac:Shipment"`
	DespatchLine          []DespatchLine `xml:"cac:DespatchLine"`
}

func (DespatchAdvice) root() (name, namespace string) { return "DespatchAdvice", despatchNamespace }

// Shipment is what left together. Peppol wants its identifier to be NA.
type Shipment struct {
	ID                                 string       `xml:"cbc:ID,omitempty"`
	GrossWeightMeasure                 *Quantity    `xml:"cbc:GrossWeightMeasure"`
	TotalTransportHandlingUnitQuantity *Quantity    `xml:"cbc:TotalTransportHandlingUnitQuantity"`
	Consignment                        *Consignment `xml:"cac:Consignment"`
	Delivery                           *Delivery    `xml:"cac:Delivery"`
}

// Consignment is what a carrier was given.
type Consignment struct {
	ID           string         `xml:"cbc:ID,omitempty"`
	CarrierParty *DeliveryParty `xml:"cac:CarrierParty"`
}

// DespatchLine is what left of one line of the order, and what is still to follow.
type DespatchLine struct {
	ID                  string             `xml:"cbc:ID,omitempty"`
	Note                []string           `xml:"cbc:Note"`
	DeliveredQuantity   *Quantity          `xml:"cbc:DeliveredQuantity"`
	OutstandingQuantity *Quantity          `xml:"cbc:OutstandingQuantity"`
	OutstandingReason   []string           `xml:"cbc:OutstandingReason"`
	OrderLineReference  OrderLineReference `xml:"cac:OrderLineReference"`
	Item                GoodsItem          `xml:"cac:Item"`
}
