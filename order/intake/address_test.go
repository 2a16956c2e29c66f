package intake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

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
