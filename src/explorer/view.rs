//! What is to be seen, as plain data: functions of the state that give styled lines.
//!
//! In: the documents, the state, a width. Out: [`Line`](super::line::Line)s and entries of lists.
//! Nothing here changes anything; how a terminal draws the lines is not known.

pub mod arriving;
pub mod bars;
pub mod columns;
pub mod compare;
pub mod copied;
pub mod crumbs;
pub mod digits;
pub mod dots;
pub mod empty;
pub mod entries;
pub mod excerpt;
pub mod findings;
pub mod first;
pub mod hints;
pub mod hits;
pub mod lit;
pub mod map;
pub mod money;
pub mod node_entry;
pub mod over_years;
pub mod pair;
pub mod panel;
pub mod places;
pub mod questions;
pub mod row_bar;
pub mod rows;
pub mod spread;
pub mod status;
pub mod summary;
pub mod table;
pub mod tooth;
pub mod why;
pub mod years;
