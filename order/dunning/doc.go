// Package dunning follows a debt that is not paid when due: the reminders that may be
// sent, the interest and costs that may be claimed, and from when.
//
// Use it for every instalment of every invoice, from the day it falls due. Debts of
// businesses and public bodies follow the law of 2 August 2002, those of consumers Book
// XIX of the Code of Economic Law; [Debt.Debtor] says which.
//
// # What may be claimed
//
// [Claim.Statement] says it for any day, from the payments and reminders up to that day.
// In order:
//
//  1. Credit notes lower the debt from its beginning; interest never ran on them.
//  2. What a day begins, begins on what was open that morning: interest and the lump sum
//     of a business on the day after the due date; interest and damages of a consumer
//     once the term of his first reminder is over.
//  3. Interest counts the days up to and including that of the payment, each half-year at
//     its own rate, and is rounded once, half away from zero, on the sum of all days. The
//     rows that show it are shared out so that they add up to it.
//     What recovering a business's debt cost beyond the lump sum counts from its day.
//  4. A payment is set off against interest, costs and principal in the order of
//     [Policy.Imputation].
//  5. What may not be claimed yet is listed too, with the reason and the day.
//
// [PositionOf] adds the statements of a customer's claims up.
//
// # What a letter says
//
// [Claim.Letter] makes the data of a reminder or a formal notice before it goes out: the
// debt, what may be claimed on that day, the last day to pay, and what follows. Which content
// law wants is a table, [Content]; [Letter.Check] names each element that is missing with
// its source, and [Letter.Sentences] are the paragraphs, in the three languages of i18n.
//
// # How a claim moves
//
// A [Claim] is a value; every verb takes the compiled [Rules] and a workflow.Command and
// gives the new claim or an error. Its machine is [Definition]; one compiled Rules holds
// for both regimes, and the guards ask which one the debt is under. A suspension keeps the
// level and returns to it. The changes alone rebuild the claim: see [Fold].
//
// The tables of [Belgium] are dated and the caller's to change; a rate that was not
// confirmed is marked on the statement. It is no legal advice.
package dunning
