// Package cli lets a program answer JSON on standard input with JSON on standard
// output, and NDJSON with NDJSON.
//
// Input whose first line is a JSON value and has more lines after it is NDJSON:
// each line is answered on a line of its own, as it comes, in the same order.
// Anything else is one JSON value, and is answered indented.
//
// Bad input is answered on standard error with one line per problem, which starts
// with the path of the field; nothing is written on standard output for it, and
// the exit status is 1. In NDJSON the number of the line stands before the path,
// and the good lines are answered.
package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// MaxLine is the longest line of NDJSON that is read.
const MaxLine = 16 << 20

// MaxInput is the longest single JSON value that is read.
const MaxInput = 64 << 20

// Answer computes the answer to one JSON value.
type Answer func(data []byte) (any, error)

// Main answers standard input and ends the program.
func Main(answer Answer) {
	os.Exit(Run(os.Stdin, os.Stdout, os.Stderr, answer))
}

// Run answers in and returns the exit status.
func Run(in io.Reader, out, problems io.Writer, answer Answer) int {
	lines := bufio.NewReaderSize(in, 64<<10)
	written := bufio.NewWriter(out)
	defer func() { _ = written.Flush() }()
	session := session{out: written, problems: problems, answer: answer}
	first, err := readLine(lines)
	if err != nil && !errors.Is(err, io.EOF) {
		return session.refuse("", err)
	}
	if json.Valid(first) && moreFollows(lines) {
		return session.ndjson(first, lines)
	}
	rest, err := io.ReadAll(io.LimitReader(lines, MaxInput+1))
	if err == nil && len(first)+len(rest) > MaxInput {
		err = fmt.Errorf("input longer than %d bytes", MaxInput)
	}
	if err != nil {
		return session.refuse("", err)
	}
	return session.single(append(first, rest...))
}

type session struct {
	out      *bufio.Writer
	problems io.Writer
	answer   Answer
}

func (s session) single(data []byte) int {
	answer, err := s.answer(data)
	if err != nil {
		return s.refuse("", err)
	}
	text, err := json.MarshalIndent(answer, "", "  ")
	if err != nil {
		return s.refuse("", err)
	}
	return s.write(text)
}

func (s session) ndjson(line []byte, lines *bufio.Reader) int {
	status := 0
	var readErr error
	for number := 1; ; number++ {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			status |= s.one(number, line)
		}
		if readErr != nil {
			return status
		}
		line, readErr = readLine(lines)
		if readErr != nil && !errors.Is(readErr, io.EOF) {
			return s.refuse(fmt.Sprintf("line %d: ", number+1), readErr)
		}
	}
}

func (s session) one(number int, line []byte) int {
	answer, err := s.answer(line)
	if err == nil {
		var text []byte
		if text, err = json.Marshal(answer); err == nil {
			return s.write(text)
		}
	}
	return s.refuse(fmt.Sprintf("line %d: ", number), err)
}

func (s session) write(text []byte) int {
	if _, err := s.out.Write(append(text, '\n')); err != nil {
		return s.refuse("", err)
	}
	return 0
}

func (s session) refuse(prefix string, err error) int {
	for _, problem := range flatten(err) {
		text := strings.ReplaceAll(problem.Error(), "\n", " ")
		_, _ = fmt.Fprintf(s.problems, "%s%s\n", prefix, text) // nowhere is left to report to
	}
	return 1
}

// flatten are the single problems of err.
func flatten(err error) []error {
	many, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, e := range many.Unwrap() {
		all = append(all, flatten(e)...)
	}
	return all
}

func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > MaxLine {
			return nil, fmt.Errorf("longer than %d bytes", MaxLine)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// moreFollows reports whether anything but space is left.
func moreFollows(r *bufio.Reader) bool {
	for n := 1; ; n++ {
		ahead, err := r.Peek(n)
		if len(bytes.TrimSpace(ahead)) > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
}
