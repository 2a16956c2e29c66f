// Command generate writes the sales history of the dossier's sample: two years of
// invoice lines of an invented wholesaler, the same bytes at every run.
//
//	go run ./examples/dossier/generate > examples/dossier/sample/history.csv
package main

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/examples/dossier/internal/csvtable"
	"github.com/shopspring/decimal"
)

// lines is how many invoice lines are written.
const lines = 6000

type article struct {
	sku, group, unit  string
	price, base, cost decimal.Decimal
}

type customer struct{ id, group string }

func main() {
	log.SetFlags(0)
	if err := run(filepath.Join("examples", "dossier", "sample"), os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(folder string, w io.Writer) error {
	articles, err := readArticles(filepath.Join(folder, "articles.csv"))
	if err != nil {
		return err
	}
	customers, err := readCustomers(filepath.Join(folder, "customers.csv"))
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	if _, err := fmt.Fprintln(out, "date,invoice,customer,sku,group,channel,quantity,net,cost"); err != nil {
		return err
	}
	if err := write(out, articles, customers); err != nil {
		return err
	}
	return out.Flush()
}

// write spreads the lines evenly over the working days of the two years, so that
// only the dice decide who buys what.
func write(out *bufio.Writer, articles []article, customers []customer) error {
	dice := rand.New(rand.NewPCG(2026, 430)) //nolint:gosec // a sample, not a secret
	days := workdays(calendar.MustDate("2024-07-01"), calendar.MustDate("2026-06-30"))
	invoice := 0
	for i, day := range days {
		due := lines * (i + 1) / len(days)
		for written := lines * i / len(days); written < due; {
			invoice++
			buyer := customers[min(dice.IntN(len(customers)), dice.IntN(len(customers)))]
			for range min(1+dice.IntN(4), due-written) {
				if err := writeLine(out, dice, day, invoice, buyer, pick(dice, articles, buyer, day)); err != nil {
					return err
				}
				written++
			}
		}
	}
	return nil
}

func writeLine(out *bufio.Writer, dice *rand.Rand, day calendar.Date, invoice int, buyer customer, a article) error {
	quantity := decimal.NewFromInt(quantityOf(dice, a))
	price := a.price.Mul(indexed(day)).Mul(decimal.NewFromInt(100 - discount(dice, buyer))).Shift(-2)
	net := price.Mul(quantity).DivRound(a.base, 2)
	cost := a.cost.Mul(indexed(day)).Mul(quantity).DivRound(a.base, 2)
	_, err := fmt.Fprintf(out, "%s,%d-%05d,%s,%s,%s,%s,%s,%s,%s\n", day, day.Year, invoice, buyer.id, a.sku, a.group,
		channel(dice), quantity.StringFixed(0), net.StringFixed(2), cost.StringFixed(2))
	return err
}

// pick draws an article: a trade buys its own group three times in four, and the
// garden sells in spring.
func pick(dice *rand.Rand, articles []article, buyer customer, day calendar.Date) article {
	own := map[string]string{"electrician": "electrical", "gardener": "garden", "plumber": "plumbing", "contractor": "structure"}[buyer.group]
	for {
		a := articles[dice.IntN(len(articles))]
		switch {
		case a.group == "garden" && (day.Month < time.March || day.Month > time.September) && dice.IntN(3) > 0:
		case own != "" && a.group != own && dice.IntN(4) > 0:
		default:
			return a
		}
	}
}

func quantityOf(dice *rand.Rand, a article) int64 {
	typical := int64(1)
	for a.price.Mul(decimal.NewFromInt(typical)).LessThan(a.base.Mul(decimal.NewFromInt(220))) {
		typical *= 2
	}
	return max(1, typical/2+dice.Int64N(typical))
}

// indexed is the price level of the day against the sample's price list.
func indexed(day calendar.Date) decimal.Decimal {
	switch {
	case day.Before(calendar.MustDate("2025-01-01")):
		return decimal.New(955, -3)
	case day.Before(calendar.MustDate("2026-01-01")):
		return decimal.New(975, -3)
	default:
		return decimal.New(1, 0)
	}
}

func discount(dice *rand.Rand, buyer customer) int64 {
	if buyer.group == "consumer" {
		return 0
	}
	return 2 + dice.Int64N(9)
}

func channel(dice *rand.Rand) string {
	return []string{"phone", "phone", "web", "web", "counter"}[dice.IntN(5)]
}

func workdays(first, last calendar.Date) []calendar.Date {
	var days []calendar.Date
	for d := first; !d.After(last); d = d.AddDays(1) {
		if wd := d.Weekday(); wd != time.Saturday && wd != time.Sunday {
			days = append(days, d)
		}
	}
	return days
}

func readArticles(path string) ([]article, error) {
	return readFile(path, []string{"sku", "group", "unit", "price", "base_quantity", "cost"}, func(l *csvtable.Line) article {
		amount := func(column string) decimal.Decimal { return csvtable.Cell(l, column, csvtable.Amount).Decimal }
		return article{
			sku: l.Required("sku"), group: l.Required("group"), unit: l.Required("unit"),
			price: amount("price"), base: amount("base_quantity"), cost: amount("cost"),
		}
	})
}

func readCustomers(path string) ([]customer, error) {
	return readFile(path, []string{"id", "group"}, func(l *csvtable.Line) customer {
		return customer{id: l.Required("id"), group: l.Required("group")}
	})
}

func readFile[T any](path string, columns []string, parse func(*csvtable.Line) T) ([]T, error) {
	data, err := os.ReadFile(path) //nolint:gosec // a file of the sample
	if err != nil {
		return nil, err
	}
	return csvtable.Read(filepath.Base(path), data, columns, parse)
}
