package chart

// Bridge leads from one total to another by what was added and taken off.
type Bridge struct {
	Title       string
	Description string
	Steps       []Step
	Axis        Axis
}

// Step is a part of a bridge. A total stands on the ground; the others hang where the
// one before ends.
type Step struct {
	Label string
	Point Point
	Total bool
}

// SVG draws the bridge.
func (b Bridge) SVG() string {
	low, high, at := 0.0, 0.0, 0.0
	for _, s := range b.Steps {
		at = s.end(at)
		low, high = min(low, at), max(high, at)
	}
	c := newCanvas(b.Title, b.Description, tall, low, high)
	c.grid(b.Axis)
	slot := (width - left - right) / float64(max(1, len(b.Steps)))
	at = 0
	for i, s := range b.Steps {
		x, from := left+slot*(float64(i)+0.15), at
		if s.Total {
			from = 0
		}
		at = s.end(at)
		c.bar(x, slot*0.7, from, at, s.colour(), s.Point.tip(s.Label))
		c.text(x+slot*0.35, c.y(max(from, at))-6, "middle", "var(--text, #1f2328)", s.Point.Text)
		c.text(x+slot*0.35, tall-bottom+18, "middle", "var(--text, #1f2328)", s.Label)
	}
	return c.done()
}

func (s Step) end(at float64) float64 {
	if s.Total {
		return value(s.Point.Value)
	}
	return at + value(s.Point.Value)
}

func (s Step) colour() string {
	switch {
	case s.Total:
		return "var(--c1, #1f5fa8)"
	case s.Point.Value.IsNegative():
		return "var(--bad, #b3261e)"
	default:
		return "var(--good, #2d7d46)"
	}
}

func (c *canvas) swatch(x float64, colour string) {
	c.printf(`<rect x="%s" y="%s" width="10" height="10" rx="2" fill="%s"/>`+"\n", px(x), px(c.height-25), colour)
}
