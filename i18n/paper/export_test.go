package paper

// Display is for the tests of alignment.
func Display(s string) int { return display(s) }

// Wrapped is for the tests of wrapping.
func Wrapped(s string, columns int) []string { return wrapped(s, columns) }
