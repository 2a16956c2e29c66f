// Package law says what Belgian law thinks of a price: its announced reduction, its
// season, its loss, its clauses and the way it is shown.
//
// Use it before a price or a folder goes out. Each check takes plain data and gives
// every [Finding] with its source; none changes a price, and none forbids: the
// severity says how sure the law is. Where a day falls before a rule's own valid-from,
// the rule says nothing.
//
//   - A reduction announced to consumers rests on the lowest price of the 30 days before
//     it in the same channel: [Rules.ReferencePrice], [Rules.CheckReduction].
//   - Sales have their periods and their words: [Rules.Seasons], [Rules.CheckCampaign].
//   - A sale at a loss is a warning, because its ban is contested: [Rules.CheckLoss].
//   - Terms between undertakings may be void: [Rules.CheckClauses].
//   - Consumers see the whole price: [Rules.CheckDisplay].
//
// Payment terms are held against the law where they are agreed: see
// [github.com/interne-sales/salesdesk/quote/terms.Payment]; a quote, which runs all of
// these before it leaves the house, tells of them as [PaymentTerm].
//
// The tables of [Belgium] are dated and the caller's to change. It is no legal advice.
package law
