//! Plain views of the tree: text for people, JSON and tables for programs.
//!
//! Everything writes to any `Write` and returns what that says; nothing here knows of files,
//! arguments or terminals. Text of the document is made harmless before it is written as text.

mod about;
pub mod chart;
pub mod check;
pub mod diff;
pub mod handout;
pub mod json;
mod labels;
pub mod lines;
mod look;
pub mod markdown;
pub mod outline;
pub mod parquet;
pub mod reviews;
pub mod rows;
pub mod search;
mod selection;
pub mod show;
mod table;
pub mod totals;
pub mod words;
pub mod xlsx;

pub use about::About;
pub use look::Look;
pub use selection::Selection;
pub use table::{Align, Table};
