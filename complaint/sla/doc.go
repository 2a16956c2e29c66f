// Package sla keeps the clocks of a case: when it must be answered, updated,
// contained and resolved, in the working time of a desk.
//
// Use it for complaints, questions and any other case with a promise on it. Nothing
// is stored but what happened: [Compute] works every clock out anew from the history,
// so that a pause, another priority or another calendar can corrupt none; [Report.Moves] says
// which due instants became others by it. In order:
//
//  1. the history is checked: it begins with Opened and runs forward in time;
//  2. pauses are joined where they overlap: 10–12 and 11–13 are three hours;
//  3. every target of the priority that holds gets a clock, one for each cycle or
//     contact, with its start and its end;
//  4. the due instant is the earliest by which the desk was open for the time allowed,
//     without the pauses: done at 17:00:00 when due at 17:00:00 is met;
//  5. the instants of risk (75 %) and escalation follow in the same way, and a
//     notice waits until the desk is open.
//
// An automatic acknowledgement never meets the first response. The next update
// starts when the customer makes contact and ends with an answer of ours; contact
// again does not start it again.
//
// Nothing here reads a clock: the moment is an argument. A due instant explains
// itself: see [Clock.Trace].
package sla
