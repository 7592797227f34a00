//! The money rules: what is summed, what is only counted, and what a change proves.
//!
//! Knows the model and nothing else. All figures are 億円.

mod before;
mod change;
mod counting;
mod filter;
mod scope;
mod steps;
mod totals;

pub use before::in_no_change;
pub use change::{Change, Direction, change, direction};
pub use counting::{Counting, add_counted, counted};
pub use filter::{
    LineFilter, LineKey, LineSort, NameKey, by_name, line_key, ranked, sort_lines_turned,
};
pub use scope::{EVERYTHING, Scope};
pub use steps::{Step, steps};
pub use totals::{Comparable, Counts, Totals, plain_request, totals, totals_of};
