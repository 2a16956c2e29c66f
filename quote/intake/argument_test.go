package intake_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote/intake"
)

func in(nl, fr string) map[salesdesk.Language]string {
	return map[salesdesk.Language]string{salesdesk.Dutch: nl, salesdesk.French: fr}
}

func known() []intake.Argument {
	return []intake.Argument{
		{Need: "delivery", Benefit: in("Op de werf geleverd, om 7 uur.", "Livré sur chantier, à 7 heures.")},
		{
			Need: "insulation", SKU: "PIR-120", Benefit: in("Haalt U = 0,18 met één laag.", "Atteint U = 0,18 en une couche."),
			Proofs: []intake.Proof{{Text: in("Lambda 0,022 W/mK", "Lambda 0,022 W/mK"), Source: "ATG 2768"}, {Text: in("Proefproject Zottegem", "")}},
		},
		{Need: "insulation", Section: "roof", Benefit: in("Eén systeem, één garantie.", "Un système, une garantie.")},
		{Need: "fire", SKU: "PIR-120", Benefit: in("Brandklasse E.", "")},
		{Need: "colour", SKU: "GVS-R", Benefit: in("Elke partij gemengd.", "Chaque lot est mélangé.")},
	}
}

func TestArgumentsFollowWhatThisCustomerAsked(t *testing.T) {
	lines := []intake.Subject{{Line: "1", SKU: "PIR-120", Section: "roof"}, {Line: "2", SKU: "PIR-100", Section: "roof"}, {Line: "3", SKU: "PIR-120", Section: "roof"}}
	needs := []intake.Need{{ID: "insulation", Text: "U kleiner dan 0,2"}, {ID: "colour"}, {ID: "fire"}, {ID: "delivery"}}
	c, err := intake.Arguments(needs, known(), lines, "fr-BE")
	require.NoError(t, err)
	insulation := needs[0]
	proofs := []intake.ProofPoint{{Text: "Lambda 0,022 W/mK", Source: "ATG 2768"}} // the other has no French text
	assert.Equal(t, []intake.Point{
		{Need: insulation, Line: "1", Benefit: "Atteint U = 0,18 en une couche.", Proofs: proofs},
		{Need: insulation, Section: "roof", Benefit: "Un système, une garantie."},
		{Need: insulation, Line: "3", Benefit: "Atteint U = 0,18 en une couche.", Proofs: proofs},
		{Need: needs[3], Benefit: "Livré sur chantier, à 7 heures."},
	}, c.Points)
	assert.Equal(t, []intake.Need{{ID: "colour"}}, c.Unmet, "no line is of that article")
	assert.Equal(t, []intake.Point{{Need: needs[2], Line: "1"}, {Need: needs[2], Line: "3"}}, c.Untranslated)
}

func TestArgumentsNameEveryProblem(t *testing.T) {
	_, err := intake.Arguments([]intake.Need{{}, {ID: "a"}, {ID: "a"}}, []intake.Argument{{SKU: "A", Section: "S"}}, nil, salesdesk.Dutch)
	assert.Equal(t, salesdesk.Problems{
		salesdesk.FieldError{Path: "needs[0].id", Rule: salesdesk.RuleRequired},
		salesdesk.FieldError{Path: "needs[2].id", Rule: salesdesk.RuleDuplicate, Param: "a"},
		salesdesk.FieldError{Path: "catalogue[0].need", Rule: salesdesk.RuleRequired},
		salesdesk.FieldError{Path: "catalogue[0].section", Rule: salesdesk.RuleExcluded, Param: "sku"},
	}, err)
	_, err = intake.Arguments(make([]intake.Need, intake.MaxNeeds+1), nil, nil, "")
	assert.Equal(t, salesdesk.Problems{
		salesdesk.FieldError{Path: "needs", Rule: salesdesk.RuleLength, Param: "100"},
		salesdesk.FieldError{Path: "language", Rule: salesdesk.RuleFormat, Param: "aa-AA"},
	}, err)
}

func ExampleArguments() {
	needs := []intake.Need{{ID: "delivery"}, {ID: "insulation"}, {ID: "recycled"}}
	c, err := intake.Arguments(needs, known(), []intake.Subject{{Line: "1", SKU: "PIR-120"}}, salesdesk.Dutch)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range c.Points {
		fmt.Println(p.Need.ID, "→", p.Benefit, p.Proofs)
	}
	fmt.Println("unmet:", c.Unmet[0].ID)
	// Output:
	// delivery → Op de werf geleverd, om 7 uur. []
	// insulation → Haalt U = 0,18 met één laag. [{Lambda 0,022 W/mK ATG 2768} {Proefproject Zottegem }]
	// unmet: recycled
}
