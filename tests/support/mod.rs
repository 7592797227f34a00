//! What tests have in common.

#![allow(dead_code, reason = "each test program uses a part of it")]

pub mod figures;
pub mod formats;
pub mod module_graph;
pub mod process;
pub mod sources;
pub mod terminal;
