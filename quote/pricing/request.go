package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Bounds of a request.
const (
	MaxLines       = 10_000 // lines
	MaxAdjustments = 100    // adjustments of a line, and of the document
	MaxVATGroups   = 100    // kinds of VAT in a document
	MaxGroups      = 100    // groups of customers that the buyer is of
)

// Request asks for the price of a document.
type Request struct {
	Currency     salesdesk.Currency `json:"currency"`
	Date         calendar.Date      `json:"date"` // of the order or the offer: prices and VAT rates of this day
	Buyer        Buyer              `json:"buyer"`
	DeliverTo    string             `json:"deliver_to,omitempty"`  // country the goods go to or the work is done in; empty is the buyer's
	Language     salesdesk.Language `json:"language,omitempty"`    // of the articles' names
	Lines        []Line             `json:"lines"`                 // at most MaxLines
	Adjustments  []Adjustment       `json:"adjustments,omitempty"` // of the whole document
	CashDiscount *CashDiscount      `json:"cash_discount,omitempty"`
	Prepaid      salesdesk.Amount   `json:"prepaid,omitzero"`  // BT-113; more than the whole is a balance of the customer
	Rounding     salesdesk.Amount   `json:"rounding,omitzero"` // BT-114: at most half of the largest coin that a payable is rounded to

	// What rules adjust by.
	Coupons        []PresentedCoupon `json:"coupons,omitempty"`
	RequireCoupons bool              `json:"require_coupons,omitempty"` // a coupon that does not apply is an error
	Zone           string            `json:"zone,omitempty"`            // of freight; empty is the country of delivery

	// The shape of the document.
	Inclusive    bool          `json:"inclusive,omitempty"`     // prices and fixed amounts have VAT in them, and are what is paid
	TaxPoint     calendar.Date `json:"tax_point,omitzero"`      // BT-7: VAT is that of this day, at most MaxTaxPointYears before Date; zero is Date
	CashRounding CashRounding  `json:"cash_rounding,omitempty"` // of the payable, to 0.05
	Distance     bool          `json:"distance,omitempty"`      // sold without buyer and seller being together
	Dwelling     *Dwelling     `json:"dwelling,omitempty"`      // what is worked on, for ClassRenovation
	Deposit      *Deposit      `json:"deposit,omitempty"`       // the advance to ask

	DeliveryDate calendar.Date `json:"delivery_date,omitzero"` // not before Date; prices of this day where Rules.PricingDate says so
	Exchange     *Exchange     `json:"exchange,omitempty"`     // where Currency is not the book's

	Accruals []Accrual `json:"accruals,omitempty"` // set aside for the buyer, in the pocket only

	Held *Held `json:"held,omitempty"` // what an earlier document was priced by, in place of the rules
}

// Buyer is what the price and the VAT of a document depend on.
type Buyer struct {
	ID      string   `json:"id,omitempty"`
	Groups  []string `json:"groups,omitempty"`
	Channel string   `json:"channel,omitempty"`
	List    string   `json:"list,omitempty"`    // the price list the buyer is on; empty is the base list
	Project string   `json:"project,omitempty"` // what it is bought for
	Region  string   `json:"region,omitempty"`
	Tax     TaxParty `json:"tax"`
}

// TaxParty is what VAT asks of a party.
type TaxParty struct {
	Country       string `json:"country"`                  // ISO 3166-1 alpha-2
	Business      bool   `json:"business,omitempty"`       // acts as a taxable person
	VATNumber     string `json:"vat_number,omitempty"`     // valid, by VIES where that is asked
	PeriodicFiler bool   `json:"periodic_filer,omitempty"` // files periodic Belgian VAT returns
	// Establishment is what a party of another country has in Belgium; empty is not known.
	Establishment Establishment `json:"establishment,omitempty"`
}

// TaxPartyOf is what VAT asks of a party as far as the party says it: its establishment in
// Belgium stays not known. Who is no consumer acts as a taxable person.
func TaxPartyOf(p salesdesk.Party) TaxParty {
	return TaxParty{
		Country: string(p.Address.Country), Business: p.Kind != salesdesk.Consumer,
		VATNumber: p.VATNumber.String(), PeriodicFiler: p.PeriodicFiler,
	}
}

// Establishment is what a party of another country has in Belgium.
type Establishment string

// The kinds of establishment. KB 1 art. 20 takes either of the last two, art. 21 § 2 WBTW
// the second only.
const (
	NotEstablished Establishment = "none"
	Established    Establishment = "established" // a fixed establishment, which the supply is for
	Represented    Establishment = "represented" // a representative who is liable for his VAT
)

// Line asks for one article or service.
type Line struct {
	ID          string            `json:"id"`
	SKU         string            `json:"sku,omitempty"`
	Name        string            `json:"name,omitempty"`        // in place of the article's
	Quantity    salesdesk.Amount  `json:"quantity"`              // below zero for a return
	Unit        string            `json:"unit,omitempty"`        // one of the article's; empty is its own
	Price       *Price            `json:"price,omitempty"`       // agreed, in place of the book's
	Adjustments []Adjustment      `json:"adjustments,omitempty"` // of this line
	VAT         *VATGroup         `json:"vat,omitempty"`         // known, in place of the policy's decision
	VATClass    VATClass          `json:"vat_class,omitempty"`   // in place of the article's
	Supply      Supply            `json:"supply,omitempty"`      // in place of the article's
	Cost        *salesdesk.Amount `json:"cost,omitempty"`        // of one unit, in place of the article's

	// The shape of the document.
	Section     string     `json:"section,omitempty"`     // that it is shown and summed in
	Optional    bool       `json:"optional,omitempty"`    // offered, not chosen: in no total
	Alternative string     `json:"alternative,omitempty"` // id of the line it is offered in place of: in no total
	Recurring   *Recurring `json:"recurring,omitempty"`   // its price comes back every period
	// Contributions are other taxes and contributions than the article's, for one of Unit.
	Contributions []Contribution    `json:"contributions,omitempty"`
	Weight        *salesdesk.Amount `json:"weight,omitempty"` // of one unit in kilograms, in place of the article's

	recurs *recurs // what pricing made of a recurring line
}

// CashDiscount is what the buyer may take off for paying within so many days
// (korting contant, escompte). VAT is due on the reduced amount whether it is taken
// or not: an allowance for each VAT group and one charge without VAT say so.
type CashDiscount struct {
	Rate salesdesk.Amount `json:"rate"` // a ratio: 0.02 is 2 %
	Days int              `json:"days"`
}

// Price is an amount for a quantity: 83.00 for 1000 pieces. The zero base quantity is 1.
type Price struct {
	Amount       salesdesk.Amount `json:"amount"`
	BaseQuantity salesdesk.Amount `json:"base_quantity,omitzero"`
}

// Adjustment is an allowance or a charge to apply: a ratio or an amount, not both.
type Adjustment struct {
	ID     string            `json:"id"`
	Charge bool              `json:"charge,omitempty"`
	Rate   *salesdesk.Amount `json:"rate,omitempty"`   // a ratio: 0.05 is 5 %
	Amount *salesdesk.Amount `json:"amount,omitempty"` // of the whole line or document
	On     Basis             `json:"on,omitempty"`     // what Rate is of
	Reason ReasonCode        `json:"reason,omitempty"`
	Text   string            `json:"text,omitempty"`
	VAT    *VATGroup         `json:"vat,omitempty"` // a document's adjustment for one group only; nil is split over all
}

// Basis is what a ratio is taken of.
type Basis string

// The bases of a ratio.
const (
	OnBalance Basis = ""     // of what the steps before left: a cascade
	OnList    Basis = "list" // of quantity times price: parallel
)
