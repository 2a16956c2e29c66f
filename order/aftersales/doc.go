// Package aftersales says what law and contract give a buyer once the goods are his:
// whether he may withdraw, what a defect gives him, and what packaging he still holds.
//
// Use it before a return is authorised, or a remedy proposed. It answers yes or no with
// every reason and its source, the last day, and what the seller then owes; package order
// moves the goods, and order/invoice makes the credit note.
//
// # Questions
//
//   - [Rules.Withdraw]: may a consumer withdraw from a distance or off-premises contract?
//   - [Rules.Guarantee]: does the legal guarantee of a consumer cover a defect, and with
//     which remedies?
//   - [Warranty.Covers]: does a commercial warranty, which is data, cover it?
//   - [Rules.Defect]: did an undertaking tell of a visible or hidden defect in time?
//   - [Rules.Damage]: did a consignee tell the carrier of the damage in time?
//   - [Settle]: what returnable packaging does a customer hold, at which deposit?
//
// # Days
//
// Days are civil dates, and the last day of a term counts whole. What a consumer must do
// in time runs to the next working day where it ends on another; what the seller must do,
// and how long he answers for the goods, is not moved: of two readings each time the one
// that is safe for the seller.
//
// The tables of [Belgium] are of what was known in November 2026, each with its source.
// [Rules] are values and read only: any number of goroutines may ask them.
package aftersales
