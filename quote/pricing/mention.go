package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// BelgianMentions is the table of texts. That of [ReverseImmovable] is law's own
// wording in Dutch and French, that of [RenovationRate] in French; the others are the usual wording, from general
// knowledge, verify before relying on them. English has no legal force.
func BelgianMentions() []Mention {
	nl, fr, en := salesdesk.Dutch, salesdesk.French, salesdesk.English
	const (
		art20   = "KB 1 art. 20 § 3 (KB 26 Oct 2022)"
		art21   = "WBTW art. 21 § 2; Directive 2006/112 art. 196"
		art39b  = "WBTW art. 39bis; Directive 2006/112 art. 138"
		art39   = "WBTW art. 39; Directive 2006/112 art. 146"
		art44   = "WBTW art. 44"
		art56   = "WBTW art. 56bis"
		art28   = "WBTW art. 28, 1°"
		art28p  = "WBTW art. 28, 4° (to be verified)"
		art141  = "Directive 2006/112 art. 141"
		art28e  = "WBTW art. 28, 5°"
		art226  = "Directive 2006/112 art. 226 (13) and (14)"
		table38 = "KB 20, table A, XXXVIII § 1, 6°"
		outside = "outside the scope of VAT"
	)
	since2022, since2023 := calendar.MustDate("2022-01-01"), calendar.MustDate("2023-01-01")
	return []Mention{
		{ReverseImmovable, nl, since2023, reverseNL, art20},
		{ReverseImmovable, fr, since2023, reverseFR, art20},
		{ReverseImmovable, en, since2023, "Reverse charge.", art20},
		{Ground: ReverseService, Language: nl, Text: "Btw verlegd", Source: art21},
		{Ground: ReverseService, Language: fr, Text: "Autoliquidation", Source: art21},
		{Ground: ReverseService, Language: en, Text: "Reverse charge", Source: art21},
		{Ground: IntraCommunity, Language: nl, Text: "Vrijgestelde intracommunautaire levering, art. 39bis WBTW", Source: art39b},
		{Ground: IntraCommunity, Language: fr, Text: "Livraison intracommunautaire exemptée, art. 39bis CTVA", Source: art39b},
		{Ground: IntraCommunity, Language: en, Text: "Exempt intra-Community supply, art. 138 dir. 2006/112", Source: art39b},
		{Ground: Triangular, Language: nl, Text: "Btw verlegd, art. 141 richtlijn 2006/112/EG", Source: art141},
		{Ground: Triangular, Language: fr, Text: "Autoliquidation, art. 141 directive 2006/112/CE", Source: art141},
		{Ground: Triangular, Language: en, Text: "Reverse charge, art. 141 dir. 2006/112", Source: art141},
		{Ground: Exportation, Language: nl, Text: "Vrijstelling uitvoer, art. 39 WBTW", Source: art39},
		{Ground: Exportation, Language: fr, Text: "Exportation exemptée, art. 39 CTVA", Source: art39},
		{Ground: Exportation, Language: en, Text: "Export, art. 146 dir. 2006/112", Source: art39},
		{Ground: ExemptActivity, Language: nl, Text: "Vrijgesteld van btw, art. 44 WBTW", Source: art44},
		{Ground: ExemptActivity, Language: fr, Text: "Exempté de TVA, art. 44 CTVA", Source: art44},
		{Ground: ExemptActivity, Language: en, Text: "Exempt from VAT, art. 44 of the Belgian VAT Code", Source: art44},
		{Ground: ExemptInterest, Language: nl, Text: "Vrijgesteld van btw, art. 44, § 1 en § 2 WBTW", Source: art44},
		{Ground: ExemptInterest, Language: fr, Text: "Exempté de TVA, art. 44, § 1er et § 2 CTVA", Source: art44},
		{Ground: ExemptInterest, Language: en, Text: "Exempt from VAT, art. 44 § 1 and § 2 of the Belgian VAT Code", Source: art44},
		{Ground: ExemptOther, Language: nl, Text: "Vrijgesteld van btw, art. 44, § 3 WBTW", Source: art44},
		{Ground: ExemptOther, Language: fr, Text: "Exempté de TVA, art. 44, § 3 CTVA", Source: art44},
		{Ground: ExemptOther, Language: en, Text: "Exempt from VAT, art. 44 § 3 of the Belgian VAT Code", Source: art44},
		{Ground: SmallEnterprise, Language: nl, Text: "Bijzondere vrijstellingsregeling kleine ondernemingen", Source: art56},
		{Ground: SmallEnterprise, Language: fr, Text: "Régime particulier de franchise des petites entreprises", Source: art56},
		{Ground: SmallEnterprise, Language: en, Text: "Special exemption scheme for small enterprises", Source: art56},
		{Ground: CashDiscountGround, Language: nl, Text: "Korting contant: geen btw verschuldigd, art. 28, 1° WBTW", Source: art28},
		{Ground: CashDiscountGround, Language: fr, Text: "Escompte : TVA non due, art. 28, 1° CTVA", Source: art28},
		{Ground: CashDiscountGround, Language: en, Text: "Cash discount: no VAT due, art. 28, 1° of the Belgian VAT Code", Source: art28},
		{Ground: PackagingGround, Language: nl, Text: "Terugneembare verpakking: niet in de maatstaf van heffing, art. 28 WBTW", Source: art28p},
		{Ground: PackagingGround, Language: fr, Text: "Emballages repris : non compris dans la base d'imposition, art. 28 CTVA", Source: art28p},
		{Ground: PackagingGround, Language: en, Text: "Returnable packaging: outside the taxable amount, art. 28 of the Belgian VAT Code", Source: art28p},
		{Ground: NotSubject, Language: nl, Text: "Niet onderworpen aan btw", Source: outside},
		{Ground: NotSubject, Language: fr, Text: "Non soumis à la TVA", Source: outside},
		{Ground: NotSubject, Language: en, Text: "Not subject to VAT", Source: outside},
		{Ground: Disbursement, Language: nl, Text: "Voorschot in naam en voor rekening van de klant, art. 28, 5° WBTW", Source: art28e},
		{Ground: Disbursement, Language: fr, Text: "Débours au nom et pour le compte du client, art. 28, 5° CTVA", Source: art28e},
		{Ground: Disbursement, Language: en, Text: "Paid in the name and for the account of the customer, art. 28, 5° of the Belgian VAT Code", Source: art28e},
		{Ground: TravelMargin, Language: nl, Text: "Bijzondere regeling — reisbureaus", Source: art226},
		{Ground: TravelMargin, Language: fr, Text: "Régime particulier — agences de voyages", Source: art226},
		{Ground: TravelMargin, Language: en, Text: "Margin scheme — Travel agents", Source: art226},
		{Ground: SecondHandMargin, Language: nl, Text: "Bijzondere regeling — gebruikte goederen", Source: art226},
		{Ground: SecondHandMargin, Language: fr, Text: "Régime particulier — biens d'occasion", Source: art226},
		{Ground: SecondHandMargin, Language: en, Text: "Margin scheme — Second-hand goods", Source: art226},
		{Ground: ArtMargin, Language: nl, Text: "Bijzondere regeling — kunstvoorwerpen", Source: art226},
		{Ground: ArtMargin, Language: fr, Text: "Régime particulier — objets d'art", Source: art226},
		{Ground: ArtMargin, Language: en, Text: "Margin scheme — Works of art", Source: art226},
		{Ground: AntiquesMargin, Language: nl, Text: "Bijzondere regeling — voorwerpen voor verzamelingen of antiquiteiten", Source: art226},
		{Ground: AntiquesMargin, Language: fr, Text: "Régime particulier — objets de collection et d'antiquité", Source: art226},
		{Ground: AntiquesMargin, Language: en, Text: "Margin scheme — Collector's items and antiques", Source: art226},
		{RenovationRate, nl, since2022, renovationNL, table38},
		{RenovationRate, fr, since2022, renovationFR, table38},
		{RenovationRate, en, since2022, renovationEN, table38},
	}
}

// The wording of KB 1 art. 20 § 3, to the letter.
const (
	reverseNL = "Verlegging van heffing. Bij gebrek aan schriftelijke betwisting binnen een termijn van één maand na de ontvangst van de factuur, " +
		"wordt de afnemer geacht te erkennen dat hij een belastingplichtige is gehouden tot de indiening van periodieke aangiften. " +
		"Als die voorwaarde niet vervuld is, is de afnemer ten aanzien van die voorwaarde aansprakelijk voor de betaling van de verschuldigde belasting, interesten en geldboeten."
	reverseFR = "Autoliquidation : En l'absence de contestation par écrit, dans un délai d'un mois à compter de la réception de la facture, " +
		"le client est présumé reconnaître qu'il est un assujetti tenu au dépôt de déclarations périodiques. " +
		"Si cette condition n'est pas remplie, le client endossera, par rapport à cette condition, " +
		"la responsabilité quant au paiement de la taxe, des intérêts et des amendes dus."
)

// The wording of KB 20, table A, XXXVIII: in French as published, in Dutch from general
// knowledge, in English for convenience.
const (
	renovationNL = "Btw-tarief: Bij gebrek aan schriftelijke betwisting binnen een termijn van één maand vanaf de ontvangst van de factuur, " +
		"wordt de klant geacht te erkennen dat (1) de werken worden verricht aan een woning waarvan de eerste ingebruikneming heeft plaatsgevonden " +
		"in een kalenderjaar dat ten minste tien jaar voorafgaat aan de datum van de eerste factuur met betrekking tot die werken, " +
		"(2) de woning, na uitvoering van die werken, uitsluitend of hoofdzakelijk als privéwoning wordt gebruikt en " +
		"(3) de werken worden verstrekt en gefactureerd aan een eindverbruiker. Wanneer minstens één van die voorwaarden niet is voldaan, " +
		"zal het normale btw-tarief van 21 pct. van toepassing zijn en is de afnemer ten aanzien van die voorwaarden aansprakelijk " +
		"voor de betaling van de verschuldigde belasting, interesten en geldboeten."
	renovationFR = "Taux de T.V.A.: En l'absence de contestation par écrit, dans un délai d'un mois à compter de la réception de la facture, " +
		"le client est présumé reconnaître que (1) les travaux sont effectués à un bâtiment d'habitation dont la première occupation a eu lieu " +
		"au cours d'une année civile qui précède d'au moins dix ans la date de la première facture relative à ces travaux, " +
		"(2) qu'après l'exécution de ces travaux, l'habitation est utilisée, soit exclusivement soit à titre principal comme logement privé et " +
		"(3) que ces travaux sont fournis et facturés à un consommateur final. Si au moins une de ces conditions n'est pas remplie, " +
		"le taux normal de T.V.A. de 21 p.c. sera applicable et le client endossera, par rapport à ces conditions, " +
		"la responsabilité quant au paiement de la taxe, des intérêts et des amendes dus."
	renovationEN = "VAT rate: unless disputed in writing within one month of receipt of the invoice, the customer is deemed to acknowledge that " +
		"(1) the dwelling was first occupied in a calendar year at least ten years before the first invoice for these works, " +
		"(2) it is used solely or mainly as a private dwelling afterwards and (3) the works are supplied to a final consumer. " +
		"Otherwise the standard rate of 21 % applies and the customer is liable for the tax, interest and fines due."
)
