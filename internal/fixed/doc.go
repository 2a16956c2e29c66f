// Package fixed computes exactly with decimals of up to 38 digits, without
// allocating: the arithmetic under prices, quantities and sums.
//
// Use it where many amounts are combined before one is shown; at the edges amounts
// are decimals, which come in through [FromDecimal] and leave through [Dec.Decimal].
//
// # Rules
//
//  1. A [Dec] is sign, 128-bit coefficient and power of ten. Digits are kept: 1.10
//     and 1.1 are equal but print differently.
//  2. Add, Sub, Mul and Sum are exact. Round, DivRound and MulDivRound round once,
//     from the exact result, and give exactly the places asked for.
//  3. What does not fit, and a division by zero, is sticky: the result and
//     everything computed from it has an error, which [Dec.Err] and [Dec.Decimal]
//     give. A whole formula therefore needs one look, at its end.
//  4. [Allocate] splits by largest remainder and loses nothing.
//
// # Promises
//
// No operation but Decimal, String and the growth of Allocate's buffer allocates.
// Nothing panics. A Dec is a plain value, safe to copy and share.
package fixed
