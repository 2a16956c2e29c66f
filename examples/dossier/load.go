package main

import (
	"io/fs"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/examples/dossier/internal/csvtable"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/prospect/score"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// dossier is everything that was read.
type dossier struct {
	company   company
	articles  []article
	customers []customer
	history   []saleFact
	survey    []rating
	targets   []target
	model     score.Model
	rfq       rfq
	story     story
}

// article is a line of articles.csv.
type article struct {
	pricing.Article
	entry    pricing.Entry
	stock    salesdesk.Amount
	leadDays int
}

// customer is a line of customers.csv.
type customer struct {
	salesdesk.Party
	group, reference string
	termDays         int
	credit           salesdesk.Amount
}

// saleFact is a line of history.csv: what was invoiced.
type saleFact struct {
	date                          calendar.Date
	customer, sku, group, channel string
	quantity, net, cost           salesdesk.Amount
}

// rating is a line of survey.csv.
type rating struct {
	date     calendar.Date
	customer string
	score    int
}

// target is a line of targets.csv.
type target struct {
	month calendar.Date
	net   salesdesk.Amount
}

// load reads the folder. What is wrong with single lines of the tables is in
// findings, and the other lines are used; err is what the sale cannot do without.
func load(folder fs.FS) (d dossier, findings, err error) {
	var lines, problems salesdesk.Problems
	problems.Add(document(folder, "company.json", &d.company))
	problems.Add(document(folder, "rfq.json", &d.rfq))
	problems.Add(document(folder, "sale.json", &d.story))
	problems.Add(document(folder, "score.json", &d.model))
	d.articles, err = table(folder, "articles.csv", articleColumns(), readArticle, &lines)
	problems.Add(err)
	d.customers, err = table(folder, "customers.csv", customerColumns(), readCustomer, &lines)
	problems.Add(err)
	d.history, err = table(folder, "history.csv", []string{"date", "customer", "sku", "group", "channel", "quantity", "net", "cost"}, readSale, &lines)
	problems.Add(err)
	d.survey, err = table(folder, "survey.csv", []string{"date", "customer", "score"}, readRating, &lines)
	problems.Add(err)
	d.targets, err = table(folder, "targets.csv", []string{"month", "net"}, readTarget, &lines)
	problems.Add(err)
	return d, lines.Err(), problems.Err()
}

func document[T any](folder fs.FS, name string, into *T) error {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return err
	}
	return salesdesk.At(name, strict.Decode(data, into))
}

// table reads a CSV file. A file that is missing, or that names not all columns, is
// an error; lines that cannot be used are findings.
func table[T any](folder fs.FS, name string, columns []string, parse func(*csvtable.Line) T, findings *salesdesk.Problems) ([]T, error) {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, err
	}
	rows, err := csvtable.Read(name, data, columns, parse)
	if rows == nil && err != nil {
		return nil, err
	}
	findings.Add(err)
	return rows, nil
}

func articleColumns() []string {
	return []string{
		"sku", "gtin", "name_nl", "name_fr", "name_en", "group", "unit", "price", "base_quantity", "vat_class", "supply", "cost",
		"tier1_quantity", "tier1_price", "tier2_quantity", "tier2_price", "recupel", "bebat", "discountable", "stock", "lead_days",
	}
}

func readArticle(l *csvtable.Line) article {
	price, base := csvtable.Cell(l, "price", csvtable.Amount), csvtable.Cell(l, "base_quantity", csvtable.Amount)
	cost := csvtable.Cell(l, "cost", csvtable.Amount)
	if base.IsPositive() { // the table has it for the base quantity, the book for one unit
		cost.Decimal = cost.DivRound(base.Decimal, 6)
	}
	sku := l.Required("sku")
	discountable := csvtable.Cell(l, "discountable", csvtable.YesNo)
	return article{
		Article: pricing.Article{
			SKU: sku, GTIN: csvtable.Optional(l, "gtin", salesdesk.ParseGTIN),
			Names: map[salesdesk.Language]string{
				salesdesk.Dutch: l.Required("name_nl"), salesdesk.French: l.Required("name_fr"), salesdesk.English: l.Required("name_en"),
			},
			Group: l.Required("group"), Unit: l.Required("unit"),
			VATClass: pricing.VATClass(l.Required("vat_class")), Supply: csvtable.Cell(l, "supply", supply),
			Cost: &cost, NotDiscountable: !discountable,
			Contributions: contributions(l),
		},
		entry: pricing.Entry{
			SKU: sku, Price: price, BaseQuantity: base,
			Mode: mode(l), Tiers: tiers(l),
		},
		stock:    csvtable.Cell(l, "stock", csvtable.Amount),
		leadDays: csvtable.Cell(l, "lead_days", csvtable.Whole),
	}
}

func supply(text string) (pricing.Supply, error) {
	s := pricing.Supply(text)
	if !slices.Contains([]pricing.Supply{pricing.Goods, pricing.Service, pricing.ImmovableWork}, s) {
		return "", salesdesk.FieldError{Rule: salesdesk.RuleOneOf, Param: "goods, service, immovable_work"}
	}
	return s, nil
}

func contributions(l *csvtable.Line) []pricing.Contribution {
	var list []pricing.Contribution
	for _, c := range []struct {
		column, text string
		reason       pricing.ReasonCode
	}{{"recupel", "Recupel", "AEO"}, {"bebat", "Bebat", "CAV"}} {
		if amount := csvtable.Optional(l, c.column, csvtable.Amount); !amount.IsZero() {
			list = append(list, pricing.Contribution{ID: c.column, Reason: c.reason, Text: c.text, Amount: amount})
		}
	}
	return list
}

func mode(l *csvtable.Line) pricing.TierMode {
	if l.Text("tier1_quantity") == "" {
		return ""
	}
	return pricing.Volume
}

func tiers(l *csvtable.Line) []pricing.Tier {
	var list []pricing.Tier
	for _, tier := range [][2]string{{"tier1_quantity", "tier1_price"}, {"tier2_quantity", "tier2_price"}} {
		if l.Text(tier[0]) != "" {
			list = append(list, pricing.Tier{From: csvtable.Cell(l, tier[0], csvtable.Amount), Price: csvtable.Cell(l, tier[1], csvtable.Amount)})
		}
	}
	return list
}

func customerColumns() []string {
	return []string{
		"id", "name", "legal_form", "kind", "group", "language", "street", "postcode", "city", "country", "enterprise_number",
		"vat_number", "endpoint", "periodic_filer", "contact", "email", "phone", "term_days", "credit_limit", "buyer_reference",
	}
}

func readCustomer(l *csvtable.Line) customer {
	c := customer{
		Party: salesdesk.Party{
			ID: l.Required("id"), Name: l.Required("name"), LegalForm: l.Text("legal_form"),
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
		termDays: csvtable.Cell(l, "term_days", csvtable.Whole), credit: csvtable.Optional(l, "credit_limit", csvtable.Amount),
	}
	contact := salesdesk.Contact{Name: l.Text("contact"), Email: salesdesk.EmailAddress(l.Text("email")), Phone: csvtable.Optional(l, "phone", salesdesk.ParsePhoneNumber)}
	if contact.Name == "" {
		contact.Name = c.Name
	}
	c.Contacts = []salesdesk.Contact{contact}
	l.Check(c.Check())
	return c
}

func readSale(l *csvtable.Line) saleFact {
	return saleFact{
		date: csvtable.Cell(l, "date", calendar.ParseDate), customer: l.Required("customer"), sku: l.Required("sku"),
		group: l.Required("group"), channel: l.Text("channel"), quantity: csvtable.Cell(l, "quantity", csvtable.Amount),
		net: csvtable.Cell(l, "net", csvtable.Amount), cost: csvtable.Cell(l, "cost", csvtable.Amount),
	}
}

func readRating(l *csvtable.Line) rating {
	return rating{
		date: csvtable.Cell(l, "date", calendar.ParseDate), customer: l.Text("customer"),
		score: csvtable.Cell(l, "score", tenPoints),
	}
}

func tenPoints(text string) (int, error) {
	n, err := csvtable.Whole(text)
	if err == nil && (n < 0 || n > 10) {
		err = salesdesk.FieldError{Rule: salesdesk.RuleOneOf, Param: "0…10"}
	}
	return n, err
}

func readTarget(l *csvtable.Line) target {
	month := csvtable.Cell(l, "month", func(text string) (calendar.Date, error) { return calendar.ParseDate(text + "-01") })
	return target{month: month, net: csvtable.Cell(l, "net", csvtable.Amount)}
}

// book is the price book of the articles.
func (d dossier) book() pricing.Book {
	book := pricing.Book{Currency: salesdesk.EUR}
	for _, a := range d.articles {
		book.Articles = append(book.Articles, a.Article)
		book.Entries = append(book.Entries, a.entry)
	}
	return book
}

func (d dossier) customerOf(id string) (customer, error) {
	for _, c := range d.customers {
		if c.ID == id {
			return c, nil
		}
	}
	return customer{}, salesdesk.FieldError{Path: "rfq.json.customer", Rule: salesdesk.RuleReference, Param: id}
}

func (d dossier) articleOf(sku string) (article, bool) {
	for _, a := range d.articles {
		if a.SKU == sku {
			return a, true
		}
	}
	return article{}, false
}
