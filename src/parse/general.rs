//! Reads documents of any layout. A file or folder for each stage, each testable alone:
//! `layout` (furniture out, broken lines joined) → `evidence` (one pass: marks, units, years) → `outline` and `entry`
//! (lines → pieces), `table` (grids → pieces) → `accounts` (subtotals, printed totals) → `tree`.

pub mod amount;
pub mod evidence;
pub mod figure;
pub mod piece;
pub mod table;
pub mod year;
