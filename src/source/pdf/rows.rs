//! Glyphs that stand on one baseline, and what becomes of them.

use super::content::Glyph;
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

/// The edges of a column of text, and the width of half a character in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) unit: f64,
}

impl Column {
    /// The column of these rows, of which only glyphs between two edges count.
    pub(super) fn of(rows: &[Row], unit: f64, from: f64, to: f64) -> Self {
        let own = rows.iter().flat_map(|row| &row.glyphs);
        let own = own.filter(|g| g.x >= from && g.right <= to);
        let (left, right) = own.fold((f64::MAX, f64::MIN), |(left, right), g| {
            (left.min(g.x), right.max(g.right))
        });
        Self { left, right, unit }
    }
}

/// The size that most glyphs of a line have: a Latin font may set its digits larger than the words around them.
fn usual_size(glyphs: &[Glyph]) -> Option<f64> {
    let mut sizes: Vec<f64> = glyphs
        .iter()
        .filter(|g| !g.text.trim().is_empty())
        .map(|g| g.size)
        .collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied()
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
        row.size = usual_size(&row.glyphs).unwrap_or(row.size);
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
