// Package salesdesk is the vocabulary that every room of an inside-sales desk
// shares: exact amounts and money, parties and their identifiers, actors and
// their roles, and the problems that bad input or a broken rule is answered with.
//
// Use it directly to parse and check what comes in from outside: an amount, a
// VAT number, an IBAN, a structured communication. The rooms themselves are the
// packages beside it: quote, order, prospect, complaint, kpi and i18n, with
// workflow and calendar under them.
//
// An identifier is a comparable value that holds only what is well-formed. Parse…
// reads what people write, String is the canonical form, Format the one to print, and
// the zero value, whose text is empty, is "not known". A [Party], an [Address] and what
// else people fill in can be wrong: Check names every finding, and validate tags say the
// same to a host that uses validator (with WithRequiredStructEnabled).
//
// # Promises
//
//   - Exact: no float touches an amount. An [Amount] keeps the digits it was
//     written with, so 1.10 stays 1.10.
//   - Bounded: an Amount has at most 18 significant digits and an exponent
//     within -12..+12, checked before any arithmetic; everything else is a
//     [RangeError].
//   - Whole: bad input is answered with every finding, each with its path, as
//     [Problems].
//   - Pure: nothing here reads a clock, a file, a network or a random source,
//     and every value is safe for concurrent use.
package salesdesk
