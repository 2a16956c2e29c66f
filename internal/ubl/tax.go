package ubl

import "github.com/interne-sales/salesdesk"

// TaxTotal is the tax of the document (BT-110) with its breakdown (BG-23).
type TaxTotal struct {
	TaxAmount   Amount        `xml:"cbc:TaxAmount"`
	TaxSubtotal []TaxSubtotal `xml:"cac:TaxSubtotal"`
}

// TaxSubtotal is the base (BT-116) and the tax (BT-117) of one category and rate.
type TaxSubtotal struct {
	TaxableAmount Amount      `xml:"cbc:TaxableAmount"`
	TaxAmount     Amount      `xml:"cbc:TaxAmount"`
	TaxCategory   TaxCategory `xml:"cac:TaxCategory"`
}

// TaxCategory is a UNCL5305 category with its rate in percent and, in a breakdown,
// why no tax is charged. Outside the scope of tax (category O) there is no rate.
type TaxCategory struct {
	ID                     string            `xml:"cbc:ID,omitempty"`
	Percent                *salesdesk.Amount `xml:"cbc:Percent"`
	TaxExemptionReasonCode string            `xml:"cbc:TaxExemptionReasonCode,omitempty"`
	TaxExemptionReason     string            `xml:"cbc:TaxExemptionReason,omitempty"`
	TaxScheme              Reference         `xml:"cac:TaxScheme"`
}

// AllowanceCharge is an allowance, or a charge where the indicator says so
// (BG-20, BG-21, BG-27, BG-28; BT-147 in a price). The factor is in percent of the base.
type AllowanceCharge struct {
	ChargeIndicator           bool              `xml:"cbc:ChargeIndicator"`
	AllowanceChargeReasonCode string            `xml:"cbc:AllowanceChargeReasonCode,omitempty"`
	AllowanceChargeReason     string            `xml:"cbc:AllowanceChargeReason,omitempty"`
	MultiplierFactorNumeric   *salesdesk.Amount `xml:"cbc:MultiplierFactorNumeric"`
	Amount                    Amount            `xml:"cbc:Amount"`
	BaseAmount                *Amount           `xml:"cbc:BaseAmount"`
	TaxCategory               *TaxCategory      `xml:"cac:TaxCategory"`
}

// MonetaryTotal are the totals of the document (BG-22).
type MonetaryTotal struct {
	LineExtensionAmount   Amount  `xml:"cbc:LineExtensionAmount"`
	TaxExclusiveAmount    Amount  `xml:"cbc:TaxExclusiveAmount"`
	TaxInclusiveAmount    Amount  `xml:"cbc:TaxInclusiveAmount"`
	AllowanceTotalAmount  *Amount `xml:"cbc:AllowanceTotalAmount"`
	ChargeTotalAmount     *Amount `xml:"cbc:ChargeTotalAmount"`
	PrepaidAmount         *Amount `xml:"cbc:PrepaidAmount"`
	PayableRoundingAmount *Amount `xml:"cbc:PayableRoundingAmount"`
	PayableAmount         Amount  `xml:"cbc:PayableAmount"`
}
