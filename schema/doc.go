// Package schema holds a JSON Schema (draft 2020-12) of every document of the library
// beside it: what a program in another language checks its data with before it asks.
// They are generated from the types (make golden), and a test fails where one is stale.
// A schema says the form; what the values must be to each other, Decode… and Check say.
package schema
