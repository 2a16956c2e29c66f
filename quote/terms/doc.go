// Package terms holds the conditions of delivery and payment that trade and law know:
// the eleven rules of Incoterms 2020, and the longest payment terms of Belgian law.
//
// Use it to check what a quote offers besides goods and price. A [Delivery] that makes
// no sense is refused with its paths; a [Payment] that law cuts short is a finding, a
// [PaymentTermError], because the contract stands and only the term does not. The same
// table says when an invoice is due: [Payment.Due].
package terms
