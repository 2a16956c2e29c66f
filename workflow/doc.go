// Package workflow keeps the life of a document as a table: which event moves it
// from which state to which, for whom, and under which conditions.
//
// Use it for the tables of the rooms, which companies extend with states, guards
// and roles of their own, and for a table of your own. A table is data; [Compile]
// proves it and refuses what it cannot prove:
//
//   - every state can be reached, and from every state the end can be reached;
//   - a final state is left only by a row marked Reopens, but for another final one;
//   - no name is unknown, and none stands for two things;
//   - at most one row applies to any state, event and actor: two rows for the same
//     state and event have no role in common, or one guard stands in If of the one
//     and in Unless of the other.
//
// # Deciding
//
// [Machine.Decide] answers one event. In order: the rows for the state and event;
// of these, the rows whose roles the actor has; of these, the one whose guards all
// hold. Otherwise the answer is a [RefusedError] with every guard that failed, or
// with the roles that could. A guard is pure: it looks and says why not.
//
// An actor of [salesdesk.InsideSales] or [salesdesk.ExternalSales] who acts For
// somebody has the role [salesdesk.Customer] and not his own: he enters what the
// customer said. Whoever a case is assigned to comes with the role
// [salesdesk.Owner].
//
// # Events
//
// A verb of a room yields one [Event] with a fact. The room's caller asks [Recall]
// first whether the command was answered before, stores the events in his own
// transaction, unique by stream and sequence and by stream and command, and rebuilds
// values with [Fold]. [Seal] and [Verify] chain a log, so that a change afterwards
// shows.
//
// A [Machine] is immutable and safe for concurrent use.
package workflow
