package salesdesk

import "strings"

// Country is an ISO 3166-1 alpha-2 code such as "BE"; XK, which the standard leaves to
// its users, is Kosovo. BT-40 and BT-55.
type Country string

// Belgium is the country whose rules are built in.
const Belgium Country = "BE"

// countries are the codes of ISO 3166-1 and XK, each with a space after it.
const countries = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
	"CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR " +
	"GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
	"KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ " +
	"NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW " +
	"SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ " +
	"UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW "

// Check is nil for a code of the list, else a [FieldError]: [RuleFormat], or
// [RuleReference] where the form is right and no country has the code.
func (c Country) Check() error { return listed(countries, string(c), 2, "AA") }

// listed is nil where code, of size letters, is in the list, which has a space after
// each code.
func listed(list, code string, size int, form string) error {
	if code == "" {
		return FieldError{Rule: RuleRequired}
	}
	if len(code) == size {
		for at := 0; at < len(list); {
			i := strings.Index(list[at:], code)
			if i < 0 {
				break
			}
			if at += i; at%(size+1) == 0 {
				return nil
			}
			at++
		}
	}
	if len(code) == size && isLetters([]byte(code)) {
		return FieldError{Rule: RuleReference, Param: code}
	}
	return FieldError{Rule: RuleFormat, Param: form}
}
