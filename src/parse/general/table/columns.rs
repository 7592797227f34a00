//! Lines that keep their places → a table with cells.
//!
//! Three kinds: columns under a head, one cell a line, and rows of trailing numbers that prove each other.

mod aligned;
mod cells;
mod centred;
mod ends;
pub mod flat;
mod groups;
mod head_lines;
mod serial;
mod stacked;
#[cfg(test)]
mod tests;

mod rows;

mod proven;

mod chunks;

use self::chunks::head_words;
pub(super) use self::chunks::{Chunk, chunks};
use self::edges::{head_goes_on, upright};
use self::head_lines::{goes_on_as_head, goes_on_below, is_head_line, is_last, stands_over};
use self::runs::merge;
use super::value::is_number_like;
mod edges;
mod runs;

use self::proven::proven;
use self::rows::Rows;
use self::serial::{by_year, is_number_mark};

use super::head::{self, Column, is_head_word};
use super::value::is_numeric;
use crate::japanese::fold::folded;
use crate::parse::general::amount::{is_unit_word, unit_in};
use crate::source::{Grid, Line};

/// Most lines of one table.
const MOST_LINES: usize = 5_000;

/// Most columns.
const MOST_COLUMNS: usize = 30;

/// Most blank lines within a table.
const MOST_BLANKS: usize = 6;

/// Longest line that is looked at, in characters.
const LONGEST: usize = 400;

/// Whether a table can begin with that line: words of a head, or a name and numbers. Costs a look at the line alone.
#[must_use]
pub fn may_begin(line: &Line) -> bool {
    let text = line.text.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return false;
    }
    // `（単位：千円、〈　〉内は前年度当初予算額）` tells how to read what stands below.
    let note = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    if note && text.contains("単位") {
        return false;
    }
    let runs = chunks(&line.text, false);
    is_head_line(&runs)
        || runs.iter().any(|run| run.text.contains(' ')) && is_head_line(&head_words(runs))
        || text.chars().count() <= 24 && is_head_word(text)
        || flat::may_be_head(text)
        || proven::trailing(line).is_some()
}

/// The table that begins with the first line, and how many lines it takes. None where none begins there.
#[must_use]
pub fn grid_of(lines: &[&Line]) -> Option<(Grid, usize)> {
    let first = lines.first()?;
    if first.text.trim().is_empty() || first.text.chars().count() > LONGEST {
        return None;
    }
    let lines = lines.get(..lines.len().min(MOST_LINES)).unwrap_or(lines);
    flat::grid_of(lines)
        .or_else(|| under_head(lines))
        .or_else(|| stacked::grid_of(lines))
        .or_else(|| proven(lines))
}

fn is_blank(line: &Line) -> bool {
    line.text.trim().is_empty()
}

/// A table under a head of one to three lines.
fn under_head(lines: &[&Line]) -> Option<(Grid, usize)> {
    // Words of the head that one blank keeps apart are one text, unless the rows have more numbers than that makes columns.
    let best = best_of(lines, false).filter(|best| !best.is_overfull());
    let best = best.or_else(|| best_of(lines, true).filter(|best| !best.is_overfull()))?;
    best.grid()
}

/// The places of the columns under the measure that fits the rows. `words`: one blank keeps words of the head apart.
fn best_of<'a>(lines: &'a [&'a Line], words: bool) -> Option<Positions<'a>> {
    // pdftotext sets columns by characters, people by width: the measure under which the numbers of the
    // rows end together more often is the right one.
    let (narrow, wide) = match (
        Positions::of(lines, false, words),
        Positions::of(lines, true, words),
    ) {
        (Some(narrow), Some(wide)) => (narrow, wide),
        // Under one measure alone only where its head has a name and two columns of money or more.
        (one, other) => {
            let only = one.or(other)?;
            let whole = only.name.is_some() && only.numbers.len() > 1 && !only.is_mixed();
            return whole.then_some(only);
        }
    };
    // A measure under which words of names and of money fall into one column is not the right one.
    Some(match (narrow.is_mixed(), wide.is_mixed()) {
        (false, true) => narrow,
        (true, false) => wide,
        (true, true) => return None,
        // One that makes two columns of numbers one does not fit the rows.
        _ if narrow.numbers.len() != wide.numbers.len()
            && narrow.whole_rows() != wide.whole_rows() =>
        {
            if narrow.whole_rows() > wide.whole_rows() {
                narrow
            } else {
                wide
            }
        }
        _ if narrow.aligned() > wide.aligned() => narrow,
        _ => wide,
    })
}

/// The table as it is under one measure.
struct Positions<'a> {
    lines: &'a [&'a Line],
    wide: bool,
    head_lines: usize,
    /// Left and right edges of the columns with the head's words.
    columns: Vec<Chunk>,
    numbers: Vec<usize>,
    /// Where the texts of the text columns begin in the rows: heads are centred over them.
    lefts: Vec<(usize, usize)>,
    /// The column of names.
    name: Option<usize>,
    /// Where most names begin that stand last before the numbers, where `lefts` are not known.
    name_left: Option<usize>,
    /// Where words begin behind one blank that is the border of two columns: `架空灯台の改 各地の灯台を`.
    edges: Vec<usize>,
    /// Names and prose stand in one run, one blank apart.
    glued: bool,
    /// Numbers in brackets stand alone under the numbers of rows.
    under: bool,
}

impl<'a> Positions<'a> {
    fn of(lines: &'a [&'a Line], wide: bool, words: bool) -> Option<Self> {
        let mut columns: Vec<Chunk> = Vec::new();
        let mut head_lines = 0;
        let mut end = 0;
        let mut span: Option<Chunk> = None;
        for (at, line) in lines.iter().enumerate().take(8) {
            let runs = by_year(chunks(&line.text, wide));
            let below = lines.get(at + 1).map(|line| line.text.as_str());
            let runs = upright(if words { head_words(runs) } else { runs }, below, wide);
            if head_lines > 0 && end == at && head_goes_on(&columns, &runs) {
                end = at + 1;
                for run in runs {
                    merge(&mut columns, run);
                }
                continue;
            }
            if runs.is_empty() && head_lines > 0 && goes_on_as_head(lines, at, wide) {
                continue;
            }
            // `推進枠` below `うち重要政策`, above the letters of the columns.
            let below = lines.get(at + 1);
            if head_lines > 0 && end == at && goes_on_below(&columns, &runs, below, wide) {
                end = at + 1;
                for run in runs {
                    merge(&mut columns, run);
                }
                continue;
            }
            if !is_head_line(&runs) || runs.iter().any(|run| run.text.chars().count() > 24) {
                break;
            }
            if head_lines == 0 && runs.len() < 2 && !stands_over(&runs, lines.get(at + 1), wide) {
                // `予算額（千円）` over the years of two columns.
                let over = runs.into_iter().next().filter(|run| {
                    span.is_none()
                        && !run.text.contains("単位")
                        && !is_unit_word(&folded(&run.text))
                        && unit_in(&folded(&run.text)).is_some()
                })?;
                span = Some(over);
                continue;
            }
            // `企画課` alone below a head is over the first rows.
            let office = |run: &Chunk| run.text.ends_with(['課', '部', '局', '室']);
            if head_lines > 0 && runs.len() == 1 && runs.iter().any(office) {
                break;
            }
            // A name of a programme that ends in 事業, alone below a head that has its name column, is the first row's.
            let named = |run: &Chunk| run.text.contains("事業名") || run.text.contains("事項");
            if runs.len() == 1
                && columns.len() > 2
                && columns.iter().any(named)
                && runs.iter().all(|run| head::names(&run.text))
            {
                break;
            }
            head_lines += 1;
            end = at + 1;
            for run in runs {
                merge(&mut columns, run);
            }
            let more = |line: &&Line| is_last(line, wide) || goes_on_as_head(lines, end, wide);
            if head_lines > 4 || head_lines > 2 && !lines.get(end).is_some_and(more) {
                break;
            }
        }
        columns.sort_by_key(|column| column.left);
        if let Some(over) = span {
            let reach =
                |column: &Chunk| column.left < over.right + 8 && over.left < column.right + 8;
            for column in columns
                .iter_mut()
                .filter(|c| reach(c) && head::year_in(&c.text).is_some())
            {
                column.text = format!("{}{}", over.text, column.text);
            }
        }
        let head_lines = end;
        if head_lines == 0 || columns.len() < 2 || columns.len() > MOST_COLUMNS {
            return None;
        }
        let texts: Vec<String> = columns.iter().map(|column| column.text.clone()).collect();
        let heads = head::columns(&texts, &vec![true; texts.len()])?;
        let mut numbers: Vec<usize> = (0..texts.len())
            .filter(|n| {
                heads
                    .roles
                    .get(*n)
                    .is_some_and(|role| role.is_money() || *role == Column::Rate)
            })
            .collect();
        // Columns between money that no word explains hold numbers as well.
        let (first, last) = (*numbers.first()?, *numbers.last()?);
        let other = |n: &usize| heads.roles.get(*n) == Some(&Column::Other);
        numbers.extend((first..last).filter(other));
        // So do years before the two that are compared.
        let year = |n: &usize| {
            texts
                .get(*n)
                .is_some_and(|text| head::year_in(text).is_some())
        };
        numbers.extend((0..first).rev().take_while(|n| other(n) && year(n)));
        numbers.sort_unstable();
        numbers.dedup();
        // A head of money alone: the names stand left of it, under no word.
        if numbers.len() == columns.len() {
            let right = columns
                .first()
                .map_or(0, |column| column.left.saturating_sub(2));
            columns.insert(
                0,
                Chunk {
                    text: String::new(),
                    left: 0,
                    right,
                    wide,
                },
            );
            numbers.iter_mut().for_each(|n| *n += 1);
        }
        let mut made = Self {
            lines,
            wide,
            head_lines,
            columns,
            numbers,
            lefts: Vec::new(),
            name: None,
            name_left: None,
            edges: Vec::new(),
            glued: false,
            under: false,
        };
        made.name = made.name_column();
        made.leave_words();
        made.learn_edges();
        made.learn_glued();
        made.learn_lefts();
        made.learn_name_left();
        made.learn_brackets();
        Some(made)
    }

    /// Whether a word of names and one of money stand in one column of the head.
    fn is_mixed(&self) -> bool {
        self.columns.iter().any(|column| {
            let text = &column.text;
            let name = ["事項", "事業名", "項目", "名称"]
                .iter()
                .any(|w| text.contains(w));
            let money = ["要求額", "予算額", "年度"]
                .iter()
                .any(|w| text.contains(w));
            name && money && !text.contains('(')
        })
    }

    /// The column that the head tells to hold the names.
    fn name_column(&self) -> Option<usize> {
        let texts: Vec<String> = self.columns.iter().map(|c| c.text.clone()).collect();
        let numeric: Vec<bool> = (0..texts.len())
            .map(|n| self.numbers.contains(&n))
            .collect();
        let columns = head::columns(&texts, &numeric)?;
        columns.roles.iter().position(|role| *role == Column::Name)
    }

    /// Learns where texts begin from the rows that have one in every text column.
    fn learn_lefts(&mut self) {
        if self.glued {
            return;
        }
        let texts: Vec<usize> = (0..self.columns.len())
            .filter(|n| !self.numbers.contains(n))
            .collect();
        let mut lefts: Vec<(usize, usize)> = Vec::new();
        for line in self.lines.iter().skip(self.head_lines).take(200) {
            let runs = self.at_edges(chunks(&line.text, self.wide));
            let own: Vec<&Chunk> = runs
                .iter()
                .filter(|run| !is_number_like(&run.text) || self.is_serial(run))
                .collect();
            if own.len() != texts.len() || own.len() == runs.len() || own.len() < 2 {
                continue;
            }
            // `第１   空の安全   4,684`: two words before the numbers are not of columns on either side of them.
            let number = runs.iter().find(|run| is_number_like(&run.text));
            let edge = number.map_or(0, |run| run.left);
            let first = self.numbers.first().copied().unwrap_or(0);
            let behind = texts.last().is_some_and(|n| *n > first);
            if behind && own.iter().all(|run| run.left < edge) {
                continue;
            }
            let new: Vec<usize> = own.iter().map(|run| run.left).collect();
            if lefts.is_empty() {
                lefts = texts.iter().copied().zip(new).collect();
            } else {
                for (known, new) in lefts.iter_mut().zip(new) {
                    known.1 = known.1.min(new);
                }
            }
        }
        let rising = lefts
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a.1 < b.1));
        if rising {
            self.lefts = lefts;
        }
    }

    /// The text column of a run by where texts begin in the rows.
    fn learnt_slot(&self, run: &Chunk) -> Option<usize> {
        let under = self.lefts.iter().rfind(|(_, left)| *left <= run.left + 1);
        under.or_else(|| self.lefts.first()).map(|(slot, _)| *slot)
    }

    /// How many rows have as many numbers as there are columns of numbers.
    fn whole_rows(&self) -> usize {
        let rows = self.lines.iter().skip(self.head_lines).take(60);
        rows.filter(|line| {
            let runs = chunks(&line.text, self.wide);
            let numbers = runs
                .iter()
                .rev()
                .take_while(|run| is_number_like(&run.text));
            numbers.count() == self.numbers.len()
        })
        .count()
    }

    fn grid(&self) -> Option<(Grid, usize)> {
        let mut rows = Rows::new(self);
        let mut at = self.head_lines;
        let mut blanks = 0;
        let spaced = self.is_spaced();
        while let Some(line) = self.lines.get(at) {
            if is_blank(line) {
                blanks += 1;
                at += 1;
                if blanks > MOST_BLANKS {
                    break;
                }
                continue;
            }
            if let Some(end) = self.group_end(at).filter(|_| spaced) {
                let group = self.lines.get(at..end).unwrap_or_default();
                rows.group(group);
                blanks = 0;
                at = end;
                rows.taken = at;
                continue;
            }
            let runs = self.runs(line);
            // Past much room a table goes on only with a row that has all its numbers.
            if blanks > 3
                && runs.iter().filter(|run| is_numeric(&run.text)).count() < self.numbers.len()
            {
                break;
            }
            if self.ends(line, &runs, blanks > 0, at) {
                break;
            }
            let unnamed = self.next_is_unnamed(at + 1);
            rows.line(line, &runs, blanks > 0, unnamed);
            blanks = 0;
            at += 1;
            rows.taken = at;
        }
        rows.finish()
    }
}
