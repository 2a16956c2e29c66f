// Package shared finds the published test vectors and data that live beside the
// project, and skips a test with a clear line where they are not.
package shared

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Path is the path of a file such as "vectors/pricing.json" in the folder that
// SALESDESK_SHARED names, by default the folder "shared" beside the project's root.
// The test is skipped where the file is absent, unless CI is set: there it fails.
func Path(tb testing.TB, name string) string {
	tb.Helper()
	path := filepath.Join(dir(), filepath.FromSlash(name))
	_, err := os.Stat(path)
	switch {
	case err == nil:
		return path
	case os.Getenv("CI") != "":
		tb.Fatalf("shared file %s is missing: %v", name, err)
	default:
		tb.Skipf("shared file %s is not here: set SALESDESK_SHARED to the folder that has it", name)
	}
	return ""
}

// Read is the content of the file at Path.
func Read(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile(Path(tb, name))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func dir() string {
	if d := os.Getenv("SALESDESK_SHARED"); d != "" {
		return d
	}
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", "..", "shared")
}
