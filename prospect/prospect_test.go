package prospect_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/prospect"
	"github.com/interne-sales/salesdesk/workflow"
)

func rules(t require.TestingT) *prospect.Rules {
	location, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	r, err := prospect.Compile(prospect.Policy{Location: location})
	require.NoError(t, err)
	return r
}

func by(o prospect.Opportunity) *workflow.Command {
	return &workflow.Command{
		ID: fmt.Sprintf("cmd-%d", o.Version+1), Actor: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales},
		At: time.Date(2026, 4, 20, 22, 30, 0, 0, time.UTC), Expect: o.Version, Reason: "asked for",
	}
}

func opened(t require.TestingT, r *prospect.Rules) prospect.Opportunity {
	o, err := prospect.New(r, by(prospect.Opportunity{}), prospect.Opening{
		ID: "o1", Account: "C001", Title: "Werf Dampoort", Value: salesdesk.MustMoney("9000.00", salesdesk.EUR), Expected: calendar.MustDate("2026-04-30"),
	})
	require.NoError(t, err)
	return o
}

func finding(c prospect.Criterion, met bool, hour int) prospect.Finding {
	return prospect.Finding{
		Criterion: c, Met: met, Evidence: "said on the telephone", By: salesdesk.Actor{ID: "an", Role: salesdesk.InsideSales},
		At: time.Date(2026, 4, 20, hour, 0, 0, 0, time.UTC),
	}
}

func bant(findings ...prospect.Finding) prospect.Qualification {
	return prospect.Qualification{Framework: prospect.BANT, Findings: findings}
}

func TestNotKnownIsNotNo(t *testing.T) {
	a := bant(finding(prospect.Need, true, 9)).Assess()
	assert.Equal(t, prospect.Unknown, a.Verdict)
	assert.Equal(t, []prospect.Criterion{prospect.Budget, prospect.Authority, prospect.Timing}, a.Ask)
	assert.Equal(t, prospect.Unknown, prospect.Qualification{}.Assess().Verdict)
}

func TestTheLastFindingCounts(t *testing.T) {
	a := bant(finding(prospect.Budget, true, 11), finding(prospect.Budget, false, 9)).Assess()
	assert.Len(t, a.Met, 1)
	a = bant(finding(prospect.Budget, true, 9), finding(prospect.Budget, false, 9)).Assess()
	assert.Equal(t, prospect.Disqualified, a.Verdict, "of equal times the last given")
}

func TestEveryFrameworkHasItsCriteria(t *testing.T) {
	for framework, want := range map[prospect.Framework]int{prospect.BANT: 4, prospect.CHAMP: 4, prospect.MEDDIC: 6, "guess": 0} {
		assert.Len(t, framework.Criteria(), want)
	}
}

func TestAQualificationNamesEveryProblem(t *testing.T) {
	q := prospect.Qualification{Framework: prospect.BANT, Findings: []prospect.Finding{{Criterion: prospect.Champion}}}
	assert.EqualError(t, q.Check(), "findings[0].criterion: reference (champion); findings[0].evidence: required; findings[0].by.id: required; findings[0].at: required")
	assert.EqualError(t, prospect.Qualification{}.Check(), "framework: one_of (bant, champ, meddic)")
}

func full() prospect.Qualification {
	return bant(finding(prospect.Budget, true, 9), finding(prospect.Authority, true, 9), finding(prospect.Need, true, 9), finding(prospect.Timing, true, 9))
}

func TestAnOpportunityFromOpenToWon(t *testing.T) {
	r := rules(t)
	o := opened(t, r)
	o, err := o.Qualify(r, by(o), full())
	require.NoError(t, err)
	o, err = o.Propose(r, by(o), "OFF-1", salesdesk.MustMoney("9500.00", salesdesk.EUR))
	require.NoError(t, err)
	o, err = o.Win(r, by(o))
	require.NoError(t, err)
	assert.Equal(t, prospect.Won, o.Stage)
	assert.Equal(t, "9500.00 EUR", o.Value.String())
	stages := make([]prospect.Stage, len(o.History))
	for i, h := range o.History {
		stages[i] = h.Stage
		assert.Equal(t, "2026-04-21", h.On.String(), "half past midnight in Brussels")
	}
	assert.Equal(t, []prospect.Stage{prospect.Open, prospect.StageQualified, prospect.Proposed, prospect.Won}, stages)
}

func TestQualifyingNamesWhatIsUnmetAndWhatToAsk(t *testing.T) {
	r := rules(t)
	o := opened(t, r)
	_, err := o.Qualify(r, by(o), bant(finding(prospect.Budget, false, 9), finding(prospect.Need, true, 9)))
	var unmet prospect.UnmetError
	var unknown prospect.UnknownError
	require.ErrorAs(t, err, &unmet)
	require.ErrorAs(t, err, &unknown)
	assert.Equal(t, prospect.Budget, unmet.Criterion)
	o, err = o.Note(r, by(o), bant(finding(prospect.Need, true, 9)))
	require.NoError(t, err)
	assert.Equal(t, prospect.Open, o.Stage)
	assert.Len(t, o.History, 1, "a note is no stage")
}

func TestLostIsNotNoDecision(t *testing.T) {
	r := rules(t)
	o := opened(t, r)
	_, err := o.Lose(r, by(o), "", "")
	var reason workflow.ReasonError
	require.ErrorAs(t, err, &reason)
	lost, err := o.Lose(r, by(o), prospect.LostOnDelivery, "Bouwmarkt Noord")
	require.NoError(t, err)
	assert.Equal(t, prospect.LostOnDelivery, lost.LossReason)
	abandoned, err := o.Abandon(r, by(o))
	require.NoError(t, err)
	assert.Equal(t, prospect.NoDecision, abandoned.Stage)
	revived, err := abandoned.Revive(r, by(abandoned))
	require.NoError(t, err)
	assert.Equal(t, prospect.Open, revived.Stage)
	cmd := by(o)
	cmd.Reason = ""
	_, err = o.Abandon(r, cmd)
	require.ErrorAs(t, err, &reason)
	_, err = o.Propose(r, by(o), "", salesdesk.Money{})
	require.ErrorContains(t, err, "quote: required")
}

func TestGapsOfAnAccount(t *testing.T) {
	assert.Equal(t, []prospect.Gap{prospect.GapContact, prospect.GapReach, prospect.GapVAT, prospect.GapAddress, prospect.GapSegment, prospect.GapOwner}, prospect.Account{}.Gaps())
	known := prospect.Account{
		ID: "C001", Owner: "an", Segment: "contractor",
		Party: salesdesk.Party{
			Name: "Verhaegen", Kind: salesdesk.Business, VATNumber: salesdesk.MustVATNumber("BE0403170701"),
			Address:  salesdesk.Address{Street: "Kaai 1", City: "Gent", Country: "BE"},
			Contacts: []salesdesk.Contact{{Name: "Lies", Phone: salesdesk.MustPhoneNumber("+3292234156")}},
		},
	}
	assert.Empty(t, known.Gaps())
}

func TestAnySequenceFoldsToTheSameOpportunity(t *testing.T) {
	r := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		o := opened(t, r)
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			if next, err := anyVerb(t, r, o); err == nil {
				o = next
			}
		}
		log, err := workflow.EncodeEvents(o.Changes())
		require.NoError(t, err)
		changes, err := prospect.DecodeChanges(log)
		require.NoError(t, err)
		folded, err := prospect.Fold(changes)
		require.NoError(t, err)
		require.Equal(t, asJSON(t, o), asJSON(t, folded))
	})
}

func anyVerb(t *rapid.T, r *prospect.Rules, o prospect.Opportunity) (prospect.Opportunity, error) {
	switch rapid.IntRange(0, 6).Draw(t, "verb") {
	case 0:
		return o.Note(r, by(o), bant(finding(prospect.Need, true, 9)))
	case 1:
		return o.Qualify(r, by(o), full())
	case 2:
		return o.Propose(r, by(o), "OFF-1", salesdesk.MustMoney("1.00", salesdesk.EUR))
	case 3:
		return o.Win(r, by(o))
	case 4:
		return o.Lose(r, by(o), prospect.LostOnPrice, "")
	case 5:
		return o.Abandon(r, by(o))
	default:
		return o.Revive(r, by(o))
	}
}

func asJSON(t require.TestingT, v any) string {
	data, err := json.Marshal(v)
	require.NoError(t, err)
	return string(data)
}

func TestNewNamesEverythingThatIsMissing(t *testing.T) {
	_, err := prospect.New(rules(t), by(prospect.Opportunity{}), prospect.Opening{})
	assert.EqualError(t, err, "id: required; account: required; title: required")
}

func TestTheTableIsWrittenDown(t *testing.T) {
	m := rules(t).Machine()
	golden.Assert(t, "workflow.md", []byte("# Opportunity\n\n"+m.Table()+"\n```mermaid\n"+m.Mermaid()+"```\n"))
}
