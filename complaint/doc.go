// Package complaint handles what went wrong, in the words of ISO 10002: a complaint
// is registered, acknowledged, triaged, investigated, remedied, resolved and closed,
// on clocks that the customer can rely on.
//
// Use it where a customer is not satisfied with something that was sold. Goods that
// come back are order's, the credit note is order/invoice's; the complaint holds the
// references. Its clocks are complaint/sla's, worked out from [Complaint.History].
//
// # How a complaint moves
//
// A complaint is a value. Every verb takes the compiled [Rules] and a
// workflow.Command and gives the new complaint or an error; the one it was called on
// stays as it was. In order, a verb checks the command and its version, asks the
// table of [Definition] with every guard, and records one [Change].
//
// # Promises
//
//   - Relief never waits for the root cause: a remedy can be proposed from triage on.
//   - A remedy is within the clerk's limit or the manager's to propose, and together
//     with what was given before it never exceeds what the customer paid.
//   - Danger escalates at once: triage of a dangerous case makes it critical and
//     names the manager.
//   - A rejection has a reason and may be appealed; a closed case may be reopened
//     within a window.
//   - The changes alone rebuild the complaint: see [Fold].
package complaint
