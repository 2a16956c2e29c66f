package pricing

import "github.com/interne-sales/salesdesk"

// GermanMentions are texts in German, for a seller in the German-speaking communes: put
// them behind [BelgianMentions]. From general knowledge, those on margins after the German
// wording of Directive 2006/112; none is the wording of a Belgian decree. Verify them
// before relying on them.
func GermanMentions() []Mention {
	const code = "general knowledge, to be verified"
	de := salesdesk.German
	return []Mention{
		{Ground: ReverseImmovable, Language: de, Text: "Steuerschuldnerschaft des Leistungsempfängers", Source: code},
		{Ground: ReverseService, Language: de, Text: "Steuerschuldnerschaft des Leistungsempfängers", Source: "Directive 2006/112 art. 226 (11a)"},
		{Ground: IntraCommunity, Language: de, Text: "Steuerbefreite innergemeinschaftliche Lieferung, Art. 39bis MwStGB", Source: code},
		{Ground: Triangular, Language: de, Text: "Steuerschuldnerschaft des Leistungsempfängers, Art. 141 Richtlinie 2006/112/EG", Source: code},
		{Ground: Exportation, Language: de, Text: "Steuerbefreite Ausfuhr, Art. 39 MwStGB", Source: code},
		{Ground: ExemptActivity, Language: de, Text: "Von der MwSt. befreit, Art. 44 MwStGB", Source: code},
		{Ground: ExemptInterest, Language: de, Text: "Von der MwSt. befreit, Art. 44 § 1 und § 2 MwStGB", Source: code},
		{Ground: ExemptOther, Language: de, Text: "Von der MwSt. befreit, Art. 44 § 3 MwStGB", Source: code},
		{Ground: SmallEnterprise, Language: de, Text: "Sonderregelung der Steuerbefreiung für Kleinunternehmen", Source: code},
		{Ground: CashDiscountGround, Language: de, Text: "Skonto: keine MwSt. geschuldet, Art. 28 Nr. 1 MwStGB", Source: code},
		{Ground: PackagingGround, Language: de, Text: "Zurückzunehmende Verpackung: nicht in der Besteuerungsgrundlage, Art. 28 MwStGB", Source: code},
		{Ground: NotSubject, Language: de, Text: "Nicht der MwSt. unterworfen", Source: code},
		{Ground: Disbursement, Language: de, Text: "Auslage im Namen und für Rechnung des Kunden, Art. 28 Nr. 5 MwStGB", Source: code},
		{Ground: TravelMargin, Language: de, Text: "Sonderregelung für Reisebüros", Source: "Directive 2006/112 art. 226 (13)"},
		{Ground: SecondHandMargin, Language: de, Text: "Gebrauchtgegenstände/Sonderregelung", Source: "Directive 2006/112 art. 226 (14)"},
		{Ground: ArtMargin, Language: de, Text: "Kunstgegenstände/Sonderregelung", Source: "Directive 2006/112 art. 226 (14)"},
		{Ground: AntiquesMargin, Language: de, Text: "Sammlungsstücke und Antiquitäten/Sonderregelung", Source: "Directive 2006/112 art. 226 (14)"},
		{Ground: RenovationRate, Language: de, Text: renovationDE, Source: code},
	}
}

// renovationDE is a translation of [renovationFR].
const renovationDE = "MwSt.-Satz: Ohne schriftlichen Widerspruch binnen einem Monat ab Erhalt der Rechnung wird davon ausgegangen, dass der Kunde anerkennt, dass " +
	"(1) die Arbeiten an einer Wohnung ausgeführt werden, deren Erstbezug in einem Kalenderjahr stattgefunden hat, " +
	"das dem Datum der ersten Rechnung über diese Arbeiten um mindestens zehn Jahre vorausgeht, " +
	"(2) die Wohnung nach Ausführung dieser Arbeiten ausschließlich oder hauptsächlich als Privatwohnung genutzt wird und " +
	"(3) diese Arbeiten einem Endverbraucher erbracht und in Rechnung gestellt werden. Ist mindestens eine dieser Bedingungen nicht erfüllt, " +
	"ist der normale MwSt.-Satz von 21 % anwendbar und haftet der Kunde hinsichtlich dieser Bedingungen für die Zahlung der geschuldeten Steuer, Zinsen und Geldbußen."
