package intake

import (
	"maps"
	"math/bits"
	"slices"
	"strings"
)

const (
	maxTokens   = 32     // of a request's text that count; the rest is passed over
	maxPostings = 10_000 // names that a word may have and still find candidates
	nearLetters = 5      // from how many letters on a slip of the pen is looked for
)

// phrase is a name or a synonym of an article. Tokens are sorted, each once.
type phrase struct {
	article int32
	weight  int64
	tokens  []int32
}

// index finds phrases by their words.
type index struct {
	phrases  []phrase
	first    []int32          // of each article's phrases, and behind the last
	token    map[string]int32 // by key
	keys     []string
	weight   []int64
	postings [][]int32          // phrases of each token
	near     map[string][]int32 // tokens by what is left of them without one letter
	whole    map[string][]int32 // articles by all words of a phrase
	named    int                // phrases that have words
	heaviest int64
}

func newIndex(articles []Article) index {
	x := index{token: map[string]int32{}, near: map[string][]int32{}, whole: map[string][]int32{}}
	for i := range articles {
		x.first = append(x.first, int32(len(x.phrases))) //nolint:gosec // at most MaxArticles × MaxPhrases
		x.add(int32(i), "")                              //nolint:gosec // at most MaxArticles
		for _, language := range slices.Sorted(maps.Keys(articles[i].Names)) {
			x.add(int32(i), articles[i].Names[language]) //nolint:gosec // at most MaxArticles
		}
		for _, synonym := range articles[i].Synonyms {
			x.add(int32(i), synonym) //nolint:gosec // at most MaxArticles
		}
	}
	x.first = append(x.first, int32(len(x.phrases))) //nolint:gosec // as above
	x.weigh()
	return x
}

// add takes a phrase in; an empty one stands for the article's numbers.
func (x *index) add(article int32, text string) {
	p := phrase{article: article}
	words := tokens(text)
	for _, t := range words {
		p.tokens = append(p.tokens, x.intern(t.key))
	}
	slices.Sort(p.tokens)
	p.tokens = slices.Compact(p.tokens)
	if len(p.tokens) > 0 {
		x.named++
	}
	for _, t := range p.tokens {
		x.postings[t] = append(x.postings[t], int32(len(x.phrases))) //nolint:gosec // at most MaxArticles × MaxPhrases
	}
	if at := joinedKeys(words); at != "" && !slices.Contains(x.whole[at], article) {
		x.whole[at] = append(x.whole[at], article)
	}
	x.phrases = append(x.phrases, p)
}

func (x *index) intern(word string) int32 {
	id, ok := x.token[word]
	if !ok {
		id = int32(len(x.keys)) //nolint:gosec // fewer than bytes of names
		x.token[word] = id
		x.keys = append(x.keys, word)
		x.postings = append(x.postings, nil)
		if len(word) >= nearLetters && !hasDigit(word) {
			for _, shorter := range shortened(word) {
				x.near[shorter] = append(x.near[shorter], id)
			}
		}
	}
	return id
}

// joinedKeys are all the words of a text in their order.
func joinedKeys(words []token) string {
	var b strings.Builder
	for _, t := range words {
		b.WriteString(t.key)
		b.WriteByte(' ')
	}
	return b.String()
}

// weigh gives each word its weight by how many phrases have it, four to the unit so that
// three quarters are whole.
func (x *index) weigh() {
	x.weight = make([]int64, len(x.keys))
	for t := range x.keys {
		x.weight[t] = x.rarity(len(x.postings[t]))
	}
	x.heaviest = x.rarity(1)
	for i := range x.phrases {
		for _, t := range x.phrases[i].tokens {
			x.phrases[i].weight += x.weight[t]
		}
	}
}

// rarity is 4 × (1 + 3·log2(phrases ÷ having)), the logarithm cut down to a whole number of
// thirds: bits of the ratio's cube.
func (x *index) rarity(having int) int64 {
	ratio := uint64(max(1, x.named/max(1, having))) //nolint:gosec // above zero
	ratio = min(ratio, 1<<21-1)
	return 4 * int64(bits.Len64(ratio*ratio*ratio))
}

// shortened is a word without each of its letters in turn.
func shortened(word string) []string {
	out := make([]string, len(word))
	for i := range len(word) {
		out[i] = word[:i] + word[i+1:]
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// similar are the words one slip of the pen away from one that is not known.
func (x *index) similar(word string) (found []int32) {
	if len(word) < nearLetters || len(word) > 40 || hasDigit(word) {
		return nil
	}
	found = append(found, x.near[word]...)
	for _, shorter := range shortened(word) {
		if id, ok := x.token[shorter]; ok && len(shorter) >= nearLetters {
			found = append(found, id)
		}
		for _, id := range x.near[shorter] {
			if len(x.keys[id]) == len(word) && oneSlip(x.keys[id], word) {
				found = append(found, id)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// oneSlip reports whether words of the same length differ in one letter, or in two
// neighbours that changed places.
func oneSlip(a, b string) bool {
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if i == len(a) || a[i+1:] == b[i+1:] {
		return true
	}
	return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
