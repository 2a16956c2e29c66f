package paper

import "strings"

// table is columns of which the one that grows is wrapped; the others are as wide as
// their widest cell. A column that is empty in every row is not printed.
type table struct {
	columns []column
	rows    []row
}

type column struct {
	head  string
	right bool
	grows bool
}

// row is the cells of one row, and what is told below it in the column that grows. A
// title stands alone, over all columns.
type row struct {
	cells []string
	below []string
	title string
}

const (
	between = "  "
	least   = 24 // columns of the one that grows
)

func (t *table) add(below []string, cells ...string) {
	t.rows = append(t.rows, row{cells: cells, below: below})
}

// title opens a part of the table.
func (t *table) title(text string) { t.rows = append(t.rows, row{title: text}) }

// widths are those of the columns; zero is not printed.
func (t *table) widths() []int {
	widths, taken := make([]int, len(t.columns)), 0
	for i, c := range t.columns {
		for _, r := range t.rows {
			if r.cells != nil && !c.grows {
				widths[i] = max(widths[i], display(r.cells[i]))
			}
		}
		if widths[i] > 0 {
			widths[i] = max(widths[i], display(c.head))
			taken += widths[i] + len(between)
		}
	}
	for i, c := range t.columns {
		if c.grows {
			widths[i] = max(least, Width-taken)
		}
	}
	return widths
}

// table writes t with its heads between rules.
func (p *page) table(t *table) {
	widths := t.widths()
	heads := make([]string, len(t.columns))
	for i, c := range t.columns {
		heads[i] = c.head
	}
	p.rule()
	p.cells(t, widths, heads)
	p.rule()
	for _, r := range t.rows {
		p.row(t, widths, r)
	}
	p.rule()
}

func (p *page) row(t *table, widths []int, r row) {
	if r.cells == nil {
		p.line(clean(r.title))
		return
	}
	cells := append([]string(nil), r.cells...)
	var rest []string
	for i, c := range t.columns {
		if c.grows {
			lines := append(wrapped(cells[i], widths[i]), "")
			cells[i], rest = lines[0], lines[1:max(1, len(lines)-1)]
		}
	}
	for _, text := range r.below {
		rest = append(rest, wrapped(text, t.grown(widths))...)
	}
	p.cells(t, widths, cells)
	indent := spaces(t.indent(widths))
	for _, l := range rest {
		p.line(indent + l)
	}
}

func (p *page) cells(t *table, widths []int, cells []string) {
	var shown []string
	for i, c := range t.columns {
		switch {
		case widths[i] == 0:
		case c.right:
			shown = append(shown, right(cells[i], widths[i]))
		default:
			shown = append(shown, left(cells[i], widths[i]))
		}
	}
	p.line(strings.Join(shown, between))
}

// indent is where the column that grows begins.
func (t *table) indent(widths []int) int {
	n := 0
	for i, c := range t.columns {
		if c.grows {
			break
		}
		if widths[i] > 0 {
			n += widths[i] + len(between)
		}
	}
	return n
}

// grown is the width of the column that grows.
func (t *table) grown(widths []int) int {
	for i, c := range t.columns {
		if c.grows {
			return widths[i]
		}
	}
	return Width
}
