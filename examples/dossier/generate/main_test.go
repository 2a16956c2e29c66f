package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheSampleIsWhatIsGenerated(t *testing.T) {
	var out bytes.Buffer
	folder := filepath.Join("..", "sample")
	require.NoError(t, run(folder, &out))
	committed, err := os.ReadFile(filepath.Join(folder, "history.csv"))
	require.NoError(t, err)
	assert.True(t, bytes.Equal(committed, out.Bytes()), "run go run ./examples/dossier/generate > examples/dossier/sample/history.csv")
}
