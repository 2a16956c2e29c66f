package chart

// Interval is a figure on a scale, with how sure it is.
type Interval struct {
	Title       string
	Description string
	From, To    Point // the ends of the scale
	Value       Point
	Low, High   *Point // nil where there is no interval
}

// margin is left free on both sides of the scale for the texts at its ends.
const margin = 40.0

// SVG draws the scale, with a mark at zero where it lies on it.
func (i Interval) SVG() string {
	c := newCanvas(i.Title, i.Description, flat, 0, 0)
	const y, above, below, ends = 44.0, 26.0, 70.0, 92.0
	from, to := value(i.From.Value), value(i.To.Value)
	at := func(v float64) float64 {
		if to == from {
			return margin
		}
		return margin + (width-2*margin)*(v-from)/(to-from)
	}
	x := func(p Point) float64 { return at(value(p.Value)) }
	c.printf(`<rect x="%s" y="%s" width="%s" height="12" rx="6" fill="var(--line, #d8dee4)"/>`+"\n", px(margin), px(y-6), px(width-2*margin))
	if from < 0 && to > 0 {
		c.printf(`<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="var(--muted, #57606a)"/>`+"\n", px(at(0)), px(y-10), px(at(0)), px(y+10))
		c.text(at(0), ends, "middle", "var(--muted, #57606a)", "0")
	}
	if i.Low != nil && i.High != nil {
		c.printf(`<rect x="%s" y="%s" width="%s" height="12" rx="6" fill="%s"/>`+"\n", px(x(*i.Low)), px(y-6), px(x(*i.High)-x(*i.Low)), colour(1))
		c.text(x(*i.Low)-4, below, "end", "var(--muted, #57606a)", i.Low.Text)
		c.text(x(*i.High)+4, below, "start", "var(--muted, #57606a)", i.High.Text)
	}
	c.printf(`<circle cx="%s" cy="%s" r="9" fill="%s"/>`+"\n", px(x(i.Value)), px(y), colour(0))
	c.text(x(i.Value), above, "middle", "var(--text, #1f2328)", i.Value.Text)
	c.text(margin, ends, "middle", "var(--muted, #57606a)", i.From.Text)
	c.text(width-margin, ends, "middle", "var(--muted, #57606a)", i.To.Text)
	return c.done()
}
