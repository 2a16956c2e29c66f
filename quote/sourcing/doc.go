// Package sourcing asks suppliers for what is not in stock, and makes costs of their
// answers: which supplier is best for each line, why, and until when that holds.
//
// Use it before a quote with non-stock lines is priced: [Compare] the replies to a
// [Request], put the [Cost] values into the lines to price with [Apply], keep their
// validity in the quote with [Costings], and hold the quote's own against them with
// [Outlives].
//
// # In order
//
//  1. What is bought is the quantity asked, no less than the supplier's minimum, made up
//     to a multiple of his packing.
//  2. The landed cost is (quantity bought × price ÷ base quantity + freight) × the stored
//     rate, rounded once, half away from zero, to the minor units of the request's currency.
//  3. The cost of one unit asked carries all of it: a surplus nobody asked for is paid by the
//     line, unless the [Policy] takes it into stock. It is rounded to [CostPlaces] places.
//  4. Offers are ranked by that cost, then by lead time, then by the supplier's name. Those
//     that do not fit (expired, too late or, where the policy asks it, not valid as long as
//     the quote) come last and are never chosen. Every deviation is a [Reason].
//
// # Promises
//
// Nothing reads a clock: the day is the request's. The same replies in another order give
// the same comparison. Bad input is answered with all its problems, each with its path.
package sourcing
