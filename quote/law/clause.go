package law

import (
	"slices"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
)

// Clause is a kind of term between undertakings that law distrusts.
type Clause string

// The clauses, the black ones first.
const (
	OwnWill             Clause = "own_will"             // binds the author only as he wills
	SoleInterpretation  Clause = "sole_interpretation"  // the author alone says what it means
	NoRecourse          Clause = "no_recourse"          // no means of redress is left
	UnknownTerms        Clause = "unknown_terms"        // accepts for certain what could not be known
	UnilateralChange    Clause = "unilateral_change"    // of price or terms, without a valid reason
	TacitRenewal        Clause = "tacit_renewal"        // without a reasonable term of notice
	ShiftedRisk         Clause = "shifted_risk"         // without anything in return
	LimitedRights       Clause = "limited_rights"       // on non-performance, unduly
	NoNotice            Clause = "no_notice"            // to end it, from general knowledge
	Exoneration         Clause = "exoneration"          // from fraud, gross fault or an essential obligation, from general knowledge
	LimitedProof        Clause = "limited_proof"        // from general knowledge
	DisproportionateSum Clause = "disproportionate_sum" // damages manifestly beyond the harm
)

// MessageID names the clause's text.
func (c Clause) MessageID() string { return "law.clause." + string(c) }

// ClauseRule is what law makes of a clause in contracts from a day on.
type ClauseRule struct {
	From   calendar.Date `json:"from"`
	Clause Clause        `json:"clause"`
	Black  bool          `json:"black,omitempty"` // void; otherwise void until the contrary is proven
	Source string        `json:"source"`
}

const greyTerms = "WER VI.91/5"

func belgianClauses() []ClauseRule {
	from := calendar.MustDate("2020-12-01")
	return []ClauseRule{
		{From: from, Clause: OwnWill, Black: true, Source: "WER VI.91/4, 1°"},
		{From: from, Clause: SoleInterpretation, Black: true, Source: "WER VI.91/4, 2°"},
		{From: from, Clause: NoRecourse, Black: true, Source: "WER VI.91/4, 3°"},
		{From: from, Clause: UnknownTerms, Black: true, Source: "WER VI.91/4, 4°"},
		{From: from, Clause: UnilateralChange, Source: greyTerms},
		{From: from, Clause: TacitRenewal, Source: greyTerms},
		{From: from, Clause: ShiftedRisk, Source: greyTerms},
		{From: from, Clause: LimitedRights, Source: greyTerms},
		{From: from, Clause: NoNotice, Source: greyTerms},
		{From: from, Clause: Exoneration, Source: greyTerms},
		{From: from, Clause: LimitedProof, Source: greyTerms},
		{From: from, Clause: DisproportionateSum, Source: greyTerms},
	}
}

// CheckClauses says of the kinds of clauses in a contract of a day with a kind of buyer
// which law strikes out: a black one is an error, a grey one a warning, because it
// stands where it is shown to be fair. Only undertakings among themselves are bound here.
// A kind that no rule names is a [salesdesk.FieldError].
func (r Rules) CheckClauses(kinds []Clause, buyer salesdesk.PartyKind, day calendar.Date) ([]Finding, error) {
	var problems salesdesk.Problems
	problems.Add(needed("day", day))
	var all []Finding
	for i, kind := range kinds {
		if !slices.ContainsFunc(r.Clauses, func(rule ClauseRule) bool { return rule.Clause == kind }) {
			problems.Add(salesdesk.FieldError{Path: salesdesk.Index("clauses", i), Rule: salesdesk.RuleReference, Param: string(kind)})
		}
		if rule, ok := r.clause(kind, day); ok && buyer == salesdesk.Business {
			all = append(all, rule.finding())
		}
	}
	if problems.Err() != nil {
		return nil, problems
	}
	return all, nil
}

// clause is the last rule of a clause that has begun on a day.
func (r Rules) clause(kind Clause, day calendar.Date) (found ClauseRule, ok bool) {
	for _, rule := range r.Clauses {
		if rule.Clause == kind && !day.Before(rule.From) && (!ok || !rule.From.Before(found.From)) {
			found, ok = rule, true
		}
	}
	return found, ok
}

func (r ClauseRule) finding() Finding {
	if r.Black {
		return Finding{Code: BlackClause, Severity: Error, Source: r.Source, Clause: r.Clause}
	}
	return Finding{Code: GreyClause, Severity: Warning, Source: r.Source, Clause: r.Clause}
}
