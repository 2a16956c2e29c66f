// Package ledger hands what was sold and paid over to the accounts: balanced journal
// entries with Belgian accounts and VAT grids, and the lists that Belgian law asks for.
//
// Use it after order/invoice. [Compile] a [Policy] once; its [Books] write documents and
// payments as entries. It keeps no accounts: the host stores what it is given.
//
// # How a document is posted
//
//  1. What is payable goes to the debtors, one line for each instalment; what was paid
//     before (BT-113) to the advances; a rounding (BT-114) to its gain or loss.
//  2. Lines go to the account of their article's class, those that ask or deduct an advance to
//     the advances. An allowance of the whole document lowers the accounts of its VAT group
//     in proportion to what they come to; a charge goes to the account of its reason code.
//  3. VAT goes to the VAT account, group by group.
//  4. A credit note is the same with the sides changed. One for goods that came back
//     reverses the sales accounts, one for a discount books the discounts granted: [Cause].
//
// A line that the VAT return counts names its grid. A credit note is never netted in the grids
// of sales: it has its own, and so has a VAT group of an invoice that is below zero.
//
// Books are in euro. What is in another currency is converted at the document's rate:
// running sums are rounded to the cent, so that VAT is that of [invoice.Document.EuroTax]
// and the entry balances.
//
// # Lists
//
// [VATReturn], [Books.ECSales] and [Books.Listing] are what the State asks, [CheckNumbers] what it
// looks at first, and [Books.Thresholds] says which of it has to be filed. [Open] is what a
// customer owes by document and age, [Statement.Split] which of it a payment pays, and
// [CheckOrder] holds it, with what is on order and not invoiced, against a limit. [CSV] writes
// them for spreadsheets.
//
// # Promises
//
//   - Every entry balances to the cent: [Entry.Check] has no tolerance, and no entry is
//     given that does not pass it.
//   - [Books] are immutable and safe for concurrent use. Everything is a pure function of
//     its arguments, and the same input gives the same bytes.
package ledger
