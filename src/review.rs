//! What became of the money: the review sheets (行政事業レビュー) of every programme of the government.
//!
//! In: the tables of the RS system (`.csv`, or the `.zip` in which one comes) and JUDGIT's
//! newline-delimited JSON (also `.gz`), told by what stands in them. Out: [`Reviews`], the sheets with
//! their figures in whole yen; [`Programmes`], the sheets of one programme over the years as one;
//! `sums` by ministry and budget year; [`tree`], one year of them as a document like any other;
//! [`questions`], what changed over the years; [`trace`], the join with a request document.
//!
//! Money is whole yen, exact, and known or not known: a figure that the source leaves empty, or prints
//! as 0 before the year is over, is not known.

mod across;
mod doubled;
mod elsewhere;
mod groups;
mod head;
mod heir;
mod name;
mod places;
mod programme;
mod programmes;
pub mod questions;
mod read;
mod retold;
mod sheet;
mod similar;
mod sums;
pub mod trace;
pub mod tree;
mod yen;

pub use elsewhere::Parted;
pub use name::{former_names, key};
pub use places::{By, Places, View};
pub use programme::Programme;
pub use programmes::Programmes;
pub use read::{Gathered, ReadError, Recognised, read, recognise};
pub use sheet::{Column, Figures, Notice, Origin, Payee, PayeeKind, Reviews, Sheet, SheetList};
pub use similar::{Alike, similar};
pub use sums::Sums;
pub use yen::Yen;
