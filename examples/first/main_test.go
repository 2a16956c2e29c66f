package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func Example() {
	main()
	// Output: 3365.12 + 637.71 = 4002.83 <nil>
}

// The README shows this program, in at most 25 lines, and what it prints.
func TestTheREADMEShowsThisProgram(t *testing.T) {
	program, err := os.ReadFile("main.go")
	require.NoError(t, err)
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	_, shown, found := strings.Cut(string(readme), "```go\n")
	require.True(t, found)
	shown, after, _ := strings.Cut(shown, "```\n")
	assert.True(t, strings.HasSuffix(string(program), shown))
	assert.LessOrEqual(t, strings.Count(shown, "\n"), 25)
	assert.True(t, strings.HasPrefix(after, "\n    3365.12 + 637.71 = 4002.83 <nil>\n"))
}
