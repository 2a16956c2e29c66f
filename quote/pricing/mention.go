package pricing

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// BelgianMentions is the table of texts. That of [ReverseImmovable] is law's own
// wording in Dutch and French; the others are the usual wording, from general
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
		outside = "outside the scope of VAT"
	)
	since2023 := calendar.MustDate("2023-01-01")
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
