// Package calendar knows days and working time: civil dates, opening hours with
// holidays, and the periods that law counts.
//
// Use it wherever something is due. It imports nothing of the other rooms, and reads
// no clock: the instant and the location are arguments.
//
// # Working time
//
// [New] compiles [Hours]: shifts by weekday, several a day, over midnight too; closed
// days, of which [Belgium] knows the legal ones; and days with openings of their own,
// which are stronger than both. In order:
//
//  1. a shift belongs to the day it begins on, and a closed day begins none;
//  2. a shift lasts as long as the clock on the wall says it does in real time: over
//     the change in spring 00–06 is five hours, in autumn seven;
//  3. a local time that the clock skips is as much later (02:30 is 03:30), one that it
//     shows twice is the first;
//  4. [Calendar.Add] gives the earliest instant by which the desk was open for so long:
//     Monday 09:00 and eight hours is Monday 17:00, not Tuesday 09:00;
//  5. [Calendar.Trace] explains it, stretch by stretch, each with a text of its own.
//
// Hours that never open, that overlap, or that lie outside the years 1970 to 2100 are
// errors of [New]. A [Calendar] is immutable and safe for concurrent use; adding an
// hour and adding ten years cost the same.
//
// # Terms
//
// [Term.After] counts a period as a [Law] says, [Term.Before] counts it back and
// [Term.Expiry] gives the instant at which it is over. A law is a [Statute] compiled with
// [NewLaw] over the years whose holidays it knows: [EURegulation1182], [CivilCode17], or
// [LabourLaw] where Saturday is a working day. The day of the event is not counted;
// what ends on a day off runs to the end of the next working day; a term that depends on
// a day outside those years is refused, not guessed.
//
// # Bad input
//
// New and NewLaw name everything that is wrong at once, each with its place as a
// [PathError]; the lists are bounded ([MaxClosures], [MaxOpenings], [MaxShifts]), and the
// work grows with them and not with the days that they cover.
package calendar
