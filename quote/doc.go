// Package quote takes a priced offer from draft to order: revisions that
// supersede without being lost, approval bound to the content, counter-offers,
// validity in local days, and acceptance whole, in part or by call-off, always at
// the quoted price.
//
// Use it where somebody at the desk answers a request for quotation. Prices come
// from quote/pricing; what was accepted goes to order.
//
// # How a quote moves
//
// A quote is a value. Every verb takes the compiled [Rules] and a
// workflow.Command, and gives the new quote or an error; the quote it was called on
// stays as it was. In order, a verb checks the command and its version, asks the
// table of [Definition] with every guard, and records one [Change]. A refusal
// names every guard that failed and the roles that could.
//
// # Promises
//
//   - A price holds: acceptance, extension and call-off never price again. Only
//     [Quote.Revise] does, in a new revision.
//   - Approval cannot be bypassed: it is bound to the [Content.Digest], and to the
//     digest only; a revision starts without any.
//   - What is accepted is what was sent: another digest is an [AlteredError], in
//     law a counter-offer (Belgian Civil Code, art. 5.20 to 5.22).
//   - Valid through the end of the last day, in [Policy.Location].
//   - The changes alone rebuild the quote: see [Fold].
package quote
