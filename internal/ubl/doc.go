// Package ubl writes and reads OASIS UBL 2.1 documents as Peppol uses them: the
// quotation, the order and its response, the despatch advice, the invoice and the credit
// note, built from parts that they share.
//
// Use it from a room that has a document to exchange: fill the struct that is
// named after the UBL element and call [Write]; give bytes from outside to
// [Read]. The package knows the form of a document, not the rules of business;
// those are checked by the room before it writes.
//
// # One shape, both ways
//
// The fields are tagged with the prefixed names the documents are written with
// (cbc:ID). encoding/xml writes such tags well and reads them back empty, without
// an error; [Read] therefore renames every element to the prefix that its
// namespace has here before it is decoded. A document with other prefixes, or
// with none, reads the same.
//
// # Promises
//
//   - Deterministic: the same value gives the same bytes, elements in the order of
//     the schema, no element for a text that is empty, every amount with its currency.
//   - Bounded: at most MaxBytes and MaxElements are read, at most MaxDepth elements nest. A
//     document type, an entity of its own, a processing instruction or another
//     encoding than UTF-8 is a [HostileError].
//   - Unambiguous: an element that may stand once and stands twice is refused. What
//     the package has no field for is passed over.
package ubl
