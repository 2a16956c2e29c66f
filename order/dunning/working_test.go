package dunning_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/order/dunning"
)

// worked are the rows of a statement in words.
func worked(t *testing.T, lang salesdesk.Language, s dunning.Statement) (texts []string) {
	catalog, err := i18n.New()
	require.NoError(t, err)
	how := s.Calculations()
	require.Len(t, how, len(s.Rows))
	for _, c := range how {
		said, err := catalog.Text(lang, c)
		require.NoError(t, err)
		texts = append(texts, broken(said))
	}
	return texts
}

// broken is a text with spaces that may break, to read it by.
func broken(text string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)
}

// 6,050.00 paid 46 days into the second half-year, and a credit note of 50.00: what a customer
// reads has its currency, percentages and days.
func TestACustomerReadsHowInterestIsWorkedOut(t *testing.T) {
	r := rules(t, dunning.Policy{})
	c := opened(t, r, business("6100.00", "2025-05-31"))
	c, err := c.Pay(r, by(c, salesdesk.Finance), dunning.Payment{ID: "n1", Kind: dunning.CreditNote, Date: day("2025-06-02"), Amount: amount("50.00")})
	require.NoError(t, err)
	s := stated(t, r, c, "2025-08-15")
	assert.Equal(t, []string{
		"invoiced amount of €6,100.00 less credit notes of €50.00",
		"11.5% a year on €6,050.00 for 30 days of a year of 365 days, from 1 June 2025 up to and including 30 June 2025",
		"10.5% a year on €6,050.00 for 46 days of a year of 365 days, from 1 July 2025 up to and including 15 August 2025",
		"fixed amount set by law",
	}, worked(t, salesdesk.English, s))
	assert.Equal(t, []string{
		"gefactureerd bedrag van € 6.100,00, verminderd met creditnota’s voor € 50,00",
		"11,5% per jaar op € 6.050,00 gedurende 30 dagen van een jaar van 365 dagen, van 1 juni 2025 tot en met 30 juni 2025",
		"10,5% per jaar op € 6.050,00 gedurende 46 dagen van een jaar van 365 dagen, van 1 juli 2025 tot en met 15 augustus 2025",
		"bij wet bepaald vast bedrag",
	}, worked(t, salesdesk.Dutch, s))
	assert.Equal(t, []string{
		"montant facturé de 6 100,00 €, diminué des notes de crédit de 50,00 €",
		"11,5 % par an sur 6 050,00 € pendant 30 jours d’une année de 365 jours, du 1er juin 2025 au 30 juin 2025 inclus",
		"10,5 % par an sur 6 050,00 € pendant 46 jours d’une année de 365 jours, du 1er juillet 2025 au 15 août 2025 inclus",
		"montant forfaitaire fixé par la loi",
	}, worked(t, salesdesk.French, s))
	assert.Equal(t, []string{"6100.00 - 50.00", "6050.00 × 0.115 × 30 / 365", "6050.00 × 0.105 × 46 / 365", "40.00"}, formulas(s))
}

func formulas(s dunning.Statement) (list []string) {
	for _, r := range s.Rows {
		list = append(list, r.Formula)
	}
	return list
}

// What damages, costs and reminders come to, in words and in bare figures.
func TestACustomerReadsHowCostsAreWorkedOut(t *testing.T) {
	r := rules(t, dunning.Policy{SecondReminder: true})
	for _, test := range []struct {
		give          dunning.Debt
		wantText      string
		wantFormula   string
		wantOfConsume bool
	}{
		{agreeing(business("1000.00", "2026-03-31")), "10% of €1,000.00, as agreed in the contract, less the fixed recovery costs of €40.00", "1000.00 × 0.10 - 40.00", false},
		{agreeing(business("500.00", "2026-03-31")), "agreed minimum of €75.00, less the fixed recovery costs of €40.00", "75.00 - 40.00", false},
		{agreeing(business("9000.00", "2026-03-31")), "agreed maximum of €800.00, less the fixed recovery costs of €40.00", "800.00 - 40.00", false},
		{consumer("100.00", "2026-03-31"), "legal maximum of €20.00", "20.00", true},
		{consumer("300.00", "2026-03-31"), "legal maximum of €30.00 plus 10% of the part of €300.00 above €150.00", "30.00 + 0.10 × (300.00 - 150.00)", true},
		{consumer("50000.00", "2026-03-31"), "legal maximum of €2,000.00", "2000.00", true},
	} {
		c := opened(t, r, test.give)
		if test.wantOfConsume {
			c = reminded(t, r, c, "2026-04-20", dunning.Electronic)
		}
		s := stated(t, r, c, "2026-05-05")
		i := len(s.Rows) - 1
		require.Equal(t, dunning.DamagesRow, s.Rows[i].Kind)
		assert.Equal(t, test.wantText, worked(t, salesdesk.English, s)[i])
		assert.Equal(t, test.wantFormula, s.Rows[i].Formula)
	}

	c := reminded(t, r, opened(t, r, consumer("100.00", "2026-03-31")), "2026-04-20", dunning.Electronic)
	c, err := c.RemindAgain(r, by(c, salesdesk.System), dunning.Reminder{Sent: day("2026-05-05"), Channel: dunning.Post, Cost: amount("7.50"), Postage: amount("1.50")})
	require.NoError(t, err)
	s := stated(t, r, c, "2026-05-05")
	assert.Equal(t, "€7.50 for the reminder and €1.50 postage", worked(t, salesdesk.English, s)[3])
	assert.Equal(t, "7.50 + 1.50", s.Rows[3].Formula)

	c = opened(t, r, business("100.00", "2026-03-31"))
	c, err = c.AddCost(r, by(c, salesdesk.Finance), dunning.Cost{ID: "k1", Date: day("2026-04-20"), For: "brief van de advocaat", Amount: amount("150.00")})
	require.NoError(t, err)
	s = stated(t, r, c, "2026-04-20")
	assert.Equal(t, "werkelijke kosten: brief van de advocaat", worked(t, salesdesk.Dutch, s)[3])
}

// agreeing is a debt with damages of 10 %, at least 75.00 and at most 800.00.
func agreeing(d dunning.Debt) dunning.Debt {
	d.Clause.Damages = dunning.Damages{Ratio: amount("0.10"), Least: amount("75.00"), Most: amount("800.00")}
	return d
}

func TestAStatementThatIsKeptSaysHowItWasWorkedOut(t *testing.T) {
	r := rules(t, dunning.Policy{})
	s := stated(t, r, opened(t, r, business("6050.00", "2025-05-31")), "2025-08-15")
	data, err := json.Marshal(s)
	require.NoError(t, err)
	var kept dunning.Statement
	require.NoError(t, json.Unmarshal(data, &kept))
	assert.Equal(t, worked(t, salesdesk.French, s), worked(t, salesdesk.French, kept))
}
