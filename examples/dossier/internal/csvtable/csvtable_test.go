package csvtable_test

import (
	"strings"
	"testing"

	"github.com/interne-sales/salesdesk"
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

func TestAnUnclosedQuoteCostsOneLine(t *testing.T) {
	rows, err := read("name,price,count,stocked\n" +
		"a,1,1,yes\n" +
		"b,\"2,2,yes\n" + // never closed
		"c,3,3,no\n" +
		"\"d,4,4,no\n" + // closed by the quote of the next line
		"\"e\",5,5,no\n" +
		"\"f\ng\",6\n" + // two lines, and not enough cells: the second is read by itself
		"h,7,7,yes\n" +
		"i,8,8,\"no")
	assert.Equal(t, []row{{"a", "1", 1, true}, {"c", "3", 3, false}, {"e", "5", 5, false}, {"h", "7", 7, true}}, rows)
	want := []string{
		`list.csv:3: column price: quote that is not closed`,
		`list.csv:5: column name: quote that is not closed`,
		`list.csv:7: 2 cells where 4 columns are named`,
		`list.csv:8: column 2: bare " in non-quoted-field`,
		`list.csv:10: column stocked: quote that is not closed`,
	}
	assert.EqualError(t, err, strings.Join(want, "; "))
}

func TestACellOverTwoLinesIsRead(t *testing.T) {
	rows, err := read("name,price,count,stocked\n\"a\nb\",1,1,yes\nc,x,3,no\n")
	assert.EqualError(t, err, "list.csv:4: column price: decimal (x)")
	assert.Equal(t, []row{{"a\nb", "1", 1, true}}, rows)
}

func TestTextThatIsNotUTF8IsNamed(t *testing.T) {
	rows, err := read("name,price,count,stocked\nb\xe9ton,1,1,yes\nc,3,3,no\n")
	assert.EqualError(t, err, "list.csv:2: column name: format (UTF-8)")
	assert.Equal(t, []row{{"c", "3", 3, false}}, rows)
}

func TestManyUnclosedQuotesTakeLinearTime(t *testing.T) {
	rows, err := read("name,price,count,stocked\n" + strings.Repeat("a,\"1,1,yes\n", 20_000))
	assert.Empty(t, rows)
	var many salesdesk.Problems
	many.Add(err)
	assert.Len(t, many, 20_000)
}

func TestAKeyStandsOnceAmongTheLinesUsed(t *testing.T) {
	keys := func(text string) ([]string, error) {
		return csvtable.Read("list.csv", []byte("name,price\n"+text), []string{"name", "price"}, func(l *csvtable.Line) string {
			csvtable.Cell(l, "price", csvtable.NotNegative)
			return l.Key("name")
		})
	}
	rows, err := keys("a,1\nb,2\na,3\n,4\n,5\n")
	assert.Equal(t, []string{"a", "b"}, rows)
	assert.EqualError(t, err, "list.csv:4: column name: duplicate (a, line 2); list.csv:5: column name: required; list.csv:6: column name: required")
	rows, err = keys("a,-1\na,3\n") // the first is not used
	assert.Equal(t, []string{"a"}, rows)
	assert.EqualError(t, err, "list.csv:2: column price: min (0)")
}

func TestProblemsOfTheWholeLineStandAtTheirColumn(t *testing.T) {
	_, err := csvtable.Read("list.csv", []byte("name,postcode\na,\n"), []string{"name", "postcode"}, func(l *csvtable.Line) string {
		var p salesdesk.Problems
		p.Add(salesdesk.FieldError{Path: "address.postcode", Rule: salesdesk.RuleRequired})
		p.Add(salesdesk.FieldError{Path: "address.country", Rule: salesdesk.RuleRequired})
		l.Check(p.Err())
		return ""
	})
	assert.EqualError(t, err, "list.csv:2: column postcode: required; list.csv:2: address.country: required")
}

func TestMissingColumnsAreNamed(t *testing.T) {
	_, err := read("name,prise\na,1\n")
	assert.EqualError(t, err, "list.csv:1: column price: required; list.csv:1: column count: required; list.csv:1: column stocked: required")
	_, err = read("")
	assert.EqualError(t, err, "list.csv:1: no line with the names of the columns")
}
