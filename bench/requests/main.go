// Command requests writes requests of ten lines as NDJSON, after the rules they are
// priced by: input for examples/price, to see what it does with a million of them.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
)

const (
	articles = 1000
	lines    = 10
)

func main() {
	n := flag.Int("n", 1_000_000, "how many requests")
	flag.Parse()
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer func() { _ = out.Flush() }()
	rules(out)
	for i := range *n {
		request(out, i)
	}
}

func rules(out *bufio.Writer) {
	fmt.Fprint(out, `{"rules":{"book":{"currency":"EUR","articles":[`)
	for i := range articles {
		fmt.Fprintf(out, `%s{"sku":"ART-%03d","vat_class":"%s"}`, comma(i), i, []string{"standard", "standard", "reduced_6"}[i%3])
	}
	fmt.Fprint(out, `],"entries":[`)
	for i := range articles {
		fmt.Fprintf(out, `%s{"sku":"ART-%03d","price":"%d.%03d"}`, comma(i), i, 1+i%89, i)
	}
	fmt.Fprintln(out, `]}}}`)
}

func request(out *bufio.Writer, i int) {
	fmt.Fprint(out, `{"request":{"currency":"EUR","date":"2026-11-23","buyer":{"tax":{"country":"BE"}},"lines":[`)
	for k := range lines {
		fmt.Fprintf(out, `%s{"id":"%d","sku":"ART-%03d","quantity":"%d","adjustments":[{"id":"line","rate":"0.10"}]}`,
			comma(k), k+1, (i*lines+k)*79%articles, 1+(i+k)%40)
	}
	fmt.Fprintln(out, `],"adjustments":[{"id":"document","rate":"0.05"}]}}`)
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}
