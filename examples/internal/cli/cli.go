// Package cli lets a program answer JSON on standard input with JSON on standard
// output, and NDJSON with NDJSON.
//
// Input whose first line is a whole JSON value is NDJSON: each line is answered on
// a line of its own, as it comes, in the same order. Anything else is one JSON value
// on many lines, and is answered indented; where it is not, it is NDJSON that begins
// with bad lines if a later line is a whole object that is not indented, or begins as a
// value does where the first does too, or if the first begins as no value of many lines
// can. Blank lines are passed over.
//
// Bad input is answered on standard error with one line per problem, which starts
// with the path of the field; nothing is written on standard output for it, and
// the exit status is 1. In NDJSON the number of the line stands before the path,
// and the good lines are answered.
package cli

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	_ "time/tzdata" // the programs run where no zones are installed
)

// Bounds of what is read, in bytes.
const (
	MaxLine  = 16 << 20 // a line of NDJSON
	MaxInput = 64 << 20 // a single JSON value
)

// Answer computes the answer to one JSON value.
type Answer func(data []byte) (any, error)

// Program is what answers. Where Alone is nil, its lines are answered one after the
// other, so that Answer may remember. Else they are answered side by side, and one that
// Alone reports true for is answered when all before it are, and before any after it.
type Program struct {
	Answer Answer
	Alone  func(line []byte) bool
}

// Digest is the SHA-256 of a JSON value in hexadecimal, its white space left out: what a
// command is known again by.
func Digest(data []byte) (string, error) {
	var compact bytes.Buffer
	if err := json.Compact(&compact, data); err != nil {
		return "", err
	}
	sum := sha256.Sum256(compact.Bytes())
	return hex.EncodeToString(sum[:]), nil
}

// Main answers standard input and ends the program.
func Main(answer Answer) { MainOf(Program{Answer: answer}) }

// MainOf is Main for a program that may answer lines side by side.
func MainOf(p Program) { os.Exit(p.Run(os.Stdin, os.Stdout, os.Stderr)) }

// Run answers in and returns the exit status.
func (p Program) Run(in io.Reader, out, problems io.Writer) int {
	written := bufio.NewWriter(out)
	defer func() { _ = written.Flush() }()
	s := session{Program: p, out: written, problems: problems}
	var begun bytes.Buffer // what is read to see what it is
	first, err := newReader(io.TeeReader(in, &begun)).next(MaxInput)
	if err != nil {
		return s.refuse("", err)
	}
	if json.Valid(first) {
		return s.ndjson(newReader(io.MultiReader(&begun, in)))
	}
	return s.single(io.MultiReader(&begun, in))
}

type session struct {
	Program
	out      *bufio.Writer
	problems io.Writer
}

// single answers one JSON value on many lines, or NDJSON that begins with bad lines.
func (s session) single(in io.Reader) int {
	data, err := io.ReadAll(io.LimitReader(in, MaxInput+1))
	switch {
	case err != nil:
		return s.refuse("", err)
	case !json.Valid(data) && hasLines(data):
		return s.ndjson(newReader(io.MultiReader(bytes.NewReader(data), in)))
	case len(data) > MaxInput:
		return s.refuse("", lengthError(MaxInput))
	}
	answer, err := s.Answer(data)
	if err != nil {
		return s.refuse("", err)
	}
	text, err := json.MarshalIndent(answer, "", "  ")
	if err != nil {
		return s.refuse("", err)
	}
	return s.write(append(text, '\n'))
}

// hasLines reports whether what is no JSON value is lines to be read each by itself: a
// value of many lines begins with a bracket, and what is in it is indented, or else
// begins with none.
func hasLines(data []byte) bool {
	first, rest, _ := bytes.Cut(bytes.TrimSpace(data), []byte("\n"))
	rest = bytes.TrimSpace(rest)
	if len(rest) > 0 && !bytes.ContainsAny(first[:1], "{[") {
		return true
	}
	begun := begins(first)
	for line := range bytes.Lines(rest) {
		line = bytes.TrimRight(line, "\r\n\t ")
		if whole(line) || begun && begins(line) {
			return true
		}
	}
	return false
}

// begins reports whether a line begins with a bracket and more of a value.
func begins(line []byte) bool {
	return len(bytes.TrimSpace(line)) > 1 && (line[0] == '{' || line[0] == '[')
}

// whole reports whether a line is a JSON object by itself.
func whole(line []byte) bool { return bytes.HasPrefix(line, []byte("{")) && json.Valid(line) }

func (s session) write(text []byte) int {
	if _, err := s.out.Write(text); err != nil {
		return s.refuse("", err)
	}
	return 0
}

func (s session) refuse(prefix string, err error) int {
	_, _ = io.WriteString(s.problems, told(prefix, err)) // nowhere is left to report to
	return 1
}

// told is a line for each problem of err.
func told(prefix string, err error) string {
	var text strings.Builder
	for _, line := range Lines(err) {
		text.WriteString(prefix + line + "\n")
	}
	return text.String()
}

// maxProblem is the longest line of a problem, in bytes.
const maxProblem = 1000

// Lines are the problems of err, each one line and none very long.
func Lines(err error) []string {
	var lines []string
	for _, problem := range flatten(err) {
		line := strings.Join(strings.Fields(problem.Error()), " ")
		if len(line) > maxProblem {
			line = strings.ToValidUTF8(line[:maxProblem], "") + "…"
		}
		lines = append(lines, line)
	}
	return lines
}

type lengthError int

func (e lengthError) Error() string { return fmt.Sprintf("longer than %d bytes", int(e)) }

// flatten are the single problems of err; one that holds none is itself the problem.
func flatten(err error) []error {
	if err == nil {
		return nil
	}
	many, ok := err.(interface{ Unwrap() []error })
	if !ok || len(many.Unwrap()) == 0 {
		return []error{err}
	}
	var all []error
	for _, e := range many.Unwrap() {
		all = append(all, flatten(e)...)
	}
	return all
}
