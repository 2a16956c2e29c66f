package i18n

// label names a field of a document for whoever reads of it. Its value is the field's
// name in JSON; a field that has none is shown to a clerk as its path.
type label string

// The fields that a customer may read of: what he gives himself.
const (
	labelAdditional        label = "additional"
	labelCity              label = "city"
	labelComplaint         label = "complaint"
	labelContacts          label = "contacts"
	labelCountry           label = "country"
	labelCurrency          label = "currency"
	labelCustomer          label = "customer"
	labelDate              label = "date"
	labelDeliverTo         label = "deliver_to"
	labelDelivery          label = "delivery"
	labelDeliveryDate      label = "delivery_date"
	labelDescription       label = "description"
	labelEmail             label = "email"
	labelEnterpriseNumber  label = "enterprise_number"
	labelFunction          label = "function"
	labelGln               label = "gln"
	labelGtin              label = "gtin"
	labelIban              label = "iban"
	labelInvoice           label = "invoice"
	labelLanguage          label = "language"
	labelLegalForm         label = "legal_form"
	labelLine              label = "line"
	labelLines             label = "lines"
	labelName              label = "name"
	labelOrder             label = "order"
	labelPhone             label = "phone"
	labelPostcode          label = "postcode"
	labelQuantities        label = "quantities"
	labelQuantity          label = "quantity"
	labelQuote             label = "quote"
	labelReference         label = "reference"
	labelRequestedDelivery label = "requested_delivery"
	labelScore             label = "score"
	labelSku               label = "sku"
	labelStreet            label = "street"
	labelSubject           label = "subject"
	labelUnit              label = "unit"
	labelVatNumber         label = "vat_number"
	labelWebsite           label = "website"
)

// The fields that only a clerk reads of.
const (
	labelAccount        label = "account"
	labelActor          label = "actor"
	labelAdjustments    label = "adjustments"
	labelAgreed         label = "agreed"
	labelAllowances     label = "allowances"
	labelAmount         label = "amount"
	labelAsOf           label = "as_of"
	labelAt             label = "at"
	labelBaseQuantity   label = "base_quantity"
	labelBic            label = "bic"
	labelBuyer          label = "buyer"
	labelBuyerReference label = "buyer_reference"
	labelCalendar       label = "calendar"
	labelCap            label = "cap"
	labelCashDiscount   label = "cash_discount"
	labelCategory       label = "category"
	labelChannel        label = "channel"
	labelClauses        label = "clauses"
	labelCommand        label = "command"
	labelComplaints     label = "complaints"
	labelComponents     label = "components"
	labelConditions     label = "conditions"
	labelContent        label = "content"
	labelCost           label = "cost"
	labelCourt          label = "court"
	labelDays           label = "days"
	labelDiscount       label = "discount"
	labelDueDate        label = "due_date"
	labelEndpoint       label = "endpoint"
	labelEvent          label = "event"
	labelEvents         label = "events"
	labelExpect         label = "expect"
	labelExplanation    label = "explanation"
	labelFrom           label = "from"
	labelGroup          label = "group"
	labelHeader         label = "header"
	labelHistory        label = "history"
	labelHours          label = "hours"
	labelID             label = "id"
	labelInclusive      label = "inclusive"
	labelIssueDate      label = "issue_date"
	labelKind           label = "kind"
	labelLevel          label = "level"
	labelLevels         label = "levels"
	labelLimit          label = "limit"
	labelMargin         label = "margin"
	labelMinMargin      label = "min_margin"
	labelMonth          label = "month"
	labelNet            label = "net"
	labelNumber         label = "number"
	labelOpenings       label = "openings"
	labelOwner          label = "owner"
	labelPaymentDays    label = "payment_days"
	labelPeriod         label = "period"
	labelPeriodicFiler  label = "periodic_filer"
	labelPolicy         label = "policy"
	labelPrice          label = "price"
	labelPriced         label = "priced"
	labelPriority       label = "priority"
	labelProspect       label = "prospect"
	labelRate           label = "rate"
	labelReason         label = "reason"
	labelRegion         label = "region"
	labelRemedy         label = "remedy"
	labelRequest        label = "request"
	labelReturn         label = "return"
	labelRole           label = "role"
	labelRules          label = "rules"
	labelSales          label = "sales"
	labelSeller         label = "seller"
	labelShipment       label = "shipment"
	labelSource         label = "source"
	labelSupplier       label = "supplier"
	labelTarget         label = "target"
	labelTaxPoint       label = "tax_point"
	labelText           label = "text"
	labelThreshold      label = "threshold"
	labelTimeZone       label = "time_zone"
	labelTitle          label = "title"
	labelTo             label = "to"
	labelTransport      label = "transport"
	labelUnitPrice      label = "unit_price"
	labelValidUntil     label = "valid_until"
	labelValue          label = "value"
	labelVat            label = "vat"
	labelVersion        label = "version"
	labelWeekly         label = "weekly"
	labelWorkdays       label = "workdays"
)

// MessageID names the text.
func (l label) MessageID() string { return "path." + string(l) }

// reader is who may read of the field, nobody of one that is not here.
func (l label) reader() Audience {
	switch l {
	case labelAdditional, labelCity, labelComplaint, labelContacts, labelCountry, labelCurrency, labelCustomer,
		labelDate, labelDeliverTo, labelDelivery, labelDeliveryDate, labelDescription, labelEmail,
		labelEnterpriseNumber, labelFunction, labelGln, labelGtin, labelIban, labelInvoice, labelLanguage,
		labelLegalForm, labelLine, labelLines, labelName, labelOrder, labelPhone, labelPostcode, labelQuantities,
		labelQuantity, labelQuote, labelReference, labelRequestedDelivery, labelScore, labelSku, labelStreet,
		labelSubject, labelUnit, labelVatNumber, labelWebsite:
		return Customer
	case labelAccount, labelActor, labelAdjustments, labelAgreed, labelAllowances, labelAmount, labelAsOf, labelAt,
		labelBaseQuantity, labelBic, labelBuyer, labelBuyerReference, labelCalendar, labelCap, labelCashDiscount,
		labelCategory, labelChannel, labelClauses, labelCommand, labelComplaints, labelComponents, labelConditions,
		labelContent, labelCost, labelCourt, labelDays, labelDiscount, labelDueDate, labelEndpoint, labelEvent,
		labelEvents, labelExpect, labelExplanation, labelFrom, labelGroup, labelHeader, labelHistory, labelHours,
		labelID, labelInclusive, labelIssueDate, labelKind, labelLevel, labelLevels, labelLimit, labelMargin,
		labelMinMargin, labelMonth, labelNet, labelNumber, labelOpenings, labelOwner, labelPaymentDays, labelPeriod,
		labelPeriodicFiler, labelPolicy, labelPrice, labelPriced, labelPriority, labelProspect, labelRate, labelReason,
		labelRegion, labelRemedy, labelRequest, labelReturn, labelRole, labelRules, labelSales, labelSeller,
		labelShipment, labelSource, labelSupplier, labelTarget, labelTaxPoint, labelText, labelThreshold,
		labelTimeZone, labelTitle, labelTo, labelTransport, labelUnitPrice, labelValidUntil, labelValue, labelVat,
		labelVersion, labelWeekly, labelWorkdays:
		return Clerk
	default:
		return ""
	}
}
