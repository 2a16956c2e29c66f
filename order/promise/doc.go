// Package promise says by when each line of an order can be delivered, and why then.
//
// Use it before a date is written in a quote or a confirmation.
package promise
