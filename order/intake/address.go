package intake

import (
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
)

// address is known by the number of the place, or where country, postcode, town and street are
// those of one we have. Where he says both they are of one place.
func (m *matching) address() {
	number, to := m.po.DeliverAt, m.po.DeliverTo
	none := to == salesdesk.Address{}
	place, numbered := m.place(number)
	switch {
	case number == "" && none:
	case none && numbered:
		m.result.place = place
	case none:
		m.note(-1, Discrepancy{Kind: DiffAddress, Path: "deliver_at", Wanted: m.ours.Buyer.GLN.String(), Got: number, Propose: ProposeAsk})
	case numbered && !samePlace(&place, &to):
		m.note(-1, Discrepancy{Kind: DiffAddress, Path: "deliver_to", Wanted: written(place), Got: written(to), Propose: ProposeAsk})
	case !numbered && !m.knows(&to):
		m.note(-1, Discrepancy{Kind: DiffAddress, Path: "deliver_to", Wanted: written(m.ours.Buyer.Address), Got: written(to), Propose: ProposeAsk})
	}
}

// place is the address of a number.
func (m *matching) place(number string) (salesdesk.Address, bool) {
	if number == "" {
		return salesdesk.Address{}, false
	}
	if a, known := m.ours.Places[strings.TrimSpace(number)]; known {
		return a, true
	}
	return m.ours.Buyer.Address, !m.ours.Buyer.GLN.IsZero() && sameText(number, m.ours.Buyer.GLN.String())
}

func (m *matching) knows(to *salesdesk.Address) bool {
	known := append([]salesdesk.Address{m.ours.Buyer.Address}, m.ours.Addresses...)
	for _, a := range m.ours.Places {
		known = append(known, a)
	}
	return slices.ContainsFunc(known, func(a salesdesk.Address) bool { return samePlace(&a, to) })
}

func samePlace(a, b *salesdesk.Address) bool {
	return a.Country == b.Country && sameText(a.Postcode, b.Postcode) && sameText(a.Street, b.Street) && sameTown(a.City, b.City)
}

// sameTown compares names of towns: several share a postcode, and each may have a street of the
// same name. One that says none is not another, nor is the name of a Belgian town in its other
// language.
func sameTown(a, b string) bool {
	a, b = compact(a), compact(b)
	if a == "" || b == "" || a == b {
		return true
	}
	return slices.ContainsFunc(towns(), func(names string) bool {
		list := strings.Fields(names)
		return slices.Contains(list, a) && slices.Contains(list, b)
	})
}

// towns are Belgian towns with more than one name, without case, accents, spaces and marks.
func towns() []string {
	return []string{
		"brussel bruxelles brussels", "elsene ixelles",
		"oudergem auderghem", "schaarbeek schaerbeek", "sintagathaberchem berchemsainteagathe", "sintgillis saintgilles",
		"sintjansmolenbeek molenbeeksaintjean", "sintjoosttennode saintjossetennoode", "sintlambrechtswoluwe woluwesaintlambert",
		"sintpieterswoluwe woluwesaintpierre", "ukkel uccle", "vorst forest", "watermaalbosvoorde watermaelboitsfort", "laken laeken",
		"antwerpen anvers antwerp", "gent gand ghent", "brugge bruges", "leuven louvain", "mechelen malines", "kortrijk courtrai",
		"aalst alost", "oostende ostende ostend", "roeselare roulers", "ieper ypres", "dendermonde termonde", "lier lierre",
		"oudenaarde audenarde", "ronse renaix", "tienen tirlemont", "halle hal", "vilvoorde vilvorde", "veurne furnes", "menen menin",
		"tongeren tongres", "sinttruiden sainttrond", "geraardsbergen grammont", "zoutleeuw leau", "moeskroen mouscron",
		"luik liege", "bergen mons", "namen namur", "doornik tournai", "waver wavre", "nijvel nivelles", "aarlen arlon",
		"bastenaken bastogne", "hoei huy", "borgworm waremme", "zinnik soignies", "edingen enghien", "lessen lessines", "aat ath",
		"eigenbrakel brainelalleud", "komen comines", "geldenaken jodoigne", "terhulpen lahulpe", "wezet vise",
	}
}

func written(a salesdesk.Address) string {
	return strings.TrimSpace(a.Street + ", " + a.Postcode + " " + a.City + " " + string(a.Country))
}
