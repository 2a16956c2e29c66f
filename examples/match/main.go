// Command match finds the records that speak of the same customer, and says why:
// JSON on standard input, JSON on standard output.
package main

import (
	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/internal/strict"
	"github.com/interne-sales/salesdesk/prospect/match"
)

// question is what is read: how to compare, and the records.
type question struct {
	Plan    match.Plan     `json:"plan"`
	Records []match.Record `json:"records"`
}

// reply is what is written: what was found, and every cluster made one record.
type reply struct {
	match.Result
	Merged []match.Merged `json:"merged"`
}

func main() { cli.Main(answer) }

func answer(data []byte) (any, error) {
	var q question
	if err := strict.Decode(data, &q); err != nil {
		return nil, err
	}
	matcher, err := match.Compile(q.Plan)
	if err != nil {
		return nil, salesdesk.At("plan", err)
	}
	result, err := matcher.Match(q.Records)
	if err != nil {
		return nil, err
	}
	return merged(result, q.Records)
}

func merged(result match.Result, records []match.Record) (reply, error) {
	byID := make(map[string]match.Record, len(records))
	for _, r := range records {
		byID[r.ID] = r
	}
	answer := reply{Result: result, Merged: []match.Merged{}}
	for _, cluster := range result.Clusters {
		sources := make([]match.Record, len(cluster))
		for i, id := range cluster {
			sources[i] = byID[id]
		}
		m, err := match.Merge(sources)
		if err != nil {
			return reply{}, err
		}
		answer.Merged = append(answer.Merged, m)
	}
	return answer, nil
}
