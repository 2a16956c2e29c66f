package chart

import (
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"

	"github.com/interne-sales/salesdesk"
)

// The size of a picture, in user units.
const (
	width  = 720.0
	left   = 84.0
	right  = 16.0
	top    = 28.0
	bottom = 36.0 // under the figures: their labels
	legend = 28.0 // under the labels, where there is one
	tall   = 272.0
	flat   = 104.0
)

// Point is a figure and how it reads.
type Point struct {
	Value salesdesk.Amount
	Text  string
	Tip   string // what is said to who points at it; empty is Text with the labels before it
}

// tip is what a point says, with the labels before it where it has no words of its own.
func (p Point) tip(labels string) string {
	if p.Tip != "" {
		return p.Tip
	}
	return labels + ": " + p.Text
}

// Axis writes a round value beside the grid, in the reader's language. Nil writes digits.
type Axis func(salesdesk.Amount) string

// canvas is a picture being drawn.
type canvas struct {
	strings.Builder
	low, high float64 // of the values
	height    float64
}

func newCanvas(title, description string, height, low, high float64) *canvas {
	c := &canvas{height: height}
	c.low, c.high = min(0, low), max(0, high)
	if c.low == c.high {
		c.high = 1
	}
	c.printf(`<svg class="chart" viewBox="0 0 %s %s" role="img" xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="12">`, px(width), px(c.height))
	c.printf("\n<title>%s</title>\n<desc>%s</desc>\n", html.EscapeString(title), html.EscapeString(description))
	return c
}

func (c *canvas) printf(format string, args ...any) {
	_, _ = fmt.Fprintf(c, format, args...) // a builder does not fail
}

func (c *canvas) done() string {
	c.WriteString("</svg>\n")
	return c.String()
}

// px is a coordinate with one decimal at most, so that no noise of floating point is seen.
func px(x float64) string {
	rounded := math.Round(x*10) / 10
	if rounded == 0 {
		rounded = 0 // no minus zero
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

func (c *canvas) y(v float64) float64 {
	return top + (tall-top-bottom)*(c.high-v)/(c.high-c.low)
}

// grid draws round values across the picture, with their texts at the left.
func (c *canvas) grid(axis Axis) {
	step := round(c.high - c.low)
	for k := math.Ceil(c.low / step); k*step <= c.high; k++ {
		y := c.y(k * step)
		c.printf(`<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="var(--line, #d8dee4)"/>`+"\n", px(left), px(y), px(width-right), px(y))
		c.text(left-8, y+4, "end", "var(--muted, #57606a)", axis.text(k*step))
	}
}

// round is a step of 1, 2 or 5 times a power of ten that cuts a span in four to ten.
func round(span float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(span/4)))
	for _, m := range []float64{5, 2, 1} {
		if span/(m*power) >= 4 {
			return m * power
		}
	}
	return power
}

func (a Axis) text(v float64) string {
	digits := strconv.FormatFloat(v, 'f', -1, 64)
	value, err := salesdesk.ParseAmount(digits)
	if a == nil || err != nil {
		return digits
	}
	return a(value)
}

func (c *canvas) text(x, y float64, anchor, colour, text string) {
	c.printf(`<text x="%s" y="%s" text-anchor="%s" fill="%s">%s</text>`+"\n", px(x), px(y), anchor, colour, html.EscapeString(text))
}

// bar draws from one value to another and says its text to who points at it.
func (c *canvas) bar(x, w, from, to float64, colour, text string) {
	y, h := c.y(max(from, to)), math.Abs(c.y(from)-c.y(to))
	c.printf(`<rect x="%s" y="%s" width="%s" height="%s" rx="2" fill="%s"><title>%s</title></rect>`+"\n",
		px(x), px(y), px(w), px(max(h, 1)), colour, html.EscapeString(text))
}

func value(a salesdesk.Amount) float64 { return a.InexactFloat64() }
