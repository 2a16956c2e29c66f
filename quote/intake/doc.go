// Package intake turns what a customer asks for into lines that can be priced: a
// request for quotation as CSV, JSON or lines pasted from a mail, in the customer's own
// article numbers, in ours, or in words.
//
// Use it where requests come in: compile the [Catalogue] once, read with [ReadCSV],
// [ReadJSON] or [ReadText], then [Assortment.Resolve]. Nothing is guessed: a line is
// resolved when one article is certain, else it is an [Open] line with its causes and
// its candidates, which stays in the quote until somebody settles it with
// [Assortment.Settle].
//
// # In order
//
//  1. A number is looked up among the customer's own, ours and the GTINs, without
//     regard to case, spaces and dashes; a text that is nothing but a number, too.
//  2. A text that is a synonym or a name of one article, word for word, is that article.
//  3. Keys that lead to two articles make the line ambiguous. A text that is certain of
//     another article than the key contradicts it.
//  4. Other text is compared with every name and synonym in every language ([Policy]
//     says when that is certain). Words count by how rare they are in the catalogue;
//     a rare word that is missing weighs more than a common one.
//  5. An article that is no longer sold on the day gives way to its successor.
//  6. The quantity stays in the unit asked where the article is sold in it, and else is
//     converted exactly to one that measures the same: centimetres to metres, douzaines to
//     pieces. A word that is another unit in another language ("dozen") is read in that of the
//     request; where nobody says which that is, the line stays open.
//
// # How text is compared
//
// Case, accents and punctuation do not count, nor do articles and prepositions; plurals
// are folded. Measures are compared as measures: "12 cm", "12cm" and "0,12 m" are 120 mm;
// a bare number is in millimetres, as the trade writes. A word of five letters or more
// with one slip of the pen (a letter more, less, other or swapped) counts for three
// quarters. A word counts 1 + 3·log2(names ÷ names that have it), in whole numbers. With
// m the weight matched, q that of the request and r that of the words of the name that
// were not asked for, the confidence is m ÷ (q + r/4): what is asked and missing counts
// four times what is there and was not asked. A number or a measure that is asked and
// missing keeps a candidate from ever being certain.
//
// # Promises
//
// Every line keeps its number and its text as it was written. All work is bounded by the
// Max… constants. Confidence is an exact ratio; no float is used. An [Assortment] is
// immutable and safe for concurrent use; the same request gives the same answer.
package intake
