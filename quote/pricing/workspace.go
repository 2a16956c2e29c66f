package pricing

import "github.com/interne-sales/salesdesk/internal/fixed"

// workspace is what pricing a request needs beside its result. A pricer hands it on from
// one request to the next: there is nothing of a request in it.
type workspace struct {
	lines []line
	order []int32
	decs  []fixed.Dec
}

// room is n zeros, in what was made for the same before where that is large enough.
func room[T any](made *[]T, n int) []T {
	if cap(*made) < n {
		*made = make([]T, n)
	}
	zeros := (*made)[:n]
	clear(zeros)
	return zeros
}
