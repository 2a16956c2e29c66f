// Package reader reads JSON from outside into structs and names every problem with its
// path, in the errors of whoever asks: it lies below the root, which uses it as the
// calendar does. The rooms use strict, which speaks the root's errors.
//
// It reads what encoding/json reads, with these differences:
//
//   - a field that the document does not have is refused, at every depth;
//   - a name given twice in one object is refused;
//   - names match exactly, not by case folding;
//   - null is taken only where a value may be absent: a pointer, a list, a map;
//   - all problems are reported at once, in few words however long what is given;
//   - at most MaxBytes of input and MaxDepth of nesting are looked at, and no more after
//     MaxProblems; a list is left off where its validate tag bounds it, and a text that would
//     take MaxGrowth times its own room.
package reader
