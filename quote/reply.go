package quote

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// Reply is what the customer wrote back, as on a purchase order. What he does not say he
// takes as offered; his words in Text alone change nothing.
type Reply struct {
	// Digest is of the content he answers to; empty is the latest.
	Digest string `json:"digest,omitempty"`
	// Offer is what he wants. Lines, where there are any, are all he takes.
	Offer
}

// Judgement is what a reply is in law: an acceptance, also of an option that was offered,
// an acceptance in part, or, where it differs from what was offered, a counter-offer
// (Belgian Civil Code, art. 5.20 to 5.22).
type Judgement struct {
	On          Event        `json:"on"`                    // Accept, AcceptPart, Choose, ChoosePart or Counter
	Options     []string     `json:"options,omitempty"`     // what is chosen
	Lines       []Award      `json:"lines,omitempty"`       // what is accepted
	Offer       Offer        `json:"offer,omitzero"`        // what is proposed instead
	Differences []Difference `json:"differences,omitempty"` // from what was offered to what is wanted
}

// Judge says what a reply to the latest revision is, and how it differs: from what was
// offered with the options that he takes, where he takes any. It changes nothing and looks
// at no day: a late acceptance is refused when it is recorded. The pricer is one of
// [Content.Choose], and may be nil where no option is taken; the errors are those of it.
func (q Quote) Judge(p *pricing.Pricer, r Reply) (Judgement, error) {
	j, _, err := q.judge(p, r)
	return j, err
}

func (q Quote) judge(p *pricing.Pricer, r Reply) (Judgement, Content, error) {
	content := q.Latest().Content
	j := Judgement{On: Accept, Differences: q.since(r.Digest), Options: content.choice(r.Offer)}
	if len(j.Options) > 0 {
		chosen, err := content.Choose(p, j.Options...)
		if err != nil {
			return Judgement{}, content, err
		}
		content = chosen
	}
	q.offering(content).compare(&j, r)
	return j, content, nil
}

// compare holds a reply to the content, its options chosen.
func (q Quote) compare(j *Judgement, r Reply) {
	content := q.Latest().Content
	lines, part := q.taken(r.Lines)
	worth := content.total()
	if part {
		worth = content.worth(lines)
	}
	d := differ{before: &content, after: &content, all: j.Differences}
	offered := content.byID()
	for _, l := range r.Lines {
		if l.refused() && content.option(l.Line) != nil {
			continue // it is not taken, as if nothing were said
		}
		d.wantedLine(content.shown(offered, l.Line), l, content)
	}
	d.wanted(r.Offer, worth)
	if part && !content.Conditions.InParts && q.Status != PartAccepted {
		d.missing(lines)
	}
	j.Differences = d.all
	part = part || q.Status == PartAccepted
	switch chosen := len(j.Options) > 0; {
	case len(j.Differences) > 0:
		j.On, j.Offer = Counter, r.whole(content)
		return
	case chosen && part:
		j.On = ChoosePart
	case chosen:
		j.On = Choose
	case part:
		j.On = AcceptPart
	}
	j.Lines = lines
}

// Reply records a reply as what it is: see [Quote.Judge].
func (q Quote) Reply(r *Rules, cmd *workflow.Command, p *pricing.Pricer, reply Reply) (Quote, Judgement, error) {
	if err := q.ready(r, cmd); err != nil {
		return q, Judgement{}, err
	}
	latest := q.Latest()
	if reply.says() {
		if err := reply.check(latest.Content); err != nil {
			return q, Judgement{}, err
		}
	}
	j, content, err := q.judge(p, reply)
	if err != nil {
		return q, Judgement{}, err
	}
	var next Quote
	switch j.On {
	case Accept:
		next, err = q.Accept(r, cmd, latest.Digest)
	case AcceptPart:
		next, err = q.AcceptPart(r, cmd, latest.Digest, j.Lines)
	case Choose, ChoosePart:
		next, err = q.choose(r, cmd, Chosen{Moved: Moved{On: j.On}, Digest: latest.Digest, Options: j.Options, Content: content, Lines: j.Lines})
	default:
		next, err = q.Counter(r, cmd, j.Offer)
	}
	return next, j, err
}

// since is how the content of a digest differs from the latest: it was superseded, or is
// none of ours.
func (q Quote) since(digest string) []Difference {
	latest := q.Latest()
	if digest == "" || digest == latest.Digest {
		return nil
	}
	for _, r := range q.Revisions {
		if r.Digest == digest {
			return Diff(latest.Content, r.Content)
		}
	}
	return []Difference{{Field: FieldOtherRevision}}
}

// altered says how the content of a digest is not the latest.
func (q Quote) altered(digest string) error {
	return AlteredError{Want: q.Latest().Digest, Got: digest, Differences: q.since(digest)}
}

// taken is what is taken of what is open, and whether it is less than was offered.
func (q Quote) taken(wanted []OfferLine) (lines []Award, part bool) {
	named := byLine(q.Latest().Content.spread(wanted))
	for _, s := range q.Standing() {
		quantity, l := s.Open, named[s.Line]
		switch {
		case l != nil:
			quantity = l.quantity(s.Open)
		case len(wanted) > 0:
			quantity = salesdesk.Amount{}
		}
		part = part || quantity.LessThan(s.Offered.Decimal)
		if quantity.IsPositive() {
			lines = append(lines, Award{Line: s.Line, Quantity: quantity})
		}
	}
	return lines, part
}

// wantedLine adds how a line is wanted otherwise: another article, another price, or more
// of it than was offered.
func (d *differ) wantedLine(offered *pricing.PricedLine, l OfferLine, c Content) {
	if offered == nil {
		d.line, d.name = l.Line, l.SKU
		d.add(FieldLineAdded, Value{}, Value{Amount: l.quantity(salesdesk.Amount{})})
		d.line, d.name = "", ""
		return
	}
	d.line, d.name = l.Line, label(offered)
	if asked := l.quantity(offered.Quantity); asked.GreaterThan(offered.Quantity.Decimal) {
		d.add(FieldQuantity, Value{Amount: offered.Quantity, Text: offered.Unit}, Value{Amount: asked, Text: offered.Unit})
	}
	if l.Price != nil {
		quoted, _ := c.offered(l.Line)
		d.money(FieldPrice, quoted.Amount, *l.Price)
	}
	d.line, d.name = "", ""
}

// wanted adds how the whole is wanted otherwise. Worth is what the lines taken cost.
func (d *differ) wanted(o Offer, worth salesdesk.Amount) {
	now := d.before.Conditions
	if o.Total != nil {
		d.money(FieldTotal, worth, *o.Total)
	}
	if o.PaymentDays != nil {
		now.PaymentDays, now.EndOfMonth = *o.PaymentDays, now.EndOfMonth && *o.PaymentDays == now.PaymentDays
	}
	if o.DeliveryPlace != "" {
		now.DeliveryPlace = o.DeliveryPlace
	}
	now.Promises = slices.Clone(now.Promises)
	for _, p := range o.Promises {
		now.Promises = slices.DeleteFunc(now.Promises, func(old Promise) bool { return old.Line == p.Line })
		now.Promises = append(now.Promises, p)
	}
	d.after = &Content{Request: d.before.Request, Priced: d.before.Priced, Conditions: now}
	d.conditions()
	d.promises()
}

// missing adds what is not taken of what is offered as a whole.
func (d *differ) missing(lines []Award) {
	taken, _ := summed(lines)
	for _, l := range d.before.Priced.Lines {
		if quantity := taken[l.ID]; quantity.LessThan(l.Quantity.Decimal) {
			d.line, d.name = l.ID, label(&l)
			d.add(FieldQuantity, Value{Amount: l.Quantity, Text: l.Unit}, Value{Amount: quantity, Text: l.Unit})
		}
	}
	d.line, d.name = "", ""
}

// total is what an [Offer.Total] is held against.
func (c Content) total() salesdesk.Amount {
	totals := c.Priced.Totals
	if !c.Request.Inclusive {
		return totals.TaxExclusive
	}
	return salesdesk.Amount{Decimal: totals.TaxInclusive.Add(totals.Rounding.Decimal)}
}

// worth is what quantities cost at the quoted prices: of every line its amount with its
// share of the document's adjustments, in proportion, rounded; with VAT where prices have
// it in them.
func (c Content) worth(lines []Award) salesdesk.Amount {
	if c.Request.Inclusive {
		c.Priced, _ = pricing.Part(c.Priced, nil, portions(lines)) // what is not there was told before
		return c.total()
	}
	taken, _ := summed(lines)
	total := fixed.Dec{}
	for _, l := range c.Priced.Lines {
		if quantity, ok := taken[l.ID]; ok {
			total = total.Add(c.scaled(exact.Dec(l.Net).Add(exact.Dec(l.Share)), quantity, l.Quantity))
		}
	}
	worth, err := exact.Amount(total)
	if err != nil {
		return salesdesk.Amount{}
	}
	return worth
}

// scaled is an amount for a part of a quantity, rounded to the minor units.
func (c Content) scaled(amount fixed.Dec, part, whole salesdesk.Amount) fixed.Dec {
	if part.Equal(whole) {
		return amount
	}
	return amount.Mul(exact.Dec(part)).DivRound(exact.Dec(whole), c.Priced.Currency.MinorUnits(), fixed.HalfAwayFromZero)
}

// whole is the offer with a quantity of 0 for the lines that a reply does not take.
func (o Offer) whole(c Content) Offer {
	if len(o.Lines) == 0 {
		return o
	}
	o.Lines = slices.Clone(o.Lines)
	named := byLine(c.spread(o.Lines))
	for _, l := range c.Priced.Lines {
		if named[l.ID] == nil {
			o.Lines = append(o.Lines, OfferLine{Line: l.ID, Quantity: &salesdesk.Amount{}})
		}
	}
	return o
}
