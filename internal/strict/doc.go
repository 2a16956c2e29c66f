// Package strict decodes JSON from outside into the library's documents and
// names every problem with its path. Every Decode… function of the rooms uses it.
//
// It reads what encoding/json reads, with these differences:
//
//   - a field that the document does not have is refused, at every depth;
//   - a name given twice in one object is refused;
//   - names match exactly, not by case folding;
//   - null is taken only where a value may be absent: a pointer, a list, a map;
//   - the problems are reported at once, each as a [salesdesk.FieldError] or the
//     error of the type that refused, placed at its path;
//   - at most [reader.MaxBytes] of input and [reader.MaxDepth] of nesting are looked at, no
//     more after a thousand problems, and no more of a list than its validate tag allows.
//
// On an error the target is left as it was.
package strict
