package chart_test

import (
	"encoding/xml"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/internal/golden"
	"github.com/interne-sales/salesdesk/kpi/chart"
)

func point(s string) *chart.Point {
	return &chart.Point{Value: salesdesk.MustAmount(s), Text: "€ " + s}
}

func bars() chart.Bars {
	return chart.Bars{
		Title: "Turnover", Description: "By month", Labels: []string{"Apr", "May", "Jun"},
		Series: []chart.Series{
			{Name: "2026", Points: []*chart.Point{point("73727.76"), point("71520.66"), nil}},
			{Name: "Target", Points: []*chart.Point{point("74000"), point("-1200"), point("78000")}},
		},
	}
}

func bridge() chart.Bridge {
	return chart.Bridge{Title: "Bridge", Description: "Why", Steps: []chart.Step{
		{Label: "2025", Point: *point("2000"), Total: true},
		{Label: "Volume", Point: *point("266.67")},
		{Label: "Price", Point: *point("-70")},
		{Label: "2026", Point: *point("2196.67"), Total: true},
	}}
}

func interval() chart.Interval {
	return chart.Interval{Title: "NPS", Description: "With 95 %", From: *point("-100"), To: *point("100"), Value: *point("45"), Low: point("30.5"), High: point("59.5")}
}

func wellFormed(t *testing.T, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
	}
}

func TestGoldenPictures(t *testing.T) {
	for name, svg := range map[string]string{"bars.svg": bars().SVG(), "bridge.svg": bridge().SVG(), "interval.svg": interval().SVG()} {
		wellFormed(t, svg)
		golden.Assert(t, filepath.Join("testdata", name), []byte(svg))
	}
}

func TestAPictureSpeaksTheWordsItIsGiven(t *testing.T) {
	b := bars()
	b.Axis = func(a salesdesk.Amount) string { return a.String() + " €" }
	b.Series[0].Points[0].Tip = "2026, avril : 73 727,76 €"
	svg := b.SVG()
	assert.Contains(t, svg, ">20000 €</text>")
	assert.Contains(t, svg, "<title>2026, avril : 73 727,76 €</title>")
	assert.Contains(t, svg, "<title>Target, May: € -1200</title>", "no words of its own")
}

func TestTextsAreEscaped(t *testing.T) {
	b := bars()
	b.Title, b.Labels[0] = `<script>"&`, "<b>"
	svg := b.SVG()
	wellFormed(t, svg)
	assert.NotContains(t, svg, "<script>")
	assert.NotContains(t, svg, "<b>")
}

func TestNothingToDrawIsStillAPicture(t *testing.T) {
	for _, svg := range []string{chart.Bars{}.SVG(), chart.Bridge{}.SVG(), chart.Interval{}.SVG()} {
		wellFormed(t, svg)
		assert.NotContains(t, svg, "NaN")
		assert.NotContains(t, svg, "Inf")
	}
	i := interval()
	i.Low, i.High = nil, nil
	assert.NotContains(t, i.SVG(), "30.5")
}
