//! The body: page blocks of chapter heading, theme line, measures, sub-measures and text.
//!
//! Walks the lines once. Each non-blank line ends up with exactly one owner.

mod heading;
mod wrapped;

use super::amount::has_unread_amount;
use super::contents::Contents;
use super::diagnostic::Findings;
use super::entry::{Entry, has_mark, read_block};
use super::letters::Letters;
use super::line::{Label, Line, take_relisted_mark};
use super::outline::{Gathered, Item, MeasureDraft, Outline, SubDraft, ThemeDraft};
use super::suspect;
use crate::japanese::fold::{fold_char, folded, same_wording, similarity, wording};
use crate::model::{Passage, TextLine};
use wrapped::Edge;

/// Where the walk stands.
#[derive(Clone, Debug, Default)]
struct Place {
    chapter: Option<usize>,
    /// Themes that the page's theme line names; several where it joins them with ／.
    themes: Vec<usize>,
    theme: Option<usize>,
    measure: Option<usize>,
    sub: Option<usize>,
    /// Number of the page block, counted by chapter headings.
    page_block: usize,
    /// Pillar heading last seen in a body without contents page.
    pillar: Option<u32>,
    /// The next printed line may be the page's theme line.
    expects_theme: bool,
    /// The lines before belong to a budget block, or look as if they should.
    in_block: bool,
}

/// Hangs the body's lines on the outline.
pub struct Walker<'a> {
    lines: &'a [Line<'a>],
    whole: &'a Passage,
    outline: Outline,
    listed: bool,
    at: Place,
    findings: &'a mut Findings,
    /// For each line, the next one at or after it that changes the owner.
    boundaries: Vec<usize>,
    /// Where the page cuts headings, in a text without markup.
    edge: Edge,
}

/// Reads the body after the contents page. `whole` is the text whose places the lines are, if there is one.
#[must_use]
pub fn read_body(
    lines: &[Line<'_>],
    contents: &Contents,
    whole: &Passage,
    findings: &mut Findings,
) -> Outline {
    let mut walker = Walker {
        lines,
        whole,
        outline: Outline::from_contents(contents),
        listed: !contents.chapters.is_empty(),
        at: Place::default(),
        findings,
        boundaries: boundaries(lines),
        edge: Edge::of(lines),
    };
    let mut i = contents.end;
    while let Some(line) = lines.get(i) {
        i = if line.is_blank() {
            i + 1
        } else {
            walker.take(i, line)
        };
    }
    walker.outline
}

impl Walker<'_> {
    /// Gives the line at `i` its owner; returns the index of the next line to look at.
    fn take(&mut self, i: usize, line: &Line) -> usize {
        let in_block = std::mem::take(&mut self.at.in_block);
        if self.take_pillar(line) || self.take_chapter(i, line) {
            return i + 1;
        }
        if std::mem::take(&mut self.at.expects_theme)
            && let Some(taken) = self.take_theme(i, line)
        {
            return i + taken;
        }
        if self.at.chapter.is_some()
            && let Some((label, title)) = line.numbered()
        {
            let rest = self.edge.rest_of(line, self.lines.get(i + 1));
            let whole = rest.map(|rest| format!("{title}{}", rest.words));
            let title = whole.as_deref().unwrap_or(title);
            match label {
                Label::Number(number) => self.take_measure(line, number, title),
                Label::Letter(letter) => self.take_sub(line, letter, title),
            }
            if let (Some(rest), Some(own)) = (rest, self.owner()) {
                own.heading_lines.push(rest.number);
            }
            return i + 1 + usize::from(rest.is_some());
        }
        if has_mark(line) {
            return self.take_block(i, line);
        }
        let money = line.letters.has(Letters::DIGIT.and(Letters::YEN));
        if !in_block && money && has_unread_amount(&folded(&line.words)) {
            self.findings.unread_text_amount(line);
        } else {
            self.review_text(line, in_block);
        }
        self.take_text(line);
        i + 1
    }

    /// Tells what a line of text has that a reader would take for budget figures.
    fn review_text(&mut self, line: &Line, in_block: bool) {
        if let Some(mark) = suspect::near_mark_of(line) {
            self.findings.unread_mark(line, &mark);
            self.at.in_block = true;
        } else if let Some(seen) = in_block.then(|| suspect::entry_like_of(line)).flatten() {
            self.findings.unread_amount(line, &seen);
            self.at.in_block = true;
        } else if mentions_money(line) {
            self.findings.amount_in_text(line);
        }
    }

    fn take_block(&mut self, i: usize, line: &Line) -> usize {
        let end = self.owner_end(i + 1);
        let block = read_block(self.lines.get(..end).unwrap_or(self.lines), i);
        if self.at.chapter.is_none() {
            self.findings.outside_chapter(line);
            self.take_text(line);
            return i + 1;
        }
        self.at.in_block = true;
        if block.next <= i {
            let seen = suspect::amount_like(&line.words);
            self.findings.unread_budget(line.number, seen.as_deref());
            self.take_text(line);
            return i + 1;
        }
        for entry in block.entries {
            self.take_entry(entry);
        }
        block.next
    }

    /// The index of the next line that changes the owner.
    fn owner_end(&self, from: usize) -> usize {
        self.boundaries
            .get(from)
            .copied()
            .unwrap_or(self.lines.len())
    }

    fn take_entry(&mut self, entry: Entry) {
        let sub = self.at.sub;
        let Some(measure) = self.measure_or_supply(entry.line) else {
            return;
        };
        match sub.and_then(|s| measure.items.get_mut(s)) {
            Some(Item::Sub(sub)) => sub.budget.push(entry),
            _ => measure.items.push(Item::Budget(entry)),
        }
    }

    fn take_text(&mut self, line: &Line) {
        let text = TextLine {
            line: line.number,
            text: self.whole.piece(&line.text),
        };
        match self.owner() {
            Some(own) => own.text.push(text),
            None => self.outline.front.push(text),
        }
    }

    /// The innermost open node.
    fn owner(&mut self) -> Option<&mut Gathered> {
        let at = &self.at;
        let chapter = self.outline.chapters.get_mut(at.chapter?)?;
        let Some(theme) = at.theme.and_then(|t| chapter.themes.get_mut(t)) else {
            return Some(&mut chapter.own);
        };
        let Some(measure) = at.measure.and_then(|m| theme.measures.get_mut(m)) else {
            return Some(&mut theme.own);
        };
        match at.sub.and_then(|s| measure.items.get_mut(s)) {
            Some(Item::Sub(sub)) => Some(&mut sub.own),
            _ => Some(&mut measure.own),
        }
    }

    fn take_measure(&mut self, line: &Line, number: u32, title: &str) {
        let (title, relisted) = take_relisted_mark(title);
        let block = self.at.page_block;
        if self.at.themes.is_empty() {
            self.theme_for_measure(line, &title);
        }
        let Some(chapter) = self
            .at
            .chapter
            .and_then(|c| self.outline.chapters.get_mut(c))
        else {
            return;
        };
        let known = self.at.themes.iter().find_map(|t| {
            let same = |m: &MeasureDraft| same_title(&m.title, &title, m.page_block != block);
            Some((*t, chapter.themes.get(*t)?.measure_index(number, same)?))
        });
        let theme_index = match known {
            Some((theme, _)) => theme,
            None => match self.at.themes.as_slice() {
                [only] => *only,
                // A joined theme line: the measure's own title tells which of them it is.
                several => several
                    .iter()
                    .copied()
                    .max_by_key(|t| {
                        let theme = chapter.themes.get(*t).map_or("", |t| t.title.as_str());
                        (similarity(theme, &title), std::cmp::Reverse(*t))
                    })
                    .unwrap_or_default(),
            },
        };
        let Some(theme) = chapter.themes.get_mut(theme_index) else {
            return;
        };
        let index = match known {
            Some((_, index)) => index,
            None => {
                if theme.measures.iter().any(|m| m.number == Some(number)) {
                    self.findings.repeated_label(line, number);
                }
                theme.measures.push(MeasureDraft {
                    number: Some(number),
                    title,
                    ..MeasureDraft::default()
                });
                theme.measures.len() - 1
            }
        };
        if (self.at.theme, self.at.measure) != (Some(theme_index), Some(index)) {
            // A heading repeated on the next page goes on where it stood, its letter included.
            self.at.sub = None;
        }
        (self.at.theme, self.at.measure) = (Some(theme_index), Some(index));
        if let Some(measure) = theme.measures.get_mut(index) {
            measure.own.heading_lines.push(line.number);
            measure.page_block = block;
            measure.relisted |= relisted;
        }
    }

    /// A measure on a page without theme line.
    fn theme_for_measure(&mut self, line: &Line, title: &str) {
        let Some(chapter) = self
            .at
            .chapter
            .and_then(|c| self.outline.chapters.get_mut(c))
        else {
            return;
        };
        let likely = chapter
            .most_like(title)
            .filter(|(_, likeness)| *likeness >= 50);
        let theme = match likely.map(|(i, _)| i).or_else(|| chapter.next_unseen(None)) {
            Some(theme) => theme,
            None if chapter.themes.is_empty() => {
                chapter.themes.push(ThemeDraft::new(&chapter.title));
                0
            }
            None => chapter.themes.len() - 1,
        };
        self.findings.measure_without_theme(line);
        self.at.themes = vec![theme];
        self.at.theme = Some(theme);
    }

    fn take_sub(&mut self, line: &Line, letter: char, title: &str) {
        let (title, relisted) = take_relisted_mark(title);
        let Some(measure) = self.measure_or_supply(line.number) else {
            return;
        };
        let known = measure.sub_index(letter, |t| same_wording(t, &title));
        let index = known.unwrap_or(measure.items.len());
        if known.is_none() {
            measure.items.push(Item::Sub(SubDraft {
                letter,
                title,
                relisted,
                own: Gathered::default(),
                budget: Vec::new(),
            }));
        }
        if let Some(Item::Sub(sub)) = measure.items.get_mut(index) {
            sub.own.heading_lines.push(line.number);
        }
        self.at.sub = Some(index);
    }

    /// The open measure; where money or a letter comes before any, one is supplied.
    fn measure_or_supply(&mut self, line: u32) -> Option<&mut MeasureDraft> {
        let chapter = self.outline.chapters.get_mut(self.at.chapter?)?;
        if chapter.themes.is_empty() {
            chapter.themes.push(ThemeDraft::new(&chapter.title));
        }
        let theme_index = *self.at.theme.get_or_insert(0);
        if self.at.themes.is_empty() {
            self.at.themes.push(theme_index);
        }
        let theme = chapter.themes.get_mut(theme_index)?;
        let index = match self.at.measure {
            Some(index) => index,
            None => {
                self.findings.supplied_measure(line);
                let title = theme.title.clone();
                theme.measures.push(MeasureDraft {
                    title,
                    ..MeasureDraft::default()
                });
                self.at.sub = None;
                theme.measures.len() - 1
            }
        };
        self.at.measure = Some(index);
        theme.measures.get_mut(index)
    }
}

fn boundaries(lines: &[Line]) -> Vec<usize> {
    let mut next = lines.len();
    let mut out = vec![next; lines.len()];
    for ((i, line), slot) in lines.iter().enumerate().zip(out.iter_mut()).rev() {
        if line.numbered().is_some() || (line.depth > 0 && line.chapter().is_some()) {
            next = i;
        }
        *slot = next;
    }
    out
}

/// Two headings with the same number are one measure where their titles agree; on a later page
/// a scanning slip of a character or so is forgiven, but never a digit.
fn same_title(a: &str, b: &str, later_page: bool) -> bool {
    let digits = |t: &str| {
        wording(t)
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    same_wording(a, b) || (later_page && similarity(a, b) >= 90 && digits(a) == digits(b))
}

fn mentions_money(line: &Line) -> bool {
    let money = Letters::DIGIT.and(Letters::YEN).and(Letters::LARGE);
    line.letters.has(money)
        && ["億円", "兆円"].iter().any(|unit| {
            line.words.match_indices(unit).any(|(at, _)| {
                let before = line.words.get(..at).unwrap_or_default().trim_end();
                before.ends_with(|c: char| fold_char(c).is_ascii_digit())
            })
        })
}
