package salesdesk

import "strconv"

// Address is a postal address; the names are those of EN 16931 (BG-5, BG-8, BG-15).
type Address struct {
	Street     string  `json:"street,omitempty" validate:"max=100"`                         // BT-35, BT-50: street, number and box
	Additional string  `json:"additional,omitempty" validate:"max=100"`                     // BT-36, BT-51
	Postcode   string  `json:"postcode,omitempty" validate:"required_if=Country BE,max=16"` // BT-38, BT-53
	City       string  `json:"city,omitempty" validate:"required_if=Country BE,max=100"`    // BT-37, BT-52
	Country    Country `json:"country" validate:"required,validateFn=Check"`                // BT-40, BT-55
}

const maxPostcode = 16

// Check is every problem of a, with its path. The country is required, and in Belgium
// postcode and city; whether a Belgian postcode is one, Region says.
func (a Address) Check() error {
	var p Problems
	p.Add(atMost("street", a.Street, maxLine))
	p.Add(atMost("additional", a.Additional, maxLine))
	p.Add(a.place("postcode", a.Postcode, maxPostcode))
	p.Add(a.place("city", a.City, maxLine))
	p.Add(checked("country", a.Country))
	return p.Err()
}

func (a Address) place(path, s string, most int) error {
	if a.Country == Belgium {
		return filled(path, s, most)
	}
	return atMost(path, s, most)
}

// Region is where in Belgium a is, by its postcode of 1000 to 9999. An address in
// another country or without such a postcode is a [FieldError].
func (a Address) Region() (Region, error) {
	if a.Country != Belgium {
		return "", FieldError{Path: "country", Rule: RuleOneOf, Param: string(Belgium)}
	}
	n, err := strconv.Atoi(a.Postcode)
	if err != nil || !isNumeric([]byte(a.Postcode), 4) || n < 1000 {
		return "", FieldError{Path: "postcode", Rule: RuleFormat, Param: "9999"}
	}
	return regionOf(n), nil
}

// Region is a part of Belgium with its own law on the language of documents. Empty is not
// known.
type Region string

// The regions; the nine German-speaking communes lie in Wallonia and are apart from it here.
const (
	Flanders       Region = "flanders"
	Wallonia       Region = "wallonia"
	Brussels       Region = "brussels"
	GermanSpeaking Region = "german_speaking"
)

// MessageID names the region's text.
func (r Region) MessageID() string { return "region." + string(r) }

// Check is nil for one of the regions, else a [FieldError].
func (r Region) Check() error {
	switch r {
	case Flanders, Wallonia, Brussels, GermanSpeaking:
		return nil
	default:
		return FieldError{Rule: RuleOneOf, Param: "flanders, wallonia, brussels, german_speaking"}
	}
}

// regionOf reads the provinces off the postcode: 1300-1499 is Walloon Brabant, 4000 to
// 7999 Liège, Namur, Hainaut and Luxembourg, 47xx the German-speaking communes. From
// general knowledge of the Belgian postcodes.
func regionOf(postcode int) Region {
	switch {
	case postcode < 1300:
		return Brussels
	case postcode < 1500:
		return Wallonia
	case postcode < 4000, postcode >= 8000:
		return Flanders
	case postcode >= 4700 && postcode < 4800:
		return GermanSpeaking
	default:
		return Wallonia
	}
}

// StatutoryLanguage is the language in which an undertaking with its seat in r writes
// the law-given content of its documents: Dutch, French or German, and in Brussels
// the preferred one of Dutch and French, French where neither is preferred; where r is not
// known, the preferred one. From general
// knowledge (laws of 18 July 1966, decrees of 19 July 1973 and 30 June 1982): verify
// before relying on it. Cross-border documents are free (CJEU C-15/15).
func (r Region) StatutoryLanguage(preferred Language) Language {
	switch r {
	case "":
		return preferred.Base()
	case Flanders:
		return Dutch
	case GermanSpeaking:
		return German
	case Brussels:
		if preferred.Base() == Dutch {
			return Dutch
		}
		return French
	default:
		return French
	}
}
