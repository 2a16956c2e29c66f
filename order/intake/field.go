package intake

import (
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/internal/sheet"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// draft is an order that texts are put into, one field at a time.
type draft struct {
	PurchaseOrder
	marks sheet.Marks
}

// take puts a text at a path; a doubt is why it is not there.
func (d *draft) take(path, text string) Doubt {
	text = strings.TrimSpace(text)
	switch at := d.at(path).(type) {
	case *string:
		*at = text
	case *Type:
		*at = Type(text)
	case *salesdesk.Currency:
		*at = salesdesk.Currency(strings.ToUpper(text))
	case *salesdesk.Country:
		*at = salesdesk.Country(strings.ToUpper(text))
	case *pricing.VATCategory:
		*at = pricing.VATCategory(strings.ToUpper(text))
	case *calendar.Date:
		day, ok := readDay(text)
		if !ok {
			return DoubtUnreadable
		}
		*at = day
	case *salesdesk.Amount:
		a := d.number(text)
		if a == nil {
			return DoubtUnreadable
		}
		*at = *a
	case **salesdesk.Amount:
		return d.optional(at, path, text)
	default:
		return DoubtUnknown
	}
	return ""
}

// optional puts a number where there may be none; a rate of VAT is in percent.
func (d *draft) optional(at **salesdesk.Amount, path, text string) Doubt {
	rate := strings.HasSuffix(path, ".vat_rate")
	if rate {
		text = strings.TrimSpace(strings.TrimSuffix(text, "%"))
	}
	a := d.number(text)
	if a != nil && rate {
		r, err := ratioOf(*a)
		if err != nil {
			return DoubtUnreadable
		}
		a = &r
	}
	if a == nil {
		return DoubtUnreadable
	}
	*at = a
	return ""
}

// at is the place in the order that a path names, nil where there is none.
func (d *draft) at(path string) any {
	rest, ok := strings.CutPrefix(path, "lines[")
	if !ok {
		return d.header(path)
	}
	number, name, ok := strings.Cut(rest, "].")
	i, err := strconv.Atoi(number)
	if !ok || err != nil || i < 0 || i >= MaxLines {
		return nil
	}
	if (&Line{}).at(name) == nil {
		return nil
	}
	for len(d.Lines) <= i {
		d.Lines = append(d.Lines, Line{ID: strconv.Itoa(len(d.Lines) + 1)})
	}
	return d.Lines[i].at(name)
}

func (d *draft) header(name string) any {
	for _, row := range []struct {
		name string
		at   any
	}{
		{"number", &d.Number},
		{"issued", &d.Issued},
		{"type", &d.Type},
		{"currency", &d.Currency},
		{"quote", &d.Quote},
		{"contract", &d.Contract},
		{"reference", &d.Reference},
		{"note", &d.Note},
		{"valid_until", &d.ValidUntil},
		{"requested", &d.Requested},
		{"buyer.name", &d.Buyer.Name},
		{"buyer.vat_number", &d.Buyer.VATNumber},
		{"buyer.enterprise_number", &d.Buyer.EnterpriseNumber},
		{"buyer.gln", &d.Buyer.GLN},
		{"buyer.endpoint", &d.Buyer.Endpoint},
		{"seller.name", &d.Seller.Name},
		{"seller.vat_number", &d.Seller.VATNumber},
		{"seller.enterprise_number", &d.Seller.EnterpriseNumber},
		{"deliver_at", &d.DeliverAt},
		{"deliver_to.street", &d.DeliverTo.Street},
		{"deliver_to.additional", &d.DeliverTo.Additional},
		{"deliver_to.postcode", &d.DeliverTo.Postcode},
		{"deliver_to.city", &d.DeliverTo.City},
		{"deliver_to.country", &d.DeliverTo.Country},
		{"totals.lines", &d.Totals.Lines},
		{"totals.allowances", &d.Totals.Allowances},
		{"totals.charges", &d.Totals.Charges},
		{"totals.tax_exclusive", &d.Totals.TaxExclusive},
		{"totals.tax", &d.Totals.Tax},
		{"totals.tax_inclusive", &d.Totals.TaxInclusive},
		{"totals.prepaid", &d.Totals.Prepaid},
		{"totals.rounding", &d.Totals.Rounding},
		{"totals.payable", &d.Totals.Payable},
	} {
		if row.name == name {
			return row.at
		}
	}
	return nil
}

func (l *Line) at(name string) any {
	switch name {
	case "id":
		return &l.ID
	case "sellers_id":
		return &l.SellersID
	case "buyers_id":
		return &l.BuyersID
	case "gtin":
		return &l.GTIN
	case "name":
		return &l.Name
	case "quantity":
		return &l.Quantity
	case "unit":
		return &l.Unit
	case "price":
		return &l.Price
	case "base_quantity":
		return &l.BaseQuantity
	case "net":
		return &l.Net
	case "vat_category":
		return &l.VATCategory
	case "vat_rate":
		return &l.VATRate
	case "requested":
		return &l.Requested
	case "note":
		return &l.Note
	default:
		return nil
	}
}

// number is a number as people write it, also below zero.
func (d *draft) number(text string) *salesdesk.Amount {
	a := d.marks.Amount(unsigned(text))
	if a != nil && strings.HasPrefix(text, "-") {
		return &salesdesk.Amount{Decimal: a.Neg()}
	}
	return a
}

// unsigned is a number without its sign and currency.
func unsigned(text string) string {
	text = strings.TrimPrefix(strings.TrimSpace(text), "-")
	for _, mark := range []string{"€", "EUR"} {
		text = strings.TrimSuffix(strings.TrimPrefix(text, mark), mark)
	}
	return strings.TrimSpace(text)
}

// readDay reads a date as people write it here: the day first, or as ISO 8601.
func readDay(text string) (calendar.Date, bool) {
	if d, err := calendar.ParseDate(text); err == nil {
		return d, true
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	if len(parts) != 3 || len(parts[2]) != 4 || len(parts[0]) > 2 || len(parts[1]) > 2 {
		return calendar.Date{}, false
	}
	pad := func(s string) string { return ("0" + s)[len(s)-1:] }
	d, err := calendar.ParseDate(parts[2] + "-" + pad(parts[1]) + "-" + pad(parts[0]))
	return d, err == nil
}

// ratioOf is a percentage as a ratio.
func ratioOf(percent salesdesk.Amount) (salesdesk.Amount, error) {
	return exact.Amount(exact.Dec(percent).Mul(fixed.FromInt(1, -2)))
}
