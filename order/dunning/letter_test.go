package dunning_test

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/i18n"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order/dunning"
	"github.com/interne-sales/salesdesk/workflow"
)

func parties() dunning.Parties {
	return dunning.Parties{
		Sender: salesdesk.Party{
			Name: "Scheldebouw Groothandel", LegalForm: "NV", Court: "Antwerpen", Kind: salesdesk.Business, Language: salesdesk.Dutch,
			Address:          salesdesk.Address{Street: "Kaaistraat 114", Postcode: "2030", City: "Antwerpen", Country: salesdesk.Belgium},
			EnterpriseNumber: salesdesk.MustEnterpriseNumber("0428759497"), IBAN: salesdesk.MustIBAN("BE68539007547034"),
		},
		Debtor: salesdesk.Party{
			Name: "Lien De Smet", Kind: salesdesk.Consumer, Language: salesdesk.Dutch,
			Address: salesdesk.Address{Street: "Veldstraat 2", Postcode: "9000", City: "Gent", Country: salesdesk.Belgium},
		},
		Reference: salesdesk.MustPaymentReference("+++010/8068/17183+++"),
	}
}

func lettered(t require.TestingT, r *dunning.Rules, c dunning.Claim, on dunning.Event, sent string) dunning.Letter {
	l, err := c.Letter(r, dunning.Reminder{On: on, Sent: day(sent), Channel: dunning.Electronic}, parties())
	require.NoError(t, err)
	return l
}

// onPaper is a letter as it goes out in a language.
func onPaper(t require.TestingT, catalog *i18n.Catalog, lang salesdesk.Language, l dunning.Letter) string {
	kind, rows := i18n.LetterPaymentReminder, []i18n.LetterRow(nil)
	if l.Reminder.On == dunning.FormalNotice {
		kind = i18n.LetterFormalNotice
	}
	say := func(m i18n.Message) string {
		said, err := catalog.Text(lang, m)
		require.NoError(t, err)
		return said
	}
	format, err := i18n.NewFormatter(lang)
	require.NoError(t, err)
	how := l.Statement.Calculations()
	for i, row := range l.Rows() {
		sum := format.Money(salesdesk.Money{Amount: row.Amount, Currency: l.Balance.Currency})
		rows = append(rows, i18n.LetterRow{Label: say(row.Kind), Value: sum + " (" + say(how[i]) + ")"})
	}
	var body []string
	for _, sentence := range l.Sentences() {
		body = append(body, say(sentence))
	}
	text, err := catalog.Letter(lang, i18n.Letter{
		Kind: kind, From: l.Sender, To: l.Debtor, Date: l.Reminder.Sent, Reference: l.Invoice, Rows: rows, Body: body, Signed: "An Willems",
	})
	require.NoError(t, err)
	return text
}

func TestLettersInEveryLanguage(t *testing.T) {
	r := rules(t, dunning.Policy{SecondReminder: true})
	cables := consumer("1200.00", "2026-03-31")
	cables.Subject = "keukenkasten"
	first := opened(t, r, cables)
	second := reminded(t, r, first, "2026-04-20", dunning.Electronic)
	again := dunning.Reminder{On: dunning.RemindAgain, Sent: day("2026-05-05"), Channel: dunning.Post, Cost: amount("7.50"), Postage: amount("1.50")}
	third, err := second.RemindAgain(r, by(second, salesdesk.System), again)
	require.NoError(t, err)
	silent := consumer("1200.00", "2026-03-31")
	silent.Clause, silent.Subject = dunning.Clause{}, "keukenkasten"
	plain := rules(t, dunning.Policy{})
	agency := parties()
	agency.Sender.Name, agency.Owner = "Incasso", new(parties().Sender)
	owned, err := second.Letter(r, again, agency)
	require.NoError(t, err)
	trade := opened(t, r, business("6050.00", "2026-03-31"))
	catalog, err := i18n.New()
	require.NoError(t, err)
	for _, lang := range []salesdesk.Language{salesdesk.Dutch, salesdesk.French, salesdesk.English} {
		all := ""
		for _, row := range []struct {
			name   string
			letter dunning.Letter
		}{
			{"a consumer's first reminder", lettered(t, r, first, dunning.Remind, "2026-04-20")},
			{"a consumer's second reminder, by an agency", owned},
			{"a consumer's formal notice", lettered(t, r, third, dunning.FormalNotice, "2026-05-25")},
			{"a consumer's formal notice, without a clause", lettered(t, plain, reminded(t, plain, opened(t, plain, silent), "2026-04-20", dunning.Electronic), dunning.FormalNotice, "2026-05-25")},
			{"a business's reminder", lettered(t, r, trade, dunning.Remind, "2026-04-20")},
			{"a business's formal notice", lettered(t, r, reminded(t, r, trade, "2026-04-20", dunning.Post), dunning.FormalNotice, "2026-05-25")},
			{"a business's formal notice, when the rate of law is not known", lettered(t, r, reminded(t, r, trade, "2026-12-20", dunning.Post), dunning.FormalNotice, "2027-01-10")},
			{"a consumer's reminder, when it is not known", lettered(t, r, opened(t, r, cables), dunning.Remind, "2027-01-10")},
		} {
			require.NoError(t, row.letter.Check(), row.name)
			all += "== " + row.name + "\n" + onPaper(t, catalog, lang, row.letter)
		}
		golden.Assert(t, filepath.Join("testdata", "letters."+string(lang)+".txt"), []byte(all))
	}
}

// 1,200 open: damages of 65 + 5 % of 700 once the term, 21 April to 4 May, is over.
func TestAConsumersFirstReminderAnnouncesWhatWillBeClaimed(t *testing.T) {
	r := rules(t, dunning.Policy{})
	l := lettered(t, r, opened(t, r, consumer("1200.00", "2026-03-31")), dunning.Remind, "2026-04-20")
	assert.Equal(t, []dunning.Ahead{
		{Kind: dunning.Interest, From: day("2026-05-05")},
		{Kind: dunning.DamagesRow, From: day("2026-05-05"), Amount: amount("100.00")},
	}, l.Ahead)
	assert.Equal(t, "0.105", l.Rate.String())
	assert.Equal(t, day("2026-05-04"), l.PayBy)
	assert.Equal(t, "1200.00", l.Statement.Total.String())
	assert.Empty(t, l.Rows(), "nothing is claimed beside the debt")

	small := consumer("1200.00", "2026-03-31")
	small.SmallCreditor = true
	l = lettered(t, r, opened(t, r, small), dunning.Remind, "2026-04-20")
	assert.Equal(t, day("2026-04-21"), l.Ahead[0].From)
}

func TestWhatTheLetterLacksIsNamed(t *testing.T) {
	r := rules(t, dunning.Policy{})
	for _, test := range []struct {
		name string
		debt dunning.Debt
		give func(*dunning.Parties)
		on   dunning.Event
		want []dunning.Requirement
	}{
		{
			"of a consumer", consumer("1200.00", "2026-03-31"),
			func(p *dunning.Parties) {
				p.Sender.EnterpriseNumber, p.Owner = salesdesk.EnterpriseNumber{}, &salesdesk.Party{Name: "Verkoper"}
			},
			dunning.Remind,
			[]dunning.Requirement{{dunning.SaysEnterprise, "WER XIX.2, § 2"}, {dunning.SaysOwner, "WER XIX.2, § 2"}, {dunning.SaysSubject, "WER XIX.2, § 2"}},
		},
		{
			"of a business", business("1200.00", "2026-03-31"),
			func(p *dunning.Parties) { p.Sender, p.Debtor = salesdesk.Party{}, salesdesk.Party{} },
			dunning.Remind,
			[]dunning.Requirement{
				{dunning.SaysSender, "WVV art. 2:20, from general knowledge"},
				{dunning.SaysAddress, "WVV art. 2:20, from general knowledge"},
				{dunning.SaysEnterprise, "WVV art. 2:20, from general knowledge"},
				{dunning.SaysAccount, "WER III.25, from general knowledge"},
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := parties()
			test.give(&p)
			l, err := opened(t, r, test.debt).Letter(r, dunning.Reminder{On: test.on, Sent: day("2026-04-20"), Channel: dunning.Post}, p)
			require.NoError(t, err)
			var want salesdesk.Problems
			for _, q := range test.want {
				want.Add(dunning.MissingError{Requirement: q})
			}
			assert.Equal(t, want.Err(), l.Check())
		})
	}
}

// Every element of the law is missed where it is not there: an empty letter has none.
func TestEveryElementIsLookedFor(t *testing.T) {
	all := []dunning.Element{
		dunning.SaysSender, dunning.SaysAddress, dunning.SaysEnterprise, dunning.SaysOwner, dunning.SaysDebtor, dunning.SaysInvoice, dunning.SaysSubject,
		dunning.SaysDue, dunning.SaysBalance, dunning.SaysDamages, dunning.SaysClaim, dunning.SaysTerm, dunning.SaysAccount, "a poem",
	}
	r := rules(t, dunning.Policy{})
	debt := consumer("1200.00", "2026-03-31")
	debt.Subject = "kasten"
	empty, whole := dunning.Letter{}, lettered(t, r, opened(t, r, debt), dunning.Remind, "2026-04-20")
	whole.Owner = &whole.Sender
	for _, e := range all {
		asked := []dunning.Requirement{{Element: e, Source: "law"}}
		empty.Asked, whole.Asked = asked, asked
		assert.EqualError(t, empty.Check(), "the letter lacks the "+string(e)+" (law)")
		assert.Equal(t, e != "a poem", whole.Check() == nil, e)
	}
}

// Of every letter the last day to pay is the one before the first day of the next step, which
// is not made before.
func TestNoStepIsMadeBeforeTheLastDayToPayIsOver(t *testing.T) {
	r := rules(t, dunning.Policy{SecondReminder: true})
	for _, test := range []struct {
		name  string
		debt  dunning.Debt
		wants []string // the last day of each letter
	}{
		{"business", business("100.00", "2026-03-31"), []string{"2026-05-03", "2026-05-17", "2026-05-31"}},
		{"consumer", consumer("100.00", "2026-03-31"), []string{"2026-05-04", "2026-05-19", "2026-06-02"}},
	} {
		c, sent := opened(t, r, test.debt), day("2026-04-20")
		for i, on := range []dunning.Event{dunning.Remind, dunning.RemindAgain, dunning.FormalNotice} {
			l := lettered(t, r, c, on, sent.String())
			assert.Equal(t, test.wants[i], l.PayBy.String(), "%s %s", test.name, on)
			reminder := dunning.Reminder{Sent: sent, Channel: dunning.Electronic}
			early := reminder
			early.Sent = sent.AddDays(-1)
			send := []func(*dunning.Rules, *workflow.Command, dunning.Reminder) (dunning.Claim, error){c.Remind, c.RemindAgain, c.GiveNotice}[i]
			if i > 0 {
				_, err := send(r, by(c, salesdesk.Finance), early)
				require.ErrorAs(t, err, new(dunning.WaitError), "%s %s", test.name, on)
			}
			var err error
			c, err = send(r, by(c, salesdesk.Finance), reminder)
			require.NoError(t, err)
			next, _, err := c.Next(r, sent)
			require.NoError(t, err)
			assert.Equal(t, l.PayBy.AddDays(1), next.From, "%s %s", test.name, on)
			sent = next.From
		}
	}
}

func TestALetterRefusesWhatTheVerbWould(t *testing.T) {
	r := rules(t, dunning.Policy{})
	c := opened(t, r, consumer("100.00", "2026-03-31"))
	refuse := func(c dunning.Claim, give dunning.Reminder, want string) {
		_, err := c.Letter(r, give, parties())
		assert.EqualError(t, err, want)
	}
	refuse(c, dunning.Reminder{On: dunning.Pay}, "on: one_of (remind_1 remind_2 formal_notice)")
	refuse(c, dunning.Reminder{On: dunning.Remind}, "sent: required; channel: one_of (post electronic); may be paid until 2026-03-31")
	refuse(c, dunning.Reminder{On: dunning.Remind, Sent: day("2026-03-31"), Channel: dunning.Post}, "may be paid until 2026-03-31")
	refuse(c, dunning.Reminder{On: dunning.Remind, Sent: day("2026-04-20"), Channel: dunning.Post, Cost: amount("5.00")}, "cost: first_free")
	refuse(c, dunning.Reminder{On: dunning.FormalNotice, Sent: day("2026-04-20"), Channel: dunning.Post}, "no reminder was sent")
	sent := reminded(t, r, c, "2026-04-20", dunning.Electronic)
	refuse(sent, dunning.Reminder{On: dunning.FormalNotice, Sent: day("2026-05-04"), Channel: dunning.Post}, "not before 2026-05-05")
	refuse(paid(t, r, c, "2026-04-19", "100.00"), dunning.Reminder{On: dunning.Remind, Sent: day("2026-04-20"), Channel: dunning.Post}, "nothing is open")
	_, err := c.Letter(nil, dunning.Reminder{}, parties())
	assert.EqualError(t, err, "rules: required")
}

// What law wants in a letter is data: a company that knows better changes the table.
func TestTheContentOfLettersIsATable(t *testing.T) {
	law := dunning.Belgium()
	law.Contents = []dunning.Content{{
		From: day("2026-05-01"), On: []dunning.Event{dunning.Remind}, Debtors: []salesdesk.PartyKind{salesdesk.Business},
		Elements: []dunning.Element{dunning.SaysSubject}, Source: "house rule",
	}}
	r := rules(t, dunning.Policy{Law: &law})
	c := opened(t, r, business("100.00", "2026-03-31"))
	assert.NoError(t, lettered(t, r, c, dunning.Remind, "2026-04-30").Check(), "not yet")
	assert.EqualError(t, lettered(t, r, c, dunning.Remind, "2026-05-01").Check(), "the letter lacks the subject (house rule)")

	law.Contents = append(law.Contents, dunning.Content{}, dunning.Content{
		From: day("2026-05-01"), On: []dunning.Event{dunning.Pay}, Debtors: []salesdesk.PartyKind{"bank"}, Elements: []dunning.Element{"poem"},
	})
	_, err := dunning.Compile(dunning.Policy{Law: &law})
	for _, want := range []salesdesk.FieldError{
		{Path: "law.contents[1].from", Rule: salesdesk.RuleRequired},
		{Path: "law.contents[1].on", Rule: salesdesk.RuleRequired},
		{Path: "law.contents[1].debtors", Rule: salesdesk.RuleRequired},
		{Path: "law.contents[1].elements", Rule: salesdesk.RuleRequired},
		{Path: "law.contents[2].on", Rule: salesdesk.RuleOneOf, Param: "remind_1 remind_2 formal_notice"},
		{Path: "law.contents[2].debtors", Rule: salesdesk.RuleOneOf, Param: "business public_body consumer"},
	} {
		assert.Contains(t, err, error(want))
	}
}

func TestALetterIsADocument(t *testing.T) {
	r := rules(t, dunning.Policy{})
	give := lettered(t, r, opened(t, r, business("6050.00", "2026-03-31")), dunning.Remind, "2026-04-20")
	data, err := json.Marshal(give)
	require.NoError(t, err)
	got, err := dunning.DecodeLetter(data)
	require.NoError(t, err)
	again, err := json.Marshal(got)
	require.NoError(t, err)
	assert.JSONEq(t, string(data), string(again))
	_, err = dunning.DecodeLetter([]byte(`{"statement": {"totals": "1"}}`))
	assert.Contains(t, err, error(salesdesk.FieldError{Path: "statement.totals", Rule: salesdesk.RuleUnknown}))
}

func TestTheTablesAreADocument(t *testing.T) {
	data, err := json.Marshal(dunning.Belgium())
	require.NoError(t, err)
	law, err := dunning.DecodeLaw(data)
	require.NoError(t, err)
	again, err := json.Marshal(law)
	require.NoError(t, err)
	assert.JSONEq(t, string(data), string(again))
	_, err = dunning.DecodeLaw([]byte(`{"day_counts": [{"from": "2026-01-01", "count": "x", "source": ""}, {"from": "2026-01-01", "count": "actual_365", "source": ""}]}`))
	assert.EqualError(t, err, "day_counts[0].count: one_of (actual_365 actual_actual actual_360); day_counts[1].from: order (2026-01-01)")
}

// 1,000 at 10.5 %: 30 days on 365, then from 1 May 2026 on 360 days.
func TestTheDayCountIsDated(t *testing.T) {
	law := dunning.Belgium()
	law.DayCounts = append(law.DayCounts, dunning.Basis{From: day("2026-05-01"), Count: dunning.Actual360, Source: "new law"})
	r := rules(t, dunning.Policy{Law: &law})
	s := stated(t, r, opened(t, r, business("1000.00", "2026-03-31")), "2026-05-10")
	assert.Equal(t, "1000.00 × 0.105 × 30 / 365", s.Rows[1].Formula)
	assert.Equal(t, "1000.00 × 0.105 × 10 / 360", s.Rows[2].Formula)
	assert.Equal(t, "11.55", s.Interest.String()) // 8.6301 + 2.9167
	fixed := rules(t, dunning.Policy{Law: &law, DayCount: dunning.Actual365})
	assert.Equal(t, "11.51", stated(t, fixed, opened(t, fixed, business("1000.00", "2026-03-31")), "2026-05-10").Interest.String())
	law.DayCounts = nil
	none := rules(t, dunning.Policy{Law: &law})
	assert.Equal(t, "11.51", stated(t, none, opened(t, none, business("1000.00", "2026-03-31")), "2026-05-10").Interest.String())
}
