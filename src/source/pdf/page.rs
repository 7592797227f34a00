//! Glyphs → rows in reading order; one column of text after the other.

use super::content::{Drawn, Glyph};
use super::rows::{Column, Piece, Row, rows};
use super::{lines, table};
use crate::source::block::Grid;

/// The lines and tables of a page from top to bottom; the left column before the right one.
pub(super) fn pieces(drawn: Drawn) -> Vec<Piece> {
    let (tables, rest) = table::find(&drawn.rules, drawn.glyphs);
    let rows = rows(rest);
    let unit = unit(&rows);
    let mut tables: Vec<(f64, Grid)> = tables;
    tables.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut pieces = Vec::new();
    let mut tables = tables.into_iter().peekable();
    let columns = Columns::of(&rows, unit);
    // Two columns are read one after the other, within the stretches between tables.
    let mut stretch: Vec<Row> = Vec::new();
    for row in rows {
        while let Some((_, grid)) = tables.next_if(|(top, _)| *top <= row.y) {
            flush(&mut stretch, &columns, &mut pieces);
            pieces.push(Piece::Table(grid));
        }
        stretch.push(row);
    }
    flush(&mut stretch, &columns, &mut pieces);
    pieces.extend(tables.map(|(_, grid)| Piece::Table(grid)));
    pieces
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

/// The whole page as one column, and where it is cut into two.
struct Columns {
    whole: Column,
    cut: Option<(f64, Column, Column)>,
}

impl Columns {
    fn of(rows: &[Row], unit: f64) -> Self {
        let within = |from, to| Column::of(rows, unit, from, to);
        let cut = gutter(rows, unit);
        Self {
            whole: within(f64::MIN, f64::MAX),
            cut: cut.map(|cut| (cut, within(f64::MIN, cut + 1.0), within(cut, f64::MAX))),
        }
    }
}

fn flush(stretch: &mut Vec<Row>, columns: &Columns, pieces: &mut Vec<Piece>) {
    let rows = std::mem::take(stretch);
    let Some((cut, first, second)) = columns.cut else {
        lines::lay(rows, columns.whole, pieces);
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
            lines::lay(std::mem::take(&mut left), first, pieces);
            lines::lay(std::mem::take(&mut right), second, pieces);
            lines::lay(vec![row], columns.whole, pieces);
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
    lines::lay(left, first, pieces);
    lines::lay(right, second, pieces);
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
    // Lines of each side that are words, how wide they are, and all its lines.
    let mut sides = [(0usize, 0.0f64, 0usize), (0, 0.0, 0)];
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
            count.2 += usize::from(to > from);
            if words >= 5 {
                count.0 += 1;
                count.1 = count.1.max(to - from);
            }
        }
    }
    let [(left, left_width, _), (right, right_width, all)] = sides;
    let even = left_width.min(right_width) >= 0.6 * left_width.max(right_width);
    // Columns of numbers beside names are a table: of them only the heads are words.
    (left >= 4 && right >= 4 && right * 4 >= all && even).then_some(cut)
}
