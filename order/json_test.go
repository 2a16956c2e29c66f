package order_test

import (
	"encoding/json"

	"github.com/stretchr/testify/require"
)

func asJSON(t require.TestingT, v any) string {
	data, err := json.Marshal(v)
	require.NoError(t, err)
	return string(data)
}
