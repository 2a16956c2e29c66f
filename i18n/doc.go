// Package i18n says in Dutch, French and English what the other packages decided.
//
// Use a [Catalog] to turn a message, a status or an error into a sentence for a clerk or a
// customer, and to write a [Letter]; use a [Formatter] alone for amounts, dates and lists.
//
// Nothing of the domain imports this package. A text is found by the MessageID of a value,
// and the value itself fills it: {{date .ValidUntil}} prints the field ValidUntil.
//
// # Languages
//
// nl, fr and en are built in. A tag with a region finds its own overlay first and its
// language next: nl-BE falls to nl. NL, nl_BE and nl-be are the same tags in other hands. A language nobody wrote texts for is an
// [UnknownLanguageError]; [Catalog.Match] picks the first one there is of several. There
// is no silent fall from one language to another, save one: Error never leaves a person
// without a sentence, and says it in English.
//
// # Texts
//
// A text is found in this order: the company's overlay of the regional tag, the company's
// overlay of the language, the built-in text. Where the value has PluralCount, its number
// selects the form: one and other in Dutch and English; one, many and other in French.
// An [Overlay] changes texts as data: it may use the fields of the text it replaces and no
// others, and has every plural form of its language; all that is wrong is reported at once.
//
// # Customers
//
// What a customer reads is the text whose id ends in .customer, and where there is none
// one general sentence: limits, margins and colleagues stay inside.
//
// # Formats
//
// Amounts are exact, never a float. Forms are those of CLDR 48 for nl-BE, fr-BE and en-GB,
// with the no-break spaces U+00A0 and U+202F; money is rounded half away from zero to the
// minor units of its currency. Two forms differ on purpose: what rounds to zero has no
// minus sign, and the first of a month is 1er in French, as in every letter.
//
// A Catalog and a Formatter are immutable and safe for concurrent use. The same input
// gives the same bytes.
package i18n
