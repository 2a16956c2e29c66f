package salesdesk_test

import (
	"fmt"
	"strconv"
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

// The list of the National Bank of 1 January 2026: post bank codes went to BNP Paribas
// Fortis, Crelan gave up what it had of AXA, and new banks came.
func TestBelgianBankCodesAreOf2026(t *testing.T) {
	codes := salesdesk.BelgianBankCodes()
	for bank, want := range map[string]string{
		"000": "GEBABEBB", "049": "GEBABEBB", "050": "GKCCBEBB", "099": "GKCCBEBB", "299": "GEBABEBB", "300": "BBRUBEBB", "400": "KREDBEBB",
		"102": "", "130": "DIGEBEB2", "150": "BCMCBEBB", "650": "REVOBEB2", "651": "KEYTBEBB", "719": "ABNABE2A", "722": "ABNABE2AIPC", "765": "AXABBE22",
		"766": "", "771": "", "772": "AXABBE22", "807": "", "816": "", "817": "ISAEBEBB", "903": "TRWIBEB1", "905": "TRWIBEB1", "907": "",
		"967": "TRWIBEB1", "984": "PCHQBEBB", "990": "", "999": "",
	} {
		assert.Equal(t, want, account(bank).BIC(codes).String(), bank)
	}
}

// account is an account of the bank with a code, its check digits counted out.
func account(bank string) salesdesk.IBAN {
	code, _ := strconv.Atoi(bank)
	number := code * 1e7
	national := fmt.Sprintf("%s0000000%02d", bank, (number+96)%97+1)
	for check := 2; check <= 98; check++ {
		if i, err := salesdesk.ParseIBAN(fmt.Sprintf("BE%02d%s", check, national)); err == nil {
			return i
		}
	}
	return salesdesk.IBAN{}
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
