package kpi

import (
	"fmt"
	"html"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/calendar"
	"github.com/interne-sales/salesdesk/kpi/chart"
)

// HTML is the report as one page that stands alone: no scripts, no links, printable,
// light or dark as the reader's screen is. The same report and words give the same
// bytes.
func (r Report) HTML(w Words) string {
	p := page{report: r, words: w}
	p.head()
	p.tiles()
	p.section(CaptionMonths, p.months())
	p.section(CaptionBridge, p.bridge())
	p.section(CaptionGroups, p.groups())
	p.section(CaptionSatisfaction, p.satisfaction())
	p.section(CaptionLineage, p.lineage())
	p.WriteString("</main>\n</body>\n</html>\n")
	return p.String()
}

// page is a report being written.
type page struct {
	strings.Builder
	report Report
	words  Words
}

const style = `:root{--text:#1f2328;--muted:#57606a;--line:#d8dee4;--ground:#fff;--card:#f6f8fa;--c1:#1f5fa8;--c2:#9fb8d3;--c3:#c77700;--good:#2d7d46;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--text:#e6edf3;--muted:#9198a1;--line:#3d444d;--ground:#0d1117;--card:#161b22;--c1:#6cb0ff;--c2:#3a5a80;--c3:#e3a857;--good:#57c27a;--bad:#ff8a80}}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
.period{color:var(--muted);margin:.2rem 0 1.2rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.8rem;margin:0;padding:0}
.tiles div{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.7rem .9rem}
.tiles dt{color:var(--muted);font-size:.85rem}.tiles dd{margin:0;font-size:1.35rem;font-variant-numeric:tabular-nums}
.tiles .note{font-size:.85rem;color:var(--muted)}
.chart{display:block;width:100%;height:auto}
.wide{overflow-x:auto}.wide .chart{min-width:36rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:.3rem .5rem;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{text-align:left}tbody th{font-weight:inherit}td{white-space:nowrap}thead th{color:var(--muted);font-weight:600}
@media (max-width:32rem){main{padding:1rem}.tiles{grid-template-columns:1fr 1fr;gap:.5rem}.tiles dd{font-size:1.1rem}table{font-size:.85rem}th,td{padding:.3rem}section>.chart text{font-size:1.35rem}}
@media print{main{max-width:none;padding:0}.tiles div{break-inside:avoid}section{break-inside:avoid}}`

func (p *page) printf(format string, args ...any) {
	_, _ = fmt.Fprintf(p, format, args...) // a builder does not fail
}

func (p *page) t(c Caption) string { return html.EscapeString(p.words.Text(c)) }

func (p *page) head() {
	period := fmt.Sprintf("%s – %s · %s %s", p.words.Date(p.report.Period.From), p.words.Date(p.report.Period.Last()), p.words.Text(CaptionAsOf), p.words.Date(p.report.AsOf))
	p.printf("<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"+
		"<title>%s</title>\n<style>\n%s\n</style>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n<p class=\"period\">%s</p>\n",
		html.EscapeString(string(p.words.Language())), p.t(CaptionReport), style, p.t(CaptionReport), html.EscapeString(period))
}

func (p *page) money(a salesdesk.Amount) string {
	return p.words.Money(salesdesk.Money{Amount: a, Currency: p.report.Currency})
}

// sum and ratio say a value, or why there is none.
func (p *page) sum(v Value) string   { return p.say(v, p.money) }
func (p *page) ratio(v Value) string { return p.say(v, p.words.Percent) }

func (p *page) say(v Value, format func(salesdesk.Amount) string) string {
	if v.Amount == nil {
		return p.words.Text(v.Status)
	}
	return format(*v.Amount)
}

func (p *page) interval(v Value, format func(salesdesk.Amount) string) string {
	if v.Low == nil || v.High == nil {
		return p.words.Text(Counted{N: v.N})
	}
	return p.words.Text(Confidence{Low: format(*v.Low), High: format(*v.High), N: v.N})
}

func (p *page) tiles() {
	r := p.report
	wins, value, score := r.WinRate.Shown(), r.WinValue.Shown(), r.Satisfaction.Score.Shown()
	p.WriteString("<dl class=\"tiles\">\n")
	p.tile(CaptionTurnover, p.sum(r.Turnover), p.words.Text(CaptionLastYear)+" "+p.sum(r.LastYear))
	p.tile(CaptionGrowth, p.ratio(r.Growth), "")
	p.tile(CaptionMargin, p.ratio(r.Margin), "")
	p.tile(CaptionTarget, p.ratio(r.Target.Reached), p.words.Text(CaptionLeft)+" "+p.sum(r.Target.Left))
	p.tile(CaptionRunRate, p.sum(r.Target.RunRate), "")
	p.tile(CaptionWinRate, p.ratio(wins), p.interval(wins, p.words.Percent))
	p.tile(CaptionWinValue, p.ratio(value), "")
	p.tile(CaptionComplaints, fmt.Sprint(r.Complaints), p.kept(r.Promises.Shown()))
	p.tile(CaptionSatisfaction, p.say(score, p.words.Number), p.interval(score, p.words.Number))
	p.WriteString("</dl>\n")
}

// kept is the share of complaints with every promise kept, where it is shown.
func (p *page) kept(v Value) string {
	if v.Status == TooFew {
		return ""
	}
	return p.words.Text(CaptionPromises) + " " + p.ratio(v)
}

func (p *page) tile(c Caption, figure, note string) {
	p.printf("<div><dt>%s</dt><dd>%s</dd>", p.t(c), html.EscapeString(figure))
	if note != "" {
		p.printf("<dd class=\"note\">%s</dd>", html.EscapeString(note))
	}
	p.WriteString("</div>\n")
}

func (p *page) section(c Caption, content string) {
	p.printf("<section>\n<h2>%s</h2>\n%s</section>\n", p.t(c), content)
}

// point is a figure of a series, at a label.
func (p *page) point(series, label string, a salesdesk.Amount) *chart.Point {
	return &chart.Point{Value: a, Text: p.money(a), Tip: p.words.Text(Tip{Series: series, Label: label, Figure: p.money(a)})}
}

func (p *page) months() string {
	bars := chart.Bars{Title: p.words.Text(CaptionMonths), Description: p.words.Text(CaptionTurnover), Axis: p.words.Whole, Series: []chart.Series{
		{Name: p.words.Text(CaptionTurnover)}, {Name: p.words.Text(CaptionLastYear)}, {Name: p.words.Text(CaptionTarget)},
	}}
	for _, m := range p.report.Months {
		month := p.words.Month(m.Month.From)
		bars.Labels = append(bars.Labels, month)
		for i, figure := range []*salesdesk.Amount{&m.Net, &m.LastYear, m.Target} {
			var point *chart.Point
			if figure != nil {
				point = p.point(bars.Series[i].Name, month, *figure)
			}
			bars.Series[i].Points = append(bars.Series[i].Points, point)
		}
	}
	return wide(bars.SVG())
}

func (p *page) bridge() string {
	b := p.report.Bridge
	step := func(c Caption, a salesdesk.Amount, total bool) chart.Step {
		return chart.Step{Label: p.words.Text(c), Point: *p.point(p.words.Text(CaptionBridge), p.words.Text(c), a), Total: total}
	}
	return wide(chart.Bridge{Title: p.words.Text(CaptionBridge), Description: p.money(b.Change), Axis: p.words.Whole, Steps: []chart.Step{
		step(CaptionLastYear, b.From, true), step(CaptionVolume, b.Volume, false), step(CaptionMix, b.Mix, false),
		step(CaptionPrice, b.Price, false), step(CaptionNew, b.New, false), step(CaptionLost, b.Lost, false), step(CaptionTurnover, b.To, true),
	}}.SVG())
}

func (p *page) groups() string {
	rows := [][]string{{p.words.Text(CaptionGroup), p.words.Text(CaptionTurnover), p.words.Text(CaptionLastYear), p.words.Text(CaptionGrowth), p.words.Text(CaptionMargin)}}
	for _, g := range p.report.Groups {
		rows = append(rows, []string{p.words.Group(g.Group), p.money(g.Net), p.money(g.LastYear), p.ratio(g.Growth), p.ratio(g.Margin)})
	}
	return table(rows)
}

func (p *page) satisfaction() string {
	s := p.report.Satisfaction
	if few := s.Score.Shown(); few.Status == TooFew { // the counts would tell who answered
		return "<p>" + html.EscapeString(p.words.Text(few.Status)+" ("+p.interval(few, p.words.Number)+")") + "</p>\n"
	}
	rows := [][]string{
		{p.words.Text(CaptionPromoters), p.words.Text(CaptionPassives), p.words.Text(CaptionDetractors)},
		{fmt.Sprint(s.Promoters), fmt.Sprint(s.Passives), fmt.Sprint(s.Detractors)},
	}
	if s.Score.Amount == nil {
		return table(rows)
	}
	number := func(a salesdesk.Amount) chart.Point { return chart.Point{Value: a, Text: p.words.Number(a)} }
	scale := chart.Interval{
		Title: p.words.Text(CaptionSatisfaction), Description: p.interval(s.Score, p.words.Number),
		From: number(salesdesk.MustAmount("-100")), To: number(salesdesk.MustAmount("100")), Value: number(*s.Score.Amount),
	}
	if s.Score.Low != nil && s.Score.High != nil {
		low, high := number(*s.Score.Low), number(*s.Score.High)
		scale.Low, scale.High = &low, &high
	}
	return scale.SVG() + table(rows)
}

func (p *page) lineage() string {
	l := p.report.Lineage
	rows := [][]string{{p.words.Text(CaptionLineage), "n"}}
	for _, row := range []struct {
		caption Caption
		n       int
	}{{CaptionSales, l.Sales}, {CaptionSalesBefore, l.SalesBefore}, {CaptionPassedOver, l.PassedOver}, {CaptionWithoutCost, l.WithoutCost}} {
		rows = append(rows, []string{p.words.Text(row.caption), p.words.Whole(salesdesk.Amount{Decimal: decimal.NewFromInt(int64(row.n))})})
	}
	if l.First != (calendar.Date{}) {
		rows = append(rows, []string{p.words.Text(CaptionPeriod), p.words.Date(l.First) + " – " + p.words.Date(l.Last)})
	}
	return table(rows)
}

// wide holds what a narrow screen moves sideways instead of making it unreadable.
func wide(content string) string {
	return "<div class=\"wide\" tabindex=\"0\">\n" + content + "</div>\n"
}

// table is a table whose first row is its head, and whose first column names its rows.
func table(rows [][]string) string {
	var t strings.Builder
	for i, row := range rows {
		switch i {
		case 0:
			t.WriteString("<table>\n<thead>\n")
		case 1:
			t.WriteString("<tbody>\n")
		}
		t.WriteString("<tr>")
		for j, text := range row {
			open, cell := "td", "td"
			switch {
			case i == 0:
				open, cell = `th scope="col"`, "th"
			case j == 0:
				open, cell = `th scope="row"`, "th"
			}
			fmt.Fprintf(&t, "<%s>%s</%s>", open, html.EscapeString(text), cell)
		}
		t.WriteString("</tr>\n")
		if i == 0 {
			t.WriteString("</thead>\n")
		}
	}
	if len(rows) > 1 {
		t.WriteString("</tbody>\n")
	}
	t.WriteString("</table>\n")
	return wide(t.String())
}
