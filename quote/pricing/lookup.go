package pricing

import (
	"slices"
	"sort"
)

// audience is a buyer and a day, as entries are compared with them.
type audience struct {
	customer int32
	groups   []int32
	channel  int32
	day      int32

	list, project, region, currency int32
	foreign                         bool // prices in the book's currency are of no use
}

func (p *Pricer) audience(req *Request) audience {
	a := audience{customer: p.customers[req.Buyer.ID], channel: p.channels[req.Buyer.Channel], day: day(p.pricingDate(req))}
	p.addScope(&a, req)
	for _, name := range req.Buyer.Groups {
		if g := p.groups[name]; g != 0 {
			a.groups = append(a.groups, g)
		}
	}
	return a
}

// misses is why e does not hold for a, or empty where it does.
func (e *entry) misses(a *audience) Rejection {
	switch {
	case e.customer != 0 && e.customer != a.customer:
		return OtherCustomer
	case e.special != nil || a.foreign:
		if reason := e.scopeMisses(a); reason != "" {
			return reason
		}
	}
	switch {
	case e.group != 0 && !slices.Contains(a.groups, e.group):
		return OtherGroup
	case e.channel != 0 && e.channel != a.channel:
		return OtherChannel
	case a.day < e.from:
		return NotYetValid
	case a.day >= e.to:
		return Expired
	default:
		return ""
	}
}

// winner is the entry an article is priced by, nil where there is none, and the
// entry that ties with it.
func (p *Pricer) winner(a *article, who *audience) (best, tie *entry) {
	best, tie = p.bestOf(a.own, who)
	if best != nil && (best.specificity >= forCustomer || a.group.first == a.group.last) {
		return best, tie
	}
	if other, otherTie := p.bestOf(a.group, who); other != nil && (best == nil || byRank(other, best) > 0) {
		return other, otherTie
	}
	return best, tie
}

// bestOf looks among the customer's own entries first, then among those for all.
func (p *Pricer) bestOf(s span, who *audience) (best, tie *entry) {
	if who.customer != 0 && s.first < s.general {
		own := p.entries[s.first:s.general]
		i := sort.Search(len(own), func(i int) bool { return own[i].customer <= who.customer })
		for ; i < len(own) && own[i].customer == who.customer; i++ {
			if best, tie = next(best, tie, &own[i], who); tie != nil {
				return best, tie
			}
		}
		if best != nil {
			return best, nil
		}
	}
	for i := s.general; i < s.last; i++ {
		e := &p.entries[i]
		if best != nil && byRank(e, best) < 0 {
			return best, nil
		}
		if best, tie = next(best, tie, e, who); tie != nil {
			return best, tie
		}
	}
	return best, nil
}

// next takes one more entry into account; they come with the winner first.
func next(best, tie, e *entry, who *audience) (*entry, *entry) {
	switch {
	case e.misses(who) != "":
		return best, tie
	case best == nil:
		return e, nil
	case byRank(e, best) == 0:
		return best, e
	default:
		return best, tie
	}
}
