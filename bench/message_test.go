package bench_test

import (
	"testing"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/i18n"
)

// open is a plural message with an amount and a date.
type open struct {
	Count int64
	Total salesdesk.Money
	Due   calendar.Date
}

func (open) MessageID() string    { return "bench.open" }
func (o open) PluralCount() int64 { return o.Count }

func BenchmarkMessage(b *testing.B) {
	text := i18n.Text{
		One:   "{{.Count}} factuur van {{money .Total}} vervalt op {{date .Due}}.",
		Other: "{{.Count}} facturen van samen {{money .Total}} vervallen op {{date .Due}}.",
	}
	catalog, err := i18n.New(i18n.Overlay{Language: salesdesk.Dutch, Texts: map[string]i18n.Text{"bench.open": text}})
	if err != nil {
		b.Fatal(err)
	}
	message := open{Count: 3, Total: salesdesk.MustMoney("12345.60", salesdesk.EUR), Due: calendar.MustDate("2026-06-11")}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := catalog.Text(salesdesk.Dutch, message); err != nil {
			b.Fatal(err)
		}
	}
}
