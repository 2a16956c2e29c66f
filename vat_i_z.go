package salesdesk

// The checks of Ireland to Slovenia, each on the number without its prefix.

// vatIreland is seven digits and one or two letters; the old form has a letter, + or
// * in second place, which does not count, and its first digit counts as the last.
func vatIreland(b []byte) verdict {
	if (len(b) != 8 && len(b) != 9) || b[0]-'0' > 9 || !isDigits(b[2:7]) || !isLetters(b[7:]) {
		return malformed
	}
	sum := descending(b[:7], 8)
	if second := b[1]; second-'0' > 9 {
		if len(b) != 8 {
			return malformed
		}
		sum = descending(b[2:7], 7) + 2*int(b[0]-'0')
	}
	if len(b) == 9 {
		if b[8] > 'W' {
			return malformed
		}
		sum += 9 * irishValue(b[8])
	}
	return when(sum%23 == irishValue(b[7]))
}

// irishValue is 0 for W and the place in the alphabet of the others; X, Y and Z are
// more than any remainder.
func irishValue(c byte) int {
	if c == 'W' {
		return 0
	}
	return int(c-'A') + 1
}

// vatItaly ends in the province of the office, 001 to 100 or one of four others, and
// a Luhn digit.
func vatItaly(b []byte) verdict {
	if !isNumeric(b, 11) || number(b[:7]) == 0 {
		return malformed
	}
	switch province := number(b[7:10]); {
	case province >= 1 && province <= 100, province == 120, province == 121, province == 888, province == 999:
		return when(luhn(b))
	default:
		return malformed
	}
}

func vatLithuania(b []byte) verdict {
	if (!isNumeric(b, 9) && !isNumeric(b, 12)) || b[len(b)-2] != '1' {
		return malformed
	}
	check := lithuanianSum(b, 0) % 11
	if check == 10 {
		check = lithuanianSum(b, 2) % 11
	}
	return when(check%10 == last(b))
}

// lithuanianSum has the weights 1 to 9 in a circle that starts at shift.
func lithuanianSum(b []byte, shift int) int {
	sum := 0
	for i, c := range b[:len(b)-1] {
		sum += ((i+shift)%9 + 1) * int(c-'0')
	}
	return sum
}

func vatLuxembourg(b []byte) verdict {
	if !isNumeric(b, 8) {
		return malformed
	}
	return when(number(b[:6])%89 == number(b[6:]))
}

// vatLatvia is a company's number, or a person's: day, month and year of birth first
// or, in the series that starts with 32, no date.
func vatLatvia(b []byte) verdict {
	switch {
	case !isNumeric(b, 11):
		return malformed
	case b[0] > '3':
		return when(weighted(b, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1)%11 == 3)
	case (b[0] != '3' || b[1] != '2') && !isDay(number(b[2:4]), number(b[:2])):
		return malformed
	default:
		return when((1+weighted(b, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9))%11%10 == last(b))
	}
}

func vatMalta(b []byte) verdict {
	if !isOrdinal(b, 8) {
		return malformed
	}
	return when(weighted(b, 3, 4, 6, 7, 8, 9, 10, 1)%37 == 0)
}

// vatNetherlands passes by either of two checks: the nine digits of a company by the
// test of eleven, or, since 2020 for sole traders, the whole by 97.
func vatNetherlands(b []byte) verdict {
	if len(b) != 12 || !isDigits(b[:9]) || b[9] != 'B' || !isDigits(b[10:]) || number(b[:9]) == 0 || number(b[10:]) == 0 {
		return malformed
	}
	eleven := descending(b[:8], 9)%11 == last(b[:9])
	const country = 2321 // N is 23 and L is 21
	return when(eleven || mod97(country, b) == 1)
}

func vatPoland(b []byte) verdict {
	if !isNumeric(b, 10) {
		return malformed
	}
	return when(weighted(b, 6, 5, 7, 2, 3, 4, 5, 6, 7)%11 == last(b))
}

func vatPortugal(b []byte) verdict {
	if !isOrdinal(b, 9) {
		return malformed
	}
	return when((11-descending(b[:8], 9)%11)%11%10 == last(b))
}

// vatRomania has two to ten digits; the weights are those of the last ten places.
func vatRomania(b []byte) verdict {
	if len(b) < 2 || len(b) > 10 || !isOrdinal(b, len(b)) {
		return malformed
	}
	weights := [...]int{7, 5, 3, 2, 1, 7, 5, 3, 2}
	sum := 0
	for i, c := range b[:len(b)-1] {
		sum += weights[10-len(b)+i] * int(c-'0')
	}
	return when(sum*10%11%10 == last(b))
}

func vatSweden(b []byte) verdict {
	if !isNumeric(b, 12) || b[10] != '0' || b[11] != '1' {
		return malformed
	}
	return when(luhn(b[:10]))
}

func vatSlovenia(b []byte) verdict {
	if !isOrdinal(b, 8) {
		return malformed
	}
	check := 11 - descending(b[:7], 8)%11
	if check == 10 {
		check = 0
	}
	return when(check == last(b))
}

func vatSlovakia(b []byte) verdict {
	if !isOrdinal(b, 10) {
		return malformed
	}
	switch b[2] {
	case '2', '3', '4', '7', '8', '9':
		return when(number(b)%11 == 0)
	default:
		return malformed
	}
}
