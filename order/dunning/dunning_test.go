package dunning_test

import (
	"testing"

	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/order/dunning"
)

func TestTheTableIsWrittenDown(t *testing.T) {
	m := rules(t, dunning.Policy{}).Machine()
	golden.Assert(t, "workflow.md", []byte("# Dunning\n\n"+m.Table()+"\n```mermaid\n"+m.Mermaid()+"```\n"))
}
