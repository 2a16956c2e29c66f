package intake

import (
	"cmp"
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

// Resolution is a request with every line either matched or open, in the order asked.
type Resolution struct {
	Matches []Match `json:"matches,omitempty"`
	Open    []Open  `json:"open,omitempty"`
}

// Match is a line that is certain.
type Match struct {
	Line     Line              `json:"line"`
	Found    Candidate         `json:"found"`
	Quantity salesdesk.Amount  `json:"quantity"`      // in Unit, exactly what was asked
	Unit     string            `json:"unit"`          // one the article is sold in, its code
	Own      *salesdesk.Amount `json:"own,omitempty"` // in the article's own unit; nil where no decimal holds it
}

// DecodeResolution reads a resolution from JSON. Fields that it does not have are refused,
// at every depth.
func DecodeResolution(data []byte) (Resolution, error) {
	var r Resolution
	err := strict.Decode(data, &r)
	return r, err
}

// Lines are the matches as lines to price; each has the number of its line as its id.
func (r Resolution) Lines() []pricing.Line {
	lines := make([]pricing.Line, len(r.Matches))
	for i, m := range r.Matches {
		lines[i] = pricing.Line{ID: m.Line.ID(), SKU: m.Found.SKU, Quantity: m.Quantity, Unit: m.Unit}
	}
	return lines
}

// Resolve finds the article of every line, or says why it is open. The error is about a
// request that cannot be looked at, never about an article that is not found.
func (a *Assortment) Resolve(r Request) (Resolution, error) {
	var p salesdesk.Problems
	switch {
	case r.Date.IsZero():
		p.Add(salesdesk.FieldError{Path: "date", Rule: salesdesk.RuleRequired})
	case !r.Date.Valid():
		p.Add(salesdesk.FieldError{Path: "date", Rule: salesdesk.RuleFormat, Param: "2026-01-31"})
	}
	if r.Language != "" {
		p.AddAt("language", r.Language.Check())
	}
	p.Add(checkLines(r.Lines))
	if err := p.Err(); err != nil {
		return Resolution{}, err
	}
	var out Resolution
	for _, line := range r.Lines {
		line.Language = cmp.Or(line.Language, r.Language)
		candidates, causes := a.candidates(&line, r.Customer, r.Date)
		if match, open, ok := a.settle(line, candidates, causes); ok {
			out.Matches = append(out.Matches, match)
		} else {
			out.Open = append(out.Open, open)
		}
	}
	return out, nil
}

// Settle closes an open line by hand: the article somebody chose, and the quantity and
// unit where the customer's could not be read (nil and empty keep his). What is still in
// the way comes back as the [Open] error.
func (a *Assortment) Settle(o Open, sku string, quantity *salesdesk.Amount, unit string) (Match, error) {
	line := o.Line
	if quantity != nil {
		line.Quantity = quantity
	}
	line.Unit = cmp.Or(unit, line.Unit)
	if err := line.check(); err != nil {
		return Match{}, err
	}
	keys := a.keys[compact(sku)]
	i := slices.IndexFunc(keys, func(k key) bool { return k.method == BySKU && k.written == sku })
	if i < 0 {
		return Match{}, salesdesk.FieldError{Path: "sku", Rule: salesdesk.RuleReference, Param: sku}
	}
	chosen := Candidate{SKU: sku, Method: ByHand, Confidence: certainty(), article: keys[i].article}
	match, open, ok := a.settle(line, []Candidate{chosen}, nil)
	if !ok {
		return Match{}, open
	}
	return match, nil
}

// settle reads quantity and unit for the first candidate, where no cause keeps the line open.
func (a *Assortment) settle(line Line, candidates []Candidate, causes []Cause) (Match, Open, bool) {
	open := Open{Line: line, Causes: causes, Candidates: candidates}
	if line.Quantity == nil || line.Quantity.Sign() <= 0 {
		open.Causes = append(open.Causes, NoQuantity)
	}
	if len(causes) > 0 {
		return Match{}, open, false
	}
	it := &a.articles[candidates[0].article]
	match := Match{Line: line, Found: candidates[0]}
	if !match.measure(it, line) {
		open.Causes, open.Units = append(open.Causes, NoUnit), it.known()
	}
	return match, open, len(open.Causes) == 0
}

// measure sets what is asked in a unit the article is sold in, where the unit as written
// means one thing.
func (m *Match) measure(it *article, line Line) bool {
	asked := one()
	if line.Quantity != nil {
		asked = exact.Dec(*line.Quantity)
	}
	codes, sure := meant(line.Unit, line.Language)
	if !sure {
		return false
	}
	if line.Unit == "" {
		codes = it.known()[:1]
	}
	var quantity fixed.Dec
	var unit *factor
	for _, code := range codes {
		switch d, f := it.convert(asked, code); {
		case f == nil:
		case unit != nil:
			return false
		default:
			quantity, unit = d, f
		}
	}
	if unit == nil {
		return false
	}
	var err error
	m.Unit = unit.code
	m.Quantity, err = exact.Amount(quantity)
	if own, ok := divided(quantity.Mul(unit.num), unit.den); ok {
		if a, err := exact.Amount(own); err == nil {
			m.Own = &a
		}
	}
	return err == nil
}

// candidates are the articles a line may mean, the best first, and why none is certain;
// without a cause the first is.
func (a *Assortment) candidates(line *Line, customer string, on calendar.Date) ([]Candidate, []Cause) {
	keyed, rest := a.keyed(line, customer)
	keyed = a.succeeded(keyed, on)
	texted := a.succeeded(a.texted(rest, customer), on)
	sure := a.sure(texted)
	switch {
	case len(keyed) > 1:
		return keyed, []Cause{Ambiguous}
	case len(keyed) == 1 && sure && texted[0].article != keyed[0].article:
		return append(keyed, texted[0]), []Cause{Contradicted}
	case len(keyed) == 1:
		return a.standing(keyed[0], on)
	case sure:
		return a.standing(texted[0], on)
	case len(texted) == 0:
		return nil, []Cause{Unknown}
	}
	cause := Uncertain
	if len(texted) > 1 && a.enough(&texted[0]) && a.enough(&texted[1]) {
		cause = Ambiguous
	}
	return texted[:min(len(texted), a.shown)], []Cause{cause}
}

// keyed are the articles that the numbers of a line lead to, and the text that is left to
// be compared.
func (a *Assortment) keyed(line *Line, customer string) (found []Candidate, rest string) {
	rest = line.Text
	found = merged(found, a.numbered(line.GTIN, customer))
	if named := a.numbered(line.Article, customer); len(named) > 0 {
		return merged(found, named), rest
	}
	rest = strings.TrimSpace(line.Article + " " + line.Text)
	if len(found) > 0 || rest == "" {
		return found, rest
	}
	if found = a.numbered(rest, customer); len(found) > 0 {
		return found, ""
	}
	for _, article := range a.index.whole[joinedKeys(tokens(rest))] {
		found = append(found, Candidate{Method: BySynonym, Confidence: certainty(), Key: rest, article: article, SKU: a.articles[article].sku})
	}
	return found, rest
}

// numbered are the articles a number leads to; where spelling without dashes leads to
// several, those that are written just so.
func (a *Assortment) numbered(number, customer string) (found []Candidate) {
	keys := a.held(compact(number), customer)
	if exact := slices.DeleteFunc(slices.Clone(keys), func(k key) bool { return !strings.EqualFold(k.written, number) }); len(exact) > 0 {
		keys = exact
	}
	for _, k := range keys {
		c := Candidate{SKU: a.articles[k.article].sku, Method: k.method, Confidence: certainty(), Key: number, article: k.article}
		found = merged(found, []Candidate{c})
	}
	return found
}

// held are the keys with this spelling that hold for a customer, the strongest first. A
// GTIN is found with and without its leading zeros.
func (a *Assortment) held(at, customer string) []key {
	keys := slices.Clone(a.keys[at])
	if n := len(at); n >= 8 && n < 14 && isNumber(at) {
		keys = append(keys, a.keys[strings.Repeat("0", 14-n)+at]...)
	}
	keys = slices.DeleteFunc(keys, func(k key) bool { return k.method == ByOwnNumber && k.customer != customer })
	slices.SortStableFunc(keys, func(k, l key) int { return cmp.Compare(k.method.rank(), l.method.rank()) })
	return keys
}

// merged adds the candidates of articles that are not among them yet.
func merged(to, more []Candidate) []Candidate {
	for _, c := range more {
		if !slices.ContainsFunc(to, func(o Candidate) bool { return o.article == c.article }) {
			to = append(to, c)
		}
	}
	return to
}

// texted are the articles that answer to words, the best first.
func (a *Assortment) texted(text, customer string) []Candidate {
	query := a.ask(text, customer)
	best := a.index.search(query)
	best = best[:min(len(best), max(a.shown, 2)+maxEnded)]
	found := make([]Candidate, len(best))
	for i, s := range best {
		p := &a.index.phrases[s.phrase]
		c := Candidate{SKU: a.articles[p.article].sku, Method: ByText, Confidence: s.confidence, Key: text, article: p.article}
		for k := range query {
			if _, ok := p.answers(&query[k]); ok {
				c.Matched = append(c.Matched, query[k].word)
			} else {
				c.Missing = append(c.Missing, query[k].word)
			}
		}
		found[i] = c
	}
	return found
}

// maxEnded is how many candidates by text may fall together in their successors and
// still leave enough of them.
const maxEnded = 20

// sure reports whether the first of the candidates by text is certain by policy.
func (a *Assortment) sure(texted []Candidate) bool {
	if len(texted) == 0 || !a.enough(&texted[0]) {
		return false
	}
	if len(texted) == 1 {
		return true
	}
	difference, whole := texted[0].Confidence.over(texted[1].Confidence)
	return difference.Cmp(whole.Mul(a.clear)) >= 0
}

// enough reports whether a candidate could be certain, were it alone.
func (a *Assortment) enough(c *Candidate) bool {
	return !c.contradicted() && fixed.FromInt(c.Confidence.Part, 0).Cmp(fixed.FromInt(c.Confidence.Whole, 0).Mul(a.certain)) >= 0
}

// succeeded puts in the place of each article that is over the one that follows it and is
// sold on the day, or the last one before that.
func (a *Assortment) succeeded(candidates []Candidate, on calendar.Date) (now []Candidate) {
	for _, c := range candidates {
		at := c.article
		for a.articles[at].over(on) && a.articles[at].successor >= 0 {
			at = a.articles[at].successor
		}
		if at != c.article {
			c.Replaces, c.SKU, c.article = c.SKU, a.articles[at].sku, at
		}
		now = merged(now, []Candidate{c})
	}
	return now
}

func (a *article) over(on calendar.Date) bool { return !a.to.IsZero() && !on.Before(a.to) }

func (a *article) sold(on calendar.Date) bool {
	return !a.over(on) && (a.from.IsZero() || !on.Before(a.from))
}

// standing is a certain candidate with what keeps it from being sold on the day; before
// its first day its predecessors that still are stand beside it.
func (a *Assortment) standing(c Candidate, on calendar.Date) ([]Candidate, []Cause) {
	switch it := &a.articles[c.article]; {
	case it.sold(on):
		return []Candidate{c}, nil
	case it.over(on):
		return []Candidate{c}, []Cause{Discontinued}
	}
	found := []Candidate{c}
	for i := range a.articles {
		if before := &a.articles[i]; before.successor == c.article && before.sold(on) {
			p := c
			p.SKU, p.Replaces, p.article = before.sku, c.SKU, int32(i) //nolint:gosec // at most MaxArticles
			found = append(found, p)
		}
	}
	return found, []Cause{NotYetSold}
}
