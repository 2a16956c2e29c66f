package quote

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

// Open prices what an opening asks and opens the quote with it: [Price] and [New] in one,
// so that everything in the way of either is told at once, the prices' problems at
// content.request. Prices and explanation that the content has already are replaced, and
// what stands beside them is kept. Where there are no prices, what is of a line (costs,
// claims, promises) is not looked at yet.
func Open(r *Rules, cmd *workflow.Command, p *pricing.Pricer, o Opening) (Quote, error) {
	priced, err := priceOf(p, &o.Content)
	if err == nil {
		o.Content.Priced, o.Content.Explanation = priced.Priced, priced.Explanation
		return New(r, cmd, o)
	}
	var problems, others salesdesk.Problems
	problems.Add(err)
	problems.AddAt("content.conditions", o.Content.Conditions.checkTerms())
	o.Content.Priced = pricing.Priced{}
	_, err = New(r, cmd, o)
	others.Add(err)
	for _, e := range others {
		if !strict.Under(e, "content.priced") {
			problems.Add(e)
		}
	}
	return Quote{}, problems.Err()
}

// priceOf is Price of a content, with the place of its problems in an opening.
func priceOf(p *pricing.Pricer, c *Content) (Content, error) {
	if p == nil {
		return Content{}, salesdesk.FieldError{Path: "pricer", Rule: salesdesk.RuleRequired}
	}
	priced, err := Price(p, c.Request, c.Conditions)
	return priced, salesdesk.At("content.request", err)
}
