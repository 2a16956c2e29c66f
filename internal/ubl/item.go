package ubl

// Item is what a line is about (BG-31), with its VAT (BG-30).
type Item struct {
	Description                string          `xml:"cbc:Description,omitempty"`
	Name                       string          `xml:"cbc:Name,omitempty"`
	BuyersItemIdentification   *Reference      `xml:"cac:BuyersItemIdentification"`
	SellersItemIdentification  *Reference      `xml:"cac:SellersItemIdentification"`
	StandardItemIdentification *Identification `xml:"cac:StandardItemIdentification"`
	ClassifiedTaxCategory      TaxCategory     `xml:"cac:ClassifiedTaxCategory"`
}

// Price is the net price (BT-146) per base quantity (BT-149); an allowance in it
// holds the gross price (BT-148) as its base.
type Price struct {
	PriceAmount     Amount           `xml:"cbc:PriceAmount"`
	BaseQuantity    *Quantity        `xml:"cbc:BaseQuantity"`
	PriceType       string           `xml:"cbc:PriceType,omitempty"`
	AllowanceCharge *AllowanceCharge `xml:"cac:AllowanceCharge"`
}
