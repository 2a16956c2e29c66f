// Package quote takes a priced offer from draft to order: revisions that
// supersede without being lost, approval by a chain of levels bound to the content,
// objections, counter-offers and what meeting them costs, validity in local days, and
// acceptance whole, in part or by call-off, always at the quoted price.
//
// Use it where somebody at the desk answers a request for quotation. Prices come
// from quote/pricing, conditions from quote/terms; what was accepted goes to order.
//
// # How a quote moves
//
// A quote is a value. Every verb takes the compiled [Rules] and a
// workflow.Command, and gives the new quote or an error; the quote it was called on
// stays as it was. In order, a verb checks the command and its version, asks the
// table of [Definition] with every guard, and records one [Change]. A refusal
// names every guard that failed and the roles that could.
//
// [Open] prices a request and opens its quote, [New] opens one of a content that is priced.
// A host keeps [Quote.Changes] as a log, gives [Quote.Saved] on, and rebuilds with [Fold]:
// the Example of the package does it in whole.
//
// # How a quote is negotiated
//
// What the customer wrote back is a [Reply]: [Quote.Judge] says whether it is an
// acceptance, also with options and alternatives that were offered, or, because something
// differs, a counter-offer, and [Quote.Reply] records it as that. [Quote.Choose] takes
// options by their ids. [Meet] prices what he asks, [Advise] weighs it against our [Floor],
// [Quote.Reapproval] says who would have to approve it again, and [Diff] says in
// sentences what changed. [Concessions] are what a revision gives, and what it costs.
//
// # What leaves the house
//
// Before a quote is released, submitted, sent or extended it is held to its request, to the
// law of that day and to its open lines: what is forbidden is refused, each [Finding] by
// name, and what is only contested is a warning that [Quote.Findings] shows first.
// [Policy.Law] replaces the Belgian tables.
//
// [WriteUBL] writes the latest revision as a UBL quotation, with a [Header] that a printed
// quote uses too; [Header.Check] names what law and the invoice to come want of it.
//
// # Promises
//
//   - A price holds: acceptance, extension and call-off never price again, and what the
//     customer chooses costs what it was offered for. Only [Quote.Revise] gives another
//     price, in a new revision; [Content.Hold] keeps the prices of a copy.
//   - Approval cannot be bypassed: a [Grant] is bound to the [Content.Digest], or goes
//     along to what is no worse where the policy says so; a copy brings none along. The
//     explanation that approval reads is checked to be of the document that is sent, and
//     that document to be of the request, its buyer and its lines.
//   - What is accepted is what was sent: another digest is an [AlteredError], in
//     law a counter-offer (Belgian Civil Code, art. 5.20 to 5.22).
//   - An offer binds from when it reached the customer ([Quote.Receive]) through the end
//     of its last valid day, in [Policy.Location] (art. 5.19). A host that does not note
//     the receipt of what it sends can still withdraw it: note it where mail is delivered.
//   - Of every line what is offered is ordered, lost or left: see [Quote.Standing].
//   - The changes alone rebuild the quote: see [Fold].
package quote
