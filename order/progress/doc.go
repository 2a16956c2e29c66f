// Package progress says what an order asks of other departments, and which orders stay
// behind: what others must do after each change, what they are asked and what they
// answer, and what should have happened by now.
//
// Use it after every change of an order, with [Intents]; when a clerk needs an answer from
// purchasing, production, ICT, finance or external sales, with [Ask]; and every morning,
// with [Exceptions]. It reserves no stock and sends no mail: the host hands the intents on.
//
// # Intents
//
// A table of [Rule] says which event makes whom do what, on which condition and by when;
// [BuiltInRules] is one to start from. An intent says how things must be, never by how much
// they change, and its id follows from the change and the rule alone: a host may deliver one
// twice, and of two the one with the higher version stands.
//
// # Requests
//
// A [Request] has an owner, an instant by which it is due in working hours, and a question
// whose kind says what an answer must hold. The answer goes into a promise by
// [Request.Supply], or frees a hold by [Request.Frees]. Its life is in workflow.md.
//
// # Exceptions
//
// What waits too long, with since when, who should act, how urgent it is and the next step.
// When something began to wait is not in an order but in its changes: a [Timeline] keeps it,
// and is folded as they come.
//
// # Promises
//
//   - Everything is a pure function of its arguments; the moment is one of them.
//   - What is due at an instant is in time at that instant and late after it.
//   - Work grows with n log n in orders, lines, shipments and requests together.
//   - The texts are the desk's own. What a customer may read is the text of a [Topic].
package progress
