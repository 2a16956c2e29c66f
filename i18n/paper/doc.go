// Package paper prints the documents of the rooms as plain text in the languages of a
// catalogue: what a customer reads, signs and files.
//
// Use [Quote] for a quote that was sent, and [Terms] where its conditions are wanted as
// sentences, as those of quote.WriteUBL are; [Confirmation], [DeliveryNote] and [Invoice]
// for what follows from it.
//
// # What stands on a quote, from top to bottom
//
// Sender and addressee; number, dates and references; what changed since the last
// revision and why it is worth it, where they are given; the lines with their
// allowances, charges and delivery, by section; what can be chosen besides, and what it
// would add; what is still to be agreed; adjustments of the whole; VAT by rate, with the
// mentions of law; the totals, and both payables of a cash discount; what is due when; the
// conditions; the place to sign; and the
// particulars of the company (Code of companies and associations, art. 2:20; Code of
// economic law, art. III.25).
//
// # What stands on the others
//
// They have the same parties, lines, VAT, totals and particulars. A confirmation has the day
// promised for every line and the lines that come later than was asked for; a delivery note
// has no prices, but what is to follow and the place to sign for receipt; an invoice has what
// KB 1 art. 5 asks, what is to be paid by when, the account and the communication; a credit
// note has the invoices that it takes back and what law has it say of VAT deducted before.
//
// # Languages
//
// The document speaks the language asked for. What law prescribes is printed in the
// language of quote.Header.Statutory and, where that is another, once more as information.
//
// # Promises
//
//   - What is printed is what was priced: nothing is computed here but sums of what is
//     shown, and every number goes through i18n.Formatter. Consumers see prices with VAT.
//   - Costs, margins, limits and approvals are not read, so that none can leak.
//   - A document that lacks what law wants is refused, with every path: see
//     quote.Header.Check.
//   - The same input gives the same bytes. Columns align by display width; what is too
//     long for its column is wrapped, and a control character is a space.
package paper
