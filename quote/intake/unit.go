package intake

import (
	"cmp"
	"slices"
	"strings"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/exact"
	"github.com/interne-sales/salesdesk/internal/fixed"
	"github.com/interne-sales/salesdesk/quote/pricing"
)

const unitOne = "C62"

// factor is a unit an article is sold in, in arithmetic: den of it are num of its own.
type factor struct {
	code     string // as the price book spells it
	num, den fixed.Dec
}

func one() fixed.Dec { return fixed.FromInt(1, 0) }

// takeUnits reads the units of an article, its own first.
func (a *article) takeUnits(own string, units []pricing.Unit) error {
	var p salesdesk.Problems
	if own != "" {
		p.AddAt("unit", checkCode(own))
	}
	a.units = []factor{{cmp.Or(own, unitOne), one(), one()}}
	for i, u := range units {
		path := salesdesk.Index("units", i)
		p.AddAt(path+".code", checkCode(u.Code))
		if u.Code != "" && a.sells(u.Code) != nil {
			p.Add(salesdesk.FieldError{Path: path + ".code", Rule: salesdesk.RuleDuplicate, Param: u.Code})
		}
		f := factor{code: u.Code, num: exact.Dec(u.Numerator), den: one()}
		if !u.Denominator.IsZero() {
			f.den = exact.Dec(u.Denominator)
		}
		p.AddAt(path+".numerator", positive(u.Numerator, f.num))
		p.AddAt(path+".denominator", positive(u.Denominator, f.den))
		a.units = append(a.units, f)
	}
	return p.Err()
}

func positive(a salesdesk.Amount, d fixed.Dec) error {
	if err := a.Check(); err != nil {
		return err
	}
	if d.Sign() <= 0 {
		return salesdesk.FieldError{Rule: salesdesk.RuleMin, Param: "0"}
	}
	return nil
}

// sells is the unit of the article that means the same as a code, nil where none does.
func (a *article) sells(code string) *factor {
	for i := range a.units {
		if canonical(a.units[i].code) == canonical(code) {
			return &a.units[i]
		}
	}
	return nil
}

func checkCode(code string) error {
	for i := range len(code) {
		if c := code[i]; !isDigit(c) && c-'A' >= 26 {
			return salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: "XXX"}
		}
	}
	switch {
	case code == "":
		return salesdesk.FieldError{Rule: salesdesk.RuleRequired}
	case len(code) < 2 || len(code) > 3:
		return salesdesk.FieldError{Rule: salesdesk.RuleFormat, Param: "XXX"}
	}
	return nil
}

// canonical is one code for those that mean the same in trade.
func canonical(code string) string {
	switch code {
	case "H87", "EA", "XPP":
		return unitOne
	case "BX", "CT", "PX", "PK", "BG", "CA", "BO", "TU", "BJ", "ST", "CS", "CR": // Recommendation 21, as it stands there
		return "X" + code
	case "LM":
		return "MTR"
	case "KTM":
		return "KMT"
	case "RO":
		return "XRO"
	case "NMP":
		return "XPK"
	case "XTN", "TN":
		return "XCA"
	default:
		return code
	}
}

// convert is a quantity in a unit that the article is sold in, nil where none fits: the one
// asked, or one that measures the same.
func (a *article) convert(quantity fixed.Dec, code string) (fixed.Dec, *factor) {
	if f := a.sells(code); f != nil {
		return quantity, f
	}
	if code == "DZN" {
		return quantity.Mul(fixed.FromInt(12, 0)), a.sells(unitOne)
	}
	kind, power := scale(code)
	for i := range a.units {
		if own, base := scale(canonical(a.units[i].code)); own == kind && kind != "" {
			return quantity.Mul(fixed.FromInt(1, power-base)), &a.units[i]
		}
	}
	return fixed.Dec{}, nil
}

// divided is d ÷ by with as few places as show it exactly; not ok where none do.
func divided(d, by fixed.Dec) (fixed.Dec, bool) {
	for places := range salesdesk.MaxAmountExponent + 1 {
		if q := d.DivRound(by, places, fixed.Down); q.Mul(by).Cmp(d) == 0 {
			return q, q.Err() == nil
		}
	}
	return fixed.Dec{}, false
}

// scale is what a metric unit measures, and its power of ten of the base unit.
func scale(code string) (kind string, power int) {
	switch code {
	case "MMT":
		return "length", -3
	case "CMT":
		return "length", -2
	case "DMT":
		return "length", -1
	case "MTR":
		return "length", 0
	case "KMT":
		return "length", 3
	case "GRM":
		return "mass", -3
	case "KGM":
		return "mass", 0
	case "TNE":
		return "mass", 3
	case "MLT":
		return "volume", -6
	case "CLT":
		return "volume", -5
	case "LTR":
		return "volume", -3
	case "MTQ":
		return "volume", 0
	default:
		return "", 0
	}
}

// known are the codes an article can be asked in, its own first.
func (a *article) known() []string {
	codes := make([]string, len(a.units))
	for i := range a.units {
		codes[i] = a.units[i].code
	}
	return codes
}

// meant are the units that a word can mean in a language, and whether it is sure that it
// means one of them. "dozen" are boxes in Dutch and twelve in English: who writes it in a
// language that is not known, or not one of these, is asked.
func meant(word string, language salesdesk.Language) (codes []string, sure bool) {
	codes = unitCodes(word)
	if !slices.Contains(codes, "DZN") || len(codes) == 1 {
		return codes, true
	}
	switch language.Base() {
	case salesdesk.Dutch:
		return []string{"XBX"}, true
	case salesdesk.English:
		return []string{"DZN"}, true
	default:
		return codes, false
	}
}

// unitCodes are the units that a word can mean, in Dutch, French, English or as a code; nil
// is no unit. "ml" are metres in a French list of mouldings: what the article can be asked
// in decides. What dozen are the language does; see meant.
func unitCodes(word string) []string {
	if len(word) > 24 {
		return nil
	}
	word = strings.TrimRight(strings.TrimSpace(fold(word)), ".")
	switch word {
	case "dozen":
		return []string{"XBX", "DZN"}
	case "ml":
		return []string{"MTR", "MLT"}
	case "u":
		return []string{unitOne, "HUR"}
	case "boite", "boites":
		return []string{"XBX", "XCA"}
	}
	for _, row := range unitWords() {
		if _, words, _ := strings.Cut(row, ": "); slices.Contains(strings.Fields(words), word) {
			return []string{row[:strings.IndexByte(row, ':')]}
		}
	}
	return nil
}

// unitWords are the words of each code, accents and case folded, the code itself first.
func unitWords() []string {
	return []string{
		"C62: c62 h87 ea xpp st stk stuk stuks pc pce pcs pces piece pieces each unite unites unit units eenheid eenheden",
		"MTR: mtr lm m m1 lm1 meter meters metre metres lopende",
		"MTK: mtk m2 sqm",
		"MTQ: mtq m3 cbm",
		"MMT: mmt mm",
		"CMT: cmt cm",
		"KMT: kmt ktm km",
		"GRM: grm g gr gram gramme grammes",
		"KGM: kgm kg kilo kilos kilogram",
		"TNE: tne t ton tonne tonnes",
		"MLT: mlt",
		"CLT: clt cl",
		"LTR: ltr l liter liters litre litres",
		"PR: pr paar paren paire paires pair pairs",
		"SET: set sets jeu jeux",
		"DZN: dzn dozijn douzaine douzaines",
		"XBX: xbx bx doos ds bte btes box boxes",
		"XCT: xct ct karton kartons carton cartons",
		"XPK: xpk nmp pk pak pakken pakket pakketten paquet paquets pack packs",
		"XPX: xpx px pal pallet pallets palette palettes paletten",
		"XRO: xro ro rl rol rollen rouleau rouleaux rlx roll rolls",
		"XBG: xbg bg zak zakken sac sacs bag bags",
		"XCS: xcs cs kist kisten caisse caisses case cases",
		"XCR: xcr krat kratten casier casiers crate crates",
		"XCA: xca xtn blik blikken tin tins",
		"XBO: xbo fl fles flessen bouteille bouteilles bottle bottles",
		"XTU: xtu koker kokers tube tubes",
		"XBJ: xbj emmer emmers seau seaux bucket buckets",
		"XST: xst vel vellen feuille feuilles sheet sheets",
		"HUR: hur h uur uren heure heures hour hours",
		"DAY: day dag dagen jour jours days",
		"MON: mon maand maanden mois month months",
	}
}
