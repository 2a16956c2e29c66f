package paper

// Display is for the tests of alignment.
func Display(s string) int { return display(s) }
