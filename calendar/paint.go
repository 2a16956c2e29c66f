package calendar

// paint says for each of so many days from a first one which closure, counted from 1,
// closes it: of several the first, 0 for none. It looks at a day once, however many
// closures lie over it.
func paint(closed []Closure, first, days int) []int32 {
	of, next := make([]int32, days), make([]int32, days+1)
	for i := range next {
		next[i] = int32(i) //nolint:gosec // fewer days than a Date has
	}
	for n, c := range closed {
		from, to := max(c.Period.From.serial()-first, 0), min(c.Period.To.serial()-first, days)
		if from >= to {
			continue
		}
		for i := free(next, from); i < to; i = free(next, i) {
			of[i] = int32(n + 1) //nolint:gosec // bounded by MaxClosures
			next[i]++
		}
	}
	return of
}

// free is the first day from i on that nothing closes yet; the way there is shortened
// for who comes after.
func free(next []int32, i int) int {
	for int(next[i]) != i {
		next[i] = next[next[i]]
		i = int(next[i])
	}
	return i
}
