package salesdesk

// The checks of Austria to Hungary, each on the number without its prefix.

func vatAustria(b []byte) verdict {
	if len(b) != 9 || b[0] != 'U' || !isDigits(b[1:]) {
		return malformed
	}
	sum := 4
	for i, c := range b[1:8] {
		d := int(c-'0') << (i % 2)
		sum += d/10 + d%10
	}
	return when((10-sum%10)%10 == last(b))
}

func vatBulgaria(b []byte) verdict {
	switch {
	case isNumeric(b, 9):
		check := weighted(b, 1, 2, 3, 4, 5, 6, 7, 8) % 11
		if check == 10 {
			check = weighted(b, 3, 4, 5, 6, 7, 8, 9, 10) % 11
		}
		return when(check%10 == last(b))
	case isNumeric(b, 10):
		return when(bulgarianCitizen(b) || bulgarianForeigner(b) || bulgarianOther(b))
	default:
		return malformed
	}
}

// bulgarianCitizen is the personal number; its month tells the century by 20 or 40 more.
func bulgarianCitizen(b []byte) bool {
	return isDay(number(b[2:4])%20, number(b[4:6])) && b[2] < '6' &&
		weighted(b, 2, 4, 8, 5, 10, 9, 7, 3, 6)%11%10 == last(b)
}

func bulgarianForeigner(b []byte) bool {
	return weighted(b, 21, 19, 17, 13, 11, 9, 7, 3, 1)%10 == last(b)
}

func bulgarianOther(b []byte) bool {
	return (11-weighted(b, 4, 3, 2, 7, 6, 5, 4, 3, 2)%11)%11 == last(b)
}

func vatCyprus(b []byte) verdict {
	if len(b) != 9 || !isDigits(b[:8]) || !isLetters(b[8:]) || (b[0] == '1' && b[1] == '2') {
		return malformed
	}
	odd := [...]int{1, 0, 5, 7, 9, 13, 15, 17, 19, 21}
	sum := 0
	for i, c := range b[:8] {
		if i%2 == 0 {
			sum += odd[c-'0']
		} else {
			sum += int(c - '0')
		}
	}
	return when(sum%26 == int(b[8]-'A'))
}

func vatCzechia(b []byte) verdict {
	switch {
	case isNumeric(b, 8) && b[0] != '9':
		check := (11 - descending(b[:7], 8)%11) % 11
		if check == 0 {
			check = 1
		}
		return when(check%10 == last(b))
	case isNumeric(b, 9) && b[0] == '6':
		sum := descending(b[1:8], 8) % 11
		return when((18-(21-sum)%11)%10 == last(b) || czechBirthNumber(b))
	case isNumeric(b, 9), isNumeric(b, 10):
		return when(czechBirthNumber(b))
	default:
		return malformed
	}
}

// czechBirthNumber is year, month (50 more for women, 20 more in a full series), day
// and a serial; the nine digits of those born before 1954 have no check digit.
func czechBirthNumber(b []byte) bool {
	if !isDay(number(b[2:4])%50%20, number(b[4:6])) {
		return false
	}
	if len(b) == 9 {
		year := number(b[:2])
		return year < 54 || year >= 80
	}
	return number(b[:9])%11%10 == uint64(last(b))
}

func vatGermany(b []byte) verdict {
	if !isOrdinal(b, 9) {
		return malformed
	}
	return iso7064(b)
}

func vatCroatia(b []byte) verdict {
	if !isNumeric(b, 11) {
		return malformed
	}
	return iso7064(b)
}

// iso7064 is the check of ISO 7064, MOD 11,10.
func iso7064(b []byte) verdict {
	product := 10
	for _, c := range b[:len(b)-1] {
		sum := product + int(c-'0') // 1 to 19, of which the remainder by 10, and 10 instead of 0
		if sum > 10 {
			sum -= 10
		}
		if product = sum * 2; product > 10 {
			product -= 11
		}
	}
	return when((11-product)%10 == last(b))
}

func vatDenmark(b []byte) verdict {
	if !isOrdinal(b, 8) {
		return malformed
	}
	return when(weighted(b, 2, 7, 6, 5, 4, 3, 2, 1)%11 == 0)
}

func vatEstonia(b []byte) verdict {
	if !isNumeric(b, 9) {
		return malformed
	}
	return when(weighted(b, 3, 7, 1, 3, 7, 1, 3, 7, 1)%10 == 0)
}

func vatGreece(b []byte) verdict {
	if !isNumeric(b, 9) {
		return malformed
	}
	return when(weighted(b, 256, 128, 64, 32, 16, 8, 4, 2)%11%10 == last(b))
}

func vatSpain(b []byte) verdict {
	if len(b) != 9 || !isDigits(b[1:8]) || !isAlphanumeric(b[8:]) {
		return malformed
	}
	switch c := b[0]; c {
	case 'X', 'Y', 'Z':
		return spanishPerson(uint64(c-'X')*10_000_000+number(b[1:8]), b[8])
	case 'K', 'L', 'M':
		return spanishPerson(number(b[1:8]), b[8])
	case 'I', 'O', 'T':
		return malformed
	default:
		if c-'0' <= 9 {
			return spanishPerson(number(b[:8]), b[8])
		}
		return spanishCompany(b)
	}
}

func spanishPerson(n uint64, check byte) verdict {
	if check <= '9' {
		return malformed
	}
	return when("TRWAGMYFPDXBNJZSQVHLCKE"[n%23] == check)
}

// spanishCompany ends in a Luhn digit or in the letter that stands for it.
func spanishCompany(b []byte) verdict {
	sum := 0
	for i, c := range b[1:8] {
		d := int(c-'0') << (1 - i%2)
		sum += d/10 + d%10
	}
	check := (10 - sum%10) % 10
	return when(int(b[8]) == '0'+check || b[8] == "JABCDEFGHI"[check])
}

func vatFinland(b []byte) verdict {
	if !isNumeric(b, 8) {
		return malformed
	}
	return when(weighted(b, 7, 9, 10, 5, 8, 4, 2, 1)%11 == 0)
}

// vatFrance is a key of two and the SIREN; a SIREN of Monaco starts with 000 and has
// no Luhn digit.
func vatFrance(b []byte) verdict {
	if len(b) != 11 || !isDigits(b[2:]) {
		return malformed
	}
	first, second := frenchValue(b[0]), frenchValue(b[1])
	if first < 0 || second < 0 {
		return malformed
	}
	if string(b[2:5]) != "000" && !luhn(b[2:]) {
		return mismatch
	}
	siren := int(number(b[2:]))
	if isDigits(b[:2]) {
		return when((siren*100+12)%97 == first*10+second)
	}
	key := first*34 + second - 100
	if first < 10 {
		key = first*24 + second - 10
	}
	return when((siren+1+key/11)%11 == key%11)
}

// frenchValue numbers the digits and then the letters without I and O, which look
// like digits; -1 is none of these.
func frenchValue(c byte) int {
	switch {
	case c-'0' <= 9:
		return int(c - '0')
	case c-'A' >= 26 || c == 'I' || c == 'O':
		return -1
	case c > 'O':
		return int(c-'A') + 8
	case c > 'I':
		return int(c-'A') + 9
	default:
		return int(c-'A') + 10
	}
}

// vatBritain is nine digits, twelve for a branch, or GD and HA for government bodies.
func vatBritain(b []byte) verdict {
	switch {
	case len(b) == 5 && isDigits(b[2:]) && b[0] == 'G' && b[1] == 'D':
		return when(b[2] < '5')
	case len(b) == 5 && isDigits(b[2:]) && b[0] == 'H' && b[1] == 'A':
		return when(b[2] >= '5')
	case !isNumeric(b, 9) && !isNumeric(b, 12):
		return malformed
	}
	sum := weighted(b, 8, 7, 6, 5, 4, 3, 2, 10, 1) % 97
	return when(sum == 0 || (b[0] != '0' && (sum == 42 || sum == 55)))
}

func vatHungary(b []byte) verdict {
	if !isNumeric(b, 8) {
		return malformed
	}
	return when(weighted(b, 9, 7, 3, 1, 9, 7, 3, 1)%10 == 0)
}
