package i18n

import (
	"strings"

	"github.com/interne-sales/salesdesk"
)

// Country is the name of a country of the European Union or beside it, "Pays-Bas"; the
// code itself for another.
func (f Formatter) Country(c salesdesk.Country) string {
	_, rest, found := strings.Cut(countryNames, "\n"+string(c)+"|")
	if !found || c.Check() != nil {
		return string(c)
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.Split(line, "|")[f.locale().names]
}

// countryNames are the code and the names in Dutch, French and English, of CLDR 48.
//
//nolint:misspell // Ierland is Dutch
const countryNames = `
AD|Andorra|Andorre|Andorra
AL|Albanië|Albanie|Albania
AT|Oostenrijk|Autriche|Austria
BA|Bosnië en Herzegovina|Bosnie-Herzégovine|Bosnia and Herzegovina
BE|België|Belgique|Belgium
BG|Bulgarije|Bulgarie|Bulgaria
CH|Zwitserland|Suisse|Switzerland
CY|Cyprus|Chypre|Cyprus
CZ|Tsjechië|Tchéquie|Czechia
DE|Duitsland|Allemagne|Germany
DK|Denemarken|Danemark|Denmark
EE|Estland|Estonie|Estonia
ES|Spanje|Espagne|Spain
FI|Finland|Finlande|Finland
FR|Frankrijk|France|France
GB|Verenigd Koninkrijk|Royaume-Uni|United Kingdom
GR|Griekenland|Grèce|Greece
HR|Kroatië|Croatie|Croatia
HU|Hongarije|Hongrie|Hungary
IE|Ierland|Irlande|Ireland
IS|IJsland|Islande|Iceland
IT|Italië|Italie|Italy
LI|Liechtenstein|Liechtenstein|Liechtenstein
LT|Litouwen|Lituanie|Lithuania
LU|Luxemburg|Luxembourg|Luxembourg
LV|Letland|Lettonie|Latvia
MA|Marokko|Maroc|Morocco
MC|Monaco|Monaco|Monaco
MD|Moldavië|Moldavie|Moldova
ME|Montenegro|Monténégro|Montenegro
MK|Noord-Macedonië|Macédoine du Nord|North Macedonia
MT|Malta|Malte|Malta
NL|Nederland|Pays-Bas|Netherlands
NO|Noorwegen|Norvège|Norway
PL|Polen|Pologne|Poland
PT|Portugal|Portugal|Portugal
RO|Roemenië|Roumanie|Romania
RS|Servië|Serbie|Serbia
SE|Zweden|Suède|Sweden
SI|Slovenië|Slovénie|Slovenia
SK|Slowakije|Slovaquie|Slovakia
SM|San Marino|Saint-Marin|San Marino
TR|Turkije|Turquie|Türkiye
UA|Oekraïne|Ukraine|Ukraine
US|Verenigde Staten|États-Unis|United States
VA|Vaticaanstad|État de la Cité du Vatican|Vatican City
XK|Kosovo|Kosovo|Kosovo
`
