//! `shisaku` explores a Japanese ministry's yearly priority-policy document.
//!
//! The direction of dependencies: `text`, `japanese`, `model` → `parse` → `ledger` → `search` →
//! `explorer` → `output`, `reading`, `tui` → `cli`; `marks` stands beside `ledger`. Everything up
//! to `explorer` is pure: no terminal, no files, no clock.

pub mod cite;
pub mod cli;
pub mod config;
pub mod diff;
pub mod error;
pub mod explorer;
pub mod japanese;
pub mod lang;
pub mod ledger;
pub mod marks;
pub mod model;
pub mod output;
pub mod parse;
pub mod prompt;
pub mod reading;
pub mod search;
pub mod source;
pub mod store;
pub mod text;
pub mod tui;
