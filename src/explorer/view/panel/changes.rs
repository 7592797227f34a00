//! What changed below a node: how many lines rose and fell, and which most.

use rust_decimal::Decimal;

use super::Page;
use crate::explorer::line::{Line, Role};
use crate::explorer::settings::Scale;
use crate::explorer::state::figures::Summary;
use crate::explorer::state::layout::WIDE;
use crate::explorer::view::bars::fraction;
use crate::explorer::view::money::{aligned, change_role, change_sign};
use crate::explorer::view::tooth::{self, Bar};
use crate::explorer::words;
use crate::lang::{Lang, Text};
use crate::ledger::Direction;
use crate::model::{Kind, NodeId};
use crate::text::shown;

/// Most lines that are gone through while the cursor moves.
const MOST_LINES: usize = 3000;
/// Fewest lines that are worth being told apart.
const FEWEST: usize = 8;
/// Most rises and falls that are listed.
const MOST_RISES: usize = 8;
const MOST_FALLS: usize = 5;
/// Fewest new lines that are listed, and most.
const FEWEST_NEW: usize = 2;
const MOST_NEW: usize = 7;
/// From how many times the next on its bar is cut.
const GIANT: i64 = 5;

/// A line with its change.
type Changed = (NodeId, Summary, Decimal);

impl Page<'_> {
    /// What the parts of the bars mean, where some have them and there is room.
    pub(super) fn bar_legend(&mut self, items: &[NodeId]) {
        let is_sure = |id: &NodeId| {
            let change = self.summary(*id).change;
            change.is_some_and(|change| !change.is_within_rounding())
        };
        if self.state.is_compact() || self.state.size.0 < WIDE || !items.iter().any(is_sure) {
            return;
        }
        let (_, base_year) = self.years();
        let settings = &self.state.settings;
        let legend = tooth::legend(&base_year, settings);
        if legend.width(settings.ruler) <= self.columns {
            self.blank();
            self.out.push(legend);
        }
    }

    /// For a node of many lines: how they are distributed, and the largest changes.
    pub(super) fn changes(&mut self) {
        let kind = self.library.node(self.node).kind;
        let lines = self.changed();
        if kind > Kind::Chapter || lines.len() < FEWEST {
            return;
        }
        if !self.state.is_compact() {
            self.distribution(&lines);
        }
        // Of a chapter the breakdown says it.
        if kind > Kind::Pillar {
            return;
        }
        let (mut rises, mut falls): (Vec<_>, Vec<_>) = lines
            .into_iter()
            .filter(|(_, summary, change)| {
                let is_sure = summary
                    .change
                    .as_ref()
                    .is_some_and(|c| !c.is_within_rounding());
                !change.is_zero() && (is_sure || summary.is_new)
            })
            .partition(|(_, _, change)| change.is_sign_positive());
        rises.sort_by_key(|line| std::cmp::Reverse(line.2));
        falls.sort_by_key(|line| line.2);
        let ruler = self.state.settings.ruler;
        if !self.state.is_compact() {
            let rises = self.largest(words::LARGEST_RISES, &rises, MOST_RISES, self.columns);
            let falls = self.largest(words::LARGEST_FALLS, &falls, MOST_FALLS, self.columns);
            for rows in [rises, falls] {
                if !rows.is_empty() {
                    self.out.extend(rows);
                    self.blank();
                }
            }
            return;
        }
        // Under the tree there are columns enough for both side by side, and few rows.
        let half = (self.columns.saturating_sub(2)) / 2;
        let rises = self.largest(words::LARGEST_RISES, &rises, MOST_FALLS, half);
        let falls = self.largest(words::LARGEST_FALLS, &falls, MOST_FALLS, half);
        let rows = rises.len().max(falls.len());
        let mut falls = falls.into_iter();
        let mut rises = rises.into_iter();
        for _ in 0..rows {
            let left = rises.next().unwrap_or_default();
            let right = falls.next().unwrap_or_default();
            self.out.push(left.beside(right, half + 2, ruler));
        }
        self.blank();
    }

    /// Of a chapter: what is new in it, the largest first, with the sum of all.
    pub(super) fn new_lines(&mut self) {
        if self.library.node(self.node).kind != Kind::Chapter {
            return;
        }
        let mut lines = self.changed();
        lines.retain(|(_, summary, _)| summary.is_new);
        let sum = lines
            .iter()
            .try_fold(Decimal::ZERO, |sum, line| sum.checked_add(line.2));
        let Some(sum) = sum.filter(|_| lines.len() >= FEWEST_NEW) else {
            return;
        };
        lines.sort_by_key(|line| std::cmp::Reverse(line.2));
        let settings = &self.state.settings;
        let (ruler, columns) = (settings.ruler, self.columns);
        let figure = |oku: Decimal| aligned(settings.bare(oku), settings, columns);
        let unit = match self.lang {
            Lang::Ja => self.word(words::LINES),
            Lang::En => "",
        };
        let head = format!("{} {}{unit}", self.word(words::NEW), lines.len());
        let right = Line::of(figure(sum), Role::Tag);
        let mut out = vec![Line::of(head, Role::Tag).with_right(right, columns, ruler)];
        for (id, _, oku) in lines.iter().take(MOST_NEW) {
            let title = Line::of(shown(&self.library.node(*id).title), Role::Plain);
            let right = Line::of(format!(" {}", figure(*oku)), Role::Amount);
            out.push(title.with_right(right, columns, ruler).to(*id));
        }
        let more = lines.len().saturating_sub(MOST_NEW);
        if more > 0 {
            let text = match self.lang {
                Lang::Ja => format!("ほか{more}件"),
                Lang::En => format!("and {more} more"),
            };
            let keys = self.state.keys.filled(self.word(words::NARROW_KEY));
            let right = Line::of(keys, Role::Dim);
            out.push(Line::of(text, Role::Dim).with_right(right, columns, ruler));
        }
        self.out.extend(out);
        self.blank();
    }

    /// The lines that the total counts and that have a change.
    fn changed(&self) -> Vec<Changed> {
        let (library, state) = (self.library, self.state);
        let lines = state.figures.scope().lines(library, self.node);
        let lines: Vec<NodeId> = lines.take(MOST_LINES + 1).collect();
        // Of more lines the largest are for the table to find, which is made once.
        if lines.len() > MOST_LINES {
            return Vec::new();
        }
        lines
            .into_iter()
            .filter_map(|id| {
                state.settings.counting.request(library, id)?;
                let summary = self.summary(id);
                let change = summary.change.as_ref()?.oku;
                Some((id, summary, change))
            })
            .collect()
    }

    /// How many are new, up, undecided and down, as one strip with a word under each part.
    fn distribution(&mut self, lines: &[Changed]) {
        let mut counts = [0_usize; 4];
        for (_, summary, change) in lines {
            let is_sure = summary
                .change
                .as_ref()
                .is_some_and(|c| !c.is_within_rounding());
            let part = match () {
                () if summary.is_new => 0,
                () if !is_sure || change.is_zero() => 2,
                () if change.is_sign_positive() => 1,
                () => 3,
            };
            if let Some(count) = counts.get_mut(part) {
                *count += 1;
            }
        }
        let parts = [
            (words::NEW, Role::Tag),
            (words::direction(Direction::Increased), Role::Rise),
            (words::UNDECIDED, Role::BaseBar),
            (words::direction(Direction::Decreased), Role::Fall),
        ];
        let ruler = self.state.settings.ruler;
        let shown_parts: Vec<(String, Role, usize)> = counts
            .into_iter()
            .zip(parts)
            .filter(|(count, _)| *count > 0)
            .map(|(count, (word, role))| (format!("{} {count}", self.word(word)), role, count))
            .collect();
        // What the labels from here on need, so that the last is never pushed out.
        let needed = |from: usize| {
            let rest = shown_parts.iter().skip(from);
            rest.map(|(text, ..)| ruler.width(text) + 1).sum::<usize>()
        };
        let (mut strip, mut labels) = (Line::new(), Line::new());
        let (mut start, mut so_far) = (0, 0);
        for (i, (text, role, count)) in shown_parts.iter().enumerate() {
            so_far += count;
            let end = (so_far * self.columns / lines.len()).max(start + 2);
            let bar = Bar {
                request: 1.0,
                whole: Some(*role),
                ..Bar::default()
            };
            let width = (end - start).saturating_sub(1);
            let drawn = tooth::draw(bar, width, &self.state.settings);
            strip.parts.extend(drawn.parts);
            strip.push(" ", Role::Plain);
            let at = start.min((self.columns + 1).saturating_sub(needed(i)));
            let gap = at
                .saturating_sub(labels.width(ruler))
                .max(usize::from(i > 0));
            labels.push(" ".repeat(gap), Role::Plain);
            let text_role = if *role == Role::BaseBar {
                Role::Dim
            } else {
                *role
            };
            labels.push(text.as_str(), text_role);
            start = end;
        }
        let columns = self.columns;
        self.out.push(strip.cut(columns, ruler));
        self.out.push(labels.cut(columns, ruler));
        self.blank();
    }

    /// The largest of them, one row a line, on one ruler whose end is printed.
    fn largest(&self, head: Text, lines: &[Changed], most: usize, columns: usize) -> Vec<Line> {
        let settings = &self.state.settings;
        let ruler = settings.ruler;
        let Some((_, _, first)) = lines.first() else {
            return Vec::new();
        };
        let next = lines.get(1).map(|(_, _, change)| change.abs());
        let is_giant = |change: Decimal| {
            next.is_some_and(|next| change.abs() > next.saturating_mul(Decimal::from(GIANT)))
        };
        let full = if is_giant(*first) {
            next.unwrap_or_default()
        } else {
            first.abs()
        };
        let title = Line::of(self.word(head), Role::Strong);
        let range = format!("{} 0–{}", self.word(words::BAR), settings.bare(full));
        let mut out = vec![title.with_right(Line::of(range, Role::Dim), columns, ruler)];
        let figures: Vec<(&Changed, String, Role)> = lines
            .iter()
            .take(most)
            .filter_map(|line| {
                let change = line.1.change.as_ref()?;
                let text = aligned(change_sign(change, settings), settings, columns);
                Some((line, text, change_role(change)))
            })
            .collect();
        let widest = figures.iter().map(|(_, text, _)| ruler.width(text)).max();
        let widest = widest.unwrap_or_default();
        let bar_columns = (columns / 4).clamp(4, 20);
        let has_new = figures.iter().any(|(line, ..)| line.1.is_new);
        let word = if has_new {
            ruler.width(self.word(words::NEW)) + 1
        } else {
            0
        };
        let name = columns.saturating_sub(bar_columns + widest + word + 2);
        for ((id, summary, change), text, role) in figures {
            let role = if summary.is_new { Role::Tag } else { role };
            let bar = Bar {
                request: fraction(change.abs(), full, Scale::Linear),
                whole: Some(role),
                broken: is_giant(*change),
                base: None,
            };
            let title = ruler.cut(&shown(&self.library.node(*id).title), name);
            let mut row = Line::of(ruler.field(&title, name), Role::Plain).with(" ", Role::Plain);
            row.parts
                .extend(tooth::draw(bar, bar_columns, settings).parts);
            let tag = if summary.is_new {
                self.word(words::NEW)
            } else {
                ""
            };
            row.push(ruler.pad_left(tag, word), Role::Tag);
            row.push(" ", Role::Plain);
            row.push(ruler.pad_left(&text, widest), role);
            out.push(row.to(*id));
        }
        out
    }
}
