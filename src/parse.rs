//! Reads a priority-policy document into the policy tree.
//!
//! Stages: numbered lines (`line`) → contents page (`contents`) → body: page blocks,
//! measures, budget lines (`body`, `entry`, `amount`) → nodes in document order
//! (`flatten`) → relisted lines joined to their originals (`relist`). Reading never fails on
//! a document that has chapters: what no rule explains becomes text and a diagnostic.

mod amount;
mod body;
mod choice;
mod contents;
mod diagnostic;
mod entry;
mod flatten;
pub mod general;
mod letters;
mod line;
mod outline;
mod reading_choice;
mod relist;
mod spacing;
mod suspect;
mod years;

use thiserror::Error;

use std::borrow::Cow;

use crate::japanese::fold;
use crate::model::{Coverage, Document, Meta, Passage, Severity};
use crate::source::{self, Source};
use contents::Contents;
use diagnostic::Findings;
use line::Line;
use outline::{Item, Outline};

pub use reading_choice::{
    BaseColumn, Bracket, ChoiceError, ReadingChoice, Unit, base_column_of, bracket_of, unit_of,
};

/// Longest line that is read, in bytes. A page of this family has lines of a few kilobytes; a
/// longer one is no text document.
pub const LONGEST_LINE: usize = 256 * 1024;

/// Why a text is no document of this family.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ParseError {
    /// Nothing but blanks.
    #[error("the document is empty")]
    Empty,
    /// A line longer than [`LONGEST_LINE`].
    #[error("line {line} is too long: {bytes} bytes, at most {LONGEST_LINE}")]
    LineTooLong {
        /// 1-based line.
        line: u32,
        /// Its length.
        bytes: usize,
    },
    /// No chapter heading and no contents page.
    #[error("no chapter heading in {lines} lines")]
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

/// Reads a document of any layout from its text. `source` is its name for people and JSON.
///
/// The layout with a contents page, numbered chapters and 【予算】 marks has a reader of its own, which knows more of
/// it; every other layout is read by [`general`]. The shapes of the text tell which, before either reads.
///
/// ```
/// use shisaku::parse::{ParseError, parse};
///
/// let text = "# 施策\n\n## 1 安全\n\n消防\n\n## (1) 消防団\n\n【予算】消防車 2.0億円（2年度 1.0億円）\n";
/// let document = parse("fire.txt", text)?;
/// assert!(document.nodes.iter().any(|node| node.title == "消防車"));
/// assert!(document.diagnostics.iter().all(|diagnostic| !diagnostic.is_unread()));
/// assert!(matches!(parse("empty.txt", " \n"), Err(ParseError::Empty)));
/// # Ok::<(), ParseError>(())
/// ```
///
/// # Errors
/// Only for a text that is empty or has an over-long line.
pub fn parse(source: &str, text: &str) -> Result<Document, ParseError> {
    parse_with(source, text, &ReadingChoice::default())
}

/// Like [`parse`], with the user's word where two readings are possible.
///
/// # Errors
/// Only for a text that is empty or has an over-long line.
pub fn parse_with(
    source: &str,
    text: &str,
    choice: &ReadingChoice,
) -> Result<Document, ParseError> {
    if text.len() > LONGEST_LINE {
        no_line_too_long(text)?;
    }
    // The text lines of the document will be places in this one copy of it.
    let whole = Passage::from(text);
    let lines = line::lines(&whole);
    if lines.iter().all(Line::is_blank) {
        return Err(ParseError::Empty);
    }
    let mut document = match parse_marked(source, &lines, &whole, || text.into()) {
        Some(document) => document,
        None => {
            let blocks = if source::markdown::is_markdown(text) {
                source::markdown::read(text)
            } else {
                source::comma::read(text).unwrap_or_else(|| source::plain::read(text))
            };
            parse_general(source, &blocks, choice)?
        }
    };
    if spacing::is_spaced(text) {
        spacing::close(&mut document);
    }
    Ok(document)
}

fn no_line_too_long(text: &str) -> Result<(), ParseError> {
    let mut lines = (1..).zip(text.split('\n'));
    match lines.find(|(_, line)| line.len() > LONGEST_LINE) {
        Some((line, long)) => Err(ParseError::LineTooLong {
            line,
            bytes: long.len(),
        }),
        None => Ok(()),
    }
}

/// Reads a document that is no plain text from its blocks. `name` is its name for people and JSON.
///
/// A paper with a contents page, numbered chapters and 【予算】 marks is one in whatever format it comes.
///
/// # Errors
/// [`ParseError::Empty`] where the blocks hold nothing printed.
pub fn parse_source(name: &str, source: &Source) -> Result<Document, ParseError> {
    parse_source_with(name, source, &ReadingChoice::default())
}

/// Like [`parse_source`], with the user's word where two readings are possible.
///
/// # Errors
/// [`ParseError::Empty`] where the blocks hold nothing printed.
pub fn parse_source_with(
    name: &str,
    source: &Source,
    choice: &ReadingChoice,
) -> Result<Document, ParseError> {
    let lines = line::lines_of(source);
    let text = || source::text_of(source).into();
    let mut document = match parse_marked(name, &lines, &Passage::from(""), text) {
        Some(document) => document,
        None => parse_general(name, source, choice)?,
    };
    if spacing::is_spaced(&source::text_of(source)) {
        spacing::close(&mut document);
    }
    Ok(document)
}

/// Reads the lines as a paper with a contents page, numbered chapters and 【予算】 marks, if they are one. `whole` is the text
/// whose places they are, if there is one; `text` is asked for only where they are such a paper and not all of them as printed.
fn parse_marked<'a>(
    name: &str,
    lines: &[Line],
    whole: &Passage,
    text: impl FnOnce() -> Cow<'a, str>,
) -> Option<Document> {
    let contents = contents::read_contents(lines);
    let amounts = choice::amounts(lines);
    if !choice::Signs::of(lines, &contents, &amounts).known() {
        return None;
    }
    let mut document = parse_known(name, lines, &contents, whole).ok()?;
    if !choice::reads_well(&document, lines) {
        return None;
    }
    document.coverage = Some(if whole.is_empty() {
        let text = text();
        let counted = text.split('\n').zip(1_u32..);
        let counted = counted.map(|(line, number)| (number, amounts_in(line)));
        coverage_of(counted, &document)
    } else {
        // Where entities were decoded, the line counts as it is printed.
        let counted = lines.iter().zip(amounts);
        let counted =
            counted.map(|(line, counted)| (line.number, line.raw.map_or(counted, amounts_in)));
        coverage_of(counted, &document)
    });
    Some(document)
}

/// Reads a document of any other layout from its blocks.
fn parse_general(
    name: &str,
    source: &Source,
    choice: &ReadingChoice,
) -> Result<Document, ParseError> {
    let printed = source.blocks.iter().any(|block| match block {
        source::Block::Line(line) => line.text.chars().any(|c| !fold::is_blank(c)),
        source::Block::Grid(grid) => grid
            .rows
            .iter()
            .flatten()
            .any(|c| !c.text.trim().is_empty()),
        source::Block::Page | source::Block::Sheet(_) => false,
    });
    if !printed {
        return Err(ParseError::Empty);
    }
    Ok(general::read(name, source, choice))
}

/// What became of each amount of a document with 【予算】 marks: those on the lines of an entry are its own, those
/// on a line with an error were not read, all others stand in running text.
///
/// `counted` is each line with the number of its amounts.
fn coverage_of(counted: impl Iterator<Item = (u32, usize)>, document: &Document) -> Coverage {
    let budgets = document.nodes.iter().filter_map(|n| n.budget.as_ref());
    let own = sorted(budgets.flat_map(|b| b.source_lines.iter().copied()));
    let errors = document
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error);
    let wrong = sorted(errors.map(|d| d.line));
    let mut coverage = Coverage::default();
    for (number, amounts) in counted.filter(|(_, amounts)| *amounts > 0) {
        let count = if own.binary_search(&number).is_ok() {
            &mut coverage.programmes
        } else if wrong.binary_search(&number).is_ok() {
            &mut coverage.unread
        } else {
            &mut coverage.text
        };
        *count += amounts;
    }
    coverage
}

/// Lines in order; they mostly come so.
fn sorted(lines: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut lines: Vec<u32> = lines.collect();
    lines.sort_unstable();
    lines
}

fn amounts_in(line: &str) -> usize {
    if line.contains(['円', '億', '兆']) {
        general::amount::moneys(&fold::folded(line)).len()
    } else {
        0
    }
}

/// Reads the lines of the layout with a contents page, numbered chapters and 【予算】 marks.
fn parse_known(
    source: &str,
    lines: &[Line],
    contents: &Contents,
    whole: &Passage,
) -> Result<Document, ParseError> {
    let mut findings = Findings::default();
    // A text may be a contents page and nothing else: then the body begins after the last line.
    let body_from = match lines.get(contents.end) {
        Some(line) => line.number,
        None => lines.last().map_or(1, |line| line.number + 1),
    };
    let title = years::title_of(lines);
    let mut outline = body::read_body(lines, contents, whole, &mut findings);
    if outline.chapters.is_empty() {
        let lines = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        return Err(ParseError::NoChapters { lines });
    }
    review_contents(contents, &outline, &mut findings);
    outline.supply_pillars(&title);
    let base_year = years::base_year(&printed_years(&outline));
    let fiscal_year = years::fiscal_year(lines, base_year.as_deref(), &title);
    let mut nodes = flatten::flatten(outline, &title);
    relist::link_relisted(&mut nodes, &mut findings);
    let meta = Meta {
        title,
        fiscal_year,
        base_year,
        source: source.to_owned(),
        figure: None,
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
