// Package score says how promising a prospect is, and explains it to the last
// point: the factors of a score add up to it exactly.
//
// Use it to order a call list. A model is data: rules that give points for what
// a prospect is (an attribute), for what it measures (a band of a number), and for
// what it does (events, which lose half their points every half-life). In order:
//
//  1. every rule that applies gives its points, rounded to a thousandth;
//  2. a rule over events adds the decayed points of each event, newest first, and
//     stops at its cap; an event in the future counts as one of this moment;
//  3. a group of rules stops at its cap: what is above it is taken off by a factor
//     of its own, so that the factors still add up;
//  4. the points of all groups are the score, and the score gives the grade.
//
// A rule whose attribute or measure is not known gives nothing and is a [Gap]: what
// to ask next, with the points that are at stake.
//
// A score advises and never decides: keep a person's [Override] beside it.
//
// A [Scorer] is immutable and safe for concurrent use. Nothing here reads a clock.
package score
