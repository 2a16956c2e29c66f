// Package progress says what an order asks of other departments: what they are asked, by
// when they must answer, and what the answer does.
//
// Use it when a clerk needs an answer from purchasing, production, ICT, finance or external
// sales, with [Ask]. A [Request] has an owner, an instant by which it is due in working
// hours, and a question whose kind says what an answer must hold. The answer goes into a
// promise by [Request.Supply], or frees a hold by [Request.Frees]. Its life is in workflow.md.
//
// Everything is a pure function of its arguments; the moment is one of them. What is due at
// an instant is in time at that instant and late after it.
package progress
