package match

import (
	"slices"
	"strings"
)

// Skipped is a key that too many records share to tell anything.
type Skipped struct {
	Block   int    `json:"block"` // index in the plan
	Key     string `json:"key"`
	Records int    `json:"records"`
}

// key is the block's key of a record, or "" when a field of it is empty.
func (b Block) key(fields map[string]string) string {
	var key strings.Builder
	for _, k := range b {
		part := fields[k.Field]
		switch k.Part {
		case Whole:
		case Prefix:
			part = part[:min(3, len(part))]
		case Sound:
			part = sound(part)
		}
		if part == "" {
			return ""
		}
		key.WriteString(part)
		key.WriteByte('\x1f')
	}
	return key.String()
}

// blocks are the keys of every record by block, with the oversized ones emptied.
type blocks struct {
	keys    [][]string // by block, by record
	skipped []Skipped
}

func (m *Matcher) block(normal []map[string]string) blocks {
	b := blocks{keys: make([][]string, len(m.plan.Blocks))}
	for p, block := range m.plan.Blocks {
		keys := make([]string, len(normal))
		count := map[string]int{}
		for i := range normal {
			keys[i] = block.key(normal[i])
			count[keys[i]]++
		}
		for i, key := range keys {
			if key != "" && count[key] > MaxBlock {
				keys[i] = ""
			}
		}
		delete(count, "")
		for key, n := range count {
			if n > MaxBlock {
				b.skipped = append(b.skipped, Skipped{Block: p, Key: strings.Trim(strings.ReplaceAll(key, "\x1f", " "), " "), Records: n})
			}
		}
		b.keys[p] = keys
	}
	slices.SortFunc(b.skipped, func(x, y Skipped) int {
		if x.Block != y.Block {
			return x.Block - y.Block
		}
		return strings.Compare(x.Key, y.Key)
	})
	return b
}

// pairs calls each once for every two records that share a key, whichever blocks
// they share: in the order of blocks, then of records.
func (b blocks) pairs(each func(i, j int)) {
	for p, keys := range b.keys {
		members := map[string][]int{}
		for i, key := range keys {
			if key == "" {
				continue
			}
			for _, j := range members[key] {
				if !b.sharedBefore(p, i, j) {
					each(j, i)
				}
			}
			members[key] = append(members[key], i)
		}
	}
}

func (b blocks) sharedBefore(p, i, j int) bool {
	for q := range p {
		if key := b.keys[q][i]; key != "" && key == b.keys[q][j] {
			return true
		}
	}
	return false
}
