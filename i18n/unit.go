package i18n

import "github.com/interne-sales/salesdesk"

// Quantity is an amount of a unit, by its UN/ECE Recommendation 20 code: 12 of C62 is
// "12 stuks", 1 of MTR "1 mètre". Zeros at the end of the decimals are left out; a code
// the library has no name for is printed itself, and no code leaves the number alone.
func (f Formatter) Quantity(a salesdesk.Amount, unit string) string {
	n, ok := numberOf(a)
	if !ok {
		return a.String() + nbsp + unit
	}
	l := f.locale()
	n = n.trimmed()
	dst := l.appendNumber(make([]byte, 0, maxShown), n, n.places())
	if unit == "" {
		return string(dst)
	}
	return string(append(append(dst, nbsp...), l.unit(n, unit)...))
}

// Unit is the name of one of a unit, "stuk" for C62; the code itself where the library has
// no name for it.
func (f Formatter) Unit(unit string) string {
	return f.locale().unit(number{coefficient: 1}, unit)
}

// unit is the name that goes with the trimmed n.
func (l *locale) unit(n number, code string) string {
	names, known := unitNames(code)
	switch {
	case !known:
		return code
	case l.singular(n):
		return names[l.names][0]
	default:
		return names[l.names][1]
	}
}

// singular is the plural rule of CLDR: one in Dutch and English, everything below two in
// French, whose form for millions is the plural when the number is in digits.
func (l *locale) singular(n number) bool {
	if l.language != salesdesk.French {
		return n.coefficient == 1 && n.exponent == 0
	}
	return n.whole() < 2
}

// whole is the part of n before the decimals, without its sign.
func (n number) whole() uint64 {
	whole := n.coefficient
	for range -n.exponent {
		whole /= 10
	}
	if n.exponent > 0 && whole > 0 {
		return 10 // ten or more, which is all that counts here
	}
	return whole
}

// unitNames are one and several in Dutch, French and English, of the codes a wholesaler
// meets; packages are X and their code of Recommendation 21.
func unitNames(code string) (names [3][2]string, known bool) {
	switch code {
	case "C62", "H87", "EA", "XPP":
		return [3][2]string{{"stuk", "stuks"}, {"pièce", "pièces"}, {"piece", "pieces"}}, true
	case "PR":
		return [3][2]string{{"paar", "paar"}, {"paire", "paires"}, {"pair", "pairs"}}, true
	case "SET":
		return [3][2]string{{"set", "sets"}, {"jeu", "jeux"}, {"set", "sets"}}, true
	case "DZN":
		return [3][2]string{{"dozijn", "dozijn"}, {"douzaine", "douzaines"}, {"dozen", "dozen"}}, true
	case "LS":
		return [3][2]string{{"forfait", "forfaits"}, {"forfait", "forfaits"}, {"lump sum", "lump sums"}}, true
	case "P1":
		return [3][2]string{{"procent", "procent"}, {"pour cent", "pour cent"}, {"percent", "percent"}}, true
	}
	if names, known = measureNames(code); known {
		return names, true
	}
	if names, known = timeNames(code); known {
		return names, true
	}
	return packageNames(code)
}

func measureNames(code string) (names [3][2]string, known bool) {
	switch code {
	case "MMT":
		return [3][2]string{{"millimeter", "millimeter"}, {"millimètre", "millimètres"}, {"millimetre", "millimetres"}}, true
	case "CMT":
		return [3][2]string{{"centimeter", "centimeter"}, {"centimètre", "centimètres"}, {"centimetre", "centimetres"}}, true
	case "MTR", "LM":
		return [3][2]string{{"meter", "meter"}, {"mètre", "mètres"}, {"metre", "metres"}}, true
	case "KMT", "KTM":
		return [3][2]string{{"kilometer", "kilometer"}, {"kilomètre", "kilomètres"}, {"kilometre", "kilometres"}}, true
	case "MTK":
		return [3][2]string{{"m²", "m²"}, {"m²", "m²"}, {"m²", "m²"}}, true
	case "MTQ":
		return [3][2]string{{"m³", "m³"}, {"m³", "m³"}, {"m³", "m³"}}, true
	case "GRM":
		return [3][2]string{{"gram", "gram"}, {"gramme", "grammes"}, {"gram", "grams"}}, true
	case "KGM":
		return [3][2]string{{"kilogram", "kilogram"}, {"kilogramme", "kilogrammes"}, {"kilogram", "kilograms"}}, true
	case "TNE":
		return [3][2]string{{"ton", "ton"}, {"tonne", "tonnes"}, {"tonne", "tonnes"}}, true
	case "MLT":
		return [3][2]string{{"milliliter", "milliliter"}, {"millilitre", "millilitres"}, {"millilitre", "millilitres"}}, true
	case "LTR":
		return [3][2]string{{"liter", "liter"}, {"litre", "litres"}, {"litre", "litres"}}, true
	case "KWH":
		return [3][2]string{{"kWh", "kWh"}, {"kWh", "kWh"}, {"kWh", "kWh"}}, true
	}
	return names, false
}

func timeNames(code string) (names [3][2]string, known bool) {
	switch code {
	case "MIN":
		return [3][2]string{{"minuut", "minuten"}, {"minute", "minutes"}, {"minute", "minutes"}}, true
	case "HUR":
		return [3][2]string{{"uur", "uur"}, {"heure", "heures"}, {"hour", "hours"}}, true
	case "DAY":
		return [3][2]string{{"dag", "dagen"}, {"jour", "jours"}, {"day", "days"}}, true
	case "WEE":
		return [3][2]string{{"week", "weken"}, {"semaine", "semaines"}, {"week", "weeks"}}, true
	case "MON":
		return [3][2]string{{"maand", "maanden"}, {"mois", "mois"}, {"month", "months"}}, true
	case "QAN":
		return [3][2]string{{"kwartaal", "kwartalen"}, {"trimestre", "trimestres"}, {"quarter", "quarters"}}, true
	case "ANN":
		return [3][2]string{{"jaar", "jaar"}, {"an", "ans"}, {"year", "years"}}, true
	}
	return names, false
}

func packageNames(code string) (names [3][2]string, known bool) {
	switch code {
	case "XPK", "NMP":
		return [3][2]string{{"pak", "pakken"}, {"paquet", "paquets"}, {"pack", "packs"}}, true
	case "XBX":
		return [3][2]string{{"doos", "dozen"}, {"boîte", "boîtes"}, {"box", "boxes"}}, true
	case "XCT":
		return [3][2]string{{"karton", "kartons"}, {"carton", "cartons"}, {"carton", "cartons"}}, true
	case "XPX":
		return [3][2]string{{"pallet", "pallets"}, {"palette", "palettes"}, {"pallet", "pallets"}}, true
	case "XRO", "RO":
		return [3][2]string{{"rol", "rollen"}, {"rouleau", "rouleaux"}, {"roll", "rolls"}}, true
	case "XBG":
		return [3][2]string{{"zak", "zakken"}, {"sac", "sacs"}, {"bag", "bags"}}, true
	case "XCA", "XTN":
		return [3][2]string{{"blik", "blikken"}, {"boîte", "boîtes"}, {"tin", "tins"}}, true
	case "XBO":
		return [3][2]string{{"fles", "flessen"}, {"bouteille", "bouteilles"}, {"bottle", "bottles"}}, true
	case "XTU":
		return [3][2]string{{"koker", "kokers"}, {"tube", "tubes"}, {"tube", "tubes"}}, true
	case "XBJ":
		return [3][2]string{{"emmer", "emmers"}, {"seau", "seaux"}, {"bucket", "buckets"}}, true
	case "XST":
		return [3][2]string{{"vel", "vellen"}, {"feuille", "feuilles"}, {"sheet", "sheets"}}, true
	}
	return names, false
}
