package ledger

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Bounds of a policy.
const (
	MaxRows    = 100_000 // of each of its tables
	MaxAccount = 20      // bytes of an account, a code or a grid
)

// Policy says which accounts and grids a company books to. The zero value is the Belgian
// default.
type Policy struct {
	Accounts Accounts  `json:"accounts,omitzero"`
	Revenue  []Revenue `json:"revenue,omitempty"` // the first row that fits; else Accounts.Sales
	Classes  []Class   `json:"classes,omitempty"` // an article that is not among them is its own class
	Grids    []GridRow `json:"grids,omitempty"`   // instead of [BelgianGrids]
	// Thresholds decide what is listed and filed; instead of [BelgianThresholds].
	Thresholds []Threshold `json:"thresholds,omitempty"`
}

// Accounts are those of the Belgian minimum chart (MAR, KB 21 October 2018) unless a field
// names another. 400, 451 and 700 to 708 are read in sources; the others are from general
// knowledge: verify before relying on them.
type Accounts struct {
	Debtors        string `json:"debtors,omitempty"`         // 400
	Doubtful       string `json:"doubtful,omitempty"`        // 407
	WriteDowns     string `json:"write_downs,omitempty"`     // 409, below the debtors
	VATRecoverable string `json:"vat_recoverable,omitempty"` // 411, of what is written off
	VAT            string `json:"vat,omitempty"`             // 451
	Advances       string `json:"advances,omitempty"`        // 46
	Packaging      string `json:"packaging,omitempty"`       // 488, deposits on packaging
	Bank           string `json:"bank,omitempty"`            // 550
	WriteDownCost  string `json:"write_down_cost,omitempty"` // 634
	Loss           string `json:"loss,omitempty"`            // 642, debtors that will not pay
	ExchangeLoss   string `json:"exchange_loss,omitempty"`   // 654
	CashDiscount   string `json:"cash_discount,omitempty"`   // 657; some companies use 653
	Difference     string `json:"difference,omitempty"`      // 659, cents paid or rounded too little
	Sales          string `json:"sales,omitempty"`           // 700
	Discounts      string `json:"discounts,omitempty"`       // 708, granted later
	ExchangeGain   string `json:"exchange_gain,omitempty"`   // 754
	DifferenceGain string `json:"difference_gain,omitempty"` // 759, cents paid or rounded too much
}

// MAR is the Belgian minimum chart.
func MAR() Accounts {
	return Accounts{
		Debtors: "400", Doubtful: "407", WriteDowns: "409", VATRecoverable: "411", VAT: "451", Advances: "46", Packaging: "488", Bank: "550",
		WriteDownCost: "634", Loss: "642", ExchangeLoss: "654", CashDiscount: "657", Difference: "659",
		Sales: "700", Discounts: "708", ExchangeGain: "754", DifferenceGain: "759",
	}
}

// Class puts an article into a class.
type Class struct {
	SKU   string `json:"sku"`
	Class string `json:"class"`
}

// Revenue is the account of what fits; an empty field fits everything. The class of a charge
// or an allowance is its reason code: "FC" is freight.
type Revenue struct {
	Class    string              `json:"class,omitempty"`
	Category pricing.VATCategory `json:"category,omitempty"`
	Ground   pricing.Ground      `json:"ground,omitempty"`
	Account  string              `json:"account"`
}

// DecodePolicy reads a policy and names every problem of its form.
func DecodePolicy(data []byte) (Policy, error) {
	var p Policy
	err := strict.Decode(data, &p)
	return p, err
}

// Books is a compiled policy.
type Books struct {
	accounts Accounts
	revenue  []Revenue
	classes  map[string]string
	grids    []GridRow

	thresholds []Threshold
}

// Compile checks a policy and names everything that is wrong with it.
func Compile(p Policy) (*Books, error) {
	b := Books{accounts: p.Accounts, revenue: slices.Clone(p.Revenue), classes: make(map[string]string, len(p.Classes)), grids: slices.Clone(p.Grids), thresholds: slices.Clone(p.Thresholds)}
	var problems salesdesk.Problems
	defaults := MAR()
	for i, a := range b.accounts.all() {
		problems.Add(code("accounts."+a.name, *a.account, false))
		*a.account = cmp.Or(*a.account, *defaults.all()[i].account)
	}
	b.checkRevenue(&problems)
	b.checkClasses(p.Classes, &problems)
	b.checkGrids(&problems)
	problems.Add(atMost("thresholds", len(b.thresholds)))
	for i, t := range b.thresholds {
		problems.AddAt(salesdesk.Index("thresholds", i), t.check())
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	if len(b.grids) == 0 {
		b.grids = BelgianGrids()
	}
	if len(b.thresholds) == 0 {
		b.thresholds = BelgianThresholds()
	}
	return &b, nil
}

// account is a field of Accounts by its name in JSON.
type account struct {
	name    string
	account *string
}

func (a *Accounts) all() []account {
	return []account{
		{"debtors", &a.Debtors},
		{"doubtful", &a.Doubtful},
		{"write_downs", &a.WriteDowns},
		{"vat_recoverable", &a.VATRecoverable},
		{"vat", &a.VAT},
		{"advances", &a.Advances},
		{"packaging", &a.Packaging},
		{"bank", &a.Bank},
		{"write_down_cost", &a.WriteDownCost},
		{"loss", &a.Loss},
		{"exchange_loss", &a.ExchangeLoss},
		{"cash_discount", &a.CashDiscount},
		{"difference", &a.Difference},
		{"sales", &a.Sales},
		{"discounts", &a.Discounts},
		{"exchange_gain", &a.ExchangeGain},
		{"difference_gain", &a.DifferenceGain},
	}
}

func (b *Books) checkRevenue(problems *salesdesk.Problems) {
	problems.Add(atMost("revenue", len(b.revenue)))
	for i, r := range b.revenue {
		problems.Add(code(salesdesk.Index("revenue", i)+".account", r.Account, true))
	}
}

func (b *Books) checkClasses(classes []Class, problems *salesdesk.Problems) {
	problems.Add(atMost("classes", len(classes)))
	for i, c := range classes {
		path := salesdesk.Index("classes", i)
		if c.SKU == "" {
			problems.Add(salesdesk.FieldError{Path: path + ".sku", Rule: salesdesk.RuleRequired})
		}
		if _, twice := b.classes[c.SKU]; twice {
			problems.Add(salesdesk.FieldError{Path: path + ".sku", Rule: salesdesk.RuleDuplicate, Param: c.SKU})
		}
		problems.Add(code(path+".class", c.Class, true))
		b.classes[c.SKU] = c.Class
	}
}

// code checks an account, a class or a grid.
func code(path, text string, required bool) error {
	switch {
	case text == "" && required:
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleRequired}
	case len(text) > MaxAccount:
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxAccount)}
	default:
		return nil
	}
}

func atMost(path string, rows int) error {
	if rows > MaxRows {
		return salesdesk.FieldError{Path: path, Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxRows)}
	}
	return nil
}

// class is that of an article.
func (b *Books) class(sku string) string {
	if c, ok := b.classes[sku]; ok {
		return c
	}
	return sku
}

// named is the account that a row of the policy gives to a class in a VAT group.
func (b *Books) named(class string, g pricing.VATGroup) (string, bool) {
	for _, r := range b.revenue {
		if (r.Class == "" || r.Class == class) && (r.Category == "" || r.Category == g.Category) && (r.Ground == "" || r.Ground == g.Ground) {
			return r.Account, true
		}
	}
	if g.Ground == pricing.PackagingGround {
		return b.accounts.Packaging, true
	}
	return b.accounts.Sales, false
}
