package main

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/examples/dossier/internal/csvtable"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func articleColumns() []string {
	return []string{
		"sku", "gtin", "name_nl", "name_fr", "name_en", "group", "unit", "price", "base_quantity", "vat_class", "supply", "cost",
		"tier1_quantity", "tier1_price", "tier2_quantity", "tier2_price", "recupel", "bebat", "discountable", "stock", "lead_days",
	}
}

// reader reads the lines of the tables; skus and customers are those that the tables of
// articles and customers name.
type reader struct {
	units           i18n.Formatter
	skus, customers map[string]bool
}

func newReader() (*reader, error) {
	catalog, err := i18n.New()
	if err != nil {
		return nil, err
	}
	units, err := catalog.Formatter(salesdesk.English)
	return &reader{units: units}, err
}

// unit is a code that has a name in a letter.
func (r *reader) unit(code string) (string, error) {
	if r.units.Unit(code) == code {
		return "", salesdesk.FieldError{Rule: salesdesk.RuleReference, Param: code}
	}
	return code, nil
}

// known notes a cell that names nothing of the list; an empty one is passed over.
func known(l *csvtable.Line, column string, list map[string]bool) string {
	text := l.Text(column)
	if text != "" && !list[text] {
		l.Refuse(column, salesdesk.FieldError{Rule: salesdesk.RuleReference, Param: text})
	}
	return text
}

func (r *reader) article(l *csvtable.Line) article {
	a := r.articleOf(l)
	if l.Good() { // what no cell shows by itself
		_, err := pricing.Compile(pricing.Rules{Book: pricing.Book{Currency: salesdesk.EUR, Articles: []pricing.Article{a.Article}, Entries: []pricing.Entry{a.entry}}})
		l.Check(err)
	}
	return a
}

func (r *reader) articleOf(l *csvtable.Line) article {
	price, base := csvtable.Cell(l, "price", csvtable.NotNegative), csvtable.Cell(l, "base_quantity", csvtable.Positive)
	cost := csvtable.Cell(l, "cost", csvtable.NotNegative)
	if base.IsPositive() { // the table has it for the base quantity, the book for one unit
		cost.Decimal = cost.DivRound(base.Decimal, 6)
	}
	sku := l.Key("sku")
	steps := tiers(l)
	var mode pricing.TierMode
	if len(steps) > 0 {
		mode = pricing.Volume
	}
	discountable := csvtable.Cell(l, "discountable", csvtable.YesNo)
	return article{
		Article: pricing.Article{
			SKU: sku, GTIN: csvtable.Optional(l, "gtin", salesdesk.ParseGTIN),
			Names: map[salesdesk.Language]string{
				salesdesk.Dutch: l.Required("name_nl"), salesdesk.French: l.Required("name_fr"), salesdesk.English: l.Required("name_en"),
			},
			Group: l.Required("group"), Unit: csvtable.Cell(l, "unit", r.unit),
			VATClass: pricing.VATClass(l.Required("vat_class")), Supply: csvtable.Cell(l, "supply", csvtable.Among(pricing.Goods, pricing.Service, pricing.ImmovableWork)),
			Cost: &cost, NotDiscountable: !discountable,
			Contributions: contributions(l),
		},
		entry: pricing.Entry{
			SKU: sku, Price: price, BaseQuantity: base,
			Mode: mode, Tiers: steps,
		},
		stock:    csvtable.Cell(l, "stock", csvtable.NotNegative),
		leadDays: csvtable.Cell(l, "lead_days", csvtable.Whole),
	}
}

func contributions(l *csvtable.Line) []pricing.Contribution {
	var list []pricing.Contribution
	for _, c := range []struct {
		column, text string
		reason       pricing.ReasonCode
	}{{"recupel", "Recupel", "AEO"}, {"bebat", "Bebat", "CAV"}} {
		if amount := csvtable.Optional(l, c.column, csvtable.NotNegative); !amount.IsZero() {
			list = append(list, pricing.Contribution{ID: c.column, Reason: c.reason, Text: c.text, Amount: amount})
		}
	}
	return list
}

// tiers are the prices from a quantity on, each above the one before.
func tiers(l *csvtable.Line) []pricing.Tier {
	var list []pricing.Tier
	for _, tier := range [][2]string{{"tier1_quantity", "tier1_price"}, {"tier2_quantity", "tier2_price"}} {
		if l.Text(tier[0]) == "" {
			continue
		}
		from := csvtable.Cell(l, tier[0], csvtable.Positive)
		if n := len(list); n > 0 && from.IsPositive() && !from.GreaterThan(list[n-1].From.Decimal) {
			l.Refuse(tier[0], salesdesk.FieldError{Rule: salesdesk.RuleOrder, Param: list[n-1].From.String()})
		}
		list = append(list, pricing.Tier{From: from, Price: csvtable.Cell(l, tier[1], csvtable.NotNegative)})
	}
	return list
}

func customerColumns() []string {
	return []string{
		"id", "name", "legal_form", "kind", "group", "language", "street", "postcode", "city", "country", "enterprise_number",
		"vat_number", "endpoint", "periodic_filer", "contact", "email", "phone", "term_days", "credit_limit", "buyer_reference",
	}
}

func (r *reader) customer(l *csvtable.Line) customer {
	c := customer{
		Party: salesdesk.Party{
			ID: l.Key("id"), Name: l.Required("name"), LegalForm: l.Text("legal_form"),
			Kind: salesdesk.PartyKind(l.Required("kind")), Language: salesdesk.Language(l.Required("language")),
			Address: salesdesk.Address{
				Street: l.Text("street"), Postcode: l.Text("postcode"), City: l.Text("city"), Country: salesdesk.Country(l.Required("country")),
			},
			EnterpriseNumber: csvtable.Optional(l, "enterprise_number", salesdesk.ParseEnterpriseNumber),
			VATNumber:        csvtable.Optional(l, "vat_number", salesdesk.ParseVATNumber),
			Endpoint:         csvtable.Optional(l, "endpoint", salesdesk.ParseEndpoint),
			PeriodicFiler:    csvtable.Cell(l, "periodic_filer", csvtable.YesNo),
		},
		group: l.Required("group"), reference: l.Text("buyer_reference"),
		termDays: csvtable.Cell(l, "term_days", csvtable.Whole), credit: csvtable.Optional(l, "credit_limit", csvtable.NotNegative),
	}
	contact := salesdesk.Contact{Name: l.Text("contact"), Email: salesdesk.EmailAddress(l.Text("email")), Phone: csvtable.Optional(l, "phone", salesdesk.ParsePhoneNumber)}
	if contact.Name == "" {
		contact.Name = c.Name
	}
	c.Contacts = []salesdesk.Contact{contact}
	l.Check(c.Check())
	return c
}

func (r *reader) sale(l *csvtable.Line) saleFact {
	return saleFact{
		date: csvtable.Cell(l, "date", calendar.ParseDate), customer: known(l, "customer", r.customers), sku: known(l, "sku", r.skus),
		group: l.Required("group"), channel: l.Text("channel"), quantity: csvtable.Cell(l, "quantity", csvtable.Amount),
		net: csvtable.Cell(l, "net", csvtable.Amount), cost: csvtable.Cell(l, "cost", csvtable.Amount),
	}
}

func (r *reader) rating(l *csvtable.Line) rating {
	return rating{
		date: csvtable.Cell(l, "date", calendar.ParseDate), customer: known(l, "customer", r.customers), // empty is not told
		score: csvtable.Cell(l, "score", tenPoints),
	}
}

func tenPoints(text string) (int, error) {
	n, err := csvtable.Whole(text)
	if err == nil && n > 10 {
		err = salesdesk.FieldError{Rule: salesdesk.RuleMax, Param: "10"}
	}
	return n, err
}

func (r *reader) target(l *csvtable.Line) target {
	l.Key("month")
	month := csvtable.Cell(l, "month", func(text string) (calendar.Date, error) { return calendar.ParseDate(text + "-01") })
	return target{month: month, net: csvtable.Cell(l, "net", csvtable.NotNegative)}
}
