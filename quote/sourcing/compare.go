package sourcing

import (
	"cmp"
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// CostPlaces are the decimals of the cost of one unit.
const CostPlaces = 6

// Policy says which offers fit, and how they are weighed. The zero value takes every offer
// that holds on the day, and lets the line pay for a surplus.
type Policy struct {
	MaxLeadDays    int  `json:"max_lead_days,omitempty"`    // zero is any
	HoldsForQuote  bool `json:"holds_for_quote,omitempty"`  // an offer must be valid as long as the quote is to be
	SurplusToStock bool `json:"surplus_to_stock,omitempty"` // what is bought beyond what was asked is worth its price
}

// Comparison is every reply weighed, a ranking for each line in the order asked.
type Comparison struct {
	Currency salesdesk.Currency `json:"currency"`
	Rankings []Ranking          `json:"rankings"`
}

// Ranking is the offers for a line, the best first. Best is the supplier chosen, empty
// where no offer fits.
type Ranking struct {
	Asked      Asked    `json:"asked"`
	Best       string   `json:"best,omitempty"`
	Offers     []Landed `json:"offers,omitempty"`
	Unanswered []string `json:"unanswered,omitempty"` // suppliers that replied, but not to this line
}

// Landed is an offer brought home: what it takes to have the quantity asked.
type Landed struct {
	Supplier   string           `json:"supplier"`
	Reference  string           `json:"reference,omitempty"`
	Bought     salesdesk.Amount `json:"bought"`           // quantity
	Surplus    salesdesk.Amount `json:"surplus,omitzero"` // quantity bought beyond what was asked
	Total      salesdesk.Money  `json:"total"`            // goods and freight, in the currency of the request
	Cost       salesdesk.Amount `json:"cost"`             // of one unit asked, in that currency
	LeadDays   int              `json:"lead_days,omitempty"`
	ValidUntil calendar.Date    `json:"valid_until"`
	Fits       bool             `json:"fits"` // may be chosen
	Reasons    []Reason         `json:"reasons,omitempty"`
}

// Compare weighs the replies to a request.
func Compare(r Request, replies []Reply, policy Policy) (Comparison, error) {
	if err := check(&r, replies, policy); err != nil {
		return Comparison{}, err
	}
	c := Comparison{Currency: r.Currency, Rankings: make([]Ranking, len(r.Lines))}
	at := make(map[string]int, len(r.Lines))
	for i, l := range r.Lines {
		c.Rankings[i].Asked, at[l.Line] = l, i
	}
	var p salesdesk.Problems
	for i := range replies {
		for n := range replies[i].Offers {
			offer := &replies[i].Offers[n]
			to := &c.Rankings[at[offer.Line]]
			landed, err := land(&r, &replies[i], offer, to.Asked, policy)
			p.AddAt(salesdesk.Index(salesdesk.Index("replies", i)+".offers", n), err)
			to.Offers = append(to.Offers, landed)
		}
	}
	for i := range c.Rankings {
		c.Rankings[i].rank(replies)
	}
	return c, p.Err()
}

func check(r *Request, replies []Reply, policy Policy) error {
	var p salesdesk.Problems
	p.Add(r.check())
	if len(replies) > MaxReplies {
		p.Add(counted("replies", len(replies), MaxReplies))
		return p.Err()
	}
	seen, asked := map[string]bool{}, make(map[string]bool, len(r.Lines))
	for _, l := range r.Lines {
		asked[l.Line] = true
	}
	for i := range replies {
		path := salesdesk.Index("replies", i)
		p.AddAt(path, replies[i].check(r, asked))
		if seen[replies[i].Supplier] {
			p.Add(salesdesk.FieldError{Path: path + ".supplier", Rule: salesdesk.RuleDuplicate, Param: replies[i].Supplier})
		}
		seen[replies[i].Supplier] = true
	}
	if policy.MaxLeadDays < 0 {
		p.Add(salesdesk.FieldError{Path: "policy.max_lead_days", Rule: salesdesk.RuleMin, Param: "0"})
	}
	return p.Err()
}

// rank puts the best offer first and chooses it, if it fits.
func (k *Ranking) rank(replies []Reply) {
	slices.SortFunc(k.Offers, func(a, b Landed) int {
		return cmp.Or(fitsFirst(a, b), a.Cost.Cmp(b.Cost.Decimal), cmp.Compare(a.LeadDays, b.LeadDays), cmp.Compare(a.Supplier, b.Supplier))
	})
	if len(k.Offers) > 0 && k.Offers[0].Fits {
		k.Best = k.Offers[0].Supplier
	}
	for i := range replies {
		if _, ok := k.offer(replies[i].Supplier); !ok {
			k.Unanswered = append(k.Unanswered, replies[i].Supplier)
		}
	}
	slices.Sort(k.Unanswered)
}

func fitsFirst(a, b Landed) int {
	switch {
	case a.Fits == b.Fits:
		return 0
	case a.Fits:
		return -1
	default:
		return 1
	}
}

// offer is the offer of a supplier.
func (k *Ranking) offer(supplier string) (*Landed, bool) {
	for i := range k.Offers {
		if k.Offers[i].Supplier == supplier {
			return &k.Offers[i], true
		}
	}
	return nil, false
}

// land computes what an offer comes to.
func land(r *Request, reply *Reply, o *Offer, asked Asked, policy Policy) (Landed, error) {
	l := Landed{Supplier: reply.Supplier, Reference: reply.Reference, LeadDays: o.LeadDays, ValidUntil: reply.ValidUntil, Fits: true}
	if !o.ValidUntil.IsZero() {
		l.ValidUntil = o.ValidUntil
	}
	wanted := exact.Dec(asked.Quantity)
	bought := l.buy(wanted, o)
	rate, base := orOne(reply.Rate), orOne(o.BaseQuantity)
	total := bought.Mul(exact.Dec(o.Price)).Add(exact.Dec(o.Freight).Mul(base))
	per := wanted
	if policy.SurplusToStock {
		per = bought
	}
	if reply.Currency != r.Currency {
		l.Reasons = append(l.Reasons, Reason{Kind: Converted, Currency: reply.Currency, Rate: reply.Rate, Date: reply.RateDate})
	}
	l.hold(r, policy)
	var p salesdesk.Problems
	set := func(to *salesdesk.Amount, d fixed.Dec) {
		a, err := exact.Amount(d)
		p.Add(err)
		*to = a
	}
	set(&l.Bought, bought)
	set(&l.Surplus, bought.Sub(wanted))
	set(&l.Total.Amount, total.MulDivRound(rate, base, r.Currency.MinorUnits(), fixed.HalfAwayFromZero))
	set(&l.Cost, total.MulDivRound(rate, base.Mul(per), CostPlaces, fixed.HalfAwayFromZero))
	l.Total.Currency = r.Currency
	return l, p.Err()
}

// buy is the quantity that must be bought, and why it is more than was asked.
func (l *Landed) buy(wanted fixed.Dec, o *Offer) fixed.Dec {
	bought := wanted
	if least := exact.Dec(o.Minimum); least.Cmp(bought) > 0 {
		bought = least
		l.Reasons = append(l.Reasons, Reason{Kind: MinimumForced, Quantity: o.Minimum})
	}
	if !o.Multiple.IsZero() {
		of := exact.Dec(o.Multiple)
		if whole := bought.DivRound(of, 0, fixed.Up).Mul(of); whole.Cmp(bought) > 0 {
			bought = whole
			l.Reasons = append(l.Reasons, Reason{Kind: MultipleForced, Quantity: o.Multiple})
		}
	}
	return bought
}

// hold sets whether the offer holds long enough and is here in time.
func (l *Landed) hold(r *Request, policy Policy) {
	say := func(reason Reason, fits bool) {
		l.Reasons = append(l.Reasons, reason)
		l.Fits = l.Fits && fits
	}
	switch {
	case l.ValidUntil.Before(r.Date):
		say(Reason{Kind: Expired, Date: l.ValidUntil}, false)
	case !r.ValidUntil.IsZero() && l.ValidUntil.Before(r.ValidUntil):
		say(Reason{Kind: ValidityShort, Date: l.ValidUntil}, !policy.HoldsForQuote)
	}
	if policy.MaxLeadDays > 0 && l.LeadDays > policy.MaxLeadDays {
		say(Reason{Kind: TooLate, Days: l.LeadDays}, false)
	}
}

func orOne(a salesdesk.Amount) fixed.Dec {
	if a.IsZero() {
		return fixed.FromInt(1, 0)
	}
	return exact.Dec(a)
}
