//! Reads a priority-policy document into the policy tree.
//!
//! Stages: numbered lines (`line`) → contents page (`contents`) → body: page blocks,
//! measures, budget lines (`body`, `entry`, `amount`) → nodes in document order
//! (`flatten`) → relisted lines joined to their originals (`relist`). Reading never fails on
//! a document that has chapters: what no rule explains becomes text and a diagnostic.

mod amount;
mod body;
mod contents;
mod diagnostic;
mod entry;
mod flatten;
pub mod fold;
mod line;
mod outline;
mod relist;
mod years;

use thiserror::Error;

use crate::model::{Document, Meta};
use contents::Contents;
use diagnostic::Findings;
use line::Line;
use outline::{Item, Outline};

/// Longest line that is read, in bytes. A page of this family has lines of a few kilobytes; a
/// longer one is no text document.
pub const LONGEST_LINE: usize = 256 * 1024;

/// Why a text is no document of this family.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ParseError {
    /// Nothing but blanks.
    #[error("文書が空です")]
    Empty,
    /// A line longer than [`LONGEST_LINE`].
    #[error("{line}行目が長すぎます（{bytes}バイト、上限{LONGEST_LINE}バイト）")]
    LineTooLong {
        /// 1-based line.
        line: u32,
        /// Its length.
        bytes: usize,
    },
    /// No chapter heading and no contents page.
    #[error("章の見出し（「## 1 章名」の形）が一つもありません")]
    NoChapters {
        /// How many lines were read.
        lines: u32,
    },
}

impl ParseError {
    /// The 1-based line that the error is about.
    #[must_use]
    pub const fn line(&self) -> u32 {
        match self {
            Self::LineTooLong { line, .. } => *line,
            Self::Empty | Self::NoChapters { .. } => 1,
        }
    }
}

/// Reads a document. `source` is its name for people and JSON.
///
/// # Errors
/// Only for a text that is empty, has an over-long line, or has no chapter at all.
pub fn parse(source: &str, text: &str) -> Result<Document, ParseError> {
    if let Some((line, long)) = (1..)
        .zip(text.split('\n'))
        .find(|(_, line)| line.len() > LONGEST_LINE)
    {
        return Err(ParseError::LineTooLong {
            line,
            bytes: long.len(),
        });
    }
    let lines = line::lines(text);
    if lines.iter().all(Line::is_blank) {
        return Err(ParseError::Empty);
    }
    let mut findings = Findings::default();
    let contents = contents::read_contents(&lines);
    // A text may be a contents page and nothing else: then the body begins after the last line.
    let body_from = match lines.get(contents.end) {
        Some(line) => line.number,
        None => lines.last().map_or(1, |line| line.number + 1),
    };
    let title = years::title_of(&lines);
    let mut outline = body::read_body(&lines, &contents, &mut findings);
    if outline.chapters.is_empty() {
        let lines = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        return Err(ParseError::NoChapters { lines });
    }
    review_contents(&contents, &outline, &mut findings);
    outline.supply_pillars(&title);
    let base_year = years::base_year(&printed_years(&outline));
    let fiscal_year = years::fiscal_year(&lines, base_year.as_deref(), &title);
    let mut nodes = flatten::flatten(outline, &title);
    relist::link_relisted(&mut nodes, &mut findings);
    let meta = Meta {
        title,
        fiscal_year,
        base_year,
        source: source.to_owned(),
    };
    Ok(Document {
        meta,
        nodes,
        body_from,
        diagnostics: findings.into_sorted(),
        coverage: None,
    })
}

/// What the contents page itself has that a person may want to check.
fn review_contents(contents: &Contents, outline: &Outline, findings: &mut Findings) {
    if contents.chapters.is_empty() {
        findings.no_contents();
    }
    let mut highest = 0;
    for chapter in &contents.chapters {
        if chapter.number < highest {
            findings.contents_out_of_order(chapter.line, chapter.number);
        }
        highest = highest.max(chapter.number);
        let draft = outline
            .chapter_index(chapter.number)
            .and_then(|c| outline.chapters.get(c));
        let seen = draft.is_some_and(|c| !c.own.heading_lines.is_empty());
        if !seen {
            findings.missing_in_body(chapter.line, &chapter.title);
        }
        for (i, theme) in chapter.themes.iter().enumerate() {
            if theme.page.is_none() {
                findings.theme_without_page(theme.line, &theme.title);
            }
            let found = draft
                .and_then(|c| c.themes.get(i))
                .is_some_and(|t| !t.own.heading_lines.is_empty() || !t.measures.is_empty());
            if seen && !found {
                findings.missing_in_body(theme.line, &theme.title);
            }
        }
    }
}

fn printed_years(outline: &Outline) -> Vec<String> {
    let measures = outline
        .chapters
        .iter()
        .flat_map(|c| &c.themes)
        .flat_map(|t| &t.measures);
    measures
        .flat_map(|m| &m.items)
        .flat_map(|item| match item {
            Item::Budget(entry) => std::slice::from_ref(entry),
            Item::Sub(sub) => sub.budget.as_slice(),
        })
        .filter_map(|entry| entry.year.clone())
        .collect()
}
