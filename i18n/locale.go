package i18n

import (
	"strings"

	"github.com/interne-sales/salesdesk"
)

const (
	nbsp       = "\u00a0" // between a number and its sign or unit
	narrowNbsp = "\u202f" // between thousands in French
	thin       = "\u2009" // around the dash of a period
)

// moneyForm is where the currency sign and the minus stand.
type moneyForm uint8

const (
	signSymbolNumber moneyForm = iota // -€1.00; a code takes a space: -CHF 1.00
	symbolSignNumber                  // € -1,00
	signNumberSymbol                  // -1,00 €
)

// locale is the table of one language's forms, from CLDR 48.
type locale struct {
	language       salesdesk.Language
	decimal, group string
	money          moneyForm
	percent        string // after the number
	and            string // before the last of a list
	or             string // before the last of a choice
	quoteOpen      string
	quoteClose     string
	at             string // between a date and the time of the day
	dash           string // between two days of one month
	colon          string // between a place and what is said of it
	weekdayComma   string // after the weekday of a full date
	paddedDay      bool   // 05/01/2026, not 5/1/2026
	first          string // behind the first of a month: 1er
	months         [12]string
	weekdays       [7]string // Sunday first, as time.Weekday counts
	names          int       // which of the names of a unit
}

// localeOf is the table of a language; nil for one that has none.
func localeOf(lang salesdesk.Language) *locale {
	switch canonical(lang).Base() {
	case salesdesk.Dutch:
		return dutch()
	case salesdesk.French:
		return french()
	case salesdesk.English:
		return english()
	default:
		return nil
	}
}

// canonical is a tag as the library writes it: nl-BE for nl_BE, NL-be and other ways in
// which people and their systems write the same.
func canonical(lang salesdesk.Language) salesdesk.Language {
	base, region, regional := strings.Cut(strings.ReplaceAll(string(lang), "_", "-"), "-")
	if base = strings.ToLower(base); !regional {
		return salesdesk.Language(base)
	}
	return salesdesk.Language(base + "-" + strings.ToUpper(region))
}

func dutch() *locale {
	return &locale{
		language: salesdesk.Dutch, decimal: ",", group: ".", money: symbolSignNumber, percent: "%",
		and: " en ", or: " of ", quoteOpen: "“", quoteClose: "”", at: " om ", dash: "–", colon: ": ", weekdayComma: " ", names: 0,
		months: [12]string{
			"januari", "februari", "maart", "april", "mei", "juni",
			"juli", "augustus", "september", "oktober", "november", "december",
		},
		weekdays: [7]string{"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"},
	}
}

func french() *locale {
	return &locale{
		language: salesdesk.French, decimal: ",", group: narrowNbsp, money: signNumberSymbol, percent: nbsp + "%",
		and: " et ", or: " ou ", quoteOpen: "«" + nbsp, quoteClose: nbsp + "»", at: " à ", dash: "–", colon: nbsp + ": ", weekdayComma: " ", paddedDay: true, first: "er", names: 1,
		months: [12]string{
			"janvier", "février", "mars", "avril", "mai", "juin",
			"juillet", "août", "septembre", "octobre", "novembre", "décembre",
		},
		weekdays: [7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
	}
}

func english() *locale {
	return &locale{
		language: salesdesk.English, decimal: ".", group: ",", money: signSymbolNumber, percent: "%",
		and: " and ", or: " or ", quoteOpen: "“", quoteClose: "”", at: " at ", dash: thin + "–" + thin, colon: ": ", weekdayComma: ", ", paddedDay: true, names: 2,
		months: [12]string{
			"January", "February", "March", "April", "May", "June",
			"July", "August", "September", "October", "November", "December",
		},
		weekdays: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	}
}
