package match

import "strings"

// Level is how alike a field of two records is.
type Level int8

// Missing is the level of a field that is empty on either side: it says nothing.
// The others count up from Different; the highest is the same.
const (
	Missing   Level = -1
	Different Level = 0
)

// levels is the number of levels of a comparator.
func (b By) levels() int {
	if b == ByExact {
		return 2
	}
	return 4
}

// compare is the level of two normalised texts.
func (b By) compare(x, y string) Level {
	switch {
	case x == "" || y == "":
		return Missing
	case x == y:
		return Level(b.levels() - 1) //nolint:gosec // 1 or 3
	case b == ByName:
		return nameLevel(x, y)
	case b == ByDigits:
		return digitsLevel(x, y)
	default:
		return Different
	}
}

func nameLevel(x, y string) Level {
	switch alike := jaroWinkler(x, y); {
	case alike >= 0.92:
		return 2
	case alike >= 0.80:
		return 1
	default:
		return Different
	}
}

func digitsLevel(x, y string) Level {
	switch edits(x, y) {
	case 1:
		return 2
	case 2:
		return 1
	default:
		return Different
	}
}

func normalise(s string) string {
	if len(s) > maxText {
		s = s[:maxText]
	}
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}

// maxText bounds what is compared of one field.
const maxText = 128

// jaroWinkler is the similarity of two names, from 0 to 1, with a bonus for a
// common beginning of up to four letters.
func jaroWinkler(x, y string) float64 {
	jaro := jaro(x, y)
	prefix := 0
	for prefix < min(4, len(x), len(y)) && x[prefix] == y[prefix] {
		prefix++
	}
	return jaro + 0.1*float64(prefix)*(1-jaro)
}

func jaro(x, y string) float64 {
	window := max(0, max(len(x), len(y))/2-1)
	var usedX, usedY [maxText]bool
	common := 0
	for i := range len(x) {
		for j := max(0, i-window); j < min(len(y), i+window+1); j++ {
			if !usedY[j] && x[i] == y[j] {
				usedX[i], usedY[j] = true, true
				common++
				break
			}
		}
	}
	if common == 0 {
		return 0
	}
	swapped, j := 0, 0
	for i := range len(x) {
		if !usedX[i] {
			continue
		}
		for !usedY[j] {
			j++
		}
		if x[i] != y[j] {
			swapped++
		}
		j++
	}
	c := float64(common)
	return (c/float64(len(x)) + c/float64(len(y)) + (c-float64(swapped/2))/c) / 3
}

// edits is the number of insertions, deletions, replacements and swaps of
// neighbours between x and y.
func edits(x, y string) int {
	var rows [3][maxText + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(y) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

// sound keeps the first letter and the consonants after it, by groups that sound
// alike, doubled ones once.
func sound(s string) string {
	const groups = "bfpv:1 cgjkqsxz:2 dt:3 l:4 mn:5 r:6"
	var code strings.Builder
	last := byte(0)
	for i := range len(s) {
		group := byte(0)
		for entry := range strings.FieldsSeq(groups) {
			letters, digit, _ := strings.Cut(entry, ":")
			if strings.IndexByte(letters, s[i]) >= 0 {
				group = digit[0]
			}
		}
		switch {
		case i == 0:
			code.WriteByte(s[0])
		case group != 0 && group != last:
			code.WriteByte(group)
		}
		last = group
	}
	return code.String()
}
