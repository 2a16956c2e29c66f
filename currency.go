package salesdesk

import "strings"

// Currency is an ISO 4217 alphabetic code such as "EUR". BT-5.
// The zero value is no currency.
type Currency string

// The currencies a Belgian desk meets most.
const (
	EUR Currency = "EUR"
	USD Currency = "USD"
	GBP Currency = "GBP"
	CHF Currency = "CHF"
	JPY Currency = "JPY"
)

// currencies are the codes of ISO 4217, each with a space after it; those of old
// documents (BGN and HRK until the euro, ANG, SLL, ZWL) are kept. From general
// knowledge of the standard: verify before relying on a rare one.
const currencies = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD " +
	"CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD " +
	"HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD " +
	"MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR " +
	"RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS " +
	"UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX " +
	"YER ZAR ZMW ZWG ZWL "

// The codes whose minor unit is not a hundredth.
const (
	withoutMinorUnits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF " +
		"XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX "
	thousandths    = "BHD IQD JOD KWD LYD OMR TND "
	tenThousandths = "CLF UYW "
)

// Check is nil for a code of the list, else a [FieldError]: [RuleFormat], or
// [RuleReference] where the form is right and no currency has the code.
func (c Currency) Check() error { return listed(currencies, string(c), 3, "AAA") }

// MinorUnits is the number of decimals of the currency's smallest unit: 2 for EUR, 0
// for JPY and for gold, 3 for KWD. A code that is none, as Check says, has 2.
func (c Currency) MinorUnits() int {
	switch {
	case len(c) != 3:
		return 2
	case strings.Contains(withoutMinorUnits, string(c)+" "):
		return 0
	case strings.Contains(thousandths, string(c)+" "):
		return 3
	case strings.Contains(tenThousandths, string(c)+" "):
		return 4
	default:
		return 2
	}
}
