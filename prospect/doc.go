// Package prospect knows whom the desk may sell to: accounts, what is known of
// their need, and the opportunities that may become orders.
//
// Use it before there is a quote. Whom to call next is of two kinds: prospects, by the
// scores of prospect/score, and customers who have a quote, by quote.Quote.FollowUps.
// The same customer entered twice is found by prospect/match.
//
// # How an opportunity moves
//
// An [Opportunity] is a value. Every verb takes the compiled [Rules] and a
// workflow.Command and gives the new opportunity or an error; the one it was called
// on stays as it was. In order, a verb checks the command and its version, asks the
// table of [Definition] with every guard, and records one [Change].
//
// # Promises
//
//   - A qualification says what is known, on what evidence, and what is still to be
//     asked; not known is never counted as no.
//   - Lost is not "no decision": the two are apart, each with its reason.
//   - The changes alone rebuild an opportunity: see [Fold].
package prospect
