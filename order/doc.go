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
//	allocated + shipped + cancelled ≤ ordered + over-delivery tolerance
//	delivered ≤ shipped
//	return open + returned + dismissed ≤ delivered
//	invoiced ≤ shipped
//	credited ≤ invoiced
//
// What would break one is refused, and every line it would break is named.
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
