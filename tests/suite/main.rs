//! The tests that look at the project from outside, as one program: it is linked once, and the
//! tests that wait for a pseudo-terminal wait side by side. One file a subject:
//! `cargo test --test suite export::`. Beside it stand the tests that `.ci/run` runs by
//! themselves, because they need other programs, a quiet machine or a crate's root.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test stops at what it did not expect"
)]

#[path = "../support/mod.rs"]
mod support;

mod architecture;
mod assets;
mod by_ear;
mod cache;
mod cli;
mod completions;
mod config;
mod damaged;
mod documents;
mod examples;
mod export;
mod files;
mod formats;
mod generated;
mod guides;
mod harmless_output;
mod heard;
mod kana;
mod layouts;
mod library;
mod licenses;
mod loading;
mod marks;
mod matching;
mod money;
mod one_sum;
mod packaging;
mod parser_properties;
mod partition;
mod pictures;
mod pty;
mod reading;
mod reading_choice;
mod reading_pty;
mod readme;
mod recall;
mod refused;
mod reviews;
mod reviews_became;
mod reviews_cache;
mod reviews_once;
mod reviews_whole;
mod rewritten;
mod seed;
mod source_rules;
mod ten_tasks;
mod terminal_input;
mod terminal_questions;
mod texts;
mod titles;
mod tour;
mod unread;
mod variants;
mod without;
