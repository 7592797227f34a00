//! `shisaku` reads Japanese government policy and budget documents: a tree of policies with the
//! money of each, totals that count no yen twice, and a search that takes what people type.
//!
//! As a library: [`parse::parse`] makes a document of a text ([`source`] makes text of any
//! format), [`model::Library`] holds documents, [`ledger::totals`] sums them, [`diff::diff`]
//! compares two, [`search::Engine`] answers a [`search::Query`].
//!
//! ```
//! use shisaku::search::{Engine, Query};
//! use shisaku::{ledger, model::Library, parse::parse};
//!
//! let text = "# 施策\n\n## 1 安全\n\n消防\n\n## (1) 消防団\n\n【予算】消防車 2.0億円（2年度 1.5億円）\n";
//! let library = Library::new(vec![parse("fire.txt", text)?]);
//! let root = library.documents()[0].root;
//! assert_eq!(ledger::totals(&library, root).request_total.to_string(), "2.0");
//! let found = Engine::new().search(&library, &Query::parse("shoubousha")?, Some(10));
//! assert_eq!(library.node(found.hits[0].node).title, "消防車");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Each module uses only modules on floors below its own. Those in brackets touch terminal, files,
//! environment or clock; all others are pure.
//!
//! ```text
//! 7  [cli]
//! 6  [tui]
//! 5  config  [prompt]  [store]
//! 4  explorer  output  reading
//! 3  error  search
//! 2  cite  names  packed  parse
//! 1  diff  ledger  marks  review  text
//! 0  japanese  lang  model  source
//! ```

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
pub mod names;
pub mod output;
pub mod packed;
pub mod parse;
pub mod prompt;
pub mod reading;
pub mod review;
pub mod search;
pub mod source;
pub mod store;
pub mod text;
pub mod tui;
