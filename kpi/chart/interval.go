package chart

// Interval is a figure on a scale, with how sure it is.
type Interval struct {
	Title       string
	Description string
	From, To    Point // the ends of the scale
	Value       Point
	Low, High   *Point // nil where there is no interval
}

// SVG draws the scale.
func (i Interval) SVG() string {
	c := newCanvas(i.Title, i.Description, 0, 0)
	from, to := value(i.From.Value), value(i.To.Value)
	x := func(p Point) float64 {
		if to == from {
			return left
		}
		return left + (width-left-right)*(value(p.Value)-from)/(to-from)
	}
	y := 150.0
	c.printf(`<rect x="%s" y="%s" width="%s" height="12" rx="6" fill="var(--line, #d8dee4)"/>`+"\n", px(left), px(y-6), px(width-left-right))
	if i.Low != nil && i.High != nil {
		c.printf(`<rect x="%s" y="%s" width="%s" height="12" rx="6" fill="%s"/>`+"\n", px(x(*i.Low)), px(y-6), px(x(*i.High)-x(*i.Low)), colour(1))
		c.text(x(*i.Low), y+28, "middle", "var(--muted, #57606a)", i.Low.Text)
		c.text(x(*i.High), y+28, "middle", "var(--muted, #57606a)", i.High.Text)
	}
	c.printf(`<circle cx="%s" cy="%s" r="9" fill="%s"/>`+"\n", px(x(i.Value)), px(y), colour(0))
	c.text(x(i.Value), y-18, "middle", "var(--text, #1f2328)", i.Value.Text)
	c.text(left, y+52, "start", "var(--muted, #57606a)", i.From.Text)
	c.text(width-right, y+52, "end", "var(--muted, #57606a)", i.To.Text)
	return c.done()
}
