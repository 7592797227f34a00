//! Rules → tables: the cells that they bound, with the glyphs in them.

use super::content::{Glyph, Rule};
use super::rows::{Row, rows};
use crate::source::block::{Grid, GridCell};

/// How far apart two rules may be and still be one, in points.
const SLACK: f64 = 2.0;

/// Most cells of one table; more rules than that draw a map, not a table.
const MOST_CELLS: usize = 60_000;

/// The tables of a page with their upper edges, and the glyphs outside of them.
pub(super) fn find(rules: &[Rule], glyphs: Vec<Glyph>) -> (Vec<(f64, Grid)>, Vec<Glyph>) {
    let mut rest = glyphs;
    let mut tables = Vec::new();
    for group in groups(&joined(rules)) {
        let Some(mesh) = Mesh::of(&group) else {
            continue;
        };
        let (inside, outside): (Vec<Glyph>, Vec<Glyph>) =
            rest.into_iter().partition(|g| mesh.place(g).is_some());
        rest = outside;
        let top = mesh.ys.first().copied().unwrap_or(0.0);
        match mesh.fill(&inside) {
            Some(grid) => tables.push((top, grid)),
            // A frame around a text is no table.
            None => rest.extend(inside),
        }
    }
    (tables, rest)
}

/// Pieces of one rule put together.
fn joined(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_by(|a, b| {
        a.lying
            .cmp(&b.lying)
            .then(bucket(a.at).cmp(&bucket(b.at)))
            .then(a.from.total_cmp(&b.from))
    });
    let mut joined: Vec<Rule> = Vec::new();
    for rule in sorted {
        match joined.last_mut() {
            Some(last)
                if last.lying == rule.lying
                    && (last.at - rule.at).abs() < 1.2
                    && rule.from <= last.to + 2.5 =>
            {
                last.to = last.to.max(rule.to);
            }
            _ => joined.push(rule),
        }
    }
    joined
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "places on a page are small"
)]
fn bucket(at: f64) -> i64 {
    (at / 1.2).round().clamp(-1e6, 1e6) as i64
}

/// Rules that touch one another. Those of a page are a few thousand at most.
fn groups(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut group: Vec<usize> = (0..rules.len()).collect();
    fn root(group: &mut [usize], mut n: usize) -> usize {
        while let Some(up) = group.get(n).copied().filter(|up| *up != n) {
            n = up;
        }
        n
    }
    let lying: Vec<usize> = (0..rules.len())
        .filter(|n| rules.get(*n).is_some_and(|r| r.lying))
        .collect();
    let standing: Vec<usize> = (0..rules.len())
        .filter(|n| rules.get(*n).is_some_and(|r| !r.lying))
        .collect();
    if lying.len().saturating_mul(standing.len()) > 4_000_000 {
        return Vec::new();
    }
    for a in &lying {
        for b in &standing {
            let (Some(h), Some(v)) = (rules.get(*a), rules.get(*b)) else {
                continue;
            };
            let meet = v.at > h.from - SLACK
                && v.at < h.to + SLACK
                && h.at > v.from - SLACK
                && h.at < v.to + SLACK;
            if meet {
                let (x, y) = (root(&mut group, *a), root(&mut group, *b));
                if let Some(place) = group.get_mut(x.max(y)) {
                    *place = x.min(y);
                }
            }
        }
    }
    let mut found: std::collections::BTreeMap<usize, Vec<Rule>> = std::collections::BTreeMap::new();
    for (n, rule) in rules.iter().enumerate() {
        let root = root(&mut group, n);
        found.entry(root).or_default().push(*rule);
    }
    found
        .into_values()
        .filter(|rules| rules.len() >= 4)
        .collect()
}

/// The places where rules stand and lie, and which of them part neighbouring cells.
struct Mesh {
    xs: Vec<f64>,
    ys: Vec<f64>,
    rules: Vec<Rule>,
}

/// Distinct places, near ones as one.
fn distinct(mut places: Vec<f64>) -> Vec<f64> {
    places.sort_by(f64::total_cmp);
    places.dedup_by(|b, a| (*b - *a).abs() < SLACK);
    places
}

impl Mesh {
    fn of(group: &[Rule]) -> Option<Self> {
        let (mut xs, mut ys) = (Vec::new(), Vec::new());
        for rule in group {
            let (own, ends) = if rule.lying {
                (&mut ys, &mut xs)
            } else {
                (&mut xs, &mut ys)
            };
            own.push(rule.at);
            // A table may be open at its sides: the ends of its rules bound it.
            ends.push(rule.from);
            ends.push(rule.to);
        }
        let (xs, ys) = (distinct(xs), distinct(ys));
        let (columns, lines) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        let sound = columns >= 2 && lines >= 1 && columns.saturating_mul(lines) <= MOST_CELLS;
        sound.then(|| Self {
            xs,
            ys,
            rules: group.to_vec(),
        })
    }

    /// Row and column of a glyph's middle.
    fn place(&self, glyph: &Glyph) -> Option<(usize, usize)> {
        let (x, y) = (
            f64::midpoint(glyph.x, glyph.right),
            glyph.y - 0.35 * glyph.size,
        );
        let find = |edges: &[f64], at: f64| {
            let next = edges.partition_point(|edge| *edge <= at);
            (next > 0 && next < edges.len()).then(|| next - 1)
        };
        Some((find(&self.ys, y)?, find(&self.xs, x)?))
    }

    /// For each cell, whether a rule stands at its left edge over its middle, and whether one lies at its upper edge.
    fn walls(&self) -> Vec<Vec<(bool, bool)>> {
        let (columns, lines) = (self.xs.len() - 1, self.ys.len() - 1);
        let mut walls = vec![vec![(false, false); columns]; lines];
        for rule in &self.rules {
            let (own, across) = if rule.lying {
                (&self.ys, &self.xs)
            } else {
                (&self.xs, &self.ys)
            };
            let near = own.partition_point(|at| *at <= rule.at - SLACK);
            let near = (near..own.len())
                .take_while(|n| own.get(*n).is_some_and(|at| at - rule.at < SLACK));
            let first = across
                .partition_point(|at| *at < rule.from - SLACK)
                .saturating_sub(1);
            let crossed = across
                .windows(2)
                .enumerate()
                .skip(first)
                .filter_map(|(n, edges)| match edges {
                    [a, b] => Some((n, f64::midpoint(*a, *b))),
                    _ => None,
                });
            let crossed: Vec<usize> = crossed
                .take_while(|(_, middle)| rule.to + SLACK > *middle)
                .filter(|(_, middle)| rule.from - SLACK < *middle)
                .map(|(n, _)| n)
                .collect();
            for at in near {
                for n in &crossed {
                    let (row, column) = if rule.lying { (at, *n) } else { (*n, at) };
                    if let Some(wall) = walls.get_mut(row).and_then(|r| r.get_mut(column)) {
                        wall.0 |= !rule.lying;
                        wall.1 |= rule.lying;
                    }
                }
            }
        }
        walls
    }

    /// The first cell of the area that each cell of the mesh belongs to.
    fn areas(&self) -> Vec<Vec<(usize, usize)>> {
        let (columns, lines) = (self.xs.len() - 1, self.ys.len() - 1);
        let mut areas: Vec<Vec<(usize, usize)>> = (0..lines)
            .map(|row| (0..columns).map(|column| (row, column)).collect())
            .collect();
        let walls = self.walls();
        for row in 0..lines {
            for column in 0..columns {
                let wall = walls.get(row).and_then(|r| r.get(column));
                let (standing, lying) = wall.copied().unwrap_or((true, true));
                let (left, above) = (column > 0 && !standing, row > 0 && !lying);
                let from = if left {
                    areas.get(row).and_then(|r| r.get(column - 1)).copied()
                } else if above {
                    areas.get(row - 1).and_then(|r| r.get(column)).copied()
                } else {
                    None
                };
                if let (Some(from), Some(place)) =
                    (from, areas.get_mut(row).and_then(|r| r.get_mut(column)))
                {
                    *place = from;
                }
            }
        }
        areas
    }

    /// The table with its texts; `None` where it is but a frame.
    fn fill(&self, glyphs: &[Glyph]) -> Option<Grid> {
        let areas = self.areas();
        let mut own: std::collections::BTreeMap<(usize, usize), Vec<Glyph>> =
            std::collections::BTreeMap::new();
        for glyph in glyphs {
            let (row, column) = self.place(glyph)?;
            let area = areas.get(row).and_then(|r| r.get(column)).copied()?;
            own.entry(area).or_default().push(glyph.clone());
        }
        if own.len() < 3 {
            return None;
        }
        let own = own.into_iter().map(|(area, glyphs)| (area, rows(glyphs)));
        let own: std::collections::BTreeMap<(usize, usize), Vec<Row>> = own.collect();
        let mut grid = Grid::default();
        for (row, line) in areas.iter().enumerate() {
            self.band(row, line, &areas, &own, &mut grid);
        }
        drop_blank_columns(&mut grid);
        let wide = grid.rows.first().is_some_and(|row| row.len() >= 2);
        (grid.rows.len() >= 2 && wide || is_last_row(&grid)).then_some(grid)
    }

    /// The rows of a band between two rules: one, or as many as the number lines in one of its cells.
    fn band(
        &self,
        row: usize,
        line: &[(usize, usize)],
        areas: &[Vec<(usize, usize)>],
        own: &std::collections::BTreeMap<(usize, usize), Vec<Row>>,
        grid: &mut Grid,
    ) {
        let below = areas.get(row + 1);
        let whole = |area: &(usize, usize)| {
            // An area that hangs over into the next band is a copy there, and no part of this one's rows.
            area.0 == row && !below.is_some_and(|below| below.contains(area))
        };
        let anchors = line
            .iter()
            .filter(|area| whole(area))
            .filter_map(|area| own.get(area))
            .filter(|rows| rows.len() > 1 && rows.iter().all(is_number) && !is_bracketed(rows))
            .max_by_key(|rows| rows.len())
            .map(|rows| rows.iter().map(|r| r.y).collect::<Vec<f64>>())
            .unwrap_or_else(|| vec![0.0]);
        for (n, _) in anchors.iter().enumerate() {
            let mut cells = Vec::with_capacity(line.len());
            for (column, area) in line.iter().enumerate() {
                let first = *area == (row, column) && (n == 0 || whole(area));
                let rows = own.get(area).map(Vec::as_slice).unwrap_or_default();
                let texts: Vec<&Row> = if whole(area) {
                    rows.iter()
                        .filter(|r| nearest(&anchors, r.y) == n)
                        .collect()
                } else {
                    rows.iter().collect()
                };
                let text: Vec<String> = texts.iter().map(|row| cell_text(row)).collect();
                let bold =
                    !texts.is_empty() && texts.iter().all(|row| row.glyphs.iter().all(|g| g.bold));
                cells.push(GridCell {
                    text: text.join("\n"),
                    copied: !first,
                    bold,
                    ..GridCell::default()
                });
            }
            if cells
                .iter()
                .any(|cell| !cell.copied && !cell.text.is_empty())
            {
                grid.rows.push(cells);
            }
        }
    }
}

/// Whether a table of one row may be the last of one on the page before: a name and two numbers at least.
fn is_last_row(grid: &Grid) -> bool {
    let [row] = grid.rows.as_slice() else {
        return false;
    };
    let number = |cell: &&GridCell| {
        let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        let sign = |c: char| ",，.．▲△－−- ".contains(c);
        cell.text.chars().any(digit) && cell.text.chars().all(|c| digit(c) || sign(c))
    };
    let own = || row.iter().filter(|cell| !cell.copied);
    let named = own().any(|cell| cell.text.chars().any(char::is_alphabetic));
    named && own().filter(number).count() >= 2
}

/// A number over one in brackets, `48,200` over `(45,100)`, is of one row.
fn is_bracketed(rows: &[Row]) -> bool {
    let bracket = |row: &Row| cell_text(row).starts_with(['(', '（', '[', '［', '〔']);
    rows.iter().any(bracket) && !rows.iter().all(bracket)
}

fn cell_text(row: &Row) -> String {
    let left = row.glyphs.first().map_or(0.0, |g| g.x);
    let text = super::lines::text(&row.glyphs, left, row.size / 2.0);
    text.trim().to_owned()
}

fn nearest(anchors: &[f64], y: f64) -> usize {
    let far = |anchor: &f64| (anchor - y).abs();
    (0..anchors.len())
        .min_by(|a, b| {
            let of = |n: &usize| anchors.get(*n).map_or(f64::MAX, far);
            of(a).total_cmp(&of(b))
        })
        .unwrap_or(0)
}

/// A line of a cell that is but a number (or a sign for none).
fn is_number(row: &Row) -> bool {
    let text: String = row.glyphs.iter().map(|g| g.text.as_str()).collect();
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count()
        + text.chars().filter(|c| ('０'..='９').contains(c)).count();
    let signs = |c: char| {
        c.is_ascii_digit() || ('０'..='９').contains(&c) || ",，.．▲△－−-‐―%％ ()（）".contains(c)
    };
    (digits > 0 || matches!(text, "－" | "−" | "-" | "―" | "‐")) && text.chars().all(signs)
}

/// A double rule makes a column in which nothing stands.
fn drop_blank_columns(grid: &mut Grid) {
    let width = grid.rows.first().map_or(0, Vec::len);
    for column in (0..width).rev() {
        let blank = grid.rows.iter().all(|row| {
            row.get(column)
                .is_none_or(|cell| cell.copied || cell.text.is_empty())
        });
        if blank {
            for row in &mut grid.rows {
                if column < row.len() {
                    row.remove(column);
                }
            }
        }
    }
}
