//! 【予算】 blocks: names and figures in all their printed forms, over one or several lines.

mod name;

use std::borrow::Cow;

use super::amount::{BaseFigures, Cursor, Figures, figures, is_loan_label};
use super::letters::Letters;
use super::line::Line;
use super::suspect::{holds_amount, near_mark_of};
use crate::japanese::fold::{fold_char, folded, is_blank, join_wrapped, trimmed};
use crate::model::{Account, Base, Part, Request};
use name::{clean_name, is_cut, slice, unbalanced};

/// One programme as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name alone.
    pub name: String,
    /// Line where the name starts.
    pub line: u32,
    /// All lines of the entry, the mark's among them.
    pub lines: Vec<u32>,
    /// Request.
    pub request: Request,
    /// Base year.
    pub base: Base,
    /// Supplementary budget beside the base.
    pub supplementary: Option<Part>,
    /// The base year as printed.
    pub year: Option<String>,
    /// Ordinary budget or fiscal loans.
    pub account: Account,
    /// The line itself carries 再掲.
    pub relisted: bool,
}

/// A mark and what followed it.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The entries read; none where no figures follow the mark.
    pub entries: Vec<Entry>,
    /// Index of the first line after the block; its own start where nothing could be read.
    pub next: usize,
}

/// A 【予算】 mark inside a line.
struct Mark<'a> {
    account: Account,
    after: &'a str,
}

/// Whether the line carries a budget mark.
#[must_use]
#[inline]
pub fn has_mark(line: &Line) -> bool {
    mark_in(line).is_some()
}

/// The mark of a line whose letters are known.
#[inline]
fn mark_in<'a>(line: &'a Line) -> Option<Mark<'a>> {
    let may_be = line.letters.has(Letters::OPEN.and(Letters::BUDGET));
    may_be.then(|| find_mark(&line.words)).flatten()
}

fn find_mark(words: &str) -> Option<Mark<'_>> {
    // Nothing but blanks and dots stands before a mark: nearly every line ends here.
    let (open, bracket) = words
        .char_indices()
        .find(|(_, c)| !matches!(fold_char(*c), ' ' | '・'))?;
    if !matches!(fold_char(bracket), '【' | '[') {
        return None;
    }
    let inside = words.get(open + bracket.len_utf8()..)?;
    // As nearly every mark is printed.
    if let Some(after) = inside.strip_prefix("予算】") {
        return Some(Mark {
            account: Account::General,
            after: trimmed(after),
        });
    }
    let closes = |c: char| matches!(fold_char(c), '】' | ']');
    let (end, close) = inside.char_indices().find(|(_, c)| closes(*c))?;
    let inside_of = inside.get(..end)?;
    if !inside_of.contains('予') {
        return None;
    }
    let inner: String = inside_of
        .chars()
        .map(fold_char)
        .filter(|c| *c != ' ')
        .collect();
    let rest = inner.strip_prefix("予算")?;
    let known =
        matches!(rest, "" | "額" | "案" | "要求" | "要求額" | "等") || rest.starts_with('(');
    if !known {
        return None;
    }
    let account = if rest.contains("財投") {
        Account::Filp
    } else {
        Account::General
    };
    let after = inside.get(end + close.len_utf8()..)?;
    Some(Mark {
        account,
        after: trimmed(after),
    })
}

/// Reads the block whose first mark stands at `start`. `lines` must end where the owner does.
///
/// Stops before a mark that it cannot read, so that every line before `next` is in an entry.
#[must_use]
pub fn read_block(lines: &[Line], start: usize) -> Block {
    let mut block = Block {
        entries: Vec::new(),
        next: start,
    };
    let mut reader = Reader {
        lines,
        account: Account::General,
        naked: None,
    };
    let mut i = start;
    while let Some(line) = lines.get(i) {
        if line.is_blank() {
            i += 1;
            continue;
        }
        let mark = mark_in(line);
        let marked = mark.is_some();
        if marked && reader.naked.is_some() {
            break;
        }
        let content = match mark {
            Some(mark) => {
                reader.account = mark.account;
                mark.after
            }
            None => &*line.words,
        };
        if content.is_empty() && marked {
            reader.naked = Some(line.number);
            i += 1;
            continue;
        }
        let Some((entries, next)) = reader.entry_at(i, content, marked) else {
            break;
        };
        block.entries.extend(entries);
        (i, block.next) = (next, next);
    }
    block
}

struct Reader<'a> {
    lines: &'a [Line<'a>],
    account: Account,
    /// Line of a mark that stands alone and whose first entry is still to come.
    naked: Option<u32>,
}

/// A name gathered over lines, and the figures that ended it.
struct Found<'a> {
    text: Cow<'a, str>,
    /// The same, folded.
    chars: Vec<char>,
    figures: Vec<Figures>,
    lines: Vec<u32>,
    next: usize,
}

impl Reader<'_> {
    fn entry_at(&mut self, at: usize, content: &str, marked: bool) -> Option<(Vec<Entry>, usize)> {
        let line = self.lines.get(at)?;
        let found = self.find(at, content, marked)?;
        let first = found.figures.first()?;
        let name = slice(&found.text, first.name_start, first.name_end);
        if clean_name(name).0.is_empty() {
            return None;
        }
        // A name with an amount in it would be one whose figures were read in part.
        let partly = |f: &Figures| {
            let name = found.chars.get(f.name_start..f.name_end);
            name.is_some_and(holds_amount)
        };
        if found.figures.iter().any(partly) {
            return None;
        }
        if !marked && !self.plausible_unmarked(line, name, first.tail.base.is_some()) {
            let base_follows = self.base_after(found.next).is_some();
            if !base_follows || !self.plausible_unmarked(line, name, true) {
                return None;
            }
        }
        let mut next = found.next;
        let without_base = found.figures.last().is_some_and(|f| f.tail.base.is_none());
        let mut entries = self.entries(found);
        if let Some(last) = entries.last_mut()
            && without_base
            && let Some((base, line, after)) = self.base_after(next)
        {
            apply_base(last, base);
            last.lines.push(line);
            next = after;
        }
        if let (Some(mark), Some(first)) = (self.naked.take(), entries.first_mut()) {
            first.lines.insert(0, mark);
        }
        Some((entries, next))
    }

    /// Looks for the figures on this line, or on one of the next few.
    fn find<'b>(&self, at: usize, content: &'b str, marked: bool) -> Option<Found<'b>> {
        let line = self.lines.get(at)?;
        let chars = folded(content);
        if let Some(figures) = figures(&chars) {
            return Some(Found {
                text: content.into(),
                chars,
                figures,
                lines: vec![line.number],
                next: at + 1,
            });
        }
        if !marked && !self.may_be_name(line) {
            return None;
        }
        // Figures that cannot be read are not the beginning of a name on the next line, unless the line's end cut
        // them.
        if holds_amount(&chars) && !is_cut(content) {
            return None;
        }
        let mut text = content.to_owned();
        let mut lines = vec![line.number];
        let mut next = at + 1;
        for _ in 0..4 {
            let (index, line) = self.next_line(next)?;
            let contiguous = index == next;
            if is_page_number(&line.words) {
                // A page ends within the name.
                lines.push(line.number);
                next = index + 1;
                continue;
            }
            if has_mark(line) || near_mark_of(line).is_some() || line.numbered().is_some() {
                return None;
            }
            let alone = figures_of(line);
            let pure = alone
                .as_ref()
                .is_some_and(|f| f.first().is_some_and(|f| f.name_end == 0));
            if !pure && (line.bullet || line.depth > 0) {
                return None;
            }
            let open = unbalanced(&text);
            let figures_next = || {
                self.next_line(index + 1)
                    .is_some_and(|(_, l)| starts_with_figures(l))
            };
            let goes_on =
                pure || open || contiguous || (marked && (alone.is_some() || figures_next()));
            if !goes_on {
                return None;
            }
            if pure {
                // A blank keeps `…事業 1.0億円` apart however the name ends.
                text.push(' ');
                text.push_str(&line.words);
            } else {
                join_wrapped(&mut text, &line.words);
            }
            lines.push(line.number);
            next = index + 1;
            let chars = folded(&text);
            if let Some(figures) = figures(&chars) {
                return Some(Found {
                    text: text.into(),
                    chars,
                    figures,
                    lines,
                    next,
                });
            }
        }
        None
    }

    fn next_line(&self, from: usize) -> Option<(usize, &Line<'_>)> {
        self.lines
            .iter()
            .enumerate()
            .skip(from)
            .find(|(_, line)| !line.is_blank())
    }

    /// A base-year bracket alone on the next printed line.
    fn base_after(&self, from: usize) -> Option<(BaseFigures, u32, usize)> {
        let (index, line) = self.next_line(from)?;
        let first = line.words.chars().next().map(fold_char)?;
        if !matches!(first, '(' | '【' | '[' | '新') {
            return None;
        }
        let mut words = line.words.clone().into_owned();
        let mut last = index;
        while unbalanced(&words) && last < index + 2 {
            let (i, more) = self.next_line(last + 1)?;
            words.push(' ');
            words.push_str(&more.words);
            last = i;
        }
        let chars = folded(&words);
        let figures = whole_base(&chars)?;
        (last == index).then_some((figures, line.number, last + 1))
    }

    fn entries(&self, found: Found) -> Vec<Entry> {
        let line = found.lines.first().copied().unwrap_or_default();
        let (text, mut lines) = (found.text, found.lines);
        let mut left = found.figures.len();
        let figures = found.figures.into_iter().map(|figures| {
            let name = slice(&text, figures.name_start, figures.name_end);
            let (name, relisted) = clean_name(name);
            left -= 1;
            let mut entry = Entry {
                name: name.into_owned(),
                line,
                lines: if left == 0 {
                    std::mem::take(&mut lines)
                } else {
                    lines.clone()
                },
                account: self.account_of(&figures.tail.request),
                request: figures.tail.request,
                base: Base::None,
                supplementary: None,
                year: None,
                relisted: relisted || figures.tail.relisted,
            };
            if let Some(base) = figures.tail.base {
                apply_base(&mut entry, base);
            }
            entry
        });
        figures.collect()
    }

    fn account_of(&self, request: &Request) -> Account {
        match request {
            Request::Parts(parts) if parts.iter().any(|p| is_loan_label(&p.label)) => Account::Filp,
            _ => self.account,
        }
    }

    fn may_be_name(&self, line: &Line) -> bool {
        let first = line.words.chars().next().map(fold_char);
        let caption = first.is_some_and(|c| "【<※(☞⇒→①②③④⑤⑥⑦⑧⑨".contains(c));
        let sentence = line.words.ends_with(['。', '：', ':']);
        let set_apart = line.bullet || line.depth > 0;
        !caption && !sentence && (self.naked.is_some() || !set_apart)
    }

    /// Whether a line without a mark of its own may go on the block: figures in running text,
    /// captions and subsidy tables must not.
    fn plausible_unmarked(&self, line: &Line, name: &str, has_base: bool) -> bool {
        let name = trimmed(name);
        if !self.may_be_name_text(name) || name.starts_with("うち") {
            return false;
        }
        let vague = ["約", "総額", "最大", "上限", "合計", "小計", "事業費"];
        let stated = vague.iter().any(|end| name.ends_with(end)) || name == "計";
        let labelled = line.bullet || name.contains([':', '：', '／']);
        has_base || self.naked.is_some() || !(stated || labelled)
    }

    fn may_be_name_text(&self, name: &str) -> bool {
        let first = name.chars().next().map(fold_char);
        !name.contains('。') && !first.is_some_and(|c| "【<※(☞⇒→".contains(c))
    }
}

fn apply_base(entry: &mut Entry, figures: BaseFigures) {
    entry.base = figures.base;
    entry.supplementary = figures.supplementary;
    entry.year = figures.year;
}

/// A line of nothing but a page number: `149`, `- 12 -`.
fn is_page_number(words: &str) -> bool {
    let digits = words.trim_matches(|c| is_blank(c) || matches!(c, '-' | '－' | '―'));
    let count = digits.chars().count();
    (1..=3).contains(&count) && digits.chars().map(fold_char).all(|c| c.is_ascii_digit())
}

/// The line is figures from its first character on: what stands before it is a name.
fn starts_with_figures(line: &Line) -> bool {
    figures_of(line).is_some_and(|f| f.first().is_some_and(|f| f.name_end == 0))
}

fn figures_of(line: &Line) -> Option<Vec<Figures>> {
    let may_be = Letters::DIGIT.and(Letters::ITEM);
    line.letters
        .has_any(may_be)
        .then(|| figures(&folded(&line.words)))
        .flatten()
}

fn whole_base(chars: &[char]) -> Option<BaseFigures> {
    // The bracket must be all there is, so that a caption that starts with one is left alone.
    let mut cursor = Cursor::new(chars, 0);
    let figures = cursor.base()?;
    cursor.is_done().then_some(figures)
}

#[cfg(test)]
mod tests;
