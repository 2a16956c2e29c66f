package intake_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/quote/intake"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

func amount(s string) salesdesk.Amount { return salesdesk.MustAmount(s) }

func of(s string) *salesdesk.Amount {
	a := amount(s)
	return &a
}

func day(s string) calendar.Date { return calendar.MustDate(s) }

func names(nl, fr, en string) map[salesdesk.Language]string {
	return map[salesdesk.Language]string{salesdesk.Dutch: nl, salesdesk.French: fr, salesdesk.English: en}
}

// merchant is the assortment of a builders' merchant in small.
func merchant() intake.Catalogue {
	board := []pricing.Unit{{Code: "XPK", Numerator: amount("5.76")}, {Code: "C62", Numerator: amount("0.72")}}
	return intake.Catalogue{
		Articles: []intake.Article{
			{SKU: "PIR-080", Names: names("PIR-isolatieplaat 80 mm 1200x600", "Panneau isolant PIR 80 mm 1200x600", "PIR insulation board 80 mm 1200x600"), Unit: "MTK", Units: board},
			{SKU: "PIR-100", Names: names("PIR-isolatieplaat 100 mm 1200x600", "Panneau isolant PIR 100 mm 1200x600", "PIR insulation board 100 mm 1200x600"), Unit: "MTK", Units: board},
			{
				SKU: "PIR-120", GTINs: []salesdesk.GTIN{salesdesk.MustGTIN("5412300000355")}, Synonyms: []string{"dakplaat 12"}, Unit: "MTK", Units: board,
				Names: names("PIR-isolatieplaat 120 mm 1200x600", "Panneau isolant PIR 120 mm 1200x600", "PIR insulation board 120 mm 1200x600"),
			},
			{SKU: "GLW-100", Names: names("Glaswol rol 100 mm", "Laine de verre rouleau 100 mm", "Glass wool roll 100 mm"), Unit: "MTK", Units: []pricing.Unit{{Code: "XRO", Numerator: amount("5.4")}}},
			{SKU: "SNB-09", Names: names("Snelbouwsteen 9 cm", "Brique rapide 9 cm", "Hollow clay block 9 cm"), Units: []pricing.Unit{{Code: "XPX", Numerator: amount("120")}}},
			{SKU: "SNB-14", Names: names("Snelbouwsteen 14 cm", "Brique rapide 14 cm", "Hollow clay block 14 cm")},
			{SKU: "GVS-R", Names: names("Gevelsteen rood genuanceerd M65", "Brique de parement rouge nuancé M65", "Facing brick red blend M65")},
			{SKU: "CEM-25", Names: names("Cement CEM II 32,5 zak 25 kg", "Ciment CEM II 32,5 sac 25 kg", "Cement CEM II 32.5 bag 25 kg"), Unit: "XBG"},
			{SKU: "WAP-08", Names: names("Wapeningsstaal BE500S Ø8 mm", "Acier à béton BE500S Ø8 mm", "Reinforcing bar BE500S Ø8 mm"), Unit: "MTR", Units: []pricing.Unit{{Code: "C62", Numerator: amount("6")}}},
			{SKU: "KBL-OLD", Names: names("Installatiekabel XVB 3G2,5 grijs", "Câble XVB 3G2,5 gris", "Cable XVB 3G2.5 grey"), Unit: "MTR", To: day("2026-03-01"), Successor: "KBL-NEW"},
			{
				SKU: "KBL-NEW", Names: names("Installatiekabel XVB-Cca 3G2,5 grijs", "Câble XVB-Cca 3G2,5 gris", "Cable XVB-Cca 3G2.5 grey"), Unit: "MTR",
				Units: []pricing.Unit{{Code: "XRO", Numerator: amount("100"), Denominator: amount("3")}},
			},
			{SKU: "HAK-1", Names: names("Klimhaak rvs", "Crochet inox", "Stainless hook"), To: day("2026-01-01")},
			{SKU: "LMP-3", Names: names("Bouwlamp led 30 W", "Projecteur led 30 W", "Led floodlight 30 W"), From: day("2027-01-01")},
			{SKU: "LMP-2", Names: names("Bouwlamp halogeen", "Projecteur halogène", "Halogen floodlight"), Successor: "LMP-3"},
		},
		Numbers: []intake.OwnNumber{
			{Customer: "C001", Number: "88.120", SKU: "PIR-120"},
			{Customer: "C002", Number: "88.120", SKU: "PIR-100"},
			{Customer: "C001", Number: "SNB-14", SKU: "SNB-09"},
		},
	}
}

func compiled(t testing.TB, c intake.Catalogue) *intake.Assortment {
	t.Helper()
	a, err := intake.Compile(c)
	require.NoError(t, err)
	return a
}

// asked resolves one line of the merchant's customer C001 in April 2026.
func asked(t testing.TB, line intake.Line) intake.Resolution {
	t.Helper()
	line.Number, line.Source = 1, "as written"
	if line.Quantity == nil {
		line.Quantity = of("10")
	}
	r, err := compiled(t, merchant()).Resolve(intake.Request{Customer: "C001", Date: day("2026-04-20"), Lines: []intake.Line{line}})
	require.NoError(t, err)
	require.Equal(t, 1, len(r.Matches)+len(r.Open))
	return r
}
