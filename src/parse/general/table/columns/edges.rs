//! Columns that only one blank keeps apart, as `pdftotext -layout` sets narrow cells, and heads whose words go on below.

use std::collections::BTreeMap;

use super::super::value::is_number_like;
use super::super::words::is_tag;
use super::chunks::at_blanks;
use super::serial::{is_category, is_number_mark};
use super::{Chunk, Positions, chunks};
use crate::japanese::fold::folded;

/// Fewest lines on which words must begin at an edge.
const FEWEST: usize = 3;

/// Whether nearly every character of a run stands alone: `架 空 灯 台`.
fn is_spaced(run: &Chunk) -> bool {
    let parts: Vec<&str> = run.text.split(' ').collect();
    let single = parts
        .iter()
        .filter(|part| part.chars().count() == 1)
        .count();
    parts.len() > 2 && single * 5 >= parts.len() * 4
}

/// How many characters of a text are one of two.
fn count(text: &str, of: [char; 2]) -> usize {
    text.chars().filter(|c| of.contains(c)).count()
}

impl Positions<'_> {
    /// Learns where words begin behind one blank in at least three rows, in a table with two columns of words or more before its numbers.
    pub(super) fn learn_edges(&mut self) {
        let first = self.numbers.first().copied().unwrap_or(0);
        let edge = self.columns.get(first).map_or(0, |column| column.left);
        if first < 2 {
            return;
        }
        let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for line in self.lines.iter().skip(self.head_lines).take(200) {
            let runs = chunks(&line.text, self.wide);
            if super::is_head_line(&runs) && runs.len() > 1 {
                break;
            }
            for run in runs {
                if is_spaced(&run) {
                    continue;
                }
                let mut open = 0_usize;
                let mut tagged = false;
                for (nth, part) in at_blanks(&run).iter().enumerate() {
                    // `新 架空灯台の改修`: the name goes on behind its tag.
                    let own = std::mem::replace(&mut tagged, is_tag(&part.text));
                    let within = open > 0 || own;
                    open = (open + count(&part.text, ['(', '（']))
                        .saturating_sub(count(&part.text, [')', '）']));
                    let number = is_number_like(&part.text);
                    if number || within || part.left >= edge || part.left == 0 {
                        continue;
                    }
                    let count = counts.entry(part.left).or_default();
                    count.0 += 1;
                    count.1 += usize::from(nth > 0);
                }
            }
        }
        let near = |at: usize| {
            let around = counts.range(at.saturating_sub(1)..=at + 1);
            around.map(|(_, count)| count.0).sum::<usize>()
        };
        // A border shows itself also by words that begin there behind a wide gap; words within a text do not.
        let begins = |at: usize| {
            let mut around = counts.range(at.saturating_sub(2)..=at + 2);
            around.any(|(_, count)| count.0 > count.1 + 1)
        };
        self.edges = counts
            .iter()
            .filter(|(at, count)| count.1 > 0 && near(**at) >= FEWEST && begins(**at))
            .map(|(at, _)| *at)
            .collect();
    }

    /// Whether most rows have name and prose in one run, with the one blank that keeps them apart.
    pub(super) fn learn_glued(&mut self) {
        let first = self.numbers.first().copied().unwrap_or(0);
        if first != 2 {
            return;
        }
        let (mut rows, mut glued) = (0_usize, 0_usize);
        for line in self.lines.iter().skip(self.head_lines).take(60) {
            let runs = chunks(&line.text, self.wide);
            if super::is_head_line(&runs) && runs.len() > 1 {
                break;
            }
            let Some(run) = runs.first() else { continue };
            let number = runs
                .iter()
                .flat_map(at_blanks)
                .any(|part| part.text.contains([',', '，']) && is_number_like(&part.text));
            rows += usize::from(number);
            let words = at_blanks(run);
            let words = words.iter().take_while(|part| !is_number_like(&part.text));
            glued += usize::from(number && run.left < 3 && !is_spaced(run) && words.count() == 2);
        }
        self.glued = rows > 2 && glued * 10 >= rows * 6;
        if self.glued {
            self.edges.clear();
            // Whatever is set in is of the prose.
            self.lefts = vec![(0, 0), (1, 3)];
        }
    }

    /// The runs parted at the borders of columns, and where a number of a column follows words.
    pub(super) fn at_edges(&self, runs: Vec<Chunk>) -> Vec<Chunk> {
        if self.edges.is_empty() && !self.glued || !runs.iter().any(|run| run.text.contains(' ')) {
            return runs;
        }
        let mut out = Vec::with_capacity(runs.len() + 2);
        for run in runs {
            // `▲ 61,200`: a minus set apart from its number is none of another column.
            if is_spaced(&run) || is_number_like(&run.text) {
                out.push(run);
                continue;
            }
            let mut last: Option<Chunk> = None;
            let mut figure = false;
            for (nth, part) in at_blanks(&run).into_iter().enumerate() {
                // `3 防災・都市基盤`: the number of a title.
                let title = || {
                    last.as_ref()
                        .is_some_and(|first| is_number_mark(&first.text))
                };
                let border = self.glued && nth == 1 && run.left < 3 && !title();
                // Words within a bracket go on in their column.
                let within = last.as_ref().is_some_and(|open| {
                    count(&open.text, ['(', '（']) > count(&open.text, [')', '）'])
                });
                let grouped = part.text.contains([',', '，']) && is_number_like(&part.text);
                let bracketed = part.text.starts_with(['(', '（']) && is_number_like(&part.text);
                let number = (grouped || bracketed) && self.near_numbers(&part);
                let behind = std::mem::replace(&mut figure, number);
                match last.take() {
                    Some(mut open)
                        if !number
                            && !behind
                            && !border
                            && (within
                                || !self.edges.contains(&part.left)
                                    && !self.behind_numbers(&part)) =>
                    {
                        open.text.push(' ');
                        open.text.push_str(&part.text);
                        open.right = part.right;
                        last = Some(open);
                    }
                    before => {
                        out.extend(before);
                        last = Some(part);
                    }
                }
            }
            out.extend(last);
        }
        out
    }

    /// Learns whether numbers in brackets stand under those of rows, three times at least with no name beside them: then one beside
    /// the second line of a name does as well.
    pub(super) fn learn_brackets(&mut self) {
        let bracket = |run: &Chunk| {
            run.text.starts_with(['(', '（']) && super::super::row::is_bracketed(&run.text)
        };
        let Some(name) = self.name else { return };
        let lines = self.lines.iter().skip(self.head_lines).take(200);
        let alone = |line: &&&crate::source::Line| {
            let runs = self.runs(line);
            let figures = runs.iter().filter(|run| is_number_like(&run.text));
            let mut figures = figures.peekable();
            figures.peek().is_some()
                && figures.all(bracket)
                && self
                    .cells(line, &runs)
                    .get(name)
                    .is_some_and(|cell| cell.text.is_empty())
        };
        let bracketed = |line: &&&crate::source::Line| line.text.contains(['(', '（']);
        self.under = lines.filter(bracketed).filter(alone).nth(2).is_some();
    }

    /// Whether the head of a column of numbers names the year before in a bracket: `予算額` over `（前年度当初）`.
    pub(super) fn tells_bracket(&self) -> bool {
        let columns = self.numbers.iter().filter_map(|n| self.columns.get(*n));
        self.under
            || columns.into_iter().any(|column| {
                let text: String = folded(&column.text).into_iter().collect();
                let inner = text.split_once('(').map(|(_, inner)| inner);
                inner.is_some_and(|inner| {
                    ["前年", "前年度", "昨年"]
                        .iter()
                        .any(|word| inner.contains(word))
                        || super::head::year_in(inner).is_some()
                })
            })
    }

    /// Whether a run may be of a column of numbers by its place.
    fn near_numbers(&self, run: &Chunk) -> bool {
        let columns = self.numbers.iter().filter_map(|n| self.columns.get(*n));
        columns
            .into_iter()
            .any(|column| run.right + 6 > column.left && run.left < column.right + 6)
    }

    /// Whether a run begins behind the numbers, where the head has another column.
    fn behind_numbers(&self, run: &Chunk) -> bool {
        let last = self.numbers.last().copied().unwrap_or(0);
        let next = self.columns.get(last + 1);
        next.is_some_and(|column| run.left + 2 > column.left)
    }

    /// Whether most rows have more numbers than the head has columns of numbers: then it does not tell what they are.
    pub(super) fn is_overfull(&self) -> bool {
        let (mut rows, mut over) = (0_usize, 0_usize);
        // `掲載頁` right of the money holds numbers as well.
        let last = self.numbers.last().copied().unwrap_or(0);
        let right = self.columns.get(last + 1..).unwrap_or_default();
        let pages = right.iter().filter(|column| !is_category(&column.text));
        let most = self.numbers.len() + pages.count();
        for line in self.lines.iter().skip(self.head_lines).take(60) {
            let runs = chunks(&line.text, self.wide);
            if super::is_head_line(&runs) && runs.len() > 1 {
                break;
            }
            let tail = runs
                .iter()
                .rev()
                .take_while(|run| is_number_like(&run.text));
            let count = tail.count();
            rows += usize::from(count > 0);
            over += usize::from(count > most);
        }
        over > 2 && over * 3 > rows * 2
    }
}

/// A word of one character behind others, with the next one of its word below it (区 over 分), is a head of its own.
pub(super) fn upright(runs: Vec<Chunk>, below: Option<&str>, wide: bool) -> Vec<Chunk> {
    let below = below.map_or_else(Vec::new, |text| chunks(text, wide));
    let single = |chunk: &Chunk| {
        chunk.text.chars().count() == 1 && chunk.text.chars().all(char::is_alphabetic)
    };
    let mut out = Vec::with_capacity(runs.len());
    for run in runs {
        let mut parts = at_blanks(&run);
        let lower = |last: &Chunk| {
            let mut under = below.iter().filter(|run| single(run));
            under.any(|run| run.left.abs_diff(last.left) < 2)
        };
        match parts.pop() {
            Some(last) if !parts.is_empty() && single(&last) && lower(&last) => {
                let words: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
                let right = parts.last().map_or(run.right, |part| part.right);
                out.push(Chunk {
                    text: words.join(" "),
                    right,
                    ..run
                });
                out.push(last);
            }
            _ => out.push(run),
        }
    }
    out
}

/// Whether a line below a head goes on with its words: pieces of them under their columns (`度`, `額`), or the end of a bracket that one opened.
pub(super) fn head_goes_on(columns: &[Chunk], runs: &[Chunk]) -> bool {
    let goes_on = |run: &Chunk| {
        let text: String = folded(&run.text)
            .into_iter()
            .filter(|c| *c != ' ')
            .collect();
        let over = columns
            .iter()
            .find(|column| run.left < column.right + 2 && column.left < run.right + 2);
        let Some(over) = over else { return false };
        let opened = |text: &str| count(text, ['(', '（']) > count(text, [')', '）']);
        let closes = opened(&over.text) && text.ends_with(')') && text.chars().count() <= 8;
        let piece = text.chars().count() <= 2
            && text
                .chars()
                .all(|c| "年度額分率名要減考費案源金債他比".contains(c));
        closes || piece
    };
    !runs.is_empty() && runs.iter().all(goes_on)
}
