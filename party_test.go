package salesdesk_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/strict"
)

// contractor is a Belgian enterprise with everything a document prints.
func contractor() salesdesk.Party {
	e := salesdesk.MustEnterpriseNumber("0428.759.497")
	return salesdesk.Party{
		ID: "c-17", Name: "Dubois-Peeters", LegalForm: "bv", Kind: salesdesk.Business, Language: "nl-BE",
		Address:          salesdesk.Address{Street: "Kouter 12 bus 3", Postcode: "9000", City: "Gent", Country: "BE"},
		EnterpriseNumber: e, VATNumber: e.VAT(), PeriodicFiler: true, Endpoint: e.Endpoint(),
		IBAN: salesdesk.MustIBAN("BE68539007547034"), BIC: salesdesk.MustBIC("GEBABEBB"), Court: "Gent",
		Email: "info@example.be", Phone: salesdesk.MustPhoneNumber("09 123 45 67"), Website: "www.example.be",
		Contacts: []salesdesk.Contact{{Name: "An Peeters", Function: "zaakvoerder", Email: "an@example.be", Language: salesdesk.Dutch}},
	}
}

func TestPartyCheckFindsNothingInAGoodParty(t *testing.T) {
	assert.NoError(t, contractor().Check())
	consumer := salesdesk.Party{
		Name: "Jean Dupont", Kind: salesdesk.Consumer, Language: salesdesk.French, Address: salesdesk.Address{Country: "FR"},
	}
	assert.NoError(t, consumer.Check())
}

func TestPartyCheckFindsEverything(t *testing.T) {
	p := contractor()
	p.Name, p.Kind, p.Language, p.Address.City = "", salesdesk.Consumer, "nederlands", ""
	p.Contacts = append(p.Contacts, salesdesk.Contact{Email: "an"})
	assert.Equal(t, salesdesk.Problems{
		required("name"),
		salesdesk.FieldError{Path: "language", Rule: salesdesk.RuleFormat, Param: "aa-AA"},
		required("address.city"),
		salesdesk.FieldError{Path: "enterprise_number", Rule: salesdesk.RuleExcluded, Param: "kind"},
		salesdesk.FieldError{Path: "vat_number", Rule: salesdesk.RuleExcluded, Param: "kind"},
		salesdesk.FieldError{Path: "periodic_filer", Rule: salesdesk.RuleExcluded, Param: "kind"},
		required("contacts[1].name"),
		salesdesk.FieldError{Path: "contacts[1].email", Rule: salesdesk.RuleFormat, Param: "a@a.aa"},
	}, p.Check())
}

func TestPartyJSON(t *testing.T) {
	data, err := json.Marshal(contractor())
	require.NoError(t, err)
	assert.Equal(t, strings.Join(strings.Fields(`{"id":"c-17","name":"Dubois-Peeters","legal_form":"bv","kind":"business","language":"nl-BE",
		"address":{"street":"Kouter·12·bus·3","postcode":"9000","city":"Gent","country":"BE"},
		"enterprise_number":"0428759497","vat_number":"BE0428759497","periodic_filer":true,"endpoint":"0208:0428759497",
		"iban":"BE68539007547034","bic":"GEBABEBB","court":"Gent","phone":"+3291234567","email":"info@example.be","website":"www.example.be",
		"contacts":[{"name":"An·Peeters","function":"zaakvoerder","email":"an@example.be","language":"nl"}]}`), ""),
		strings.ReplaceAll(string(data), " ", "·"))

	var read salesdesk.Party
	require.NoError(t, strict.Decode(data, &read))
	assert.Equal(t, contractor(), read)

	err = strict.Decode([]byte(`{"name":"x","vat":"BE0428759497","iban":"BE00","contacts":[{"phone":"12"}]}`), &read)
	assert.ElementsMatch(t, salesdesk.Problems{
		salesdesk.FieldError{Path: "vat", Rule: salesdesk.RuleUnknown},
		salesdesk.FieldError{Path: "iban", Rule: salesdesk.RuleFormat, Param: "BE99 9999 9999 9999"},
		salesdesk.FieldError{Path: "contacts[0].phone", Rule: salesdesk.RuleFormat, Param: "+32 9 999 99 99"},
	}, err)
}

func TestRegionByPostcode(t *testing.T) {
	tests := []struct {
		give string
		want salesdesk.Region
	}{
		{"1000", salesdesk.Brussels},
		{"1210", salesdesk.Brussels},
		{"1299", salesdesk.Brussels},
		{"1300", salesdesk.Wallonia}, // Wavre
		{"1499", salesdesk.Wallonia},
		{"1500", salesdesk.Flanders}, // Halle
		{"1640", salesdesk.Flanders}, // a commune with facilities is in Flanders
		{"2000", salesdesk.Flanders},
		{"3798", salesdesk.Flanders}, // Voeren
		{"3999", salesdesk.Flanders},
		{"4000", salesdesk.Wallonia},
		{"4699", salesdesk.Wallonia},
		{"4700", salesdesk.GermanSpeaking}, // Eupen
		{"4780", salesdesk.GermanSpeaking}, // Sankt Vith
		{"4800", salesdesk.Wallonia},       // Verviers
		{"4960", salesdesk.Wallonia},       // Malmedy
		{"5000", salesdesk.Wallonia},
		{"6700", salesdesk.Wallonia},
		{"7780", salesdesk.Wallonia}, // Comines
		{"7999", salesdesk.Wallonia},
		{"8000", salesdesk.Flanders},
		{"9000", salesdesk.Flanders},
		{"9999", salesdesk.Flanders},
	}
	for _, tt := range tests {
		got, err := salesdesk.Address{Postcode: tt.give, Country: "BE"}.Region()
		require.NoError(t, err)
		assert.Equal(t, tt.want, got, tt.give)
		assert.Equal(t, "region."+string(tt.want), got.MessageID())
	}
	for _, give := range []string{"", "999", "0999", "10000", "B-9000", "+900", "90 0"} {
		_, err := salesdesk.Address{Postcode: give, Country: "BE"}.Region()
		assert.Equal(t, salesdesk.FieldError{Path: "postcode", Rule: salesdesk.RuleFormat, Param: "9999"}, err, give)
	}
	_, err := salesdesk.Address{Postcode: "1011", Country: "NL"}.Region()
	assert.Equal(t, salesdesk.FieldError{Path: "country", Rule: salesdesk.RuleOneOf, Param: "BE"}, err)
}

func TestStatutoryLanguage(t *testing.T) {
	tests := []struct {
		region    salesdesk.Region
		preferred salesdesk.Language
		want      salesdesk.Language
	}{
		{salesdesk.Flanders, "fr", "nl"},
		{salesdesk.Wallonia, "nl", "fr"},
		{salesdesk.GermanSpeaking, "fr", "de"},
		{salesdesk.Brussels, "nl-BE", "nl"},
		{salesdesk.Brussels, "fr-BE", "fr"},
		{salesdesk.Brussels, "en", "fr"},
		{"", "de-BE", "de"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, tt.region.StatutoryLanguage(tt.preferred))
	}
}

func TestEmailAddressCheck(t *testing.T) {
	for _, give := range []salesdesk.EmailAddress{"an@example.be", "an.peeters+offerte@sales.example.be", "zoë@exämple.be", "o'neill@example.be"} {
		assert.NoError(t, give.Check(), give)
	}
	for _, give := range []salesdesk.EmailAddress{
		"", "an", "@example.be", "an@", "an@example", "an@example.", "an@.be", "an@@example.be", "a@b@example.be", "an peeters@example.be",
		"an@-example.be", "an@example-.be", "an@example.be\n", "an@example.be,jan@example.be",
		salesdesk.EmailAddress(strings.Repeat("a", 65) + "@example.be"), salesdesk.EmailAddress("a@" + strings.Repeat("a", 250) + ".be"),
	} {
		assert.Equal(t, form("a@a.aa"), give.Check(), give)
	}
}

func TestActorAndRole(t *testing.T) {
	a := salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales, For: "customer-17"}
	require.NoError(t, a.Check())
	data, err := json.Marshal(a)
	require.NoError(t, err)
	assert.Equal(t, `{"id":"an","role":"inside_sales","for":"customer-17"}`, string(data))
	var read salesdesk.Actor
	require.NoError(t, json.Unmarshal(data, &read))
	assert.Equal(t, a, read)

	assert.Equal(t, salesdesk.Problems{required("id"), required("role")}, salesdesk.Actor{}.Check())
	assert.Equal(t, "role.inside_sales", salesdesk.InsideSales.MessageID())
	for _, r := range []salesdesk.Role{
		salesdesk.InsideSales, salesdesk.ExternalSales, salesdesk.SalesManager, salesdesk.Warehouse, salesdesk.Finance, salesdesk.Quality,
		salesdesk.Purchasing, salesdesk.Production, salesdesk.Customer, salesdesk.Owner, salesdesk.System, "key_account",
	} {
		assert.NoError(t, r.Check())
	}
}

func TestVies(t *testing.T) {
	tests := []struct {
		give string
		want salesdesk.ViesOutcome
	}{
		{"SERVICE_UNAVAILABLE", salesdesk.ViesUnavailable},
		{"MS_UNAVAILABLE", salesdesk.ViesUnavailable},
		{"TIMEOUT", salesdesk.ViesUnavailable},
		{"GLOBAL_MAX_CONCURRENT_REQ", salesdesk.ViesUnavailable},
		{"MS_MAX_CONCURRENT_REQ_TIME", salesdesk.ViesUnavailable},
		{"INVALID_INPUT", salesdesk.ViesRefused},
		{"VAT_BLOCKED", salesdesk.ViesRefused},
		{"IP_BLOCKED", salesdesk.ViesRefused},
		{"INVALID_REQUESTER_INFO", salesdesk.ViesRefused},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, salesdesk.ViesFault(tt.give), "a fault is never an invalid number")
		assert.Equal(t, "vies."+string(tt.want), tt.want.MessageID())
	}

	r := salesdesk.ViesResult{
		Number: salesdesk.MustVATNumber("NL004495445B01"), Outcome: salesdesk.ViesValid,
		At: time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC), ConsultationNumber: "WAPIAAAAY",
	}
	assert.True(t, r.Valid())
	assert.True(t, r.Proves())
	data, err := json.Marshal(r)
	require.NoError(t, err)
	assert.Equal(t, `{"number":"NL004495445B01","outcome":"valid","at":"2026-11-23T09:30:00Z","consultation_number":"WAPIAAAAY"}`, string(data))
	var read salesdesk.ViesResult
	require.NoError(t, strict.Decode(data, &read))
	assert.Equal(t, r, read)

	r.ConsultationNumber = ""
	assert.False(t, r.Proves())
	r.Outcome = salesdesk.ViesUnavailable
	assert.False(t, r.Valid())
	assert.Equal(t, "party.kind.public_body", salesdesk.PublicBody.MessageID())
}
