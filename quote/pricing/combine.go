package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk/internal/fixed"
)

// best prices the request with the best combination of promotions, or tells all its
// problems, those of lines that are not chosen too.
func (r *run) best() (Priced, error) {
	asked := r.req
	out, err := r.cheapest()
	if err != nil && !r.bare {
		err = both(err, r.unchosen(asked, err))
	}
	return out, err
}

func (r *run) cheapest() (Priced, error) {
	if !r.promotes() {
		return r.price()
	}
	base := run{Pricer: r.Pricer, req: r.req, base: true, bare: true, sourced: r.sourced, explains: r.explains}
	promised, unheld := base.heldOffers()
	base.promised = promised
	_, err := base.price()
	if unheld != nil {
		err = both(err, unheld)
	}
	if wrong := base.checkCoupons(); wrong != nil {
		err = both(err, wrong)
	}
	if err != nil {
		return Priced{}, err
	}
	d := deal{base: &base}
	if err := d.limit(); err != nil {
		return Priced{}, err
	}
	d.consider()
	won, err := d.compare(r.keep, r.bare)
	if err != nil {
		return Priced{}, err
	}
	if err := d.coupons(&won.out); err != nil {
		return Priced{}, err
	}
	won.considered, won.promised = d.considered, d.base.promised
	*r = *won
	return r.out, nil
}

// outcome is the document that a combination makes.
type outcome struct {
	*run
	combination []int
	effective   []bool // by place in the combination
	err         error
}

func (o *outcome) count() (n int) {
	for _, is := range o.effective {
		if is {
			n++
		}
	}
	return n
}

func (o *outcome) payable() fixed.Dec {
	payable, _ := number(o.out.Totals.Payable)
	return payable
}

// better reports whether o is to be preferred to what was found before it.
func (o *outcome) better(than *outcome) bool {
	if than == nil {
		return true
	}
	if c := o.payable().Cmp(than.payable()); c != 0 {
		return c < 0
	}
	return o.count() < than.count()
}

// compare prices every combination and says of each promotion what came of it.
func (d *deal) compare(keep, bare bool) (*run, error) {
	combinations, err := d.combinations()
	if err != nil {
		return nil, err
	}
	var best *outcome
	var first error
	cheapest := make([]*fixed.Dec, len(d.considered)) // with each promotion
	for _, combination := range combinations {
		single := len(combinations) == 1
		o := d.try(combination, keep && single, bare || !single)
		if o.err != nil {
			if first == nil {
				first = o.err
			}
			continue
		}
		payable := o.payable()
		for _, k := range combination {
			if cheapest[k] == nil || payable.Cmp(*cheapest[k]) < 0 {
				cheapest[k] = &payable
			}
		}
		if o.better(best) {
			best = &o
		}
	}
	if best == nil {
		return nil, first
	}
	d.conclude(best, cheapest)
	if len(combinations) > 1 && (keep || !bare && d.base.plan != nil) {
		again := d.try(best.combination, keep, bare)
		return again.run, again.err
	}
	return best.run, nil
}

// conclude says why the eligible promotions apply or do not.
func (d *deal) conclude(best *outcome, cheapest []*fixed.Dec) {
	for _, k := range d.eligible {
		c := &d.considered[k]
		if at := slices.Index(best.combination, k); at >= 0 {
			if !best.effective[at] {
				c.Reason = NoEffect
			}
			continue
		}
		c.Reason = Excluded
		for _, winner := range best.combination {
			if d.exclude(k, winner) {
				c.By = append(c.By, d.considered[winner].ID)
			}
		}
		if cheapest[k] != nil {
			dearer := d.base.whole(cheapest[k].Sub(best.payable()))
			c.Dearer = &dearer
		}
	}
}

// exclude reports whether two promotions do not go together.
func (d *deal) exclude(a, b int) bool {
	list := d.base.offered()
	return list[a].Exclusive || list[b].Exclusive || list[a].Exclusion != "" && list[a].Exclusion == list[b].Exclusion
}

// combinations are those of the eligible promotions that are admissible: what excludes
// nothing is in each but where an exclusive one is alone; of a group one, or none.
func (d *deal) combinations() ([][]int, error) {
	list := d.base.offered()
	documents := 1
	if d.base.plan != nil {
		documents += len(d.base.plan.options) // each is compared, too
	}
	most := min(MaxCombinations, max(1, MaxComparedLines/len(d.base.lines)/documents))
	all, alone := [][]int{nil}, [][]int(nil)
	var names []string
	for _, k := range d.eligible {
		switch {
		case list[k].Exclusive:
			alone = append(alone, []int{k})
		case list[k].Exclusion == "":
			all[0] = append(all[0], k)
		case !slices.Contains(names, list[k].Exclusion):
			names = append(names, list[k].Exclusion)
		}
	}
	for _, name := range names {
		if all = d.choose(all, name); len(all) > most {
			break
		}
	}
	if all = append(all, alone...); len(all) > most {
		return nil, CombinationsError{Most: most}
	}
	return all, nil
}

// choose extends combinations with each promotion of a group, and with none.
func (d *deal) choose(combinations [][]int, group string) (chosen [][]int) {
	list := d.base.offered()
	for _, combination := range combinations {
		for _, k := range d.eligible {
			if !list[k].Exclusive && list[k].Exclusion == group {
				chosen = append(chosen, append(slices.Clip(combination), k))
			}
		}
		chosen = append(chosen, combination)
	}
	return chosen
}
