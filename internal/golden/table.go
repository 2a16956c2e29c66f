package golden

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Table holds the table at the head of a test file to the tests there are, and gives how
// many rows it has. A row ends in the name of a test; one of another package has that
// package's folder before it: "order/intake: TestX". Own is the folder of the file below the
// module's.
func Table(tb testing.TB, file, own string) int {
	tb.Helper()
	source, err := os.ReadFile(file) //nolint:gosec // the test names the file
	if err != nil {
		tb.Fatal(err)
	}
	root := strings.Repeat("../", strings.Count(own, "/")+1)
	head, _, _ := strings.Cut(string(source), "\n\nfunc ")
	rows := regexp.MustCompile(`(?m)^//\t.*?(?:([a-z/]+): )?(Test\w+)$`).FindAllStringSubmatch(head, -1)
	known := map[string]string{}
	for _, row := range rows {
		dir := row[1]
		if dir == "" {
			dir = own
		}
		if known[dir] == "" {
			known[dir] = sources(tb, filepath.Join(root, dir))
		}
		if !strings.Contains(known[dir], "\nfunc "+row[2]+"(t *testing.T) {") {
			tb.Errorf("no such test: %s", row[0])
		}
	}
	return len(rows)
}

// sources are the test files of a folder, one after the other.
func sources(tb testing.TB, dir string) string {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		tb.Fatal(err)
	}
	var all strings.Builder
	for _, file := range files {
		source, err := os.ReadFile(file) //nolint:gosec // our own
		if err != nil {
			tb.Fatal(err)
		}
		all.Write(source)
	}
	return all.String()
}
