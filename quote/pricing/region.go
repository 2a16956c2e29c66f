package pricing

import "github.com/interne-sales/salesdesk"

// Region is where in Belgium the seller has his seat of exploitation. It rules the language
// of what law prescribes on his documents.
type Region string

// The regions. Empty is not known: any language.
const (
	Flanders Region = "flanders" // Dutch: decree of 19 July 1973
	Wallonia Region = "wallonia" // French: decree of 30 June 1982
	Brussels Region = "brussels" // Dutch or French: coordinated laws of 18 July 1966
	East     Region = "east"     // the German-speaking communes, German: coordinated laws of 18 July 1966
)

// StatutoryLanguage is the language of what law prescribes on a document. [R] for all
// but the seat: to be confirmed for the seller's case.
type StatutoryLanguage struct {
	Required []salesdesk.Language `json:"required,omitempty"` // one of them; empty is any
	Language salesdesk.Language   `json:"language"`           // in which the library has its texts
	Fallback bool                 `json:"fallback,omitempty"` // there are no texts in a language required
}

// StatutoryLanguage is the language for a buyer of a country who asked for one: that of the
// region, and the one asked for where the region leaves the choice or the buyer is in
// another country. The library has no texts in German: French stands in, and it says so.
func (r Region) StatutoryLanguage(buyerCountry string, asked salesdesk.Language) StatutoryLanguage {
	language := asked.Base()
	if buyerCountry != "" && buyerCountry != belgium {
		r = ""
	}
	switch r {
	case Flanders:
		return StatutoryLanguage{Required: []salesdesk.Language{salesdesk.Dutch}, Language: salesdesk.Dutch}
	case Wallonia:
		return StatutoryLanguage{Required: []salesdesk.Language{salesdesk.French}, Language: salesdesk.French}
	case Brussels:
		if language != salesdesk.French {
			language = salesdesk.Dutch
		}
		return StatutoryLanguage{Required: []salesdesk.Language{salesdesk.Dutch, salesdesk.French}, Language: language}
	case East:
		return StatutoryLanguage{Required: []salesdesk.Language{salesdesk.German}, Language: salesdesk.French, Fallback: true}
	}
	if language != salesdesk.French && language != salesdesk.English {
		return StatutoryLanguage{Language: salesdesk.Dutch, Fallback: language != salesdesk.Dutch && language != ""}
	}
	return StatutoryLanguage{Language: language}
}
