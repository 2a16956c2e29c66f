package workflow_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/shared"
	"github.com/interne-sales/salesdesk/workflow"
)

// instance is a case of one of the domain's machines: what holds, and where it was.
type instance struct {
	facts  desk
	before state
}

func (c instance) Before() state { return c.before }

type (
	domainRow   = workflow.Transition[state, event, instance]
	domainGuard = workflow.Guard[instance]
)

// source is a machine of the domain's file.
type source struct {
	Initial      string
	Final        []string
	ReopenEvents []string
	States       []string
	Transitions  []struct {
		Event, To, Guard, Who string
		From                  []string
	}
}

func machines(t *testing.T) map[string]source {
	t.Helper()
	var machines map[string]source
	require.NoError(t, json.Unmarshal(shared.Read(t, "domain/workflows.json"), &machines))
	require.Len(t, machines, 9)
	return machines
}

// domainRole is who the file means. Customer is who acts for him too.
func domainRole(word string) (salesdesk.Role, bool) {
	role, ok := map[string]salesdesk.Role{
		"IS": salesdesk.InsideSales, "ES": salesdesk.ExternalSales, "SM": salesdesk.SalesManager, "WH": salesdesk.Warehouse,
		"FIN": salesdesk.Finance, "QA": salesdesk.Quality, "PU": salesdesk.Purchasing, "PR": salesdesk.Production,
		"CUS": salesdesk.Customer, "SYS": salesdesk.System, "OWN": salesdesk.Owner, "owner": salesdesk.Owner, "attendee": "attendee",
	}[word]
	return role, ok
}

func domainRoles(who string) []salesdesk.Role {
	var roles []salesdesk.Role
	who = regexp.MustCompile(`((IS|ES)[ -])+for[ -]CUS`).ReplaceAllString(who, "")
	for _, word := range strings.FieldsFunc(who, func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		if role, ok := domainRole(word); ok && !slices.Contains(roles, role) {
			roles = append(roles, role)
		}
	}
	return roles
}

func holding(name string) *domainGuard {
	return &domainGuard{Name: name, Test: func(_ *workflow.Command, c instance) error {
		if !c.facts[name] {
			return errNo
		}
		return nil
	}}
}

// definition makes a table of a source: a guard for each text, two rows with one
// guard between them for "within limit, else", states that wait by their name.
func (s source) definition(id string) workflow.Definition[state, event, instance] {
	d := workflow.Definition[state, event, instance]{ID: id, Version: 1, Initial: s.Initial}
	for _, name := range s.States {
		kind := workflow.Open
		switch {
		case slices.Contains(s.Final, name):
			kind = workflow.Final
		case strings.HasPrefix(name, "waiting"):
			kind = workflow.Waiting
		}
		d.States = append(d.States, workflow.State[state]{Name: name, Kind: kind})
	}
	for _, tr := range s.Transitions {
		r := domainRow{On: tr.Event, To: tr.To}
		if strings.HasPrefix(tr.To, "@") {
			r.To = workflow.Back
		}
		if tr.Guard != "" {
			r.If = []*domainGuard{holding(tr.Event + "_rule")}
		}
		d.Transitions = append(d.Transitions, s.rows(r, tr.From, tr.Who)...)
	}
	return d
}

// rows are those of a line of the file: apart for states that are final, where the
// row reopens, or closes again what stays closed: a paid invoice that is credited.
func (s source) rows(r domainRow, from []string, who string) []domainRow {
	var open, closed []state
	for _, name := range from {
		if slices.Contains(s.Final, name) && r.To != name {
			closed = append(closed, name)
		} else {
			open = append(open, name)
		}
	}
	first, second, two := strings.Cut(strings.ReplaceAll(who, ", else ", "; "), "; ")
	var rows []domainRow
	for _, part := range []struct {
		from    []state
		reopens bool
	}{{open, false}, {closed, true}} {
		if len(part.from) == 0 {
			continue
		}
		r.From, r.Reopens = part.from, part.reopens
		switch {
		case two && strings.Contains(second, "for closed"):
			r.By = domainRoles(map[bool]string{false: first, true: second}[part.reopens])
			rows = append(rows, r)
		case two:
			rows = append(rows, limited(r, domainRoles(first), domainRoles(second))...)
		default:
			r.By = domainRoles(who)
			rows = append(rows, r)
		}
	}
	return rows
}

func limited(r domainRow, within, above []salesdesk.Role) []domainRow {
	limit := holding(r.On + "_limit")
	below, beyond := r, r
	below.If = append(slices.Clip(r.If), limit)
	below.By = slices.Concat(within, above)
	beyond.Unless = []*domainGuard{limit}
	beyond.By = above
	return []domainRow{below, beyond}
}

func everything(d workflow.Definition[state, event, instance]) instance {
	c := instance{facts: desk{}}
	for _, t := range d.Transitions {
		for _, g := range t.If {
			c.facts[g.Name] = true
		}
	}
	return c
}

func TestTheNineMachinesCompileAndDecideEveryRow(t *testing.T) {
	for name, source := range machines(t) {
		t.Run(name, func(t *testing.T) {
			d := source.definition(name)
			m, err := workflow.Compile(d)
			require.NoError(t, err)
			for _, tr := range m.Definition().Transitions {
				require.NotEmpty(t, tr.By, "%s is for somebody", tr.On)
				for _, from := range tr.From {
					decidesRow(t, m, tr, from)
				}
			}
		})
	}
}

// decidesRow goes through a row with each of its roles, with another, and with each
// guard failing.
func decidesRow(t *testing.T, m *workflow.Machine[state, event, instance], tr domainRow, from state) {
	t.Helper()
	c := everything(m.Definition())
	for _, g := range tr.Unless {
		c.facts[g.Name] = false
	}
	if tr.To == workflow.Back {
		c.before = "reminder_1"
	}
	for _, role := range tr.By {
		step, err := m.Decide(from, tr.On, by(role), c)
		require.NoError(t, err, "%s in %s by %s", tr.On, from, role)
		kind, _ := m.Kind(step.To)
		assert.Equal(t, tr.Reopens && kind != workflow.Final, step.Reopens)
	}
	var refused workflow.RefusedError
	_, err := m.Decide(from, tr.On, by("stranger"), c)
	require.ErrorAs(t, err, &refused)
	assert.True(t, refused.NoRole)
	assert.Subset(t, refused.Roles, tr.By)
	for _, g := range tr.If {
		if strings.HasSuffix(g.Name, "_limit") {
			continue // another row takes over: see below
		}
		c.facts[g.Name] = false
		_, err := m.Decide(from, tr.On, by(tr.By[0]), c)
		require.ErrorAs(t, err, &refused)
		assert.Equal(t, g.Name, refused.Failed[0].Guard)
		c.facts[g.Name] = true
	}
}

func TestAboveTheLimitTheManagerDecides(t *testing.T) {
	d := machines(t)["order"].definition("order")
	m := workflow.MustCompile(d)
	c := everything(d)
	c.facts["confirm_limit"] = false
	_, err := m.Decide("submitted", "confirm", by(salesdesk.InsideSales), c)
	var refused workflow.RefusedError
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, []salesdesk.Role{salesdesk.SalesManager}, refused.Roles)
	assert.False(t, refused.NoRole)
	_, err = m.Decide("submitted", "confirm", by(salesdesk.SalesManager), c)
	require.NoError(t, err)
}

func TestTheDomainKnowsTheCustomerFromTheClerkForHim(t *testing.T) {
	d := machines(t)["order"].definition("order")
	m, c := workflow.MustCompile(d), everything(d)
	clerk := by(salesdesk.InsideSales)
	_, err := m.Decide("change_pending", "accept_change", clerk, c)
	var refused workflow.RefusedError
	require.ErrorAs(t, err, &refused)
	assert.True(t, refused.NoRole && refused.ActFor)
	clerk.Actor.For = "C001"
	_, err = m.Decide("change_pending", "accept_change", clerk, c)
	require.NoError(t, err)
}

func TestTheDomainWaitsWhereItSays(t *testing.T) {
	kinds := map[string]workflow.Kind{}
	for name, source := range machines(t) {
		for _, s := range source.definition(name).States {
			kinds[name+"."+s.Name] = s.Kind
		}
	}
	assert.Equal(t, workflow.Waiting, kinds["complaint.waiting_customer"])
	assert.Equal(t, workflow.Waiting, kinds["activity.waiting"])
	assert.Equal(t, workflow.Open, kinds["complaint.triaged"])
}

// A final state is left only by a row marked so, for another final one too: a paid
// invoice that is credited closes again, and its step is no reopening.
func TestAPaidInvoiceThatIsCreditedClosesAgain(t *testing.T) {
	d := machines(t)["invoice"].definition("invoice")
	m := workflow.MustCompile(d)
	step, err := m.Decide("paid", "credit_full", by(salesdesk.Finance), everything(d))
	require.NoError(t, err)
	assert.Equal(t, workflow.Step[state, event]{From: "paid", On: "credit_full", To: "credited"}, step)
	for i := range d.Transitions {
		if d.Transitions[i].On == "credit_full" {
			d.Transitions[i].Reopens = false
		}
	}
	_, err = workflow.Compile(d)
	require.EqualError(t, err, "workflow invoice: leaves_final state paid event credit_full")
}
