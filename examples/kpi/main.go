// Command kpi reports on a period: JSON on standard input, JSON on standard output.
package main

import (
	"github.com/interne-sales/salesdesk/examples/internal/cli"
	"github.com/interne-sales/salesdesk/kpi"
)

func main() { cli.Main(answer) }

func answer(data []byte) (any, error) {
	q, err := kpi.DecodeQuestion(data)
	if err != nil {
		return nil, err
	}
	return kpi.NewReport(q)
}
