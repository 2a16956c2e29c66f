package i18n_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/quote/agreement"
	"github.com/interne-sales/salesdesk/quote/pricing"
	"github.com/interne-sales/salesdesk/workflow"
)

func catalogue(tb testing.TB, overlays ...i18n.Overlay) *i18n.Catalog {
	tb.Helper()
	c, err := i18n.New(overlays...)
	require.NoError(tb, err)
	return c
}

func field(path string, rule salesdesk.Rule, param string) error {
	return salesdesk.FieldError{Path: path, Rule: rule, Param: param}
}

// TestADifferenceOfVATSaysItsGround where there is one, and else its category.
func TestADifferenceOfVATSaysItsGround(t *testing.T) {
	rate := salesdesk.MustAmount
	d := quote.Difference{
		Field: quote.FieldVAT, Line: "1",
		Before: quote.Value{Amount: rate("0.21"), Text: "S"}, After: quote.Value{Amount: rate("0"), Text: "AE", Ground: pricing.ReverseImmovable},
	}
	c := catalogue(t)
	for lang, want := range map[salesdesk.Language]string{
		"nl": "Regel 1: btw van 21% (S) naar 0% (verlegging van heffing, werk in onroerende staat).",
		"fr": "Ligne 1\u00a0: TVA de 21\u00a0% (S) à 0\u00a0% (autoliquidation, travaux immobiliers).",
		"en": "Line 1: VAT from 21% (S) to 0% (reverse charge, work on immovable property).",
	} {
		text, err := c.Text(lang, d)
		require.NoError(t, err)
		assert.Equal(t, want, text)
	}
}

// TestARoundSaysWhyAQuoteHasNoNewPrice, of a line and of the whole.
func TestARoundSaysWhyAQuoteHasNoNewPrice(t *testing.T) {
	c := catalogue(t)
	for cause, want := range map[agreement.Cause]string{
		{Line: "2", SKU: "NAIL", Why: agreement.NotSold}: "Ligne 2\u00a0: l’article NAIL ne figure pas dans le nouveau tarif.",
		{Line: "2", Why: agreement.RuleBroken}:           "Ligne 2\u00a0: les nouvelles règles de prix ne permettent pas cette offre en l’état.",
		{Why: agreement.RuleBroken}:                      "Les nouvelles règles de prix ne permettent pas cette offre en l’état.",
	} {
		text, err := c.Text("fr", cause)
		require.NoError(t, err)
		assert.Equal(t, want, text)
	}
}

func TestAClerkReadsAProblemOfInputInOneLanguage(t *testing.T) {
	tests := []struct {
		lang salesdesk.Language
		give error
		want string
	}{
		{"nl", field("lines[3].quantity", salesdesk.RuleMin, "0.12"), "Regel 4, aantal: De waarde is te laag; minimum: 0,12."},
		{"fr", field("lines[3].quantity", salesdesk.RuleMin, "0.12"), "Ligne 4, quantité\u00a0: La valeur est trop basse\u202f; minimum\u00a0: 0,12."},
		{"en", field("lines[3].quantity", salesdesk.RuleMin, "0.12"), "Line 4, quantity: The value is too low; minimum: 0.12."},
		{"nl", field("buyer.address.country", salesdesk.RuleRequired, ""), "Koper, land: Verplicht veld."},
		{"nl", field("seller.iban", salesdesk.RuleCheckDigit, ""), "Verkoper, rekeningnummer (IBAN): Het controlegetal klopt niet."},
		{"nl", field("zones[2].slot", salesdesk.RuleRequired, ""), "zones[2].slot: Verplicht veld."},
		{"nl", field("score", salesdesk.RuleType, "whole number"), "Score: De waarde heeft niet het verwachte type (een geheel getal)."},
		{"fr", field("lines", salesdesk.RuleType, "list"), "Lignes\u00a0: La valeur n’est pas du type attendu (une liste)."},
		{"nl", field("score", salesdesk.RuleOneOf, "0…10"), "Score: Deze waarde is niet toegelaten; mogelijk: tussen 0 en 10."},
		{"fr", field("value", salesdesk.RuleOneOf, "]0, 1["), "Valeur\u00a0: Cette valeur n’est pas admise\u202f; possible\u00a0: entre 0 et 1."},
		{"nl", field("kind", salesdesk.RuleOneOf, "business, consumer"), "Soort: Deze waarde is niet toegelaten; mogelijk: “business” of “consumer”."},
		{"nl", field("valid_until", salesdesk.RuleOrder, "issue_date"), "Laatste geldige dag: De volgorde klopt niet; dit moet volgen op: “Datum van uitgifte”."},
		{"nl", field("to", salesdesk.RuleOrder, "2026-05-01"), "Einde: De volgorde klopt niet; dit moet volgen op: 1 mei 2026."},
		{"fr", field("price", salesdesk.RuleFormat, "at most three decimals"), "Prix\u00a0: La forme n’est pas correcte\u202f; attendu\u00a0: trois décimales au plus."},
		{"nl", field("", salesdesk.RuleSyntax, "line 3, column 5: invalid character"), "De invoer kan niet worden gelezen (regel 3, kolom 5)."},
		{"nl", field("", salesdesk.RuleSyntax, "empty input"), "De invoer kan niet worden gelezen."},
		{"fr", field("", salesdesk.RuleLength, "64 levels"), "La saisie est trop longue\u202f; au plus\u00a0: 64 niveaux."},
		{
			"nl", salesdesk.At("hours.weekly.monday", calendar.FieldError{Rule: "type", Param: "list"}),
			"Openingsuren, weekrooster, maandag: De waarde heeft niet het verwachte type (een lijst).",
		},
		{"nl", workflow.FactError{Name: "paid_up"}, "Niet voldaan: “paid_up”."},
		{"fr", workflow.HoldsError{Guard: "on_hold"}, "«\u00a0on_hold\u00a0» est rempli, ce qui n’est pas permis ici."},
		{"nl", salesdesk.At("lines[0]", errors.New("disk full")), "Regel 1: disk full"},
	}
	c := catalogue(t)
	for _, tt := range tests {
		assert.Equal(t, []string{tt.want}, c.Error(tt.lang, i18n.Clerk, tt.give))
	}
}

func TestTextTellsThePlaceToo(t *testing.T) {
	said, err := catalogue(t).Text("nl", salesdesk.FieldError{Path: "lines[0].unit", Rule: salesdesk.RuleRequired})
	require.NoError(t, err)
	assert.Equal(t, "Regel 1, eenheid: Verplicht veld.", said)
}

func TestACustomerReadsOnlyOfWhatHeGives(t *testing.T) {
	const general = "Wij kunnen uw vraag op dit ogenblik niet uitvoeren. Neem gerust contact met ons op."
	tests := []struct {
		give error
		want string
	}{
		{field("lines[3].quantity", salesdesk.RuleMin, "0"), "Regel 4, aantal: Deze waarde is te laag."},
		{field("address.country", salesdesk.RuleRequired, ""), "Land: Gelieve dit veld in te vullen."},
		{field("contacts[0].email", salesdesk.RuleFormat, "email"), "Contactpersoon 1, e-mailadres: De vorm klopt niet; verwacht: naam@domein.be."},
		{field("policy.min_margin", salesdesk.RuleMin, "0.12"), general},
		{field("command.id", salesdesk.RuleRequired, ""), general},
		{field("seller.iban", salesdesk.RuleCheckDigit, ""), general},
		{field("lines[0].cost", salesdesk.RuleMin, "0"), general},
		{salesdesk.At("policy.limits[0]", salesdesk.RangeError{Limit: salesdesk.LimitDigits}), general},
		{salesdesk.At("lines[0].quantity", salesdesk.RangeError{Limit: salesdesk.LimitDigits}), "Regel 1, aantal: Dit getal is te groot of telt te veel cijfers."},
		{salesdesk.At("policy.x", salesdesk.CurrencyError{Want: "EUR", Got: "USD"}), "De munteenheid is USD; dit document is in EUR."},
		{errors.New("margin below 12 %"), general},
	}
	c := catalogue(t)
	for _, tt := range tests {
		assert.Equal(t, []string{tt.want}, c.Error("nl", i18n.Customer, tt.give), "%v", tt.give)
	}
}

// packer is a role of a company's own, without a text.
const packer salesdesk.Role = "packer"

func TestACompanysOwnRoleDoesNotLoseTheRefusal(t *testing.T) {
	refused := workflow.RefusedError{
		Machine: "order", State: "packed", On: "load", NoRole: true, Roles: []salesdesk.Role{packer, salesdesk.SalesManager},
	}
	c := catalogue(t)
	assert.Equal(t, []string{"Deze stap is voor een andere rol: packer en verkoopleider."}, c.Error("nl", i18n.Clerk, refused))
	assert.Equal(t, []string{"Dit is op dit ogenblik niet mogelijk."}, c.Error("nl", i18n.Customer, refused))
	own := catalogue(t, i18n.Overlay{Language: "nl", Texts: map[string]i18n.Text{"role.packer": {Other: "inpakker"}, "guard.paid_up": {Other: "betaald"}}})
	assert.Equal(t, []string{"Deze stap is voor een andere rol: inpakker en verkoopleider."}, own.Error("nl", i18n.Clerk, refused))
	assert.Equal(t, []string{"Niet voldaan: betaald."}, own.Error("nl", i18n.Clerk, workflow.FactError{Name: "paid_up"}))
}

func TestARefusalIsAWholeSentence(t *testing.T) {
	refused := workflow.RefusedError{Failed: []workflow.Failure{{Guard: "paid", Err: workflow.FactError{Name: "paid"}}}}
	said, err := catalogue(t).Text("nl", refused)
	require.NoError(t, err)
	assert.Equal(t, "Deze stap kan nu niet.", said)
	assert.Equal(t, []string{"Deze stap kan nu niet.", "Niet voldaan: “paid”."}, catalogue(t).Error("nl", i18n.Clerk, refused))
}

type shade string

func (s shade) MessageID() string { return "shade." + string(s) }

func TestTheTextsADefinitionLacks(t *testing.T) {
	d := workflow.Definition[shade, salesdesk.Role, struct{}]{
		States:      []workflow.State[shade]{{Name: "light"}, {Name: "dark"}},
		Transitions: []workflow.Transition[shade, salesdesk.Role, struct{}]{{On: salesdesk.SalesManager, By: []salesdesk.Role{packer, salesdesk.SalesManager}}},
	}
	c := catalogue(t, i18n.Overlay{Language: "nl", Texts: map[string]i18n.Text{"shade.light": {Other: "licht"}}})
	missing, err := c.Missing("nl_BE", d.MessageIDs()...)
	require.NoError(t, err)
	assert.Equal(t, []string{"role.packer", "shade.dark"}, missing)
	missing, err = c.Missing("fr", d.MessageIDs()...)
	require.NoError(t, err)
	assert.Equal(t, []string{"role.packer", "shade.dark", "shade.light"}, missing)
	_, err = c.Missing("es")
	assert.Equal(t, i18n.UnknownLanguageError{Language: "es"}, err)
}
