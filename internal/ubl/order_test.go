package ubl_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/internal/ubl"
)

func pieces(s string) *ubl.Quantity {
	return &ubl.Quantity{Unit: "C62", Value: salesdesk.MustAmount(s)}
}

func cable() ubl.GoodsItem {
	return ubl.Goods("Kabel 3G2,5", "K-9", "KAB-3G25", salesdesk.MustGTIN("5412345000013"))
}

func business(name, number string) salesdesk.Party {
	return salesdesk.Party{
		Name: name, Kind: salesdesk.Business, Language: salesdesk.Dutch,
		Address:          salesdesk.Address{Street: "Kaai 1", Postcode: "9000", City: "Gent", Country: salesdesk.Belgium},
		EnterpriseNumber: salesdesk.MustEnterpriseNumber(number), VATNumber: salesdesk.MustVATNumber("BE" + number),
		Endpoint: salesdesk.MustEndpoint("0208:" + number),
	}
}

func buyer() salesdesk.Party  { return business("Koper bv", "1000341796") }
func seller() salesdesk.Party { return business("Verkoper nv", "0428759497") }

// purchase has every part of an order: 10 × 10.00 less 10.00, and 21 % of that.
func purchase() ubl.Order {
	from := ubl.ReceiverOf(seller())
	from.PostalAddress = ubl.AddressOf(seller().Address)
	item := cable()
	item.ClassifiedTaxCategory = []ubl.TaxCategory{vat("S", percent("21"))}
	return ubl.Order{
		CustomizationID: "urn:fdc:peppol.eu:poacc:trns:order:3", ProfileID: "urn:fdc:peppol.eu:poacc:bis:ordering:3",
		ID: "PO-7", IssueDate: "2026-11-23", OrderTypeCode: "220", Note: []string{"leveren voor 8 uur"}, DocumentCurrencyCode: "EUR",
		CustomerReference: "afdeling 4", ValidityPeriod: []ubl.Period{{EndDate: "2026-12-31"}},
		QuotationDocumentReference: &ubl.DocumentReference{ID: "OFF-1"}, Contract: []ubl.Reference{{ID: "RC-3"}},
		BuyerCustomerParty: ubl.CustomerParty{Party: ubl.PartyOf(buyer())}, SellerSupplierParty: ubl.PartyRole{Party: from},
		Delivery: []ubl.Delivery{{
			DeliveryLocation:        &ubl.Location{Address: ubl.AddressOf(buyer().Address)},
			RequestedDeliveryPeriod: &ubl.Period{StartDate: "2026-12-01", EndDate: "2026-12-03"},
		}},
		PaymentTerms:    []ubl.PaymentTerms{{Note: "30 dagen"}},
		AllowanceCharge: []ubl.AllowanceCharge{{AllowanceChargeReason: "korting", Amount: eur("10.00"), TaxCategory: new(vat("S", percent("21")))}},
		TaxTotal:        []ubl.TaxTotal{{TaxAmount: eur("18.90")}},
		AnticipatedMonetaryTotal: &ubl.AnticipatedTotal{
			LineExtensionAmount: new(eur("100.00")), TaxExclusiveAmount: new(eur("90.00")), TaxInclusiveAmount: new(eur("108.90")),
			AllowanceTotalAmount: new(eur("10.00")), PayableAmount: new(eur("108.90")),
		},
		OrderLine: []ubl.OrderLine{{LineItem: ubl.OrderedItem{
			ID: "1", Quantity: pieces("10"), LineExtensionAmount: new(eur("100.00")), PartialDeliveryIndicator: new(true),
			Price: &ubl.Price{PriceAmount: eur("10.00")}, Item: item,
		}}},
	}
}

// answer accepts a line at another price.
func answer() ubl.OrderResponse {
	return ubl.OrderResponse{
		CustomizationID: "urn:fdc:peppol.eu:poacc:trns:order_response:3", ProfileID: "urn:fdc:peppol.eu:poacc:bis:ordering:3",
		ID: "R-1", SalesOrderID: "SO-1", IssueDate: "2026-11-24", OrderResponseCode: "CA", Note: []string{"zie regel 1"}, DocumentCurrencyCode: "EUR",
		CustomerReference: "afdeling 4", OrderReference: []ubl.Reference{{ID: "PO-7"}},
		SellerSupplierParty: ubl.PartyRole{Party: ubl.ReceiverOf(seller())}, BuyerCustomerParty: ubl.CustomerParty{Party: ubl.ReceiverOf(buyer())},
		Delivery: []ubl.Delivery{{PromisedDeliveryPeriod: &ubl.Period{StartDate: "2026-12-01", EndDate: "2026-12-01"}}},
		OrderLine: []ubl.OrderLine{{
			LineItem: ubl.OrderedItem{
				ID: "1", Note: []string{"prijs sinds 1 oktober"}, LineStatusCode: "3", Quantity: pieces("10"),
				Delivery: []ubl.Delivery{{PromisedDeliveryPeriod: &ubl.Period{StartDate: "2026-12-01", EndDate: "2026-12-01"}}},
				Price:    &ubl.Price{PriceAmount: eur("10.50")}, Item: cable(),
			},
			SellerSubstitutedLineItem: &ubl.SubstitutedItem{ID: "1", Item: ubl.Goods("Kabel 3G4", "", "KAB-3G4", salesdesk.GTIN{})},
			OrderLineReference:        &ubl.OrderLineReference{LineID: "1"},
		}},
	}
}

// advice sends 6 of 10, by a carrier.
func advice() ubl.DespatchAdvice {
	from, to := ubl.ReceiverOf(seller()), ubl.ReceiverOf(buyer())
	from.PostalAddress, to.PostalAddress = ubl.AddressOf(seller().Address), ubl.AddressOf(buyer().Address)
	return ubl.DespatchAdvice{
		CustomizationID: "urn:fdc:peppol.eu:poacc:trns:despatch_advice:3", ProfileID: "urn:fdc:peppol.eu:poacc:bis:despatch_advice:3",
		ID: "D-1", IssueDate: "2026-12-01", Note: []string{"deel 1 van 2"}, OrderReference: []ubl.Reference{{ID: "PO-7"}},
		DespatchSupplierParty: ubl.PartyRole{Party: from}, DeliveryCustomerParty: ubl.PartyRole{Party: to},
		Shipment: &ubl.Shipment{
			ID: "NA", GrossWeightMeasure: &ubl.Quantity{Unit: "KGM", Value: salesdesk.MustAmount("12.5")},
			Consignment: &ubl.Consignment{ID: "NA", CarrierParty: &ubl.DeliveryParty{PartyName: ubl.PartyName{Name: "bpost"}}},
			Delivery: &ubl.Delivery{
				TrackingID:              "JJBE1",
				EstimatedDeliveryPeriod: &ubl.Period{StartDate: "2026-12-02", EndDate: "2026-12-02"},
				Despatch:                &ubl.Despatch{ActualDespatchDate: "2026-12-01", DespatchAddress: ubl.AddressOf(seller().Address)},
			},
		},
		DespatchLine: []ubl.DespatchLine{{
			ID: "1", DeliveredQuantity: pieces("6"), OutstandingQuantity: pieces("4"), OutstandingReason: []string{"nalevering"},
			OrderLineReference: ubl.OrderLineReference{LineID: "1"}, Item: cable(),
		}},
	}
}

func TestReadsBackTheDocumentsOfAnOrder(t *testing.T) {
	for _, doc := range []ubl.Document{purchase(), answer(), advice()} {
		text := written(t, doc)
		got, err := ubl.Read(text)
		require.NoError(t, err)
		assert.Equal(t, doc, got)
		assert.NotRegexp(t, `<([a-zA-Z:]+)[^>]*></`, string(text), "an element that says nothing")
	}
}

func TestTheDocumentsOfAnOrderAreTheGoldenOnes(t *testing.T) {
	for name, doc := range map[string]ubl.Document{"order.xml": purchase(), "orderresponse.xml": answer(), "despatchadvice.xml": advice()} {
		golden.Assert(t, filepath.Join("testdata", name), written(t, doc))
	}
}

func TestElementsStandInTheOrderOfTheSchema(t *testing.T) {
	for _, tt := range []struct {
		doc  ubl.Document
		want []string
	}{
		{purchase(), []string{"OrderTypeCode", "DocumentCurrencyCode", "ValidityPeriod", "QuotationDocumentReference", "Contract", "BuyerCustomerParty", "SellerSupplierParty", "Delivery>", "AllowanceCharge>", "TaxTotal", "AnticipatedMonetaryTotal", "OrderLine"}},
		{answer(), []string{"OrderResponseCode", "OrderReference", "SellerSupplierParty", "BuyerCustomerParty", "Delivery>", "OrderLine", "LineStatusCode", "SellerSubstitutedLineItem", "OrderLineReference"}},
		{advice(), []string{"OrderReference", "DespatchSupplierParty", "DeliveryCustomerParty", "Shipment", "GrossWeightMeasure", "Consignment", "TrackingID", "EstimatedDeliveryPeriod", "cac:Despatch>", "DespatchLine", "DeliveredQuantity", "OutstandingQuantity", "OrderLineReference", "cac:Item"}},
	} {
		text := string(written(t, tt.doc))
		for i, element := range tt.want {
			at := strings.Index(text, element)
			require.GreaterOrEqual(t, at, 0, element)
			assert.NotContains(t, tt.want[:i], element)
			text = text[at:]
		}
	}
}

func TestOnlyANumberOfGS1IsAGTIN(t *testing.T) {
	item := cable()
	assert.Equal(t, "5412345000013", item.GTIN())
	for scheme, want := range map[string]string{"": "5412345000013", "GTIN": "5412345000013", "0160": "5412345000013", "0088": ""} {
		item.StandardItemIdentification.ID.Scheme = scheme
		assert.Equal(t, want, item.GTIN(), scheme)
	}
	assert.Empty(t, (&ubl.GoodsItem{}).GTIN())
}

func TestAReceiverIsNamedWithoutMore(t *testing.T) {
	party := ubl.ReceiverOf(buyer())
	assert.Equal(t, ubl.Party{
		EndpointID:          &ubl.Identifier{Scheme: "0208", Value: "1000341796"},
		PartyIdentification: []ubl.Identification{{ID: ubl.Identifier{Scheme: "0208", Value: "1000341796"}}},
		PartyLegalEntity:    &ubl.LegalEntity{RegistrationName: "Koper bv"},
	}, party)
	assert.Nil(t, ubl.ReceiverOf(salesdesk.Party{Name: "Jan"}).PartyIdentification)
}
