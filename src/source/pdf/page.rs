//! Glyphs → lines in reading order, with blanks that keep their columns.

use unicode_width::UnicodeWidthStr;

use super::content::{Drawn, Glyph};
use super::table;
use crate::source::block::{Grid, Hint};

/// A line of text or a table of a page.
#[derive(Debug)]
pub(super) enum Piece {
    Text { text: String, size: f64, hint: Hint },
    Table(Grid),
}

/// Glyphs on one baseline, from left to right.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) glyphs: Vec<Glyph>,
}

/// The lines and tables of a page from top to bottom; the left column before the right one.
pub(super) fn pieces(drawn: Drawn, _page: u32) -> Vec<Piece> {
    let (tables, rest) = table::find(&drawn.rules, drawn.glyphs);
    let rows = rows(rest);
    let unit = unit(&rows);
    let left = rows
        .iter()
        .filter_map(|row| row.glyphs.first())
        .map(|g| g.x)
        .fold(f64::MAX, f64::min);
    let mut tables: Vec<(f64, Grid)> = tables;
    tables.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut pieces = Vec::new();
    let mut tables = tables.into_iter().peekable();
    let cut = gutter(&rows, unit);
    // Two columns are read one after the other, within the stretches between tables.
    let mut stretch: Vec<Row> = Vec::new();
    for row in rows {
        while let Some((_, grid)) = tables.next_if(|(top, _)| *top <= row.y) {
            flush(&mut stretch, cut, (left, unit), &mut pieces);
            pieces.push(Piece::Table(grid));
        }
        stretch.push(row);
    }
    flush(&mut stretch, cut, (left, unit), &mut pieces);
    pieces.extend(tables.map(|(_, grid)| Piece::Table(grid)));
    pieces
}

/// Glyphs by baseline, blanks left out, what was struck twice to look bold once.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for glyph in glyphs {
        if glyph.text.trim().is_empty() && glyph.text != "\u{3000}" {
            continue;
        }
        match rows.last_mut() {
            Some(row) if (glyph.y - row.y).abs() < 0.35 * row.size.max(glyph.size) => {
                row.size = row.size.max(glyph.size);
                row.glyphs.push(glyph);
            }
            _ => rows.push(Row {
                y: glyph.y,
                size: glyph.size,
                glyphs: vec![glyph],
            }),
        }
    }
    for row in &mut rows {
        row.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
        row.glyphs.dedup_by(|b, a| {
            let twice = a.text == b.text && (a.x - b.x).abs() < 0.25 * a.size;
            a.bold |= twice;
            twice
        });
    }
    rows.retain(|row| row.glyphs.iter().any(|g| !g.text.trim().is_empty()));
    rows
}

/// Width of a half-width character: half of the type size that most glyphs have.
fn unit(rows: &[Row]) -> f64 {
    let mut sizes: Vec<f64> = rows
        .iter()
        .flat_map(|row| &row.glyphs)
        .map(|g| g.size)
        .collect();
    sizes.sort_by(f64::total_cmp);
    sizes
        .get(sizes.len() / 2)
        .map_or(5.0, |size| size / 2.0)
        .max(0.5)
}

fn flush(stretch: &mut Vec<Row>, cut: Option<f64>, measure: (f64, f64), pieces: &mut Vec<Piece>) {
    let rows = std::mem::take(stretch);
    let Some(cut) = cut else {
        lay(rows, measure, pieces);
        return;
    };
    // A line that crosses the gutter stands over both columns and ends what came before.
    let (mut left, mut right): (Vec<Row>, Vec<Row>) = (Vec::new(), Vec::new());
    for row in rows {
        let crosses = row
            .glyphs
            .iter()
            .any(|g| g.x < cut - 1.0 && g.right > cut + 1.0);
        if crosses {
            lay(std::mem::take(&mut left), measure, pieces);
            lay(std::mem::take(&mut right), (cut, measure.1), pieces);
            lay(vec![row], measure, pieces);
            continue;
        }
        let (y, size) = (row.y, row.size);
        let (a, b): (Vec<Glyph>, Vec<Glyph>) = row.glyphs.into_iter().partition(|g| g.x < cut);
        for (to, glyphs) in [(&mut left, a), (&mut right, b)] {
            if !glyphs.is_empty() {
                to.push(Row { y, size, glyphs });
            }
        }
    }
    lay(left, measure, pieces);
    lay(right, (cut, measure.1), pieces);
}

/// Lines with a blank one where the distance says so.
fn lay(rows: Vec<Row>, (left, unit): (f64, f64), pieces: &mut Vec<Piece>) {
    let mut above: Option<(f64, f64)> = None;
    for row in rows {
        if let Some((y, size)) = above
            && row.y - y > 2.2 * size.max(row.size)
        {
            pieces.push(Piece::Text {
                text: String::new(),
                size: 0.0,
                hint: Hint::default(),
            });
        }
        above = Some((row.y, row.size));
        let bold = row
            .glyphs
            .iter()
            .filter(|g| !g.text.trim().is_empty())
            .all(|g| g.bold);
        let hint = Hint {
            bold,
            ..Hint::default()
        };
        pieces.push(Piece::Text {
            text: text(&row.glyphs, left, unit),
            size: row.size,
            hint,
        });
    }
}

/// The text of a row of glyphs; gaps become as many blanks as keep the columns of the page.
pub(super) fn text(glyphs: &[Glyph], left: f64, unit: f64) -> String {
    let mut text = String::new();
    let mut right: Option<f64> = None;
    let spread = spread(glyphs);
    for (n, glyph) in glyphs.iter().enumerate() {
        if glyph.text == "\u{3000}" {
            continue;
        }
        let gap = right.map_or(0.0, |right| (glyph.x - right) / glyph.size);
        let within_word = spread.get(n).copied().unwrap_or(false);
        if right.is_none() || (gap > 1.4 && !within_word) {
            let column = whole((glyph.x - left) / unit);
            let least = if right.is_none() { 0 } else { 2 };
            let have = text.width();
            let blanks = column.saturating_sub(have).max(least).min(200);
            text.extend(std::iter::repeat_n(' ', blanks));
        } else if gap > 0.75 && !within_word {
            text.push('\u{3000}');
        } else if gap > 0.22 && !within_word {
            text.push(' ');
        }
        text.push_str(&glyph.text);
        right = Some(glyph.right);
    }
    text
}

/// A distance in columns.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bounded just before"
)]
fn whole(columns: f64) -> usize {
    columns.round().clamp(0.0, 1000.0) as usize
}

/// For each glyph, whether it goes on a word that was set wide (文　書　配　達): three single glyphs or
/// more with even gaps.
fn spread(glyphs: &[Glyph]) -> Vec<bool> {
    let real: Vec<usize> = (0..glyphs.len())
        .filter(|n| glyphs.get(*n).is_some_and(|g| g.text != "\u{3000}"))
        .collect();
    let gap = |n: usize| {
        let (a, b) = (glyphs.get(*real.get(n)?)?, glyphs.get(*real.get(n + 1)?)?);
        Some((b.x - a.right) / b.size)
    };
    let wide = |gap: f64| gap > 0.28 && gap < 4.5;
    let letter = |n: usize| {
        let glyph = real.get(n).and_then(|at| glyphs.get(*at));
        glyph.is_some_and(|g| g.text.chars().all(|c| c.is_alphabetic() && !c.is_ascii()))
    };
    let mut within = vec![false; glyphs.len()];
    let mut from = 0;
    while from + 1 < real.len() {
        let Some(first) = gap(from).filter(|gap| wide(*gap) && letter(from)) else {
            from += 1;
            continue;
        };
        let mut to = from + 1;
        while letter(to)
            && gap(to).is_some_and(|gap| wide(gap) && (gap - first).abs() < 0.6)
            && letter(to + 1)
        {
            to += 1;
        }
        let alone = from == 0 || gap(from - 1).is_none_or(|before| before > 0.28);
        if alone && letter(to) && to - from >= 2 && gap(to).is_none_or(|after| after > 0.28) {
            for at in real.iter().take(to + 1).skip(from + 1) {
                if let Some(place) = within.get_mut(*at) {
                    *place = true;
                }
            }
        }
        from = to;
    }
    within
}

/// Where a page of two columns is cut: a strip in its middle third that nearly no line crosses, with
/// text lines on both sides that are about as wide.
fn gutter(rows: &[Row], unit: f64) -> Option<f64> {
    let glyphs = || {
        rows.iter()
            .flat_map(|row| &row.glyphs)
            .filter(|g| !g.text.trim().is_empty())
    };
    let (low, high) = glyphs().fold((f64::MAX, f64::MIN), |(low, high), g| {
        (low.min(g.x), high.max(g.right))
    });
    let width = high - low;
    if rows.len() < 8 || width < 40.0 * unit {
        return None;
    }
    let candidates = (0..40).map(|n| low + width * (0.35 + 0.3 * f64::from(n) / 40.0));
    let crossing = |x: f64| {
        rows.iter()
            .filter(|row| {
                row.glyphs
                    .iter()
                    .any(|g| g.x < x + unit && g.right > x - unit)
            })
            .count()
    };
    let best = candidates
        .map(|x| (crossing(x), x))
        .min_by(|a, b| a.0.cmp(&b.0))?;
    let (crossed, cut) = best;
    if crossed * 5 > rows.len() {
        return None;
    }
    let mut sides = [(0usize, 0.0f64), (0, 0.0)];
    for row in rows {
        for (side, count) in sides.iter_mut().enumerate() {
            let of = row.glyphs.iter().filter(|g| (g.x >= cut) == (side == 1));
            let (mut words, mut from, mut to) = (0, f64::MAX, f64::MIN);
            for glyph in of {
                words += usize::from(
                    glyph
                        .text
                        .chars()
                        .any(|c| c.is_alphabetic() && !c.is_ascii()),
                );
                from = from.min(glyph.x);
                to = to.max(glyph.right);
            }
            if words >= 5 {
                count.0 += 1;
                count.1 = count.1.max(to - from);
            }
        }
    }
    let [(left, left_width), (right, right_width)] = sides;
    let even = left_width.min(right_width) >= 0.6 * left_width.max(right_width);
    (left >= 4 && right >= 4 && even).then_some(cut)
}
