// Package pricing computes a document to the cent: prices from a book, allowances and
// charges, VAT with its ground, and totals named after EN 16931.
//
// Use it for quotes, orders and invoices: compile the [Rules] once, then [Pricer.Price]
// for the document, [Pricer.Explain] for why, [Verify] for a document from elsewhere.
// [Pricer.SolveForTotal] and [Pricer.SolveForMargin] look for the discount or the price
// that a deal takes, [Pricer.Compare] puts scenarios side by side.
//
// # In order
//
//  1. The price of a line is the one agreed on it or the book's: of the [Entry] values
//     that hold on the day, the most specific, then the one of highest priority. A
//     tie is an error, never a silent pick. The amount of a line is rounded, its price is not.
//
//     What is more specific, the heaviest first: for the customer, for the project, for
//     a customer group, of the buyer's list, for the article and not its group, in the
//     document's own currency, for the region, for the channel, with both dates. Each
//     weighs more than all after it together. The formula of the buyer's list prices
//     what no entry as specific as the list does.
//
//     From an entry to the price of a line: the tier is reached by the quantity in the
//     article's own unit, of the line or all that [TierScope] counts; indices revise the
//     price ([Revision]); it is converted to the document's currency ([Exchange]); the
//     formulas of entries and lists follow, from the base list up ([Formula]); and it
//     is multiplied out for the unit asked ([Unit]). Only a formula rounds.
//
//     A price that was divided by a rate of VAT or of exchange, or by an index, and that no
//     decimal holds, has the fewest places (two more than the currency, and four digits, at
//     least) at which its line comes to the same as exactly: 99.00 ÷ 1.21 is 81.8182 for
//     one, 81.818182 for ten thousand. Where none do, as 0.575 from 0.605 × 1.15 ÷ 1.21, the
//     rate stands in the base quantity: 1.15 for 1.21.
//
//  2. The amount of a line is quantity × price ÷ base quantity, rounded. Its
//     adjustments follow in the order given, each rounded: a ratio is of what the steps
//     before left ([OnBalance], a cascade) or of that first amount ([OnList], parallel).
//
//  3. Indexed surcharges (copper, fuel), then contributions and other taxes
//     ([Contribution]: Recupel, Bebat, excise) are added. No discount is taken of them;
//     VAT is due on them, unless they are outside the taxable amount.
//
//  4. VAT is decided for each line from seller, buyer and supply ([VATPolicy]); what
//     cannot be decided is asked for by name ([UndecidableError]).
//
//  5. The adjustments of the document follow in the order given. A ratio is of the
//     whole; the amount is split over the VAT groups by largest remainder, ties to the
//     first, and in each group over its lines in the same way ([PricedLine.Share]).
//     An allowance is shared by what may be discounted: an article that is
//     NotDiscountable takes none of it, nor do contributions. A charge is shared by
//     the net amounts. A line that goes the other way than the whole takes none.
//     [Floors] bound it: what one line cannot carry, the others do.
//
//  6. Promotions come after what the request gives, on lines and then on the document:
//     of those that exclude one another, the ones that make the whole document cheapest
//     ([Promotion]).
//
//  7. What rules charge comes next: a [SmallOrder], freight by [FreightTable], deposits
//     of [ReturnablePackaging], which are outside the taxable amount.
//
//  8. A cash discount lowers the VAT of every group and is charged again without VAT;
//     of deposits there is none.
//
//  9. VAT is rounded once for each group, and totals are sums of what is shown.
//
// # Shapes
//
// Before the first step a request is expanded to plain lines: a bundle to its
// [Component] lines, a [Recurring] line to its term, and options are set apart. After the
// seventh, VAT is taken out of an inclusive request, whose amounts all had it: the taxable
// amount of a VAT group is its gross ÷ (1 + rate), and BT-114 keeps the payable equal to
// what is shown. After the last come cash rounding, the [Deposit], sections, and the
// differences that options make ([PricedOption]). [Pricer.Schedule] gives the documents
// of the periods, [Pricer.ProForma] that of the deposit.
//
// # Promises
//
// Rounding is half away from zero to the minor units of the currency, and only where
// the list says so. Allowances never take more than there is (100 %); a charge may be
// any markup. The order of lines changes no total. Every document of Price passes
// Verify. Bad input is answered with all its problems, each with its path. A [Pricer]
// is immutable and safe for concurrent use; nothing here reads a clock.
//
// Rates and texts of law are dated tables, [BelgianVAT] and [BelgianMentions], that the
// policy can replace.
package pricing
