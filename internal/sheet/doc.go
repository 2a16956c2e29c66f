// Package sheet reads what people export from a spreadsheet: its encoding, its separator
// and its numbers as they are written in Dutch, French and English.
//
// Use it from a room that reads tables of customers. What the columns mean is the room's
// to say, and so is how much it looks at.
package sheet
