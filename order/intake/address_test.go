package intake_test

import (
	"bytes"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/order/intake"
)

// 9420 is nine villages, and Dorp is a street of several: the town tells them apart.
func TestAnAddressIsKnownByItsTownToo(t *testing.T) {
	known := salesdesk.Address{Street: "Dorp 4", Postcode: "9420", City: "Erpe-Mere", Country: salesdesk.Belgium}
	for town, same := range map[string]bool{"Erpe-Mere": true, "ERPE MERE": true, "": true, "Burst": false, "Aaigem": false} {
		po, ours := ordered(), quoted(t, false)
		ours.Addresses = []salesdesk.Address{known}
		po.DeliverTo = known
		po.DeliverTo.City = town
		r := matched(t, po, ours, intake.Tolerances{})
		if same {
			assert.Empty(t, r.Discrepancies, town)
			continue
		}
		assert.Equal(t, []intake.Discrepancy{{
			Kind: intake.DiffAddress, Path: "deliver_to", Wanted: "Kaai 1, 9000 Gent BE", Got: "Dorp 4, 9420 " + town + " BE", Propose: intake.ProposeAsk,
		}}, r.Discrepancies, town)
	}
}

// A town of two languages is the same in either.
func TestATownIsTheSameInItsOtherLanguage(t *testing.T) {
	for _, names := range [][3]string{
		{"Gent", "Gand", "Luik"},
		{"Brussel", "Bruxelles", "Elsene"},
		{"Sint-Gillis", "Saint-Gilles", "Gilles"},
		{"Liège", "Luik", "Lier"},
		{"Sint-Lambrechts-Woluwe", "Woluwe-Saint-Lambert", "Woluwe-Saint-Pierre"},
		{"'s Gravenbrakel", "'s-Gravenbrakel", "Braine"},
	} {
		for i, town := range names {
			po, ours := ordered(), quoted(t, false)
			ours.Buyer.Address.City, po.DeliverTo.City = names[0], town
			assert.Equal(t, i == 2, len(matched(t, po, ours, intake.Tolerances{}).Discrepancies) > 0, "%s for %s", town, names[0])
		}
	}
}

// A place may be named by its number alone, as Peppol orders do: ours to know, and where we do not,
// it is not his own address in silence.
func TestAPlaceIsKnownByItsNumber(t *testing.T) {
	yard := salesdesk.Address{Street: "Muidelaan 8", Postcode: "9000", City: "Gent", Country: salesdesk.Belgium}
	gln := salesdesk.MustGLN("5412345000020")
	for name, test := range map[string]struct {
		number    string
		to        salesdesk.Address
		want      []string // path, wanted, got
		delivered *salesdesk.Address
	}{
		"a yard of his":                 {"5400000000003", salesdesk.Address{}, nil, &yard},
		"with its address":              {"5400000000003", yard, nil, &yard},
		"with another address":          {"5400000000003", buyer().Address, []string{"deliver_to", "Muidelaan 8, 9000 Gent BE", "Kaai 1, 9000 Gent BE"}, nil},
		"his own":                       {gln.String(), salesdesk.Address{}, nil, new(buyer().Address)},
		"nobody knows":                  {"W-77", salesdesk.Address{}, []string{"deliver_at", gln.String(), "W-77"}, nil},
		"nobody knows, at one we do":    {"W-77", yard, nil, &yard},
		"nobody knows, at one we don't": {"W-77", salesdesk.Address{Street: "Elders 9", Postcode: "9000", City: "Gent", Country: salesdesk.Belgium}, []string{"deliver_to", "Kaai 1, 9000 Gent BE", "Elders 9, 9000 Gent BE"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			po, ours := ordered(), quoted(t, false)
			po.DeliverAt, po.DeliverTo = test.number, test.to
			ours.Buyer.GLN, ours.Places = gln, map[string]salesdesk.Address{"5400000000003": yard}
			r := matched(t, po, ours, intake.Tolerances{})
			if test.want != nil {
				require.Len(t, r.Discrepancies, 1)
				d := r.Discrepancies[0]
				assert.Equal(t, test.want, []string{d.Path, d.Wanted, d.Got})
				assert.Equal(t, intake.DiffAddress, d.Kind)
				return
			}
			require.Empty(t, r.Discrepancies)
			opening, err := r.Opening("o1", "SO-1")
			require.NoError(t, err)
			assert.Equal(t, test.delivered, opening.Purchase.DeliverTo)
		})
	}
}

func TestTheNumberOfAPlaceIsRead(t *testing.T) {
	data, err := os.ReadFile("testdata/order.xml")
	require.NoError(t, err)
	place := `<cac:DeliveryLocation><cbc:ID schemeID="0088">5412345000020</cbc:ID></cac:DeliveryLocation>`
	begin, end := bytes.Index(data, []byte("<cac:DeliveryLocation>")), bytes.Index(data, []byte("</cac:DeliveryLocation>"))
	require.Positive(t, begin)
	xml := slices.Concat(data[:begin], []byte(place), data[end+len("</cac:DeliveryLocation>"):])
	po, err := intake.ReadUBL(xml)
	require.NoError(t, err)
	assert.Equal(t, "5412345000020", po.DeliverAt)
	assert.Empty(t, po.DeliverTo)
	was, err := read(t, "order.xml").Digest()
	require.NoError(t, err)
	now, err := po.Digest()
	require.NoError(t, err)
	assert.NotEqual(t, was, now, "another place is another order")
}
