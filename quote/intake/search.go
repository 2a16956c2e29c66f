package intake

import (
	"cmp"
	"slices"
	"strings"
)

// asked is a word of a request: which words of names it may be, or which articles' number
// it is, and what it weighs.
type asked struct {
	token
	weight   int64
	ids      []int32 // of the index; several where it is misspelt
	slip     bool
	articles []int32 // that it is a number of
}

// credit is what a word of the request counts where it is found.
func (q *asked) credit() int64 {
	if q.slip {
		return q.weight / 4 * 3
	}
	return q.weight
}

// scored is how well a phrase answers a request.
type scored struct {
	phrase     int32
	confidence Confidence
}

// ask takes the words of a text apart; numbers of articles in it count as such.
func (a *Assortment) ask(text, customer string) []asked {
	var out []asked
	seen := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		if at := compact(word); len(at) >= 4 {
			if keys := a.held(at, customer); len(keys) > 0 && !seen[at] {
				seen[at] = true
				q := asked{token: token{at, strings.Trim(word, ".,:;()")}, weight: a.index.heaviest}
				for _, k := range keys {
					q.articles = append(q.articles, k.article)
				}
				out = append(out, q)
				text = strings.Replace(text, word, " ", 1)
			}
		}
	}
	for _, t := range tokens(text) {
		if len(out) == maxTokens {
			break
		}
		if !seen[t.key] {
			seen[t.key] = true
			out = append(out, a.index.asked(t))
		}
	}
	return out
}

func (x *index) asked(t token) asked {
	q := asked{token: t, weight: x.heaviest}
	if id, ok := x.token[t.key]; ok {
		q.ids, q.weight = []int32{id}, x.weight[id]
		return q
	}
	if q.ids = x.similar(t.key); len(q.ids) > 0 {
		q.slip, q.weight = true, 0
		for _, id := range q.ids {
			q.weight = max(q.weight, x.weight[id])
		}
	}
	return q
}

// search gives the best phrase of every article that answers at least half of the
// request by weight, the best first, ties by the order of the catalogue.
func (x *index) search(query []asked) []scored {
	total := int64(0)
	for i := range query {
		total += query[i].weight
	}
	best := map[int32]scored{}
	for _, at := range x.reach(query, total) {
		p := &x.phrases[at]
		matched, covered := x.match(p, query)
		if 2*matched < total || matched == 0 {
			continue
		}
		s := scored{at, Confidence{4 * matched, 4*total + p.weight - covered}.reduced()}
		if old, ok := best[p.article]; !ok || s.confidence.Compare(old.confidence) > 0 {
			best[p.article] = s
		}
	}
	found := make([]scored, 0, len(best))
	for _, s := range best {
		found = append(found, s)
	}
	slices.SortFunc(found, func(s, t scored) int {
		return cmp.Or(t.confidence.Compare(s.confidence), cmp.Compare(s.phrase, t.phrase))
	})
	return found
}

// reach are the phrases that can hold half of the request's weight: each has one of the
// heaviest words, whose lists are short.
func (x *index) reach(query []asked, total int64) (phrases []int32) {
	byWeight := make([]*asked, len(query))
	for i := range query {
		byWeight[i] = &query[i]
	}
	slices.SortStableFunc(byWeight, func(a, b *asked) int { return cmp.Compare(b.weight, a.weight) })
	left := total
	for _, q := range byWeight {
		if 2*left < total {
			break
		}
		left -= q.weight
		for _, article := range q.articles {
			for at := x.first[article]; at < x.first[article+1]; at++ {
				phrases = append(phrases, at)
			}
		}
		for _, id := range q.ids {
			if len(x.postings[id]) <= maxPostings {
				phrases = append(phrases, x.postings[id]...)
			}
		}
	}
	slices.Sort(phrases)
	return slices.Compact(phrases)
}

// match is the weight of the request that a phrase holds, and the weight of its own words
// that this takes: all of them where the article's number was asked.
func (x *index) match(p *phrase, query []asked) (matched, covered int64) {
	for i := range query {
		switch id, ok := p.answers(&query[i]); {
		case !ok:
			continue
		case id < 0:
			covered += p.weight
		default:
			covered += x.weight[id]
		}
		matched += query[i].credit()
	}
	return matched, min(covered, p.weight)
}

// answers reports whether a phrase has a word of the request, and which of its own; -1 is
// a number of the article.
func (p *phrase) answers(q *asked) (int32, bool) {
	if slices.Contains(q.articles, p.article) {
		return -1, true
	}
	for _, id := range q.ids {
		if slices.Contains(p.tokens, id) {
			return id, true
		}
	}
	return 0, false
}
