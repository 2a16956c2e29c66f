package salesdesk_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/go-playground/validator/v10"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
)

// newValidator is how a host that uses validator sets it up for the root's types.
func newValidator() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name
	})
	return v
}

// ruleOf is the rule of each tag that the root's types use.
func ruleOf(tag string) salesdesk.Rule {
	switch tag {
	case "required", "required_if":
		return salesdesk.RuleRequired
	case "max":
		return salesdesk.RuleLength
	case "oneof":
		return salesdesk.RuleOneOf
	case "excluded_if":
		return salesdesk.RuleExcluded
	case "validateFn":
		return salesdesk.RuleFormat
	default:
		return "no rule for " + salesdesk.Rule(tag)
	}
}

// byTags are "path rule" of what validator finds.
func byTags(v *validator.Validate, value any) []string {
	var found validator.ValidationErrors
	if !errors.As(v.Struct(value), &found) {
		return nil
	}
	lines := make([]string, len(found))
	for i, f := range found {
		_, path, _ := strings.Cut(f.Namespace(), ".")
		lines[i] = path + " " + string(ruleOf(f.Tag()))
	}
	return lines
}

// byCheck are "path rule" of what Check finds.
func byCheck(t require.TestingT, err error) []string {
	if err == nil {
		return nil
	}
	var problems salesdesk.Problems
	require.ErrorAs(t, err, &problems)
	lines := make([]string, len(problems))
	for i, problem := range problems {
		switch e := problem.(type) { //nolint:errorlint // a finding stands as it is
		case salesdesk.FieldError:
			if e.Rule == salesdesk.RuleReference { // a tag has one rule for a code that is none
				e.Rule = salesdesk.RuleFormat
			}
			lines[i] = e.Path + " " + string(e.Rule)
		case salesdesk.RangeError:
			lines[i] = e.Path + " " + string(salesdesk.RuleFormat)
		default:
			require.Fail(t, "a finding of another kind", "%T", problem)
		}
	}
	return lines
}

func pick[T any](t *rapid.T, label string, values ...T) T {
	return rapid.SampledFrom(values).Draw(t, label)
}

func text(t *rapid.T, label string) string {
	return pick(t, label, "", "", "Dubois-Peeters", strings.Repeat("é", 64), strings.Repeat("é", 65), strings.Repeat("x", 16),
		strings.Repeat("x", 17), strings.Repeat("x", 100), strings.Repeat("ë", 101), strings.Repeat("x", 200), strings.Repeat("x", 201))
}

func language(t *rapid.T) salesdesk.Language {
	return pick[salesdesk.Language](t, "language", "", "nl", "fr-BE", "NL", "nl-be", "nederlands", "nl-", "n1")
}

func email(t *rapid.T) salesdesk.EmailAddress {
	return pick[salesdesk.EmailAddress](t, "email", "", "an@example.be", "an", "an@", "an@example", "a n@example.be")
}

func address(t *rapid.T) salesdesk.Address {
	return salesdesk.Address{
		Street: text(t, "street"), Additional: text(t, "additional"), Postcode: text(t, "postcode"), City: text(t, "city"),
		Country: pick[salesdesk.Country](t, "country", "", "BE", "BE", "NL", "QQ", "be", "BEL"),
	}
}

func contact(t *rapid.T) salesdesk.Contact {
	return salesdesk.Contact{
		ID: text(t, "id"), Name: text(t, "name"), Function: text(t, "function"), Email: email(t), Language: language(t),
		Phone: pick(t, "phone", salesdesk.PhoneNumber{}, salesdesk.MustPhoneNumber("09 123 45 67")),
	}
}

func party(t *rapid.T) salesdesk.Party {
	return salesdesk.Party{
		ID: text(t, "id"), Name: text(t, "name"), LegalForm: text(t, "legal form"), Language: language(t), Address: address(t),
		Kind:             pick[salesdesk.PartyKind](t, "kind", "", "business", "public_body", "consumer", "consumer", "person"),
		EnterpriseNumber: pick(t, "enterprise", salesdesk.EnterpriseNumber{}, salesdesk.MustEnterpriseNumber("0428759497")),
		VATNumber:        pick(t, "vat", salesdesk.VATNumber{}, salesdesk.MustVATNumber("BE0428759497")),
		PeriodicFiler:    rapid.Bool().Draw(t, "filer"),
		IBAN:             pick(t, "iban", salesdesk.IBAN{}, salesdesk.MustIBAN("BE68539007547034")),
		Court:            text(t, "court"), Email: email(t), Website: text(t, "website"),
		Contacts: rapid.SliceOfN(rapid.Custom(contact), 0, 3).Draw(t, "contacts"),
	}
}

func actor(t *rapid.T) salesdesk.Actor {
	return salesdesk.Actor{
		ID: text(t, "id"), For: text(t, "for"),
		Role: pick[salesdesk.Role](t, "role", "", salesdesk.InsideSales, "key_account_2", "Boss", "2nd", "a b", salesdesk.Role(strings.Repeat("r", 65))),
	}
}

func money(t *rapid.T) salesdesk.Money {
	return salesdesk.Money{
		Amount:   pick(t, "amount", salesdesk.Amount{}, salesdesk.MustAmount("12.50"), hostileExponent(), hostileDigits()),
		Currency: pick[salesdesk.Currency](t, "currency", "", "EUR", "JPY", "eur", "EURO", "QQQ"),
	}
}

func TestCheckSaysWhatTheTagsSay(t *testing.T) {
	v := newValidator()
	rapid.Check(t, func(t *rapid.T) {
		values := []interface{ Check() error }{address(t), contact(t), party(t), actor(t), money(t)}
		for _, value := range values {
			assert.ElementsMatch(t, byTags(v, value), byCheck(t, value.Check()), "%T", value)
		}
	})
	many := salesdesk.Party{Contacts: make([]salesdesk.Contact, 101)}
	assert.ElementsMatch(t, byTags(v, many), byCheck(t, many.Check()))
}

// TestCodesAgreeWithAnotherList holds the lists of codes to those of validator, where
// the differences are known.
func TestCodesAgreeWithAnotherList(t *testing.T) {
	v := newValidator()
	letters := "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	countries, currencies := map[string]int{}, map[string]int{}
	for _, a := range letters {
		for _, b := range letters {
			two := string(a) + string(b)
			if (v.Var(two, "iso3166_1_alpha2") == nil) != (salesdesk.Country(two).Check() == nil) {
				countries[two]++
			}
			for _, c := range letters {
				three := two + string(c)
				if (v.Var(three, "iso4217") == nil) != (salesdesk.Currency(three).Check() == nil) {
					currencies[three]++
				}
			}
		}
	}
	assert.Empty(t, countries)
	old := map[string]int{"ANG": 1, "HRK": 1, "SLL": 1, "ZWL": 1} // withdrawn, kept for old documents
	old["XAD"] = 1                                                // added to the standard in 2025
	assert.Equal(t, old, currencies)
}
