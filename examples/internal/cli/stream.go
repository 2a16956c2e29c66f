package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"sync"
)

// batchLines is how many lines are handed to a worker together: few enough to keep
// memory flat, enough that handing over costs nothing beside answering.
const batchLines = 64

// batch is lines that follow each other, and what was answered to them.
type batch struct {
	lines []line
	out   bytes.Buffer
	bad   bytes.Buffer
	done  chan struct{}
}

type line struct {
	number int
	text   []byte
	broken error // it could not be read, and nothing can be read after it
}

// stream hands batches to workers and to the writer, who waits for each in turn.
type stream struct {
	session
	lines *reader
	work  chan *batch
	queue chan *batch // in the order of the lines; its length bounds what is in memory
	open  sync.WaitGroup
	next  *batch
}

// ndjson answers a line for a line.
func (s session) ndjson(lines *reader) int {
	workers := 1
	if s.Alone != nil {
		workers = runtime.GOMAXPROCS(0)
	}
	st := stream{session: s, lines: lines, work: make(chan *batch), queue: make(chan *batch, 2*workers), next: newBatch()}
	for range workers {
		go st.answerAll()
	}
	go st.feed()
	return st.drain()
}

func newBatch() *batch { return &batch{done: make(chan struct{})} }

// feed puts the lines that are there to read in batches, and one that wants to be
// alone in one by itself.
func (s *stream) feed() {
	defer close(s.queue)
	defer close(s.work)
	for {
		text, err := s.lines.next(MaxLine)
		if len(text) == 0 && err == nil {
			break
		}
		alone := err == nil && s.Alone != nil && s.Alone(text)
		if alone {
			s.hand()
			s.open.Wait()
		}
		s.next.lines = append(s.next.lines, line{s.lines.number, text, err})
		if alone || err != nil || len(s.next.lines) == batchLines || s.lines.waits() {
			s.hand()
		}
		if err != nil {
			break
		}
		if alone {
			s.open.Wait()
		}
	}
	s.hand()
}

// hand gives the next batch away, if anything is in it.
func (s *stream) hand() {
	if len(s.next.lines) == 0 {
		return
	}
	s.open.Add(1)
	s.queue <- s.next
	s.work <- s.next
	s.next = newBatch()
}

func (s *stream) answerAll() {
	for b := range s.work {
		for _, l := range b.lines {
			s.answerOne(b, l)
		}
		close(b.done)
		s.open.Done()
	}
}

func (s *stream) answerOne(b *batch, l line) {
	answer, err := any(nil), l.broken
	if err == nil {
		answer, err = s.Answer(l.text)
	}
	var text []byte
	if err == nil {
		text, err = json.Marshal(answer)
	}
	if err != nil {
		b.bad.WriteString(told(fmt.Sprintf("line %d: ", l.number), err))
		return
	}
	b.out.Write(text)
	b.out.WriteByte('\n')
}

// drain writes the answers in the order of their lines, each as soon as it is there.
func (s *stream) drain() int {
	status := 0
	for b := range s.queue {
		<-b.done
		status |= s.write(b.out.Bytes())
		if b.bad.Len() > 0 {
			status = 1
			_, _ = s.problems.Write(b.bad.Bytes()) // nowhere is left to report to
		}
		if len(s.queue) == 0 && s.out.Flush() != nil {
			status = 1
		}
	}
	return status
}
