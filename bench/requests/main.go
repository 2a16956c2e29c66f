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
	rules(out)
	for i := range *n {
		request(out, i)
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// say writes; the writer keeps its first error for Flush.
func say(out *bufio.Writer, format string, args ...any) { _, _ = fmt.Fprintf(out, format, args...) }

func rules(out *bufio.Writer) {
	say(out, `{"rules":{"book":{"currency":"EUR","articles":[`)
	for i := range articles {
		say(out, `%s{"sku":"ART-%03d","vat_class":"%s"}`, comma(i), i, []string{"standard", "standard", "reduced_6"}[i%3])
	}
	say(out, `],"entries":[`)
	for i := range articles {
		say(out, `%s{"sku":"ART-%03d","price":"%d.%03d"}`, comma(i), i, 1+i%89, i)
	}
	say(out, "]}}}\n")
}

func request(out *bufio.Writer, i int) {
	say(out, `{"request":{"currency":"EUR","date":"2026-11-23","buyer":{"tax":{"country":"BE"}},"lines":[`)
	for k := range lines {
		say(out, `%s{"id":"%d","sku":"ART-%03d","quantity":"%d","adjustments":[{"id":"line","rate":"0.10"}]}`,
			comma(k), k+1, (i*lines+k)*79%articles, 1+(i+k)%40)
	}
	say(out, `],"adjustments":[{"id":"document","rate":"0.05"}]}}`+"\n")
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}
