// Package promise says by when each line of an order can be delivered and why then
// (available-to-promise), what a delay of supply does to orders that were promised
// already, and whom to tell.
//
// Use it before a date is written in a quote or a confirmation, and when a supplier
// reports late. It moves no stock and books nothing: the answer is a proposal.
//
// # How a date is found
//
//  1. The order is handled on the working day it comes in, or on the next one: on a day
//     that is none, and from the cut-off hour on.
//
//  2. The goods must be there: in stock, on their way, or bought with the supplier's lead
//     time in his working days, his smallest quantity and his packings. What other orders
//     were promised is theirs: a quantity is available on a day only where, on that day
//     and on every later one, supply covers all that was promised by then.
//
//  3. They are picked in working days of the warehouse, leave on a day on which the
//     carrier calls, travel his days, and are handed over on the customer's next day of
//     receiving.
//
//  4. A day that was asked for is kept where it can be, and goods are set aside as late as
//     that allows. Where it cannot, the line is refused with the earliest day, or the
//     promise moves to it and says so: [Policy].
//
//  5. Where the customer takes everything at once, the line that comes last sets the day,
//     and the goods of the others are set aside as late as that allows. A line in parts
//     that goes by whole units is cut into whole ones.
//
// What binds a date is the wait without which it would be earliest; see [Binding].
//
// # Promises
//
//   - Never more is promised by a day than supply brings by it.
//   - Lines are served in the order given; the order of supplies and commitments does not
//     matter, nor does any order to [Assess].
//   - Work grows with n log n in demands, commitments and deliveries together.
//   - Nothing is taken from a commitment that somebody else was promised, by [Make] not at
//     all, and by [Assess] not without an [Effect] that says so.
//   - Everything is a pure function of its arguments; quantities are exact.
package promise
