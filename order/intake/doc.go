// Package intake takes in the purchase orders of customers: it reads them, holds them
// against what was offered, and answers.
//
// Use it where orders come in. Read with [ReadUBL], [ReadCSV], [DecodeJSON] or,
// what was scanned, [DecodeScan], ask [Duplicate] whether the order is there already, then [Match] and
// [Respond]. Nothing is guessed and nothing corrected in silence: whatever differs is a
// [Discrepancy] with both values and a proposal, which a person can overrule: see
// [Result.Overrule]. [Result.Opening] is the order as it came, [Result.AsAnswered] the one
// that we answered with, once the customer agrees.
//
// # In order
//
//  1. A reader takes the order as it was written. What cannot be read is a problem with
//     its path; fields of a [Scan] that are doubtful are a [Review] each, until somebody
//     settled them.
//  2. A line with a quantity below zero becomes an allowance of the document: Peppol
//     orders have no such lines (PEPPOL-T01-R004).
//  3. Every article is found by the seller's number, the buyer's or the GTIN, by the
//     rules of quote/intake. Of a quote a line takes the one that it is just for, by
//     article, quantity and price, else what is left of the next of its article.
//  4. Quantity, unit, price and VAT of each line are held against the quote, or against
//     the price book on the day of receipt; then dates, parties, address and totals. The
//     buyer's own totals are recomputed by the formulas of PEPPOL-T01-R008 to R017. What is
//     tolerated is accepted as he wrote it: he pays no more than he ordered at unless the answer
//     says so ([Prices]).
//  5. The worst proposal of a line is its code, and the lines make the code of the order:
//     acknowledged where somebody must look, rejected where nothing is left, conditionally
//     accepted where a line changes, else accepted.
//
// # Promises
//
// Unit prices are compared to four places, half away from zero; no float is used.
// Everything here is pure and bounded by the Max… constants; the same order gives the
// same discrepancies in the same sequence.
package intake
