package salesdesk_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/interne-sales/salesdesk"
)

func TestTheBankOfABelgianAccount(t *testing.T) {
	codes := salesdesk.BelgianBankCodes()
	for account, want := range map[string]string{
		"BE68539007547034": "", "BE71096123456769": "GKCCBEBB", "NL91ABNA0417164300": "",
	} {
		assert.Equal(t, want, salesdesk.MustIBAN(account).BIC(codes).String(), account)
	}
	assert.True(t, salesdesk.IBAN{}.BIC(codes).IsZero())
	own := append([]salesdesk.BankCode{{From: 90, To: 99, BIC: salesdesk.MustBIC("NICABEBB")}}, codes...)
	assert.Equal(t, "NICABEBB", salesdesk.MustIBAN("BE71096123456769").BIC(own).String(), "a company's own come first")
	last := -1
	for _, c := range codes {
		assert.Greater(t, c.From, last, fmt.Sprint(c))
		assert.GreaterOrEqual(t, c.To, c.From)
		assert.Equal(t, salesdesk.Belgium, c.BIC.Country())
		last = c.To
	}
	assert.Less(t, last, 1000)
}

func TestACodeThatIsNoneSaysSo(t *testing.T) {
	unknown := func(code string) error { return salesdesk.FieldError{Rule: salesdesk.RuleReference, Param: code} }
	assert.Equal(t, unknown("BX"), salesdesk.Country("BX").Check())
	assert.Equal(t, unknown("QQQ"), salesdesk.Currency("QQQ").Check())
	assert.Equal(t, form("AA"), salesdesk.Country("be").Check())
	assert.Equal(t, form("AAA"), salesdesk.Currency("EURO").Check())
}

func TestEmailAddressesThatMachinesRefuse(t *testing.T) {
	for _, give := range []salesdesk.EmailAddress{"a,b@c.be", "an@example.be\u00a0", ".a@b.be", "a.@b.be", "a..b@c.be", "a\u0085b@c.be", "<a@b.be", `"a"@b.be`, `a\b@c.be`} {
		assert.Equal(t, form("a@a.aa"), give.Check(), give)
	}
	for _, give := range []salesdesk.EmailAddress{"an@example.be", "an.de-smet+desk@example.co.uk", "o'neil@example.be", "zoë@example.be"} {
		assert.NoError(t, give.Check(), give)
	}
}

func TestALongCreditorReferenceIsToldItsForm(t *testing.T) {
	_, err := salesdesk.ParsePaymentReference("RF18 5390 0754 7034 5390 0754 7034 11")
	assert.Equal(t, form("RF99X…"), err)
}

func TestAPhoneNumberHasNoLoneDigit(t *testing.T) {
	for give, want := range map[string]string{
		"+12015550123": "+1 201 555 01 23", "+31201234567": "+31 201 234 567", "+4930123456": "+49 301 234 56", "+35312345678": "+353 123 456 78",
	} {
		assert.Equal(t, want, salesdesk.MustPhoneNumber(give).Format(), give)
	}
}
