//! Numbers that are no amounts: marks and serial numbers before names, years of a head.

use unicode_width::UnicodeWidthChar;

use super::super::head::year_in;
use super::super::value::is_numeric;
use super::chunks::at_blanks;
use super::{Chunk, Positions, chunks, is_blank, is_number_like};
use crate::japanese::fold::folded;
use crate::parse::general::amount::is_unit_word;
use crate::source::Line;

/// `１０２ → １０５` in two columns: the arrow between them is no cell, nor a part of one.
fn without_arrows(mut runs: Vec<Chunk>) -> Vec<Chunk> {
    let arrow = |c: char| matches!(c, '→' | '⇒' | '➡' | '⇨' | '➔');
    if !runs.iter().any(|run| run.text.contains(arrow)) {
        return runs;
    }
    let mut parted = Vec::with_capacity(runs.len() + 1);
    for run in runs.drain(..) {
        let Some((before, after)) = run.text.split_once(arrow) else {
            parted.push(run);
            continue;
        };
        let (before, after) = (before.trim(), after.trim());
        let figure = |text: &str| text.is_empty() || is_number_like(text);
        if !figure(before) || !figure(after) {
            parted.push(run);
            continue;
        }
        if !before.is_empty() {
            parted.push(Chunk {
                text: before.to_owned(),
                right: run.left + before.chars().count() * if run.wide { 2 } else { 1 },
                ..run.clone()
            });
        }
        if !after.is_empty() {
            parted.push(Chunk {
                text: after.to_owned(),
                left: run.right.saturating_sub(after.chars().count()),
                ..run
            });
        }
    }
    parted
}

impl Positions<'_> {
    /// The runs of a row: the number of a mark (`２    架空桟橋`) belongs to the name behind it, unless a column of numbers stands there.
    pub(super) fn runs(&self, line: &Line) -> Vec<Chunk> {
        let runs = self.at_edges(without_arrows(chunks(&line.text, self.wide)));
        let mut runs = self.part_last_number(self.part_numbers(runs));
        let serial = self.name.is_some_and(|name| {
            let left = self.columns.get(..name).unwrap_or_default();
            left.iter().any(|column| !is_category(&column.text))
        });
        if serial || runs.len() < 2 {
            return runs;
        }
        let mark = runs
            .first()
            .is_some_and(|run| is_number_mark(&run.text) && self.before_numbers(run));
        let named = runs
            .get(1)
            .is_some_and(|run| !is_number_like(&run.text) && self.before_numbers(run));
        if mark && named {
            let rest = runs.remove(1);
            if let Some(first) = runs.first_mut() {
                first.text = format!("{} {}", first.text, rest.text);
                first.right = rest.right;
            }
        }
        runs
    }

    /// The words of a name and the number of the first column, which only one blank keeps apart (`架空灯台の改 △100,000`), where the row
    /// lacks just that number.
    fn part_last_number(&self, mut runs: Vec<Chunk>) -> Vec<Chunk> {
        let numeric = |run: &Chunk| is_numeric(&run.text);
        let Some(first) = runs.iter().position(numeric).filter(|at| *at > 0) else {
            return runs;
        };
        // 皆増 in place of a rate is one of the numbers, 新規 behind them is not.
        let end = self.numbers.last().and_then(|n| self.columns.get(*n));
        let end = end.map_or(0, |column| column.right);
        let number = |run: &&Chunk| numeric(run) || is_number_like(&run.text) && run.left < end;
        let numbers = runs.iter().skip(first).filter(number).count();
        if numbers + 1 != self.numbers.len() {
            return runs;
        }
        let parts = runs.get(first - 1).map(at_blanks).unwrap_or_default();
        let Some((number, words)) = parts.split_last().filter(|(_, words)| !words.is_empty())
        else {
            return runs;
        };
        let column = self.numbers.first().and_then(|n| self.columns.get(*n));
        let under = column.is_some_and(|column| number.right + 4 > column.left);
        let named = words.iter().any(|part| {
            let letters = part.text.chars().filter(|c| c.is_alphabetic());
            letters.count() > 1 && !numeric(part)
        });
        if under && named && is_numeric(&number.text) {
            let number = number.clone();
            if let Some(run) = runs.get_mut(first - 1) {
                let kept = run.text.trim_end_matches(number.text.as_str()).trim_end();
                run.text = kept.to_owned();
                run.right = words.last().map_or(run.right, |part| part.right);
            }
            runs.insert(first, number);
        }
        runs
    }

    /// A number of a column and the words of the next one, which only one blank keeps apart: `220 各地の調整`.
    fn part_numbers(&self, runs: Vec<Chunk>) -> Vec<Chunk> {
        let mut parted = Vec::with_capacity(runs.len() + 1);
        for run in runs {
            if let Some(parts) = bracketed_numbers(&run) {
                parted.extend(parts);
                continue;
            }
            let split = number_and_words(&run.text).filter(|(number, rest)| {
                let words = rest.chars().take_while(|c| c.is_alphabetic()).count() > 1;
                let apart = number.ends_with([')', '）']) && !is_number_like(rest);
                (words || apart) && is_number_like(number)
            });
            let Some((number, rest)) = split else {
                parted.push(run);
                continue;
            };
            let width = |text: &str| -> usize {
                let width = |c: char| if run.wide { c.width().unwrap_or(0) } else { 1 };
                text.chars().map(width).sum()
            };
            let middle = run.left + width(number);
            let stands = |n: &usize| {
                let next = self.columns.get(n + 1).map_or(0, |column| column.left);
                self.columns
                    .get(*n)
                    .is_some_and(|c| middle + 4 > c.left && middle < next.max(c.right + 6))
            };
            if !self.numbers.iter().any(stands) {
                parted.push(run);
                continue;
            }
            parted.push(Chunk {
                text: number.to_owned(),
                right: middle,
                ..run.clone()
            });
            parted.push(Chunk {
                text: rest.to_owned(),
                left: middle + 1,
                ..run.clone()
            });
        }
        parted
    }

    /// Whether a run is a number of the column before the names.
    pub(super) fn is_serial(&self, run: &Chunk) -> bool {
        let first = self.columns.first();
        is_number_mark(&run.text)
            && first.is_some_and(|c| !is_category(&c.text) && run.left < c.right + 2)
    }

    /// Whether a run stands left of the numbers.
    pub(super) fn before_numbers(&self, run: &Chunk) -> bool {
        let first = self.numbers.first().and_then(|n| self.columns.get(*n));
        first.is_none_or(|column| run.left < column.left)
    }

    /// Whether the next line has numbers and no name: then words above it, and below it, are its name, set in the middle of its cell.
    pub(super) fn next_is_unnamed(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at).filter(|line| !is_blank(line)) else {
            return false;
        };
        let runs = self.runs(line);
        let Some(name) = self.name.filter(|_| self.has_numbers(&runs)) else {
            return false;
        };
        let cells = self.cells(line, &runs);
        cells.get(name).is_some_and(|cell| cell.text.is_empty())
    }
}

/// A number, with its unit behind a blank if it has one, and the words behind it: `7,350 千円 相談の委託`.
fn number_and_words(text: &str) -> Option<(&str, &str)> {
    let (number, rest) = text.split_once(' ')?;
    match rest.split_once(' ') {
        // What stands behind a bracket is of another column: `（498,700） 円`, the end of prose.
        _ if number.ends_with([')', '）']) => Some((number, rest)),
        _ if !is_unit_word(&folded(rest.split(' ').next()?)) => Some((number, rest)),
        Some((unit, words)) => Some((text.get(..number.len() + 1 + unit.len())?, words)),
        None => None,
    }
}

/// Numbers in brackets that only one blank keeps apart: `（1.0） （△0.2）`.
fn bracketed_numbers(run: &Chunk) -> Option<Vec<Chunk>> {
    let parts: Vec<&str> = run.text.split(' ').collect();
    let bracketed = |part: &&str| {
        part.starts_with(['（', '(']) && part.ends_with(['）', ')']) && is_number_like(part)
    };
    if parts.len() < 2 || !parts.iter().all(bracketed) {
        return None;
    }
    let width = |text: &str| -> usize {
        let width = |c: char| if run.wide { c.width().unwrap_or(0) } else { 1 };
        text.chars().map(width).sum()
    };
    let mut left = run.left;
    let mut chunks = Vec::with_capacity(parts.len());
    for part in parts {
        let right = left + width(part);
        chunks.push(Chunk {
            text: part.to_owned(),
            left,
            right,
            wide: run.wide,
        });
        left = right + 1;
    }
    Some(chunks)
}

/// A run of a head that names two years is two columns: `令和8年度当初 令和9年度当初`. Heads that all stand in brackets
/// (`（令和8年度予算額）  （令和9年度予算案）`) are what stands in them.
pub(super) fn by_year(mut runs: Vec<Chunk>) -> Vec<Chunk> {
    let inner = |run: &Chunk| -> Option<String> {
        let text = run.text.strip_prefix(['（', '('])?;
        let text = text.strip_suffix(['）', ')'])?;
        Some(text.to_owned()).filter(|text| year_in(text).is_some())
    };
    if runs.len() > 1 && runs.iter().all(|run| inner(run).is_some()) {
        for run in &mut runs {
            run.text = inner(run).unwrap_or_default();
        }
    }
    let mut out = Vec::with_capacity(runs.len());
    for run in runs {
        let eras: Vec<usize> = run
            .text
            .char_indices()
            .filter(|(i, c)| {
                let blank = *i == 0 || run.text.get(..*i).is_some_and(|b| b.ends_with(' '));
                blank && matches!(c, '令' | '平' | 'R' | 'Ｒ' | '前' | '本')
            })
            .map(|(i, _)| i)
            .collect();
        let [0, second] = eras[..] else {
            out.push(run);
            continue;
        };
        let (Some(a), Some(b)) = (run.text.get(..second), run.text.get(second..)) else {
            out.push(run);
            continue;
        };
        let width = |text: &str| -> usize {
            text.chars()
                .map(|c| if run.wide { c.width().unwrap_or(0) } else { 1 })
                .sum()
        };
        let middle = run.left + width(a);
        out.push(Chunk {
            text: a.trim().to_owned(),
            left: run.left,
            right: middle.saturating_sub(1),
            wide: run.wide,
        });
        out.push(Chunk {
            text: b.to_owned(),
            left: middle,
            right: run.right,
            wide: run.wide,
        });
    }
    out
}

/// 1, １２, (3), ①, Ⅰ: the number of a mark alone.
pub(super) fn is_number_mark(text: &str) -> bool {
    let chars = folded(text);
    let inner: Vec<char> = chars
        .iter()
        .copied()
        .filter(|c| !matches!(c, '(' | ')' | '.' | ' '))
        .collect();
    let digits = inner.len() <= 2 && !inner.is_empty() && inner.iter().all(char::is_ascii_digit);
    digits || matches!(inner.as_slice(), ['①'..='⑳' | 'Ⅰ'..='Ⅻ'])
}

/// Whether a head's word is one of categories: 区分, 款, 部局; not of numbers: 番号, 頁.
pub(super) fn is_category(text: &str) -> bool {
    let plain: String = folded(text).into_iter().filter(|c| *c != ' ').collect();
    ![
        "番号",
        "No",
        "NO",
        "no",
        "№",
        "順位",
        "整理",
        "頁",
        "ページ",
    ]
    .iter()
    .any(|word| plain.contains(word))
}
