package i18n

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/interne-sales/salesdesk"
)

// Formatter writes amounts, dates and lists in the forms of one language: nl-BE, fr-BE
// or en-GB. Make it with [NewFormatter]; it is immutable and safe for concurrent use.
// The zero value writes English.
type Formatter struct{ of *locale }

// NewFormatter is the formatter of a language or a regional tag of it: nl and nl-BE are
// the same forms. A language without forms is an [UnknownLanguageError].
func NewFormatter(lang salesdesk.Language) (Formatter, error) {
	l := localeOf(lang)
	if l == nil {
		return Formatter{}, UnknownLanguageError{Language: lang}
	}
	return Formatter{l}, nil
}

func (f Formatter) locale() *locale {
	if f.of == nil {
		return english()
	}
	return f.of
}

// Language is the language of the forms, without a region.
func (f Formatter) Language() salesdesk.Language { return f.locale().language }

// Money is m rounded half away from zero to the minor units of its currency: "€ 1.234,50",
// "1 234,50 €", "€1,234.50".
func (f Formatter) Money(m salesdesk.Money) string {
	return f.money(m, 0)
}

// Price is Money that keeps the decimals beyond the minor units: 0.1234 EUR is "€ 0,1234".
// For the price of one unit, which is not rounded.
func (f Formatter) Price(m salesdesk.Money) string {
	return f.money(m, salesdesk.MaxAmountExponent)
}

// money writes m with the decimals it has, at least the minor units and at most these
// and extra ones.
func (f Formatter) money(m salesdesk.Money, extra int) string {
	n, ok := numberOf(m.Amount)
	if !ok {
		return m.String()
	}
	minor := m.Currency.MinorUnits()
	places := min(max(minor, n.trimmed().places()), minor+extra)
	return string(f.locale().appendMoney(make([]byte, 0, maxShown), n, places, m.Currency))
}

// Amount is a with the decimals it was written with: 1.10 is "1,10". An amount that does
// not pass its gate, which only code can build, is its String.
func (f Formatter) Amount(a salesdesk.Amount) string {
	n, ok := numberOf(a)
	if !ok {
		return a.String()
	}
	return string(f.locale().appendNumber(make([]byte, 0, maxShown), n, n.places()))
}

// Number is a at places decimals, 0 to 12, rounded half away from zero.
func (f Formatter) Number(a salesdesk.Amount, places int) string {
	n, ok := numberOf(a)
	if !ok {
		return a.String()
	}
	return string(f.locale().appendNumber(make([]byte, 0, maxShown), n, withinGate(places)))
}

// Percent is a ratio with the decimals it needs: 0.21 is "21%", 0.125 "12,5%".
func (f Formatter) Percent(ratio salesdesk.Amount) string {
	n, ok := numberOf(ratio)
	if !ok {
		return ratio.String()
	}
	n.exponent += 2
	return f.percent(n, n.trimmed().places())
}

// PercentTo is a ratio as a percentage at places decimals, 0 to 12, rounded half away
// from zero.
func (f Formatter) PercentTo(ratio salesdesk.Amount, places int) string {
	n, ok := numberOf(ratio)
	if !ok {
		return ratio.String()
	}
	n.exponent += 2
	return f.percent(n, withinGate(places))
}

func (f Formatter) percent(n number, places int) string {
	l := f.locale()
	return string(append(l.appendNumber(make([]byte, 0, maxShown), n, places), l.percent...))
}

func withinGate(places int) int { return min(max(places, 0), salesdesk.MaxAmountExponent) }

// count is a number before the word for one or for several: "1 dag", "14 dagen". A
// number is an amount or of any integer type.
func (f Formatter) count(of reflect.Value, one, several string) (string, error) {
	if of.Kind() == reflect.Interface {
		of = of.Elem()
	}
	var n number
	switch a, isAmount := of.Interface().(salesdesk.Amount); {
	case isAmount:
		var ok bool
		if n, ok = numberOf(a); !ok {
			return a.String() + nbsp + several, nil
		}
	case of.CanInt():
		n = number{coefficient: uint64(max(of.Int(), -of.Int())), negative: of.Int() < 0}
	default:
		return "", fmt.Errorf("count of what is no number: %s", of.Type())
	}
	l, word := f.locale(), several
	if n = n.trimmed(); l.singular(n) {
		word = one
	}
	return string(append(l.appendNumber(make([]byte, 0, maxShown), n, n.places()), nbsp+word...)), nil
}

// List is "a, b en c"; nothing for no items.
func (f Formatter) List(items ...string) string { return f.listed(f.locale().and, items) }

// listed is the items with a word before the last.
func (f Formatter) listed(word string, items []string) string {
	switch n := len(items); n {
	case 0:
		return ""
	case 1:
		return items[0]
	default:
		return strings.Join(items[:n-1], ", ") + word + items[n-1]
	}
}
