// Package match finds the records that speak of the same customer, says how sure
// it is, and explains why.
//
// Use it before an import and as a routine on the accounts a desk has. It follows
// Fellegi and Sunter (1969), with weights learned from the records themselves by
// expectation maximisation: nobody has to label pairs. In order:
//
//  1. blocking: only records that share a key of some block are compared; a block
//     of more than MaxBlock records is left out and named in the result;
//  2. comparing: each field of a pair falls on a level, from different to the same;
//     a field that is empty on either side says nothing;
//  3. learning: how often each level occurs among matches (m), from the pairs
//     compared, and among others (u), from a sample of all pairs;
//  4. weighing: a pair's score is the prior plus log2(m/u) of every field, in bits,
//     and gives a probability; the steps of a [Pair] are that sum;
//  5. clustering: pairs at or above the threshold link records into clusters.
//
// [Merge] makes one record of a cluster and keeps its sources, so that
// [Merged.Unmerge] restores every one of them, the survivor too.
//
// A [Matcher] is immutable and safe for concurrent use. Everything is
// deterministic: the same records give the same result in the same order.
package match
