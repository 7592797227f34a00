//! What a document is called: the line that says it, and its words without what only stands around them.

use super::amount::moneys;
use super::entry::name::tidy;
use super::entry::sign::is_mark_sign;
use super::entry::token::closing;
use super::is_title;
use super::layout::{Flow, Row};
use super::outline::mark::mark_of;
use super::piece::{Piece, Role, Style};
use super::year::{year_at, years};
use crate::japanese::fold::{fold_char, is_blank, wording};
use crate::source::Source;

/// The first lines, among which a title stands.
fn first_rows(flow: &[Flow]) -> Vec<&Row> {
    flow.iter()
        .filter_map(|item| match item {
            Flow::Row(row) if !row.blank && !row.aside => Some(row),
            _ => None,
        })
        .take(8)
        .collect()
}

/// The title as it is printed: the format's own, or the first line that speaks of a budget, or the first line at all; empty where
/// these are a heading with a number and no year, or end in money.
#[must_use]
pub fn printed(source: &Source, flow: &[Flow]) -> String {
    if let Some(title) = source.title.as_ref().filter(|t| !t.trim().is_empty()) {
        return title.trim().to_owned();
    }
    let rows = first_rows(flow);
    let may = |row: &&&Row| {
        let sign = |style| matches!(style, Style::Sign(_) | Style::Boxed(_));
        let last = row.fold.iter().rfind(|c| !is_blank(**c));
        // A headline may speak of money (総額三兆円台に); a programme ends in it.
        let entry = matches!(last, Some('円' | ')' | ']')) && !moneys(&row.fold).is_empty();
        // `第３　令和９年度概算要求の主要事項` is a part of a paper that stands alone.
        let part = || years(&row.fold, None).iter().any(|year| year.sure);
        !entry && mark_of(&row.fold).is_none_or(|m| sign(m.style) || part())
    };
    rows.iter()
        .filter(may)
        .map(|row| tidy(&row.printed))
        .find(|text| is_title(text))
        .or_else(|| rows.first().filter(may).map(|row| tidy(&row.printed)))
        .unwrap_or_default()
}

/// The title without the signs before it and the bracket around it, behind the year that stands alone on the line above:
/// `■架空市の予算`, `（令和９年度予算概算要求）`, `令和９年度` over `概算要求の概要`.
#[must_use]
pub fn told(title: &str, flow: &[Flow]) -> String {
    let title = bare(title);
    let rows = first_rows(flow);
    let own = wording(title);
    let mut above = rows.iter().zip(rows.iter().skip(1));
    let year = above.find_map(|(above, row)| {
        let above = tidy(&above.printed);
        let below = wording(bare(&tidy(&row.printed))) == own;
        (below && is_year(&above)).then_some(above)
    });
    match year.filter(|_| !own.is_empty() && !is_year(title)) {
        Some(year) => format!("{year}\u{3000}{title}"),
        None => title.to_owned(),
    }
}

/// Without the signs before it and a bracket around all of it.
fn bare(title: &str) -> &str {
    let mut title = title.trim_matches(is_blank);
    loop {
        let sign = title.chars().next().filter(|c| is_mark_sign(fold_char(*c)));
        let within = sign.map_or_else(
            || within_bracket(title),
            |sign| Some(title.trim_start_matches(sign).trim_end_matches(sign)),
        );
        match within.map(|words| words.trim_matches(is_blank)) {
            Some(words) if !words.is_empty() => title = words,
            _ => return title,
        }
    }
}

/// The words in the bracket that is all of the text.
fn within_bracket(text: &str) -> Option<&str> {
    let open = fold_char(text.chars().next()?);
    let close = closing(open)?;
    let mut inner = text.chars();
    let last = inner.next_back().map(fold_char);
    let _ = inner.next();
    let inner = inner.as_str();
    let other = |c: char| matches!(fold_char(c), c if c == open || c == close);
    (last == Some(close) && !inner.contains(other)).then_some(inner)
}

/// Whether a text is a year and nothing else: `令和９年度`.
#[must_use]
pub fn is_year(text: &str) -> bool {
    let chars: Vec<char> = wording(text).chars().collect();
    year_at(&chars, 0, None).is_some_and(|year| year.end == chars.len())
}

/// `（令和９年度予算概算要求）` over everything else is a caption, and no budget mark that waits for its figures.
pub fn leave_out_captions(pieces: &mut [Piece]) {
    let heads = |p: &Piece| p.reading.is_some() || matches!(p.role, Role::Heading(_));
    let front = pieces.iter_mut().take_while(|p| !heads(p));
    for piece in front.filter(|p| p.budget && p.name.is_empty()) {
        piece.budget = false;
        piece.role = Role::Text;
    }
}
