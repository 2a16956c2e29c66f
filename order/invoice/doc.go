// Package invoice makes invoices and credit notes from what was agreed and what was
// delivered or came back, to the cent, and writes them as Peppol BIS Billing 3.
//
// Use it after order: the prices are those of the quote, and the quantities those
// that were shipped or returned.
//
// # Cumulative entitlement
//
// What a part of an agreed document is worth is not computed by itself, but as what
// all parts up to and with it are worth, minus the parts before: see
// [pricing.PartAfter]. In order:
//
//  1. a line's net, its allowances and charges, and its part of the document's, are
//     the agreed amounts for the quantity so far, rounded, minus what was billed before;
//  2. the line must be exact by itself (EN 16931 wants quantity times price): a cent
//     that is left stands as an allowance or charge with the id [Cent];
//  3. VAT is computed on the document's own taxable amounts, by group; of a document whose
//     prices have VAT in them, each part comes to the prices it shows;
//  4. the document that takes the last quantity makes the payables add up to the
//     agreed payable, with BT-114: the cents that VAT was rounded by, never more; see
//     [RoundingError].
//
// What is agreed may have changed since the documents before: a quantity, or what left
// beyond it ([order.Order.Owed]). The next document bills what is owed now, less what those
// state, of adjustments and packaging too.
//
// So any split bills the whole, any order of returns makes the customer whole, and
// every document is exact: [Document.Check] has no tolerance.
//
// # The day of the rate
//
// What was agreed was rated for the day of the quote. VAT is that of the day it becomes
// chargeable, [Header.Chargeable]: a document that a change of rates lies in between is
// refused by [Document.Check], and [Document.Rerate] decides VAT anew with the nets as
// agreed. The next part is still one of what was agreed: earlier parts may be rerated.
//
// # Advances, milestones, periods
//
// [Prepay] asks an advance by VAT group, and the invoices after it deduct it by VAT group,
// so that no VAT is stated twice. [Portion] and [Worth] give the quantities that a milestone
// bills as a ratio or in money, [Rest] what is left. [BillPeriod] bills
// a period of recurring lines, [DuePeriods] says which are due. [Instalments] split what is payable.
//
// # Receivables
//
// A [Receivable] is what one invoice claims, from the first thing that may be billed until
// it is paid, credited or written off; workflow.md is its table. A credit of what was paid
// is a balance of the customer, to refund or to set off.
//
// # Writing
//
// [WriteUBL] writes what passes the official EN 16931 and Peppol BIS Billing 3 rules:
// the document is checked first, for what those rules ask of parties too.
package invoice
