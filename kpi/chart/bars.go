package chart

// Bars are series of figures beside each other, one group for each label.
type Bars struct {
	Title       string
	Description string
	Labels      []string
	Series      []Series // at most four are told apart by colour
	Axis        Axis
}

// Series is a row of figures; one for each label. A nil point has no bar.
type Series struct {
	Name   string
	Points []*Point
}

// colours of the series, from the page or by themselves; apart for the colour-blind.
func colour(i int) string {
	return []string{"var(--c1, #1f5fa8)", "var(--c2, #9fb8d3)", "var(--c3, #c77700)", "var(--c4, #57606a)"}[i%4]
}

// SVG draws the bars.
func (b Bars) SVG() string {
	low, high := 0.0, 0.0
	for _, s := range b.Series {
		for _, p := range s.Points {
			if p != nil {
				low, high = min(low, value(p.Value)), max(high, value(p.Value))
			}
		}
	}
	c := newCanvas(b.Title, b.Description, tall+legend, low, high)
	c.grid(b.Axis)
	slot := (width - left - right) / float64(max(1, len(b.Labels)))
	each := slot * 0.8 / float64(max(1, len(b.Series)))
	for i, label := range b.Labels {
		start := left + slot*(float64(i)+0.1)
		for j, s := range b.Series {
			if i < len(s.Points) && s.Points[i] != nil {
				p := s.Points[i]
				c.bar(start+each*float64(j), each*0.92, 0, value(p.Value), colour(j), p.tip(s.Name+", "+label))
			}
		}
		c.text(start+slot*0.4, tall-bottom+18, "middle", "var(--text, #1f2328)", label)
	}
	x := left
	for j, s := range b.Series {
		c.swatch(x, colour(j))
		c.text(x+16, c.height-16, "start", "var(--text, #1f2328)", s.Name)
		x += 34 + 7*float64(len([]rune(s.Name)))
	}
	return c.done()
}
