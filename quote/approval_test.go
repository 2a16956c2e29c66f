package quote_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/quote"
	"github.com/interne-sales/salesdesk/workflow"
)

const director salesdesk.Role = "director"

// chain asks the sales manager above 5 %, finance above 30 days and the director above 10 %.
func chain(noWorse bool) quote.Approval {
	return quote.Approval{NoWorse: noWorse, Levels: []quote.Level{
		{Limits: quote.Limits{MaxDiscount: ratio("0.05")}},
		{Role: salesdesk.Finance, Limits: quote.Limits{MaxDays: new(30)}},
		{Name: "board", Role: director, Limits: quote.Limits{MaxDiscount: ratio("0.10")}},
	}}
}

func submitted(t *testing.T, r *quote.Rules, discount string, days int) quote.Quote {
	t.Helper()
	q := opened(t, r, content(t, discount, quote.Conditions{PaymentDays: days}))
	q, err := q.Submit(r, clerk(q))
	require.NoError(t, err)
	return q
}

func approve(t *testing.T, r *quote.Rules, q quote.Quote, id string, role salesdesk.Role) quote.Quote {
	t.Helper()
	q, err := q.Approve(r, by(q, id, role), q.Latest().Digest)
	require.NoError(t, err)
	return q
}

func TestAChainIsGrantedLevelByLevel(t *testing.T) {
	r := rules(t, chain(false))
	q := submitted(t, r, "0.12", 60)
	_, err := q.Approve(r, by(q, "dirk", director), q.Latest().Digest)
	var role quote.LevelRoleError
	require.ErrorAs(t, err, &role, "the board is not the first")
	assert.Equal(t, quote.LevelRoleError{Level: "sales_manager", Role: salesdesk.SalesManager}, role)

	q = approve(t, r, q, "bart", salesdesk.SalesManager)
	assert.Equal(t, quote.InApproval, q.Status)
	assert.Equal(t, []string{"needs finance: term 60, limit 30", "needs board: discount 0.120000, limit 0.10"}, texts(q.Pending(r)))
	_, err = q.Approve(r, by(q, "bart", salesdesk.Finance), q.Latest().Digest)
	var same quote.SameApproverError
	require.ErrorAs(t, err, &same, "four eyes are two persons")
	q = approve(t, r, q, "fien", salesdesk.Finance)
	q = approve(t, r, q, "dirk", director)
	assert.Equal(t, quote.Approved, q.Status)
	assert.Empty(t, q.Pending(r))
	var levels []string
	for _, g := range q.Latest().Grants {
		levels = append(levels, g.Level+" by "+g.By.ID)
		assert.Equal(t, q.Latest().Digest, g.Digest)
	}
	assert.Equal(t, []string{"sales_manager by bart", "finance by fien", "board by dirk"}, levels)
}

func TestALevelThatNothingAsksForIsSkipped(t *testing.T) {
	r := rules(t, chain(false))
	q := approve(t, r, submitted(t, r, "0.08", 30), "bart", salesdesk.SalesManager)
	assert.Equal(t, quote.Approved, q.Status, "8 % in 30 days is not for finance nor the board")
}

func TestWhoActsForTheCustomerDoesNotApprove(t *testing.T) {
	r := rules(t, chain(false))
	q := submitted(t, r, "0.08", 0)
	cmd := by(q, "bart", salesdesk.SalesManager)
	cmd.Actor.For = "C001"
	_, err := q.Approve(r, cmd, q.Latest().Digest)
	var role quote.LevelRoleError
	require.ErrorAs(t, err, &role)
}

func TestWhatIsReturnedWasGrantedByNobody(t *testing.T) {
	r := rules(t, chain(true))
	q := approve(t, r, submitted(t, r, "0.12", 0), "bart", salesdesk.SalesManager)
	q, err := q.Return(r, by(q, "dirk", director))
	require.NoError(t, err)
	assert.Equal(t, quote.Draft, q.Status)
	assert.Len(t, q.Pending(r), 2)
	q, err = q.Revise(r, clerk(q), content(t, "0.04", quote.Conditions{}))
	require.NoError(t, err, "a returned draft can be mended")
	q, err = q.Release(r, clerk(q))
	require.NoError(t, err)
	assert.Equal(t, quote.Approved, q.Status)
}

func TestLimitsByTheRoleOfTheAuthor(t *testing.T) {
	a := quote.Approval{Levels: []quote.Level{
		{Name: "inside", Of: []salesdesk.Role{salesdesk.InsideSales}, Limits: quote.Limits{MaxDiscount: ratio("0.05")}},
		{Name: "outside", Of: []salesdesk.Role{salesdesk.ExternalSales}, Limits: quote.Limits{MaxDiscount: ratio("0.10")}},
	}}
	c := content(t, "0.08", quote.Conditions{})
	assert.Equal(t, []string{"needs inside: discount 0.080000, limit 0.05"}, texts(a.Requirements(c, salesdesk.InsideSales)))
	assert.Empty(t, a.Requirements(c, salesdesk.ExternalSales))
}

func TestALimitOfZeroLetsNothingThrough(t *testing.T) {
	a := manager(quote.Limits{MaxDiscount: ratio("0")})
	assert.Len(t, a.Requirements(content(t, "0.01", quote.Conditions{}), salesdesk.InsideSales), 1)
	assert.Empty(t, a.Requirements(content(t, "", quote.Conditions{}), salesdesk.InsideSales))
}

// approved is a quote of 12 % in 60 days with every grant of the chain.
func approved(t *testing.T, r *quote.Rules) quote.Quote {
	t.Helper()
	q := approve(t, r, submitted(t, r, "0.12", 60), "bart", salesdesk.SalesManager)
	q = approve(t, r, q, "fien", salesdesk.Finance)
	return approve(t, r, q, "dirk", director)
}

func TestReapproval(t *testing.T) {
	tests := []struct {
		name     string
		noWorse  bool
		discount string
		days     int
		want     []string // what is open after the edit, and why
	}{
		{"nothing got worse", true, "0.11", 60, nil},
		{"another digest, the policy wants the same", false, "0.12", 45, []string{"sales_manager discount digest", "finance term digest", "board discount digest"}},
		{"the discount got worse", true, "0.13", 45, []string{"sales_manager discount worse", "board discount worse"}},
		{"the term got worse", true, "0.12", 61, []string{"finance term worse"}},
		{"below every limit", false, "0.05", 30, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := rules(t, chain(tt.noWorse))
			q, next := approved(t, r), content(t, tt.discount, quote.Conditions{PaymentDays: tt.days})
			var got []string
			for _, again := range q.Reapproval(r, next, clerk(q).Actor) {
				got = append(got, again.Level+" "+string(again.Kind)+" "+string(again.Why))
			}
			assert.Equal(t, tt.want, got)
			q, err := q.Revise(r, clerk(q), next)
			require.NoError(t, err)
			assert.Len(t, q.Pending(r), len(tt.want), "what was foretold")
			q, err = q.Release(r, clerk(q))
			assert.Equal(t, len(tt.want) == 0, err == nil)
			folded, err := quote.Fold(q.Changes())
			require.NoError(t, err)
			assert.Equal(t, asJSON(t, q), asJSON(t, folded))
		})
	}
}

func TestAGrantThatWentAlongKeepsWhatItWasGrantedFor(t *testing.T) {
	r := rules(t, chain(true))
	q := approved(t, r)
	for _, discount := range []string{"0.10", "0.12"} { // down, and up again to what was granted
		next, err := q.Revise(r, clerk(q), content(t, discount, quote.Conditions{PaymentDays: 60}))
		require.NoError(t, err)
		assert.Empty(t, next.Pending(r), "manager and finance, at %s", discount)
		assert.Equal(t, 1, next.Latest().Grants[0].Revision)
		q = next
		if discount == "0.10" {
			assert.Len(t, q.Latest().Grants, 2, "10 % needs no board, so its grant stays behind")
			q = approved(t, r)
		}
	}
	_, err := q.Release(r, clerk(q))
	require.NoError(t, err)
}

func TestNobodysGrantGoesAlongToWhatHeWrites(t *testing.T) {
	r := rules(t, chain(true))
	q, next := approved(t, r), content(t, "0.11", quote.Conditions{PaymentDays: 60})
	cmd := by(q, "bart", salesdesk.InsideSales) // who granted as the sales manager
	again := q.Reapproval(r, next, cmd.Actor)
	require.Len(t, again, 1)
	assert.Equal(t, quote.OwnGrant, again[0].Why)
	q, err := q.Revise(r, cmd, next)
	require.NoError(t, err)
	assert.Equal(t, []string{"needs sales_manager: discount 0.110000, limit 0.05"}, texts(q.Pending(r)))
	_, err = q.Release(r, clerk(q))
	var requirement quote.Requirement
	require.ErrorAs(t, err, &requirement)
}

func TestACopyBringsNoApprovalAlong(t *testing.T) {
	r := rules(t, chain(true))
	q := approved(t, r)
	twin, err := quote.New(r, clerk(quote.Quote{}), quote.Opening{ID: "q2", Number: "OFF-2", Customer: "C001", Seller: seller(), Content: q.Latest().Content})
	require.NoError(t, err)
	assert.Equal(t, q.Latest().Digest, twin.Latest().Digest)
	assert.Len(t, twin.Pending(r), 3)
	_, err = twin.Release(r, clerk(twin))
	var requirement quote.Requirement
	require.ErrorAs(t, err, &requirement)
}

func TestAnExplanationOfAnotherDocumentIsRefused(t *testing.T) {
	r := rules(t, chain(false))
	cheap, dear := content(t, "0.12", quote.Conditions{}), content(t, "", quote.Conditions{})
	cheap.Explanation = dear.Explanation // hides the discount from the limits
	_, err := quote.New(r, clerk(quote.Quote{}), quote.Opening{ID: "q2", Number: "OFF-2", Customer: "C001", Seller: seller(), Content: cheap})
	var explanation quote.ExplanationError
	require.ErrorAs(t, err, &explanation)
	q := opened(t, r, dear)
	_, err = q.Revise(r, clerk(q), cheap)
	require.ErrorAs(t, err, &explanation)
	dear.Priced.Totals.Payable = amount("1.00")
	_, err = q.Revise(r, clerk(q), dear)
	require.ErrorContains(t, err, "content.priced.totals.payable")
	var refused workflow.RefusedError
	require.ErrorAs(t, err, &refused)
}

func TestRequirementsNameEveryLimitThatIsPassed(t *testing.T) {
	c := content(t, "0.12", quote.Conditions{PaymentDays: 60})
	limits := quote.Limits{MaxDiscount: ratio("0.10"), MinMargin: ratio("0.40"), MaxTotal: euro("600"), MaxDays: new(30)}
	requirements := manager(limits).Requirements(c, salesdesk.InsideSales)
	assert.Equal(t, []string{
		"needs sales_manager: discount 0.120000, limit 0.10",
		"needs sales_manager: margin 0.318182, limit 0.40",
		"needs sales_manager: cost 1, limit 0",
		"needs sales_manager: total 616.00, limit 600",
		"needs sales_manager: term 60, limit 30",
	}, texts(requirements))
	assert.Empty(t, quote.Approval{}.Requirements(c, salesdesk.InsideSales))
	at := quote.Limits{MaxDiscount: ratio("0.12"), MaxTotal: euro("616"), MaxDays: new(60)}
	assert.Empty(t, manager(at).Requirements(c, salesdesk.InsideSales), "a limit is still within")
	other := quote.Limits{MaxTotal: &salesdesk.Money{Amount: amount("9000"), Currency: "USD"}}
	assert.Equal(t, []string{"needs sales_manager: currency 616.00, limit 9000"}, texts(manager(other).Requirements(c, salesdesk.InsideSales)))
	month := content(t, "", quote.Conditions{PaymentDays: 30, EndOfMonth: true})
	assert.Equal(t, []string{"needs sales_manager: term 60, limit 59"}, texts(manager(quote.Limits{MaxDays: new(59)}).Requirements(month, salesdesk.InsideSales)))
}

func TestApprovalCannotBeBypassed(t *testing.T) {
	r := rules(t, manager(quote.Limits{MaxDiscount: ratio("0.10")}))
	q := opened(t, r, content(t, "0.12", quote.Conditions{}))
	_, err := q.Release(r, clerk(q))
	var requirement quote.Requirement
	require.ErrorAs(t, err, &requirement)
	_, err = q.Send(r, clerk(q), day("2026-05-08"))
	require.Error(t, err, "a draft is not sent")
	q, err = q.Submit(r, clerk(q))
	require.NoError(t, err)
	_, err = q.Approve(r, by(q, "an", salesdesk.SalesManager), q.Latest().Digest)
	var author quote.SameAuthorError
	require.ErrorAs(t, err, &author)
	_, err = q.Approve(r, by(q, "bart", salesdesk.InsideSales), q.Latest().Digest)
	require.Error(t, err, "is for the sales manager")
	_, err = q.Approve(r, by(q, "bart", salesdesk.SalesManager), "another digest")
	var altered quote.AlteredError
	require.ErrorAs(t, err, &altered)
	q, err = q.Approve(r, by(q, "bart", salesdesk.SalesManager), q.Latest().Digest)
	require.NoError(t, err)
	assert.Equal(t, "bart", q.Latest().Grants[0].By.ID)
	q, err = q.Send(r, clerk(q), day("2026-05-08"))
	require.NoError(t, err)
	q, err = q.Revise(r, clerk(q), content(t, "0.13", quote.Conditions{}))
	require.NoError(t, err)
	assert.Empty(t, q.Latest().Grants, "what was approved does not go along")
	_, err = q.Release(r, clerk(q))
	require.ErrorAs(t, err, &requirement)
}

func TestWhatNeedsNoApprovalIsNotSubmitted(t *testing.T) {
	r := rules(t, manager(quote.Limits{MaxDiscount: ratio("0.10")}))
	q := opened(t, r, content(t, "0.05", quote.Conditions{}))
	_, err := q.Submit(r, clerk(q))
	var none quote.NoRequirementError
	require.ErrorAs(t, err, &none)
}
