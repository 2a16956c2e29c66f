package cli

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// reader reads lines and counts them, the blank ones too.
type reader struct {
	in     *bufio.Reader
	number int // of the line read last
}

func newReader(in io.Reader) *reader { return &reader{in: bufio.NewReaderSize(in, 64<<10)} }

// next is the next line that is not blank, without the space around it; nil at the end.
func (r *reader) next(most int) ([]byte, error) {
	for {
		line, err := r.line(most)
		if line = bytes.TrimSpace(line); len(line) > 0 || err != nil {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return line, err
		}
	}
}

func (r *reader) line(most int) ([]byte, error) {
	var line []byte
	r.number++
	for {
		part, err := r.in.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > most+1 { // the end of the line apart
			return nil, lengthError(most)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// waits reports whether reading on would wait for more input.
func (r *reader) waits() bool { return r.in.Buffered() == 0 }
