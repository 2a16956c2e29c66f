package main

import (
	"io/fs"

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
	read, err := newReader()
	problems.Add(err)
	d.articles, err = table(folder, "articles.csv", articleColumns(), read.article, &lines)
	problems.Add(err)
	d.customers, err = table(folder, "customers.csv", customerColumns(), read.customer, &lines)
	problems.Add(err)
	read.skus, read.customers = column(folder, "articles.csv", "sku"), column(folder, "customers.csv", "id")
	d.history, err = table(folder, "history.csv", []string{"date", "customer", "sku", "group", "channel", "quantity", "net", "cost"}, read.sale, &lines)
	problems.Add(err)
	d.survey, err = table(folder, "survey.csv", []string{"date", "customer", "score"}, read.rating, &lines)
	problems.Add(err)
	d.targets, err = table(folder, "targets.csv", []string{"month", "net"}, read.target, &lines)
	problems.Add(err)
	if len(problems) == 0 {
		problems.AddAt("company.json", d.company.check())
		problems.AddAt("score.json", d.model.Check())
	}
	if len(problems) == 0 { // references into what could not be read mean nothing
		problems.AddAt("rfq.json", d.checkRequest())
		problems.AddAt("sale.json", d.checkStory())
	}
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

// column are the cells of one column, those of lines that cannot be used included: a
// sale to a customer whose telephone number is wrong is still a sale to a customer.
func column(folder fs.FS, name, of string) map[string]bool {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil
	}
	cells, _ := csvtable.Read(name, data, []string{of}, func(l *csvtable.Line) string { return l.Text(of) }) // told before
	known := map[string]bool{}
	for _, cell := range cells {
		known[cell] = true
	}
	return known
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
	return customer{}, salesdesk.FieldError{Path: "customer", Rule: salesdesk.RuleReference, Param: id}
}

func (d dossier) articleOf(sku string) (article, bool) {
	for _, a := range d.articles {
		if a.SKU == sku {
			return a, true
		}
	}
	return article{}, false
}
