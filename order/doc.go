// Package order takes an order from the accepted quote to delivered, billed and,
// where it must be, returned: quantities by line, a date that can be kept for each,
// holds, shipments and returns.
//
// Use it where somebody at the desk promises something. It keeps the agreed prices
// of the quote as they are; documents are made by order/invoice.
//
// # How an order moves
//
// An [Order] is a value with its shipments and returns inside, so that one version
// guards all its quantities. Every verb takes the compiled [Rules] and a
// workflow.Command and gives the new order or an error; the order it was called on
// stays as it was. In order, a verb checks the command and its version, asks the
// table of [Definition] (a return's own that of [ReturnDefinition]) with every
// guard, and records one [Change].
//
// # Quantities
//
// A line is quantities, and its label is derived from them. They hold, always:
//
//	allocated + shipped + cancelled + waived ≤ ordered + over-delivery tolerance
//	called off + cancelled ≤ ordered
//	delivered ≤ shipped
//	return open + returned + dismissed ≤ delivered
//	invoiced − credited − credit due ≤ shipped
//	credited + credit due ≤ invoiced
//
// What would break one is refused, and every line it would break is named.
//
// A shipment may be voided or come back after it was invoiced: what is invoiced beyond
// what is then shipped is due to be credited ([Order.CreditDue]), and no less is billable
// of what stays. [Order.CreditUndelivered] notes the credit note, after which the goods
// are billed anew when they leave; where they leave before it, the first invoice is of
// them and nothing is due.
//
// What is billable is what is owed less what stands invoiced: shipped, or due where the
// order is billed as it was ordered ([ByOrder]); less what came back and gives money, and
// less what was paid back of goods that are kept. So a wrong invoice that was credited is
// billed anew, and what came back before its invoice is neither billed nor refunded. An
// invoice or a credit note may be of a part of a piece, as a milestone is: milestones and
// periods are noted each once ([Order.BillStage]).
//
// # Changes
//
// What is agreed changes only by a [ChangeSet], of ours that the customer accepts or of
// his that we grant, or by a [Substitution] he consented to. Lines that are not named
// keep their price; what was agreed before stays in [Order.Revisions], and the new
// document is exact in itself. [FromQuote] and [FromBlanket] open an order of what was
// called off, at the price quoted. Invoices and returns are parts of [Order.Owed].
//
// # Shipments
//
// A [Shipment] is planned, picked, packed and sent, or sent at once; it fails, goes out
// again, comes back, is voided or disputed: see [ShipmentDefinition]. What is being
// packed is reserved. How far an order is delivered, invoiced, paid and returned is
// derived: [Order.Fulfilment], [Order.Invoicing], [Order.Paid], [Order.Returning].
//
// # The customer's own order
//
// A [Purchase] is what the customer wrote himself: his number and reference, where and by when
// he wants it, his line ids and article numbers. Its days are those of the lines
// ([Line.Requested]), which a change moves; the documents give the rest back to him.
//
// # Dates
//
// Nothing happens before what happened last: a command of an earlier moment is a
// workflow.EarlierError.
//
// [Order.Demands] are what [promise.Make] is asked for, and its dates confirm the order.
// When supply is late, [promise.Assess] is given the [Order.Commitments] of all orders, and
// [Order.Reschedule] records what it, or a new plan, says of each: the day asked for stays
// beside the day promised, and a later day needs a reason.
//
// # Returns
//
// A [Return] gives back the price that was paid, by [Order.ReturnFigures]: the worth of its
// span of each line ([Order.Refundable]), less a restocking fee where law lets one be
// charged, or less on purpose. The credit note has those figures (package order/invoice), so
// that it and what was agreed never differ by a cent. What stays is priced anew on request
// only: [Order.ProposeRepricedRefund].
//
// # Promises
//
//   - A date is promised only where stock, supply, lead time and working days allow
//     it, with every step: see package promise.
//   - Holds stand beside the status and block confirming, allocating and shipping.
//   - What is left of a line can be cancelled; the order is then completed short,
//     never "cancelled", and what was shipped is billed.
//   - The changes alone rebuild the order: see [Fold].
package order
