package pricing

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/fixed"
)

// run is the pricing of one request.
type run struct {
	*Pricer
	req      *Request
	who      audience
	places   int
	names    []int // languages of the names, the best first
	out      Priced
	lines    []line
	slab     []Adjusted // of all lines, one after the other
	groups   []group
	decided  []int32 // class and supply -> group + 1
	problems salesdesk.Problems
	document document
	shares   [][]fixed.Dec  // for Explain: of each document adjustment, by line
	keep     bool           // keep shares
	borne    [][]Adjustment // by line, of a document this one is a part of
	outside  []outside      // taxes of lines that are outside the taxable amount
	plan     *plan          // of a request that is not of plain lines
	bare     bool           // compare no options
	rounding fixed.Dec      // what makes the payable of an inclusive document the price shown
	rate     fraction       // of the exchange; 1 where there is none
	pools    map[pool]fraction
	widens   bool // another list or currency than the book's own

	// What rules adjust; see best.
	base       bool        // before promotions: nothing after the document's own adjustments
	offers     []offer     // promotions of the document
	floor      []fixed.Dec // of each line; nil is none
	free       int         // lines of free goods, the last ones
	considered []ConsideredPromotion
	measured   fixed.Dec // what charges by rule go by
}

// line is what is still computed with after a line is priced.
type line struct {
	group int32
	net   fixed.Dec // BT-131
	open  fixed.Dec // what a document's allowance may be taken of
	share fixed.Dec
}

// group is a VAT group with its sums.
type group struct {
	VATGroup
	rate                       fixed.Dec
	lines, allowances, charges fixed.Dec
	used                       bool // a line or an adjustment is in it
	evidence                   []Evidence
}

func (g *group) taxable() fixed.Dec { return g.lines.Sub(g.allowances).Add(g.charges) }

// Price gives the document of a request, or every problem with its path. It reads
// the request and keeps nothing of it that can change.
//
// In order: each line's price is found and multiplied out, rounded; then its
// adjustments, each rounded, then contributions; VAT is decided by line; then the
// document's adjustments are split, first over VAT groups and then over lines; then
// the cash discount; VAT is rounded once for each group.
func (p *Pricer) Price(req Request) (Priced, error) {
	r := run{Pricer: p, req: &req}
	return r.best()
}

func (r *run) price() (Priced, error) {
	if r.problems = r.checkHead(r.req); len(r.req.Lines) > MaxLines || len(r.req.Adjustments) > MaxAdjustments {
		return Priced{}, r.problems.Err()
	}
	r.checkBook()
	if r.plan == nil {
		r.expand()
	}
	r.prepare()
	r.fillPools()
	for i := range r.req.Lines {
		if err := r.line(i); err != nil {
			r.problems.AddAt(r.place(i), err)
		}
	}
	r.sameIDs()
	r.nameGroups()
	r.sortGroups()
	r.adjustDocument()
	if len(r.problems) == 0 && !r.base {
		r.promote()
		r.chargeOutside()
		r.chargeByRule()
		r.remember()
		r.exclude()
		r.cashDiscount()
		r.total()
		r.mentionRenovation()
		r.deposit()
		r.finish()
	}
	if err := r.problems.Err(); err != nil {
		return Priced{}, err
	}
	return r.out, nil
}

func (r *run) prepare() {
	req := r.req
	r.keep = r.keep || req.Inclusive
	r.who, r.places = r.audience(req), req.Currency.MinorUnits()
	r.widens = r.who.list != 0 || r.who.currency != 0
	r.names = r.preferred(req.Language)
	r.lines = make([]line, len(req.Lines))
	r.groups = make([]group, 0, 4)
	r.decided = make([]int32, len(r.classNames)*supplyKinds)
	r.out = Priced{Currency: req.Currency, Date: req.Date, TaxPoint: req.TaxPoint, Lines: make([]PricedLine, len(req.Lines))}
	if req.Exchange != nil {
		rate := *req.Exchange
		r.out.Exchange = &rate
	}
	n := 0
	for i := range req.Lines {
		n += len(req.Lines[i].Adjustments)
	}
	r.slab = make([]Adjusted, 0, n)
}

// preferred is the order in which a name is looked for: the language asked for,
// without its region, then Dutch, French, English.
func (p *Pricer) preferred(language salesdesk.Language) []int {
	base, _, _ := strings.Cut(string(language), "-")
	order := make([]int, 0, 5)
	for _, l := range [5]salesdesk.Language{language, salesdesk.Language(base), salesdesk.Dutch, salesdesk.French, salesdesk.English} {
		if i, known := p.languages[l]; known {
			order = append(order, i)
		}
	}
	return order
}

func (r *run) name(a *article) string {
	for _, language := range r.names {
		if language < len(a.names) && a.names[language] != "" {
			return a.names[language]
		}
	}
	return ""
}

// line prices line i.
func (r *run) line(i int) error {
	in := &r.req.Lines[i]
	var a *article
	if k, known := r.skus[in.SKU]; known {
		a = &r.articles[k]
	}
	r.describe(i, a)
	quantity, err := number(in.Quantity)
	if err != nil {
		err = salesdesk.At("quantity", err)
	}
	if wrong := r.checkLine(in, a); wrong != nil {
		err = both(err, wrong)
	}
	if err == nil {
		err = r.figures(i, a, quantity)
	} else {
		if in.Price != nil {
			_, wrong := r.agreed(in.Price)
			err = both(err, wrong)
		}
		err = both(err, r.checkAdjustments(in))
	}
	if wrong := r.vat(i, a); wrong != nil && (a != nil || in.VAT != nil || in.Price != nil) {
		err = both(err, wrong)
	}
	return err
}

func both(a, b error) error {
	p := salesdesk.Problems{}
	p.Add(a)
	p.Add(b)
	return p.Err()
}

// describe fills in what needs no arithmetic.
func (r *run) describe(i int, a *article) {
	in, out := &r.req.Lines[i], &r.out.Lines[i]
	out.ID, out.SKU, out.Name, out.Quantity, out.Unit = in.ID, in.SKU, in.Name, in.Quantity, in.Unit
	if a != nil {
		if out.Unit == "" || !a.knows(out.Unit) {
			out.Unit = a.unit
		}
		if out.Name == "" {
			out.Name = r.name(a)
		}
	} else if out.Unit == "" {
		out.Unit = unitOne
	}
}

// figures finds the price of line i and multiplies it out.
func (r *run) figures(i int, a *article, quantity fixed.Dec) error {
	terms, err := r.terms(&r.req.Lines[i], a, quantity)
	if err != nil {
		return both(err, r.checkAdjustments(&r.req.Lines[i]))
	}
	out := &r.out.Lines[i]
	out.Price, out.BaseQuantity = terms.priceShown, terms.baseShown
	return r.settle(i, a, quantity, terms.amount(quantity, r.places))
}

// checkLine is what is wrong with a line apart from its figures.
func (r *run) checkLine(in *Line, a *article) error {
	if in.ID != "" && len(in.Adjustments) <= MaxAdjustments &&
		(a != nil && a.soldIn(in.Unit) || a == nil && in.Price != nil) {
		return nil
	}
	var p salesdesk.Problems
	if in.ID == "" {
		p.Add(salesdesk.FieldError{Path: "id", Rule: salesdesk.RuleRequired})
	}
	if len(in.Adjustments) > MaxAdjustments {
		p.Add(salesdesk.FieldError{Path: "adjustments", Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxAdjustments)})
	}
	switch {
	case a != nil && !a.soldIn(in.Unit):
		p.Add(salesdesk.FieldError{Path: "unit", Rule: salesdesk.RuleOneOf, Param: a.unitNames()})
	case a == nil && in.Price == nil && in.SKU == "":
		p.Add(salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleRequired})
	case a == nil && in.Price == nil:
		p.Add(salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleReference, Param: in.SKU})
	}
	return p.Err()
}

// checkAdjustments is what is wrong with the adjustments of a line that has no amount
// to apply them to.
func (r *run) checkAdjustments(in *Line) error {
	var p salesdesk.Problems
	if len(in.Adjustments) > MaxAdjustments {
		return nil // that is its one problem
	}
	for j := range in.Adjustments {
		_, err := in.Adjustments[j].check(r.places, in.Quantity.IsNegative())
		p.AddAt(salesdesk.Index("adjustments", j), err)
	}
	p.Add(duplicates(in.Adjustments))
	return p.Err()
}

// terms are the agreed price of a line or else the book's.
func (r *run) terms(in *Line, a *article, quantity fixed.Dec) (terms, error) {
	if in.Price != nil {
		return r.agreed(in.Price)
	}
	if r.widens || a.own.widens || a.group.widens || in.Unit != "" && in.Unit != a.unit {
		return r.widened(in, a, quantity)
	}
	best, tie := r.winner(a, &r.who)
	switch {
	case best == nil:
		return terms{}, salesdesk.At("sku", NoPriceError{SKU: a.sku})
	case tie != nil:
		return terms{}, salesdesk.At("sku", TieError{Owner: a.sku, Entries: []string{best.name(), tie.name()}})
	}
	t := best.terms(quantity)
	return t, t.show()
}

func (r *run) agreed(price *Price) (t terms, err error) {
	var p salesdesk.Problems
	t.price, err = atLeast(price.Amount, false)
	p.AddAt("price.amount", err)
	t.base, err = baseOf(price.BaseQuantity)
	p.AddAt("price.base_quantity", err)
	t.priceShown, t.baseShown, t.unit = price.Amount, price.BaseQuantity, isOne(t.base)
	if price.BaseQuantity.IsZero() {
		t.baseShown = r.one
	}
	return t, p.Err()
}

// settle applies the adjustments of line i to its amount, then the contributions of its
// article, which no discount is taken of.
func (r *run) settle(i int, a *article, quantity, list fixed.Dec) error {
	in, out, w := &r.req.Lines[i], &r.out.Lines[i], &r.lines[i]
	begin := len(r.slab)
	balance := list
	var problems salesdesk.Problems
	for j := range in.Adjustments {
		after, err := r.adjustLine(&in.Adjustments[j], list, balance, quantity.Sign() < 0)
		if err != nil {
			problems.AddAt(salesdesk.Index("adjustments", j), err)
		}
		balance = after
	}
	if len(in.Adjustments) > 1 {
		problems.Add(duplicates(in.Adjustments))
	}
	if a == nil || !a.notDiscountable {
		w.open = balance
	}
	if passesOn(in, a) || r.borne != nil {
		after, err := r.passOn(i, a, quantity, list, balance)
		problems.Add(err)
		balance = after
	}
	w.net = balance
	if len(r.slab) > begin {
		out.Adjustments = r.slab[begin:len(r.slab):len(r.slab)]
	}
	net, err := salesdesk.AmountOf(balance)
	problems.Add(err)
	out.Net = net
	return problems.Err()
}

// adjustLine computes one adjustment of a line and gives the balance after it.
func (r *run) adjustLine(a *Adjustment, list, balance fixed.Dec, isReturn bool) (fixed.Dec, error) {
	c, err := a.check(r.places, isReturn)
	if err == nil && a.VAT != nil {
		err = salesdesk.FieldError{Path: "vat", Rule: salesdesk.RuleUnknown}
	}
	if err != nil {
		return balance, err
	}
	basis := balance
	if a.On == OnList {
		basis = list
	}
	done := Adjusted{ID: a.ID, Charge: a.Charge, Reason: a.reason(), Text: a.Text}
	amount := c.amount
	if c.byRate {
		amount = basis.Mul(c.rate).Round(r.places, fixed.HalfAwayFromZero)
		done.Rate = *a.Rate
		if done.Base, err = salesdesk.AmountOf(basis); err != nil {
			return balance, err
		}
	}
	if done.Amount, err = r.shown(a, c, amount); err != nil {
		return balance, err
	}
	r.slab = append(r.slab, done)
	if a.Charge {
		return balance.Add(amount), nil
	}
	after := balance.Sub(amount)
	if after.Sign()*list.Sign() < 0 || list.IsZero() && after.Sign() < 0 {
		return balance, r.excess(amount, balance)
	}
	return after, nil
}

// shown is an amount for the document: as it was given, or as it was computed.
func (r *run) shown(a *Adjustment, c checked, amount fixed.Dec) (salesdesk.Amount, error) {
	if !c.byRate {
		return *a.Amount, nil
	}
	return salesdesk.AmountOf(amount)
}

func (r *run) excess(allowance, left fixed.Dec) error {
	return AllowanceError{Allowance: r.money(allowance), Left: r.money(left)}
}

func (r *run) money(d fixed.Dec) salesdesk.Money {
	a, _ := salesdesk.AmountOf(d) // for a message: 0 where it cannot be told
	return salesdesk.Money{Amount: a, Currency: r.req.Currency}
}

// duplicates are the ids that occur more than once.
func duplicates(list []Adjustment) error {
	var p salesdesk.Problems
	for i := range list {
		if slices.ContainsFunc(list[:i], func(a Adjustment) bool { return a.ID == list[i].ID && a.ID != "" }) {
			p.Add(salesdesk.FieldError{
				Path: salesdesk.Index("adjustments", i) + ".id", Rule: salesdesk.RuleDuplicate, Param: list[i].ID,
			})
		}
	}
	return p.Err()
}

// vat puts line i in its VAT group.
func (r *run) vat(i int, a *article) error {
	in := &r.req.Lines[i]
	if in.VAT != nil {
		g, err := r.group(in.VAT)
		r.join(i, g)
		return salesdesk.At("vat", err)
	}
	class, supply, err := r.kind(in, a)
	if err != nil {
		return err
	}
	at := int(class)*supplyKinds + int(supply)
	if r.decided[at] == 0 {
		if r.decided[at], err = r.decide(r.classNames[class], supplies()[supply]); err != nil {
			return err
		}
	}
	if r.decided[at] > 0 { // else it was refused on an earlier line
		r.join(i, r.decided[at]-1)
	}
	return nil
}

func (r *run) join(i int, g int32) {
	r.lines[i].group = g
	if int(g) < len(r.groups) {
		r.groups[g].lines, r.groups[g].used = r.groups[g].lines.Add(r.lines[i].net), true
		r.out.Lines[i].VAT = r.groups[g].VATGroup
	}
}

// kind is the class and supply of a line, its own or its article's.
func (r *run) kind(in *Line, a *article) (class int16, supply supplyIndex, err error) {
	var p salesdesk.Problems
	switch {
	case in.VATClass != "":
		class, err = r.class(in.VATClass)
		p.AddAt("vat_class", err)
	case a != nil:
		class = a.class
	default:
		p.Add(salesdesk.FieldError{Path: "vat", Rule: salesdesk.RuleRequired})
	}
	switch {
	case in.Supply != "":
		supply, err = supplyOf(in.Supply)
		p.AddAt("supply", err)
	case a != nil:
		supply = a.supply
	}
	return class, supply, p.Err()
}

// decide gives the number of a group, from 1, or -1 with the error.
func (r *run) decide(class VATClass, supply Supply) (int32, error) {
	d, err := r.sale(r.req, class, supply).decide()
	if err != nil {
		return -1, err
	}
	g, err := r.group(&d.group)
	if err != nil {
		return -1, err
	}
	r.groups[g].evidence = d.evidence
	return g + 1, nil
}

// group is the number of a VAT group, which is added where it is new.
func (r *run) group(v *VATGroup) (int32, error) {
	rate, err := checkGroup(v)
	if err != nil {
		return 0, err
	}
	for i := range r.groups {
		g := &r.groups[i]
		if g.Category == v.Category && g.Ground == v.Ground && g.rate.Cmp(rate) == 0 {
			return int32(i), nil //nolint:gosec // at most MaxVATGroups
		}
	}
	if len(r.groups) == MaxVATGroups {
		return 0, salesdesk.FieldError{Rule: salesdesk.RuleLength, Param: strconv.Itoa(MaxVATGroups)}
	}
	r.groups = append(r.groups, group{VATGroup: *v, rate: rate})
	return int32(len(r.groups) - 1), nil //nolint:gosec // at most MaxVATGroups
}

// sameIDs finds lines with the same id.
func (r *run) sameIDs() {
	if numbered(r.req.Lines) {
		return
	}
	seen := make(map[string]bool, len(r.req.Lines))
	for i := range r.req.Lines {
		id := r.req.Lines[i].ID
		if seen[id] && id != "" {
			r.problems.Add(salesdesk.FieldError{Path: r.place(i) + ".id", Rule: salesdesk.RuleDuplicate, Param: id})
		}
		seen[id] = true
	}
}

// numbered reports whether each line's id comes after the one before, as "10" comes
// after "9". Most are, and then no two are the same.
func numbered(lines []Line) bool {
	for i := 1; i < len(lines); i++ {
		before, id := lines[i-1].ID, lines[i].ID
		if len(id) < len(before) || len(id) == len(before) && id <= before {
			return false
		}
	}
	return true
}

// sortGroups brings the VAT groups in the order of the document, so that nothing
// depends on the order of the lines.
func (r *run) sortGroups() {
	if len(r.groups) < 2 {
		return
	}
	order := make([]int32, len(r.groups))
	for i := range order {
		order[i] = int32(i) //nolint:gosec // at most MaxVATGroups
	}
	slices.SortFunc(order, func(a, b int32) int { return byGroup(&r.groups[a], &r.groups[b]) })
	sorted, place := make([]group, len(order), cap(r.groups)), make([]int32, len(order))
	for to, from := range order {
		sorted[to], place[from] = r.groups[from], int32(to) //nolint:gosec // at most MaxVATGroups
	}
	r.groups = sorted
	for i := range r.lines {
		r.lines[i].group = place[r.lines[i].group]
	}
}

// byGroup orders by category, then rate, then ground.
func byGroup(a, b *group) int {
	return cmp.Or(cmp.Compare(a.Category, b.Category), a.rate.Cmp(b.rate), cmp.Compare(a.Ground, b.Ground))
}
