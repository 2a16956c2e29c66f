// Package workflow keeps the life of a document as a table: which event moves it
// from which state to which, for whom, and under which conditions.
//
// Use it for the tables of the rooms, which companies extend with states, guards
// and roles of their own, and for a table of your own. A table is data; [Compile]
// proves it and refuses what it cannot prove:
//
//   - every state can be reached, and from every state the end can be reached;
//   - a final state is left only by a row marked Reopens: for an open one, or for
//     another final one, where the case closes again and the step does not reopen;
//   - no name is unknown, none stands for two things, and all are written as a
//     [salesdesk.Role] is, so that they fit message ids and drawings;
//   - no row asks that one guard hold and not hold;
//   - a row that leads [Back] has a context that knows the state before;
//   - at most one row applies to any state, event and actor: two rows for the same
//     state and event have no role in common, or one guard stands in If of the one
//     and in Unless of the other;
//   - the table stays within [MaxStates], [MaxArrows], [MaxAlternatives] and
//     [MaxConditions].
//
// [Extend] adds a company's states, rows and guards and makes rows stricter; it
// loosens nothing. [Migrate] moves a running instance to another version of its
// table.
//
// # Deciding
//
// [Machine.Decide] answers one event. In order: the rows for the state and event;
// of these, the rows whose roles the actor has; of these, the one whose guards all
// hold. Otherwise the answer is a [RefusedError] with every guard in the way, the
// role that is missing, and the roles that could. A guard is pure: it looks and says
// why not. [Machine.Permitted] asks all events of a state; where no fact is there
// yet, the guards that look at it hold, and [Choice.Later] names them: [OnFact] makes
// them, [NewGuard] those that look at the case as it is, [NeedsReason] the one that asks
// for words.
//
// An actor of [salesdesk.InsideSales] or [salesdesk.ExternalSales] who acts For
// somebody has his own role and [salesdesk.Customer] besides: he enters what the
// customer said. A row marked InPerson takes the customer himself only. Two rows of
// one event, for a clerk and for a customer, are apart only so. Whoever a case is
// assigned to comes with the role [salesdesk.Owner].
//
// # Events
//
// A verb of a room yields one [Event] with a fact. The room's caller asks [Recall]
// first whether the command was answered before, stores the events in his own
// transaction, unique by stream and sequence and by stream and command, and rebuilds
// values with [Fold]. [Seal] and [Verify] chain a log, so that a change afterwards
// shows; [DecodeSealed] reads it back.
//
// A [Machine] is immutable and safe for concurrent use.
package workflow
