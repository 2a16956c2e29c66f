package salesdesk_test

import (
	"errors"
	"fmt"

	"github.com/interne-sales/salesdesk"
)

func ExampleParseAmount() {
	price, err := salesdesk.ParseAmount("1.10")
	fmt.Println(price, err)
	_, err = salesdesk.ParseAmount("1e5000000")
	fmt.Println(err)
	// Output:
	// 1.10 <nil>
	// amount out of range: 1e5000000 (exponent)
}

func ExampleParseVATNumber() {
	vat, err := salesdesk.ParseVATNumber("be 0428.759.497")
	fmt.Println(vat, vat.Format(), vat.Country(), err)
	_, err = salesdesk.ParseVATNumber("BE 0428.759.498")
	fmt.Println(err)
	// Output:
	// BE0428759497 BE 0428.759.497 BE <nil>
	// check_digit
}

func ExampleParseEnterpriseNumber() {
	e, _ := salesdesk.ParseEnterpriseNumber("0428.759.497")
	fmt.Println(e, e.Format(), e.VAT(), e.Endpoint())
	// Output: 0428759497 0428.759.497 BE0428759497 0208:0428759497
}

func ExampleParseIBAN() {
	account, err := salesdesk.ParseIBAN("be68539007547034")
	fmt.Println(account.Format(), err)
	// Output: BE68 5390 0754 7034 <nil>
}

func ExampleParseBIC() {
	bank, err := salesdesk.ParseBIC("GEBABEBBXXX")
	fmt.Println(bank, bank.Country(), err)
	// Output: GEBABEBB BE <nil>
}

func ExampleParsePaymentReference() {
	// This number is quoted often and was never valid.
	_, err := salesdesk.ParsePaymentReference("+++123/4567/89012+++")
	fmt.Println(err)
	// Output: check_digit
}

func ExampleBelgianReference() {
	r, err := salesdesk.BelgianReference(1234567890)
	fmt.Println(r.Format(), err)
	// Output: +++123/4567/89002+++ <nil>
}

func ExampleCreditorReference() {
	r, err := salesdesk.CreditorReference("INV-2026/001")
	fmt.Println(r, err)
	// Output: RF10INV2026001 <nil>
}

func ExampleParseGTIN() {
	g, err := salesdesk.ParseGTIN("5412345000013")
	fmt.Println(g.Format(), err)
	// Output: 5 412345 000013 <nil>
}

func ExampleParseGLN() {
	g, err := salesdesk.ParseGLN("5412345000013")
	fmt.Println(g.Endpoint(), err)
	// Output: 0088:5412345000013 <nil>
}

func ExampleParsePhoneNumber() {
	for _, text := range []string{"09 123 45 67", "0470/12.34.56", "+33 1 23 45 67 89"} {
		p, _ := salesdesk.ParsePhoneNumber(text)
		fmt.Println(p, "=", p.Format())
	}
	// Output:
	// +3291234567 = +32 9 123 45 67
	// +32470123456 = +32 470 12 34 56
	// +33123456789 = +33 1 23 45 67 89
}

func ExampleParseEndpoint() {
	e, err := salesdesk.ParseEndpoint("iso6523-actorid-upis::0208:0428759497")
	fmt.Println(e.Scheme(), e.ID(), err)
	// Output: 0208 0428759497 <nil>
}

func ExampleMoney_Round() {
	euro, _ := salesdesk.MustMoney("12.345", salesdesk.EUR).Round()
	yen, _ := salesdesk.MustMoney("1250.5", salesdesk.JPY).Round()
	fmt.Println(euro, yen)
	// Output: 12.35 EUR 1251 JPY
}

func ExampleMoney_Add() {
	_, err := salesdesk.MustMoney("12.50", salesdesk.EUR).Add(salesdesk.MustMoney("1", salesdesk.USD))
	fmt.Println(err)
	// Output: currency USD where EUR is wanted
}

func ExampleAddress_Region() {
	seat := salesdesk.Address{Street: "Kouter 12", Postcode: "9000", City: "Gent", Country: "BE"}
	region, err := seat.Region()
	fmt.Println(region, region.StatutoryLanguage(salesdesk.French), err)
	// Output: flanders nl <nil>
}

func ExampleParty_Check() {
	p := salesdesk.Party{
		Name: "Dubois-Peeters", Kind: salesdesk.Business, Language: "nl-BE",
		Address:  salesdesk.Address{Postcode: "9000", Country: "BE"},
		Contacts: []salesdesk.Contact{{Email: "an"}},
	}
	var problems salesdesk.Problems
	if errors.As(p.Check(), &problems) {
		for _, problem := range problems {
			fmt.Println(problem)
		}
	}
	// Output:
	// address.city: required
	// contacts[0].name: required
	// contacts[0].email: format (a@a.aa)
}

func ExampleProblems() {
	var problems salesdesk.Problems
	problems.AddAt("lines[2]", salesdesk.FieldError{Path: "quantity", Rule: salesdesk.RuleMin, Param: "1"})
	problems.AddAt("currency", salesdesk.CurrencyError{Want: salesdesk.EUR, Got: salesdesk.USD})
	fmt.Println(problems.Err())
	// Output: lines[2].quantity: min (1); currency: currency USD where EUR is wanted
}

func ExampleViesFault() {
	fmt.Println(salesdesk.ViesFault("MS_UNAVAILABLE"), salesdesk.ViesFault("INVALID_INPUT"))
	// Output: unavailable refused
}

func ExampleDecodeParty() {
	_, err := salesdesk.DecodeParty([]byte(`{
		"name": "Dubois-Peeters", "kind": "business", "language": "nl",
		"vat_number": "BE0428759498", "postcode": "9000", "contacts": [{"name": "An", "phone": "12"}]
	}`))
	var problems salesdesk.Problems
	errors.As(err, &problems)
	for _, problem := range problems {
		fmt.Println(problem)
	}
	// Output:
	// vat_number: check_digit
	// postcode: unknown
	// contacts[0].phone: format (+32 9 999 99 99)
}
