//! Reads documents of any layout. A file with its folder for each stage, each testable alone:
//! `layout` (furniture out, broken lines joined) → `gather` (`evidence` in one pass: units, years, what brackets mean) → `walk` (lines
//! to pieces, by `outline` and `entry`; tables by `table`) → `accounts` (levels, subtotals) → `tree`.

pub mod accounts;
pub mod amount;
pub mod entry;
pub mod evidence;
pub mod figure;
pub mod gather;
pub mod label;
pub mod layout;
pub mod outline;
pub mod piece;
pub mod report;
pub mod table;
mod title;
pub mod tree;
pub mod walk;
pub mod year;

use super::diagnostic::Findings;
use std::collections::BTreeMap;

use super::{ReadingChoice, relist};
use crate::japanese::fold;
use crate::model::{Document, Meta};
use crate::source::{Block, Source};
use piece::{Piece, Role, Style};

/// Reads a document of any layout. `name` is its file's name for people and JSON; `choice` is the user's word where two readings
/// are possible.
#[must_use]
pub fn read(name: &str, source: &Source, choice: &ReadingChoice) -> Document {
    let flow = layout::flow(source);
    let printed_title = title::printed(source, &flow);
    let evidence = gather::gather(&flow, &printed_title).with_choice(choice);
    let (mut pieces, mut figures) = walk::read(&flow, &evidence);
    leave_out_years(&mut pieces);
    let title = take_title(&mut pieces).unwrap_or(printed_title);
    let title = Some(title::told(&title, &flow)).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| name.to_owned());
    title::leave_out_captions(&mut pieces);
    leave_out_titles(&mut pieces, &title);
    total_of_title(&mut pieces, &title);
    entry::office::leave_out(&mut pieces);
    let depths = accounts::settle(&mut pieces, &mut figures);
    // Titles that have their amounts in fields below them have them now.
    entry::office::leave_out(&mut pieces);
    let (mut nodes, differences) = tree::build(&pieces, &depths, &title, &printed_lines(source));
    let mut findings = Findings::default();
    relist::link_relisted(&mut nodes, &mut findings);
    let mut diagnostics = findings.into_sorted();
    report::without_figures(&pieces, &mut diagnostics);
    report::unread(&figures, &printed_lines(source), &mut diagnostics);
    report::differences(&differences, &mut diagnostics);
    report::unsure_brackets(&evidence, &pieces, &mut diagnostics);
    report::notices(source, &mut diagnostics);
    diagnostics.sort_by_key(|d| d.line);
    Document {
        meta: Meta {
            title,
            fiscal_year: evidence.request_year.map(report::year_word),
            base_year: evidence.base_year.map(report::year_word),
            source: name.to_owned(),
            figure: None,
        },
        nodes,
        body_from: 1,
        diagnostics,
        coverage: Some(figures.coverage()),
    }
}

/// The text of each source line that prints anything.
fn printed_lines(source: &Source) -> BTreeMap<u32, String> {
    let mut lines: BTreeMap<u32, String> = BTreeMap::new();
    let mut add = |line: u32, text: &str| {
        let text = text.trim_matches(fold::is_blank);
        if !text.is_empty() {
            let whole = lines.entry(line).or_default();
            if !whole.is_empty() {
                whole.push(' ');
            }
            whole.push_str(&text.replace('\n', " "));
        }
    };
    for block in &source.blocks {
        match block {
            Block::Line(line) => add(line.number, &line.text),
            Block::Grid(grid) => {
                for cell in grid.rows.iter().flatten().filter(|c| !c.copied) {
                    add(cell.line, &cell.text);
                }
            }
            Block::Page | Block::Sheet(_) => {}
        }
    }
    lines
}

fn is_title(text: &str) -> bool {
    ["予算", "要求", "施策", "事業", "概要"]
        .iter()
        .any(|w| text.contains(w))
        && text.chars().count() <= 60
        // The way to a page: `トップ > 財政 > 予算`.
        && text.matches(['>', '＞']).count() < 2
        && !text.ends_with('。')
        && !text.contains("億円")
}

/// Large lines that name only a year head nothing, and are no title.
fn leave_out_years(pieces: &mut [Piece]) {
    for piece in pieces
        .iter_mut()
        .filter(|p| p.reading.is_none() && p.label.is_empty())
    {
        let large = matches!(
            piece.role,
            Role::Heading(Style::Level(_) | Style::Bold | Style::Bare)
        );
        if large && title::is_year(&piece.name) {
            piece.role = Role::Text;
        }
    }
}

/// Large lines that repeat the title, or a part of it, head nothing.
fn leave_out_titles(pieces: &mut [Piece], title: &str) {
    let title = fold::wording(title);
    for piece in pieces
        .iter_mut()
        .filter(|p| p.reading.is_none() && p.label.is_empty())
    {
        if !matches!(
            piece.role,
            Role::Heading(Style::Level(_) | Style::Bold | Style::Bare)
        ) {
            continue;
        }
        let name = fold::wording(&piece.name);
        let long = name.chars().count() >= 6;
        let part =
            long && title.contains(&name) || (title.chars().count() >= 6 && name.contains(&title));
        if part && is_title(&piece.name) {
            piece.role = Role::Text;
        }
    }
}

/// Figures below the title, before anything else, on a line of labels alone: `令和9年度 概算要求のポイント` or `架空省` over
/// `【要求額】 8,412億円` is the sum of the document.
fn total_of_title(pieces: &mut [Piece], title: &str) {
    let title = fold::wording(title);
    let items = pieces
        .iter()
        .filter(|p| p.role == Role::Item && p.reading.is_some());
    if items.count() < 3 {
        return;
    }
    let first = pieces.iter_mut().find(|p| p.role != Role::Text);
    let of_document = |p: &Piece| {
        let issuer = p.lines.len() > 1
            && p.mark.is_none()
            && p.label.is_empty()
            && p.name.chars().count() <= 16
            && ISSUERS.iter().any(|end| p.name.ends_with(end));
        p.role == Role::Item && p.table.is_none() && (fold::wording(&p.name) == title || issuer)
    };
    if let Some(piece) = first.filter(|p| of_document(p)) {
        piece.role = Role::Sum;
    }
}

/// What the names of issuers end in.
const ISSUERS: [&str; 14] = [
    "省",
    "庁",
    "府",
    "都",
    "道",
    "県",
    "市",
    "区",
    "町",
    "村",
    "院",
    "機構",
    "会計",
    "委員会",
];

/// A first heading that stands over all others and speaks of the document is its title.
fn take_title(pieces: &mut [Piece]) -> Option<String> {
    let first = pieces
        .iter()
        .position(|p| matches!(p.role, Role::Heading(_)))?;
    let others = pieces.iter().skip(first + 1).filter_map(|p| match p.role {
        Role::Heading(style) => Some(style),
        _ => None,
    });
    let piece = pieces.get(first)?;
    let single = piece.role == Role::Heading(Style::Level(1)) && piece.reading.is_none();
    let (mut any, mut again) = (false, false);
    for style in others {
        any = true;
        again |= style == Style::Level(1);
    }
    let before = pieces.iter().take(first).all(|p| p.role == Role::Text);
    if !(single
        && any
        && !again
        && before
        && (is_title(&piece.name) || piece.name.contains("年度")))
    {
        return None;
    }
    let piece = pieces.get_mut(first)?;
    piece.role = Role::Text;
    Some(piece.name.clone())
}
