package quote

import (
	"slices"
	"strconv"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// Choose is the content with some of its options and alternatives chosen, each by its id, at
// the price that was offered: see [Content.Hold] and [pricing.Request.Choose]. What is not
// chosen stays beside it.
//
// The rules must make the same document of what was offered as it is, options included:
// else what they make of a choice was not offered, and every difference is in an
// [OtherRulesError]. Those of the day of the quote do; prices and promotions may be of any
// day, since they are held, but not a contribution, freight or a name that changed. A
// content that was kept with its rules ([Content.Keep]) is chosen from by those, and the
// pricer is not asked: it may be nil.
func (c Content) Choose(p *pricing.Pricer, ids ...string) (Content, error) {
	if err := c.checkChoice(ids); err != nil {
		return Content{}, err
	}
	p, err := c.pricer(p)
	if err != nil {
		return Content{}, err
	}
	if err := c.reoffered(p); err != nil {
		return Content{}, err
	}
	request, err := c.Hold().Choose(ids...)
	if err != nil {
		return Content{}, err
	}
	chosen, err := Price(p, request, c.Conditions)
	chosen = c.kept(chosen)
	chosen.Rules = c.Rules
	return chosen, err
}

// Keep is the content with what of the rules it was priced by ([pricing.Rules.For]), so that
// an offer binds at its price: its options can be chosen when the book has moved on. It is
// for an offer that has some; the digest is another one, so that it is kept before it is
// opened. Rules that make another document of it are an [OtherRulesError].
func (c Content) Keep(rules pricing.Rules) (Content, error) {
	own := rules.For(c.Request)
	c.Rules = &own
	p, err := c.pricer(nil)
	if err == nil {
		err = c.reoffered(p)
	}
	if err != nil {
		return Content{}, err
	}
	return c, nil
}

// pricer is what a choice is priced by.
func (c Content) pricer(given *pricing.Pricer) (*pricing.Pricer, error) {
	switch {
	case c.Rules != nil:
		own, err := pricing.Compile(*c.Rules)
		return own, salesdesk.At("rules", err)
	case given == nil:
		return nil, salesdesk.FieldError{Path: "pricer", Rule: salesdesk.RuleRequired}
	default:
		return given, nil
	}
}

// reoffered refuses rules that make another document of what was offered.
func (c Content) reoffered(p *pricing.Pricer) error {
	again, err := Price(p, c.Hold(), c.Conditions)
	if err != nil {
		return err
	}
	differences := slices.DeleteFunc(Diff(c.unpricedGifts(), c.kept(again).unpricedGifts()), Difference.Internal)
	if len(differences) > 0 {
		return OtherRulesError{Differences: differences}
	}
	return nil
}

// unpricedGifts is the content with nothing said of what the goods cost that are free with
// others: that is of the book, and comes to nothing.
func (c Content) unpricedGifts() Content {
	c.Priced.Lines, c.Priced.Options = c.unpriced(c.Priced.Lines), slices.Clone(c.Priced.Options)
	for i := range c.Priced.Options {
		o := &c.Priced.Options[i]
		o.Lines = c.unpriced(o.Lines)
	}
	return c
}

func (c Content) unpriced(lines []pricing.PricedLine) []pricing.PricedLine {
	lines = slices.Clone(lines)
	for i := range lines {
		if l := &lines[i]; c.isFree(l) {
			l.Price, l.Adjustments = salesdesk.Amount{}, nil
		}
	}
	return lines
}

// checkChoice is every problem of options to choose: one that is not offered, one twice, and
// two in the place of one line.
func (c Content) checkChoice(ids []string) error {
	var problems salesdesk.Problems
	if len(ids) > pricing.MaxOptions {
		return salesdesk.FieldError{Path: "options", Rule: salesdesk.RuleLength, Param: strconv.Itoa(pricing.MaxOptions)}
	}
	required(&problems, field{"options", len(ids) == 0})
	taken := map[string]string{} // in the place of which line
	for i, id := range ids {
		path, option := salesdesk.Index("options", i), c.option(id)
		switch {
		case option == nil:
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleReference, Param: id})
		case slices.Contains(ids[:i], id):
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleDuplicate, Param: id})
		case option.For != "" && taken[option.For] != "":
			problems.Add(salesdesk.FieldError{Path: path, Rule: salesdesk.RuleExcluded, Param: taken[option.For]})
		case option.For != "":
			taken[option.For] = id
		}
	}
	return problems.Err()
}

// option is what is offered and not chosen by its id, nil where nothing is.
func (c Content) option(id string) *pricing.PricedOption {
	i := slices.IndexFunc(c.Priced.Options, func(o pricing.PricedOption) bool { return o.ID == id })
	if i < 0 {
		return nil
	}
	return &c.Priced.Options[i]
}

// offeredLines are the lines by their id, those of options too.
func (c Content) offeredLines() map[string]*pricing.PricedLine {
	lines := c.byID()
	for i := range c.Priced.Options {
		o := &c.Priced.Options[i]
		for k := range o.Lines {
			if l := &o.Lines[k]; lines[l.ID] == nil {
				lines[l.ID] = l
			}
		}
		if len(o.Lines) > 0 && lines[o.ID] == nil { // a bundle, by its own line
			lines[o.ID] = &o.Lines[0]
		}
	}
	return lines
}

// choice are the options that an offer takes, by name or by a line of them.
func (c Content) choice(o Offer) []string {
	ids := slices.Clone(o.Options)
	for i := range o.Lines {
		l := &o.Lines[i]
		if !l.refused() && c.option(l.Line) != nil && !slices.Contains(ids, l.Line) {
			ids = append(ids, l.Line)
		}
	}
	return ids
}

// kept is another content with what c says beside its prices, of the lines it offers: how
// long costs hold, what nobody could price yet, and what is announced.
func (c Content) kept(other Content) Content {
	lines := other.offeredLines()
	for _, cost := range c.Costs {
		if lines[cost.Line] != nil {
			other.Costs = append(other.Costs, cost)
		}
	}
	for _, claim := range c.Claims {
		if lines[claim.Line] != nil {
			other.Claims = append(other.Claims, claim)
		}
	}
	other.Open = slices.Clone(c.Open)
	return other
}

// Choose takes options and alternatives of the content with this digest, and with them all
// the rest of it. What is taken is a revision of its own, at the price offered, accepted at
// once: it was part of the offer, so that it is no counter-offer (Belgian Civil Code, art.
// 5.20), and what was granted goes along. Where several options together are worse than
// the offer and each option alone, which is what the limits looked at, every requirement
// is named: see [Approval.Requirements]. The pricer is one of [Content.Choose].
func (q Quote) Choose(r *Rules, cmd *workflow.Command, p *pricing.Pricer, digest string, options ...string) (Quote, error) {
	if err := q.ready(r, cmd); err != nil {
		return q, err
	}
	content, err := q.Latest().Content.Choose(p, options...)
	if err != nil && digest == q.Latest().Digest { // another digest says more
		return q, err
	}
	return q.choose(r, cmd, Chosen{Moved: Moved{On: Choose}, Digest: digest, Options: options, Content: content, Lines: content.whole()})
}

// ChoosePart takes options as [Quote.Choose] does, and some quantities of them and of the
// other lines; the rest stays open. After a part was taken it chooses more, as long as that
// leaves what was taken as it was: a choice that changes its price, as by a discount of the
// whole in an amount, or takes a line out of it, is a [TakenError].
func (q Quote) ChoosePart(r *Rules, cmd *workflow.Command, p *pricing.Pricer, digest string, options []string, lines []Award) (Quote, error) {
	if err := q.ready(r, cmd); err != nil {
		return q, err
	}
	content, err := q.Latest().Content.Choose(p, options...)
	if err != nil && digest == q.Latest().Digest {
		return q, err
	}
	return q.choose(r, cmd, Chosen{Moved: Moved{On: ChoosePart}, Digest: digest, Options: options, Content: content, Lines: content.components(lines)})
}

func (q Quote) choose(r *Rules, cmd *workflow.Command, fact Chosen) (Quote, error) {
	fact.Options = slices.Clone(fact.Options)
	return q.do(r, fact.On, cmd, func(m Moved) Fact {
		fact.Moved = m
		return fact
	})
}

// offering is the quote with another content as its latest.
func (q Quote) offering(c Content) Quote {
	q.Revisions = slices.Clone(q.Revisions)
	q.latest().Content = c
	return q
}

// takenStays refuses a choice that makes something else of what was taken before.
func takenStays(_ *workflow.Command, c Case, fact Chosen) error {
	if len(c.Quote.Awards) == 0 {
		return nil
	}
	taken := portions(c.Quote.Awards)
	was, err := pricing.Part(c.Quote.Latest().Content.Priced, nil, taken)
	if err != nil {
		return err
	}
	with, _ := pricing.Part(fact.Content.Priced, nil, taken) // none where a line of it is gone
	is := map[string]pricing.PricedLine{}
	for _, l := range with.Lines {
		is[l.ID] = l
	}
	total := was.Totals.TaxExclusive.Equal(with.Totals.TaxExclusive) && was.Totals.Tax.Equal(with.Totals.Tax)
	var all, lines []string
	for _, l := range was.Lines {
		all = append(all, l.ID)
		if now, stays := is[l.ID]; !stays || !same(l, now) {
			lines = append(lines, l.ID)
		}
	}
	if len(lines) == 0 && !total { // what no line bears
		lines = all
	}
	if len(lines) > 0 {
		return TakenError{Lines: lines}
	}
	return nil
}

// optionsOffered asks for something to choose from.
func optionsOffered(_ *workflow.Command, c Case) error {
	if len(c.Quote.Latest().Content.Priced.Options) == 0 {
		return salesdesk.FieldError{Path: "priced.options", Rule: salesdesk.RuleRequired}
	}
	return nil
}

// choiceApproved refuses options that are together worse than what left the house; one
// alone was looked at before it did.
func choiceApproved(_ *workflow.Command, c Case, fact Chosen) error {
	if len(fact.Options) < 2 {
		return nil
	}
	latest, approval := c.Quote.Latest(), &c.Policy.Approval
	offered := approval.Requirements(latest.Content, latest.Author.Role)
	var problems salesdesk.Problems
	for _, r := range approval.Requirements(fact.Content, latest.Author.Role) {
		if !slices.ContainsFunc(offered, func(o Requirement) bool {
			return o.Level == r.Level && o.Kind == r.Kind && o.Currency == r.Currency && !r.exceeds(o)
		}) {
			problems.Add(r)
		}
	}
	return problems.Err()
}
