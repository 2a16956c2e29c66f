package salesdesk

// vatVerdict checks the number behind a prefix by the rules of its country. The calls
// are direct, not through a table, so that nothing escapes to the heap.
func vatVerdict(prefix, b []byte) verdict {
	switch string(prefix) {
	case "AT":
		return vatAustria(b)
	case "BE":
		return enterpriseVerdict(b)
	case "BG":
		return vatBulgaria(b)
	case "CY":
		return vatCyprus(b)
	case "CZ":
		return vatCzechia(b)
	case "DE":
		return vatGermany(b)
	case "DK":
		return vatDenmark(b)
	case "EE":
		return vatEstonia(b)
	case "EL":
		return vatGreece(b)
	case "ES":
		return vatSpain(b)
	case "FI":
		return vatFinland(b)
	case "FR":
		return vatFrance(b)
	case "GB", "XI":
		return vatBritain(b)
	case "HR":
		return vatCroatia(b)
	case "HU":
		return vatHungary(b)
	case "IE":
		return vatIreland(b)
	case "IT":
		return vatItaly(b)
	case "LT":
		return vatLithuania(b)
	case "LU":
		return vatLuxembourg(b)
	case "LV":
		return vatLatvia(b)
	case "MT":
		return vatMalta(b)
	case "NL":
		return vatNetherlands(b)
	case "PL":
		return vatPoland(b)
	case "PT":
		return vatPortugal(b)
	case "RO":
		return vatRomania(b)
	case "SE":
		return vatSweden(b)
	case "SI":
		return vatSlovenia(b)
	case "SK":
		return vatSlovakia(b)
	default:
		return malformed
	}
}

// vatForm is what a number with this prefix looks like: 9 a digit, A a letter, X
// either, () what some numbers lack.
func vatForm(prefix string) string {
	switch prefix {
	case "AT":
		return "ATU99999999"
	case "BE":
		return "BE0999999999"
	case "BG":
		return "BG999999999(9)"
	case "CY":
		return "CY99999999A"
	case "CZ":
		return "CZ99999999(99)"
	case "ES":
		return "ESX9999999X"
	case "FR":
		return "FRXX999999999"
	case "GB", "XI":
		return prefix + "999999999(999)"
	case "IE":
		return "IE9X99999A(A)"
	case "LT":
		return "LT999999999(999)"
	case "NL":
		return "NL999999999B99"
	case "RO":
		return "RO99(99999999)"
	case "SE":
		return "SE999999999901"
	case "DE", "EE", "EL", "PT":
		return prefix + "999999999"
	case "DK", "FI", "HU", "LU", "MT", "SI":
		return prefix + "99999999"
	case "HR", "IT", "LV":
		return prefix + "99999999999"
	case "PL", "SK":
		return prefix + "9999999999"
	default:
		return "AAXX999999999"
	}
}

// isZeroVAT reports whether the number before its check digits is 0, which fills a form
// and passes many checks.
func isZeroVAT(prefix, b []byte) bool {
	check := 1
	switch string(prefix) {
	case "BE", "LT", "LU":
		check = 2
	case "GB", "XI":
		if len(b) == 5 { // a government body
			return false
		}
		b, check = b[:9], 2
	case "FR":
		b = b[2:]
	case "RO":
		return false // as short as two digits, the first never 0
	case "SE":
		b = b[:10]
	}
	if !isDigits(b[len(b)-1:]) {
		check = 0 // a letter
	}
	for _, c := range b[:len(b)-check] {
		if c-'1' < 9 {
			return false
		}
	}
	return true
}

// isNumeric reports whether b is exactly n digits.
func isNumeric(b []byte, n int) bool { return len(b) == n && isDigits(b) }

// isOrdinal is isNumeric with a first digit other than 0.
func isOrdinal(b []byte, n int) bool { return isNumeric(b, n) && b[0] != '0' }

// weighted is the sum of the digits times their weights, from the left.
func weighted(b []byte, weights ...int) int {
	sum := 0
	for i, w := range weights {
		sum += w * int(b[i]-'0')
	}
	return sum
}

// descending is weighted with the weights from, from-1, … for each of the digits.
func descending(b []byte, from int) int {
	sum := 0
	for i, c := range b {
		sum += (from - i) * int(c-'0')
	}
	return sum
}

// last is the value of the last digit.
func last(b []byte) int { return int(b[len(b)-1] - '0') }

// isDay reports whether a month and a day can be a birthday's.
func isDay(month, day uint64) bool { return 1 <= month && month <= 12 && 1 <= day && day <= 31 }
