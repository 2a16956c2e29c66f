package pricing

import (
	"slices"

	"github.com/interne-sales/salesdesk"
)

// StatutoryLanguage is the language of the mentions for a buyer of a country who asked for
// one: that of the seller's region ([VATPolicy.Region]), and the one asked for where no
// region is known or the buyer is in another country, since no law may impose one across
// borders (CJEU C-15/15). Where the policy has no mention in that language another
// stands in: French for German, Dutch for any other.
func (p *Pricer) StatutoryLanguage(buyerCountry string, asked salesdesk.Language) salesdesk.Language {
	region := p.policy.Region
	if buyerCountry != "" && buyerCountry != belgium {
		region = ""
	}
	language := region.StatutoryLanguage(asked)
	switch {
	case slices.ContainsFunc(p.policy.Mentions, func(m Mention) bool { return m.Language.Base() == language }):
		return language
	case region == salesdesk.GermanSpeaking:
		return salesdesk.French
	default:
		return salesdesk.Dutch
	}
}
