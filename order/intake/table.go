package intake

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/sheet"
)

// ReadCSV reads an order as a table whose first row names its columns, in Dutch, French
// or English. A row is a line; what concerns the whole order (its number, its date, the
// currency) may stand in any row, once or repeated, and must then be the same. Separators,
// encodings and numbers are read as people write them; columns with other names are
// passed over. Without a currency an order is in euros.
func ReadCSV(data []byte) (PurchaseOrder, error) {
	if err := size(len(data)); err != nil {
		return PurchaseOrder{}, err
	}
	rows, err := cut(sheet.Text(data))
	if err != nil {
		return PurchaseOrder{}, err
	}
	t := table{paths: make([]string, len(rows[0])), said: map[string]string{}}
	for i, heading := range rows[0] {
		t.paths[i] = pathOf(heading)
	}
	for _, row := range rows[1:] {
		for i, cell := range row {
			if i < len(t.paths) && t.paths[i] != "" {
				t.marks.See(unsigned(cell))
			}
		}
	}
	for _, row := range rows[1:] {
		t.row(row)
	}
	if err := t.problems.Err(); err != nil {
		return PurchaseOrder{}, err
	}
	if t.Currency == "" {
		t.Currency = "EUR"
	}
	return t.settled()
}

// cut is a text in rows and cells, within bounds, the headings first.
func cut(text string) (rows [][]string, err error) {
	if sheet.Wider(text, MaxColumns) {
		return nil, salesdesk.FieldError{Path: "columns", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxColumns)}
	}
	var p salesdesk.Problems
	r := sheet.Rows(text)
	for len(rows) <= MaxLines+1 {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			if len(rows) == 0 && len(p) == 0 {
				p.Add(salesdesk.FieldError{Path: "header", Rule: salesdesk.RuleRequired})
			}
			return rows, p.Err()
		case err != nil:
			if p.Add(sheet.Syntax(err)); len(p) > MaxColumns {
				return nil, p
			}
		default:
			rows = append(rows, cells)
		}
	}
	return nil, salesdesk.FieldError{Path: "lines", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxLines)}
}

// table is an order being read from rows.
type table struct {
	draft
	paths    []string          // of each column
	said     map[string]string // what was said of the whole order
	problems salesdesk.Problems
}

// row takes one more row: a line where it says anything of one.
func (t *table) row(cells []string) {
	line := len(t.Lines)
	for i, cell := range cells {
		if cell = strings.TrimSpace(cell); i >= len(t.paths) || t.paths[i] == "" || cell == "" {
			continue
		}
		path := t.paths[i]
		if name, ok := strings.CutPrefix(path, "lines."); ok {
			path = salesdesk.Index("lines", line) + "." + name
		} else if before, seen := t.said[path]; seen {
			if before != cell {
				t.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleDuplicate, Param: cell})
			}
			continue
		} else {
			t.said[path] = cell
		}
		if t.take(path, cell) != "" {
			t.problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleFormat, Param: cell})
		}
	}
}

// pathOf is the field that a heading names, in Dutch, French or English; empty where it
// says nothing we know.
func pathOf(heading string) string {
	if len(heading) > 64 {
		return ""
	}
	word := compact(heading)
	for _, row := range headings() {
		path, words, _ := strings.Cut(row, ": ")
		for known := range strings.FieldsSeq(words) {
			if known == word {
				return path
			}
		}
	}
	return ""
}

// compact is a text without case, accents, spaces and marks.
func compact(s string) string {
	s = strings.NewReplacer("é", "e", "è", "e", "ê", "e", "ë", "e", "à", "a", "â", "a", "ç", "c", "ï", "i", "î", "i", "ô", "o", "û", "u", "ù", "u").Replace(strings.ToLower(s))
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// headings are the words of each field.
func headings() []string {
	return []string{
		"number: bestelnummer bestelnr bestelbon ordernummer ordernr numerodecommande nodecommande ndecommande ncommande commande bondecommande ordernumber orderno ponumber po purchaseorder",
		"issued: besteldatum orderdatum datum datecommande datedecommande date orderdate podate",
		"currency: munt valuta devise monnaie currency",
		"quote: offerte offertenummer offertenr devis numerodevis offre quote quotenumber quotation",
		"reference: uwreferentie onzereferentie klantreferentie referenceclient customerreference buyerreference",
		"buyer.name: klant klantnaam client nomclient customer customername",
		"buyer.vat_number: btw btwnummer btwnr tva numerotva vatnumber vatno",
		"requested: leverdatum gewenstleverdatum gewensteleverdatum datelivraison datedelivraison deliverydate requesteddate",
		"totals.tax_exclusive: totaalexclbtw totalhtva totalexclvat",
		"totals.payable: totaalinclbtw tebetalen totaltvac totalinclvat payable",
		"lines.id: regel regelnr lijn lijnnr positie pos ligne nodeligne line lineno lineid position",
		"lines.sellers_id: artikel artikelnummer artikelnr artikelcode onsartikel article refarticle codearticle reference votreref sku item itemno partnumber",
		"lines.buyers_id: uwartikel eigenartikel eigenartikelnummer klantartikel notreref notrearticle articleclient buyersitem customeritem ouritem",
		"lines.gtin: gtin ean eancode ean13 barcode streepjescode codeean codebarres",
		"lines.name: omschrijving beschrijving benaming naam designation description libelle name text",
		"lines.quantity: aantal hoeveelheid quantite qte quantity qty", //nolint:misspell // French without its accent
		"lines.unit: eenheid eenh unite unit uom",
		"lines.price: prijs eenheidsprijs nettoprijs stukprijs prix prixunitaire pu prixnet price unitprice netprice",
		"lines.base_quantity: prijsper prixpar priceper pricebase",
		"lines.net: bedrag regelbedrag nettobedrag montant montanthtva amount lineamount net",
		"lines.vat_rate: btwtarief btwpercentage tauxtva vatrate vatpercent",
		"lines.note: opmerking nota remarque note remark",
	}
}
