package ubl

import "github.com/interne-sales/salesdesk"

// Order is the UBL 2.1 order, as Peppol BIS Ordering 3 has it (transaction T01). Its
// fields stand in the order of the schema.
type Order struct {
	CustomizationID            string             `xml:"cbc:CustomizationID,omitempty"`
	ProfileID                  string             `xml:"cbc:ProfileID,omitempty"`
	ID                         string             `xml:"cbc:ID,omitempty"`
	SalesOrderID               string             `xml:"cbc:SalesOrderID,omitempty"`
	IssueDate                  string             `xml:"cbc:IssueDate,omitempty"`
	OrderTypeCode              string             `xml:"cbc:OrderTypeCode,omitempty"` // UNCL1001
	Note                       []string           `xml:"cbc:Note"`
	DocumentCurrencyCode       string             `xml:"cbc:DocumentCurrencyCode,omitempty"`
	CustomerReference          string             `xml:"cbc:CustomerReference,omitempty"`
	ValidityPeriod             []Period           `xml:"cac:ValidityPeriod"`
	QuotationDocumentReference *DocumentReference `xml:"cac:QuotationDocumentReference"`
	Contract                   []Reference        `xml:"cac:Contract"`
	BuyerCustomerParty         CustomerParty      `xml:"cac:BuyerCustomerParty"`
	SellerSupplierParty        PartyRole          `xml:"cac:SellerSupplierParty"`
	Delivery                   []Delivery         `xml:"cac:Delivery"`
	PaymentTerms               []PaymentTerms     `xml:"cac:PaymentTerms"`
	AllowanceCharge            []AllowanceCharge  `xml:"cac:AllowanceCharge"`
	TaxTotal                   []TaxTotal         `xml:"cac:TaxTotal"`
	AnticipatedMonetaryTotal   *AnticipatedTotal  `xml:"cac:AnticipatedMonetaryTotal"`
	OrderLine                  []OrderLine        `xml:"cac:OrderLine"`
}

func (Order) root() (name, namespace string) { return "Order", orderNamespace }

// AnticipatedTotal are the totals a buyer expects; he may leave out any but the payable.
type AnticipatedTotal struct {
	LineExtensionAmount   *Amount `xml:"cbc:LineExtensionAmount"`
	TaxExclusiveAmount    *Amount `xml:"cbc:TaxExclusiveAmount"`
	TaxInclusiveAmount    *Amount `xml:"cbc:TaxInclusiveAmount"`
	AllowanceTotalAmount  *Amount `xml:"cbc:AllowanceTotalAmount"`
	ChargeTotalAmount     *Amount `xml:"cbc:ChargeTotalAmount"`
	PrepaidAmount         *Amount `xml:"cbc:PrepaidAmount"`
	PayableRoundingAmount *Amount `xml:"cbc:PayableRoundingAmount"`
	PayableAmount         *Amount `xml:"cbc:PayableAmount"`
}

// OrderLine is a line of an order, or what is answered to one. An answer names the line
// it is about; what the seller would send in its place stands apart.
type OrderLine struct {
	Note                      []string            `xml:"cbc:Note"`
	LineItem                  OrderedItem         `xml:"cac:LineItem"`
	SellerSubstitutedLineItem *SubstitutedItem    `xml:"cac:SellerSubstitutedLineItem"`
	QuotationLineReference    *OrderLineReference `xml:"cac:QuotationLineReference"`
	OrderLineReference        *OrderLineReference `xml:"cac:OrderLineReference"`
}

// OrderedItem is what a line orders. The status is UNCL1229, of an answer only.
type OrderedItem struct {
	ID                       string            `xml:"cbc:ID,omitempty"`
	Note                     []string          `xml:"cbc:Note"`
	LineStatusCode           string            `xml:"cbc:LineStatusCode,omitempty"`
	Quantity                 *Quantity         `xml:"cbc:Quantity"`
	LineExtensionAmount      *Amount           `xml:"cbc:LineExtensionAmount"`
	MaximumBackorderQuantity *Quantity         `xml:"cbc:MaximumBackorderQuantity"`
	PartialDeliveryIndicator *bool             `xml:"cbc:PartialDeliveryIndicator"`
	Delivery                 []Delivery        `xml:"cac:Delivery"`
	AllowanceCharge          []AllowanceCharge `xml:"cac:AllowanceCharge"`
	Price                    *Price            `xml:"cac:Price"`
	Item                     GoodsItem         `xml:"cac:Item"`
}

// SubstitutedItem is what the seller proposes in place of a line.
type SubstitutedItem struct {
	ID   string    `xml:"cbc:ID,omitempty"`
	Item GoodsItem `xml:"cac:Item"`
}

// GoodsItem is what a line is about in a document that need not say its VAT.
type GoodsItem struct {
	Description                []string        `xml:"cbc:Description"`
	Name                       string          `xml:"cbc:Name,omitempty"`
	BuyersItemIdentification   *Reference      `xml:"cac:BuyersItemIdentification"`
	SellersItemIdentification  *Reference      `xml:"cac:SellersItemIdentification"`
	StandardItemIdentification *Identification `xml:"cac:StandardItemIdentification"`
	ClassifiedTaxCategory      []TaxCategory   `xml:"cac:ClassifiedTaxCategory"`
}

// gtinScheme is GTIN in ISO 6523, beside what GS1's own lists call it.
const gtinScheme = "0160"

// GTIN is the item's number at GS1 as it is written; empty where its number is another's.
func (g *GoodsItem) GTIN() string {
	if g.StandardItemIdentification == nil {
		return ""
	}
	switch id := g.StandardItemIdentification.ID; id.Scheme {
	case gtinScheme, "GTIN", "":
		return id.Value
	default:
		return ""
	}
}

// Goods is an item by its name and its numbers: the buyer's, the seller's and GS1's,
// each where there is one.
func Goods(name, buyers, sellers string, gtin salesdesk.GTIN) GoodsItem {
	g := GoodsItem{Name: name}
	if buyers != "" {
		g.BuyersItemIdentification = &Reference{ID: buyers}
	}
	if sellers != "" {
		g.SellersItemIdentification = &Reference{ID: sellers}
	}
	if !gtin.IsZero() {
		g.StandardItemIdentification = &Identification{ID: Identifier{Scheme: gtinScheme, Value: gtin.String()}}
	}
	return g
}
