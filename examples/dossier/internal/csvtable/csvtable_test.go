package csvtable_test

import (
	"strings"
	"testing"

	"github.com/interne-sales/salesdesk/examples/dossier/internal/csvtable"
	"github.com/stretchr/testify/assert"
)

type row struct {
	name, price string
	count       int
	stocked     bool
}

func read(text string) ([]row, error) {
	return csvtable.Read("list.csv", []byte(text), []string{"name", "price", "count", "stocked"}, func(l *csvtable.Line) row {
		return row{
			name:    l.Required("name"),
			price:   csvtable.Cell(l, "price", csvtable.Amount).String(),
			count:   csvtable.Optional(l, "count", csvtable.Whole),
			stocked: csvtable.Cell(l, "stocked", csvtable.YesNo),
		}
	})
}

func TestEverySeparatorIsRead(t *testing.T) {
	for _, separator := range []string{",", ";", "\t"} {
		text := strings.ReplaceAll("\ufeffname|price|count|stocked\n\"a b\"|1.50||yes\r\nc|2|3|no\n", "|", separator)
		rows, err := read(text)
		assert.NoError(t, err)
		assert.Equal(t, []row{{"a b", "1.50", 0, true}, {"c", "2", 3, false}}, rows)
	}
}

func TestADecimalCommaIsRead(t *testing.T) {
	rows, err := read("name;price;count;stocked\na;1,50;;yes\n")
	assert.NoError(t, err)
	assert.Equal(t, "1.50", rows[0].price)
}

func TestABrokenLineIsNamedAndTheOthersAreUsed(t *testing.T) {
	rows, err := read("name,price,count,stocked\n" +
		"a,1,1,yes\n" +
		",x,one,maybe\n" +
		"b,2\n" +
		"\"c\" d,3,3,no\n" +
		"e,5,5,no\n")
	assert.Equal(t, []row{{"a", "1", 1, true}, {"e", "5", 5, false}}, rows)
	want := []string{
		`list.csv:3: column name: required`,
		`list.csv:3: column price: decimal (x)`,
		`list.csv:3: column count: type (whole number)`,
		`list.csv:3: column stocked: one_of (yes, no)`,
		`list.csv:4: 2 cells where 4 columns are named`,
		`list.csv:5: column 3: extraneous or missing " in quoted-field`,
	}
	assert.EqualError(t, err, strings.Join(want, "; "))
}

func TestMissingColumnsAreNamed(t *testing.T) {
	_, err := read("name,prise\na,1\n")
	assert.EqualError(t, err, "list.csv:1: column price: required; list.csv:1: column count: required; list.csv:1: column stocked: required")
	_, err = read("")
	assert.EqualError(t, err, "list.csv:1: no line with the names of the columns")
}
