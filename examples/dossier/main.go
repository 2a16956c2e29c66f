// Command dossier runs one whole sale on files: from the request for quotation to
// the report of the quarter, in the language asked for.
//
//	go run ./examples/dossier -lang fr -in folder -out folder
//
// Without -in it uses the sample that is built in. Lines of the tables that cannot be
// used are named on standard error, and the others are used.
package main

import (
	"embed"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/interne-sales/salesdesk"
	"github.com/interne-sales/salesdesk/examples/internal/cli"
)

//go:embed sample/*.csv sample/*.json
var sample embed.FS

func main() {
	in := flag.String("in", "", "folder with the input; empty is the built-in sample")
	out := flag.String("out", "out", "folder for the output")
	lang := flag.String("lang", "nl", "language: nl, fr or en")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "what is %q? every argument has a name: see -h\n", flag.Arg(0))
		os.Exit(2)
	}
	if err := run(*in, *out, salesdesk.Language(*lang), os.Stdout, os.Stderr); err != nil {
		report(os.Stderr, err)
		os.Exit(1)
	}
}

func run(in, out string, lang salesdesk.Language, summary, problems io.Writer) error {
	folder, err := input(in)
	if err != nil {
		return err
	}
	d, findings, err := load(folder)
	report(problems, findings)
	if err != nil {
		return err
	}
	s, err := newSale(d, lang)
	if err != nil {
		return err
	}
	if err := s.run(); err != nil {
		return err
	}
	if err := s.write(out); err != nil {
		return err
	}
	s.say("written", fmt.Sprint(len(s.files)+1), out) // and the events
	_, err = io.WriteString(summary, s.summary.String())
	return err
}

func input(folder string) (fs.FS, error) {
	if folder != "" {
		if _, err := os.Stat(folder); err != nil {
			return nil, err // once, and not for every file in it
		}
		return os.DirFS(folder), nil
	}
	return fs.Sub(sample, "sample")
}

// report writes one line for every problem.
func report(w io.Writer, err error) {
	for _, line := range cli.Lines(err) {
		_, _ = fmt.Fprintln(w, line) // nowhere is left to report to
	}
}

// write writes every document of the sale.
func (s *sale) write(folder string) error {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	for _, f := range s.files {
		if err := os.WriteFile(filepath.Join(folder, f.name), f.data, 0o600); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(folder, "events.ndjson"), s.log.Bytes(), 0o600)
}
