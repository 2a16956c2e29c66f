package intake

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/sheet"
)

// column is what a column of a table holds.
type column string

const (
	columnNone     column = ""
	columnArticle  column = "article"
	columnGTIN     column = "gtin"
	columnText     column = "text"
	columnQuantity column = "quantity"
	columnUnit     column = "unit"
)

// columnOf is what the heading of a column says, in Dutch, French or English; none where
// it says nothing we know.
func columnOf(heading string) column {
	if len(heading) > 64 {
		return columnNone
	}
	switch compact(heading) {
	case "artikel", "artikelnummer", "artikelnr", "artikelcode", "artnr", "art", "uwartikel", "uwref", "onsartikel", "onzeref", "productcode",
		"article", "numeroarticle", "noarticle", "nodarticle", "codearticle", "refarticle", "votreref", "notreref", "reference", "referentie", "ref",
		"sku", "item", "itemnumber", "itemno", "articlenumber", "articleno", "partnumber", "partno", "code", "yourref", "ourref":
		return columnArticle
	case "gtin", "gtin13", "gtin14", "ean", "ean13", "eancode", "codeean", "barcode", "streepjescode", "codebarres", "codebarre":
		return columnGTIN
	case "omschrijving", "beschrijving", "benaming", "naam", "tekst", "product", "produit", "description", "designation", "libelle", "nom",
		"name", "text", "texte", "artikelomschrijving", "itemdescription":
		return columnText
	case "aantal", "aant", "hoeveelheid", "hvh", "quantite", "qte", "nombre", "nbre", "quantity", "qty", "number", "amount": //nolint:misspell // French without its accent
		return columnQuantity
	case "eenheid", "eenh", "ehd", "eh", "unite", "un", "unit", "uom", "units", "me":
		return columnUnit
	default:
		return columnNone
	}
}

// header are the columns of a row of headings; not ok where it names no quantity, or
// nothing to find an article by.
func header(cells []string) (columns []column, ok bool) {
	found := map[column]bool{}
	columns = make([]column, len(cells))
	for i, cell := range cells {
		if c := columnOf(cell); !found[c] {
			columns[i], found[c] = c, c != columnNone
		}
	}
	return columns, found[columnQuantity] && (found[columnArticle] || found[columnGTIN] || found[columnText])
}

func isHeader(cells []string) bool {
	_, ok := header(cells)
	return ok
}

// ReadCSV reads a table whose first row names its columns, in Dutch, French or English:
// artikel, aantal, eenheid; référence, quantité, unité; sku, qty, unit; and gtin and a
// description. Comma, semicolon, tab or bar separate; columns with other names are left
// to [Line.Source]. A byte order mark, CRLF and Windows-1252 are read for what they are.
func ReadCSV(data []byte) ([]Line, error) {
	s, err := text(data)
	if err != nil {
		return nil, err
	}
	if sheet.Wider(s, MaxColumns) {
		return nil, salesdesk.Problems{salesdesk.FieldError{Path: "columns", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxColumns)}}
	}
	r := sheet.Rows(s)
	t := table{source: s}
	var p salesdesk.Problems
	for {
		start := int(r.InputOffset())
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			p.Add(sheet.Syntax(err))
			continue
		}
		number, _ := r.FieldPos(0)
		p.Add(t.row(number, s[start:r.InputOffset()], cells))
		if len(t.drafts) > MaxLines {
			return nil, tooMany()
		}
	}
	if t.columns == nil && len(p) == 0 {
		p.Add(salesdesk.FieldError{Path: "header", Rule: salesdesk.RuleRequired})
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	lines := finish(t.drafts)
	return lines, checkLines(lines)
}

// table is rows being read under the headings of the first.
type table struct {
	source  string
	columns []column
	drafts  []draft
}

// row takes one more row, which starts at a line of the source.
func (t *table) row(number int, source string, cells []string) error {
	if t.columns == nil {
		columns, ok := header(cells)
		t.columns = columns
		if !ok {
			return salesdesk.FieldError{Path: "header", Rule: salesdesk.RuleOneOf, Param: "artikel + aantal, référence + quantité, sku + qty"}
		}
		return nil
	}
	if d := t.draft(cells); d.asks() {
		d.Number, d.Source = number, strings.TrimSpace(source)
		t.drafts = append(t.drafts, d)
	}
	return nil
}

// draft puts the cells of a row in their places.
func (t *table) draft(cells []string) (d draft) {
	for i, cell := range cells {
		if cell = strings.TrimSpace(cell); i >= len(t.columns) || cell == "" {
			continue
		}
		switch t.columns[i] {
		case columnArticle:
			d.Article = cell
		case columnGTIN:
			d.GTIN = cell
		case columnText:
			d.Text = cell
		case columnUnit:
			d.Unit = cell
		case columnQuantity:
			d.setQuantity(cell)
		case columnNone:
		}
	}
	return d
}

// asks reports whether a row asks for anything.
func (d *draft) asks() bool {
	return d.Article != "" || d.GTIN != "" || d.Text != "" || d.quantity != ""
}
