// Package agreement holds what a customer has agreed beyond one quote: prices of a
// project, a year-end bonus, a quantity promised; and what a price round does to all.
//
// Use it beside the price book. An [Agreement] gives its prices to the book
// ([Agreement.Entries]) and its expected bonus to the pocket price
// ([Bonus.Expected]); [Agreement.Accrue] sets the bonus aside, invoice after
// invoice, exactly; [Commitment.Standing] says what is left to call; [Compare]
// holds a new book against the old one.
//
// # Rules
//
//  1. A bonus is on the turnover of a year of the agreement: of volume tiers the rate
//     reached is of all of it, of graduated ones each rate is of its own slice.
//  2. What is due is computed on the cumulative turnover and rounded once, half away
//     from zero; an accrual is that less what was accrued before. So no cent drifts, and
//     a credit note takes back what its sale had earned, also of earlier sales.
//  3. A commitment counts what was called in its period; a call on its last day counts.
//
// Everything is a value; nothing reads a clock.
package agreement
