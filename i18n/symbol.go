package i18n

import (
	"strings"

	"github.com/interne-sales/salesdesk"
)

// The signs of CLDR 48 that are not the code itself, each as "CODE sign;".
const (
	dutchSymbols = "AUD AU$;BRL R$;CAD C$;CNY CN¥;EUR €;FJD FJ$;GBP £;HKD HK$;ILS ₪;INR ₹;JPY JP¥;KRW ₩;MXN MX$;NZD NZ$;SBD SI$;" +
		"THB ฿;TWD NT$;USD US$;VND ₫;XAF FCFA;XCD EC$;XOF F" + narrowNbsp + "CFA;"
	frenchSymbols = "ARS $AR;AUD $AU;BMD $BM;BND $BN;BRL R$;BZD $BZ;CAD $CA;CLP $CL;COP $CO;EUR €;FJD $FJ;FKP £FK;GBP £GB;GIP £GI;" +
		"ILS ₪;INR ₹;KRW ₩;LBP £LB;MXN $MX;NAD $NA;NZD $NZ;SBD $SB;SGD $SG;SRD $SR;TTD $TT;USD $US;UYU $UY;VND ₫;WST $WS;XAF FCFA;" +
		"XOF F" + narrowNbsp + "CFA;XPF FCFP;"
	englishSymbols = "AUD A$;BRL R$;CAD CA$;CNY CN¥;EUR €;GBP £;HKD HK$;ILS ₪;INR ₹;JPY JP¥;KRW ₩;MXN MX$;NZD NZ$;PHP ₱;TWD NT$;" +
		"USD US$;VND ₫;XAF FCFA;XCD EC$;XOF F" + narrowNbsp + "CFA;XPF CFPF;"
)

// symbol is the sign of c, or its code where it has none.
func (l *locale) symbol(c salesdesk.Currency) string {
	if c == salesdesk.EUR {
		return "€"
	}
	signs := [...]string{dutchSymbols, frenchSymbols, englishSymbols}[l.names]
	if len(c) != 3 {
		return string(c)
	}
	_, rest, found := strings.Cut(signs, string(c)+" ")
	if !found {
		return string(c)
	}
	sign, _, _ := strings.Cut(rest, ";")
	return sign
}

// endsInLetter reports whether a space must part the sign from a number after it.
func endsInLetter(sign string) bool {
	if sign == "" {
		return false
	}
	last := sign[len(sign)-1]
	return last-'A' < 26 || last-'a' < 26
}
