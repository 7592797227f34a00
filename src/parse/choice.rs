//! Which reader reads a text: told by the shapes of its layout before anything is read, and by how its entries read.

use super::contents::Contents;
use super::entry::has_mark;
use super::general::amount::moneys;
use super::general::entry::judge::torn;
use super::general::entry::name::{budget_mark, name_of};
use super::general::entry::tail::find;
use super::general::entry::token::{Lens, closing};
use super::general::outline::mark::mark_of;
use super::general::piece::Style;
use super::letters::Letters;
use super::line::Line;
use super::suspect::amount_like;
use crate::japanese::fold::{fold_char, fold_into, folded};
use crate::model::Document;

/// What a text shows of the layout with a contents page, numbered chapters and 【予算】 marks. One pass over the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// Chapters that the contents page names.
    contents: usize,
    /// Chapter headings of the body: `## 1 港の整備`.
    chapters: usize,
    /// Lines that begin with a budget mark: `【予算】架空灯台 5.1億円`.
    marks: usize,
    /// Lines that begin with a mark of other layouts: `（予算）架空灯台`, `予算：架空灯台`.
    other_marks: usize,
    /// Headings with numbers that this layout has not: `## ① 灯台`.
    other_headings: usize,
    /// Lines that print money.
    money: usize,
    /// Those of them whose amounts are a sentence's, or of a bracket behind the line above.
    asides: usize,
    /// Lines that name a unit for bare numbers: `（単位：百万円）`.
    units: usize,
}

impl Signs {
    /// Counts the signs of a text; `amounts` are those of each of its lines.
    #[must_use]
    pub fn of(lines: &[Line], contents: &Contents, amounts: &[usize]) -> Self {
        let mut signs = Self {
            contents: contents.chapters.len(),
            ..Self::default()
        };
        let body = lines.iter().zip(amounts).skip(contents.end);
        for (line, amounts) in body.filter(|(line, _)| !line.is_blank()) {
            let heads = line.depth > 0;
            signs.chapters += usize::from(heads && line.chapter().is_some());
            signs.other_headings += usize::from(heads && is_other_heading(line));
            if has_mark(line) {
                signs.marks += 1;
            } else {
                signs.other_marks += usize::from(is_other_mark(line));
            }
            signs.money += usize::from(*amounts > 0);
            signs.asides += usize::from(*amounts > 0 && is_aside(line));
            let unit = line.letters.has(Letters::UNIT) && line.text.contains("単位");
            signs.units += usize::from(unit);
        }
        signs
    }

    /// Whether the text may be of that layout: it has its chapters, its marks stand before a good part of the money
    /// that is printed, and those of other layouts are the exception. Without any money its headings are enough.
    #[must_use]
    pub const fn known(&self) -> bool {
        if self.contents == 0 && self.chapters == 0 {
            return false;
        }
        if self.money == 0 {
            return self.contents > 0 || self.units == 0;
        }
        self.marks > 0
            && self.marks * 4 >= self.money - self.asides
            && self.other_marks * 10 <= self.marks
            && self.other_headings * 10 <= self.chapters
    }
}

/// How many amounts each line prints.
#[must_use]
pub fn amounts(lines: &[Line]) -> Vec<usize> {
    let mut chars = Vec::new();
    let amounts = lines.iter().map(|line| {
        if !line.letters.has_any(Letters::YEN.and(Letters::LARGE)) {
            return 0;
        }
        chars.clear();
        fold_into(&mut chars, &line.text);
        moneys(&chars).len()
    });
    amounts.collect()
}

/// Whether the amounts of a line are those of a sentence, or of a bracket behind the line above: `（2年度 0.1億円の内数）`.
fn is_aside(line: &Line) -> bool {
    let words = line.words.trim();
    words.ends_with('。') || words.starts_with(['(', '（']) && words.ends_with([')', '）'])
}

fn is_other_mark(line: &Line) -> bool {
    line.letters.has(Letters::BUDGET)
        && may_be_mark(line.words.trim_start())
        && (line.words.contains("予算") || line.words.contains("要求"))
        && names_something(&folded(line.words.trim_start()))
}

/// A bracket or a colon near the beginning: no mark is without.
fn may_be_mark(words: &str) -> bool {
    let mut start = words.chars().take(18).map(fold_char);
    let first = start.next().unwrap_or(' ');
    closing(first).is_some() || first == ':' || start.any(|c| c == ':')
}

/// A mark with something behind it: `(7年度要求)` alone is a note.
fn names_something(chars: &[char]) -> bool {
    let behind = budget_mark(chars, 0).and_then(|(_, end)| chars.get(end..));
    behind.is_some_and(|rest| rest.iter().any(|c| *c != ' '))
}

fn is_other_heading(line: &Line) -> bool {
    // `1 …` and `(1) …` are this layout's own.
    let mut start = line.words.chars().map(fold_char);
    let first = start.find(|c| *c != ' ');
    // What most headings begin with, and none of those marks.
    if matches!(first, Some('ぁ'..='ゖ' | '一'..='鿿' | '【' | '「') if first != Some('第'))
    {
        return false;
    }
    let number = if first == Some('(') {
        start.next()
    } else {
        first
    };
    if number.is_some_and(|c| c.is_ascii_digit()) {
        return false;
    }
    let style = mark_of(&folded(&line.words)).map(|mark| mark.style);
    matches!(
        style,
        Some(Style::Circled | Style::Kata | Style::ParenKata | Style::Roman | Style::Dai)
    )
}

/// Whether a reading of that layout is one: not more than one entry in ten has signs of another layout in its name
/// (`★架空灯台`, `架空灯台（※1）`, `架空灯台 8年度`), a proper amount that was not read, or no measure above it. Amounts
/// with slips in them tell that the paper is damaged, and of no other layout.
#[must_use]
pub fn reads_well(document: &Document, lines: &[Line]) -> bool {
    let entries = document.nodes.iter().filter(|n| n.budget.is_some());
    let (mut all, mut strange, mut slips) = (0_usize, 0_usize, 0_usize);
    // Names that are more than letters; few of them make no difference whatever they are.
    let mut doubtful: Vec<&str> = Vec::new();
    for entry in entries {
        all += 1;
        if !is_bare(&entry.title) {
            doubtful.push(&entry.title);
        } else {
            strange += usize::from(entry.title.contains("年度"));
        }
    }
    for finding in &document.diagnostics {
        let line = usize::try_from(finding.line).unwrap_or(0);
        let words = line.checked_sub(1).and_then(|i| lines.get(i));
        let unread = finding.code == "unread-budget" || finding.code == "unread-amount";
        let proper = unread && words.is_some_and(|l| is_proper(&l.words));
        all += usize::from(unread);
        slips += usize::from(unread && !proper);
        strange += usize::from(proper || finding.code == "supplied-measure");
    }
    if (strange + doubtful.len()) * 10 <= all {
        return true;
    }
    strange += doubtful.iter().filter(|name| !is_clean(name)).count();
    // One odd name among several is that name's own.
    let alone = strange == 1 && all >= 4;
    strange * 10 <= all || alone || slips > 0
}

/// Whether nothing but a name is in a name.
fn is_clean(name: &str) -> bool {
    if is_bare(name) {
        return !name.contains("年度");
    }
    let printed: Vec<char> = name.chars().collect();
    let read = name_of(&printed);
    let arrow = name.contains(['⇒', '→', '※']);
    let numbered = matches!(name.chars().next().map(fold_char), Some('①'..='⑳'));
    let year = name.contains("年度");
    read.tags.is_empty() && read.signs.is_empty() && !arrow && !numbered && !year
}

/// Whether a name is of letters and digits alone, most names are: no tag, note or sign can be in it.
fn is_bare(name: &str) -> bool {
    let letter =
        |c: char| matches!(c, 'ぁ'..='ヺ' | 'ー' | '一'..='鿿' | '々') || c.is_ascii_alphanumeric();
    let first = name.chars().next().unwrap_or(' ');
    name.chars().all(|c| letter(c) || matches!(c, '・' | '、'))
        && first != '注'
        && first.is_alphanumeric()
}

/// Whether a line is a name and amounts without any slip, so that a reader of its layout would have read it.
fn is_proper(words: &str) -> bool {
    let chars = folded(words);
    let amounts = moneys(&chars);
    let whole = |piece: &str| {
        let piece = folded(piece);
        let first = moneys(&piece).first().copied();
        first.is_some_and(|m| m.start == 0 && m.end == piece.len()) && piece.last() == Some(&'円')
    };
    let yen = |end: usize| end.checked_sub(1).and_then(|i| chars.get(i)) == Some(&'円');
    let printed: Vec<char> = words.chars().collect();
    let tail = find(&printed, &chars, 0, Lens::default(), true);
    !amounts.is_empty()
        && amounts.iter().all(|m| yen(m.end))
        && !torn(&chars)
        && amount_like(words).is_none_or(|piece| whole(&piece))
        && tail.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(text: &str) -> bool {
        let lines = super::super::line::lines(text);
        Signs::of(&lines, &Contents::default(), &amounts(&lines)).known()
    }

    #[test]
    fn marks_and_chapters_tell_the_layout() {
        assert!(known("## 1 港\n\n(1) 岸壁\n\n【予算】灯台 5.1億円\n"));
        assert!(known("## 1 港\n\n(1) 岸壁\n"));
        for text in [
            "## 1 港\n\n・灯台 5億円\n",
            "## 港\n\n【予算】灯台 5億円\n",
            "## 1 港\n\n（単位：億円）\n灯台 5\n",
            "## 1 港\n\n【予算】灯台 5億円\n（予算）桟橋 3億円\n",
            "## 1 港\n\n## ① 灯台\n\n【予算】灯台 5億円\n",
        ] {
            assert!(!known(text), "{text}");
        }
    }

    #[test]
    fn names_with_signs_of_other_layouts_are_told() {
        assert!(is_clean("架空灯台の改修（2か所）"));
        for name in ["★架空灯台", "架空灯台（※1）", "（新）架空灯台", "①架空灯台"]
        {
            assert!(!is_clean(name), "{name}");
        }
        assert!(is_proper("架空灯台 3,000,000円"));
        assert!(!is_proper("架空灯台 8.l億円（元年度 5.1億円）"));
        assert!(!is_proper("架空灯台 0.5億（元年度 0.4億円）"));
    }
}
