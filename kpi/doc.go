// Package kpi measures what a desk achieved: turnover against last year and against
// target, the bridge of price, volume and mix between the two, margin, conversion and
// satisfaction, with the facts each figure rests on.
//
// Use it for the report of a month or a quarter. It takes plain facts, and knows no
// other room: the host maps its invoices, quotes, complaints and surveys to them.
//
// # Rules, in the order in which they are applied
//
//  1. Facts are checked, all of them: an amount in another currency is refused, not
//     converted; a fact of another day than the period's is passed over and counted.
//  2. Sums are exact. A ratio is the ratio of sums, never the mean of ratios.
//  3. What cannot be computed has a [Status] that says why, and no number: growth from
//     nothing is undefined, not 0.
//  4. Satisfaction comes with its number of answers and a 95 % interval; where there is
//     nothing to estimate an interval from, it is flagged, never ±0.
//  5. A report keeps its lineage: how many facts, of which days, made each figure.
//
// Everything is a value and deterministic: the same facts give the same bytes.
// Statistics use floating point, amounts never do.
package kpi
