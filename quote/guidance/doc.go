// Package guidance says what price the desk's own history speaks for: a floor from the
// cost, a target and a stretch from what this customer and customers like him accepted.
//
// Use [Policy.Guide] while a line is being quoted. It is advice with its evidence: it
// changes no price and forbids none. [LastPrice] is what the customer paid last.
//
// # Rules
//
//  1. A record is a price that was won or lost: only won ones make a target, both make a
//     win rate. What lies after the day asked, or before the policy's months, is not seen.
//  2. Prices are compared as ratios of the list price of their day, of six places, so
//     that old records follow today's list. A target is the median of the ratios, a
//     stretch the upper quartile: a higher price, which a quarter of the value reached.
//  3. Like customers are those of the segment who bought in the same quantity band; where
//     these are too few, those of the segment in any quantity. The customer himself is
//     not his own like.
//  4. Below the policy's minimum of records, or of customers, nothing is said: a count
//     is, and no figure. Nobody's single price is given away.
//  5. A target or stretch below the floor is raised to it, and says so.
package guidance
