package pricing

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// MaxFreight is how many tables of freight rules may have.
const MaxFreight = 1_000

// FreightTable is what delivery costs. Of the tables that hold on the day, the
// one for the request's Zone comes before the one for the country of delivery, and
// that before one for everywhere.
//
// A table is of one delivery. What a document asks once is delivered at once; of a recurring
// line every period is delivered with what else recurs from the same day, and charged by
// its own amount and weight. The charge of the document is that of all of them.
//
// The charge (reason FC) follows the goods: it is split over the VAT groups by their
// net amounts. Nothing is charged for a document without goods, or on a return.
// An adjustment of the request with the same ID takes the place of the charge. Amounts
// are in the currency of the book, converted at the rate of the request ([Exchange]), and
// rounded after.
type FreightTable struct {
	ID    string        `json:"id"`
	Text  string        `json:"text,omitempty"`
	Zones []string      `json:"zones,omitempty"` // regions of the company's own, or countries; empty is everywhere
	From  calendar.Date `json:"from,omitzero"`   // first day; zero is always
	To    calendar.Date `json:"to,omitzero"`     // the first day it no longer holds; zero is never
	By    FreightBasis  `json:"by,omitempty"`    // empty is ByAmount
	Bands []FreightBand `json:"bands"`           // by From; the first is from 0
	// FreeFrom is the net amount from which delivery is free; zero is never.
	FreeFrom salesdesk.Amount `json:"free_from,omitzero"`
}

// FreightBand is the charge from a measure on.
type FreightBand struct {
	From   salesdesk.Amount `json:"from"`
	Charge salesdesk.Amount `json:"charge"` // VAT excluded, of no finer places than the currency
}

// FreightBasis is what a table of freight measures.
type FreightBasis string

// The bases.
const (
	// ByAmount measures the lines after the document's allowances, VAT excluded.
	ByAmount FreightBasis = "amount"
	// ByWeight measures the kilograms of the goods that are delivered, free goods too.
	ByWeight FreightBasis = "weight"
)

// freight is a [FreightTable] in arithmetic.
type freight struct {
	FreightTable
	free  fixed.Dec
	bands []fixed.Dec // the beginnings
}

func (c *compiler) freight(a *automatic, tables []FreightTable) {
	if len(tables) > MaxFreight {
		c.problems.Add(salesdesk.FieldError{Path: "freight", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxFreight)})
		return
	}
	for i := range tables {
		at := salesdesk.Index("freight", i)
		f, err := c.freightTable(&tables[i])
		c.problems.AddAt(at, err)
		for k := range a.freight {
			if f.competes(&a.freight[k]) {
				c.problems.Add(salesdesk.FieldError{Path: at + ".zones", Rule: salesdesk.RuleDuplicate, Param: a.freight[k].ID})
			}
		}
		a.freight = append(a.freight, f)
	}
}

func (c *compiler) freightTable(source *FreightTable) (freight, error) {
	f := freight{FreightTable: *source}
	f.Zones, f.Bands = slices.Clone(source.Zones), slices.Clone(source.Bands)
	var p salesdesk.Problems
	if f.ID == "" {
		p.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired})
	}
	p.Add(checkWritten(written{"id", f.ID, MaxID}, written{"text", f.Text, MaxText}))
	p.Add(checkWindow(f.From, f.To))
	if f.By = cmp.Or(f.By, ByAmount); f.By != ByAmount && f.By != ByWeight {
		p.Add(salesdesk.FieldError{Path: "by", Rule: salesdesk.RuleOneOf, Param: "amount, weight"})
	}
	var err error
	f.free, err = atLeast(f.FreeFrom, false)
	p.AddAt("free_from", err)
	if len(f.Bands) == 0 {
		p.Add(salesdesk.FieldError{Path: "bands", Rule: salesdesk.RuleRequired})
	}
	for i, b := range f.Bands {
		at := salesdesk.Index("bands", i)
		from, err := atLeast(b.From, false)
		p.AddAt(at+".from", err)
		_, wrong := c.priced(b.Charge)
		p.AddAt(at+".charge", wrong)
		switch {
		case err != nil:
		case i == 0 && !from.IsZero():
			p.Add(salesdesk.FieldError{Path: at + ".from", Rule: salesdesk.RuleMax, Param: "0"})
		case i > 0 && from.Cmp(f.bands[i-1]) <= 0:
			p.Add(salesdesk.FieldError{Path: at + ".from", Rule: salesdesk.RuleOrder, Param: f.Bands[i-1].From.String()})
		}
		f.bands = append(f.bands, from)
	}
	return f, p.Err()
}

// competes reports whether two tables are for the same zone on the same day.
func (f *freight) competes(other *freight) bool {
	if !meets(f.From, f.To, other.From, other.To) {
		return false
	}
	if len(f.Zones) == 0 || len(other.Zones) == 0 {
		return len(f.Zones) == len(other.Zones)
	}
	return slices.ContainsFunc(f.Zones, func(zone string) bool { return slices.Contains(other.Zones, zone) })
}

// chargeFreight charges the delivery of what comes to net.
func (r *run) chargeFreight(net fixed.Dec) {
	if len(r.automatic.freight) == 0 || net.Sign() < 0 || !r.delivers() {
		return
	}
	f := r.freightTable()
	if f == nil {
		r.problems.AddAt("zone", NoFreightError{Zone: cmp.Or(r.req.Zone, r.destination())})
		return
	}
	var sum fixed.Dec
	loads := r.loads(net)
	for i := range loads {
		charge := f.chargeOf(r, &loads[i])
		if charge == nil || charge.IsZero() {
			continue
		}
		if len(loads) == 1 {
			r.adjustBy(Adjustment{ID: f.ID, Charge: true, Amount: r.localShown(charge), Reason: Freight, Text: f.Text})
			return
		}
		amount, _ := number(*charge) // compiled
		sum = sum.Add(r.local(amount))
	}
	if amount := r.amount(sum); !sum.IsZero() {
		r.adjustBy(Adjustment{ID: f.ID, Charge: true, Amount: &amount, Reason: Freight, Text: f.Text})
	}
}

// chargeOf is the charge of one delivery, nil where it is free.
func (f *freight) chargeOf(r *run, l *load) *salesdesk.Amount {
	if !l.goods || !f.free.IsZero() && l.net.Cmp(r.threshold(f.free)) >= 0 {
		r.shipped = append(r.shipped, '-')
		return nil
	}
	measure := l.net
	if f.By == ByWeight {
		measure = r.weightOfLoad(l)
	}
	band := 0
	for k, from := range f.bands {
		if f.By == ByAmount {
			from = r.threshold(from)
		}
		if measure.Cmp(from) >= 0 {
			band = k
		}
	}
	r.shipped = strconv.AppendInt(append(r.shipped, ' '), int64(band), 10)
	return &f.Bands[band].Charge
}

// destination is the country that is delivered to.
func (r *run) destination() string { return cmp.Or(r.req.DeliverTo, r.req.Buyer.Tax.Country) }

// freightTable is the table of the request, nil where there is none.
func (r *run) freightTable() *freight {
	for _, zone := range [2]string{r.req.Zone, r.destination()} {
		for i := range r.automatic.freight {
			f := &r.automatic.freight[i]
			if zone != "" && slices.Contains(f.Zones, zone) && holds(f.From, f.To, r.req.Date) {
				return f
			}
		}
	}
	for i := range r.automatic.freight {
		if f := &r.automatic.freight[i]; len(f.Zones) == 0 && holds(f.From, f.To, r.req.Date) {
			return f
		}
	}
	return nil
}

// delivers reports whether goods leave with the document.
func (r *run) delivers() bool {
	for i := range r.req.Lines {
		if in := &r.req.Lines[i]; r.isGoods(in) && in.Quantity.IsPositive() {
			return true
		}
	}
	return false
}

func (r *run) isGoods(in *Line) bool {
	supply, _ := supplyOf(in.Supply) // priced
	if k, known := r.skus[in.SKU]; known && in.Supply == "" {
		supply = r.articles[k].supply
	}
	return supply == 0
}

// weightOf is the weight of a line, of nine places where its unit is a fraction.
func (r *run) weightOf(in *Line, quantity fixed.Dec) (fixed.Dec, error) {
	if in.Weight != nil {
		each, _ := number(*in.Weight) // checked
		return each.Mul(quantity), nil
	}
	if k, known := r.skus[in.SKU]; known && r.articles[k].weight != nil {
		u := r.articles[k].in(in.Unit)
		weight := r.articles[k].weight.Mul(quantity).Mul(u.num)
		if !isOne(u.den) {
			weight = weight.DivRound(u.den, weightPlaces, fixed.HalfAwayFromZero)
		}
		return weight, nil
	}
	return fixed.Dec{}, salesdesk.FieldError{Rule: salesdesk.RuleRequired}
}

// weightPlaces is to the microgram.
const weightPlaces = 9
