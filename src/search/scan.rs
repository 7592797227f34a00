//! The search for one word in all fields, in steps and on several threads.
//!
//! In: the targets of a word, the index, a number of fields that a step may cost. Out: the fields
//! that match with their scores, and the best one of each node.
//! Cost: in proportion to the candidates; steps can be cut short at every block. Invariants: what
//! a number of blocks gave does not depend on the number of threads; of each node that matches
//! the best field is among the hits.

pub(crate) mod best_per_node;
pub(crate) mod block_scan;
pub(crate) mod candidate_mask;
pub(crate) mod hit;
pub(crate) mod node_threshold;
pub(crate) mod term;
pub(crate) mod workers;
